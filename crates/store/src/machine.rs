//! What did the machine make of the pages, where decisions have changed it?

use crate::write;
use crate::{
    CaseFile, StoreError,
    file::note,
    load,
    sql::{damaged, insert, json},
};
use rusqlite::{Connection, Result, params};
use schema::Case;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

impl CaseFile {
    /// Puts a case as its decisions have it, and keeps beside it what the machine made where that differs.
    ///
    /// # Errors
    /// When the file cannot be written; then the case before is still there.
    pub fn put_decided(&mut self, machine: &Case, decided: &Case) -> Result<(), StoreError> {
        self.write(|connection| {
            write::write(connection, decided)?;
            write(connection, machine, decided)?;
            let log: i64 = connection.query_row("SELECT count(*) FROM decisions", [], |row| row.get(0))?;
            note(connection, "decided", &log.to_string())
        })
    }

    /// Loads the case as the machine made it, before any decision.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn machine_case(&self) -> Result<Case, StoreError> {
        load(&self.connection).map_err(|error| self.told(error))
    }
}

/// Keeps the records of the machine that differ from what was decided, and the ids of records that only decisions made.
pub(crate) fn write(c: &Connection, machine: &Case, decided: &Case) -> Result<()> {
    c.execute("DELETE FROM machine", [])?;
    differ(c, "document", (&machine.documents, &decided.documents), |one| one.id.clone())?;
    differ(c, "findings", (&machine.findings, &decided.findings), |one| one.document.clone())?;
    differ(c, "actor", (&machine.actors, &decided.actors), |one| one.id.clone())?;
    differ(c, "place", (&machine.places, &decided.places), |one| one.id.clone())?;
    differ(c, "event", (&machine.events, &decided.events), |one| one.id.clone())?;
    differ(c, "link", (&machine.links, &decided.links), |one| format!("{} {} {}", one.one, one.other, one.joined))
}

fn differ<T: Serialize + PartialEq>(
    c: &Connection,
    noun: &str,
    (machine, decided): (&[T], &[T]),
    id: fn(&T) -> String,
) -> Result<()> {
    let mut left: BTreeMap<String, &T> = decided.iter().map(|record| (id(record), record)).collect();
    for record in machine {
        if left.remove(&id(record)).is_none_or(|other| other != record) {
            insert(c, "machine", params![noun, id(record), json(record)])?;
        }
    }
    left.keys().try_for_each(|id| insert(c, "machine", params![noun, id, None::<String>]))
}

fn load(c: &Connection) -> Result<Case> {
    let mut case = load::load(c)?;
    put_back(c, "document", &mut case.documents, |one| one.id.clone())?;
    put_back(c, "findings", &mut case.findings, |one| one.document.clone())?;
    put_back(c, "actor", &mut case.actors, |one| one.id.clone())?;
    put_back(c, "place", &mut case.places, |one| one.id.clone())?;
    put_back(c, "event", &mut case.events, |one| one.id.clone())?;
    put_back(c, "link", &mut case.links, |one| format!("{} {} {}", one.one, one.other, one.joined))?;
    case.links.sort_by(|a, b| (&a.one, &a.other).cmp(&(&b.one, &b.other)));
    Ok(case)
}

fn put_back<T: DeserializeOwned>(c: &Connection, noun: &str, records: &mut Vec<T>, id: fn(&T) -> String) -> Result<()> {
    let mut statement = c.prepare_cached("SELECT id, record FROM machine WHERE noun = ?")?;
    let kept: BTreeMap<String, Option<String>> =
        statement.query_map([noun], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_>>()?;
    if kept.is_empty() {
        return Ok(());
    }
    records.retain(|record| !kept.contains_key(&id(record)));
    for record in kept.values().flatten() {
        records.push(serde_json::from_str(record).map_err(|error| damaged("record", &error))?);
    }
    records.sort_by_key(id);
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{CaseFile, sample};
    use schema::Case;

    #[test]
    fn what_the_machine_made_is_still_there_beside_what_was_decided() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        let mut machine = sample::case();
        machine.events[0].decided.clear();
        let mut decided = sample::case();
        decided.events[0].id = "E-AAAA-AAAA".into();
        decided.documents[0].published.evidence = "ana decided".into();
        decided.findings[1].events.clear();
        decided.events[0].mentions.truncate(1);
        decided.actors[0].aliases.push("HF".into());
        decided.places[0].lat = None;
        decided.links.clear();
        file.put_decided(&machine, &decided).unwrap();
        assert_eq!(file.case().unwrap(), decided);
        assert_eq!(file.machine_case().unwrap(), machine);
        file.put_decided(&machine, &machine).unwrap();
        assert_eq!(file.case().unwrap(), machine);
        file.put_case(&Case::default()).unwrap();
        assert_eq!(file.machine_case().unwrap(), Case::default());
    }
}
