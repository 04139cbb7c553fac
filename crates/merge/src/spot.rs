//! Where on the globe, in so few bytes that every neighbor of a block can carry it?

use crate::settings::Distances;
use crate::telling::Telling;
use schema::{EARTH_KM, Precision};

/// The radius of the globe in steps: one is about 200 meters.
const STEPS: f64 = 32_767.0;

/// By so many steps rounding can part two points at most.
const ROUNDING: f64 = 2.0;

/// A town that a telling itself names, as a point of the globe in whole steps from its middle; that middle where it names none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spot([i16; 3]);

impl Spot {
    /// Gives the town that a telling names.
    pub fn of(telling: &Telling<'_>) -> Self {
        let town = telling.place.filter(|place| telling.placed && place.precision == Precision::Point);
        town.and_then(|town| town.lat.zip(town.lon)).map_or_else(Self::default, Self::at)
    }

    /// Gives the spot of a point in degrees.
    #[expect(clippy::cast_possible_truncation, reason = "points of the globe are within its radius")]
    fn at((lat, lon): (f64, f64)) -> Self {
        let (phi, lambda) = (lat.to_radians(), lon.to_radians());
        let point = [phi.cos() * lambda.cos(), phi.cos() * lambda.sin(), phi.sin()];
        Self(point.map(|axis| (axis * STEPS).round() as i16))
    }

    /// Gives the spot as one number.
    pub fn packed(self) -> i64 {
        self.0.iter().rev().fold(0, |number, axis| number << 16 | i64::from(axis.cast_unsigned()))
    }

    /// Takes up a spot that was packed.
    #[expect(clippy::cast_possible_truncation, reason = "each axis is taken by itself")]
    pub fn unpacked(number: i64) -> Self {
        Self([0, 16, 32].map(|bits| (number >> bits) as i16))
    }

    /// Tells whether two towns are surely further from one another than `furthest` steps squared.
    pub fn is_far_from(self, other: Self, furthest: i64) -> bool {
        let squares = self.0.iter().zip(other.0).map(|(a, b)| (i64::from(*a) - i64::from(b)).pow(2));
        self != Self::default() && other != Self::default() && squares.sum::<i64>() > furthest
    }
}

/// Gives the distance beyond which two towns exclude each other whatever happened there, straight through the globe, in steps squared.
#[expect(clippy::cast_possible_truncation, reason = "no further than through the globe")]
pub(crate) fn furthest(distances: &Distances) -> i64 {
    let angle = distances.apart_km.max(distances.taken_km) / EARTH_KM;
    let chord = 2.0 * STEPS * (angle / 2.0).sin() + ROUNDING;
    chord.powi(2).ceil() as i64
}

#[cfg(test)]
mod tests {
    use super::{STEPS, Spot, furthest};
    use crate::settings::Settings;
    use schema::{DataFile, EARTH_KM, kilometers};

    #[test]
    fn towns_are_far_only_where_they_are_too_far_to_be_one() {
        let bytes = include_bytes!("../../../data/ontology/merging.toml").to_vec();
        let settings = Settings::load(&[DataFile { path: "ontology/merging.toml".into(), bytes }]).unwrap();
        let (distances, step) = (&settings.distances, EARTH_KM / STEPS);
        let limit = distances.apart_km.max(distances.taken_km);
        for from in [(0.0, 0.0), (34.5, 40.9), (-12.0, 179.9), (89.8, 10.0), (-33.0, -70.0)] {
            for bearing in 0..40 {
                let (lat, lon): (f64, f64) =
                    (from.0 + f64::from(bearing) * 0.04, from.1 + f64::from(bearing % 7) * 0.2);
                let to = (lat.min(90.0), lon);
                let km = kilometers(from, to);
                let far = Spot::at(from).is_far_from(Spot::at(to), furthest(distances));
                assert!(!far || km > limit, "{from:?} {to:?}: {km}");
                assert!(far || km < limit + 5.0 * step, "{from:?} {to:?}: {km}");
            }
        }
    }

    #[test]
    fn a_spot_is_packed_and_unpacked() {
        for place in [(0.0, 0.0), (34.5, 40.9), (-12.0, -179.9), (-90.0, 0.0)] {
            assert_eq!(Spot::unpacked(Spot::at(place).packed()), Spot::at(place));
        }
        assert_eq!(Spot::default().packed(), 0);
        assert!(!Spot::default().is_far_from(Spot::at((34.5, 40.9)), 0), "a town that nobody names is near to all");
    }
}
