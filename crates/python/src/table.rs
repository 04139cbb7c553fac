//! How does a table reach pandas, polars, DuckDB or pyarrow without a copy?

use crate::value_error;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_schema::{ArrowError, DataType, Field};
use pyo3::{
    prelude::*,
    types::{PyCapsule, PyTuple},
};
use pyo3_arrow::{
    error::PyArrowResult,
    ffi::{ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule},
};
use std::sync::Arc;
use tables::Row;

/// A table in Arrow's memory layout.
///
/// Give it to anything that takes Arrow data: ``pyarrow.table(t)``, ``polars.from_arrow(t)``, ``pandas.DataFrame.from_arrow(t)``,
/// or ``duckdb.sql("select … from t")`` after ``t = pyarrow.table(t)``. Nothing is copied.
#[pyclass(frozen, module = "rashomon")]
pub struct Table {
    batch: RecordBatch,
}

impl Table {
    /// Makes a table of rows.
    pub fn of<T: Row>(rows: &[T]) -> PyResult<Self> {
        Ok(Self { batch: tables::batch(rows).map_err(value_error)? })
    }

    /// Makes a table of columns, all of one length.
    pub fn with<const N: usize>(columns: [(&str, ArrayRef); N]) -> PyResult<Self> {
        let nullable = columns.into_iter().map(|(name, column)| (name, column, true));
        Ok(Self { batch: RecordBatch::try_from_iter_with_nullable(nullable).map_err(value_error)? })
    }

    fn whole(&self) -> (Arc<Field>, ArrayRef) {
        let field = Field::new("", DataType::Struct(self.batch.schema().fields().clone()), false);
        (Arc::new(field), Arc::new(StructArray::from(self.batch.clone())))
    }
}

#[pymethods]
impl Table {
    fn __len__(&self) -> usize {
        self.batch.num_rows()
    }

    fn __repr__(&self) -> String {
        format!("rashomon.Table of {} rows: {}", self.batch.num_rows(), self.columns().join(", "))
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.batch.schema().fields().iter().map(|field| field.name().clone()).collect()
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyArrowResult<Bound<'py, PyCapsule>> {
        to_schema_pycapsule(py, self.batch.schema().as_ref())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyTuple>> {
        let (field, array) = self.whole();
        to_array_pycapsules(py, field, &array as &dyn Array, requested_schema)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyArrowResult<Bound<'py, PyCapsule>> {
        let (field, array) = self.whole();
        let arrays = std::iter::once(Ok::<ArrayRef, ArrowError>(array));
        to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, field)), requested_schema)
    }
}
