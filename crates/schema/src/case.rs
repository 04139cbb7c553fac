//! What is in a case?

use crate::{Actor, Document, Event, Findings, Link, Place};
use serde::{Deserialize, Serialize};

/// A whole case: what was read, what was found in it, and what it comes to.
///
/// Every list is sorted by id, so that the same pages give the same bytes in any order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// The documents; dates inferred and copies linked.
    pub documents: Vec<Document>,
    /// The findings, one per document, in the same order.
    pub findings: Vec<Findings>,
    /// Every actor that a mention or an event names, with all names met.
    pub actors: Vec<Actor>,
    /// Every place that a mention or an event names, with all spellings met.
    pub places: Vec<Place>,
    /// The events.
    pub events: Vec<Event>,
    /// Why mentions were joined, or not.
    pub links: Vec<Link>,
}
