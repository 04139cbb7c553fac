//! How is what many events say read from a large case, some events at a time?

use super::part::part;
use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    sql::json,
};
use jiff::civil::Date;
use schema::{Actor, Case, Document, Event, Place};
use std::collections::{BTreeMap, BTreeSet};

/// How many bytes of text stay at hand.
const AT_HAND: usize = 64 << 20;

/// Reads events with their accounts and everybody they name, without what was found in the accounts.
///
/// Accounts stay at hand, up to a limit: each tells of many events.
#[derive(Debug)]
pub struct Excerpts<'file> {
    file: &'file CaseFile,
    as_of: Option<Date>,
    documents: BTreeMap<String, Document>,
    actors: BTreeMap<String, Actor>,
    places: BTreeMap<String, Place>,
    bytes: usize,
}

impl<'file> Excerpts<'file> {
    /// Begins to read a case, as it was known on a day where one is given.
    #[must_use]
    pub fn of(file: &'file CaseFile, as_of: Option<Date>) -> Self {
        let (documents, actors, places) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { file, as_of, documents, actors, places, bytes: 0 }
    }

    /// Reads some events.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read(&mut self, events: &[String]) -> Result<Case, StoreError> {
        if self.as_of.is_some() {
            // Who told what by then is seen in the findings.
            return part(self.file, events, self.as_of);
        }
        self.excerpt(events).map_err(|error| self.file.told(error))
    }

    fn excerpt(&mut self, events: &[String]) -> rusqlite::Result<Case> {
        if self.bytes > AT_HAND {
            *self = Self::of(self.file, None);
        }
        let c = &self.file.connection;
        let events = load::events(c, Which::Of(&json(events)))?;
        let told: BTreeSet<&str> = events.iter().flat_map(Event::accounts).collect();
        let (who, whereabouts) = load::named_in_events(&events);
        for document in load::texts(c, Which::Of(&lacking(&self.documents, &told)))? {
            self.bytes += document.text.len();
            self.documents.insert(document.id.clone(), document);
        }
        let actors = load::actors(c, Which::Of(&lacking(&self.actors, &who)))?;
        self.actors.extend(actors.into_iter().map(|actor| (actor.id.clone(), actor)));
        let places = load::places(c, Which::Of(&lacking(&self.places, &whereabouts)))?;
        self.places.extend(places.into_iter().map(|place| (place.id.clone(), place)));
        Ok(Case {
            documents: at_hand(&self.documents, &told),
            actors: at_hand(&self.actors, &who),
            places: at_hand(&self.places, &whereabouts),
            events,
            ..Case::default()
        })
    }
}

/// Gives the ids that are not at hand, as JSON.
fn lacking<T>(known: &BTreeMap<String, T>, ids: &BTreeSet<impl AsRef<str>>) -> String {
    json(&ids.iter().map(AsRef::as_ref).filter(|id| !known.contains_key(*id)).collect::<Vec<&str>>())
}

fn at_hand<T: Clone>(known: &BTreeMap<String, T>, ids: &BTreeSet<impl AsRef<str>>) -> Vec<T> {
    ids.iter().filter_map(|id| known.get(id.as_ref()).cloned()).collect()
}

/// Finds a document of a case by its id.
#[must_use]
pub fn document_in<'case>(case: &'case Case, id: &str) -> Option<&'case Document> {
    case.documents.binary_search_by(|document| document.id.as_str().cmp(id)).ok().map(|at| &case.documents[at])
}

/// Finds an actor of a case by its id.
#[must_use]
pub fn actor_in<'case>(case: &'case Case, id: &str) -> Option<&'case Actor> {
    case.actors.binary_search_by(|actor| actor.id.as_str().cmp(id)).ok().map(|at| &case.actors[at])
}

/// Finds a place of a case by its id.
#[must_use]
pub fn place_in<'case>(case: &'case Case, id: &str) -> Option<&'case Place> {
    case.places.binary_search_by(|place| place.id.as_str().cmp(id)).ok().map(|at| &case.places[at])
}

#[cfg(test)]
mod tests {
    use super::Excerpts;
    use crate::{
        CaseFile,
        query::{Filter, ids, part},
        sample,
    };
    use schema::Case;

    #[test]
    fn an_excerpt_is_the_part_without_findings_however_often_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        file.put_case(&sample::case()).unwrap();
        let ids = ids(&file, &Filter::default()).unwrap();
        let mut whole = part(&file, &ids, None).unwrap();
        whole.documents.iter_mut().for_each(|document| document.sections.clear());
        let named = |case: &Case| {
            let event = &case.events[0];
            (event.agents.clone(), event.targets.clone(), event.place.clone())
        };
        let mut excerpts = Excerpts::of(&file, None);
        for _ in 0..2 {
            let excerpt = excerpts.read(&ids).unwrap();
            assert_eq!((&excerpt.events, &excerpt.documents), (&whole.events, &whole.documents));
            assert_eq!(named(&excerpt), named(&whole));
            assert!(excerpt.actors.iter().all(|actor| whole.actors.contains(actor)) && !excerpt.actors.is_empty());
            assert!(excerpt.findings.is_empty());
        }
        let day = Some(jiff::civil::date(2031, 3, 5));
        assert_eq!(Excerpts::of(&file, day).read(&ids).unwrap(), part(&file, &ids, day).unwrap());
    }
}
