//! What does one source publish, whom does it quote, and how do others stand to it? Counts, no score.

use super::{Counted, Facet, facets_of, only, size};
use crate::{
    CaseFile, StoreError,
    query::{Filter, Named, counts},
};
use rusqlite::{Connection, Result};
use serde::Serialize;

/// A publisher and its documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceSheet {
    /// Its name, or the path of a page that names nobody.
    pub name: String,
    /// Its web domain.
    pub domain: Option<String>,
    /// The actor whose own medium it is.
    pub speaks_for: Option<Named>,
    /// How many documents of it there are.
    pub documents: usize,
    /// How many of these are copies of others.
    pub copies: usize,
    /// How many documents of others copy one of these.
    pub copied: usize,
    /// The first day of publication.
    pub first_published: Option<String>,
    /// The last day of publication.
    pub last_published: Option<String>,
    /// How many of its events others tell too.
    pub shared: usize,
    /// In how many of these it was the first to tell, where the days tell that.
    pub first_to_tell: usize,
    /// Whom it quotes, and how often.
    pub speakers: Vec<Counted<Named>>,
    /// Its events by kind, place, speaker and so on.
    pub facets: Vec<Facet>,
}

/// Gives one source by its name.
///
/// # Errors
/// When the file cannot be read.
pub fn source(file: &CaseFile, name: &str) -> std::result::Result<Option<SourceSheet>, StoreError> {
    let record = record(&file.connection, name).map_err(|error| file.told(error))?;
    let Some(mut sheet) = record else { return Ok(None) };
    sheet.shared = counts(file, &Filter { min_sources: Some(2), ..only("source", name) })?.events;
    sheet.facets = facets_of(file, "source", name)?;
    let told = || Ok((first_to_tell(&file.connection, name)?, speakers(&file.connection, name)?));
    (sheet.first_to_tell, sheet.speakers) = told().map_err(|error| file.told(error))?;
    Ok(Some(sheet))
}

/// Gives what a list tells of a source.
pub(super) fn record(c: &Connection, name: &str) -> Result<Option<SourceSheet>> {
    let sql =
        "SELECT max(domain), max(speaks_for), count(*), coalesce(sum(copy_of IS NOT NULL), 0), min(published_from),
            max(published_to),
            (SELECT count(*) FROM documents AS copy JOIN documents AS own ON own.id = copy.copy_of
                WHERE coalesce(own.outlet, own.path) = ?1),
            (SELECT max(actors.name) FROM actors JOIN documents AS side ON side.speaks_for = actors.id
                WHERE coalesce(side.outlet, side.path) = ?1)
        FROM documents WHERE coalesce(outlet, path) = ?1";
    let sheet = c.prepare_cached(sql)?.query_row([name], |row| {
        Ok(SourceSheet {
            name: name.to_owned(),
            domain: row.get(0)?,
            speaks_for: side(row.get(1)?, row.get(7)?),
            documents: size(row.get(2)?),
            copies: size(row.get(3)?),
            first_published: row.get(4)?,
            last_published: row.get(5)?,
            copied: size(row.get(6)?),
            shared: 0,
            first_to_tell: 0,
            speakers: Vec::new(),
            facets: Vec::new(),
        })
    })?;
    Ok((sheet.documents > 0).then_some(sheet))
}

fn side(id: Option<String>, name: Option<String>) -> Option<Named> {
    id.map(|id| Named { name: name.unwrap_or_else(|| id.clone()), id })
}

fn first_to_tell(c: &Connection, name: &str) -> Result<usize> {
    let sql = "SELECT count(DISTINCT e.number) FROM documents AS d
        JOIN mention_rows AS m ON m.number BETWEEN d.first_mention AND d.last_mention
        JOIN event_rows AS e ON e.number = m.event AND e.first_told = d.published_to AND e.sources > 1
        WHERE coalesce(d.outlet, d.path) = ?1 AND d.copy_of IS NULL";
    c.prepare_cached(sql)?.query_row([name], |row| row.get(0)).map(size)
}

fn speakers(c: &Connection, name: &str) -> Result<Vec<Counted<Named>>> {
    let sql = "SELECT coalesce(actors.id, ''), coalesce(actors.name, terms.term), count(*) FROM documents AS d
        JOIN attribution_rows AS a ON a.mention BETWEEN d.first_mention AND d.last_mention
        JOIN terms ON terms.number = a.speaker LEFT JOIN actors ON actors.number = a.actor
        WHERE coalesce(d.outlet, d.path) = ? GROUP BY 1, 2 ORDER BY 3 DESC, 2 LIMIT 20";
    let mut statement = c.prepare_cached(sql)?;
    let speakers = statement.query_map([name], |row| {
        Ok(Counted { record: Named { id: row.get(0)?, name: row.get(1)? }, events: size(row.get(2)?) })
    })?;
    speakers.collect()
}
