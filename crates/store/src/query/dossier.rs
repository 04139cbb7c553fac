//! What is known of one event, who says so, and in which words?

use super::{
    cursor::{Page, Sort},
    excerpts::{actor_in, document_in, place_in},
    filter::{Filter, Terms},
    list::{self, EventRow, Named, known, row},
    names,
    quote::Quote,
};
use crate::{CaseFile, Resolved, StoreError, index::Facts, index::source, sql::name, time};
use jiff::civil::Date;
use schema::{Bounds, Case, Claim, ClaimValue, Document, Event, EventMention, Link, Ruling, account_of, superseded};
use serde::Serialize;
use std::collections::BTreeMap;

/// What came of asking for an event.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// The event.
    Here(Box<Dossier>),
    /// It was joined with others into this one.
    Joined(String),
    /// It was split into these, or several have an id that begins so.
    Several(Vec<String>),
    /// There is no such event, or nobody had told of it on the day that was asked for.
    Nowhere,
}

/// Everything about one event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dossier {
    /// What a list shows of it.
    #[serde(flatten)]
    pub row: EventRow,
    /// As the accounts told it that were public on this day; none for all accounts.
    pub as_of: Option<Date>,
    /// How often its record was changed.
    pub revision: usize,
    /// The larger event that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_of: Option<String>,
    /// Every version of every attribute.
    pub claims: Vec<ClaimShown>,
    /// The tellings, those of the earliest accounts first.
    pub tellings: Vec<Telling>,
    /// Why tellings were joined, or kept apart.
    pub links: Vec<Link>,
    /// What people decided about it, with what the machine says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub decided: Vec<Ruling>,
}

/// All that is claimed about one attribute of an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimShown {
    /// The event.
    pub event: String,
    /// `killed`, `wounded`, … or `agent`, `target`, `place`, `time`, `kind`, `happened`.
    pub attribute: String,
    /// For numbers: on whom they are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<Named>,
    /// How far the versions agree.
    pub agreement: String,
    /// The versions, most widely told first.
    pub versions: Vec<Version>,
}

/// One version of a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Version {
    /// For numbers: at least, and up to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    /// For all else: an id, a day, days, a kind, yes or no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The value in plain words: "at least 16", "Hill Front".
    pub label: String,
    /// Who says so.
    pub by: Vec<String>,
    /// Whether that is a party to the event.
    pub party: bool,
    /// Whether all who gave this number gave another one in a later account.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub superseded: bool,
    /// The words.
    pub quotes: Vec<Quote>,
}

/// One telling of an event.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Telling {
    /// Its id.
    pub id: String,
    /// What happens in it.
    #[serde(rename = "type")]
    pub kind: String,
    /// `actual`, `planned`, `hypothetical`, `denied` or `generic`.
    pub realis: String,
    /// Who says so, outermost first; empty where the account speaks itself.
    pub speakers: Vec<String>,
    /// First day, counted from the document's own.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// The clause.
    pub clause: Quote,
    /// The words that evoke the event.
    pub trigger: Quote,
    /// The document that this one copies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
    /// The rule or model that found it.
    pub rule: String,
}

/// Gives one event by its id, as typed: `E-7QK4-M2XD`, `7qk4`.
///
/// # Errors
/// When the file cannot be read.
pub fn event(file: &CaseFile, id: &str, as_of: Option<Date>) -> Result<Found, StoreError> {
    let mut ids = names::event_ids(&file.connection, id).map_err(|error| file.told(error))?;
    let id = match ids.len() {
        1 => ids.remove(0),
        0 => {
            return Ok(match file.resolve_event(id)? {
                Resolved::Joined(into) => Found::Joined(into),
                Resolved::Split(into) => Found::Several(into),
                Resolved::Here | Resolved::Unknown => Found::Nowhere,
            });
        }
        _ => return Ok(Found::Several(ids)),
    };
    let revision = file.history(&id)?.iter().filter(|change| change.change == "changed").count();
    let case = known(file.part(&[id])?, &Filter { as_of, ..Filter::default() });
    Ok(case
        .events
        .first()
        .map_or(Found::Nowhere, |event| Found::Here(Box::new(dossier(event, &case, (as_of, revision))))))
}

/// Gives the events that an event is a part of or has as parts, itself among them, in the order of their days; none where it stands
/// alone. With a day only those come that an account of that day tells of.
///
/// # Errors
/// When the file cannot be read.
pub fn episode(file: &CaseFile, event: &Event, as_of: Option<Date>) -> Result<Vec<EventRow>, StoreError> {
    let terms = Terms { any: vec![event.whole().clone()], none: Vec::new() };
    let filter = Filter { terms: BTreeMap::from([("part_of", terms)]), as_of, ..Filter::default() };
    Ok(list::events(file, &filter, &Page { sort: Sort::Oldest, ..Page::default() })?.items)
}

fn dossier(event: &Event, case: &Case, (as_of, revision): (Option<Date>, usize)) -> Dossier {
    let documents = documents(case);
    let actors = case.actors.iter().map(|actor| (actor.id.as_str(), actor.name.as_str())).collect();
    let mut tellings: Vec<Telling> = case
        .findings
        .iter()
        .flat_map(|findings| &findings.events)
        .filter(|mention| event.mentions.contains(&mention.id))
        .filter_map(|mention| telling(mention, documents.get(account_of(&mention.id))?))
        .collect();
    tellings.sort_by(|a, b| {
        let key = |telling: &Telling| (telling.clause.published.is_none(), telling.clause.published.clone());
        (key(a), &a.id).cmp(&(key(b), &b.id))
    });
    Dossier {
        row: row(event, case, &actors, &Facts::of(event, &documents)),
        as_of,
        revision,
        part_of: event.part_of.clone(),
        claims: claims_of(event, case),
        tellings,
        links: case.links.clone(),
        decided: event.decided.clone(),
    }
}

fn documents(case: &Case) -> BTreeMap<&str, &Document> {
    case.documents.iter().map(|document| (document.id.as_str(), document)).collect()
}

fn telling(mention: &EventMention, document: &Document) -> Option<Telling> {
    let (from, to) = crate::sql::days(time::days(document, mention).and_then(|(days, _)| days));
    Some(Telling {
        id: mention.id.clone(),
        kind: mention.kind.clone(),
        realis: name(&mention.realis),
        speakers: mention.attribution.iter().map(|speech| speech.speaker.clone()).collect(),
        from,
        to,
        clause: Quote::of(document, mention.clause)?,
        trigger: Quote::of(document, mention.trigger)?,
        copy_of: document.copy_of.clone(),
        rule: mention.rule.clone(),
    })
}

/// Gives the claims about an event with their words; the case holds it and its accounts.
#[must_use]
pub fn claims_of(event: &Event, case: &Case) -> Vec<ClaimShown> {
    let shown = |claim: &Claim| {
        let versions = claim.values.iter().zip(superseded(claim, |id| document_in(case, id)));
        ClaimShown {
            event: event.id.clone(),
            attribute: claim.attribute.clone(),
            of: claim.of.as_ref().map(|id| Named { id: id.clone(), name: actor_name(id, case) }),
            agreement: name(&claim.agreement),
            versions: versions
                .map(|(value, gone)| Version { superseded: gone, ..version(claim, value, case) })
                .collect(),
        }
    };
    event.claims.iter().map(shown).collect()
}

fn version(claim: &Claim, value: &ClaimValue, case: &Case) -> Version {
    let quote = |(id, span): &(String, schema::Span)| Quote::of(document_in(case, id)?, *span);
    Version {
        bounds: value.bounds,
        value: value.value.clone(),
        label: label(claim, value, case),
        by: value.by.clone(),
        party: value.party,
        superseded: false,
        quotes: value.words.iter().filter_map(quote).collect(),
    }
}

/// Gives a value in plain words.
pub(crate) fn label(claim: &Claim, value: &ClaimValue, case: &Case) -> String {
    match (value.bounds, &value.value) {
        (Some(bounds), _) => bounds_label(bounds),
        (None, None) => "not stated".into(),
        (None, Some(text)) => plain_value(&claim.attribute, text, case),
    }
}

/// Gives a value as claims and decisions write it in plain words: names for ids, "at least 16" for `16..`.
#[must_use]
pub fn plain_value(field: &str, text: &str, case: &Case) -> String {
    let number = |version: &str| Bounds::parse(version).map_or_else(|| version.to_owned(), bounds_label);
    match field {
        "agent" | "target" => text.split("; ").map(|id| actor_name(id, case)).collect::<Vec<_>>().join(", "),
        "place" => place_in(case, text).map_or_else(|| text.to_owned(), |place| place.name.clone()),
        "kind" => text.replace('_', " "),
        "time" => text.replace("..", " to "),
        _ => text.split(" / ").map(number).collect::<Vec<_>>().join(" / "),
    }
}

/// Gives bounds in plain words: "3", "16 or more" is "at least 16".
#[must_use]
pub fn bounds_label(bounds: Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) => "some".into(),
    }
}

fn actor_name(id: &str, case: &Case) -> String {
    actor_in(case, id).map_or_else(|| id.to_owned(), |actor| actor.name.clone())
}

/// Gives the name by which a document's source is listed.
#[must_use]
pub fn source_name(document: &Document) -> &str {
    source(document)
}
