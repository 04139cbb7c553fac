//! How many accounts tell of an event, and how many of them know it by themselves?

use crate::{Document, Event};
use std::collections::BTreeSet;

/// Counts of what an event rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Witnesses {
    /// Accounts that tell of it.
    pub articles: usize,
    /// Their publishers; an account whose publisher nobody knows counts for itself.
    pub sources: usize,
    /// Publishers that are neither copies of one another nor print the same agency.
    pub origins: usize,
}

impl Witnesses {
    /// Counts the witnesses of an event; `find` gives an account by its id.
    ///
    /// What all parts of the program call an independent origin is decided here.
    #[must_use]
    pub fn of<'d>(event: &Event, find: impl Fn(&str) -> Option<&'d Document>) -> Self {
        let articles = event.accounts();
        let documents: Vec<&Document> = articles.iter().filter_map(|id| find(id)).collect();
        let sources: BTreeSet<&str> = documents.iter().map(|document| publisher(document)).collect();
        let origins: BTreeSet<&str> = documents.iter().map(|document| origin(document, &find)).collect();
        Self { articles: articles.len(), sources: sources.len(), origins: origins.len() }
    }
}

/// Names who publishes an account: its source, or its path where nothing names one.
#[must_use]
pub fn publisher(document: &Document) -> &str {
    document.source.as_ref().map_or(document.path.as_str(), |source| source.name.as_str())
}

/// Names where an account has its knowledge from: the publisher of what it copies, or the one agency that it credits.
pub fn origin<'d>(document: &'d Document, find: impl Fn(&str) -> Option<&'d Document>) -> &'d str {
    let first = document.copy_of.as_deref().and_then(find).unwrap_or(document);
    match first.agencies.as_slice() {
        [agency] => agency,
        _ => publisher(first),
    }
}

#[cfg(test)]
mod tests {
    use super::Witnesses;
    use crate::{Document, Event, Source};

    fn document(id: &str, source: &str, copy_of: Option<&str>, agencies: &[&str]) -> Document {
        Document {
            path: format!("{id}.txt"),
            source: Some(Source { name: source.into(), domain: None, speaks_for: None, rule: String::new() }),
            agencies: agencies.iter().map(ToString::to_string).collect(),
            copy_of: copy_of.map(str::to_owned),
            ..Document::of_text(id, "")
        }
    }

    #[test]
    fn copies_and_prints_of_one_agency_are_one_origin() {
        let documents = [
            document("D-a", "Wire Nine", None, &[]),
            document("D-b", "Harbor Post", Some("D-a"), &[]),
            document("D-c", "River Mail", None, &["Wire Nine"]),
            document("D-d", "Delta Echo", None, &[]),
            document("D-e", "Delta Echo", None, &[]),
        ];
        let event = Event {
            id: "E".into(),
            kind: "attack".into(),
            summary: String::new(),
            when: None,
            place: None,
            agents: Vec::new(),
            targets: Vec::new(),
            mentions: ["D-a#1", "D-a#9", "D-b#1", "D-c#1", "D-d#1", "D-e#1"].map(str::to_owned).into(),
            claims: Vec::new(),
            part_of: None,
            decided: Vec::new(),
        };
        let counted = Witnesses::of(&event, |id| documents.iter().find(|document| document.id == id));
        assert_eq!(counted, Witnesses { articles: 5, sources: 4, origins: 2 });
    }
}
