//! What must hold for any bytes whatever?
//!
//! Each function takes bytes that somebody made up and panics where the program would break a promise.

use rashomon::{Analyzer, Carried};
use reader::inputs::{Columns, of_stream};
use schema::DataFile;
use std::{ops::ControlFlow, sync::LazyLock};
use store::{
    CaseFile,
    query::{Filter, Page, search as find},
};

static CARRIED: LazyLock<Carried> = LazyLock::new(|| Carried::new(None).expect("the program's own data"));
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::load_or_explain(&CARRIED).expect("no problems"));

/// Pages of one input that are read, so that one file of many rows does not take a minute.
const PAGES: usize = 20;

/// Reads a file: its name up to the first line end, then its bytes. No page may make a stage panic, and every span is words.
pub fn inputs(bytes: &[u8]) {
    let cut = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let name = String::from_utf8_lossy(&bytes[..cut]);
    let columns = Columns::load(&CARRIED.files).expect("the program's own data");
    let mut pages = 0;
    let _ = of_stream(&name, bytes.get(cut + 1..).unwrap_or_default(), &columns, &mut |page| {
        pages += 1;
        if let Ok(found) = page {
            match ANALYZER.account_of(&found) {
                Ok((document, findings)) => {
                    let spans = findings.events.iter().flat_map(|event| [event.clause, event.trigger]);
                    let sections = document.sections.iter().map(|section| section.span);
                    spans.chain(sections).for_each(|span| assert!(document.text.get(span.start..span.end).is_some()));
                }
                Err(reason) => assert!(!reason.contains("a bug in Rashomon"), "{reason}"),
            }
        }
        if pages < PAGES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
}

/// Loads a data file: its path up to the first line end, then its bytes. It is loaded or its problems are listed.
pub fn rules(bytes: &[u8]) {
    let cut = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let path = String::from_utf8_lossy(&bytes[..cut]).into_owned();
    let mut carried = CARRIED.clone();
    carried.files.retain(|file| file.path != path);
    carried.files.push(DataFile { path, bytes: bytes.get(cut + 1..).unwrap_or_default().to_vec() });
    carried.files.sort_by(|one, other| one.path.cmp(&other.path));
    if let Err(problems) = Analyzer::load(&carried) {
        assert!(!problems.is_empty(), "refused without a reason");
    }
}

/// Searches a case for whatever was typed: it is found or not, and never an error of SQL.
pub fn search(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let folder = tempfile::tempdir().expect("a folder");
    let file = CaseFile::create_or_resume(folder.path().join("case.db")).expect("a case");
    find(&file, &typed, &Filter::default(), &Page::default()).expect("an answer");
}

/// Opens bytes as a case: they are refused, or they are read to the end with an answer or an error.
pub fn case(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("case.db");
    std::fs::write(&path, bytes).expect("a file");
    if let Ok(file) = CaseFile::open(&path) {
        let _ = (file.case(), file.check(), file.accounts());
    }
}
