//! Which letters of the text are words, whatever marks stand around them?
//!
//! Names are matched word by word, so that "al-Nusra Front", "Al Nusra Front" and "AL-NUSRA FRONT" are one name,
//! while a full stop or a comma between two words keeps them apart.

use language::Analysis;
use schema::Span;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its letters, without a possessive ending.
    pub(super) span: Span,
    /// Where it starts in [`Words::folded`].
    pub(super) at: usize,
    /// True where a stop, a comma or a bracket follows it, or its sentence ends.
    pub(super) last: bool,
}

/// The words of a text and the string in which names are looked up.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Every word folded, with a space on either side and a break mark between clauses.
    pub(super) folded: String,
    /// The words, in text order.
    pub(super) list: Vec<Word>,
}

const BREAK: &str = "\u{1} ";

impl Words {
    /// Reads the words of every sentence.
    pub(super) fn of(analysis: &Analysis<'_>) -> Self {
        let mut words = Self { folded: " ".into(), list: Vec::new() };
        for sentence in &analysis.sentences {
            words.read(analysis.text, sentence.span);
            words.close();
        }
        words
    }

    /// Gives the folded letters of a word.
    pub(super) fn folded(&self, word: usize) -> &str {
        let Some(start) = self.list.get(word).map(|word| word.at) else { return "" };
        let rest = &self.folded[start..];
        rest.split(' ').next().unwrap_or(rest)
    }

    /// Gives the index of the first word that ends after `byte`.
    pub(super) fn at(&self, byte: usize) -> usize {
        self.list.partition_point(|word| word.span.end <= byte)
    }

    fn read(&mut self, text: &str, sentence: Span) {
        let Some(part) = text.get(sentence.start..sentence.end) else { return };
        let mut start = None;
        let mut skip_until = 0;
        for (offset, letter) in part.char_indices() {
            let here = sentence.start + offset;
            if here < skip_until || letter.is_alphanumeric() || is_combining_mark(letter) {
                if here >= skip_until {
                    start.get_or_insert(here);
                }
                continue;
            }
            let after = &part[offset + letter.len_utf8()..];
            if is_apostrophe(letter) && start.is_some() {
                if is_possessive(after) {
                    self.push(text, start.take(), here);
                    skip_until = here + letter.len_utf8() + 1;
                    continue;
                }
                if after.starts_with(char::is_alphanumeric) {
                    continue;
                }
            }
            let initial = start.is_some_and(|from: usize| text[from..here].chars().count() == 1);
            self.push(text, start.take(), here);
            if !joins(letter) && !(letter == '.' && initial) {
                self.close();
            }
        }
        self.push(text, start.take(), sentence.end);
    }

    fn push(&mut self, text: &str, start: Option<usize>, end: usize) {
        let Some(start) = start else { return };
        let at = self.folded.len();
        let letters = &text[start..end];
        // Most words are plain letters, and a text has many words.
        if letters.is_ascii() {
            self.folded.extend(
                letters.bytes().filter(|b| *b != b'\'' && *b != b'`').map(|b| char::from(b.to_ascii_lowercase())),
            );
        } else {
            self.folded.push_str(&fold_word(letters));
        }
        if self.folded.len() > at {
            self.list.push(Word { span: Span::new(start, end), at, last: false });
            self.folded.push(' ');
        }
    }

    fn close(&mut self) {
        if let Some(word) = self.list.last_mut().filter(|word| !word.last) {
            word.last = true;
            self.folded.push_str(BREAK);
        }
    }
}

/// Folds a name of the lexicon as the text is folded: lower case, no accents, single spaces.
pub(super) fn fold(name: &str) -> String {
    let mut kept = String::new();
    let mut letters = name.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let after = &name[at + letter.len_utf8()..];
        match letter {
            _ if letter.is_alphanumeric() || is_combining_mark(letter) => kept.push(letter),
            _ if is_apostrophe(letter) && is_possessive(after) => {
                letters.next();
            }
            _ if is_apostrophe(letter) => {}
            _ => kept.push(' '),
        }
    }
    kept.split_whitespace().map(fold_word).collect::<Vec<_>>().join(" ")
}

fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word
            .bytes()
            .filter(|b| !is_apostrophe(char::from(*b)))
            .map(|b| char::from(b.to_ascii_lowercase()))
            .collect();
    }
    let letters = word.nfkd().filter(|letter| !is_combining_mark(*letter) && !is_apostrophe(*letter));
    letters.flat_map(char::to_lowercase).collect()
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '`' | 'ʼ' | 'ʿ' | '´')
}

fn is_possessive(after: &str) -> bool {
    after.starts_with(['s', 'S']) && !after[1..].starts_with(char::is_alphanumeric)
}

fn joins(letter: char) -> bool {
    letter.is_whitespace()
        || is_apostrophe(letter)
        || matches!(letter, '-' | '‐' | '‑' | '_' | '/' | '&' | '#' | '@' | '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use language::Sentence;

    fn words(text: &str) -> Vec<(String, bool)> {
        let analysis = Analysis {
            text,
            sentences: vec![Sentence { span: Span::new(0, text.len()), tokens: 0..0 }],
            tokens: Vec::new(),
            names: Vec::new(),
        };
        let words = Words::of(&analysis);
        (0..words.list.len()).map(|word| (words.folded(word).to_owned(), words.list[word].last)).collect()
    }

    #[test]
    fn hyphens_quotes_and_possessives_do_not_part_a_name() {
        let found = words("the “Al-Núsra Front’s” men, U.S.-backed");
        let letters: Vec<_> = found.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(letters, ["the", "al", "nusra", "front", "men", "u", "s", "backed"]);
        assert!(found[4].1, "a comma parts");
        assert!(!found[6].1, "the stop of an abbreviation does not");
    }

    #[test]
    fn a_name_of_the_lexicon_folds_as_the_text_does() {
        assert_eq!(fold("Hashd al-Sha'abi"), "hashd al shaabi");
        assert_eq!(fold("People's Protection Units"), "people protection units");
        assert_eq!(words("Ta'ifa Da’esh")[0].0, fold("Ta'ifa"));
    }
}
