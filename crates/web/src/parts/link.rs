//! Which address shows a thing?

use crate::{book::Book, parts::words};
use maud::{Markup, html};
use schema::{Document, Event, Span};
use std::fmt::Write;
use store::query::Named;

/// Gives an id or a value as a part of an address.
pub(crate) fn part(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

/// Links an event by what it is.
pub(crate) fn event(event: &Event) -> Markup {
    html! { a href={ "/e/" (part(&event.id)) } { (words::foreign(&event.summary)) } }
}

/// Links an actor by name; one that the case knows only by its id has no page.
pub(crate) fn actor(book: &Book, id: &str) -> Markup {
    html! {
        @match book.actor(id) {
            Some(actor) => a href={ "/a/" (part(id)) } { (words::name(&actor.name)) },
            None => (words::name(&id.replace('-', " "))),
        }
    }
}

/// Links an actor of a list.
pub(crate) fn named_actor(actor: &Named) -> Markup {
    html! { a href={ "/a/" (part(&actor.id)) } { (words::name(&actor.name)) } }
}

/// Links a place by name.
pub(crate) fn place(book: &Book, id: &str) -> Markup {
    html! { a href={ "/p/" (part(id)) } { (words::name(book.place_name(id))) } }
}

/// Links a source by name.
pub(crate) fn source(document: &Document) -> Markup {
    let name = store::query::source_name(document);
    html! { a href={ "/s/" (part(name)) } { (words::name(name)) } }
}

/// The address of words in the reader.
pub(crate) fn span(document: &str, span: Span) -> String {
    format!("/d/{}?at={}-{}#at", part(document), span.start, span.end)
}
