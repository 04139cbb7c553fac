//! What is made ready at each merge, so that a list page or a search takes milliseconds?
//!
//! Events bear numbers in the order of their days. For each value of each filter the file keeps the numbers of the events
//! that have it; names are kept under their folded spellings; passages know the events that they tell of.

mod facets;
mod facts;
mod numbers;
pub(crate) mod told;

pub(crate) use facts::{Facts, source};
pub(crate) use numbers::{Numbers, unpacked};

use crate::sql::insert;
use rusqlite::{Connection, Result, params};
use schema::{Case, Document, Event};
use spelling::{normal_form, skeleton};
use std::collections::{BTreeMap, BTreeSet};

/// The order in which a case is numbered.
pub(crate) struct Order<'case> {
    /// The documents by id.
    pub documents: BTreeMap<&'case str, &'case Document>,
    /// The number of the first section of each document.
    pub sections: BTreeMap<&'case str, usize>,
    /// The number of each event.
    pub events: BTreeMap<&'case str, usize>,
}

impl<'case> Order<'case> {
    /// Numbers sections by the day of publication and events by their days; what has no day comes last.
    pub(crate) fn of(case: &'case Case) -> Self {
        let mut documents: Vec<&Document> = case.documents.iter().collect();
        documents.sort_by_key(|document| {
            let when = document.published.when;
            (when.is_none(), when.map(|when| when.to), document.id.as_str())
        });
        let first = documents.iter().scan(1, |next, document| {
            let first = *next;
            *next += document.sections.len();
            Some((document.id.as_str(), first))
        });
        let sections = first.collect();
        let mut events: Vec<&Event> = case.events.iter().collect();
        events.sort_by_key(|event| (event.when.is_none(), event.when.map(|when| when.from), event.id.as_str()));
        Self {
            documents: case.documents.iter().map(|document| (document.id.as_str(), document)).collect(),
            sections,
            events: events.iter().zip(1..).map(|(event, number)| (event.id.as_str(), number)).collect(),
        }
    }

    /// Gives the documents of the case as their sections are numbered.
    pub(crate) fn by_day(&self, case: &'case Case) -> Vec<&'case Document> {
        let mut documents: Vec<&Document> = case.documents.iter().collect();
        documents.sort_by_key(|document| self.sections[document.id.as_str()]);
        documents
    }

    /// Gives the events of the case as they are numbered, which is how tables of them are written without gaps.
    pub(crate) fn by_number(&self, case: &'case Case) -> Vec<&'case Event> {
        let mut events: Vec<&Event> = case.events.iter().collect();
        events.sort_by_key(|event| self.events[event.id.as_str()]);
        events
    }
}

/// Writes all indexes of a case, row after row in the order of their keys, which leaves no gaps.
pub(crate) fn write(c: &Connection, case: &Case, order: &Order<'_>) -> Result<()> {
    let mut names = BTreeSet::new();
    for actor in &case.actors {
        add_names(&mut names, ("actor", &actor.id, &actor.name), &actor.aliases);
    }
    for (place, id) in case.places.iter().zip(1_i64..) {
        add_names(&mut names, ("place", &place.id, &place.name), &place.aliases);
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            let row = params![id, lat, lat, lon, lon, place.id];
            insert(c, "place_boxes", row)?;
        }
    }
    for (key, how, noun, id, name) in names {
        insert(c, "names", params![key, how, noun, id, name])?;
    }
    told::write(c, case, order)?;
    facets::write(c, case, order)
}

/// A folded spelling, how it was made, and the noun, the id and the usual name of what goes by it.
type Name<'case> = (String, &'static str, &'static str, &'case str, &'case str);

fn add_names<'case>(
    names: &mut BTreeSet<Name<'case>>,
    (noun, id, name): (&'static str, &'case str, &'case str),
    aliases: &[String],
) {
    for spelling in aliases.iter().map(String::as_str).chain([name]) {
        let folded = normal_form(spelling);
        let parts: Vec<String> = folded.match_indices(' ').map(|(at, _)| folded[at + 1..].to_owned()).collect();
        let parts = parts.into_iter().map(|part| (part, "part"));
        let whole = [(skeleton(&folded), "skeleton"), (folded, "spelling")];
        let keys = whole.into_iter().chain(parts).filter(|(key, _)| !key.is_empty());
        names.extend(keys.map(|(key, how)| (key, how, noun, id, name)));
    }
}
