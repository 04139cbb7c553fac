//! Whom or what may somebody mean who begins to type a name?

use super::{Asked, value};
use crate::{
    book::Book,
    explore::{facts::KEYS, search::folded},
    refusal::Refusal,
    site::Site,
};
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;
use std::{cmp::Reverse, sync::Arc};

/// Names that are offered.
const MOST: usize = 8;

/// Gives actors and places with a name that begins as typed, those of most events first.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let book = site.book()?;
    let typed = folded(value(&asked, "q").unwrap_or_default());
    let mut found = Vec::new();
    if !typed.trim().is_empty() {
        let begins = |name: &String| {
            folded(name).split(' ').any(|word| word.starts_with(typed.trim())) || folded(name).starts_with(typed.trim())
        };
        let known = |name: &String, aliases: &[String]| begins(name) || aliases.iter().any(begins);
        let actors = book.case.actors.iter().filter(|actor| known(&actor.name, &actor.aliases));
        let places = book.case.places.iter().filter(|place| known(&place.name, &place.aliases));
        found.extend(
            actors.map(|actor| ("actor", &actor.id, &actor.name)).map(|name| (events(&book, name.0, name.1), name)),
        );
        found.extend(
            places.map(|place| ("place", &place.id, &place.name)).map(|name| (events(&book, name.0, name.1), name)),
        );
    }
    found.retain(|(events, _)| *events > 0);
    found.sort_by_key(|(events, name)| (Reverse(*events), *name));
    let found: Vec<_> = found
        .into_iter()
        .take(MOST)
        .map(|(events, (noun, id, name))| json!({ "noun": noun, "id": id, "name": name, "events": events }))
        .collect();
    Ok(([(header::CONTENT_TYPE, "application/json")], json!({ "names": found }).to_string()).into_response())
}

fn events(book: &Book, key: &str, id: &str) -> usize {
    let Some(at) = KEYS.iter().position(|(name, _)| *name == key) else { return 0 };
    let facet = &book.index.facets[at];
    facet.number(id).map_or(0, |number| facet.of.iter().filter(|own| own.contains(&number)).count())
}
