//! What do all layouts ask of one event?

use crate::codebook::{Codebook, Codes};
use schema::{Actor, Case, Document, Event, Place};
use std::collections::BTreeMap;

/// One event with everything that its ids stand for.
pub(crate) struct Sheet<'a> {
    pub event: &'a Event,
    pub case: &'a Case,
    pub codebook: &'a Codebook,
    pub codes: Codes,
    pub agents: Vec<&'a Actor>,
    pub targets: Vec<&'a Actor>,
    pub place: Option<&'a Place>,
    /// The accounts that tell of it, those of known days first, by day.
    pub documents: Vec<&'a Document>,
}

impl<'a> Sheet<'a> {
    pub(crate) fn new(event: &'a Event, case: &'a Case, codebook: &'a Codebook) -> Self {
        let actor =
            |id: &String| case.actors.binary_search_by(|actor| actor.id.cmp(id)).ok().map(|at| &case.actors[at]);
        let agents: Vec<&Actor> = event.agents.iter().filter_map(actor).collect();
        let targets: Vec<&Actor> = event.targets.iter().filter_map(actor).collect();
        let place = event.place.as_ref();
        let told: BTreeMap<&str, &Document> = event
            .mentions
            .iter()
            .filter_map(|mention| {
                let id = mention.split('#').next()?;
                let at = case.documents.binary_search_by(|document| document.id.as_str().cmp(id)).ok()?;
                Some((id, &case.documents[at]))
            })
            .collect();
        let mut documents: Vec<&Document> = told.into_values().collect();
        documents.sort_by_key(|document| {
            let when = document.published.when;
            (when.is_none(), when.map(|when| when.to), document.id.as_str())
        });
        Self {
            codes: codebook.codes(&event.kind, &agents, &targets),
            place: place.and_then(|id| case.places.iter().find(|place| place.id == *id)),
            event,
            case,
            codebook,
            agents,
            targets,
            documents,
        }
    }

    /// Gives the names of publishers, each once, in the order of the accounts.
    pub(crate) fn sources(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        for document in &self.documents {
            let name = store::query::source_name(document);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    pub(crate) fn iso2(&self) -> Option<&'a str> {
        self.place.and_then(|place| place.country.as_deref())
    }

    pub(crate) fn document(&self, id: &str) -> Option<&'a Document> {
        self.documents.iter().find(|document| document.id == id).copied()
    }
}

/// Gives the last day by which a document was certainly public.
pub(crate) fn published(document: &Document) -> String {
    document.published.when.map(|when| when.to.to_string()).unwrap_or_default()
}

/// Joins names.
pub(crate) fn joined<'a>(names: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    names.into_iter().collect::<Vec<_>>().join(between)
}
