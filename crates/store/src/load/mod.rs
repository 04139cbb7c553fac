//! How do rows become a case again, or a part of one?

mod claims;

use crate::{
    CaseFile, StoreError,
    sql::{from_json, from_name, from_packed, interval, json, own_span, span},
};
use rusqlite::{Connection, Result, Row};
use schema::{Actor, Case, Document, Event, Findings, Link, Place, Published, Ruling, Section, Source};
use std::collections::{BTreeMap, BTreeSet};

impl CaseFile {
    /// Loads the whole case as it was last merged.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn case(&self) -> Result<Case, StoreError> {
        load(&self.connection).map_err(|error| self.told(error))
    }

    /// Loads the part of the case that concerns some events: them, their accounts whole, and everybody these name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn part(&self, events: &[String]) -> Result<Case, StoreError> {
        part(&self.connection, events).map_err(|error| self.told(error))
    }
}

/// Which rows are loaded: all, or those that belong to some ids.
#[derive(Clone, Copy)]
pub(crate) enum Which<'ids> {
    All,
    /// A JSON array of ids.
    Of(&'ids str),
}

impl Which<'_> {
    /// Gives rows in an order; `belong` is the condition, with `:ids` for the ids and `:events` for the numbers of events.
    fn rows<T>(
        self,
        c: &Connection,
        (select, belong, order): (&str, &str, &str),
        row: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let Self::Of(ids) = self else {
            return c.prepare_cached(&format!("{select} ORDER BY {order}"))?.query_map([], row)?.collect();
        };
        let belong = belong
            .replace(":events", "(SELECT number FROM event_rows WHERE id IN :ids)")
            .replace(":ids", "(SELECT value FROM json_each(?1))");
        c.prepare_cached(&format!("{select} WHERE {belong} ORDER BY {order}"))?.query_map([ids], row)?.collect()
    }

    fn groups<K: Ord, T>(
        self,
        c: &Connection,
        query: (&str, &str, &str),
        row: impl FnMut(&Row<'_>) -> Result<(K, T)>,
    ) -> Result<Groups<K, T>> {
        let mut groups: Groups<K, T> = BTreeMap::new();
        for (owner, part) in self.rows(c, query, row)? {
            groups.entry(owner).or_default().push(part);
        }
        Ok(groups)
    }
}

/// Rows that belong to another row, by its id.
type Groups<K, T> = BTreeMap<K, Vec<T>>;

pub(crate) fn load(c: &Connection) -> Result<Case> {
    let (documents, findings) = documents(c, Which::All)?;
    let (actors, places) = (actors(c, Which::All)?, places(c, Which::All)?);
    Ok(Case { documents, findings, actors, places, events: events(c, Which::All)?, links: all_links(c)? })
}

fn all_links(c: &Connection) -> Result<Vec<Link>> {
    c.prepare_cached("SELECT * FROM links ORDER BY id")?.query_map([], link)?.collect()
}

pub(crate) fn part(c: &Connection, ids: &[String]) -> Result<Case> {
    let events = events(c, Which::Of(&json(ids)))?;
    let told: BTreeSet<&str> = events.iter().flat_map(Event::accounts).collect();
    let (documents, findings) = documents(c, Which::Of(&json(&told)))?;
    let (mut who, mut whereabouts) = named_in_events(&events);
    for findings in &findings {
        who.extend(findings.actors.iter().map(|actor| &actor.id));
        whereabouts.extend(findings.places.iter().map(|place| &place.id));
    }
    let (actors, places) = (actors(c, Which::Of(&json(&who)))?, places(c, Which::Of(&json(&whereabouts)))?);
    let links = links(c, LINKS_OF_EVENTS, &json(ids))?;
    Ok(Case { actors, places, links, documents, findings, events })
}

/// The numbers of the links of which one mention tells of some events.
pub(crate) const LINKS_OF_EVENTS: &str = "WITH told AS (
        SELECT em.mention FROM event_mention_rows AS em JOIN event_rows AS e ON e.number = em.event
        WHERE e.id IN (SELECT value FROM json_each(?1)))
    SELECT number FROM link_rows WHERE one IN told OR other IN told";

/// Gives the ids of the actors and places that the records of some events name.
pub(crate) fn named_in_events(events: &[Event]) -> (BTreeSet<&String>, BTreeSet<&String>) {
    let (mut who, mut whereabouts) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        who.extend(
            event.agents.iter().chain(&event.targets).chain(event.claims.iter().filter_map(|claim| claim.of.as_ref())),
        );
        whereabouts.extend(&event.place);
        let values = |attributes: [&'static str; 2]| {
            let claims = event.claims.iter().filter(move |claim| attributes.contains(&claim.attribute.as_str()));
            claims.flat_map(|claim| claim.values.iter().filter_map(|version| version.value.as_ref()))
        };
        who.extend(values(["agent", "target"]));
        whereabouts.extend(values(["place", "place"]));
    }
    (who, whereabouts)
}

fn pair(row: &Row<'_>) -> Result<(String, String)> {
    Ok((row.get(0)?, row.get(1)?))
}

/// Loads the links with the numbers that a query gives for `ids`, a JSON array.
pub(crate) fn links(c: &Connection, numbers: &str, ids: &str) -> Result<Vec<Link>> {
    let sql = format!("SELECT * FROM links WHERE id IN ({numbers}) ORDER BY id");
    c.prepare_cached(&sql)?.query_map([ids], link)?.collect()
}

fn link(row: &Row<'_>) -> Result<Link> {
    Ok(Link {
        one: row.get("one")?,
        other: row.get("other")?,
        joined: row.get("joined")?,
        score: row.get("score")?,
        reasons: from_json(row, "reasons")?,
    })
}

pub(crate) fn documents(c: &Connection, which: Which<'_>) -> Result<(Vec<Document>, Vec<Findings>)> {
    let query = ("SELECT * FROM sections", "document IN :ids", "document, number");
    let mut sections = which.groups(c, query, |row| {
        let (kind, span) = (from_name(row, "kind")?, own_span(row)?);
        let answered: Option<u32> = row.get("reply_to")?;
        let section = Section {
            kind,
            span,
            author: row.get("author")?,
            at: row.get("at")?,
            number: row.get("stated_number")?,
            reply_to: answered.and_then(|number| usize::try_from(number).ok()?.checked_sub(1)),
        };
        Ok((row.get::<_, String>("document")?, section))
    })?;
    let select = "SELECT documents.*, texts.content AS whole_text, found.content AS all_findings FROM documents
        JOIN contents AS texts ON texts.number = documents.text
        JOIN contents AS found ON found.number = documents.findings";
    let both = which.rows(c, (select, "documents.id IN :ids", "documents.id"), |row| {
        let id: String = row.get("id")?;
        let sections = sections.remove(&id).unwrap_or_default();
        Ok((document(row, id, sections)?, from_packed(row, "all_findings")?))
    })?;
    Ok(both.into_iter().unzip())
}

/// Loads documents without their text, sections and findings.
pub(crate) fn heads(c: &Connection, which: Which<'_>) -> Result<Vec<Document>> {
    let select = "SELECT *, '' AS whole_text FROM documents";
    which.rows(c, (select, "id IN :ids", "id"), |row| document(row, row.get("id")?, Vec::new()))
}

/// Loads documents with their text, without sections and findings.
pub(crate) fn texts(c: &Connection, which: Which<'_>) -> Result<Vec<Document>> {
    let select = "SELECT documents.*, contents.content AS whole_text
        FROM documents JOIN contents ON contents.number = documents.text";
    which.rows(c, (select, "id IN :ids", "id"), |row| document(row, row.get("id")?, Vec::new()))
}

fn document(row: &Row<'_>, id: String, sections: Vec<Section>) -> Result<Document> {
    let source = match row.get("outlet")? {
        Some(name) => Some(Source {
            name,
            domain: row.get("domain")?,
            speaks_for: row.get("speaks_for")?,
            rule: row.get("outlet_rule")?,
        }),
        None => None,
    };
    let published = Published {
        when: interval(row, "published_from", "published_to")?,
        basis: from_name(row, "published_basis")?,
        evidence: row.get("published_evidence")?,
        span: span(row, "published_start", "published_end")?,
        rejected: from_json(row, "published_rejected")?,
    };
    Ok(Document {
        id,
        path: row.get("path")?,
        hash: row.get("hash")?,
        title: row.get("title")?,
        source,
        author: row.get("author")?,
        published,
        language: row.get("language")?,
        agencies: from_json(row, "agencies")?,
        text: row.get("whole_text")?,
        verbatim: row.get("verbatim")?,
        sections,
        copy_of: row.get("copy_of")?,
    })
}

pub(crate) fn actors(c: &Connection, which: Which<'_>) -> Result<Vec<Actor>> {
    let query = ("SELECT actor, alias FROM actor_aliases", "actor IN :ids", "actor, number");
    let mut aliases = which.groups(c, query, pair)?;
    which.rows(c, ("SELECT * FROM actors", "id IN :ids", "id"), |row| {
        let id: String = row.get("id")?;
        let aliases = aliases.remove(&id).unwrap_or_default();
        Ok(Actor { id, name: row.get("name")?, kind: row.get("kind")?, country: row.get("country")?, aliases })
    })
}

pub(crate) fn places(c: &Connection, which: Which<'_>) -> Result<Vec<Place>> {
    let query = ("SELECT place, alias FROM place_aliases", "place IN :ids", "place, number");
    let mut aliases = which.groups(c, query, pair)?;
    which.rows(c, ("SELECT * FROM places", "id IN :ids", "id"), |row| {
        let id: String = row.get("id")?;
        Ok(Place {
            aliases: aliases.remove(&id).unwrap_or_default(),
            id,
            name: row.get("name")?,
            lat: row.get("lat")?,
            lon: row.get("lon")?,
            precision: from_name(row, "precision")?,
            country: row.get("country")?,
        })
    })
}

/// Loads events with all their claims, sorted by id.
pub(crate) fn events(c: &Connection, which: Which<'_>) -> Result<Vec<Event>> {
    let query = ("SELECT event, actor, role FROM event_actors", "event IN :ids", "event, role, number");
    let mut actors =
        which.groups(c, query, |row| Ok((row.get::<_, String>(0)?, (row.get(1)?, row.get::<_, String>(2)?))))?;
    let mut tellings = claims::tellings(c, which)?;
    let mut claims = claims::claims(c, which, &tellings)?;
    let mut rulings = which.groups(c, ("SELECT * FROM rulings", "event IN :ids", "event, number"), ruling)?;
    which.rows(c, ("SELECT * FROM events", "id IN :ids", "id"), |row| {
        let (number, id): (i64, String) = (row.get("number")?, row.get("id")?);
        let (agents, targets): (Vec<_>, Vec<_>) =
            actors.remove(&id).unwrap_or_default().into_iter().partition(|(_, role)| role == "agent");
        let ids = |actors: Vec<(String, String)>| actors.into_iter().map(|(actor, _)| actor).collect();
        Ok(Event {
            agents: ids(agents),
            targets: ids(targets),
            mentions: tellings.remove(&number).unwrap_or_default().into_iter().map(|told| told.id).collect(),
            claims: claims.remove(&number).unwrap_or_default(),
            decided: rulings.remove(&id).unwrap_or_default(),
            id,
            kind: row.get("kind")?,
            summary: row.get("summary")?,
            when: interval(row, "from_day", "to_day")?,
            place: row.get("place")?,
            part_of: row.get("part_of")?,
        })
    })
}

fn ruling(row: &Row<'_>) -> Result<(String, Ruling)> {
    let ruling = Ruling {
        decision: row.get("decision")?,
        by: row.get("decided_by")?,
        at: row.get("decided_at")?,
        act: from_name(row, "act")?,
        field: row.get("field")?,
        of: row.get("of_what")?,
        value: row.get("value")?,
        machine: row.get("machine")?,
        why: row.get("why")?,
        mention: row.get("mention")?,
    };
    Ok((row.get("event")?, ruling))
}
