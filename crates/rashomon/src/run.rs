//! How does a heap of pages become a case file?

use crate::{Analyzer, Carried, Page, Progress, ProgressStyle, Refused, pages};
use anyhow::Result;
use rayon::prelude::*;
use schema::Case;
use sha2::{Digest, Sha256};
use std::{
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
    fn set_page_aside(&mut self, page: &Page, refused: Refused, file: &mut CaseFile) -> Result<()> {
        file.set_aside(&page.name, &refused.hash, &refused.reason)?;
        self.set_aside.push((page.name.clone(), refused.reason));
        Ok(())
    }
}

/// Pages read between two writes: what an interrupted run loses at most.
const BATCH: usize = 64;

/// Builds or goes on with a case file.
///
/// Pages that the file holds already are not read again. `stop` is looked at between two batches.
///
/// # Errors
/// Where the inputs, the data files or the case file do not allow the run; never for one bad page.
pub fn run(run: &Run, stop: &AtomicBool) -> Result<Summary> {
    let pages = pages(&run.inputs)?;
    let carried = Carried::new(run.data.as_deref())?;
    let analyzer = Analyzer::load_or_explain(&carried)?;
    let mut file = CaseFile::create_or_resume(&run.output)?;
    let mut summary = read(&pages, &analyzer, &carried.fingerprint, &mut file, run.progress, stop)?;
    if summary.stopped {
        return Ok(summary);
    }
    if file.is_merged()? {
        summary.case = file.case()?;
        return Ok(summary);
    }
    let accounts = file.accounts()?;
    let progress = Progress::stage(run.progress, "merge", accounts.len());
    summary.case = analyzer.merge(accounts);
    file.put_case(&summary.case)?;
    note_origin(run, &carried, &mut file)?;
    progress.end(&format!("{} events in {} accounts", summary.case.events.len(), summary.case.documents.len()));
    Ok(summary)
}

/// Notes what made the case, so that it can be made again.
fn note_origin(run: &Run, carried: &Carried, file: &mut CaseFile) -> Result<()> {
    let inputs: Vec<String> = run.inputs.iter().map(|input| input.display().to_string()).collect();
    file.set_meta("program", concat!("rashomon ", env!("CARGO_PKG_VERSION")))?;
    file.set_meta("fingerprint", &carried.fingerprint)?;
    Ok(file.set_meta("inputs", &inputs.join("\n"))?)
}

fn read(
    pages: &[Page],
    analyzer: &Analyzer,
    fingerprint: &str,
    file: &mut CaseFile,
    style: ProgressStyle,
    stop: &AtomicBool,
) -> Result<Summary> {
    let progress = Progress::stage(style, "read", pages.len());
    let mut summary = Summary { pages: pages.len(), ..Summary::default() };
    for batch in pages.chunks(BATCH) {
        if stop.load(Ordering::SeqCst) {
            summary.stopped = true;
            break;
        }
        read_batch(batch, analyzer, fingerprint, file, &mut summary)?;
        progress.add(batch.len());
    }
    let read = format!("{} pages read", summary.read);
    progress.end(&format!("{read}, {} known already, {} set aside", summary.known, summary.set_aside.len()));
    Ok(summary)
}

fn read_batch(
    batch: &[Page],
    analyzer: &Analyzer,
    fingerprint: &str,
    file: &mut CaseFile,
    summary: &mut Summary,
) -> Result<()> {
    let (mut captures, mut new) = (Vec::new(), Vec::new());
    for (page, loaded) in batch.iter().zip(batch.par_iter().map(load).collect::<Vec<_>>()) {
        match loaded {
            Err(refused) => summary.set_page_aside(page, refused, file)?,
            Ok((hash, bytes)) => {
                captures.push((page.name.clone(), hash.clone()));
                if file.known(&hash, fingerprint)? {
                    summary.known += 1;
                } else {
                    new.push((page, hash, bytes));
                }
            }
        }
    }
    let accounts: Vec<_> = new.par_iter().map(|(page, _, bytes)| analyzer.account(page, bytes)).collect();
    let mut kept = Vec::new();
    for ((page, hash, _), account) in new.into_iter().zip(accounts) {
        match account {
            Ok(account) => kept.push(account),
            Err(reason) => summary.set_page_aside(page, Refused { hash, reason }, file)?,
        }
    }
    summary.read += kept.len();
    if !kept.is_empty() {
        file.put_accounts(&kept, fingerprint)?;
    }
    file.put_captures(&captures)?;
    Ok(())
}

/// Reads a page's bytes and their SHA-256.
fn load(page: &Page) -> Result<(String, Vec<u8>), Refused> {
    let bytes = page.bytes(reader::MAX_PAGE_BYTES).map_err(|error| Refused {
        hash: String::new(),
        reason: format!("cannot be read ({error}); check that it is there and that you may read it"),
    })?;
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((hash, bytes))
}
