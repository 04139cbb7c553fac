//! How are numbers of people written?

use crate::parts::words;
use maud::{Markup, html};
use schema::Bounds;
use store::query::{Number, Toll};

/// Writes bounds as a number: "23", "19–27", "≥ 23".
pub(crate) fn written(bounds: Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (None, None) => "some".into(),
    }
}

/// Writes a toll as a range: "19–27", "23".
pub(crate) fn range(toll: Toll) -> String {
    if toll.low == toll.high { toll.low.to_string() } else { format!("{}–{}", toll.low, toll.high) }
}

/// Writes a number of people as what it is, a claim: "19–27 killed claimed, of civilians".
pub(crate) fn claimed(number: &Number) -> Markup {
    html! {
        b { (range(number.toll)) } " " (number.attribute) (if number.toll.decided { " decided" } else { " claimed" })
        @if number.toll.parties_only { ", by parties only" }
        @if let Some(of) = &number.of { ", of " (words::foreign(&of.name)) }
    }
}
