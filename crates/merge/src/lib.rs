//! One event, many accounts: findings of many documents to events, claims and disagreements.
//!
//! Copies are linked, names of one actor unified, tellings grouped into happenings; accounts without a date get one from
//! what they share with others; then every group becomes an event with its claims. Everything that can be tuned stands in
//! `data/ontology/merging.toml`.

mod apart;
mod blocks;
mod bonds;
mod chains;
mod claims;
mod cluster;
mod copies;
mod counts;
mod court;
mod dates;
mod entities;
mod episodes;
mod event;
mod features;
mod growth;
mod kinds;
mod meanings;
mod participants;
pub mod parts;
mod people;
mod reading;
mod refusals;
mod retell;
mod rows;
mod scene;
mod settings;
mod sheet;
mod speakers;
mod spot;
mod summary;
mod telling;
mod wording;
mod words;

pub use copies::{Comparison, compare};
pub use episodes::link_parts;
pub use retell::{Group, Settled, retell};
pub use settings::Settings;
pub use sheet::Trait;

use cluster::Earlier;
use entities::Entities;
use reading::Library;
use scene::Scene;
use schema::{Case, Document, Event, Findings, Link};

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
    let (events, links) = happenings(&mut documents, &findings, &entities, settings);
    let (actors, places) = (entities.actors.into_values().collect(), entities.places.into_values().collect());
    let mut case = Case { documents, findings, actors, places, events, links };
    link_parts(&mut case, settings);
    case
}

/// Groups all that is told into happenings, and dates accounts by those that they share with others.
fn happenings(
    documents: &mut [Document],
    findings: &[Findings],
    entities: &Entities,
    settings: &Settings,
) -> (Vec<Event>, Vec<Link>) {
    let library = Library::of(documents, findings, entities, settings);
    let mut earlier = Earlier::default();
    let mut round = 0;
    loop {
        let (tellings, scene) = Scene::of((documents, findings), &library, entities, settings);
        let grouping = cluster::group(&tellings, &scene, earlier);
        let dates = dates::infer((documents, findings), &tellings, &grouping.groups(), settings);
        if dates.is_empty() || round == ROUNDS {
            let grouping = grouping.whole();
            return (event::all(&grouping.groups, &tellings, &scene), grouping.links());
        }
        earlier = grouping.judged(dates.keys().copied().collect());
        drop((tellings, scene));
        dates.into_iter().for_each(|(index, published)| documents[index].published = published);
        round += 1;
    }
}

/// Two reports that might be one happening, and all that speaks for or against it by the names of the weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The mentions.
    pub pair: [schema::MentionId; 2],
    /// What was found, with how much of each weight counts.
    pub traits: Vec<Trait>,
    /// What all of it comes to: log odds.
    pub odds: f64,
    /// Whether both are reports that people coded, which have weights of their own.
    pub coded: bool,
    /// What excludes that both are one happening.
    pub barred: Option<String>,
}

/// Gives the evidence on every pair worth comparing: what weights are learned from, and by what misses are told apart.
#[must_use]
pub fn evidence(mut accounts: Vec<(Document, Findings)>, settings: &Settings) -> Vec<Evidence> {
    accounts.sort_by(|(a, _), (b, _)| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
    let (documents, mut findings): (Vec<Document>, Vec<Findings>) = accounts.into_iter().unzip();
    let entities = entities::unify(&mut findings);
    let library = Library::of(&documents, &findings, &entities, settings);
    let (tellings, scene) = Scene::of((&documents, &findings), &library, &entities, settings);
    cluster::evidence(&tellings, &scene)
}
