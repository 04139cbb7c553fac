//! Which record does an id stand for?

use schema::{Actor, Case, Document, Place};
use std::collections::HashMap;

/// The records of a case by id.
#[derive(Debug)]
pub struct Index<'case> {
    pub(crate) documents: HashMap<&'case str, &'case Document>,
    pub(crate) actors: HashMap<&'case str, &'case Actor>,
    pub(crate) places: HashMap<&'case str, &'case Place>,
    /// The event that a mention tells of.
    pub(crate) events: HashMap<&'case str, &'case str>,
}

impl<'case> Index<'case> {
    /// Indexes a case.
    #[must_use]
    pub fn new(case: &'case Case) -> Self {
        let grouped =
            case.events.iter().flat_map(|event| event.mentions.iter().map(|id| (id.as_str(), event.id.as_str())));
        Self {
            documents: case.documents.iter().map(|document| (document.id.as_str(), document)).collect(),
            actors: case.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect(),
            places: case.places.iter().map(|place| (place.id.as_str(), place)).collect(),
            events: grouped.collect(),
        }
    }

    /// Gives actors' names; an id without a record stands for itself.
    pub(crate) fn actor_names(&self, ids: &[String]) -> Vec<String> {
        ids.iter()
            .map(|id| self.actors.get(id.as_str()).map_or_else(|| id.clone(), |actor| actor.name.clone()))
            .collect()
    }
}

/// Writes the first and the last day of an interval as ISO 8601.
pub(crate) fn days(when: Option<schema::Interval>) -> (Option<String>, Option<String>) {
    (when.map(|when| when.from.to_string()), when.map(|when| when.to.to_string()))
}

/// Turns a position or count into the signed number that tables hold.
pub(crate) fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Writes the name that a value has in the export: a unit variant's lower-case word.
pub(crate) fn word<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
