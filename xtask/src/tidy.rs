//! Does the tree keep the house rules that no compiler knows?

use anyhow::{Context, Result, bail};
use std::{
    fs,
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

const LONGEST_FILE: usize = 400;
const LONGEST_ARCHITECTURE: usize = 200;
const VAGUE_NAMES: [&str; 6] = ["util", "utils", "helper", "helpers", "common", "manager"];

/// Carries out `tidy`.
///
/// # Errors
/// Every breach, a line each.
pub fn tidy() -> Result<()> {
    let mut breaches = Vec::new();
    for path in sources()? {
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        breaches.extend(breaches_of(&path, &text));
    }
    let architecture = fs::read_to_string("ARCHITECTURE.md").context("ARCHITECTURE.md")?;
    if architecture.lines().count() > LONGEST_ARCHITECTURE {
        breaches.push(format!("ARCHITECTURE.md: longer than {LONGEST_ARCHITECTURE} lines; move detail to docs/"));
    }
    breaches.extend(crate::floors::fallen(Path::new("reports"))?);
    if breaches.is_empty() {
        return Ok(());
    }
    bail!("the house is untidy:\n{}", breaches.join("\n"))
}

fn sources() -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in ["crates", "xtask"].iter().flat_map(|root| WalkDir::new(root).sort_by_file_name()) {
        let path = entry?.into_path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
    Ok(paths)
}

fn breaches_of(path: &Path, text: &str) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut breach = |what: String| breaches.push(format!("{}: {what}", path.display()));
    if text.lines().count() > LONGEST_FILE {
        breach(format!("longer than {LONGEST_FILE} lines; split it by concept"));
    }
    if !text.starts_with("//!") {
        breach("does not open with the question it answers; begin with a //! line".into());
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    if VAGUE_NAMES.contains(&name.as_ref()) {
        breach("has a vague name; name the noun it defines".into());
    }
    for unfinished in [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("todo", "!("), concat!("unimplemented", "!(")]
    {
        if text.contains(unfinished) {
            breach(format!("holds {unfinished}; finish it or open an issue"));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_its_question_is_a_breach() {
        assert_eq!(breaches_of(Path::new("crates/x/src/helpers.rs"), "fn main() {}").len(), 2);
        assert!(breaches_of(Path::new("crates/x/src/place.rs"), "//! Where?").is_empty());
    }
}
