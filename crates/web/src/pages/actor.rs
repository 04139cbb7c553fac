//! What does the case hold on one actor, and who says so?

use super::{Asked, Shown, facet, short_list};
use crate::{
    explore::address::Address,
    layout::{self, Page, Tab},
    parts::{
        bars::{self, Bar},
        claims, link, words,
    },
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use std::sync::Arc;
use store::query::{self, ActorSheet};

/// Lists the actors, those of most events first.
pub(crate) async fn list(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let file = site.file()?;
    let actors = query::actors(&file, &super::page_of(&asked)?)?;
    let body = html! {
        div.sheet {
            h1 { "Actors" }
            p.lead { (words::counted(actors.total, "name")) " of groups, states, bodies and people who take part in events." }
            table.list {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Kind" } th scope="col" { "Also" } th.number scope="col" { "Events" } } }
                tbody {
                    @for query::Counted { record: actor, events } in &actors.items {
                        tr {
                            td { a href={ "/a/" (link::part(&actor.id)) } { (words::name(&actor.name)) } }
                            td { (actor.kind.replace('_', " ")) }
                            td.aside { @for (n, alias) in actor.aliases.iter().filter(|alias| **alias != actor.name).take(4).enumerate() { @if n > 0 { ", " } (words::name(alias)) } }
                            td.number { a href=(Address::default().with("actor", &actor.id).list()) { (words::number(*events)) } }
                        }
                    }
                }
            }
            (super::next("/actors", &actors))
            (crate::review::forms::of_actor(None))
        }
    };
    layout::page(&file, &Page { tab: Tab::Actors, title: "Actors", twin: "/actors.json" }, body)
}

/// Shows one actor: names through time, roles, others and places, events.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Shown {
    let file = site.file()?;
    let sheet = query::actor(&file, &id)?.ok_or_else(|| Refusal::Missing("actor", id.clone()))?;
    let (actor, its) = (&sheet.actor, Address::default().with("actor", &id));
    let events = query::counts(&file, &filter(&id))?.events;
    let body = html! {
        article.sheet {
            header.sheet-head {
                p.crumbs { a href="/actors" { "Actors" } " / " code.id { (words::foreign(&actor.id)) } }
                h1 { (words::name(&actor.name)) }
                p.facts { (actor.kind.replace('_', " ")) @if let Some(country) = &actor.country { " · " (country) } " · " a href=(its.list()) { (words::counted(events, "event")) } }
            }
            div.columns {
                div { (roles(&sheet)) (names(&sheet)) (relations(&sheet)) (crate::review::forms::of_actor(Some(&id))) (short_list(&file, &its)?) }
                section.rail aria-label="With whom and where" { (company(&sheet, &its)) }
            }
        }
    };
    let twin = format!("/a/{}.json", link::part(&id));
    layout::page(&file, &Page { tab: Tab::Actors, title: &actor.name, twin: &twin }, body)
}

fn filter(id: &str) -> query::Filter {
    query::Filter::parse([("actor", id)]).unwrap_or_default()
}

/// Counts in what role accounts name the actor: by claims, which may contradict one another.
fn roles(sheet: &ActorSheet) -> Markup {
    let list = |key: &str| Address::default().with(key, &sheet.actor.id).list();
    html! {
        section {
            h2 { "In these roles" }
            table.list {
                tbody {
                    tr { th scope="row" { "named as the one who acted" } td.number { a href=(list("agent")) { (words::counted(sheet.acts, "event")) } } }
                    tr { th scope="row" { "named as the one acted upon" } td.number { a href=(list("target")) { (words::counted(sheet.is_hit, "event")) } } }
                    tr { th scope="row" { "losses or harm counted on it" } td.number { (words::counted(sheet.harmed, "claim")) } }
                    tr { th scope="row" { "quoted" } td.number { a href=(Address::default().with("speaker", &sheet.actor.name).list()) { (words::counted(sheet.quoted, "time")) } } }
                    tr { th scope="row" { "denies" } td.number { (words::counted(sheet.denies, "telling")) } }
                }
            }
        }
    }
}

/// Lists the words by which accounts name the actor, with how often and since when.
fn names(sheet: &ActorSheet) -> Markup {
    html! {
        section {
            h2 { "Names in these pages" }
            ul.names {
                @for name in &sheet.names {
                    li { (words::name(&name.words)) " " span.aside { (words::number(name.times)) "×" @if let Some(since) = &name.since { ", since " (since) } } }
                }
            }
        }
    }
}

/// Lists what accounts say of the actor and others: who backs, leads, splits from or fights whom, in their words.
fn relations(sheet: &ActorSheet) -> Markup {
    html! {
        @if !sheet.relations.is_empty() {
            section {
                h2 { "Said of it and others" }
                ul.relations {
                    @for told in &sheet.relations {
                        li {
                            (link::named_actor(&told.one)) " " (told.kind.replace('_', " ")) " " (link::named_actor(&told.other)) " " span.aside { (words::number(told.times)) "×" }
                            @if let Some(quote) = &told.quote {
                                p.aside { a href=(link::span(&quote.document, quote.span)) { q dir="auto" { (words::visible(&quote.exact)) } } " " (words::name(&quote.source)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn company(sheet: &ActorSheet, its: &Address) -> Markup {
    let other = |value: &query::FacetValue| Bar {
        name: value.label.clone(),
        address: format!("/a/{}", link::part(&value.value)),
        count: value.events,
    };
    html! {
        section { h2 { "With" } (bars::bars(sheet.with.iter().map(other).collect())) }
        (facet(&sheet.facets, "place", "Where", |value| Bar { name: value.label.clone(), address: its.with("place", &value.value).list(), count: value.events }))
        (facet(&sheet.facets, "type", "What", |value| Bar { name: claims::kind(&value.value), address: its.with("type", &value.value).list(), count: value.events }))
    }
}
