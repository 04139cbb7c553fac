//! What does a list tell of an event before anybody opens it?

use schema::{Agreement, Document, Event, Witnesses};
use std::collections::{BTreeMap, BTreeSet};

/// What lists, filters and facets need to know of one event.
#[derive(Debug)]
pub(crate) struct Facts<'case> {
    pub event: &'case Event,
    /// The agreement of the claim that agrees least.
    pub status: Agreement,
    /// How many of its claims are disputed.
    pub disputed: usize,
    /// Whether a party to the event has said something about it.
    pub party: bool,
    /// The accounts that tell of it.
    pub documents: Vec<&'case Document>,
    /// Their publishers.
    pub sources: BTreeSet<&'case str>,
    /// How many of the publishers are neither copies of one another nor print the same agency.
    pub origins: usize,
}

impl<'case> Facts<'case> {
    /// Gathers the facts about one event.
    pub(crate) fn of(event: &'case Event, all: &BTreeMap<&'case str, &'case Document>) -> Self {
        let ids = event.accounts();
        let documents: Vec<&Document> = ids.iter().filter_map(|id| all.get(id).copied()).collect();
        let told = Witnesses::of(event, |id| all.get(id).copied());
        let values = || event.claims.iter().flat_map(|claim| &claim.values);
        Self {
            event,
            status: status(event),
            disputed: event.claims.iter().filter(|claim| claim.agreement == Agreement::Disputed).count(),
            party: values().any(|value| value.party),
            sources: documents.iter().map(|document| source(document)).collect(),
            origins: told.origins,
            documents,
        }
    }

    /// Gives the first and the last day on which an account was certainly public.
    pub(crate) fn told(&self) -> (Option<String>, Option<String>) {
        let days = || self.documents.iter().filter_map(|document| document.published.when).map(|when| when.to);
        (days().min().map(|day| day.to_string()), days().max().map(|day| day.to_string()))
    }
}

/// Gives the agreement of the claim that agrees least; an event without claims rests on one speaker.
fn status(event: &Event) -> Agreement {
    let openness = |agreement: &Agreement| match agreement {
        Agreement::Single => 0,
        Agreement::Corroborated => 1,
        Agreement::Compatible => 2,
        Agreement::Disputed => 3,
    };
    event.claims.iter().map(|claim| claim.agreement).max_by_key(openness).unwrap_or(Agreement::Single)
}

/// Gives the name by which a source is listed: the outlet, or the path of a page that names none.
pub(crate) fn source(document: &Document) -> &str {
    schema::publisher(document)
}
