//! How does one question of the queue read in a terminal?

use super::lookup::{Names, days};
use crate::terminal::{plain, shortened};
use review::{Asked, Card};
use schema::{Bounds, Event};
use std::fmt::Write;

/// Writes a card: the question, what is known, the words, and the answers to choose from.
#[must_use]
pub fn card(names: &Names<'_>, card: &Card) -> String {
    let mut text = format!("{}\n", question(names, card));
    if let Some(machine) = &card.machine {
        let score = card.score.map(|score| format!(", {score:.2}")).unwrap_or_default();
        let because = if card.reasons.is_empty() { String::new() } else { format!(": {}", card.reasons.join("; ")) };
        let _ = writeln!(text, "  the machine: {}{score}{}", plain(machine), plain(&because));
    }
    match card.asked {
        Asked::Pair => pair(&mut text, names, card),
        _ => {
            for id in card.events.iter().take(3) {
                if let Some(event) = names.case.events.iter().find(|event| event.id == *id) {
                    let _ = writeln!(text, "  {}  {}", event.id, plain(&event.summary));
                }
            }
        }
    }
    for id in card.tellings.iter().take(6) {
        telling(&mut text, names, id);
    }
    for (choice, n) in card.choices.iter().zip(1..) {
        let _ = writeln!(text, "  [{n}] {}", plain(&choice.label));
    }
    text
}

/// Writes a card and what the machine makes of it in one line.
#[must_use]
pub fn card_line(names: &Names<'_>, card: &Card) -> String {
    let told = card.events.iter().take(2).filter_map(|id| names.case.events.iter().find(|event| event.id == *id));
    let told: Vec<String> = told.map(|event| plain(&event.summary)).collect();
    let machine = card.machine.as_deref().map(plain).unwrap_or_default();
    let score = card.score.map(|score| format!(" {score:.2}")).unwrap_or_default();
    format!("{}: {} → {machine}{score}", card.asked.key(), told.join(" / "))
}

/// Writes what a card asks.
#[must_use]
pub fn question(names: &Names<'_>, card: &Card) -> String {
    let of = card.of.as_deref();
    let words = card.on.first().map(|anchor| plain(&anchor.words)).unwrap_or_default();
    match card.asked {
        Asked::Pair => "Are these the same event?".into(),
        Asked::Toll => {
            let of = of.map(|id| format!(" of {}", plain(&names.actor(id)))).unwrap_or_default();
            format!("How many {}{of}?", card.field)
        }
        Asked::Claim => format!("The accounts exclude one another on {}: which is it?", card.field),
        Asked::Actor => format!("Who is “{words}”: somebody new, or one of these?"),
        Asked::Place => format!("Where is “{words}”: one of these, or on no map we have?"),
        Asked::Date => format!("When was the page “{}” published?", shortened(&words, 60)),
    }
}

fn pair(text: &mut String, names: &Names<'_>, card: &Card) {
    for (mark, id) in ["A", "B"].iter().zip(&card.events) {
        let Some(event) = names.case.events.iter().find(|event| event.id == *id) else { continue };
        let _ = writeln!(text, "  {mark}  {}  {}", event.id, plain(&event.summary));
        let place = event.place.as_deref().map(|id| names.place(id)).unwrap_or_else(|| "place not known".into());
        let _ = writeln!(text, "     {} · {} · {}", days(event.when), plain(&place), plain(&tolls(event)));
    }
}

fn tolls(event: &Event) -> String {
    let numbers = event.claims.iter().filter(|claim| claim.values.iter().any(|version| version.bounds.is_some()));
    let text = |bounds: Bounds| review::bounds_text(bounds);
    let claims: Vec<String> = numbers
        .map(|claim| {
            let versions: Vec<String> = claim.values.iter().filter_map(|version| version.bounds.map(text)).collect();
            format!("{} {}", claim.attribute, versions.join(" / "))
        })
        .collect();
    if claims.is_empty() { "no numbers".into() } else { claims.join(", ") }
}

fn telling(text: &mut String, names: &Names<'_>, id: &str) {
    let Some((mention, document)) = names.mention(id) else { return };
    let words = shortened(&plain(mention.clause.of(&document.text)), 150);
    let by: Vec<String> = mention.attribution.iter().map(|speech| plain(&speech.speaker)).collect();
    let said = if by.is_empty() { String::new() } else { format!(" [{}]", by.join(" ← ")) };
    let _ = writeln!(text, "    {}{said}: “{words}”", plain(&names.source(&document.id)));
}
