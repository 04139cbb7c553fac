//! Which pages do letters hold?

use super::record::Record;
use super::{Search, unreadable};
use crate::MAX_PAGE_BYTES;
use mailparse::{MailHeaderMap, ParsedMail};
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

/// Parts inside one another that are looked into.
const DEEPEST: usize = 20;

impl Search<'_, '_> {
    pub(super) fn letter(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let mut bytes = Vec::new();
        match stream.take(MAX_PAGE_BYTES as u64 + 1).read_to_end(&mut bytes) {
            Ok(_) => self.mail(name, 1, &bytes),
            Err(error) => self.leave(name, &unreadable(&error)),
        }
    }

    /// Letters one after the other, each after a line "From …".
    pub(super) fn mailbox(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let (mut letter, mut n, mut blank) = (Vec::new(), 0, true);
        loop {
            let mut line = Vec::new();
            let end = match (&mut *stream).take(MAX_PAGE_BYTES as u64).read_until(b'\n', &mut line) {
                Ok(length) => length == 0,
                Err(error) => return self.leave(name, &unreadable(&error)),
            };
            if end || blank && line.starts_with(b"From ") {
                if !letter.is_empty() {
                    n += 1;
                    self.mail(name, n, &std::mem::take(&mut letter))?;
                }
                if end {
                    return ControlFlow::Continue(());
                }
            } else if letter.len() <= MAX_PAGE_BYTES {
                letter.extend(line.strip_prefix(b">From ").map_or(line.as_slice(), |_| &line[1..]));
            }
            blank = line.iter().all(u8::is_ascii_whitespace);
        }
    }

    fn mail(&mut self, name: &str, n: usize, bytes: &[u8]) -> ControlFlow<()> {
        let here = format!("{name}#{n}");
        if bytes.len() > MAX_PAGE_BYTES {
            return self.leave(&here, "the letter is larger than a page may be; save its text alone");
        }
        let mail = match mailparse::parse_mail(bytes) {
            Ok(mail) => mail,
            Err(error) => return self.leave(&here, &format!("the letter is damaged ({error})")),
        };
        let Some(text) = text(&mail, "text/plain", 0).or_else(|| text(&mail, "text/html", 0)) else {
            return self.leave(&here, "the letter has no text");
        };
        let header = |key: &str| mail.headers.get_first_value(key).filter(|value| !value.trim().is_empty());
        let from =
            header("From").map(|from| from.split('<').next().unwrap_or_default().trim_matches(['"', ' ']).to_owned());
        let record = Record {
            title: header("Subject"),
            text,
            date: header("Date"),
            author: from.filter(|from| !from.is_empty()),
            ..Record::default()
        };
        self.record(name, n, &record)
    }
}

/// The first part of a kind that is no attachment.
fn text(mail: &ParsedMail<'_>, kind: &str, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let attached = mail.get_content_disposition().disposition == mailparse::DispositionType::Attachment;
    if mail.ctype.mimetype == kind && !attached {
        return mail.get_body().ok().filter(|text| !text.trim().is_empty());
    }
    mail.subparts.iter().find_map(|part| text(part, kind, depth + 1))
}
