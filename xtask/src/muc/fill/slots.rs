//! What stands in each slot of a template?

use super::hit::Hit;
use super::{Incident, Reading, listed, words_in};
use crate::muc::score::{Fill, Template};
use schema::{Actor, Argument, Basis, EventMention, Precision, Realis, TimeValue};
use std::collections::BTreeMap;

/// Fills one template; none where nobody and nothing civilian is hit: that is war, not terror.
pub(super) fn template(incident: &Incident<'_>, reading: &Reading<'_>) -> Option<Template> {
    let mut slots: BTreeMap<&'static str, Vec<Fill>> = BTreeMap::new();
    let planned = incident.mentions.iter().all(|mention| mention.realis == Realis::Planned);
    let one = |value: &str| vec![Fill { values: vec![value.into()], ..Fill::default() }];
    slots.insert("incident_type", one(&incident.kind));
    slots.insert("stage", one(if planned { "THREATENED" } else { "ACCOMPLISHED" }));
    slots.insert("date", one(&when(incident, reading)));
    slots.insert("location", vec![Fill { names: place(incident, reading)?, ..Fill::default() }]);
    perpetrators(incident, reading, &mut slots);
    instruments(incident, reading, &mut slots);
    let is_hit = hit(incident, reading, &mut slots);
    // Armies bomb positions and cities in a war; against persons it is violence by a state.
    let by_state = slots.get("perp_category").is_some_and(|fills| fills[0].values[0].starts_with("STATE"));
    if by_state && !slots.contains_key("victim_type") {
        return None;
    }
    (is_hit && is_certain(&slots)).then_some(Template { slots, optional: false })
}

/// Tells whether something or somebody certain is told of, and not only at some time that "people" were hit.
fn is_certain(slots: &BTreeMap<&'static str, Vec<Fill>>) -> bool {
    let dated = slots["date"].iter().flat_map(|fill| &fill.values).any(|day| !day.starts_with(".."));
    let counted = || slots.get("victim_number").into_iter().flatten().any(|fill| fill.values != ["PLURAL"]);
    let described = || slots.contains_key("victim_description") && (dated || counted());
    slots.contains_key("phys_target") || slots.contains_key("victim_name") || described()
}

fn arguments<'a>(
    incident: &'a Incident<'_>,
    roles: &'a [&str],
) -> impl Iterator<Item = (&'a EventMention, &'a Argument)> {
    let all =
        incident.mentions.iter().flat_map(|mention| mention.arguments.iter().map(|argument| (*mention, argument)));
    all.filter(|(_, argument)| roles.contains(&argument.role.as_str()))
}

/// "1990-02-02..1990-02-02", or ".." and the day of the dispatch: on or before.
fn when(incident: &Incident<'_>, reading: &Reading<'_>) -> String {
    let day = reading.day.map(|day| day.to_string()).unwrap_or_default();
    let stated = incident.mentions.iter().filter_map(|mention| mention.time.as_ref());
    let mut values = stated.filter(|time| time.basis == Basis::Stated && time.span.is_some());
    let interval = values.find_map(|time| match time.value {
        TimeValue::Absolute(interval) => Some(interval),
        TimeValue::Relative(relative) => relative.resolve(reading.day?),
        _ => None,
    });
    interval.map_or(format!("..{day}"), |interval| format!("{}..{}", interval.from, interval.to))
}

/// The country first, then the place; none outside of the region that the dispatches were chosen for.
fn place(incident: &Incident<'_>, reading: &Reading<'_>) -> Option<Vec<String>> {
    let known = |id: &String| reading.findings.places.iter().find(|place| place.id == *id);
    let named = |code: &String| crate::muc::key::plain(reading.words.countries.get(code).unwrap_or(code));
    let is_near = |code: &&String| reading.words.region.contains(code);
    let places: Vec<_> = incident
        .mentions
        .iter()
        .filter_map(|mention| mention.place.as_ref())
        .filter_map(|place| Some((known(&place.place)?, place.span)))
        .collect();
    // What is told from Rome, of somebody from Madrid, may still have happened in the region.
    let here: Vec<_> =
        places.iter().filter(|(place, _)| place.country.as_ref().is_some_and(|code| is_near(&code))).collect();
    let exact = here.iter().find(|(place, _)| place.precision != Precision::Country).or(here.first());
    let Some((place, span)) = exact else { return main_country(reading).map(|code| vec![named(&code)]) };
    let country = named(place.country.as_ref()?);
    Some(match place.precision {
        Precision::Country => vec![country],
        _ => vec![country, reading.plain(*span), crate::muc::key::plain(&place.name)],
    })
}

/// Gives the country of the region that the dispatch names most.
fn main_country(reading: &Reading<'_>) -> Option<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for mention in &reading.findings.place_mentions {
        let place = reading.findings.places.iter().find(|place| place.id == mention.place);
        let country = place.and_then(|place| place.country.as_ref());
        if let Some(code) = country.filter(|code| reading.words.region.contains(code)) {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(code, count)| (*count, std::cmp::Reverse(*code))).map(|(code, _)| code.clone())
}

pub(super) fn actor<'a>(argument: &Argument, reading: &'a Reading<'_>) -> Option<&'a Actor> {
    let id = argument.actor.as_ref()?;
    reading.findings.actors.iter().find(|actor| actor.id == *id)
}

fn perpetrators(incident: &Incident<'_>, reading: &Reading<'_>, slots: &mut BTreeMap<&'static str, Vec<Fill>>) {
    let (mut individuals, mut groups) = (Names::default(), Names::default());
    let mut is_state = false;
    let mut claimed = false;
    for (mention, argument) in arguments(incident, &["agent"]) {
        let words = reading.words_of(argument.span);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let found = actor(argument, reading);
        let kind = found.map_or("", |actor| actor.kind.as_str());
        is_state |= reading.words.people["state"].iter().any(|word| words.contains(&word.as_str()))
            || is_of(reading, "state", kind);
        let is_word = !is_pronoun(&reading.plain(argument.span));
        let is_person =
            reading.words.people["person"].iter().any(|word| reading.head(argument.span) == *word) || kind == "person";
        if is_word && (is_person || found.is_none()) {
            individuals.add(vec![reading.plain(argument.span)]);
        }
        let is_body = is_of(reading, "perpetrator", kind) || is_of(reading, "state", kind) || kind == "organization";
        if let Some(found) = found.filter(|found| !found.id.starts_with("generic:") && is_body) {
            let names = found.aliases.iter().chain([&found.name]).map(|name| crate::muc::key::plain(name));
            groups.add(names.chain([reading.plain(argument.span)]).collect());
        }
        claimed |= mention.attribution.iter().any(|speech| speech.actor.is_some() && speech.actor == argument.actor);
    }
    if groups.0.is_empty() && !is_state {
        groups.0.extend(only_group(reading));
    }
    if individuals.0.is_empty() && !is_state {
        individuals.0.extend(men_nearby(incident, reading).map(|men| vec![men]));
    }
    let category = if is_state { "STATE-SPONSORED VIOLENCE" } else { "TERRORIST ACT" };
    // Where nobody is told to have done it, the category is not told either.
    if is_state || !groups.0.is_empty() || !individuals.0.is_empty() {
        slots.insert("perp_category", vec![Fill { values: vec![category.into()], ..Fill::default() }]);
    }
    let confidence = if claimed { "CLAIMED OR ADMITTED" } else { "REPORTED AS FACT" };
    let confident =
        groups.0.iter().map(|names| Fill { values: vec![confidence.into()], names: names.clone(), optional: false });
    slots.insert("perp_org_confidence", confident.collect());
    slots.insert("perp_individual", individuals.fills());
    slots.insert("perp_org", groups.fills());
    slots.retain(|_, fills| !fills.is_empty());
}

/// Gives the one armed group that the dispatch names, with all it is called; none where it names several.
fn only_group(reading: &Reading<'_>) -> Option<Vec<String>> {
    let named = |actor: &&Actor| {
        let spans = reading.findings.actor_mentions.iter().filter(|mention| mention.actor == actor.id);
        !actor.id.starts_with("generic:") && is_of(reading, "perpetrator", &actor.kind) && spans.count() > 0
    };
    let mut groups = reading.findings.actors.iter().filter(named);
    let only = groups.next().filter(|_| groups.next().is_none())?;
    let said = reading.findings.actor_mentions.iter().filter(|mention| mention.actor == only.id);
    let said = said.map(|mention| reading.plain(mention.span));
    Some(only.aliases.iter().chain([&only.name]).map(|name| crate::muc::key::plain(name)).chain(said).collect())
}

/// "The terrorists fled": gives the nearest armed men without a name, where nobody is told to have done it.
fn men_nearby(incident: &Incident<'_>, reading: &Reading<'_>) -> Option<String> {
    let armed = |id: &schema::ActorId| {
        let kind = reading.findings.actors.iter().find(|actor| actor.id == *id).map(|actor| actor.kind.as_str());
        id.starts_with("generic:") && kind.is_some_and(|kind| is_of(reading, "perpetrator", kind))
    };
    let away = |span: schema::Span| {
        let triggers = incident.mentions.iter().map(|mention| mention.trigger.start.abs_diff(span.start));
        triggers.min().unwrap_or(usize::MAX)
    };
    let men = reading.findings.actor_mentions.iter().filter(|mention| armed(&mention.actor));
    let men = men.filter(|mention| !is_pronoun(&reading.plain(mention.span)));
    let nearest = men.min_by_key(|mention| away(mention.span)).filter(|mention| away(mention.span) < super::NEAR)?;
    Some(reading.plain(nearest.span))
}

fn is_of(reading: &Reading<'_>, list: &str, kind: &str) -> bool {
    reading.words.people[list].iter().any(|word| kind.contains(word.as_str()))
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
    for name in own.chain(triggers) {
        let words = words_in(&name);
        let Some(kind) = listed(&reading.words.instrument, &words.iter().map(String::as_str).collect::<Vec<_>>())
        else {
            continue;
        };
        if ids.add(vec![name.clone()]) {
            types.push(Fill { values: vec![kind], names: vec![name], optional: false });
        }
    }
    slots.insert("instrument_id", ids.fills());
    slots.insert("instrument_type", types);
    slots.retain(|_, fills| !fills.is_empty());
}

/// Fills who and what was hit; false where nobody and nothing was, or only soldiers.
fn hit(incident: &Incident<'_>, reading: &Reading<'_>, slots: &mut BTreeMap<&'static str, Vec<Fill>>) -> bool {
    let (mut things, mut persons) = (Names::default(), Names::default());
    let mut is_civil = false;
    for (mention, argument) in arguments(incident, &["target", "victim"]) {
        let one = Hit::of(argument, reading);
        if is_pronoun(&one.name) || one.is_in(&reading.words.people["nobody"]) {
            continue;
        }
        let number = number(mention, argument, reading);
        if one.is_thing(reading) {
            is_civil = true;
            if things.add(vec![one.name.clone()]) {
                let kind = listed(&reading.words.target, &[&one.head, &one.last]).unwrap_or_else(|| "OTHER".into());
                slots.entry("phys_target_type").or_default().push(one.fill(&kind));
                slots.entry("phys_target_number").or_default().push(one.fill(&number));
                slots.entry("phys_target_effect").or_default().push(one.fill("SOME DAMAGE"));
            }
            continue;
        }
        let words: Vec<&str> = one.words.iter().map(String::as_str).collect();
        let kind = listed(&reading.words.victim, &words).unwrap_or_else(|| "CIVILIAN".into());
        is_civil |=
            kind != "ACTIVE MILITARY" && !is_of(reading, "perpetrator", one.actor.map_or("", |actor| &actor.kind));
        if !persons.add(vec![one.name.clone()]) {
            continue;
        }
        if !one.is_somebody(argument, reading) {
            continue;
        }
        let (post, own) = reading.named(argument.span).unwrap_or_else(|| one.parted(reading));
        let plain = |name: &str| Fill { names: vec![plain_noun(name)], ..Fill::default() };
        slots.entry("victim_name").or_default().extend(own.as_deref().map(plain));
        slots.entry("victim_description").or_default().extend(post.as_deref().map(plain));
        slots.entry("victim_type").or_default().push(one.fill(&kind));
        slots.entry("victim_number").or_default().push(one.fill(&number));
        slots
            .entry("victim_effect")
            .or_default()
            .extend(effect(incident, (mention, argument), reading).map(|value| one.fill(value)));
    }
    slots.insert("phys_target", things.fills());
    slots.retain(|_, fills| !fills.is_empty());
    is_civil
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

fn is_pronoun(words: &str) -> bool {
    let pronouns = [
        "he", "him", "she", "her", "they", "them", "it", "who", "which", "that", "an", "a", "those", "anyone", "us",
        "we", "one",
    ];
    pronouns.contains(&words)
}

/// "three peasants": "peasants"
fn plain_noun(name: &str) -> String {
    let number = |word: &str| word.chars().all(|c| c.is_ascii_digit()) || NUMBERS.contains(&word);
    let words: Vec<&str> = name.split(' ').skip_while(|word| number(word)).collect();
    if words.is_empty() { name.to_owned() } else { words.join(" ") }
}

pub(super) const NUMBERS: [&str; 12] =
    ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

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
    if let Some(at) = NUMBERS.iter().position(|word| *word == first) {
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
struct Names(Vec<Vec<String>>);

impl Names {
    /// Adds a fill with all it is called; false where it is there already.
    fn add(&mut self, names: Vec<String>) -> bool {
        let last = |name: &String| name.rsplit(' ').next().unwrap_or(name).trim_end_matches('s').to_owned();
        let is_known =
            self.0.iter().flatten().any(|known| names.iter().any(|name| name == known || last(name) == last(known)));
        if !is_known {
            self.0.push(names);
        }
        !is_known
    }

    fn fills(&self) -> Vec<Fill> {
        self.0.iter().map(|names| Fill { names: names.clone(), ..Fill::default() }).collect()
    }
}
