//! How much does each trait of an incident count, where the key says which of them are due a template?
//!
//! `cargo xtask train muc DATA` fits the log odds to the development part, and writes them to `xtask/src/muc/due.toml`. No
//! dispatch of the test parts is read.

use super::{fill, key, score};
use crate::eval_events::lines;
use anyhow::{Context, Result};
use rashomon::{Analyzer, Carried};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Passes over all incidents, and how strongly weights are drawn to nothing.
const PASSES: usize = 600;
const SHRINK: f64 = 20.0;

/// A trait that fewer incidents have than this says nothing.
const SEEN: usize = 12;

/// Learns what makes a template due.
///
/// # Errors
/// Files that cannot be read or written.
pub fn train_muc(data: &Path, root: &Path) -> Result<()> {
    let analyzer = Analyzer::load_or_explain(&Carried::new(Some(&root.join("data")))?)?;
    let translation = fill::Translation::load()?;
    let texts: Vec<key::Text> = lines(&data.join("templates/muc4-dev.jsonl"))?;
    let labeled = |text: &key::Text| {
        let (found, traits): (Vec<_>, Vec<_>) = fill::candidates(text, &analyzer, &translation).into_iter().unzip();
        let due = score::matched(&key::templates(text), &found);
        due.into_iter().zip(traits).collect::<Vec<_>>()
    };
    let incidents: Vec<(bool, fill::Traits)> = texts.par_iter().flat_map_iter(labeled).collect();
    let weights = fit(&incidents);
    let due = incidents.iter().filter(|(due, _)| *due).count();
    let mut file = format!(
        "# Log odds that a template is due, learned by `cargo xtask train muc DATA` from {} incidents of MUC-4's development part, {due} of them of the key.\n\n",
        incidents.len()
    );
    for (name, weight) in &weights {
        writeln!(file, "{name:?} = {weight:.2}")?;
    }
    std::fs::write(root.join("xtask/src/muc/due.toml"), file).context("due.toml")
}

/// Logistic regression, all incidents at once; the mean of each trait is taken as given, so that their sizes do not matter.
fn fit(incidents: &[(bool, fill::Traits)]) -> BTreeMap<String, f64> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for name in incidents.iter().flat_map(|(_, traits)| traits.keys()) {
        *seen.entry(name).or_default() += 1;
    }
    let names: Vec<&str> = seen.into_iter().filter(|(_, count)| *count >= SEEN).map(|(name, _)| name).collect();
    let index: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let rows: Vec<(f64, Vec<(usize, f64)>)> = incidents
        .iter()
        .map(|(due, traits)| {
            let own = traits.iter().filter_map(|(name, much)| Some((*index.get(name.as_str())?, *much)));
            (f64::from(u8::from(*due)), own.collect())
        })
        .collect();
    let mut weights = vec![0.0; names.len()];
    let mut moved = vec![1e-6; names.len()];
    for _ in 0..PASSES {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| weight * SHRINK).collect();
        for (due, traits) in &rows {
            let sum: f64 = traits.iter().map(|(at, much)| weights[*at] * much).sum();
            let error = 1.0 / (1.0 + (-sum).exp()) - due;
            traits.iter().for_each(|(at, much)| gradient[*at] += error * much);
        }
        for (at, step) in gradient.iter().enumerate() {
            moved[at] += step * step;
            weights[at] -= 0.2 * step / f64::sqrt(moved[at]);
        }
    }
    names.into_iter().map(str::to_owned).zip(weights).collect()
}

#[cfg(test)]
mod tests {
    use super::fit;
    use std::collections::BTreeMap;

    #[test]
    fn what_goes_with_the_key_counts_for_and_what_does_not_against() {
        let incident =
            |due: bool, name: &str| (due, BTreeMap::from([("always".to_owned(), 1.0), (name.to_owned(), 1.0)]));
        let incidents: Vec<_> =
            (0..200).map(|n| incident(n % 2 == 0, if n % 2 == 0 { "named" } else { "vague" })).collect();
        let weights = fit(&incidents);
        assert!(weights["named"] > 0.5 && weights["vague"] < -0.5, "{weights:?}");
    }
}
