//! Which pages does the record of a crawl hold (WARC)?

use super::meter::{Counted, Expanded};
use super::record::Record;
use super::{Search, bytes, unreadable};
use crate::{MAX_PAGE_BYTES, decode};
use flate2::read::{MultiGzDecoder, ZlibDecoder};
use std::io::{self, BufRead, Read};
use std::ops::ControlFlow;

/// Bytes of the longest line of a header.
const LINE: u64 = 64 * 1024;

/// Lines of the longest header.
const LINES: usize = 1000;

/// Names, lowercased, and values of a header.
type Header = Vec<(String, String)>;

impl Search<'_, '_> {
    pub(super) fn warc(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let mut n = 0;
        loop {
            let header = match start(stream) {
                Ok(Some(header)) => header,
                Ok(None) => return ControlFlow::Continue(()),
                Err(error) => return self.leave(name, &unreadable(&error)),
            };
            n += 1;
            let length: u64 = get(&header, "content-length").and_then(|length| length.trim().parse().ok()).unwrap_or(0);
            let mut block = (&mut *stream).take(length);
            let wanted = matches!(get(&header, "warc-type"), Some("response" | "resource" | "conversion"));
            let read = if wanted { bytes(&mut block, 2 * MAX_PAGE_BYTES) } else { Ok(None) };
            let rest = io::copy(&mut block, &mut io::sink());
            match (read, rest) {
                (Err(error), _) | (_, Err(error)) => return self.leave(name, &unreadable(&error)),
                (Ok(None), _) if wanted => {
                    self.leave(&format!("{name}#{n}"), "the capture is larger than a page may be")?
                }
                (Ok(None), _) => {}
                (Ok(Some(block)), _) => self.capture(name, n, &header, &block)?,
            }
        }
    }

    fn capture(&mut self, name: &str, n: usize, header: &Header, block: &[u8]) -> ControlFlow<()> {
        let url = get(header, "warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
        let body = if get(header, "warc-type") == Some("response") {
            match response(block) {
                Ok(Some(body)) => body,
                // Pictures, styles, redirections: no pages, and nothing to report.
                Ok(None) => return ControlFlow::Continue(()),
                Err(error) => return self.leave(&format!("{name}#{n}"), &format!("the capture is damaged ({error})")),
            }
        } else if get(header, "content-type").is_some_and(is_text) {
            block.to_vec()
        } else {
            return ControlFlow::Continue(());
        };
        let record = Record { text: decode::decode(&body).text, url, ..Record::default() };
        if record.text.trim().is_empty() {
            return ControlFlow::Continue(());
        }
        self.record(name, n, &record)
    }
}

/// Finds the next record and reads its header; none at the end.
fn start(stream: &mut dyn BufRead) -> io::Result<Option<Header>> {
    loop {
        let Some(first) = line(stream)? else { return Ok(None) };
        if first.starts_with("WARC/") {
            return header(stream).map(Some);
        }
        if !first.trim().is_empty() {
            return Err(io::Error::other("a record does not begin with its version"));
        }
    }
}

fn header(stream: &mut dyn BufRead) -> io::Result<Header> {
    let mut header = Header::new();
    while let Some(line) = line(stream)? {
        if line.trim().is_empty() {
            break;
        }
        if header.len() >= LINES {
            return Err(io::Error::other("a header has no end"));
        }
        if let Some((key, value)) = line.split_once(':') {
            header.push((key.trim().to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
    Ok(header)
}

fn line(stream: &mut dyn BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let length = (&mut *stream).take(LINE).read_until(b'\n', &mut line)?;
    Ok((length > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

fn get<'h>(header: &'h Header, key: &str) -> Option<&'h str> {
    header.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

fn is_text(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.starts_with("text/html") || kind.starts_with("text/plain") || kind.starts_with("application/xhtml")
}

/// Takes the page out of what a server answered; none where it is no page.
fn response(block: &[u8]) -> io::Result<Option<Vec<u8>>> {
    let mut rest = block;
    let status = line(&mut rest)?.unwrap_or_default();
    let header = header(&mut rest)?;
    let fine = status.split_whitespace().nth(1) == Some("200");
    if !fine || !get(&header, "content-type").is_none_or(is_text) {
        return Ok(None);
    }
    let chunked = get(&header, "transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked"));
    let body = if chunked { dechunked(rest) } else { rest.to_vec() };
    let limit = MAX_PAGE_BYTES;
    let (counted, compressed) = Counted::new(body.as_slice());
    let body = match get(&header, "content-encoding").map(str::to_ascii_lowercase).as_deref() {
        Some("gzip" | "x-gzip") if body.starts_with(b"\x1f\x8b") => {
            bytes(&mut Expanded::new(MultiGzDecoder::new(counted), compressed), limit)?
        }
        Some("deflate") => bytes(&mut Expanded::new(ZlibDecoder::new(counted), compressed), limit)?,
        None | Some("identity" | "" | "gzip" | "x-gzip") => Some(body),
        Some(other) => return Err(io::Error::other(format!("its encoding {other} is not known"))),
    };
    Ok(body)
}

/// Joins the chunks of a body; a crawler may have joined them already.
fn dechunked(body: &[u8]) -> Vec<u8> {
    let (mut joined, mut rest) = (Vec::new(), body);
    while let Some(end) = rest.iter().take(64).position(|b| *b == b'\n') {
        let size = String::from_utf8_lossy(&rest[..end]);
        let size = size.trim().split(';').next().unwrap_or_default().to_owned();
        let Ok(size) = usize::from_str_radix(&size, 16) else { break };
        let Some(chunk) = rest.get(end + 1..(end + 1).saturating_add(size)) else { break };
        if size == 0 {
            return joined;
        }
        joined.extend(chunk);
        rest = rest.get(end + 1 + size..).unwrap_or_default();
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    if joined.is_empty() { body.to_vec() } else { joined }
}
