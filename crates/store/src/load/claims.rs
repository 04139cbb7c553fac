//! How do rows become claims again?

use super::{Groups, Which};
use crate::{
    spoken::{self, Spoken},
    sql::{extent_at, from_count, from_json, from_name},
};
use rusqlite::{Connection, Result, Row, types::ValueRef};
use schema::{Bounds, Claim, ClaimValue, DocumentId, MentionId, Span};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::BTreeSet;

/// A telling of an event.
pub(super) struct Telling {
    pub id: MentionId,
    spoken: Spoken,
}

/// The tellings that carry a version: their places in the list of the event's, or the ids of others.
#[derive(Deserialize)]
#[serde(untagged)]
enum Carried {
    Own(Vec<i64>),
    Other(Vec<MentionId>),
}

/// Loads the tellings of events, by the number of the event.
pub(super) fn tellings(c: &Connection, which: Which<'_>) -> Result<Groups<i64, Telling>> {
    let mut arguments =
        parts(c, which, ARGUMENTS, |row| Ok((row.get(3)?, row.get(4)?, extent_at(row, 1)?.unwrap_or_default())))?;
    let mut quantities = parts(c, which, QUANTITIES, |row| {
        let bounds = Bounds { min: from_count(row, 4)?, max: from_count(row, 5)? };
        Ok((row.get(3)?, bounds, extent_at(row, 1)?.unwrap_or_default()))
    })?;
    let select = "SELECT em.event, em.mention, d.id, m.trigger_start, m.trigger_length, m.place_start, m.place_length,
            m.time_start, m.time_length,
            coalesce(m.id, d.id || '#' || m.trigger_start, (SELECT term FROM terms WHERE number = -em.mention))
        FROM event_mention_rows AS em LEFT JOIN mention_rows AS m ON m.number = em.mention
        LEFT JOIN documents AS d ON d.number = m.document";
    which.groups(c, (select, "em.event IN :events", "em.event, em.number"), |row| {
        let number: i64 = row.get(1)?;
        let spoken = Spoken {
            document: row.get::<_, Option<_>>(2)?.unwrap_or_default(),
            trigger: extent_at(row, 3)?.unwrap_or_default(),
            place: extent_at(row, 5)?,
            time: extent_at(row, 7)?,
            arguments: arguments.remove(&number).unwrap_or_default(),
            quantities: quantities.remove(&number).unwrap_or_default(),
        };
        Ok((row.get(0)?, Telling { id: row.get(9)?, spoken }))
    })
}

const ARGUMENTS: &str = "SELECT p.mention, p.start, p.length, (SELECT term FROM terms WHERE number = p.role),
        coalesce((SELECT id FROM actors WHERE number = p.actor), (SELECT term FROM terms WHERE number = -p.actor))
    FROM event_mention_rows AS em JOIN argument_rows AS p ON p.mention = em.mention";
const QUANTITIES: &str =
    "SELECT p.mention, p.start, p.length, (SELECT term FROM terms WHERE number = p.attribute), p.min, p.max
    FROM event_mention_rows AS em JOIN quantity_rows AS p ON p.mention = em.mention";

/// Loads what belongs to the tellings of events, by the number of the telling.
fn parts<T>(
    c: &Connection,
    which: Which<'_>,
    select: &str,
    mut read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Groups<i64, T>> {
    let query = (select, "em.event IN :events", "p.mention, p.number");
    which.groups(c, query, |row| Ok((row.get(0)?, read(row)?)))
}

/// Loads the claims of events, by the number of the event.
pub(super) fn claims(c: &Connection, which: Which<'_>, tellings: &Groups<i64, Telling>) -> Result<Groups<i64, Claim>> {
    let select = "SELECT v.event, v.claim, v.numeric, v.min, v.max, v.party, v.documents, v.mentions, v.words,
            (SELECT term FROM terms WHERE number = v.value), (SELECT term FROM terms WHERE number = v.speakers),
            (SELECT term FROM terms WHERE number = c.attribute)
        FROM claim_value_rows AS v JOIN claim_rows AS c ON c.event = v.event AND c.number = v.claim";
    let none = Vec::new();
    let mut values = which.groups(c, (select, "v.event IN :events", "v.event, v.claim, v.number"), |row| {
        let event: i64 = row.get(0)?;
        Ok(((event, row.get::<_, i64>(1)?), version(row, tellings.get(&event).unwrap_or(&none))?))
    })?;
    let select = "SELECT c.event, c.number, (SELECT term FROM terms WHERE number = c.attribute),
            coalesce((SELECT id FROM actors WHERE number = c.of_actor), (SELECT term FROM terms WHERE number = -c.of_actor)),
            (SELECT term FROM terms WHERE number = c.agreement)
        FROM claim_rows AS c";
    which.groups(c, (select, "c.event IN :events", "c.event, c.number"), |row| {
        let event: i64 = row.get(0)?;
        let claim = Claim {
            attribute: row.get(2)?,
            of: row.get(3)?,
            values: values.remove(&(event, row.get(1)?)).unwrap_or_default(),
            agreement: from_name(row, 4)?,
        };
        Ok((event, claim))
    })
}

fn version(row: &Row<'_>, tellings: &[Telling]) -> Result<ClaimValue> {
    let bounds = Bounds { min: from_count(row, 3)?, max: from_count(row, 4)? };
    let carried: Option<Carried> = kept(row, 7)?;
    let own = |place: &i64| usize::try_from(place - 1).ok().and_then(|at| tellings.get(at));
    let told: Vec<&Telling> = match &carried {
        None => tellings.iter().collect(),
        Some(Carried::Own(places)) => places.iter().filter_map(own).collect(),
        Some(Carried::Other(_)) => Vec::new(),
    };
    let mentions = match carried {
        Some(Carried::Other(ids)) => ids,
        _ => told.iter().map(|told| told.id.clone()).collect(),
    };
    let documents: Option<Vec<DocumentId>> = kept(row, 6)?;
    let documents = documents.unwrap_or_else(|| {
        let documents: BTreeSet<&DocumentId> = told.iter().map(|told| &told.spoken.document).collect();
        documents.into_iter().cloned().collect()
    });
    let words: Option<Vec<(DocumentId, usize, usize)>> = kept(row, 8)?;
    let mut version = ClaimValue {
        bounds: row.get::<_, bool>(2)?.then_some(bounds),
        value: row.get(9)?,
        by: from_json(row, 10)?,
        documents,
        mentions,
        words: Vec::new(),
        party: row.get(5)?,
    };
    version.words = match words {
        Some(words) => words.into_iter().map(|(document, start, end)| (document, Span { start, end })).collect(),
        None => {
            let attribute = row.get_ref(11)?.as_str()?;
            spoken::words(attribute, &version, told.iter().map(|told| &told.spoken))
        }
    };
    Ok(version)
}

/// Reads a list that is only kept where it does not follow from the tellings.
fn kept<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<Option<T>> {
    if row.get_ref(column)? == ValueRef::Null { Ok(None) } else { from_json(row, column).map(Some) }
}
