//! Which stretches of letters can be parts of a name?
//!
//! Works on the surface: "US-backed", "Syria's" and "Syria-Turkey" come apart whether or not the tokenizer parts them.

use language::{Analysis, Tag};
use schema::Span;

/// A stretch of letters and digits: a word, or a part of a hyphenated one.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Its letters, without a possessive ending.
    pub span: Span,
    /// Its letters in lower case.
    pub lower: String,
    /// The token it is part of.
    pub token: usize,
    /// Its sentence.
    pub sentence: usize,
    /// Whether it starts with a capital, or is written in letters without case.
    pub capital: bool,
    /// Whether all its letters are capitals.
    pub upper: bool,
    /// Whether nothing but spaces or a hyphen parts it from the piece before.
    pub joined: bool,
    /// Whether a hyphen parts it from the piece before.
    pub hyphened: bool,
    /// Whether a comma or an opening bracket parts it from the piece before.
    pub comma: bool,
    /// Whether a possessive ending follows.
    pub possessive: bool,
    /// Whether its sentence writes nearly everything in capitals, or every word with one.
    pub case: Case,
    /// Part of speech of its token.
    pub tag: Tag,
}

/// What capitals tell in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Names.
    Telling,
    /// Little: every longer word has one, as in headlines.
    Title,
    /// Nothing: all letters are capitals.
    Upper,
}

/// Parts the text into pieces.
#[must_use]
pub fn pieces(analysis: &Analysis<'_>) -> Vec<Piece> {
    let text = analysis.text;
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        let case = case_of(analysis, sentence.tokens.clone());
        for token in sentence.tokens.clone() {
            let Some(word) = analysis.tokens.get(token) else { continue };
            for span in parts(text, word.span) {
                let (span, possessive) = without_possessive(text, span);
                let Some(letters) = text.get(span.start..span.end) else { continue };
                if possessive && letters.is_empty() {
                    if let Some(before) = pieces.last_mut().filter(|p| p.span.end == span.start) {
                        before.possessive = true;
                    }
                    continue;
                }
                let before = pieces.last().filter(|p| p.sentence == number && !p.possessive);
                let gap = before.and_then(|p| text.get(p.span.end..span.start));
                pieces.push(Piece {
                    span,
                    lower: letters.to_lowercase(),
                    token,
                    sentence: number,
                    capital: letters
                        .chars()
                        .find(|c| c.is_alphanumeric())
                        .is_some_and(|c| c.is_uppercase() || uncased(c)),
                    upper: letters.chars().all(|c| !c.is_lowercase()),
                    joined: gap.is_some_and(joins),
                    hyphened: gap.is_some_and(|gap| gap.contains(is_hyphen)),
                    comma: gap.is_some_and(|gap| gap.contains([',', '('])),
                    possessive,
                    case,
                    tag: word.tag,
                });
            }
        }
    }
    pieces
}

fn uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '/')
}

fn joins(gap: &str) -> bool {
    let parted = gap.contains(is_hyphen) && gap.contains(char::is_whitespace);
    gap.len() <= 4
        && !parted
        && gap.chars().all(|c| c == ' ' || c == '\n' || c == '\u{a0}' || is_hyphen(c))
        && !gap.contains("\n\n")
}

/// Cuts a token at hyphens and strips marks that are not letters from the ends; full stops of acronyms stay.
fn parts(text: &str, span: Span) -> Vec<Span> {
    let Some(word) = text.get(span.start..span.end) else { return Vec::new() };
    let mut found = Vec::new();
    let mut at = span.start;
    for part in word.split(is_hyphen) {
        let start = at + (part.len() - part.trim_start_matches(is_mark).len());
        let trimmed = part.trim_matches(is_mark);
        let stopped = trimmed.contains('.') && text[start + trimmed.len()..].starts_with('.');
        let abbreviated = trimmed.len() <= 5 && part.ends_with('.') && part.len() == trimmed.len() + 1;
        let end = start + trimmed.len() + usize::from(stopped || abbreviated);
        if !trimmed.is_empty() {
            found.push(Span::new(start, end));
        }
        at += part.len()
            + word.get(at - span.start + part.len()..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    found
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`')
}

fn without_possessive(text: &str, span: Span) -> (Span, bool) {
    let word = text.get(span.start..span.end).unwrap_or_default();
    for ending in ["'s", "’s", "'S", "’S", "'", "’", "‘", "`"] {
        if let Some(stem) = word.strip_suffix(ending) {
            let possessive = ending.len() > 1 && ending.to_ascii_lowercase().ends_with('s') || stem.ends_with('s');
            return (Span::new(span.start, span.start + stem.len()), possessive);
        }
    }
    (span, false)
}

fn case_of(analysis: &Analysis<'_>, tokens: std::ops::Range<usize>) -> Case {
    let (mut letters, mut upper, mut words, mut capitals) = (0, 0, 0, 0);
    for token in tokens {
        let Some(word) = analysis.tokens.get(token).and_then(|t| analysis.text.get(t.span.start..t.span.end)) else {
            continue;
        };
        letters += word.chars().filter(|c| c.is_alphabetic()).count();
        upper += word.chars().filter(|c| c.is_uppercase()).count();
        if word.len() >= 4 && word.starts_with(char::is_alphabetic) {
            words += 1;
            capitals += usize::from(word.starts_with(char::is_uppercase));
        }
    }
    match () {
        () if letters >= 8 && upper * 10 >= letters * 8 => Case::Upper,
        () if words >= 4 && capitals == words || words >= 8 && capitals * 10 >= words * 8 => Case::Title,
        () => Case::Telling,
    }
}
