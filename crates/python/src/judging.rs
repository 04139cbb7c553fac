//! How does an engine hold what the comparison of pairs came to?

use crate::{
    columns, findings,
    packed::{self, EACH},
    table::Table,
};
use arrow_array::{BinaryArray, Int32Array, Int64Array, RecordBatch};
use merge::parts::{self, Chains, Near, Part};
use pyo3::PyResult;
use std::{collections::HashMap, sync::Arc};

/// Compares the pairs of one task, each once; gives rows of ``task``, ``pairs``, ``connects``, ``near`` and ``odds``.
///
/// Of the pairs that connect their tellings those are left out whose tellings others connect already. Pairs that are to be
/// told of if their tellings stay apart stand in ``near``, and what speaks for them in ``odds``.
pub fn judged(part: &Part<'_>, batches: &[RecordBatch]) -> PyResult<Table> {
    let task = packed::task(batches)?;
    let mut pairs = packed::all(batches)?;
    pairs.sort_unstable();
    pairs.dedup();
    let judged = part.judge(&pairs);
    let mut chains = Chains::default();
    let (mut all, mut connects, mut near, mut odds) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (pairs, judged) in pairs.chunks(EACH).zip(judged.chunks(EACH)) {
        let both = || pairs.iter().zip(judged);
        all.push(packed::of_pairs(pairs));
        let connecting = both().filter(|(_, judged)| judged.connects).map(|(pair, _)| pair);
        connects.push(packed::of_pairs(connecting.filter(|pair| chains.connect(task, **pair))));
        let told = || both().filter_map(|(pair, judged)| Some((pair, judged.near?)));
        near.push(packed::of_pairs(told().map(|(pair, _)| pair)));
        odds.push(packed::bytes(told().map(|(_, odds)| odds.into())));
    }
    Table::with([
        ("task", Arc::new(Int64Array::from(vec![task; all.len()]))),
        ("pairs", Arc::new(BinaryArray::from_iter_values(all))),
        ("connects", Arc::new(BinaryArray::from_iter_values(connects))),
        ("near", Arc::new(BinaryArray::from_iter_values(near))),
        ("odds", Arc::new(BinaryArray::from_iter_values(odds))),
    ])
}

/// Gives of what came near in one task, ``pairs`` and their ``odds``, a few pairs of each two groups of different chains: ``group_one``,
/// ``group_other``, ``odds``, ``one``, ``other`` and ``task``, given the ``home`` and ``chain`` of tellings that are not alone.
pub fn across(homes: &[RecordBatch], batches: &[RecordBatch]) -> PyResult<Table> {
    let task = packed::task(batches)?;
    let mut known: HashMap<i64, (i64, i64)> = HashMap::new();
    for batch in homes {
        let whole = |column| columns::integers(batch, column);
        let both = whole("home")?.values().iter().copied().zip(whole("chain")?.values().iter().copied());
        known.extend(whole("telling")?.values().iter().copied().zip(both));
    }
    let home = |telling: i64| known.get(&telling).copied().unwrap_or((telling, telling));
    let mut near = Vec::new();
    for batch in batches {
        let odds = findings::bytes(batch, "odds")?.into_iter().map(Option::unwrap_or_default);
        for (pairs, odds) in packed::rows(batch, "pairs")?.into_iter().zip(odds) {
            for (pair, odds) in pairs.into_iter().zip(packed::numbers(odds)) {
                let (a, b) = (home(pair.0), home(pair.1));
                if a.1 != b.1 {
                    let odds = i32::try_from(odds).unwrap_or_default();
                    near.push(Near { groups: (a.0.min(b.0), a.0.max(b.0)), pair, odds });
                }
            }
        }
    }
    let few: Vec<Near> = parts::few(&near).into_iter().map(|at| near[at]).collect();
    let whole = |value: fn(&Near) -> i64| Arc::new(Int64Array::from_iter_values(few.iter().map(value)));
    Table::with([
        ("group_one", whole(|near| near.groups.0)),
        ("group_other", whole(|near| near.groups.1)),
        ("odds", Arc::new(Int32Array::from_iter_values(few.iter().map(|near| near.odds)))),
        ("one", whole(|near| near.pair.0)),
        ("other", whole(|near| near.pair.1)),
        ("task", Arc::new(Int64Array::from(vec![task; few.len()]))),
    ])
}
