//! What is made ready at each merge, so that a list page or a search takes milliseconds?
//!
//! Events bear numbers in the order of their days. For each value of each filter the file keeps the numbers of the events
//! that have it; names are kept under their folded spellings; passages know the events that they tell of.

mod facets;
mod facts;
mod numbers;

pub(crate) use facts::{Facts, source};
pub(crate) use numbers::Numbers;

use crate::sql::{insert, number};
use rusqlite::{Connection, Result, params};
use schema::{Case, Document, Event};
use spelling::{normal_form, skeleton};
use std::collections::BTreeMap;

/// The order in which a case is numbered.
pub(crate) struct Order<'case> {
    /// The documents by id.
    pub documents: BTreeMap<&'case str, &'case Document>,
    /// The number of the first section of each document.
    pub sections: BTreeMap<&'case str, i64>,
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
            *next += number(document.sections.len());
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
}

/// Writes all indexes of a case.
pub(crate) fn write(c: &Connection, case: &Case, order: &Order<'_>) -> Result<()> {
    for actor in &case.actors {
        write_names(c, ("actor", &actor.id, &actor.name), &actor.aliases)?;
    }
    for (place, id) in case.places.iter().zip(1_i64..) {
        write_names(c, ("place", &place.id, &place.name), &place.aliases)?;
        if let (Some(lat), Some(lon)) = (place.lat, place.lon) {
            let row = params![id, lat, lat, lon, lon, place.id];
            insert(c, "place_boxes", row)?;
        }
    }
    for event in &case.events {
        write_passages(c, event, order)?;
    }
    facets::write(c, case, order)
}

fn write_names(c: &Connection, (noun, id, name): (&str, &str, &str), aliases: &[String]) -> Result<()> {
    let mut statement = c.prepare_cached("INSERT INTO names VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")?;
    for spelling in aliases.iter().map(String::as_str).chain([name]) {
        let folded = normal_form(spelling);
        let skeleton = skeleton(&folded);
        let parts = folded.match_indices(' ').map(|(at, _)| (&folded[at + 1..], "part"));
        let whole = [(folded.as_str(), "spelling"), (skeleton.as_str(), "skeleton")];
        for (key, how) in whole.into_iter().chain(parts).filter(|(key, _)| !key.is_empty()) {
            statement.execute(params![key, how, noun, id, name])?;
        }
    }
    Ok(())
}

/// Notes for each passage the events that it tells of.
fn write_passages(c: &Connection, event: &Event, order: &Order<'_>) -> Result<()> {
    let mut statement = c.prepare_cached("INSERT INTO passage_events VALUES (?, ?) ON CONFLICT DO NOTHING")?;
    let event_number = order.events[event.id.as_str()];
    for mention in &event.mentions {
        let Some((document, byte)) = mention.split_once('#') else { continue };
        let (Some(document), Ok(byte)) = (order.documents.get(document), byte.parse::<usize>()) else { continue };
        let Some(at) = document.sections.iter().position(|part| part.span.start <= byte && byte < part.span.end) else {
            continue;
        };
        let passage = order.sections[document.id.as_str()] + number(at);
        statement.execute(params![passage, number(event_number)])?;
    }
    Ok(())
}
