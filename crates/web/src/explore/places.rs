//! Where do the events lie that pass: one entry for each place, however many events it has?

use super::{facts::Index, filter::Selection};
use crate::{
    book::Book,
    parts::{inset::precision_word, state::State},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Gives the places as the map module reads them.
pub(crate) fn places(book: &Book, index: &Index, selection: &Selection) -> Value {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for n in selection.passing() {
        if let Some(id) = book.case.events[n].place.as_deref() {
            let count = counts.entry(id).or_default();
            count.0 += 1;
            count.1 += usize::from(index.facts[n].state == State::Disputed);
        }
    }
    let place = |(id, (events, disputed)): (&str, (usize, usize))| {
        let place = book.place(id)?;
        let (lat, lon) = place.lat.zip(place.lon)?;
        Some(
            json!({ "id": id, "name": place.name, "lat": lat, "lon": lon, "precision": precision_word(place.precision), "events": events, "disputed": disputed }),
        )
    };
    json!({ "places": counts.into_iter().filter_map(place).collect::<Vec<Value>>() })
}
