//! How good is an export, measured against a case that a careful reader coded?
//!
//! The figures of the gold cases' own script, computed the same way: its README says what each means.

mod documents;
mod events;
mod mentions;
mod text;

use crate::{ProgressStyle, Run, run};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::{collections::BTreeMap, fs, path::Path, sync::atomic::AtomicBool};

/// One figure: its name and its value, where there was something to measure.
pub type Figure = (&'static str, Option<f64>);

/// The figures whose mean is `overall`.
pub const HEADLINE: [&str; 14] = [
    "documents",
    "mention_f1",
    "kind",
    "realis",
    "attribution",
    "event_b3_f1",
    "core_events_found",
    "agents",
    "targets",
    "places_within_25km",
    "dates",
    "claims",
    "speculation_kept_apart",
    "never",
];

/// A share of right answers.
#[derive(Debug, Default)]
pub struct Tally {
    right: u32,
    all: u32,
}

impl Tally {
    /// Counts one answer.
    pub fn add(&mut self, right: bool) {
        self.all += 1;
        self.right += u32::from(right);
    }

    /// Gives the share; none where nothing was counted.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        (self.all > 0).then(|| f64::from(self.right) / f64::from(self.all))
    }
}

/// A gold case beside the export that is measured.
#[derive(Debug)]
pub struct Measured {
    /// The gold, as JSON values.
    pub gold: Value,
    /// The export.
    pub export: Value,
    /// The characters of each gold document, by its id.
    pub texts: BTreeMap<String, Vec<char>>,
    /// The export's document for each gold document's id.
    pub documents: BTreeMap<String, Value>,
}

impl Measured {
    /// Reads a gold folder and sets an export beside it.
    ///
    /// # Errors
    /// Where the folder is no gold case or the export has another layout.
    pub fn new(folder: &Path, export: Value) -> Result<Self> {
        if export["schema"] != "rashomon/1" {
            bail!("the export's schema is {}, not \"rashomon/1\"", export["schema"]);
        }
        let path = folder.join("gold.toml");
        let source = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let table: toml::Table = source.parse().with_context(|| path.display().to_string())?;
        let gold = serde_json::to_value(table)?;
        let by_file: BTreeMap<String, &Value> = items(&export, "documents")
            .iter()
            .map(|document| (string(document, "path").rsplit('/').next().unwrap_or_default().to_owned(), document))
            .collect();
        let (mut texts, mut documents) = (BTreeMap::new(), BTreeMap::new());
        for document in items(&gold, "doc") {
            let (id, file) = (string(document, "id"), string(document, "file"));
            let path = folder.join("docs").join(file);
            let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            texts.insert(id.to_owned(), universal_newlines(&text).chars().collect());
            if let Some(found) = by_file.get(file) {
                documents.insert(id.to_owned(), (*found).clone());
            }
        }
        Ok(Self { gold, export, texts, documents })
    }

    /// Finds a quote in a gold document, in code points.
    ///
    /// # Errors
    /// Where the quote does not stand there.
    pub fn span(&self, document: &str, quote: &str) -> Result<(usize, usize)> {
        let quote: Vec<char> = quote.chars().collect();
        let text = self.texts.get(document).with_context(|| format!("gold names no document {document}"))?;
        let start = text.windows(quote.len()).position(|window| window == quote.as_slice());
        let start = start.with_context(|| format!("gold quote not in {document}"))?;
        Ok((start, start + quote.len()))
    }
}

/// Python's text mode turns every line end into one newline.
fn universal_newlines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Runs the program, with the files of `data` laid over its own, on a gold folder's pages and scores what comes out. The case is
/// written into `scratch`, a folder that is made for it and removed.
///
/// # Errors
/// Where the folder is no gold case, or the run itself fails.
pub fn measure(folder: &Path, data: Option<&Path>, scratch: &Path) -> Result<Vec<Figure>> {
    if scratch.exists() {
        fs::remove_dir_all(scratch).with_context(|| scratch.display().to_string())?;
    }
    fs::create_dir_all(scratch).with_context(|| scratch.display().to_string())?;
    let wanted = Run {
        inputs: vec![folder.join("docs")],
        output: scratch.join("case.db"),
        data: data.map(Path::to_path_buf),
        partition: None,
        progress: ProgressStyle::None,
    };
    let summary = run(&wanted, &AtomicBool::new(false))?;
    fs::remove_dir_all(scratch).with_context(|| scratch.display().to_string())?;
    let mut export = Vec::new();
    store::export_json(&store::Walk::Whole(&summary.case), None, &mut export)?;
    score(&Measured::new(folder, serde_json::from_slice(&export)?)?)
}

/// Computes all figures, `overall` last.
///
/// # Errors
/// Where the gold contradicts itself.
pub fn score(measured: &Measured) -> Result<Vec<Figure>> {
    let mut figures = vec![("documents", documents::documents(measured)?)];
    let found = mentions::find(measured)?;
    figures.extend(mentions::figures(measured, &found));
    figures.extend(events::figures(measured, &found)?);
    let headline: Vec<f64> = HEADLINE
        .iter()
        .filter_map(|name| figures.iter().find(|(figure, _)| figure == name).and_then(|(_, value)| *value))
        .collect();
    let overall = headline.iter().sum::<f64>() / f64::from(u32::try_from(headline.len())?);
    figures.push(("overall", Some(overall)));
    Ok(figures)
}

/// Gives a list of a JSON object; empty where there is none.
pub fn items<'value>(value: &'value Value, key: &str) -> &'value [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Gives a string of a JSON object; empty where there is none.
pub fn string<'value>(value: &'value Value, key: &str) -> &'value str {
    value[key].as_str().unwrap_or_default()
}

/// Gives the strings of a list.
pub fn strings<'value>(value: &'value Value, key: &str) -> Vec<&'value str> {
    items(value, key).iter().filter_map(Value::as_str).collect()
}

/// Gives the harmonic mean of precision and recall.
#[must_use]
pub fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}
