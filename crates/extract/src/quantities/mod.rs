//! How many?

use language::Analysis;
use schema::{ActorMention, DataFile, Document, Problem, Quantity};

/// Words that tell how many.
#[derive(Debug, Default)]
pub struct Grammar {}

impl Grammar {
    /// Loads `data/<language>/quantities.toml`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(_files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        Ok(Self {})
    }
}

/// Finds the numbers of people and things that the document gives, in text order.
#[must_use]
pub fn find(
    _document: &Document,
    _analysis: &Analysis<'_>,
    _actors: &[ActorMention],
    _grammar: &Grammar,
) -> Vec<Quantity> {
    Vec::new()
}
