//! Which events pass a filter, page by page?

use super::{
    cursor::{LARGEST_PAGE, List, Page, Sort},
    dossier::{self, ClaimShown},
    excerpts::{document_in, place_in},
    filter::Filter,
    select::Selection,
    toll::{Toll, counted},
};
use crate::{
    CaseFile, StoreError, as_of,
    index::{Facts, Numbers, unpacked},
    load::{self, Which},
    sql::{json, name, number},
};
use rusqlite::{Connection, Result, params};
use schema::{Case, Event, Place, Precision};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An actor with its usual name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Named {
    /// Its id.
    pub id: String,
    /// Its usual name.
    pub name: String,
}

/// A place with what a map needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceShown {
    /// Its id.
    pub id: String,
    /// Its usual name.
    pub name: String,
    /// Degrees north, where a gazetteer knows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lat: Option<f64>,
    /// Degrees east.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lon: Option<f64>,
    /// How exactly it stands on the map.
    pub precision: Precision,
    /// ISO 3166-1 alpha-2 code of its country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// A number of people as the accounts count them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Number {
    /// `killed`, `wounded`, …
    pub attribute: String,
    /// On whom they are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Named>,
    /// What the versions come to.
    #[serde(flatten)]
    pub toll: Toll,
}

/// What a list shows of an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Its id.
    pub id: String,
    /// What happened, a key of `data/ontology/event_kinds.toml`.
    #[serde(rename = "type")]
    pub kind: String,
    /// One sentence that says no more than the accounts.
    pub summary: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Where.
    pub place: Option<PlaceShown>,
    /// Who acted.
    pub agents: Vec<Named>,
    /// Who was hit.
    pub targets: Vec<Named>,
    /// `single`, `corroborated`, `compatible` or `disputed`: the agreement of the claim that agrees least.
    pub status: String,
    /// What is disputed: `killed`, `agent`, …
    pub disputed: Vec<String>,
    /// How many people, as the accounts count them.
    pub numbers: Vec<Number>,
    /// Whether a party to the event has said something about it.
    pub party: bool,
    /// Tellings.
    pub mentions: usize,
    /// Accounts that tell of it.
    pub documents: usize,
    /// Publishers of these.
    pub sources: usize,
    /// Accounts that are no copies of each other.
    pub origins: usize,
    /// The day on which the first account was certainly public.
    pub first_told: Option<String>,
    /// The day on which the last account was certainly public.
    pub last_told: Option<String>,
}

/// Gives a page of the events that pass.
///
/// With `as_of`, each row tells what the accounts that were public on that day told.
///
/// # Errors
/// When the file cannot be read.
pub fn events(file: &CaseFile, filter: &Filter, page: &Page) -> std::result::Result<List<EventRow>, StoreError> {
    let list = || {
        let (ids, next, total) = page_of(&file.connection, filter, page)?;
        let items = shown(&file.connection, &ids, filter)?;
        Ok(List { items, next, total, total_is_exact: true })
    };
    list().map_err(|error| file.told(error))
}

/// Gives the claims of a page of the events that pass, each with its event; `limit` counts events.
///
/// # Errors
/// When the file cannot be read.
pub fn claims(file: &CaseFile, filter: &Filter, page: &Page) -> std::result::Result<List<ClaimShown>, StoreError> {
    let list = || {
        let (ids, next, total) = page_of(&file.connection, filter, page)?;
        let case = known(load::part(&file.connection, &ids)?, filter);
        let wanted = |attribute: &str| {
            filter.terms.get("attribute").is_none_or(|terms| {
                (terms.any.is_empty() || terms.any.iter().any(|word| word == attribute))
                    && terms.none.iter().all(|word| word != attribute)
            })
        };
        let items = in_order(&ids, &case).into_iter().flat_map(|event| dossier::claims_of(event, &case));
        Ok(List { items: items.filter(|claim| wanted(&claim.attribute)).collect(), next, total, total_is_exact: true })
    };
    list().map_err(|error| file.told(error))
}

/// Gives the ids of all events that pass, sorted: what an export walks through.
///
/// # Errors
/// When the file cannot be read.
pub fn ids(file: &CaseFile, filter: &Filter) -> std::result::Result<Vec<String>, StoreError> {
    let ids = || {
        let passed = Selection::of(&file.connection, filter)?.all();
        let mut statement = file.connection.prepare_cached("SELECT id, number FROM event_rows ORDER BY id")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
        let passing = rows.filter(|row| {
            row.as_ref().map_or(true, |(_, number)| usize::try_from(*number).is_ok_and(|number| passed.has(number)))
        });
        passing.map(|row| row.map(|(id, _)| id)).collect::<Result<Vec<String>>>()
    };
    ids().map_err(|error| file.told(error))
}

/// Gives the rows of some events, in the order of their ids.
///
/// # Errors
/// When the file cannot be read.
pub fn rows(file: &CaseFile, ids: &[String], filter: &Filter) -> std::result::Result<Vec<EventRow>, StoreError> {
    shown(&file.connection, ids, filter).map_err(|error| file.told(error))
}

/// Gives the ids on a page, the cursor of the next one, and how many events pass in all.
fn page_of(c: &Connection, filter: &Filter, page: &Page) -> Result<(Vec<String>, Option<String>, usize)> {
    let passed = Selection::of(c, filter)?.all();
    let limit = page.limit.clamp(1, LARGEST_PAGE);
    let mut numbers = match page.sort {
        Sort::Told => most_told(c, &passed, page, limit + 1)?,
        Sort::Newest | Sort::Oldest => by_day(c, &passed, page, limit + 1)?,
    };
    let more = numbers.len() > limit;
    numbers.truncate(limit);
    let mut ids = Vec::with_capacity(numbers.len());
    let mut next = None;
    for wanted in numbers {
        let sql = "SELECT id, coalesce(from_day, ''), documents FROM event_rows WHERE number = ?";
        let (id, day, documents): (String, String, i64) =
            c.prepare_cached(sql)?.query_row([number(wanted)], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let key = if page.sort == Sort::Told { documents.to_string() } else { day };
        next = Some(format!("{key}~{id}"));
        ids.push(id);
    }
    Ok((ids, next.filter(|_| more), passed.len()))
}

/// Gives the numbers after the cursor by day; events without a day come last either way.
fn by_day(c: &Connection, passed: &Numbers, page: &Page, limit: usize) -> Result<Vec<usize>> {
    let latest = "from_day = (SELECT max(from_day) FROM event_rows)";
    let dated = position(c, latest, &[])?;
    // How many events stand before the cursor in the order of numbers, itself among them.
    let cursor = page.after.as_deref().and_then(|after| after.split_once('~'));
    let at = match cursor {
        None => None,
        Some(("", id)) => Some((position(c, "from_day IS NULL AND id <= ?1", &[&id])?, false)),
        Some((day, id)) => {
            let before = position(c, "from_day = (SELECT max(from_day) FROM event_rows WHERE from_day < ?1)", &[&day])?;
            Some((before.max(position(c, "from_day = ?1 AND id <= ?2", &[&day, &id])?), true))
        }
    };
    let undated = |from: usize| passed.iter().filter(move |number| *number > dated.max(from));
    Ok(match (page.sort, at) {
        (Sort::Oldest, at) => passed.iter().filter(|number| *number > at.map_or(0, |(at, _)| at)).take(limit).collect(),
        (_, Some((at, false))) => undated(at).take(limit).collect(),
        (_, at) => {
            // The cursor's own event stands at `at`, if it is still there; else the next earlier one does.
            let own = |number: usize| cursor.is_some_and(|(_, id)| is_event(c, number, id));
            let below = at.map_or(dated + 1, |(at, _)| if own(at) { at } else { at + 1 });
            passed.iter().rev().filter(|number| *number < below.min(dated + 1)).chain(undated(0)).take(limit).collect()
        }
    })
}

fn is_event(c: &Connection, wanted: usize, id: &str) -> bool {
    let sql = "SELECT 1 FROM event_rows WHERE number = ? AND id = ?";
    c.prepare_cached(sql).and_then(|mut found| found.exists(params![number(wanted), id])).unwrap_or(false)
}

fn position(c: &Connection, condition: &str, values: &[&dyn rusqlite::ToSql]) -> Result<usize> {
    let sql = format!("SELECT coalesce(max(number), 0) FROM event_rows WHERE {condition}");
    let position: i64 = c.prepare_cached(&sql)?.query_row(values, |row| row.get(0))?;
    Ok(usize::try_from(position).unwrap_or(0))
}

fn most_told(c: &Connection, passed: &Numbers, page: &Page, limit: usize) -> Result<Vec<usize>> {
    let cursor = page.after.as_deref().and_then(|after| after.split_once('~'));
    let (documents, after) = match cursor {
        Some((documents, id)) => (documents.parse().unwrap_or(i64::MAX), position(c, "id = ?1", &[&id])?),
        None => (i64::MAX, 0),
    };
    let sql = "SELECT CAST(value AS INTEGER) AS told, numbers FROM facets WHERE key = 'documents' AND told <= ? ORDER BY told DESC";
    let mut statement = c.prepare_cached(sql)?;
    let mut rows = statement.query([documents])?;
    let mut numbers = Vec::new();
    while let Some(row) = rows.next()?.filter(|_| numbers.len() < limit) {
        let first = if row.get::<_, i64>(0)? < documents { 0 } else { after };
        let told = unpacked(row.get_ref(1)?.as_blob()?).filter(|number| *number > first && passed.has(*number));
        numbers.extend(told.take(limit - numbers.len()));
    }
    Ok(numbers)
}

/// Gives the rows of some events, in their order.
fn shown(c: &Connection, ids: &[String], filter: &Filter) -> Result<Vec<EventRow>> {
    let case = match filter.as_of {
        Some(_) => known(load::part(c, ids)?, filter),
        None => light(c, ids)?,
    };
    let actors: BTreeMap<&str, &str> =
        case.actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str())).collect();
    let documents = case.documents.iter().map(|document| (document.id.as_str(), document)).collect();
    let row = |event: &Event| row(event, &case, &actors, &Facts::of(event, &documents));
    Ok(in_order(ids, &case).into_iter().map(row).collect())
}

/// Loads events with what rows show of them: documents without text, actors and places without their other names.
fn light(c: &Connection, ids: &[String]) -> Result<Case> {
    let events = load::events(c, Which::Of(&json(ids)))?;
    let told: BTreeSet<&str> = events.iter().flat_map(Event::accounts).collect();
    let who: Vec<&String> = events.iter().flat_map(|event| event.agents.iter().chain(&event.targets)).collect();
    let counted = events.iter().flat_map(|event| event.claims.iter().filter_map(|claim| claim.of.as_ref()));
    let who: Vec<&String> = who.into_iter().chain(counted).collect();
    let whereabouts: Vec<&String> = events.iter().filter_map(|event| event.place.as_ref()).collect();
    Ok(Case {
        documents: load::heads(c, Which::Of(&json(&told)))?,
        actors: load::actors(c, Which::Of(&json(&who)))?,
        places: load::places(c, Which::Of(&json(&whereabouts)))?,
        events,
        ..Case::default()
    })
}

/// Gives a case as it was known on the day of the filter, if it names one.
pub(crate) fn known(case: Case, filter: &Filter) -> Case {
    match filter.as_of {
        Some(day) => as_of::known(case, day),
        None => case,
    }
}

fn in_order<'case>(ids: &[String], case: &'case Case) -> Vec<&'case Event> {
    let by_id: BTreeMap<&str, &Event> = case.events.iter().map(|event| (event.id.as_str(), event)).collect();
    ids.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect()
}

/// Gives the row of one event.
pub(super) fn row(event: &Event, case: &Case, actors: &BTreeMap<&str, &str>, facts: &Facts<'_>) -> EventRow {
    let one = |id: &str| Named { name: (*actors.get(id).unwrap_or(&id)).to_owned(), id: id.to_owned() };
    let named = |ids: &[String]| ids.iter().map(|id| one(id)).collect();
    let numbers = counted(event, |id| document_in(case, id)).into_iter();
    let mut numbers: Vec<Number> = numbers.map(|tally| tally.named(one)).collect();
    numbers.sort_by_key(|number| (number.attribute != "killed", number.attribute.clone()));
    let disputed = event.claims.iter().filter(|claim| claim.agreement == schema::Agreement::Disputed);
    let (from, to) = crate::sql::days(event.when);
    let (first_told, last_told) = facts.told();
    EventRow {
        id: event.id.clone(),
        kind: event.kind.clone(),
        summary: event.summary.clone(),
        from,
        to,
        place: event.place.as_ref().and_then(|id| place(id, case)),
        agents: named(&event.agents),
        targets: named(&event.targets),
        status: name(&facts.status),
        disputed: disputed.map(|claim| claim.attribute.clone()).collect(),
        numbers,
        party: facts.party,
        mentions: event.mentions.len(),
        documents: facts.documents.len(),
        sources: facts.sources.len(),
        origins: facts.origins,
        first_told,
        last_told,
    }
}

pub(super) fn place(id: &str, case: &Case) -> Option<PlaceShown> {
    place_in(case, id).cloned().map(PlaceShown::from)
}

impl From<Place> for PlaceShown {
    fn from(place: Place) -> Self {
        let Place { id, name, lat, lon, precision, country, .. } = place;
        Self { id, name, lat, lon, precision, country }
    }
}
