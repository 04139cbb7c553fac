//! How good is the program, in figures that everybody can compute again?

use anyhow::{Context, Result, bail};
use rashomon::gold::measure;
use std::{fmt::Write, fs, path::Path};

/// Carries out `eval`: runs the program on each gold folder, prints the figures and writes `reports/gold.csv`.
///
/// # Errors
/// Where a folder is no gold case, or the run itself fails.
pub fn eval(arguments: &[&str]) -> Result<()> {
    let folders: Vec<&Path> = match arguments {
        ["--gold", rest @ ..] if !rest.is_empty() => {
            rest.iter().filter(|word| **word != "--gold").map(|word| Path::new(*word)).collect()
        }
        _ => bail!("eval needs --gold DIR, a folder with docs/ and gold.toml"),
    };
    let mut report = String::from("case,figure,value\n");
    for folder in folders {
        let case = folder.file_name().map_or_else(|| "case".into(), |name| name.to_string_lossy().into_owned());
        let figures = measure(folder, None, Path::new("target/eval"))?;
        eprintln!("{case}");
        for (name, value) in &figures {
            let shown = value.map_or_else(|| "-".into(), |value| format!("{value:.3}"));
            eprintln!("{name:24} {shown}");
            let _ = writeln!(report, "{case},{name},{shown}");
        }
    }
    fs::write("reports/gold.csv", report).context("reports/gold.csv")
}
