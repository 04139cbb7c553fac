//! What can the list be narrowed by, and how many events would be left?

use super::{
    facts::{Index, KEYS},
    filter::{Filter, Selection},
};
use crate::parts::{state, words};
use maud::{Markup, html};
use std::cmp::Reverse;

/// Facets on show, in this order; the rest serves addresses.
const SHOWN: [&str; 11] =
    ["status", "type", "actor", "place", "source", "speaker", "attribute", "precision", "party", "language", "country"];
/// Those that are open before anybody asks.
const OPEN: [&str; 4] = ["status", "type", "actor", "place"];
/// Values of a facet that are shown; all that are chosen are.
const MOST: usize = 9;

/// Draws the form of filters; it works without a script.
pub(crate) fn panel(index: &Index, selection: &Selection, filter: &Filter, sort: &str) -> Markup {
    html! {
        form #filters.filters action="/" method="get" aria-label="Filters" {
            @if let Some(q) = filter.value("q") { input type="hidden" name="q" value=(q); }
            @if sort != "newest" { input type="hidden" name="sort" value=(sort); }
            @for (key, value) in hidden(filter) { input type="hidden" name=(key) value=(value); }
            fieldset.days {
                legend { "When" }
                label { "from " input type="date" name="from" value=[filter.value("from")]; }
                label { "to " input type="date" name="to" value=[filter.value("to")]; }
                label { "as known on " input type="date" name="as_of" value=[filter.value("as_of")]; }
            }
            @for key in SHOWN { (facet(index, selection, filter, key)) }
            label.least { "told by at least " input type="number" name="min_sources" min="1" max="99" value=[filter.value("min_sources")]; " sources" }
            p { button.apply type="submit" { "Apply" } }
        }
    }
}

/// Gives the filters that have no box of their own, which a sent form must carry on.
fn hidden(filter: &Filter) -> impl Iterator<Item = &(String, String)> {
    let boxed = |key: &str| SHOWN.contains(&key) || ["from", "to", "as_of", "min_sources", "q"].contains(&key);
    filter.pairs.iter().filter(move |(key, _)| !boxed(key))
}

fn facet(index: &Index, selection: &Selection, filter: &Filter, key: &str) -> Markup {
    let Some(at) = KEYS.iter().position(|(name, _)| *name == key) else { return html! {} };
    let facet = &index.facets[at];
    let mut counts = vec![0_usize; facet.values.len()];
    for event in selection.passing_but(at) {
        for &number in &facet.of[event] {
            counts[number] += 1;
        }
    }
    let mut rows: Vec<(&String, &String, usize, bool)> = facet
        .values
        .iter()
        .zip(&counts)
        .map(|((value, label), &count)| (value, label, count, filter.has(key, value)))
        .filter(|(_, _, count, chosen)| *count > 0 || *chosen)
        .collect();
    rows.sort_by_key(|(_, label, count, chosen)| (Reverse(*chosen), Reverse(*count), (*label).clone()));
    let chosen = rows.iter().filter(|row| row.3).count();
    let all = rows.len();
    rows.truncate(MOST.max(chosen));
    html! {
        @if all > 1 || chosen > 0 {
            details.facet open[OPEN.contains(&key) || chosen > 0] {
                summary { (KEYS[at].1) @if chosen > 0 { " " span.aside { (chosen) " chosen" } } }
                ul {
                    @for (value, label, count, chosen) in &rows {
                        li {
                            label {
                                input type="checkbox" name=(key) value=(value) checked[*chosen] id={ "f-" (key) "-" (value) };
                                span.label { @if key == "status" { (shape(value)) } (words::foreign(label)) }
                                span.count { (words::number(*count)) }
                            }
                        }
                    }
                }
                @if all > rows.len() { p.aside { (words::number(all - rows.len())) " more; search by name" } }
            }
        }
    }
}

fn shape(value: &str) -> Markup {
    let state = state::State::from_key(value);
    html! { @if let Some(state) = state { span class={ "state " (state.word()) } aria-hidden="true" { (state.shape()) } " " } }
}
