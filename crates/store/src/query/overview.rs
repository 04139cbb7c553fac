//! What do the events that pass look like from afar: how many, when, where?

use super::{filter::Filter, list::PlaceShown, select::Selection};
use crate::{
    CaseFile, StoreError,
    index::Numbers,
    load::{self, Which},
    sql::{json, number},
};
use jiff::civil::Date;
use rusqlite::{Connection, Result, Row, params};
use schema::Interval;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many events pass, and how many of them no map and no timeline can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// All that pass.
    pub events: usize,
    /// Those without a day.
    pub without_day: usize,
    /// Those without a place.
    pub without_place: usize,
    /// Those whose place is on no map.
    pub off_the_map: usize,
}

/// The days of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// When it happened; none where nobody tells.
    pub when: Option<Interval>,
    /// The day on which the first account of it was certainly public.
    pub told: Option<Date>,
    /// Whether versions exclude one another.
    pub disputed: bool,
}

/// A place with how many of the events that pass lie there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Spot {
    /// The place.
    #[serde(flatten)]
    pub place: PlaceShown,
    /// Events.
    pub events: usize,
    /// Those of them with versions that exclude one another.
    pub disputed: usize,
    /// The event, where it is only one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
}

/// How large a case is, and what is missing in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sizes {
    /// Documents.
    pub documents: i64,
    /// Those of which nobody knows when they were published.
    pub without_date: i64,
    /// Those whose day follows from other things.
    pub inferred_date: i64,
    /// Tellings.
    pub mentions: i64,
    /// Events.
    pub events: i64,
    /// Those without a place.
    pub without_place: i64,
    /// Those without a day.
    pub without_day: i64,
    /// Actors.
    pub actors: i64,
    /// Places.
    pub places: i64,
}

/// Counts what a case holds.
///
/// # Errors
/// When the file cannot be read.
pub fn sizes(file: &CaseFile) -> std::result::Result<Sizes, StoreError> {
    let sql = "SELECT (SELECT count(*) FROM documents),
        (SELECT count(*) FROM documents WHERE published_basis = 'unknown'),
        (SELECT count(*) FROM documents WHERE published_basis = 'inferred'),
        (SELECT count(*) FROM mention_rows), (SELECT count(*) FROM event_rows),
        (SELECT count(*) FROM event_rows WHERE place IS NULL), (SELECT count(*) FROM event_rows WHERE from_day IS NULL),
        (SELECT count(*) FROM actors), (SELECT count(*) FROM places)";
    let sizes = file.connection.query_row(sql, [], |row| {
        Ok(Sizes {
            documents: row.get(0)?,
            without_date: row.get(1)?,
            inferred_date: row.get(2)?,
            mentions: row.get(3)?,
            events: row.get(4)?,
            without_place: row.get(5)?,
            without_day: row.get(6)?,
            actors: row.get(7)?,
            places: row.get(8)?,
        })
    });
    sizes.map_err(|error| file.told(error))
}

/// Counts the events that pass.
///
/// # Errors
/// When the file cannot be read.
pub fn counts(file: &CaseFile, filter: &Filter) -> std::result::Result<Counts, StoreError> {
    let counts = || {
        let passed = Selection::of(&file.connection, filter)?.all();
        let lacking = |what| lacking(&file.connection, &passed, what);
        Ok(Counts {
            events: passed.len(),
            without_day: lacking("day")?,
            without_place: lacking("place")?,
            off_the_map: lacking("map")?,
        })
    };
    counts().map_err(|error| file.told(error))
}

fn lacking(c: &Connection, passed: &Numbers, what: &str) -> Result<usize> {
    let mut statement = c.prepare_cached("SELECT numbers FROM facets WHERE key = 'lacks' AND value = ?")?;
    let mut rows = statement.query([what])?;
    match rows.next()? {
        Some(row) => Ok(passed.count_packed(row.get_ref(0)?.as_blob()?)),
        None => Ok(0),
    }
}

/// Gives the days of all events that pass, in order.
///
/// # Errors
/// When the file cannot be read.
pub fn days(file: &CaseFile, filter: &Filter) -> std::result::Result<Vec<Days>, StoreError> {
    let days = || {
        let passed = Selection::of(&file.connection, filter)?.all();
        let sql = "SELECT number, from_day, to_day, first_told, disputed > 0 FROM event_rows ORDER BY number";
        let mut statement = file.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let (mut days, mut read) = (Vec::with_capacity(passed.len()), <[Read; 3]>::default());
        while let Some(row) = rows.next()? {
            if !passed.has(usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0)) {
                continue;
            }
            let [from, to, told] = &mut read;
            let (from, to, told) = (from.day(row, 1)?, to.day(row, 2)?, told.day(row, 3)?);
            let when = from.zip(to).map(|(from, to)| Interval::new(from, to));
            days.push(Days { when, told, disputed: row.get(4)? });
        }
        Ok(days)
    };
    days().map_err(|error| file.told(error))
}

/// The day that was read last in a column: events of one day stand side by side.
#[derive(Default)]
struct Read {
    text: String,
    day: Option<Date>,
}

impl Read {
    fn day(&mut self, row: &Row<'_>, column: usize) -> Result<Option<Date>> {
        let Some(text) = row.get_ref(column)?.as_str_or_null()? else { return Ok(None) };
        if text != self.text {
            text.clone_into(&mut self.text);
            self.day = text.parse().ok();
        }
        Ok(self.day)
    }
}

/// Gives the places of the events that pass and that are on the map.
///
/// # Errors
/// When the file cannot be read.
pub fn spots(file: &CaseFile, filter: &Filter) -> std::result::Result<Vec<Spot>, StoreError> {
    let spots = || {
        let c = &file.connection;
        let passed = Selection::of(c, filter)?.all();
        let mut numbered: BTreeMap<i64, (usize, usize, String)> = BTreeMap::new();
        let sql = "SELECT number, place, disputed > 0, id FROM event_rows WHERE place IS NOT NULL";
        let mut statement = c.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if !passed.has(usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0)) {
                continue;
            }
            let (place, disputed) = (row.get(1)?, usize::from(row.get::<_, bool>(2)?));
            match numbered.get_mut(&place) {
                Some(count) => (count.0, count.1) = (count.0 + 1, count.1 + disputed),
                None => drop(numbered.insert(place, (1, disputed, row.get(3)?))),
            }
        }
        let mut statement = c.prepare_cached("SELECT number, id FROM places")?;
        let ids =
            statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<Vec<(i64, String)>>>()?;
        let counted = ids.into_iter().filter_map(|(number, id)| Some((id, numbered.remove(&number)?)));
        let mut counts: BTreeMap<String, (usize, usize, String)> = counted.collect();
        let places = load::places(c, Which::Of(&json(&counts.keys().collect::<Vec<_>>())))?;
        let spot = |place: schema::Place| {
            let (events, disputed, event) = counts.remove(&place.id).unwrap_or_default();
            let on_map = place.lat.is_some() && place.lon.is_some();
            on_map.then(|| Spot { place: place.into(), events, disputed, event: (events == 1).then_some(event) })
        };
        Ok(places.into_iter().filter_map(spot).collect())
    };
    spots().map_err(|error| file.told(error))
}

/// Gives places of a case in a box, west, south, east and north, those of most events first.
///
/// # Errors
/// When the file cannot be read.
pub fn places_in(file: &CaseFile, corners: [f64; 4], most: usize) -> std::result::Result<Vec<PlaceShown>, StoreError> {
    let found = || {
        let sql = "SELECT b.place FROM place_boxes AS b LEFT JOIN facets AS f ON f.key = 'place' AND f.value = b.place
            WHERE b.west >= ?1 AND b.south >= ?2 AND b.east <= ?3 AND b.north <= ?4
            ORDER BY f.events DESC, b.place LIMIT ?5";
        let [west, south, east, north] = corners;
        let mut statement = file.connection.prepare_cached(sql)?;
        let ids = statement.query_map(params![west, south, east, north, number(most)], |row| row.get(0))?;
        let ids: Vec<String> = ids.collect::<Result<_>>()?;
        let mut places = load::places(&file.connection, Which::Of(&json(&ids)))?;
        places.sort_by_key(|place| ids.iter().position(|id| *id == place.id));
        Ok(places.into_iter().map(PlaceShown::from).collect())
    };
    found().map_err(|error| file.told(error))
}

/// Gives the nearest days before and after `day` on which an account was certainly public; before the last one, where no day is given.
///
/// # Errors
/// When the file cannot be read.
pub fn days_of_reporting(
    file: &CaseFile,
    day: Option<Date>,
) -> std::result::Result<(Option<Date>, Option<Date>), StoreError> {
    let nearest = |sql: &str, day: &str| -> Result<Option<Date>> {
        let found: Option<String> = file.connection.prepare_cached(sql)?.query_row([day], |row| row.get(0))?;
        Ok(found.and_then(|day| day.parse().ok()))
    };
    let both = || {
        let before = "SELECT max(published_to) FROM documents WHERE published_to < ?1";
        match day.map(|day| day.to_string()) {
            Some(day) => Ok((
                nearest(before, &day)?,
                nearest("SELECT min(published_to) FROM documents WHERE published_to > ?1", &day)?,
            )),
            None => {
                let last = nearest("SELECT max(published_to) FROM documents WHERE published_to >= ?1", "")?;
                Ok((last.map(|last| nearest(before, &last.to_string())).transpose()?.flatten(), None))
            }
        }
    };
    both().map_err(|error| file.told(error))
}

/// Gives a value of a filter in plain words.
///
/// # Errors
/// When the file cannot be read.
pub fn label(file: &CaseFile, key: &str, value: &str) -> std::result::Result<String, StoreError> {
    let sql = "SELECT label FROM facets WHERE key = ?1 AND value = ?2";
    let label = || {
        let mut statement = file.connection.prepare_cached(sql)?;
        let mut rows = statement.query([key, value])?;
        rows.next()?.map_or_else(|| Ok(value.to_owned()), |row| row.get(0))
    };
    label().map_err(|error| file.told(error))
}
