//! How are the records of the part of a case that a page shows found by their ids?

use schema::{Actor, Case, Document, DocumentId, Event, EventMention, Findings, Link, MentionId, Place};
use std::collections::{BTreeMap, BTreeSet};

/// A part of a case with its records by id, ready to be shown.
#[derive(Debug)]
pub(crate) struct Book {
    /// The part.
    pub case: Case,
    events: BTreeMap<String, usize>,
    documents: BTreeMap<String, usize>,
    actors: BTreeMap<String, usize>,
    places: BTreeMap<String, usize>,
    mentions: BTreeMap<MentionId, (usize, usize)>,
    tellings: BTreeMap<MentionId, usize>,
    links: BTreeMap<MentionId, Vec<usize>>,
}

impl Book {
    /// Indexes a part of a case.
    pub fn new(case: Case) -> Self {
        let mentions = case.findings.iter().enumerate().flat_map(|(document, findings)| {
            findings.events.iter().enumerate().map(move |(n, mention)| (mention.id.clone(), (document, n)))
        });
        let tellings =
            case.events.iter().enumerate().flat_map(|(n, event)| event.mentions.iter().map(move |id| (id.clone(), n)));
        let mut links: BTreeMap<MentionId, Vec<usize>> = BTreeMap::new();
        for (n, link) in case.links.iter().enumerate() {
            links.entry(link.one.clone()).or_default().push(n);
            links.entry(link.other.clone()).or_default().push(n);
        }
        Self {
            events: numbered(case.events.iter().map(|event| &event.id)),
            documents: numbered(case.documents.iter().map(|document| &document.id)),
            actors: numbered(case.actors.iter().map(|actor| &actor.id)),
            places: numbered(case.places.iter().map(|place| &place.id)),
            mentions: mentions.collect(),
            tellings: tellings.collect(),
            links,
            case,
        }
    }

    /// Gives an event by its id.
    pub fn event(&self, id: &str) -> Option<&Event> {
        self.events.get(id).map(|&n| &self.case.events[n])
    }

    /// Gives a document by its id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.get(id).map(|&n| &self.case.documents[n])
    }

    /// Gives what was found in a document.
    pub fn findings(&self, document: &str) -> Option<&Findings> {
        self.documents.get(document).and_then(|&n| self.case.findings.get(n))
    }

    /// Gives an actor by its id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.get(id).map(|&n| &self.case.actors[n])
    }

    /// Gives a place by its id.
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.get(id).map(|&n| &self.case.places[n])
    }

    /// Gives a mention with its document.
    pub fn mention(&self, id: &str) -> Option<(&EventMention, &Document)> {
        let &(document, n) = self.mentions.get(id)?;
        Some((&self.case.findings[document].events[n], &self.case.documents[document]))
    }

    /// Gives the event that a mention tells of.
    pub fn told_by(&self, mention: &str) -> Option<&Event> {
        self.tellings.get(mention).map(|&n| &self.case.events[n])
    }

    /// Gives an actor's name, or its id where the case has no entry.
    pub fn actor_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.actor(id).map_or(id, |actor| &actor.name)
    }

    /// Gives a place's name, or its id.
    pub fn place_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.place(id).map_or(id, |place| &place.name)
    }

    /// Gives the name of a document's source, or its path where no source is known.
    pub fn source_name<'a>(&'a self, document: &'a Document) -> &'a str {
        store::query::source_name(document)
    }

    /// Gives the links of an event's tellings: why they were joined or not.
    pub fn links(&self, event: &Event) -> impl Iterator<Item = &Link> {
        event.mentions.iter().filter_map(|id| self.links.get(id)).flatten().map(|&n| &self.case.links[n])
    }

    /// Counts who tells of an event.
    pub fn reports(&self, event: &Event) -> Reports {
        let documents: BTreeSet<DocumentId> =
            event.mentions.iter().filter_map(|id| Some(id.split_once('#')?.0.to_owned())).collect();
        let known = || documents.iter().filter_map(|id| self.document(id));
        let sources = known().map(|document| self.source_name(document).to_owned()).collect();
        let origins = known().map(|document| schema::origin(document, |id| self.document(id)).to_owned()).collect();
        Reports { documents, sources, origins }
    }
}

/// Who tells of an event: articles, publishers, and origins, where a copy counts with what it copies or whose agency it prints.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reports {
    /// The documents.
    pub documents: BTreeSet<DocumentId>,
    /// The names of their sources.
    pub sources: BTreeSet<String>,
    /// Where their knowledge is from.
    pub origins: BTreeSet<String>,
}

fn numbered<'a>(ids: impl Iterator<Item = &'a String>) -> BTreeMap<String, usize> {
    ids.enumerate().map(|(n, id)| (id.clone(), n)).collect()
}
