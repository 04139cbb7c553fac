//! Is one happening one record, with the right people, place, days and numbers?

use super::{
    Figure, Measured, Tally, f1, items,
    mentions::Found,
    string, strings,
    text::{day, names_meet, same_name},
};
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A grouping: item to the name of its group.
type Groups<'name> = BTreeMap<usize, &'name str>;

/// Computes the figures about events.
pub fn figures(measured: &Measured, found: &Found) -> Result<Vec<Figure>> {
    let golds = items(&measured.gold, "mention");
    let joined: Groups<'_> = found
        .pairs
        .iter()
        .map(|(&gold, &at)| (gold, string(&found.system[at].1, "event")))
        .filter(|(_, event)| !event.is_empty())
        .collect();
    let truth: Groups<'_> = joined.keys().map(|&gold| (gold, string(&golds[gold], "event"))).collect();
    let (precision, recall) = (b_cubed(&joined, &truth), b_cubed(&truth, &joined));
    let best = best_matches(measured, &truth, &joined);
    let mut figures = vec![
        ("event_b3_precision", Some(precision)),
        ("event_b3_recall", Some(recall)),
        ("event_b3_f1", Some(f1(precision, recall))),
    ];
    figures.extend(core_events(measured, &best)?);
    figures.push(("claims", claims(measured, &best).rate()));
    figures.push(("never", never(measured, &truth, &joined).rate()));
    Ok(figures)
}

/// Gives the mean share of each item's group in `one` that is also in its group in `other`.
fn b_cubed(one: &Groups<'_>, other: &Groups<'_>) -> f64 {
    let members = |groups: &Groups<'_>, item: usize| -> BTreeSet<usize> {
        groups.keys().copied().filter(|member| groups[member] == groups[&item]).collect()
    };
    let share = |&item: &usize| {
        let mine = members(one, item);
        mine.intersection(&members(other, item)).count() as f64 / mine.len() as f64
    };
    if one.is_empty() { 0.0 } else { one.keys().map(share).sum::<f64>() / one.len() as f64 }
}

/// Maps each gold event to the export's event that holds most of its mentions.
fn best_matches<'a>(measured: &'a Measured, truth: &Groups<'_>, joined: &Groups<'a>) -> BTreeMap<&'a str, &'a str> {
    let mut best = BTreeMap::new();
    for event in items(&measured.gold, "event") {
        let id = string(event, "id");
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for (item, event) in truth {
            if *event == id {
                *votes.entry(joined[item]).or_default() += 1;
            }
        }
        if let Some((winner, _)) = votes.into_iter().max_by_key(|(name, count)| (*count, *name)) {
            best.insert(id, winner);
        }
    }
    best
}

fn entry<'a>(list: &'a [Value], id: &str) -> Option<&'a Value> {
    list.iter().find(|entry| string(entry, "id") == id)
}

fn names_of<'a>(list: &'a [Value], id: &'a str) -> Vec<&'a str> {
    match entry(list, id) {
        Some(actor) => [vec![string(actor, "name")], strings(actor, "aliases")].concat(),
        None => vec![id],
    }
}

fn core_events(measured: &Measured, best: &BTreeMap<&str, &str>) -> Result<Vec<Figure>> {
    let core: Vec<&Value> =
        items(&measured.gold, "event").iter().filter(|event| event["core"].as_bool().unwrap_or(true)).collect();
    let (mut found, mut places, mut dates) = (Tally::default(), Tally::default(), Tally::default());
    let mut people = [("agents", Tally::default()), ("targets", Tally::default())];
    for gold in core {
        let system = best.get(string(gold, "id")).and_then(|id| entry(items(&measured.export, "events"), id));
        found.add(best.contains_key(string(gold, "id")));
        for (role, tally) in &mut people {
            for actor in strings(gold, role) {
                tally.add(system.is_some_and(|event| has_actor(measured, event, role, actor)));
            }
        }
        if !string(gold, "place").is_empty() {
            places.add(near(measured, string(gold, "place"), system)?);
        }
        if !string(gold, "from").is_empty() {
            dates.add(on_the_days(gold, system)?);
        }
    }
    let [(_, agents), (_, targets)] = people;
    Ok(vec![
        ("core_events_found", found.rate()),
        ("agents", agents.rate()),
        ("targets", targets.rate()),
        ("places_within_25km", places.rate()),
        ("dates", dates.rate()),
    ])
}

fn has_actor(measured: &Measured, event: &Value, role: &str, actor: &str) -> bool {
    let actors = items(&measured.export, "actors");
    let got: Vec<&str> = strings(event, role).into_iter().flat_map(|id| names_of(actors, id)).collect();
    same_name(&got, &names_of(items(&measured.gold, "actor"), actor))
}

fn near(measured: &Measured, place: &str, system: Option<&Value>) -> Result<bool> {
    let gold = entry(items(&measured.gold, "place"), place).with_context(|| format!("gold names no place {place}"))?;
    let point = |place: &Value| place["lat"].as_f64().zip(place["lon"].as_f64());
    let found = system.and_then(|event| entry(items(&measured.export, "places"), string(event, "place")));
    Ok(found.and_then(point).zip(point(gold)).is_some_and(|(one, other)| schema::kilometers(one, other) <= 25.0))
}

fn on_the_days(gold: &Value, system: Option<&Value>) -> Result<bool> {
    let Some(system) = system.filter(|event| !string(event, "from").is_empty() && !string(event, "to").is_empty())
    else {
        return Ok(false);
    };
    let (low, high) = (day(string(gold, "from"))?, day(string(gold, "to"))?);
    let (from, to) = (day(string(system, "from"))?, day(string(system, "to"))?);
    let days =
        |one: jiff::civil::Date, other: jiff::civil::Date| one.until(other).map_or(i32::MAX, |span| span.get_days());
    Ok(from <= high && low <= to && days(from, to) <= (2 * days(low, high) + 1).max(3))
}

fn claims(measured: &Measured, best: &BTreeMap<&str, &str>) -> Tally {
    let mut tally = Tally::default();
    for gold in items(&measured.gold, "claim") {
        let event = best.get(string(gold, "event")).and_then(|id| entry(items(&measured.export, "events"), id));
        let claims = event.map(|event| items(event, "claims")).unwrap_or_default();
        tally.add(claims.iter().any(|claim| {
            string(claim, "attribute") == string(gold, "attribute")
                && same_name(
                    &names_of(items(&measured.export, "actors"), string(claim, "of")),
                    &names_of(items(&measured.gold, "actor"), string(gold, "of")),
                )
                && items(claim, "values").iter().any(|value| says(value, gold))
        }));
    }
    tally
}

fn says(value: &Value, gold: &Value) -> bool {
    let by = strings(gold, "by");
    value["min"].as_u64() == gold["min"].as_u64()
        && (gold.get("max").is_none() || value["max"].as_u64() == gold["max"].as_u64())
        && (by.is_empty() || names_meet(&strings(value, "by"), &by))
}

fn never(measured: &Measured, truth: &Groups<'_>, joined: &Groups<'_>) -> Tally {
    let mut tally = Tally::default();
    for rule in items(&measured.gold, "never") {
        if let [one, other] = strings(rule, "merge").as_slice() {
            let groups = |event: &str| -> BTreeSet<&str> {
                truth.iter().filter(|(_, name)| **name == event).map(|(item, _)| joined[item]).collect()
            };
            tally.add(groups(one).is_disjoint(&groups(other)));
        } else {
            let document = measured.documents.get(string(rule, "published"));
            let from = document.map(|document| string(&document["published"], "from")).unwrap_or_default();
            let dated: String = from.chars().take(10).collect();
            tally.add(!strings(rule, "not_in").contains(&dated.as_str()));
        }
    }
    tally
}
