//! What does the case hold on one place: its names, others it might be, and what happened there?

use super::{Shown, actor::short_list};
use crate::{
    book::Book,
    explore::filter::Filter,
    layout::{self, Tab},
    parts::{
        bars::{self, Bar},
        claims, inset, link, words,
    },
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, State};
use maud::{Markup, html};
use schema::{Event, Place};
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

/// Lists the places, those of most events first.
pub(crate) async fn list(State(site): State<Arc<Site>>) -> Shown {
    let book = site.book()?;
    let counts = bars::counted(book.case.events.iter().filter_map(|event| event.place.as_ref()));
    let mut places: Vec<(&Place, usize)> =
        book.case.places.iter().map(|place| (place, counts.get(&place.id).copied().unwrap_or(0))).collect();
    places.sort_by_key(|(place, events)| (Reverse(*events), place.name.as_str()));
    let unknown = places.iter().filter(|(place, _)| place.lat.is_none()).count();
    let body = html! {
        div.sheet {
            h1 { "Places" }
            p.lead { (words::counted(places.len(), "place")) " named in these pages, " (words::number(unknown)) " of them on no map we have." }
            table.list {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Known as" } th scope="col" { "Country" } th.number scope="col" { "Events" } } }
                tbody {
                    @for (place, events) in places {
                        tr {
                            td { (link::place(&book, &place.id)) }
                            td { @if place.lat.is_some() { (inset::precision_word(place.precision)) } @else { span.unknown { "on no map" } } }
                            td { (place.country.as_deref().unwrap_or("")) }
                            td.number { a href=(Filter::default().with("place", &place.id).address()) { (words::number(events)) } }
                        }
                    }
                }
            }
            (crate::review::forms::of_place(None))
        }
    };
    Ok(layout::page(&book, Tab::Places, "Places", body))
}

/// Shows one place.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Shown {
    let book = site.book()?;
    let place = book.place(&id).ok_or_else(|| Refusal::Missing("place", id.clone()))?;
    let mut events: Vec<&Event> =
        book.case.events.iter().filter(|event| event.place.as_deref() == Some(id.as_str())).collect();
    events.sort_by_key(|event| (event.when.is_none(), Reverse(event.when.map(|when| when.from)), event.id.clone()));
    let body = html! {
        article.sheet {
            header.sheet-head {
                p.crumbs { a href="/places" { "Places" } " / " code.id { (words::foreign(&place.id)) } }
                h1 { (words::name(&place.name)) }
                p.facts {
                    @if let Some((lat, lon)) = place.lat.zip(place.lon) { (format!("{lat:.3}, {lon:.3}")) " · " (inset::precision_word(place.precision)) " · " }
                    @if let Some(country) = &place.country { (country) " · " }
                    a href=(Filter::default().with("place", &id).address()) { (words::counted(events.len(), "event")) }
                }
            }
            div.columns {
                div { (spellings(&book, place)) (others(&book, place)) (crate::review::forms::of_place(Some(&id))) section { h2 { "Events" } (short_list(&events)) } }
                section.rail aria-label="Map and participants" { section { h2 { "Where" } (inset::inset(&book, place)) } (company(&book, place, &events)) }
            }
        }
    };
    Ok(layout::page(&book, Tab::Places, &place.name, body))
}

/// Lists the spellings that accounts use by alphabet, then those that only the gazetteer knows.
fn spellings(book: &Book, place: &Place) -> Markup {
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for (document, findings) in book.case.documents.iter().zip(&book.case.findings) {
        for mention in findings.place_mentions.iter().filter(|mention| mention.place == place.id) {
            *used.entry(document.text.get(mention.span.start..mention.span.end).unwrap_or_default()).or_default() += 1;
        }
    }
    let unused: Vec<&str> =
        place.aliases.iter().map(String::as_str).filter(|alias| !used.contains_key(alias)).collect();
    let mut used: Vec<_> = used.into_iter().collect();
    used.sort_by_key(|(name, times)| (script(name), Reverse(*times), *name));
    html! {
        section {
            h2 { "Spellings in these pages" }
            @if used.is_empty() { p.unknown { "No page names it; an account’s place lies in it or follows from it." } }
            ul.names { @for (name, times) in &used { li { (words::name(name)) " " span.aside { (times) "×, " (script(name)) } } } }
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
fn others(book: &Book, place: &Place) -> Markup {
    let mentions = || {
        book.case
            .findings
            .iter()
            .flat_map(|findings| &findings.place_mentions)
            .filter(|mention| mention.place == place.id)
    };
    let candidates = bars::counted(mentions().flat_map(|mention| &mention.candidates).filter(|id| **id != place.id));
    let rules = bars::counted(mentions().map(|mention| mention.rule.as_str()));
    html! {
        section {
            h2 { "Could also have been" }
            @if candidates.is_empty() { p.aside { "No other place that the gazetteer knows goes by these names." } }
            ul.names { @for (id, times) in &candidates { li { @if book.place(id).is_some() { (link::place(book, id)) } @else { code { (words::foreign(id)) } } " " span.aside { (times) "×" } } } }
            @if !rules.is_empty() { details { summary { "why this one" } ul { @for (rule, times) in &rules { li { (times) "× " code { (words::foreign(rule)) } } } } } }
        }
    }
}

fn company(book: &Book, place: &Place, events: &[&Event]) -> Markup {
    let here = |key: &str, value: &str| Filter::default().with("place", &place.id).with(key, value).address();
    let actors = bars::counted(events.iter().flat_map(|event| event.agents.iter().chain(&event.targets)));
    let kinds = bars::counted(events.iter().map(|event| &event.kind));
    html! {
        section { h2 { "Who" } (bars::bars(actors.into_iter().map(|(id, count)| Bar { name: book.actor_name(id).to_owned(), address: here("actor", id), count }).collect())) }
        section { h2 { "What" } (bars::bars(kinds.into_iter().map(|(kind, count)| Bar { name: claims::kind(kind), address: here("type", kind), count }).collect())) }
    }
}
