//! What was known on a day, from the accounts published until then?

use crate::{
    book::Book,
    pages::{Asked, value},
    refusal::Refusal,
};
use jiff::civil::Date;
use schema::{Agreement, Claim, ClaimValue, Document, Event, Interval};
use std::collections::BTreeMap;

/// Reads the day that an address asks for: `as_of=2019-03-12`.
pub(crate) fn day(asked: &Asked) -> Result<Option<Date>, Refusal> {
    let Some(text) = value(asked, "as_of").filter(|text| !text.is_empty()) else { return Ok(None) };
    let wrong = || Refusal::Misasked(format!("as_of={text}: no day; write it as 2019-03-12"));
    text.parse().map(Some).map_err(|_| wrong())
}

/// Tells whether a document was published by a day for certain.
pub(crate) fn published_by(document: &Document, day: Date) -> bool {
    document.published.when.is_some_and(|when| when.to <= day)
}

/// Counts the accounts of an event by the day until which each was published for certain.
pub(crate) fn days_of(book: &Book, event: &Event) -> BTreeMap<Date, usize> {
    let mut days = BTreeMap::new();
    for id in book.reports(event).documents {
        if let Some(when) = book.document(&id).and_then(|document| document.published.when) {
            *days.entry(when.to).or_default() += 1;
        }
    }
    days
}

/// Gives an event as the accounts published by a day tell it; none where no account did.
///
/// Tellings and versions of later accounts are left out; which tellings belong together is as known today.
pub(crate) fn event_as_of(book: &Book, event: &Event, day: Date) -> Option<Event> {
    let known = |id: &str| book.document(id).is_some_and(|document| published_by(document, day));
    let mentions: Vec<_> = event
        .mentions
        .iter()
        .filter(|id| id.split_once('#').is_some_and(|(document, _)| known(document)))
        .cloned()
        .collect();
    if mentions.is_empty() {
        return None;
    }
    let claims: Vec<Claim> = event.claims.iter().filter_map(|claim| claim_as_of(claim, &known)).collect();
    let when = narrowest(&claims);
    let place = named(&claims, "place").into_iter().next();
    Some(Event {
        mentions,
        when: when.or(event.when.filter(|_| has(&claims, "time"))),
        place,
        agents: named(&claims, "agent"),
        targets: named(&claims, "target"),
        claims,
        ..event.clone()
    })
}

fn claim_as_of(claim: &Claim, known: &impl Fn(&str) -> bool) -> Option<Claim> {
    let values: Vec<ClaimValue> = claim.values.iter().filter_map(|value| value_as_of(value, known)).collect();
    let agreement = match values.as_slice() {
        [] => return None,
        [only] if only.documents.len() > 1 && only.by.len() > 1 => Agreement::Corroborated,
        [_] => Agreement::Single,
        several if several.len() == claim.values.len() => claim.agreement,
        several if all_compatible(several) => Agreement::Compatible,
        _ => claim.agreement,
    };
    Some(Claim { values, agreement, ..claim.clone() })
}

fn value_as_of(value: &ClaimValue, known: &impl Fn(&str) -> bool) -> Option<ClaimValue> {
    let documents: Vec<_> = value.documents.iter().filter(|id| known(id)).cloned().collect();
    if documents.is_empty() {
        return None;
    }
    let words = value.words.iter().filter(|(id, _)| known(id)).cloned().collect();
    let mentions =
        value.mentions.iter().filter(|id| id.split_once('#').is_some_and(|(id, _)| known(id))).cloned().collect();
    Some(ClaimValue { documents, words, mentions, ..value.clone() })
}

fn all_compatible(values: &[ClaimValue]) -> bool {
    let bounds: Option<Vec<_>> = values.iter().map(|value| value.bounds).collect();
    bounds.is_some_and(|bounds| bounds.iter().all(|one| bounds.iter().all(|other| one.compatible(*other))))
}

fn has(claims: &[Claim], attribute: &str) -> bool {
    claims.iter().any(|claim| claim.attribute == attribute)
}

fn named(claims: &[Claim], attribute: &str) -> Vec<String> {
    let of = claims.iter().filter(|claim| claim.attribute == attribute);
    of.flat_map(|claim| claim.values.iter().filter_map(|value| value.value.clone())).collect()
}

/// Gives the days of the version that the most accounts tell.
fn narrowest(claims: &[Claim]) -> Option<Interval> {
    let days = named(claims, "time").into_iter().next()?;
    let (from, to) = days.split_once("..").unwrap_or((&days, &days));
    Some(Interval::new(from.parse().ok()?, to.parse().ok()?))
}
