//! How far apart are days and places?

use jiff::civil::Date;
use schema::{Interval, Place};

/// Gives the days between two intervals; 0 where they meet.
pub(crate) fn gap(a: Interval, b: Interval) -> i32 {
    days_between(a.to, b.from).max(days_between(b.to, a.from))
}

/// Gives how many days the one day is before the other; 0 where it is not.
pub(crate) fn days_between(one: Date, other: Date) -> i32 {
    if one < other { Interval { from: one, to: other }.days() - 1 } else { 0 }
}

/// Gives the distance of two places on the globe; none where one is not on the map.
pub(crate) fn kilometers(a: &Place, b: &Place) -> Option<f64> {
    Some(schema::kilometers((a.lat?, a.lon?), (b.lat?, b.lon?)))
}
