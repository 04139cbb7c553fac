//! How well are places found and resolved, on texts with places marked by others?

use anyhow::{Context, Result};
use extract::places::{Gazetteer, find, kilometers};
use language::{Analysis, Model};
use schema::{Basis, Document, Published, Span, ToponymUse};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
    toponyms: Vec<Toponym>,
}

#[derive(Deserialize)]
struct Toponym {
    start: usize,
    end: usize,
    text: String,
    lat: Option<f64>,
    lon: Option<f64>,
}

/// Counts of one data set.
#[derive(Debug, Default)]
pub struct Score {
    /// Toponyms marked.
    pub marked: usize,
    /// Toponyms found.
    pub found: usize,
    /// Toponyms found and marked, with the same first and last letter.
    pub same: usize,
    /// Of those with coordinates: how many.
    pub placed: usize,
    /// And how many of them within 161 km.
    pub near: usize,
    /// What went wrong, counted.
    pub errors: BTreeMap<String, usize>,
}

impl Score {
    /// Gives precision, recall and their harmonic mean of the spans.
    #[must_use]
    pub fn spans(&self) -> (f64, f64, f64) {
        let (precision, recall) = (ratio(self.same, self.found), ratio(self.same, self.marked));
        (precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE))
    }

    /// Gives the share of the toponyms found that lie within 161 km of where they should.
    #[must_use]
    pub fn within_161_km(&self) -> f64 {
        ratio(self.near, self.placed)
    }
}

/// Measures places on the `*-dev.jsonl` of a folder and gives the table of `reports/places.csv`.
///
/// Names of peoples ("Syrian") are left out of the count of spans, since the sets mark them by different rules.
///
/// # Errors
/// A file that cannot be read.
pub fn eval_places(folder: &Path, gazetteer: &Gazetteer, model: &Model) -> Result<(String, Vec<Score>)> {
    let mut table = String::from("set,toponyms,precision,recall,f1,accuracy_161km\n");
    let mut scores = Vec::new();
    for set in ["geovirus", "trnews", "lgl", "gwn"] {
        let path = folder.join(format!("{set}-dev.jsonl"));
        let Ok(lines) = std::fs::read_to_string(&path) else { continue };
        let mut score = Score::default();
        for line in lines.lines() {
            let text: Text = serde_json::from_str(line).with_context(|| path.display().to_string())?;
            add(&text, gazetteer, model, &mut score);
        }
        let (precision, recall, f1) = score.spans();
        let accuracy = score.within_161_km();
        writeln!(table, "{set},{},{precision:.3},{recall:.3},{f1:.3},{accuracy:.3}", score.marked)?;
        scores.push(score);
    }
    Ok((table, scores))
}

fn add(text: &Text, gazetteer: &Gazetteer, model: &Model, score: &mut Score) {
    let analysis: Analysis<'_> = language::analyze(&text.text, &[Span::new(0, text.text.len())], model);
    let (mentions, places) = find(&document(text), &analysis, gazetteer);
    let bytes: Vec<usize> = text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]).collect();
    let span = |toponym: &Toponym| Some(Span::new(*bytes.get(toponym.start)?, *bytes.get(toponym.end)?));
    let marked: BTreeMap<Span, &Toponym> = text.toponyms.iter().filter_map(|t| Some((span(t)?, t))).collect();
    let mut seen = std::collections::BTreeSet::new();
    score.marked += marked.len();
    for mention in &mentions {
        let words = mention.span.of(&text.text);
        let Some(toponym) = marked.get(&mention.span) else {
            let people = mention.usage == ToponymUse::Metonym && !words.ends_with(|c: char| c.is_uppercase());
            if !people || marked.keys().any(|other| other.overlaps(mention.span)) {
                score.found += 1;
                *score.errors.entry(format!("spurious {words}")).or_default() += 1;
            }
            continue;
        };
        score.found += 1;
        score.same += 1;
        seen.insert(mention.span);
        let place = places.iter().find(|place| place.id == mention.place);
        let here = place.and_then(|place| place.lat.zip(place.lon));
        if let Some(there) = toponym.lat.zip(toponym.lon) {
            score.placed += 1;
            let distance = here.map_or(f64::INFINITY, |here| kilometers(here, there));
            if distance <= 161.0 {
                score.near += 1;
            } else {
                let id = &mention.place;
                *score.errors.entry(format!("far {words} {id} {distance:.0} km ({})", text.id)).or_default() += 1;
            }
        }
    }
    for (span, toponym) in marked.iter().filter(|(span, _)| !seen.contains(*span)) {
        let _ = span;
        *score.errors.entry(format!("missed {}", toponym.text)).or_default() += 1;
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of toponyms are small")]
    let ratio = part as f64 / whole.max(1) as f64;
    ratio
}

fn document(text: &Text) -> Document {
    Document {
        id: text.id.clone(),
        path: text.id.clone(),
        hash: String::new(),
        title: None,
        source: None,
        author: None,
        published: Published {
            when: None,
            basis: Basis::Unknown,
            evidence: String::new(),
            span: None,
            rejected: Vec::new(),
        },
        language: Some("en".into()),
        agencies: Vec::new(),
        text: text.text.clone(),
        verbatim: true,
        sections: Vec::new(),
        copy_of: None,
    }
}
