//! Under which number does each id and each word stand in this file?

use crate::{index::Order, sql::insert};
use rusqlite::{Connection, Result, params};
use schema::{Case, Event};
use std::collections::HashMap;

/// The numbers of a case that is being written.
pub(crate) struct Keys<'case> {
    pub c: &'case Connection,
    actors: HashMap<&'case str, i64>,
    places: HashMap<&'case str, i64>,
    documents: HashMap<&'case str, i64>,
    mentions: HashMap<&'case str, i64>,
    told_in: HashMap<&'case str, i64>,
    terms: HashMap<String, i64>,
}

impl<'case> Keys<'case> {
    /// Numbers the records of a case in their order; what they say gets its numbers as it is met.
    pub(crate) fn of(c: &'case Connection, case: &'case Case, order: &Order<'case>) -> Self {
        fn numbered<'case>(ids: impl Iterator<Item = &'case String>) -> HashMap<&'case str, i64> {
            ids.map(String::as_str).zip(1..).collect()
        }
        let event = |event: &'case Event| {
            let home = crate::sql::number(order.events[event.id.as_str()]);
            event.mentions.iter().map(move |mention| (mention.as_str(), home))
        };
        let mentions = case.findings.iter().flat_map(|findings| &findings.events);
        Self {
            c,
            actors: numbered(case.actors.iter().map(|actor| &actor.id)),
            places: numbered(case.places.iter().map(|place| &place.id)),
            documents: numbered(case.documents.iter().map(|document| &document.id)),
            mentions: numbered(mentions.map(|mention| &mention.id)),
            told_in: case.events.iter().flat_map(event).collect(),
            terms: HashMap::new(),
        }
    }

    pub(crate) fn actor(&mut self, id: &str) -> Result<i64> {
        let known = self.actors.get(id).copied();
        self.known_or_term(known, id)
    }

    pub(crate) fn place(&mut self, id: &str) -> Result<i64> {
        let known = self.places.get(id).copied();
        self.known_or_term(known, id)
    }

    pub(crate) fn document(&mut self, id: &str) -> Result<i64> {
        let known = self.documents.get(id).copied();
        self.known_or_term(known, id)
    }

    pub(crate) fn mention(&mut self, id: &str) -> Result<i64> {
        let known = self.mentions.get(id).copied();
        self.known_or_term(known, id)
    }

    /// Gives the event that a mention tells of.
    pub(crate) fn event_of(&self, mention: &str) -> Option<i64> {
        self.told_in.get(mention).copied()
    }

    /// An id that the case does not hold is no reason to lose a merge: it is kept as a term, and `check` finds it.
    fn known_or_term(&mut self, known: Option<i64>, id: &str) -> Result<i64> {
        known.map_or_else(|| self.term(id).map(|term| -term), Ok)
    }

    /// Gives the number of some words.
    pub(crate) fn term(&mut self, words: &str) -> Result<i64> {
        if let Some(number) = self.terms.get(words) {
            return Ok(*number);
        }
        let number = crate::sql::number(self.terms.len() + 1);
        insert(self.c, "terms", params![number, words])?;
        self.terms.insert(words.to_owned(), number);
        Ok(number)
    }
}
