//! How long does each stage take for a page, on one thread?
//!
//! `PAGES=FOLDER cargo bench -p rashomon --bench stages` reads the pages of any folder, such as `cargo xtask pages 200 FOLDER`
//! makes up; without it, those of the sample case.
#![expect(clippy::print_stdout, reason = "printing is what a measurement is for")]

use anyhow::{Result, anyhow};
use rashomon::{Carried, pages};
use reader::inputs::{Columns, Found};
use schema::{Document, Findings, Problem};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    time::Instant,
};
use store::CaseFile;

/// The best of so many runs counts: others share the machine.
const RUNS: usize = 5;

fn main() -> Result<()> {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global()?;
    let files = Carried::new(None)?.files;
    let found = found(&Columns::load(&files).map_err(explained)?)?;
    let publishers = reader::Publishers::load(&files).map_err(explained)?;
    let model = language::Model::load(&files, "en").map_err(explained)?;
    let knowledge = extract::Knowledge::load(&files).map_err(explained)?;
    let settings = merge::Settings::load(&files).map_err(explained)?;
    let stage = |name: &str, seconds: f64| println!("{name:8} {:7.3} ms a page", seconds * 1000.0 / found.len() as f64);

    let read = || found.iter().filter_map(|found| reader::read_found(found, &publishers).ok()).collect();
    let (documents, seconds): (Vec<Document>, _) = best(read);
    stage("read", seconds);
    let (analyses, seconds) = best(|| documents.iter().map(|document| analysis(document, &model)).collect::<Vec<_>>());
    stage("analyze", seconds);
    let both = || documents.iter().zip(&analyses);
    let (findings, seconds): (Vec<Findings>, _) =
        best(|| both().map(|(document, analysis)| extract::extract(document, analysis, &knowledge)).collect());
    stage("extract", seconds);
    let accounts: Vec<(Document, Findings)> = documents.into_iter().zip(findings).collect();
    let (case, seconds) = best(|| merge::merge(accounts.clone(), &settings));
    stage("merge", seconds);

    let folder = tempfile::tempdir()?;
    let mut file = CaseFile::create_or_resume(folder.path().join("case.db"))?;
    let mut edition = 0;
    let (kept, seconds) = best(|| {
        edition += 1;
        file.put_accounts(&accounts, &edition.to_string())
    });
    kept?;
    stage("keep", seconds);
    let (put, seconds) = best(|| file.put_case(&case));
    put?;
    stage("put", seconds);
    let (loaded, seconds) = best(|| file.case());
    loaded?;
    stage("load", seconds);
    Ok(())
}

fn analysis<'d>(document: &'d Document, model: &language::Model) -> language::Analysis<'d> {
    let sections: Vec<_> = document.sections.iter().map(|section| section.span).collect();
    language::analyze(&document.text, &sections, model)
}

/// Collects the pages.
fn found(columns: &Columns) -> Result<Vec<Found>> {
    let sample = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/al-bukamal");
    let folder = std::env::var_os("PAGES").map_or_else(sample, PathBuf::from);
    let mut found = Vec::new();
    for page in pages(&[folder])? {
        let _ended = page.open(columns, &mut |page| {
            found.extend(page.ok());
            ControlFlow::Continue(())
        });
    }
    Ok(found)
}

/// Does some work again and again; gives what came of it, and the seconds of the fastest time.
fn best<T>(mut work: impl FnMut() -> T) -> (T, f64) {
    let mut timed = || {
        let start = Instant::now();
        let made = work();
        (made, start.elapsed().as_secs_f64())
    };
    let (mut made, mut least) = timed();
    for _ in 1..RUNS {
        let (again, seconds) = timed();
        (made, least) = (again, least.min(seconds));
    }
    (made, least)
}

fn explained(problems: Vec<Problem>) -> anyhow::Error {
    anyhow!(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}
