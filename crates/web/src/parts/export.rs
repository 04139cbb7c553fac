//! In which formats may what is shown be taken along?

use crate::explore::address::Address;
use maud::{Markup, html};

/// Formats, with what each is for.
const FORMATS: [(&str, &str, &str); 13] = [
    ("acled", "CSV, ACLED’s columns", "one row an event"),
    ("ged", "CSV, UCDP GED’s columns", "one row an event"),
    ("claims", "CSV of the claims", "every version with its words"),
    ("control", "CSV of control", "who is said to have held each place"),
    ("json", "JSON, rashomon/1", "all of it, for programs"),
    ("jsonl", "JSON lines", "all of it, to be imported again"),
    ("parquet", "Parquet", "the events, for DuckDB, R and Python"),
    ("geojson", "GeoJSON", "for QGIS and other maps"),
    ("kml", "KML", "for Google Earth"),
    ("plover", "PLOVER", "JSON lines"),
    ("html", "Dossiers, HTML", "one page that needs nothing else"),
    ("md", "Dossiers, Markdown", "for notes"),
    ("bibtex", "Documents, BibTeX", "to be cited"),
];

/// Offers what passes the filters of an address as files.
pub(crate) fn menu(address: &Address) -> Markup {
    html! {
        details.export {
            summary { "Export" }
            ul {
                @for (format, name, what) in FORMATS {
                    li { a href=(address.with("format", format).below("/export")) download { (name) } " " span.aside { (what) } }
                }
            }
        }
    }
}
