//! How does a case follow the log of its decisions?

use crate::Carried;
use anyhow::{Result, anyhow};
use merge::Settings;
use review::{Applied, Idle};
use schema::Case;
use std::path::Path;
use store::CaseFile;

/// Puts what the machine made of the pages into a file, with the decisions of its log applied, and gives what they come to.
///
/// # Errors
/// Where the file cannot be written.
pub fn put(machine: Case, file: &mut CaseFile, settings: &Settings) -> Result<Case> {
    let log = file.decisions()?;
    if log.is_empty() {
        file.put_case(&machine)?;
        return Ok(machine);
    }
    let Applied { case, .. } = review::apply(&machine, &log, settings);
    file.put_decided(&machine, &case)?;
    Ok(case)
}

/// Brings a case to what its log says; one that follows already is left as it is.
///
/// # Errors
/// Where the data files or the case do not allow it.
pub fn follow(case: &Path, data: Option<&Path>) -> Result<()> {
    if !CaseFile::open(case)?.is_behind()? {
        return Ok(());
    }
    let settings = settings(data)?;
    let mut file = CaseFile::create_or_resume(case)?;
    let machine = file.machine_case()?;
    let Applied { case, .. } = review::apply(&machine, &file.decisions()?, &settings);
    Ok(file.put_decided(&machine, &case)?)
}

/// Gives the decisions that hold but change nothing today, each with the reason.
///
/// # Errors
/// Where the data files or the case cannot be read.
pub fn waiting(file: &CaseFile, data: Option<&Path>) -> Result<Vec<Idle>> {
    Ok(review::apply(&file.machine_case()?, &file.decisions()?, &settings(data)?).idle)
}

/// Loads what merging is tuned by.
///
/// # Errors
/// Every problem of the file.
pub fn settings(data: Option<&Path>) -> Result<Settings> {
    Settings::load(&Carried::new(data)?.files)
        .map_err(|problems| anyhow!(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}
