//! Which events pass a filter?

use super::{
    filter::{Filter, Terms},
    names, words,
};
use crate::{
    index::{Numbers, told},
    sql::name,
};
use rusqlite::{Connection, Result, params};
use schema::Precision;

/// The events that pass each part of a filter.
pub(crate) struct Selection {
    /// The highest number of an event.
    pub highest: usize,
    conditions: Vec<(&'static str, Numbers)>,
}

impl Selection {
    /// Finds the events that pass each part of `filter`.
    pub(crate) fn of(c: &Connection, filter: &Filter) -> Result<Self> {
        let highest: i64 = c.query_row("SELECT coalesce(max(number), 0) FROM event_rows", [], |row| row.get(0))?;
        let mut selection = Self { highest: usize::try_from(highest).unwrap_or(0), conditions: Vec::new() };
        for (key, terms) in &filter.terms {
            let numbers = selection.terms(c, key, terms)?;
            selection.conditions.push((key, numbers));
        }
        selection.add_ranges(c, filter)?;
        selection.add_places(c, filter)?;
        if let Some(q) = &filter.q {
            let numbers = selection.told(c, q)?;
            selection.conditions.push(("q", numbers));
        }
        Ok(selection)
    }

    /// Gives the events that pass all parts.
    pub(crate) fn all(&self) -> Numbers {
        self.without("")
    }

    /// Gives the events that pass all parts but those of `key`.
    pub(crate) fn without(&self, key: &str) -> Numbers {
        let mut numbers = Numbers::range(1, self.highest, self.highest);
        self.conditions.iter().filter(|(known, _)| *known != key).for_each(|(_, passed)| numbers.keep(passed));
        numbers
    }

    fn terms(&self, c: &Connection, key: &str, terms: &Terms) -> Result<Numbers> {
        let mut numbers = if terms.any.is_empty() {
            Numbers::range(1, self.highest, self.highest)
        } else {
            self.union(c, key, &terms.any)?
        };
        numbers.drop_all(&self.union(c, key, &terms.none)?);
        Ok(numbers)
    }

    fn union(&self, c: &Connection, key: &str, asked: &[String]) -> Result<Numbers> {
        let mut numbers = Numbers::none(self.highest);
        for value in asked {
            for value in meant(c, key, value)? {
                match key {
                    "id" => self.add_rows(c, &mut numbers, "SELECT number FROM event_rows WHERE id = ?", &value)?,
                    "document" => self.add_rows(c, &mut numbers, TOLD_IN, &value)?,
                    _ => {
                        let sql = "SELECT numbers FROM facets WHERE key = ? AND value = ?";
                        let mut statement = c.prepare_cached(sql)?;
                        let mut rows = statement.query(params![key, value])?;
                        while let Some(row) = rows.next()? {
                            numbers.add_packed(row.get_ref(0)?.as_blob()?);
                        }
                    }
                }
            }
        }
        Ok(numbers)
    }

    fn add_rows(&self, c: &Connection, numbers: &mut Numbers, sql: &str, value: &dyn rusqlite::ToSql) -> Result<()> {
        let mut statement = c.prepare_cached(sql)?;
        let mut rows = statement.query([value])?;
        while let Some(row) = rows.next()? {
            numbers.add(usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX));
        }
        Ok(())
    }

    /// Days, days of publication and the number of publishers.
    fn add_ranges(&mut self, c: &Connection, filter: &Filter) -> Result<()> {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let conditions = [
            ("from", "SELECT numbers FROM facets WHERE key = 'to_day' AND value >= ?", day(filter.from)),
            ("to", "SELECT numbers FROM facets WHERE key = 'from_day' AND value <= ?", day(filter.to)),
            ("as_of", "SELECT numbers FROM facets WHERE key = 'first_told' AND value <= ?", day(filter.as_of)),
        ];
        for (key, sql, value) in conditions {
            let Some(value) = value else { continue };
            let numbers = self.packed(c, sql, &value)?;
            self.conditions.push((key, numbers));
        }
        if let Some(least) = filter.min_sources {
            let sql = "SELECT numbers FROM facets WHERE key = 'sources' AND CAST(value AS INTEGER) >= ?";
            let least = i64::try_from(least).unwrap_or(i64::MAX);
            let numbers = self.packed(c, sql, &least)?;
            self.conditions.push(("min_sources", numbers));
        }
        Ok(())
    }

    fn add_places(&mut self, c: &Connection, filter: &Filter) -> Result<()> {
        if let Some(worst) = filter.precision {
            let exact = [Precision::Point, Precision::Area, Precision::Country].into_iter().filter(|p| *p <= worst);
            let exact: Vec<String> = exact.map(|precision| name(&precision)).collect();
            let numbers = self.union(c, "precision", &exact)?;
            self.conditions.push(("precision", numbers));
        }
        if let Some([west, south, east, north]) = filter.bbox {
            let sql = if west <= east { "west >= ?2 AND east <= ?4" } else { "(west >= ?2 OR east <= ?4)" };
            let sql = format!(
                "SELECT e.number FROM place_boxes JOIN event_rows AS e ON e.place = place_boxes.id
                WHERE south >= ?1 AND north <= ?3 AND {sql}"
            );
            let mut numbers = Numbers::none(self.highest);
            let mut statement = c.prepare_cached(&sql)?;
            let mut rows = statement.query(params![south, west, north, east])?;
            while let Some(row) = rows.next()? {
                numbers.add(usize::try_from(row.get::<_, i64>(0)?).unwrap_or(usize::MAX));
            }
            self.conditions.push(("bbox", numbers));
        }
        Ok(())
    }

    fn told(&self, c: &Connection, q: &str) -> Result<Numbers> {
        let Some(expression) = words::expression(c, q)? else { return Ok(Numbers::none(self.highest)) };
        let mut passages = told::no_passages(c)?;
        self.add_rows(c, &mut passages, "SELECT rowid FROM passages WHERE passages MATCH ?", &expression)?;
        told::events_in(c, &passages, self.highest)
    }

    fn packed(&self, c: &Connection, sql: &str, value: &dyn rusqlite::ToSql) -> Result<Numbers> {
        let mut numbers = Numbers::none(self.highest);
        let mut statement = c.prepare_cached(sql)?;
        let mut rows = statement.query([value])?;
        while let Some(row) = rows.next()? {
            numbers.add_packed(row.get_ref(0)?.as_blob()?);
        }
        Ok(numbers)
    }
}

const TOLD_IN: &str = "SELECT m.event FROM documents AS d
    JOIN mention_rows AS m ON m.number BETWEEN d.first_mention AND d.last_mention
    WHERE d.id = ? AND m.event IS NOT NULL";

/// Gives the values of a filter that somebody means who writes `value`.
fn meant(c: &Connection, key: &str, value: &str) -> Result<Vec<String>> {
    match key {
        "actor" | "agent" | "target" => names::resolve(c, "actor", value),
        "place" => names::resolve(c, "place", value),
        "country" => Ok(vec![value.to_uppercase()]),
        "id" | "part_of" => names::event_ids(c, value),
        "document" => names::document_ids(c, value),
        "source" | "speaker" => {
            let sql = "SELECT value FROM facets WHERE key = ? AND value = ? COLLATE NOCASE";
            c.prepare_cached(sql)?.query_map([key, value], |row| row.get(0))?.collect()
        }
        "type" | "attribute" => Ok(vec![value.to_lowercase().replace(' ', "_")]),
        _ => Ok(vec![value.to_owned()]),
    }
}
