//! How many tokens a second does the whole analysis take on one core, and how long does loading take?
//!
//! `NEWS=PATH cargo bench -p language` reads the text of any file; without it, a paragraph of our own is repeated.
#![expect(clippy::print_stdout, reason = "printing is what a measurement is for")]

use language::{Model, analyze};
use schema::{DataFile, Span};
use std::time::Instant;

/// The best of so many runs counts: others share the machine.
const RUNS: usize = 7;

const OURS: &str = "Government forces shelled two villages in the northern countryside on Monday, killing at least \
    six civilians, activists said. A spokesman for the army denied the report and said that rebels had fired first. ";

fn main() -> std::io::Result<()> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models/en");
    let mut files = Vec::new();
    for name in Model::FILES {
        files.push(DataFile { path: format!("models/en/{name}"), bytes: std::fs::read(folder.join(name))? });
    }
    let start = Instant::now();
    let model = Model::load(&files, "en").map_err(|problems| std::io::Error::other(problems[0].to_string()))?;
    println!("loaded in {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    let text = std::env::var_os("NEWS").map_or_else(|| Ok(OURS.repeat(500)), std::fs::read_to_string)?;
    let documents: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut best = 0f64;
    for _ in 0..RUNS {
        let start = Instant::now();
        let tokens: usize =
            documents.iter().map(|text| analyze(text, &[Span::new(0, text.len())], &model).tokens.len()).sum();
        best = best.max(tokens as f64 / start.elapsed().as_secs_f64());
    }
    println!("{best:.0} tokens a second");
    Ok(())
}
