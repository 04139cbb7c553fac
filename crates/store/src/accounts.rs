//! Which pages were read already, and what was found in them?

use crate::{
    CaseFile, StoreError,
    file::note,
    sql::{self, Packed, from_json, from_packed},
};
use rayon::prelude::*;
use rusqlite::{Connection, params};
use schema::{Document, Findings};
use std::path::Path;

impl CaseFile {
    /// Tells whether a page with this SHA-256 was read and put by a program of this fingerprint.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn known(&self, hash: &str, fingerprint: &str) -> Result<bool, StoreError> {
        let known = || {
            let sql = "SELECT 1 FROM accounts WHERE hash = ? AND fingerprint = ?";
            self.connection.prepare_cached(sql)?.exists([hash, fingerprint])
        };
        known().map_err(|error| self.told(error))
    }

    /// Keeps one account; one of the same page is replaced.
    ///
    /// # Errors
    /// When the file cannot be written; then nothing of the account is kept.
    pub fn put_account(
        &mut self,
        document: &Document,
        findings: &Findings,
        fingerprint: &str,
    ) -> Result<(), StoreError> {
        self.write(|connection| {
            put(connection, document, &Packed::of(findings), fingerprint)?;
            note(connection, "merged", "no")
        })
    }

    /// Keeps many accounts at once, which is much faster than one by one: all of them or, on an error, none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put_accounts(&mut self, accounts: &[(Document, Findings)], fingerprint: &str) -> Result<(), StoreError> {
        let packed: Vec<Packed> = accounts.par_iter().map(|(_, findings)| Packed::of(findings)).collect();
        self.write(|connection| {
            for ((document, _), findings) in accounts.iter().zip(&packed) {
                put(connection, document, findings, fingerprint)?;
            }
            note(connection, "merged", "no")
        })
    }

    /// Notes under which other paths pages lie that are known: pairs of a path and the SHA-256 of its page.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn put_captures(&mut self, captures: &[(String, String)]) -> Result<(), StoreError> {
        let sql = "INSERT INTO captures SELECT ?, document FROM accounts WHERE hash = ? ON CONFLICT DO NOTHING";
        self.write(|connection| {
            let mut new = 0;
            for (path, hash) in captures {
                new += connection.prepare_cached(sql)?.execute([path, hash])?;
            }
            if new > 0 { note(connection, "merged", "no") } else { Ok(()) }
        })
    }

    /// Notes that a page could not be read or analyzed, and why; a later account of the same path takes the note back.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_aside(&mut self, path: &str, hash: &str, reason: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO set_aside VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET hash = ?2, reason = ?3";
        self.write(|connection| connection.prepare_cached(sql)?.execute([path, hash, reason]).map(drop))
    }

    /// Gives the pages that were set aside, as path, SHA-256 and reason, sorted by path.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn set_asides(&self) -> Result<Vec<(String, String, String)>, StoreError> {
        let sql = "SELECT path, hash, reason FROM set_aside ORDER BY path";
        self.read(sql, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }

    /// Adds what another case file holds beside its events: accounts, where their pages lie, and pages that were set aside.
    ///
    /// Of a page that both hold the account of the first path is kept.
    ///
    /// # Errors
    /// When the other is no case, or this one cannot be written; then nothing is added.
    pub fn absorb(&mut self, other: &Path) -> Result<(), StoreError> {
        drop(Self::open(other)?);
        let other = other.to_string_lossy();
        self.connection.execute("ATTACH ? AS other", [&other]).map_err(|error| self.told(error))?;
        let absorbed = self.write(|connection| {
            connection.execute_batch(include_str!("absorb.sql"))?;
            note(connection, "merged", "no")
        });
        self.connection.execute("DETACH other", []).map_err(|error| self.told(error))?;
        absorbed
    }

    /// Gives every account as it was before merging, sorted by id; a page with several paths bears the first of them.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn accounts(&self) -> Result<Vec<(Document, Findings)>, StoreError> {
        let sql = "SELECT page, texts.content AS text, found.content AS findings,
                (SELECT min(path) FROM captures WHERE captures.document = accounts.document) AS path
            FROM accounts
            JOIN contents AS texts ON texts.number = accounts.text
            JOIN contents AS found ON found.number = accounts.findings
            ORDER BY accounts.document";
        self.read(sql, |row| {
            let page: Document = from_json(row, "page")?;
            let path = row.get::<_, Option<String>>("path")?.unwrap_or_else(|| page.path.clone());
            Ok((Document { text: row.get("text")?, path, ..page }, from_packed(row, "findings")?))
        })
    }
}

fn put(connection: &Connection, document: &Document, findings: &Packed, fingerprint: &str) -> rusqlite::Result<()> {
    let page = sql::json(&Document { text: String::new(), ..document.clone() });
    let text = sql::keep(connection, &document.text)?;
    let findings = findings.keep(connection)?;
    let sql = "INSERT INTO accounts VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET hash = ?2, fingerprint = ?3, page = ?4, text = ?5, findings = ?6";
    let row = params![document.id, document.hash, fingerprint, page, text, findings];
    connection.prepare_cached(sql)?.execute(row)?;
    let capture = "INSERT INTO captures VALUES (?, ?) ON CONFLICT DO NOTHING";
    connection.prepare_cached(capture)?.execute([&document.path, &document.id])?;
    connection.prepare_cached("DELETE FROM set_aside WHERE path = ?")?.execute([&document.path])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{CaseFile, sample};

    #[test]
    fn a_run_that_was_cut_off_goes_on_where_it_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let case = sample::case();
        let accounts: Vec<_> = case.documents.iter().cloned().zip(case.findings.iter().cloned()).collect();
        let mut file = CaseFile::create_or_resume(&path).unwrap();
        file.put_accounts(&accounts[1..], "rules 1").unwrap();
        drop(file);

        let mut file = CaseFile::create_or_resume(&path).unwrap();
        assert!(!file.known(&accounts[0].0.hash, "rules 1").unwrap());
        assert!(file.known(&accounts[1].0.hash, "rules 1").unwrap());
        assert!(!file.known(&accounts[1].0.hash, "rules 2").unwrap(), "better rules read every page again");
        file.put_account(&accounts[0].0, &accounts[0].1, "rules 1").unwrap();
        assert_eq!(file.accounts().unwrap(), accounts);
        assert!(!file.is_merged().unwrap());
        file.put_case(&case).unwrap();
        assert!(file.is_merged().unwrap());
        assert_eq!(file.accounts().unwrap(), accounts, "merging leaves the accounts as they were");
    }

    #[test]
    fn one_page_under_two_paths_is_one_document_under_the_first() {
        let case = sample::case();
        let (mut document, findings) = (case.documents[0].clone(), &case.findings[0]);
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        for path in ["b.txt", "a.txt", "c.txt"] {
            document.path = path.into();
            file.put_account(&document, findings, "f").unwrap();
        }
        file.put_captures(&[("0.txt".into(), document.hash.clone()), ("x.txt".into(), "unheard of".into())]).unwrap();
        let accounts = file.accounts().unwrap();
        assert_eq!(accounts.len(), 1);
        assert_eq!(accounts[0].0.path, "0.txt");
        let paths = file.read("SELECT path FROM captures", |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(paths, ["0.txt", "a.txt", "b.txt", "c.txt"]);
    }

    #[test]
    fn parts_come_to_what_one_file_would_hold() {
        let case = sample::case();
        let folder = tempfile::tempdir().unwrap();
        let accounts: Vec<_> = case.documents.iter().cloned().zip(case.findings.iter().cloned()).collect();
        let twice = (schema::Document { path: "0.txt".into(), ..accounts[0].0.clone() }, accounts[0].1.clone());
        for (name, accounts) in [("one.db", &accounts[..1]), ("other.db", &[&accounts[1..], &[twice]].concat())] {
            let mut part = CaseFile::create_or_resume(folder.path().join(name)).unwrap();
            part.put_accounts(accounts, "f").unwrap();
            part.set_aside(&format!("{name}.jpg"), "12", "not text").unwrap();
        }
        let mut whole = CaseFile::create_or_resume(folder.path().join("whole.db")).unwrap();
        for name in ["other.db", "one.db", "one.db"] {
            whole.absorb(&folder.path().join(name)).unwrap();
        }
        let kept = whole.accounts().unwrap();
        assert_eq!(kept.len(), accounts.len());
        assert_eq!(kept[0].0.path, "0.txt");
        assert_eq!(kept[1..], accounts[1..]);
        assert_eq!(whole.set_asides().unwrap().len(), 2);
        assert!(whole.absorb(&folder.path().join("nothing.db")).is_err());
        assert!(!whole.is_merged().unwrap());
    }

    #[test]
    fn a_page_is_set_aside_until_it_can_be_read() {
        let case = sample::case();
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        file.set_aside(&case.documents[0].path, "", "no such file").unwrap();
        file.set_aside("z.html", "12", "not HTML").unwrap();
        file.put_account(&case.documents[0], &case.findings[0], "f").unwrap();
        assert_eq!(file.set_asides().unwrap(), [("z.html".into(), "12".into(), "not HTML".into())]);
    }
}
