//! What tells that a word is part of a name?
//!
//! Its letters, its neighbors, their tags, where else the text has it, and the lists that have it. Each clue is a
//! number: its source in the first three bits, its content in the others.

use super::lists::{LISTS, Marks};
use super::page::{Letters, Page, Word};

/// Where a clue comes from; training hides some of a source so that the others learn to do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Source {
    /// Letters, neighbors, tags.
    Around,
    /// The word itself.
    Word,
    /// Lists.
    Lists,
    /// The same word elsewhere in the text.
    Elsewhere,
}

impl Source {
    /// Number of sources.
    pub const COUNT: usize = 4;

    /// Gives the source of a clue as a number.
    pub fn of(clue: u32) -> usize {
        clue as usize >> 29 & 3
    }
}

/// Places of a word that are looked at.
const ELSEWHERE: usize = 7;
/// How far the clues reach to each side.
const REACH: isize = 2;

/// Lists the clues for one word.
pub fn clues(page: &Page<'_>, at: usize, clues: &mut Vec<u32>) {
    clues.clear();
    let mut list = Clues { page, at, clues };
    list.letters();
    list.neighbors();
    list.tags();
    if page.has_lists {
        list.lists();
    }
    list.elsewhere();
}

struct Clues<'a, 'text> {
    page: &'a Page<'text>,
    at: usize,
    clues: &'a mut Vec<u32>,
}

impl Clues<'_, '_> {
    fn put(&mut self, source: Source, kind: u32, a: u32, b: u32) {
        let mixed = (kind.wrapping_mul(0x9e37_79b1) ^ a).wrapping_mul(0x85eb_ca77) ^ b.rotate_left(16);
        let mixed = (mixed ^ mixed >> 15).wrapping_mul(0xc2b2_ae3d);
        self.clues.push((source as u32) << 29 | (mixed ^ mixed >> 13) & 0x1fff_ffff);
    }

    fn around(&mut self, kind: u32, a: u32, b: u32) {
        self.put(Source::Around, kind, a, b);
    }

    /// The word at a distance, within the sentence.
    fn word(&self, distance: isize) -> &Word {
        self.page.word(self.at, distance)
    }

    fn letters(&mut self) {
        let Word { lower, shape, .. } = *self.word(0);
        let Letters { exact, starts, ends, fine } = self.page.letters(self.at);
        self.around(13, fine, 0);
        self.around(0, 0, 0);
        self.around(1, shape, 0);
        self.around(2, shape & 3, self.page.case(self.at));
        self.put(Source::Word, 3, lower, 0);
        if exact != lower {
            self.put(Source::Word, 4, exact, 0);
        }
        for (kind, ends) in [(5, starts), (6, ends)] {
            for (length, hash) in (0..).zip(ends).filter(|(_, hash)| *hash != 0) {
                self.around(kind, hash, length);
            }
        }
    }

    fn neighbors(&mut self) {
        for distance in (-REACH..=REACH).filter(|distance| *distance != 0) {
            let (lower, shape) = (self.word(distance).lower, self.word(distance).shape);
            self.around(7, lower, distance as u32);
            self.around(8, shape, distance as u32);
        }
        let (own, before, after) = (self.word(0).shape, *self.word(-1), *self.word(1));
        self.around(9, before.shape ^ own.rotate_left(11), after.shape);
        self.around(10, before.lower, own);
        self.around(11, after.lower, own);
    }

    fn tags(&mut self) {
        for distance in -REACH..=REACH {
            let tag = self.word(distance).tag;
            self.around(12, tag, distance as u32);
        }
        let (own, before, after) = (*self.word(0), *self.word(-1), *self.word(1));
        self.around(14, before.tag << 16 | own.tag << 8 | after.tag, 0);
        for (kind, other) in [(15, own), (16, before), (17, after)] {
            self.around(kind, other.lower, own.tag);
        }
    }

    fn lists(&mut self) {
        let sums: [u32; 3] = [-1, 0, 1].map(|distance| self.word(distance).listed());
        for (side, distance) in (0..).zip([-1, 0, 1]) {
            let Word { marks, look, .. } = *self.word(distance);
            for mark in (0..LISTS as u32 * 3).filter(|mark| marks >> mark & 1 == 1) {
                self.put(Source::Lists, 18 + side, mark, look);
            }
        }
        self.put(Source::Lists, 21, sums[1], 0);
        self.put(Source::Lists, 22, sums[1], sums[0]);
        self.put(Source::Lists, 23, sums[1], sums[2]);
    }

    /// The same word, written with a capital, elsewhere in the text.
    fn elsewhere(&mut self) {
        let (own, page, here) = (*self.word(0), self.page, self.at);
        let from = self.clues.len();
        let first = u32::from(page.is_first(self.at));
        if !own.is_capital() {
            if own.is_small() && page.inner.binary_search(&own.lower).is_ok() {
                self.put(Source::Elsewhere, 24, 0, 0);
            }
            return;
        }
        if page.small.binary_search(&own.lower).is_ok() {
            self.put(Source::Elsewhere, 25, first, 0);
        }
        if page.inner.binary_search(&own.lower).is_ok() {
            self.put(Source::Elsewhere, 26, first, 0);
        }
        let places = page.places(own.lower).iter().take(ELSEWHERE);
        let others = places.map(|(_, at)| *at as usize).filter(|at| *at != here);
        self.put(Source::Elsewhere, 27, others.clone().count().min(4) as u32, 0);
        for other in others {
            for (side, distance) in [(0, -1), (1, 1)] {
                let near = *page.word(other, distance);
                self.put(Source::Elsewhere, 28, near.lower, side);
                self.put(Source::Elsewhere, 29, near.shape, side);
                self.known(near, side);
            }
        }
        self.clues[from..].sort_unstable();
        let mut last = None;
        let mut kept = from;
        for at in from..self.clues.len() {
            if last.replace(self.clues[at]) != Some(self.clues[at]) {
                self.clues[kept] = self.clues[at];
                kept += 1;
            }
        }
        self.clues.truncate(kept);
    }

    /// The lists that have, as a whole phrase, what stands beside the same word elsewhere.
    fn known(&mut self, near: Word, side: u32) {
        let marks: Marks = if self.page.has_lists && near.is_capital() { near.marks } else { 0 };
        for list in (0..LISTS as u32).filter(|list| marks >> (list * 3) & 1 == 1) {
            self.put(Source::Elsewhere, 30, list, side);
        }
    }
}
