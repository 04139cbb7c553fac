//! What do all tellings of one happening come to?

use crate::claims;
use crate::retell::Settled;
use crate::scene::Scene;
use crate::settings::Settings;
use crate::summary::summarize;
use crate::telling::Telling;
use jiff::civil::Date;
use rayon::prelude::*;
use schema::{ActorId, Basis, Event, EventId, Interval, PlaceId, Precision, Realis};
use sha2::{Digest, Sha256};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Letters and digits that nobody mistakes for one another when reading aloud.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Makes events of the groups that are ones; sorted by id.
pub(crate) fn all(groups: &[Vec<usize>], tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Event> {
    let comments = scene.settings.events.from_comments;
    let alone = |index: &usize| !tellings[*index].aside || comments && tellings[*index].says_who_and_where();
    let told = |group: &&Vec<usize>| group.iter().any(alone);
    let mut events: Vec<Event> =
        groups.par_iter().filter(told).map(|group| event(group, tellings, scene, &Settled::default())).collect();
    events.sort_by(|a, b| a.id.cmp(&b.id));
    events
}

/// Tells one happening; what a person settled goes before what the accounts come to.
pub(crate) fn event(group: &[usize], tellings: &[Telling<'_>], scene: &Scene<'_>, settled: &Settled) -> Event {
    let mut mentions: Vec<&str> = group.iter().map(|index| tellings[*index].mention.id.as_str()).collect();
    mentions.sort_unstable();
    let first = group.iter().map(|index| &tellings[*index]).min_by_key(|telling| seniority(telling));
    let (agents, targets) = actors(group, tellings, scene);
    let settled = settled.clone();
    let mut event = Event {
        id: id(first.map_or("", |telling| telling.mention.id.as_str())),
        kind: settled.kind.unwrap_or_else(|| kind(group, tellings, scene.settings)),
        summary: String::new(),
        when: settled.when.or_else(|| days(group, tellings)),
        place: settled.place.or_else(|| place(group, tellings)),
        agents: settled.agents.unwrap_or(agents),
        targets: settled.targets.unwrap_or(targets),
        mentions: mentions.into_iter().map(str::to_owned).collect(),
        claims: Vec::new(),
        part_of: None,
        decided: Vec::new(),
    };
    event.claims = claims::all(&event, group, tellings, scene);
    event.summary = summarize(&event, group, tellings, scene);
    event
}

/// Ranks the tellings that can give an event its id: cases grow by later pages, so the earliest account keeps it.
///
/// Comments come and go with a crawl; what the accounts themselves tell stays. A day that was inferred may change.
fn seniority<'t>(telling: &'t Telling<'_>) -> (bool, bool, Option<Date>, &'t str) {
    let published = &telling.document.published;
    let day = published.when.filter(|_| published.basis == Basis::Stated).map(|when| when.from);
    (telling.aside, day.is_none(), day, &telling.mention.id)
}

/// Makes the id of an event from the mention of its most senior telling.
fn id(mention: &str) -> EventId {
    let digest = Sha256::digest(mention.as_bytes());
    let letters: Vec<char> = digest.iter().take(8).map(|byte| char::from(ALPHABET[usize::from(*byte) % 31])).collect();
    let (first, second) = letters.split_at(4);
    format!("E-{}-{}", first.iter().collect::<String>(), second.iter().collect::<String>())
}

/// Gives how many independent accounts give each value.
fn votes<K: Ord>(
    group: &[usize],
    tellings: &[Telling<'_>],
    values: impl Fn(&Telling<'_>) -> Vec<K>,
) -> BTreeMap<K, usize> {
    let mut origins: BTreeMap<K, BTreeSet<usize>> = BTreeMap::new();
    for telling in group.iter().map(|index| &tellings[*index]) {
        for value in values(telling) {
            origins.entry(value).or_default().insert(telling.origin);
        }
    }
    origins.into_iter().map(|(value, origins)| (value, origins.len())).collect()
}

/// Gives the kind that most accounts give; of several the one that the settings list first.
fn kind(group: &[usize], tellings: &[Telling<'_>], settings: &Settings) -> String {
    let votes = votes(group, tellings, |telling| vec![telling.mention.kind.clone()]);
    let told = |kind: &str| group.iter().filter(|index| tellings[**index].mention.kind == kind).count();
    let rank = |kind: &str| settings.kinds.iter().position(|known| known.id == kind).unwrap_or(usize::MAX);
    let best = votes.iter().max_by_key(|(kind, votes)| (**votes, told(kind), Reverse(rank(kind)), Reverse(*kind)));
    best.map(|(kind, _)| kind.clone()).unwrap_or_default()
}

/// Gives the days that most accounts support, the narrowest of them; where several are equal, from the first to the last.
pub(crate) fn days(group: &[usize], tellings: &[Telling<'_>]) -> Option<Interval> {
    let members = || group.iter().map(|index| &tellings[*index]);
    let stated = members().any(|telling| telling.dated && telling.mention.realis != Realis::Planned);
    let counts = |telling: &&Telling<'_>| telling.when.is_some() && (telling.dated || !stated);
    let mut told: BTreeMap<Interval, BTreeSet<usize>> = BTreeMap::new();
    for telling in members().filter(counts) {
        told.entry(telling.when?).or_default().insert(telling.origin);
    }
    let support = |interval: Interval| {
        let agree = told.iter().filter(|(when, _)| when.overlaps(interval));
        agree.flat_map(|(_, origins)| origins).collect::<BTreeSet<_>>().len()
    };
    let ranked: BTreeSet<(Reverse<usize>, i32, Interval)> =
        told.keys().map(|when| (Reverse(support(*when)), when.days(), *when)).collect();
    let (most, width, _) = *ranked.first()?;
    let best = ranked.iter().filter(|(votes, days, _)| (*votes, *days) == (most, width)).map(|(_, _, when)| *when);
    best.reduce(|one, other| Interval { from: one.from.min(other.from), to: one.to.max(other.to) })
}

/// Gives the most exact place that is stated, the one most accounts give.
fn place(group: &[usize], tellings: &[Telling<'_>]) -> Option<PlaceId> {
    let votes = votes(group, tellings, |telling| telling.place.map(|place| place.id.clone()).into_iter().collect());
    let rank = |index: &usize| {
        let telling = &tellings[*index];
        let place = telling.place?;
        let exact = match (place.precision, telling.placed) {
            (Precision::Point, true) => 0,
            (Precision::Area, true) => 1,
            (Precision::Point, false) => 2,
            (Precision::Area, false) => 3,
            (Precision::Country, _) => 4,
        };
        Some((exact, Reverse(votes.get(&place.id).copied().unwrap_or(0)), &place.id))
    };
    let best = group.iter().filter_map(rank).min();
    best.map(|(_, _, id)| id.clone())
}

/// Gives who acted and who was hit: everybody some account names, each in the role that most give.
fn actors(group: &[usize], tellings: &[Telling<'_>], scene: &Scene<'_>) -> (Vec<ActorId>, Vec<ActorId>) {
    let agents = votes(group, tellings, |telling| telling.agents.iter().map(|party| party.id.to_owned()).collect());
    let targets = votes(group, tellings, |telling| telling.targets.iter().map(|party| party.id.to_owned()).collect());
    let keep = |mine: &BTreeMap<ActorId, usize>, theirs: &BTreeMap<ActorId, usize>, ties: bool| {
        let wins =
            |id: &str, votes: usize| theirs.get(id).is_none_or(|other| votes > *other || (ties && votes == *other));
        mine.iter().filter(|(id, votes)| wins(id, **votes)).map(|(id, _)| id.clone()).collect()
    };
    // Civilians are hit beside fighters; that they act beside them is rather the account's way of putting it.
    let acting = named(keep(&agents, &targets, true), |id| scene.is_vague(id));
    let hit = named(keep(&targets, &agents, false), |id| scene.is_nobody(id));
    (acting, hit)
}

/// Drops actors who tell nothing where others are named.
fn named(mut ids: Vec<ActorId>, vague: impl Fn(&ActorId) -> bool) -> Vec<ActorId> {
    if !ids.iter().all(&vague) {
        ids.retain(|id| !vague(id));
    }
    ids.shrink_to_fit();
    ids
}
