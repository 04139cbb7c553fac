//! Where does each telling stand: in which bin is it dealt with, and which group is it of?

use crate::columns;
use arrow_array::{Int64Array, RecordBatch};
use pyo3::PyResult;

/// The tellings of which something is known, sorted, and what that is.
#[derive(Default)]
pub struct Homes {
    tellings: Option<Int64Array>,
    bins: Option<Int64Array>,
    groups: Option<Int64Array>,
}

impl Homes {
    /// Reads rows of ``telling``, sorted by it, and ``bin`` or ``home`` or both. A table of one batch is not copied.
    pub fn of(batches: &[RecordBatch]) -> PyResult<Self> {
        let has = |column| batches.first().is_some_and(|batch| batch.schema().column_with_name(column).is_some());
        let read = |column| has(column).then(|| whole(batches, column)).transpose();
        Ok(Self { tellings: read("telling")?, bins: read("bin")?, groups: read("home")? })
    }

    /// Gives every telling that is known with its group.
    pub fn all(&self) -> impl Iterator<Item = (i64, i64)> {
        let tellings = self.tellings.iter().flat_map(|tellings| tellings.values().iter().copied());
        tellings.zip(self.groups.iter().flat_map(|groups| groups.values().iter().copied()))
    }

    /// Gives the bin in which a telling is dealt with.
    pub fn bin(&self, telling: i64) -> Option<i64> {
        self.value(self.bins.as_ref(), telling)
    }

    /// Gives the group of a telling: itself, where it is alone.
    pub fn home(&self, telling: i64) -> i64 {
        self.value(self.groups.as_ref(), telling).unwrap_or(telling)
    }

    fn value(&self, values: Option<&Int64Array>, telling: i64) -> Option<i64> {
        let at = self.tellings.as_ref()?.values().binary_search(&telling).ok()?;
        values.map(|values| values.value(at))
    }
}

fn whole(batches: &[RecordBatch], column: &str) -> PyResult<Int64Array> {
    match batches {
        [batch] => columns::integers(batch, column).cloned(),
        _ => {
            let columns = batches.iter().map(|batch| columns::integers(batch, column));
            let columns: Vec<&Int64Array> = columns.collect::<PyResult<_>>()?;
            Ok(columns.into_iter().flat_map(|column| column.values().iter().copied()).collect::<Vec<i64>>().into())
        }
    }
}
