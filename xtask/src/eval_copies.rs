//! Are copies told from accounts of their own, and what does a page cost in a case of any size?
//!
//! `reports/copies-pairs.csv` holds pairs of accounts of `news/fakes-dev.jsonl`, judged by hand: copies are the same
//! agency text shortened, re-headlined or with paragraphs added; the others tell of other happenings, many of them with
//! the same background in the same paper.

use crate::eval_pages::{cpu, publishers, ratio};
use anyhow::{Context, Result};
use merge::{Settings, merge};
use reader::inputs::{Columns, of_stream};
use schema::{Case, DataFile, Document, Findings};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// Pages of the made-up cases that are timed.
const SIZES: [usize; 2] = [10_000, 1_000_000];

/// Measures copies on the pairs, and the cost of finding them, and gives the table of `reports/copies.csv`.
///
/// # Errors
/// Files that cannot be read.
pub fn eval_copies(data: &Path, root: &Path) -> Result<String> {
    let path = root.join("data/ontology/merging.toml");
    let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
    let settings = Settings::load(&[DataFile { path: "ontology/merging.toml".into(), bytes }])
        .map_err(|problems| anyhow::anyhow!("{}", problems[0]))?;
    let (documents, ids) = documents(&data.join("news/fakes-dev.jsonl"), root)?;
    let case = merged(documents, &settings);
    let origins: BTreeMap<&str, &str> = case
        .documents
        .iter()
        .map(|document| (document.id.as_str(), document.copy_of.as_deref().unwrap_or(&document.id)))
        .collect();
    let pairs = fs::read_to_string(root.join("reports/copies-pairs.csv")).context("reports/copies-pairs.csv")?;
    let (mut right, mut wrong, mut missed, mut apart) = (0, 0, 0, 0);
    for line in pairs.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [one, other, copy] = cells.as_slice() else { continue };
        let origin = |id: &str| ids.get(id).and_then(|id| origins.get(id.as_str())).copied().context("an id of a pair");
        match (origin(one)? == origin(other)?, *copy == "yes") {
            (true, true) => right += 1,
            (true, false) => wrong += 1,
            (false, true) => missed += 1,
            (false, false) => apart += 1,
        }
        if (origin(one)? == origin(other)?) != (*copy == "yes") {
            eprintln!("wrong: {line}");
        }
    }
    let mut table = String::from("system,figure,value\n");
    let mut row = |figure: &str, value: f64| writeln!(table, "rashomon,{figure},{value:.3}");
    row("pairs", ratio(right + wrong + missed + apart, 1))?;
    row("precision", ratio(right, right + wrong))?;
    row("recall", ratio(right, right + missed))?;
    for size in SIZES {
        let documents: Vec<Document> = (0..size).map(|n| made_up(&case.documents[0], n)).collect();
        let start = cpu();
        let found = merged(documents, &settings);
        anyhow::ensure!(found.documents.len() == size, "pages were lost");
        row(&format!("microseconds_per_page_of_{size}"), (cpu() - start) * 1e6 / ratio(size, 1))?;
    }
    Ok(table)
}

fn merged(documents: Vec<Document>, settings: &Settings) -> Case {
    let findings = |document: &Document| Findings { document: document.id.clone(), ..Findings::default() };
    merge(
        documents.into_iter().map(|document| (findings(&document), document)).map(|(f, d)| (d, f)).collect(),
        settings,
    )
}

/// Reads the accounts; their ids in the file lead to those of the documents.
fn documents(path: &Path, root: &Path) -> Result<(Vec<Document>, BTreeMap<String, String>)> {
    let publishers = publishers(root)?;
    let bytes = fs::read(root.join("data/sources/columns.toml")).context("data/sources/columns.toml")?;
    let mut columns = Columns::load(&[DataFile { path: "sources/columns.toml".into(), bytes }])
        .map_err(|problems| anyhow::anyhow!("{}", problems[0]))?;
    columns.map("source=outlet").map_err(anyhow::Error::msg)?;
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let (mut documents, mut ids) = (Vec::new(), BTreeMap::new());
    for line in text.lines() {
        let id = serde_json::from_str::<serde_json::Value>(line)?["id"].as_str().unwrap_or_default().to_owned();
        let _ = of_stream("row.jsonl", line.as_bytes(), &columns, &mut |found| {
            if let Some(document) = found.ok().and_then(|found| reader::read_found(&found, &publishers).ok()) {
                ids.insert(id.clone(), document.id.clone());
                documents.push(document);
            }
            ControlFlow::Continue(())
        });
    }
    documents.sort_by(|one, other| one.id.cmp(&other.id));
    documents.dedup_by(|one, other| one.id == other.id);
    Ok((documents, ids))
}

/// An account of 120 words drawn by a fixed rule; every tenth copies the one before it and adds a sentence.
fn made_up(like: &Document, n: usize) -> Document {
    let (seed, extra) = if n % 10 == 9 { (n - 1, " The governor said that roads would open soon.") } else { (n, "") };
    let mut state = seed as u64 + 1;
    let words: Vec<String> = (0..120)
        .map(|_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("word{}", state >> 50)
        })
        .collect();
    let text = words.join(" ") + extra;
    Document {
        id: format!("D-{n:012}"),
        path: format!("{n}.txt"),
        text,
        sections: Vec::new(),
        copy_of: None,
        ..like.clone()
    }
}
