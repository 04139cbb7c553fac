//! What was decided, by whom, does it hold, and who sees it otherwise?

use crate::{
    book::Book,
    layout::{self, Page, Tab},
    pages::Shown,
    parts::words,
    site::Site,
};
use axum::extract::State;
use maud::{Markup, html};
use schema::{Act, Decision};
use std::{collections::BTreeSet, sync::Arc};

/// Shows the whole log, conflicts and decisions that wait for what they speak of.
pub(crate) async fn page(State(site): State<Arc<Site>>) -> Shown {
    // As on the desk: the case follows when another page is opened.
    let desk = site.desk()?;
    let (book, log) = (&desk.book, desk.log());
    let waiting = (site.world.waiting)(&site.case).map_err(crate::refusal::Refusal::Broken)?;
    let held: BTreeSet<&str> = review::in_force(&log).into_iter().map(|one| one.id.as_str()).collect();
    let conflicts = review::conflicts(&log);
    let of = |id: &str| log.iter().find(|one| one.id == id);
    let body = html! {
        div.sheet.review {
            h1 { "The log" }
            p.lead { (words::counted(log.len(), "decision")) ", none of them ever changed. " code { "rashomon decisions export" } " hands them on." }
            @if !conflicts.is_empty() {
                section #conflicts {
                    h2 { "Decided differently" }
                    p.aside { "Of each the last one holds." }
                    @for conflict in &conflicts { ul { @for one in &conflict.answers { li { (told(book, one)) } } } }
                }
            }
            @if !waiting.is_empty() {
                section #waiting {
                    h2 { "⚠ Waiting" }
                    p.aside { "These hold, but what they speak of is not there now; they are kept until it is." }
                    ul { @for (id, reason) in &waiting { @if let Some(one) = of(id) { li { (told(book, one)) " – " span.warning { (words::foreign(reason)) } } } } }
                }
            }
            h2 { "All" }
            ol.last-ten reversed {
                @for one in review::ordered(&log).into_iter().rev() {
                    li { (told(book, one)) @if one.act != Act::Withdraw && !held.contains(one.id.as_str()) { " " span.aside { "withdrawn" } } }
                }
            }
        }
    };
    layout::page(&site.opened()?, &Page { tab: Tab::Review, title: "The log", twin: "" }, body)
}

/// Tells a decision in one line.
pub(super) fn told(book: &Book, decision: &Decision) -> Markup {
    let act = serde_json::to_value(decision.act).ok().and_then(|act| act.as_str().map(|act| act.replace('_', " ")));
    let field = decision.field.as_deref().unwrap_or_default();
    html! {
        span.decision {
            b { (act.unwrap_or_default()) } " "
            @if !field.is_empty() { (field.replace('_', " ")) " " }
            @if let Some(of) = &decision.of { "of " (words::foreign(of)) " " }
            @if let Some(value) = &decision.value { "= " (super::card::value(book, field, value)) " " }
            @if let Some(machine) = &decision.machine { span.aside { "(the machine: " (super::card::value(book, field, machine)) ") " } }
            @for anchor in &decision.on { q dir="auto" { (words::visible(&anchor.words)) } " " }
            @if let Some(why) = &decision.why { "because " (words::foreign(why)) " " }
            span.aside { (words::foreign(&decision.by)) ", " (decision.at.get(..16).unwrap_or(&decision.at).replace('T', " ")) }
        }
    }
}
