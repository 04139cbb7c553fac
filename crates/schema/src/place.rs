//! Where, and how exactly is that known?

use crate::Span;
use serde::{Deserialize, Serialize};

/// Names a place: `geonames:174448`, an entry of `data/places` (`tanf`), or a name met in the case (`name:…`).
pub type PlaceId = String;

/// How exactly a place stands on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A town, village, base or crossing.
    Point,
    /// A province, district, desert or river: the coordinates are its middle.
    Area,
    /// A whole country.
    Country,
}

/// A place of the gazetteer, or one that accounts name and no gazetteer knows (then without coordinates).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// Its usual name in Latin script.
    pub name: String,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// How exactly it stands on the map.
    pub precision: Precision,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: Option<String>,
    /// Every spelling, those met in the case among them; sorted.
    pub aliases: Vec<String>,
}

/// What a toponym is used for in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ToponymUse {
    /// The place itself: "in Damascus".
    Location,
    /// A government or people: "Damascus said", "the Iraqi army".
    Metonym,
    /// The place itself, called again without its name: "the border town", "there".
    Description,
}

impl ToponymUse {
    /// Tells whether the words stand for the place itself.
    #[must_use]
    pub fn is_place(self) -> bool {
        matches!(self, Self::Location | Self::Description)
    }
}

/// Words that name a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceMention {
    /// The toponym.
    pub span: Span,
    /// The place it is resolved to; always set, an unknown place has a `name:` id.
    pub place: PlaceId,
    /// What it is used for.
    pub usage: ToponymUse,
    /// Other places it could have been, best first.
    pub candidates: Vec<PlaceId>,
    /// The rule that decided, with its reason.
    pub rule: String,
}

/// The mean radius of the earth in kilometers.
pub const EARTH_KM: f64 = 6_371.0;

/// Gives the length of the great circle between two points in kilometers.
#[must_use]
pub fn kilometers((lat1, lon1): (f64, f64), (lat2, lon2): (f64, f64)) -> f64 {
    let (phi1, phi2) = (lat1.to_radians(), lat2.to_radians());
    let (dphi, dlambda) = ((lat2 - lat1).to_radians(), (lon2 - lon1).to_radians());
    let a = (dphi / 2.0).sin().powi(2) + phi1.cos() * phi2.cos() * (dlambda / 2.0).sin().powi(2);
    2.0 * EARTH_KM * a.sqrt().min(1.0).asin()
}
