//! Which case is shown, and what may the server ask of the world?

use crate::{book::Book, kept::Kept, refusal::Refusal, review::Desk};
use layouts::Codebook;
use schema::Document;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
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
    /// Gives the codes of other programs' layouts.
    pub codebook: fn() -> Result<Codebook, String>,
    /// Tells how far the run is that writes a case, where it says so.
    pub progress: fn(case: &Path) -> Option<Progress>,
    /// Brings a case to what its log of decisions says, or says why not.
    pub follow: fn(case: &Path) -> Result<(), String>,
    /// Gives the decisions that hold but change nothing now, by id with the reason.
    pub waiting: fn(case: &Path) -> Waiting,
}

/// Ids of decisions that change nothing now, each with the reason; or why they could not be read.
pub type Waiting = Result<Vec<(String, String)>, String>;

/// How far a run is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What it does: "Reading", "Merging".
    pub stage: String,
    /// Pages done.
    pub done: usize,
    /// Pages in all.
    pub total: usize,
    /// Pages that could not be read.
    pub set_aside: usize,
    /// Seconds since the stage began.
    pub seconds: usize,
}

impl Progress {
    /// Gives the pages done in a second; none before there is anything to tell from.
    pub(crate) fn rate(&self) -> Option<usize> {
        self.done.checked_div(self.seconds).filter(|rate| *rate > 0)
    }

    /// Gives the seconds that are left at this rate.
    pub(crate) fn seconds_left(&self) -> Option<usize> {
        Some(self.total.saturating_sub(self.done).div_ceil(self.rate()?))
    }
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
    /// Who decides in this session.
    pub by: String,
    /// Answers that were made since the case changed.
    pub(crate) kept: Kept,
    desk: Mutex<Option<Arc<Desk>>>,
    book: Mutex<Option<(String, Arc<Book>)>>,
    codebook: OnceLock<Result<Arc<Codebook>, String>>,
}

impl Site {
    /// Makes the site of one case.
    #[must_use]
    pub fn new(case: PathBuf, port: u16, token: String, world: World) -> Self {
        let (desk, book, codebook) = (Mutex::new(None), Mutex::new(None), OnceLock::new());
        Self { case, port, token, world, by: "reviewer".into(), kept: Kept::default(), desk, book, codebook }
    }

    /// Names who decides in this session.
    #[must_use]
    pub fn decided_by(self, by: String) -> Self {
        Self { by, ..self }
    }

    /// Gives the desk that was laid out last.
    pub(crate) fn kept_desk(&self) -> MutexGuard<'_, Option<Arc<Desk>>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the whole case, which only the review needs; it is read again when the file has changed.
    ///
    /// Nothing can be decided while a run writes, so there is none then.
    pub(crate) fn book(&self) -> Result<Arc<Book>, Refusal> {
        let mut held = self.held();
        if let Some((known, book)) = held.as_ref()
            && Some(known) == self.stamp().as_ref()
        {
            return Ok(Arc::clone(book));
        }
        let file = self.up_to_date()?;
        if file.is_being_written() {
            return Err(self.running());
        }
        let stamp = self.stamp().unwrap_or_default();
        let book = Arc::new(Book::new(file.case()?));
        *held = Some((stamp, Arc::clone(&book)));
        Ok(book)
    }

    /// Opens the case as it stands in the file now; while it is brought up to date, others wait.
    pub(crate) fn file(&self) -> Result<CaseFile, Refusal> {
        match self.followed() {
            Ok(None) | Err(Refusal::Running(_)) => {
                let _waited = self.held();
                self.up_to_date()
            }
            Ok(Some(file)) => Ok(file),
            Err(refusal) => Err(refusal),
        }
    }

    fn held(&self) -> MutexGuard<'_, Option<(String, Arc<Book>)>> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens the case with all that was decided.
    fn up_to_date(&self) -> Result<CaseFile, Refusal> {
        if let Some(file) = self.followed()? {
            return Ok(file);
        }
        (self.world.follow)(&self.case).map_err(Refusal::Broken)?;
        self.opened()
    }

    /// Opens the case if it holds all that was decided, or, while a run writes, as it was merged last.
    fn followed(&self) -> Result<Option<CaseFile>, Refusal> {
        let file = self.opened()?;
        if file.is_being_written() {
            return Ok(Some(file));
        }
        if !file.is_merged()? {
            // A run that went on when the file was opened may have ended since.
            let file = self.opened()?;
            let is_there = file.is_being_written() || file.is_merged()?;
            return if is_there { Ok(Some(file)) } else { Err(Refusal::CutOff) };
        }
        let is_behind = file.is_behind()?;
        Ok((!is_behind).then_some(file))
    }

    /// Opens the file as it is, behind the log of decisions or not.
    pub(crate) fn opened(&self) -> Result<CaseFile, Refusal> {
        CaseFile::open(&self.case).map_err(|error| match error {
            StoreError::Locked(_) => self.running(),
            other => other.into(),
        })
    }

    /// Says that a run has the case, and how far it is.
    pub(crate) fn running(&self) -> Refusal {
        Refusal::Running((self.world.progress)(&self.case))
    }

    /// Gives the codes of other programs' layouts, read once.
    pub(crate) fn codebook(&self) -> Result<Arc<Codebook>, Refusal> {
        self.codebook.get_or_init(|| (self.world.codebook)().map(Arc::new)).clone().map_err(Refusal::Broken)
    }

    /// Gives what tells that answers would be others now; none where there is no case to be shown.
    pub(crate) fn version(&self) -> Option<String> {
        let stamp = self.stamp()?;
        let file = self.file().ok()?;
        let is_being_written = file.is_being_written();
        let (edition, decisions) = (file.edition().ok()?, file.decision_count().ok()?);
        Some(format!("{stamp} {is_being_written} {edition} {decisions}"))
    }

    /// Gives what tells that the file has changed: its time and size.
    pub(crate) fn stamp(&self) -> Option<String> {
        let found = fs::metadata(&self.case).ok()?;
        let changed = found.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        Some(format!("{:x}-{:x}", changed.as_nanos(), found.len()))
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing(_) => Self::NoCase,
            StoreError::Locked(_) => Self::Running(None),
            other => Self::Broken(other.to_string()),
        }
    }
}
