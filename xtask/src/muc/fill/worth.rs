//! Is a template due?
//!
//! The task leaves out what is told in general ("many have been killed"), what armies and rebels do to one another, and what is no
//! terror; nothing of that is said in one word. What speaks for a template and against it are traits, and how much each of
//! them counts was learned from the dispatches of the development part alone (`cargo xtask train muc DATA`).

use super::{Incident, Reading, words_in};
use crate::muc::score::{Fill, Template};
use schema::{EventMention, Realis};
use std::collections::{BTreeMap, BTreeSet};

/// What is the case with an incident, each with how much of it.
pub type Traits = BTreeMap<String, f64>;

/// The log odds above which a template gains more than it loses: of three such one is of the key, and what is right in
/// that outweighs what is wrong in the others.
const DUE: f64 = -0.6;

/// Tells whether a template is due.
pub(super) fn is_due(traits: &Traits, weights: &BTreeMap<String, f64>) -> bool {
    traits.iter().filter_map(|(name, much)| Some(weights.get(name)? * much)).sum::<f64>() > DUE
}

/// Slots that are traits by themselves when they are filled.
const FILLED: [&str; 7] = [
    "perp_individual",
    "perp_org",
    "phys_target",
    "victim_name",
    "victim_description",
    "instrument_id",
    "instrument_type",
];

/// Slots of which every value is a trait.
const VALUED: [&str; 8] = [
    "incident_type",
    "stage",
    "perp_category",
    "perp_org_confidence",
    "instrument_type",
    "phys_target_type",
    "victim_type",
    "victim_effect",
];

/// Gives the traits of an incident, with the template that was filled for it.
pub(super) fn traits(incident: &Incident<'_>, filled: &Template, reading: &Reading<'_>) -> Traits {
    let mut found = Found(Traits::from([("always".to_owned(), 1.0)]));
    let fills = |slot: &str| filled.slots.get(slot).map_or(&[][..], Vec::as_slice);
    for slot in FILLED {
        found.yes(&format!("has {slot}"), !fills(slot).is_empty());
    }
    for value in
        VALUED.iter().flat_map(|slot| fills(slot).iter().flat_map(move |fill| &fill.values).map(move |v| (slot, v)))
    {
        found.yes(&format!("{} {}", value.0, value.1.to_lowercase()), true);
    }
    found.much("victims", count(fills("victim_type")));
    found.much("things", count(fills("phys_target")));
    found.yes("many victims", fills("victim_number").iter().any(|fill| fill.values == ["PLURAL"]));
    found.yes("dated", fills("date").iter().flat_map(|fill| &fill.values).any(|day| !day.starts_with("..")));
    found.yes("placed", fills("location").iter().any(|fill| fill.names.len() > 1));
    found.yes("of no country", fills("location").is_empty());
    incident.mentions.iter().for_each(|mention| told(mention, reading, &mut found));
    let told = |mention: &EventMention| matches!(mention.realis, Realis::Actual | Realis::Planned);
    found.yes("never told as such", !incident.mentions.iter().any(|mention| told(mention)));
    found.yes("only by speakers", incident.mentions.iter().all(|mention| !mention.attribution.is_empty()));
    found.much("tellings", (incident.mentions.len() as f64).ln());
    setting(incident, reading, &mut found);
    found.0
}

fn count(fills: &[Fill]) -> f64 {
    fills.len().min(4) as f64
}

struct Found(Traits);

impl Found {
    fn yes(&mut self, name: &str, holds: bool) {
        if holds {
            self.0.insert(name.to_owned(), 1.0);
        }
    }

    fn much(&mut self, name: &str, much: f64) {
        self.0.insert(name.to_owned(), much);
    }
}

/// What one telling says: what kind of deed, told how, by whom, of whom.
fn told(mention: &EventMention, reading: &Reading<'_>, found: &mut Found) {
    found.yes(&format!("kind {}", mention.kind), true);
    found.yes(&format!("realis {:?}", mention.realis).to_lowercase(), true);
    for argument in &mention.arguments {
        let actor = super::slots::actor(argument, reading);
        let kind = actor.map_or("unknown", |actor| actor.kind.as_str());
        found.yes(&format!("{} {kind}", argument.role), true);
        let words = reading.words_of(argument.span);
        for list in ["soldiers", "rebels", "anybody"] {
            let holds = words.iter().any(|word| reading.words.due[list].contains(word));
            found.yes(&format!("{} of {list}", argument.role), holds);
        }
    }
}

/// How many letters the first paragraph has, and behind how many comes background.
const LEAD: usize = 300;
const LATE: usize = 2000;

/// What the sentences around an incident and its dispatch speak of.
fn setting(incident: &Incident<'_>, reading: &Reading<'_>, found: &mut Found) {
    let text = &reading.document.text;
    let sentences: BTreeSet<String> =
        incident.mentions.iter().flat_map(|mention| words_in(&reading.sentence(mention))).collect();
    let all = words_in(&crate::muc::key::plain(text));
    for list in ["vague", "war", "crime", "law", "talk"] {
        let words = &reading.words.due[list];
        let near = words.iter().filter(|word| sentences.contains(*word)).count();
        found.much(&format!("{list} near"), near.min(3) as f64);
        let often = all.iter().filter(|word| words.contains(word)).count() as f64 / all.len().max(1) as f64;
        found.much(&format!("{list} in all"), (100.0 * often).min(4.0));
    }
    let head: String = text.chars().take(350).collect();
    for label in reading.words.due["label"].iter().filter(|label| head.contains(&label.to_uppercase())) {
        found.yes(&format!("label {label}"), true);
    }
    let first = incident.mentions.iter().map(|mention| mention.trigger.start).min().unwrap_or_default();
    found.yes("in the lead", first < LEAD);
    found.yes("early", first < 2 * LEAD);
    found.yes("late", first > LATE);
    found.much("how late", first as f64 / text.len().max(1) as f64);
    found.much("length", (text.len() as f64 / 1000.0).ln());
    found.yes("long", text.len() > 2 * LATE);
}
