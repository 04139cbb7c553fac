//! What is the base form of a word?

use crate::fine;
use crate::weights::{read_number, take, write_number};
use std::collections::BTreeMap;

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
    /// By fine tag and word in lower case.
    pub words: BTreeMap<(u8, String), Edit>,
    /// By fine tag and ending of up to five characters.
    pub endings: BTreeMap<(u8, String), Edit>,
}

/// The longest ending that has a rule of its own.
pub const ENDING: usize = 5;

impl Lemmas {
    /// Gives the base form of a word with a fine tag.
    pub fn lemma(&self, word: &str, tag: u8) -> Box<str> {
        let kept = if matches!(fine::label(tag), "NNP" | "NNPS" | "ADD" | "SYM") {
            word.to_owned()
        } else {
            word.to_lowercase()
        };
        let lower = kept.to_lowercase();
        if kept.len() > 60 {
            return kept.into();
        }
        if let Some(edit) = self.words.get(&(tag, lower.clone())) {
            return edit.apply(&kept).into();
        }
        let letters: Vec<(usize, char)> = lower.char_indices().collect();
        for length in (0..=ENDING.min(letters.len())).rev() {
            let start = letters.get(letters.len() - length).map_or(lower.len(), |letter| letter.0);
            if let Some(edit) = self.endings.get(&(tag, lower[start..].to_owned())) {
                return edit.apply(&kept).into();
            }
        }
        kept.into()
    }

    /// Writes both tables.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for table in [&self.words, &self.endings] {
            write_number(&mut out, table.len() as u32);
            for ((tag, word), edit) in table {
                out.extend([*tag, edit.drop]);
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

fn read_table(bytes: &mut &[u8]) -> Option<BTreeMap<(u8, String), Edit>> {
    let count = read_number(bytes)?;
    let mut table = BTreeMap::new();
    for _ in 0..count {
        let head = take(bytes, 2)?;
        let mut text = || {
            let length = read_number(bytes)? as usize;
            String::from_utf8(take(bytes, length)?.to_vec()).ok()
        };
        let (word, add) = (text()?, text()?);
        table.insert((head[0], word), Edit { drop: head[1], add });
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
        lemmas.words.insert((past, "said".into()), Edit::between("said", "say"));
        lemmas.endings.insert((past, "ed".into()), Edit { drop: 2, add: String::new() });
        assert_eq!(&*lemmas.lemma("Said", past), "say");
        assert_eq!(&*lemmas.lemma("shelled", past), "shell");
        assert_eq!(&*lemmas.lemma("İ", past), "i\u{307}");
        assert_eq!(Lemmas::decode(&lemmas.encode()), Some(lemmas));
    }
}
