//! What does every part of a case have to know of all others?

use super::census::Census;
use super::slip::Slip;
use crate::counts::{Counts, Fame};
use crate::entities::{Entities, add, join, rename, same, union};
use crate::episodes::link_parts;
use crate::settings::Settings;
use crate::words::{Rarity, Vocabulary};
use schema::{Actor, ActorId, Case, Document, DocumentId, Event, Findings, Link, Place, Published};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is known of a case as a whole.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct World {
    actors: Vec<Actor>,
    places: Vec<Place>,
    pub(crate) same: BTreeMap<ActorId, ActorId>,
    words: Vec<String>,
    clauses: Vec<u32>,
    stories: Vec<u32>,
    documents: u32,
    tellings: u32,
    fame: BTreeMap<String, u32>,
    copies: BTreeMap<DocumentId, DocumentId>,
    originals: BTreeMap<DocumentId, Document>,
    dates: BTreeMap<DocumentId, Published>,
}

/// A world, laid out for work on its parts.
pub struct Ground {
    pub(crate) world: World,
    pub(crate) entities: Entities,
    pub(crate) counts: Arc<Counts>,
}

impl Ground {
    /// Lays a world out.
    #[must_use]
    pub fn of(world: World) -> Self {
        let (entities, counts) = (world.entities(), Arc::new(world.counts()));
        Self { world, entities, counts }
    }

    /// Gives the world back, for what became known of it.
    #[must_use]
    pub fn into_world(self) -> World {
        self.world
    }

    /// Gives the world.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }
}

impl World {
    /// Makes it of what was met in all accounts.
    #[must_use]
    pub fn new(census: &Census) -> Self {
        let mut actors: BTreeMap<ActorId, Actor> = BTreeMap::new();
        for actor in census.actors() {
            actors.entry(actor.id.clone()).and_modify(|known| add(known, &actor)).or_insert_with(|| actor.clone());
        }
        let mut places: BTreeMap<String, Place> = BTreeMap::new();
        for place in census.places() {
            let known = places.entry(place.id.clone()).or_insert_with(|| place.clone());
            known.aliases = union(&known.aliases, &place.aliases);
        }
        let acronyms = census.acronyms().map(|names| names.iter().map(String::as_str).collect::<BTreeSet<_>>());
        let same = same(acronyms, &actors);
        join(&mut actors, &same);
        let (words, counts): (Vec<String>, Vec<(u32, u32)>) = census.words.clone().into_iter().unzip();
        let (clauses, stories) = counts.into_iter().unzip();
        let (actors, places) = (actors.into_values().collect(), places.into_values().collect());
        let (documents, tellings) = (census.documents, census.tellings);
        Self { actors, places, same, words, clauses, stories, documents, tellings, ..Self::default() }
    }

    /// Notes which accounts are copies: pairs of a copy's id and the original's.
    pub fn put_copies(&mut self, copies: impl IntoIterator<Item = (DocumentId, DocumentId)>) {
        self.copies = copies.into_iter().collect();
    }

    /// Gives the ids of the accounts that were copied.
    #[must_use]
    pub fn originals(&self) -> BTreeSet<&DocumentId> {
        self.copies.values().collect()
    }

    /// Notes the accounts that were copied.
    pub fn put_originals(&mut self, slips: impl IntoIterator<Item = Slip>) {
        self.originals = slips.into_iter().map(|slip| (slip.document.id.clone(), slip.document)).collect();
    }

    /// Notes how many tellings name each actor, place and kind, counted in all parts.
    pub fn put_fame(&mut self, parts: impl IntoIterator<Item = BTreeMap<String, u32>>) {
        self.fame.clear();
        for (id, count) in parts.into_iter().flatten() {
            *self.fame.entry(id).or_default() += count;
        }
    }

    /// Notes dates that were inferred.
    pub fn put_dates(&mut self, dates: impl IntoIterator<Item = (DocumentId, Published)>) {
        self.dates.extend(dates);
    }

    /// Gives the number of tellings.
    #[must_use]
    pub fn tellings(&self) -> u32 {
        self.tellings
    }

    fn entities(&self) -> Entities {
        let actors = self.actors.iter().map(|actor| (actor.id.clone(), actor.clone())).collect();
        Entities { actors, places: self.places.iter().map(|place| (place.id.clone(), place.clone())).collect() }
    }

    fn counts(&self) -> Counts {
        Counts {
            vocabulary: Vocabulary::known(self.words.clone()),
            rarity: Rarity::counted(self.clauses.clone(), self.tellings),
            story_rarity: Rarity::counted(self.stories.clone(), self.documents),
            fame: Fame::new(&self.fame),
            tellings: self.tellings,
        }
    }

    /// Notes in an account what became known of it: its date, and what it copies.
    pub(crate) fn complete(&self, document: &mut Document) {
        document.copy_of = self.copies.get(&document.id).cloned();
        if let Some(published) = self.dates.get(&document.id) {
            document.published.clone_from(published);
        }
    }

    pub(crate) fn original(&self, document: &Document) -> Option<Document> {
        let mut original = self.originals.get(self.copies.get(&document.id)?)?.clone();
        self.complete(&mut original);
        original.sections.clear();
        Some(original)
    }

    /// Completes an account with what became known of it and its actors.
    #[must_use]
    pub fn completed(&self, (mut document, mut findings): (Document, Findings)) -> (Document, Findings) {
        self.complete(&mut document);
        rename(&mut findings, &self.same);
        (document, findings)
    }

    /// Puts the case together of completed accounts and what the parts came to.
    #[must_use]
    pub fn case(
        &self,
        mut accounts: Vec<(Document, Findings)>,
        mut events: Vec<Event>,
        mut links: Vec<Link>,
        settings: &Settings,
    ) -> Case {
        accounts.sort_by(|(a, _), (b, _)| (&a.id, &a.path).cmp(&(&b.id, &b.path)));
        events.sort_by(|a, b| a.id.cmp(&b.id));
        links.sort_by(|a, b| (&a.one, &a.other).cmp(&(&b.one, &b.other)));
        let (documents, findings) = accounts.into_iter().unzip();
        let (actors, places) = (self.actors.clone(), self.places.clone());
        let mut case = Case { documents, findings, actors, places, events, links };
        link_parts(&mut case, settings);
        case
    }
}
