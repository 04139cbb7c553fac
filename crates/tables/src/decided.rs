//! What did people decide about each event, and what does the machine say?

use crate::{Row, index};
use schema::{Case, Event, Ruling};
use serde::{Deserialize, Serialize};

/// One decision about one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedRow {
    /// The event.
    pub event: String,
    /// What kind of decision: `settle`, `correct`, `accept`, `same_event`, …
    pub act: String,
    /// `killed`, `agent`, `place`, `time`, …
    pub field: Option<String>,
    /// On whom a number is counted.
    pub of: Option<String>,
    /// The person's value, as the log writes it: `16..`, an id, a day or days.
    pub value: Option<String>,
    /// The machine's.
    pub machine: Option<String>,
    /// True where this is what settles the field: the last such decision.
    pub holds: bool,
    /// Who decided.
    pub by: String,
    /// When, in UTC.
    pub at: String,
    /// Why.
    pub why: Option<String>,
    /// The decision in the log.
    pub decision: String,
    /// The telling that it was made on.
    pub mention: String,
}

impl Row for DecidedRow {}

/// Lists what people decided, event by event, oldest first.
#[must_use]
pub fn decided(case: &Case) -> Vec<DecidedRow> {
    case.events.iter().flat_map(|event| event.decided.iter().map(move |ruling| row(event, ruling))).collect()
}

fn row(event: &Event, ruling: &Ruling) -> DecidedRow {
    DecidedRow {
        event: event.id.clone(),
        act: index::word(ruling.act),
        field: ruling.field.clone(),
        of: ruling.of.clone(),
        value: ruling.value.clone(),
        machine: ruling.machine.clone(),
        holds: event.settlements().any(|one| one.decision == ruling.decision),
        by: ruling.by.clone(),
        at: ruling.at.clone(),
        why: ruling.why.clone(),
        decision: ruling.decision.clone(),
        mention: ruling.mention.clone(),
    }
}
