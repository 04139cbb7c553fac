//! Are two short narratives of one drone strike joined, and those of different strikes not?

use super::misses::Trial;
use super::{Book, Grouping, alone};
use merge::{Settings, evidence, merge};
use rashomon::Analyzer;
use schema::{Basis, Document, Interval, Published, Section, SectionKind, Source, Span};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub struct Strike {
    id: u64,
    date: jiff::civil::Date,
    narratives: Vec<String>,
}

/// Reads every narrative as an account published on the day of the strike; two accounts that tell of one event are joined.
pub fn measure(strikes: &[Strike], analyzer: &Analyzer, settings: &Settings, book: &mut Book) {
    let (mut accounts, mut truth, mut day, mut items) = (Vec::new(), Grouping::new(), Grouping::new(), Grouping::new());
    for strike in strikes {
        for (n, narrative) in strike.narratives.iter().enumerate() {
            let document = account(strike, n, narrative);
            truth.insert(document.id.clone(), strike.id.to_string());
            day.insert(document.id.clone(), strike.date.to_string());
            let findings = analyzer.findings(&document);
            items.extend(findings.events.iter().map(|event| (event.id.clone(), document.id.clone())));
            accounts.push((document, findings));
        }
    }
    let met = evidence(accounts.clone(), settings);
    let case = merge(accounts, settings);
    let mut home: BTreeMap<String, String> = alone(&truth);
    for event in &case.events {
        let mut documents = event.accounts().into_iter();
        let Some(first) = documents.next().map(|document| root(&home, document)) else { continue };
        for other in documents.map(|document| root(&home, document)).collect::<Vec<_>>() {
            home.insert(other, first.clone());
        }
    }
    let found: Grouping = truth.keys().map(|id| (id.clone(), root(&home, id))).collect();
    book.beside("strikes-dev", "nothing merged", &truth, &alone(&truth));
    book.beside("strikes-dev", "same day", &truth, &day);
    book.merged(&Trial { set: "strikes-dev", truth: &truth, found: &found, items: &items }, &met);
}

fn root(home: &BTreeMap<String, String>, id: &str) -> String {
    let mut id = id;
    while let Some(next) = home.get(id).filter(|next| *next != id) {
        id = next;
    }
    id.to_owned()
}

fn account(strike: &Strike, number: usize, narrative: &str) -> Document {
    let id = format!("D-{:05}-{number}", strike.id);
    let published = Published {
        when: Some(Interval::day(strike.date)),
        basis: Basis::Stated,
        evidence: String::new(),
        span: None,
        rejected: Vec::new(),
    };
    let whole = Span::new(0, narrative.len());
    Document {
        source: Some(Source { name: format!("Tracker {number}"), domain: None, speaks_for: None, rule: String::new() }),
        published,
        sections: vec![Section::new(SectionKind::Body, whole)],
        ..Document::of_text(&id, narrative)
    }
}
