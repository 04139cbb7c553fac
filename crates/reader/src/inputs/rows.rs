//! Which pages do the rows of a table hold?

use super::meter::Bounded;
use super::record::Record;
use super::{Search, bytes, unreadable};
use crate::{MAX_PAGE_BYTES, decode};
use serde_json::Value;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

/// Bytes of a table in one piece of JSON.
const LARGEST_JSON: usize = 128 * 1024 * 1024;

impl Search<'_, '_> {
    pub(super) fn json_lines(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let mut n = 0;
        loop {
            let mut line = Vec::new();
            match (&mut *stream).take(MAX_PAGE_BYTES as u64 + 1).read_until(b'\n', &mut line) {
                Ok(0) => return ControlFlow::Continue(()),
                Ok(_) => n += 1,
                Err(error) => return self.leave(name, &unreadable(&error)),
            }
            if line.len() > MAX_PAGE_BYTES {
                return self.leave(&format!("{name}#{n}"), "the line is longer than a page may be; the rest is left");
            }
            if line.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            match serde_json::from_slice(&line) {
                Ok(value) => self.row(name, n, &value)?,
                Err(error) => {
                    self.leave(
                        &format!("{name}#{n}"),
                        &format!("the line is no JSON ({error}); write one object a line"),
                    )?;
                }
            }
        }
    }

    /// A list of objects, or one object.
    pub(super) fn json(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let all = match bytes(stream, LARGEST_JSON) {
            Ok(Some(all)) => all,
            Ok(None) => {
                return self.leave(name, "the file is too large to be read as one piece; write one object a line");
            }
            Err(error) => return self.leave(name, &unreadable(&error)),
        };
        match serde_json::from_slice(&all) {
            Ok(Value::Array(rows)) => rows.iter().zip(1..).try_for_each(|(row, n)| self.row(name, n, row)),
            Ok(row @ Value::Object(_)) => self.row(name, 1, &row),
            Ok(_) => self.leave(name, "the file holds no objects; write a list of them, or one a line"),
            // Several objects one after the other are lines in all but name.
            Err(_) => self.json_lines(name, &mut all.as_slice()),
        }
    }

    fn row(&mut self, name: &str, n: usize, row: &Value) -> ControlFlow<()> {
        let Some(object) = row.as_object() else {
            return self.leave(&format!("{name}#{n}"), "the line holds no object; write {\"title\": …, \"text\": …}");
        };
        let values = object.iter().filter_map(|(key, value)| Some((key.as_str(), words(value)?)));
        match Record::of(values, self.columns) {
            Some(record) => self.record(name, n, &record),
            None => self.leave(&format!("{name}#{n}"), &without_text(object.keys().map(String::as_str))),
        }
    }

    pub(super) fn csv(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let delimiter = match stream.fill_buf() {
            Ok(head) => delimiter(head),
            Err(error) => return self.leave(name, &unreadable(&error)),
        };
        let (bounded, count) = Bounded::new(stream, 2 * MAX_PAGE_BYTES as u64);
        let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(bounded);
        let header: Vec<String> = match table.byte_headers() {
            Ok(header) => header.iter().map(|cell| decode::decode(cell).text).collect(),
            Err(error) => return self.leave(name, &format!("the table has no header ({error})")),
        };
        let mut row = csv::ByteRecord::new();
        let mut n = 1;
        loop {
            count.set(0);
            n += 1;
            match table.read_byte_record(&mut row) {
                Ok(false) => return ControlFlow::Continue(()),
                Ok(true) => {}
                Err(error) => {
                    return self.leave(&format!("{name}#{n}"), &format!("the table is damaged here ({error})"));
                }
            }
            let values = header.iter().map(String::as_str).zip(row.iter().map(|cell| decode::decode(cell).text));
            match Record::of(values, self.columns) {
                Some(record) => self.record(name, n, &record)?,
                None if header.iter().any(|column| self.columns.holds_text(column)) => {
                    self.leave(&format!("{name}#{n}"), "the row has no text")?;
                }
                None => return self.leave(name, &without_text(header.iter().map(String::as_str))),
            }
        }
    }
}

/// The sign that stands most often in the header.
fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |sign: u8| line.iter().filter(|b| **b == sign).count();
    let best = [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|sign| count(*sign));
    best.filter(|sign| count(*sign) > 0).unwrap_or(b',')
}

/// The words of a value; a list of names is joined, an object is its name.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => {
            let words: Vec<String> = list.iter().filter_map(words).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        Value::Object(object) => object.get("name").or_else(|| object.get("title")).and_then(words),
        Value::Null | Value::Bool(_) => None,
    }
}

fn without_text<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.take(20).collect();
    format!("none of the columns is known to hold the text ({}); name it with --map text=COLUMN", names.join(", "))
}
