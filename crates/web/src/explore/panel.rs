//! What can the list be narrowed by, and how many events would be left?

use super::address::View;
use crate::{
    parts::{
        claims,
        state::{self, State},
        words,
    },
    refusal::Refusal,
};
use maud::{Markup, html};
use store::{
    CaseFile,
    query::{self, Facet, FacetValue},
};

/// Facets on show with their names, in this order; other filters serve addresses.
const SHOWN: [(&str, &str); 11] = [
    ("status", "Agreement"),
    ("type", "What"),
    ("actor", "Who"),
    ("place", "Where"),
    ("source", "Source"),
    ("speaker", "Quoted speaker"),
    ("attribute", "Claims about"),
    ("precision", "Place known as"),
    ("party", "A party speaks"),
    ("language", "Language"),
    ("country", "Country"),
];
/// Those that are open before anybody asks.
const OPEN: [&str; 4] = ["status", "type", "actor", "place"];
/// Values of a facet that are shown; all that are chosen are.
const MOST: usize = 9;

/// Draws the form of filters; it works without a script.
pub(crate) fn panel(file: &CaseFile, view: &View) -> Result<Markup, Refusal> {
    let facets = query::facets(file, &view.filter, MOST)?;
    let named = |key: &str| facets.iter().find(|facet| facet.key == key);
    Ok(html! {
        form #filters.filters action="/" method="get" aria-label="Filters" {
            @if let Some(q) = view.address.value("q") { input type="hidden" name="q" value=(q); }
            @if view.sort() != "newest" { input type="hidden" name="sort" value=(view.sort()); }
            @for (key, value) in hidden(view) { input type="hidden" name=(key) value=(value); }
            fieldset.days {
                legend { "When" }
                label { "from " input type="date" name="from" value=[view.address.value("from")]; }
                label { "to " input type="date" name="to" value=[view.address.value("to")]; }
                label { "as known on " input type="date" name="as_of" value=[view.address.value("as_of")]; }
            }
            @for (key, name) in SHOWN { @if let Some(facet) = named(key) { (boxes(facet, name, view)) } }
            label.least { "told by at least " input type="number" name="min_sources" min="1" max="99" value=[view.address.value("min_sources")]; " sources" }
            p { button.apply type="submit" { "Apply" } }
        }
    })
}

/// Gives the filters that have no box of their own, which a sent form must carry on.
fn hidden(view: &View) -> impl Iterator<Item = &(String, String)> {
    let boxed = |key: &str| {
        SHOWN.iter().any(|(shown, _)| *shown == key) || ["from", "to", "as_of", "min_sources", "q"].contains(&key)
    };
    view.address.pairs.iter().filter(move |(key, _)| !boxed(key))
}

fn boxes(facet: &Facet, name: &str, view: &View) -> Markup {
    let key = facet.key;
    // "At least so exactly": one value stands for those before it.
    let once = key == "precision";
    let is_chosen = |value: &FacetValue| value.chosen || (once && view.address.value(key) == Some(&value.value));
    let chosen = facet.values.iter().filter(|value| is_chosen(value)).count();
    html! {
        @if facet.total > 1 || chosen > 0 {
            details.facet open[OPEN.contains(&key) || chosen > 0] {
                summary { (name) @if chosen > 0 { " " span.aside { (chosen) " chosen" } } }
                ul {
                    @for value in &facet.values {
                        li {
                            label {
                                input type=(if once { "radio" } else { "checkbox" }) name=(key) value=(value.value) checked[is_chosen(value)] id={ "f-" (key) "-" (value.value) };
                                span.label { @if key == "status" { (shape(&value.value)) } (label(key, value)) }
                                span.count { (words::number(value.events)) }
                            }
                        }
                    }
                }
                @if facet.total > facet.values.len() { p.aside { (words::number(facet.total - facet.values.len())) " more; search by name" } }
            }
        }
    }
}

fn label(key: &str, value: &FacetValue) -> Markup {
    match key {
        "status" => html! { (State::from_key(&value.value).map_or("", State::word)) },
        "type" => html! { (claims::kind(&value.value)) },
        "attribute" => html! { (state::attribute(&value.value)) },
        "precision" => html! { (precision(&value.value)) },
        _ => words::foreign(&value.label),
    }
}

fn precision(value: &str) -> &str {
    match value {
        "point" => "a town, village or site",
        "area" => "an area, or better",
        "country" => "a country, or better",
        other => other,
    }
}

fn shape(value: &str) -> Markup {
    html! { @if let Some(state) = State::from_key(value) { span class={ "state " (state.word()) } aria-hidden="true" { (state.shape()) } " " } }
}
