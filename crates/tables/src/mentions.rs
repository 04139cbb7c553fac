//! Which words tell of what?

use crate::{Index, Row, index};
use schema::{Case, CodePoints, Document, EventMention};
use serde::{Deserialize, Serialize};

/// One telling of a happening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionRow {
    /// Its id.
    pub id: String,
    /// The document.
    pub document: String,
    /// The event that it tells of.
    pub event: Option<String>,
    /// Key of `data/ontology/event_kinds.toml`.
    pub kind: String,
    /// `actual`, `planned`, `hypothetical`, `denied` or `generic`.
    pub realis: String,
    /// The word or words that evoke it.
    pub trigger: String,
    /// The clause.
    pub clause: String,
    /// The clause's first code point in the document's text.
    pub start: i64,
    /// One past its last.
    pub end: i64,
    /// Who says so, outermost first; empty where the account speaks itself.
    pub speakers: Vec<String>,
    /// The words of the agents.
    pub agents: Vec<String>,
    /// The words of the targets and victims.
    pub targets: Vec<String>,
    /// Where: an id.
    pub place: Option<String>,
    /// First day, where the account's own day allows to tell.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// The rule or model that found it.
    pub rule: String,
}

impl Row for MentionRow {
    const DAYS: &'static [&'static str] = &["from", "to"];
}

/// Lists the tellings of a case, in the order of documents and text.
#[must_use]
pub fn mentions(case: &Case, index: &Index<'_>) -> Vec<MentionRow> {
    let told = case.findings.iter().filter_map(|findings| {
        let document = index.documents.get(findings.document.as_str()).copied()?;
        let points = CodePoints::new(&document.text);
        Some(findings.events.iter().map(|mention| row(mention, document, &points, index)).collect::<Vec<_>>())
    });
    told.flatten().collect()
}

fn row(mention: &EventMention, document: &Document, points: &CodePoints<'_>, index: &Index<'_>) -> MentionRow {
    let (start, end) = points.of(mention.clause);
    let when = mention.time.as_ref().and_then(|time| time.value.days(document.published.when));
    let (from, to) = index::days(when);
    let words = |roles: &[&str]| {
        let fitting = mention.arguments.iter().filter(|argument| roles.contains(&argument.role.as_str()));
        fitting.map(|argument| argument.span.of(&document.text).to_owned()).collect()
    };
    MentionRow {
        id: mention.id.clone(),
        document: document.id.clone(),
        event: index.events.get(mention.id.as_str()).map(|id| (*id).to_owned()),
        kind: mention.kind.clone(),
        realis: index::word(mention.realis),
        trigger: mention.trigger.of(&document.text).to_owned(),
        clause: mention.clause.of(&document.text).to_owned(),
        start: index::signed(start),
        end: index::signed(end),
        speakers: mention.attribution.iter().map(|speech| speech.speaker.clone()).collect(),
        agents: words(&["agent"]),
        targets: words(&["target", "victim"]),
        place: mention.place.as_ref().map(|place| place.place.clone()),
        from,
        to,
        rule: mention.rule.clone(),
    }
}
