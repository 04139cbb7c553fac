//! How does a heap of pages become a case file?

use crate::{Analyzer, Carried, Page, Partition, Progress, ProgressStyle, Refused, beacon::Beacon, pages, partition};
use anyhow::{Result, anyhow};
use rayon::prelude::*;
use reader::inputs::{Columns, Found, Left};
use schema::Case;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
};
use store::CaseFile;

/// What to read and where to write.
#[derive(Clone, Debug)]
pub struct Run {
    /// Files and folders of pages.
    pub inputs: Vec<PathBuf>,
    /// The case file.
    pub output: PathBuf,
    /// A folder of data files laid over those inside the binary.
    pub data: Option<PathBuf>,
    /// Which share of the files to read, without merging; all without it.
    pub partition: Option<Partition>,
    /// How progress is shown.
    pub progress: ProgressStyle,
}

/// What came of a run.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Pages that were there.
    pub pages: usize,
    /// Pages that this run read.
    pub read: usize,
    /// Pages that an earlier run had read already.
    pub known: usize,
    /// Pages set aside: path and reason, sorted by path.
    pub set_aside: Vec<(String, String)>,
    /// True where the user stopped the run; what is done is kept.
    pub stopped: bool,
    /// The case; empty where the run was stopped.
    pub case: Case,
}

impl Summary {
    fn set_page_aside(&mut self, name: &str, refused: Refused, file: &mut CaseFile) -> Result<()> {
        file.set_aside(name, &refused.hash, &refused.reason)?;
        self.set_aside.push((name.to_owned(), refused.reason));
        Ok(())
    }
}

/// Pages read between two writes: what an interrupted run loses at most.
const BATCH: usize = 64;

/// Bytes of pages that are held between two writes, beyond one page.
const BATCH_BYTES: usize = 64 * 1024 * 1024;

/// Builds or goes on with a case file.
///
/// Pages that the file holds already are not read again. `stop` is looked at between two batches.
///
/// # Errors
/// Where the inputs, the data files or the case file do not allow the run; never for one bad page.
pub fn run(run: &Run, stop: &AtomicBool) -> Result<Summary> {
    run_mapped(run, &[], stop)
}

/// Builds or goes on with a case file from tables too whose columns the user names: `text=BODY`.
///
/// # Errors
/// As [`run`], and where a column is named badly.
pub fn run_mapped(run: &Run, map: &[String], stop: &AtomicBool) -> Result<Summary> {
    let mut pages = pages(&run.inputs)?;
    pages.retain(|page| run.partition.is_none_or(|partition| partition.holds(&page.name)));
    let carried = Carried::new(run.data.as_deref())?;
    let columns = columns(&carried, map)?;
    let analyzer = Analyzer::load_or_explain(&carried)?;
    let mut file = CaseFile::create_or_resume(&run.output)?;
    file.share()?;
    let reading = Reading {
        analyzer: &analyzer,
        fingerprint: &carried.fingerprint,
        file: &mut file,
        summary: Summary::default(),
        batch: Vec::new(),
        failed: None,
    };
    let beacon = Beacon::light(&run.output);
    let mut summary = read(&pages, &columns, reading, (run.progress, &beacon), stop)?;
    if summary.stopped {
        return Ok(summary);
    }
    if let Some(partition) = run.partition {
        note_origin(run, &carried, &mut file)?;
        partition::note(&mut file, partition)?;
        return Ok(summary);
    }
    if file.is_merged()? {
        if file.is_behind()? {
            crate::put(file.machine_case()?, &mut file, analyzer.settings())?;
        }
        summary.case = file.case()?;
        return Ok(summary);
    }
    let accounts = file.accounts()?;
    beacon.tell("Merging", (accounts.len(), accounts.len(), summary.set_aside.len()));
    let progress = Progress::stage(run.progress, "merge", accounts.len());
    summary.case = crate::put(analyzer.merge(accounts), &mut file, analyzer.settings())?;
    note_origin(run, &carried, &mut file)?;
    progress.end(&format!("{} events in {} accounts", summary.case.events.len(), summary.case.documents.len()));
    Ok(summary)
}

fn columns(carried: &Carried, map: &[String]) -> Result<Columns> {
    let mut columns = Columns::load(&carried.files).map_err(|problems| anyhow!("{}", problems[0]))?;
    map.iter().try_for_each(|pair| columns.map(pair).map_err(|reason| anyhow!("--map: {reason}")))?;
    Ok(columns)
}

/// Notes what made the case, so that it can be made again.
fn note_origin(run: &Run, carried: &Carried, file: &mut CaseFile) -> Result<()> {
    let inputs: Vec<String> = run.inputs.iter().map(|input| input.display().to_string()).collect();
    if let Some(line) = carried.imported_places() {
        file.set_meta("gazetteer", &line)?;
    }
    file.set_meta("program", concat!("rashomon ", env!("CARGO_PKG_VERSION")))?;
    file.set_meta("fingerprint", &carried.fingerprint)?;
    Ok(file.set_meta("inputs", &inputs.join("\n"))?)
}

fn read(
    files: &[Page],
    columns: &Columns,
    mut reading: Reading<'_>,
    (style, beacon): (ProgressStyle, &Beacon),
    stop: &AtomicBool,
) -> Result<Summary> {
    let progress = Progress::stage(style, "read", files.len());
    for (done, file) in files.iter().enumerate() {
        if done.is_multiple_of(BATCH) {
            beacon.tell("Reading", (done, files.len(), reading.summary.set_aside.len()));
        }
        let flow = file.open(columns, &mut |page| reading.take(page, stop));
        if flow.is_break() {
            break;
        }
        progress.add(1);
    }
    let mut summary = reading.end(stop)?;
    summary.set_aside.sort();
    let read = format!("{} pages read", summary.read);
    progress.end(&format!("{read}, {} known already, {} set aside", summary.known, summary.set_aside.len()));
    Ok(summary)
}

/// Collects pages until there are enough to be read side by side and written together.
struct Reading<'r> {
    analyzer: &'r Analyzer,
    fingerprint: &'r str,
    file: &'r mut CaseFile,
    summary: Summary,
    batch: Vec<Found>,
    failed: Option<anyhow::Error>,
}

impl Reading<'_> {
    fn take(&mut self, page: Result<Found, Left>, stop: &AtomicBool) -> ControlFlow<()> {
        self.summary.pages += 1;
        let result = match page {
            Ok(found) => {
                self.batch.push(found);
                let bytes: usize = self.batch.iter().map(|found| found.bytes.len()).sum();
                if self.batch.len() < BATCH && bytes < BATCH_BYTES { Ok(()) } else { self.read_batch(stop) }
            }
            Err(left) => {
                self.summary.set_page_aside(&left.name, Refused { hash: String::new(), reason: left.reason }, self.file)
            }
        };
        self.failed = result.err();
        if self.failed.is_some() || self.summary.stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn end(mut self, stop: &AtomicBool) -> Result<Summary> {
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.read_batch(stop).map(|()| self.summary),
        }
    }

    fn read_batch(&mut self, stop: &AtomicBool) -> Result<()> {
        if stop.load(Ordering::SeqCst) {
            self.summary.stopped = true;
            return Ok(());
        }
        let batch = std::mem::take(&mut self.batch);
        let hashes: Vec<String> = batch.par_iter().map(|found| hash(&found.bytes)).collect();
        let (mut captures, mut new, mut again) = (Vec::new(), Vec::new(), Vec::new());
        let mut seen: BTreeMap<String, Option<String>> = BTreeMap::new();
        for (found, hash) in batch.iter().zip(hashes) {
            captures.push((found.name.clone(), hash.clone()));
            if seen.insert(hash.clone(), None).is_some() {
                again.push((found, hash));
            } else if self.file.known(&hash, self.fingerprint)? {
                self.summary.known += 1;
            } else {
                new.push((found, hash));
            }
        }
        let accounts: Vec<_> = new.par_iter().map(|(found, _)| self.analyzer.account_of(found)).collect();
        let mut kept = Vec::new();
        for ((found, hash), account) in new.into_iter().zip(accounts) {
            match account {
                Ok(account) => kept.push(account),
                Err(reason) => {
                    seen.insert(hash.clone(), Some(reason.clone()));
                    self.summary.set_page_aside(&found.name, Refused { hash, reason }, self.file)?;
                }
            }
        }
        for (found, hash) in again {
            match seen.get(&hash).cloned().flatten() {
                Some(reason) => self.summary.set_page_aside(&found.name, Refused { hash, reason }, self.file)?,
                None => self.summary.known += 1,
            }
        }
        self.summary.read += kept.len();
        if !kept.is_empty() {
            self.file.put_accounts(&kept, self.fingerprint)?;
        }
        self.file.put_captures(&captures)?;
        Ok(())
    }
}

/// Gives the SHA-256 of a page's bytes, hexadecimal.
fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
