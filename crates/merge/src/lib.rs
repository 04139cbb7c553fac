//! One event, many accounts: findings of many documents to events, claims and disagreements.

use schema::{Case, Document, Findings};

/// Merges what many documents say into one case.
///
/// The result does not depend on the order of the documents.
#[must_use]
pub fn merge(_accounts: Vec<(Document, Findings)>) -> Case {
    Case::default()
}
