//! What do extraction and merging cost on one machine and on Spark?

use anyhow::{Context, Result, bail};
use std::path::Path;

/// Measures made-up articles and mentions of the wanted sizes, and writes `reports/scale.csv`.
///
/// # Errors
/// Which tool is missing, or where Spark does not give what one machine gives.
pub fn bench_spark(wanted: &[&str], root: &Path) -> Result<()> {
    crate::python::build(&["--release"])?;
    crate::test::build_release()?;
    let environment = root.join("target/python");
    let mut command = crate::python::in_environment(&environment, "python", &["bench/scale.py"])?;
    command.arg(root.join("reports/scale.csv")).args(wanted);
    let status = command.status().context("Python cannot be started")?;
    if !status.success() {
        bail!("the measurement failed: {status}");
    }
    Ok(())
}
