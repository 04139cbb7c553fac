//! Where do the phrases of a list stand in a text?

use regex::Regex;
use std::collections::HashMap;
use std::ops::Range;

/// What must stand before a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Left {
    /// Nothing: it begins the text.
    Start,
    /// No letter or digit.
    Word,
    /// White space, an opening bracket, or nothing.
    Space,
}

impl Left {
    fn allows(self, before: Option<char>) -> bool {
        match (self, before) {
            (_, None) => true,
            (Self::Start, Some(_)) => false,
            (Self::Word, Some(c)) => !is_of_word(c),
            (Self::Space, Some(c)) => c.is_whitespace() || matches!(c, '(' | '['),
        }
    }
}

/// A list of phrases, ready to be looked for; case does not count, and a word does not end inside another.
#[derive(Debug, Clone)]
pub(crate) struct Phrases(Kind);

#[derive(Debug, Clone)]
enum Kind {
    /// In small letters by their first letter, the longest first: a comparison costs a fiftieth of a pattern's.
    Written(HashMap<char, Vec<String>>, Left),
    Pattern(Option<Regex>),
}

impl Phrases {
    /// Makes a list of phrases that stand behind something.
    pub(crate) fn behind(phrases: &[String], left: Left) -> Self {
        let mut by_first: HashMap<char, Vec<String>> = HashMap::new();
        for phrase in sorted(phrases) {
            let small = phrase.to_lowercase();
            if let Some(first) = small.chars().next() {
                by_first.entry(first).or_default().push(small);
            }
        }
        Self(Kind::Written(by_first, left))
    }

    /// Makes a list of phrases that stand in a pattern, which holds `{}` where they go.
    pub(crate) fn within(phrases: &[String], around: &str) -> Self {
        let alternatives: Vec<String> = sorted(phrases).into_iter().map(|phrase| bounded(phrase)).collect();
        if alternatives.is_empty() {
            return Self(Kind::Pattern(None));
        }
        Self(Kind::Pattern(Regex::new(&around.replace("{}", &alternatives.join("|"))).ok()))
    }

    /// Gives the place of the first phrase in `text`.
    pub(crate) fn find(&self, text: &str) -> Option<Range<usize>> {
        self.find_all(text).next()
    }

    /// Gives every phrase in `text`, in order and without overlap.
    pub(crate) fn find_all<'t>(&'t self, text: &'t str) -> Box<dyn Iterator<Item = Range<usize>> + 't> {
        match &self.0 {
            Kind::Pattern(pattern) => {
                Box::new(pattern.iter().flat_map(|pattern| pattern.find_iter(text).map(|found| found.range())))
            }
            Kind::Written(by_first, left) => {
                let mut at = 0;
                Box::new(std::iter::from_fn(move || {
                    let found = next(by_first, *left, text, at)?;
                    at = found.end;
                    Some(found)
                }))
            }
        }
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.find(text).is_some()
    }
}

/// Finds the first phrase from a byte on.
fn next(by_first: &HashMap<char, Vec<String>>, left: Left, text: &str, from: usize) -> Option<Range<usize>> {
    let mut before = text[..from].chars().next_back();
    for (at, c) in text[from..].char_indices() {
        if left.allows(before) {
            let rest = &text[from + at..];
            let phrases = by_first.get(&small(c)).map(Vec::as_slice).unwrap_or_default();
            if let Some(length) = phrases.iter().find_map(|phrase| begins(rest, phrase)) {
                return Some(from + at..from + at + length);
            }
        } else if left == Left::Start {
            return None;
        }
        before = Some(c);
    }
    None
}

/// Length of a phrase at the head of a text, if it stands there whole.
fn begins(text: &str, phrase: &str) -> Option<usize> {
    let mut chars = text.chars();
    let mut last = ' ';
    for c in phrase.chars() {
        last = c;
        if small(chars.next()?) != c {
            return None;
        }
    }
    let whole = !is_of_word(last) || !chars.clone().next().is_some_and(is_of_word);
    whole.then(|| text.len() - chars.as_str().len())
}

fn small(c: char) -> char {
    let mut small = c.to_lowercase();
    small.next().filter(|_| small.next().is_none()).unwrap_or(c)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The longest phrases first: "posted on" before "posted".
fn sorted(phrases: &[String]) -> Vec<&String> {
    let mut sorted: Vec<&String> = phrases.iter().collect();
    sorted.sort_by_key(|phrase| (std::cmp::Reverse(phrase.len()), phrase.as_str()));
    sorted.dedup();
    sorted
}

/// Escapes a phrase; a word does not end inside another.
fn bounded(phrase: &str) -> String {
    let end = if phrase.chars().next_back().is_some_and(char::is_alphanumeric) { r"\b" } else { "" };
    format!("{}{end}", regex::escape(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(left: Left) -> Phrases {
        Phrases::behind(&["post", "Posted on", "réponse à", "→"].map(str::to_owned), left)
    }

    #[test]
    fn finds_whole_phrases_in_any_case() {
        let start = phrases(Left::Start);
        assert_eq!(start.find("POSTED ON Friday"), Some(0..9));
        assert_eq!(start.find("Post: one"), Some(0..4));
        assert_eq!([start.find("postal"), start.find("a post"), start.find("")], [None, None, None]);
        assert_eq!(start.find("RÉPONSE À Ann"), Some(0.."RÉPONSE À".len()));
    }

    #[test]
    fn finds_what_stands_behind_something() {
        assert_eq!(phrases(Left::Word).find("(post)"), Some(1..5));
        assert_eq!(phrases(Left::Word).find("repost"), None);
        assert_eq!(phrases(Left::Space).find("Ann → Bob"), Some(4..7));
        assert_eq!(phrases(Left::Space).find("a-post [post"), Some(8..12));
        assert_eq!(phrases(Left::Word).find_all("post, post").collect::<Vec<_>>(), [0..4, 6..10]);
    }
}
