//! How does an engine hold what came of the chains of one bin, and of what stayed apart?

use crate::{columns, table::Table, value_error};
use arrow_array::{Int64Array, RecordBatch, StringArray};
use merge::parts::{self, Apart, Near, Settled};
use pyo3::PyResult;
use serde::Serialize;
use std::sync::Arc;

/// Gives rows of ``what`` (``event``, ``link`` or ``home``), the ``json`` of the former, and of the latter ``telling`` and ``home``.
pub fn table(settled: &Settled) -> PyResult<Table> {
    let events = settled.events.iter().map(|event| Ok(("event", json(event)?)));
    let made: Vec<(&str, String)> =
        events.chain(settled.joined.iter().map(|link| Ok(("link", json(link)?)))).collect::<PyResult<_>>()?;
    let homes = &settled.homes;
    let home = |value: fn(&parts::Home) -> i64| {
        Int64Array::from_iter(made.iter().map(|_| None).chain(homes.iter().map(|home| Some(value(home)))))
    };
    let what = made.iter().map(|(what, _)| *what).chain(homes.iter().map(|_| "home"));
    let jsons = made.iter().map(|(_, json)| Some(json.as_str())).chain(homes.iter().map(|_| None));
    Table::with([
        ("what", Arc::new(StringArray::from_iter_values(what))),
        ("json", Arc::new(jsons.collect::<StringArray>())),
        ("telling", Arc::new(home(|home| home.telling))),
        ("home", Arc::new(home(|home| home.group))),
    ])
}

/// Reads groups that stayed apart: ``one`` and ``other``, the pair that agrees best, and the ``speakers`` of each group in lists.
pub fn apart(batches: &[RecordBatch]) -> PyResult<Vec<Apart>> {
    let mut all = Vec::new();
    for batch in batches {
        let (ones, others) = (columns::integers(batch, "one")?, columns::integers(batch, "other")?);
        let speakers = (columns::lists(batch, "speakers_one")?, columns::lists(batch, "speakers_other")?);
        let pairs = ones.values().iter().copied().zip(others.values().iter().copied());
        let both = speakers.0.into_iter().zip(speakers.1).map(|(one, other)| [one, other]);
        all.extend(pairs.zip(both).map(|(pair, speakers)| Apart { pair, speakers }));
    }
    Ok(all)
}

/// Gives the links of groups that stayed apart: rows of ``what`` and ``json``.
pub fn links(links: &[schema::Link]) -> PyResult<Table> {
    let jsons: Vec<String> = links.iter().map(json).collect::<PyResult<_>>()?;
    Table::with([
        ("what", Arc::new(StringArray::from(vec!["link"; jsons.len()]))),
        ("json", Arc::new(StringArray::from(jsons))),
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
