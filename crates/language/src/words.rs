//! Which words does segmentation have to know?

use schema::{DataFile, Problem};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

/// The lists of `words.txt`: one entry a line, its list first.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// Abbreviations that never end a sentence: `Lt.`.
    pub titles: BTreeSet<String>,
    /// Abbreviations only before a number: `No.`.
    pub numbered: BTreeSet<String>,
    /// Abbreviations that may end a sentence: `Inc.`.
    pub abbreviations: BTreeSet<String>,
    /// Abbreviations that have a stop of their own only inside a sentence: `etc.`.
    pub inner: BTreeSet<String>,
    /// Words that, with a capital after an abbreviation, start a sentence: `The`.
    pub starters: BTreeSet<String>,
    /// First parts that the hyphen does not part from their word: `anti`.
    pub prefixes: BTreeSet<String>,
    /// Words written as one that are two, with the length of the first: `cannot`.
    pub contractions: BTreeMap<String, usize>,
    /// Words that an apostrophe joins to the one before: `s`, `ll`.
    pub clitics: BTreeSet<String>,
    /// Ends of words that are words of their own: `n't`.
    pub ends: BTreeSet<String>,
    /// Ends that make an ordinal of a number: `th`.
    pub ordinals: BTreeSet<String>,
    /// Words that are two before some words, with the length of the first and those words: `its not`.
    pub slips: BTreeMap<String, (usize, BTreeSet<String>)>,
    /// Marks, and words with marks, that stay whole, by their first character: `:-)`, `w/o`.
    pub wholes: BTreeMap<char, Vec<String>>,
    /// Ends of the names of sites: `com`.
    pub sites: BTreeSet<String>,
    /// Ends of the names of files: `pdf`.
    pub files: BTreeSet<String>,
    /// Capitals that, behind a number, are a word of their own: `$3M`.
    pub units: BTreeSet<String>,
    /// Forms of verbs that are no plural of any noun, in small letters: `denies`.
    pub verbs: BTreeSet<String>,
    /// Months, and as they are abbreviated without a stop: `Sept`.
    pub months: BTreeSet<String>,
    /// Days of the week, likewise: `Wed`.
    pub weekdays: BTreeSet<String>,
    /// Words before the date of a page, in small letters: `published`.
    pub datelines: BTreeSet<String>,
}

impl Words {
    /// Reads the lists, or tells every line that is wrong.
    pub fn read(file: &DataFile) -> Result<Self, Vec<Problem>> {
        let text = file.text().map_err(|problem| vec![problem])?;
        let mut words = Self::default();
        let mut problems = Vec::new();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            if let Err(message) = words.add(line) {
                let hint = "write a list and a word: `abbreviation Inc.`, `contraction can|not`".into();
                problems.push(Problem { file: file.path.clone(), line: number + 1, message, hint });
            }
        }
        if problems.is_empty() { Ok(words) } else { Err(problems) }
    }

    /// Tells whether `word`, which ends in a full stop, is in one of the lists.
    pub fn is_abbreviation(&self, word: &str) -> bool {
        self.titles.contains(word) || self.abbreviations.contains(word)
    }

    /// Tells whether `start`, which ends in a full stop, begins an abbreviation that goes on: `Ph.D.`.
    pub fn begins(&self, start: &str) -> bool {
        let mut longer = self.abbreviations.range::<str, _>((Bound::Excluded(start), Bound::Unbounded));
        longer.next().is_some_and(|known| known.starts_with(start))
    }

    /// The lists of English.
    #[cfg(test)]
    pub fn english() -> Self {
        let bytes = include_bytes!("../../../models/en/words.txt").to_vec();
        Self::read(&DataFile { path: "words.txt".into(), bytes }).unwrap()
    }

    fn add(&mut self, line: &str) -> Result<(), String> {
        let (list, word) = line.split_once(' ').ok_or_else(|| format!("`{line}` names no list"))?;
        let word = word.trim().to_owned();
        match list {
            "title" => insert(&mut self.titles, word),
            "numbered" => insert(&mut self.numbered, word),
            "abbreviation" => insert(&mut self.abbreviations, word),
            "inner" => self.inner.insert(word),
            "site" => self.sites.insert(word),
            "file" => self.files.insert(word),
            "unit" => self.units.insert(word),
            "verb" => self.verbs.insert(word),
            "month" => insert(&mut self.months, word),
            "weekday" => insert(&mut self.weekdays, word),
            "dateline" => self.datelines.insert(word),
            "whole" => {
                let wholes = self.wholes.entry(word.chars().next().unwrap_or(' ')).or_default();
                wholes.push(word);
                wholes.sort_by_key(|whole| std::cmp::Reverse(whole.len()));
                true
            }
            "starter" => self.starters.insert(word),
            "prefix" => self.prefixes.insert(word),
            "clitic" => self.clitics.insert(word),
            "end" => self.ends.insert(word),
            "ordinal" => self.ordinals.insert(word),
            "contraction" => {
                let (whole, cut) = two(&word)?;
                self.contractions.insert(whole, cut).is_none()
            }
            "slip" => {
                let (word, followers) =
                    word.split_once(' ').ok_or_else(|| format!("`{word}` stands before no words"))?;
                let (whole, cut) = two(word)?;
                self.slips.insert(whole, (cut, followers.split(' ').map(str::to_owned).collect())).is_none()
            }
            _ => return Err(format!("there is no list `{list}`")),
        };
        Ok(())
    }
}

/// Reads two words written as one, and the length of the first.
fn two(word: &str) -> Result<(String, usize), String> {
    let (first, second) = word.split_once('|').ok_or_else(|| format!("`{word}` has no `|`"))?;
    Ok((format!("{first}{second}"), first.len()))
}

/// Adds an abbreviation, and as it is in a text of capitals.
fn insert(list: &mut BTreeSet<String>, word: String) -> bool {
    if word.starts_with(char::is_uppercase) {
        list.insert(word.to_uppercase());
    }
    list.insert(word)
}

#[cfg(test)]
mod tests {
    use super::Words;
    use schema::DataFile;

    #[test]
    fn every_wrong_line_is_told() {
        let bytes = b"# lists\ntitle Lt.\nlone\nnoun cat\ncontraction cannot\n".to_vec();
        let problems = Words::read(&DataFile { path: "en/words.txt".into(), bytes }).unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [3, 4, 5]);
    }
}
