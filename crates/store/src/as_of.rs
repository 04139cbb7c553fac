//! What did the accounts say that were public on a day?

use crate::{index::source, sql::days};
use jiff::civil::Date;
use schema::{Agreement, Bounds, Case, Claim, ClaimValue, Event, EventMention, Interval};
use std::collections::{BTreeMap, BTreeSet};

/// Gives the case as it was known at the end of `day`: without the accounts that were not certainly public by then
/// (an account without a date never was), and without what only they say.
///
/// Events are those of the whole case; what was told of each is cut back to the accounts of that day.
pub(crate) fn known(mut case: Case, day: Date) -> Case {
    case.documents.retain(|document| document.published.when.is_some_and(|when| when.to <= day));
    let documents: BTreeSet<String> = case.documents.iter().map(|document| document.id.clone()).collect();
    case.findings.retain(|findings| documents.contains(&findings.document));
    let tellers = tellers(&case);
    let public = |mention: &String| mention.split('#').next().is_some_and(|document| documents.contains(document));
    case.links.retain(|link| public(&link.one) && public(&link.other));
    let names: BTreeMap<String, String> = case
        .actors
        .iter()
        .map(|actor| (actor.id.clone(), actor.name.clone()))
        .chain(case.places.iter().map(|place| (place.id.clone(), place.name.clone())))
        .collect();
    let events = std::mem::take(&mut case.events).into_iter().filter_map(|event| {
        let mentions: Vec<String> = event.mentions.iter().filter(|id| public(id)).cloned().collect();
        if mentions.len() == event.mentions.len() {
            return Some(event);
        }
        (!mentions.is_empty()).then(|| cut_back(event, mentions, &tellers, &names))
    });
    case.events = events.collect();
    case
}

/// Who tells a mention: its outermost speaker, and who publishes it.
type Tellers = BTreeMap<String, Teller>;
type Teller = (Option<String>, String);

fn tellers(case: &Case) -> Tellers {
    let publishers: BTreeMap<&str, &str> =
        case.documents.iter().map(|document| (document.id.as_str(), source(document))).collect();
    let teller = |mention: &EventMention| {
        let document = mention.id.split('#').next().unwrap_or_default();
        let publisher = publishers.get(document).copied().unwrap_or_default();
        (mention.attribution.first().map(|speech| speech.speaker.clone()), publisher.to_owned())
    };
    let mentions = case.findings.iter().flat_map(|findings| &findings.events);
    mentions.map(|mention| (mention.id.clone(), teller(mention))).collect()
}

fn cut_back(event: Event, mentions: Vec<String>, tellers: &Tellers, names: &BTreeMap<String, String>) -> Event {
    let known: BTreeSet<&String> = mentions.iter().collect();
    let claims: Vec<Claim> = event
        .claims
        .iter()
        .filter_map(|claim| {
            let values: Vec<ClaimValue> =
                claim.values.iter().filter_map(|value| version(value, &known, tellers)).collect();
            (!values.is_empty()).then(|| Claim { agreement: agreement(claim, &values), values, ..claim.clone() })
        })
        .collect();
    let values = |claims: &[Claim], attribute: &str| -> Option<Vec<String>> {
        let claim = claims.iter().find(|claim| claim.attribute == attribute)?;
        Some(claim.values.iter().filter_map(|value| value.value.clone()).collect())
    };
    // What nobody ever claimed in words was not withdrawn from anybody.
    let then =
        |attribute: &str| values(&event.claims, attribute).map(|_| values(&claims, attribute).unwrap_or_default());
    let actors = |attribute: &str, now: &[String]| match then(attribute) {
        None => now.to_vec(),
        Some(then) => {
            let still: Vec<String> = now.iter().filter(|id| then.contains(id)).cloned().collect();
            if still.is_empty() { then } else { still }
        }
    };
    let one = |attribute: &str, now: Option<String>| match then(attribute) {
        None => now,
        Some(then) => now.filter(|value| then.contains(value)).or_else(|| then.first().cloned()),
    };
    let when = match then("time") {
        None => event.when,
        Some(then) => {
            let days: Vec<Interval> = then.iter().filter_map(|value| interval(value)).collect();
            event.when.filter(|when| days.iter().any(|days| days.overlaps(*when))).or_else(|| days.first().copied())
        }
    };
    let mut cut = Event {
        agents: actors("agent", &event.agents),
        targets: actors("target", &event.targets),
        kind: one("kind", Some(event.kind.clone())).unwrap_or_else(|| event.kind.clone()),
        place: one("place", event.place.clone()),
        when,
        mentions: Vec::new(),
        claims: Vec::new(),
        ..event.clone()
    };
    let same = (&cut.agents, &cut.targets, &cut.kind, &cut.place, cut.when)
        == (&event.agents, &event.targets, &event.kind, &event.place, event.when);
    if !same {
        cut.summary = summary(&cut, names);
    }
    Event { mentions, claims, ..cut }
}

fn version(value: &ClaimValue, known: &BTreeSet<&String>, tellers: &Tellers) -> Option<ClaimValue> {
    let mentions: Vec<String> = value.mentions.iter().filter(|id| known.contains(id)).cloned().collect();
    if mentions.is_empty() {
        return None;
    }
    let documents: BTreeSet<&str> = mentions.iter().filter_map(|id| id.split('#').next()).collect();
    let told: Vec<&Teller> = mentions.iter().filter_map(|id| tellers.get(id)).collect();
    let among = |says: fn(&Teller, &String) -> bool| -> Vec<String> {
        value.by.iter().filter(|name| told.iter().any(|teller| says(teller, name))).cloned().collect()
    };
    let speakers = among(|(speaker, _), name| speaker.as_ref() == Some(name));
    let publishers = among(|(_, publisher), name| publisher == name);
    let by = [speakers, publishers, value.by.clone()].into_iter().find(|names| !names.is_empty());
    Some(ClaimValue {
        by: by.unwrap_or_default(),
        documents: value.documents.iter().filter(|id| documents.contains(id.as_str())).cloned().collect(),
        words: value.words.iter().filter(|(id, _)| documents.contains(id.as_str())).cloned().collect(),
        mentions,
        ..value.clone()
    })
}

/// Gives how far the versions agree that were public.
fn agreement(claim: &Claim, values: &[ClaimValue]) -> Agreement {
    if values == claim.values.as_slice() {
        return claim.agreement;
    }
    let by: BTreeSet<&String> = values.iter().flat_map(|value| &value.by).collect();
    if by.len() < 2 {
        return Agreement::Single;
    }
    if values.len() == 1 {
        return Agreement::Corroborated;
    }
    let bounds: Vec<Bounds> = values.iter().filter_map(|value| value.bounds).collect();
    if bounds.len() < 2 {
        return claim.agreement;
    }
    let compatible = |one: &Bounds| bounds.iter().all(|other| one.compatible(*other));
    if bounds.iter().all(compatible) { Agreement::Compatible } else { Agreement::Disputed }
}

fn interval(value: &str) -> Option<Interval> {
    let (from, to) = value.split_once("..").unwrap_or((value, value));
    Some(Interval::new(from.parse().ok()?, to.parse().ok()?))
}

/// Writes what was known in a few words: the sentence of the whole case may say more.
fn summary(event: &Event, names: &BTreeMap<String, String>) -> String {
    let name = |id: &String| names.get(id).unwrap_or(id).clone();
    let list = |ids: &[String]| ids.iter().map(name).collect::<Vec<_>>().join(", ");
    let mut text = event.kind.replace('_', " ");
    for (before, words) in [
        (" by ", list(&event.agents)),
        (" against ", list(&event.targets)),
        (" in ", event.place.as_ref().map(name).unwrap_or_default()),
        (", ", days(event.when).0.unwrap_or_default()),
    ] {
        if !words.is_empty() {
            text.push_str(before);
            text.push_str(&words);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::known;
    use crate::sample;
    use schema::Agreement;

    #[test]
    fn what_was_reported_later_is_not_told() {
        let case = sample::case();
        let day = |day: &str| day.parse().unwrap();
        assert!(known(case.clone(), day("2031-03-04")).events.is_empty());
        assert_eq!(known(case.clone(), day("2031-03-06")).events, case.events);

        let first = known(case.clone(), day("2031-03-05"));
        assert_eq!(first.documents.len(), 1);
        let event = &first.events[0];
        assert_eq!(event.mentions, case.events[0].mentions[..1]);
        let killed = &event.claims[0];
        assert_eq!((killed.values.len(), killed.agreement), (1, Agreement::Single), "the second toll came later");
        assert_eq!(killed.values[0].by, ["a hospital"], "the wire told it in the hospital's words");
        assert_eq!(event.claims[1].values[0].documents.len(), 1);
        assert_eq!(event.summary, case.events[0].summary);
        assert!(first.links.is_empty());
    }
}
