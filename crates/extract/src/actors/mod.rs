//! Who?
//!
//! Names of the lexicon come first, then names that only this document has, then persons, descriptions and pronouns,
//! each pointing back to what was found before it.

mod cast;
mod definitions;
mod descriptions;
mod entry;
mod grammar;
mod groups;
mod index;
mod lexicon;
mod names;
mod persons;
mod phrases;
mod pronouns;
mod scene;
mod words;

pub use lexicon::Lexicon;

use language::Analysis;
use scene::Scene;
use schema::{Actor, ActorMention, Document, PlaceMention};

/// Finds and resolves the actors that the document names; mentions in text order, actors by id.
#[must_use]
pub fn find(
    document: &Document,
    analysis: &Analysis<'_>,
    places: &[PlaceMention],
    lexicon: &Lexicon,
) -> (Vec<ActorMention>, Vec<Actor>) {
    let mut scene = Scene::open(document, analysis, places, lexicon);
    names::find(&mut scene);
    groups::find(&mut scene);
    definitions::find(&mut scene);
    persons::find(&mut scene);
    descriptions::find(&mut scene);
    pronouns::find(&mut scene);
    let appear = scene.found.values().map(|found| found.figure).collect();
    let mention = |found: &cast::Found| ActorMention {
        span: found.span,
        actor: scene.cast.figures[found.figure].id.clone(),
        rule: found.rule.into(),
    };
    (scene.found.values().map(mention).collect(), scene.cast.actors(&appear))
}

#[cfg(test)]
mod tests;
