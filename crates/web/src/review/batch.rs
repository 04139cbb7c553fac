//! How are several questions decided at once, after a look at what that would be?

use super::{Desk, filled, queue::Place};
use crate::{
    layout::{self, Page, Tab},
    pages::{Asked, Shown},
    parts::words,
    site::Site,
};
use axum::extract::{Query, State};
use maud::html;
use review::Card;
use schema::Decision;
use std::sync::Arc;

/// Shows what would be decided if the machine's view of some questions stood.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let desk = site.desk()?;
    let place = Place::read(&asked)?;
    let chosen = chosen(&desk, &asked, place);
    let sure = filled(&asked, "sure").unwrap_or("0.9");
    let body = html! {
        div.sheet.review {
            h1 { "Several at once" }
            p.lead { "What the machine made of these stands. It is written as one step: one undo takes it all back." }
            form.own method="get" action="/review/batch" {
                label { "questions "
                    select name="only" {
                        option value="" { "all" }
                        @for (kind, key) in review::Asked::ALL { option value=(key) selected[place.only == Some(kind)] { (key) } }
                    }
                }
                label { " of which the machine is sure from " input type="number" name="sure" min="0.5" max="1" step="0.01" value=(sure); }
                button type="submit" { "Preview" }
            }
            form method="post" action="/review" {
                ol.batch {
                    @for (n, card) in &chosen {
                        li { label { input type="checkbox" name={ "card-" (n) } value="yes" checked; " " (line(&desk, card)) } }
                    }
                }
                @if chosen.is_empty() { p.unknown { "No open question is like that." } }
                @else {
                    input type="hidden" name="edition" value=(desk.edition);
                    @if let Some(only) = place.only { input type="hidden" name="only" value=(only.key()); }
                    p.own { label { "why (may stay empty) " input type="text" name="why" autocomplete="off"; } }
                    button.primary type="submit" name="answer" value="batch" { "Let these " (chosen.len()) " stand" }
                }
                " " a href="/review" { "Back to the queue" }
            }
        }
    };
    layout::page(&site.opened()?, &Page { tab: Tab::Review, title: "Several at once", twin: "" }, body)
}

/// Gives the open cards that are meant.
fn chosen<'desk>(desk: &'desk Desk, asked: &Asked, place: Place) -> Vec<(usize, &'desk Card)> {
    let least: f64 = filled(asked, "sure").and_then(|text| text.parse().ok()).unwrap_or(0.9);
    let open = desk.open(place.only).0.into_iter().map(|n| (n, &desk.cards[n]));
    open.filter(|(_, card)| card.is_sure(least)).take(review::MOST_AT_ONCE).collect()
}

fn line(desk: &Desk, card: &Card) -> maud::Markup {
    let events = card.events.iter().filter_map(|id| desk.book.event(id)).take(2);
    html! {
        b { (card.asked.key()) } ": "
        @for (n, event) in events.enumerate() { @if n > 0 { " / " } (words::foreign(&event.summary)) }
        @if let Some(machine) = &card.machine { " → " (super::card::value(&desk.book, &card.field, machine)) }
        @if let Some(score) = card.score { span.aside { " " (format!("{score:.2}")) } }
    }
}

/// Gives the decisions of a batch that was previewed, under one name.
pub(super) fn decided(desk: &Desk, asked: &Asked, by: &str) -> Result<Vec<Decision>, String> {
    if crate::pages::value(asked, "edition") != Some(&desk.edition) {
        return Err("The case has changed since the preview; look at it again.".into());
    }
    let numbers = asked.iter().filter_map(|(name, _)| name.strip_prefix("card-")?.parse::<usize>().ok());
    let cards: Vec<&Card> = numbers.filter_map(|n| desk.cards.get(n)).collect();
    let drafts = review::let_stand(&cards, &desk.book.case, by, desk.decisions())?;
    if drafts.is_empty() { Err("Nothing was chosen.".into()) } else { Ok(drafts) }
}
