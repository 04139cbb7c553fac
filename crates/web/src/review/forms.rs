//! What can be decided on the page of an event, in the reader, and on the page of a place or an actor?
//!
//! Every form is folded away until somebody wants it, and works without a script; the reader's fills itself from a selection.

use super::given::event_page;
use crate::{
    book::Book,
    parts::{claims, link, state, words},
};
use maud::{Markup, html};
use schema::{Act, Document, Event, Ruling};

/// Shows what people decided about an event, beside what the machine says, and what can be decided.
pub(crate) fn of_event(book: &Book, event: &Event) -> Markup {
    html! {
        section #decided {
            @if !event.decided.is_empty() {
                h2 { "Decided by people" }
                ul.related { @for ruling in &event.decided { li { (ruled(book, ruling)) } } }
            }
            details.decide {
                summary { "Decide" }
                (settle(event))
                (acted(event, "not_an_event", html! { button type="submit" { "This is no event" } }))
                (acted(event, "same_event", html! {
                    label { "the same as " input type="text" name="other" required placeholder="E-7QK4-M2XD"; } " " button type="submit" { "Join" }
                }))
                @if event.mentions.len() > 1 {
                    (acted(event, "different_events", html! {
                        label { "another event is told by "
                            select name="mention" {
                                @for id in &event.mentions { @if let Some((mention, document)) = book.mention(id) {
                                    option value=(id) { (shortened(document.text.get(mention.clause.start..mention.clause.end).unwrap_or_default())) }
                                } }
                            }
                        }
                        " " button type="submit" { "Split off" }
                    }))
                }
            }
        }
    }
}

/// Tells one ruling, with the machine's value beside the person's.
fn ruled(book: &Book, ruling: &Ruling) -> Markup {
    let field = ruling.field.as_deref().unwrap_or_default();
    let shown = |text: &str| super::card::value(book, field, text);
    html! {
        @match (ruling.act, ruling.value.as_deref()) {
            (Act::SameEvent, _) => "joined",
            (Act::DifferentEvents, _) => "held apart from another",
            (Act::AddEvent, _) => "added by hand",
            (Act::Accept, _) => { (state::attribute(field)) ": accepted as it is" },
            (_, Some(value)) => { (state::attribute(field)) @if let Some(of) = &ruling.of { " of " (words::foreign(book.actor_name(of))) } ": " b { (shown(value)) } },
            (_, None) => { (state::attribute(field)) ": nothing is said" },
        }
        @if let Some(machine) = &ruling.machine { " " span.aside { "(the machine: " (shown(machine)) ")" } }
        p.aside {
            "by " (words::foreign(&ruling.by)) ", " (ruling.at.get(..10).unwrap_or(&ruling.at))
            @if let Some(why) = &ruling.why { ": " (words::foreign(why)) }
            " · " a href="/review/log" { code { (ruling.decision) } }
        }
    }
}

fn acted(event: &Event, act: &str, parts: Markup) -> Markup {
    html! {
        form.own method="post" action="/review/decide" {
            input type="hidden" name="act" value=(act);
            input type="hidden" name="event" value=(event.id);
            input type="hidden" name="back" value=(event_page(event));
            (parts)
        }
    }
}

fn settle(event: &Event) -> Markup {
    let own = ["kind", "agent", "target", "place", "time"];
    let numbers = event.claims.iter().filter(|claim| claim.values.iter().any(|version| version.bounds.is_some()));
    acted(
        event,
        "settle",
        html! {
            label { "settle "
                select name="field" {
                    @for field in own { option value=(field) { (state::attribute(field)) } }
                    @for claim in numbers {
                        option value={ (claim.attribute) "|" (claim.of.as_deref().unwrap_or("")) } { (claim.attribute) @if let Some(of) = &claim.of { " of " (of.replace('-', " ")) } }
                    }
                }
            }
            label { " as " input type="text" name="value" required placeholder="a name, a day, 16.."; }
            label { " because " input type="text" name="why"; }
            " " button type="submit" { "Settle" }
        },
    )
}

/// What can be added in the reader: an event in words of the text, or what a telling says.
pub(crate) fn of_document(book: &Book, document: &Document) -> Markup {
    let tellings = book.findings(&document.id).map(|found| found.events.as_slice()).unwrap_or_default();
    let places = book.findings(&document.id).map(|found| found.places.as_slice()).unwrap_or_default();
    let about = |act: &str, parts: Markup| {
        html! {
            form.own method="post" action="/review/decide" {
                input type="hidden" name="act" value=(act);
                input type="hidden" name="document" value=(document.id);
                input type="hidden" name="back" value={ "/d/" (link::part(&document.id)) };
                (parts)
            }
        }
    };
    let selected = html! {
        label { "words " input type="text" name="words" data-selection autocomplete="off"; }
        input type="hidden" name="before" data-before;
    };
    html! {
        details.decide #add {
            summary { "Add or correct" }
            p.aside { "Select words in the text, or write them as they stand there." }
            (about("add_event", html! {
                (selected)
                label { " tell of " input type="text" name="value" list="kinds" required placeholder="shelling"; }
                (kinds(book))
                " " button type="submit" { "Add event" }
            }))
            @if !tellings.is_empty() {
                (about("correct", html! {
                    label { "telling "
                        select name="mention" {
                            @for (mention, n) in tellings.iter().zip(1..) {
                                option value=(mention.id) { (n) " " (claims::kind(&mention.kind)) ": " (shortened(document.text.get(mention.clause.start..mention.clause.end).unwrap_or_default())) }
                            }
                        }
                    }
                    label { " says of "
                        select name="field" { @for field in ["killed", "wounded", "agent", "target", "place", "time", "kind", "realis", "speaker"] { option value=(field) { (state::attribute(field)) } } }
                    }
                    label { " this " input type="text" name="value" placeholder="nothing"; }
                    " " (selected)
                    " " button type="submit" { "Add claim" }
                }))
            }
            @if !places.is_empty() {
                (about("other_place", html! {
                    label { "here " select name="of" { @for place in places { option value=(place.id) { (place.name) } } } }
                    label { " means " input type="text" name="value" required placeholder="another place of this case"; }
                    " " button type="submit" { "Set the place" }
                }))
            }
            (about("document_date", html! { label { "published on " input type="date" name="value" required; } " " button type="submit" { "Set the day" } }))
            (about("document_source", html! { label { "published by " input type="text" name="value" required; } " " button type="submit" { "Set the source" } }))
        }
    }
}

/// Lists the kinds of event that the case knows, for a field to choose from.
pub(super) fn kinds(book: &Book) -> Markup {
    let known: std::collections::BTreeSet<&str> = book.case.events.iter().map(|event| event.kind.as_str()).collect();
    html! { datalist #kinds { @for kind in known { option value=(kind) {} } } }
}

/// What can be decided about a place, or a place that is added.
pub(crate) fn of_place(id: Option<&str>) -> Markup {
    let back = id.map_or_else(|| "/places".to_owned(), |id| format!("/p/{}", link::part(id)));
    let about = |act: &str, parts: Markup| {
        html! {
            form.own method="post" action="/review/decide" {
                input type="hidden" name="act" value=(act);
                input type="hidden" name="back" value=(back);
                @if let Some(id) = id { input type="hidden" name="of" value=(id); }
                (parts)
            }
        }
    };
    let degrees = html! { label { "degrees north, east " input type="text" name="value" required placeholder="34.45,40.92"; } " " };
    html! {
        details.decide {
            summary { @if id.is_some() { "Decide" } @else { "Add a place" } }
            @if id.is_some() {
                (about("put_on_map", html! { (degrees) button type="submit" { "Put on the map" } }))
                (about("same_place", html! { label { "the same as " input type="text" name="value" required; } " " button type="submit" { "Join" } }))
                (about("alias", html! { input type="hidden" name="field" value="place"; label { "also called " input type="text" name="value" required; } " " button type="submit" { "Add the name" } }))
            } @else {
                (about("put_on_map", html! { label { "name " input type="text" name="field" required; } " " (degrees) button type="submit" { "Add" } }))
            }
        }
    }
}

/// What can be decided about an actor, or an actor that is added.
pub(crate) fn of_actor(id: Option<&str>) -> Markup {
    let back = id.map_or_else(|| "/actors".to_owned(), |id| format!("/a/{}", link::part(id)));
    let about = |act: &str, parts: Markup| {
        html! {
            form.own method="post" action="/review/decide" {
                input type="hidden" name="act" value=(act);
                input type="hidden" name="back" value=(if act == "same_actor" { "/actors" } else { back.as_str() });
                @if let Some(id) = id { input type="hidden" name="of" value=(id); }
                (parts)
            }
        }
    };
    html! {
        details.decide {
            summary { @if id.is_some() { "Decide" } @else { "Add an actor" } }
            @if id.is_some() {
                (about("same_actor", html! { label { "the same as " input type="text" name="value" required; } " " button type="submit" { "Join" } }))
                (about("alias", html! { input type="hidden" name="field" value="actor"; label { "also called " input type="text" name="value" required; } " " button type="submit" { "Add the name" } }))
            } @else {
                (about("add_actor", html! {
                    label { "name " input type="text" name="value" required; }
                    label { " is " input type="text" name="field" value="armed_group" required; }
                    " " button type="submit" { "Add" }
                }))
            }
        }
    }
}

fn shortened(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 70 { line } else { line.chars().take(69).chain(['…']).collect() }
}
