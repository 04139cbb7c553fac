//! What changed since the merge before, and where did an event go?

use crate::{
    CaseFile, StoreError,
    load::{self, Which},
    sql::{insert, json, number},
};
use rusqlite::{Connection, Result, params};
use schema::{Case, Event};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// One entry of the history of a case.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Its number in this file; later changes have higher ones.
    pub id: i64,
    /// The merge that brought it.
    pub merge: i64,
    /// When that was (UTC).
    pub at: String,
    /// The event.
    pub event: String,
    /// `added`, `changed`, `joined` (into one other), `split` (into several) or `dropped`.
    pub change: String,
    /// The events that hold its tellings since, where it is no more.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub successors: Vec<String>,
    /// The record as it was until then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Event>,
}

/// Where an id leads today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// To the event of that id.
    Here,
    /// To the event that holds its tellings since.
    Joined(String),
    /// To several events.
    Split(Vec<String>),
    /// Nowhere.
    Unknown,
}

impl CaseFile {
    /// Gives up to `limit` changes after the one with number `since`, oldest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn changes(&self, since: i64, limit: usize) -> Result<Vec<Change>, StoreError> {
        changes_where(&self.connection, "r.id > ?1", &since, limit).map_err(|error| self.told(error))
    }

    /// Gives all changes of one event, oldest first, with its record before each.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(&self, event: &str) -> Result<Vec<Change>, StoreError> {
        changes_where(&self.connection, "r.event = ?1", &event, usize::MAX).map_err(|error| self.told(error))
    }

    /// Tells where the id of an event leads: ids stay valid when events are joined or split.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn resolve_event(&self, id: &str) -> Result<Resolved, StoreError> {
        resolve(&self.connection, id).map_err(|error| self.told(error))
    }
}

fn changes_where(c: &Connection, condition: &str, value: &dyn rusqlite::ToSql, limit: usize) -> Result<Vec<Change>> {
    let sql = format!(
        "SELECT r.id, r.merge, merges.at, r.event, r.change, r.before,
            (SELECT json_group_array(successor) FROM successors AS s WHERE s.event = r.event AND s.merge = r.merge)
        FROM revisions AS r JOIN merges ON merges.number = r.merge WHERE {condition} ORDER BY r.id LIMIT ?2"
    );
    let mut statement = c.prepare_cached(&sql)?;
    let changes = statement.query_map(params![value, number(limit)], |row| {
        let (before, successors): (Option<String>, String) = (row.get(5)?, row.get(6)?);
        Ok(Change {
            id: row.get(0)?,
            merge: row.get(1)?,
            at: row.get(2)?,
            event: row.get(3)?,
            change: row.get(4)?,
            // The record of an older layout may lack what today's has.
            before: before.and_then(|record| serde_json::from_str(&record).ok()),
            successors: serde_json::from_str(&successors).unwrap_or_default(),
        })
    })?;
    changes.collect()
}

fn resolve(c: &Connection, id: &str) -> Result<Resolved> {
    let here = |id: &str| c.prepare_cached("SELECT 1 FROM events WHERE id = ?")?.exists([id]);
    if here(id)? {
        return Ok(Resolved::Here);
    }
    let (mut ends, mut seen, mut open) = (BTreeSet::new(), BTreeSet::new(), vec![id.to_owned()]);
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        if here(&id)? {
            ends.insert(id);
            continue;
        }
        let mut successors = c.prepare_cached("SELECT successor FROM successors WHERE event = ?")?;
        for successor in successors.query_map([&id], |row| row.get(0))? {
            open.push(successor?);
        }
    }
    let mut ends: Vec<String> = ends.into_iter().collect();
    Ok(match ends.len() {
        0 => Resolved::Unknown,
        1 => Resolved::Joined(ends.remove(0)),
        _ => Resolved::Split(ends),
    })
}

/// Gives the SHA-256 of an event's whole record.
pub(crate) fn digest(event: &Event) -> [u8; 32] {
    Sha256::digest(json(event).as_bytes()).into()
}

/// What a merge is about to change.
pub(crate) struct Changes {
    added: Vec<String>,
    /// Records that are replaced, or are no more.
    before: Vec<Event>,
}

/// Compares the case in the file with the one that will take its place.
pub(crate) fn changes(c: &Connection, case: &Case) -> Result<Changes> {
    let mut old: BTreeMap<String, [u8; 32]> = c
        .prepare("SELECT id, digest FROM event_rows")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_>>()?;
    let mut added = Vec::new();
    for event in &case.events {
        match old.get(&event.id) {
            None => added.push(event.id.clone()),
            Some(known) if *known == digest(event) => drop(old.remove(&event.id)),
            Some(_) => {}
        }
    }
    let ids: Vec<&String> = old.keys().collect();
    let before = if ids.is_empty() { Vec::new() } else { load::events(c, Which::Of(&json(&ids)))? };
    Ok(Changes { added, before })
}

/// Writes the changes of a merge; one that changes nothing leaves no trace.
pub(crate) fn write(c: &Connection, case: &Case, changes: &Changes) -> Result<()> {
    if changes.added.is_empty() && changes.before.is_empty() {
        return Ok(());
    }
    let sql = "INSERT INTO merges SELECT coalesce(max(number), 0) + 1, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?, ?
        FROM merges RETURNING number";
    let counts = [number(case.documents.len()), number(case.events.len())];
    let merge: i64 = c.query_row(sql, counts, |row| row.get(0))?;
    for id in &changes.added {
        insert(c, "revisions", params![None::<i64>, merge, id, "added", None::<String>])?;
    }
    let now: BTreeSet<&str> = case.events.iter().map(|event| event.id.as_str()).collect();
    let lost = changes.before.iter().any(|event| !now.contains(event.id.as_str()));
    let holders: BTreeMap<&str, &str> = if lost { holders(case) } else { BTreeMap::new() };
    for event in &changes.before {
        let successors: BTreeSet<&str> =
            event.mentions.iter().filter_map(|mention| holders.get(mention.as_str()).copied()).collect();
        let change = match (now.contains(event.id.as_str()), successors.len()) {
            (true, _) => "changed",
            (false, 0) => "dropped",
            (false, 1) => "joined",
            (false, _) => "split",
        };
        insert(c, "revisions", params![None::<i64>, merge, event.id, change, json(event)])?;
        if change == "changed" {
            continue;
        }
        let sql = "INSERT INTO successors VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET merge = excluded.merge";
        for successor in successors {
            c.prepare_cached(sql)?.execute(params![event.id, successor, merge])?;
        }
    }
    Ok(())
}

/// Gives the event that holds each mention.
fn holders(case: &Case) -> BTreeMap<&str, &str> {
    case.events.iter().flat_map(|event| event.mentions.iter().map(|id| (id.as_str(), event.id.as_str()))).collect()
}

#[cfg(test)]
mod tests {
    use super::Resolved;
    use crate::{CaseFile, sample};
    use schema::Case;

    #[test]
    fn an_event_keeps_its_history_and_its_id_leads_on() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        let case = sample::case();
        let id = case.events[0].id.clone();
        file.put_case(&case).unwrap();
        file.put_case(&case).unwrap();
        let told = |file: &CaseFile| -> Vec<(i64, String)> {
            file.changes(0, 9).unwrap().into_iter().map(|change| (change.merge, change.change)).collect()
        };
        assert_eq!(told(&file), [(1, "added".into())], "a merge that changes nothing leaves no trace");

        let mut grown = case.clone();
        grown.events[0].claims.pop();
        file.put_case(&grown).unwrap();
        let history = file.history(&id).unwrap();
        assert_eq!(history[1].before.as_ref(), Some(&case.events[0]));
        assert_eq!(file.resolve_event(&id).unwrap(), Resolved::Here);

        let mut renamed = grown.clone();
        renamed.events[0].id = "E-AAAA-AAAA".into();
        file.put_case(&renamed).unwrap();
        assert_eq!(file.resolve_event(&id).unwrap(), Resolved::Joined("E-AAAA-AAAA".into()));

        let mut apart = renamed.clone();
        let mut other = apart.events[0].clone();
        other.id = "E-BBBB-BBBB".into();
        other.mentions.remove(0);
        (apart.events[0].id, apart.events[0].mentions) = ("E-CCCC-CCCC".into(), vec![other.mentions[0].clone()]);
        apart.events[0].mentions = vec![case.events[0].mentions[0].clone()];
        apart.events.insert(0, other);
        file.put_case(&apart).unwrap();
        let both = vec!["E-BBBB-BBBB".into(), "E-CCCC-CCCC".into()];
        assert_eq!(file.resolve_event(&id).unwrap(), Resolved::Split(both), "through two merges");

        file.put_case(&Case::default()).unwrap();
        assert_eq!(file.resolve_event(&id).unwrap(), Resolved::Unknown);
        assert_eq!(told(&file).last().unwrap().1, "dropped");
    }
}
