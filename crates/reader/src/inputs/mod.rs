//! Which pages does one file hold?
//!
//! A file may be a page itself, or hold many: rows of a table, entries of a feed, members of an archive, captures of a
//! crawl, letters of a mailbox. They are handed out one by one, so that a file of any size costs bounded memory, and an
//! archive that expands beyond reason is left.

mod archive;
mod feed;
mod mail;
mod meter;
mod record;
mod rows;
mod warc;

pub use record::Columns;
pub(crate) use record::Record;

use crate::MAX_PAGE_BYTES;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;

/// Archives inside one another that are opened.
const DEEPEST: usize = 4;

/// Pages of one file above which the rest is left.
const MOST: usize = 5_000_000;

/// Bytes of an archive inside another one that is held in memory.
const LARGEST_INNER: usize = 256 * 1024 * 1024;

/// Bytes that are looked at to tell what a file is.
const HEAD: usize = 2048;

/// How a page's bytes are to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// As a file of its own: HTML or text.
    File,
    /// As what a row, an entry or a capture tells of a page.
    Record,
}

/// A page as it was found, before it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where: `case/page.html`, `case.zip!/page.html`, `rows.csv#3`.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// How it is to be read.
    pub form: Form,
}

/// A part of a file that holds no page, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Where it is.
    pub name: String,
    /// What is wrong and what to try.
    pub reason: String,
}

/// Takes one page after the other, or what was left out; ends the search with `Break`.
pub type Take<'t> = dyn FnMut(Result<Found, Left>) -> ControlFlow<()> + 't;

/// Hands out the pages of a file, in its order.
pub fn of_file(name: &str, mut file: impl Read + Seek, columns: &Columns, take: &mut Take<'_>) -> ControlFlow<()> {
    let mut search = Search { columns, take, depth: 0, seen: 0 };
    let mut head = [0; 4];
    let is_zip = file.read_exact(&mut head).is_ok() && archive::is_zip(&head);
    match file.rewind() {
        Err(error) => search.leave(name, &unreadable(&error)),
        Ok(()) if is_zip => search.zip(name, file),
        Ok(()) => search.stream(name, &mut file),
    }
}

/// Hands out the pages of a stream that cannot be read twice, such as standard input.
pub fn of_stream(name: &str, mut stream: impl Read, columns: &Columns, take: &mut Take<'_>) -> ControlFlow<()> {
    Search { columns, take, depth: 0, seen: 0 }.stream(name, &mut stream)
}

/// A walk through a file and the files inside it.
pub(crate) struct Search<'s, 't> {
    columns: &'s Columns,
    take: &'s mut Take<'t>,
    depth: usize,
    seen: usize,
}

impl Search<'_, '_> {
    /// Looks at the first bytes and goes on as they say.
    fn stream(&mut self, name: &str, stream: &mut dyn Read) -> ControlFlow<()> {
        let mut head = Vec::new();
        if let Err(error) = stream.take(HEAD as u64).read_to_end(&mut head) {
            return self.leave(name, &unreadable(&error));
        }
        let kind = Kind::of(name, &head);
        let mut all = BufReader::with_capacity(64 * 1024, Cursor::new(head).chain(stream));
        match kind {
            Kind::Page => self.page(name, &mut all),
            Kind::Zip => match bytes(&mut all, LARGEST_INNER) {
                Ok(Some(bytes)) => self.inner(name, |search| search.zip(name, Cursor::new(bytes))),
                Ok(None) => self.leave(name, "the archive inside is too large; unpack it and add its folder"),
                Err(error) => self.leave(name, &unreadable(&error)),
            },
            Kind::Gzip => self.inner(name, |search| search.gzip(name, &mut all)),
            Kind::Tar => self.inner(name, |search| search.tar(name, &mut all)),
            Kind::Warc => self.warc(name, &mut all),
            Kind::Lines => self.json_lines(name, &mut all),
            Kind::Json => self.json(name, &mut all),
            Kind::Csv => self.csv(name, &mut all),
            Kind::Feed => self.feed(name, &mut all),
            Kind::Letter => self.letter(name, &mut all),
            Kind::Mailbox => self.mailbox(name, &mut all),
        }
    }

    /// Goes one archive deeper.
    fn inner(&mut self, name: &str, go: impl FnOnce(&mut Self) -> ControlFlow<()>) -> ControlFlow<()> {
        if self.depth >= DEEPEST {
            return self.leave(name, "too many archives lie inside one another; unpack it and add its folder");
        }
        self.depth += 1;
        let flow = go(self);
        self.depth -= 1;
        flow
    }

    fn page(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let mut bytes = Vec::new();
        // One byte more than a page may have, so that the reader says why it is refused.
        match stream.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) => self.hand_out(Found { name: name.to_owned(), bytes, form: Form::File }),
            Err(error) => self.leave(name, &unreadable(&error)),
        }
    }

    fn record(&mut self, name: &str, n: usize, record: &Record) -> ControlFlow<()> {
        self.hand_out(Found { name: format!("{name}#{n}"), bytes: record.to_bytes(), form: Form::Record })
    }

    fn hand_out(&mut self, found: Found) -> ControlFlow<()> {
        if self.seen >= MOST {
            return self.leave(&found.name, "the file holds more pages than are read from one file; split it");
        }
        self.seen += 1;
        (self.take)(Ok(found))
    }

    fn leave(&mut self, name: &str, reason: &str) -> ControlFlow<()> {
        (self.take)(Err(Left { name: name.to_owned(), reason: reason.to_owned() }))
    }
}

fn unreadable(error: &io::Error) -> String {
    format!("cannot be read ({error}); check that it is there, whole, and that you may read it")
}

/// Reads a stream of at most `limit` bytes; none where it is longer.
fn bytes(stream: &mut dyn Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    stream.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Page,
    Zip,
    Gzip,
    Tar,
    Warc,
    Lines,
    Json,
    Csv,
    Feed,
    Letter,
    Mailbox,
}

impl Kind {
    fn of(name: &str, head: &[u8]) -> Self {
        let end = name.rsplit(['.', '/', '!', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let text = String::from_utf8_lossy(head);
        let start = text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
        if archive::is_zip(head) {
            Self::Zip
        } else if head.starts_with(b"\x1f\x8b") {
            Self::Gzip
        } else if head.get(257..262) == Some(b"ustar") {
            Self::Tar
        } else if head.starts_with(b"WARC/") {
            Self::Warc
        } else if feed::is_feed(start) {
            Self::Feed
        } else {
            match end.as_str() {
                "jsonl" | "ndjson" => Self::Lines,
                "json" if start.starts_with(['[', '{']) => Self::Json,
                "csv" | "tsv" => Self::Csv,
                "mbox" if start.starts_with("From ") => Self::Mailbox,
                "eml" => Self::Letter,
                "" | "-" if start.starts_with("{\"") => Self::Lines,
                _ => Self::Page,
            }
        }
    }
}

#[cfg(test)]
mod tests;
