//! How does an engine hold what the comparison of pairs came to?

use crate::{
    homes::Homes,
    packed::{self, EACH},
    table::Table,
};
use arrow_array::{BinaryArray, Int32Array, Int64Array, RecordBatch};
use merge::{
    Settings,
    parts::{self, Chains, Floors, Near, Part},
};
use pyo3::PyResult;
use std::{collections::BTreeMap, sync::Arc};

/// Compares the pairs of one task, each once; gives rows of ``task``, ``pairs``, ``odds`` and ``connects``.
///
/// Those pairs ``connects`` that are sure, but for those whose tellings others connect already.
pub fn judged(part: &Part<'_>, batches: &[RecordBatch], settings: &Settings) -> PyResult<Table> {
    let (task, sure) = (packed::task(batches)?, Floors::of(settings).sure);
    let mut pairs = packed::all(batches)?;
    pairs.sort_unstable();
    pairs.dedup();
    let judged = part.judge(&pairs);
    let mut chains = Chains::default();
    let (mut all, mut odds, mut connects) = (Vec::new(), Vec::new(), Vec::new());
    for (pairs, judged) in pairs.chunks(EACH).zip(judged.chunks(EACH)) {
        all.push(packed::of_pairs(pairs));
        odds.push(packed::of_judged(judged));
        let agree = pairs.iter().zip(judged).filter(|(_, judged)| judged.agrees(sure));
        connects.push(packed::of_pairs(agree.map(|(pair, _)| pair).filter(|pair| chains.connect(task, **pair))));
    }
    Table::with([
        ("task", Arc::new(Int64Array::from(vec![task; all.len()]))),
        ("pairs", Arc::new(BinaryArray::from_iter_values(all))),
        ("odds", Arc::new(BinaryArray::from_iter_values(odds))),
        ("connects", Arc::new(BinaryArray::from_iter_values(connects))),
    ])
}

/// Gives which groups may still join, as far as some pairs tell: rows of ``task`` and ``connects``, as [`judged`] does.
pub fn bridges(homes: &Homes, batches: &[RecordBatch], settings: &Settings) -> PyResult<Table> {
    let mut found: BTreeMap<i64, packed::Pairs> = BTreeMap::new();
    for (task, judged) in packed::judged(batches)? {
        let mut chains = Chains::default();
        let bridges = parts::bridges(&judged, |telling| homes.home(telling), settings).into_iter();
        found.insert(task, bridges.filter(|pair| chains.connect(task, *pair)).collect());
    }
    packed::table(["task", "connects"], &found)
}

/// Gives of what came near a few pairs of each two groups: ``group_one``, ``group_other``, ``odds``, ``one``, ``other`` and ``task``.
pub fn across(homes: &Homes, batches: &[RecordBatch], settings: &Settings) -> PyResult<Table> {
    let told = Floors::of(settings).told;
    let (mut tasks, mut near) = (Vec::new(), Vec::new());
    for (task, judged) in packed::judged(batches)? {
        for (pair, judged) in judged.into_iter().filter(|(_, judged)| i64::from(judged.odds) >= told) {
            let (one, other) = (homes.home(pair.0), homes.home(pair.1));
            if one != other {
                near.push(Near { groups: (one.min(other), one.max(other)), pair, odds: judged.odds });
                tasks.push(task);
            }
        }
    }
    let few = parts::few(&near);
    let whole =
        |value: fn(&Near) -> i64| Arc::new(Int64Array::from_iter_values(few.iter().map(|at| value(&near[*at]))));
    Table::with([
        ("group_one", whole(|near| near.groups.0)),
        ("group_other", whole(|near| near.groups.1)),
        ("odds", Arc::new(Int32Array::from_iter_values(few.iter().map(|at| near[*at].odds)))),
        ("one", whole(|near| near.pair.0)),
        ("other", whole(|near| near.pair.1)),
        ("task", Arc::new(Int64Array::from_iter_values(few.iter().map(|at| tasks[*at])))),
    ])
}
