//! How likely does a sentence end in a gap, by what was learned?

use crate::bytes::{read_number, take, write_number};
use crate::gap::Gap;
use crate::network::rows::Keys;
use crate::pieces::Pieces;
use crate::words::Words;
use schema::Span;
use std::collections::BTreeMap;

/// A clue that weighs less, of 127 for the heaviest, is forgotten.
const FAINT: u8 = 10;

/// What clues weigh: a sentence ends where their sum is above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splitter {
    clues: Keys,
    weights: Vec<i8>,
    /// Common words, and the tag that each usually has.
    common: Keys,
    tags: Vec<u8>,
}

impl Splitter {
    /// Knows the usual tags of common words, and weighs no clues yet.
    pub fn new(usual: &BTreeMap<u32, u8>) -> Self {
        let common = Keys::new(usual.keys().copied().collect());
        Self { clues: Keys::default(), weights: Vec::new(), common, tags: usual.values().copied().collect() }
    }

    /// Takes the weights, rounded, and forgets clues that weigh next to nothing.
    pub fn with_weights(self, exact: &BTreeMap<u32, f32>) -> Self {
        let unit = exact.values().fold(1e-9f32, |most, weight| most.max(weight.abs())) / 127.0;
        let rounded = exact.iter().map(|(clue, weight)| (*clue, (weight / unit).round() as i8));
        let (clues, weights) = rounded.filter(|(_, weight)| weight.unsigned_abs() >= FAINT).unzip();
        Self { clues: Keys::new(clues), weights, ..self }
    }

    /// Looks at the tokens of a section.
    pub fn see(&self, text: &str, tokens: &[Span], words: &Words) -> Pieces {
        Pieces::new(text, tokens, words, |word| self.common.find(word).map(|number| self.tags[number as usize]))
    }

    /// Tells whether a sentence ends in a gap; `clues` is room to work in.
    pub fn parts(&self, gap: &Gap<'_>, clues: &mut Vec<u32>) -> bool {
        gap.clues(clues);
        let known = clues.iter().filter_map(|clue| self.clues.find(*clue));
        known.map(|number| i32::from(self.weights[number as usize])).sum::<i32>() > 0
    }

    /// Writes clues, weights and common words.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let weights = self.weights.iter().map(|weight| weight.cast_unsigned()).collect();
        for (keys, cells) in [(&self.clues, weights), (&self.common, self.tags.clone())] {
            write_number(&mut out, keys.len() as u32);
            keys.encode(&mut out);
            out.extend(cells);
        }
        out
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged.
    pub fn decode(mut bytes: &[u8]) -> Option<Self> {
        let mut part = || {
            let count = read_number(&mut bytes)? as usize;
            Some((Keys::decode(&mut bytes, count)?, take(&mut bytes, count)?))
        };
        let ((clues, weights), (common, tags)) = (part()?, part()?);
        let weights = weights.iter().map(|weight| weight.cast_signed()).collect();
        bytes.is_empty().then(|| Self { clues, weights, common, tags: tags.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::Splitter;
    use std::collections::BTreeMap;

    #[test]
    fn weights_come_back() {
        let usual: BTreeMap<u32, u8> = (0..9).map(|word| (word * 77, word as u8)).collect();
        let exact: BTreeMap<u32, f32> = (0..50).map(|clue| (clue * 999, clue as f32 - 25.0)).collect();
        let splitter = Splitter::new(&usual).with_weights(&exact);
        assert!(splitter.weights.len() < 50);
        let bytes = splitter.encode();
        assert_eq!(Splitter::decode(&bytes), Some(splitter));
        assert!((0..bytes.len()).all(|end| Splitter::decode(&bytes[..end]).is_none()));
    }
}
