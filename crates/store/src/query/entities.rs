//! Who and where: what does the case hold on one actor, place or source?

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

/// An actor with what it did and met with.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorSheet {
    /// Its record.
    #[serde(flatten)]
    pub actor: Actor,
    /// How many events it acts in.
    pub acts: usize,
    /// How many it is hit in.
    pub is_hit: usize,
    /// Its events by kind, place, others who take part, and so on.
    pub facets: Vec<Facet>,
}

/// A place with what happened there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceSheet {
    /// Its record.
    #[serde(flatten)]
    pub place: Place,
    /// The spellings that accounts use, with how often each stands.
    pub spellings: Vec<(String, usize)>,
    /// Its events by kind, actor and so on.
    pub facets: Vec<Facet>,
}

/// A publisher and its documents.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceSheet {
    /// Its name, or the path of a page that names nobody.
    pub name: String,
    /// Its web domain.
    pub domain: Option<String>,
    /// The actor whose own medium it is.
    pub speaks_for: Option<String>,
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
    /// In how many events it was the first to tell, where the days tell that.
    pub first_to_tell: usize,
    /// Its events by kind, place, speaker and so on.
    pub facets: Vec<Facet>,
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
            Ok(source_record(&file.connection, name)?.map(|record| Counted { record, events: *events }))
        };
        let items = ids.iter().filter_map(|row| sheet(row).transpose()).collect::<Result<_>>()?;
        Ok(List { items, next, total, total_is_exact: true })
    };
    list().map_err(|error| file.told(error))
}

/// Gives one actor by its id.
///
/// # Errors
/// When the file cannot be read.
pub fn actor(file: &CaseFile, id: &str) -> std::result::Result<Option<ActorSheet>, StoreError> {
    let record = load::actors(&file.connection, Which::Of(&json(&[id]))).map_err(|error| file.told(error))?;
    let Some(actor) = record.into_iter().next() else { return Ok(None) };
    let count = |key| postings(&file.connection, key, id).map_err(|error| file.told(error));
    let (acts, is_hit) = (count("agent")?, count("target")?);
    Ok(Some(ActorSheet { actor, acts, is_hit, facets: facets_of(file, "actor", id)? }))
}

/// Gives one place by its id.
///
/// # Errors
/// When the file cannot be read.
pub fn place(file: &CaseFile, id: &str) -> std::result::Result<Option<PlaceSheet>, StoreError> {
    let record = load::places(&file.connection, Which::Of(&json(&[id]))).map_err(|error| file.told(error))?;
    let Some(place) = record.into_iter().next() else { return Ok(None) };
    let spellings = || {
        let sql = "SELECT words, count(*) FROM place_mentions WHERE place = ? GROUP BY words ORDER BY 2 DESC, 1";
        let mut statement = file.connection.prepare_cached(sql)?;
        let rows = statement.query_map([id], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?)))?;
        rows.map(|row| row.map(|(words, n)| (words, usize::try_from(n).unwrap_or(0)))).collect::<Result<Vec<_>>>()
    };
    let spellings = spellings().map_err(|error| file.told(error))?;
    Ok(Some(PlaceSheet { place, spellings, facets: facets_of(file, "place", id)? }))
}

/// Gives one source by its name.
///
/// # Errors
/// When the file cannot be read.
pub fn source(file: &CaseFile, name: &str) -> std::result::Result<Option<SourceSheet>, StoreError> {
    let record = source_record(&file.connection, name).map_err(|error| file.told(error))?;
    let Some(mut sheet) = record else { return Ok(None) };
    sheet.first_to_tell = first_to_tell(&file.connection, name).map_err(|error| file.told(error))?;
    sheet.facets = facets_of(file, "source", name)?;
    Ok(Some(sheet))
}

fn facets_of(file: &CaseFile, key: &'static str, value: &str) -> std::result::Result<Vec<Facet>, StoreError> {
    let terms = Terms { any: vec![value.to_owned()], none: Vec::new() };
    let mut filter = Filter::default();
    filter.terms.insert(key, terms);
    facets(file, &filter, 20).map(|facets| facets.into_iter().filter(|facet| facet.key != key).collect())
}

fn postings(c: &Connection, key: &str, value: &str) -> Result<usize> {
    let sql = "SELECT coalesce(sum(events), 0) FROM facets WHERE key = ? AND value = ?";
    let events: i64 = c.prepare_cached(sql)?.query_row([key, value], |row| row.get(0))?;
    Ok(usize::try_from(events).unwrap_or(0))
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

fn source_record(c: &Connection, name: &str) -> Result<Option<SourceSheet>> {
    let sql =
        "SELECT max(domain), max(speaks_for), count(*), coalesce(sum(copy_of IS NOT NULL), 0), min(published_from),
            max(published_to),
            (SELECT count(*) FROM documents AS copy JOIN documents AS own ON own.id = copy.copy_of
                WHERE coalesce(own.outlet, own.path) = ?1)
        FROM documents WHERE coalesce(outlet, path) = ?1";
    let size = |n: i64| usize::try_from(n).unwrap_or(0);
    let sheet = c.prepare_cached(sql)?.query_row([name], |row| {
        Ok(SourceSheet {
            name: name.to_owned(),
            domain: row.get(0)?,
            speaks_for: row.get(1)?,
            documents: size(row.get(2)?),
            copies: size(row.get(3)?),
            first_published: row.get(4)?,
            last_published: row.get(5)?,
            copied: size(row.get(6)?),
            first_to_tell: 0,
            facets: Vec::new(),
        })
    })?;
    Ok((sheet.documents > 0).then_some(sheet))
}

fn first_to_tell(c: &Connection, name: &str) -> Result<usize> {
    let sql = "SELECT count(DISTINCT e.id) FROM documents AS d
        JOIN mentions AS m ON m.document = d.id JOIN event_mentions AS em ON em.mention = m.id
        JOIN events AS e ON e.id = em.event AND e.first_told = d.published_to AND e.sources > 1
        WHERE coalesce(d.outlet, d.path) = ?1 AND d.copy_of IS NULL";
    let events: i64 = c.prepare_cached(sql)?.query_row([name], |row| row.get(0))?;
    Ok(usize::try_from(events).unwrap_or(0))
}
