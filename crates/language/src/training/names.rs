//! Where do names stand in a set of sentences?

use super::treebank::{Sentence, Word};
use crate::grammar::{Relation, Tag};
use crate::names::labels::Kind;
use schema::{DataFile, Problem};

/// The columns of a set: where the word and its label stand.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    /// What stands between columns.
    pub between: char,
    /// Place of the word.
    pub word: usize,
    /// Place of the label.
    pub label: usize,
}

/// Reads sentences with names and without trees: a word a line, sentences apart.
pub fn read(file: &DataFile, columns: Columns) -> Result<Vec<Sentence>, Vec<Problem>> {
    let text = file.text().map_err(|problem| vec![problem])?;
    let mut sentences = Vec::new();
    let mut sentence = Sentence { is_bare: true, ..Sentence::default() };
    let mut before = 0;
    for line in text.lines().chain([""]) {
        let cells: Vec<&str> = line.split(columns.between).collect();
        if line.trim().is_empty() {
            let next = Sentence { is_bare: true, ..Sentence::default() };
            sentences.extend(Some(std::mem::replace(&mut sentence, next)).filter(|whole| !whole.words.is_empty()));
            before = 0;
        } else if line.starts_with("# newdoc") {
            sentence.opens = true;
        } else if let (Some(word), Some(label)) = (cells.get(columns.word), cells.get(columns.label))
            && !line.starts_with("# ")
        {
            before = label_of(label, before);
            sentence.names.push(before);
            sentence.words.push(bare(word));
        }
    }
    Ok(sentences)
}

/// Gives the number of a label; `before` is that of the word before, which tells where a name begins.
fn label_of(label: &str, before: u8) -> u8 {
    let Some((place, kind)) = label.split_once('-') else { return 0 };
    let Some(kind) = Kind::parse(kind) else { return 0 };
    let first = kind as u8 * 2 + 1;
    if place == "I" && (before == first || before == first + 1) { first + 1 } else { first }
}

fn bare(form: &str) -> Word {
    Word {
        form: form.into(),
        lemma: "_".into(),
        tag: Tag::Other,
        fine: 0,
        head: 0,
        relation: Relation::Dep,
        joined: false,
    }
}
