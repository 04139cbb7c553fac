//! What does the case hold on one actor, and who says so?

use super::{Facet, facets_of, only, size};
use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    query::{FacetValue, Named, Quote, facets::alongside},
    sql::{json, own_span},
};
use rusqlite::{Connection, Result};
use schema::Actor;
use serde::Serialize;
use std::collections::BTreeMap;

/// Names that are listed.
const MOST_NAMES: usize = 40;
/// Others that are listed.
const MOST_OTHERS: usize = 30;
/// Relations that are listed.
const MOST_RELATIONS: usize = 60;

/// An actor with what it did, met with and said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ActorSheet {
    /// Its record.
    #[serde(flatten)]
    pub actor: Actor,
    /// How many events it acts in.
    pub acts: usize,
    /// How many it is hit in.
    pub is_hit: usize,
    /// How many claims count losses or harm on it.
    pub harmed: usize,
    /// How many tellings quote it.
    pub quoted: usize,
    /// How many tellings quote it as denying them.
    pub denies: usize,
    /// The words by which accounts name it, those used most first.
    pub names: Vec<NameUsed>,
    /// What accounts say of it and others.
    pub relations: Vec<RelationTold>,
    /// Who else takes part in its events.
    pub with: Vec<FacetValue>,
    /// Its events by kind, place, others who take part, and so on.
    pub facets: Vec<Facet>,
}

/// Words that name something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NameUsed {
    /// The words.
    pub words: String,
    /// How often they stand.
    pub times: usize,
    /// The first day on which an account with them was certainly public.
    pub since: Option<String>,
}

/// What accounts say of two actors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationTold {
    /// The one.
    pub one: Named,
    /// `part_of`, `backed_by`, `led_by`, …
    pub kind: String,
    /// The other.
    pub other: Named,
    /// How often it is told.
    pub times: usize,
    /// The first telling's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quote: Option<Quote>,
}

/// Gives one actor by its id.
///
/// # Errors
/// When the file cannot be read.
pub fn actor(file: &CaseFile, id: &str) -> std::result::Result<Option<ActorSheet>, StoreError> {
    let facets = facets_of(file, "actor", id)?;
    sheet(&file.connection, id, facets).map_err(|error| file.told(error))
}

fn sheet(c: &Connection, id: &str, facets: Vec<Facet>) -> Result<Option<ActorSheet>> {
    let Some(actor) = load::actors(c, Which::Of(&json(&[id])))?.into_iter().next() else { return Ok(None) };
    let count = |sql: &str| c.prepare_cached(sql)?.query_row([id], |row| row.get(0)).map(size);
    Ok(Some(ActorSheet {
        acts: count("SELECT coalesce(sum(events), 0) FROM facets WHERE key = 'agent' AND value = ?")?,
        is_hit: count("SELECT coalesce(sum(events), 0) FROM facets WHERE key = 'target' AND value = ?")?,
        harmed: count("SELECT count(*) FROM claim_rows WHERE of_actor = (SELECT number FROM actors WHERE id = ?)")?,
        quoted: count(
            "SELECT count(DISTINCT mention) FROM attribution_rows WHERE actor = (SELECT number FROM actors WHERE id = ?)",
        )?,
        denies: count(
            "SELECT count(DISTINCT m.number) FROM attribution_rows AS a JOIN mention_rows AS m ON m.number = a.mention
                JOIN terms ON terms.number = m.realis
                WHERE a.actor = (SELECT number FROM actors WHERE id = ?) AND terms.term = 'denied'",
        )?,
        names: names(c, id)?,
        relations: relations(c, id)?,
        with: alongside(c, &only("actor", id), "actor", MOST_OTHERS)?
            .values
            .into_iter()
            .filter(|other| other.value != id)
            .collect(),
        facets,
        actor,
    }))
}

fn names(c: &Connection, id: &str) -> Result<Vec<NameUsed>> {
    let sql = "SELECT terms.term, count(*), min(d.published_to) FROM actor_mention_rows AS m
        JOIN documents AS d ON d.number = m.document JOIN terms ON terms.number = m.words
        WHERE m.actor = (SELECT number FROM actors WHERE id = ?) GROUP BY m.words ORDER BY 2 DESC, 1";
    let mut statement = c.prepare_cached(sql)?;
    let names = statement
        .query_map([id], |row| Ok(NameUsed { words: row.get(0)?, times: size(row.get(1)?), since: row.get(2)? }))?;
    names.take(MOST_NAMES).collect()
}

fn relations(c: &Connection, id: &str) -> Result<Vec<RelationTold>> {
    let sql = "SELECT r.kind, r.one, r.other, one.name, other.name, r.document, r.start_byte, r.end_byte
        FROM actor_relations AS r LEFT JOIN actors AS one ON one.id = r.one LEFT JOIN actors AS other ON other.id = r.other
        WHERE r.one = ?1 OR r.other = ?1 ORDER BY r.kind, r.one, r.other, r.document, r.number";
    let mut statement = c.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    let mut told: BTreeMap<(String, String, String), RelationTold> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let (kind, one, other): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let key = (kind.clone(), one.clone(), other.clone());
        if let Some(known) = told.get_mut(&key) {
            known.times += 1;
            continue;
        }
        if told.len() == MOST_RELATIONS {
            break;
        }
        let name =
            |id: &str, name: Option<String>| Named { name: name.unwrap_or_else(|| id.to_owned()), id: id.to_owned() };
        let (document, span): (String, _) = (row.get(5)?, own_span(row)?);
        let documents = load::documents(c, Which::Of(&json(&[document])))?.0;
        let quote = documents.first().and_then(|document| Quote::of(document, span));
        let (one, other) = (name(&one, row.get(3)?), name(&other, row.get(4)?));
        told.insert(key, RelationTold { one, kind, other, times: 1, quote });
    }
    Ok(told.into_values().collect())
}
