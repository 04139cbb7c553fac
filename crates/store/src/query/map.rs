//! Where and when do the events lie that pass, all at once?

use super::{filter::Filter, select::Selection};
use crate::{CaseFile, StoreError};
use serde::Serialize;

/// An event on a map.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The event.
    pub id: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// How exactly the place is known: `point`, `area` or `country`.
    pub precision: String,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: String,
    /// How far its claims agree.
    pub status: String,
}

/// The events of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bin {
    /// The day, month or year: `2016-06-28`, `2016-06`, `2016`.
    pub period: String,
    /// The events that began in it.
    pub events: usize,
    /// How many of them are disputed.
    pub disputed: usize,
}

/// Gives a point for every event that passes and whose place is on the map.
///
/// # Errors
/// When the file cannot be read.
pub fn points(file: &CaseFile, filter: &Filter) -> Result<Vec<Point>, StoreError> {
    let points = || {
        let passed = Selection::of(&file.connection, filter)?.all();
        let sql = "SELECT e.number, e.id, p.lat, p.lon, p.precision, (SELECT term FROM terms WHERE number = e.kind),
                (SELECT term FROM terms WHERE number = e.status)
            FROM event_rows AS e JOIN places AS p ON p.number = e.place WHERE p.lat IS NOT NULL AND p.lon IS NOT NULL
            ORDER BY e.number";
        let mut statement = file.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut points = Vec::new();
        while let Some(row) = rows.next()? {
            if passed.has(usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0)) {
                let (id, lat, lon) = (row.get(1)?, row.get(2)?, row.get(3)?);
                points.push(Point { id, lat, lon, precision: row.get(4)?, kind: row.get(5)?, status: row.get(6)? });
            }
        }
        Ok(points)
    };
    points().map_err(|error| file.told(error))
}

/// Counts the events that pass by the period in which they began; `letters` of the day tell it: 4 a year, 7 a month, 10 a day.
///
/// # Errors
/// When the file cannot be read.
pub fn bins(file: &CaseFile, filter: &Filter, letters: usize) -> Result<Vec<Bin>, StoreError> {
    let bins = || {
        let passed = Selection::of(&file.connection, filter)?.all();
        let sql = "SELECT number, from_day, disputed > 0 FROM event_rows WHERE from_day IS NOT NULL ORDER BY number";
        let mut statement = file.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut bins: Vec<Bin> = Vec::new();
        while let Some(row) = rows.next()? {
            if !passed.has(usize::try_from(row.get::<_, i64>(0)?).unwrap_or(0)) {
                continue;
            }
            let day = row.get_ref(1)?.as_str()?;
            let period = day.get(..letters).unwrap_or(day);
            if bins.last().is_none_or(|bin| bin.period != period) {
                bins.push(Bin { period: period.to_owned(), events: 0, disputed: 0 });
            }
            if let Some(bin) = bins.last_mut() {
                bin.events += 1;
                bin.disputed += usize::from(row.get::<_, bool>(2)?);
            }
        }
        Ok(bins)
    };
    bins().map_err(|error| file.told(error))
}
