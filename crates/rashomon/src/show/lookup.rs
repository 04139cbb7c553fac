//! What do the ids in a case stand for?

use schema::{Actor, Case, Document, Event, EventMention, Interval, Place, account_of};
use std::collections::BTreeMap;

/// The case's records by id.
#[derive(Debug)]
pub struct Names<'case> {
    /// The case itself.
    pub case: &'case Case,
    actors: BTreeMap<&'case str, &'case Actor>,
    places: BTreeMap<&'case str, &'case Place>,
    documents: BTreeMap<&'case str, &'case Document>,
    mentions: BTreeMap<&'case str, &'case EventMention>,
}

impl<'case> Names<'case> {
    /// Indexes a case.
    #[must_use]
    pub fn new(case: &'case Case) -> Self {
        Self {
            case,
            actors: case.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            places: case.places.iter().map(|place| (place.id.as_str(), place)).collect(),
            documents: case.documents.iter().map(|document| (document.id.as_str(), document)).collect(),
            mentions: case
                .findings
                .iter()
                .flat_map(|findings| &findings.events)
                .map(|mention| (mention.id.as_str(), mention))
                .collect(),
        }
    }

    /// Gives an actor's name, or its id where the case has no entry.
    #[must_use]
    pub fn actor(&self, id: &str) -> String {
        self.actors.get(id).map_or_else(|| id.to_owned(), |actor| actor.name.clone())
    }

    /// Gives the names of several actors.
    #[must_use]
    pub fn actors(&self, ids: &[String]) -> String {
        ids.iter().map(|id| self.actor(id)).collect::<Vec<_>>().join(", ")
    }

    /// Gives a place's name.
    #[must_use]
    pub fn place(&self, id: &str) -> String {
        self.places.get(id).map_or_else(|| id.to_owned(), |place| place.name.clone())
    }

    /// Gives a place's record.
    #[must_use]
    pub fn place_record(&self, id: &str) -> Option<&'case Place> {
        self.places.get(id).copied()
    }

    /// Gives a document's record.
    #[must_use]
    pub fn document(&self, id: &str) -> Option<&'case Document> {
        self.documents.get(id).copied()
    }

    /// Gives the name of a document's source, or its path where no source is known.
    #[must_use]
    pub fn source(&self, document: &str) -> String {
        let Some(document) = self.document(document) else { return document.to_owned() };
        document.source.as_ref().map_or_else(|| document.path.clone(), |source| source.name.clone())
    }

    /// Gives a mention's record and its document.
    #[must_use]
    pub fn mention(&self, id: &str) -> Option<(&'case EventMention, &'case Document)> {
        let mention = self.mentions.get(id)?;
        Some((mention, self.document(account_of(id))?))
    }
}

/// Finds an event by its id; case does not count, and the start is enough where only one event has it.
#[must_use]
pub fn find_event<'case>(case: &'case Case, id: &str) -> Option<&'case Event> {
    let mut found = case.events.iter().filter(|event| starts(&event.id, id));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn starts(id: &str, given: &str) -> bool {
    !given.is_empty() && id.to_lowercase().starts_with(&given.to_lowercase())
}

/// Writes the days of an interval: one day, or the first and the last.
#[must_use]
pub fn days(when: Option<Interval>) -> String {
    match when {
        None => "day not known".into(),
        Some(when) if when.from == when.to => when.from.to_string(),
        Some(when) => format!("{} to {}", when.from, when.to),
    }
}
