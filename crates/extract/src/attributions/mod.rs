//! Who says so?

use language::Analysis;
use schema::{ActorMention, Attribution, DataFile, Document, Problem};

/// Words that put something into somebody's mouth.
#[derive(Debug, Default)]
pub struct Cues {}

impl Cues {
    /// Loads `data/<language>/cues.toml`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(_files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        Ok(Self {})
    }
}

/// Finds the stretches that the document puts into somebody's mouth, in text order.
#[must_use]
pub fn find(
    _document: &Document,
    _analysis: &Analysis<'_>,
    _actors: &[ActorMention],
    _cues: &Cues,
) -> Vec<Attribution> {
    Vec::new()
}
