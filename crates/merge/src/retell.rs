//! What do events come to whose tellings a person has put together, taken apart or corrected?

use crate::entities::Entities;
use crate::event::event;
use crate::reading::Library;
use crate::scene::Scene;
use crate::settings::Settings;
use schema::{ActorId, Case, Event, Interval, MentionId, PlaceId};
use std::collections::BTreeMap;

/// What a person has settled about an event; none where it is left to the accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The kind.
    pub kind: Option<String>,
    /// Who acted.
    pub agents: Option<Vec<ActorId>>,
    /// To whom.
    pub targets: Option<Vec<ActorId>>,
    /// Where.
    pub place: Option<PlaceId>,
    /// When.
    pub when: Option<Interval>,
}

/// Tellings that are one event, and what is settled about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// The tellings.
    pub mentions: Vec<MentionId>,
    /// What is settled.
    pub settled: Settled,
}

/// Tells groups of a case anew, each by the rules by which a merge tells it; none where no telling is left that can be part of an event.
///
/// The documents need only be those that the groups, and what these copy, stand in.
#[must_use]
pub fn retell(case: &Case, groups: &[Group], settings: &Settings) -> Vec<Option<Event>> {
    let entities = Entities {
        actors: case.actors.iter().map(|actor| (actor.id.clone(), actor.clone())).collect(),
        places: case.places.iter().map(|place| (place.id.clone(), place.clone())).collect(),
    };
    let library = Library::of(&case.documents, &case.findings, &entities, settings);
    let (tellings, scene) = Scene::of((&case.documents, &case.findings), &library, &entities, settings);
    let index: BTreeMap<&str, usize> =
        tellings.iter().enumerate().map(|(at, telling)| (telling.mention.id.as_str(), at)).collect();
    let told = |group: &Group| {
        let mut members: Vec<usize> = group.mentions.iter().filter_map(|id| index.get(id.as_str()).copied()).collect();
        members.sort_unstable();
        members.dedup();
        (!members.is_empty()).then(|| event(&members, &tellings, &scene, &group.settled))
    };
    groups.iter().map(told).collect()
}
