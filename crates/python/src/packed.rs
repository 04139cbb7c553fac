//! How do pairs of tellings travel?
//!
//! There are hundreds for each telling, and no engine has to look at single ones: a thousand stand in a row, as bytes.

use crate::{columns, findings, table::Table};
use arrow_array::{BinaryArray, Int64Array, RecordBatch};
use merge::parts::{Judged, document_of};
use pyo3::PyResult;
use std::{collections::BTreeMap, sync::Arc};

/// Pairs of tellings by their numbers.
pub type Pairs = Vec<(i64, i64)>;

/// Pairs in a row.
pub const EACH: usize = 1000;

/// Bytes of a pair.
const PAIR: usize = 16;

/// Pairs with what their comparison came to.
type AllJudged = Vec<((i64, i64), Judged)>;

/// Odds beyond these are no nearer and no further.
const FARTHEST: i32 = 1 << 30;

/// Writes pairs as bytes.
pub fn of_pairs<'p>(pairs: impl IntoIterator<Item = &'p (i64, i64)>) -> Vec<u8> {
    pairs.into_iter().flat_map(|(one, other)| [*one, *other]).flat_map(i64::to_le_bytes).collect()
}

/// Writes as bytes what the comparison of pairs came to, four for each.
pub fn of_judged(judged: &[Judged]) -> Vec<u8> {
    let number = |judged: &Judged| judged.odds.clamp(-FARTHEST, FARTHEST - 1) << 1 | i32::from(judged.barred);
    judged.iter().flat_map(|judged| number(judged).to_le_bytes()).collect()
}

/// Gives the pairs of each task with their ``odds``.
pub fn judged(batches: &[RecordBatch]) -> PyResult<BTreeMap<i64, AllJudged>> {
    let mut all: BTreeMap<i64, AllJudged> = BTreeMap::new();
    for batch in batches {
        let odds = findings::bytes(batch, "odds")?.into_iter().map(Option::unwrap_or_default);
        let tasks = columns::integers(batch, "task")?.values().iter();
        for ((task, pairs), odds) in tasks.zip(rows(batch, "pairs")?).zip(odds) {
            let numbers = odds.as_chunks().0.iter().map(|number| i32::from_le_bytes(*number));
            let judged = numbers.map(|number| Judged { odds: number >> 1, barred: number & 1 == 1 });
            all.entry(*task).or_default().extend(pairs.into_iter().zip(judged));
        }
    }
    Ok(all)
}

/// Reads such bytes.
fn pairs(bytes: &[u8]) -> impl Iterator<Item = (i64, i64)> {
    let whole = |number: &[u8; 8]| i64::from_le_bytes(*number);
    bytes.as_chunks().0.as_chunks().0.iter().map(move |[one, other]| (whole(one), whole(other)))
}

/// Gives rows of the pairs of each key, in columns of these names.
pub fn table([key, column]: [&str; 2], all: &BTreeMap<i64, Pairs>) -> PyResult<Table> {
    let (mut keys, mut rows) = (Vec::new(), Vec::new());
    for (number, pairs) in all {
        for row in pairs.chunks(EACH) {
            keys.push(*number);
            rows.push(of_pairs(row));
        }
    }
    Table::with([(key, Arc::new(Int64Array::from(keys))), (column, Arc::new(BinaryArray::from_iter_values(rows)))])
}

/// Gives the pairs of each row of a column.
pub fn rows(batch: &RecordBatch, column: &str) -> PyResult<Vec<Pairs>> {
    let rows = findings::bytes(batch, column)?.into_iter();
    Ok(rows.map(|row| pairs(row.unwrap_or_default()).collect()).collect())
}

/// Gives all pairs of the column ``pairs``.
pub fn all(batches: &[RecordBatch]) -> PyResult<Pairs> {
    let mut all = Vec::new();
    for batch in batches {
        let rows = findings::bytes(batch, "pairs")?;
        all.reserve(rows.iter().flatten().map(|row| row.len() / PAIR).sum());
        rows.into_iter().flatten().for_each(|row| all.extend(pairs(row)));
    }
    Ok(all)
}

/// Gives the documents that the pairs of each task are of: rows of ``sent``, the task, and ``document``, each once.
pub fn ends(batches: &[RecordBatch]) -> PyResult<Table> {
    let mut ends = Vec::new();
    for batch in batches {
        for (task, pairs) in columns::integers(batch, "task")?.values().iter().zip(rows(batch, "pairs")?) {
            ends.extend(pairs.iter().flat_map(|(one, other)| [*one, *other]).map(|end| (*task, document_of(end))));
        }
        ends.sort_unstable();
        ends.dedup();
    }
    Table::with([
        ("sent", Arc::new(Int64Array::from_iter_values(ends.iter().map(|(task, _)| *task)))),
        ("document", Arc::new(Int64Array::from_iter_values(ends.iter().map(|(_, document)| *document)))),
    ])
}

/// Gives the first task of some rows; all are of one.
pub fn task(batches: &[RecordBatch]) -> PyResult<i64> {
    let batch = batches.iter().find(|batch| batch.num_rows() > 0);
    Ok(batch.map(|batch| columns::integers(batch, "task")).transpose()?.map_or(0, |tasks| tasks.value(0)))
}
