//! Which words of a document carry claims, and which claims?

use crate::{
    book::Book,
    parts::{claims, days, link, state, toll, words},
};
use maud::{Markup, html};
use schema::{Document, EventMention, Span};
use std::collections::BTreeSet;

/// The marked words of one document: its event mentions, numbered in text order, and the words that an address points at.
#[derive(Debug)]
pub(crate) struct Marks<'book> {
    pub document: &'book Document,
    mentions: &'book [EventMention],
    at: Option<Span>,
}

impl<'book> Marks<'book> {
    /// Gathers what is to be marked.
    pub fn of(book: &'book Book, document: &'book Document, at: Option<Span>) -> Self {
        let mentions = book.findings(&document.id).map(|findings| findings.events.as_slice()).unwrap_or_default();
        Self { document, mentions, at }
    }

    /// Gives the words of a section with every mark; built from offsets on the text and only then escaped.
    pub fn marked(&self, section: Span) -> Markup {
        let cuts: Vec<usize> = self.cuts(section).into_iter().collect();
        html! {
            @for ends in cuts.windows(2) {
                @if let [start, end] = *ends { (self.piece(Span::new(start, end))) }
            }
        }
    }

    fn cuts(&self, section: Span) -> BTreeSet<usize> {
        let spans = self.mentions.iter().flat_map(|mention| [mention.clause, mention.trigger]).chain(self.at);
        let inside =
            spans.flat_map(|span| [span.start, span.end]).filter(|cut| section.start < *cut && *cut < section.end);
        inside.chain([section.start, section.end]).collect()
    }

    fn piece(&self, piece: Span) -> Markup {
        let text = self.document.text.get(piece.start..piece.end).unwrap_or_default();
        let within: Vec<usize> = self.numbers(|mention| mention.clause.contains(piece));
        let begins: Vec<usize> = self.numbers(|mention| mention.trigger.start == piece.start);
        let evokes = self.mentions.iter().any(|mention| mention.trigger.contains(piece));
        let aimed = self.at.is_some_and(|at| at.contains(piece));
        let first = self.at.is_some_and(|at| at.start == piece.start);
        let class = match (evokes, within.is_empty()) {
            (true, _) => "trigger",
            (false, false) => "clause",
            (false, true) => "plain",
        };
        let keys = within.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        html! {
            @for n in begins { a.number id={ "m" (n) } href={ "#c" (n) } data-mention=(n) aria-label={ "claim " (n) } { (n) } }
            @if aimed { mark.at id=[first.then_some("at")] data-mentions=(keys) { (words::visible(text)) } }
            @else if class == "plain" { (words::visible(text)) }
            @else { span class=(class) data-mentions=(keys) { (words::visible(text)) } }
        }
    }

    fn numbers(&self, holds: impl Fn(&EventMention) -> bool) -> Vec<usize> {
        self.mentions.iter().enumerate().filter(|(_, mention)| holds(mention)).map(|(n, _)| n + 1).collect()
    }
}

/// Draws the rail: a card per mention, numbered as in the text.
pub(crate) fn rail(book: &Book, document: &Document, marks: &Marks<'_>) -> Markup {
    html! {
        section.rail aria-label="Claims in this text" {
            h2 { "Claims in this text " span.aside { (words::number(marks.mentions.len())) } }
            @if marks.mentions.is_empty() { p.unknown { "No event was found in this text." } }
            @else { p.aside.keys-only { kbd { "n" } " " kbd { "p" } " next and previous claim" } }
            ol.rail-claims {
                @for (n, mention) in marks.mentions.iter().enumerate() { (card(book, document, mention, n + 1)) }
            }
        }
    }
}

fn card(book: &Book, document: &Document, mention: &EventMention, n: usize) -> Markup {
    html! {
        li id={ "c" (n) } data-mention=(n) tabindex="-1" {
            a.number href={ "#m" (n) } aria-label={ "to the words of claim " (n) } { (n) }
            b { (claims::kind(&mention.kind)) } " "
            span.aside { (claims::realis(mention.realis)) }
            dl {
                @for speech in &mention.attribution { (row("according to", words::foreign(&speech.speaker))) }
                @for argument in &mention.arguments {
                    (row(&argument.role, html! {
                        (words::quote(document, argument.span))
                        @if let Some(actor) = argument.actor.as_deref() { " " (link::actor(book, actor)) }
                    }))
                }
                @for quantity in &mention.quantities {
                    (row(&quantity.attribute, html! { (toll::written(quantity.bounds)) " " (words::quote(document, quantity.span)) }))
                }
                @if let Some(place) = &mention.place { (row("where", html! { (link::place(book, &place.place)) " " (words::quote(document, place.span)) })) }
                @if let Some(time) = &mention.time {
                    (row("when", html! {
                        (days::when(time.value.days(document.written_at(mention.trigger.start))))
                        @if let Some(span) = time.span { " " (words::quote(document, span)) }
                    }))
                }
            }
            @match book.told_by(&mention.id) {
                Some(event) => p.to-event { "→ " (link::event(event)) " " (state::of_event(event)) },
                None => p.aside { "Stands in no event." },
            }
            p.rule { code { (mention.rule) } }
        }
    }
}

fn row(name: &str, value: Markup) -> Markup {
    html! { div { dt { (state::attribute(name)) } dd { (value) } } }
}
