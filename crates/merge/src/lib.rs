//! One event, many accounts: findings of many documents to events, claims and disagreements.
//!
//! Copies are linked, names of one actor unified, tellings grouped into happenings; accounts without a date get one from
//! what they share with others; then every group becomes an event with its claims. Everything that can be tuned stands in
//! `data/ontology/merging.toml`.

mod blocks;
mod claims;
mod cluster;
mod copies;
mod counts;
mod dates;
mod entities;
mod episodes;
mod event;
mod features;
mod growth;
mod participants;
pub mod parts;
mod people;
mod reading;
mod retell;
mod settings;
mod sheet;
mod summary;
mod telling;
mod wording;
mod words;

pub use copies::{Comparison, compare};
pub use episodes::link_parts;
pub use retell::{Group, Settled, retell};
pub use settings::Settings;
pub use sheet::Trait;

use cluster::Grouping;
use features::Scene;
use schema::{Case, Document, Findings, Published};
use std::collections::BTreeMap;

/// Dates that were inferred help to infer others, but not without end.
const ROUNDS: usize = 2;

/// Merges what many documents say into one case.
///
/// The result does not depend on the order of the documents. A page that was read twice counts once.
#[must_use]
pub fn merge(mut accounts: Vec<(Document, Findings)>, settings: &Settings) -> Case {
    accounts.sort_by(|(a, _), (b, _)| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    accounts.dedup_by(|(later, _), (first, _)| later.id == first.id);
    let (mut documents, mut findings): (Vec<Document>, Vec<Findings>) = accounts.into_iter().unzip();
    copies::link(&mut documents, settings);
    let entities = entities::unify(&mut findings);
    for _ in 0..ROUNDS {
        let dates = dates(&documents, &findings, &entities, settings);
        if dates.is_empty() {
            break;
        }
        dates.into_iter().for_each(|(index, published)| documents[index].published = published);
    }
    let (tellings, scene) = Scene::read(&documents, &findings, &entities, settings);
    let Grouping { groups, links } = cluster::group(&tellings, &scene);
    let events = event::all(&groups, &tellings, &scene);
    drop((tellings, scene));
    let (actors, places) = (entities.actors.into_values().collect(), entities.places.into_values().collect());
    let mut case = Case { documents, findings, actors, places, events, links };
    link_parts(&mut case, settings);
    case
}

fn dates(
    documents: &[Document],
    findings: &[Findings],
    entities: &entities::Entities,
    settings: &Settings,
) -> BTreeMap<usize, Published> {
    if documents.iter().all(|document| document.published.when.is_some()) {
        return BTreeMap::new();
    }
    let (tellings, scene) = Scene::read(documents, findings, entities, settings);
    let groups = cluster::group(&tellings, &scene).groups;
    dates::infer(documents, &tellings, &groups, settings)
}

/// Two reports that might be one happening, and all that speaks for or against it by the names of the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The mentions.
    pub pair: [schema::MentionId; 2],
    /// What was found, with how much of each weight counts.
    pub traits: Vec<Trait>,
}

/// Gives the evidence on every pair worth comparing that nothing excludes: what weights are learned from.
#[must_use]
pub fn evidence(mut accounts: Vec<(Document, Findings)>, settings: &Settings) -> Vec<Evidence> {
    accounts.sort_by(|(a, _), (b, _)| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    let (documents, mut findings): (Vec<Document>, Vec<Findings>) = accounts.into_iter().unzip();
    let entities = entities::unify(&mut findings);
    let (tellings, scene) = Scene::read(&documents, &findings, &entities, settings);
    cluster::evidence(&tellings, &scene)
}
