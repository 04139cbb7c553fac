//! What is the base form of a word?

use crate::bytes::{read_number, take, write_number};
use crate::fine;
use std::collections::HashMap;

/// How an ending becomes the ending of the base form: drop characters, then add letters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// How many characters fall away at the end.
    pub drop: u8,
    /// What is written in their place.
    pub add: String,
}

/// Base forms by tag: of single words, and of all words with an ending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lemmas {
    /// By word in lower case.
    pub words: Table,
    /// By ending of up to five characters.
    pub endings: Table,
}

/// Edits by fine tag and letters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table(Vec<HashMap<String, Edit>>);

impl Table {
    /// Gives the edit of a tag and letters.
    pub fn get(&self, tag: u8, letters: &str) -> Option<&Edit> {
        self.0.get(usize::from(tag))?.get(letters)
    }

    /// Sets the edit of a tag and letters.
    pub fn insert(&mut self, tag: u8, letters: String, edit: Edit) {
        if self.0.len() <= usize::from(tag) {
            self.0.resize(usize::from(tag) + 1, HashMap::new());
        }
        self.0[usize::from(tag)].insert(letters, edit);
    }

    /// Gives all entries, sorted.
    fn entries(&self) -> Vec<(u8, &String, &Edit)> {
        let entries =
            (0..).zip(&self.0).flat_map(|(tag, edits)| edits.iter().map(move |(word, edit)| (tag, word, edit)));
        let mut entries: Vec<_> = entries.collect();
        entries.sort();
        entries
    }
}

/// The longest ending that has a rule of its own.
pub const ENDING: usize = 5;

impl Lemmas {
    /// Gives the base form of a word with a fine tag.
    pub fn lemma(&self, word: &str, tag: u8) -> Box<str> {
        let lower = word.to_lowercase();
        let kept = if matches!(fine::label(tag), "NNP" | "NNPS" | "ADD" | "SYM") { word } else { &lower };
        if kept.len() > 60 {
            return kept.into();
        }
        let known = self.words.get(tag, &lower).or_else(|| self.words.get(other_past(tag)?, &lower));
        if let Some(edit) = known {
            return edit.apply(kept).into();
        }
        let mut starts = [lower.len(); ENDING + 1];
        for (place, (start, _)) in starts[1..].iter_mut().zip(lower.char_indices().rev()) {
            *place = start;
        }
        let letters = lower.chars().take(ENDING).count();
        let edit = starts[..=letters].iter().rev().find_map(|start| self.endings.get(tag, &lower[*start..]));
        edit.map_or_else(|| kept.into(), |edit| edit.apply(kept).into())
    }

    /// Writes both tables.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for table in [&self.words, &self.endings] {
            write_number(&mut out, table.entries().len() as u32);
            for (tag, word, edit) in table.entries() {
                out.extend([tag, edit.drop]);
                for text in [word, &edit.add] {
                    write_number(&mut out, text.len() as u32);
                    out.extend(text.as_bytes());
                }
            }
        }
        out
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged.
    pub fn decode(mut bytes: &[u8]) -> Option<Self> {
        let words = read_table(&mut bytes)?;
        let endings = read_table(&mut bytes)?;
        bytes.is_empty().then_some(Self { words, endings })
    }
}

impl Edit {
    /// Finds the edit that makes `lemma` from `word`.
    pub fn between(word: &str, lemma: &str) -> Self {
        let common = word.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        let drop = u8::try_from(word.chars().count() - common).unwrap_or(u8::MAX);
        Self { drop, add: lemma.chars().skip(common).collect() }
    }

    fn apply(&self, word: &str) -> String {
        let kept = word.chars().count().saturating_sub(usize::from(self.drop));
        word.chars().take(kept).chain(self.add.chars()).collect()
    }
}

/// "shot", "fled": an exception that is known as the past tense holds for the participle too, and the other way round.
fn other_past(tag: u8) -> Option<u8> {
    match fine::label(tag) {
        "VBD" => fine::number("VBN"),
        "VBN" => fine::number("VBD"),
        _ => None,
    }
}

fn read_table(bytes: &mut &[u8]) -> Option<Table> {
    let count = read_number(bytes)?;
    let mut table = Table::default();
    for _ in 0..count {
        let head = take(bytes, 2)?;
        let mut text = || {
            let length = read_number(bytes)? as usize;
            String::from_utf8(take(bytes, length)?.to_vec()).ok()
        };
        let (word, add) = (text()?, text()?);
        table.insert(head[0], word, Edit { drop: head[1], add });
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::{Edit, Lemmas};
    use crate::fine;

    #[test]
    fn edits_make_the_base_form() {
        let mut lemmas = Lemmas::default();
        let past = fine::number("VBD").unwrap();
        lemmas.words.insert(past, "said".into(), Edit::between("said", "say"));
        lemmas.endings.insert(past, "ed".into(), Edit { drop: 2, add: String::new() });
        assert_eq!(&*lemmas.lemma("Said", past), "say");
        assert_eq!(&*lemmas.lemma("shelled", past), "shell");
        let participle = fine::number("VBN").unwrap();
        assert_eq!(&*lemmas.lemma("said", participle), "say");
        assert_eq!(&*lemmas.lemma("shelled", participle), "shelled");
        assert_eq!(&*lemmas.lemma("İ", past), "i\u{307}");
        assert_eq!(Lemmas::decode(&lemmas.encode()), Some(lemmas));
    }
}
