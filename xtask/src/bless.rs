//! What comes out of the golden cases now?

use anyhow::{Context, Result, bail};
use std::process::Command;

/// Carries out `bless`: runs the golden cases and the catalogue of bad input, and writes what comes of them.
///
/// # Errors
/// Where cargo cannot be started or a case cannot be run.
pub fn bless() -> Result<()> {
    let status = Command::new(crate::test::cargo())
        .args(["test", "--quiet", "--package", "rashomon", "--test", "cases", "--test", "bad_input"])
        .env("RASHOMON_BLESS", "1")
        .status()
        .context("cargo cannot be started")?;
    if !status.success() {
        bail!(
            "the cases could not be blessed ({status}); `cargo test -p rashomon --test cases --test bad_input` says why"
        );
    }
    eprintln!("blessed; read `git diff cases docs` before you commit");
    Ok(())
}
