//! What has each event, so that it can be filtered and counted by it?

use crate::{
    book::Book,
    parts::{
        claims,
        inset::precision_word,
        state::{self, State},
    },
};
use schema::{Event, Place};
use std::collections::BTreeMap;

/// What events can be filtered by: key of the address, and name of the facet.
pub(crate) const KEYS: [(&str, &str); 13] = [
    ("status", "Agreement"),
    ("type", "What"),
    ("actor", "Who"),
    ("place", "Where"),
    ("country", "Country"),
    ("source", "Source"),
    ("speaker", "Quoted speaker"),
    ("language", "Language"),
    ("attribute", "Claims about"),
    ("precision", "Place known as"),
    ("party", "A party speaks"),
    ("lacks", "Lacks"),
    ("document", "Document"),
];

/// One way to sort events apart.
#[derive(Debug, Default)]
pub(crate) struct Facet {
    /// The values and how they are shown, in the order in which events brought them.
    pub values: Vec<(String, String)>,
    /// The values of each event, by number.
    pub of: Vec<Vec<usize>>,
    numbers: BTreeMap<String, usize>,
}

impl Facet {
    fn add(&mut self, value: &str, label: impl FnOnce() -> String) {
        let number = match self.numbers.get(value) {
            Some(&number) => number,
            None => {
                self.values.push((value.to_owned(), label()));
                self.numbers.insert(value.to_owned(), self.values.len() - 1);
                self.values.len() - 1
            }
        };
        if let Some(own) = self.of.last_mut()
            && !own.contains(&number)
        {
            own.push(number);
        }
    }

    /// Gives the number of a value.
    pub fn number(&self, value: &str) -> Option<usize> {
        self.numbers.get(value).copied()
    }
}

/// What lists need to know of one event before anybody opens it.
#[derive(Debug)]
pub(crate) struct Facts {
    /// How far its accounts agree.
    pub state: State,
    /// Articles, sources and origins.
    pub counts: [usize; 3],
    /// What search looks through: its sentence, names and clauses, folded.
    pub words: String,
}

/// Facts and facets of all events, in the order of the case.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// The facts by event.
    pub facts: Vec<Facts>,
    /// The facets, as [`KEYS`] orders them.
    pub facets: Vec<Facet>,
}

/// Gathers the facts of all events of a case.
pub(crate) fn index(book: &Book) -> Index {
    let mut index = Index { facts: Vec::new(), facets: KEYS.iter().map(|_| Facet::default()).collect() };
    for event in &book.case.events {
        for facet in &mut index.facets {
            facet.of.push(Vec::new());
        }
        let reports = book.reports(event);
        let counts = [reports.documents.len(), reports.sources.len(), reports.origins.len()];
        for (key, value, label) in values(book, event) {
            if let Some(at) = KEYS.iter().position(|(name, _)| *name == key) {
                index.facets[at].add(&value, || label);
            }
        }
        index.facts.push(Facts { state: State::of_event(event), counts, words: words(book, event) });
    }
    index
}

/// Gives key, value and label of everything that an event has; some come twice.
fn values(book: &Book, event: &Event) -> Vec<(&'static str, String, String)> {
    let mut values = Vec::new();
    let mut add = |key: &'static str, value: &str, label: &str| values.push((key, value.to_owned(), label.to_owned()));
    let status = State::of_event(event);
    add("status", status.key(), status.word());
    add("type", &event.kind, &claims::kind(&event.kind));
    for id in event.agents.iter().chain(&event.targets) {
        add("actor", id, book.actor_name(id));
    }
    match event.place.as_deref() {
        None => add("lacks", "place", "a place"),
        Some(id) => {
            add("place", id, book.place_name(id));
            let place = book.place(id);
            if let Some(country) = place.and_then(|place| place.country.as_deref()) {
                add("country", country, country);
            }
            if let Some(precision) = place.map(|place: &Place| precision_word(place.precision)) {
                add("precision", precision, precision);
            }
        }
    }
    if event.when.is_none() {
        add("lacks", "day", "a day");
    }
    for document in book.reports(event).documents.iter().filter_map(|id| book.document(id)) {
        add("source", book.source_name(document), book.source_name(document));
        add("document", &document.id, document.title.as_deref().unwrap_or(&document.path));
        if let Some(language) = document.language.as_deref() {
            add("language", language, language);
        }
    }
    let party = event.claims.iter().flat_map(|claim| &claim.values).any(|value| value.party);
    add("party", if party { "yes" } else { "no" }, if party { "yes" } else { "no" });
    for claim in &event.claims {
        add("attribute", &claim.attribute, state::attribute(&claim.attribute));
        for speaker in claim.values.iter().flat_map(|value| &value.by) {
            add("speaker", speaker, speaker);
        }
    }
    values
}

/// Gathers the words by which an event may be sought.
fn words(book: &Book, event: &Event) -> String {
    let mut words = vec![event.summary.clone(), event.id.clone(), event.kind.replace('_', " ")];
    for id in event.agents.iter().chain(&event.targets) {
        words.extend(book.actor(id).map(|actor| actor.aliases.join(" | ")));
        words.push(book.actor_name(id).to_owned());
    }
    if let Some(place) = event.place.as_deref().and_then(|id| book.place(id)) {
        words.push(place.name.clone());
        words.push(place.aliases.join(" | "));
    }
    for (mention, document) in event.mentions.iter().filter_map(|id| book.mention(id)) {
        words.extend(document.text.get(mention.clause.start..mention.clause.end).map(str::to_owned));
    }
    super::search::folded(&words.join(" \n "))
}
