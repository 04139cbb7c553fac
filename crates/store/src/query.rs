//! Which events, documents and claims of a case does somebody ask for?
//!
//! All work on a loaded [`Case`]: a case of ten thousand pages answers in milliseconds.

use schema::{Actor, Case, Claim, Document, Event, Place};

/// What events must have; an empty one lets all through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The kind: `shelling`.
    pub kind: Option<String>,
    /// The place: its id or one of its names.
    pub place: Option<String>,
    /// An actor on either side: its id or one of its names.
    pub actor: Option<String>,
}

/// Gives the events that pass, by their first day, those without a day last.
#[must_use]
pub fn events<'case>(case: &'case Case, filter: &Filter) -> Vec<&'case Event> {
    let places = filter.place.as_deref().map(|name| places_named(case, name));
    let actors = filter.actor.as_deref().map(|name| actors_named(case, name));
    let passes = |event: &&Event| {
        filter.kind.as_deref().is_none_or(|kind| event.kind.eq_ignore_ascii_case(kind))
            && places.as_deref().is_none_or(|ids| event.place.as_deref().is_some_and(|id| ids.contains(&id)))
            && actors
                .as_deref()
                .is_none_or(|ids| event.agents.iter().chain(&event.targets).any(|id| ids.contains(&id.as_str())))
    };
    let mut events: Vec<&Event> = case.events.iter().filter(passes).collect();
    events.sort_by_key(|event| (event.when.is_none(), event.when, event.id.as_str()));
    events
}

/// Gives the claims of the events that pass, in their order.
#[must_use]
pub fn claims<'case>(case: &'case Case, filter: &Filter) -> Vec<(&'case Event, &'case Claim)> {
    events(case, filter).into_iter().flat_map(|event| event.claims.iter().map(move |claim| (event, claim))).collect()
}

/// Gives the event with this id, or every event whose id begins so: `E-7QK4-M2XD`, `e-7qk4`, `7qk4m2`.
#[must_use]
pub fn event<'case>(case: &'case Case, id: &str) -> Vec<&'case Event> {
    let asked = bare(id, "E-");
    by_prefix(&case.events, &asked, |event| bare(&event.id, "E-"))
}

/// Gives the document with this id or path, or every document whose id begins or whose path ends so.
#[must_use]
pub fn document<'case>(case: &'case Case, id_or_path: &str) -> Vec<&'case Document> {
    if let Some(document) = case.documents.iter().find(|document| document.path == id_or_path) {
        return vec![document];
    }
    let asked = bare(id_or_path, "D-");
    let by_id = by_prefix(&case.documents, &asked, |document| bare(&document.id, "D-"));
    if !by_id.is_empty() {
        return by_id;
    }
    let ends = |path: &str| path.strip_suffix(id_or_path).is_some_and(|folder| folder.ends_with(['/', '\\']));
    case.documents.iter().filter(|document| ends(&document.path)).collect()
}

fn by_prefix<'case, T>(all: &'case [T], asked: &str, id: impl Fn(&T) -> String) -> Vec<&'case T> {
    if asked.is_empty() {
        return Vec::new();
    }
    let found: Vec<&T> = all.iter().filter(|item| id(item).starts_with(asked)).collect();
    let exact = found.iter().copied().find(|item| id(item) == asked);
    exact.map_or(found, |item| vec![item])
}

/// Gives an id without what people leave out or type otherwise.
fn bare(id: &str, prefix: &str) -> String {
    let id = id.trim().to_ascii_uppercase();
    id.strip_prefix(prefix).unwrap_or(&id).replace('-', "")
}

fn places_named<'case>(case: &'case Case, name: &str) -> Vec<&'case str> {
    let goes_by = |place: &Place| named(name, &place.id, &place.name, &place.aliases);
    case.places.iter().filter(|place| goes_by(place)).map(|place| place.id.as_str()).collect()
}

fn actors_named<'case>(case: &'case Case, name: &str) -> Vec<&'case str> {
    let goes_by = |actor: &Actor| named(name, &actor.id, &actor.name, &actor.aliases);
    case.actors.iter().filter(|actor| goes_by(actor)).map(|actor| actor.id.as_str()).collect()
}

fn named(asked: &str, id: &str, name: &str, aliases: &[String]) -> bool {
    let asked = asked.to_lowercase();
    id == asked || name.to_lowercase() == asked || aliases.iter().any(|alias| alias.to_lowercase() == asked)
}

#[cfg(test)]
mod tests {
    use super::{Filter, claims, document, event, events};
    use crate::sample;

    #[test]
    fn an_event_is_found_however_its_id_is_typed() {
        let case = sample::case();
        for typed in ["E-7QK4-M2XD", "e-7qk4-m2xd", "7qk4", "E-7QK4M"] {
            assert_eq!(event(&case, typed).len(), 1, "{typed}");
        }
        for wrong in ["", "E-", "E-8", "M2XD"] {
            assert!(event(&case, wrong).is_empty(), "{wrong}");
        }
    }

    #[test]
    fn a_document_is_found_by_id_path_or_file_name() {
        let mut case = sample::case();
        case.documents[0].path = "pages/wire.txt".into();
        for asked in ["D-111111111111", "d-1", "pages/wire.txt", "wire.txt"] {
            assert_eq!(document(&case, asked), [&case.documents[0]], "{asked}");
        }
        assert_eq!(document(&case, "D-").len(), 0);
        assert_eq!(document(&case, "re.txt").len(), 0);
    }

    #[test]
    fn filters_know_every_name() {
        let case = sample::case();
        let filter = |kind: Option<&str>, place: Option<&str>, actor: Option<&str>| Filter {
            kind: kind.map(Into::into),
            place: place.map(Into::into),
            actor: actor.map(Into::into),
        };
        assert_eq!(events(&case, &Filter::default()).len(), 1);
        assert_eq!(events(&case, &filter(Some("shelling"), Some("port mirna"), Some("Hill Front men"))).len(), 1);
        assert_eq!(events(&case, &filter(None, Some("elsewhere"), None)).len(), 0);
        assert_eq!(events(&case, &filter(Some("siege"), None, None)).len(), 0);
        assert_eq!(claims(&case, &filter(None, None, Some("river-guard"))).len(), 2);
    }
}
