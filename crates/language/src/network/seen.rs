//! What stands for the words that were met before?
//!
//! Half of the words of a page are among the words before them: they need not be taken to pieces again.

use super::rows::Rows;
use super::shape::WIDTH;
use super::views::{self, Case};
use std::collections::HashMap;

/// So many words are remembered at most.
const MOST: usize = 4096;

/// The lines of words met before.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// By the way the sentence is written, the place of each word.
    places: [HashMap<Box<str>, usize>; 3],
    lines: Vec<f32>,
    keys: Vec<u32>,
    numbers: Vec<u32>,
}

impl Seen {
    /// Writes what stands for a word.
    pub fn embed(&mut self, word: &str, case: Case, rows: &Rows, line: &mut [f32]) {
        if let Some(place) = self.places[case as usize].get(word) {
            return line.copy_from_slice(&self.lines[place * WIDTH..][..WIDTH]);
        }
        views::keys(word, case, &mut self.keys);
        self.find(rows);
        rows.add(&self.numbers, line);
        let place = self.lines.len() / WIDTH;
        if place < MOST {
            self.lines.extend_from_slice(line);
            self.places[case as usize].insert(word.into(), place);
        }
    }

    /// Finds the rows of the keys; a word that is not known has the row of unknown words.
    fn find(&mut self, rows: &Rows) {
        self.numbers.clear();
        self.numbers.extend(self.keys.iter().filter_map(|key| rows.find(*key)));
        if self.keys.first().is_some_and(|word| rows.find(*word).is_none()) {
            self.numbers.extend(rows.find(views::UNKNOWN));
        }
    }
}
