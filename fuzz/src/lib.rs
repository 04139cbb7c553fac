//! What must hold for any bytes whatever?
//!
//! Each function takes bytes that somebody made up and panics where the program would break a promise.

use extract::{actors::Lexicon, attributions::Cues, events::Rules, places::Gazetteer};
use rashomon::{Analyzer, Carried};
use reader::{
    Publishers, Refusal,
    inputs::{Columns, Found, of_stream},
};
use schema::{DataFile, Document, Problem};
use std::{ops::ControlFlow, sync::LazyLock};
use store::{
    CaseFile,
    query::{Filter, Page, search as find},
};

static CARRIED: LazyLock<Carried> = LazyLock::new(|| Carried::new(None).expect("the program's own data"));
static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::load_or_explain(&CARRIED).expect("no problems"));
static COLUMNS: LazyLock<Columns> = LazyLock::new(|| Columns::load(&CARRIED.files).expect("no problems"));
static PUBLISHERS: LazyLock<Publishers> = LazyLock::new(|| Publishers::load(&CARRIED.files).expect("no problems"));

/// Loads what the targets need before the clock of the first input runs.
pub fn load() {
    LazyLock::force(&ANALYZER);
    LazyLock::force(&COLUMNS);
    LazyLock::force(&PUBLISHERS);
}

/// Pages of one input that are read, so that one file of many rows does not take a minute.
const PAGES: usize = 20;

/// Reads a file: its name up to the first line end, then its bytes. No page may make a stage panic, and every span is words.
pub fn inputs(bytes: &[u8]) {
    each_page(bytes, |page| match ANALYZER.account_of(page) {
        Ok((document, findings)) => {
            let spans = findings.events.iter().flat_map(|event| [event.clause, event.trigger]);
            let sections = document.sections.iter().map(|section| section.span);
            spans.chain(sections).for_each(|span| assert!(document.text.get(span.start..span.end).is_some()));
        }
        Err(reason) => assert!(!reason.contains("a bug in Rashomon"), "{reason}"),
    });
}

/// Reads a file as [`inputs`] does, but nothing is looked for in its pages: many times as many are tried in an hour.
pub fn pages(bytes: &[u8]) {
    each_page(bytes, |page| match reader::read_found(page, &PUBLISHERS) {
        Ok(document) => assert_parts(&document),
        Err(Refusal::Empty | Refusal::NoText | Refusal::TooLarge { .. } | Refusal::Binary(_)) => {}
    });
}

/// The parts of a page lie one after the other on characters, and hold every word.
fn assert_parts(document: &Document) {
    let mut at = 0;
    let ends = document.sections.iter().map(|section| (section.span.start, section.span.end));
    for (start, end) in ends.chain([(document.text.len(), document.text.len())]) {
        assert!(start <= end, "a part ends before it begins");
        let between = document.text.get(at..start).expect("parts are in order and on characters");
        assert!(!between.contains(char::is_alphanumeric), "no part holds {between:?}");
        assert!(document.text.get(start..end).is_some(), "a part does not end on a character");
        at = end;
    }
}

/// Hands out the first pages of a file: its name up to the first line end, then its bytes.
fn each_page(bytes: &[u8], mut look: impl FnMut(&Found)) {
    let cut = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let name = String::from_utf8_lossy(&bytes[..cut]);
    let mut pages = 0;
    let _ = of_stream(&name, bytes.get(cut + 1..).unwrap_or_default(), &COLUMNS, &mut |page| {
        pages += 1;
        page.iter().for_each(&mut look);
        if pages < PAGES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
}

/// Loads a data file among the others that its part of the program knows: its path up to the first line end, then its
/// bytes. It is loaded or its problems are listed.
pub fn rules(bytes: &[u8]) {
    let cut = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let path = String::from_utf8_lossy(&bytes[..cut]).into_owned();
    let load = loader(&path);
    let is_model = |path: &str| path.starts_with("models/en/");
    let is_kin = |other: &str| LISTS.iter().any(|folder| other.starts_with(folder) && path.starts_with(folder));
    let is_read = |other: &str| other != path && is_model(other) == is_model(&path) && !is_kin(other);
    let mut files: Vec<DataFile> = CARRIED.files.iter().filter(|file| is_read(&file.path)).cloned().collect();
    files.push(DataFile { path, bytes: bytes.get(cut + 1..).unwrap_or_default().to_vec() });
    files.sort_by(|one, other| one.path.cmp(&other.path));
    if let Err(problems) = load(&files) {
        assert!(!problems.is_empty(), "refused without a reason");
    }
}

/// Folders of many files alike: one of them is loaded without the others, or an hour would see a few hundred.
const LISTS: [&str; 4] = ["actors/", "en/events/", "places/", "sources/"];

type Loader = fn(&[DataFile]) -> Result<(), Vec<Problem>>;

/// Gives the part of the program that a file is for; to load all for each would leave time for few.
fn loader(path: &str) -> Loader {
    match path.split_once('/').unwrap_or_default() {
        ("models", file) if file.starts_with("en/") => |files| language::Model::load(files, "en").map(drop),
        ("sources", _) => |files| Publishers::load(files).map(drop),
        ("ontology", "merging.toml") => |files| merge::Settings::load(files).map(drop),
        ("actors", _) | ("en", "actors.toml") | ("ontology", "actor_kinds.toml") => {
            |files| Lexicon::load(files).map(drop)
        }
        ("places" | "models", _) | ("en", "places.toml") => |files| Gazetteer::load(files).map(drop),
        ("en", "times.toml") => |files| extract::times::Grammar::load(files).map(drop),
        ("en", "quantities.toml") => |files| extract::quantities::Grammar::load(files).map(drop),
        ("en", "cues.toml") => |files| Cues::load(files).map(drop),
        _ => |files| Rules::load(files).map(drop),
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
