//! When?

use language::Analysis;
use schema::{DataFile, Document, Problem, TimeExpression};

/// Words that tell when.
#[derive(Debug, Default)]
pub struct Grammar {}

impl Grammar {
    /// Loads `data/<language>/times.toml`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(_files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        Ok(Self {})
    }
}

/// Finds the time expressions of the document, in text order.
#[must_use]
pub fn find(_document: &Document, _analysis: &Analysis<'_>, _grammar: &Grammar) -> Vec<TimeExpression> {
    Vec::new()
}
