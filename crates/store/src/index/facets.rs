//! Which events have which value of which filter?

use super::{Facts, Order, numbers::packed};
use crate::sql::{days, insert, name, number};
use rusqlite::{Connection, Result, params};
use schema::{Actor, Case, Place};
use std::collections::BTreeMap;

/// The numbers of the events that have a value, by filter and value.
type Postings<'case> = BTreeMap<(&'static str, String), Vec<usize>>;

/// Writes the postings of all filters.
pub(super) fn write(c: &Connection, case: &Case, order: &Order<'_>) -> Result<()> {
    let actors: BTreeMap<&str, &Actor> = case.actors.iter().map(|actor| (actor.id.as_str(), actor)).collect();
    let places: BTreeMap<&str, &Place> = case.places.iter().map(|place| (place.id.as_str(), place)).collect();
    let mut postings = Postings::new();
    for event in &case.events {
        let facts = Facts::of(event, &order.documents);
        let event_number = order.events[event.id.as_str()];
        for key_and_value in values(&facts, &places) {
            postings.entry(key_and_value).or_default().push(event_number);
        }
    }
    for ((key, value), mut numbers) in postings {
        numbers.extend((key == "part_of").then(|| order.events.get(value.as_str())).flatten());
        numbers.sort_unstable();
        numbers.dedup();
        let label = match key {
            "actor" | "agent" | "target" => actors.get(value.as_str()).map(|actor| actor.name.clone()),
            "place" => places.get(value.as_str()).map(|place| place.name.clone()),
            "type" | "attribute" => Some(value.replace('_', " ")),
            _ => None,
        };
        let label = label.unwrap_or_else(|| value.clone());
        insert(c, "facets", params![key, value, label, number(numbers.len()), packed(&numbers)])?;
    }
    Ok(())
}

/// Gives every value that one event has; some come more than once.
fn values(facts: &Facts<'_>, places: &BTreeMap<&str, &Place>) -> Vec<(&'static str, String)> {
    let event = facts.event;
    let mut values = vec![
        ("type", event.kind.clone()),
        ("status", name(&facts.status)),
        ("sources", facts.sources.len().to_string()),
        ("documents", facts.documents.len().to_string()),
    ];
    let (from, to) = days(event.when);
    let columns = [("from_day", from), ("to_day", to), ("first_told", facts.told().0)];
    values.extend(columns.into_iter().filter_map(|(key, day)| Some((key, day?))));
    for (role, actors) in [("agent", &event.agents), ("target", &event.targets)] {
        values.extend(actors.iter().flat_map(|id| [(role, id.clone()), ("actor", id.clone())]));
    }
    let place = event.place.as_ref().and_then(|id| places.get(id.as_str()));
    values.extend(event.place.iter().map(|id| ("place", id.clone())));
    values.extend(event.part_of.iter().map(|id| ("part_of", id.clone())));
    values.extend(place.map(|place| ("precision", name(&place.precision))));
    values.extend(place.and_then(|place| place.country.clone()).map(|country| ("country", country)));
    values.extend(facts.sources.iter().map(|source| ("source", (*source).to_owned())));
    values
        .extend(facts.documents.iter().filter_map(|document| document.language.clone()).map(|code| ("language", code)));
    for claim in &event.claims {
        values.push(("attribute", claim.attribute.clone()));
        values.extend(claim.values.iter().flat_map(|value| &value.by).map(|by| ("speaker", by.clone())));
        if claim.attribute == "place" {
            values.extend(claim.values.iter().filter_map(|value| value.value.clone()).map(|id| ("place", id)));
        }
    }
    let party = if facts.party { "yes" } else { "no" };
    values.push(("party", party.into()));
    let off_the_map = event.place.is_some() && place.is_none_or(|place| place.lat.is_none() || place.lon.is_none());
    let missing = [("day", event.when.is_none()), ("place", event.place.is_none()), ("map", off_the_map)];
    values.extend(missing.iter().filter(|(_, missing)| *missing).map(|(what, _)| ("lacks", (*what).to_owned())));
    values
}
