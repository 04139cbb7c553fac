//! What do other programs make of the same texts?

use anyhow::{Context, Result, anyhow, ensure};
use std::{
    env,
    io::Write,
    process::{Command, Stdio},
};

/// Lets a Python run a script that reads one JSON string a line; gives what it prints.
///
/// # Errors
/// Where it cannot be started or fails, mostly because it lacks a package.
pub fn told<T: AsRef<str>>(python: &str, script: &str, texts: &[T]) -> Result<String> {
    let mut child = Command::new(python)
        .args(["-c", script])
        .current_dir(env::temp_dir())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{python} cannot be started"))?;
    let mut input = child.stdin.take().context("no way to tell it the texts")?;
    let lines = texts.iter().map(|text| serde_json::to_string(text.as_ref()));
    let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
    // Both write at once: a full pipe must not stop the other.
    let writer = std::thread::spawn(move || lines.iter().try_for_each(|line| writeln!(input, "{line}")));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| anyhow!("the texts could not be told"))??;
    ensure!(output.status.success(), "{python}: {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}
