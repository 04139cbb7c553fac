//! Does a case survive that its writer is killed at any moment?

use crate::{CaseFile, sample};
use schema::Case;
use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

const KILLS: u64 = 200;
/// Tells the writer, which is this same program started again, where its case is.
const CASE: &str = "RASHOMON_TEST_CASE";
/// Tells the writer that others read meanwhile.
const SHARED: &str = "RASHOMON_TEST_SHARED";

/// What the writer says when it begins.
const READY: &str = "writing";

/// Writes accounts and merges until somebody kills it; without a case there is nothing to write.
#[test]
fn writer() {
    let Some(path) = std::env::var_os(CASE) else { return };
    let mut file = CaseFile::create_or_resume(Path::new(&path)).expect("the case is free and whole");
    let case = sample::case();
    if std::env::var_os(SHARED).is_some() {
        file.share().expect("others may read");
    }
    writeln!(std::io::stdout(), "\n{READY}").expect("the parent listens");
    loop {
        file.put_case(&case).expect("the case is kept");
        for n in 0..4 {
            let (mut document, mut findings) = (case.documents[0].clone(), case.findings[0].clone());
            document.id = format!("D-{n:012}");
            document.hash = format!("{n:064}");
            document.text += &"smoke over the harbor ".repeat(50 * n);
            findings.document.clone_from(&document.id);
            file.put_account(&document, &findings, "f").expect("the account is kept");
        }
        file.put_case(&Case { events: Vec::new(), ..case.clone() }).expect("the case is kept");
    }
}

/// Starts a writer and waits until it has opened the case.
fn started(path: &Path, shared: bool) -> Child {
    let program = std::env::current_exe().expect("this program has a path");
    let mut command = Command::new(program);
    command.args(["--exact", "killed::writer", "--nocapture"]).env(CASE, path);
    if shared {
        command.env(SHARED, "yes");
    }
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program starts again");
    let lines = BufReader::new(child.stdout.take().expect("it has an output")).lines();
    let ready = lines.map_while(Result::ok).any(|line| line == READY);
    assert!(ready, "the writer ended before it wrote");
    child
}

#[test]
fn a_case_opens_and_goes_on_however_often_its_writer_is_killed() {
    killed_again_and_again(false);
}

#[test]
fn so_does_one_that_others_read_meanwhile() {
    killed_again_and_again(true);
}

fn killed_again_and_again(shared: bool) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("case.db");
    let case = sample::case();
    if shared {
        CaseFile::create_or_resume(&path).unwrap().put_case(&case).unwrap();
    }
    let (mut interrupted, mut merged) = (0, 0);
    for n in 0..KILLS {
        let mut writer = started(&path, shared);
        // Spread over the first writes, without a pattern that the writer could fall into step with.
        std::thread::sleep(Duration::from_micros(n * 7919 % 25_000));
        let seen = shared.then(|| CaseFile::open(&path).unwrap().check().unwrap());
        assert_eq!(seen.unwrap_or_default(), [""; 0], "before kill {n}");
        writer.kill().unwrap();
        writer.wait().unwrap();
        interrupted += u32::from(folder.path().join(if shared { "case.db-wal" } else { "case.db-journal" }).exists());
        let file = CaseFile::create_or_resume(&path).unwrap();
        assert_eq!(file.check().unwrap(), [""; 0], "after kill {n}");
        if !file.case().unwrap().events.is_empty() {
            assert_eq!(file.case().unwrap(), case, "after kill {n}");
            merged += 1;
        }
        drop(file);
        assert!(!folder.path().join("case.db-wal").exists(), "after kill {n}");
    }
    assert!(interrupted > 0, "no kill met the writer in the middle of a step");
    assert!(merged > 0, "no kill came after a merge");
}
