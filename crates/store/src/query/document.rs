//! What does one document say, and where does each value stand in it?

use super::{list::Named, names, part};
use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    sql::{count, json, name},
};
use rusqlite::{Connection, Result};
use schema::{Document, Event, Findings, Span};
use serde::Serialize;

/// A document with everything that hangs on its words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// The document; its spans are bytes.
    pub document: Document,
    /// What was found in it.
    #[serde(skip)]
    pub findings: Findings,
    /// The values that it carries, by where their words stand.
    pub anchors: Vec<Anchor>,
    /// Other documents with the same text: its original and the copies of that.
    pub copies: Vec<Named>,
}

/// A value of an event that rests on words of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// The event.
    pub event: String,
    /// The attribute.
    pub attribute: String,
    /// At least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// Up to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// The value, where it is no number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// Who says so.
    pub by: Vec<String>,
    /// How far the versions of the claim agree.
    pub agreement: String,
    /// The words, in bytes of the text.
    pub span: Span,
    /// The words.
    pub words: String,
}

/// Gives the document with this id or path, or the only one whose id begins or whose path ends so.
///
/// # Errors
/// When the file cannot be read.
pub fn document(file: &CaseFile, asked: &str) -> std::result::Result<Option<Reading>, StoreError> {
    let read = || {
        let ids = names::document_ids(&file.connection, asked)?;
        let [id] = ids.as_slice() else { return Ok(None) };
        reading(&file.connection, id)
    };
    read().map_err(|error| file.told(error))
}

fn reading(c: &Connection, id: &str) -> Result<Option<Reading>> {
    let (documents, findings) = load::documents(c, Which::Of(&json(&[id])))?;
    let (Some(document), Some(findings)) = (documents.into_iter().next(), findings.into_iter().next()) else {
        return Ok(None);
    };
    let mentions: Vec<String> = findings.events.iter().map(|mention| mention.id.clone()).collect();
    let told = load::events(c, Which::Of(&json(&part::event_ids(c, &mentions)?)))?;
    let mut anchors: Vec<Anchor> = told.iter().flat_map(|event| anchors(event, &document)).collect();
    anchors.sort_by_key(|anchor| (anchor.span.start, anchor.span.end));
    let original = document.copy_of.as_deref().unwrap_or(id);
    let sql =
        "SELECT id, coalesce(outlet, path) FROM documents WHERE (copy_of = ?1 OR id = ?1) AND id <> ?2 ORDER BY id";
    let mut statement = c.prepare_cached(sql)?;
    let copies = statement.query_map([original, id], |row| Ok(Named { id: row.get(0)?, name: row.get(1)? }))?;
    let copies = copies.collect::<Result<_>>()?;
    Ok(Some(Reading { document, findings, anchors, copies }))
}

/// Gives the values of an event that rest on words of a document.
fn anchors(event: &Event, document: &Document) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for claim in &event.claims {
        for version in &claim.values {
            for (_, span) in version.words.iter().filter(|(home, _)| *home == document.id) {
                anchors.push(Anchor {
                    event: event.id.clone(),
                    attribute: claim.attribute.clone(),
                    min: count(version.bounds.and_then(|bounds| bounds.min)),
                    max: count(version.bounds.and_then(|bounds| bounds.max)),
                    value: version.value.clone(),
                    by: version.by.clone(),
                    agreement: name(&claim.agreement),
                    span: *span,
                    words: document.text.get(span.start..span.end).unwrap_or_default().to_owned(),
                });
            }
        }
    }
    anchors
}
