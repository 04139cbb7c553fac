//! What is in a case, asked from Python?

use crate::{analyzer::Analyzer, findings, notebook, table::Table, value_error};
use pyo3::{exceptions::PyKeyError, prelude::*};
use pyo3_arrow::PyTable;
use rashomon::show;
use std::path::PathBuf;
use store::CaseFile;
use tables::Index;

/// A case: events with every account's version of them.
///
/// Each table is made when it is asked for. Positions count Unicode code points, so that ``text[start:end]`` are the words.
#[pyclass(frozen, module = "rashomon")]
pub struct Case {
    case: schema::Case,
}

impl Case {
    /// Wraps a case.
    pub fn new(case: schema::Case) -> Self {
        Self { case }
    }
}

#[pymethods]
impl Case {
    fn __repr__(&self) -> String {
        format!("rashomon.Case of {} documents and {} events", self.case.documents.len(), self.case.events.len())
    }

    /// One row a document: source, day of publication with its evidence, text.
    #[getter]
    fn documents(&self) -> PyResult<Table> {
        Table::of(&tables::documents(&self.case))
    }

    /// One row a telling: kind, trigger, clause, speakers, realis.
    #[getter]
    fn mentions(&self) -> PyResult<Table> {
        Table::of(&tables::mentions(&self.case, &Index::new(&self.case)))
    }

    /// One row an event: who, whom, where (degrees), when (days), how many accounts.
    #[getter]
    fn events(&self) -> PyResult<Table> {
        Table::of(&tables::events(&self.case, &Index::new(&self.case)))
    }

    /// One row for each version of each value in each document: speaker, words, positions.
    #[getter]
    fn claims(&self) -> PyResult<Table> {
        Table::of(&tables::claims(&self.case, &Index::new(&self.case)))
    }

    /// One row for each thing that a person decided about an event, with what the machine says beside it.
    #[getter]
    fn decided(&self) -> PyResult<Table> {
        Table::of(&tables::decided(&self.case))
    }

    /// One row an actor, with every name met.
    #[getter]
    fn actors(&self) -> PyResult<Table> {
        Table::of(&tables::actors(&self.case))
    }

    /// One row a place, with every spelling met.
    #[getter]
    fn places(&self) -> PyResult<Table> {
        Table::of(&tables::places(&self.case))
    }

    /// Writes what is known of one event as plain text.
    ///
    /// Args:
    ///     event: The event's id, or the start of it where no other begins so.
    ///
    /// Raises:
    ///     KeyError: No event of this case has that id.
    fn dossier(&self, event: &str) -> PyResult<String> {
        let found = show::find_event(&self.case, event);
        let found =
            found.ok_or_else(|| PyKeyError::new_err(format!("{event}: no such event, or more than one begins so")))?;
        Ok(show::dossier(&self.case, found))
    }

    /// Writes the case as a case file, which ``rashomon events``, ``rashomon serve`` and SQLite open.
    ///
    /// Args:
    ///     path: The file; a case that is there already gets a new version.
    ///
    /// Raises:
    ///     ValueError: The file cannot be written, or it is no case file.
    fn write(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        let write = || {
            let mut file = CaseFile::create_or_resume(&path)?;
            file.put_case(&self.case)?;
            file.set_meta("program", concat!("rashomon ", env!("CARGO_PKG_VERSION")))
        };
        py.detach(write).map_err(value_error)
    }

    /// Draws where the events happened, as SVG; ``rashomon.map_of`` shows it in a notebook.
    ///
    /// Returns:
    ///     None where no event has a place on the map.
    fn map(&self, py: Python<'_>) -> Option<String> {
        py.detach(|| rashomon::drawn(&self.case))
    }

    /// What a notebook shows of the case: its most told events.
    fn _repr_html_(&self) -> String {
        notebook::table(&self.case)
    }

    /// Gives the whole case in the layout ``rashomon/1``, as documented in docs/export.md.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        let mut json = Vec::new();
        py.detach(|| store::export_json(&store::Walk::Whole(&self.case), None, &mut json)).map_err(value_error)?;
        String::from_utf8(json).map_err(value_error)
    }
}

/// Opens a case file.
///
/// Args:
///     path: A file made by ``rashomon run``.
///
/// Raises:
///     ValueError: The file is not there, or it is no case file.
#[pyfunction]
pub fn open_case(py: Python<'_>, path: PathBuf) -> PyResult<Case> {
    let case = py.detach(|| CaseFile::open(&path).and_then(|file| file.case())).map_err(value_error)?;
    Ok(Case { case })
}

/// Merges the findings of many pages into a case.
///
/// Args:
///     findings: Arrow data made by ``Analyzer.extract``, in any order; a page that stands there twice counts once.
///     analyzer: The analyzer whose settings decide what is one event.
#[pyfunction]
pub fn merge(py: Python<'_>, findings: PyTable, analyzer: &Analyzer) -> PyResult<Case> {
    let (batches, _) = findings.into_inner();
    py.detach(|| {
        let mut accounts = Vec::new();
        for batch in &batches {
            accounts.extend(findings::accounts(batch)?);
        }
        Ok(Case { case: analyzer.merged(accounts) })
    })
}
