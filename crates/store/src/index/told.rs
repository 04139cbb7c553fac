//! Which passages tell of which events?
//!
//! Sixty-four passages share a row: of each telling its event's number times 64 and the passage's place in the row, packed as
//! the numbers of events are. What very many passages tell of is so found in one walk through some thousand rows.

use super::{
    Order,
    numbers::{Numbers, packed, unpacked},
};
use crate::sql::{insert, number};
use rusqlite::{Connection, OptionalExtension, Result, params};
use schema::{Case, Event};
use std::collections::{BTreeMap, BTreeSet};

const SHARE: usize = 64;

/// Writes which passages tell of which events.
pub(super) fn write(c: &Connection, case: &Case, order: &Order<'_>) -> Result<()> {
    let mut told: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (passage, event) in case.events.iter().flat_map(|event| passages(event, order)) {
        told.entry(passage / SHARE).or_default().insert(event * SHARE + passage % SHARE);
    }
    for (row, tellings) in told {
        let tellings: Vec<usize> = tellings.into_iter().collect();
        insert(c, "passage_events", params![number(row), packed(&tellings)])?;
    }
    Ok(())
}

/// Gives the passages that an event is told in, each with the event's number.
fn passages(event: &Event, order: &Order<'_>) -> Vec<(usize, usize)> {
    let passage = |mention: &String| {
        let (document, byte) = mention.split_once('#')?;
        let document = order.documents.get(document)?;
        let at = document.section_at(byte.parse().ok()?)?;
        Some((order.sections[document.id.as_str()] + at, order.events[event.id.as_str()]))
    };
    event.mentions.iter().filter_map(passage).collect()
}

/// Makes a set that can hold all passages and holds none.
pub(crate) fn no_passages(c: &Connection) -> Result<Numbers> {
    let highest: Option<i64> = c.query_row("SELECT max(id) FROM section_rows", [], |row| row.get(0))?;
    Ok(Numbers::none(highest.and_then(|highest| usize::try_from(highest).ok()).unwrap_or(0)))
}

/// Gives the events up to `highest` that any of some passages tells of.
pub(crate) fn events_in(c: &Connection, passages: &Numbers, highest: usize) -> Result<Numbers> {
    let mut events = Numbers::none(highest);
    each(c, |passage, event| {
        if passages.has(passage) {
            events.add(event);
        }
    })?;
    Ok(events)
}

/// Gives the passages that tell of any of some events.
pub(crate) fn passages_of(c: &Connection, events: &Numbers) -> Result<Numbers> {
    let mut passages = no_passages(c)?;
    each(c, |passage, event| {
        if events.has(event) {
            passages.add(passage);
        }
    })?;
    Ok(passages)
}

/// Gives the numbers of the events that one passage tells of, ascending.
pub(crate) fn events_of(c: &Connection, passage: usize) -> Result<Vec<usize>> {
    let mut statement = c.prepare_cached("SELECT events FROM passage_events WHERE passages = ?")?;
    let row: Option<Vec<u8>> = statement.query_row([number(passage / SHARE)], |row| row.get(0)).optional()?;
    let own = unpacked(row.as_deref().unwrap_or_default()).filter(|telling| telling % SHARE == passage % SHARE);
    Ok(own.map(|telling| telling / SHARE).collect())
}

fn each(c: &Connection, mut put: impl FnMut(usize, usize)) -> Result<()> {
    let mut statement = c.prepare_cached("SELECT passages, events FROM passage_events")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let first = usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0) * SHARE;
        unpacked(row.get_ref(1)?.as_blob()?).for_each(|telling| put(first + telling % SHARE, telling / SHARE));
    }
    Ok(())
}
