//! Which part of a case does one page need?

use super::{filter::Filter, list::known, names};
use crate::{
    CaseFile, StoreError, as_of,
    load::{self, Which},
    sql::json,
};
use jiff::civil::Date;
use rusqlite::{Connection, Result};
use schema::{Case, Document, Event, Findings};
use std::collections::BTreeSet;

/// Gives the part of a case that concerns some events, as it was known on a day where one is given.
///
/// # Errors
/// When the file cannot be read.
pub fn part(file: &CaseFile, ids: &[String], as_of: Option<Date>) -> std::result::Result<Case, StoreError> {
    Ok(known(file.part(ids)?, &Filter { as_of, ..Filter::default() }))
}

/// Cuts a case back to what the accounts said that were public on a day.
#[must_use]
pub fn as_known(case: Case, day: Date) -> Case {
    as_of::known(case, day)
}

/// Gives the events that some mentions tell of.
///
/// # Errors
/// When the file cannot be read.
pub fn events_told_by(file: &CaseFile, mentions: &[String]) -> std::result::Result<Vec<Event>, StoreError> {
    told_by(&file.connection, mentions).map_err(|error| file.told(error))
}

fn told_by(c: &Connection, mentions: &[String]) -> Result<Vec<Event>> {
    load::events(c, Which::Of(&json(&event_ids(c, mentions)?)))
}

/// Gives the ids of the events that some mentions tell of, sorted.
pub(crate) fn event_ids(c: &Connection, mentions: &[String]) -> Result<Vec<String>> {
    let sql = "WITH asked AS (SELECT value AS id FROM json_each(?)), told AS (
            SELECT m.event FROM asked JOIN documents AS d ON d.id = substr(asked.id, 1, instr(asked.id, '#') - 1)
            JOIN mention_rows AS m ON m.number BETWEEN d.first_mention AND d.last_mention
                AND asked.id = d.id || '#' || m.trigger_start
            UNION SELECT event FROM mention_rows WHERE id IN (SELECT id FROM asked))
        SELECT e.id FROM told JOIN event_rows AS e ON e.number = told.event ORDER BY 1";
    c.prepare_cached(sql)?.query_map([json(mentions)], |row| row.get(0))?.collect()
}

/// Gives the part of a case that concerns one document, by id or path: it and its findings whole, the events that it tells of
/// and everybody named in it; of its copies and other versions of its page what a catalog holds, without their texts.
///
/// # Errors
/// When the file cannot be read.
pub fn page_of(file: &CaseFile, asked: &str) -> std::result::Result<Option<Case>, StoreError> {
    let page = || {
        let ids = names::document_ids(&file.connection, asked)?;
        let [id] = ids.as_slice() else { return Ok(None) };
        page(&file.connection, id).map(Some)
    };
    page().map_err(|error| file.told(error))
}

fn page(c: &Connection, id: &str) -> Result<Case> {
    let (mut documents, mut findings) = load::documents(c, Which::Of(&json(&[id])))?;
    let mentions: Vec<String> =
        findings.iter().flat_map(|findings| &findings.events).map(|mention| mention.id.clone()).collect();
    let events = told_by(c, &mentions)?;
    let who: BTreeSet<&String> = findings.iter().flat_map(|findings| &findings.actors).map(|actor| &actor.id).collect();
    let whereabouts: BTreeSet<&String> =
        findings.iter().flat_map(|findings| &findings.places).map(|place| &place.id).collect();
    let (actors, places) = (load::actors(c, Which::Of(&json(&who)))?, load::places(c, Which::Of(&json(&whereabouts)))?);
    for document in relatives(c, &documents)? {
        let at = documents.partition_point(|other| other.id < document.id);
        findings.insert(at, Findings { document: document.id.clone(), ..Findings::default() });
        documents.insert(at, document);
    }
    Ok(Case { documents, findings, actors, places, events, links: Vec::new() })
}

/// Loads the copies of a document, what it copies, and other versions of its page.
fn relatives(c: &Connection, documents: &[Document]) -> Result<Vec<Document>> {
    let Some(document) = documents.first() else { return Ok(Vec::new()) };
    let sql = "SELECT id FROM documents WHERE id <> ?1 AND (id = ?2 OR copy_of = ?2 OR path = ?3)
        UNION SELECT other.document FROM captures JOIN captures AS other ON other.path = captures.path
            JOIN documents ON documents.id = other.document
            WHERE captures.document = ?1 AND other.document <> ?1 ORDER BY 1";
    let root = document.copy_of.as_deref().unwrap_or(&document.id);
    let mut statement = c.prepare_cached(sql)?;
    let ids = statement.query_map([&document.id, root, &document.path], |row| row.get(0))?;
    load::heads(c, Which::Of(&json(&ids.collect::<Result<Vec<String>>>()?)))
}
