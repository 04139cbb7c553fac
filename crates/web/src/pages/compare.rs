//! Where do two to four accounts of one event agree, differ or keep silent?

use super::{Asked, Shown, value};
use crate::{
    book::Book,
    layout::{self, Page, Tab},
    parts::{claims, days, link, state, words},
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Path, Query, State};
use maud::{Markup, html};
use schema::{Agreement, Claim, ClaimValue, Document, Event};
use std::{cmp::Reverse, sync::Arc};
use store::query;

/// More columns than that cannot be read.
const MOST: usize = 4;

/// Shows accounts as columns and attributes as rows; the first column is what the others are held against.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>, Query(asked): Query<Asked>) -> Shown {
    let file = site.file()?;
    let book = Book::new(query::part(&file, std::slice::from_ref(&id), None)?);
    let event = book.event(&id).ok_or_else(|| Refusal::Missing("event", id.clone()))?;
    let all = accounts(&book, event);
    let chosen = chosen(&all, &asked)?;
    let only_differences = value(&asked, "only") == Some("differences");
    let view = View { event, chosen: &chosen, only_differences };
    let body = html! {
        article.dossier {
            header.event-head {
                p.crumbs { a href="/" { "Events" } " / " a href={ "/e/" (link::part(&event.id)) } { code.id { (event.id) } } " / compare" }
                h1 { "Accounts compared" }
                p.lead { (words::foreign(&event.summary)) }
                (choices(&book, &view, &all))
            }
            (table(&book, &view))
            p.aside {
                span.sign { "=" } " the same · " span.sign { "~" } " different, but both can be true · " span.sign { "≠" } " excludes the first column · " span.sign { "·" } " silent"
            }
        }
    };
    let twin = format!("/e/{}.json", link::part(&event.id));
    layout::page(&file, &Page { tab: Tab::Explore, title: "Accounts compared", twin: &twin }, body)
}

struct View<'book> {
    event: &'book Event,
    chosen: &'book [&'book Document],
    only_differences: bool,
}

impl View<'_> {
    /// The address of this view with other accounts.
    fn address(&self, documents: &[&Document], only_differences: bool) -> String {
        let with: Vec<String> = documents.iter().map(|document| format!("with={}", link::part(&document.id))).collect();
        let only = if only_differences { "&only=differences" } else { "" };
        format!("/e/{}/compare?{}{only}", link::part(&self.event.id), with.join("&"))
    }
}

/// Gives the accounts of an event, those that claim the most first; copies come after what they copy.
fn accounts<'book>(book: &'book Book, event: &Event) -> Vec<&'book Document> {
    let mut accounts: Vec<&Document> =
        book.reports(event).documents.iter().filter_map(|id| book.document(id)).collect();
    let told = |document: &Document| {
        event.claims.iter().filter(|claim| !claims::version_of(claim, document).is_empty()).count()
    };
    accounts.sort_by_key(|document| (document.copy_of.is_some(), Reverse(told(document)), document.id.clone()));
    accounts
}

fn chosen<'book>(all: &[&'book Document], asked: &Asked) -> Result<Vec<&'book Document>, Refusal> {
    let mut chosen: Vec<&Document> = Vec::new();
    for (_, id) in asked.iter().filter(|(key, _)| key == "with") {
        let found = all.iter().find(|document| document.id == *id);
        let found = *found.ok_or_else(|| Refusal::Missing("account of this event in", id.clone()))?;
        if !chosen.iter().any(|known| known.id == found.id) {
            chosen.push(found);
        }
    }
    if chosen.is_empty() {
        chosen = all.iter().copied().take(3).collect();
    }
    chosen.truncate(MOST);
    Ok(chosen)
}

fn choices(book: &Book, view: &View<'_>, all: &[&Document]) -> Markup {
    let rest = all.iter().filter(|document| !view.chosen.iter().any(|chosen| chosen.id == document.id));
    let swapped: Vec<&Document> = view.chosen.iter().rev().copied().collect();
    html! {
        p.actions {
            a.button href=(view.address(view.chosen, !view.only_differences)) { @if view.only_differences { "All attributes" } @else { "Only differences" } }
            a.button href=(view.address(&swapped, view.only_differences)) { "Turn the order round" }
            @if view.chosen.len() < MOST {
                @for document in rest.take(6) {
                    a.button href=(view.address(&[view.chosen, &[document]].concat(), view.only_differences)) {
                        "+ " (words::name(book.source_name(document))) @if let Some(when) = document.published.when { ", " (days::days(when)) }
                    }
                }
            }
        }
    }
}

fn table(book: &Book, view: &View<'_>) -> Markup {
    let rows = claims::in_reading_order(view.event)
        .into_iter()
        .filter(|claim| !view.only_differences || differs(claim, view.chosen));
    html! {
        div.scroll tabindex="0" role="region" aria-label="Attributes by account" {
            table.compare {
                thead {
                    tr {
                        th scope="col" { "Attribute" }
                        @for document in view.chosen {
                            th scope="col" {
                                (link::source(document)) br;
                                a.aside href={ "/d/" (link::part(&document.id)) } { (days::when(document.published.when)) }
                                @if view.chosen.len() > 2 { " " (without(view, document)) }
                            }
                        }
                    }
                }
                tbody {
                    @for claim in rows {
                        tr {
                            th scope="row" { (claims::kind(state::attribute(&claim.attribute))) @if let Some(of) = claim.of.as_deref() { br; span.aside { "of " (words::foreign(book.actor_name(of))) } } }
                            @for document in view.chosen { (cell(book, claim, view.chosen, document)) }
                        }
                    }
                }
            }
        }
    }
}

fn without(view: &View<'_>, document: &Document) -> Markup {
    let rest: Vec<&Document> = view.chosen.iter().filter(|kept| kept.id != document.id).copied().collect();
    html! { a.aside href=(view.address(&rest, view.only_differences)) aria-label="Leave this account out" { "✕" } }
}

fn cell(book: &Book, claim: &Claim, chosen: &[&Document], document: &Document) -> Markup {
    let versions = claims::version_of(claim, document);
    let first = chosen.first().filter(|first| first.id != document.id).map(|first| claims::version_of(claim, first));
    let sign = match (&versions, &first) {
        (versions, _) if versions.is_empty() => {
            return html! { td.silent { span aria-hidden="true" { "·" } " silent" } };
        }
        (_, None) => "",
        (_, Some(first)) if first.is_empty() => "",
        (versions, Some(first)) => sign(claim, first, versions),
    };
    html! {
        td class={ "cell " (class(sign)) } {
            @for version in versions {
                div {
                    @if !sign.is_empty() { b.sign { (sign) } " " }
                    span.value { (claims::written(book, claim, version)) }
                    @if version.party { " " span.aside { "a party" } }
                    @for (_, span) in version.words.iter().filter(|(id, _)| *id == document.id).take(1) {
                        p.words { a.evidence href=(link::span(&document.id, *span)) { (words::quote(document, *span)) } }
                    }
                }
            }
        }
    }
}

fn sign(claim: &Claim, first: &[&ClaimValue], versions: &[&ClaimValue]) -> &'static str {
    let same = |one: &ClaimValue, other: &ClaimValue| one.bounds == other.bounds && one.value == other.value;
    let compatible = |one: &ClaimValue, other: &ClaimValue| match (one.bounds, other.bounds) {
        (Some(one), Some(other)) => one.compatible(other),
        _ => claim.agreement != Agreement::Disputed,
    };
    let any = |holds: &dyn Fn(&ClaimValue, &ClaimValue) -> bool| {
        versions.iter().any(|version| first.iter().any(|known| holds(known, version)))
    };
    match (any(&same), any(&compatible)) {
        (true, _) => "=",
        (false, true) => "~",
        (false, false) => "≠",
    }
}

fn class(sign: &str) -> &'static str {
    match sign {
        "=" => "agrees",
        "~" => "compatible",
        "≠" => "differs",
        _ => "first",
    }
}

/// Tells whether the chosen accounts give different versions.
fn differs(claim: &Claim, chosen: &[&Document]) -> bool {
    claim.values.iter().filter(|value| chosen.iter().any(|document| value.documents.contains(&document.id))).count() > 1
}
