//! How do rows become claims again?

use super::{Groups, Which};
use crate::{
    spoken::{self, Spoken},
    sql::{damaged, from_count, from_json, from_name, own_span, span},
};
use rusqlite::{Connection, Result, Row};
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
    let mut arguments = parts(c, which, ARGUMENTS, |row| Ok((row.get(2)?, row.get(3)?, own_span(row)?)))?;
    let mut quantities = parts(c, which, QUANTITIES, |row| {
        let bounds = Bounds { min: from_count(row, "min")?, max: from_count(row, "max")? };
        Ok((row.get(2)?, bounds, own_span(row)?))
    })?;
    let select = "SELECT em.event, em.mention, d.id AS document, m.trigger_start, m.trigger_start + m.trigger_length AS trigger_end,
            coalesce(m.id, d.id || '#' || m.trigger_start, (SELECT term FROM terms WHERE number = -em.mention)) AS id,
            m.place_start, m.place_start + m.place_length AS place_end, m.time_start, m.time_start + m.time_length AS time_end
        FROM event_mention_rows AS em LEFT JOIN mention_rows AS m ON m.number = em.mention
        LEFT JOIN documents AS d ON d.number = m.document";
    which.groups(c, (select, "em.event IN :events", "em.event, em.number"), |row| {
        let number: i64 = row.get("mention")?;
        let spoken = Spoken {
            document: row.get::<_, Option<_>>("document")?.unwrap_or_default(),
            trigger: span(row, "trigger_start", "trigger_end")?.unwrap_or_default(),
            place: span(row, "place_start", "place_end")?,
            time: span(row, "time_start", "time_end")?,
            arguments: arguments.remove(&number).unwrap_or_default(),
            quantities: quantities.remove(&number).unwrap_or_default(),
        };
        Ok((row.get("event")?, Telling { id: row.get("id")?, spoken }))
    })
}

const ARGUMENTS: &str = "SELECT p.mention, p.number, (SELECT term FROM terms WHERE number = p.role),
        coalesce((SELECT id FROM actors WHERE number = p.actor), (SELECT term FROM terms WHERE number = -p.actor)),
        p.start AS start_byte, p.start + p.length AS end_byte
    FROM event_mention_rows AS em JOIN argument_rows AS p ON p.mention = em.mention";
const QUANTITIES: &str =
    "SELECT p.mention, p.number, (SELECT term FROM terms WHERE number = p.attribute), p.min, p.max,
        p.start AS start_byte, p.start + p.length AS end_byte
    FROM event_mention_rows AS em JOIN quantity_rows AS p ON p.mention = em.mention";

/// Loads what belongs to the tellings of events, by the number of the telling.
fn parts<T>(
    c: &Connection,
    which: Which<'_>,
    select: &str,
    mut read: impl FnMut(&Row<'_>) -> Result<T>,
) -> Result<Groups<i64, T>> {
    let query = (select, "em.event IN :events", "p.mention, p.number");
    which.groups(c, query, |row| Ok((row.get("mention")?, read(row)?)))
}

/// Loads the claims of events, by the number of the event.
pub(super) fn claims(c: &Connection, which: Which<'_>, tellings: &Groups<i64, Telling>) -> Result<Groups<i64, Claim>> {
    let select = "SELECT v.*, (SELECT term FROM terms WHERE number = v.value) AS said,
            (SELECT term FROM terms WHERE number = v.speakers) AS by,
            (SELECT term FROM terms WHERE number = c.attribute) AS attribute
        FROM claim_value_rows AS v JOIN claim_rows AS c ON c.event = v.event AND c.number = v.claim";
    let none = Vec::new();
    let mut values = which.groups(c, (select, "v.event IN :events", "v.event, v.claim, v.number"), |row| {
        let event: i64 = row.get("event")?;
        Ok(((event, row.get::<_, i64>("claim")?), version(row, tellings.get(&event).unwrap_or(&none))?))
    })?;
    let select = "SELECT c.event, c.number, (SELECT term FROM terms WHERE number = c.attribute) AS attribute,
            coalesce((SELECT id FROM actors WHERE number = c.of_actor), (SELECT term FROM terms WHERE number = -c.of_actor))
                AS of_actor,
            (SELECT term FROM terms WHERE number = c.agreement) AS agreement
        FROM claim_rows AS c";
    which.groups(c, (select, "c.event IN :events", "c.event, c.number"), |row| {
        let event: i64 = row.get("event")?;
        let claim = Claim {
            attribute: row.get("attribute")?,
            of: row.get("of_actor")?,
            values: values.remove(&(event, row.get("number")?)).unwrap_or_default(),
            agreement: from_name(row, "agreement")?,
        };
        Ok((event, claim))
    })
}

fn version(row: &Row<'_>, tellings: &[Telling]) -> Result<ClaimValue> {
    let bounds = Bounds { min: from_count(row, "min")?, max: from_count(row, "max")? };
    let carried: Option<Carried> = kept(row, "mentions")?;
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
    let documents: Option<Vec<DocumentId>> = kept(row, "documents")?;
    let documents = documents.unwrap_or_else(|| {
        let documents: BTreeSet<&DocumentId> = told.iter().map(|told| &told.spoken.document).collect();
        documents.into_iter().cloned().collect()
    });
    let words: Option<Vec<(DocumentId, usize, usize)>> = kept(row, "words")?;
    let mut version = ClaimValue {
        bounds: row.get::<_, bool>("numeric")?.then_some(bounds),
        value: row.get("said")?,
        by: from_json(row, "by")?,
        documents,
        mentions,
        words: Vec::new(),
        party: row.get("party")?,
    };
    version.words = match words {
        Some(words) => words.into_iter().map(|(document, start, end)| (document, Span { start, end })).collect(),
        None => {
            let attribute: String = row.get("attribute")?;
            spoken::words(&attribute, &version, told.iter().map(|told| &told.spoken))
        }
    };
    Ok(version)
}

/// Reads a list that is only kept where it does not follow from the tellings.
fn kept<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<Option<T>> {
    let list: Option<String> = row.get(column)?;
    list.map(|list| serde_json::from_str(&list).map_err(|error| damaged(column, &error))).transpose()
}
