//! Where?

use language::Analysis;
use schema::{DataFile, Document, Place, PlaceMention, Problem};

/// Names of places and where they lie.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// Loads the gazetteer and `data/places`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(_files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        Ok(Self {})
    }
}

/// Finds and resolves the places that the document names; mentions in text order, places by id.
#[must_use]
pub fn find(_document: &Document, _analysis: &Analysis<'_>, _gazetteer: &Gazetteer) -> (Vec<PlaceMention>, Vec<Place>) {
    (Vec::new(), Vec::new())
}
