//! How do pairs of tellings travel?
//!
//! There are hundreds for each telling, and no engine has to look at single ones: a thousand stand in a row, as bytes.

use crate::{columns, findings, table::Table};
use arrow_array::{BinaryArray, Int64Array, RecordBatch};
use merge::parts::document_of;
use pyo3::PyResult;
use std::{collections::BTreeMap, sync::Arc};

/// Pairs of tellings by their numbers.
pub type Pairs = Vec<(i64, i64)>;

/// Pairs in a row.
pub const EACH: usize = 1000;

/// Bytes of a pair.
const PAIR: usize = 16;

/// Writes numbers as bytes.
pub fn bytes(numbers: impl IntoIterator<Item = i64>) -> Vec<u8> {
    numbers.into_iter().flat_map(i64::to_le_bytes).collect()
}

/// Reads such bytes; what is no whole number at their end is left out.
pub fn numbers(bytes: &[u8]) -> impl Iterator<Item = i64> {
    bytes.as_chunks().0.iter().map(|number| i64::from_le_bytes(*number))
}

/// Writes pairs as bytes.
pub fn of_pairs<'p>(pairs: impl IntoIterator<Item = &'p (i64, i64)>) -> Vec<u8> {
    bytes(pairs.into_iter().flat_map(|(one, other)| [*one, *other]))
}

/// Reads such bytes.
fn pairs(bytes: &[u8]) -> impl Iterator<Item = (i64, i64)> {
    let whole = |number: &[u8; 8]| i64::from_le_bytes(*number);
    bytes.as_chunks().0.as_chunks().0.iter().map(move |[one, other]| (whole(one), whole(other)))
}

/// Gives rows of the pairs of each key, which stand in the column of this name.
pub fn table(key: &str, all: &BTreeMap<i64, Pairs>) -> PyResult<Table> {
    let (mut keys, mut rows) = (Vec::new(), Vec::new());
    for (number, pairs) in all {
        for row in pairs.chunks(EACH) {
            keys.push(*number);
            rows.push(of_pairs(row));
        }
    }
    Table::with([(key, Arc::new(Int64Array::from(keys))), ("pairs", Arc::new(BinaryArray::from_iter_values(rows)))])
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

/// Packs rows of ``task``, ``one`` and ``other``.
pub fn of_rows(batches: &[RecordBatch]) -> PyResult<Table> {
    let mut all: BTreeMap<i64, Pairs> = BTreeMap::new();
    for batch in batches {
        let (ones, others) = (columns::integers(batch, "one")?, columns::integers(batch, "other")?);
        let pairs = ones.values().iter().copied().zip(others.values().iter().copied());
        for (task, pair) in columns::integers(batch, "task")?.values().iter().zip(pairs) {
            all.entry(*task).or_default().push(pair);
        }
    }
    table("task", &all)
}

/// Gives the first task of some rows; all are of one.
pub fn task(batches: &[RecordBatch]) -> PyResult<i64> {
    let batch = batches.iter().find(|batch| batch.num_rows() > 0);
    Ok(batch.map(|batch| columns::integers(batch, "task")).transpose()?.map_or(0, |tasks| tasks.value(0)))
}
