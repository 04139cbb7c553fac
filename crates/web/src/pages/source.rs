//! What does one source publish, whom does it quote, and how do others stand to it? Counts, no score.

use super::{Asked, Shown, facet};
use crate::{
    explore::address::Address,
    layout::{self, Page, Tab},
    parts::{
        bars::{self, Bar},
        days, link,
        state::State as Agreement,
        words,
    },
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use store::query::{self, SourceSheet};

/// Lists the sources, those of most events first.
pub(crate) async fn list(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let file = site.file()?;
    let sources = query::sources(&file, &super::page_of(&asked)?)?;
    let body = html! {
        div.sheet {
            h1 { "Sources" }
            p.lead { (words::counted(sources.total, "source")) ". A page that names nobody stands under its own file name." }
            table.list {
                thead { tr { th scope="col" { "Source" } th scope="col" { "Speaks for" } th.number scope="col" { "Events" } th.number scope="col" { "Documents" } th.number scope="col" { "of them copies" } } }
                tbody {
                    @for query::Counted { record: source, events } in &sources.items {
                        tr {
                            td { a href={ "/s/" (link::part(&source.name)) } { (words::name(&source.name)) } }
                            td { @if let Some(side) = &source.speaks_for { (link::named_actor(side)) } }
                            td.number { a href=(Address::default().with("source", &source.name).list()) { (words::number(*events)) } }
                            td.number { (words::number(source.documents)) }
                            td.number { (words::number(source.copies)) }
                        }
                    }
                }
            }
            (super::next("/sources", &sources))
        }
    };
    layout::page(&file, &Page { tab: Tab::Sources, title: "Sources", twin: "/sources.json" }, body)
}

/// Shows one source.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(name): Path<String>, Query(asked): Query<Asked>) -> Shown {
    let file = site.file()?;
    let sheet = query::source(&file, &name)?.ok_or_else(|| Refusal::Missing("source", name.clone()))?;
    let documents = query::documents(&file, Some(&name), &super::page_of(&asked)?)?;
    let its = Address::default().with("source", &name);
    let events = query::counts(&file, &query::Filter::parse([("source", name.as_str())]).unwrap_or_default())?.events;
    let here = format!("/s/{}", link::part(&name));
    let body = html! {
        article.sheet {
            header.sheet-head {
                p.crumbs { a href="/sources" { "Sources" } }
                h1 { (words::name(&name)) }
                p.facts {
                    @if let Some(domain) = &sheet.domain { (words::name(domain)) " · " }
                    @if let Some(side) = &sheet.speaks_for { "speaks for " (link::named_actor(side)) " · " }
                    a href=(its.list()) { (words::counted(events, "event")) }
                    @if let Some(days) = days::between(sheet.first_published.as_deref(), sheet.last_published.as_deref()) { " · published " (days::when(Some(days))) }
                }
            }
            div.columns {
                div { (record(&sheet, &its)) section { h2 { "Documents" } (super::document::table(&documents.items)) (super::next(&here, &documents)) } }
                section.rail aria-label="Whom it quotes and where it looks" { (company(&sheet, &its)) }
            }
        }
    };
    let twin = format!("{here}.json");
    layout::page(&file, &Page { tab: Tab::Sources, title: &name, twin: &twin }, body)
}

/// Counts how often it was first, copied, confirmed and contradicted; a number is a link to what it counts, where a list shows it.
fn record(sheet: &SourceSheet, its: &Address) -> Markup {
    let statuses = sheet.facets.iter().find(|facet| facet.key == "status").map(|facet| facet.values.as_slice());
    let events = |state: Agreement| {
        statuses.unwrap_or_default().iter().find(|value| value.value == state.key()).map_or(0, |value| value.events)
    };
    let states = [
        (Agreement::Agreed, "events on which two or more speakers agree"),
        (Agreement::Range, "events with versions that can all be true"),
        (Agreement::Disputed, "events with versions that exclude one another"),
        (Agreement::Single, "events with one speaker only"),
    ];
    html! {
        section {
            h2 { "Its record in this case" }
            table.list {
                tbody {
                    tr { th scope="row" { "events that others tell too" } td.number { a href=(its.with("min_sources", "2").list()) { (words::number(sheet.shared)) } } }
                    tr { th scope="row" { "of these, told on the earliest day" } td.number { (words::number(sheet.first_to_tell)) } }
                    tr { th scope="row" { "its documents that copy another" } td.number { (words::number(sheet.copies)) } }
                    tr { th scope="row" { "documents of others that copy it" } td.number { (words::number(sheet.copied)) } }
                    @for (state, what) in states {
                        tr { th scope="row" { (what) } td.number { a href=(its.with("status", state.key()).list()) { (words::number(events(state))) } } }
                    }
                }
            }
            p.aside { "Counts say nothing about who is right: a source that stands alone may be the only one that was there." }
        }
    }
}

fn company(sheet: &SourceSheet, its: &Address) -> Markup {
    let quoted = |speaker: &query::Counted<query::Named>| {
        let (name, count) = (speaker.record.name.clone(), speaker.events);
        Bar { address: its.with("speaker", &name).list(), name, count }
    };
    html! {
        section { h2 { "Whom it quotes" } (bars::bars(sheet.speakers.iter().map(quoted).collect())) }
        (facet(&sheet.facets, "place", "Where it looks", |value| Bar { name: value.label.clone(), address: its.with("place", &value.value).list(), count: value.events }))
    }
}
