//! Which events pass, one by one?

use super::{
    facts::Index,
    filter::{Filter, Selection},
    search::{Sought, folded},
};
use crate::{
    book::Book,
    parts::{claims, days, known, link, state, words},
};
use jiff::civil::Date;
use maud::{Markup, html};
use schema::Event;
use std::cmp::Reverse;

/// Events on one page.
const LENGTH: usize = 50;
/// The orders and their names.
const SORTS: [(&str, &str); 3] = [("newest", "newest first"), ("oldest", "oldest first"), ("told", "most told first")];

/// How a list is cut and ordered.
#[derive(Debug)]
pub(crate) struct Order<'asked> {
    /// `newest`, `oldest` or `told`.
    pub sort: &'asked str,
    /// The last event of the page before.
    pub after: Option<&'asked str>,
}

/// Gives the events that pass, in order.
fn sorted<'book>(book: &'book Book, index: &Index, selection: &Selection, sort: &str) -> Vec<(&'book Event, usize)> {
    let mut events: Vec<(&Event, usize)> = selection.passing().map(|n| (&book.case.events[n], n)).collect();
    match sort {
        "oldest" => events.sort_by_key(|(event, _)| (event.when.is_none(), event.when, event.id.as_str())),
        "told" => events.sort_by_key(|(event, n)| (Reverse(index.facts[*n].counts[0]), event.id.as_str())),
        _ => events.sort_by_key(|(event, _)| {
            (event.when.is_none(), Reverse(event.when.map(|when| when.from)), event.id.as_str())
        }),
    }
    events
}

/// Draws the list, or what to drop where nothing passes.
pub(crate) fn list(book: &Book, index: &Index, selection: &Selection, filter: &Filter, order: &Order<'_>) -> Markup {
    let events = sorted(book, index, selection, order.sort);
    let start = order.after.and_then(|id| events.iter().position(|(event, _)| event.id == id)).map_or(0, |at| at + 1);
    let shown = &events[start..events.len().min(start + LENGTH)];
    let sought = filter.value("q").map(Sought::parse);
    let day = filter.day("as_of").ok().flatten();
    html! {
        section #list.events aria-label="Events" {
            @if events.is_empty() { (nothing(book, index, filter)) }
            @else {
                div.list-head {
                    span.aside { (words::number(start + 1)) "–" (words::number(start + shown.len())) " of " (words::number(events.len())) }
                    nav.sorts aria-label="Order" {
                        @for (sort, name) in SORTS {
                            a href=(with(filter, "sort", sort)) aria-current=[(sort == order.sort).then_some("true")] { (name) }
                        }
                    }
                }
                ol.rows { @for (event, n) in shown { (row(book, index, event, *n, sought.as_ref(), day)) } }
                @if let Some((last, _)) = shown.last().filter(|_| start + shown.len() < events.len()) {
                    p.next { a.button rel="next" href=(with(&sorted_by(filter, order.sort), "after", &last.id)) { "Next " (LENGTH) } }
                }
            }
        }
    }
}

fn sorted_by(filter: &Filter, sort: &str) -> Filter {
    if sort == "newest" { filter.clone() } else { filter.with("sort", sort) }
}

fn with(filter: &Filter, key: &str, value: &str) -> String {
    filter.with(key, value).address()
}

fn row(book: &Book, index: &Index, event: &Event, n: usize, sought: Option<&Sought>, day: Option<Date>) -> Markup {
    let then = day.and_then(|day| known::event_as_of(book, event, day));
    let event = then.as_ref().unwrap_or(event);
    let [articles, sources, origins] = index.facts[n].counts;
    let tolls = claims::tolls(book, event);
    html! {
        li.row data-row data-place=[event.place.as_deref()] data-from=[event.when.map(|when| when.from)] data-to=[event.when.map(|when| when.to)] {
            p.what {
                a href={ "/e/" (link::part(&event.id)) @if let Some(day) = day { "?as_of=" (day) } } { (claims::kind(&event.kind)) @if let Some(id) = event.place.as_deref() { ", " (words::foreign(book.place_name(id))) } }
                " " (state::of_event(event))
            }
            p.when { (days::when(event.when)) @for toll in tolls.iter().take(2) { " · " (toll) } }
            p.summary { (words::foreign(&event.summary)) }
            @if let Some(found) = sought.and_then(|sought| passage(book, event, sought)) { p.passage { (found) } }
            p.aside {
                (words::counted(articles, "article")) " · " (words::counted(sources, "source"))
                @if articles > 1 { " · " (words::counted(origins, "origin")) }
            }
        }
    }
}

/// Quotes the first telling that holds a word that was sought, the word marked.
fn passage(book: &Book, event: &Event, sought: &Sought) -> Option<Markup> {
    event.mentions.iter().filter_map(|id| book.mention(id)).find_map(|(mention, document)| {
        let clause = document.text.get(mention.clause.start..mention.clause.end)?;
        let at = marked(clause, sought)?;
        Some(html! {
            a href=(link::span(&document.id, mention.clause)) lang=[document.language.as_deref()] dir="auto" {
                (words::visible(&clause[..at.0])) mark { (words::visible(&clause[at.0..at.1])) } (words::visible(&clause[at.1..]))
            }
        })
    })
}

/// Gives where the first sought word stands: folding changes lengths, so words are compared one by one.
fn marked(clause: &str, sought: &Sought) -> Option<(usize, usize)> {
    let mut at = 0;
    for piece in clause.split_inclusive(char::is_whitespace) {
        let word = folded(piece.trim());
        let begins = |wanted: &str| {
            wanted
                .split(' ')
                .next()
                .is_some_and(|first| word.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(first))
        };
        if sought.words().any(begins) {
            return Some((at, at + piece.trim_end().len()));
        }
        at += piece.len();
    }
    None
}

/// Says which filter to drop, with how many events would come back.
fn nothing(book: &Book, index: &Index, filter: &Filter) -> Markup {
    let mut drops: Vec<(usize, &(String, String))> = filter
        .pairs
        .iter()
        .filter_map(|pair| {
            let rest = filter.without(|key, value| key == pair.0 && value == pair.1);
            let back = Selection::of(book, index, &rest).ok()?.passing().count();
            (back > 0).then_some((back, pair))
        })
        .collect();
    drops.sort_by_key(|(back, pair)| (Reverse(*back), (*pair).clone()));
    html! {
        div.empty {
            h2 { "No event passes." }
            @if filter.pairs.is_empty() { p { "In the pages of this case no event was found." } }
            @else if drops.is_empty() { p { "No single filter is to blame. " a href="/" { "Drop them all" } } }
            @else {
                p { "Drop one of these:" }
                ul {
                    @for (back, (key, value)) in &drops {
                        li { a href=(filter.without(|k, v| k == key && v == value).address()) { (key) " = " (words::foreign(value)) } " " span.aside { "brings back " (words::number(*back)) } }
                    }
                }
            }
        }
    }
}
