//! How is a case walked through that is larger than memory?

use crate::{
    CaseFile, StoreError,
    load::{self, LINKS_OF_EVENTS, Which},
    query::{self, Filter},
    sql::json,
};
use jiff::civil::Date;
use rusqlite::{Connection, Result};
use schema::{Case, Document, Event, Link, account_of};
use std::collections::{BTreeMap, BTreeSet};

/// How many records are in memory at a time.
const STEP: usize = 200;

/// A case to be walked through, one kind of records after the other, in the order of their ids.
#[derive(Debug)]
pub enum Walk<'case> {
    /// A case that is in memory whole.
    Whole(&'case Case),
    /// The part of a case file that passes a filter.
    Part(Box<Outline<'case>>),
}

/// The ids of a part of a case file.
#[derive(Debug)]
pub struct Outline<'file> {
    file: &'file CaseFile,
    filter: String,
    as_of: Option<Date>,
    documents: Vec<String>,
    actors: Vec<String>,
    places: Vec<String>,
    events: BTreeSet<String>,
    links: Vec<String>,
}

/// A kind of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// Documents with what was found in them.
    Documents,
    /// Who.
    Actors,
    /// Where.
    Places,
    /// What it comes to, with the heads of the documents that tell of it.
    Events,
    /// Why mentions were joined.
    Links,
}

impl<'file> Walk<'file> {
    /// Gathers the ids of the events that pass, of their accounts and of everybody these name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of(file: &'file CaseFile, filter: &Filter) -> std::result::Result<Self, StoreError> {
        let events = query::ids(file, filter)?;
        let outline = if filter.is_empty() { whole(file, events) } else { passing(file, filter, events) };
        Ok(Self::Part(Box::new(outline.map_err(|error| file.told(error))?)))
    }

    /// Gives the filter as the query string of an address; empty for all of a case.
    #[must_use]
    pub fn filter(&self) -> &str {
        match self {
            Self::Whole(_) => "",
            Self::Part(outline) => &outline.filter,
        }
    }

    /// Shows all records of one kind, some at a time: the part that `work` is given has them and may have others.
    ///
    /// # Errors
    /// When the file cannot be read, or what `work` gives.
    pub fn each(
        &self,
        noun: Noun,
        work: &mut dyn FnMut(&Case) -> std::result::Result<(), StoreError>,
    ) -> std::result::Result<(), StoreError> {
        let outline = match self {
            Self::Whole(case) => return work(case),
            Self::Part(outline) => outline,
        };
        let ids: Vec<&String> = match noun {
            Noun::Documents => outline.documents.iter().collect(),
            Noun::Actors => outline.actors.iter().collect(),
            Noun::Places => outline.places.iter().collect(),
            Noun::Events => outline.events.iter().collect(),
            Noun::Links => outline.links.iter().collect(),
        };
        for ids in ids.chunks(STEP) {
            let part = outline.load(noun, ids).map_err(|error| outline.file.told(error))?;
            work(&part)?;
        }
        Ok(())
    }

    /// Gives the events that the mentions of some documents tell of.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn events_of(&self, part: &Case) -> std::result::Result<BTreeMap<String, String>, StoreError> {
        match self {
            Self::Whole(case) => {
                let pairs =
                    case.events.iter().flat_map(|event| event.mentions.iter().map(|id| (id.clone(), event.id.clone())));
                Ok(pairs.collect())
            }
            Self::Part(outline) => outline.events_of(part).map_err(|error| outline.file.told(error)),
        }
    }
}

impl Outline<'_> {
    fn load(&self, noun: Noun, ids: &[&String]) -> Result<Case> {
        let (c, keys) = (&self.file.connection, json(ids));
        let mut part = Case::default();
        match noun {
            Noun::Documents => (part.documents, part.findings) = load::documents(c, Which::Of(&keys))?,
            Noun::Actors => part.actors = load::actors(c, Which::Of(&keys))?,
            Noun::Places => part.places = load::places(c, Which::Of(&keys))?,
            Noun::Links => part.links = links(c, &keys)?,
            Noun::Events => match self.as_of {
                None => {
                    part.events = load::events(c, Which::Of(&keys))?;
                    part.documents = witnesses(c, &part.events)?;
                }
                Some(day) => {
                    let ids: Vec<String> = ids.iter().map(|id| (*id).clone()).collect();
                    let known = query::as_known(load::part(c, &ids)?, day);
                    (part.events, part.documents) = (known.events, known.documents);
                }
            },
        }
        Ok(part)
    }

    fn events_of(&self, part: &Case) -> Result<BTreeMap<String, String>> {
        let sql = "SELECT coalesce(m.id, d.id || '#' || m.trigger_start), e.id
            FROM documents AS d JOIN mention_rows AS m ON m.number BETWEEN d.first_mention AND d.last_mention
            JOIN event_rows AS e ON e.number = m.event
            WHERE d.id IN (SELECT value FROM json_each(?))";
        let documents: Vec<&String> = part.documents.iter().map(|document| &document.id).collect();
        let mut statement = self.file.connection.prepare_cached(sql)?;
        let pairs = statement.query_map([json(&documents)], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        pairs.filter(|pair| pair.as_ref().map_or(true, |(_, event)| self.events.contains(event))).collect()
    }
}

fn whole(file: &CaseFile, events: Vec<String>) -> Result<Outline<'_>> {
    let ids = |sql: &str| strings(&file.connection, sql, "");
    Ok(Outline {
        file,
        filter: String::new(),
        as_of: None,
        documents: ids("SELECT id FROM documents WHERE ? = '' ORDER BY id")?,
        actors: ids("SELECT id FROM actors WHERE ? = '' ORDER BY id")?,
        places: ids("SELECT id FROM places WHERE ? = '' ORDER BY id")?,
        events: events.into_iter().collect(),
        links: ids("SELECT CAST(number AS TEXT) FROM link_rows WHERE ? = '' ORDER BY number")?,
    })
}

fn passing<'file>(file: &'file CaseFile, filter: &Filter, events: Vec<String>) -> Result<Outline<'file>> {
    let c = &file.connection;
    let (mut documents, mut links) = (BTreeSet::new(), BTreeSet::new());
    let (mut who, mut whereabouts) = (BTreeSet::new(), BTreeSet::new());
    for ids in events.chunks(STEP) {
        let part = load::events(c, Which::Of(&json(ids)))?;
        let (actors, places) = load::named_in_events(&part);
        who.extend(actors.into_iter().cloned());
        whereabouts.extend(places.into_iter().cloned());
        let told = "SELECT DISTINCT d.id FROM event_rows AS e JOIN event_mention_rows AS em ON em.event = e.number
            JOIN mention_rows AS m ON m.number = em.mention JOIN documents AS d ON d.number = m.document
            WHERE e.id IN (SELECT value FROM json_each(?))";
        documents.extend(strings(c, told, &json(ids))?);
        let joined: Vec<i64> =
            c.prepare_cached(LINKS_OF_EVENTS)?.query_map([json(ids)], |row| row.get(0))?.collect::<Result<_>>()?;
        links.extend(joined);
    }
    let mut documents: Vec<String> = documents.into_iter().collect();
    for ids in documents.chunks(STEP) {
        for findings in load::documents(c, Which::Of(&json(ids)))?.1 {
            who.extend(findings.actors.into_iter().map(|actor| actor.id));
            whereabouts.extend(findings.places.into_iter().map(|place| place.id));
        }
    }
    if let Some(day) = filter.as_of {
        let public = "SELECT id FROM documents WHERE published_to <= ?";
        let public: BTreeSet<String> = strings(c, public, &day.to_string())?.into_iter().collect();
        documents.retain(|id| public.contains(id));
    }
    let mut outline = Outline {
        file,
        filter: filter.query_string(),
        as_of: filter.as_of,
        actors: who.into_iter().collect(),
        places: whereabouts.into_iter().collect(),
        links: links.iter().map(ToString::to_string).collect(),
        events: events.into_iter().collect(),
        documents,
    };
    if filter.as_of.is_some() {
        outline.links = public_links(c, &outline)?;
    }
    Ok(outline)
}

/// Gives the links both of whose mentions stand in documents of the part.
fn public_links(c: &Connection, outline: &Outline<'_>) -> Result<Vec<String>> {
    let documents: BTreeSet<&str> = outline.documents.iter().map(String::as_str).collect();
    let public = |id: &str| documents.contains(account_of(id));
    let mut kept = Vec::new();
    for ids in outline.links.chunks(STEP) {
        for (id, link) in ids.iter().zip(links(c, &json(ids))?) {
            if public(&link.one) && public(&link.other) {
                kept.push(id.clone());
            }
        }
    }
    Ok(kept)
}

/// Loads the heads of the documents that tell of some events, and of what these copy.
fn witnesses(c: &Connection, events: &[Event]) -> Result<Vec<Document>> {
    let told: BTreeSet<&str> = events.iter().flat_map(Event::accounts).collect();
    let mut heads = load::heads(c, Which::Of(&json(&told)))?;
    let copied: BTreeSet<&str> = heads.iter().filter_map(|document| document.copy_of.as_deref()).collect();
    let copied: Vec<&str> = copied.difference(&told).copied().collect();
    heads.extend(load::heads(c, Which::Of(&json(&copied)))?);
    Ok(heads)
}

fn links(c: &Connection, ids: &str) -> Result<Vec<Link>> {
    load::links(c, "SELECT CAST(value AS INTEGER) FROM json_each(?1)", ids)
}

fn strings(c: &Connection, sql: &str, value: &str) -> Result<Vec<String>> {
    c.prepare_cached(sql)?.query_map([value], |row| row.get(0))?.collect()
}

#[cfg(test)]
mod tests {
    use super::Walk;
    use crate::{CaseFile, export_json, query, sample};

    fn exported(walk: &Walk<'_>) -> String {
        let mut out = Vec::new();
        export_json(walk, None, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_walked_through_is_what_is_loaded_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        file.put_case(&sample::case()).unwrap();
        let case = file.case().unwrap();
        for pairs in [&[][..], &[("type", "shelling")], &[("as_of", "2031-03-05")], &[("type", "none")]] {
            let filter = query::Filter::parse(pairs.iter().copied()).unwrap();
            let part = query::part(&file, &query::ids(&file, &filter).unwrap(), filter.as_of).unwrap();
            let at_once = if filter.is_empty() { exported(&Walk::Whole(&case)) } else { exported(&Walk::Whole(&part)) };
            let walked = exported(&Walk::of(&file, &filter).unwrap());
            let said = format!(",\n\"filter\":\"{}\"", filter.query_string());
            assert_eq!(walked.replacen(&said, "", 1), at_once, "{pairs:?}");
            assert_eq!(walked.contains(&said), !filter.is_empty());
        }
    }
}
