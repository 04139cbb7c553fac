//! Does the file still say what was written to it?

use crate::{
    CaseFile, StoreError, check,
    file::TABLES,
    history,
    sql::{hex, sha256, unpacked},
    write::{self, MERGED},
};
use rusqlite::{Connection, Row, types::ValueRef};
use schema::Case;
use std::collections::BTreeMap;

impl CaseFile {
    /// Gives every contradiction in the file: broken pages, texts that are not those that were read,
    /// rows that are not what the records say, references to nothing, and all that [`check`] finds.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut problems = self.read("PRAGMA integrity_check", |row| row.get::<_, String>(0))?;
        problems.retain(|line| line != "ok");
        problems.extend(self.changed_contents()?);
        problems.extend(self.read("PRAGMA foreign_key_check", |row| {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(format!("table {table}: a row names a row of {parent} that is not there"))
        })?);
        problems.dedup();
        let case = match self.case() {
            // Findings that were changed cannot be read; that is told already.
            Err(StoreError::Damaged { .. }) if !problems.is_empty() => return Ok(problems),
            case => case?,
        };
        problems.extend(self.changed_events(&case)?);
        problems.extend(self.changed_rows(&case)?);
        problems.extend(check(&case));
        let changed = self.changed_decisions()?.into_iter();
        problems.extend(changed.map(|id| format!("decision {id}: this is no longer what was decided")));
        Ok(problems)
    }

    fn changed_contents(&self) -> Result<Vec<String>, StoreError> {
        let told = self.read("SELECT hash, content FROM contents ORDER BY hash", |row| {
            let hash: Vec<u8> = row.get(0)?;
            let same = unpacked(row, "content").is_ok_and(|content| sha256(&content) == *hash);
            Ok((!same).then(|| format!("contents {}: this is no longer what was read", hex(&hash))))
        })?;
        Ok(told.into_iter().flatten().collect())
    }

    /// Gives the events whose record is another than when it was merged.
    fn changed_events(&self, case: &Case) -> Result<Vec<String>, StoreError> {
        let merged = self.read("SELECT id, digest FROM event_rows", |row| Ok((row.get(0)?, row.get(1)?)))?;
        let merged: BTreeMap<String, [u8; 32]> = merged.into_iter().collect();
        let changed = case.events.iter().filter(|event| merged.get(&event.id) != Some(&history::digest(event)));
        Ok(changed.map(|event| format!("{}: this is no longer what was merged", event.id)).collect())
    }

    /// Writes the case to a file of its own, in memory, and gives the first row of each table that differs from it.
    fn changed_rows(&self, case: &Case) -> Result<Vec<String>, StoreError> {
        let written = || {
            let fresh = Connection::open_in_memory()?;
            fresh.pragma_update(None, "foreign_keys", false)?;
            fresh.execute_batch(TABLES)?;
            write::write(&fresh, case)?;
            let mut problems = Vec::new();
            for table in MERGED {
                if let Some(row) = first_difference(&fresh, &self.connection, table)? {
                    problems.push(format!("table {table}: a row is not what the records say: {row}"));
                }
            }
            Ok(problems)
        };
        written().map_err(|error| self.told(error))
    }
}

/// Gives the first row of a table that only one of two files has, as the file under test has it where it has one.
fn first_difference(fresh: &Connection, file: &Connection, table: &str) -> rusqlite::Result<Option<String>> {
    let sql = format!("SELECT * FROM {table}");
    let (mut fresh, mut file) = (fresh.prepare(&sql)?, file.prepare(&sql)?);
    let (mut expected, mut found) = (fresh.query([])?, file.query([])?);
    loop {
        let (one, other) = (expected.next()?.map(told).transpose()?, found.next()?.map(told).transpose()?);
        if one == other {
            if one.is_none() {
                return Ok(None);
            }
            continue;
        }
        return Ok(other.or(one));
    }
}

/// Gives the cells of a row in words.
fn told(row: &Row<'_>) -> rusqlite::Result<String> {
    let names = row.as_ref().column_names();
    let mut cells = Vec::with_capacity(names.len());
    for (at, name) in names.into_iter().enumerate() {
        // Long texts are numbered as they come to a file.
        if !["text", "findings"].contains(&name) {
            cells.push(match row.get_ref(at)? {
                ValueRef::Null => String::new(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Blob(bytes) => format!("{bytes:02x?}"),
            });
        }
    }
    Ok(cells.join(" | "))
}

#[cfg(test)]
mod tests {
    use crate::{CaseFile, sample};

    #[test]
    fn what_somebody_changed_in_the_file_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        let case = sample::case();
        file.put_account(&case.documents[0], &case.findings[0], "f").unwrap();
        file.put_case(&case).unwrap();
        assert_eq!(file.check().unwrap(), [""; 0]);
        for (change, expected) in [
            (
                "UPDATE quantity_rows SET min = 61 WHERE min = 16",
                "table quantity_rows: a row is not what the records say",
            ),
            ("UPDATE claim_value_rows SET min = 15 WHERE min = 16", "this is no longer what was merged"),
            ("UPDATE contents SET content = content || ' '", "no longer what was read"),
            ("DELETE FROM places", "names a row of places that is not there"),
        ] {
            let transaction = file.connection.transaction().unwrap();
            assert!(transaction.execute(change, []).unwrap() > 0);
            transaction.commit().unwrap();
            let problems = file.check().unwrap();
            assert!(problems.iter().any(|problem| problem.contains(expected)), "{change}: {problems:#?}");
            file.put_case(&case).unwrap();
            assert_eq!(file.check().unwrap(), [""; 0], "what is put again is whole again");
        }
    }
}
