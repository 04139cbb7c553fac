//! What did the accounts say that were public on a day?

use crate::{index::source, query::document_in, sql::days};
use jiff::civil::Date;
use schema::{Agreement, Bounds, Case, Claim, ClaimValue, Document, Event, EventMention, Interval, account_of};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// Gives the case as it was known at the end of `day`: without the accounts that were not certainly public by then
/// (an account without a date never was), and without what only they say.
///
/// Events are those of the whole case; what was told of each is cut back to the accounts of that day.
pub(crate) fn known(mut case: Case, day: Date) -> Case {
    case.documents.retain(|document| document.published.when.is_some_and(|when| when.to <= day));
    let documents: BTreeSet<String> = case.documents.iter().map(|document| document.id.clone()).collect();
    case.findings.retain(|findings| documents.contains(&findings.document));
    let public = |mention: &String| documents.contains(account_of(mention));
    case.links.retain(|link| public(&link.one) && public(&link.other));
    let names: BTreeMap<String, String> = case
        .actors
        .iter()
        .map(|actor| (actor.id.clone(), actor.name.clone()))
        .chain(case.places.iter().map(|place| (place.id.clone(), place.name.clone())))
        .collect();
    let tellers = tellers(&case, &names);
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

/// The names under which a claim may say who tells a mention.
struct Teller {
    /// Of its outermost speaker.
    speaker: Vec<String>,
    /// Of the section's author, of the publisher and of the file.
    account: Vec<String>,
}

type Tellers = BTreeMap<String, Teller>;

fn tellers(case: &Case, names: &BTreeMap<String, String>) -> Tellers {
    let mut tellers = Tellers::new();
    for findings in &case.findings {
        let Some(document) = document_in(case, &findings.document) else { continue };
        tellers.extend(findings.events.iter().map(|mention| (mention.id.clone(), teller(mention, document, names))));
    }
    tellers
}

fn teller(mention: &EventMention, document: &Document, names: &BTreeMap<String, String>) -> Teller {
    let speech = mention.attribution.first();
    let actor = speech.and_then(|speech| names.get(speech.actor.as_ref()?));
    let author = document.section_at(mention.trigger.start).and_then(|index| document.sections[index].author.clone());
    let file = Path::new(&document.path).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Teller {
        speaker: speech.map(|speech| &speech.speaker).into_iter().chain(actor).cloned().collect(),
        account: author.into_iter().chain([source(document).to_owned()]).chain(file).collect(),
    }
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
    let documents: BTreeSet<&str> = mentions.iter().map(|id| account_of(id)).collect();
    let tellers = mentions.iter().filter_map(|id| tellers.get(id));
    let own = |teller: &'_ Teller| teller.speaker.iter().any(|name| value.by.contains(name));
    let told: Vec<&Vec<String>> =
        tellers.map(|teller| if own(teller) { &teller.speaker } else { &teller.account }).collect();
    let tells = |name: &&String| told.iter().any(|names| names.contains(name));
    let mut by: Vec<String> = value.by.iter().filter(tells).cloned().collect();
    if by.is_empty() {
        by.clone_from(&value.by);
    }
    Some(ClaimValue {
        by,
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

    #[test]
    fn who_spoke_later_is_not_among_the_speakers() {
        let mut case = sample::case();
        let day = "2031-03-05".parse().unwrap();
        // A page without a publisher tells it first, and is named by its file.
        case.documents[0].source = None;
        case.documents[0].path = "pages/border-notes.txt".into();
        case.findings[0].events[0].attribution.clear();
        case.documents[0].sections.iter_mut().for_each(|section| section.author = None);
        let place = case.events[0].claims.iter_mut().find(|claim| claim.attribute == "place").unwrap();
        place.values[0].by = vec!["Harbor Post".into(), "border-notes".into()];
        let first = known(case, day);
        let place = first.events[0].claims.iter().find(|claim| claim.attribute == "place").unwrap();
        assert_eq!(
            (place.values[0].by.as_slice(), place.agreement),
            (&["border-notes".to_owned()][..], Agreement::Single)
        );

        // A body that is called "the Observatory" goes by its whole name in claims.
        let mut case = sample::case();
        let body = case.actors[0].clone();
        let speech = &mut case.findings[0].events[0].attribution[0];
        (speech.speaker, speech.actor) = ("the guards".into(), Some(body.id));
        case.events[0].claims[0].values[0].by = vec!["Wire Nine".into(), body.name.clone()];
        let place = case.events[0].claims.iter_mut().find(|claim| claim.attribute == "place").unwrap();
        place.values[0].by = vec!["Harbor Post".into(), body.name.clone()];
        let first = known(case, day);
        let place = first.events[0].claims.iter().find(|claim| claim.attribute == "place").unwrap();
        assert_eq!(place.values[0].by, [body.name]);
    }
}
