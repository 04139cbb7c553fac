//! What happens to malformed and hostile input?
//!
//! Every input of the catalogue is put into one folder, which one run reads; what comes of each is held to `docs/bad-input.md`.
//! `cargo xtask bless` writes what comes out into it, to be read and committed.

mod archives;
mod files;
mod pages;
mod tables;
mod texts;

use schema::Case;
use std::{
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};
use store::CaseFile;

/// Something that nobody should have to read.
struct Input {
    /// The file's name.
    name: String,
    /// What it is.
    about: &'static str,
    /// What lies there.
    holds: Holds,
}

/// What lies under a name.
enum Holds {
    Bytes(Vec<u8>),
    Link(&'static str),
    Pipe,
}

/// A page whose words are known to be found.
const GOOD: &str = "Rebels attack a border town\n\nJune 28, 2016\n\nRebels attacked the town of Al-Bukamal on Tuesday. \
                    The army said that 12 soldiers were killed in the attack.\n";

/// A text of fewer characters has lost something.
const ENOUGH: usize = 40;

/// At least so many inputs stand in the catalogue.
const LEAST: usize = 100;

fn input(name: impl Into<String>, about: &'static str, bytes: impl Into<Vec<u8>>) -> Input {
    Input { name: name.into(), about, holds: Holds::Bytes(bytes.into()) }
}

fn html(body: &str) -> String {
    format!(
        "<!doctype html><html><head><title>A report</title></head><body><article><p>{body}</p></article></body></html>"
    )
}

#[test]
fn what_happens_to_each_is_as_the_catalogue_says() {
    let inputs: Vec<Input> = [texts::inputs(), pages::inputs(), tables::inputs(), archives::inputs(), files::inputs()]
        .into_iter()
        .flatten()
        .collect();
    assert!(inputs.len() >= LEAST, "only {} inputs", inputs.len());
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).expect("a folder");
    inputs.iter().for_each(|input| put(&pages, input));
    let file = folder.path().join("case.db");
    let binary = env!("CARGO_BIN_EXE_rashomon");
    let run = Command::new(binary).args(["run", "--quiet"]).arg(&pages).arg("-o").arg(&file).output();
    let run = run.expect("the binary starts");
    assert_eq!(run.status.code(), Some(3), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(!run.stderr.contains(&0x1b), "control characters reached the terminal");
    let check = Command::new(binary).arg("check").arg(&file).output().expect("the binary starts");
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));

    let table = table(&inputs, &file);
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/bad-input.md");
    if env::var_os("RASHOMON_BLESS").is_some() {
        fs::write(&catalogue, table).expect("docs/bad-input.md");
        return;
    }
    let blessed = fs::read_to_string(&catalogue).unwrap_or_default();
    for (line, blessed) in table.lines().zip(blessed.lines()) {
        assert_eq!(line, blessed, "run `cargo xtask bless` and read what changed in docs/bad-input.md");
    }
    assert_eq!(table.lines().count(), blessed.lines().count());
}

fn put(folder: &Path, input: &Input) {
    let path: PathBuf = folder.join(&input.name);
    match &input.holds {
        Holds::Bytes(bytes) => fs::write(path, bytes).expect("a file"),
        Holds::Link(to) => symlink(to, path).expect("a link"),
        Holds::Pipe => assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success()),
    }
}

fn table(inputs: &[Input], file: &Path) -> String {
    let file = CaseFile::open(file).expect("a case");
    let (case, left) = (file.case().expect("a case"), file.set_asides().expect("a case"));
    let mut table = String::from(
        "# Malformed and hostile input\n\n\
         What happens to each, as one run over all of them tells; a test holds this page to it.\n\
         No input stops a run, and none changes what is read of another; \"no page\" is a file that holds none, such as a \
         table without rows.\n\n\
         | input | what it is | what happens |\n| --- | --- | --- |\n",
    );
    for input in inputs {
        let shown = cell(&input.name.chars().take(40).collect::<String>());
        table.push_str(&format!("| `{shown}` | {} | {} |\n", input.about, outcome(&input.name, &case, &left)));
    }
    table
}

/// Tells what came of an input: of itself, or of what it holds.
fn outcome(name: &str, case: &Case, left: &[(String, String, String)]) -> String {
    let belongs =
        |path: &str| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(['!', '#']));
    let read: Vec<&schema::Document> = case.documents.iter().filter(|document| belongs(&document.path)).collect();
    let mut told = Vec::new();
    match read.as_slice() {
        [] => {}
        [one] if one.text.chars().count() >= ENOUGH => told.push("read".into()),
        [one] => told.push(format!("read, but only {} characters", one.text.chars().count())),
        many => told.push(format!("read: {} documents", many.len())),
    }
    let mut reasons: Vec<&str> =
        left.iter().filter(|(path, ..)| belongs(path)).map(|(_, _, reason)| reason.as_str()).collect();
    reasons.dedup();
    told.extend(reasons.into_iter().map(|reason| format!("set aside: {}", cell(reason))));
    if told.is_empty() { "no page".into() } else { told.join("; ") }
}

/// Writes words so that they stay in one cell of a table.
fn cell(words: &str) -> String {
    words
        .chars()
        .map(|c| if c.is_control() { '␣' } else { c })
        .collect::<String>()
        .replace('|', "\\|")
        .replace('`', "'")
}
