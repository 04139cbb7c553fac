//! How well are hand-coded reports of one happening brought together?
//!
//! The reports of `reconcile/maverick-dev.jsonl` have no text: those of one source become one account, with a line of
//! place, people and occasion for each; the grouping is compared with that of the coders.

use anyhow::{Context, Result};
use jiff::civil::Date;
use merge::{Settings, merge};
use schema::{
    Actor, Argument, Basis, Bounds, DataFile, Document, EventMention, EventPlace, EventTime, Findings, Interval, Place,
    Precision, Published, Quantity, Realis, Section, SectionKind, Source, Span, TimeValue,
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
struct Report {
    id: String,
    event: String,
    from: Date,
    to: Date,
    location: Option<String>,
    city: Option<String>,
    target: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    geo_precision: Option<f64>,
    actors: Vec<Party>,
    context: Option<String>,
    deaths: [Option<f64>; 3],
    injuries: [Option<f64>; 3],
    source: Option<String>,
    outlet: Option<String>,
}

#[derive(Deserialize)]
struct Party {
    name: String,
    id: String,
    #[serde(rename = "type")]
    kind: Option<String>,
    perpetrator: bool,
    victim: bool,
}

/// Measures merging on the reports of `data` and writes the table `out`; gives the table's lines.
///
/// # Errors
/// Files that cannot be read or written.
pub fn eval_merge(data: &Path, settings: &Path, out: &Path) -> Result<String> {
    let bytes = std::fs::read(settings).with_context(|| settings.display().to_string())?;
    let file = DataFile { path: "ontology/merging.toml".into(), bytes };
    let settings = Settings::load(&[file]).map_err(|problems| anyhow::anyhow!("{}", problems[0]))?;
    let text = std::fs::read_to_string(data).with_context(|| data.display().to_string())?;
    let reports: Vec<Report> = text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut sources: BTreeMap<&str, Vec<&Report>> = BTreeMap::new();
    for report in &reports {
        sources.entry(report.source.as_deref().unwrap_or(&report.id)).or_default().push(report);
    }
    let (mut accounts, mut truth) = (Vec::new(), BTreeMap::new());
    for (source, reports) in &sources {
        let (document, findings, ids) = account(source, reports);
        accounts.push((document, findings));
        truth.extend(ids);
    }
    let case = merge(accounts, &settings);
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for event in &case.events {
        found.extend(event.mentions.iter().map(|mention| (mention.clone(), event.id.clone())));
    }
    let alone: BTreeMap<String, String> = truth.keys().map(|id| (id.clone(), id.clone())).collect();
    let mut table =
        String::from("system,reports,events,b3_precision,b3_recall,b3_f1,pair_precision,pair_recall,pair_f1\n");
    table.push_str(&row("nothing merged", &truth, &alone));
    table.push_str(&row("merge", &truth, &found));
    std::fs::write(out, &table).with_context(|| out.display().to_string())?;
    Ok(table)
}

/// Makes one account of all that one source reports, and tells which mention is which report.
fn account(source: &str, reports: &[&Report]) -> (Document, Findings, Vec<(String, String)>) {
    let id = format!("D-{source}");
    // "The Post (2013-01-10) Two killed in raid": the day of publication stands in brackets.
    let day = source.match_indices('(').find_map(|(at, _)| source.get(at + 1..at + 11)?.parse::<Date>().ok());
    let mut findings = Findings { document: id.clone(), ..Findings::default() };
    let (mut text, mut ids) = (String::new(), Vec::new());
    for report in reports {
        let place = place(report);
        let words =
            [&report.location, &report.city, &report.target, &report.context].map(|word| word.as_deref().unwrap_or(""));
        let start = text.len();
        text.push_str(&words.join(" "));
        let mention = mention(report, format!("{id}#{start}"), Span::new(start, text.len()), &place);
        text.push('\n');
        ids.push((mention.id.clone(), report.event.clone()));
        findings.events.push(mention);
        findings.actors.extend(report.actors.iter().map(actor));
        findings.places.push(place);
    }
    let whole = Span::new(0, text.len());
    let name = reports.first().and_then(|report| report.outlet.clone());
    let document = Document {
        path: id.clone(),
        id,
        hash: String::new(),
        title: None,
        source: name.map(|name| Source { name, domain: None, speaks_for: None, rule: String::new() }),
        author: None,
        published: Published {
            when: day.map(Interval::day),
            basis: Basis::Stated,
            evidence: String::new(),
            span: None,
            rejected: Vec::new(),
        },
        language: Some("en".into()),
        agencies: Vec::new(),
        verbatim: true,
        sections: vec![Section { kind: SectionKind::Body, span: whole, author: None, at: None }],
        copy_of: None,
        text,
    };
    (document, findings, ids)
}

fn actor(party: &Party) -> Actor {
    let wide = party.name.starts_with("Unknown") || party.kind.as_deref() == Some("Citizens");
    let kind = if wide { "unknown".into() } else { party.kind.clone().unwrap_or_default() };
    Actor { id: party.id.clone(), name: party.name.clone(), kind, country: None, aliases: Vec::new() }
}

fn place(report: &Report) -> Place {
    let name = report.location.clone().or_else(|| report.city.clone()).unwrap_or_default();
    let town = report.geo_precision.is_some_and(|grade| grade >= 3.0);
    let precision = if town { Precision::Point } else { Precision::Area };
    Place {
        id: format!("name:{name}"),
        name,
        lat: report.lat,
        lon: report.lon,
        precision,
        country: None,
        aliases: Vec::new(),
    }
}

fn mention(report: &Report, id: String, clause: Span, place: &Place) -> EventMention {
    let role = |party: &Party| {
        let role = if party.perpetrator || !party.victim { "agent" } else { "target" };
        Argument { role: role.into(), actor: Some(party.id.clone()), span: clause }
    };
    let number = |(attribute, [low, _, high]): (&str, [Option<f64>; 3])| {
        let whole = |n: Option<f64>| n.and_then(|n| format!("{n:.0}").parse().ok());
        let bounds = Bounds { min: whole(low), max: whole(high) };
        let told = bounds.max.is_some_and(|max| max > 0);
        told.then(|| Quantity { attribute: attribute.into(), bounds, of: None, span: clause, rule: String::new() })
    };
    let kind = match report.context.as_deref() {
        Some("Clash") => "clash",
        _ => "attack",
    };
    let days = Interval::new(report.from, report.to);
    EventMention {
        id,
        clause,
        trigger: Span::new(clause.start, clause.start),
        kind: kind.into(),
        realis: Realis::Actual,
        attribution: Vec::new(),
        arguments: report.actors.iter().map(role).collect(),
        place: Some(EventPlace { place: place.id.clone(), span: clause, basis: Basis::Stated, rule: String::new() }),
        time: Some(EventTime {
            value: TimeValue::Absolute(days),
            span: Some(clause),
            basis: Basis::Stated,
            rule: String::new(),
        }),
        quantities: [("killed", report.deaths), ("wounded", report.injuries)].into_iter().filter_map(number).collect(),
        rule: String::new(),
    }
}

type Grouping = BTreeMap<String, String>;

fn row(system: &str, truth: &Grouping, found: &Grouping) -> String {
    let (gold, mine) = (sizes(truth), sizes(found));
    let mut both: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for (id, event) in truth {
        *both.entry((event, found.get(id).map_or(id.as_str(), String::as_str))).or_default() += 1.0;
    }
    let pairs = |n: f64| n * (n - 1.0) / 2.0;
    let all: f64 = gold.values().sum();
    let precision: f64 =
        both.iter().map(|((_, mine_id), n)| n * n / mine.get(mine_id).unwrap_or(&1.0)).sum::<f64>() / all;
    let recall: f64 = both.iter().map(|((gold_id, _), n)| n * n / gold[gold_id]).sum::<f64>() / all;
    let hits: f64 = both.values().map(|n| pairs(*n)).sum();
    let pair_precision = hits / mine.values().map(|n| pairs(*n)).sum::<f64>().max(1.0);
    let pair_recall = hits / gold.values().map(|n| pairs(*n)).sum::<f64>().max(1.0);
    let f1 = |p: f64, r: f64| if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
    let events: BTreeSet<&String> = found.values().collect();
    format!(
        "{system},{},{},{precision:.3},{recall:.3},{:.3},{pair_precision:.3},{pair_recall:.3},{:.3}\n",
        truth.len(),
        events.len(),
        f1(precision, recall),
        f1(pair_precision, pair_recall)
    )
}

fn sizes(grouping: &Grouping) -> BTreeMap<&str, f64> {
    let mut sizes = BTreeMap::new();
    for group in grouping.values() {
        *sizes.entry(group.as_str()).or_default() += 1.0;
    }
    sizes
}
