//! How is settled what coders differ on?

use super::{address, filled, form, framed, head, key, named, shown};
use crate::{
    pages::{Asked, Shown},
    parts::{state, words},
    review::{Desk, card},
    site::Site,
};
use axum::extract::{Query, State};
use maud::{Markup, html};
use review::Dispute;
use schema::Decision;
use std::sync::Arc;

/// Shows the next difference.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let (desk, round) = (site.desk()?, named(&asked)?);
    let open = review::disputes(&desk.log(), round);
    let at = filled(&asked, "at").and_then(|at| at.parse().ok()).unwrap_or(0_usize).min(open.len().saturating_sub(1));
    let body = html! {
        (head(round, &site.by, html! { b { (words::number(open.len())) } " differences open" }))
        @match open.get(at) {
            None => {
                h1 #question tabindex="-1" { "No difference is open" }
                p.lead { a href=(address("/round", round)) { "Back to the round" } }
            }
            Some(dispute) => {
                h1 #question tabindex="-1" { (state::attribute(dispute.field)) "?" }
                (shown(&desk, &dispute.unit.on))
                (form("settle", round, answers(&desk, dispute)))
                p {
                    a.button href={ (address("/settle", round)) "&at=" ((at + 1) % open.len()) } data-key="j" { kbd { "j" } " next" } " "
                    a.button href={ (address("/settle", round)) "&at=" (at.saturating_sub(1)) } data-key="k" { kbd { "k" } " back" }
                }
            }
        }
    };
    framed(&site, "Settling", body)
}

fn answers(desk: &Desk, dispute: &Dispute) -> Markup {
    html! {
        input type="hidden" name="on" value=(key(&dispute.unit.on));
        input type="hidden" name="field" value=(dispute.field);
        button type="submit" name="choice" value="own" hidden { "Enter" }
        div.choices {
            @for ((answer, by), digit) in dispute.answers().iter().zip(1..) {
                button type="submit" name="choice" value=(digit) data-key=(digit) { kbd { (digit) } " " (card::value(&desk.book, dispute.field, answer)) " " span.aside { (words::foreign(&by.join(", "))) } }
            }
        }
        p.own {
            label { "another value " input type="text" name="value" autocomplete="off" data-focus="e"; }
            button type="submit" name="choice" value="own" { "Settle " kbd { "e" } }
        }
    }
}

/// Gives the decision that settles a difference.
pub(super) fn decided(desk: &Desk, asked: &Asked, open: &[Dispute], by: &str) -> Result<Vec<Decision>, String> {
    let meant = |one: &&Dispute| {
        Some(key(&one.unit.on).as_str()) == filled(asked, "on") && Some(one.field) == filled(asked, "field")
    };
    let dispute = open.iter().find(meant).ok_or("This difference is settled already.")?;
    let digit = filled(asked, "choice").and_then(|choice| choice.parse::<usize>().ok());
    let value = match digit {
        Some(digit) => {
            let answers = dispute.answers();
            let (answer, _) = digit.checked_sub(1).and_then(|n| answers.get(n)).ok_or("There is no such answer.")?;
            (*answer).to_owned()
        }
        None => {
            let text = filled(asked, "value").ok_or("Choose an answer, or write a value.")?;
            review::code_value(&desk.book.case, dispute.field, text)
        }
    };
    Ok(review::adjudicate(&dispute.unit, dispute.field, &value, by).into_iter().collect())
}
