//! Which kinds of event are there?

use super::codes::Code;
use crate::pattern::{problem, tables};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A kind of event, as `data/ontology/event_kinds.toml` defines it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What counts as one.
    pub definition: String,
    /// A sentence that tells of one.
    pub example: String,
    /// True where it is told apart only so that nothing of it is taken for an event of the conflict: a road accident.
    #[serde(default)]
    pub outside: bool,
    /// What it is in the coding schemes, first what asks for more.
    pub codes: Vec<Code>,
    /// What a summary calls it: "airstrike".
    pub label: String,
    /// `blow`, `effect`, `control`, `force`, `speech` or `other`: an effect is told with the blow that caused it.
    pub family: String,
    /// True where nobody is only hit: both sides act.
    #[serde(default)]
    pub mutual: bool,
    /// Of two tellings of one blow the higher names the kind.
    #[serde(default)]
    pub rank: u8,
    /// Which numbers can be of one: `killed`, `wounded`, `captured`, …
    #[serde(default)]
    pub counts: Vec<String>,
}

const FAMILIES: [&str; 6] = ["blow", "effect", "control", "force", "speech", "other"];

/// Loads the kinds of event by key.
pub(super) fn load(file: &DataFile) -> Result<BTreeMap<String, Kind>, Vec<Problem>> {
    let mut kinds = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, line, table) in tables(file).map_err(|found| vec![found])? {
        match table.try_into::<Kind>() {
            Ok(kind) if !FAMILIES.contains(&kind.family.as_str()) => {
                let hint = format!("the families are {}", FAMILIES.join(", "));
                problems.push(problem(file, line, format!("[{name}]: {:?} is no family", kind.family), &hint));
            }
            Ok(kind) => {
                kinds.insert(name, kind);
            }
            Err(error) => {
                let hint = "a kind has definition, example, codes, label, family, rank and counts";
                problems.push(problem(file, line, format!("[{name}]: {}", error.message()), hint));
            }
        }
    }
    if problems.is_empty() { Ok(kinds) } else { Err(problems) }
}
