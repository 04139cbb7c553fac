//! Which events are parts of a larger one: the airstrikes, the counter-attack and the retreat of an offensive?
//!
//! An event can lead where its kind is one that others are parts of. What the same accounts tell of the same place, days and
//! parties is then part of it; each event is part of one at most, the one that most accounts tell of.

use crate::features::{days_between, kilometers};
use crate::settings::Settings;
use schema::{Case, Event, EventId, Place, Precision, Realis};
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
pub fn link(case: &mut Case, settings: &Settings) {
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
        accounts(event).into_iter().for_each(|account| told.entry(account).or_default().push(at));
    }
    let places = case.places.iter().map(|place| (place.id.as_str(), place)).collect();
    let scene = Scene { settings, places, told };
    let all: BTreeSet<usize> = scene.told.values().flatten().copied().collect();
    let leads = |at: &usize| settings.episodes.leads.contains(&case.events[*at].kind);
    let mut leaders: Vec<usize> = all.into_iter().filter(leads).collect();
    leaders.sort_by_key(|at| (Reverse(accounts(&case.events[*at]).len()), case.events[*at].when, &case.events[*at].id));
    let mut parts: BTreeMap<EventId, EventId> = BTreeMap::new();
    let mut leading: BTreeSet<EventId> = BTreeSet::new();
    for leader in leaders.into_iter().map(|at| &case.events[at]).collect::<Vec<_>>() {
        if parts.contains_key(&leader.id) {
            continue;
        }
        let free = |part: &&Event| !parts.contains_key(&part.id) && !leading.contains(&part.id);
        let own: Vec<EventId> =
            scene.beside(leader, &case.events).filter(free).map(|part| part.id.clone()).collect();
        if own.len() >= settings.episodes.least {
            leading.insert(leader.id.clone());
            parts.extend(own.into_iter().map(|part| (part, leader.id.clone())));
        }
    }
    parts
}

fn is_placed(event: &Event) -> bool {
    event.place.is_some() && event.when.is_some()
}

fn accounts(event: &Event) -> BTreeSet<&str> {
    event.mentions.iter().filter_map(|id| id.split('#').next()).collect()
}

impl Scene<'_> {
    /// Gives the events that can be parts of another.
    fn beside<'c>(&'c self, leader: &'c Event, events: &'c [Event]) -> impl Iterator<Item = &'c Event> {
        let told = accounts(leader).into_iter().filter_map(|account| self.told.get(account));
        let beside: BTreeSet<usize> = told.flatten().copied().collect();
        beside.into_iter().map(|at| &events[at]).filter(|part| part.id != leader.id && self.is_part(part, leader))
    }

    fn is_part(&self, part: &Event, leader: &Event) -> bool {
        let episodes = &self.settings.episodes;
        let (Some(days), Some(lead)) = (part.when, leader.when) else { return false };
        let near = days_between(days.from, lead.from) <= episodes.before_days
            && days_between(lead.to, days.from) <= episodes.after_days
            && days.days().max(lead.days()) <= self.settings.windows.sharp_days;
        let parties = |event: &Event| event.agents.iter().chain(&event.targets).cloned().collect::<BTreeSet<_>>();
        let (ours, theirs) = (parties(part), parties(leader));
        episodes.parts.contains(&part.kind)
            && near
            && self.is_near(part, leader)
            && (ours.is_empty() || theirs.is_empty() || !ours.is_disjoint(&theirs))
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
    use super::link;
    use crate::Settings;
    use jiff::civil::date;
    use schema::{Case, DataFile, Event, EventMention, Findings, Interval, MentionId, Place, Precision, Realis, Span};

    /// An event told by some accounts: its kind, its day of May, who takes part, and where.
    fn event(n: usize, kind: &str, day: i8, (agent, place): (&str, &str), told: &[&str]) -> Event {
        let mentions: Vec<MentionId> = told.iter().map(|account| format!("{account}#{n}")).collect();
        Event {
            id: format!("E-{n}"),
            kind: kind.into(),
            summary: String::new(),
            when: Some(Interval::day(date(2031, 5, day))),
            place: Some(place.into()),
            agents: vec![agent.into()],
            targets: vec!["front".into()],
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
        link(&mut case, &settings);
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
            event(6, "statement", 4, ("guard", "karsa"), &["A"]),
        ];
        let whole = || Some("E-0".to_owned());
        assert_eq!(parts(events), [None, whole(), whole(), None, None, None, None]);
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
