//! Which address asks what, and what does the answer look like?
//!
//! [`answer`] takes a path and the pairs of its query string and gives a status and a body: it knows no web server, so that the
//! server, the `.json` twins of its pages and [`assistant`] give the same answers. It only reads; the server adds what takes a decision. [`description`] tells all of
//! it as OpenAPI 3.1, made from the same table that answers.

pub mod assistant;
mod openapi;
mod problem;
mod routes;

pub use openapi::description;
pub use problem::Problem;
pub use routes::ROUTES;

use routes::Asked;
use serde_json::Value;
use std::path::Path;
use store::CaseFile;

/// Where the addresses begin.
pub const ROOT: &str = "/api/v1";

/// An answer, ready to be sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub media: &'static str,
    /// Where to go instead, for an event that was joined with another.
    pub location: Option<String>,
    /// The address of the next page of a list.
    pub next: Option<String>,
    /// The body.
    pub body: Value,
}

/// Answers a question to the case in a file; one that cannot be opened is a problem like any other.
#[must_use]
pub fn ask(case: &Path, path: &str, pairs: &[(String, String)]) -> Reply {
    match CaseFile::open(case) {
        Ok(file) => answer(&file, path, pairs),
        Err(error) => refused(&Problem::from(error), path),
    }
}

fn refused(problem: &Problem, path: &str) -> Reply {
    let (status, location) = (problem.status, problem.location.clone());
    Reply { status, media: "application/problem+json", location, next: None, body: problem.body(path) }
}

/// Gives the reply to a question that cannot be asked so.
#[must_use]
pub fn misasked(detail: &str, path: &str) -> Reply {
    problem(400, "wrong parameters", detail, path)
}

/// Gives the reply to what the server cannot do.
#[must_use]
pub fn problem(status: u16, title: &'static str, detail: &str, path: &str) -> Reply {
    refused(&Problem::new(status, title, detail), path)
}

/// Gives the address of the page after the one that `body` is.
fn next_of(body: &Value, path: &str, pairs: &[(String, String)]) -> Option<String> {
    let cursor = body.get("next")?.as_str()?;
    let kept = pairs.iter().filter(|(key, _)| key != "cursor").map(|(key, value)| (key.as_str(), value.as_str()));
    let pairs: Vec<String> =
        kept.chain([("cursor", cursor)]).map(|(key, value)| format!("{}={}", escaped(key), escaped(value))).collect();
    Some(format!("{ROOT}{path}?{}", pairs.join("&")))
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Answers a question: `path` begins below [`ROOT`] and is decoded, `pairs` are its parameters, decoded.
#[must_use]
pub fn answer(file: &CaseFile, path: &str, pairs: &[(String, String)]) -> Reply {
    let answered = routes::route(path).and_then(|(route, id)| {
        let asked = Asked { file, id, pairs };
        asked.no_blanks()?;
        (route.answer)(&asked)
    });
    match answered {
        Ok(body) => {
            let next = next_of(&body, path, pairs);
            Reply { status: 200, media: "application/json", location: None, next, body }
        }
        Err(problem) => refused(&problem, path),
    }
}
