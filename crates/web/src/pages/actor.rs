//! What does the case hold on one actor, and who says so?

use super::Shown;
use crate::{
    book::Book,
    explore::filter::Filter,
    layout::{self, Tab},
    parts::{
        bars::{self, Bar},
        claims, days, link, state, words,
    },
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, State};
use maud::{Markup, html};
use schema::{Actor, Document, Event, Interval, Span};
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

/// Lists the actors, those of most events first.
pub(crate) async fn list(State(site): State<Arc<Site>>) -> Shown {
    let book = site.book()?;
    let counts = bars::counted(book.case.events.iter().flat_map(|event| event.agents.iter().chain(&event.targets)));
    let mut actors: Vec<(&Actor, usize)> =
        book.case.actors.iter().map(|actor| (actor, counts.get(&actor.id).copied().unwrap_or(0))).collect();
    actors.sort_by_key(|(actor, events)| (Reverse(*events), actor.name.as_str()));
    let body = html! {
        div.sheet {
            h1 { "Actors" }
            p.lead { (words::counted(actors.len(), "name")) " of groups, states, bodies and people in these pages." }
            table.list {
                thead { tr { th scope="col" { "Name" } th scope="col" { "Kind" } th scope="col" { "Also" } th.number scope="col" { "Events" } } }
                tbody {
                    @for (actor, events) in actors {
                        tr {
                            td { (link::actor(&book, &actor.id)) }
                            td { (actor.kind.replace('_', " ")) }
                            td.aside { @for (n, alias) in actor.aliases.iter().filter(|alias| **alias != actor.name).take(4).enumerate() { @if n > 0 { ", " } (words::name(alias)) } }
                            td.number { a href=(Filter::default().with("actor", &actor.id).address()) { (words::number(events)) } }
                        }
                    }
                }
            }
            (crate::review::forms::of_actor(None))
        }
    };
    Ok(layout::page(&book, Tab::Actors, "Actors", body))
}

/// Shows one actor: names through time, roles, others and places, events.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Shown {
    let book = site.book()?;
    let actor = book.actor(&id).ok_or_else(|| Refusal::Missing("actor", id.clone()))?;
    let takes_part = |event: &&Event| event.agents.contains(&id) || event.targets.contains(&id);
    let events: Vec<&Event> = book.case.events.iter().filter(takes_part).collect();
    let body = html! {
        article.sheet {
            header.sheet-head {
                p.crumbs { a href="/actors" { "Actors" } " / " code.id { (words::foreign(&actor.id)) } }
                h1 { (words::name(&actor.name)) }
                p.facts { (actor.kind.replace('_', " ")) @if let Some(country) = &actor.country { " · " (country) } " · " a href=(Filter::default().with("actor", &id).address()) { (words::counted(events.len(), "event")) } }
            }
            div.columns {
                div { (roles(&book, actor)) (names(&book, actor)) (relations(&book, actor)) (crate::review::forms::of_actor(Some(&id))) (recent(&events)) }
                section.rail aria-label="With whom and where" { (company(&book, actor, &events)) }
            }
        }
    };
    Ok(layout::page(&book, Tab::Actors, &actor.name, body))
}

/// Counts in what role accounts name the actor: by claims, which may contradict one another.
fn roles(book: &Book, actor: &Actor) -> Markup {
    let named = |attribute: &str| {
        let claims =
            book.case.events.iter().flat_map(|event| &event.claims).filter(move |claim| claim.attribute == attribute);
        claims
            .filter(|claim| claim.values.iter().any(|value| value.value.as_deref() == Some(actor.id.as_str())))
            .count()
    };
    let hurt = book
        .case
        .events
        .iter()
        .flat_map(|event| &event.claims)
        .filter(|claim| claim.of.as_deref() == Some(actor.id.as_str()))
        .count();
    let speeches = || book.case.findings.iter().flat_map(|findings| &findings.attributions);
    let quoted = speeches().filter(|said| said.speech.actor.as_deref() == Some(actor.id.as_str())).count();
    let denied = book.case.findings.iter().flat_map(|findings| &findings.events);
    let denied = denied
        .filter(|mention| {
            mention.realis == schema::Realis::Denied
                && mention.attribution.iter().any(|said| said.actor.as_deref() == Some(actor.id.as_str()))
        })
        .count();
    html! {
        section {
            h2 { "In these roles" }
            table.list {
                tbody {
                    tr { th scope="row" { "named as the one who acted" } td.number { (words::counted(named("agent"), "event")) } }
                    tr { th scope="row" { "named as the one acted upon" } td.number { (words::counted(named("target"), "event")) } }
                    tr { th scope="row" { "losses or harm counted on it" } td.number { (words::counted(hurt, "claim")) } }
                    tr { th scope="row" { "quoted" } td.number { (words::counted(quoted, "time")) } }
                    tr { th scope="row" { "denies" } td.number { (words::counted(denied, "telling")) } }
                }
            }
        }
    }
}

/// Lists the words by which accounts name the actor, with how often and since when.
fn names(book: &Book, actor: &Actor) -> Markup {
    let mut names: BTreeMap<&str, (usize, Option<Interval>)> = BTreeMap::new();
    for (document, findings) in book.case.documents.iter().zip(&book.case.findings) {
        for mention in findings.actor_mentions.iter().filter(|mention| mention.actor == actor.id) {
            let words = document.text.get(mention.span.start..mention.span.end).unwrap_or_default();
            let name = names.entry(words).or_default();
            name.0 += 1;
            name.1 = match (name.1, document.published.when) {
                (Some(one), Some(other)) => Some(one.min(other)),
                (one, other) => one.or(other),
            };
        }
    }
    let mut names: Vec<_> = names.into_iter().collect();
    names.sort_by_key(|(words, (times, _))| (Reverse(*times), *words));
    html! {
        section {
            h2 { "Names in these pages" }
            ul.names { @for (name, (times, since)) in names.iter().take(40) {
                li { (words::name(name)) " " span.aside { (times) "×" @if let Some(since) = since { ", since " (days::days(*since)) } } }
            } }
        }
    }
}

/// Kind, one and other of a relation, with the words that tell it.
type Relations<'book> = BTreeMap<(&'book str, &'book str, &'book str), Vec<(&'book Document, Span)>>;

/// Lists what accounts say of the actor and others: who backs, leads, splits from or fights whom, in their words.
fn relations(book: &Book, actor: &Actor) -> Markup {
    let mut told: Relations<'_> = BTreeMap::new();
    for (document, findings) in book.case.documents.iter().zip(&book.case.findings) {
        for relation in findings.relations.iter().filter(|told| told.one == actor.id || told.other == actor.id) {
            told.entry((&relation.kind, &relation.one, &relation.other)).or_default().push((document, relation.span));
        }
    }
    html! {
        @if !told.is_empty() {
            section {
                h2 { "Said of it and others" }
                ul.relations {
                    @for ((kind, one, other), places) in &told {
                        li {
                            (link::actor(book, one)) " " (kind.replace('_', " ")) " " (link::actor(book, other)) " " span.aside { (places.len()) "×" }
                            @if let Some((document, span)) = places.first() {
                                p.aside { a href=(link::span(&document.id, *span)) { (words::quote(document, *span)) } " " (words::name(book.source_name(document))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn recent(events: &[&Event]) -> Markup {
    let mut events = events.to_vec();
    events.sort_by_key(|event| (event.when.is_none(), Reverse(event.when.map(|when| when.from)), event.id.clone()));
    html! {
        section {
            h2 { "Events" }
            (short_list(&events))
        }
    }
}

/// Lists some events in one line each.
pub(crate) fn short_list(events: &[&Event]) -> Markup {
    html! {
        table.list {
            tbody { @for event in events.iter().take(30) { tr { td.day { (days::when(event.when)) } td { (link::event(event)) } td { (state::of_event(event)) } } } }
        }
        @if events.len() > 30 { p.aside { (words::number(events.len() - 30)) " more" } }
    }
}

fn company(book: &Book, actor: &Actor, events: &[&Event]) -> Markup {
    let both = |value: &str, key: &str| Filter::default().with("actor", &actor.id).with(key, value).address();
    let others = bars::counted(
        events.iter().flat_map(|event| event.agents.iter().chain(&event.targets)).filter(|id| **id != actor.id),
    );
    let places = bars::counted(events.iter().filter_map(|event| event.place.as_ref()));
    let kinds = bars::counted(events.iter().map(|event| &event.kind));
    html! {
        section { h2 { "With" } (bars::bars(others.into_iter().map(|(id, count)| Bar { name: book.actor_name(id).to_owned(), address: format!("/a/{}", link::part(id)), count }).collect())) }
        section { h2 { "Where" } (bars::bars(places.into_iter().map(|(id, count)| Bar { name: book.place_name(id).to_owned(), address: both(id, "place"), count }).collect())) }
        section { h2 { "What" } (bars::bars(kinds.into_iter().map(|(kind, count)| Bar { name: claims::kind(kind), address: both(kind, "type"), count }).collect())) }
    }
}
