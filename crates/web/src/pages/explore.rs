//! What happened, where and when?

use super::{Asked, Shown, value};
use crate::{
    book::Book,
    explore::{
        chart,
        filter::{Filter, Selection},
        list::{self, Order},
        panel, places,
    },
    layout::{self, Tab},
    parts::{days, words},
    refusal::Refusal,
    site::Site,
};
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use maud::{Markup, html};
use schema::Interval;
use std::{collections::BTreeSet, sync::Arc};

/// Shows the events that an address asks for: filters, map, timeline and list.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let book = site.book()?;
    let filter = Filter::parse(&asked)?;
    let selection = Selection::of(&book, &book.index, &filter)?;
    let order = Order { sort: value(&asked, "sort").unwrap_or("newest"), after: value(&asked, "after") };
    if !["newest", "oldest", "told"].contains(&order.sort) {
        return Err(Refusal::Misasked(format!("sort={}: write newest, oldest or told", order.sort)));
    }
    let body = html! {
        div.explore {
            h1.visually-hidden { "Events" }
            (counts(&book, &selection, &filter))
            details.panel open { summary { "Filters" } (panel::panel(&book.index, &selection, &filter, order.sort)) }
            div.where {
                div.map-frame {
                    canvas #map tabindex="0" role="img" aria-label="Map of the events in the list; arrow keys move, plus and minus zoom, 0 shows all" {}
                    div.map-buttons { button type="button" data-zoom="1.6" aria-label="Nearer" { "+" } button type="button" data-zoom="0.625" aria-label="Farther" { "−" } button type="button" data-zoom="0" aria-label="Show all" { "⌂" } }
                    p.map-note { "Natural Earth, borders de facto, no endorsement · dashed: place known only roughly · red: share disputed" }
                }
                (chart::chart(&book, &book.index, &selection, &filter))
            }
            (list::list(&book, &book.index, &selection, &filter, &order))
        }
    };
    Ok(layout::page(&book, Tab::Explore, "Events", body))
}

/// Gives the places of the events that pass, for the map.
pub(crate) async fn map(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let book = site.book()?;
    let selection = Selection::of(&book, &book.index, &Filter::parse(&asked)?)?;
    let places = places::places(&book, &book.index, &selection).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json")], places).into_response())
}

/// Says how many events pass, how many of them no map and no timeline shows, and which filters are set.
fn counts(book: &Book, selection: &Selection, filter: &Filter) -> Markup {
    let events = || selection.passing().map(|n| &book.case.events[n]);
    let (all, undated) = (events().count(), events().filter(|event| event.when.is_none()).count());
    let on_map = |id: &str| book.place(id).is_some_and(|place| place.lat.is_some());
    let unplaced = events().filter(|event| !event.place.as_deref().is_some_and(on_map)).count();
    let nowhere = events().filter(|event| event.place.is_none()).count();
    html! {
        div #counts.counts {
            p {
                b { (words::counted(all, "event")) }
                " · " a href=(filter.with("lacks", "day").address()) { (words::number(undated)) " without a day" }
                " · " a href=(filter.with("lacks", "place").address()) { (words::number(nowhere)) " without a place" }
                @if unplaced > nowhere { " · " (words::number(unplaced - nowhere)) " at a place no map has" }
            }
            (as_known(book, filter))
            @if !filter.pairs.is_empty() {
                ul.chips aria-label="Filters that are set" {
                    @for (key, value) in &filter.pairs {
                        li { a href=(filter.without(|k, v| k == key && v == value).address()) title="Drop this filter" { (key) ": " (words::foreign(shown(book, key, value))) " ✕" } }
                    }
                    @if filter.pairs.len() > 1 { li { a href="/" { "drop all" } } }
                }
            }
        }
    }
}

/// Steps through the days of reporting: what was known before the next account came out?
fn as_known(book: &Book, filter: &Filter) -> Markup {
    let days: BTreeSet<Date> =
        book.case.documents.iter().filter_map(|document| document.published.when).map(|when| when.to).collect();
    let rest = filter.without(|key, _| key == "as_of");
    let at = |day: &Date| rest.with("as_of", &day.to_string()).address();
    let written = |day: &Date| days::days(Interval::day(*day));
    let shown = filter.day("as_of").ok().flatten();
    let (earlier, later) = match shown {
        Some(shown) => (days.range(..shown).next_back(), days.iter().find(|day| **day > shown)),
        None => (days.iter().rev().nth(1), None),
    };
    html! {
        nav.known aria-label="As known on" {
            @match shown {
                None => span.aside { "As known: latest" },
                Some(shown) => span.notice { "As known on " (written(&shown)) ": what was published later is hidden" },
            }
            @if let Some(day) = earlier { " " a href=(at(day)) { "‹ " (written(day)) } }
            @if let Some(day) = later { " " a href=(at(day)) { (written(day)) " ›" } }
            @if shown.is_some() { " " a href=(rest.address()) { "latest" } }
        }
    }
}

/// Gives the name for which an id of the address stands.
fn shown<'a>(book: &'a Book, key: &str, value: &'a str) -> &'a str {
    match key.strip_prefix("not.").unwrap_or(key) {
        "actor" => book.actor_name(value),
        "place" => book.place_name(value),
        _ => value,
    }
}
