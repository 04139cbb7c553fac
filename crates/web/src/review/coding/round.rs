//! Which rounds are there, how far is each, and how far do its coders agree?

use super::{address, form, framed, head, named};
use crate::{
    pages::{Asked, Shown},
    parts::{state, words},
    refusal::Refusal,
    site::Site,
};
use axum::extract::{Query, State};
use maud::{Markup, html};
use review::{Agreement, Round};
use std::sync::Arc;

/// Lists the rounds, and lets somebody begin one.
pub(crate) async fn list(State(site): State<Arc<Site>>) -> Shown {
    let rounds = review::rounds(&site.desk()?.log());
    let body = html! {
        h1 { "Coding by several people" }
        p.lead { "Each coder codes the same tellings alone; then they are compared, and what they differ on is settled." }
        @if !rounds.is_empty() {
            table.list {
                thead { tr { th scope="col" { "round" } th scope="col" { "coders" } th scope="col" { "coded" } } }
                tbody {
                    @for round in &rounds {
                        tr {
                            td { a href=(address("/round", &round.name)) { (words::foreign(&round.name)) } }
                            td { @for (n, coder) in round.coders.keys().enumerate() { @if n > 0 { ", " } (words::foreign(coder)) } }
                            td { (words::number(coded(round).1)) " of " (words::number(coded(round).0)) }
                        }
                    }
                }
            }
        }
        h2 { "Begin a round" }
        form.answers method="post" action="/review/coding" {
            input type="hidden" name="step" value="assign";
            div.fields {
                label for="round" { "round" } input #round type="text" name="round" required placeholder="pilot" autocomplete="off";
                label for="coders" { "coders" } input #coders type="text" name="coders" required placeholder="ana, ben" autocomplete="off";
                label for="count" { "tellings" } input #count type="number" name="count" min="1" max=(super::MOST) value="50" required;
            }
            div.keys-row { button.primary type="submit" { "Assign" } span.aside { "spread evenly over the case" } }
        }
        p { a href="/review" { "Back to the queue" } }
    };
    framed(&site, "Coding", body)
}

/// Gives how many codes are assigned in a round, and how many are there.
fn coded(round: &Round) -> (usize, usize) {
    round.coders.values().fold((0, 0), |(all, done), (own, coded)| (all + own, done + coded))
}

/// Shows one round. While you have tellings left, what others coded stays hidden.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let (log, name) = (site.desk()?.log(), named(&asked)?);
    let round = review::rounds(&log).into_iter().find(|round| round.name == name);
    let round = round.ok_or_else(|| Refusal::Missing("round of coding", name.to_owned()))?;
    let left = round.coders.get(&site.by).map_or(0, |(own, coded)| own - coded);
    let (all, done) = coded(&round);
    let body = html! {
        (head(name, &site.by, html! { b { (words::number(done)) } " of " (words::number(all)) " codes given" }))
        h1 { "Who has coded how much" }
        table.list {
            thead { tr { th scope="col" { "coder" } th scope="col" { "assigned" } th scope="col" { "coded" } } }
            tbody { @for (coder, (own, coded)) in &round.coders { tr { td { (words::foreign(coder)) } td { (words::number(*own)) } td { (words::number(*coded)) } } } }
        }
        (own(&round, &site.by, left))
        @if left == 0 { (compared(&review::compare(&log, name))) (settled(&log, name, &site.by)) }
        @else { p.aside { "How far the coders agree is shown when you have coded all that is yours." } }
    };
    framed(&site, "Coding", body)
}

fn own(round: &Round, by: &str, left: usize) -> Markup {
    html! {
        @if round.coders.contains_key(by) {
            p { a.button.primary href=(address("/code", &round.name)) data-key="j" { kbd { "j" } " Code" } " " (words::counted(left, "telling")) " left for " (words::foreign(by)) }
        } @else {
            p.aside { "You are " (words::foreign(by)) " here and code nothing in this round. A coder opens the case, or a copy of it, in their own name: " code { "rashomon serve CASE --by NAME" } }
        }
    }
}

fn compared(found: &[Agreement]) -> Markup {
    let figure = |figure: Option<f64>| figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.3}"));
    html! {
        section #compared {
            h2 { "How far they agree" }
            @if found.is_empty() { p.unknown { "No telling is coded by two people yet." } }
            @else {
                table.list {
                    thead { tr { th scope="col" { "field" } th scope="col" { "tellings" } th scope="col" { "all the same" } th scope="col" { "Cohen’s kappa" } th scope="col" { "Krippendorff’s alpha" } } }
                    tbody {
                        @for one in found {
                            tr { th scope="row" { (state::attribute(one.field)) } td { (words::number(one.units)) } td { (figure(one.same)) } td { (figure(one.kappa)) } td { (figure(one.alpha)) } }
                        }
                    }
                }
                p.aside { "Kappa is of two coders; alpha takes numbers by how far they lie apart. A dash: all answers are one, so there is nothing to tell agreement from." }
            }
        }
    }
}

fn settled(log: &[schema::Decision], round: &str, by: &str) -> Markup {
    let (alike, open) = (review::agreed(log, round, by).len(), review::disputes(log, round).len());
    html! {
        section {
            h2 { "What holds in the end" }
            p { @if open > 0 { a.button href=(address("/settle", round)) { "Settle " (words::counted(open, "difference")) } } @else { "No difference is open." } }
            @if alike > 0 {
                (form("agreed", round, html! { button type="submit" { "Take over " (words::counted(alike, "value")) " that all coders gave" } }))
            }
        }
    }
}
