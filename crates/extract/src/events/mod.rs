//! What happens?

use language::Analysis;
use schema::{DataFile, Document, EventMention, Findings, Problem};

/// Kinds of event and the rules that find them.
#[derive(Debug, Default)]
pub struct Rules {}

impl Rules {
    /// Loads `data/ontology/event_kinds.toml` and `data/<language>/events`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(_files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        Ok(Self {})
    }
}

/// Finds the event mentions of the document, in text order of their triggers.
///
/// `findings` holds all that the other topics found.
#[must_use]
pub fn find(_document: &Document, _analysis: &Analysis<'_>, _findings: &Findings, _rules: &Rules) -> Vec<EventMention> {
    Vec::new()
}
