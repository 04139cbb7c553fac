//! Which pages do the entries of a feed hold (RSS, Atom)?

use super::record::Record;
use super::{Search, unreadable};
use crate::MAX_PAGE_BYTES;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::{BufRead, Read};
use std::ops::ControlFlow;

/// Tells whether a file begins as a feed does.
pub(super) fn is_feed(start: &str) -> bool {
    let head = start.get(..start.len().min(1500)).unwrap_or(start);
    let xml = head.starts_with("<?xml")
        || head.starts_with("<rss")
        || head.starts_with("<feed")
        || head.starts_with("<rdf:RDF");
    xml && ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| head.contains(tag)) && !head.contains("<html")
}

/// What is known of the entry that is being read.
#[derive(Default)]
struct Entry {
    record: Record,
    summary: String,
    updated: Option<String>,
    inside: bool,
}

impl Search<'_, '_> {
    pub(super) fn feed(&mut self, name: &str, stream: &mut dyn BufRead) -> ControlFlow<()> {
        let mut all = Vec::new();
        if let Err(error) = stream.take(4 * MAX_PAGE_BYTES as u64).read_to_end(&mut all) {
            return self.leave(name, &unreadable(&error));
        }
        let text = crate::decode::decode(&all).text;
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = false;
        let (mut site, mut entry) = (None, Entry::default());
        let (mut open, mut words, mut n) = (Vec::<String>::new(), String::new(), 0);
        loop {
            match reader.read_event() {
                Err(error) => {
                    return self.leave(name, &format!("the feed is damaged ({error}); what came before was read"));
                }
                Ok(Event::Eof) => return ControlFlow::Continue(()),
                Ok(Event::Start(tag)) => {
                    let tag_name = local(&tag);
                    if is_entry(&tag_name) {
                        entry = Entry { inside: true, ..Entry::default() };
                    }
                    entry.link(&tag_name, &tag);
                    words.clear();
                    if open.len() > 200 {
                        return self.leave(name, "the feed is nested too deep");
                    }
                    open.push(tag_name);
                }
                Ok(Event::Empty(tag)) => entry.link(&local(&tag), &tag),
                Ok(Event::Text(text)) => words.push_str(&text.decode().unwrap_or_default()),
                Ok(Event::CData(data)) => words.push_str(&String::from_utf8_lossy(&data)),
                Ok(Event::GeneralRef(entity)) => words.push_str(&resolved(&String::from_utf8_lossy(&entity))),
                Ok(Event::End(_)) => {
                    let tag_name = open.pop().unwrap_or_default();
                    if is_entry(&tag_name) {
                        n += 1;
                        self.entry(name, n, std::mem::take(&mut entry), site.as_ref())?;
                    } else if entry.inside {
                        entry.put(&tag_name, &words);
                    } else if tag_name == "title" && site.is_none() {
                        site = Some(words.trim().to_owned());
                    }
                    words.clear();
                }
                Ok(_) => {}
            }
        }
    }

    fn entry(&mut self, name: &str, n: usize, entry: Entry, site: Option<&String>) -> ControlFlow<()> {
        let mut record = entry.record;
        if record.text.trim().is_empty() {
            record.text = entry.summary;
        }
        record.date = record.date.or(entry.updated);
        record.source = record.source.or_else(|| site.cloned());
        if record.text.trim().is_empty() {
            return self.leave(&format!("{name}#{n}"), "the entry has no text");
        }
        self.record(name, n, &record)
    }
}

impl Entry {
    /// Atom writes an entry's address into an attribute.
    fn link(&mut self, name: &str, tag: &BytesStart<'_>) {
        if !self.inside || name != "link" {
            return;
        }
        let attribute = |key: &str| {
            let found = tag.try_get_attribute(key).ok().flatten()?;
            Some(String::from_utf8_lossy(&found.value).replace("&amp;", "&"))
        };
        if attribute("rel").is_none_or(|rel| rel == "alternate") && self.record.url.is_none() {
            self.record.url = attribute("href");
        }
    }

    fn put(&mut self, name: &str, words: &str) {
        let words = words.trim();
        if words.is_empty() {
            return;
        }
        let slot = match name {
            "title" => &mut self.record.title,
            "link" | "origLink" => &mut self.record.url,
            "pubDate" | "published" | "issued" | "date" => &mut self.record.date,
            "updated" | "modified" => &mut self.updated,
            "author" | "creator" | "name" => &mut self.record.author,
            "source" => &mut self.record.source,
            "encoded" | "content" => {
                words.clone_into(&mut self.record.text);
                return;
            }
            "description" | "summary" => {
                words.clone_into(&mut self.summary);
                return;
            }
            _ => return,
        };
        slot.get_or_insert_with(|| words.to_owned());
    }
}

fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

fn local(tag: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(tag.local_name().as_ref()).into_owned()
}

/// The sign that `&amp;` or `&#39;` stands for.
fn resolved(entity: &str) -> String {
    let number = entity.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    match (entity, number.and_then(char::from_u32)) {
        (_, Some(sign)) => sign.to_string(),
        ("amp", _) => "&".into(),
        ("lt", _) => "<".into(),
        ("gt", _) => ">".into(),
        ("quot", _) => "\"".into(),
        ("apos", _) => "'".into(),
        _ => " ".into(),
    }
}
