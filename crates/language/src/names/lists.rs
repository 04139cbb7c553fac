//! Which words stand in lists of names?
//!
//! A phrase is known by a number made from its words in lower case; hyphens, apostrophes and stops inside it do not
//! count.

use super::page::Word;
use crate::bytes::{read_number, take, write_number};
use crate::network::rows::Keys;
use std::collections::BTreeMap;

/// What a list lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum List {
    /// Countries.
    Country,
    /// Their people: `Syrian`, `Syrians`.
    People,
    /// Provinces, regions, seas, deserts.
    Region,
    /// Towns of 100,000 inhabitants and more.
    City,
    /// Towns of 15,000 inhabitants and more.
    Town,
    /// Smaller towns, villages, bases, crossings.
    Village,
    /// Given names.
    Given,
    /// Given names that many languages share.
    Shared,
    /// Surnames.
    Surname,
    /// States' bodies, armed groups, firms, parties.
    Group,
    /// Well-known persons.
    Person,
    /// Newspapers, broadcasters, agencies.
    Publisher,
}

/// Number of lists.
pub const LISTS: usize = 12;
/// The most words of a phrase.
const WORDS: usize = 5;
/// The most words and marks of a phrase.
const TOKENS: usize = 8;
/// Set where longer phrases begin with the same words.
const GOES_ON: u16 = 1 << 15;

/// Where a word stands in listed phrases: for each list three bits, set where it is a whole phrase, begins one, goes on
/// with one.
pub type Marks = u64;

/// All listed phrases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    phrases: Keys,
    /// The lists of each phrase, as bits.
    lists: Vec<u16>,
}

impl Lists {
    /// Collects phrases.
    pub fn new<'a>(listed: impl Iterator<Item = (&'a str, List)>) -> Self {
        let mut found: BTreeMap<u32, u16> = BTreeMap::new();
        for (phrase, list) in listed {
            let keys: Vec<u32> = runs(phrase)
                .scan(START, |key, word| {
                    *key = join(*key, word);
                    Some(*key)
                })
                .collect();
            let Some((whole, starts)) = keys.split_last().filter(|_| keys.len() <= WORDS) else { continue };
            *found.entry(*whole).or_default() |= 1 << list as u16;
            starts.iter().for_each(|start| *found.entry(*start).or_default() |= GOES_ON);
        }
        Self { phrases: Keys::new(found.keys().copied().collect()), lists: found.into_values().collect() }
    }

    /// Tells whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }

    /// Marks the words of a sentence in all listed phrases that begin with the first.
    pub fn mark(&self, texts: &[&str], words: &mut [Word]) {
        let mut key = START;
        for (last, text) in texts.iter().take(TOKENS).enumerate() {
            let mut parts = runs(text).peekable();
            if parts.peek().is_none() {
                if last > 0 && is_joint(text) {
                    continue;
                }
                return;
            }
            key = parts.fold(key, join);
            let Some(lists) = self.phrases.find(key).map(|number| self.lists[number as usize]) else { return };
            note(lists & !GOES_ON, &mut words[..=last]);
            if lists & GOES_ON == 0 {
                return;
            }
        }
    }

    /// Writes all phrases.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write_number(&mut out, self.lists.len() as u32);
        self.phrases.encode(&mut out);
        self.lists.iter().for_each(|lists| out.extend(lists.to_le_bytes()));
        out
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged.
    pub fn decode(mut bytes: &[u8]) -> Option<Self> {
        let count = read_number(&mut bytes)? as usize;
        let phrases = Keys::decode(&mut bytes, count)?;
        let lists = take(&mut bytes, count.checked_mul(2)?)?.as_chunks::<2>().0;
        let lists = lists.iter().map(|two| u16::from_le_bytes(*two)).collect();
        bytes.is_empty().then_some(Self { phrases, lists })
    }
}

/// Sets the bits of the lists in the marks of a phrase.
fn note(lists: u16, words: &mut [Word]) {
    let whole = words.len() == 1;
    for list in (0..LISTS).filter(|list| lists >> list & 1 == 1) {
        for (at, word) in words.iter_mut().enumerate() {
            word.marks |= 1 << (list * 3 + if whole { 0 } else { 1 + at.min(1) });
        }
    }
}

const START: u32 = 0x811c_9dc5;

fn join(key: u32, word: &str) -> u32 {
    let letters = word.chars().flat_map(char::to_lowercase);
    let mixed = letters.fold(key.rotate_left(7) ^ 0x5bd1_e995, |hash, letter| {
        let hash = (hash ^ letter as u32).wrapping_mul(0x9e37_79b1);
        hash ^ hash >> 15
    });
    mixed.wrapping_mul(0x85eb_ca77)
}

/// The runs of letters and digits.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|run| !run.is_empty())
}

/// Marks that may stand inside a name: `Deir ez-Zor`, `Xi'an`, `St. Louis`.
fn is_joint(word: &str) -> bool {
    matches!(word, "-" | "'" | "’" | ".")
}

#[cfg(test)]
mod tests {
    use super::{List, Lists, Word};

    fn lists() -> Lists {
        let listed = [("Orva", List::Village), ("Deir ez-Orva", List::City), ("Orva", List::Given)];
        Lists::new(listed.into_iter())
    }

    #[test]
    fn phrases_are_marked() {
        let words = ["in", "deir", "ez", "-", "Orva", ",", "Orva"];
        let mut seen = [Word::default(); 7];
        (0..7).for_each(|first| lists().mark(&words[first..], &mut seen[first..]));
        let marks = seen.map(|word| word.marks);
        let (village, given, city) = (List::Village as u64 * 3, List::Given as u64 * 3, List::City as u64 * 3);
        assert_eq!(marks[1], 1 << (city + 1));
        assert_eq!(marks[3], 1 << (city + 2));
        assert_eq!(marks[4], 1 << (city + 2) | 1 << village | 1 << given);
        assert_eq!((marks[0], marks[5]), (0, 0));
    }

    #[test]
    fn lists_come_back() {
        let bytes = lists().encode();
        assert_eq!(Lists::decode(&bytes), Some(lists()));
        assert!((0..bytes.len()).all(|end| Lists::decode(&bytes[..end]).is_none()));
    }
}
