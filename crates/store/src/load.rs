//! How do rows become a case again?

use crate::{
    CaseFile, StoreError,
    file::rows,
    sql::{from_count, from_json, from_name, interval, own_span, span},
};
use rusqlite::{Connection, Result, Row};
use schema::{
    Actor, Bounds, Case, Claim, ClaimValue, Document, Event, Findings, Link, Place, Published, Section, Source,
};
use std::collections::BTreeMap;

impl CaseFile {
    /// Loads the whole case as it was last merged.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn case(&self) -> Result<Case, StoreError> {
        load(&self.connection).map_err(|error| self.told(error))
    }
}

fn load(c: &Connection) -> Result<Case> {
    let (documents, findings) = documents(c)?;
    let links = rows(c, "SELECT * FROM links ORDER BY id", |row| {
        Ok(Link {
            one: row.get("one")?,
            other: row.get("other")?,
            joined: row.get("joined")?,
            score: row.get("score")?,
            reasons: from_json(row, "reasons")?,
        })
    })?;
    Ok(Case { documents, findings, actors: actors(c)?, places: places(c)?, events: events(c)?, links })
}

/// Rows that belong to another row, by its id.
type Groups<K, T> = BTreeMap<K, Vec<T>>;

fn groups<K: Ord, T>(c: &Connection, sql: &str, row: impl FnMut(&Row<'_>) -> Result<(K, T)>) -> Result<Groups<K, T>> {
    let mut groups: Groups<K, T> = BTreeMap::new();
    for (owner, part) in rows(c, sql, row)? {
        groups.entry(owner).or_default().push(part);
    }
    Ok(groups)
}

fn pair(row: &Row<'_>) -> Result<(String, String)> {
    Ok((row.get(0)?, row.get(1)?))
}

fn documents(c: &Connection) -> Result<(Vec<Document>, Vec<Findings>)> {
    let mut sections = groups(c, "SELECT * FROM sections ORDER BY document, number", |row| {
        let (kind, span) = (from_name(row, "kind")?, own_span(row)?);
        let section = Section { kind, span, author: row.get("author")?, at: row.get("at")? };
        Ok((row.get::<_, String>("document")?, section))
    })?;
    let sql = "SELECT documents.*, texts.content AS whole_text, found.content AS all_findings FROM documents
        JOIN contents AS texts ON texts.hash = documents.text
        JOIN contents AS found ON found.hash = documents.findings ORDER BY documents.id";
    let both = rows(c, sql, |row| {
        let id: String = row.get("id")?;
        let sections = sections.remove(&id).unwrap_or_default();
        Ok((document(row, id, sections)?, from_json(row, "all_findings")?))
    })?;
    Ok(both.into_iter().unzip())
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

fn actors(c: &Connection) -> Result<Vec<Actor>> {
    let mut aliases = groups(c, "SELECT actor, alias FROM actor_aliases ORDER BY actor, number", pair)?;
    rows(c, "SELECT * FROM actors ORDER BY id", |row| {
        let id: String = row.get("id")?;
        let aliases = aliases.remove(&id).unwrap_or_default();
        Ok(Actor { id, name: row.get("name")?, kind: row.get("kind")?, country: row.get("country")?, aliases })
    })
}

fn places(c: &Connection) -> Result<Vec<Place>> {
    let mut aliases = groups(c, "SELECT place, alias FROM place_aliases ORDER BY place, number", pair)?;
    rows(c, "SELECT * FROM places ORDER BY id", |row| {
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

fn events(c: &Connection) -> Result<Vec<Event>> {
    let actors = "SELECT event, actor FROM event_actors WHERE role = ";
    let mut agents = groups(c, &format!("{actors} 'agent' ORDER BY event, number"), pair)?;
    let mut targets = groups(c, &format!("{actors} 'target' ORDER BY event, number"), pair)?;
    let mut mentions = groups(c, "SELECT event, mention FROM event_mentions ORDER BY event, number", pair)?;
    let mut claims = claims(c)?;
    rows(c, "SELECT * FROM events ORDER BY id", |row| {
        let id: String = row.get("id")?;
        Ok(Event {
            agents: agents.remove(&id).unwrap_or_default(),
            targets: targets.remove(&id).unwrap_or_default(),
            mentions: mentions.remove(&id).unwrap_or_default(),
            claims: claims.remove(&id).unwrap_or_default(),
            id,
            kind: row.get("kind")?,
            summary: row.get("summary")?,
            when: interval(row, "from_day", "to_day")?,
            place: row.get("place")?,
        })
    })
}

fn claims(c: &Connection) -> Result<Groups<String, Claim>> {
    let mut words = groups(c, "SELECT * FROM claim_words ORDER BY id", |row| {
        Ok((row.get::<_, i64>("claim_value")?, (row.get("document")?, own_span(row)?)))
    })?;
    let mut values = groups(c, "SELECT * FROM claim_values ORDER BY id", |row| {
        let bounds = Bounds { min: from_count(row, "min")?, max: from_count(row, "max")? };
        let value = ClaimValue {
            bounds: row.get::<_, bool>("numeric")?.then_some(bounds),
            value: row.get("value")?,
            by: from_json(row, "speakers")?,
            documents: from_json(row, "documents")?,
            mentions: from_json(row, "mentions")?,
            words: words.remove(&row.get::<_, i64>("id")?).unwrap_or_default(),
            party: row.get("party")?,
        };
        Ok((row.get::<_, i64>("claim")?, value))
    })?;
    groups(c, "SELECT * FROM claims ORDER BY id", |row| {
        let claim = Claim {
            attribute: row.get("attribute")?,
            of: row.get("of_actor")?,
            values: values.remove(&row.get::<_, i64>("id")?).unwrap_or_default(),
            agreement: from_name(row, "agreement")?,
        };
        Ok((row.get("event")?, claim))
    })
}
