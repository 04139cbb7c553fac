//! The functions of Rashomon for Python and for a cluster, over Arrow.
//!
//! Thin on purpose: every function turns Python values into those of the other crates and back, with the interpreter's
//! lock released while it works. The names that users see are those of `python/rashomon/__init__.py`.

mod analyzer;
mod case;
mod columns;
mod findings;
mod homes;
mod judging;
mod meeting;
mod merger;
mod notebook;
mod packed;
mod settling;
mod table;
mod world;

use pyo3::prelude::*;

#[pymodule]
mod _rashomon {
    #[pymodule_export]
    use crate::analyzer::Analyzer;
    #[pymodule_export]
    use crate::case::{Case, merge, open_case};
    #[pymodule_export]
    use crate::merger::Merger;
    #[pymodule_export]
    use crate::table::Table;
    #[pymodule_export]
    use crate::world::{Dealer, known, originals, sample, world};
    use pyo3::prelude::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("SPEAKERS", ::merge::parts::SPEAKERS)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// Turns any error into the Python error that says the same.
fn value_error(error: impl std::fmt::Display) -> PyErr {
    pyo3::exceptions::PyValueError::new_err(error.to_string())
}
