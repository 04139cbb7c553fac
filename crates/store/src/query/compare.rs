//! Where do two accounts of the same events agree?

use super::{
    dossier::{ClaimShown, claims_of},
    filter::{Filter, Terms},
    list::ids,
    part::part,
};
use crate::{CaseFile, StoreError};
use serde::Serialize;
use std::collections::BTreeSet;

/// One attribute of one event in two accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The event.
    pub event: String,
    /// Its sentence.
    pub summary: String,
    /// The attribute: `killed`, `place`, …
    pub attribute: String,
    /// For numbers: on whom they are counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// What the one account gives.
    pub one: Vec<String>,
    /// What the other gives.
    pub other: Vec<String>,
    /// `same`, `differs`, or `silent` where only one gives something.
    pub verdict: &'static str,
}

/// Compares what two documents, or the documents of two sources, say of the events that both tell of.
///
/// `key` is `document` or `source`.
///
/// # Errors
/// When the file cannot be read.
pub fn compare(file: &CaseFile, key: &'static str, [one, other]: [&str; 2]) -> Result<Vec<Compared>, StoreError> {
    let told_by = |value: &str| {
        let mut filter = Filter::default();
        filter.terms.insert(key, Terms { any: vec![value.to_owned()], none: Vec::new() });
        ids(file, &filter)
    };
    let theirs: BTreeSet<String> = told_by(other)?.into_iter().collect();
    let both: Vec<String> = told_by(one)?.into_iter().filter(|id| theirs.contains(id)).collect();
    let case = part(file, &both, None)?;
    let of = |value: &str| -> BTreeSet<&str> {
        let is = |document: &&schema::Document| match key {
            "document" => {
                document.id == value || document.path == value || document.path.ends_with(&format!("/{value}"))
            }
            _ => super::source_name(document).eq_ignore_ascii_case(value),
        };
        case.documents.iter().filter(is).map(|document| document.id.as_str()).collect()
    };
    let (mine, theirs) = (of(one), of(other));
    let rows = case.events.iter().flat_map(|event| {
        let compared = |claim: ClaimShown| {
            let (one, other) = (labels(&claim, &mine), labels(&claim, &theirs));
            let verdict = match (one.is_empty(), other.is_empty()) {
                (true, true) => return None,
                (false, false) if one == other => "same",
                (false, false) => "differs",
                _ => "silent",
            };
            let (event, summary) = (claim.event, event.summary.clone());
            Some(Compared {
                event,
                summary,
                attribute: claim.attribute,
                of: claim.of.map(|of| of.name),
                one,
                other,
                verdict,
            })
        };
        claims_of(event, &case).into_iter().filter_map(compared).collect::<Vec<_>>()
    });
    Ok(rows.collect())
}

/// Gives the values of a claim that some documents carry.
fn labels(claim: &ClaimShown, documents: &BTreeSet<&str>) -> Vec<String> {
    let carry =
        |version: &&super::Version| version.quotes.iter().any(|quote| documents.contains(quote.document.as_str()));
    claim.versions.iter().filter(carry).map(|version| version.label.clone()).collect()
}
