//! What tells that a sentence ends between two tokens?

use crate::pieces::{Look, Piece, Pieces};

/// The place between two tokens, and what was read of the sentence before it.
#[derive(Clone, Copy)]
pub struct Gap<'a> {
    pieces: &'a Pieces,
    /// Where the sentence began.
    pub start: usize,
    /// The token after the gap.
    pub next: usize,
    /// Whether a quotation is open.
    quoted: bool,
    /// Whether a bracket is open.
    bracketed: bool,
    /// Finite verbs, as far as they are known.
    verbs: u32,
}

impl<'a> Gap<'a> {
    /// Stands before the first token of a sentence.
    pub fn new(pieces: &'a Pieces, start: usize) -> Self {
        Self { pieces, start, next: start, quoted: false, bracketed: false, verbs: 0 }
    }

    /// Goes on over one token.
    pub fn pass(&mut self) {
        let piece = self.pieces.get(self.next);
        match piece.look {
            Look::Quote => self.quoted = !self.quoted,
            Look::Opening => self.bracketed = true,
            Look::Closing => self.bracketed = false,
            _ => {}
        }
        self.verbs = 3.min(self.verbs + u32::from(piece.verb));
        self.next += 1;
    }

    /// Tells whether a sentence could end here at all: not between two words without a capital.
    pub fn is_possible(&self) -> bool {
        let (last, next) = (self.pieces.get(self.next - 1).look, self.pieces.get(self.next).look);
        let goes_on = last.is_word() && next == Look::Small || last == Look::Title;
        !goes_on && (!self.pieces.shouted || self.is_closed())
    }

    /// Tells whether a stop or the like stands before the gap, behind all quotation marks and brackets.
    fn is_closed(&self) -> bool {
        let open = |look: Look| {
            look.is_word()
                || matches!(
                    look,
                    Look::Comma | Look::Number | Look::Digit | Look::Year | Look::Clock | Look::Date | Look::Code
                )
        };
        !self.mark().is_some_and(|at| open(self.pieces.get(at).look))
    }

    /// The last token before the gap, without quotation marks and brackets.
    fn mark(&self) -> Option<usize> {
        let is_mark = |at: &usize| !matches!(self.pieces.get(*at).look, Look::Quote | Look::Closing);
        (self.start..self.next).rev().find(is_mark)
    }

    /// Lists what tells of an end here, each clue as a number.
    pub fn clues(&self, out: &mut Vec<u32>) {
        out.clear();
        let before = [1, 2, 3, 4].map(|distance| self.pieces.before(self.start, self.next, distance));
        let behind = [1, 2, 3, 4].map(|distance| self.pieces.behind(self.next, distance));
        let mut list = Clues { gap: self, before, behind, number: 0, out };
        list.looks();
        list.words();
        list.tags();
        list.sentence();
        list.section();
    }
}

/// Clues in the making: tokens before the gap and behind it, the nearest first.
struct Clues<'a> {
    gap: &'a Gap<'a>,
    before: [Piece; 4],
    behind: [Piece; 4],
    number: u32,
    out: &'a mut Vec<u32>,
}

impl Clues<'_> {
    fn put<const COUNT: usize>(&mut self, lists: [&[u32]; COUNT]) {
        for parts in lists {
            self.number += 1;
            let mixed = parts.iter().fold(self.number.wrapping_mul(0x9e37_79b1), |hash, part| {
                let hash = (hash ^ part).wrapping_mul(0x85eb_ca77);
                hash ^ hash >> 13
            });
            self.out.push(mixed.wrapping_mul(0xc2b2_ae35));
        }
    }

    fn looks(&mut self) {
        let [a1, a2, a3, a4] = self.before.map(|piece| piece.look as u32);
        let [b1, b2, b3, b4] = self.behind.map(|piece| piece.look as u32);
        let spaced = u32::from(self.behind[0].spaced);
        self.put([
            &[],
            &[a1, b1, spaced],
            &[a2, a1, b1],
            &[a1, b1, b2],
            &[a2, a1, b1, b2],
            &[a3, a2, a1, b1],
            &[a1, b1, b2, b3],
            &[a3, a2, a1, b1, b2, b3],
            &[b1, b2, b3, b4],
            &[a4, a3, a2, a1, b1],
            &[self.before[0].length, a1, b1, spaced],
        ]);
    }

    fn words(&mut self) {
        let [(a1, look), (a2, look2), (a3, _), _] = self.before.map(|piece| (piece.lower, piece.look as u32));
        let [(b1, other), (b2, other2), (b3, _), _] = self.behind.map(|piece| (piece.lower, piece.look as u32));
        let (last, next) = (self.before[0], self.behind[0]);
        self.put([
            &[a1],
            &[a2],
            &[a3],
            &[b1, other],
            &[b2],
            &[b3],
            &[a1, other],
            &[look, b1],
            &[a1, b1],
            &[a2, a1],
            &[b1, b2],
            &[look, b1, other, other2],
            &[look2, a1, other],
            &[last.exact],
            &[next.exact],
            &[look, next.exact],
            &[look, next.exact, b2],
            &[last.ending, other],
            &[look, next.ending],
            &[u32::from(next.starts), look],
            &[u32::from(next.starts), look, last.length],
        ]);
    }

    fn tags(&mut self) {
        let [a1, a2, a3, _] = self.before.map(|piece| piece.tag);
        let [b1, b2, b3, _] = self.behind.map(|piece| piece.tag);
        let (last, next) = (self.before[0], self.behind[0]);
        let (look, other) = (last.look as u32, next.look as u32);
        self.put([
            &[a1, b1],
            &[a1, look, b1, other],
            &[a2, a1, b1],
            &[a1, b1, b2],
            &[a2, a1, b1, b2],
            &[b1, b2, b3],
            &[look, b1, b2],
            &[look, other, b1, b2, b3],
            &[a1, next.lower],
            &[last.lower, b1],
            &[a3, a2, a1, other],
            &[b2, look, other],
        ]);
    }

    /// What was read of the sentence.
    fn sentence(&mut self) {
        let (look, next) = (self.before[0].look as u32, self.behind[0]);
        let (other, other2) = (next.look as u32, self.behind[1].look as u32);
        let Gap { pieces, start, quoted, bracketed, verbs, .. } = *self.gap;
        let first = pieces.get(start);
        let last = self.gap.mark();
        let mark = last.map_or(0, |at| pieces.get(at).look as u32);
        let closed = u32::from(last.is_some_and(|at| at + 1 < self.gap.next));
        let length = size(self.gap.next - start);
        self.put([
            &[mark, closed, other],
            &[mark, closed, next.lower, other],
            &[length, look, other],
            &[u32::from(quoted), look, other, other2],
            &[u32::from(bracketed), look, other],
            &[first.lower, next.lower],
            &[first.lower, look, other],
            &[first.look as u32, length, look, other],
            &[first.tag, self.before[0].tag, next.tag],
            &[verbs, look, other],
            &[verbs, length, look, other],
        ]);
    }

    /// What comes in the section, and how it is written.
    fn section(&mut self) {
        let (look, next) = (self.before[0].look as u32, self.behind[0]);
        let other = next.look as u32;
        let Gap { pieces, verbs, .. } = *self.gap;
        let (habit, capitals) = (pieces.habit, pieces.capitals);
        let mark = self.gap.mark().map_or(0, |at| pieces.get(at).look as u32);
        let length = size(self.gap.next - self.gap.start);
        let rest = size(pieces.len() - self.gap.next);
        let ahead = size(next.ahead as usize);
        let verb = (1..7).find(|distance| pieces.behind(self.gap.next, *distance).verb).unwrap_or(7) as u32;
        self.put([
            &[rest, look, other],
            &[length, rest, mark],
            &[habit, look, other],
            &[capitals, look, other],
            &[habit, capitals, mark, other, u32::from(next.spaced)],
            &[ahead, look, other],
            &[ahead, length, look, other],
            &[verb, look, other],
            &[verb, other, next.tag, verbs.min(2)],
            &[verb, ahead, other],
        ]);
    }
}

fn size(count: usize) -> u32 {
    match count {
        0..=4 => count as u32,
        5..=7 => 5,
        8..=14 => 6,
        15..=29 => 7,
        30..=59 => 8,
        _ => 9,
    }
}
