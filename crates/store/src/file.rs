//! Is this file a case, and may we write to it?

use crate::{
    StoreError,
    beside::{self, Claim},
    migrate,
};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "RSHM" in the header of the file, by which `file` and other programs know it.
const APPLICATION: i32 = 0x5253_484D;
/// The layout of the tables.
pub(crate) const LAYOUT: i32 = 7;
pub(crate) const TABLES: &str = concat!(include_str!("tables.sql"), include_str!("views.sql"));

/// One case in one SQLite file.
///
/// While it is open for writing no other program can write it, nor read it unless it is shared; between two calls it is always
/// whole, and when it is closed the file stands alone.
#[derive(Debug)]
pub struct CaseFile {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    /// Whether it was opened with a log beside it, or shared.
    pub(crate) has_log: bool,
    /// None where it is only read; dropped after the connection.
    claim: Option<Claim>,
}

impl Drop for CaseFile {
    fn drop(&mut self) {
        if self.has_log && self.claim.is_some() {
            // Where somebody never ceases to read, whoever opens the case next does it.
            beside::fold(&self.connection, beside::AT_THE_END);
        }
    }
}

impl CaseFile {
    /// Makes a new case at `path`, or opens the one that is there to go on with it.
    ///
    /// # Errors
    /// When the path holds anything but a case (it is left as it is), or the case cannot be written now.
    pub fn create_or_resume(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        settle(path)?;
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(a_folder(path)),
            Ok(found) if found.len() > 0 => drop(probe(path)?),
            Ok(_) => {}
            Err(_) if folder_of(path).is_dir() => {}
            Err(_) => return Err(StoreError::NoFolder(path.to_path_buf())),
        }
        let claim = Claim::take(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = connect(path, flags)?;
        if !beside::fold(&connection, beside::PATIENCE) {
            return Err(StoreError::Locked(path.to_path_buf()));
        }
        prepare(&mut connection).map_err(|error| StoreError::of(path, error))?;
        recognize(&connection, path)?;
        Ok(Self { connection, path: path.to_path_buf(), has_log: false, claim: Some(claim) })
    }

    /// Lets others read a case that was merged before while this run writes on: they see it as its last step left it.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn share(&mut self) -> Result<(), StoreError> {
        let merges: Vec<i64> = self.read("SELECT 1 FROM merges LIMIT 1", |row| row.get(0))?;
        if self.is_merged()? || !merges.is_empty() {
            self.has_log = beside::share(&self.connection).map_err(|error| self.told(error))?;
        }
        Ok(())
    }

    /// Opens a case to read it.
    ///
    /// # Errors
    /// When there is no such file, it is no case, or a run is writing it.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, StoreError> {
        let path = path.as_ref();
        match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(a_folder(path)),
            Ok(_) => {}
            Err(_) => return Err(StoreError::Missing(path.to_path_buf())),
        }
        settle(path)?;
        let mut connection = probe(path)?;
        if recognize(&connection, path)? != LAYOUT {
            drop(connection);
            drop(Self::create_or_resume(path)?);
            connection = probe(path)?;
        }
        let has_log = beside::hold_still(&connection).map_err(|error| StoreError::of(path, error))?;
        Ok(Self { connection, path: path.to_path_buf(), has_log, claim: None })
    }

    /// Gives what is noted about the case as a whole: `program`, `fingerprint`, `inputs` and whatever else was set.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn meta(&self) -> Result<BTreeMap<String, String>, StoreError> {
        self.read("SELECT key, value FROM meta ORDER BY key", |row| Ok((row.get(0)?, row.get(1)?)))
            .map(|pairs| pairs.into_iter().collect())
    }

    /// Notes something about the case as a whole.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        note(&self.connection, key, value).map_err(|error| self.told(error))
    }

    /// Tells whether the events are those of all accounts that were put, so that nothing is left to merge.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_merged(&self) -> Result<bool, StoreError> {
        let merged: Vec<bool> = self.read("SELECT value = 'yes' FROM meta WHERE key = 'merged'", |row| row.get(0))?;
        Ok(merged.contains(&true))
    }

    /// Gives all rows of a query.
    pub(crate) fn read<T>(
        &self,
        sql: &str,
        row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        rows(&self.connection, sql, row).map_err(|error| self.told(error))
    }

    /// Does all of `work` or nothing.
    pub(crate) fn write<T>(&mut self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        let at_once = |connection: &mut Connection| {
            let transaction = connection.transaction()?;
            let done = work(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        at_once(&mut self.connection).map_err(|error| StoreError::of(&self.path, error))
    }

    /// Tells in our words what SQLite reports.
    pub(crate) fn told(&self, error: rusqlite::Error) -> StoreError {
        StoreError::of(&self.path, error)
    }
}

/// Opens the database of a case, which may come from anybody.
pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let connect = || {
        let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        connection.busy_timeout(Duration::from_millis(200))?;
        connection.set_prepared_statement_cache_capacity(64);
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        // A dangling reference is a finding of `check`, no reason to lose a whole merge.
        connection.pragma_update(None, "foreign_keys", false)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        connection.pragma_update(None, "cache_size", -65536)?;
        Ok(connection)
    };
    connect().map_err(|error| StoreError::of(path, error))
}

/// Gives all rows of a query.
pub(crate) fn rows<T>(
    connection: &Connection,
    sql: &str,
    row: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection.prepare_cached(sql)?.query_map([], row)?.collect()
}

/// Notes something about the case as a whole.
pub(crate) fn note(connection: &Connection, key: &str, value: &str) -> rusqlite::Result<()> {
    let sql = "INSERT INTO meta VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2 WHERE value <> ?2";
    connection.prepare_cached(sql)?.execute([key, value])?;
    Ok(())
}

/// Takes the file for this run alone, and makes the tables if there are none.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "locking_mode", "exclusive")?;
    connection.pragma_update(None, "synchronous", "normal")?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    if transaction.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))? {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", LAYOUT)?;
        transaction.execute_batch(TABLES)?;
        note(&transaction, "layout", &LAYOUT.to_string())?;
    }
    let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version < LAYOUT {
        migrate::migrate(&transaction, version)?;
        transaction.pragma_update(None, "user_version", LAYOUT)?;
        note(&transaction, "layout", &LAYOUT.to_string())?;
    }
    transaction.commit()
}

/// Looks at a file without a chance to change it.
pub(crate) fn probe(path: &Path) -> Result<Connection, StoreError> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    recognize(&connection, path)?;
    Ok(connection)
}

/// Gives the layout of a case that this program can read.
fn recognize(connection: &Connection, path: &Path) -> Result<i32, StoreError> {
    let pragma = |name: &str| -> Result<i32, StoreError> {
        connection.pragma_query_value(None, name, |row| row.get(0)).map_err(|error| StoreError::of(path, error))
    };
    if pragma("application_id")? != APPLICATION {
        return Err(StoreError::NotACase { path: path.to_path_buf(), found: "another program's database" });
    }
    match pragma("user_version")? {
        version @ 1..=LAYOUT => Ok(version),
        version => Err(StoreError::Newer { path: path.to_path_buf(), version, known: LAYOUT }),
    }
}

/// Does away with what a run left that was cut off, as only a writer can: the journal of its last step is taken back, a log folded in.
fn settle(path: &Path) -> Result<(), StoreError> {
    if !path.is_file() {
        return Ok(());
    }
    if beside::named(path, "-journal").exists()
        && let Ok(connection) = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
    {
        rows(&connection, "SELECT count(*) FROM sqlite_schema", |_| Ok(()))
            .map_err(|error| StoreError::of(path, error))?;
    }
    beside::fold_left_log(path);
    Ok(())
}

fn a_folder(path: &Path) -> StoreError {
    StoreError::NotACase { path: path.to_path_buf(), found: "a folder" }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::{CaseFile, LAYOUT};
    use crate::{StoreError, beside, sample};
    use std::fs;

    #[test]
    fn a_case_is_made_closed_and_taken_up_again_as_one_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let mut file = CaseFile::create_or_resume(&path).unwrap();
        file.set_meta("program", "rashomon 0.1.0").unwrap();
        drop(file);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(CaseFile::create_or_resume(&path).unwrap().meta().unwrap()["program"], "rashomon 0.1.0");
        assert_eq!(CaseFile::open(&path).unwrap().meta().unwrap()["layout"], "7");
        assert!(!CaseFile::open(&path).unwrap().is_merged().unwrap());
    }

    #[test]
    fn the_view_of_best_numbers_takes_what_a_person_settled_last() {
        let best = |values: &[&str]| {
            let folder = tempfile::tempdir().unwrap();
            let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
            let mut case = sample::case();
            let ruling = case.events[0].decided.remove(0);
            let settled = values.iter().map(|value| schema::Ruling { value: Some((*value).into()), ..ruling.clone() });
            case.events[0].decided = settled.collect();
            file.put_case(&case).unwrap();
            let asked = "SELECT low, best, high, rule, machine FROM v_best WHERE attribute = 'killed'";
            let mut rows = file.connection.prepare(asked).unwrap();
            let told = rows.query_map([], |row| {
                let rule: String = row.get(3)?;
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, rule, row.get::<_, Option<String>>(4)?))
            });
            told.unwrap().map(Result::unwrap).collect::<Vec<(i64, i64, i64, String, Option<String>)>>()
        };
        let decided = |low, high| {
            vec![(low, low, high, "decided by ana".to_owned(), sample::case().events[0].decided[0].machine.clone())]
        };
        assert_eq!(best(&["3", "16.."]), decided(16, 16), "one row, of the last");
        assert_eq!(best(&["3..33"]), decided(3, 33));
        assert_eq!(best(&["..75"]), decided(75, 75));
        assert_eq!(best(&[])[0].4, None);
    }

    #[test]
    fn what_is_no_case_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let long = "a page of notes ".repeat(400);
        for (name, bytes) in [("short.txt", "notes"), ("long.txt", long.as_str())] {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            for refused in [CaseFile::create_or_resume(&path), CaseFile::open(&path)] {
                assert!(matches!(refused, Err(StoreError::NotACase { found: "no database", .. })), "{refused:?}");
            }
            assert_eq!(fs::read_to_string(&path).unwrap(), bytes);
        }
        let path = folder.path().join("other.db");
        rusqlite::Connection::open(&path).unwrap().execute_batch("CREATE TABLE birds (name)").unwrap();
        let before = fs::read(&path).unwrap();
        let refused = CaseFile::create_or_resume(&path).unwrap_err();
        assert!(refused.to_string().contains("another program's database, not a Rashomon case"), "{refused}");
        assert_eq!(fs::read(&path).unwrap(), before);
        let refused = CaseFile::create_or_resume(folder.path()).unwrap_err();
        assert!(refused.to_string().contains("this is a folder"), "{refused}");
    }

    #[test]
    fn missing_files_and_folders_are_told_apart_from_new_cases() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(CaseFile::open(folder.path().join("no.db")), Err(StoreError::Missing(_))));
        let lost = folder.path().join("no/case.db");
        assert!(matches!(CaseFile::create_or_resume(lost), Err(StoreError::NoFolder(_))));
        let empty = folder.path().join("empty.db");
        fs::write(&empty, "").unwrap();
        CaseFile::create_or_resume(&empty).unwrap();
    }

    #[test]
    fn a_second_run_is_told_that_the_first_still_writes() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let first = CaseFile::create_or_resume(&path).unwrap();
        for refused in [CaseFile::create_or_resume(&path), CaseFile::open(&path)] {
            let refused = refused.unwrap_err();
            assert!(refused.to_string().contains("another run is writing this case"), "{refused}");
        }
        drop(first);
        CaseFile::create_or_resume(&path).unwrap();
    }

    #[test]
    fn a_case_of_a_newer_program_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let file = CaseFile::create_or_resume(&path).unwrap();
        file.connection.pragma_update(None, "user_version", LAYOUT + 1).unwrap();
        drop(file);
        let refused = CaseFile::create_or_resume(&path).unwrap_err();
        assert!(refused.to_string().contains("update Rashomon"), "{refused}");
    }

    #[test]
    fn a_full_disk_is_told_and_the_case_stays_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let mut file = CaseFile::create_or_resume(&path).unwrap();
        let case = sample::case();
        file.put_account(&case.documents[0], &case.findings[0], "f").unwrap();
        let pages: i64 = file.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        file.connection.pragma_update(None, "max_page_count", pages + 2).unwrap();
        let mut large = case.documents[1].clone();
        large.text = "smoke over the harbor ".repeat(10_000);
        let full = file.put_account(&large, &case.findings[1], "f").unwrap_err();
        assert!(full.to_string().contains("the disk is full"), "{full}");
        assert_eq!(file.accounts().unwrap().len(), 1);
        drop(file);
        let again = CaseFile::open(&path).unwrap();
        assert_eq!(again.accounts().unwrap(), [(case.documents[0].clone(), case.findings[0].clone())]);
    }

    #[test]
    fn a_run_that_was_killed_leaves_a_case_that_opens() {
        let folder = tempfile::tempdir().unwrap();
        let (path, copy) = (folder.path().join("case.db"), folder.path().join("copy.db"));
        let case = sample::case();
        let mut file = CaseFile::create_or_resume(&path).unwrap();
        file.put_case(&case).unwrap();
        let unfinished = "PRAGMA cache_size = 2; BEGIN; DELETE FROM event_rows; UPDATE contents SET content = hash;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
            INSERT INTO set_aside SELECT i, hex(zeroblob(100)), 'half written' FROM n";
        file.connection.execute_batch(unfinished).unwrap();
        fs::copy(&path, &copy).unwrap();
        fs::copy(beside::named(&path, "-journal"), beside::named(&copy, "-journal")).unwrap();
        let found = CaseFile::open(&copy).unwrap();
        assert_eq!(found.case().unwrap(), case);
        assert_eq!(found.set_asides().unwrap(), []);
        drop(found);
        assert!(!beside::named(&copy, "-journal").exists());
    }
}
