//! The pages, one file each.

pub(crate) mod actor;
pub(crate) mod api;
pub(crate) mod compare;
pub(crate) mod document;
pub(crate) mod event;
pub(crate) mod explore;
pub(crate) mod export;
pub(crate) mod pair;
pub(crate) mod place;
pub(crate) mod sample;
pub(crate) mod snapshot;
pub(crate) mod source;
pub(crate) mod suggest;

use crate::{
    explore::address::Address,
    parts::{
        bars::{self, Bar},
        days, link, state, words,
    },
    refusal::Refusal,
};
use axum::http::Uri;
use maud::{Markup, html};
use store::{CaseFile, query};

/// What a page's handler gives.
pub(crate) type Shown = Result<Markup, Refusal>;

/// The names and values of an address, in its order.
pub(crate) type Asked = Vec<(String, String)>;

/// Gives the value of a name in an address.
pub(crate) fn value<'asked>(asked: &'asked Asked, name: &str) -> Option<&'asked str> {
    asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Items of a list on one page.
const LENGTH: usize = 200;

/// Reads which part of a list an address asks for.
pub(crate) fn page_of(asked: &Asked) -> Result<query::Page, Refusal> {
    if let Some((key, _)) = asked.iter().find(|(key, _)| key != "cursor") {
        return Err(Refusal::Misasked(format!("{key}: there is no such parameter here; there is cursor")));
    }
    let after = value(asked, "cursor").map(str::to_owned);
    Ok(query::Page { limit: LENGTH, after, ..query::Page::default() })
}

/// Links the next part of a list.
pub(crate) fn next<T>(path: &str, list: &query::List<T>) -> Markup {
    html! {
        @if let Some(next) = &list.next {
            p.next { a.button rel="next" href={ (path) "?cursor=" (link::part(next)) } { "Next " (LENGTH) } " " span.aside { "of " (words::number(list.total)) } }
        }
    }
}

/// Lists the latest events of something in one line each, with the way to all of them.
pub(crate) fn short_list(file: &CaseFile, address: &Address) -> Shown {
    let pairs = address.pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let filter = query::Filter::parse(pairs).map_err(|bad| Refusal::Misasked(format!("{bad:?}")))?;
    let list = query::events(file, &filter, &query::Page { limit: 30, ..query::Page::default() })?;
    Ok(html! {
        section {
            h2 { "Events" }
            table.list {
                tbody {
                    @for row in &list.items {
                        tr {
                            td.day { (days::when(days::between(row.from.as_deref(), row.to.as_deref()))) }
                            td { a href={ "/e/" (link::part(&row.id)) } { (words::foreign(&row.summary)) } }
                            td { (state::of_row(row)) }
                        }
                    }
                }
            }
            @if list.total > list.items.len() { p { a href=(address.list()) { "All " (words::number(list.total)) } } }
        }
    })
}

/// Draws how many events there are of each value of a facet.
pub(crate) fn facet(
    facets: &[query::Facet],
    key: &str,
    heading: &str,
    bar: impl Fn(&query::FacetValue) -> Bar,
) -> Markup {
    let values = facets.iter().find(|facet| facet.key == key).map(|facet| facet.values.as_slice()).unwrap_or_default();
    html! { section { h2 { (heading) } (bars::bars(values.iter().map(bar).collect())) } }
}

/// Says that no page has this address.
pub(crate) async fn nowhere(uri: Uri) -> Refusal {
    Refusal::Missing("page", uri.path().to_owned())
}
