//! What went wrong, as RFC 9457 has it?

use serde_json::{Value, json};
use store::{StoreError, query::BadParameter};

/// A question that has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What to do about it.
    pub detail: String,
    /// The parameters that are wrong.
    pub errors: Vec<BadParameter>,
    /// Where to go instead.
    pub location: Option<String>,
}

impl Problem {
    pub(crate) fn new(status: u16, title: &'static str, detail: impl Into<String>) -> Self {
        Self { status, title, detail: detail.into(), errors: Vec::new(), location: None }
    }

    pub(crate) fn nothing(what: &str, id: &str) -> Self {
        Self::new(404, "not found", format!("there is no {what} {id} in this case, or more than one begins so"))
    }

    pub(crate) fn parameters(errors: Vec<BadParameter>) -> Self {
        let detail = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        Self { errors, ..Self::new(400, "wrong parameters", detail) }
    }

    pub(crate) fn body(&self, path: &str) -> Value {
        json!({
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": format!("{}{path}", crate::ROOT),
            "errors": self.errors,
        })
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Locked(_) => {
                Self::new(503, "a run is writing", "a run is writing this case; ask again when it has ended")
            }
            StoreError::Missing(_) => Self::new(404, "no case", error.to_string()),
            error => Self::new(500, "the case cannot be read", error.to_string()),
        }
    }
}
