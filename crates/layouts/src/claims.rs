//! What is claimed, by whom, in which words, and where do these stand?

use crate::{
    csv::{self, Row},
    sheet::{Sheet, published},
};
use schema::{Bounds, Ruling};
use std::io::{Result, Write};
use store::query::{self, Quote};

/// The columns of the companion of every layout that cannot hold claims.
pub(crate) const COLUMNS: [&str; 20] = [
    "event",
    "attribute",
    "of",
    "of_name",
    "min",
    "max",
    "value",
    "label",
    "agreement",
    "according_to",
    "party",
    "published_by",
    "published",
    "document",
    "document_sha256",
    "copy_of",
    "start",
    "end",
    "words",
    "context",
];

pub(crate) fn begin(out: &mut dyn Write) -> Result<()> {
    csv::header(out, &COLUMNS, ',')
}

/// Writes a row for each version in the words of each document, and one for what a person settled; gives how many.
pub(crate) fn write(sheet: &Sheet<'_>, out: &mut dyn Write) -> Result<usize> {
    let mut rows = 0;
    for claim in query::claims_of(sheet.event, sheet.case) {
        for version in &claim.versions {
            let quotes: Vec<Option<&Quote>> = match version.quotes.as_slice() {
                [] => vec![None],
                quotes => quotes.iter().map(Some).collect(),
            };
            for quote in quotes {
                let mut row = Row::new(',');
                row.value(Some(&claim.event));
                row.value(Some(&claim.attribute));
                row.words(claim.of.as_ref().map_or("", |of| &of.id));
                row.words(claim.of.as_ref().map_or("", |of| &of.name));
                row.value(version.bounds.and_then(|bounds| bounds.min));
                row.value(version.bounds.and_then(|bounds| bounds.max));
                row.words(version.value.as_deref().unwrap_or_default());
                row.words(&version.label);
                row.value(Some(&claim.agreement));
                row.words(&version.by.join("; "));
                row.value(Some(u8::from(version.party)));
                write_quote(sheet, quote, &mut row);
                row.end(out)?;
                rows += 1;
            }
        }
    }
    for ruling in sheet.event.settlements() {
        write_settled(sheet, ruling, out)?;
        rows += 1;
    }
    Ok(rows)
}

/// What a person settled has a person and no words; what the machine says is in the rows above.
fn write_settled(sheet: &Sheet<'_>, ruling: &Ruling, out: &mut dyn Write) -> Result<()> {
    let mut row = Row::new(',');
    let field = ruling.field.as_deref().unwrap_or_default();
    let value = ruling.value.as_deref().unwrap_or_default();
    let is_number = !matches!(field, "kind" | "agent" | "target" | "place" | "time" | "happened");
    let bounds = Bounds::parse(value).filter(|_| is_number);
    row.value(Some(&sheet.event.id));
    row.value(Some(field));
    row.words(ruling.of.as_deref().unwrap_or_default());
    row.words(&ruling.of.as_deref().map_or(String::new(), |of| query::plain_value("agent", of, sheet.case)));
    row.value(bounds.and_then(|bounds| bounds.min));
    row.value(bounds.and_then(|bounds| bounds.max));
    row.words(if bounds.is_some() { "" } else { value });
    row.words(&query::plain_value(field, value, sheet.case));
    row.value(Some("decided"));
    row.words(&ruling.by);
    row.value(Some(0));
    row.empty(9);
    row.end(out)
}

fn write_quote(sheet: &Sheet<'_>, quote: Option<&Quote>, row: &mut Row) {
    let document = quote.and_then(|quote| sheet.document(&quote.document));
    let (Some(quote), Some(document)) = (quote, document) else {
        row.empty(9);
        return;
    };
    row.words(&quote.source);
    row.value(Some(published(document)));
    row.value(Some(&quote.document));
    row.value(Some(&document.hash));
    row.value(document.copy_of.as_ref());
    row.value(Some(quote.start));
    row.value(Some(quote.end));
    row.words(&quote.exact);
    row.words(&[quote.prefix.as_str(), &quote.exact, &quote.suffix].concat());
}
