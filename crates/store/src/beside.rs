//! How do others read a case while a run writes it?
//!
//! Whoever writes holds a small file beside the case (`case.db-run`), so that nobody else writes. A run over a case that was
//! merged before notes its steps in SQLite's write-ahead log (`case.db-wal`), and others read the file with the log as it was when
//! they opened it. At the end the log goes into the file, which stands alone again; what a killed run left, the next to open it folds in.

use crate::{
    CaseFile, StoreError,
    file::{connect, probe, rows},
};
use rusqlite::{Connection, OpenFlags};
use std::{
    fs::{self, File, TryLockError},
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long others are waited for who look at the file for a moment.
pub(crate) const PATIENCE: Duration = Duration::from_millis(200);
/// How long the end of a run waits for a moment in which nobody reads.
pub(crate) const AT_THE_END: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(2);

/// The right to write a case; it ends with the value, and with the program however it ends.
#[derive(Debug)]
pub(crate) struct Claim {
    path: PathBuf,
    /// Locked as long as it is open.
    _held: File,
}

impl Claim {
    /// Takes the right to write a case.
    pub fn take(case: &Path) -> Result<Self, StoreError> {
        let until = Instant::now() + PATIENCE;
        loop {
            match Self::free(case) {
                Ok(Some(claim)) => return Ok(claim),
                Ok(None) if Instant::now() < until => sleep(PAUSE),
                Ok(None) => return Err(StoreError::Locked(case.to_path_buf())),
                Err(error) => return Err(unwritable(case, &error)),
            }
        }
    }

    /// Takes the right to write a case, unless somebody has it.
    fn free(case: &Path) -> io::Result<Option<Self>> {
        let path = named(case, "-run");
        let held = File::options().write(true).create(true).truncate(false).open(&path)?;
        match held.try_lock() {
            // Who had it before may have done away with the file since it was opened.
            Ok(()) => Ok(path.exists().then_some(Self { path, _held: held })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        drop(fs::remove_file(&self.path));
    }
}

fn unwritable(case: &Path, error: &io::Error) -> StoreError {
    let case = case.to_path_buf();
    match error.kind() {
        ErrorKind::StorageFull => StoreError::DiskFull(case),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly(case),
        _ => StoreError::CannotOpen(case),
    }
}

/// Tells whether somebody writes a case now, if only for a moment.
pub(crate) fn is_being_written(case: &Path) -> bool {
    let taken = |file: File| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock));
    File::open(named(case, "-run")).is_ok_and(taken)
}

impl CaseFile {
    /// Tells whether a run goes on writing what this one reads.
    #[must_use]
    pub fn is_being_written(&self) -> bool {
        self.has_log && is_being_written(&self.path)
    }
}

/// Lets others read while the steps of a connection, which has the file for itself until now, go to a log beside it.
///
/// Gives whether they can; where the file system has no memory for programs to share, they cannot.
pub(crate) fn share(c: &Connection) -> rusqlite::Result<bool> {
    c.pragma_update(None, "locking_mode", "normal")?;
    // A step that was taken lasts through a power cut.
    c.pragma_update(None, "synchronous", "full")?;
    let shared = mode(c, "wal")? == "wal";
    if !shared {
        c.pragma_update(None, "locking_mode", "exclusive")?;
        c.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
    }
    Ok(shared)
}

/// Lets all that is read of a file with a log be as it is now, whatever a run writes meanwhile; gives whether there is one.
pub(crate) fn hold_still(c: &Connection) -> rusqlite::Result<bool> {
    let mode: String = c.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    let has_log = mode == "wal";
    if has_log {
        c.execute_batch("BEGIN; SELECT count(*) FROM meta")?;
    }
    Ok(has_log)
}

/// Puts the log into the file, so that it stands alone; gives whether nobody read it at some moment in which that can be done.
pub(crate) fn fold(c: &Connection, waiting: Duration) -> bool {
    let until = Instant::now() + waiting;
    loop {
        // Most of the log goes into the file while others read.
        drop(rows(c, "PRAGMA wal_checkpoint(PASSIVE)", |_| Ok(())));
        if mode(c, "delete").is_ok_and(|mode| mode == "delete") {
            return true;
        }
        if Instant::now() > until {
            return false;
        }
        sleep(PAUSE);
    }
}

/// Puts a log into the file that a killed run left, where somebody may write and nobody reads.
pub(crate) fn fold_left_log(case: &Path) {
    if !named(case, "-wal").exists() {
        return;
    }
    let Ok(Some(_claim)) = Claim::free(case) else { return };
    // What is no case is left as it is.
    if probe(case).is_ok()
        && let Ok(connection) = connect(case, OpenFlags::SQLITE_OPEN_READ_WRITE)
    {
        fold(&connection, Duration::ZERO);
    }
}

fn mode(c: &Connection, wanted: &str) -> rusqlite::Result<String> {
    c.pragma_update_and_check(None, "journal_mode", wanted, |row| row.get(0))
}

/// Names a file beside a case, where SQLite has its own: beside the file itself, not a link to it.
pub(crate) fn named(case: &Path, ending: &str) -> PathBuf {
    let mut name = fs::canonicalize(case).unwrap_or_else(|_| case.to_path_buf()).into_os_string();
    name.push(ending);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::{is_being_written, named};
    use crate::{CaseFile, StoreError, sample};
    use schema::Case;
    use std::{fs, path::Path, thread, time::Duration};

    fn merged(path: &Path) -> CaseFile {
        let mut file = CaseFile::create_or_resume(path).unwrap();
        file.put_case(&sample::case()).unwrap();
        file
    }

    /// A run over a merged case, whose steps others may read.
    fn shared(path: &Path) -> CaseFile {
        let mut run = merged(path);
        run.share().unwrap();
        run
    }

    fn without_events() -> Case {
        Case { events: Vec::new(), links: Vec::new(), ..sample::case() }
    }

    /// The bytes of a header that tell whether a log belongs to the file.
    fn stands_alone(path: &Path) -> bool {
        fs::read_dir(path.parent().unwrap()).unwrap().count() == 1 && fs::read(path).unwrap()[18..20] == [1, 1]
    }

    #[test]
    fn readers_see_the_last_step_while_a_run_writes_and_one_file_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        drop(merged(&path));
        let mut run = CaseFile::create_or_resume(&path).unwrap();
        assert!(matches!(CaseFile::open(&path), Err(StoreError::Locked(_))), "not shared yet");
        run.share().unwrap();
        assert!(is_being_written(&path));
        let early = CaseFile::open(&path).unwrap();
        run.put_case(&without_events()).unwrap();
        assert_eq!(early.case().unwrap(), sample::case(), "what was opened stays as it was");
        let late = CaseFile::open(&path).unwrap();
        assert_eq!(late.case().unwrap(), without_events());
        assert!(matches!(CaseFile::create_or_resume(&path), Err(StoreError::Locked(_))));
        thread::scope(|scope| {
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(50));
                drop((early, late));
            });
            drop(run);
        });
        assert!(stands_alone(&path) && !is_being_written(&path));
        assert_eq!(CaseFile::open(&path).unwrap().case().unwrap(), without_events());
        assert!(stands_alone(&path));
    }

    #[test]
    fn a_half_written_step_is_never_seen() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let run = shared(&path);
        run.connection.execute_batch("PRAGMA cache_size = 2; BEGIN; UPDATE contents SET content = hash").unwrap();
        assert_eq!(CaseFile::open(&path).unwrap().case().unwrap(), sample::case());
        run.connection.execute_batch("ROLLBACK").unwrap();
        drop(run);
        assert!(stands_alone(&path));
    }

    #[test]
    fn the_log_of_a_killed_run_is_folded_in_by_whoever_opens_the_case() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let mut run = shared(&path);
        run.put_case(&without_events()).unwrap();
        for reads in [true, false] {
            let left = folder.path().join(if reads { "read/case.db" } else { "written/case.db" });
            fs::create_dir(left.parent().unwrap()).unwrap();
            for ending in ["", "-wal", "-run"] {
                fs::copy(named(&path, ending), left.with_extension(format!("db{ending}"))).unwrap();
            }
            let opened = if reads { CaseFile::open(&left) } else { CaseFile::create_or_resume(&left) };
            assert_eq!(opened.unwrap().case().unwrap(), without_events());
            assert!(stands_alone(&left));
        }
    }

    #[test]
    fn a_case_without_a_merge_is_not_shared() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let mut run = CaseFile::create_or_resume(&path).unwrap();
        run.share().unwrap();
        assert!(matches!(CaseFile::open(&path), Err(StoreError::Locked(_))));
    }

    #[test]
    fn the_log_of_another_program_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        let other = rusqlite::Connection::open(&path).unwrap();
        other.execute_batch("PRAGMA journal_mode = wal; CREATE TABLE birds (name)").unwrap();
        let log = fs::read(named(&path, "-wal")).unwrap();
        for refused in [CaseFile::open(&path), CaseFile::create_or_resume(&path)] {
            assert!(matches!(refused, Err(StoreError::NotACase { .. })), "{refused:?}");
        }
        assert_eq!(fs::read(named(&path, "-wal")).unwrap(), log);
    }
}
