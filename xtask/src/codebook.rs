//! `cargo xtask codebook`: what is an event of each kind, in words and in the codes of others?

use anyhow::{Context, Result, anyhow};
use extract::events::{Code, Kind, Rules};
use std::fmt::Write;
use std::path::Path;

/// Writes `docs/codebook.md` below `root` from `data/ontology` and the rules.
///
/// # Errors
/// Every problem of the data files.
pub fn codebook(root: &Path) -> Result<()> {
    std::fs::write(root.join("docs/codebook.md"), text(root)?).context("docs/codebook.md")
}

/// Gives the codebook as it should read now.
fn text(root: &Path) -> Result<String> {
    let files = rashomon::data_files(&root.join("data"))?;
    let rules = Rules::load(&files).map_err(|problems| anyhow!("{problems:?}"))?;
    let mut text = String::from(
        "# Codebook\n\n\
         Written by `cargo xtask codebook` from `data/ontology/event_kinds.toml` and `data/en/events`; edit those.\n\n\
         The first line of a table that holds and states a code gives it; `-` leaves it to a line below.\n\
         The sides (`state`, `police`, `rebel`, `crowd`, `civilian`) are those of `data/ontology/sides.toml`; `none` is nobody named.\n",
    );
    for (name, kind) in rules.kinds() {
        write!(text, "\n## {name}\n\n{}\n\n> {}\n", kind.definition, kind.example)?;
        if kind.outside {
            text.push_str("\nIt is found only to be kept out of a case.\n");
        }
        write_codes(&mut text, kind)?;
        let ids = rules.all().iter().filter(|rule| rule.kind == *name);
        let ids: Vec<String> = ids.filter_map(|rule| Some(format!("`{}`", rule.id.rsplit('/').next()?))).collect();
        if !ids.is_empty() {
            write!(text, "\nFound by {}.\n", ids.join(", "))?;
        }
        if !kind.counts.is_empty() {
            write!(text, "\nIts numbers: {}.\n", kind.counts.join(", "))?;
        }
    }
    Ok(text)
}

fn write_codes(text: &mut String, kind: &Kind) -> Result<()> {
    if kind.codes.is_empty() {
        return Ok(());
    }
    text.push_str("\n| where | ACLED | PLOVER | mode | CAMEO | UCDP |\n| --- | --- | --- | --- | --- | --- |\n");
    for code in &kind.codes {
        let cell = |part: &Option<String>| part.clone().unwrap_or_else(|| "-".into());
        let (acled, plover, mode) = (cell(&code.acled), cell(&code.plover), cell(&code.mode));
        writeln!(
            text,
            "| {} | {acled} | {plover} | {mode} | {} | {} |",
            holds(code),
            cell(&code.cameo),
            cell(&code.ucdp)
        )?;
    }
    Ok(())
}

/// Says in words when a line holds.
fn holds(code: &Code) -> String {
    let realis: Vec<String> = code.realis.iter().map(|realis| format!("{realis:?}").to_lowercase()).collect();
    let parts = [("agent", &code.agent), ("target", &code.target), ("words", &code.words), ("told as", &realis)];
    let said: Vec<String> = parts
        .iter()
        .filter(|(_, values)| !values.is_empty())
        .map(|(name, values)| format!("{name}: {}", values.join(" or ")))
        .collect();
    if said.is_empty() { "otherwise".into() } else { said.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::text;
    use std::path::Path;

    #[test]
    fn the_codebook_is_current() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project's root");
        let written = std::fs::read_to_string(root.join("docs/codebook.md")).expect("docs/codebook.md");
        let hint = "run `cargo xtask codebook`";
        assert_eq!(written, text(root).expect("the data files load"), "{hint}");
    }
}
