//! Who?
//!
//! Names of the lexicon come first, then names that only this document has, then persons, descriptions and pronouns,
//! each pointing back to what was found before it.

mod cast;
mod definitions;
mod descriptions;
mod entry;
mod followers;
mod grammar;
mod groups;
mod index;
pub(crate) mod kind;
mod lexicon;
mod mentioned;
mod names;
mod namesakes;
mod owners;
mod persons;
mod phrases;
mod posts;
mod pronouns;
mod relations;
mod scene;
mod shorts;
mod states;
mod voices;
mod words;

pub use lexicon::Lexicon;

use language::Analysis;
use scene::Scene;
use schema::{Actor, ActorMention, ActorRelation, Document, Place, PlaceMention};
use std::collections::BTreeSet;

/// The places of a document: where they are named, and what is known of them.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    /// In text order.
    pub mentions: &'a [PlaceMention],
    /// Every place that is mentioned.
    pub known: &'a [Place],
}

/// The actors of a document.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Where they are named, in text order.
    pub mentions: Vec<ActorMention>,
    /// Who they are, by id.
    pub actors: Vec<Actor>,
    /// How they stand to one another, in text order.
    pub relations: Vec<ActorRelation>,
}

/// Finds and resolves the actors that the document names.
#[must_use]
pub fn find(document: &Document, analysis: &Analysis<'_>, places: Places<'_>, lexicon: &Lexicon) -> Found {
    let mut scene = Scene::open(document, analysis, places, lexicon);
    names::find(&mut scene);
    groups::find(&mut scene);
    definitions::find(&mut scene);
    shorts::find(&mut scene);
    shorts::find_nouns(&mut scene);
    persons::find(&mut scene);
    posts::find(&mut scene);
    followers::find(&mut scene);
    voices::find(&mut scene);
    descriptions::find(&mut scene);
    pronouns::find(&mut scene);
    let relations = relations::find(&scene);
    let mut appear: BTreeSet<usize> = scene.found.values().map(|found| found.figure).collect();
    for entry in relations.iter().filter_map(|relation| lexicon.numbers.get(&relation.other)) {
        appear.insert(scene.cast.entry(&lexicon.entries[*entry]));
    }
    let mention = |found: &cast::Found| ActorMention {
        span: found.span,
        actor: scene.cast.figures[found.figure].id.clone(),
        rule: found.rule.into(),
    };
    let mentions = scene.found.values().map(mention).collect();
    Found { mentions, actors: scene.cast.actors(&appear), relations }
}

#[cfg(test)]
mod tests;
