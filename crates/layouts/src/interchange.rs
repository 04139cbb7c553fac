//! How does a whole case travel without loss?
//!
//! One record a line: first what it is, then documents, findings, actors, places, events and links as `schema` has them,
//! last the log of decisions.
//! What [`write_all`] writes, [`import`] takes back as it was.

use schema::{Case, Decision};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use store::{CaseFile, Noun, StoreError, Walk};

const LAYOUT: &str = "rashomon-lines/1";

/// A line that is none of ours.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// What cannot be read, and where.
    #[error("line {line}: {message}; export the case again with `--format jsonl`")]
    Line {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The case cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes a case, one record a line, without holding it in memory.
///
/// # Errors
/// When the case cannot be read or `out` not be written.
pub fn write_all(walk: &Walk<'_>, out: &mut dyn Write) -> Result<(), StoreError> {
    write_line(out, "schema", &json!({ "layout": LAYOUT, "filter": walk.filter() }))?;
    walk.each(Noun::Documents, &mut |part| {
        part.documents.iter().try_for_each(|record| write_line(out, "document", record))
    })?;
    walk.each(Noun::Documents, &mut |part| {
        part.findings.iter().try_for_each(|record| write_line(out, "findings", record))
    })?;
    walk.each(Noun::Actors, &mut |part| part.actors.iter().try_for_each(|record| write_line(out, "actor", record)))?;
    walk.each(Noun::Places, &mut |part| part.places.iter().try_for_each(|record| write_line(out, "place", record)))?;
    walk.each(Noun::Events, &mut |part| part.events.iter().try_for_each(|record| write_line(out, "event", record)))?;
    walk.each(Noun::Links, &mut |part| part.links.iter().try_for_each(|record| write_line(out, "link", record)))?;
    Ok(out.flush()?)
}

/// Writes the log of decisions behind a case as the machine made it.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_decisions(log: &[Decision], out: &mut dyn Write) -> Result<(), StoreError> {
    log.iter().try_for_each(|decision| write_line(out, "decision", decision))?;
    Ok(out.flush()?)
}

fn write_line<T: Serialize>(out: &mut dyn Write, noun: &str, record: &T) -> Result<(), StoreError> {
    write!(out, "{{\"{noun}\":")?;
    serde_json::to_writer(&mut *out, record).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"}\n")?)
}

/// Reads a case and puts it into a file: as accounts, so that a run can go on with it, and as it was merged.
///
/// # Errors
/// The first line that is none of ours; then nothing is put.
pub fn import(lines: &mut dyn BufRead, file: &mut CaseFile, fingerprint: &str) -> Result<Case, ImportError> {
    let (mut case, mut log) = (Case::default(), Vec::<Decision>::new());
    for (line, number) in lines.lines().zip(1..) {
        let wrong = |message: String| ImportError::Line { line: number, message };
        let line = line.map_err(|error| wrong(error.to_string()))?;
        let mut record: Value = serde_json::from_str(&line).map_err(|error| wrong(error.to_string()))?;
        let noun = record.as_object().and_then(|map| map.keys().next().cloned()).unwrap_or_default();
        let value = record[noun.as_str()].take();
        if number == 1 {
            if value["layout"] != LAYOUT {
                return Err(wrong(format!("this is no case in the layout {LAYOUT}")));
            }
            continue;
        }
        let put = match noun.as_str() {
            "document" => add(value, &mut case.documents),
            "findings" => add(value, &mut case.findings),
            "actor" => add(value, &mut case.actors),
            "place" => add(value, &mut case.places),
            "event" => add(value, &mut case.events),
            "link" => add(value, &mut case.links),
            "decision" => add(value, &mut log),
            _ => Err(format!("there are no records of {noun:?}")),
        };
        put.map_err(wrong)?;
    }
    let problems = store::check(&case);
    if let Some(problem) = problems.first() {
        return Err(ImportError::Line { line: 1, message: format!("the case contradicts itself ({problem})") });
    }
    let accounts: Vec<_> = case.documents.iter().cloned().zip(case.findings.iter().cloned()).collect();
    file.put_accounts(&accounts, fingerprint)?;
    file.put_case(&case)?;
    file.import_decisions(log)?;
    Ok(case)
}

fn add<T: DeserializeOwned>(value: Value, list: &mut Vec<T>) -> Result<(), String> {
    list.push(serde_json::from_value(value).map_err(|error| error.to_string())?);
    Ok(())
}
