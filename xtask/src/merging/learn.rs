//! What do free hand-coded reports teach about the weights of merging?
//!
//! `cargo xtask train merge DATA` fits the log odds of `data/ontology/merging.toml` that reports can tell of, and writes them
//! there, into the table `[coded]`; the weights of what is told in words are left as they are, and comments stay.

use super::{SETTINGS, lines, maverick, settings};
use anyhow::{Context, Result};
use review::{Pair, Plan, Weights, fit};
use std::collections::BTreeMap;
use std::path::Path;
use toml_edit::{DocumentMut, value};

/// Passes over all pairs.
const PASSES: usize = 30;

/// Keeps weights small that little speaks for.
const SHRINK: f64 = 1e-4;

/// Weights that reports with hardly any kinds and districts would teach wrongly.
const FIXED: [&str; 5] = ["kind", "rare_kind", "other_kind", "within", "elsewhere"];

/// Learns what can be learned from `reconcile/maverick-dev.jsonl`.
///
/// # Errors
/// Files that cannot be read or written.
pub fn train_merge(data: &Path, root: &Path) -> Result<()> {
    let path = root.join("data").join(SETTINGS);
    let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut file: DocumentMut = text.parse()?;
    let reports: Vec<maverick::Report> = lines(&data.join("reconcile/maverick-dev.jsonl"))?;
    let (accounts, truth) = maverick::accounts_of(&reports);
    let same = |pair: &[String; 2]| truth[&pair[0]] == truth[&pair[1]];
    let named = |traits: Vec<merge::Trait>| traits.into_iter().map(|(name, share)| (name.to_owned(), share)).collect();
    let evidence = merge::evidence(accounts, &settings(root)?);
    let pairs: Vec<Pair> = evidence
        .into_iter()
        .filter(|found| found.barred.is_none())
        .map(|found| (same(&found.pair), named(found.traits)))
        .collect();
    let weights = file["coded"].as_table_mut().context("[coded]")?;
    let mut learned: Weights = BTreeMap::new();
    for name in pairs.iter().flat_map(|pair| &pair.1).map(|(name, _)| name) {
        let now = weights[name].as_float().with_context(|| format!("{name} is no number"))?;
        learned.entry(name.clone()).or_insert(now);
    }
    fit(&pairs, &mut learned, &Plan { passes: PASSES, shrink: SHRINK, hold: 0.0, fixed: &FIXED });
    eprintln!("{} pairs", pairs.len());
    for (name, weight) in learned.iter().filter(|(name, _)| !FIXED.contains(&name.as_str())) {
        eprintln!("{name} = {weight:.2}");
        let decor = weights[name].as_value().map(|old| old.decor().clone());
        weights[name] = value((weight * 100.0).round() / 100.0);
        if let (Some(decor), Some(new)) = (decor, weights[name].as_value_mut()) {
            *new.decor_mut() = decor;
        }
    }
    std::fs::write(&path, file.to_string()).with_context(|| path.display().to_string())
}
