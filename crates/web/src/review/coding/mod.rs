//! How do several people code the same tellings in the browser, each alone, and settle what they differ on?
//!
//! Whoever serves the case codes in their own name. Codes stand aside from the case; what is settled between them shapes it.

mod code;
mod round;
mod settle;

pub(crate) use code::page as code;
pub(crate) use round::{list, page as round};
pub(crate) use settle::page as settle;

use super::{Desk, append, filled, sent};
use crate::{
    layout::{self, Page, Tab},
    pages::{Asked, Shown},
    parts::{link, words},
    refusal::Refusal,
    site::Site,
};
use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use schema::{Anchor, Decision};
use std::sync::Arc;

/// The most tellings that one form assigns.
const MOST: usize = 10_000;

/// Takes a step of a round, and goes on to what is next.
pub(crate) async fn step(State(site): State<Arc<Site>>, headers: HeaderMap, body: String) -> Result<Response, Refusal> {
    let (asked, _) = sent(&headers, &body)?;
    let round = filled(&asked, "round").ok_or_else(|| Refusal::Misasked("Name the round.".into()))?;
    let step = filled(&asked, "step").unwrap_or_default();
    let drafts = match step {
        "assign" => assigned(&site, &asked, round)?,
        _ => drafts(&*site.desk()?, &asked, (step, round), &site.by).map_err(Refusal::Misasked)?,
    };
    append(&site, drafts)?;
    let next = match step {
        "code" | "back" => "/code",
        "settle" => "/settle",
        _ => "/round",
    };
    Ok(Redirect::to(&address(next, round)).into_response())
}

fn assigned(site: &Site, asked: &Asked, round: &str) -> Result<Vec<Decision>, Refusal> {
    let names = filled(asked, "coders").unwrap_or_default().split(',').map(str::trim);
    let coders: Vec<String> = names.filter(|name| !name.is_empty()).map(str::to_owned).collect();
    if coders.is_empty() {
        return Err(Refusal::Misasked("Who codes? Write names with commas between.".into()));
    }
    let count = filled(asked, "count").and_then(|count| count.parse().ok()).filter(|count| (1..=MOST).contains(count));
    let count = count.ok_or_else(|| Refusal::Misasked(format!("How many tellings? From 1 to {MOST}.")))?;
    Ok(review::assign(&site.opened()?.machine_case()?, round, &coders, count, &site.by))
}

/// Gives the decisions that a step in a round is, or why it is none.
fn drafts(desk: &Desk, asked: &Asked, (step, round): (&str, &str), by: &str) -> Result<Vec<Decision>, String> {
    let log = desk.log();
    match step {
        "code" => {
            let left = review::to_code(&log, round, by);
            let on = left.iter().find(|on| Some(key(on).as_str()) == filled(asked, "on"));
            let on = on.ok_or("This telling is not assigned to you, or you have coded it already.")?;
            Ok(review::code(on, &code::fields(desk, asked), round, by))
        }
        "back" => {
            let last = review::last_coded(&log, round, by);
            if last.is_empty() {
                Err("There is nothing to take back.".into())
            } else {
                Ok(review::withdrawals(&last, by))
            }
        }
        "agreed" => Ok(review::agreed(&log, round, by)),
        "settle" => settle::decided(desk, asked, &review::disputes(&log, round), by),
        other => Err(format!("There is no step {other:?}.")),
    }
}

/// Names a telling in a form.
fn key(on: &Anchor) -> String {
    format!("{}:{}-{}", on.document, on.span.start, on.span.end)
}

fn address(page: &str, round: &str) -> String {
    format!("/review/coding{page}?round={}", link::part(round))
}

/// Gives the round that an address names.
fn named(asked: &Asked) -> Result<&str, Refusal> {
    filled(asked, "round").ok_or_else(|| Refusal::Misasked("Which round? The address names none.".into()))
}

/// Begins a form that takes a step.
fn form(step: &str, round: &str, parts: Markup) -> Markup {
    html! {
        form.answers method="post" action="/review/coding" {
            input type="hidden" name="step" value=(step);
            input type="hidden" name="round" value=(round);
            (parts)
        }
    }
}

/// Sets a page of a round in its frame.
fn framed(site: &Site, title: &str, body: Markup) -> Shown {
    let body = html! { div.sheet.review { section #desk { (body) } } };
    layout::page(&site.opened()?, &Page { tab: Tab::Review, title, twin: "" }, body)
}

/// Draws where in a round somebody is, and the ways to its other pages.
fn head(round: &str, by: &str, progress: Markup) -> Markup {
    html! {
        div.review-head {
            p.progress { "Round " b { (words::foreign(round)) } ": " (progress) " " span.aside { "by " (words::foreign(by)) } }
            nav.kinds aria-label="Parts of the coding" {
                a href=(address("/round", round)) { "the round" }
                a href="/review/coding" { "all rounds" }
                a href="/review" { "the queue" }
            }
        }
    }
}

/// Shows a telling in its paragraph, and nothing that was made of it.
fn shown(desk: &Desk, on: &Anchor) -> Markup {
    let review::Shown { title, stated, before, words, after } = review::shown(&desk.book.case, on);
    html! {
        p.aside { (words::foreign(&title)) @if let Some(day) = stated { " · dated " (day) } }
        p.context dir="auto" { (words::visible(&before)) mark { (words::visible(&words)) } (words::visible(&after)) }
    }
}
