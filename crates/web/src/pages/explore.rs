//! What happened, where and when?

use super::{Asked, Shown};
use crate::{
    explore::{address::View, chart, list, panel},
    layout::{self, Page, Tab},
    parts::{days, export, words},
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
use serde_json::json;
use std::sync::Arc;
use store::{CaseFile, query};

/// Shows the events that an address asks for: filters, map, timeline and list.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let (file, view) = (site.file()?, View::parse(&asked)?);
    let body = html! {
        div.explore {
            h1.visually-hidden { "Events" }
            (counts(&file, &view)?)
            details.panel open { summary { "Filters" } (panel::panel(&file, &view)?) }
            div.where {
                div.map-frame {
                    canvas #map tabindex="0" role="img" aria-label="Map of the events in the list; arrow keys move, plus and minus zoom, 0 shows all" {}
                    div.map-buttons { button type="button" data-zoom="1.6" aria-label="Nearer" { "+" } button type="button" data-zoom="0.625" aria-label="Farther" { "−" } button type="button" data-zoom="0" aria-label="Show all" { "⌂" } }
                    p.map-note { "Natural Earth, borders de facto, no endorsement · dashed: place known only roughly · red: share disputed" }
                }
                (chart::chart(&query::days(&file, &view.filter.without("from").without("to"))?, &view))
            }
            (list::list(&file, &view)?)
        }
    };
    let page = Page { tab: Tab::Explore, title: "Events", twin: &view.address.below("/events.json") };
    layout::page(&file, &page, body)
}

/// Gives the places of the events that pass, for the map.
pub(crate) async fn map(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let (file, view) = (site.file()?, View::parse(&asked)?);
    let places = json!({ "places": query::spots(&file, &view.filter)? }).to_string();
    Ok(([(header::CONTENT_TYPE, "application/json")], places).into_response())
}

/// Says how many events pass, how many of them no map and no timeline shows, and which filters are set.
fn counts(file: &CaseFile, view: &View) -> Result<Markup, Refusal> {
    let counts = query::counts(file, &view.filter)?;
    let lacking = |what: &str| view.address.with("lacks", what).list();
    let chips = view.address.pairs.iter().map(|pair| Ok((pair, shown(file, &pair.0, &pair.1)?)));
    let chips: Vec<(&(String, String), String)> = chips.collect::<Result<_, Refusal>>()?;
    Ok(html! {
        div #counts.counts {
            p {
                b { (words::counted(counts.events, "event")) }
                " · " a href=(lacking("day")) { (words::number(counts.without_day)) " without a day" }
                " · " a href=(lacking("place")) { (words::number(counts.without_place)) " without a place" }
                @if counts.off_the_map > 0 { " · " a href=(lacking("map")) { (words::number(counts.off_the_map)) " at a place no map has" } }
            }
            (as_known(file, view)?)
            (export::menu(&view.address))
            @if !chips.is_empty() {
                ul.chips aria-label="Filters that are set" {
                    @for ((key, value), label) in &chips {
                        li { a href=(view.address.without(|k, v| k == key && v == value).list()) title="Drop this filter" { (key.replace('_', " ")) ": " (words::foreign(label)) " ✕" } }
                    }
                    @if chips.len() > 1 { li { a href="/" { "drop all" } } }
                }
            }
        }
    })
}

/// Steps through the days of reporting: what was known before the next account came out?
fn as_known(file: &CaseFile, view: &View) -> Result<Markup, Refusal> {
    let shown = view.as_of();
    let (earlier, later) = query::days_of_reporting(file, shown)?;
    let rest = view.address.without(|key, _| key == "as_of");
    let at = |day: Date| rest.with("as_of", &day.to_string()).list();
    let written = |day: Date| days::days(Interval::day(day));
    Ok(html! {
        nav.known aria-label="As known on" {
            @match shown {
                None => span.aside { "As known: latest" },
                Some(shown) => span.notice { "As known on " (written(shown)) ": what was published later is hidden" },
            }
            @if let Some(day) = earlier { " " a href=(at(day)) { "‹ " (written(day)) } }
            @if let Some(day) = later { " " a href=(at(day)) { (written(day)) " ›" } }
            @if shown.is_some() { " " a href=(rest.list()) { "latest" } }
        }
    })
}

/// Gives the words for which a value of the address stands.
fn shown(file: &CaseFile, key: &str, value: &str) -> Result<String, Refusal> {
    Ok(query::label(file, key.strip_prefix("not.").unwrap_or(key), value)?)
}
