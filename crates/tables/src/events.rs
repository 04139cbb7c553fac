//! What happened?

use crate::{Index, Row, index};
use schema::{Case, Event, Witnesses};
use serde::{Deserialize, Serialize};

/// One event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    /// Its id.
    pub id: String,
    /// Key of `data/ontology/event_kinds.toml`.
    pub kind: String,
    /// One plain sentence.
    pub summary: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Where: an id.
    pub place: Option<String>,
    /// Where: its name.
    pub place_name: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// `point`, `area` or `country`.
    pub precision: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    pub country: Option<String>,
    /// Who did it: ids.
    pub agents: Vec<String>,
    /// Who did it: names, in the same order.
    pub agent_names: Vec<String>,
    /// To whom: ids.
    pub targets: Vec<String>,
    /// To whom: names, in the same order.
    pub target_names: Vec<String>,
    /// Number of tellings.
    pub mentions: i64,
    /// Number of documents that tell of it.
    pub documents: i64,
    /// Number of sources among these; a document without a known source counts for itself.
    pub sources: i64,
    /// Number of sources that are neither copies of one another nor print the same agency.
    pub origins: i64,
}

impl Row for EventRow {
    const DAYS: &'static [&'static str] = &["from", "to"];
}

/// Lists the events of a case.
#[must_use]
pub fn events(case: &Case, index: &Index<'_>) -> Vec<EventRow> {
    case.events.iter().map(|event| row(event, index)).collect()
}

fn row(event: &Event, index: &Index<'_>) -> EventRow {
    let (from, to) = index::days(event.when);
    let place = event.place.as_deref().and_then(|id| index.places.get(id).copied());
    let told = Witnesses::of(event, |id| index.documents.get(id).copied());
    EventRow {
        id: event.id.clone(),
        kind: event.kind.clone(),
        summary: event.summary.clone(),
        from,
        to,
        place: event.place.clone(),
        place_name: place.map(|place| place.name.clone()),
        lat: place.and_then(|place| place.lat),
        lon: place.and_then(|place| place.lon),
        precision: place.map(|place| index::word(place.precision)),
        country: place.and_then(|place| place.country.clone()),
        agents: event.agents.clone(),
        agent_names: index.actor_names(&event.agents),
        targets: event.targets.clone(),
        target_names: index.actor_names(&event.targets),
        mentions: index::signed(event.mentions.len()),
        documents: index::signed(told.articles),
        sources: index::signed(told.sources),
        origins: index::signed(told.origins),
    }
}
