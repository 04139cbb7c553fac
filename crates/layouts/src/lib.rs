//! How does a case look to the other programs of the field?
//!
//! [`export`] reads the events that pass a filter, a few hundred at a time, and writes each in a layout. What a layout
//! has no column for stands in its companion, a table of every claim with its words: nothing is dropped. Codes, regions and
//! labels come from `data/ontology`. The same case, filter and layout give the same bytes.

mod acled;
mod bibliography;
mod claims;
mod codebook;
mod control;
mod csv;
mod ged;
mod geo;
mod interchange;
mod page;
mod parquet;
mod plover;
mod sheet;
mod steps;

pub use codebook::Codebook;
pub use interchange::{import, write_all, write_decisions};

use schema::Case;
use serde_json::json;
use sheet::Sheet;
use std::io::{self, Write};
use store::{
    CaseFile, StoreError, Walk,
    query::{self, Filter},
};

/// A layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// The 31 columns of ACLED, with the claims beside it.
    Acled,
    /// The 49 columns of UCDP GED, with the claims beside it.
    Ged,
    /// PLOVER's JSON, one event a line, with the claims beside it.
    Plover,
    /// The 40 columns of POLECAT, parted by tabs, with the claims beside it.
    Polecat,
    /// Every claim with its words: a CSV of its own.
    Claims,
    /// Who is said to have held each place, from when until when: a CSV of its own.
    Control,
    /// GeoJSON: a point for every event on the map.
    Geojson,
    /// KML: the same for Google Earth.
    Kml,
    /// Dossiers in Markdown.
    Markdown,
    /// Dossiers in one HTML page that needs nothing else.
    Html,
    /// The documents, in BibTeX.
    Bibtex,
    /// The documents, in CSL JSON.
    Csl,
    /// Our own JSON, `rashomon/1`: documents, mentions, events and claims.
    Json,
    /// Everything, one record a line, to be imported again.
    Jsonl,
    /// The events as one Parquet table, with the claims beside it.
    Parquet,
}

impl Layout {
    /// Gives all layouts with their names and the endings of their files.
    pub const ALL: [(Self, &'static str, &'static str); 15] = [
        (Self::Acled, "acled", "csv"),
        (Self::Ged, "ged", "csv"),
        (Self::Plover, "plover", "jsonl"),
        (Self::Polecat, "polecat", "tsv"),
        (Self::Claims, "claims", "csv"),
        (Self::Control, "control", "csv"),
        (Self::Geojson, "geojson", "geojson"),
        (Self::Kml, "kml", "kml"),
        (Self::Markdown, "md", "md"),
        (Self::Html, "html", "html"),
        (Self::Bibtex, "bibtex", "bib"),
        (Self::Csl, "csl", "json"),
        (Self::Json, "json", "json"),
        (Self::Jsonl, "jsonl", "jsonl"),
        (Self::Parquet, "parquet", "parquet"),
    ];

    /// Gives the layout with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(layout, ..)| *layout)
    }

    /// Gives the ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        Self::ALL.iter().find(|(layout, ..)| *layout == self).map_or("txt", |(.., ending)| ending)
    }

    /// Gives the media type of its files.
    #[must_use]
    pub fn media(self) -> &'static str {
        match self.ending() {
            "csv" => "text/csv; charset=utf-8",
            "tsv" => "text/tab-separated-values; charset=utf-8",
            "json" => "application/json",
            "jsonl" => "application/jsonl",
            "geojson" => "application/geo+json",
            "kml" => "application/vnd.google-earth.kml+xml",
            "md" => "text/markdown; charset=utf-8",
            "parquet" => "application/vnd.apache.parquet",
            _ => "text/plain; charset=utf-8",
        }
    }

    /// Tells whether the layout itself has room for the filter that an export heeds.
    #[must_use]
    pub fn names_its_filter(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Markdown | Self::Html)
    }

    /// Tells whether the layout cannot hold all that is claimed, so that a table of the claims goes with it.
    #[must_use]
    pub fn has_companion(self) -> bool {
        matches!(
            self,
            Self::Acled | Self::Ged | Self::Plover | Self::Polecat | Self::Geojson | Self::Kml | Self::Parquet
        )
    }
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Events, documents in a bibliography, or stretches of time in a ledger of control.
    pub records: usize,
    /// Rows of the companion.
    pub claims: usize,
    /// Events that the layout has no row for; all of them are in the companion.
    pub elsewhere: usize,
}

/// Writes the events that pass `filter` in a layout, and their claims to `companion` where the layout has one.
///
/// # Errors
/// When the case cannot be read or the export not be written.
pub fn export(
    file: &CaseFile,
    filter: &Filter,
    (layout, codebook): (Layout, &Codebook),
    out: &mut dyn Write,
    companion: &mut dyn Write,
) -> Result<Written, StoreError> {
    match layout {
        Layout::Json => return whole(file, filter, |walk| store::export_json(walk, None, out)),
        Layout::Jsonl => return lines(file, filter, out),
        Layout::Control => return control::write(file, filter, codebook, out),
        Layout::Parquet => return parquet::write(file, filter, codebook, (out, companion)),
        _ => {}
    }
    begin(layout, filter, out)?;
    if layout.has_companion() {
        claims::begin(companion)?;
    }
    let work = |case: &Case, made: &mut Made| Ok(write_events(case, (layout, codebook), made)?);
    let made = steps::in_steps((file, filter), Made::default(), work, |made| Ok(made.hand_on(out, companion)?))?;
    out.write_all(end(layout).as_bytes())?;
    out.flush()?;
    companion.flush()?;
    Ok(made.written)
}

/// What was made of some events and not yet handed on, and what was written in all.
#[derive(Debug, Default)]
struct Made {
    out: Vec<u8>,
    companion: Vec<u8>,
    written: Written,
    cited: bibliography::Cited,
}

impl Made {
    fn hand_on(&mut self, out: &mut dyn Write, companion: &mut dyn Write) -> io::Result<()> {
        out.write_all(&self.out)?;
        companion.write_all(&self.companion)?;
        self.out.clear();
        self.companion.clear();
        Ok(())
    }
}

fn write_events(case: &Case, (layout, codebook): (Layout, &Codebook), made: &mut Made) -> io::Result<()> {
    let Made { out, companion, written, cited } = made;
    for event in &case.events {
        let sheet = Sheet::new(event, case, codebook);
        let is_written = match layout {
            Layout::Acled => acled::write(&sheet, out)?,
            Layout::Ged => ged::write(&sheet, out)?,
            Layout::Plover => plover::write_json(&sheet, out)?,
            Layout::Polecat => plover::write_row(&sheet, out)?,
            Layout::Geojson => geo::write_feature(&sheet, written.records, out)?,
            Layout::Kml => geo::write_placemark(&sheet, out)?,
            Layout::Markdown => page::write_markdown(&sheet, out)?,
            Layout::Html => page::write_html(&sheet, out)?,
            Layout::Claims => {
                written.claims += claims::write(&sheet, out)?;
                true
            }
            Layout::Bibtex => cited.write_bibtex(&sheet, out)?,
            Layout::Csl => cited.write_csl(&sheet, out)?,
            // These are written whole.
            Layout::Json | Layout::Jsonl | Layout::Parquet | Layout::Control => true,
        };
        written.records += usize::from(is_written);
        written.elsewhere += usize::from(!is_written);
        if layout.has_companion() {
            written.claims += claims::write(&sheet, companion)?;
        }
    }
    Ok(())
}

/// Writes everything; of a whole case that people corrected, what the machine made and the log: the copy comes to the same
/// case, and can go on.
fn lines(file: &CaseFile, filter: &Filter, out: &mut dyn Write) -> Result<Written, StoreError> {
    let log = if filter.is_empty() { file.decisions()? } else { Vec::new() };
    if log.is_empty() {
        return whole(file, filter, |walk| write_all(walk, out));
    }
    let machine = file.machine_case()?;
    write_all(&Walk::Whole(&machine), out)?;
    write_decisions(&log, out)?;
    Ok(Written { records: machine.events.len(), ..Written::default() })
}

fn whole(
    file: &CaseFile,
    filter: &Filter,
    write: impl FnOnce(&Walk<'_>) -> Result<(), StoreError>,
) -> Result<Written, StoreError> {
    write(&Walk::of(file, filter)?)?;
    Ok(Written { records: query::counts(file, filter)?.events, ..Written::default() })
}

fn begin(layout: Layout, filter: &Filter, out: &mut dyn Write) -> Result<(), StoreError> {
    match layout {
        Layout::Acled => csv::header(out, &acled::COLUMNS, ',')?,
        Layout::Ged => csv::header(out, &ged::COLUMNS, ',')?,
        Layout::Polecat => csv::header(out, &plover::COLUMNS, '\t')?,
        Layout::Claims => claims::begin(out)?,
        Layout::Geojson => {
            let filter = json!(filter.query_string());
            write!(out, "{{\"type\":\"FeatureCollection\",\"filter\":{filter},\"features\":[")?;
        }
        Layout::Kml => out.write_all(geo::KML_HEAD.as_bytes())?,
        Layout::Markdown => page::begin_markdown(filter, out)?,
        Layout::Html => page::begin_html(filter, out)?,
        Layout::Csl => out.write_all(b"[")?,
        _ => {}
    }
    Ok(())
}

fn end(layout: Layout) -> &'static str {
    match layout {
        Layout::Geojson => "\n]}\n",
        Layout::Kml => "</Document></kml>\n",
        Layout::Html => "</main></body></html>\n",
        Layout::Csl => "\n]\n",
        _ => "",
    }
}

/// Gives what belongs beside an export so that it explains itself: the filter, versions, columns and rules, as JSON.
///
/// # Errors
/// When the case cannot be read.
pub fn about(file: &CaseFile, filter: &Filter, layout: Layout, written: Written) -> Result<String, StoreError> {
    let name = Layout::ALL.iter().find(|(known, ..)| *known == layout).map_or("", |(_, name, _)| name);
    let meta = file.meta()?;
    let noted = |key: &str| meta.get(key).cloned().unwrap_or_default();
    let about = json!({
        "layout": name,
        "filter": filter.query_string(),
        "case_layout": noted("layout"),
        "program": noted("program"),
        "fingerprint": noted("fingerprint"),
        "records": written.records,
        "events_in_the_claims_only": written.elsewhere,
        "claims": written.claims,
        "columns_of_the_claims": claims::COLUMNS,
        "positions": "start and end count Unicode code points of the document's text, from 0, end exclusive",
        "rules": {
            "low, best, high": query::TOLL_RULE,
            "fatalities": acled::FATALITIES,
            "safe cells": csv::SAFE,
        },
    });
    Ok(serde_json::to_string_pretty(&about).unwrap_or_default() + "\n")
}
