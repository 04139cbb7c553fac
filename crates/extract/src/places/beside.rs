//! Where is a place that the text tells only by another: "50km northeast of Aleppo", "20 km from Palmyra", "south of Hit"?
//!
//! It becomes an area of its own, as far off and on that side; without a distance it lies as near as news means by "north of".

use super::piece::Piece;
use super::spot::Spot;
use super::words::Words;
use language::Tag;
use schema::{Place, Precision, Span, kilometers};

/// How far off a place lies that is only said to be on one side of another, in kilometers.
const NEAR: f64 = 20.0;
/// Beyond this, the other place tells nothing.
const FAR: f64 = 300.0;

/// How many words may describe a place between its name and a distance from it.
const DESCRIBED: usize = 7;

/// Gives the words and the area where the text counts from a name.
#[must_use]
pub fn beside(spot: &Spot, base: &Place, pieces: &[Piece], words: &Words) -> Option<(Span, Place)> {
    let (lat, lon) = base.lat.zip(base.lon).filter(|_| base.precision == Precision::Point)?;
    let told = Told::read(spot, pieces, words)?;
    let kilometers_off = told.kilometers.unwrap_or(NEAR);
    if kilometers_off > FAR || told.bearing.is_none() && told.kilometers.is_none() {
        return None;
    }
    let (lat, lon) = told.bearing.map_or((lat, lon), |bearing| moved((lat, lon), kilometers_off, bearing));
    let side = told.bearing.map_or_else(|| "around".into(), |bearing| bearing.to_string());
    let place = Place {
        id: format!("off:{}:{kilometers_off:.0}:{side}", base.id),
        name: String::new(),
        lat: Some(lat),
        lon: Some(lon),
        precision: Precision::Area,
        country: base.country.clone(),
        aliases: Vec::new(),
    };
    Some((pieces[told.start].span.join(spot.span), place))
}

/// What the words before a name tell of the way from it.
struct Told {
    start: usize,
    kilometers: Option<f64>,
    bearing: Option<u16>,
}

impl Told {
    /// Reads backwards from the name; over what describes it only where a distance is told: "12km south of IS-held Dabiq", or
    /// where that only says what it is: "west of the Karsan capital Orva".
    fn read(spot: &Spot, pieces: &[Piece], words: &Words) -> Option<Self> {
        let first = &pieces[spot.pieces.start];
        let mut at = spot.pieces.start.checked_sub(1)?;
        if leads(&pieces[at]) && !is_called(pieces, at, words) {
            return Some(Self::read_from(at, pieces, words));
        }
        let mut plain = true;
        for _ in 0..DESCRIBED {
            let piece = &pieces[at];
            if piece.sentence != first.sentence || !pieces[at + 1].joined {
                return None;
            }
            if leads(piece) && !is_called(pieces, at, words) {
                let told = Self::read_from(at, pieces, words);
                // "the south of the city" lies in it.
                let inside = told.start > 0 && pieces[told.start - 1].lower == "the";
                return Some(told).filter(|told| told.kilometers.is_some() || plain && !inside);
            }
            plain &= is_plain(piece, words) || leads(piece);
            let describes = !matches!(piece.tag, Tag::Adposition | Tag::Auxiliary | Tag::Pronoun);
            if !describes && !leads(piece) {
                return None;
            }
            at = at.checked_sub(1)?;
        }
        None
    }

    /// Reads backwards: "of", "the northeast", "to", "kilometers", "50".
    fn read_from(mut at: usize, pieces: &[Piece], words: &Words) -> Self {
        let sentence = pieces[at].sentence;
        let piece = |at: usize| pieces.get(at).filter(|piece| piece.sentence == sentence);
        let mut told = Self { start: at, kilometers: None, bearing: None };
        while let Some(before) = at.checked_sub(1).and_then(piece) {
            let next = &before.lower;
            let link = matches!(next.as_str(), "to" | "the" | "away" | "about" | "some" | "just");
            if let Some(bearing) = words.bearings.get(next).filter(|_| told.kilometers.is_none()) {
                told.bearing = Some(told.bearing.map_or(*bearing, |known| between(*bearing, known)));
                told.start = at - 1;
            } else if let Some((kilometers, start)) = distance(pieces, at - 1, words) {
                told.kilometers = Some(kilometers);
                told.start = start;
                break;
            } else if !link {
                break;
            }
            at -= 1;
        }
        told
    }
}

fn leads(piece: &Piece) -> bool {
    matches!(piece.lower.as_str(), "of" | "from")
}

/// Tells whether an "of" only joins a noun to its name: "the town of X".
fn is_called(pieces: &[Piece], of: usize, words: &Words) -> bool {
    pieces[of].lower == "of" && of > 0 && words.point_nouns.contains(&pieces[of - 1].lower)
}

/// Tells whether a word before a name only says what it is: "the", "Karsan", "capital".
fn is_plain(piece: &Piece, words: &Words) -> bool {
    let demonym = piece.capital && piece.tag == Tag::Adjective;
    piece.lower == "the" || demonym || words.is_generic(&piece.lower)
}

/// Reads "50km", "50 km" and "50 miles" that end at a piece.
fn distance(pieces: &[Piece], at: usize, words: &Words) -> Option<(f64, usize)> {
    let lower = pieces[at].lower.as_str();
    let digits = lower.len() - lower.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let unit = words.distances.get(&lower[digits..])?;
    let (number, start) = match digits {
        0 => (pieces[..at].last()?.lower.replace(',', ""), at - 1),
        _ => (lower[..digits].to_owned(), at),
    };
    let number: f64 = number.parse().ok()?;
    Some((number * unit, start))
}

/// Gives the bearing between two: "north-east" comes in two pieces.
fn between(one: u16, other: u16) -> u16 {
    let (low, high) = (one.min(other), one.max(other));
    if high - low > 180 { (low + high + 360) / 2 % 360 } else { (low + high) / 2 }
}

/// Gives the point so many kilometers off.
fn moved((lat, lon): (f64, f64), off: f64, bearing: u16) -> (f64, f64) {
    let angle = f64::from(bearing).to_radians();
    let degree = kilometers((lat, lon), (lat, lon + 1.0)).max(1.0);
    (lat + off * angle.cos() / 111.2, lon + off * angle.sin() / degree)
}
