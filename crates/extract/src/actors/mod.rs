//! Who?

use language::Analysis;
use schema::{Actor, ActorMention, DataFile, Document, PlaceMention, Problem};

/// Names of actors through time.
#[derive(Debug, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// Loads `data/actors`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(_files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        Ok(Self {})
    }
}

/// Finds and resolves the actors that the document names; mentions in text order, actors by id.
#[must_use]
pub fn find(
    _document: &Document,
    _analysis: &Analysis<'_>,
    _places: &[PlaceMention],
    _lexicon: &Lexicon,
) -> (Vec<ActorMention>, Vec<Actor>) {
    (Vec::new(), Vec::new())
}
