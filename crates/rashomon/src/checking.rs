//! What does `check` find in a case, in data files, and in the pages of a case when data files change?

use crate::command::{DONE, PROBLEMS, print};
use anyhow::{Result, bail};
use rashomon::{Analyzer, Carried, data_files, differences, terminal::plain};
use schema::{DataFile, Problem};
use std::path::Path;
use store::CaseFile;

/// Tells whether every value of a case still reads the words it claims to.
pub fn check_case(path: &Path) -> Result<u8> {
    let problems = CaseFile::open(path)?.check()?;
    let mut text: String = problems.iter().map(|problem| plain(problem) + "\n").collect();
    if problems.is_empty() {
        text = "every value reads the words it claims to\n".into();
    }
    print(&text)?;
    Ok(if problems.is_empty() { DONE } else { PROBLEMS })
}

/// Tells whether the data files of a folder hold together, and every rule does what it says.
pub fn check_data(folder: &Path) -> Result<u8> {
    let files = data_files(folder)?;
    if files.is_empty() {
        bail!("{}: no data files; name a folder laid out as data/ is", folder.display());
    }
    let problems = problems_of(&Carried::new(Some(folder))?, &files);
    let lines: Vec<String> = problems.iter().map(|problem| plain(&problem.to_string())).collect();
    match lines.as_slice() {
        [] => print(&format!("{} files; every rule does what it says\n", files.len())),
        lines => print(&(lines.join("\n") + "\n")).map(|_| PROBLEMS),
    }
}

/// Tells what the data files of a folder change in the pages of a case.
pub fn check_against(folder: &Path, case: &Path) -> Result<u8> {
    if !folder.is_dir() {
        bail!("{}: --against wants a folder of data files, laid out as data/ is", folder.display());
    }
    let analyzer = Analyzer::load_or_explain(&Carried::new(Some(folder))?)?;
    let text = differences(&CaseFile::open(case)?.accounts()?, &analyzer);
    print(if text.is_empty() { "every page is read as before\n" } else { &text })?;
    Ok(DONE)
}

fn problems_of(carried: &Carried, files: &[DataFile]) -> Vec<Problem> {
    let mut problems = match Analyzer::load(carried) {
        Ok(analyzer) => analyzer.check_rules(),
        Err(problems) => problems,
    };
    problems.retain(|problem| files.iter().any(|file| file.path == problem.file));
    problems
}
