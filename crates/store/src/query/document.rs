//! What does one document say, and where does each value stand in it?

use super::{list::Named, names};
use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    sql::{json, own_span},
};
use rusqlite::{Connection, Result};
use schema::{Document, Findings, Span};
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
    let sql = "SELECT claims.event, claims.attribute, v.min, v.max, v.value, v.speakers, claims.agreement,
            w.start_byte, w.end_byte, w.words
        FROM claim_words AS w JOIN claim_values AS v ON v.id = w.claim_value JOIN claims ON claims.id = v.claim
        WHERE w.document = ? ORDER BY w.start_byte, w.end_byte, w.id";
    let mut statement = c.prepare_cached(sql)?;
    let anchors = statement.query_map([id], |row| {
        let by: String = row.get(5)?;
        Ok(Anchor {
            event: row.get(0)?,
            attribute: row.get(1)?,
            min: row.get(2)?,
            max: row.get(3)?,
            value: row.get(4)?,
            by: serde_json::from_str(&by).unwrap_or_default(),
            agreement: row.get(6)?,
            span: own_span(row)?,
            words: row.get(9)?,
        })
    })?;
    let anchors = anchors.collect::<Result<_>>()?;
    let original = document.copy_of.as_deref().unwrap_or(id);
    let sql =
        "SELECT id, coalesce(outlet, path) FROM documents WHERE (copy_of = ?1 OR id = ?1) AND id <> ?2 ORDER BY id";
    let mut statement = c.prepare_cached(sql)?;
    let copies = statement.query_map([original, id], |row| Ok(Named { id: row.get(0)?, name: row.get(1)? }))?;
    let copies = copies.collect::<Result<_>>()?;
    Ok(Some(Reading { document, findings, anchors, copies }))
}
