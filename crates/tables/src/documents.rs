//! What was read?

use crate::{Row, index};
use schema::{Case, Document};
use serde::{Deserialize, Serialize};

/// One document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Id by content.
    pub id: String,
    /// The first of the paths under which the page was found.
    pub path: String,
    /// SHA-256 of the page's bytes.
    pub hash: String,
    /// The headline.
    pub title: Option<String>,
    /// Who publishes.
    pub source: Option<String>,
    /// Web domain.
    pub domain: Option<String>,
    /// The actor whose own medium the source is.
    pub speaks_for: Option<String>,
    /// Who signs.
    pub author: Option<String>,
    /// First day on which it may have been published.
    pub published_from: Option<String>,
    /// Last such day.
    pub published_to: Option<String>,
    /// `stated`, `inferred` or `unknown`.
    pub published_basis: String,
    /// The words, tag or reason behind the day.
    pub published_evidence: String,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Agencies that the page credits.
    pub agencies: Vec<String>,
    /// The document that this one copies.
    pub copy_of: Option<String>,
    /// The text that all positions index.
    pub text: String,
}

impl Row for DocumentRow {
    const DAYS: &'static [&'static str] = &["published_from", "published_to"];
}

/// Lists the documents of a case.
#[must_use]
pub fn documents(case: &Case) -> Vec<DocumentRow> {
    case.documents.iter().map(row).collect()
}

fn row(document: &Document) -> DocumentRow {
    let (published_from, published_to) = index::days(document.published.when);
    let source = document.source.as_ref();
    DocumentRow {
        id: document.id.clone(),
        path: document.path.clone(),
        hash: document.hash.clone(),
        title: document.title.clone(),
        source: source.map(|source| source.name.clone()),
        domain: source.and_then(|source| source.domain.clone()),
        speaks_for: source.and_then(|source| source.speaks_for.clone()),
        author: document.author.clone(),
        published_from,
        published_to,
        published_basis: index::word(document.published.basis),
        published_evidence: document.published.evidence.clone(),
        language: document.language.clone(),
        agencies: document.agencies.clone(),
        copy_of: document.copy_of.clone(),
        text: document.text.clone(),
    }
}
