//! Which numbers did their own speakers give up for later ones?

use crate::{Claim, ClaimValue, Document, Interval};

/// Tells of each version of a claim whether all who gave it gave another number in a later account: "the toll rises to 126".
///
/// `find` gives an account by its id. Where nobody knows when an account was written nobody knows what came later.
pub fn superseded<'d>(claim: &Claim, find: impl Fn(&str) -> Option<&'d Document>) -> Vec<bool> {
    let numbers = claim.values.iter().filter(|version| version.bounds.is_some()).count();
    if numbers < 2 {
        return vec![false; claim.values.len()];
    }
    let written = |version: &ClaimValue| -> Vec<Option<Interval>> {
        version.documents.iter().map(|id| find(id)?.published.when).collect()
    };
    let later = |one: &ClaimValue, other: &ClaimValue| {
        let before = written(one).into_iter().map(|when| Some(when?.to)).collect::<Option<Vec<_>>>();
        let after = written(other).into_iter().flatten().map(|when| when.from).max();
        let before = before.and_then(|days| days.into_iter().max());
        before.zip(after).is_some_and(|(before, after)| before < after)
    };
    let replaced = |version: &ClaimValue, speaker: &String| {
        let mut others = claim.values.iter().filter(|other| other.bounds.is_some() && other.bounds != version.bounds);
        others.any(|other| other.by.contains(speaker) && later(version, other))
    };
    let gone = |version: &ClaimValue| {
        version.bounds.is_some() && !version.by.is_empty() && version.by.iter().all(|by| replaced(version, by))
    };
    claim.values.iter().map(gone).collect()
}
