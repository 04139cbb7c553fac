//! How did the captured page look, without letting it do anything?

use crate::{guard::SNAPSHOT_POLICY, refusal::Refusal, site::Site};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use std::sync::Arc;
use store::query;

/// Shows the page in a sandbox without scripts, forms, frames or anything from elsewhere.
pub(crate) async fn page(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let (name, bytes) = captured(&site, &id)?;
    let lower = name.to_lowercase();
    let is_html = [".html", ".htm", ".xhtml"].iter().any(|ending| lower.ends_with(ending));
    let kind = if is_html { "text/html" } else { "text/plain; charset=utf-8" };
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, SNAPSHOT_POLICY)], bytes).into_response())
}

/// Hands the page's bytes out as a file that no browser runs.
pub(crate) async fn raw(State(site): State<Arc<Site>>, Path(id): Path<String>) -> Result<Response, Refusal> {
    let (_, bytes) = captured(&site, &id)?;
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.txt\"", plain(&id))),
        (header::CONTENT_SECURITY_POLICY, SNAPSHOT_POLICY.to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

fn captured(site: &Site, id: &str) -> Result<(String, Vec<u8>), Refusal> {
    let file = site.file()?;
    let case = query::page_of(&file, id)?.ok_or_else(|| Refusal::Missing("document", id.to_owned()))?;
    let document = case.documents.first().ok_or_else(|| Refusal::Missing("document", id.to_owned()))?;
    let meta = file.meta()?;
    let bytes = (site.world.page)(document, meta.get("inputs").map(String::as_str).unwrap_or_default());
    bytes
        .map(|bytes| (document.path.clone(), bytes))
        .ok_or_else(|| Refusal::Missing("captured page any more for", id.to_owned()))
}

fn plain(id: &str) -> String {
    id.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
}
