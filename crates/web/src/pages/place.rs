//! What does the case hold on one place: its names, others it might be, and what happened there?

use super::{Asked, Shown, facet, short_list};
use crate::{
    explore::address::Address,
    layout::{self, Page, Tab},
    parts::{bars::Bar, claims, inset, link, strip, words},
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use std::{cmp::Reverse, sync::Arc};
use store::query::{self, PlaceSheet};

/// Lists the places, those of most events first.
pub(crate) async fn list(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let file = site.file()?;
    let places = query::places(&file, &super::page_of(&asked)?)?;
    let body = html! {
        div.sheet {
            h1 { "Places" }
            p.lead { (words::counted(places.total, "place")) " of events in these pages." }
            table.list {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Known as" } th scope="col" { "Country" } th.number scope="col" { "Events" } } }
                tbody {
                    @for query::Counted { record: place, events } in &places.items {
                        tr {
                            td { a href={ "/p/" (link::part(&place.id)) } { (words::name(&place.name)) } }
                            td { @if place.lat.is_some() { (inset::precision_word(place.precision)) } @else { span.unknown { "on no map" } } }
                            td { (place.country.as_deref().unwrap_or("")) }
                            td.number { a href=(Address::default().with("place", &place.id).list()) { (words::number(*events)) } }
                        }
                    }
                }
            }
            (super::next("/places", &places))
            (crate::review::forms::of_place(None))
        }
    };
    layout::page(&file, &Page { tab: Tab::Places, title: "Places", twin: "/places.json" }, body)
}

/// Shows one place.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Shown {
    let file = site.file()?;
    let sheet = query::place(&file, &id)?.ok_or_else(|| Refusal::Missing("place", id.clone()))?;
    let (place, its) = (&sheet.place, Address::default().with("place", &id));
    let codebook = site.codebook()?;
    let [taking, leaving] = codebook.changes_of_hands();
    let here = query::Filter::parse([("place", id.as_str())]).unwrap_or_default();
    let mut statements = query::statements(&file, &here, &[taking, leaving.clone()].concat())?;
    statements.retain(|statement| statement.place.id == id);
    let events = query::counts(&file, &here)?.events;
    let body = html! {
        article.sheet {
            header.sheet-head {
                p.crumbs { a href="/places" { "Places" } " / " code.id { (words::foreign(&place.id)) } }
                h1 { (words::name(&place.name)) }
                p.facts {
                    @if let Some((lat, lon)) = place.lat.zip(place.lon) { (format!("{lat:.3}, {lon:.3}")) " · " (inset::precision_word(place.precision)) " · " }
                    @if let Some(country) = &place.country { (country) " · " }
                    a href=(its.list()) { (words::counted(events, "event")) }
                }
            }
            div.columns {
                div { (strip::strip(&statements, &leaving, &its.with("format", "control").below("/export"))) (spellings(&sheet)) (others(&sheet)) (crate::review::forms::of_place(Some(&id))) (short_list(&file, &its)?) }
                section.rail aria-label="Map and participants" { section { h2 { "Where" } (inset::inset(&file, place)) } (company(&sheet, &its)) }
            }
        }
    };
    let twin = format!("/p/{}.json", link::part(&id));
    layout::page(&file, &Page { tab: Tab::Places, title: &place.name, twin: &twin }, body)
}

/// Lists the spellings that accounts use by alphabet, then those that only the gazetteer knows.
fn spellings(sheet: &PlaceSheet) -> Markup {
    let is_used = |alias: &str| sheet.spellings.iter().any(|(words, _)| words == alias);
    let unused: Vec<&str> = sheet.place.aliases.iter().map(String::as_str).filter(|alias| !is_used(alias)).collect();
    let mut used: Vec<&(String, usize)> = sheet.spellings.iter().collect();
    used.sort_by_key(|(name, times)| (script(name), Reverse(*times)));
    html! {
        section {
            h2 { "Spellings in these pages" }
            @if used.is_empty() { p.unknown { "No page names it; an account’s place lies in it or follows from it." } }
            ul.names { @for (name, times) in used { li { (words::name(name)) " " span.aside { (words::number(*times)) "×, " (script(name)) } } } }
            @if !unused.is_empty() { details { summary { (words::counted(unused.len(), "other spelling")) " known" } p { @for (n, name) in unused.iter().enumerate() { @if n > 0 { " · " } (words::name(name)) } } } }
        }
    }
}

fn script(name: &str) -> &'static str {
    match name.chars().find(|letter| letter.is_alphabetic()) {
        Some('\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}') => "Arabic letters",
        Some('\u{400}'..='\u{52f}') => "Cyrillic letters",
        Some('\u{590}'..='\u{5ff}') => "Hebrew letters",
        _ => "Latin letters",
    }
}

/// Lists the places that the same words could have meant, and why this one was taken.
fn others(sheet: &PlaceSheet) -> Markup {
    html! {
        section {
            h2 { "Could also have been" }
            @if sheet.candidates.is_empty() { p.aside { "No other place that the gazetteer knows goes by these names." } }
            ul.names {
                @for other in &sheet.candidates {
                    li {
                        @if other.record.name == other.record.id { code { (words::foreign(&other.record.id)) } }
                        @else { a href={ "/p/" (link::part(&other.record.id)) } { (words::name(&other.record.name)) } }
                        " " span.aside { (words::number(other.events)) "×" }
                    }
                }
            }
            @if !sheet.rules.is_empty() { details { summary { "why this one" } ul { @for (rule, times) in &sheet.rules { li { (words::number(*times)) "× " code { (words::foreign(rule)) } } } } } }
        }
    }
}

fn company(sheet: &PlaceSheet, its: &Address) -> Markup {
    html! {
        (facet(&sheet.facets, "actor", "Who", |value| Bar { name: value.label.clone(), address: its.with("actor", &value.value).list(), count: value.events }))
        (facet(&sheet.facets, "type", "What", |value| Bar { name: claims::kind(&value.value), address: its.with("type", &value.value).list(), count: value.events }))
    }
}
