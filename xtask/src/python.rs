//! Does the Python package give the same case, on one machine and on Spark?

use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What the tests need beside the package itself.
const NEEDS: &[&str] = &[
    "maturin>=1.9,<2",
    "pyarrow>=15",
    "pandas>=2",
    "pytest>=8",
    "pyspark>=4.0,<5",
    // They read our exports and ask our API; pinned, for what they find changes with their versions.
    "duckdb==2.0.0",
    "pyogrio==0.13.0",
    "schemathesis==4.32.5",
];

/// Builds the package and runs its tests.
///
/// # Errors
/// Which tool is missing and how to get it, or which tests failed.
pub fn python() -> Result<()> {
    build(&[])?;
    carry_out(Command::new(crate::test::cargo()).args(["build", "--package", "rashomon"]), "building the program")?;
    let environment = PathBuf::from("target/python");
    carry_out(&mut in_environment(&environment, "pytest", &["-q", "tests"])?, "tests of the Python package")
}

/// Builds the package into an environment of its own below `target/`.
///
/// # Errors
/// Which tool is missing and how to get it.
pub fn build(how: &[&str]) -> Result<()> {
    wanted("python3", &["--version"], "install Python 3.9 or newer with venv (Debian: python3 python3-venv)")?;
    wanted("java", &["-version"], "install a Java runtime, which Spark runs on (Debian: default-jre-headless)")?;
    let environment = PathBuf::from("target/python");
    let python = environment.join("bin/python");
    if !python.exists() {
        carry_out(Command::new("python3").args(["-m", "venv"]).arg(&environment), "an environment for Python")?;
    }
    let installed = environment.join("installed");
    if fs::read_to_string(&installed).unwrap_or_default() != NEEDS.join("\n") {
        let mut pip = Command::new(&python);
        carry_out(pip.args(["-m", "pip", "install", "--quiet"]).args(NEEDS), "Python packages")?;
        fs::write(&installed, NEEDS.join("\n")).context("target/python/installed")?;
    }
    let develop = [&["develop", "--quiet"][..], how].concat();
    carry_out(&mut in_environment(&environment, "maturin", &develop)?, "building the Python package")
}

fn wanted(program: &str, arguments: &[&str], hint: &str) -> Result<()> {
    match Command::new(program).args(arguments).output() {
        Ok(output) if output.status.success() => Ok(()),
        _ => bail!("{program} is missing: {hint}"),
    }
}

/// Gives a command of the environment, run in the package's folder.
pub fn in_environment(environment: &Path, program: &str, arguments: &[&str]) -> Result<Command> {
    let environment = environment.canonicalize().context("target/python")?;
    let mut command = Command::new(environment.join("bin").join(program));
    command.args(arguments).current_dir("crates/python");
    command.env("VIRTUAL_ENV", &environment).env("PYSPARK_PYTHON", environment.join("bin/python"));
    Ok(command)
}

fn carry_out(command: &mut Command, what: &str) -> Result<()> {
    eprintln!("== {what}");
    let status = command.status().with_context(|| format!("{what}: {:?} cannot be started", command.get_program()))?;
    if !status.success() {
        bail!("{what}: {status}");
    }
    Ok(())
}
