//! What is met in some accounts, as far as the whole case has to know?

use crate::entities::acronyms;
use crate::reading::Reading;
use crate::settings::Settings;
use crate::words::Vocabulary;
use schema::{Actor, Document, Findings, Place};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where something was met first: the account, and the number within it.
type First = (String, usize);

/// What is met in some accounts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Census {
    /// Accounts that were read.
    pub(crate) documents: u32,
    /// Runs of words in them.
    pub(crate) runs: usize,
    /// Tellings in them.
    pub(crate) tellings: u32,
    /// Accounts without a date.
    pub(crate) undated: u32,
    /// Actors as JSON, each with where it was met first, and whether more than once.
    actors: BTreeMap<String, (First, bool)>,
    places: BTreeMap<String, (First, bool)>,
    acronyms: BTreeMap<Vec<String>, (First, bool)>,
    /// Words with the number of clauses and of accounts that hold them.
    pub(crate) words: BTreeMap<String, (u32, u32)>,
}

impl Census {
    /// Reads some accounts; no page twice.
    #[must_use]
    pub fn of(accounts: &[(Document, Findings)], settings: &Settings) -> Self {
        let mut census = Self::default();
        let mut vocabulary = Vocabulary::default();
        let mut counts: Vec<(u32, u32)> = Vec::new();
        for (document, findings) in accounts {
            let number = &mut |word: &str| Some(vocabulary.number(word));
            let reading = Reading::of(document, &findings.events, settings, number);
            counts.resize(vocabulary.words().len(), (0, 0));
            let clauses = reading.clauses.iter().flat_map(|clause| &clause.words);
            clauses.for_each(|word| counts[*word as usize].0 += 1);
            reading.story.iter().for_each(|word| counts[*word as usize].1 += 1);
            census.documents += 1;
            census.undated += u32::from(document.published.when.is_none());
            census.tellings += u32::try_from(reading.clauses.len()).unwrap_or(u32::MAX);
            census.runs += crate::copies::runs(document, settings.copies.words).len();
            census.name(findings);
        }
        census.words = vocabulary.words().iter().cloned().zip(counts).collect();
        census
    }

    fn name(&mut self, findings: &Findings) {
        let json = |value: Result<String, serde_json::Error>| value.unwrap_or_default();
        let at = |number| (findings.document.clone(), number);
        for (number, actor) in findings.actors.iter().enumerate() {
            note(&mut self.actors, json(serde_json::to_string(actor)), (at(number), false));
        }
        for (number, place) in findings.places.iter().enumerate() {
            note(&mut self.places, json(serde_json::to_string(place)), (at(number), false));
        }
        for (number, names) in acronyms(findings).into_iter().enumerate() {
            note(&mut self.acronyms, names.into_iter().map(str::to_owned).collect(), (at(number), false));
        }
    }

    /// Gives how many runs of words there are.
    #[must_use]
    pub fn runs(&self) -> usize {
        self.runs
    }

    /// Gives how many tellings there are.
    #[must_use]
    pub fn tellings(&self) -> u32 {
        self.tellings
    }

    /// Gives how many accounts have no date.
    #[must_use]
    pub fn undated(&self) -> u32 {
        self.undated
    }

    /// Adds what was met in other accounts.
    pub fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.runs += other.runs;
        self.tellings += other.tellings;
        self.undated += other.undated;
        other.actors.into_iter().for_each(|(met, at)| note(&mut self.actors, met, at));
        other.places.into_iter().for_each(|(met, at)| note(&mut self.places, met, at));
        other.acronyms.into_iter().for_each(|(met, at)| note(&mut self.acronyms, met, at));
        for (word, (clauses, stories)) in other.words {
            let known = self.words.entry(word).or_default();
            *known = (known.0 + clauses, known.1 + stories);
        }
    }

    /// Gives the actors in the order in which one machine would meet them, those met again twice.
    pub(crate) fn actors(&self) -> Vec<Actor> {
        again(&self.actors)
    }

    /// Gives the places likewise.
    pub(crate) fn places(&self) -> Vec<Place> {
        again(&self.places)
    }

    /// Gives pairs of an acronym and the name it stands for, in the order in which they were met.
    pub(crate) fn acronyms(&self) -> impl Iterator<Item = &Vec<String>> {
        let mut met: Vec<(&First, &Vec<String>)> = self.acronyms.iter().map(|(names, (at, _))| (at, names)).collect();
        met.sort();
        met.into_iter().map(|(_, names)| names)
    }
}

fn note<K: Ord>(all: &mut BTreeMap<K, (First, bool)>, met: K, (at, again): (First, bool)) {
    all.entry(met)
        .and_modify(|(first, twice)| {
            *twice = true;
            if at < *first {
                first.clone_from(&at);
            }
        })
        .or_insert_with(|| (at.clone(), again));
}

fn again<T: for<'t> Deserialize<'t> + Clone>(all: &BTreeMap<String, (First, bool)>) -> Vec<T> {
    let mut met: Vec<(&First, &String, bool)> = all.iter().map(|(json, (at, twice))| (at, json, *twice)).collect();
    met.sort();
    let parsed = met.into_iter().filter_map(|(_, json, twice)| Some((serde_json::from_str::<T>(json).ok()?, twice)));
    parsed.flat_map(|(entry, twice)| std::iter::repeat_n(entry, 1 + usize::from(twice))).collect()
}
