//! How well are tellings of one happening brought together?
//!
//! `cargo xtask eval merge DATA` measures merging on three sets that others made, and writes `reports/merge.csv` and, with what
//! went wrong and why, `reports/merge-misses.csv`.

mod chains;
mod grouping;
mod growth;
mod learn;
mod maverick;
mod misses;
mod strikes;

use anyhow::{Context, Result, anyhow};
use grouping::{Grouping, row};
use merge::{Settings, evidence, merge};
use misses::{Misses, Trial};
use rashomon::{Analyzer, Carried};
use schema::{DataFile, Document, Findings};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

pub use growth::eval_growth;
pub use learn::train_merge;

const SETTINGS: &str = "ontology/merging.toml";

/// Measures merging on the sets below `data` and writes `reports/merge.csv` and `reports/merge-misses.csv`.
///
/// # Errors
/// Files that cannot be read or written.
pub fn eval_merge(data: &Path, root: &Path) -> Result<()> {
    let settings = settings(root)?;
    let mut book = Book::open(root)?;
    for (set, file) in [("maverick", "maverick-dev"), ("maverick", "maverick-test")] {
        let path = data.join(format!("reconcile/{file}.jsonl"));
        if path.exists() {
            maverick::measure(set, &lines(&path)?, &settings, &mut book);
        }
    }
    let analyzer = Analyzer::load_or_explain(&Carried::new(Some(&root.join("data")))?)?;
    chains::measure(&lines(&data.join("coreference/ecbplus-val.jsonl"))?, root, &settings, &mut book)?;
    strikes::measure(&lines(&data.join("events/strikes-dev.jsonl"))?, &analyzer, &settings, &mut book);
    eprint!("{}\n{}", book.table, book.misses.table);
    std::fs::write(root.join("target/merge-misses.tsv"), book.misses.list)?;
    std::fs::write(root.join("reports/merge-misses.csv"), book.misses.table)?;
    Ok(std::fs::write(root.join("reports/merge.csv"), book.table)?)
}

/// The figures of all sets, and what went wrong in them.
struct Book {
    table: String,
    misses: Misses,
}

impl Book {
    fn open(root: &Path) -> Result<Self> {
        let file: toml::Table = std::fs::read_to_string(root.join("data").join(SETTINGS))?.parse()?;
        let table = |name: &str| -> Result<BTreeMap<String, f64>> {
            let weights = file.get(name).and_then(toml::Value::as_table).with_context(|| format!("[{name}]"))?;
            Ok(weights.iter().filter_map(|(name, weight)| Some((name.clone(), weight.as_float()?))).collect())
        };
        Ok(Self {
            table: String::from(
                "set,system,items,groups,b3_precision,b3_recall,b3_f1,pair_f1,muc_f1,ceafe_f1,conll_f1\n",
            ),
            misses: Misses {
                weights: [table("weights")?, table("coded")?],
                table: String::from("set,wrongly,because,pairs\n"),
                list: String::new(),
            },
        })
    }

    /// Writes the line of a rule that merging is compared with.
    fn beside(&mut self, set: &str, rule: &str, truth: &Grouping, found: &Grouping) {
        self.table.push_str(&row(set, rule, truth, found));
    }

    /// Writes the line of merging itself, and explains its misses.
    fn merged(&mut self, trial: &Trial<'_>, evidence: &[merge::Evidence]) {
        self.table.push_str(&row(trial.set, "merge", trial.truth, trial.found));
        trial.explain(evidence, &mut self.misses);
    }

    /// Merges accounts whose items are mentions.
    fn mentions(&mut self, set: &str, accounts: Vec<(Document, Findings)>, truth: &Grouping, settings: &Settings) {
        let met = evidence(accounts.clone(), settings);
        let found = merged(accounts, truth, settings);
        let items: Grouping = alone(truth);
        self.merged(&Trial { set, truth, found: &found, items: &items }, &met);
    }
}

/// Puts every item into a group of its own.
fn alone(truth: &Grouping) -> Grouping {
    truth.keys().map(|id| (id.clone(), id.clone())).collect()
}

fn settings(root: &Path) -> Result<Settings> {
    let bytes = std::fs::read(root.join("data").join(SETTINGS))?;
    let kinds = std::fs::read(root.join("data/ontology/event_kinds.toml"))?;
    let files = [(SETTINGS, bytes), ("ontology/event_kinds.toml", kinds)]
        .map(|(path, bytes)| DataFile { path: path.into(), bytes });
    Settings::load(&files).map_err(|problems| anyhow!("{}", problems[0]))
}

fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).map_err(|error| anyhow!("{}: {error}", path.display()))?;
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// Merges accounts and tells which event each mention of `truth` went to; one in no event stands alone.
fn merged(accounts: Vec<(Document, Findings)>, truth: &Grouping, settings: &Settings) -> Grouping {
    let case = merge(accounts, settings);
    let mut found = alone(truth);
    for event in &case.events {
        for mention in event.mentions.iter().filter(|mention| truth.contains_key(*mention)) {
            found.insert(mention.clone(), event.id.clone());
        }
    }
    found
}
