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
    /// As written.
    pub exact: u32,
    /// Runs of capitals, small letters, digits and marks; the last two bits are its look.
    pub shape: u32,
    /// Its first letters; 0 where the word is not longer.
    pub starts: [u32; EDGE],
    /// Its last letters, likewise.
    pub ends: [u32; EDGE],
    /// Its universal tag.
    pub tag: u32,
    /// Its Penn tag.
    pub fine: u32,
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
    /// Looks at all words of an analysis.
    pub fn new(analysis: &'text Analysis<'text>, lists: &Lists) -> Self {
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
        let (mut letters, mut marks) = (Vec::new(), Vec::new());
        for (number, sentence) in analysis.sentences.iter().enumerate() {
            let words: Vec<&str> = sentence.tokens.clone().map(|at| analysis.word(at)).collect();
            page.cases.push(case(words.iter().copied()));
            marks.clear();
            marks.resize(words.len(), 0);
            lists.mark(&words, &mut marks);
            for (at, (text, marks)) in words.iter().zip(&marks).enumerate() {
                let token = &analysis.tokens[sentence.tokens.start + at];
                let word = Word {
                    tag: token.tag as u32,
                    fine: hash(token.fine.chars()),
                    marks: *marks,
                    ..see(text, &mut letters)
                };
                page.add(word, number, at == 0);
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

/// Sees the letters of a word.
fn see(text: &str, letters: &mut Vec<char>) -> Word {
    letters.clear();
    letters
        .extend(text.chars().flat_map(char::to_lowercase).map(|letter| if letter.is_numeric() { '0' } else { letter }));
    let first = text.chars().next().unwrap_or(' ');
    let is_long = text.len() > first.len_utf8();
    let look = match first {
        first if !first.is_alphabetic() => 0,
        first if !first.is_uppercase() => 1,
        _ if is_long && !text.contains(char::is_lowercase) => 3,
        _ => 2,
    };
    let mut word = Word { lower: hash(letters.iter().copied()), exact: hash(text.chars()), look, ..Word::default() };
    for length in (1..=EDGE).filter(|length| letters.len() > *length) {
        word.starts[length - 1] = hash(letters[..length].iter().copied());
        word.ends[length - 1] = hash(letters[letters.len() - length..].iter().copied());
    }
    word.shape = shape(text) & !3 | look;
    word
}

fn hash(letters: impl Iterator<Item = char>) -> u32 {
    let mixed = letters.fold(0x811c_9dc5, |hash: u32, letter| {
        let hash = (hash ^ letter as u32).wrapping_mul(0x9e37_79b1);
        hash ^ hash >> 15
    });
    mixed | 2
}

/// Runs of at most two of a kind.
fn shape(text: &str) -> u32 {
    let mut run = (' ', 0);
    let kinds = text.chars().map(|letter| match letter {
        letter if letter.is_uppercase() => 'X',
        letter if letter.is_alphabetic() => 'x',
        letter if letter.is_numeric() => '0',
        letter => letter,
    });
    let short = kinds.filter(|kind| {
        run = if run.0 == *kind { (*kind, run.1 + 1) } else { (*kind, 1) };
        run.1 <= 2
    });
    hash(short.take(8))
}
