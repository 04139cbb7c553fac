//! Who may ask, who may write, and what may a page do in the browser?
//!
//! Every answer passes here. Another name for this address (DNS rebinding), another site's request (CSRF) and
//! words of a hostile page (scripts, remote images) are each stopped by a rule that a test holds.

use crate::{pages, refusal::Refusal, site::Site};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// What our own pages may do: load from here, nothing else, no inline code.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    font-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types rashomon";

/// What a captured page may do: be looked at. The sandbox gives it an origin of its own without scripts or forms.
pub(crate) const SNAPSHOT_POLICY: &str = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'self'";

const COOKIE: &str = "rashomon_session";

/// Lets a request through where its host, its origin and its session are ours, and sets the headers of the answer.
pub(crate) async fn guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let mut response = match refused(&site, &request) {
        Some(refusal) => refusal,
        None => match fresh_session(&site, &request) {
            Some(welcome) => welcome,
            None => next.run(request).await,
        },
    };
    set_headers(response.headers_mut());
    response
}

fn refused(site: &Site, request: &Request) -> Option<Response> {
    if !is_our_host(request.headers(), site.port) {
        return Some(
            (StatusCode::MISDIRECTED_REQUEST, "This server answers only to its own address.\n").into_response(),
        );
    }
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return None;
    }
    let below = request.uri().path().strip_prefix(api::ROOT);
    may_write(site, request).err().map(|refusal| match below {
        Some(path) => pages::api::sent(site, refusal.as_problem(path), request.headers()),
        None => refusal.into_response(),
    })
}

fn is_our_host(headers: &HeaderMap, port: u16) -> bool {
    let Some(host) = headers.get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    ["127.0.0.1", "localhost", "[::1]"]
        .iter()
        .any(|name| host == format!("{name}:{port}") || (port == 80 && host == *name))
}

/// Tells whether a request that changes something comes from a page of ours, in our session, as JSON or from a form of the review.
fn may_write(site: &Site, request: &Request) -> Result<(), Refusal> {
    let headers = request.headers();
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let fetched_here = text(HeaderName::from_static("sec-fetch-site")).map(|site| site == "same-origin");
    // Forms of pages that send no referrer have the origin "null"; where they come from, `sec-fetch-site` tells.
    let origin = text(header::ORIGIN).filter(|origin| *origin != "null");
    let from_here = origin.zip(text(header::HOST)).map(|(origin, host)| origin == format!("http://{host}"));
    if fetched_here == Some(false) || from_here == Some(false) || fetched_here.or(from_here).is_none() {
        return Err(Refusal::Forbidden("Another site asked for this; changes are made only from these pages."));
    }
    // Reviewing works without a script: its forms are held by the origin and by the session, whose cookie no other site can send.
    let forms = request.uri().path().starts_with("/review");
    let kind = text(header::CONTENT_TYPE).and_then(|kind| kind.split(';').next()).unwrap_or_default();
    if kind != "application/json" && !(forms && kind == "application/x-www-form-urlencoded") {
        return Err(Refusal::Forbidden("Changes are sent as JSON."));
    }
    if !session(headers).is_some_and(|shown| is_same(shown, &site.token)) {
        return Err(Refusal::Forbidden("This session may only read: open the address that `rashomon serve` printed."));
    }
    Ok(())
}

fn session(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    cookies.split(';').find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// Compares without telling by its time how much was right.
fn is_same(shown: &str, token: &str) -> bool {
    shown.len() == token.len() && shown.bytes().zip(token.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}

/// Trades the token in the printed address for a cookie, so that it stays in no history.
fn fresh_session(site: &Site, request: &Request) -> Option<Response> {
    let shown = request.uri().query()?.split('&').find_map(|pair| pair.strip_prefix("token="))?;
    if request.method() != Method::GET || !is_same(shown, &site.token) {
        return None;
    }
    let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", site.token);
    Some((StatusCode::SEE_OTHER, [(header::SET_COOKIE, cookie), (header::LOCATION, "/".to_owned())]).into_response())
}

fn set_headers(headers: &mut HeaderMap) {
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
