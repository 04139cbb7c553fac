//! What does one source publish, whom does it quote, and how do others stand to it? Counts, no score.

use super::Shown;
use crate::{
    book::Book,
    explore::filter::Filter,
    layout::{self, Tab},
    parts::{
        bars::{self, Bar},
        days, link,
        state::State as Agreement,
        words,
    },
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, State};
use maud::{Markup, html};
use schema::{Document, Event};
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

/// Lists the sources, those of most documents first.
pub(crate) async fn list(State(site): State<Arc<Site>>) -> Shown {
    let book = site.book()?;
    let mut sources: BTreeMap<&str, Vec<&Document>> = BTreeMap::new();
    for document in &book.case.documents {
        sources.entry(book.source_name(document)).or_default().push(document);
    }
    let mut sources: Vec<_> = sources.into_iter().collect();
    sources.sort_by_key(|(name, documents)| (Reverse(documents.len()), *name));
    let body = html! {
        div.sheet {
            h1 { "Sources" }
            p.lead { (words::counted(sources.len(), "source")) ". A page that names nobody stands under its own file name." }
            table.list {
                thead { tr { th scope="col" { "Source" } th scope="col" { "Speaks for" } th.number scope="col" { "Documents" } th.number scope="col" { "of them copies" } } }
                tbody {
                    @for (name, documents) in &sources {
                        tr {
                            td { a href={ "/s/" (link::part(name)) } { (words::name(name)) } }
                            td { @if let Some(side) = speaks_for(documents) { (link::actor(&book, side)) } }
                            td.number { (documents.len()) }
                            td.number { (documents.iter().filter(|document| document.copy_of.is_some()).count()) }
                        }
                    }
                }
            }
        }
    };
    Ok(layout::page(&book, Tab::Sources, "Sources", body))
}

fn speaks_for<'a>(documents: &[&'a Document]) -> Option<&'a str> {
    documents.iter().find_map(|document| document.source.as_ref()?.speaks_for.as_deref())
}

/// Shows one source.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(name): Path<String>) -> Shown {
    let book = site.book()?;
    let mut documents: Vec<&Document> =
        book.case.documents.iter().filter(|document| book.source_name(document) == name).collect();
    documents
        .sort_by_key(|document| (document.published.when.is_none(), document.published.when, document.id.as_str()));
    if documents.is_empty() {
        return Err(Refusal::Missing("source", name));
    }
    let tells = |event: &&Event| book.reports(event).sources.contains(&name);
    let events: Vec<&Event> = book.case.events.iter().filter(tells).collect();
    let body = html! {
        article.sheet {
            header.sheet-head {
                p.crumbs { a href="/sources" { "Sources" } }
                h1 { (words::name(&name)) }
                p.facts {
                    @if let Some(domain) = documents.iter().find_map(|document| document.source.as_ref()?.domain.as_deref()) { (words::name(domain)) " · " }
                    @if let Some(side) = speaks_for(&documents) { "speaks for " (link::actor(&book, side)) " · " }
                    a href=(Filter::default().with("source", &name).address()) { (words::counted(events.len(), "event")) }
                }
            }
            div.columns {
                div { (record(&book, &name, &documents, &events)) (published(&book, &documents)) }
                section.rail aria-label="Whom it quotes and where it looks" { (company(&book, &name, &documents, &events)) }
            }
        }
    };
    Ok(layout::page(&book, Tab::Sources, &name, body))
}

/// Counts how often it was first, copied, confirmed and contradicted; every number is a link to what it counts.
fn record(book: &Book, name: &str, documents: &[&Document], events: &[&Event]) -> Markup {
    let own = |id: &str| documents.iter().any(|document| document.id == id);
    let copies = documents.iter().filter(|document| document.copy_of.is_some()).count();
    let copied =
        book.case.documents.iter().filter(|other| !own(&other.id) && other.copy_of.as_deref().is_some_and(own)).count();
    let shared: Vec<&&Event> = events.iter().filter(|event| book.reports(event).sources.len() > 1).collect();
    let first = shared.iter().filter(|event| is_first(book, name, event)).count();
    let state = |state: Agreement| events.iter().filter(|event| Agreement::of_event(event) == state).count();
    let list = |state: Agreement| Filter::default().with("source", name).with("status", state.key()).address();
    html! {
        section {
            h2 { "Its record in this case" }
            table.list {
                tbody {
                    tr { th scope="row" { "events that others tell too" } td.number { (shared.len()) } }
                    tr { th scope="row" { "of these, told on the earliest day" } td.number { (first) } }
                    tr { th scope="row" { "its documents that copy another" } td.number { (copies) } }
                    tr { th scope="row" { "documents of others that copy it" } td.number { (copied) } }
                    @for (state_of, what) in [(Agreement::Agreed, "events on which two or more speakers agree"), (Agreement::Range, "events with versions that can all be true"), (Agreement::Disputed, "events with versions that exclude one another"), (Agreement::Single, "events with one speaker only")] {
                        tr { th scope="row" { (what) } td.number { a href=(list(state_of)) { (state(state_of)) } } }
                    }
                }
            }
            p.aside { "Counts say nothing about who is right: a source that stands alone may be the only one that was there." }
        }
    }
}

/// Tells whether no other source was published for certain before this one's first telling.
fn is_first(book: &Book, name: &str, event: &Event) -> bool {
    let days = |own: bool| {
        let documents = book.reports(event).documents;
        let days = documents
            .iter()
            .filter_map(|id| book.document(id))
            .filter(move |document| (book.source_name(document) == name) == own);
        days.filter_map(|document| document.published.when).map(|when| when.to).min()
    };
    days(true).is_some_and(|own| days(false).is_none_or(|other| own <= other))
}

fn published(book: &Book, documents: &[&Document]) -> Markup {
    html! {
        section {
            h2 { "Documents" }
            table.list {
                tbody {
                    @for document in documents.iter().take(200) {
                        tr {
                            td.day { (days::when(document.published.when)) }
                            td { a href={ "/d/" (link::part(&document.id)) } { (words::foreign(super::document::title(document))) } @if document.copy_of.is_some() { " " span.aside { "a copy" } } }
                            td.number { (book.findings(&document.id).map_or(0, |findings| findings.events.len())) " claims" }
                        }
                    }
                }
            }
            @if documents.len() > 200 { p.aside { (words::number(documents.len() - 200)) " more" } }
        }
    }
}

fn company(book: &Book, name: &str, documents: &[&Document], events: &[&Event]) -> Markup {
    let its = |key: &str, value: &str| Filter::default().with("source", name).with(key, value).address();
    let speeches =
        documents.iter().filter_map(|document| book.findings(&document.id)).flat_map(|findings| &findings.attributions);
    let speakers = bars::counted(
        speeches
            .map(|said| said.speech.actor.as_deref().map_or(said.speech.speaker.as_str(), |id| book.actor_name(id))),
    );
    let places = bars::counted(events.iter().filter_map(|event| event.place.as_ref()));
    html! {
        section { h2 { "Whom it quotes" } (bars::bars(speakers.into_iter().map(|(speaker, count)| Bar { name: speaker.to_owned(), address: its("speaker", speaker), count }).collect())) }
        section { h2 { "Where it looks" } (bars::bars(places.into_iter().map(|(id, count)| Bar { name: book.place_name(id).to_owned(), address: its("place", id), count }).collect())) }
    }
}
