//! What becomes known of a whole case while a cluster merges it?

use crate::{
    columns,
    homes::Homes,
    merger::{Merger, holders, parsed},
    packed::{self, Pairs},
    table::Table,
    value_error,
};
use arrow_array::Int64Array;
use merge::parts::{self, Census, Slip, World};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use schema::Published;
use std::{collections::BTreeMap, sync::Arc};

/// Makes a world of what was met in all findings; gives it with the number of runs of words, tellings and undated accounts.
#[pyfunction]
pub fn world(censuses: &Bound<'_, PyAny>) -> PyResult<(String, usize, u32, u32)> {
    let mut all = Census::default();
    for census in censuses.try_iter()? {
        all.add(parsed(census?.extract::<String>()?.as_bytes())?);
    }
    let json = serde_json::to_string(&World::new(&all)).map_err(value_error)?;
    Ok((json, all.runs(), all.tellings(), all.undated()))
}

/// Adds to a world what became known: copies (pairs of numbers), slips of accounts that were copied, fame, dates.
#[pyfunction]
#[pyo3(signature = (world, copies=None, originals=None, fame=None, dates=None))]
pub fn known(
    world: &str,
    copies: Option<Pairs>,
    originals: Option<Vec<String>>,
    fame: Option<Vec<String>>,
    dates: Option<String>,
) -> PyResult<String> {
    let mut world: World = parsed(world.as_bytes())?;
    if let Some(copies) = copies {
        world.put_copies(copies.into_iter().map(|(copy, original)| (parts::id(copy), parts::id(original))));
    }
    if let Some(slips) = originals {
        let slips: PyResult<Vec<Slip>> = slips.iter().map(|json| parsed(json.as_bytes())).collect();
        world.put_originals(slips?);
    }
    if let Some(fame) = fame {
        let parts: PyResult<Vec<_>> = fame.iter().map(|part| parsed(part.as_bytes())).collect();
        world.put_fame(parts?);
    }
    if let Some(dates) = dates {
        world.put_dates(parsed::<BTreeMap<String, Published>>(dates.as_bytes())?);
    }
    serde_json::to_string(&world).map_err(value_error)
}

/// Finds the original of every copy among pairs of accounts: rows of both holders, ``shared``, ``runs_one``, ``runs_other``.
#[pyfunction]
pub fn originals(pairs: PyTable, merger: &Merger) -> PyResult<Pairs> {
    let mut found = Vec::new();
    for batch in &pairs.into_inner().0 {
        let count = |column| columns::integers(batch, column);
        let counts = (count("shared")?, count("runs_one")?, count("runs_other")?);
        let both = holders(batch, "_one")?.into_iter().zip(holders(batch, "_other")?);
        for (row, (one, other)) in both.enumerate() {
            let size = |count: &Int64Array| usize::try_from(count.value(row)).unwrap_or_default();
            found.push((one, other, [size(counts.0), size(counts.1), size(counts.2)]));
        }
    }
    Ok(parts::originals(&found, &merger.settings))
}

/// Tells of how many runs of words one is compared, in a case with so many.
#[pyfunction]
pub fn sample(runs: usize) -> u64 {
    parts::sample(runs)
}

/// Deals the chains that connecting pairs make to bins.
#[pyclass(module = "rashomon")]
#[derive(Default)]
pub struct Dealer(parts::Chains, Homes);

#[pymethods]
impl Dealer {
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// Takes up pairs: rows of ``task`` and ``connects``.
    fn add(&mut self, py: Python<'_>, judged: PyTable) -> PyResult<()> {
        let batches = judged.into_inner().0;
        py.detach(|| {
            for batch in &batches {
                let tasks = columns::integers(batch, "task")?.values();
                for (task, pairs) in tasks.iter().zip(packed::rows(batch, "connects")?) {
                    for pair in pairs {
                        self.0.connect(*task, pair);
                    }
                }
            }
            Ok(())
        })
    }

    /// Takes up groups, which stay together: rows of ``telling``, sorted by it, and ``home``.
    fn keep(&mut self, py: Python<'_>, homes: PyTable) -> PyResult<()> {
        let batches = homes.into_inner().0;
        py.detach(|| {
            let Self(chains, homes) = self;
            *homes = Homes::of(&batches)?;
            for pair in homes.all() {
                chains.connect(i64::MAX, pair);
            }
            Ok(())
        })
    }

    /// Gives every telling of a chain with its bin, of which each has about so many, and its group: ``telling``, ``bin`` and ``home``.
    /// Nothing is left.
    fn deal(&mut self, py: Python<'_>, most: usize) -> PyResult<Table> {
        let Self(chains, homes) = std::mem::take(self);
        let dealt = py.detach(|| chains.deal(most));
        Table::with([
            ("telling", Arc::new(Int64Array::from_iter_values(dealt.iter().map(|(telling, _)| *telling)))),
            ("bin", Arc::new(Int64Array::from_iter_values(dealt.iter().map(|(_, bin)| *bin)))),
            ("home", Arc::new(Int64Array::from_iter_values(dealt.iter().map(|(telling, _)| homes.home(*telling))))),
        ])
    }
}
