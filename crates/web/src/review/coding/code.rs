//! How does somebody code a telling, unseen by the machine and by others?

use super::{address, filled, form, framed, head, key, named, shown};
use crate::{
    pages::{Asked, Shown},
    parts::{state, words},
    review::{Desk, forms},
    site::Site,
};
use axum::extract::{Query, State};
use maud::{Markup, html};
use std::sync::Arc;

/// How sure an account is that it happened, as coders choose it.
const REALIS: [&str; 5] = ["actual", "planned", "hypothetical", "denied", "generic"];

/// Shows the next telling that whoever serves the case is to code.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Shown {
    let (desk, round) = (site.desk()?, named(&asked)?);
    let left = review::to_code(&desk.log(), round, &site.by);
    let body = html! {
        (head(round, &site.by, html! { b { (words::number(left.len())) } " left to code" }))
        @match left.first() {
            None => {
                h1 #question tabindex="-1" { "Nothing is left for you to code" }
                p.lead { a href=(address("/round", round)) { "How far the coders agree" } }
            }
            Some(on) => {
                h1 #question tabindex="-1" { "What do these words tell?" }
                (shown(&desk, on))
                (form("code", round, html! { input type="hidden" name="on" value=(key(on)); (asked_of(&desk)) }))
            }
        }
        (form("back", round, html! { button type="submit" data-key="u" { kbd { "u" } " take back the last one" } }))
    };
    framed(&site, "Coding", body)
}

/// Asks for every field; what is left empty is not told.
fn asked_of(desk: &Desk) -> Markup {
    html! {
        div.fields {
            @for field in review::FIELDS.into_iter().filter(|field| *field != "event") {
                label for={ "code-" (field) } { (state::attribute(field)) }
                @match field {
                    "realis" => { select id="code-realis" name="realis" { @for realis in REALIS { option value=(realis) { (realis) } } } }
                    "kind" => { input id="code-kind" type="text" name="kind" list="kinds" autocomplete="off" data-focus="e" placeholder="shelling"; }
                    _ => { input id={ "code-" (field) } type="text" name=(field) autocomplete="off" placeholder=(example(field)); }
                }
            }
        }
        (forms::kinds(&desk.book))
        div.keys-row {
            button.primary type="submit" name="event" value="yes" data-key="a" { kbd { "a" } " code it" }
            button type="submit" name="event" value="no" data-key="x" { kbd { "x" } " no event" }
            span.aside { kbd { "e" } " writes; what is empty is not told" }
        }
    }
}

fn example(field: &str) -> &'static str {
    match field {
        "agent" | "target" => "a name",
        "place" => "a place",
        "time" => "2016-06-28",
        "killed" => "16, 16.., 3..5",
        _ => "",
    }
}

/// Reads what somebody coded.
pub(super) fn fields(desk: &Desk, asked: &Asked) -> Vec<(String, String)> {
    if filled(asked, "event") == Some("no") {
        return vec![("event".into(), "no".into())];
    }
    let value = |field: &str| filled(asked, field).map(|text| review::code_value(&desk.book.case, field, text));
    let others = review::FIELDS.into_iter().filter(|field| *field != "event");
    let others = others.map(|field| (field.to_owned(), value(field).unwrap_or_default()));
    std::iter::once(("event".to_owned(), "yes".to_owned())).chain(others).collect()
}
