//! What speaks for or against two tellings being one happening?
//!
//! Every function here looks at one aspect, adds its weight and says why in plain words.

use crate::entities::Entities;
use crate::settings::Settings;
use crate::summary::in_words;
use crate::telling::{Rarity, Telling};
use schema::{Interval, Place, Precision, Realis};
use std::collections::BTreeSet;

/// Tellings of one account this many bytes apart stand beside one another.
const BESIDE: usize = 800;

/// All that a comparison needs beside the two tellings.
pub(crate) struct Scene<'a> {
    /// Weights and windows.
    pub settings: &'a Settings,
    /// Actors and places.
    pub entities: &'a Entities,
    /// How rare words are.
    pub rarity: &'a Rarity,
}

/// The sum of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Verdict {
    /// From 0 to 1.
    pub score: f64,
    /// True where something excludes that both are one happening.
    pub barred: bool,
}

/// Compares two tellings.
pub(crate) fn compare(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>) -> Verdict {
    weigh(one, other, scene, None).0
}

/// Gives the reasons of a comparison in plain words.
pub(crate) fn explain(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>) -> Vec<String> {
    weigh(one, other, scene, Some(Vec::new())).1
}

type Reasons = Option<Vec<String>>;

fn weigh(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, reasons: Reasons) -> (Verdict, Vec<String>) {
    let least = scene.settings.thresholds.evidence;
    let mut sheet = Sheet { sum: 0.0, possible: 0.0, barred: false, reasons };
    kind(one, other, scene, &mut sheet);
    time(one, other, scene, &mut sheet);
    place(one, other, scene, &mut sheet);
    actors(one, other, scene, &mut sheet);
    numbers(one, other, scene, &mut sheet);
    words(one, other, scene, &mut sheet);
    let score = ((sheet.sum / sheet.possible.max(least)).clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
    (Verdict { score, barred: sheet.barred }, sheet.reasons.unwrap_or_default())
}

struct Sheet {
    sum: f64,
    /// What full agreement in all that both tell would have come to.
    possible: f64,
    barred: bool,
    reasons: Reasons,
}

impl Sheet {
    fn add(&mut self, weight: f64, reason: impl FnOnce() -> String) {
        self.sum += weight;
        if let (Some(reasons), true) = (&mut self.reasons, weight != 0.0) {
            reasons.push(reason());
        }
    }

    fn bar(&mut self, reason: impl FnOnce() -> String) {
        self.barred = true;
        if let Some(reasons) = &mut self.reasons {
            reasons.push(reason());
        }
    }
}

fn kind(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet) {
    let (a, b) = (&one.mention.kind, &other.mention.kind);
    let weights = &scene.settings.weights;
    sheet.possible += weights.kind;
    match scene.settings.likeness(a, b) {
        Some(_) if a == b => sheet.add(weights.kind, || format!("same kind: {a}")),
        Some(share) => sheet.add(weights.kind * share, || format!("kinds that one happening can have: {a}, {b}")),
        None => sheet.bar(|| format!("different kinds: {a}, {b}")),
    }
    if (one.mention.realis == Realis::Planned) != (other.mention.realis == Realis::Planned) {
        sheet.add(weights.planned, || "planned in one, done in the other".into());
    }
}

fn time(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet) {
    let (weights, windows) = (&scene.settings.weights, &scene.settings.windows);
    match (one.when, other.when) {
        (Some(a), Some(b)) => {
            sheet.possible += weights.day;
            let (gap, both) = (gap(a, b), one.dated && other.dated);
            let exclusive = if both { windows.exclusive_days } else { windows.inferred_days };
            if gap > exclusive {
                sheet.bar(|| format!("different days: {} and {}", in_words(a), in_words(b)));
            } else if gap == 0 {
                let share = sharpness(a, b) * if both { 1.0 } else { 0.6 };
                sheet.add(weights.day * share, || format!("both {}", in_words(a.meet(b).unwrap_or(a))));
            } else {
                let weight = weights.other_day + weights.further_day * f64::from((gap - 1).min(5));
                let share = if both { 1.0 } else { 0.6 };
                sheet.add(weight * share, || format!("days apart: {} and {}", in_words(a), in_words(b)));
            }
        }
        (None, None) => written(one.written.zip(other.written), one.beside(other), scene, sheet),
        (Some(when), None) => untimed(when, other, scene, sheet),
        (None, Some(when)) => untimed(when, one, scene, sheet),
    }
}

/// Gives how much it means that two intervals meet: a day more than a month, a month more than a year.
fn sharpness(a: Interval, b: Interval) -> f64 {
    match a.days().max(b.days()) {
        ..=4 => 1.0,
        5..=31 => 0.6,
        _ => 0.3,
    }
}

fn written(both: Option<(Interval, Interval)>, beside: bool, scene: &Scene<'_>, sheet: &mut Sheet) {
    let Some((a, b)) = both.filter(|_| !beside) else { return };
    let (weights, windows) = (&scene.settings.weights, &scene.settings.windows);
    if gap(a, b) <= windows.published_days {
        sheet.add(weights.published, || "written in the same days".into());
    } else if gap(a, b) > windows.stale_days {
        sheet.add(weights.stale, || format!("written {} days apart", gap(a, b)));
    }
}

fn untimed(when: Interval, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet) {
    let Some(written) = other.written else { return };
    let ahead = matches!(other.mention.realis, Realis::Planned | Realis::Denied);
    // A day of grace: dates of publication are often those of another time zone.
    if when.from > written.to && gap(when, written) > 1 && !ahead {
        sheet.bar(|| format!("told {} days before it happened", gap(when, written)));
        return;
    }
    self::written(Some((when, written)), false, scene, sheet);
}

/// Gives the days between two intervals; 0 where they meet.
pub(crate) fn gap(a: Interval, b: Interval) -> i32 {
    let (first, second) = if a.from <= b.from { (a, b) } else { (b, a) };
    if first.overlaps(second) { 0 } else { Interval { from: first.to, to: second.from }.days() - 1 }
}

fn place(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet) {
    let (Some(a), Some(b)) = (one.place, other.place) else { return };
    let (weights, far) = (&scene.settings.weights, &scene.settings.distances);
    sheet.possible += weights.place;
    let wide = a.precision == Precision::Country || b.precision == Precision::Country;
    if a.id == b.id {
        let share = if wide {
            0.2
        } else if a.precision == Precision::Area {
            0.6
        } else {
            1.0
        };
        return sheet.add(weights.place * share, || format!("same place: {}", a.name));
    }
    if wide {
        let abroad = a.country.is_some() && b.country.is_some() && a.country != b.country;
        return sheet
            .add(if abroad { weights.other_place } else { 0.0 }, || format!("{} is not in {}", a.name, b.name));
    }
    let Some(km) = kilometers(a, b) else { return };
    let points = a.precision == Precision::Point && b.precision == Precision::Point;
    let near = if points { far.near_km } else { far.area_km };
    if km <= near {
        sheet.add(weights.near * (1.0 - km / near), || format!("{} and {} are {km:.0} km apart", a.name, b.name));
    } else if points && km > far.apart_km && one.placed && other.placed {
        sheet.bar(|| format!("different places: {} and {} are {km:.0} km apart", a.name, b.name));
    } else {
        sheet.add(weights.other_place, || format!("{} and {} are {km:.0} km apart", a.name, b.name));
    }
}

/// Gives the distance of two places on the globe; none where one is not on the map.
pub(crate) fn kilometers(a: &Place, b: &Place) -> Option<f64> {
    let (lat_a, lat_b) = (a.lat?.to_radians(), b.lat?.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let chord = half(b.lat? - a.lat?) + lat_a.cos() * lat_b.cos() * half(b.lon? - a.lon?);
    Some(12742.0 * chord.clamp(0.0, 1.0).sqrt().asin())
}

fn actors(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet) {
    let weights = &scene.settings.weights;
    let symmetric = &scene.settings.symmetric.kinds;
    if symmetric.contains(&one.mention.kind) || symmetric.contains(&other.mention.kind) {
        return parties(&one.parties(), &other.parties(), scene, sheet);
    }
    let name = |id: &str| scene.entities.actors.get(id).map_or_else(|| id.to_owned(), |actor| actor.name.clone());
    let swap = [(&one.agents, &other.targets), (&one.targets, &other.agents)].map(|(a, b)| a.intersection(b).next());
    let agent = one.agents.intersection(&other.agents).next();
    let target = one.targets.intersection(&other.targets).next();
    match (agent, swap) {
        (None, [Some(a), Some(b)]) => sheet.bar(|| format!("roles are swapped: {} and {}", name(a), name(b))),
        (None, [Some(a), None] | [None, Some(a)]) if target.is_none() => {
            sheet.add(weights.swapped, || format!("{} acts in one and is hit in the other", name(a)));
        }
        _ => {
            role((weights.agent, weights.other_agent, "agent"), (&one.agents, &other.agents), scene, sheet);
            role((weights.target, weights.other_target, "target"), (&one.targets, &other.targets), scene, sheet);
        }
    }
}

/// Compares who takes part where it does not matter who acts.
fn parties(one: &BTreeSet<&str>, other: &BTreeSet<&str>, scene: &Scene<'_>, sheet: &mut Sheet) {
    let weights = &scene.settings.weights;
    role((weights.agent, weights.other_agent, "party"), (one, other), scene, sheet);
    if one.intersection(other).count() > 1 {
        sheet.add(weights.target, || "same parties".into());
    }
}

type Weights<'w> = (f64, f64, &'w str);

fn role(weights: Weights<'_>, both: (&BTreeSet<&str>, &BTreeSet<&str>), scene: &Scene<'_>, sheet: &mut Sheet) {
    let ((same, different, label), (one, other)) = (weights, both);
    if !one.is_empty() && !other.is_empty() {
        sheet.possible += same;
    }
    let name = |id: &str| scene.entities.actors.get(id).map_or_else(|| id.to_owned(), |actor| actor.name.clone());
    let vague = |id: &&&str| scene.is_vague(id);
    if let Some(id) = one.intersection(other).find(|id| !vague(id)) {
        sheet.add(same, || format!("same {label}: {}", name(id)));
    } else if let Some(id) = one.intersection(other).next() {
        sheet.add(same * 0.3, || format!("same {label}: {}", name(id)));
    } else if let (Some(a), Some(b)) = (one.first(), other.first()) {
        let close = one.iter().any(|a| other.iter().any(|b| scene.agree(a, b)));
        sheet.add(if close { 0.0 } else { different }, || format!("different {label}: {} and {}", name(a), name(b)));
    }
}

impl Scene<'_> {
    /// Tells whether an actor is too wide to tell one happening from another: civilians, unknown gunmen.
    pub fn is_vague(&self, id: &str) -> bool {
        self.entities.actors.get(id).is_some_and(|actor| self.settings.vague.kinds.contains(&actor.kind))
    }

    /// Tells whether two actors can be meant by one another: one is wide, or both are of one country.
    pub fn agree(&self, one: &str, other: &str) -> bool {
        let find = |id: &str| self.entities.actors.get(id);
        let (Some(a), Some(b)) = (find(one), find(other)) else { return one == other };
        let compatriots = a.country.is_some() && a.country == b.country;
        one == other || self.is_vague(one) || self.is_vague(other) || (compatriots && a.kind == b.kind)
    }
}

fn numbers(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet) {
    let weights = &scene.settings.weights;
    for a in &one.mention.quantities {
        let same = |of: &Option<String>| of.is_none() || a.of.is_none() || *of == a.of;
        let comparable = |b: &&schema::Quantity| b.attribute == a.attribute && same(&b.of);
        let Some(b) = other.mention.quantities.iter().find(comparable) else { continue };
        let weight = match (a.bounds == b.bounds, a.bounds.compatible(b.bounds)) {
            (true, _) => weights.number,
            (false, true) => weights.number / 2.0,
            _ if one.beside(other) => weights.two_numbers,
            _ => weights.other_number,
        };
        let say = if weight > 0.0 { "numbers agree" } else { "numbers differ" };
        return sheet.add(weight, || format!("{say}: {}", a.attribute));
    }
}

fn words(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet) {
    let weights = &scene.settings.weights;
    sheet.possible += weights.words;
    let (share, shared) = scene.rarity.shared(one, other);
    sheet.add(weights.words * share, || format!("words in common: {}", shared.join(", ")));
    if one.beside(other) {
        let (a, b) = (one.mention.trigger.start, other.mention.trigger.start);
        if one.headline || other.headline || a.abs_diff(b) <= BESIDE {
            sheet.add(weights.document, || "told together in one account".into());
        }
    } else if one.origin == other.origin && share > 0.8 {
        sheet.add(weights.copy, || "the same words in a copy".into());
    }
}
