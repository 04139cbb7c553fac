//! What tells that a sentence ends between two tokens?

use crate::bytes::{read_u32, take};
use crate::words::Words;
use schema::Span;

/// Weights of hashed features: a sentence ends where their sum is above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splitter {
    weights: Vec<i16>,
}

/// Places of the table.
pub const PLACES: usize = 1 << 15;
/// Features of one gap.
pub const FEATURES: usize = 23;

impl Splitter {
    /// Takes the weights.
    pub fn new(weights: Vec<i16>) -> Self {
        Self { weights }
    }

    /// Tells whether a sentence ends in a gap.
    pub fn parts(&self, gap: &Gap<'_>) -> bool {
        let sum: i32 = gap.features().iter().map(|place| i32::from(self.weights[*place as usize])).sum();
        sum > 0
    }

    /// Writes the weights.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = (self.weights.len() as u32).to_le_bytes().to_vec();
        self.weights.iter().for_each(|weight| out.extend(weight.to_le_bytes()));
        out
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged.
    pub fn decode(mut bytes: &[u8]) -> Option<Self> {
        let count = read_u32(&mut bytes)? as usize;
        let cells = take(&mut bytes, count.checked_mul(2)?)?.as_chunks::<2>().0;
        let weights: Vec<i16> = cells.iter().map(|two| i16::from_le_bytes(*two)).collect();
        (bytes.is_empty() && weights.len() == PLACES).then_some(Self { weights })
    }
}

/// The place between two tokens, with what stands around it.
#[derive(Clone, Copy)]
pub struct Gap<'a> {
    /// The text.
    pub text: &'a str,
    /// All tokens of the section.
    pub tokens: &'a [Span],
    /// Words that are known to segmentation.
    pub words: &'a Words,
    /// Where the sentence began.
    pub start: usize,
    /// The token after the gap.
    pub next: usize,
    /// Whether a quotation is open.
    pub quoted: bool,
    /// Whether a bracket is open.
    pub bracketed: bool,
    /// Whether the section is written in capitals: then a capital begins nothing.
    pub shouted: bool,
}

/// What a token looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    None,
    Small,
    Capital,
    Shouted,
    Number,
    Stop,
    Mark,
    Comma,
    Colon,
    Quote,
    Opening,
    Closing,
    Dash,
    Dots,
    Title,
    Abbreviation,
    Initial,
    Address,
    Other,
}

impl Gap<'_> {
    /// Tells whether a sentence could end here at all: not between two words without a capital.
    pub fn is_possible(&self) -> bool {
        let small = |at: usize| self.word(at).starts_with(|c: char| c.is_ascii_lowercase());
        let plain = self.word(self.next - 1).ends_with(|c: char| c.is_ascii_alphabetic());
        !(plain && small(self.next)) && self.look(self.next - 1) != Look::Title && (!self.shouted || self.is_closed())
    }

    /// Tells whether a stop or the like stands before the gap, behind all quotation marks and brackets.
    fn is_closed(&self) -> bool {
        let mut before = (self.start..self.next).rev().map(|at| self.look(at));
        let mark = before.find(|look| !matches!(look, Look::Quote | Look::Closing));
        !matches!(mark, Some(Look::Capital | Look::Shouted | Look::Small | Look::Number | Look::Comma))
    }

    /// Gives the places of the features in the table.
    pub fn features(&self) -> [u32; FEATURES] {
        let at = |offset: isize| {
            self.next.checked_add_signed(offset).filter(|at| *at >= self.start && *at < self.tokens.len())
        };
        let look = |offset| at(offset).map_or(Look::None, |at| self.look(at)) as u32;
        let word = |offset| at(offset).map_or(1, |at| hash(self.word(at)));
        let (p1, p2, n1, n2) = (look(-1), look(-2), look(0), look(1));
        let (w1, v1) = (word(-1), word(0));
        let last = (self.start..self.next).rev().find(|at| !matches!(self.look(*at), Look::Quote | Look::Closing));
        let mark = last.map_or(Look::None, |at| self.look(at)) as u32;
        let closed = u32::from(last.is_some_and(|at| at + 1 < self.next));
        let spaced = u32::from(self.tokens[self.next].start > self.tokens[self.next - 1].end);
        let starter = u32::from(self.words.starters.contains(self.word(self.next)));
        let (before, after) = (size(self.next - self.start), size(self.tokens.len() - self.next));
        let short = self.word(self.next - 1).len().min(5) as u32;
        let lists: [&[u32]; FEATURES] = [
            &[],
            &[p1, n1, spaced],
            &[p2, p1, n1],
            &[p1, n1, n2],
            &[p2, p1, n1, n2],
            &[w1],
            &[v1, n1],
            &[w1, n1],
            &[p1, v1, n1],
            &[w1, v1],
            &[word(-2), w1],
            &[v1, word(1)],
            &[p1, v1, n1, n2],
            &[mark, closed, n1],
            &[mark, closed, v1, n1],
            &[before, p1, n1],
            &[u32::from(self.quoted), p1, n1, n2],
            &[u32::from(self.bracketed), p1, n1],
            &[starter, p1, short],
            &[after, p1, n1],
            &[short, p1, n1, spaced],
            &[hash(self.word(self.start)), v1],
            &[before, after, mark],
        ];
        let mut number = 0;
        lists.map(|parts| {
            number += 1;
            place(number, parts)
        })
    }

    /// Gives the letters of a token.
    pub fn word(&self, at: usize) -> &str {
        self.tokens[at].of(self.text)
    }

    /// Goes on to the gap before the token `next`.
    pub fn pass(&mut self, next: usize) {
        match self.look(next - 1) {
            Look::Quote => self.quoted = !self.quoted,
            Look::Opening => self.bracketed = true,
            Look::Closing => self.bracketed = false,
            _ => {}
        }
        self.next = next;
    }

    fn look(&self, at: usize) -> Look {
        let word = self.word(at);
        let mut letters = word.chars();
        let Some(first) = letters.next() else { return Look::None };
        let second = letters.next();
        match first {
            '.' if second.is_some() => Look::Dots,
            '.' | '。' | '؟' | '۔' => Look::Stop,
            '…' => Look::Dots,
            '!' | '?' => Look::Mark,
            ',' => Look::Comma,
            ';' | ':' => Look::Colon,
            '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '`' => Look::Quote,
            '(' | '[' | '{' | '<' => Look::Opening,
            ')' | ']' | '}' | '>' => Look::Closing,
            '-' | '–' | '—' | '*' | '•' | '_' | '=' | '~' | '▪' | '●' => Look::Dash,
            first if first.is_numeric() => Look::Number,
            first if !first.is_alphabetic() => Look::Other,
            _ if word.ends_with('.') && self.words.titles.contains(word) => Look::Title,
            _ if word.ends_with('.') && second == Some('.') && word.len() == 2 => Look::Initial,
            _ if word.ends_with('.') => Look::Abbreviation,
            _ if word.contains(['@', '/']) => Look::Address,
            first if first.is_lowercase() => Look::Small,
            _ if second.is_some() && !word.contains(|c: char| c.is_lowercase()) => Look::Shouted,
            _ => Look::Capital,
        }
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

fn hash(word: &str) -> u32 {
    word.chars().take(24).flat_map(char::to_lowercase).fold(0x811c_9dc5, |hash: u32, letter| {
        let letter = if letter.is_numeric() { '0' } else { letter };
        (hash ^ letter as u32).wrapping_mul(0x0100_0193).rotate_left(5)
    })
}

fn place(number: u32, parts: &[u32]) -> u32 {
    let mixed = parts.iter().fold(number.wrapping_mul(0x9e37_79b1), |hash, part| {
        let hash = (hash ^ part).wrapping_mul(0x85eb_ca77);
        hash ^ hash >> 13
    });
    mixed.wrapping_mul(0xc2b2_ae35) >> (32 - PLACES.trailing_zeros())
}
