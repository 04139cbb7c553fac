//! Which answers need not be made again, because the case has not changed since somebody asked the same?

use crate::site::Site;
use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::{Request, State},
    http::{Method, StatusCode, header, response::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Mutex as Turn;

/// Bytes of the largest answer that is kept, and of all of them together.
const LARGEST: usize = 1 << 20;
const MOST: usize = 1 << 25;

/// Addresses whose answers tell of the case alone, and those that begin so.
const WHOLE: [&str; 6] = ["/", "/map.json", "/actors", "/places", "/sources", "/documents"];
const BEGUN: [&str; 6] = ["/e/", "/a/", "/p/", "/s/", "/compare", "/api/v1/"];
/// Of these the ones that are sent while they are made, or tell of more.
const NEVER: [&str; 2] = ["/api/v1/export", "/api/v1/decisions"];

/// Answers to what was asked since the case changed, by their addresses.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Shelf>);

#[derive(Debug, Default)]
struct Shelf {
    /// What tells that the case has changed.
    version: String,
    bytes: usize,
    answers: HashMap<String, (Parts, Bytes)>,
    /// Addresses whose answers are being made now.
    turns: HashMap<String, Arc<Turn<()>>>,
}

impl Kept {
    fn shelf(&self) -> MutexGuard<'_, Shelf> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives what to wait for, so that many who ask the same at once do not have it made many times.
    fn turn(&self, address: &str) -> Arc<Turn<()>> {
        Arc::clone(self.shelf().turns.entry(address.to_owned()).or_default())
    }

    fn find(&self, version: &str, address: &str) -> Option<Response> {
        let shelf = self.shelf();
        let (head, body) = shelf.answers.get(address).filter(|_| shelf.version == version)?;
        Some(Response::from_parts(head.clone(), Body::from(body.clone())))
    }

    fn keep(&self, version: String, address: String, answer: (Parts, Bytes)) {
        let mut shelf = self.shelf();
        let size = answer.1.len();
        if shelf.version != version || shelf.bytes + size > MOST {
            *shelf = Shelf { version, ..Shelf::default() };
        }
        shelf.bytes += size;
        shelf.answers.insert(address, answer);
    }
}

/// An answer that is being made; nobody waits for it any more when it is there, or whoever asked is gone.
struct Making<'k> {
    kept: &'k Kept,
    address: &'k str,
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        self.kept.shelf().turns.remove(self.address);
    }
}

/// Gives the answer to the same question that was made since the case changed, else makes it.
pub(crate) async fn answer(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let Some((version, address)) = is_kept(&request).then(|| site.version()).flatten().zip(address(&request)) else {
        return next.run(request).await;
    };
    if let Some(kept) = site.kept.find(&version, &address) {
        return kept;
    }
    let turn = site.kept.turn(&address);
    let _mine = turn.lock().await;
    if let Some(kept) = site.kept.find(&version, &address) {
        return kept;
    }
    let making = Making { kept: &site.kept, address: &address };
    let made = next.run(request).await;
    drop(making);
    if made.status() != StatusCode::OK || made.body().size_hint().exact().is_none_or(|size| size > LARGEST as u64) {
        return made;
    }
    let (head, body) = made.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    site.kept.keep(version, address, (head.clone(), body.clone()));
    Response::from_parts(head, Body::from(body))
}

fn is_kept(request: &Request) -> bool {
    let path = request.uri().path();
    let known = WHOLE.contains(&path) || BEGUN.iter().any(|begun| path.starts_with(begun));
    let plain = request.method() == Method::GET && !request.headers().contains_key(header::IF_NONE_MATCH);
    plain && known && !NEVER.iter().any(|never| path.starts_with(never))
}

fn address(request: &Request) -> Option<String> {
    request.uri().path_and_query().map(|asked| asked.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Kept, MOST};
    use axum::{
        body::{Body, Bytes},
        response::Response,
    };

    fn keep(kept: &Kept, version: &str, address: &str, size: usize) {
        let (head, _) = Response::new(Body::empty()).into_parts();
        kept.keep(version.into(), address.into(), (head, Bytes::from(vec![0; size])));
    }

    #[test]
    fn an_answer_is_kept_until_the_case_changes_or_there_is_no_room() {
        let kept = Kept::default();
        keep(&kept, "1", "/", 10);
        assert!(kept.find("1", "/").is_some() && kept.find("1", "/?type=siege").is_none());
        assert!(kept.find("2", "/").is_none());
        keep(&kept, "2", "/actors", 10);
        assert!(kept.find("2", "/").is_none() && kept.find("2", "/actors").is_some());
        keep(&kept, "2", "/places", MOST);
        assert!(kept.find("2", "/actors").is_none() && kept.find("2", "/places").is_some());
    }
}
