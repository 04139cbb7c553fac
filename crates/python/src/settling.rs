//! How does an engine hold what came of the chains of one bin, and of what stayed apart?

use crate::{columns, table::Table, value_error};
use arrow_array::{Int32Array, Int64Array, RecordBatch, StringArray};
use merge::parts::{self, Home, Near, Settled};
use pyo3::PyResult;
use serde::Serialize;
use std::sync::Arc;

/// A row of any sort: an event or a link as JSON, two groups that stayed apart, the home of a telling.
#[derive(Default)]
struct Row {
    what: &'static str,
    json: Option<String>,
    near: Option<Near>,
    home: Option<Home>,
}

/// Gives rows of ``what`` (``event``, ``link``, ``refusal`` or ``home``), and in other columns what it is.
pub fn table(settled: &Settled) -> PyResult<Table> {
    let mut rows = Vec::new();
    for event in &settled.events {
        rows.push(Row { what: "event", json: Some(json(event)?), ..Row::default() });
    }
    for link in &settled.joined {
        rows.push(Row { what: "link", json: Some(json(link)?), ..Row::default() });
    }
    for (near, link) in &settled.refused {
        rows.push(Row { what: "refusal", json: Some(json(link)?), near: Some(*near), home: None });
    }
    rows.extend(settled.homes.iter().map(|home| Row { what: "home", home: Some(*home), ..Row::default() }));
    let near =
        |value: fn(&Near) -> i64| Arc::new(Int64Array::from_iter(rows.iter().map(|row| row.near.as_ref().map(value))));
    let home =
        |value: fn(&Home) -> i64| Arc::new(Int64Array::from_iter(rows.iter().map(|row| row.home.as_ref().map(value))));
    Table::with([
        ("what", Arc::new(StringArray::from_iter_values(rows.iter().map(|row| row.what)))),
        ("json", Arc::new(StringArray::from_iter(rows.iter().map(|row| row.json.as_deref())))),
        ("group_one", near(|near| near.groups.0)),
        ("group_other", near(|near| near.groups.1)),
        ("odds", Arc::new(Int32Array::from_iter(rows.iter().map(|row| row.near.map(|near| near.odds))))),
        ("one", near(|near| near.pair.0)),
        ("other", near(|near| near.pair.1)),
        ("telling", home(|home| home.telling)),
        ("home", home(|home| home.group)),
        ("chain", home(|home| home.chain)),
    ])
}

/// Gives the places of the rows of which a case tells, of all that came near the groups named first.
pub fn few(batches: &[RecordBatch]) -> PyResult<Vec<usize>> {
    let mut near = Vec::new();
    for batch in batches {
        let whole = |column| columns::integers(batch, column);
        let groups = whole("group_one")?.values().iter().zip(whole("group_other")?.values());
        let pairs = whole("one")?.values().iter().zip(whole("other")?.values());
        let odds = columns::small(batch, "odds")?;
        near.extend(groups.zip(pairs).zip(odds).map(|((groups, pair), odds)| Near {
            groups: (*groups.0, *groups.1),
            pair: (*pair.0, *pair.1),
            odds: odds.unwrap_or_default(),
        }));
    }
    Ok(parts::few(&near))
}

/// Writes what another step, or a case, will read.
pub fn json(value: &impl Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(value_error)
}
