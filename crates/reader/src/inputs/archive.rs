//! Which files does an archive hold?

use super::meter::{Counted, Expanded};
use super::{Search, unreadable};
use flate2::read::MultiGzDecoder;
use std::cell::Cell;
use std::io::{BufRead, Read, Seek};
use std::ops::ControlFlow;
use std::rc::Rc;
use zip::ZipArchive;

pub(super) fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// Tells why a member of an archive is not opened; none where it may be.
fn forbidden(path: &str, is_link: bool) -> Option<&'static str> {
    let outside = path.starts_with(['/', '\\'])
        || path.split(['/', '\\']).any(|part| part == "..")
        || path.get(1..3).is_some_and(|colon| colon == ":\\" || colon == ":/");
    if outside {
        Some("its path leads out of the archive; unpack the archive yourself and add its folder")
    } else if is_link {
        Some("it is a link, and links are not followed")
    } else {
        None
    }
}

/// Files that systems leave in archives and nobody wrote.
fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') && !part.trim_matches('.').is_empty() || part == "__MACOSX")
}

impl Search<'_, '_> {
    pub(super) fn zip(&mut self, name: &str, file: impl Read + Seek) -> ControlFlow<()> {
        let mut archive = match ZipArchive::new(file) {
            Ok(archive) => archive,
            Err(error) => return self.leave(name, &format!("the archive is damaged ({error}); pack it again")),
        };
        if archive.index_for_name("[Content_Types].xml").is_some() {
            return self.leave(name, "it is an office document, not a page; save it as text or HTML");
        }
        for i in 0..archive.len() {
            let member = match archive.by_index(i) {
                Ok(member) => member,
                Err(error) => {
                    self.leave(&format!("{name}!/#{i}"), &format!("cannot be unpacked ({error}); unpack it yourself"))?;
                    continue;
                }
            };
            let path = member.name().map_or_else(|_| format!("#{i}"), |name| name.into_owned());
            if member.is_dir() || is_hidden(&path) {
                continue;
            }
            let inside = format!("{name}!/{path}");
            if let Some(reason) = forbidden(&path, member.is_symlink()) {
                self.leave(&inside, reason)?;
                continue;
            }
            let compressed = Rc::new(Cell::new(member.compressed_size()));
            self.stream(&inside, &mut Expanded::new(member, compressed))?;
        }
        ControlFlow::Continue(())
    }

    pub(super) fn tar(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let mut archive = tar::Archive::new(stream);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return self.leave(name, &unreadable(&error)),
        };
        for entry in entries {
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.leave(name, &unreadable(&error)),
            };
            let path = String::from_utf8_lossy(&entry.path_bytes()).trim_start_matches("./").to_owned();
            let kind = entry.header().entry_type();
            if kind.is_dir() || is_hidden(&path) || kind.is_pax_global_extensions() {
                continue;
            }
            let inside = format!("{name}!/{path}");
            match forbidden(&path, !kind.is_file()) {
                Some(reason) => self.leave(&inside, reason)?,
                None => self.stream(&inside, &mut entry)?,
            }
        }
        ControlFlow::Continue(())
    }

    pub(super) fn gzip(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let (counted, compressed) = Counted::new(stream);
        let mut expanded = Expanded::new(MultiGzDecoder::new(counted), compressed);
        let inner = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".tgz")).unwrap_or(name);
        // The name stays that of the file; only what it holds is told by the rest of it.
        self.renamed(name, inner, &mut expanded)
    }

    /// Reads a stream as a file called `inner`, and names what it holds after `name`.
    fn renamed(&mut self, name: &str, inner: &str, stream: &mut dyn Read) -> ControlFlow<()> {
        let take = &mut *self.take;
        let mut rename = |found: Result<super::Found, super::Left>| {
            let full =
                |part: &str| part.strip_prefix(inner).map_or_else(|| part.to_owned(), |rest| format!("{name}{rest}"));
            take(match found {
                Ok(found) => Ok(super::Found { name: full(&found.name), ..found }),
                Err(left) => Err(super::Left { name: full(&left.name), ..left }),
            })
        };
        let mut search = Search { columns: self.columns, take: &mut rename, depth: self.depth, seen: self.seen };
        let flow = search.stream(inner, stream);
        self.seen = search.seen;
        flow
    }
}
