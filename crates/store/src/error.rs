//! What can go wrong with a case file, and what can one do about it?

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// Something in the world that keeps a case file from being opened, written or exported.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("{}: there is no such case file; check the path, or make one with `rashomon run`", .0.display())]
    Missing(PathBuf),
    /// The folder that should hold the file does not exist.
    #[error("{}: its folder does not exist; make the folder first, or name another path", .0.display())]
    NoFolder(PathBuf),
    /// The path holds something that is no case; it was left as it is.
    #[error("{}: this is {found}, not a Rashomon case; it was left untouched: name another path", .path.display())]
    NotACase {
        /// The path.
        path: PathBuf,
        /// What it holds: "a folder", "another program's database".
        found: &'static str,
    },
    /// A later Rashomon made the file.
    #[error(
        "{}: made by a newer Rashomon (case layout {version}, this one knows {known}); update Rashomon, or make a new case from the pages",
        .path.display()
    )]
    Newer {
        /// The path.
        path: PathBuf,
        /// The file's layout.
        version: i32,
        /// The layout this program writes.
        known: i32,
    },
    /// Another run has it.
    #[error("{}: another run is writing this case; wait until it ends, or name another path", .0.display())]
    Locked(PathBuf),
    /// The file or its folder cannot be written.
    #[error("{}: the file cannot be written; check its permissions and those of its folder, or copy it elsewhere", .0.display())]
    ReadOnly(PathBuf),
    /// The file exists but the system does not let it be opened.
    #[error("{}: the file cannot be opened; check that you may read and write it and its folder", .0.display())]
    CannotOpen(PathBuf),
    /// Nothing more fits on the disk.
    #[error("{}: the disk is full; free some space and run the same command again: what was read so far is kept", .0.display())]
    DiskFull(PathBuf),
    /// The file holds what no Rashomon writes.
    #[error("{}: the case is damaged ({detail}); take a backup, or make it again from the pages", .path.display())]
    Damaged {
        /// The path.
        path: PathBuf,
        /// What was met.
        detail: String,
    },
    /// Anything else that SQLite reports.
    #[error("{}: the database reports: {source}; run the same command again, and report it if that does not help", .path.display())]
    Sql {
        /// The path.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// A decision that is to be taken over is not what was decided: its id is made from its content.
    #[error(
        "decision {0} was changed after it was made; export it again, or leave its id empty to make it a decision of its own"
    )]
    Changed(String),
    /// The export could not be written.
    #[error("the export cannot be written: {0}; check the disk and the permissions of the file that it goes to")]
    Export(#[from] std::io::Error),
}

impl StoreError {
    /// Tells in our words what SQLite reports of the file at `path`.
    pub(crate) fn of(path: &Path, error: rusqlite::Error) -> Self {
        let path = path.to_path_buf();
        if let rusqlite::Error::FromSqlConversionFailure(_, _, cause) = &error {
            return Self::Damaged { path, detail: cause.to_string() };
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::NotACase { path, found: "no database" },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked(path),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Self::ReadOnly(path),
            Some(ErrorCode::CannotOpen) => Self::CannotOpen(path),
            Some(ErrorCode::DiskFull) => Self::DiskFull(path),
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, detail: error.to_string() },
            _ => Self::Sql { path, source: error },
        }
    }
}
