//! Whose name might a name be?

use spelling::{normal_form, skeleton};
use std::collections::BTreeMap;

/// Words that more names than these have tell nobody from others.
const COMMON: usize = 60;
/// At most so many are proposed.
const MOST: usize = 4;

/// Names by their words.
pub(super) struct Names<'case> {
    by_word: BTreeMap<String, Vec<usize>>,
    entries: Vec<(&'case str, &'case str)>,
}

impl<'case> Names<'case> {
    /// Knows entries by id, name and other names.
    pub fn of(entries: impl Iterator<Item = (&'case str, &'case str, &'case [String])>) -> Self {
        let mut names = Self { by_word: BTreeMap::new(), entries: Vec::new() };
        for (id, name, aliases) in entries {
            let at = names.entries.len();
            names.entries.push((id, name));
            for spelled in aliases.iter().map(String::as_str).chain([name]) {
                for word in words(spelled) {
                    let held = names.by_word.entry(word).or_default();
                    if held.last() != Some(&at) {
                        held.push(at);
                    }
                }
            }
        }
        names
    }

    /// Gives the entries that share most with a name, as id and name, the likeliest first.
    pub fn like(&self, name: &str, but: &str) -> Vec<(&'case str, &'case str)> {
        let mut shared: BTreeMap<usize, f64> = BTreeMap::new();
        let own = words(name);
        for word in &own {
            let holders = self.by_word.get(word).filter(|holders| holders.len() <= COMMON);
            for at in holders.into_iter().flatten() {
                let rare = u32::try_from(holders.map_or(1, Vec::len)).map_or(1.0, f64::from);
                *shared.entry(*at).or_default() += 1.0 / rare.sqrt();
            }
        }
        let mut ranked: Vec<(f64, usize)> =
            shared.into_iter().map(|(at, share)| (share, at)).filter(|(_, at)| self.entries[*at].0 != but).collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        ranked.into_iter().take(MOST).map(|(_, at)| self.entries[at]).collect()
    }
}

/// Gives the words of a name as transliteration leaves them; short ones tell nothing.
fn words(name: &str) -> Vec<String> {
    let normal = normal_form(name);
    let long = normal.split_whitespace().filter(|word| word.chars().count() > 3);
    long.map(skeleton).filter(|bones| bones.chars().count() > 1).collect()
}
