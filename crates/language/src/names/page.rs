//! What is seen of the words of one text before their names are known?

use super::lists::{Lists, Marks};
use crate::analysis::Analysis;
use crate::network::views::{Case, case};

/// The longest beginning and ending that is seen.
const EDGE: usize = 4;

/// What is seen of one word.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// In lower case, digits as `0`.
    pub lower: u32,
    /// Runs of capitals, small letters, digits and marks; the last two bits are its look.
    pub shape: u32,
    /// Its universal tag.
    pub tag: u32,
    /// 0 for no letters, 1 for small ones, 2 for a capital, 3 for capitals.
    pub look: u32,
    /// Where it stands in listed phrases.
    pub marks: Marks,
}

impl Word {
    /// Tells whether it begins with a capital.
    pub fn is_capital(&self) -> bool {
        self.look > 1
    }

    /// Tells whether it begins with a small letter.
    pub fn is_small(&self) -> bool {
        self.look == 1
    }

    /// Gives one number for the lists that it stands in and its look.
    pub fn listed(&self) -> u32 {
        let mixed = (self.marks ^ self.marks >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        if self.marks == 0 { 0 } else { (mixed >> 32) as u32 ^ self.look }
    }
}

/// What is seen of the letters of one word where it may be part of a name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Letters {
    /// As written.
    pub exact: u32,
    /// Its first letters in lower case; 0 where the word is not longer.
    pub starts: [u32; EDGE],
    /// Its last letters, likewise.
    pub ends: [u32; EDGE],
    /// Its Penn tag.
    pub fine: u32,
}

/// All words of a text.
pub struct Page<'text> {
    words: Vec<Word>,
    /// The sentence of each word.
    sentences: Vec<u32>,
    /// How each sentence is written.
    cases: Vec<Case>,
    /// Stands beyond the ends of a sentence.
    edge: Word,
    /// Words with a capital, by their lower case, and where they stand.
    capitals: Vec<(u32, u32)>,
    /// Words that the text has with a small letter.
    pub small: Vec<u32>,
    /// Words that it has with a capital inside a sentence.
    pub inner: Vec<u32>,
    /// Whether there are lists.
    pub has_lists: bool,
    analysis: &'text Analysis<'text>,
}

impl<'text> Page<'text> {
    /// Looks at all words of an analysis; listed phrases are sought where a word has a capital or `opens` them.
    pub fn new(analysis: &'text Analysis<'text>, lists: &Lists, opens: impl Fn(usize) -> bool) -> Self {
        let mut page = Self {
            words: Vec::with_capacity(analysis.tokens.len()),
            sentences: Vec::with_capacity(analysis.tokens.len()),
            cases: Vec::new(),
            edge: Word { lower: 1, ..Word::default() },
            capitals: Vec::new(),
            small: Vec::new(),
            inner: Vec::new(),
            has_lists: !lists.is_empty(),
            analysis,
        };
        let mut words = Vec::new();
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            words.clear();
            words.extend(sentence.tokens.clone().map(|at| analysis.word(at)));
            page.cases.push(case(words.iter().copied()));
            for (at, text) in sentence.tokens.clone().zip(&words) {
                page.add(
                    Word { tag: analysis.tokens[at].tag as u32, ..see(text) },
                    number,
                    at == sentence.tokens.start,
                );
            }
            for (first, at) in sentence.tokens.clone().enumerate().filter(|_| page.has_lists) {
                if page.words[at].is_capital() || opens(at) {
                    lists.mark(&words[first..], &mut page.words[at..]);
                }
            }
        }
        page.capitals.sort_unstable();
        for list in [&mut page.small, &mut page.inner] {
            list.sort_unstable();
            list.dedup();
        }
        page
    }

    fn add(&mut self, word: Word, sentence: usize, is_first: bool) {
        if word.is_small() {
            self.small.push(word.lower);
        } else if word.is_capital() {
            self.capitals.push((word.lower, self.words.len() as u32));
            if !is_first && self.cases[sentence] == Case::Usual {
                self.inner.push(word.lower);
            }
        }
        self.words.push(word);
        self.sentences.push(sentence as u32);
    }

    /// Gives the word at a distance from another of the same sentence.
    pub fn word(&self, at: usize, distance: isize) -> &Word {
        let tokens = &self.analysis.sentences[self.sentences[at] as usize].tokens;
        let there = at.checked_add_signed(distance).filter(|there| tokens.contains(there));
        there.map_or(&self.edge, |there| &self.words[there])
    }

    /// Looks at the letters of a word.
    pub fn letters(&self, at: usize) -> Letters {
        let text = self.analysis.word(at);
        let mut letters = Letters {
            exact: hash(text.chars()),
            fine: hash(self.analysis.tokens[at].fine.chars()),
            ..Letters::default()
        };
        let count = text.chars().count();
        for length in (1..=EDGE).filter(|length| count > *length) {
            letters.starts[length - 1] = hash(text.chars().take(length).map(fold));
            letters.ends[length - 1] = hash(text.chars().skip(count - length).map(fold));
        }
        letters
    }

    /// Tells whether a word is the first of its sentence.
    pub fn is_first(&self, at: usize) -> bool {
        self.analysis.sentences[self.sentences[at] as usize].tokens.start == at
    }

    /// Gives how the sentence of a word is written, as a number.
    pub fn case(&self, at: usize) -> u32 {
        self.cases[self.sentences[at] as usize] as u32
    }

    /// Gives where the text has a word with a capital.
    pub fn places(&self, lower: u32) -> &[(u32, u32)] {
        let start = self.capitals.partition_point(|(word, _)| *word < lower);
        let count = self.capitals[start..].partition_point(|(word, _)| *word == lower);
        &self.capitals[start..start + count]
    }

    /// Gives the places of all words that the text has with a capital more than once, word by word.
    pub fn repeated(&self) -> impl Iterator<Item = &[(u32, u32)]> {
        self.capitals.chunk_by(|a, b| a.0 == b.0).filter(|places| places.len() > 1)
    }
}

/// Sees a word.
fn see(text: &str) -> Word {
    let first = text.chars().next().unwrap_or(' ');
    let is_long = text.len() > first.len_utf8();
    let look = match first {
        first if !first.is_alphabetic() => 0,
        first if !first.is_uppercase() => 1,
        _ if is_long && !text.contains(char::is_lowercase) => 3,
        _ => 2,
    };
    Word { lower: hash(text.chars().map(fold)), shape: shape(text) & !3 | look, look, ..Word::default() }
}

/// Writes a letter small, and any digit as `0`.
fn fold(letter: char) -> char {
    match letter {
        '0'..='9' => '0',
        letter if letter.is_ascii() => letter.to_ascii_lowercase(),
        letter if letter.is_numeric() => '0',
        letter => letter.to_lowercase().next().unwrap_or(letter),
    }
}

fn hash(letters: impl Iterator<Item = char>) -> u32 {
    letters.fold(0x811c_9dc5, mix) | 2
}

fn mix(hash: u32, letter: char) -> u32 {
    let hash = (hash ^ letter as u32).wrapping_mul(0x9e37_79b1);
    hash ^ hash >> 15
}

/// Runs of at most two of a kind.
fn shape(text: &str) -> u32 {
    let (mut last, mut run) = (' ', 0);
    let kinds = text.chars().map(|letter| match letter {
        'a'..='z' => 'x',
        'A'..='Z' => 'X',
        letter if letter.is_uppercase() => 'X',
        letter if letter.is_alphabetic() => 'x',
        letter if letter.is_numeric() => '0',
        letter => letter,
    });
    let short = kinds.filter(|kind| {
        run = if last == *kind { run + 1 } else { 1 };
        last = *kind;
        run <= 2
    });
    hash(short.take(8))
}
