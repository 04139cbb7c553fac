//! Which documents are there, the earliest first?

use super::{LARGEST_PAGE, List, Page, number, size};
use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    sql::json,
};
use rusqlite::{Connection, Result, params};
use schema::Document;
use serde::Serialize;

/// A document as a catalog holds it: without its text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentRow {
    /// The document; its text and its sections are left out.
    #[serde(flatten)]
    pub document: Document,
    /// How many tellings were found in it.
    pub mentions: usize,
}

/// Gives a page of the documents of one source, or of all, those without a date last.
///
/// # Errors
/// When the file cannot be read.
pub fn documents(
    file: &CaseFile,
    source: Option<&str>,
    page: &Page,
) -> std::result::Result<List<DocumentRow>, StoreError> {
    list(&file.connection, source, page).map_err(|error| file.told(error))
}

fn list(c: &Connection, source: Option<&str>, page: &Page) -> Result<List<DocumentRow>> {
    // What has no date stands behind every day.
    let (day, id) = page.after.as_deref().and_then(|after| after.split_once('~')).unwrap_or(("", ""));
    let limit = page.limit.clamp(1, LARGEST_PAGE);
    let own = "(?1 IS NULL OR coalesce(outlet, path) = ?1)";
    let sql = format!(
        "SELECT coalesce(published_from, '~'), id FROM documents
        WHERE {own} AND (coalesce(published_from, '~'), id) > (?2, ?3) ORDER BY 1, 2 LIMIT ?4"
    );
    let mut statement = c.prepare_cached(&sql)?;
    let rows = statement.query_map(params![source, day.replace("none", "~"), id, number(limit + 1)], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })?;
    let mut keys: Vec<(String, String)> = rows.collect::<Result<_>>()?;
    let more = keys.len() > limit;
    keys.truncate(limit);
    let next = keys.last().filter(|_| more).map(|(day, id)| format!("{}~{id}", day.replace('~', "none")));
    let total = c.prepare_cached(&format!("SELECT count(*) FROM documents WHERE {own}"))?;
    let total = { total }.query_row([source], |row| row.get(0)).map(size)?;
    let heads = load::heads(c, Which::Of(&json(&keys.iter().map(|(_, id)| id).collect::<Vec<_>>())))?;
    let mut items = Vec::with_capacity(keys.len());
    for (_, id) in &keys {
        let Some(document) = heads.iter().find(|document| document.id == *id).cloned() else { continue };
        let told = "SELECT last_mention - first_mention + 1 FROM documents WHERE id = ?";
        let mentions = c.prepare_cached(told)?.query_row([id], |row| row.get(0)).map(size)?;
        items.push(DocumentRow { document, mentions });
    }
    Ok(List { items, next, total, total_is_exact: true })
}
