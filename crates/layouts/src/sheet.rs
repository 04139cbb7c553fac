//! What do all layouts ask of one event?

use crate::codebook::{Codebook, Codes};
use schema::{Actor, Case, Document, Event, Place, Ruling};
use store::query::{self, Toll};

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
        let actor = |id: &String| query::actor_in(case, id);
        let agents: Vec<&Actor> = event.agents.iter().filter_map(actor).collect();
        let targets: Vec<&Actor> = event.targets.iter().filter_map(actor).collect();
        let mut documents: Vec<&Document> =
            event.accounts().into_iter().filter_map(|id| query::document_in(case, id)).collect();
        documents.sort_by_key(|document| {
            let when = document.published.when;
            (when.is_none(), when.map(|when| when.to), document.id.as_str())
        });
        Self {
            codes: codebook.codes(&event.kind, &agents, &targets),
            place: event.place.as_ref().and_then(|id| query::place_in(case, id)),
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
            let name = query::source_name(document);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    pub(crate) fn iso2(&self) -> Option<&'a str> {
        self.place.and_then(|place| place.country.as_deref())
    }

    /// Gives the numbers of an attribute by the actor on whom they are counted.
    pub(crate) fn tolls(&self, attribute: &str) -> Vec<(Option<&'a str>, Toll)> {
        let counted = query::counted(self.event, |id| self.document(id)).into_iter();
        counted.filter(|one| one.attribute == attribute).map(|one| (one.of, one.toll)).collect()
    }

    /// Tells in words what people settled, with the machine's value beside theirs: "killed: 16 (the machine: 19 / 23), ana".
    pub(crate) fn settlements(&self) -> Vec<String> {
        self.event.settlements().filter_map(|one| self.settlement(one)).collect()
    }

    fn settlement(&self, ruling: &Ruling) -> Option<String> {
        let (field, value) = (ruling.field.as_deref()?, ruling.value.as_deref()?);
        let of = ruling.of.as_deref().map(|id| format!(" of {}", query::plain_value("agent", id, self.case)));
        let machine =
            ruling.machine.as_deref().map_or("nothing".into(), |said| query::plain_value(field, said, self.case));
        Some(format!(
            "{}{}: {} (the machine: {machine}), {}",
            field.replace('_', " "),
            of.unwrap_or_default(),
            query::plain_value(field, value, self.case),
            ruling.by
        ))
    }

    /// Gives the numbers of an attribute for all on whom it is counted.
    pub(crate) fn toll(&self, attribute: &str) -> Option<Toll> {
        Toll::of_all(self.tolls(attribute).into_iter())
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
