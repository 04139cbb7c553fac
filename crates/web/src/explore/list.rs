//! Which events pass, one by one?

use super::address::{Address, LENGTH, View};
use crate::{
    parts::{claims, days, link, state, toll, words},
    refusal::Refusal,
};
use maud::{Markup, html};
use std::cmp::Reverse;
use store::{
    CaseFile,
    query::{self, EventRow, Filter, Passage},
};

/// The orders and their names.
const SORTS: [(&str, &str); 3] = [("newest", "newest first"), ("oldest", "oldest first"), ("told", "most told first")];

/// Draws the list, or what to drop where nothing passes.
pub(crate) fn list(file: &CaseFile, view: &View) -> Result<Markup, Refusal> {
    let list = query::events(file, &view.filter, &view.page)?;
    let rows =
        list.items.iter().map(|row| Ok((row, passage(file, view, row)?))).collect::<Result<Vec<_>, Refusal>>()?;
    let nothing = if list.items.is_empty() {
        nothing(file, view)?
    } else {
        html! {}
    };
    Ok(html! {
        section #list.events aria-label="Events" {
            @if list.items.is_empty() { (nothing) }
            @else {
                div.list-head {
                    span.aside {
                        @if view.page.after.is_some() || list.next.is_some() { (words::number(rows.len())) " of " } (words::number(list.total))
                    }
                    nav.sorts aria-label="Order" {
                        @for (sort, name) in SORTS {
                            a href=(view.address.with("sort", sort).list()) aria-current=[(sort == view.sort()).then_some("true")] { (name) }
                        }
                    }
                }
                ol.rows { @for (row, passage) in &rows { (event(row, passage.as_ref(), view)) } }
                @if let Some(next) = &list.next {
                    p.next { a.button rel="next" href=(sorted(view).with("cursor", next).list()) { "Next " (LENGTH) } }
                }
            }
        }
    })
}

fn sorted(view: &View) -> Address {
    if view.sort() == "newest" { view.address.clone() } else { view.address.with("sort", view.sort()) }
}

/// Finds the first words of an event that were sought.
fn passage(file: &CaseFile, view: &View, row: &EventRow) -> Result<Option<Passage>, Refusal> {
    let Some(sought) = &view.filter.q else { return Ok(None) };
    Ok(query::passage_of(file, sought, &row.id)?)
}

fn event(row: &EventRow, passage: Option<&Passage>, view: &View) -> Markup {
    html! {
        li.row data-row data-place=[row.place.as_ref().map(|place| place.id.as_str())] data-from=[row.from.as_deref()] data-to=[row.to.as_deref()] {
            p.what {
                a href={ "/e/" (link::part(&row.id)) @if let Some(day) = view.as_of() { "?as_of=" (day) } } { (claims::kind(&row.kind)) @if let Some(place) = &row.place { ", " (words::foreign(&place.name)) } }
                " " (state::of_row(row))
            }
            p.when { (days::when(days::between(row.from.as_deref(), row.to.as_deref()))) @for number in row.numbers.iter().take(2) { " · " (toll::claimed(number)) } }
            p.summary { (words::foreign(&row.summary)) }
            @if let Some(passage) = passage { p.passage { (quoted(passage)) } }
            p.aside {
                (words::counted(row.documents, "article")) " · " (words::counted(row.sources, "source"))
                @if row.documents > 1 { " · " (words::counted(row.origins, "origin")) }
            }
        }
    }
}

/// Quotes the surroundings of the first words that were sought.
fn quoted(passage: &Passage) -> Markup {
    let first = passage.pieces.iter().position(|piece| piece.marked).unwrap_or(0);
    let near = |at: usize| {
        let piece = &passage.pieces[at];
        let before = at < first;
        words::near(&piece.text, if before { words::Side::Before } else { words::Side::After }, piece.marked)
    };
    let shown = passage.pieces.len().min(first + 4);
    html! {
        a href={ "/d/" (link::part(&passage.document)) "#s" (passage.section) } dir="auto" {
            @for at in first.saturating_sub(1)..shown {
                @if passage.pieces[at].marked { mark { (words::visible(near(at))) } } @else { (words::visible(near(at))) }
            }
        }
    }
}

/// Says which filter to drop, with how many events would come back.
fn nothing(file: &CaseFile, view: &View) -> Result<Markup, Refusal> {
    let mut drops: Vec<(usize, &(String, String))> = Vec::new();
    for pair in &view.address.pairs {
        let rest = view.address.without(|key, value| key == pair.0 && value == pair.1);
        let rest = Filter::parse(rest.pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        let back = rest.map_or(Ok(0), |rest| query::counts(file, &rest).map(|counts| counts.events))?;
        if back > 0 {
            drops.push((back, pair));
        }
    }
    drops.sort_by_key(|(back, pair)| (Reverse(*back), (*pair).clone()));
    Ok(html! {
        div.empty {
            h2 { "No event passes." }
            @if view.address.pairs.is_empty() { p { "In the pages of this case no event was found." } }
            @else if drops.is_empty() { p { "No single filter is to blame. " a href="/" { "Drop them all" } } }
            @else {
                p { "Drop one of these:" }
                ul {
                    @for (back, (key, value)) in &drops {
                        li { a href=(view.address.without(|k, v| k == key && v == value).list()) { (key) " = " (words::foreign(value)) } " " span.aside { "brings back " (words::number(*back)) } }
                    }
                }
            }
        }
    })
}
