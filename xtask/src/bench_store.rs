//! How long do questions to a large case take?

use anyhow::{Context, Result, bail};
use std::{fs, path::Path, process::Command};

/// Measures a made-up case of so many events in a release build, and writes `reports/store.csv`.
///
/// # Errors
/// When the measurement fails or the report cannot be written.
pub fn bench_store(events: &str, root: &Path) -> Result<()> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let arguments = ["run", "--release", "--package", "layouts", "--example", "large_case", "--", events];
    let output = Command::new(cargo).args(arguments).current_dir(root).output().context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("the measurement failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    fs::write(root.join("reports/store.csv"), &output.stdout).context("reports/store.csv")?;
    eprint!("{}", String::from_utf8_lossy(&output.stdout));
    Ok(())
}
