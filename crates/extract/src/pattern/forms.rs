//! Which base form does a word of the rules have here?
//!
//! The words of conflict are rare in treebanks, so that a learned lemmatizer stumbles over them ("encircled").
//! The rules name their base forms: their inflected forms are known before any text is read.

use super::scene::{problem, tables};
use crate::words::{WordMap, WordSet};
use schema::{DataFile, Problem};
use std::collections::BTreeMap;

/// Inflected forms of the words that rules and classes name.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    verbs: WordMap<String>,
    nouns: WordMap<String>,
    known: WordSet,
    irregular: BTreeMap<String, Vec<String>>,
}

impl Forms {
    /// Loads the irregular forms of `irregular.toml`: a table `[forms]` of base form = [forms].
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn load(file: &DataFile) -> Result<Self, Vec<Problem>> {
        let mut forms = Self::default();
        for (name, line, table) in tables(file).map_err(|found| vec![found])? {
            let irregular: BTreeMap<String, Vec<String>> = table.try_into().map_err(|error: toml::de::Error| {
                vec![problem(file, line, format!("[{name}]: {}", error.message()), "write `fight = ['fought']`")]
            })?;
            forms.irregular.extend(irregular);
        }
        Ok(forms)
    }

    /// Adds a verb with all its forms.
    pub fn add_verb(&mut self, base: &str) {
        self.known.insert(base.into());
        for form in [singular_s(base), with_ending(base, "ed"), with_ending(base, "ing")] {
            self.verbs.entry(form.into()).or_insert_with(|| base.to_owned());
        }
        for form in self.irregular.get(base).into_iter().flatten() {
            self.verbs.insert(form.as_str().into(), base.to_owned());
        }
    }

    /// Adds a noun with its plural.
    pub fn add_noun(&mut self, base: &str) {
        self.known.insert(base.into());
        self.nouns.entry(singular_s(base).into()).or_insert_with(|| base.to_owned());
        for form in self.irregular.get(base).into_iter().flatten() {
            self.nouns.entry(form.as_str().into()).or_insert_with(|| base.to_owned());
        }
    }

    /// Gives the base form of a word as a verb or as another word.
    #[must_use]
    pub fn of(&self, word: &str, verb: bool) -> Option<&str> {
        let forms = if verb { &self.verbs } else { &self.nouns };
        forms.get(word).map(String::as_str)
    }

    /// Tells whether a rule or class names the base form.
    #[must_use]
    pub fn knows(&self, base: &str) -> bool {
        self.known.contains(base)
    }
}

fn singular_s(base: &str) -> String {
    if ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end)) {
        return format!("{base}es");
    }
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ => format!("{base}s"),
    }
}

fn with_ending(base: &str, ending: &str) -> String {
    if let Some(stem) = base.strip_suffix('e').filter(|stem| !stem.ends_with('e')) {
        return format!("{stem}{ending}");
    }
    if let Some(stem) = base.strip_suffix('y').filter(|stem| ending == "ed" && !stem.ends_with(['a', 'e', 'o', 'u'])) {
        return format!("{stem}ied");
    }
    let letters: Vec<char> = base.chars().collect();
    let vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u');
    let doubles = matches!(letters.as_slice(), [.., before, middle, last]
        if !vowel(*before) && vowel(*middle) && !vowel(*last) && !matches!(last, 'w' | 'x' | 'y'));
    let one_vowel = letters.iter().filter(|&&letter| vowel(letter)).count() == 1;
    match letters.last() {
        Some(last) if doubles && one_vowel => format!("{base}{last}{ending}"),
        _ => format!("{base}{ending}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_and_irregular_forms_are_known() {
        let mut forms = Forms::default();
        forms.irregular.insert("fight".into(), vec!["fought".into()]);
        ["fight", "bomb", "encircle", "deny", "raid", "stop", "besiege", "wrest"]
            .iter()
            .for_each(|base| forms.add_verb(base));
        for (word, base) in [
            ("fought", "fight"),
            ("bombed", "bomb"),
            ("encircled", "encircle"),
            ("denied", "deny"),
            ("raided", "raid"),
            ("stopping", "stop"),
            ("besieging", "besiege"),
        ] {
            assert_eq!(forms.of(word, true), Some(base));
        }
        assert_eq!(forms.of("fought", false), None);
    }
}
