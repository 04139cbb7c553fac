//! Where does it happen?

use crate::{Row, index};
use schema::Case;
use serde::{Deserialize, Serialize};

/// One place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceRow {
    /// Its id.
    pub id: String,
    /// Its usual name.
    pub name: String,
    /// Degrees north; none where no gazetteer knows it.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// `point`, `area` or `country`.
    pub precision: String,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<String>,
    /// Every spelling.
    pub aliases: Vec<String>,
}

impl Row for PlaceRow {}

/// Lists the places of a case.
#[must_use]
pub fn places(case: &Case) -> Vec<PlaceRow> {
    let row = |place: &schema::Place| PlaceRow {
        id: place.id.clone(),
        name: place.name.clone(),
        lat: place.lat,
        lon: place.lon,
        precision: index::word(place.precision),
        country: place.country.clone(),
        aliases: place.aliases.clone(),
    };
    case.places.iter().map(row).collect()
}
