//! What does the case hold on one place: its spellings, others it might be, and what happened there?

use super::{Counted, Facet, facets_of, size};
use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    query::Named,
    sql::{from_json, json},
};
use rusqlite::{Connection, Result};
use schema::Place;
use serde::Serialize;
use std::{cmp::Reverse, collections::BTreeMap};

/// A place with what happened there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PlaceSheet {
    /// Its record.
    #[serde(flatten)]
    pub place: Place,
    /// The spellings that accounts use, with how often each stands.
    pub spellings: Vec<(String, usize)>,
    /// Other places that the same words could have meant, with how often.
    pub candidates: Vec<Counted<Named>>,
    /// The rules that took this one, with how often.
    pub rules: Vec<(String, usize)>,
    /// Its events by kind, actor and so on.
    pub facets: Vec<Facet>,
}

/// Gives one place by its id.
///
/// # Errors
/// When the file cannot be read.
pub fn place(file: &CaseFile, id: &str) -> std::result::Result<Option<PlaceSheet>, StoreError> {
    let facets = facets_of(file, "place", id)?;
    sheet(&file.connection, id, facets).map_err(|error| file.told(error))
}

fn sheet(c: &Connection, id: &str, facets: Vec<Facet>) -> Result<Option<PlaceSheet>> {
    let Some(place) = load::places(c, Which::Of(&json(&[id])))?.into_iter().next() else { return Ok(None) };
    let (mut spellings, mut rules, mut others) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let sql =
        "SELECT (SELECT term FROM terms WHERE number = words), (SELECT term FROM terms WHERE number = candidates) AS candidates,
            (SELECT term FROM terms WHERE number = rule), count(*) FROM place_mention_rows
        WHERE place = (SELECT number FROM places WHERE id = ?)
        GROUP BY place_mention_rows.words, place_mention_rows.candidates, place_mention_rows.rule ORDER BY 1, 2, 3";
    let mut statement = c.prepare_cached(sql)?;
    let mut rows = statement.query([id])?;
    while let Some(row) = rows.next()? {
        let times = size(row.get(3)?);
        *spellings.entry(row.get::<_, String>(0)?).or_insert(0) += times;
        *rules.entry(row.get::<_, String>(2)?).or_insert(0) += times;
        for other in from_json::<Vec<String>>(row, "candidates")?.into_iter().filter(|other| other != id) {
            *others.entry(other).or_insert(0) += times;
        }
    }
    let candidates = named(c, &most(others))?;
    Ok(Some(PlaceSheet { place, spellings: most(spellings), candidates, rules: most(rules), facets }))
}

/// Gives what comes most often first.
fn most(counts: BTreeMap<String, usize>) -> Vec<(String, usize)> {
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, times)| Reverse(*times));
    counts
}

/// Gives places their names; one that only the gazetteer knows keeps its id.
fn named(c: &Connection, ids: &[(String, usize)]) -> Result<Vec<Counted<Named>>> {
    let places = load::places(c, Which::Of(&json(&ids.iter().map(|(id, _)| id).collect::<Vec<_>>())))?;
    let name =
        |id: &str| places.iter().find(|place| place.id == id).map_or_else(|| id.to_owned(), |place| place.name.clone());
    let counted =
        |(id, times): &(String, usize)| Counted { record: Named { name: name(id), id: id.clone() }, events: *times };
    Ok(ids.iter().map(counted).collect())
}
