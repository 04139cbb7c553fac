//! How well are hand-coded reports brought together that have no words of their own?

use super::{Book, Grouping, alone};
use merge::Settings;
use rashomon::reports::{Mapping, Row, accounts};
use schema::{Document, Findings};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The columns that each report is laid out in.
const MAPPING: &str = r#"
name = "maverick"
source = "source"
outlet = "outlet"
from = "from"
to = "to"
place = ["location", "city"]
lat = "lat"
lon = "lon"
exact = { column = "geo_precision", values = ["3", "4", "5", "6"] }
agents = ["perpetrators"]
targets = ["victims", "target"]
separator = ";"
unknown = ["Unknown"]
vague = ["Unknown", "Citizens"]

[kind]
column = "context"
default = "attack"

[kind.values]
Clash = "clash"

[[numbers]]
attribute = "killed"
low = "deaths_low"
high = "deaths_high"

[[numbers]]
attribute = "wounded"
low = "injuries_low"
high = "injuries_high"
"#;

#[derive(Deserialize)]
pub struct Report {
    id: String,
    event: String,
    from: String,
    to: String,
    location: Option<String>,
    city: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geo_precision: Option<f64>,
    actors: Vec<Party>,
    context: Option<String>,
    target: Option<String>,
    deaths: [Option<f64>; 3],
    injuries: [Option<f64>; 3],
    source: Option<String>,
    outlet: Option<String>,
}

#[derive(Deserialize)]
struct Party {
    name: String,
    perpetrator: bool,
    victim: bool,
}

/// Compares the coders' grouping with ours, with none, and with the rule "same day, same place".
pub fn measure(set: &str, reports: &[Report], settings: &Settings, book: &mut Book) {
    let (accounts, truth) = accounts_of(reports);
    let mut rule = Grouping::new();
    for (document, findings) in &accounts {
        for event in &findings.events {
            let day = event.time.as_ref().map(|time| time.span.map_or("", |span| span.of(&document.text)));
            let place = event.place.as_ref().map(|place| place.place.as_str());
            rule.insert(event.id.clone(), format!("{} {}", day.unwrap_or_default(), place.unwrap_or(&event.id)));
        }
    }
    book.beside(set, "nothing merged", &truth, &alone(&truth));
    book.beside(set, "same day and place", &truth, &rule);
    book.mentions(set, accounts, &truth, settings);
}

/// Lays out the reports as a table, and reads that table; the truth is by mention.
pub fn accounts_of(reports: &[Report]) -> (Vec<(Document, Findings)>, Grouping) {
    let mapping = Mapping::parse("maverick", MAPPING).unwrap_or_else(|error| panic!("{error:#}"));
    // The grouping of the coders is kept by source and place in its list: rows keep their order.
    let mut events: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for report in reports {
        events.entry(report.source.clone().unwrap_or_else(|| report.id.clone())).or_default().push(&report.event);
    }
    let rows: Vec<Row> = reports.iter().map(cells).collect();
    let (accounts, undated) = accounts(&rows, &mapping);
    assert_eq!(undated, 0, "every report of the set has a day");
    let mut truth = Grouping::new();
    for (document, findings) in &accounts {
        let title = document.title.as_deref().unwrap_or_default();
        for (mention, event) in findings.events.iter().zip(&events[title]) {
            truth.insert(mention.id.clone(), (*event).to_owned());
        }
    }
    (accounts, truth)
}

fn cells(report: &Report) -> Row {
    let number = |n: Option<f64>| n.map_or_else(String::new, |n| n.to_string());
    let names = |wanted: bool| {
        let side = report.actors.iter().filter(|party| (party.perpetrator || !party.victim) == wanted);
        side.map(|party| party.name.clone()).collect::<Vec<_>>().join(";")
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let cells = [
        ("source", report.source.clone().unwrap_or_else(|| report.id.clone())),
        ("outlet", text(&report.outlet)),
        ("from", report.from.clone()),
        ("to", report.to.clone()),
        ("location", text(&report.location)),
        ("city", text(&report.city)),
        ("lat", number(report.lat)),
        ("lon", number(report.lon)),
        ("geo_precision", number(report.geo_precision)),
        ("perpetrators", names(true)),
        ("victims", names(false)),
        ("context", text(&report.context)),
        ("target", text(&report.target)),
        ("deaths_low", number(report.deaths[0])),
        ("deaths_high", number(report.deaths[2])),
        ("injuries_low", number(report.injuries[0])),
        ("injuries_high", number(report.injuries[2])),
    ];
    cells.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect()
}
