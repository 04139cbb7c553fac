//! What does somebody decide on a page of the case: on an event, in the reader, on a place?

use super::{append, filled, sent};
use crate::{book::Book, pages::Asked, parts::link, refusal::Refusal, site::Site};
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use review::{anchor, anchor_of, draft};
use schema::{Act, Anchor, Decision, Document, Event, Span};
use serde_json::json;
use std::sync::Arc;

/// Takes a decision that a form of a page describes, and goes back to that page.
pub(crate) async fn decide(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Refusal> {
    let (asked, _) = sent(&headers, &body)?;
    put(&site, &asked)?;
    // Only a path of ours: an address that names a host would lead away.
    let back = filled(&asked, "back").filter(|path| path.starts_with('/') && !path.starts_with("//"));
    Ok(Redirect::to(back.unwrap_or("/review/log")).into_response())
}

/// Takes a decision that a program describes as a form does, and gives it as it stands in the log.
pub(crate) fn given(site: &Site, headers: &HeaderMap, body: &str) -> Result<Vec<Decision>, Refusal> {
    put(site, &sent(headers, body)?.0)
}

fn put(site: &Site, asked: &Asked) -> Result<Vec<Decision>, Refusal> {
    let drafts = drafts(&*site.book()?, asked, &site.by).map_err(Refusal::Misasked)?;
    append(site, drafts)
}

/// Gives the decisions that a form describes, or what is missing.
fn drafts(book: &Book, asked: &Asked, by: &str) -> Result<Vec<Decision>, String> {
    let name = filled(asked, "act").ok_or("Say what is decided.")?;
    let act: Act = serde_json::from_value(json!(name)).map_err(|_| format!("There is no decision {name:?}."))?;
    let text = |name: &str| filled(asked, name).map(str::to_owned);
    let event = || text("event").and_then(|id| book.event(&id)).ok_or("Which event? It is not in this case now.");
    let mut one =
        Decision { field: text("field"), of: text("of"), value: text("value"), why: text("why"), ..draft(by, act) };
    match act {
        Act::NotAnEvent => {
            let event = event()?;
            let batch = Some(event.id.clone());
            let told = event.mentions.iter().filter_map(|id| mention_anchor(book, id));
            return Ok(told.map(|on| Decision { on: vec![on], batch: batch.clone(), ..one.clone() }).collect());
        }
        Act::SameEvent => {
            let other = text("other").and_then(|id| book.event(&id)).ok_or("Which other event? Write its id.")?;
            one.on = vec![first(book, event()?)?, first(book, other)?];
        }
        Act::DifferentEvents => {
            let event = event()?;
            let apart = text("mention").ok_or("Which telling stands apart?")?;
            let rest = event.mentions.iter().find(|id| **id != apart).ok_or("Only one telling is there.")?;
            let both = mention_anchor(book, &apart).zip(mention_anchor(book, rest));
            let (apart, rest) = both.ok_or("The telling is not in this case now.")?;
            one.on = vec![rest, apart];
        }
        Act::Settle | Act::Accept => {
            let event = event()?;
            one.on = vec![first(book, event)?];
            split_field(&mut one);
            let field = one.field.clone().ok_or("Which value?")?;
            one.machine = review::field_of_event(event, &field, one.of.as_deref());
            if act == Act::Settle {
                one.value = Some(read(book, &field, one.value.as_deref())?);
            }
        }
        Act::Correct => correct(book, asked, &mut one)?,
        Act::AddEvent => {
            one.on = vec![words(book, asked)?];
            one.value.as_ref().ok_or("What kind of event?")?;
        }
        Act::DocumentDate | Act::DocumentSource | Act::OtherPlace => {
            let document = document(book, asked)?;
            let page = document.sections.first().map_or(Span::new(0, 0), |section| section.span);
            one.on = vec![anchor(document, page)];
            match act {
                Act::DocumentDate => {
                    one.machine = document.published.when.map(review::days_text);
                    one.value = Some(read(book, "time", one.value.as_deref())?);
                }
                Act::OtherPlace => {
                    one.of.as_ref().ok_or("Which place of this page?")?;
                    one.value = Some(read(book, "place", one.value.as_deref())?);
                }
                _ => one.machine = document.source.as_ref().map(|source| source.name.clone()),
            }
        }
        Act::PutOnMap => {
            one.value.as_deref().and_then(review::coordinates).ok_or("Write degrees north and east: 34.45,40.92")?;
        }
        Act::SameActor => one.value = Some(read(book, "agent", one.value.as_deref())?),
        Act::SamePlace => one.value = Some(read(book, "place", one.value.as_deref())?),
        Act::Alias | Act::AddActor => drop(one.value.as_ref().ok_or("Write a name.")?),
        Act::Withdraw => drop(one.of.as_ref().ok_or("Which decision?")?),
        Act::Unsure | Act::Assign => return Err("That is decided in the queue.".into()),
    }
    Ok(vec![one])
}

/// A form names a number with whom it is counted on in one word: `killed|hill-front`.
fn split_field(one: &mut Decision) {
    if let Some((field, of)) = one.field.clone().as_deref().and_then(|field| field.split_once('|')) {
        one.field = Some(field.to_owned());
        one.of = Some(of.to_owned()).filter(|of| !of.is_empty());
    }
}

fn correct(book: &Book, asked: &Asked, one: &mut Decision) -> Result<(), String> {
    let id = filled(asked, "mention").ok_or("Which telling?")?;
    let (mention, document) = book.mention(id).ok_or("The telling is not in this case now.")?;
    let field = one.field.clone().ok_or("Which value?")?;
    one.machine = review::field_of_mention(mention, &field);
    one.on = vec![anchor_of(document, mention)];
    if filled(asked, "words").is_some() {
        one.on.push(words(book, asked)?);
    }
    match (field.as_str(), one.value.as_deref(), one.on.get(1)) {
        ("speaker", _, Some(spoken)) => one.value = Some(spoken.words.clone()),
        ("speaker", Some(_), None) => return Err("Select the speaker's words in the text.".into()),
        (_, Some(value), _) => one.value = Some(read(book, &field, Some(value))?),
        _ => {}
    }
    Ok(())
}

/// Reads a value as somebody types it.
fn read(book: &Book, field: &str, text: Option<&str>) -> Result<String, String> {
    let text = text.ok_or("Write a value.")?;
    let actor =
        |name: &str| review::actor_named(&book.case, name).ok_or_else(|| format!("This case has no actor {name:?}."));
    match field {
        "agent" | "target" => {
            let ids: Result<Vec<String>, String> = text.split(';').map(|name| actor(name.trim())).collect();
            Ok(ids?.join("; "))
        }
        "place" => review::place_named(&book.case, text).ok_or_else(|| format!("This case has no place {text:?}.")),
        "time" => {
            review::days(text).map(review::days_text).ok_or_else(|| format!("{text:?} is no day: write 2016-06-28."))
        }
        "kind" | "realis" | "happened" => Ok(text.to_lowercase().replace(' ', "_")),
        _ => schema::Bounds::parse(text)
            .map(review::bounds_text)
            .ok_or_else(|| format!("{text:?} is no number: write 16, 16.. or 3..5.")),
    }
}

fn mention_anchor(book: &Book, id: &str) -> Option<Anchor> {
    book.mention(id).map(|(mention, document)| anchor_of(document, mention))
}

fn first(book: &Book, event: &Event) -> Result<Anchor, String> {
    let anchored = event.mentions.first().and_then(|id| mention_anchor(book, id));
    anchored.ok_or_else(|| format!("{} has no telling now.", event.id))
}

fn document<'book>(book: &'book Book, asked: &Asked) -> Result<&'book Document, String> {
    filled(asked, "document").and_then(|id| book.document(id)).ok_or_else(|| "Which page?".into())
}

/// Finds words that were selected or typed: once in the page, or once after what stood before them.
fn words(book: &Book, asked: &Asked) -> Result<Anchor, String> {
    let document = document(book, asked)?;
    let words = filled(asked, "words").ok_or("Select or write the words.")?;
    let text = &document.text;
    // A browser shows line breaks and spaces of any number as one space.
    let found: Vec<Span> = spans(text, words);
    let before = crate::pages::value(asked, "before").unwrap_or_default();
    let follows = |span: &&Span| {
        let stood: String = text[..span.start].split_whitespace().collect::<Vec<_>>().join(" ");
        stood.ends_with(&before.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let span = match found.as_slice() {
        [] => return Err("These words do not stand in the text.".into()),
        [one] => *one,
        several => *several
            .iter()
            .find(follows)
            .filter(|_| !before.trim().is_empty())
            .ok_or("These words stand there more than once: take more of them.")?,
    };
    Ok(anchor(document, span))
}

/// Finds words in a text, however much white space is between them.
fn spans(text: &str, words: &str) -> Vec<Span> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let end = |start: usize| {
        rest.iter().try_fold(start + first.len(), |at, part| {
            let left = &text[at..];
            let gap = left.len() - left.trim_start().len();
            (gap > 0 && left[gap..].starts_with(part)).then(|| at + gap + part.len())
        })
    };
    text.match_indices(first).filter_map(|(start, _)| Some(Span::new(start, end(start)?))).collect()
}

/// Gives the address of an event's page, to come back to.
pub(super) fn event_page(event: &Event) -> String {
    format!("/e/{}", link::part(&event.id))
}

#[cfg(test)]
mod tests {
    use super::spans;
    use schema::Span;

    #[test]
    fn words_are_found_over_line_breaks() {
        let text = "They shelled\n  the port. They shelled it.";
        assert_eq!(spans(text, "shelled the port"), [Span::new(5, 23)]);
        assert_eq!(spans(text, "They shelled").len(), 2);
        assert!(spans(text, "fled").is_empty() && spans(text, " ").is_empty());
    }
}
