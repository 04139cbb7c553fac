//! What is known of one event, and who says so?

use super::lookup::{Names, days};
use crate::terminal::{plain, shortened};
use schema::{Agreement, Bounds, Case, Claim, ClaimValue, Event, Precision, Ruling, Witnesses, superseded};
use std::fmt::Write;
use store::query::EventRow;

/// Writes one event as a dossier: what, who, where, when, how many, and every version with its words.
#[must_use]
pub fn dossier(case: &Case, event: &Event) -> String {
    let names = Names::new(case);
    let mut text = String::new();
    let _ = writeln!(text, "{}  {}", event.id, plain(&event.summary));
    let _ = writeln!(text, "  kind    {}", event.kind.replace('_', " "));
    let _ = writeln!(text, "  when    {}", days(event.when));
    let _ = writeln!(text, "  where   {}", whereabouts(&names, event));
    let _ = writeln!(text, "  who     {}", or_unknown(&names.actors(&event.agents)));
    let _ = writeln!(text, "  whom    {}", or_unknown(&names.actors(&event.targets)));
    let _ = writeln!(text, "  told in {}", reports(&names, event).join(" · "));
    for claim in &event.claims {
        write_claim(&mut text, &names, claim);
    }
    for ruling in &event.decided {
        write_ruling(&mut text, &names, ruling);
    }
    let _ = writeln!(text, "  the accounts");
    for id in &event.mentions {
        if let Some((mention, document)) = names.mention(id) {
            let words = shortened(&plain(mention.clause.of(&document.text)), 160);
            let speakers: Vec<String> = mention.attribution.iter().map(|speech| plain(&speech.speaker)).collect();
            let said = if speakers.is_empty() { String::new() } else { format!(" [{}]", speakers.join(" ← ")) };
            let _ = writeln!(text, "    {}{said}: “{words}”  {}", plain(&names.source(&document.id)), mention.id);
        }
    }
    text
}

/// Writes the events that are parts of one larger event, the larger one first.
#[must_use]
pub fn episode(whole: &str, parts: &[EventRow]) -> String {
    let mut parts: Vec<&EventRow> = parts.iter().collect();
    parts.sort_by_key(|part| part.id != whole);
    let mut text = String::new();
    for (at, part) in parts.into_iter().enumerate() {
        let head = ["  one larger event", "    and its parts", ""].get(at).copied().unwrap_or_default();
        if !head.is_empty() {
            let _ = writeln!(text, "{head}");
        }
        let _ = writeln!(text, "      {}  {}", part.id, shortened(&plain(&part.summary), 120));
    }
    text
}

/// Writes the dossiers of the three events that the most accounts tell of.
#[must_use]
pub fn most_told(case: &Case) -> String {
    let mut sorted: Vec<&Event> = case.events.iter().collect();
    sorted.sort_by_key(|event| (std::cmp::Reverse((event.accounts().len(), event.mentions.len())), event.id.clone()));
    sorted.iter().take(3).map(|event| dossier(case, event) + "\n").collect()
}

fn or_unknown(names: &str) -> String {
    if names.is_empty() { "not stated".into() } else { plain(names) }
}

fn whereabouts(names: &Names<'_>, event: &Event) -> String {
    let Some(id) = &event.place else { return "place not known".into() };
    let name = plain(&names.place(id));
    let Some(place) = names.place_record(id) else { return name };
    let (Some(lat), Some(lon)) = (place.lat, place.lon) else { return format!("{name} (on no map we have)") };
    let exactness = match place.precision {
        Precision::Point => "",
        Precision::Area => ", somewhere in this area",
        Precision::Country => ", somewhere in this country",
    };
    format!("{name} ({lat:.2}, {lon:.2}{exactness})")
}

/// Counts articles, sources and independent origins of an event.
fn reports(names: &Names<'_>, event: &Event) -> Vec<String> {
    let told = Witnesses::of(event, |id| names.document(id));
    vec![counted(told.articles, "account"), counted(told.sources, "source"), counted(told.origins, "origin")]
}

fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn write_claim(text: &mut String, names: &Names<'_>, claim: &Claim) {
    let of = claim.of.as_ref().map(|actor| format!(" of {}", plain(&names.actor(actor)))).unwrap_or_default();
    let _ = writeln!(text, "  {}{of} [{}]", claim.attribute, agreement(claim.agreement));
    for (value, gone) in claim.values.iter().zip(superseded(claim, |id| names.document(id))) {
        let by: Vec<String> = value.by.iter().map(|speaker| plain(speaker)).collect();
        let party = if value.party { ", a party to it" } else { "" };
        let later = if gone { ", who gave another number later" } else { "" };
        let _ = write!(text, "    {} — {}{party}{later}", value_text(names, claim, value), by.join("; "));
        if let Some((document, span)) = value.words.first() {
            let words = names.document(document).map(|document| span.of(&document.text)).unwrap_or_default();
            let _ = write!(text, ": “{}”", shortened(&plain(words), 140));
        }
        text.push('\n');
    }
}

/// Writes what a person decided, with the machine's value beside it.
fn write_ruling(text: &mut String, names: &Names<'_>, ruling: &Ruling) {
    let act = serde_json::to_value(ruling.act).ok().and_then(|act| act.as_str().map(|act| act.replace('_', " ")));
    let field = ruling.field.as_deref().unwrap_or_default();
    let of = ruling.of.as_ref().map(|id| format!(" of {}", plain(&names.actor(id)))).unwrap_or_default();
    let value = |text: &str| plain(&if field == "place" { names.place(text) } else { names.actor(text) });
    let _ = write!(text, "  decided: {} {field}{of}", act.unwrap_or_default());
    if let Some(person) = &ruling.value {
        let _ = write!(text, " = {}", value(person));
    }
    if let Some(machine) = &ruling.machine {
        let _ = write!(text, " (the machine: {})", value(machine));
    }
    let why = ruling.why.as_ref().map(|why| format!(", because {}", plain(why))).unwrap_or_default();
    let _ = writeln!(
        text,
        " — {} {}{why}  {}",
        plain(&ruling.by),
        ruling.at.get(..10).unwrap_or(&ruling.at),
        ruling.decision
    );
}

fn value_text(names: &Names<'_>, claim: &Claim, value: &ClaimValue) -> String {
    match (value.bounds, &value.value) {
        (Some(bounds), _) => bounds_text(bounds),
        (None, Some(id)) if claim.attribute == "place" => plain(&names.place(id)),
        (None, Some(id)) => plain(&names.actor(id)),
        (None, None) => "not stated".into(),
    }
}

fn bounds_text(bounds: Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("up to {max}"),
        (None, None) => "some".into(),
    }
}

fn agreement(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Single => "one speaker",
        Agreement::Corroborated => "agreed",
        Agreement::Compatible => "compatible",
        Agreement::Disputed => "disputed",
    }
}
