//! What does a page say, asked from Python?

use crate::{
    findings::{FindingsRow, bytes, strings},
    table::Table,
    value_error,
};
use arrow_array::RecordBatch;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use rashomon::{Carried, Page};
use rayon::prelude::*;
use std::path::PathBuf;

/// Data and models, loaded once and used for every page.
///
/// Args:
///     data: A folder of your own data files, laid over those inside the package.
///
/// Raises:
///     ValueError: A data file has problems; the message lists every one with its line.
#[pyclass(frozen, module = "rashomon")]
pub struct Analyzer {
    analyzer: rashomon::Analyzer,
    version: String,
}

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (data=None))]
    fn new(py: Python<'_>, data: Option<PathBuf>) -> PyResult<Self> {
        py.detach(|| {
            let carried = Carried::new(data.as_deref()).map_err(value_error)?;
            let analyzer = rashomon::Analyzer::load_or_explain(&carried).map_err(value_error)?;
            Ok(Self { analyzer, version: carried.fingerprint })
        })
    }

    /// A fingerprint of the program, its data and models: equal fingerprints give equal findings.
    #[getter]
    fn version(&self) -> &str {
        &self.version
    }

    /// Reads pages and finds what they say.
    ///
    /// Args:
    ///     pages: Arrow data with the columns ``path`` (string) and ``content`` (binary or string).
    ///
    /// Returns:
    ///     A table with one row a page, in the same order: ``path``, ``status`` (``read`` or ``set aside``), ``error``,
    ///     ``version``, ``document_id``, ``mentions``, and ``document`` and ``findings`` as JSON. A page that cannot be read
    ///     is a row with its reason, never an exception.
    fn extract(&self, py: Python<'_>, pages: PyTable) -> PyResult<Table> {
        let (batches, _) = pages.into_inner();
        let rows = py.detach(|| {
            let rows: PyResult<Vec<Vec<FindingsRow>>> = batches.iter().map(|batch| self.rows(batch)).collect();
            rows.map(|rows| rows.concat())
        })?;
        Table::of(&rows)
    }
}

impl Analyzer {
    fn rows(&self, batch: &RecordBatch) -> PyResult<Vec<FindingsRow>> {
        let pages: Vec<_> = strings(batch, "path")?.into_iter().zip(bytes(batch, "content")?).collect();
        Ok(pages.into_par_iter().map(|(path, content)| self.row(path.unwrap_or_default(), content)).collect())
    }

    fn row(&self, path: &str, content: Option<&[u8]>) -> FindingsRow {
        let page = Page { name: path.to_owned(), path: PathBuf::from(path), found: false };
        let account = match content {
            Some(content) => self.analyzer.account(&page, content),
            None => Err("has no content; give the page's bytes or its text".into()),
        };
        FindingsRow::new(path, &self.version, account)
    }

    /// Merges accounts with the settings of this analyzer's data.
    pub fn merged(&self, accounts: Vec<(schema::Document, schema::Findings)>) -> schema::Case {
        self.analyzer.merge(accounts)
    }
}
