//! When?
//!
//! Rules and words are in `data/<language>/times.toml`; what the words mean is in `reading`.

mod grammar;
mod lexicon;
mod pattern;
mod reading;

pub use grammar::Grammar;

use crate::words::{Word, words};
use grammar::{Language, Rule};
use language::{Analysis, Tag};
use pattern::Fit;
use reading::Told;
use schema::{Document, Section, SectionKind, Span, TimeExpression, TimeValue};

/// How far back, in bytes, the time told last may stand for "two days later" to count from it.
const NEARBY: usize = 700;

/// Finds the time expressions of the document, in text order.
#[must_use]
pub fn find(document: &Document, analysis: &Analysis<'_>, grammar: &Grammar) -> Vec<TimeExpression> {
    let Some(language) = grammar.of(document.language.as_deref()) else { return Vec::new() };
    let published = document.published.when.map(|when| when.to.year());
    let whole = [Section { kind: SectionKind::Body, span: Span::new(0, document.text.len()), author: None, at: None }];
    let sections = if document.sections.is_empty() { &whole[..] } else { &document.sections[..] };
    let mut found: Vec<TimeExpression> = Vec::new();
    for section in sections {
        let scan = Scan { words: words(&document.text, section.span), analysis, language, published };
        let told_before = found.last().filter(|_| section.kind == SectionKind::Body).cloned();
        found.extend(scan.expressions(told_before.as_ref()));
    }
    found.sort_by_key(|expression| expression.span);
    found
}

struct Scan<'a> {
    words: Vec<Word>,
    analysis: &'a Analysis<'a>,
    language: &'a Language,
    published: Option<i16>,
}

impl Scan<'_> {
    fn expressions(&self, before: Option<&TimeExpression>) -> Vec<TimeExpression> {
        let mut found: Vec<TimeExpression> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let Some((fit, rule)) = self.longest(at) else {
                at += 1;
                continue;
            };
            at = fit.to;
            let span = self.words[fit.from].span.join(self.words[fit.to - 1].span);
            let near = |last: &&TimeExpression| span.start.saturating_sub(last.span.end) < NEARBY;
            let last = found.last().or(before).filter(near);
            if let Some(value) = self.value(&fit, rule, last) {
                found.push(TimeExpression { span, value, rule: rule.id.clone() });
            }
        }
        found
    }

    /// Gives the rule that takes the most words from `at` on; of several, the first in the file.
    fn longest(&self, at: usize) -> Option<(Fit, &Rule)> {
        let word = &self.words[at];
        if !self.language.can_begin(word) {
            return None;
        }
        let mut best: Option<(Fit, &Rule)> = None;
        for rule in &self.language.rules {
            for pattern in &rule.patterns {
                let Some(fit) = pattern.fit(&self.words, at, &self.language.lexicon) else { continue };
                if best.is_none_or(|(known, _)| fit.to > known.to) && self.tag_allows(&fit) {
                    best = Some((fit, rule));
                }
            }
        }
        // "in June 2016": the preposition of a shorter rule must not hide the longer one behind it.
        let inside = best.filter(|(fit, _)| fit.from > at).and_then(|(fit, _)| self.longest(fit.from));
        inside.filter(|(fit, _)| best.is_none_or(|(known, _)| fit.to > known.to)).or(best)
    }

    /// Refuses words that the analysis takes for verbs: "may 12 of them", "they march".
    fn tag_allows(&self, fit: &Fit) -> bool {
        let verb = |tag: Tag| matches!(tag, Tag::Verb | Tag::Auxiliary);
        let lone_verb = |word: &Word| {
            let token = self.analysis.tokens_in(word.span).next();
            !word.capital && token.is_some_and(|token| verb(self.analysis.tokens[token].tag))
        };
        fit.to - fit.from > 1 || !lone_verb(&self.words[fit.from])
    }

    fn value(&self, fit: &Fit, rule: &Rule, last: Option<&TimeExpression>) -> Option<TimeValue> {
        let told =
            Told { last: last.map(|last| last.value), published: self.published, ahead: self.looks_ahead(fit.from) };
        rule.reading.value(&fit.slots, told)
    }

    /// Tells whether the words before say that something is still to come: "talks are due on Friday".
    fn looks_ahead(&self, at: usize) -> bool {
        let lexicon = &self.language.lexicon;
        for word in self.words[..at].iter().rev().take(10) {
            if lexicon.ahead_ends.contains(&word.lower) {
                return false;
            }
            if lexicon.ahead.contains(&word.lower) {
                return true;
            }
        }
        false
    }
}

#[cfg(test)]
mod tests;
