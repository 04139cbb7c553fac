//! What do comparisons need of an account's text?

use crate::counts::Counts;
use crate::entities::Entities;
use crate::settings::Settings;
use crate::telling::{self, CODED};
use crate::words::{self, Vocabulary, Word};
use schema::{Document, EventMention, Findings};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// So many bytes before a trigger its determiner is looked for.
const BEFORE: usize = 40;

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
            Reading::of(document, &account.events, &settings.resuming.words, number)
        };
        let mut readings: Vec<Reading> = documents.iter().zip(findings).map(read).collect();
        let numbers = vocabulary.sort();
        readings.iter_mut().for_each(|reading| reading.renumber(&numbers));
        let tellings = telling::all(documents, findings, &readings, entities);
        let counts = Arc::new(Counts::of(vocabulary, &tellings, &readings));
        Self { readings, counts }
    }
}

/// The words of one account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reading {
    /// Of each telling the words of its clause, and whether it takes up something told before: "the attack".
    pub clauses: Vec<(Vec<Word>, bool)>,
    /// Those of headline and body.
    pub story: Vec<Word>,
}

impl Reading {
    /// Reads an account; its words get the numbers that `number` gives them.
    pub fn of(
        document: &Document,
        events: &[EventMention],
        resuming: &[String],
        number: &mut dyn FnMut(&str) -> Option<Word>,
    ) -> Self {
        let told = events.iter().filter(|mention| telling::is_told(mention));
        let clauses = told.map(|mention| {
            let resumes = resumes(&document.text, mention.trigger.start, resuming);
            (words::read(clause(document, mention), number), resumes)
        });
        Self { clauses: clauses.collect(), story: words::story(document, number) }
    }

    /// Gives every word its new number.
    pub fn renumber(&mut self, numbers: &[Word]) {
        for words in self.clauses.iter_mut().map(|(words, _)| words).chain([&mut self.story]) {
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

/// Tells whether one of the last two words before the trigger takes up something told before.
fn resumes(text: &str, trigger: usize, resuming: &[String]) -> bool {
    let from = (trigger.saturating_sub(BEFORE)..=trigger).find(|at| text.is_char_boundary(*at)).unwrap_or(trigger);
    let before = text.get(from..trigger).unwrap_or_default();
    let phrase = before.rsplit(['.', ',', ';', ':', '\n']).next().unwrap_or_default();
    phrase.split_whitespace().rev().take(2).any(|word| resuming.iter().any(|known| known.eq_ignore_ascii_case(word)))
}
