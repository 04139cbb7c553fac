//! How many of each, as links to the list that makes the number?

use crate::parts::words;
use maud::{Markup, html};
use std::cmp::Reverse;

/// One row: what is counted, the address that lists it, and how many there are.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    /// Its name.
    pub name: String,
    /// Where its list is.
    pub address: String,
    /// How many.
    pub count: usize,
}

/// Draws the rows, the largest first, at most a dozen.
pub(crate) fn bars(mut rows: Vec<Bar>) -> Markup {
    rows.sort_by_key(|row| (Reverse(row.count), row.name.clone()));
    let (all, most) = (rows.len(), rows.first().map_or(1, |row| row.count.max(1)));
    rows.truncate(12);
    html! {
        @if rows.is_empty() { p.unknown { "none" } }
        ul.bars {
            @for row in &rows {
                li {
                    a href=(row.address) { (words::foreign(&row.name)) }
                    svg aria-hidden="true" { rect width={ (100 * row.count / most) "%" } height="100%" rx="2" {} }
                    span.number { (words::number(row.count)) }
                }
            }
        }
        @if all > rows.len() { p.aside { (words::number(all - rows.len())) " more" } }
    }
}
