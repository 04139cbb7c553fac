//! What differs between two cases?

use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    query,
    sql::json,
};
use schema::{Claim, Event};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An event that two cases do not have alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// The event.
    pub event: String,
    /// `added`, `gone` or `changed`.
    pub change: &'static str,
    /// Its sentence, in the newer case where it is there.
    pub summary: String,
    /// What changed: `kind`, `when`, `place`, `agents`, `targets`, `mentions`, `summary`, and the attributes of claims.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<String>,
    /// The events of the newer case that hold its tellings, where it is gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<String>,
}

/// Gives the events that `new` has not as `old` has them, sorted by id.
///
/// # Errors
/// When one of the files cannot be read.
pub fn diff(old: &CaseFile, new: &CaseFile) -> std::result::Result<Vec<Difference>, StoreError> {
    let (before, after) = (digests(old)?, digests(new)?);
    let unlike = |one: &BTreeMap<String, String>, other: &BTreeMap<String, String>| -> Vec<String> {
        one.iter().filter(|(id, digest)| other.get(*id) != Some(*digest)).map(|(id, _)| id.clone()).collect()
    };
    let (was, is) = (events(old, &unlike(&before, &after))?, events(new, &unlike(&after, &before))?);
    let ids: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    let mut differences = Vec::with_capacity(ids.len());
    for id in ids {
        let (event, change, parts) = match (was.get(id), is.get(id)) {
            (Some(was), Some(is)) => (is, "changed", parts(was, is)),
            (None, Some(is)) => (is, "added", Vec::new()),
            (Some(was), None) => (was, "gone", Vec::new()),
            (None, None) => continue,
        };
        let successors = if change == "gone" { holders(new, &event.mentions)? } else { Vec::new() };
        let (event, summary) = (event.id.clone(), event.summary.clone());
        differences.push(Difference { event, change, summary, parts, successors });
    }
    Ok(differences)
}

fn digests(file: &CaseFile) -> std::result::Result<BTreeMap<String, String>, StoreError> {
    let rows = file.read("SELECT id, digest FROM events", |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.into_iter().collect())
}

fn events(file: &CaseFile, ids: &[String]) -> std::result::Result<BTreeMap<String, Event>, StoreError> {
    let events = load::events(&file.connection, Which::Of(&json(ids))).map_err(|error| file.told(error))?;
    Ok(events.into_iter().map(|event| (event.id.clone(), event)).collect())
}

fn holders(file: &CaseFile, mentions: &[String]) -> std::result::Result<Vec<String>, StoreError> {
    query::event_ids(&file.connection, mentions).map_err(|error| file.told(error))
}

fn parts(was: &Event, is: &Event) -> Vec<String> {
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for (name, differs) in [
        ("kind", was.kind != is.kind),
        ("when", was.when != is.when),
        ("place", was.place != is.place),
        ("agents", was.agents != is.agents),
        ("targets", was.targets != is.targets),
        ("mentions", was.mentions != is.mentions),
        ("summary", was.summary != is.summary),
    ] {
        parts.extend(differs.then(|| name.to_owned()));
    }
    let only = |one: &'_ [Claim], other: &[Claim]| -> Vec<String> {
        one.iter().filter(|claim| !other.contains(claim)).map(|claim| claim.attribute.clone()).collect()
    };
    parts.extend(only(&was.claims, &is.claims));
    parts.extend(only(&is.claims, &was.claims));
    parts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::diff;
    use crate::{CaseFile, sample};
    use schema::Case;

    #[test]
    fn only_what_differs_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, case: &Case| {
            let mut file = CaseFile::create_or_resume(folder.path().join(name)).unwrap();
            file.put_case(case).unwrap();
            file
        };
        let case = sample::case();
        let mut other = case.clone();
        other.events[0].claims[0].values.pop();
        other.events[0].place = None;
        let mut renamed = case.clone();
        renamed.events[0].id = "E-AAAA-AAAA".into();
        let (one, same, other, renamed) =
            (put("1.db", &case), put("2.db", &case), put("3.db", &other), put("4.db", &renamed));
        assert_eq!(diff(&one, &same).unwrap(), []);
        let changed = diff(&one, &other).unwrap();
        assert_eq!(
            (changed[0].change, changed[0].parts.as_slice()),
            ("changed", ["killed", "place"].map(String::from).as_slice())
        );
        let moved = diff(&one, &renamed).unwrap();
        assert_eq!(moved.iter().map(|difference| difference.change).collect::<Vec<_>>(), ["gone", "added"]);
        assert_eq!(moved[0].successors, ["E-AAAA-AAAA"]);
    }
}
