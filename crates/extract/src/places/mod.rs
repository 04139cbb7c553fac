//! Where?

pub mod archive;
pub mod catalogue;
mod gazetteer;
mod name;
mod words;

use language::Analysis;
use schema::{Document, Place, PlaceMention};

pub use gazetteer::Gazetteer;
pub use name::normal_form;

/// Finds and resolves the places that the document names; mentions in text order, places by id.
#[must_use]
pub fn find(_document: &Document, _analysis: &Analysis<'_>, _gazetteer: &Gazetteer) -> (Vec<PlaceMention>, Vec<Place>) {
    (Vec::new(), Vec::new())
}
