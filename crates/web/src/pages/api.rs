//! What do programs get?

use super::{Asked, export};
use crate::{refusal::Refusal, review, site::Site};
use api::Reply;
use axum::{
    extract::{Path, Query, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// Pages and the addresses of the API that tell the same.
const TWINS: [(&str, &str); 5] =
    [("/e/", "/events/"), ("/d/", "/documents/"), ("/a/", "/actors/"), ("/p/", "/places/"), ("/s/", "/sources/")];
const LISTS: [&str; 5] = ["/events", "/documents", "/actors", "/places", "/sources"];

/// Answers a question of the API; the same table describes it.
pub(crate) async fn answer(
    State(site): State<Arc<Site>>,
    Path(path): Path<String>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    match path.as_str() {
        "openapi.json" => {
            ([(header::CONTENT_TYPE, "application/json")], api::description().to_string()).into_response()
        }
        "export" => match export::page(State(Arc::clone(&site)), Query(asked)).await {
            Err(Refusal::Misasked(why)) => sent(&site, api::misasked(&why, "/export"), &headers),
            // What else stops it stops every address in the same way.
            Err(_) => sent(&site, api::ask(&site.case, "/stats", &[]), &headers),
            Ok(file) => file,
        },
        path => sent(&site, reply(&site, &format!("/{path}"), &asked), &headers),
    }
}

/// Asks the case with all that was decided until now in it.
fn reply(site: &Site, path: &str, asked: &Asked) -> Reply {
    match site.file() {
        Err(refusal @ Refusal::Broken(_)) => refusal.as_problem(path),
        // What else stops it the API tells in its own words.
        _ => api::ask(&site.case, path, asked),
    }
}

/// Answers with the log of decisions.
pub(crate) async fn decisions(
    State(site): State<Arc<Site>>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Response {
    sent(&site, api::ask(&site.case, "/decisions", &asked), &headers)
}

/// Takes a decision that a program sends, checked as that of a form is, and gives it as it stands in the log.
pub(crate) async fn decide(State(site): State<Arc<Site>>, headers: HeaderMap, body: String) -> Response {
    let stale = |known: &HeaderValue| {
        site.stamp().is_none_or(|stamp| known != "*" && known.as_bytes() != format!("\"{stamp}\"").as_bytes())
    };
    if headers.get(header::IF_MATCH).is_some_and(stale) {
        let what = "the case has changed since you read it: read it again, then decide";
        return sent(&site, api::problem(412, "the case has changed", what, "/decisions"), &headers);
    }
    match review::given(&site, &headers, &body).map(|made| serde_json::to_string(&made)) {
        Ok(Ok(made)) => (StatusCode::CREATED, [(header::CONTENT_TYPE, "application/json")], made).into_response(),
        Ok(Err(error)) => sent(&site, Refusal::Broken(error.to_string()).as_problem("/decisions"), &headers),
        Err(refusal) => sent(&site, refusal.as_problem("/decisions"), &headers),
    }
}

/// Answers `/e/E-1.json` as the API would, and lets all other pages through.
pub(crate) async fn twin(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let asked = Query::<Asked>::try_from_uri(request.uri());
    if let (&Method::GET, Some(path), Ok(Query(asked))) = (request.method(), twin_of(request.uri().path()), asked) {
        let reply = reply(&site, &path, &asked);
        // A source may be called so.
        if reply.status != 404 {
            return sent(&site, reply, request.headers());
        }
    }
    next.run(request).await
}

fn twin_of(path: &str) -> Option<String> {
    let bare = decoded(path.strip_suffix(".json")?)?;
    if LISTS.contains(&bare.as_str()) {
        return Some(bare);
    }
    TWINS.iter().find_map(|(page, address)| Some(format!("{address}{}", bare.strip_prefix(page)?)))
}

/// Reads `%20` and the like; none where what comes out is no text.
fn decoded(path: &str) -> Option<String> {
    let (bytes, mut out, mut at) = (path.as_bytes(), Vec::with_capacity(path.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        if byte == b'%' {
            let digits = std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?;
            out.push(u8::from_str_radix(digits, 16).ok()?);
            at += 3;
        } else {
            out.push(byte);
            at += 1;
        }
    }
    String::from_utf8(out).ok()
}

/// Sends a reply with what tells its version and where it goes on.
pub(crate) fn sent(site: &Site, reply: Reply, asked: &HeaderMap) -> Response {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut headers = HeaderMap::new();
    let mut set = |name, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    if status.is_success()
        && let Some(stamp) = site.stamp()
    {
        let version = format!("\"{stamp}\"");
        set(header::ETAG, version.clone());
        set(header::CACHE_CONTROL, "no-cache".into());
        if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == version.as_bytes()) {
            return (StatusCode::NOT_MODIFIED, headers).into_response();
        }
    }
    if let Some(next) = reply.next {
        set(header::LINK, format!("<{next}>; rel=\"next\""));
    }
    if let Some(location) = reply.location {
        set(header::LOCATION, location);
    }
    set(header::CONTENT_TYPE, reply.media.into());
    (status, headers, reply.body.to_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::twin_of;

    #[test]
    fn every_page_has_a_twin() {
        for (page, address) in [
            ("/e/E-7QK4-M2XD.json", Some("/events/E-7QK4-M2XD")),
            ("/s/Wire%20Nine.json", Some("/sources/Wire Nine")),
            ("/events.json", Some("/events")),
            ("/map.json", None),
            ("/e/E-7QK4-M2XD", None),
            ("/s/%ff.json", None),
        ] {
            assert_eq!(twin_of(page).as_deref(), address, "{page}");
        }
    }
}
