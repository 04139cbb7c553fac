//! Which case is shown, and what may the server ask of the world?

use crate::{book::Book, refusal::Refusal};
use schema::Document;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::SystemTime,
};
use store::{CaseFile, StoreError};

/// What only the binary can do, for it alone reads files and runs the analysis.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// Gives the bytes of a captured page where it still lies as it was read; `inputs` are the folders that the run was given.
    pub page: fn(document: &Document, inputs: &str) -> Option<Vec<u8>>,
    /// Makes the sample case at a path, or says why not.
    pub make_sample: fn(case: &Path) -> Result<(), String>,
}

/// One case, shown on one address to one session.
#[derive(Debug)]
pub struct Site {
    /// The case file; it need not exist yet.
    pub case: PathBuf,
    /// The port, which the names of the host must bear.
    pub port: u16,
    /// What a session must show before it may change anything.
    pub token: String,
    /// What only the binary can do.
    pub world: World,
    book: Mutex<Option<(Stamp, Arc<Book>)>>,
}

/// What tells that a file has changed: times and sizes of the file and of its log.
type Stamp = Vec<Option<(SystemTime, u64)>>;

impl Site {
    /// Makes the site of one case.
    #[must_use]
    pub fn new(case: PathBuf, port: u16, token: String, world: World) -> Self {
        Self { case, port, token, world, book: Mutex::new(None) }
    }

    /// Gives the case as it stands in the file now; it is read again when the file has changed.
    pub(crate) fn book(&self) -> Result<Arc<Book>, Refusal> {
        let mut held = self.held();
        let stamp = self.stamp();
        if let Some((known, book)) = held.as_ref()
            && *known == stamp
        {
            return Ok(Arc::clone(book));
        }
        let book = Arc::new(self.read()?);
        *held = Some((stamp, Arc::clone(&book)));
        Ok(book)
    }

    fn read(&self) -> Result<Book, Refusal> {
        let file = CaseFile::open(&self.case).map_err(Refusal::from)?;
        let meta = file.meta()?;
        if !file.is_merged()? {
            return Err(Refusal::Running { accounts: None });
        }
        Ok(Book::new(file.case()?, file.set_asides()?, meta))
    }

    fn held(&self) -> MutexGuard<'_, Option<(Stamp, Arc<Book>)>> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stamp(&self) -> Stamp {
        let mut log = self.case.clone().into_os_string();
        log.push("-wal");
        [self.case.as_path(), Path::new(&log)]
            .map(|path| {
                let found = fs::metadata(path).ok()?;
                Some((found.modified().ok()?, found.len()))
            })
            .into()
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing(_) => Self::NoCase,
            StoreError::Locked(_) => Self::Running { accounts: None },
            other => Self::Broken(other.to_string()),
        }
    }
}
