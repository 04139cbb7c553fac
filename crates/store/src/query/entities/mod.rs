//! Who, where and who publishes: what does the case hold, those of most events first?

mod actor;
mod document;
mod place;
mod source;

pub use actor::{ActorSheet, NameUsed, RelationTold, actor};
pub use document::{DocumentRow, documents};
pub use place::{PlaceSheet, place};
pub use source::{SourceSheet, source};

use super::{
    cursor::{LARGEST_PAGE, List, Page},
    facets::{Facet, facets},
    filter::{Filter, Terms},
};
use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    sql::{json, number},
};
use rusqlite::{Connection, Result, params};
use schema::{Actor, Place};
use serde::Serialize;

/// A record and how many events it has.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counted<T> {
    /// The record.
    #[serde(flatten)]
    pub record: T,
    /// How many events it takes part in, lies under, or tells of.
    pub events: usize,
}

/// Gives a page of all actors, those of most events first.
///
/// # Errors
/// When the file cannot be read.
pub fn actors(file: &CaseFile, page: &Page) -> std::result::Result<List<Counted<Actor>>, StoreError> {
    let list = || {
        let (ids, next, total) = counted(&file.connection, "actor", page)?;
        let records =
            load::actors(&file.connection, Which::Of(&json(&ids.iter().map(|(id, _)| id).collect::<Vec<_>>())))?;
        let items = in_order(&ids, records, |actor| &actor.id);
        Ok(List { items, next, total, total_is_exact: true })
    };
    list().map_err(|error| file.told(error))
}

/// Gives a page of all places, those of most events first.
///
/// # Errors
/// When the file cannot be read.
pub fn places(file: &CaseFile, page: &Page) -> std::result::Result<List<Counted<Place>>, StoreError> {
    let list = || {
        let (ids, next, total) = counted(&file.connection, "place", page)?;
        let records =
            load::places(&file.connection, Which::Of(&json(&ids.iter().map(|(id, _)| id).collect::<Vec<_>>())))?;
        let items = in_order(&ids, records, |place| &place.id);
        Ok(List { items, next, total, total_is_exact: true })
    };
    list().map_err(|error| file.told(error))
}

/// Gives a page of all sources, those of most events first.
///
/// # Errors
/// When the file cannot be read.
pub fn sources(file: &CaseFile, page: &Page) -> std::result::Result<List<Counted<SourceSheet>>, StoreError> {
    let list = || {
        let (ids, next, total) = counted(&file.connection, "source", page)?;
        let sheet = |(name, events): &(String, usize)| {
            Ok(source::record(&file.connection, name)?.map(|record| Counted { record, events: *events }))
        };
        let items = ids.iter().filter_map(|row| sheet(row).transpose()).collect::<Result<_>>()?;
        Ok(List { items, next, total, total_is_exact: true })
    };
    list().map_err(|error| file.told(error))
}

/// Values with their events, the cursor of the next page, and how many values there are.
type PageOfValues = (Vec<(String, usize)>, Option<String>, usize);

/// Gives the values of a filter on a page, by how many events they have.
fn counted(c: &Connection, key: &str, page: &Page) -> Result<PageOfValues> {
    let (most, after) = page.after.as_deref().and_then(|after| after.split_once('~')).unwrap_or(("", ""));
    let most: i64 = most.parse().unwrap_or(i64::MAX);
    let limit = page.limit.clamp(1, LARGEST_PAGE);
    let sql = "SELECT value, events FROM facets WHERE key = ?1 AND (events < ?2 OR (events = ?2 AND value > ?3))
        ORDER BY events DESC, value LIMIT ?4";
    let mut statement = c.prepare_cached(sql)?;
    let rows = statement.query_map(params![key, most, after, number(limit + 1)], |row| {
        Ok((row.get::<_, String>(0)?, usize::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
    })?;
    let mut rows: Vec<(String, usize)> = rows.collect::<Result<_>>()?;
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|(value, events)| format!("{events}~{value}"));
    let total: i64 =
        c.prepare_cached("SELECT count(*) FROM facets WHERE key = ?")?.query_row([key], |row| row.get(0))?;
    Ok((rows, next, usize::try_from(total).unwrap_or(0)))
}

fn in_order<T>(ids: &[(String, usize)], mut records: Vec<T>, id: impl Fn(&T) -> &String) -> Vec<Counted<T>> {
    let mut items = Vec::with_capacity(ids.len());
    for (wanted, events) in ids {
        if let Some(at) = records.iter().position(|record| id(record) == wanted) {
            items.push(Counted { record: records.swap_remove(at), events: *events });
        }
    }
    items
}

/// Gives the facets of the events that have a value, but for that value's own.
fn facets_of(file: &CaseFile, key: &'static str, value: &str) -> std::result::Result<Vec<Facet>, StoreError> {
    let facets = facets(file, &only(key, value), 20)?;
    Ok(facets.into_iter().filter(|facet| facet.key != key).collect())
}

/// Gives the filter that asks for one value.
pub(super) fn only(key: &'static str, value: &str) -> Filter {
    let mut filter = Filter::default();
    filter.terms.insert(key, Terms { any: vec![value.to_owned()], none: Vec::new() });
    filter
}

fn size(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}
