//! Who says that a place changed hands, and when?

use super::list::Named;
use crate::{CaseFile, StoreError, sql::json};
use jiff::civil::Date;
use rusqlite::{Result, params};
use schema::Span;
use serde::Serialize;

/// A telling that somebody took or left a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// Who publishes it.
    pub source: String,
    /// Who took or left the place; none where the telling does not say.
    pub actor: Option<Named>,
    /// What happened, a key of the ontology.
    #[serde(rename = "type")]
    pub kind: String,
    /// First day, as the telling resolves it.
    pub from: Date,
    /// The document.
    pub document: String,
    /// The clause.
    pub words: String,
    /// Its place, in bytes of the text.
    pub span: Span,
}

/// Gives the tellings of some kinds of events at a place that are told as having happened, copies aside, by source and day.
///
/// # Errors
/// When the file cannot be read.
pub fn statements(file: &CaseFile, place: &str, kinds: &[&str]) -> std::result::Result<Vec<Statement>, StoreError> {
    let sql = "SELECT coalesce(d.outlet, d.path), a.actor, coalesce(actors.name, a.words), m.kind, m.from_day, d.id,
            m.clause_words, m.clause_start, m.clause_end
        FROM mentions AS m JOIN documents AS d ON d.id = m.document
        LEFT JOIN arguments AS a ON a.mention = m.id AND a.role = 'agent'
            AND a.number = (SELECT min(number) FROM arguments WHERE mention = m.id AND role = 'agent')
        LEFT JOIN actors ON actors.id = a.actor
        WHERE m.place = ?1 AND m.kind IN (SELECT value FROM json_each(?2)) AND m.realis = 'actual'
            AND m.from_day IS NOT NULL AND d.copy_of IS NULL
        ORDER BY 1, m.from_day, m.id";
    let found = || {
        let mut statement = file.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![place, json(kinds)])?;
        let mut statements = Vec::new();
        while let Some(row) = rows.next()? {
            let Ok(from) = row.get_ref(4)?.as_str()?.parse() else { continue };
            let (id, name): (Option<String>, Option<String>) = (row.get(1)?, row.get(2)?);
            let actor = name.map(|name| Named { id: id.unwrap_or_default(), name });
            let at = |n: i64| usize::try_from(n).unwrap_or(0);
            let span = Span { start: at(row.get(7)?), end: at(row.get(8)?) };
            let (source, kind, document, words) = (row.get(0)?, row.get(3)?, row.get(5)?, row.get(6)?);
            statements.push(Statement { source, actor, kind, from, document, words, span });
        }
        Ok::<_, rusqlite::Error>(statements)
    };
    let found: Result<Vec<Statement>> = found();
    found.map_err(|error| file.told(error))
}
