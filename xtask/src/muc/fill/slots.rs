//! What stands in each slot of a template?

use super::hit::{Called, Hit};
use super::{Incident, Lists, Reading, listed, setting, who, words_in, worth};
use crate::muc::score::{Fill, Template};
use schema::{Actor, Argument, EventMention, Realis};
use std::collections::BTreeMap;

/// Fills one template; none where too little is certain.
pub(super) fn template(incident: &Incident<'_>, reading: &Reading<'_>) -> Option<Template> {
    let mut slots: BTreeMap<&'static str, Vec<Fill>> = BTreeMap::new();
    let planned = incident.mentions.iter().all(|mention| mention.realis == Realis::Planned);
    let one = |value: &str| vec![Fill { values: vec![value.into()], ..Fill::default() }];
    slots.insert("incident_type", one(&incident.kind));
    slots.insert("stage", one(if planned { "THREATENED" } else { "ACCOMPLISHED" }));
    slots.insert("date", one(&setting::when(incident, reading)));
    let place = setting::place(incident, reading);
    slots.extend(place.map(|names| ("location", vec![Fill { names, ..Fill::default() }])));
    let doers = who::perpetrators(incident, reading, &mut slots);
    instruments(incident, reading, &mut slots);
    let is_hit = hit(incident, reading, &mut slots);
    (worth::points(incident, (is_hit, doers), &slots, reading) >= worth::DUE)
        .then_some(Template { slots, optional: false })
}

pub(super) fn arguments<'a>(
    incident: &'a Incident<'_>,
    roles: &'a [&str],
) -> impl Iterator<Item = (&'a EventMention, &'a Argument)> {
    let all =
        incident.mentions.iter().flat_map(|mention| mention.arguments.iter().map(|argument| (*mention, argument)));
    all.filter(|(_, argument)| roles.contains(&argument.role.as_str()))
}

pub(super) fn actor<'a>(argument: &Argument, reading: &'a Reading<'_>) -> Option<&'a Actor> {
    let id = argument.actor.as_ref()?;
    reading.findings.actors.iter().find(|actor| actor.id == *id)
}

fn instruments(incident: &Incident<'_>, reading: &Reading<'_>, slots: &mut BTreeMap<&'static str, Vec<Fill>>) {
    let (mut ids, mut types) = (Names::default(), Vec::new());
    let own = arguments(incident, &["instrument"]).map(|(_, argument)| reading.plain(argument.span));
    // "car bomb attack": what it was done with stands in the word for it.
    let triggers = incident.mentions.iter().filter_map(|mention| {
        let trigger = reading.plain(mention.trigger);
        let weapon = trigger.rsplit_once(' ').map(|(weapon, _)| weapon.to_owned());
        if trigger.ends_with("bomb") || trigger.ends_with("bombs") { Some(trigger) } else { weapon }
    });
    let named: Vec<String> = own.chain(triggers).collect();
    let clauses = incident.mentions.iter().map(|mention| reading.words_of(mention.clause));
    let clauses: Vec<Vec<String>> = clauses.collect();
    let kinds = |lists: &Lists, words: &[String]| listed(lists, &words.iter().map(String::as_str).collect::<Vec<_>>());
    // "… with dynamite": a weapon that stands beside the deed is its own.
    let is_weapon = |word: &&String| {
        let word = std::slice::from_ref(*word);
        kinds(&reading.words.instrument, word).is_some() && kinds(&reading.words.target, word).is_none()
    };
    let beside: Vec<String> = clauses.iter().filter_map(|words| words.iter().rev().find(is_weapon)).cloned().collect();
    for name in named.into_iter().chain(beside) {
        let Some(kind) = kinds(&reading.words.instrument, &words_in(&name)) else { continue };
        if types.iter().all(|fill: &Fill| fill.values[0] != kind) && ids.add(vec![name.clone()]) {
            types.push(Fill { values: vec![kind], names: vec![name], optional: false });
        }
    }
    // "He was shot": with what kind of weapon, though none is named.
    let manner = || clauses.iter().find_map(|words| kinds(&reading.words.manner, words));
    let bomb = || (incident.kind == "BOMBING").then(|| "BOMB".to_owned());
    if types.is_empty() {
        let kind = manner().or_else(bomb);
        types.extend(kind.map(|kind| Fill { values: vec![kind], ..Fill::default() }));
    }
    slots.insert("instrument_id", ids.fills());
    slots.insert("instrument_type", types);
    slots.retain(|_, fills| !fills.is_empty());
}

/// Fills who and what was hit; false where nobody and nothing was, or only soldiers.
fn hit(incident: &Incident<'_>, reading: &Reading<'_>, slots: &mut BTreeMap<&'static str, Vec<Fill>>) -> bool {
    let (mut things, mut persons) = (Names::default(), Names::default());
    let mut is_civil = false;
    let (mut owners, mut told): (Vec<Called>, Vec<(String, &str)>) = (Vec::new(), Vec::new());
    for (mention, argument) in arguments(incident, &["target", "victim"]) {
        let argument = &reading.whole(argument);
        let one = Hit::of(mention, argument, reading);
        if one.is_in(&reading.words.people["nobody"]) {
            continue;
        }
        let number = number(mention, argument, reading);
        if one.is_thing(reading) {
            is_civil = true;
            let name = reading.uncounted(&one.name);
            owners.extend(reading.owner(argument.span));
            if things.add(vec![name.clone()]) {
                let kind = listed(&reading.words.target, &[&one.head, &one.last]).unwrap_or_else(|| "OTHER".into());
                slots.entry("phys_target_type").or_default().push(about(&kind, &name));
                slots.entry("phys_target_number").or_default().push(about(&number, &name));
                let nation = nation(&name, reading, slots).map(|nation| about(&nation, &name));
                slots.entry("phys_target_nation").or_default().extend(nation);
                slots.entry("phys_target_effect").or_default().push(about(damage(mention, reading), &name));
            }
            continue;
        }
        let (post, own) = one.called(argument, reading);
        let post = post.map(|post| reading.uncounted(&post));
        let Some(name) = own.clone().or_else(|| post.clone()) else { continue };
        let kind = reading.victim_type(post.as_deref(), &one.words);
        is_civil |= !reading.words.pronouns.contains(&one.name)
            && kind != "ACTIVE MILITARY"
            && !reading.is_of("perpetrator", one.actor.map_or("", |actor| &actor.kind));
        let effect = effect(incident, (mention, argument), reading);
        // "Two people were killed and ten people wounded" are two groups.
        let others = own.is_none() && effect.is_some_and(|effect| told.iter().all(|(_, other)| *other != effect));
        let another = others && told.iter().any(|(other, effect)| *other == name && !effect.is_empty());
        if persons.add(vec![name.clone()]) || another {
            let own_nation = nation(&one.name, reading, slots);
            let nation = own_nation
                .or_else(|| post.as_deref().and_then(|post| nation(post, reading, slots)))
                .unwrap_or_default();
            victim(slots, (post, own), [&kind, &number, effect.unwrap_or_default(), &nation]);
            told.push((name, effect.unwrap_or_default()));
        }
    }
    // Whose house or car is attacked is meant, and was not hit where nothing says so.
    for (post, own) in owners {
        if persons.add(own.iter().cloned().collect()) {
            let kind = reading.victim_type(post.as_deref(), &[]);
            let nation = post.as_deref().and_then(|post| nation(post, reading, slots)).unwrap_or_default();
            victim(slots, (post, own), [&kind, "1", "NO INJURY OR DEATH", &nation]);
        }
    }
    slots.insert("phys_target", things.fills());
    slots.retain(|_, fills| !fills.is_empty());
    is_civil
}

/// "Two Spanish priests" in El Salvador: the country of who or what is of another than the one where it happened.
fn nation(words: &str, reading: &Reading<'_>, slots: &BTreeMap<&'static str, Vec<Fill>>) -> Option<String> {
    let here = slots
        .get("location")
        .into_iter()
        .flatten()
        .flat_map(|fill| fill.names.first())
        .next()
        .map(|name| name.to_uppercase());
    let words = words_in(words);
    let nation = listed(&reading.words.nation, &words.iter().map(String::as_str).collect::<Vec<_>>())?;
    (Some(&nation) != here.as_ref()).then_some(nation)
}

fn about(value: &str, name: &str) -> Fill {
    Fill { values: vec![value.into()], names: vec![name.into()], optional: false }
}

/// Adds somebody by post and name, with type, number, effect and nation; what is empty is not told.
fn victim(
    slots: &mut BTreeMap<&'static str, Vec<Fill>>,
    (post, own): Called,
    [kind, number, effect, nation]: [&str; 4],
) {
    let Some(name) = own.clone().or_else(|| post.clone()) else { return };
    let plain = |name: String| Fill { names: vec![name], ..Fill::default() };
    slots.entry("victim_name").or_default().extend(own.map(plain));
    slots.entry("victim_description").or_default().extend(post.map(plain));
    slots.entry("victim_type").or_default().push(about(kind, &name));
    slots.entry("victim_number").or_default().push(about(number, &name));
    for (slot, value) in [("victim_effect", effect), ("victim_nation", nation)] {
        slots.entry(slot).or_default().extend((!value.is_empty()).then(|| about(value, &name)));
    }
}

/// Gives what became of a thing.
fn damage(mention: &EventMention, reading: &Reading<'_>) -> &'static str {
    let words = reading.words_of(mention.trigger);
    let gone = reading.words.worth["destroyed"].iter().any(|word| words.contains(word));
    if gone { "DESTROYED" } else { "SOME DAMAGE" }
}

/// Gives what became of somebody.
fn effect(
    incident: &Incident<'_>,
    (mention, argument): (&EventMention, &Argument),
    reading: &Reading<'_>,
) -> Option<&'static str> {
    let head = reading.head(argument.span);
    let is_he = |argument: &Argument| reading.head(argument.span) == head;
    let killed = incident.mentions.iter().any(|other| other.kind == "killing" && other.arguments.iter().any(is_he));
    if killed || number_of(mention, argument, "killed").is_some() || mention.rule.contains("killing/") {
        return Some("DEATH");
    }
    (number_of(mention, argument, "wounded").is_some() || mention.rule.contains("wound")).then_some("INJURY")
}

fn number_of(mention: &EventMention, argument: &Argument, attribute: &str) -> Option<u64> {
    let counts = mention.quantities.iter().filter(|quantity| quantity.attribute == attribute);
    counts.filter(|quantity| argument.span.overlaps(quantity.span)).find_map(|quantity| quantity.bounds.min)
}

fn number(mention: &EventMention, argument: &Argument, reading: &Reading<'_>) -> String {
    let counted = mention.quantities.iter().find(|quantity| argument.span.overlaps(quantity.span));
    if let Some(count) = counted.and_then(|quantity| quantity.bounds.min) {
        return count.to_string();
    }
    let plain = reading.plain(argument.span);
    let first = plain.split(' ').next().unwrap_or_default();
    if let Some(at) = reading.words.numbers.iter().position(|word| *word == first) {
        return (at + 1).to_string();
    }
    if first.parse::<u64>().is_ok() {
        return first.to_owned();
    }
    let noun = plain.split(" of ").next().unwrap_or(&plain);
    let many = (noun.ends_with('s') && !noun.ends_with("ss")) || noun.ends_with("men") || noun.ends_with("people");
    if many { "PLURAL".into() } else { "1".into() }
}

/// Fills that are set apart by their last word.
#[derive(Default)]
pub(super) struct Names(pub(super) Vec<Vec<String>>);

impl Names {
    /// Adds a fill with all it is called; false where it is there already.
    pub(super) fn add(&mut self, names: Vec<String>) -> bool {
        let last = |name: &String| name.rsplit(' ').next().unwrap_or(name).trim_end_matches('s').to_owned();
        let is_known =
            self.0.iter().flatten().any(|known| names.iter().any(|name| name == known || last(name) == last(known)));
        if !is_known {
            self.0.push(names);
        }
        !is_known
    }

    pub(super) fn fills(&self) -> Vec<Fill> {
        self.0.iter().map(|names| Fill { names: names.clone(), ..Fill::default() }).collect()
    }
}
