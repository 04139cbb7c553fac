//! Who says that a place changed hands, and when?

use super::{entities::only, list::Named, select::Selection};
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
    let sql = "SELECT coalesce(d.outlet, d.path), actors.id,
            coalesce(actors.name, CAST(substr(CAST(c.content AS BLOB), a.start + 1, a.length) AS TEXT)),
            kinds.term, date(m.from_day), d.id,
            CAST(substr(CAST(c.content AS BLOB), m.clause_start + 1, m.clause_length) AS TEXT),
            m.clause_start, m.clause_start + m.clause_length
        FROM event_mention_rows AS em JOIN mention_rows AS m ON m.number = em.mention
        JOIN documents AS d ON d.number = m.document JOIN contents AS c ON c.number = d.text
        JOIN terms AS kinds ON kinds.number = m.kind JOIN terms AS realis ON realis.number = m.realis
        LEFT JOIN argument_rows AS a ON a.mention = m.number AND a.number = (
            SELECT min(x.number) FROM argument_rows AS x JOIN terms ON terms.number = x.role
            WHERE x.mention = m.number AND terms.term = 'agent')
        LEFT JOIN actors ON actors.number = a.actor
        WHERE em.event IN (SELECT value FROM json_each(?2)) AND m.place = (SELECT number FROM places WHERE id = ?1)
            AND kinds.term IN (SELECT value FROM json_each(?3)) AND realis.term = 'actual'
            AND m.from_day IS NOT NULL AND d.copy_of IS NULL
        ORDER BY 1, m.from_day, m.number";
    let found = || {
        let c = &file.connection;
        let events: Vec<usize> = Selection::of(c, &only("place", place))?.all().iter().collect();
        let mut statement = c.prepare_cached(sql)?;
        let mut rows = statement.query(params![place, json(&events), json(kinds)])?;
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
