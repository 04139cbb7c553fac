//! `cargo xtask train ../shared/data`: learns `models/en/` from the free treebanks.

use anyhow::{Context, Result, anyhow};
use language::training::{self, Plan, treebank};
use schema::DataFile;
use std::path::Path;

/// The treebanks, and how often each is read in one pass; the project's own sentences count more than others.
const TREEBANKS: [&str; 2] = ["syntax/en_ewt-train.conllu", "syntax/en_gum-train.conllu"];
const OWN: &str = "models/en/conflict.conllu";
const OWN_COPIES: usize = 3;

/// Learns tagger, parser and lemmas, and writes them below `root`.
pub fn train(data: &Path, root: &Path) -> Result<()> {
    train_with(data, root, Plan::default())
}

/// Learns by a plan of one's own: fewer passes for a trial.
pub fn train_with(data: &Path, root: &Path, plan: Plan) -> Result<()> {
    let mut sentences = Vec::new();
    for path in TREEBANKS {
        sentences.extend(read(&data.join(path))?);
    }
    if root.join(OWN).exists() {
        let own = read(&root.join(OWN))?;
        (0..OWN_COPIES).for_each(|_| sentences.extend(own.iter().cloned()));
    }
    let words: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    eprintln!("{} sentences, {words} words", sentences.len());
    for file in training::train(&sentences, plan)? {
        eprintln!("{} {} kB", file.path, file.bytes.len() / 1000);
        std::fs::write(root.join(&file.path), &file.bytes).with_context(|| file.path.clone())?;
    }
    Ok(())
}

/// Reads one treebank; the first problem is the error.
pub fn read(path: &Path) -> Result<Vec<treebank::Sentence>> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    let file = DataFile { path: path.display().to_string(), bytes };
    treebank::read(&file).map_err(|problems| problems.first().map_or_else(|| anyhow!("no problem"), |p| anyhow!("{p}")))
}
