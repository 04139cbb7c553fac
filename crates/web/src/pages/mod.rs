//! The pages, one file each.

pub(crate) mod actor;
pub(crate) mod api;
pub(crate) mod compare;
pub(crate) mod document;
pub(crate) mod event;
pub(crate) mod explore;
pub(crate) mod place;
pub(crate) mod sample;
pub(crate) mod snapshot;
pub(crate) mod source;
pub(crate) mod suggest;

use crate::refusal::Refusal;
use axum::http::Uri;
use maud::Markup;

/// What a page's handler gives.
pub(crate) type Shown = Result<Markup, Refusal>;

/// The names and values of an address, in its order.
pub(crate) type Asked = Vec<(String, String)>;

/// Gives the value of a name in an address.
pub(crate) fn value<'asked>(asked: &'asked Asked, name: &str) -> Option<&'asked str> {
    asked.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// Says that no page has this address.
pub(crate) async fn nowhere(uri: Uri) -> Refusal {
    Refusal::Missing("page", uri.path().to_owned())
}
