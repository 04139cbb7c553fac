//! How does a question look, with all that helps to answer it?

use crate::{
    book::Book,
    parts::{claims, days, link, state, words},
};
use maud::{Markup, html};
use review::{Asked, Card};
use schema::{Anchor, Event};

/// Draws the question, the machine's view, the events and the words.
pub(super) fn card(book: &Book, card: &Card) -> Markup {
    let events: Vec<&Event> = card.events.iter().filter_map(|id| book.event(id)).collect();
    html! {
        article.card data-asked=(card.asked.key()) {
            h1 #question tabindex="-1" { (question(book, card)) }
            (machine(book, card))
            @match (card.asked, events.as_slice()) {
                (Asked::Pair, [one, other]) => (beside(book, one, other)),
                _ => {
                    ul.related { @for event in events.iter().take(5) { li { (link::event(event)) " " span.aside { (days::when(event.when)) } " " (state::of_event(event)) } } }
                    @if events.len() > 5 { p.aside { "and " (words::counted(events.len() - 5, "other event")) } }
                }
            }
            (evidence(book, card))
        }
    }
}

fn question(book: &Book, card: &Card) -> Markup {
    let named = card.on.first().map(|anchor| anchor.words.as_str()).unwrap_or_default();
    let of = card.of.as_deref().map(|id| book.actor_name(id));
    match card.asked {
        Asked::Pair => html! { "Are these the same event?" },
        Asked::Toll => html! { "How many " (card.field) @if let Some(of) = of { " of " (words::foreign(of)) } "?" },
        Asked::Claim => html! { "The accounts exclude one another: " (state::attribute(&card.field)) "?" },
        Asked::Actor => html! { "Who is “" (words::foreign(named)) "”?" },
        Asked::Place => html! { "Where is “" (words::foreign(named)) "”?" },
        Asked::Date => html! { "When was “" (words::foreign(named)) "” published?" },
    }
}

fn machine(book: &Book, card: &Card) -> Markup {
    let shown = match card.asked {
        Asked::Actor => html! { "somebody of this name, whom no list knows" },
        Asked::Place => html! { "a place of this name, on no map we have" },
        _ => {
            html! { @match card.machine.as_deref() { Some(text) => (value(book, &card.field, text)), None => "nothing" } }
        }
    };
    html! {
        p.machine {
            span.label { "The machine: " } (shown)
            @if let Some(score) = card.score { ", weighed " (format!("{score:.2}")) }
            @if !card.reasons.is_empty() { ": " span.aside { (words::foreign(&card.reasons.join("; "))) } }
        }
    }
}

/// Writes a value of the log in the words of the pages.
pub(super) fn value(book: &Book, field: &str, text: &str) -> Markup {
    let each = |name: &dyn Fn(&str) -> String| text.split("; ").map(name).collect::<Vec<_>>().join(", ");
    match field {
        "agent" | "target" => words::foreign(&each(&|id| book.actor_name(id).to_owned())),
        "place" => words::foreign(book.place_name(text)),
        "kind" => words::foreign(&claims::kind(text)),
        _ => words::foreign(text),
    }
}

/// Sets two events side by side.
fn beside(book: &Book, one: &Event, other: &Event) -> Markup {
    let place = |event: &Event| event.place.as_deref().map(|id| book.place_name(id).to_owned()).unwrap_or_default();
    let actors = |ids: &[String]| ids.iter().map(|id| book.actor_name(id).to_owned()).collect::<Vec<_>>().join(", ");
    let rows = [
        ("what", claims::kind(&one.kind), claims::kind(&other.kind)),
        ("when", day(one), day(other)),
        ("where", place(one), place(other)),
        ("who", actors(&one.agents), actors(&other.agents)),
        ("to whom", actors(&one.targets), actors(&other.targets)),
        ("how many", numbers(one), numbers(other)),
    ];
    html! {
        table.beside {
            thead { tr { td {} th scope="col" { "A " (link::event(one)) } th scope="col" { "B " (link::event(other)) } th scope="col" { "" span.visually-hidden { "compared" } } } }
            tbody {
                @for (name, a, b) in &rows {
                    tr { th scope="row" { (name) } td { (or_silent(a)) } td { (or_silent(b)) } td { (compared(a, b)) } }
                }
            }
        }
    }
}

fn day(event: &Event) -> String {
    event.when.map(days::days).unwrap_or_default()
}

fn numbers(event: &Event) -> String {
    let text = |claim: &schema::Claim| {
        let versions: Vec<String> =
            claim.values.iter().filter_map(|version| version.bounds.map(review::bounds_text)).collect();
        (!versions.is_empty()).then(|| format!("{} {}", claim.attribute, versions.join(" / ")))
    };
    event.claims.iter().filter_map(text).collect::<Vec<_>>().join(", ")
}

fn or_silent(text: &str) -> Markup {
    html! { @if text.is_empty() { span.unknown { "·" } } @else { (words::foreign(text)) } }
}

fn compared(one: &str, other: &str) -> &'static str {
    match (one.is_empty() || other.is_empty(), one == other) {
        (true, _) => "· silent",
        (false, true) => "= same",
        (false, false) => "≠ differs",
    }
}

fn evidence(book: &Book, card: &Card) -> Markup {
    html! {
        ol.tellings {
            @for id in card.tellings.iter().take(8) {
                @if let Some((mention, document)) = book.mention(id) {
                    li {
                        a href=(link::span(&document.id, mention.trigger)) { (words::quote(document, mention.clause)) }
                        p.aside {
                            (words::name(book.source_name(document))) " · " (days::when(document.published.when))
                            @for speech in &mention.attribution { " · according to " (words::foreign(&speech.speaker)) }
                        }
                    }
                }
            }
        }
        @if !card.on.is_empty() {
            details.evidence data-key="." {
                summary { kbd { "." } " the words" }
                @for anchor in &card.on { (around(anchor)) }
            }
        }
    }
}

fn around(anchor: &Anchor) -> Markup {
    html! {
        p.context dir="auto" { "…" (words::visible(&anchor.before)) mark { (words::visible(&anchor.words)) } (words::visible(&anchor.after)) "…" }
    }
}
