//! Which words and marks stand in a stretch of text, whatever the language model makes of them?
//!
//! Numbers and dates are cut by the analyzer in many ways ("10-15", "twenty-five", "2016-06-29");
//! here they are cut in one: letters and digits that touch are a word, every other mark stands alone.

use schema::Span;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A list of words, of which every word of a text is asked.
pub(crate) type WordSet = HashSet<Box<str>, BuildHasherDefault<Letters>>;

/// What words mean.
pub(crate) type WordMap<T> = HashMap<Box<str>, T, BuildHasherDefault<Letters>>;

/// Mixes letters, many times as fast as the standard hasher: the lists are ours, so that nobody can fill them against us.
#[derive(Default)]
pub(crate) struct Letters(u64);

impl Hasher for Letters {
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let letters = eight.iter().fold(0, |letters, byte| letters << 8 | u64::from(*byte));
            self.0 = (self.0 ^ letters).wrapping_mul(0xf135_7aea_2e62_a9c5).rotate_left(5);
        }
    }
}

/// A word, a number or a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its letters in the text.
    pub(crate) span: Span,
    /// Its letters in lower case; all dashes are `-` and all apostrophes `'`.
    pub(crate) lower: Box<str>,
    /// True where it begins with a capital letter.
    pub(crate) capital: bool,
}

impl Word {
    /// Tells whether the word begins with a digit.
    pub(crate) fn is_digits(&self) -> bool {
        self.lower.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Tells whether it is neither a word nor a number.
    pub(crate) fn is_mark(&self) -> bool {
        !self.lower.starts_with(char::is_alphanumeric)
    }

    /// Tells whether the word begins with a letter.
    pub(crate) fn is_letters(&self) -> bool {
        self.lower.starts_with(char::is_alphabetic)
    }
}

/// Cuts the part of `text` within `span` into words; a span off the text or its characters has none.
pub(crate) fn words(text: &str, span: Span) -> Vec<Word> {
    let Some(part) = text.get(span.start..span.end) else { return Vec::new() };
    let mut words = Vec::new();
    let mut rest = part;
    while let Some(first) = rest.chars().next() {
        let before = &part[..part.len() - rest.len()];
        let length = if first.is_alphanumeric() { run(before, rest) } else { first.len_utf8() };
        if !first.is_whitespace() {
            let start = span.start + part.len() - rest.len();
            let letters = &rest[..length];
            words.push(Word {
                span: Span::new(start, start + length),
                lower: lower(letters),
                capital: first.is_uppercase(),
            });
        }
        rest = &rest[length..];
    }
    words
}

/// Measures the letters and digits at the beginning of `text`; "1,200" and "1.5" are one run, "12,2016" is not.
fn run(before: &str, text: &str) -> usize {
    let after_stop = before.strip_suffix('.').is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    let mut end = 0;
    loop {
        end += text[end..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - end);
        let digits = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
        let follows = text[end..].get(1..).map_or(0, digits);
        let joins = match text.as_bytes().get(end) {
            Some(b',') => follows == 3,
            // "1.5", but "24.10.2016" is three numbers.
            Some(b'.') => {
                follows > 0 && !after_stop && !text[..end].contains('.') && !is_stopped(&text[end + 1 + follows..])
            }
            _ => false,
        };
        if !joins || !text[..end].bytes().all(|b| b.is_ascii_digit() || b == b',') {
            return end;
        }
        end += 1;
    }
}

/// Tells whether a full stop and another digit follow.
fn is_stopped(rest: &str) -> bool {
    matches!(rest.as_bytes(), [b'.', next, ..] if next.is_ascii_digit())
}

fn lower(letters: &str) -> Box<str> {
    match letters {
        "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2212}" => "-".into(),
        "\u{2018}" | "\u{2019}" | "\u{2bc}" => "'".into(),
        _ => letters.to_lowercase().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::words;
    use schema::Span;

    #[test]
    fn numbers_keep_their_commas_and_dates_do_not() {
        let cut =
            |text: &str| words(text, Span::new(0, text.len())).iter().map(|w| w.lower.to_string()).collect::<Vec<_>>();
        assert_eq!(cut("1,200 of 1.5 million."), ["1,200", "of", "1.5", "million", "."]);
        assert_eq!(cut("24.10.2016."), ["24", ".", "10", ".", "2016", "."]);
        assert_eq!(cut("June 12,2016"), ["june", "12", ",", "2016"]);
        assert_eq!(cut("10–15 on 2016-06-29"), ["10", "-", "15", "on", "2016", "-", "06", "-", "29"]);
        assert_eq!(cut("today’s"), ["today", "'", "s"]);
    }

    #[test]
    fn a_span_that_cuts_a_character_has_no_words() {
        assert!(words("é", Span::new(1, 2)).is_empty());
    }
}
