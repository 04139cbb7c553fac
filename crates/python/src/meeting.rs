//! Which tellings of a block meet, however few of its rows are held at a time?

use crate::{
    columns, findings,
    packed::{self, Pairs},
    table::Table,
};
use arrow_array::RecordBatch;
use jiff::civil::Date;
use merge::{Settings, parts};
use pyo3::PyResult;
use std::collections::BTreeMap;

/// More slices of time than there are ever cut.
const SLICES: usize = 1_000_000;

/// A telling in one of its blocks, and the slice of time that it stands in.
struct Row<'b> {
    block: i64,
    telling: i64,
    slice: usize,
    neighbor: (&'b str, (Option<Date>, Option<Date>), i64),
}

/// Lets the tellings of whole blocks meet, the last one being only begun unless `ended`; `cuts` are the days that cut time in slices.
///
/// Gives the pairs, each with the slices of time that its tellings stand in, and the number of rows that are done with.
pub fn met(batches: &[RecordBatch], cuts: &[i32], ended: bool, settings: &Settings) -> PyResult<(Table, usize)> {
    let rows = rows(batches, cuts)?;
    let (mut tasks, mut done) = (BTreeMap::<i64, Pairs>::new(), 0);
    for block in rows.chunk_by(|one, other| one.block == other.block) {
        let whole = ended || done + block.len() < rows.len();
        let settled = if whole { block.len() } else { block.len().saturating_sub(parts::reach(settings)) };
        let neighbors: Vec<_> = block.iter().map(|row| row.neighbor).collect();
        for (one, other) in parts::meet(&neighbors, settings).into_iter().filter(|(one, _)| *one < settled) {
            let (a, b) = (&block[one], &block[other]);
            let task = i64::try_from(a.slice.min(b.slice) * SLICES + a.slice.max(b.slice)).unwrap_or_default();
            tasks.entry(task).or_default().push((a.telling.min(b.telling), a.telling.max(b.telling)));
        }
        done += settled;
    }
    for pairs in tasks.values_mut() {
        pairs.sort_unstable();
        pairs.dedup();
    }
    Ok((packed::table(["task", "pairs"], &tasks)?, done))
}

fn rows<'b>(batches: &'b [RecordBatch], cuts: &[i32]) -> PyResult<Vec<Row<'b>>> {
    let mut rows = Vec::new();
    for batch in batches {
        let (blocks, tellings) = (columns::integers(batch, "block")?, columns::integers(batch, "telling")?);
        let spots = columns::integers(batch, "spot")?;
        let days = columns::small(batch, "from")?.into_iter().zip(columns::small(batch, "to")?);
        let kinds = findings::strings(batch, "kind")?.into_iter().map(Option::unwrap_or_default);
        let told = blocks.values().iter().zip(tellings.values()).zip(kinds).zip(days).zip(spots.values());
        rows.extend(told.map(|((((block, telling), kind), (from, to)), spot)| Row {
            block: *block,
            telling: *telling,
            slice: from.map_or(0, |day| cuts.partition_point(|cut| *cut <= day)),
            neighbor: (kind, (from.and_then(columns::to_day), to.and_then(columns::to_day)), *spot),
        }));
    }
    Ok(rows)
}
