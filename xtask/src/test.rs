//! Does everything hold that CI checks?

use anyhow::{Context, Result, bail};
use std::process::Command;

/// Each step with what it is for; the first that fails ends the test.
const STEPS: &[(&str, &[&str])] = &[
    ("formatting", &["fmt", "--all", "--check"]),
    ("lints", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]),
    ("tests", &["test", "--workspace", "--locked", "--no-fail-fast"]),
    ("rules", &["run", "--locked", "--package", "rashomon", "--", "check", "data"]),
];

/// Carries out `test`.
///
/// # Errors
/// Which step failed, or which tool is missing.
pub fn test() -> Result<()> {
    crate::tidy::tidy()?;
    crate::supply::supply(std::path::Path::new("."))?;
    for (name, arguments) in STEPS {
        eprintln!("== {name}: cargo {}", arguments.join(" "));
        match Command::new(cargo()).args(*arguments).status() {
            Ok(status) if status.success() => {}
            Ok(status) => bail!("{name}: {status}; run `cargo {}` to see it alone", arguments.join(" ")),
            Err(error) => {
                bail!("{name}: cargo cannot be started ({error}); install the Rust toolchain with rustfmt and clippy")
            }
        }
    }
    crate::python::python()?;
    crate::browser::browser(std::path::Path::new("."))?;
    eprintln!("everything holds");
    Ok(())
}

/// The cargo that runs this program, or the one on the path.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())
}

/// Builds the program as people have it.
///
/// # Errors
/// When cargo cannot be started, or the build fails.
pub fn build_release() -> Result<()> {
    let built = Command::new(cargo()).args(["build", "--release", "--package", "rashomon"]).status();
    let built = built.context("building cannot be started")?;
    if built.success() { Ok(()) } else { bail!("building: {built}") }
}
