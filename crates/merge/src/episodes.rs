//! Which events are parts of a larger one: the airstrikes, the counter-attack and the retreat of an offensive?
//!
//! Around an event whose kind can have parts, the one that most accounts tell of first, stands what the same accounts tell of
//! the same place and days; other fighting only where one of the parties takes part. The first of them that can have parts is
//! the whole: a counter-attack is part of the attack. No event is part of two.

use crate::apart::{days_between, kilometers};
use crate::settings::Settings;
use schema::{ActorId, Case, Event, EventId, Place, Precision, Realis};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What is asked of an event before it is put beside others.
struct Scene<'c> {
    settings: &'c Settings,
    places: HashMap<&'c str, &'c Place>,
    /// The events that happened, by the accounts that tell of them.
    told: BTreeMap<&'c str, Vec<usize>>,
}

/// Notes of every event of a case whether it is part of a larger one.
pub fn link_parts(case: &mut Case, settings: &Settings) {
    let parts = find(case, settings);
    for event in &mut case.events {
        event.part_of = parts.get(&event.id).cloned();
    }
}

/// Gives the leading event of every part.
fn find(case: &Case, settings: &Settings) -> BTreeMap<EventId, EventId> {
    let mentions = case.findings.iter().flat_map(|findings| &findings.events);
    let done: BTreeSet<&str> =
        mentions.filter(|mention| mention.realis == Realis::Actual).map(|mention| mention.id.as_str()).collect();
    let happened = |event: &Event| event.mentions.iter().any(|id| done.contains(id.as_str()));
    let mut told: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, event) in case.events.iter().enumerate().filter(|(_, event)| is_placed(event) && happened(event)) {
        event.accounts().into_iter().for_each(|account| told.entry(account).or_default().push(at));
    }
    let places = case.places.iter().map(|place| (place.id.as_str(), place)).collect();
    let scene = Scene { settings, places, told };
    let all: BTreeSet<usize> = scene.told.values().flatten().copied().collect();
    let leads = |event: &&Event| settings.episodes.leads.contains(&event.kind);
    let mut middles: Vec<&Event> = all.into_iter().map(|at| &case.events[at]).filter(leads).collect();
    middles.sort_by_key(|event| (Reverse(event.accounts().len()), event.when, &event.id));
    let mut wholes: BTreeMap<&str, &Event> = BTreeMap::new();
    for middle in middles {
        let free = |event: &&Event| !wholes.contains_key(event.id.as_str());
        let own: Vec<&Event> = scene.beside(middle, &case.events).chain([middle]).filter(free).collect();
        let first =
            own.iter().copied().filter(leads).min_by_key(|event| (event.when, event.id != middle.id, &event.id));
        if let Some(whole) = first.filter(|_| free(&middle) && own.len() > settings.episodes.least) {
            wholes.extend(own.into_iter().map(|event| (event.id.as_str(), whole)));
        }
    }
    let parts = wholes.into_iter().filter(|(part, whole)| *part != whole.id);
    parts.map(|(part, whole)| (part.to_owned(), whole.id.clone())).collect()
}

fn is_placed(event: &Event) -> bool {
    event.place.is_some() && event.when.is_some()
}

fn parties(event: &Event) -> BTreeSet<&ActorId> {
    event.agents.iter().chain(&event.targets).collect()
}

impl Scene<'_> {
    /// Gives the events that can stand around another.
    fn beside<'c>(&'c self, middle: &'c Event, events: &'c [Event]) -> impl Iterator<Item = &'c Event> {
        let told = middle.accounts().into_iter().filter_map(|account| self.told.get(account));
        let beside: BTreeSet<usize> = told.flatten().copied().collect();
        beside.into_iter().map(|at| &events[at]).filter(|part| part.id != middle.id && self.is_part(part, middle))
    }

    fn is_part(&self, part: &Event, middle: &Event) -> bool {
        let episodes = &self.settings.episodes;
        let (Some(days), Some(lead)) = (part.when, middle.when) else { return false };
        let near = days_between(days.from, lead.from) <= episodes.before_days
            && days_between(lead.to, days.from) <= episodes.after_days
            && days.days().max(lead.days()) <= self.settings.windows.sharp_days;
        let fought = episodes.leads.contains(&part.kind);
        let (ours, theirs) = (parties(part), parties(middle));
        episodes.parts.contains(&part.kind)
            && near
            && self.is_near(part, middle)
            && (!fought || ours.is_empty() || theirs.is_empty() || !ours.is_disjoint(&theirs))
    }

    fn is_near(&self, one: &Event, other: &Event) -> bool {
        let place = |event: &Event| self.places.get(event.place.as_deref()?).copied();
        let (Some(a), Some(b)) = (place(one), place(other)) else { return false };
        let points = a.precision == Precision::Point && b.precision == Precision::Point;
        let near = || kilometers(a, b).is_some_and(|km| km <= self.settings.distances.near_km);
        a.precision != Precision::Country && (a.id == b.id || points && near())
    }
}

#[cfg(test)]
mod tests {
    use super::link_parts;
    use crate::Settings;
    use jiff::civil::date;
    use schema::{Case, DataFile, Event, EventMention, Findings, Interval, MentionId, Place, Precision, Realis, Span};

    /// An event told by some accounts: its kind, its day of May, who takes part, and where.
    fn event(n: usize, kind: &str, day: i8, (agent, place): (&str, &str), told: &[&str]) -> Event {
        let target = match agent {
            "guard" => "front",
            "front" => "guard",
            _ => "town",
        };
        let mentions: Vec<MentionId> = told.iter().map(|account| format!("{account}#{n}")).collect();
        Event {
            id: format!("E-{n}"),
            kind: kind.into(),
            summary: String::new(),
            when: Some(Interval::day(date(2031, 5, day))),
            place: Some(place.into()),
            agents: vec![agent.into()],
            targets: vec![target.into()],
            mentions,
            claims: Vec::new(),
            part_of: None,
            decided: Vec::new(),
        }
    }

    fn place(id: &str, lat: f64) -> Place {
        let (name, precision) = (id.to_owned(), Precision::Point);
        Place { id: id.into(), name, lat: Some(lat), lon: Some(20.0), precision, country: None, aliases: Vec::new() }
    }

    fn mention(event: &Event, id: &MentionId) -> EventMention {
        EventMention {
            id: id.clone(),
            clause: Span::new(0, 1),
            trigger: Span::new(0, 1),
            kind: event.kind.clone(),
            realis: Realis::Actual,
            attribution: Vec::new(),
            arguments: Vec::new(),
            place: None,
            time: None,
            quantities: Vec::new(),
            rule: String::new(),
        }
    }

    /// Gives of each event the number of the one that it is part of.
    fn parts(events: Vec<Event>) -> Vec<Option<String>> {
        let told = |event: &Event| event.mentions.iter().map(|id| mention(event, id)).collect::<Vec<_>>();
        let findings = Findings { events: events.iter().flat_map(told).collect(), ..Findings::default() };
        let places = vec![place("karsa", 10.0), place("mill", 10.1), place("dolme", 12.0)];
        let mut case = Case { events, findings: vec![findings], places, ..Case::default() };
        let bytes = include_bytes!("../../../data/ontology/merging.toml").to_vec();
        let settings = Settings::load(&[DataFile { path: "ontology/merging.toml".into(), bytes }]).expect("settings");
        link_parts(&mut case, &settings);
        case.events.into_iter().map(|event| event.part_of).collect()
    }

    #[test]
    fn strikes_and_retreat_are_parts_of_the_offensive_that_their_accounts_tell() {
        let events = vec![
            event(0, "attack", 3, ("guard", "karsa"), &["A", "B"]),
            event(1, "airstrike", 3, ("guard", "karsa"), &["A"]),
            event(2, "withdrawal", 5, ("guard", "mill"), &["B"]),
            event(3, "airstrike", 4, ("guard", "dolme"), &["A"]),
            event(4, "shelling", 20, ("guard", "karsa"), &["B"]),
            event(5, "shelling", 4, ("guard", "karsa"), &["C"]),
            event(6, "airstrike", 3, ("league", "karsa"), &["B"]),
            event(7, "attack", 4, ("front", "karsa"), &["A", "B", "C"]),
            event(8, "clash", 3, ("league", "karsa"), &["A"]),
            event(9, "statement", 4, ("guard", "karsa"), &["A"]),
        ];
        let whole = || Some("E-0".to_owned());
        assert_eq!(parts(events), [None, whole(), whole(), None, None, whole(), whole(), whole(), None, None]);
    }

    #[test]
    fn one_strike_more_makes_no_larger_event_and_a_part_has_no_parts() {
        let pair = vec![
            event(0, "attack", 3, ("guard", "karsa"), &["A"]),
            event(1, "airstrike", 3, ("guard", "karsa"), &["A"]),
        ];
        assert_eq!(parts(pair), [None, None]);
        let two = vec![
            event(0, "attack", 3, ("guard", "karsa"), &["A", "B"]),
            event(1, "clash", 3, ("guard", "karsa"), &["A"]),
            event(2, "airstrike", 4, ("guard", "karsa"), &["A", "B"]),
        ];
        assert_eq!(parts(two), [None, Some("E-0".into()), Some("E-0".into())]);
    }
}
