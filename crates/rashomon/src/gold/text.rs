//! When do two names, places or days meet?

use anyhow::{Context, Result};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Gives a name without case, white space, quotes and articles.
#[must_use]
pub fn squash(text: &str) -> String {
    let folded: String = text.to_lowercase().replace('ß', "ss");
    let kept: String = folded.chars().filter(|letter| !"\"'“”‘’`#.,]".contains(*letter)).collect();
    let kept = kept.trim();
    let bare = ["the ", "a ", "an "].iter().find_map(|article| kept.strip_prefix(article)).unwrap_or(kept);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn squashed<'name>(names: impl IntoIterator<Item = &'name str>) -> BTreeSet<String> {
    names.into_iter().filter(|name| !name.is_empty()).map(squash).collect()
}

/// Tells whether some name of one side is, or contains as whole words, one of the other side.
#[must_use]
pub fn names_meet(names: &[&str], others: &[&str]) -> bool {
    let (mut left, mut right) = (squashed(names.iter().copied()), squashed(others.iter().copied()));
    left.remove("");
    right.remove("");
    left.iter().any(|a| right.iter().any(|b| a == b || has_words(b, a) || has_words(a, b)))
}

/// Tells whether some name of one side is a name of the other.
#[must_use]
pub fn same_name(names: &[&str], others: &[&str]) -> bool {
    !squashed(names.iter().copied()).is_disjoint(&squashed(others.iter().copied()))
}

/// Tells whether `part` stands in `whole` between word boundaries.
fn has_words(whole: &str, part: &str) -> bool {
    whole.match_indices(part).any(|(start, _)| boundary(whole, start) && boundary(whole, start + part.len()))
}

fn boundary(text: &str, at: usize) -> bool {
    let word = |letter: Option<char>| letter.is_some_and(|c| c.is_alphanumeric() || c == '_');
    word(text[..at].chars().next_back()) != word(text[at..].chars().next())
}

/// Reads the day at the start of an ISO 8601 text.
///
/// # Errors
/// Where there is none.
pub fn day(text: &str) -> Result<Date> {
    text.get(..10).unwrap_or(text).parse().with_context(|| format!("{text}: no day"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_meet_on_whole_words_only() {
        assert!(names_meet(&["NSA spokesman"], &["the NSA"]));
        assert!(!names_meet(&["NSAX"], &["NSA"]));
        assert!(!same_name(&["NSA spokesman"], &["NSA"]));
        assert_eq!(squash("The “Islamic  State”"), "islamic state");
    }
}
