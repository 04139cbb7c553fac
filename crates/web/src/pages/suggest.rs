//! Whom or what may somebody mean who begins to type a name?

use super::{Asked, value};
use crate::{refusal::Refusal, site::Site};
use axum::{
    extract::{Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde_json::json;
use std::sync::Arc;
use store::query;

/// Names that are offered.
const MOST: usize = 8;

/// Gives actors and places with a name that begins as typed, those of most events first.
pub(crate) async fn page(State(site): State<Arc<Site>>, Query(asked): Query<Asked>) -> Result<Response, Refusal> {
    let mut names = query::suggest(&site.file()?, value(&asked, "q").unwrap_or_default(), MOST)?;
    names.retain(|name| name.events > 0);
    Ok(([(header::CONTENT_TYPE, "application/json")], json!({ "names": names }).to_string()).into_response())
}
