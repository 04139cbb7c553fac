//! What is known of one event, and who says so?

use super::{Asked, Shown};
use crate::{
    book::{Book, Reports},
    explore::address::Address,
    layout::{self, Page, Tab},
    parts::{claims, days, export, inset, known, link, state, toll, words},
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, Query, State};
use jiff::civil::Date;
use maud::{Markup, html};
use schema::{Document, Event, Link};
use std::{collections::BTreeMap, sync::Arc};
use store::{
    CaseFile, Change, Resolved,
    query::{self, EventRow},
};

/// Shows the dossier of an event.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>, Query(asked): Query<Asked>) -> Shown {
    let (file, day) = (site.file()?, known::day(&asked)?);
    let case = query::part(&file, std::slice::from_ref(&id), None)?;
    let then = day.map(|day| query::as_known(case.clone(), day));
    let today = Book::new(case);
    let Some(whole) = today.event(&id) else { return Err(gone(&file, id)) };
    let title = title(&today, whole);
    let stepper = stepper(&today, whole, day);
    let mut shown = then.unwrap_or_else(|| today.case.clone());
    shown.events.extend(near(&file, whole, &shown.links)?);
    let book = Book::new(shown);
    let body = match book.event(&id) {
        Some(event) => dossier(&file, &book, event, (stepper, day))?,
        None => html! {
            article.dossier {
                h1 { (title) }
                (stepper)
                p.lead { "On that day no account that we have told of this event." }
            }
        },
    };
    let twin = format!("/e/{}.json{}", link::part(&id), day.map(|day| format!("?as_of={day}")).unwrap_or_default());
    layout::page(&file, &Page { tab: Tab::Explore, title: &title, twin: &twin }, body)
}

/// Gives the events whose tellings were weighed against those of this one and kept apart.
fn near(file: &CaseFile, event: &Event, links: &[Link]) -> Result<Vec<Event>, Refusal> {
    let own = |id: &String| event.mentions.binary_search(id).is_ok();
    let apart = links.iter().filter(|link| !link.joined);
    let others: Vec<String> = apart.flat_map(|link| [&link.one, &link.other]).filter(|id| !own(id)).cloned().collect();
    let events = query::events_told_by(file, &others)?;
    Ok(events.into_iter().filter(|other| other.id != event.id).collect())
}

fn title(book: &Book, event: &Event) -> String {
    let place = event.place.as_deref().map(|id| format!(", {}", book.place_name(id))).unwrap_or_default();
    format!("{}{place}", claims::kind(&event.kind))
}

fn dossier(
    file: &CaseFile,
    book: &Book,
    event: &Event,
    (stepper, day): (Markup, Option<Date>),
) -> Result<Markup, Refusal> {
    let (reports, history) = (book.reports(event), file.history(&event.id)?);
    Ok(html! {
        article.dossier {
            (head(book, event, &reports))
            (stepper)
            div.columns {
                div.claims {
                    @for claim in claims::in_reading_order(event) { (claims::section(book, event, claim)) }
                    (tellings(book, event))
                }
                section.rail aria-label="Where, when reported, related events" {
                    (whereabouts(file, book, event))
                    (reporting(book, &reports))
                    (episode(event, &query::episode(file, event, day)?))
                    (related(book, event))
                    (crate::review::forms::of_event(book, event))
                    (revisions(event, &history))
                }
            }
        }
    })
}

fn head(book: &Book, event: &Event, reports: &Reports) -> Markup {
    let numbers = claims::numbers(book, event);
    html! {
        header.event-head {
            p.crumbs {
                a href="/" { "Events" } " / " code.id { (event.id) }
                " " button.quiet type="button" data-copy=(event.id) { "copy" }
            }
            h1 { (title(book, event)) }
            p.lead { (words::foreign(&event.summary)) }
            p.facts {
                (days::when(event.when))
                @if let Some(when) = event.when { " " span.aside { "(" (days::precision(when)) ")" } }
                @for number in &numbers { " · " (toll::claimed(number)) }
            }
            p.facts {
                (state::of_event(event)) " "
                a href="#reporting" { (words::counted(reports.documents.len(), "article")) } " · "
                (words::counted(reports.sources.len(), "source")) " · "
                span title="publishers that are neither copies of one another nor print the same agency" { (words::counted(reports.origins.len(), "independent origin")) }
            }
            div.actions {
                @if reports.documents.len() > 1 { a.button href={ "/e/" (link::part(&event.id)) "/compare" } { "Compare the accounts" } }
                (export::menu(&Address::default().with("id", &event.id)))
                (cite(book, event, reports))
                button type="button" data-print { "Print" }
            }
        }
    }
}

/// Writes how to cite the record, with its accounts.
fn cite(book: &Book, event: &Event, reports: &Reports) -> Markup {
    let sources: Vec<&str> = reports.sources.iter().map(String::as_str).collect();
    let text = format!(
        "{}. Event {}, as claimed by {}: {}. Compiled with Rashomon {}.",
        title(book, event),
        event.id,
        words::counted(reports.documents.len(), "account"),
        sources.join(", "),
        env!("CARGO_PKG_VERSION")
    );
    html! {
        details.cite {
            summary { "Cite" }
            div {
                p { (words::foreign(&text)) }
                p { button type="button" data-copy=(text) { "copy" } " " a href=(Address::default().with("id", &event.id).with("format", "bibtex").below("/export")) download { "its documents as BibTeX" } }
            }
        }
    }
}

/// Steps through the days on which something new was published.
fn stepper(book: &Book, event: &Event, shown: Option<Date>) -> Markup {
    let days = known::days_of(book, event);
    let undated = book
        .reports(event)
        .documents
        .iter()
        .filter_map(|id| book.document(id))
        .filter(|document| document.published.when.is_none())
        .count();
    let later = shown.map_or(0, |shown| days.iter().filter(|(day, _)| **day > shown).count());
    let address = format!("/e/{}", link::part(&event.id));
    html! {
        @if days.len() > 1 || shown.is_some() {
            nav.stepper aria-label="As known on" {
                span.label { "As known on" }
                ol {
                    @for (day, accounts) in &days {
                        li {
                            a href={ (address) "?as_of=" (day) } aria-current=[(shown == Some(*day)).then_some("step")]
                                title={ (words::counted(*accounts, "account")) " published" } { (days::days(schema::Interval::day(*day))) }
                        }
                    }
                    li { a href=(address) aria-current=[shown.is_none().then_some("step")] { "latest" } }
                }
                @if let Some(shown) = shown {
                    p.notice {
                        "As known on " (days::days(schema::Interval::day(shown))) ": "
                        (words::counted(later, "later day")) " of reporting hidden"
                        @if undated > 0 { ", " (words::counted(undated, "account")) " without a day hidden too" }
                        ". The sentence above and the joining of accounts are today’s."
                    }
                }
            }
        }
    }
}

fn whereabouts(file: &CaseFile, book: &Book, event: &Event) -> Markup {
    html! {
        section {
            h2 { "Where" }
            @match event.place.as_deref() {
                None => p.unknown { "No account names a place." },
                Some(id) => {
                    p { (link::place(book, id)) }
                    @if let Some(place) = book.place(id) { (inset::inset(file, place)) }
                }
            }
        }
    }
}

fn reporting(book: &Book, reports: &Reports) -> Markup {
    let mut documents: Vec<&Document> = reports.documents.iter().filter_map(|id| book.document(id)).collect();
    documents.sort_by_key(|document| (document.published.when.is_none(), document.published.when, document.id.clone()));
    html! {
        section #reporting {
            h2 { "Reporting" }
            ol.reporting {
                @for document in documents {
                    li {
                        (days::when(document.published.when)) " "
                        a href={ "/d/" (link::part(&document.id)) } { (words::name(book.source_name(document))) }
                        @if let Some(original) = document.copy_of.as_deref().and_then(|id| book.document(id)) {
                            " " span.aside { "copy of " (words::name(book.source_name(original))) }
                        }
                        @if document.source.as_ref().is_some_and(|source| source.speaks_for.is_some()) {
                            " " span.aside { "speaks for a side" }
                        }
                    }
                }
            }
        }
    }
}

/// Lists events that might be the same: their tellings were weighed and did not meet.
fn related(book: &Book, event: &Event) -> Markup {
    let mut near: BTreeMap<&str, &Link> = BTreeMap::new();
    for link in book.links(event).filter(|link| !link.joined) {
        let own = |id: &String| event.mentions.binary_search(id).is_ok();
        let other = if own(&link.one) { &link.other } else { &link.one };
        let Some(other) = book.told_by(other).filter(|other| other.id != event.id) else { continue };
        let best = near.entry(&other.id).or_insert(link);
        if link.score > best.score {
            *best = link;
        }
    }
    let mut near: Vec<_> = near.into_iter().collect();
    near.sort_by(|one, other| other.1.score.total_cmp(&one.1.score).then(one.0.cmp(other.0)));
    html! {
        @if !near.is_empty() {
            section {
                h2 { "Possibly the same" }
                ul.related {
                    @for (id, why) in near.iter().take(6) {
                        @if let Some(other) = book.event(id) {
                            li {
                                (link::event(other))
                                p.aside { a href={ "/compare?a=" (link::part(&event.id)) "&b=" (link::part(&other.id)) } { "side by side" } " · weighed " (format!("{:.2}", why.score)) ", not joined: " (words::foreign(&why.reasons.join("; "))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Lists the larger event that this one is part of or leads, with its parts.
fn episode(event: &Event, parts: &[EventRow]) -> Markup {
    let whole = event.whole();
    html! {
        @if !parts.is_empty() {
            section {
                h2 { "One larger event" }
                p.aside { "The same accounts tell of these, at one place and within days. " a.screen-only href=(Address::default().with("part_of", whole).list()) { "As a list" } }
                ul.related {
                    @for part in parts {
                        li {
                            @if part.id == *whole { b { "The whole: " } }
                            @if part.id == event.id { span aria-current="true" { (words::foreign(&part.summary)) } }
                            @else { a href={ "/e/" (link::part(&part.id)) } { (words::foreign(&part.summary)) } }
                        }
                    }
                }
            }
        }
    }
}

/// Tells where an id leads that the case has no more.
fn gone(file: &CaseFile, id: String) -> Refusal {
    match file.resolve_event(&id) {
        Ok(Resolved::Joined(into)) => Refusal::Joined(into),
        Ok(Resolved::Split(into)) => Refusal::Split(into),
        Ok(Resolved::Here | Resolved::Unknown) => Refusal::Missing("event", id),
        Err(error) => error.into(),
    }
}

/// Lists the merges that changed the record, with what it said before.
fn revisions(event: &Event, history: &[Change]) -> Markup {
    html! {
        @if !history.is_empty() {
            section {
                h2 { "History" }
                ol.reporting {
                    @for change in history {
                        li {
                            time { (change.at.get(..10).unwrap_or(&change.at)) } (change.change)
                            @if let Some(before) = change.before.as_ref().filter(|before| before.summary != event.summary) {
                                p.aside { "before: " (words::foreign(&before.summary)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Lists every telling with its clause, by document.
fn tellings(book: &Book, event: &Event) -> Markup {
    html! {
        section #tellings {
            h2 { "The tellings" }
            p.aside { "Every clause that was read as telling of this event, and the rule that found it." }
            ol.tellings {
                @for id in &event.mentions {
                    @if let Some((mention, document)) = book.mention(id) {
                        li {
                            p { a href=(link::span(&document.id, mention.clause)) { (words::quote(document, mention.clause)) } }
                            p.aside {
                                (link::source(document)) " · " (days::when(document.published.when))
                                @for speech in &mention.attribution { " · according to " (words::foreign(&speech.speaker)) }
                                " · " (claims::realis(mention.realis)) " · " code { (mention.rule) }
                            }
                        }
                    }
                }
            }
        }
    }
}
