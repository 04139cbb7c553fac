//! Is a template due?
//!
//! The task leaves out what is told in general ("many have been killed"), what armies and rebels do to one another, and what is no
//! terror; nothing of that is said in one word. Each thing that is told for certain is a point, what speaks of war takes some.

use super::{Incident, Reading};
use crate::muc::score::Fill;
use schema::Realis;
use std::collections::BTreeMap;

/// How many points make a template due: more lose as many of the key as they spare.
pub(super) const DUE: i32 = 3;

/// The first paragraph tells what the dispatch is about, what comes late in a long one is background.
const LEAD: usize = 300;
const LATE: usize = 2000;

/// Counts what is certain of an incident.
pub(super) fn points(
    incident: &Incident<'_>,
    (is_hit, doers): (bool, i32),
    slots: &BTreeMap<&'static str, Vec<Fill>>,
    reading: &Reading<'_>,
) -> i32 {
    let certain = |yes: bool| i32::from(yes);
    let has = |slot: &str| certain(slots.contains_key(slot));
    let dated = slots["date"].iter().flat_map(|fill| &fill.values).any(|day| !day.starts_with(".."));
    let placed = slots.get("location").into_iter().flatten().any(|fill| fill.names.len() > 1);
    let first = incident.mentions.iter().map(|mention| mention.trigger.start).min().unwrap_or_default();
    let kinds = |list: &str| {
        let listed = &reading.words.worth[list];
        incident.mentions.iter().any(|mention| listed.contains(&mention.kind))
    };
    let named = incident.mentions.iter().any(|mention| {
        let words = reading.words_of(mention.trigger);
        reading.words.worth["words"].iter().any(|word| words.contains(word))
    });
    let soldiers =
        slots.get("victim_type").is_some_and(|fills| fills.iter().all(|fill| fill.values == ["ACTIVE MILITARY"]));
    let by_state = slots.get("perp_category").is_some_and(|fills| fills[0].values[0].starts_with("STATE"));
    let planned = incident.mentions.iter().all(|mention| mention.realis == Realis::Planned);
    let told = 2 * has("phys_target")
        + ["victim_name", "victim_description", "victim_effect", "instrument_id"]
            .iter()
            .map(|slot| has(slot))
            .sum::<i32>()
        + doers
        + certain(dated)
        + certain(placed)
        + certain(first < LEAD)
        + certain(named)
        + certain(kinds("terror"));
    let against = 2 * certain(soldiers)
        + 2 * certain(kinds("war"))
        + certain(by_state)
        + certain(planned)
        + certain(!is_hit)
        + certain(first > LATE);
    told - against
}
