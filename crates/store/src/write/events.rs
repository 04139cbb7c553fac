//! How do events and their claims become rows?

use super::keys::Keys;
use crate::{
    history,
    index::{Facts, Order},
    spoken::{self, Spoken},
    sql::{count, days, insert, json, name, number},
};
use rusqlite::{Result, params};
use schema::{Case, Claim, ClaimValue, Event, EventMention, Link, Ruling};
use std::collections::{BTreeSet, HashMap};

/// The mentions of a case by id, each with its document.
pub(super) type Told<'case> = HashMap<&'case str, (&'case str, &'case EventMention)>;

/// Gathers the mentions of a case.
pub(super) fn told(case: &Case) -> Told<'_> {
    let mut told = Told::new();
    for findings in &case.findings {
        told.extend(findings.events.iter().map(|mention| (mention.id.as_str(), (findings.document.as_str(), mention))));
    }
    told
}

pub(super) fn write_event(keys: &mut Keys<'_>, event: &Event, order: &Order<'_>, told: &Told<'_>) -> Result<()> {
    let facts = Facts::of(event, &order.documents);
    let ((from, to), (first_told, last_told)) = (days(event.when), facts.told());
    let home = number(order.events[event.id.as_str()]);
    let row = params![
        home,
        event.id,
        keys.term(&event.kind)?,
        event.summary,
        from,
        to,
        event.place.as_ref().map(|id| keys.place(id)).transpose()?,
        event.part_of.as_ref().and_then(|id| order.events.get(id.as_str())).map(|whole| number(*whole)),
        keys.term(&name(&facts.status))?,
        number(facts.disputed),
        facts.party,
        number(event.mentions.len()),
        number(facts.documents.len()),
        number(facts.sources.len()),
        number(facts.origins),
        first_told,
        last_told,
        history::digest(event),
    ];
    insert(keys.c, "event_rows", row)?;
    for (role, actors) in [("agent", &event.agents), ("target", &event.targets)] {
        for (actor, n) in actors.iter().zip(1..) {
            insert(keys.c, "event_actor_rows", params![home, keys.term(role)?, n, keys.actor(actor)?])?;
        }
    }
    let mut tellings = Vec::with_capacity(event.mentions.len());
    for (mention, n) in event.mentions.iter().zip(1..) {
        insert(keys.c, "event_mention_rows", params![home, n, keys.mention(mention)?])?;
        let spoken = told.get(mention.as_str()).map(|(document, found)| Spoken::of(document, found));
        tellings.push((mention.as_str(), spoken.unwrap_or_default()));
    }
    for (claim, n) in event.claims.iter().zip(1..) {
        write_claim(keys, (home, n), claim, &tellings)?;
    }
    for (ruling, n) in event.decided.iter().zip(1..) {
        let Ruling { decision, by, at, act, field, of, value, machine, why, mention } = ruling;
        let row = params![event.id, n, decision, at, by, name(act), field, of, value, machine, why, mention];
        insert(keys.c, "rulings", row)?;
    }
    Ok(())
}

fn write_claim(keys: &mut Keys<'_>, (event, n): (i64, i64), claim: &Claim, tellings: &[(&str, Spoken)]) -> Result<()> {
    let of = claim.of.as_ref().map(|id| keys.actor(id)).transpose()?;
    let row = params![event, n, keys.term(&claim.attribute)?, of, keys.term(&name(&claim.agreement))?];
    insert(keys.c, "claim_rows", row)?;
    for (version, value) in claim.values.iter().zip(1_i64..) {
        let bounds = version.bounds;
        let (min, max) = (count(bounds.and_then(|b| b.min)), count(bounds.and_then(|b| b.max)));
        let said = version.value.as_ref().map(|value| keys.term(value)).transpose()?;
        let by = keys.term(&json(&version.by))?;
        let numeric = bounds.is_some();
        let Kept { documents, mentions, words } = Kept::of(&claim.attribute, version, tellings);
        let row = params![event, n, value, numeric, min, max, said, by, documents, mentions, words, version.party];
        insert(keys.c, "claim_value_rows", row)?;
    }
    Ok(())
}

/// What of a version does not follow from the tellings of its event.
struct Kept {
    documents: Option<String>,
    mentions: Option<String>,
    words: Option<String>,
}

impl Kept {
    fn of(attribute: &str, version: &ClaimValue, tellings: &[(&str, Spoken)]) -> Self {
        let carry: BTreeSet<&str> = version.mentions.iter().map(String::as_str).collect();
        let own = || tellings.iter().zip(1_i64..).filter(|((id, _), _)| carry.contains(id));
        let told: Vec<&Spoken> = own().map(|((_, told), _)| told).collect();
        let in_order = own().map(|((id, _), _)| id).eq(&version.mentions);
        let mentions = if in_order && told.len() == tellings.len() {
            None
        } else if in_order {
            Some(json(&own().map(|(_, n)| n).collect::<Vec<i64>>()))
        } else {
            // Ids of mentions that are none of the event's stay ids.
            Some(json(&version.mentions))
        };
        let documents: BTreeSet<&str> = told.iter().map(|told| told.document.as_str()).collect();
        let documents_follow = in_order && version.documents.iter().map(String::as_str).eq(documents);
        let words_follow = in_order && spoken::words(attribute, version, told.into_iter()) == version.words;
        let words: Vec<_> = version.words.iter().map(|(document, span)| (document, span.start, span.end)).collect();
        Self {
            documents: (!documents_follow).then(|| json(&version.documents)),
            mentions,
            words: (!words_follow).then(|| json(&words)),
        }
    }
}

pub(super) fn write_link(keys: &mut Keys<'_>, id: i64, link: &Link) -> Result<()> {
    let row =
        params![id, keys.mention(&link.one)?, keys.mention(&link.other)?, link.joined, link.score, json(&link.reasons)];
    insert(keys.c, "link_rows", row)
}
