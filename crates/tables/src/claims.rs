//! Who says what, in which words?

use crate::{Index, Row, index};
use schema::{Case, Claim, ClaimValue, CodePoints, Document, DocumentId, Event, Span};
use serde::{Deserialize, Serialize};

/// One version of one attribute in one document: as many rows as there are words that carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRow {
    /// The event.
    pub event: String,
    /// `killed`, `agent`, `place`, `time`, …
    pub attribute: String,
    /// For numbers: the party on whom they are counted.
    pub of: Option<String>,
    /// For numbers: not fewer than this.
    pub min: Option<i64>,
    /// For numbers: not more than this.
    pub max: Option<i64>,
    /// For all else: an id, a day or days.
    pub value: Option<String>,
    /// Who says so.
    pub by: Vec<String>,
    /// True where the speaker is a party to the event.
    pub party: bool,
    /// `single`, `corroborated`, `compatible` or `disputed`.
    pub agreement: String,
    /// The document.
    pub document: String,
    /// SHA-256 of its page.
    pub document_hash: String,
    /// The words that carry the value.
    pub words: String,
    /// Their first code point in the document's text.
    pub start: i64,
    /// One past their last.
    pub end: i64,
}

impl Row for ClaimRow {}

/// Lists every version of every attribute of every event.
#[must_use]
pub fn claims(case: &Case, index: &Index<'_>) -> Vec<ClaimRow> {
    let mut rows = Vec::new();
    for event in &case.events {
        for claim in &event.claims {
            let versions = claim.values.iter();
            rows.extend(
                versions
                    .flat_map(|value| value.words.iter().filter_map(|words| row(event, claim, value, words, index))),
            );
        }
    }
    rows
}

fn row(
    event: &Event,
    claim: &Claim,
    value: &ClaimValue,
    words: &(DocumentId, Span),
    index: &Index<'_>,
) -> Option<ClaimRow> {
    let document: &Document = index.documents.get(words.0.as_str())?;
    let (start, end) = CodePoints::new(&document.text).of(words.1);
    let bound = |bound: Option<u64>| bound.and_then(|n| i64::try_from(n).ok());
    Some(ClaimRow {
        event: event.id.clone(),
        attribute: claim.attribute.clone(),
        of: claim.of.clone(),
        min: value.bounds.and_then(|bounds| bound(bounds.min)),
        max: value.bounds.and_then(|bounds| bound(bounds.max)),
        value: value.value.clone(),
        by: value.by.clone(),
        party: value.party,
        agreement: index::word(claim.agreement),
        document: document.id.clone(),
        document_hash: document.hash.clone(),
        words: words.1.of(&document.text).to_owned(),
        start: index::signed(start),
        end: index::signed(end),
    })
}
