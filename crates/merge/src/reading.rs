//! What do comparisons need of an account's text?

use crate::counts::Counts;
use crate::entities::Entities;
use crate::settings::Settings;
use crate::telling::{self, CODED, Cast};
use crate::words::{self, Vocabulary, Word};
use schema::{Document, EventMention, Findings, Span};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// So many bytes before a trigger its determiner is looked for.
const BEFORE: usize = 40;

/// The words of one telling.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Clause {
    /// Those of its clause.
    pub words: Vec<Word>,
    /// Whether it takes up something told before: "the attack".
    pub resumes: bool,
    /// Whether it is none of those told before: "another attack".
    pub another: bool,
    /// Where its paragraph turns to something else than was told before: "*Separately*, two guards were shot".
    pub apart_from: Option<usize>,
    /// Which of several it says it is: "the second strike of the day".
    pub turn: Option<u8>,
    /// Whether it answers another: "the army *responded* with artillery".
    pub answers: bool,
    /// Where the trigger of one stands that came before or after it: "the assault began *after* the air strikes".
    pub parted_from: Option<usize>,
}

/// What was read of some accounts, and how often everything is met in the whole case: it stays, whatever dates are inferred.
pub(crate) struct Library {
    /// The words of each account.
    pub readings: Vec<Reading>,
    /// How often everything is met.
    pub counts: Arc<Counts>,
}

impl Library {
    /// Reads the accounts of a whole case.
    pub fn of(documents: &[Document], findings: &[Findings], entities: &Entities, settings: &Settings) -> Self {
        let mut vocabulary = Vocabulary::default();
        let read = |(document, account): (&Document, &Findings)| {
            let number = &mut |word: &str| Some(vocabulary.number(word));
            Reading::of(document, &account.events, settings, number)
        };
        let mut readings: Vec<Reading> = documents.iter().zip(findings).map(read).collect();
        let numbers = vocabulary.sort();
        readings.iter_mut().for_each(|reading| reading.renumber(&numbers));
        let tellings = telling::all(documents, findings, &readings, (entities, &Cast::of(findings)));
        let counts = Arc::new(Counts::of(vocabulary, &tellings, &readings));
        Self { readings, counts }
    }
}

/// The words of one account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reading {
    /// Those of each telling.
    pub clauses: Vec<Clause>,
    /// Those of headline and body.
    pub story: Vec<Word>,
}

impl Reading {
    /// Reads an account; its words get the numbers that `number` gives them.
    pub fn of(
        document: &Document,
        events: &[EventMention],
        settings: &Settings,
        number: &mut dyn FnMut(&str) -> Option<Word>,
    ) -> Self {
        let resuming = &settings.resuming;
        let number = &mut |word: &str| number(settings.meaning(word));
        let openings = openings(document, |words| resuming.is_another(words));
        let mut last: Option<Span> = None;
        let told = events.iter().filter(|mention| telling::is_told(mention));
        let clauses = told.map(|mention| {
            let before = before(&document.text, mention.trigger.start);
            let clause = clause(document, mention);
            let place = mention.place.as_ref().and_then(|at| document.text.get(at.span.start..at.span.end));
            let parted_from = last.filter(|last| {
                // "the base was attacked *after* jets bombed it", "*after* the bombing the base was attacked"
                let between = between(&document.text, *last, mention.trigger);
                between.is_some_and(|between| {
                    resuming.parts(between) || resuming.parts(self::before(&document.text, last.start))
                })
            });
            last = Some(mention.trigger);
            Clause {
                words: words::clause(clause, place.unwrap_or_default(), number),
                resumes: resuming.takes_up(before),
                another: resuming.is_another(before),
                apart_from: opening(document, &openings, mention.trigger.start),
                turn: resuming.turn(before),
                answers: resuming.answers(clause),
                parted_from: parted_from.map(|last| last.start),
            }
        });
        Self { clauses: clauses.collect(), story: words::story(document, number) }
    }

    /// Gives every word its new number.
    pub fn renumber(&mut self, numbers: &[Word]) {
        for words in self.clauses.iter_mut().map(|clause| &mut clause.words).chain([&mut self.story]) {
            words.iter_mut().for_each(|word| *word = numbers[*word as usize]);
            words.sort_unstable();
        }
    }
}

/// Gives the words by which a telling is compared; of a coded report those of its occasion.
fn clause<'d>(document: &'d Document, mention: &EventMention) -> &'d str {
    // The rest of a coded row says again what stands in its fields.
    let span = if mention.rule.starts_with(CODED) { mention.trigger } else { mention.clause };
    let clause = document.text.get(span.start..span.end).unwrap_or_default();
    // Where the coder knew no occasion the kind stands in its place.
    if clause == mention.kind.replace('_', " ") { "" } else { clause }
}

/// Gives what stands between two triggers of one sentence.
fn between(text: &str, one: Span, other: Span) -> Option<&str> {
    text.get(one.end..other.start).filter(|between| !between.contains(['.', ';', '!', '?', '\n']))
}

/// Finds the sentences that open with such words and a comma: where each begins, and its comma.
fn openings(document: &Document, turns: impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for section in &document.sections {
        let Some(told) = document.text.get(section.span.start..section.span.end) else { continue };
        let ends = told.match_indices(['.', '!', '?', '"', '”']).map(|(at, mark)| at + mark.len());
        let starts = std::iter::once(0).chain(ends.filter(|&end| told[end..].starts_with(char::is_whitespace)));
        found.extend(starts.filter_map(|start| {
            let sentence = told[start..].trim_start();
            let comma = sentence.bytes().take(BEFORE + 1).position(|byte| byte == b',')?;
            let byte = |rest: &str| section.span.start + told.len() - rest.len();
            turns(&sentence[..comma]).then(|| (section.span.start + start, byte(sentence) + comma))
        }));
    }
    found
}

/// Gives where the last such sentence begins whose comma stands before a trigger, in its paragraph.
fn opening(document: &Document, openings: &[(usize, usize)], trigger: usize) -> Option<usize> {
    let section = document.sections[document.section_at(trigger)?].span;
    let before = openings.partition_point(|(_, comma)| *comma < trigger);
    let (start, _) = openings[..before].last()?;
    (*start >= section.start).then_some(*start)
}

/// Gives what stands right before the trigger, in its phrase.
fn before(text: &str, trigger: usize) -> &str {
    let from = (trigger.saturating_sub(BEFORE)..=trigger).find(|at| text.is_char_boundary(*at)).unwrap_or(trigger);
    let before = text.get(from..trigger).unwrap_or_default();
    before.rsplit(['.', ',', ';', ':', '\n']).next().unwrap_or_default()
}
