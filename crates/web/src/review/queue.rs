//! What is asked next, and what becomes of an answer?

use super::{Desk, Sent, append, card, filled, sent};
use crate::{
    layout::{self, Page, Tab},
    pages::{Asked, Shown, value},
    parts::words,
    refusal::Refusal,
    site::Site,
};
use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use maud::{Markup, html};
use review::{Answer, Card};
use schema::Decision;
use std::sync::Arc;

/// Shows the queue with its next card.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let desk = site.desk()?;
    let place = Place::read(&asked)?;
    let shown = section(&desk, &site.by, place, value(&asked, "note"));
    let body = html! { div.sheet.review { (shown) } };
    layout::page(&site.opened()?, &Page { tab: Tab::Review, title: "Review", twin: "" }, body)
}

/// Takes an answer, writes it into the log and shows the next card.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    headers: HeaderMap,
    body: String,
) -> Result<Response, Refusal> {
    let (asked, by) = sent(&headers, &body)?;
    let desk = site.desk()?;
    let place = Place::read(&asked)?;
    let note = match decided(&site, &desk, &asked) {
        Ok(drafts) => {
            desk.add(append(&site, drafts)?);
            None
        }
        Err(note) => Some(note),
    };
    Ok(match by {
        Sent::Script => section(&desk, &site.by, place, note.as_deref()).into_response(),
        Sent::Form => Redirect::to(&place.address(note.as_deref())).into_response(),
    })
}

/// Gives the decisions that an answer is, or why it is none.
fn decided(site: &Site, desk: &Desk, asked: &Asked) -> Result<Vec<Decision>, String> {
    let log = desk.log();
    let by = site.by.as_str();
    let steps = |targets: Vec<String>| {
        if targets.is_empty() {
            Err("There is nothing to take back.".to_owned())
        } else {
            Ok(review::withdrawals(&targets, by))
        }
    };
    let why = filled(asked, "why").map(str::to_owned);
    let because = |mut drafts: Vec<Decision>| {
        drafts.iter_mut().for_each(|draft| draft.why.clone_from(&why));
        drafts
    };
    let answer = match filled(asked, "answer").unwrap_or_default() {
        "u" => return steps(review::undo(&log, by)),
        "r" => return steps(review::redo(&log, by)),
        "reopen" => return steps(with_batch(&log, filled(asked, "decision").unwrap_or_default())),
        "batch" => return super::batch::decided(desk, asked, by).map(because),
        "a" | "m" => Answer::Accept,
        "x" | "b" => Answer::Reject,
        "s" => Answer::Unsure,
        // Enter in a field presses no button that anybody chose: only a value that is written counts.
        "e" | "enter" => Answer::Value(filled(asked, "value").ok_or("Choose an answer, or write a value.")?.to_owned()),
        digit => Answer::Choose(digit.parse().map_err(|_| format!("There is no answer {digit:?}."))?),
    };
    if value(asked, "edition") != Some(&desk.edition) {
        return Err("The case has changed since this card was shown; here is the queue as it is now.".into());
    }
    let card = filled(asked, "card").and_then(|n| desk.cards.get(n.parse::<usize>().ok()?));
    card.ok_or("There is no such card.")?.decide(&answer, &desk.book.case, by).map(because)
}

/// Gives a decision that holds, with all that was decided in one step with it.
fn with_batch(log: &[Decision], id: &str) -> Vec<String> {
    let held = review::in_force(log);
    let Some(one) = held.iter().find(|one| one.id == id) else { return Vec::new() };
    let together =
        |other: &&&Decision| other.id == id || (one.batch.is_some() && other.batch == one.batch && other.by == one.by);
    held.iter().filter(together).map(|one| one.id.clone()).collect()
}

/// Where in the queue somebody is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Only one kind of question.
    pub only: Option<review::Asked>,
    /// How many open cards are passed over.
    pub at: usize,
}

impl Place {
    pub fn read(asked: &Asked) -> Result<Self, Refusal> {
        let only = match filled(asked, "only") {
            None => None,
            Some(key) => {
                let parsed = review::Asked::parse(key);
                Some(parsed.ok_or_else(|| Refusal::Misasked(format!("only={key}: there are no such questions")))?)
            }
        };
        Ok(Self { only, at: filled(asked, "at").and_then(|at| at.parse().ok()).unwrap_or(0) })
    }

    pub fn address(self, note: Option<&str>) -> String {
        let mut parts = Vec::new();
        parts.extend(self.only.map(|only| format!("only={}", only.key())));
        parts.extend((self.at > 0).then(|| format!("at={}", self.at)));
        parts.extend(note.map(|note| format!("note={}", crate::parts::link::part(note))));
        if parts.is_empty() { "/review".into() } else { format!("/review?{}", parts.join("&")) }
    }
}

/// Draws the desk: how far the work is, the card, the answers and the last ten decisions.
fn section(desk: &Desk, by: &str, place: Place, note: Option<&str>) -> Markup {
    let (open, done) = desk.open(place.only);
    let at = place.at.min(open.len().saturating_sub(1));
    let next = open.get(at).map(|n| (*n, &desk.cards[*n]));
    html! {
        section #desk data-at=(at) data-open=(open.len()) {
            (progress(desk, place, open.len(), done, by))
            @if let Some(note) = note { p.notice role="alert" { (words::foreign(note)) } }
            @match next {
                Some((n, card)) => (asked(desk, n, card, Place { at, ..place }, open.len())),
                None => {
                    h1 #question tabindex="-1" { "Nothing is open" }
                    p.lead { "All " (words::counted(done, "question")) " are decided." }
                    form method="post" action="/review" data-answers { (hidden(Place { at: 0, ..place })) (steps()) }
                }
            }
            (last_ten(desk, place))
        }
    }
}

fn progress(desk: &Desk, place: Place, open: usize, done: usize, by: &str) -> Markup {
    html! {
        div.review-head {
            p.progress {
                "Review " b { (words::number(done)) } " of " (words::number(done + open)) " decided "
                progress aria-label="How far the review is" max=(done + open) value=(done) {}
                " " span.aside { "saved, by " (words::foreign(by)) }
            }
            nav.kinds aria-label="Only these questions" {
                a href="/review" aria-current=[place.only.is_none().then_some("true")] { "all" }
                @for (kind, key) in review::Asked::ALL {
                    @let left = desk.open(Some(kind)).0.len();
                    a href={ "/review?only=" (key) } aria-current=[(place.only == Some(kind)).then_some("true")] { (key) " " span.aside { (words::number(left)) } }
                }
                a href={ "/review/batch" (place.only.map(|only| format!("?only={}", only.key())).unwrap_or_default()) } { "several at once" }
                a href="/review/coding" { "several coders" }
                a href="/review/log" { "the log" }
            }
        }
    }
}

fn hidden(place: Place) -> Markup {
    html! {
        @if let Some(only) = place.only { input type="hidden" name="only" value=(only.key()); }
        @if place.at > 0 { input type="hidden" name="at" value=(place.at); }
    }
}

fn asked(desk: &Desk, n: usize, card: &Card, place: Place, open: usize) -> Markup {
    let back = Place { at: place.at.saturating_sub(1), ..place };
    let on = Place { at: (place.at + 1).min(open - 1), ..place };
    let pair = card.asked == review::Asked::Pair;
    html! {
        (card::card(&desk.book, card))
        form.answers method="post" action="/review" data-answers {
            button type="submit" name="answer" value="enter" hidden { "Enter" }
            (hidden(place))
            input type="hidden" name="card" value=(n);
            input type="hidden" name="edition" value=(desk.edition);
            div.choices {
                @for (choice, digit) in card.choices.iter().zip(1..) {
                    button type="submit" name="answer" value=(digit) data-key=(digit) { kbd { (digit) } " " (words::foreign(&choice.label)) }
                }
            }
            div.keys-row {
                button.primary type="submit" name="answer" value="a" data-key="a" data-same="m" { kbd { "a" } @if pair { " same event" } @else { " accept" } }
                @if pair { button type="submit" name="answer" value="x" data-key="x" data-same="b" { kbd { "x" } " two events" } }
                @else if matches!(card.asked, review::Asked::Toll | review::Asked::Claim) { button type="submit" name="answer" value="x" data-key="x" { kbd { "x" } " no event" } }
                button type="submit" name="answer" value="s" data-key="s" { kbd { "s" } " unsure" }
                (steps())
                a.button href=(on.address(None)) data-key="j" { kbd { "j" } " next" }
                a.button href=(back.address(None)) data-key="k" { kbd { "k" } " back" }
            }
            @if !pair {
                p.own {
                    label { "another value " input type="text" name="value" autocomplete="off" data-focus="e" placeholder=(example(card)); }
                    button type="submit" name="answer" value="e" { "Settle " kbd { "e" } }
                }
            }
            p.own { label { "why (may stay empty) " input type="text" name="why" autocomplete="off" data-focus="w"; } }
        }
    }
}

fn steps() -> Markup {
    html! {
        button type="submit" name="answer" value="u" data-key="u" formnovalidate { kbd { "u" } " undo" }
        button type="submit" name="answer" value="r" data-key="r" formnovalidate { kbd { "r" } " redo" }
    }
}

/// Gives how a value is written that somebody types.
fn example(card: &Card) -> &'static str {
    match (card.asked, card.field.as_str()) {
        (review::Asked::Toll, _) => "16, 16.., 3..5",
        (review::Asked::Date, _) | (_, "time") => "2016-06-28",
        (review::Asked::Place, _) => "a place, or 34.45,40.92",
        (_, "place") => "a place",
        (_, "agent" | "target" | "actor_name") => "an actor",
        _ => "",
    }
}

fn last_ten(desk: &Desk, place: Place) -> Markup {
    let log = desk.log();
    let held = review::in_force(&log);
    html! {
        @if !held.is_empty() {
            section.last-ten {
                h2 { "Last decisions" }
                ol {
                    @for decision in held.iter().rev().take(10) {
                        li {
                            (super::journal::told(&desk.book, decision))
                            form method="post" action="/review" data-answers {
                                (hidden(place))
                                input type="hidden" name="decision" value=(decision.id);
                                button.quiet type="submit" name="answer" value="reopen" aria-label={ "Reopen decision " (decision.id) } { "reopen" }
                            }
                        }
                    }
                }
            }
        }
    }
}
