//! How are the accounts cited?

use crate::sheet::{Sheet, published};
use schema::Document;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    io::{Result, Write},
};
use store::query;

/// The documents that were written already: each is cited once.
#[derive(Debug, Default)]
pub(crate) struct Cited(BTreeSet<String>);

impl Cited {
    /// Writes the documents of an event in BibTeX.
    pub(crate) fn write_bibtex(&mut self, sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
        for document in &sheet.documents {
            if !self.0.insert(document.id.clone()) {
                continue;
            }
            writeln!(out, "@misc{{{},", document.id.replace('-', ""))?;
            let fields = [
                ("title", document.title.clone().unwrap_or_else(|| document.path.clone())),
                ("author", document.author.clone().unwrap_or_default()),
                ("publisher", query::source_name(document).to_owned()),
                ("date", published(document)),
                ("language", document.language.clone().unwrap_or_default()),
                ("note", format!("{}; SHA-256 {}", document.path, document.hash)),
            ];
            for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
                writeln!(out, "  {name} = {{{}}},", bibtex(value))?;
            }
            out.write_all(b"}\n\n")?;
        }
        Ok(true)
    }

    /// Writes the documents of an event in CSL JSON.
    pub(crate) fn write_csl(&mut self, sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<bool> {
        for document in &sheet.documents {
            if !self.0.insert(document.id.clone()) {
                continue;
            }
            out.write_all(if self.0.len() == 1 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &csl(document))?;
        }
        Ok(true)
    }
}

fn csl(document: &Document) -> Value {
    let mut record = json!({
        "id": document.id,
        "type": "article-newspaper",
        "title": document.title.as_deref().unwrap_or(&document.path),
        "container-title": query::source_name(document),
        "note": format!("{}; SHA-256 {}", document.path, document.hash),
    });
    if let Some(author) = &document.author {
        record["author"] = json!([{ "literal": author }]);
    }
    if let Some(language) = &document.language {
        record["language"] = json!(language);
    }
    if let Some(day) = document.published.when.map(|when| when.to) {
        record["issued"] = json!({ "date-parts": [[day.year(), day.month(), day.day()]] });
    }
    record
}

/// Makes words safe within the braces of a field.
fn bibtex(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '{' | '}' | '\\' => safe.push(' '),
            '%' | '&' | '#' | '_' | '$' => safe.extend(['\\', letter]),
            _ if letter.is_control() => safe.push(' '),
            _ => safe.push(letter),
        }
    }
    safe
}
