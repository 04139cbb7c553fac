//! Which words carry a value, and what stands around them?

use crate::index::source;
use schema::{Document, Span};
use serde::Serialize;

/// How many characters are shown before and after the words.
const CONTEXT: usize = 60;

/// Words of a document with their surroundings, enough to find them again in another copy of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// The document.
    pub document: String,
    /// Who publishes it; its path where it names nobody.
    pub source: String,
    /// The last day by which it was certainly public.
    pub published: Option<String>,
    /// First code point of the words in the document's text.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What stands before the words.
    pub prefix: String,
    /// The words.
    pub exact: String,
    /// What stands after the words.
    pub suffix: String,
    /// The same place in bytes of [`Document::text`].
    #[serde(skip)]
    pub span: Span,
}

impl Quote {
    /// Quotes the words at `span`; none where the text has no such place, which `check` reports.
    #[must_use]
    pub fn of(document: &Document, span: Span) -> Option<Self> {
        let text = document.text.as_str();
        let (before, exact, after) = (text.get(..span.start)?, text.get(span.start..span.end)?, text.get(span.end..)?);
        let start = before.chars().count();
        let first = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        Some(Self {
            document: document.id.clone(),
            source: source(document).to_owned(),
            published: document.published.when.map(|when| when.to.to_string()),
            start,
            end: start + exact.chars().count(),
            prefix: before[first..].to_owned(),
            exact: exact.to_owned(),
            suffix: after.chars().take(CONTEXT).collect(),
            span,
        })
    }
}
