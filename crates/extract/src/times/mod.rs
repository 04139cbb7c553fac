//! When?
//!
//! Rules and words are in `data/<language>/times.toml`; what the words mean is in `reading`,
//! what they count from in `told`.

mod calendar;
mod grammar;
mod lexicon;
mod numeric;
mod pattern;
mod reading;
mod told;

pub use grammar::Grammar;

use crate::words::{Word, words};
use grammar::{Language, Rule};
use jiff::civil::Date;
use language::{Analysis, Tag};
use pattern::{Fit, Slots};
use reading::Reading;
use schema::{Document, Grain, Interval, Relative, Section, SectionKind, Span, TimeExpression, TimeValue};
pub(crate) use told::NEWS_DAYS;
use told::Told;

/// What is noted as the rule of words that say when another thing was: "on 8 May, *two days after* the raid".
pub(crate) const EXPLAINS: &str = "counted from the day beside it";
/// How far back, in bytes, the time told last may stand for "two days later" to count from it.
const NEARBY: usize = 700;
/// An account with fewer years is no history, whatever it counts from.
const HISTORY: usize = 6;

/// Finds the time expressions of the document, in text order.
#[must_use]
pub fn find(document: &Document, analysis: &Analysis<'_>, grammar: &Grammar) -> Vec<TimeExpression> {
    let Some(language) = grammar.of(document.language.as_deref()) else { return Vec::new() };
    let whole = [Section::new(SectionKind::Body, Span::new(0, document.text.len()))];
    let sections = if document.sections.is_empty() { &whole[..] } else { &document.sections[..] };
    let scans: Vec<Scan<'_>> =
        sections.iter().map(|section| Scan::new(document, section, analysis, language)).collect();
    let account = Account { published: document.published.when.map(|when| when.to), history: is_history(&scans) };
    let mut found: Vec<TimeExpression> = Vec::new();
    let mut thread = Thread { history: account.history, ..Thread::default() };
    for (section, scan) in sections.iter().zip(&scans) {
        if section.kind != SectionKind::Body {
            thread = Thread { history: account.history, ..Thread::default() };
        }
        scan.read(account, &mut thread, &mut found);
    }
    found.sort_by_key(|expression| expression.span);
    found
}

/// Tells whether the account goes from year to year and hardly ever counts from its own day.
fn is_history(scans: &[Scan<'_>]) -> bool {
    let hits = || scans.iter().flat_map(|scan| &scan.hits);
    let years = hits().filter(|hit| hit.fit.slots.year.is_some()).count();
    let own = hits().filter(|hit| hit.rule.reading.counts_from_account()).count();
    years >= HISTORY && own * 4 <= years
}

/// What holds for the account as a whole.
#[derive(Clone, Copy, Debug)]
struct Account {
    published: Option<Date>,
    history: bool,
}

/// What the account has told so far that later words count from, each with the byte where it ends.
#[derive(Clone, Copy, Debug, Default)]
struct Thread {
    last: Option<(TimeValue, usize)>,
    fixed: Option<(Interval, usize)>,
    /// True where the account goes from year to year.
    history: bool,
}

/// A rule that fits some words.
#[derive(Clone, Copy, Debug)]
struct Hit<'a> {
    fit: Fit,
    rule: &'a Rule,
}

struct Scan<'a> {
    words: Vec<Word>,
    analysis: &'a Analysis<'a>,
    language: &'a Language,
    hits: Vec<Hit<'a>>,
}

impl<'a> Scan<'a> {
    fn new(document: &Document, section: &Section, analysis: &'a Analysis<'a>, language: &'a Language) -> Self {
        let words = words(&document.text, section.span);
        let mut scan = Self { words, analysis, language, hits: Vec::new() };
        scan.hits = scan.with_hours(scan.all_hits());
        scan
    }

    fn all_hits(&self) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let Some(hit) = self.longest(at) else {
                at += 1;
                continue;
            };
            at = hit.fit.end.max(at + 1);
            hits.push(hit);
        }
        hits
    }

    /// Joins hours and parts of days with the day beside them: "the night of 5 May", "Tuesday at 9 p.m.".
    fn with_hours(&self, hits: Vec<Hit<'a>>) -> Vec<Hit<'a>> {
        let mut joined: Vec<Hit<'a>> = Vec::new();
        for hit in hits {
            let beside = joined.last_mut().filter(|last| {
                let pair = (last.rule.reading, hit.rule.reading);
                let fits = pair.0.is_hour() && pair.1.is_day() || pair.0.is_day() && pair.1.is_hour();
                fits && self.links(last, &hit)
            });
            match beside {
                Some(last) => {
                    let day = if hit.rule.reading.is_day() { hit } else { *last };
                    let fit = Fit { from: last.fit.from, end: hit.fit.end, ..day.fit };
                    *last = Hit { fit, ..day };
                }
                None => joined.push(hit),
            }
        }
        joined
    }

    fn links(&self, one: &Hit<'_>, other: &Hit<'_>) -> bool {
        let between = self.words.get(one.fit.end..other.fit.from).unwrap_or_default();
        between.len() <= 2 && between.iter().all(|word| self.language.lexicon.hour_links.contains(&word.lower))
    }

    /// Reads the hits in order, each by what was told before it.
    fn read(&self, account: Account, thread: &mut Thread, found: &mut Vec<TimeExpression>) {
        for (number, hit) in self.hits.iter().enumerate() {
            let span = self.words[hit.fit.from].span.join(self.words[hit.fit.end - 1].span);
            let near = |end: usize| account.history || span.start.saturating_sub(end) < NEARBY;
            let told = Told {
                last: thread.last.filter(|(_, end)| near(*end)).map(|(value, _)| value),
                fixed: thread.fixed.filter(|(_, end)| near(*end)).map(|(interval, _)| interval),
                published: account.published,
                ahead: self.looks_ahead(hit.fit.from) || self.goes_ahead(hit.fit.end),
                history: account.history,
                joined: self.joined(number),
            };
            let slots = Slots { relates: self.relates(hit), ..hit.fit.slots };
            if let Some(day) = told.last.filter(|_| self.explains(number)) {
                let value = hit.rule.reading.counted_back(&slots, day, told).unwrap_or(day);
                found.push(TimeExpression { span, value, rule: EXPLAINS.into() });
                continue;
            }
            let Some(value) = hit.rule.reading.value(&slots, told) else { continue };
            if let Some(before) = found.last_mut().filter(|before| self.names_the_day(number, before, value)) {
                before.value = value;
            }
            if value.is_when() {
                thread.last = Some((value, span.end));
                self.fix(hit, value, span.end, thread);
            }
            found.push(TimeExpression { span, value, rule: hit.rule.id.clone() });
        }
    }

    /// "*today* the 5th of February 2018", "*yesterday*, 4 February 2018": the date right behind says which day that is.
    fn names_the_day(&self, number: usize, before: &TimeExpression, value: TimeValue) -> bool {
        let dated = matches!(value, TimeValue::Absolute(interval) if interval.days() == 1);
        let near = matches!(before.value, TimeValue::Relative(Relative::Units(_, Grain::Day)));
        let Some(last) = number.checked_sub(1).map(|last| self.hits[last].fit).filter(|_| dated && near) else {
            return false;
        };
        let between = self.words.get(last.end..self.hits[number].fit.from).unwrap_or_default();
        let starts = self.words[last.from].span.start == before.span.start;
        starts && between.len() <= 2 && between.iter().all(|word| matches!(&*word.lower, "," | "the" | "(" | "-"))
    }

    /// Keeps days for the months after them; a year told in passing does not move the account: "the war of 1941".
    fn fix(&self, hit: &Hit<'_>, value: TimeValue, end: usize, thread: &mut Thread) {
        let TimeValue::Absolute(interval) = value else { return };
        // "The war that has raged since April 2023": the account itself goes on today.
        let begins =
            |at: usize| self.words.get(at).is_some_and(|word| self.language.lexicon.beginnings.contains(&word.lower));
        if begins(hit.fit.from) || hit.fit.from.checked_sub(1).is_some_and(begins) {
            return;
        }
        let known = thread.fixed.map(|(known, _)| known);
        let fits = match interval.days() {
            ..=92 => !hit.rule.reading.counts_from_told() || known.is_none_or(|known| gap(known, interval) < 366),
            93..=366 => {
                let other = known.is_none_or(|known| known.from.year() != interval.from.year());
                // News looks back in passing: "Thursday's raid on the half of the city that fell in mid-2012".
                let known = known.or_else(|| (!thread.history).then_some(interval));
                let next = known.is_some_and(|known| known.from.year() + 1 == interval.from.year());
                other && (next || self.opens(hit, known))
            }
            _ => false,
        };
        if fits {
            thread.fixed = Some((interval, end));
        }
    }

    /// Tells whether an expression stands at the head of a sentence or a line, or nothing was told before it.
    fn opens(&self, hit: &Hit<'_>, known: Option<Interval>) -> bool {
        let starts = |at: usize| {
            let Some(before) = at.checked_sub(1).and_then(|at| self.words.get(at)) else { return true };
            let gap = self.analysis.text.get(before.span.end..self.words[at].span.start).unwrap_or_default();
            matches!(&*before.lower, "." | "!" | "?") || gap.contains('\n')
        };
        let at = hit.fit.from;
        known.is_none() || starts(at) || at.checked_sub(1).is_some_and(|at| self.words[at].capital && starts(at))
    }

    /// Tells whether an expression only explains the day that its sentence names: "on 8 May they left, two days after the raid".
    fn explains(&self, number: usize) -> bool {
        let Some(before) = number.checked_sub(1).and_then(|number| self.hits.get(number)) else { return false };
        let hit = &self.hits[number];
        let Some([between @ .., mark]) = self.words.get(before.fit.end..hit.fit.from) else { return false };
        let stops = |word: &Word| matches!(&*word.lower, "." | "!" | "?" | ";");
        let beside = matches!(&*mark.lower, "," | "-" | "(") && !between.iter().any(stops);
        beside && self.relates(hit) && before.rule.reading.is_day() && hit.rule.reading.counts_from_told()
    }

    /// Tells whether an expression ends in "after" or "before".
    fn relates(&self, hit: &Hit<'_>) -> bool {
        self.language.lexicon.relations.contains(&self.words[hit.fit.end - 1].lower)
    }

    /// Gives the year and month of the next expression, where this one shares them: "in May and June 2014".
    fn joined(&self, number: usize) -> Option<(i32, i32)> {
        let (here, next) = (self.hits.get(number)?, self.hits.get(number + 1)?);
        let between = self.words.get(here.fit.end..next.fit.from)?;
        let joins = matches!(between, [word] if self.language.lexicon.joins.contains(&word.lower));
        let (year, month) = next.fit.slots.year.zip(next.fit.slots.month)?;
        (joins && here.fit.slots.year.is_none()).then_some((year, month))
    }

    /// Gives the rule that takes the most words from `at` on; of several, the first in the file.
    fn longest(&self, at: usize) -> Option<Hit<'a>> {
        let mut best: Option<Hit<'a>> = None;
        let language: &'a Language = self.language;
        for (rule, pattern) in language.starting(&self.words[at]) {
            let rule = &language.rules[*rule];
            let Some(fit) = rule.patterns[*pattern].fit(&self.words, at, &language.lexicon) else { continue };
            let stands = rule.reading != Reading::Label || self.heads_line(fit.from);
            if best.is_none_or(|known| fit.to > known.fit.to)
                && stands
                && self.tag_allows(&fit)
                && self.is_one_line(&fit)
            {
                best = Some(Hit { fit, rule });
            }
        }
        // "in June 2016": the preposition of a shorter rule must not hide the longer one behind it.
        let inside = best.filter(|hit| hit.fit.from > at).and_then(|hit| self.longest(hit.fit.from));
        inside.filter(|hit| best.is_none_or(|known| hit.fit.to > known.fit.to)).or(best)
    }

    /// Refuses words that the analysis takes for verbs: "may 12 of them", "they march".
    fn tag_allows(&self, fit: &Fit) -> bool {
        let verb = |tag: Tag| matches!(tag, Tag::Verb | Tag::Auxiliary);
        let lone_verb = |word: &Word| {
            let token = self.analysis.tokens_in(word.span).next();
            !word.capital && token.is_some_and(|token| verb(self.analysis.tokens[token].tag))
        };
        fit.end - fit.from > 1 || !lone_verb(&self.words[fit.from])
    }

    /// Tells whether a line or a section begins with a word.
    fn heads_line(&self, at: usize) -> bool {
        let start = self.words[at].span.start;
        let before = at.checked_sub(1).map(|before| self.words[before].span.end);
        before.is_none_or(|end| self.analysis.text[end..start].contains('\n'))
    }

    /// Refuses words of two paragraphs: a headline "1972" is no year for the month above it.
    fn is_one_line(&self, fit: &Fit) -> bool {
        let (first, last) = (self.words[fit.from].span, self.words[fit.end.max(fit.from + 1) - 1].span);
        !self.analysis.text.get(first.start..last.end).is_some_and(|words| words.contains("\n\n"))
    }

    /// "On Friday *they will* meet": tells whether the words right behind say that something is still to come.
    fn goes_ahead(&self, end: usize) -> bool {
        let lexicon = &self.language.lexicon;
        let behind = self.words.iter().skip(end).take(5).skip_while(|word| &*word.lower == ",");
        let mut clause = behind.take_while(|word| word.is_letters() && !lexicon.ahead_ends.contains(&word.lower));
        clause.any(|word| lexicon.ahead_behind.contains(&word.lower))
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

/// Gives the days between the beginnings of two intervals.
fn gap(one: Interval, other: Interval) -> i32 {
    one.from.until(other.from).map_or(i32::MAX, |span| span.get_days().abs())
}

#[cfg(test)]
mod tests;
