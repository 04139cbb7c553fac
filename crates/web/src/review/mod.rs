//! How does a person correct the case in the browser?
//!
//! `/review` shows one question at a time; every form works without a script, and with one a key is a decision.
//! A decision goes into the file at once; the case follows when another page of it is opened.

mod batch;
mod card;
pub(crate) mod coding;
mod desk;
pub(crate) mod forms;
mod given;
mod journal;
mod queue;

pub(crate) use batch::page as batch;
pub(crate) use desk::Desk;
pub(crate) use given::{decide, given};
pub(crate) use journal::page as journal;
pub(crate) use queue::{answer, page};

use crate::{pages::Asked, refusal::Refusal, site::Site};
use axum::http::{HeaderMap, Uri, header};
use schema::Decision;
use serde_json::Value;
use std::{thread::sleep, time::Duration};
use store::{CaseFile, StoreError};

/// So often another program that has the file is waited for, and so long each time.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// Writes decisions into the log of the case, and gives them as they stand there.
pub(crate) fn append(site: &Site, drafts: Vec<Decision>) -> Result<Vec<Decision>, Refusal> {
    for _ in 0..TRIES {
        match CaseFile::create_or_resume(&site.case) {
            Ok(mut file) => return Ok(file.decide(drafts)?),
            Err(StoreError::Locked(_)) => sleep(PAUSE),
            Err(other) => return Err(other.into()),
        }
    }
    Err(site.running())
}

/// Reads what a form or a script sent, as names and values.
fn sent(headers: &HeaderMap, body: &str) -> Result<(Asked, Sent), Refusal> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("application/json") {
        let value: Value = serde_json::from_str(body).map_err(|error| Refusal::Misasked(error.to_string()))?;
        let pairs = value.as_object().into_iter().flatten();
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        return Ok((pairs.map(|(name, value)| (name.clone(), text(value))).collect(), Sent::Script));
    }
    let unread = || Refusal::Misasked("what was sent cannot be read".into());
    let uri: Uri = format!("/?{body}").parse().map_err(|_| unread())?;
    let pairs = axum::extract::Query::<Asked>::try_from_uri(&uri).map_err(|_| unread())?;
    Ok((pairs.0, Sent::Form))
}

/// Who sent it, which tells what to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sent {
    /// A form: the answer is another page.
    Form,
    /// Our script: the answer is the part of the page that changed.
    Script,
}

/// Gives a value that is not empty.
fn filled<'a>(asked: &'a Asked, name: &str) -> Option<&'a str> {
    crate::pages::value(asked, name).map(str::trim).filter(|text| !text.is_empty())
}
