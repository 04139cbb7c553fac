//! Which words stand beside those that were found, and mean the same deed?
//!
//! "Banker Ana Cole Love", of which only "Cole Love" was taken for the phrase.

use super::Reading;
use schema::Argument;

impl Reading<'_> {
    /// Gives an argument with the post before it and the name behind it.
    pub(super) fn whole(&self, argument: &Argument) -> Argument {
        let text = &self.document.text;
        let mut span = argument.span;
        let before = text[..span.start].trim_end_matches(' ');
        let mut start = before.len();
        for word in before.rsplit(' ').take(4) {
            start -= word.len();
            let plain = word.to_lowercase();
            if plain.is_empty()
                || !plain.chars().all(|c| c.is_alphanumeric() || "-.'".contains(c))
                || self.parts(&plain)
            {
                break;
            }
            if self.is_post(&plain) && !plain.ends_with("'s") {
                span.start = start;
            }
            start = start.saturating_sub(1);
        }
        let names = self.findings.actor_mentions.iter().filter(|mention| mention.span.start >= span.end);
        let behind = names.filter(|mention| mention.span.start < span.end + 20).find(|mention| {
            let between = &text[span.end..mention.span.start];
            self.full(&mention.actor).is_some()
                && between.split_whitespace().all(|word| self.is_post(&word.to_lowercase()))
        });
        if let Some(mention) = behind.filter(|_| self.is_post(&self.plain(argument.span))) {
            span.end = mention.span.end;
        }
        Argument { span, ..argument.clone() }
    }

    /// Tells whether a word cannot stand inside a name with its post.
    fn parts(&self, word: &str) -> bool {
        self.words.links.contains(word)
            || self.words.quantifiers.contains(word)
            || self.words.pronouns.contains(word)
            || self.words.people["verb"].iter().any(|verb| verb == word)
    }
}
