//! Which address asks what, and what does the answer look like?
//!
//! [`answer`] takes a path and the pairs of its query string and gives a status and a body: it knows no web server, so that the
//! server, the `.json` twins of its pages and [`assistant`] give the same answers. It only reads. [`description`] tells all of
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
    Reply { status, media: "application/problem+json", location, body: problem.body(path) }
}

/// Answers a question: `path` begins below [`ROOT`] and is decoded, `pairs` are its parameters, decoded.
#[must_use]
pub fn answer(file: &CaseFile, path: &str, pairs: &[(String, String)]) -> Reply {
    let answered = routes::route(path).and_then(|(route, id)| (route.answer)(&Asked { file, id, pairs }));
    match answered {
        Ok(body) => Reply { status: 200, media: "application/json", location: None, body },
        Err(problem) => refused(&problem, path),
    }
}
