//! How does a log of decisions leave for a spreadsheet, and how does it come back?
//!
//! One decision a row or a line, every column always there. Positions are bytes of the document's text: the log must be readable
//! without the text. A cell that a spreadsheet would run gets a `'` before it, and loses it when it is read.

use schema::{Anchor, Decision, Span};
use std::io::{Read, Write};

/// The two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated values with a row of names.
    Csv,
    /// One JSON value a line.
    Jsonl,
}

/// What is wrong with a file of decisions.
#[derive(Debug, PartialEq, Eq)]
pub struct TableError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong there.
    pub message: String,
}

impl std::fmt::Display for TableError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for TableError {}

const COLUMNS: [&str; 23] = [
    "id",
    "at",
    "by",
    "act",
    "field",
    "of",
    "value",
    "machine",
    "why",
    "round",
    "batch",
    "document",
    "start_byte",
    "end_byte",
    "words",
    "before",
    "after",
    "document_2",
    "start_byte_2",
    "end_byte_2",
    "words_2",
    "before_2",
    "after_2",
];

/// Writes decisions.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(log: &[Decision], form: Form, out: &mut dyn Write) -> std::io::Result<()> {
    match form {
        Form::Jsonl => {
            for decision in log {
                serde_json::to_writer(&mut *out, decision)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        }
        Form::Csv => {
            let mut table = csv::Writer::from_writer(out);
            table.write_record(COLUMNS)?;
            for decision in log {
                table.write_record(row(decision).iter().map(|cell| guarded(cell)))?;
            }
            table.flush()
        }
    }
}

fn row(decision: &Decision) -> Vec<String> {
    let act = serde_json::to_value(decision.act).ok().and_then(|act| act.as_str().map(str::to_owned));
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let mut row = vec![decision.id.clone(), decision.at.clone(), decision.by.clone(), act.unwrap_or_default()];
    let Decision { field, of, value, machine, why, round, batch, .. } = decision;
    row.extend([field, of, value, machine, why, round, batch].map(text));
    for n in 0..2 {
        row.extend(decision.on.get(n).map_or_else(
            || vec![String::new(); 6],
            |anchor| {
                let Anchor { document, span, words, before, after } = anchor.clone();
                vec![document, span.start.to_string(), span.end.to_string(), words, before, after]
            },
        ));
    }
    row
}

/// Keeps a spreadsheet from running words; `'` itself is guarded too, so that reading gives back what was written.
fn guarded(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\'']) { format!("'{cell}") } else { cell.to_owned() }
}

/// Reads decisions; a row may lack an id and a time, which the log then gives it.
///
/// # Errors
/// The first line that is no decision.
pub fn read(form: Form, from: &mut dyn Read) -> Result<Vec<Decision>, TableError> {
    match form {
        Form::Jsonl => read_lines(from),
        Form::Csv => read_table(from),
    }
}

fn read_lines(from: &mut dyn Read) -> Result<Vec<Decision>, TableError> {
    let mut text = String::new();
    from.read_to_string(&mut text).map_err(|error| TableError { line: 1, message: error.to_string() })?;
    let lines = text.lines().zip(1_u64..).filter(|(line, _)| !line.trim().is_empty());
    lines
        .map(|(text, line)| serde_json::from_str(text).map_err(|error| TableError { line, message: error.to_string() }))
        .collect()
}

fn read_table(from: &mut dyn Read) -> Result<Vec<Decision>, TableError> {
    let mut table = csv::ReaderBuilder::new().flexible(true).from_reader(from);
    let names = table.headers().map_err(|error| TableError { line: 1, message: error.to_string() })?.clone();
    let place = |name: &str| names.iter().position(|column| column.trim_start_matches('\u{feff}') == name);
    let columns = COLUMNS.map(place);
    for (name, needed) in [("by", columns[2]), ("act", columns[3])] {
        needed.ok_or_else(|| TableError { line: 1, message: format!("there is no column {name:?}") })?;
    }
    let mut log = Vec::new();
    for record in table.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            TableError { line, message: error.to_string() }
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells: Vec<String> = columns
            .iter()
            .map(|column| column.and_then(|at| record.get(at)).unwrap_or_default())
            .map(|cell| cell.strip_prefix('\'').unwrap_or(cell).to_owned())
            .collect();
        log.push(decision(&cells).map_err(|message| TableError { line, message })?);
    }
    Ok(log)
}

fn decision(cells: &[String]) -> Result<Decision, String> {
    let text = |at: usize| Some(cells[at].clone()).filter(|cell| !cell.is_empty());
    let act = serde_json::from_value(serde_json::Value::String(cells[3].clone()))
        .map_err(|_| format!("there is no decision {:?}", cells[3]))?;
    if cells[2].is_empty() {
        return Err("nobody decided it: \"by\" is empty".into());
    }
    let mut on = Vec::new();
    for first in [11, 17] {
        if !cells[first].is_empty() {
            on.push(anchor(&cells[first..first + 6])?);
        }
    }
    Ok(Decision {
        id: cells[0].clone(),
        at: cells[1].clone(),
        by: cells[2].clone(),
        act,
        on,
        field: text(4),
        of: text(5),
        value: text(6),
        machine: text(7),
        why: text(8),
        round: text(9),
        batch: text(10),
    })
}

fn anchor(cells: &[String]) -> Result<Anchor, String> {
    let end = |at: usize| cells[at].parse().map_err(|_| format!("{:?} is no position", cells[at]));
    let (start, end): (usize, usize) = (end(1)?, end(2)?);
    if start > end {
        return Err(format!("the words end at {end} before they start at {start}"));
    }
    Ok(Anchor {
        document: cells[0].clone(),
        span: Span { start, end },
        words: cells[3].clone(),
        before: cells[4].clone(),
        after: cells[5].clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::{Form, read, write};
    use schema::{Act, Anchor, Decision, Span};

    fn log() -> Vec<Decision> {
        let anchor = Anchor {
            document: "ab".repeat(32),
            span: Span::new(3, 10),
            words: "=قصف, \"x\"\n".into(),
            before: "'- ".into(),
            after: String::new(),
        };
        let full = Decision {
            id: "R-1".into(),
            at: "2031-03-05T10:00:00.000Z".into(),
            by: "@ana".into(),
            act: Act::Correct,
            on: vec![anchor.clone(), anchor],
            field: Some("killed".into()),
            of: Some("name:x".into()),
            value: Some("16..".into()),
            machine: Some("19".into()),
            why: Some("-misread".into()),
            round: Some("pilot".into()),
            batch: Some("B".into()),
        };
        let bare = Decision { on: Vec::new(), field: None, of: None, why: None, act: Act::Withdraw, ..full.clone() };
        vec![full, bare]
    }

    #[test]
    fn both_forms_give_back_what_was_written() {
        for form in [Form::Csv, Form::Jsonl] {
            let mut out = Vec::new();
            write(&log(), form, &mut out).unwrap();
            assert_eq!(read(form, &mut out.as_slice()).unwrap(), log(), "{form:?}");
        }
    }

    #[test]
    fn a_table_written_by_hand_needs_little_and_is_told_what_is_wrong() {
        let read = |text: &str| read(Form::Csv, &mut text.as_bytes());
        let short = read("by,act,of,value\nana,same_actor,name:x,y\n").unwrap();
        assert_eq!((short[0].act, short[0].of.as_deref()), (Act::SameActor, Some("name:x")));
        assert_eq!(read("by,of\nana,x\n").unwrap_err().to_string(), "line 1: there is no column \"act\"");
        let wrong = read("by,act\nana,same_actor\nana,merge\n").unwrap_err();
        assert_eq!(wrong.to_string(), "line 3: there is no decision \"merge\"");
        assert!(read("by,act\n,accept\n").is_err());
    }
}
