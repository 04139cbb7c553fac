//! How well are tellings of one happening brought together?
//!
//! `cargo xtask eval merge DATA` measures merging on three sets that others made, and writes `reports/merge.csv`.

mod chains;
mod grouping;
mod growth;
mod learn;
mod maverick;
mod strikes;

use anyhow::{Result, anyhow};
use grouping::Grouping;
use merge::{Settings, merge};
use rashomon::{Analyzer, Carried};
use schema::{DataFile, Document, Findings};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::path::Path;

pub use growth::eval_growth;
pub use learn::train_merge;

const SETTINGS: &str = "ontology/merging.toml";

/// Measures merging on the sets below `data` and writes `reports/merge.csv`.
///
/// # Errors
/// Files that cannot be read or written.
pub fn eval_merge(data: &Path, root: &Path) -> Result<()> {
    let settings = settings(root)?;
    let mut table =
        String::from("set,system,items,groups,b3_precision,b3_recall,b3_f1,pair_f1,muc_f1,ceafe_f1,conll_f1\n");
    for (set, file) in [("maverick", "maverick-dev"), ("maverick", "maverick-test")] {
        let path = data.join(format!("reconcile/{file}.jsonl"));
        if path.exists() {
            maverick::measure(set, &lines(&path)?, &settings, &mut table);
        }
    }
    let analyzer = Analyzer::load_or_explain(&Carried::new(Some(&root.join("data")))?)?;
    chains::measure(&lines(&data.join("coreference/ecbplus-val.jsonl"))?, root, &settings, &mut table)?;
    strikes::measure(&lines(&data.join("events/strikes-dev.jsonl"))?, &analyzer, &settings, &mut table);
    eprint!("{table}");
    Ok(std::fs::write(root.join("reports/merge.csv"), table)?)
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
    let mut found: BTreeMap<String, String> = truth.keys().map(|id| (id.clone(), id.clone())).collect();
    for event in &case.events {
        for mention in event.mentions.iter().filter(|mention| truth.contains_key(*mention)) {
            found.insert(mention.clone(), event.id.clone());
        }
    }
    found
}
