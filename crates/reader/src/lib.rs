//! What does one page say, who publishes it, and when?
//!
//! The bytes of one page become one [`schema::Document`]: its text, its parts, its publisher and its day.
//! HTML and the plain text that scraping tools leave behind take the same way; nothing here knows the rules of a
//! language beyond the word lists of `data/sources/boilerplate.toml`.

mod dates;
mod decode;
mod html;
mod identify;
pub mod inputs;
mod language;
mod markup;
mod page;
mod phrases;
mod published;
mod publishers;
mod refusal;
mod text;
mod thread;
mod words;

pub use publishers::Publishers;
pub use refusal::{Kind, Refusal};

use schema::Document;
use sha2::{Digest, Sha256};

/// Bytes of the largest page that is read.
pub const MAX_PAGE_BYTES: usize = 32 * 1024 * 1024;

/// Reads the bytes of one page; `path` is what the document shows as its path.
///
/// # Errors
/// Says why where there is nothing to read: no bytes, too many, no text, or something that is not a page.
pub fn read(path: &str, bytes: &[u8], publishers: &Publishers) -> Result<Document, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Empty);
    }
    if bytes.len() > MAX_PAGE_BYTES {
        return Err(Refusal::TooLarge { bytes: bytes.len(), limit: MAX_PAGE_BYTES });
    }
    if let Some(kind) = identify::binary(bytes) {
        return Err(Refusal::Binary(kind));
    }
    let decoded = decode::decode(bytes);
    if decoded.text.trim_matches(|c: char| c.is_whitespace() || c.is_control()).is_empty() {
        return Err(Refusal::NoText);
    }
    let page = if identify::is_html(path, &decoded.text) {
        html::read(&decoded.text, page::Hints::default(), publishers)
    } else {
        text::read(decoded.text, &page::Hints::default(), publishers, decoded.verbatim)
    };
    document(path, bytes, page)
}

/// Reads a page as it was found in a file: the file itself, or what a row, an entry or a capture tells of a page.
///
/// # Errors
/// Says why where there is nothing to read.
pub fn read_found(found: &inputs::Found, publishers: &Publishers) -> Result<Document, Refusal> {
    if found.form == inputs::Form::File {
        return read(&found.name, &found.bytes, publishers);
    }
    let record: inputs::Record = serde_json::from_slice(&found.bytes).map_err(|_| Refusal::NoText)?;
    if record.text.len() > MAX_PAGE_BYTES {
        return Err(Refusal::TooLarge { bytes: record.text.len(), limit: MAX_PAGE_BYTES });
    }
    let hints = record.hints(publishers);
    let page = if identify::is_html("", &record.text) {
        html::read(&record.text, hints, publishers)
    } else {
        text::read_told(&record.text, hints, publishers)
    };
    document(&found.name, &found.bytes, page)
}

/// Lets `timed` find the day of an HTML page as often as it likes, to measure what that costs beside the parsing.
pub fn while_dating(bytes: &[u8], publishers: &Publishers, timed: &mut dyn FnMut(&dyn Fn())) {
    html::while_dating(&decode::decode(bytes).text, publishers, timed);
}

fn document(path: &str, bytes: &[u8], page: page::Page) -> Result<Document, Refusal> {
    if page.sections.is_empty() {
        return Err(Refusal::NoText);
    }
    let hash = hexadecimal(&Sha256::digest(bytes));
    Ok(Document {
        id: format!("D-{}", &hash[..12]),
        path: path.to_owned(),
        hash,
        language: language::of(&page),
        title: page.title,
        source: page.source,
        author: page.author,
        published: page.published,
        agencies: page.agencies,
        text: page.text,
        verbatim: page.verbatim,
        sections: page.sections,
        copy_of: None,
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
