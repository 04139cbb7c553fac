//! What is an event in the coding schemes of the field?
//!
//! Which type of ACLED, PLOVER, CAMEO and UCDP an event is depends on who does it to whom, and on whether it happened:
//! shots between soldiers and rebels are a battle, the same shots at villagers are violence against civilians.

use super::rules::Rules;
use crate::pattern::problem;
use schema::{DataFile, EventMention, Findings, Problem, Realis, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// One line of a kind's codes: what must hold, and what it then is. The first line that holds and states a code gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Code {
    /// Sides of `ontology/sides.toml`, one of which acts; `none` where nobody is named.
    pub agent: Vec<String>,
    /// Sides, one of which is hit.
    pub target: Vec<String>,
    /// Words, one of which stands in the trigger or the instrument.
    pub words: Vec<String>,
    /// Whether it is told as having happened.
    pub realis: Vec<Realis>,
    /// Event type and sub-event type of ACLED.
    pub acled: Option<String>,
    /// Event type of PLOVER.
    pub plover: Option<String>,
    /// Mode of PLOVER.
    pub mode: Option<String>,
    /// Code of CAMEO.
    pub cameo: Option<String>,
    /// Type of organized violence of UCDP.
    pub ucdp: Option<String>,
}

/// What an event mention is in the coding schemes; empty where a scheme has no such event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codes {
    /// "Battles / Armed clash"
    pub acled: String,
    /// "ASSAULT"
    pub plover: String,
    /// "firearms"
    pub mode: String,
    /// "190"
    pub cameo: String,
    /// "state-based"
    pub ucdp: String,
}

/// A side of a conflict as the schemes tell them apart.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Side {
    because: String,
    pub(super) kinds: BTreeSet<String>,
    words: BTreeSet<String>,
}

pub(super) type Sides = BTreeMap<String, Side>;

/// Loads `ontology/sides.toml`.
pub(super) fn load_sides(file: &DataFile) -> Result<Sides, Vec<Problem>> {
    let hint = "a side has `because`, `kinds` and `words`";
    let sides: Sides = crate::data::parse(file).map_err(|found| vec![found])?;
    let unsaid = sides.iter().filter(|(_, side)| side.because.trim().is_empty());
    let problems: Vec<Problem> =
        unsaid.map(|(name, _)| problem(file, 1, format!("[{name}] says no `because`"), hint)).collect();
    if problems.is_empty() { Ok(sides) } else { Err(problems) }
}

/// Gives the codes of an event mention of a document.
#[must_use]
pub fn codes(mention: &EventMention, findings: &Findings, text: &str, rules: &Rules) -> Codes {
    let Some(kind) = rules.kinds().get(&mention.kind) else { return Codes::default() };
    let sides = |roles: &[&str]| sides_of(mention, findings, text, rules, roles);
    let (agents, targets) = (sides(&["agent"]), sides(&["target", "victim", "beneficiary"]));
    let words = words_of(mention, text);
    let is_one = |asked: &[String], sides: &BTreeSet<&str>| {
        asked.is_empty() || asked.iter().any(|side| sides.contains(side.as_str()))
    };
    let holds = |code: &&Code| {
        is_one(&code.agent, &agents)
            && is_one(&code.target, &targets)
            && (code.words.is_empty() || code.words.iter().any(|word| words.contains(word)))
            && (code.realis.is_empty() || code.realis.contains(&mention.realis))
    };
    let first = |part: fn(&Code) -> Option<&String>| {
        kind.codes.iter().filter(holds).find_map(part).cloned().unwrap_or_default()
    };
    Codes {
        acled: first(|code| code.acled.as_ref()),
        plover: first(|code| code.plover.as_ref()),
        mode: first(|code| code.mode.as_ref()),
        cameo: first(|code| code.cameo.as_ref()),
        ucdp: first(|code| code.ucdp.as_ref()),
    }
}

fn sides_of<'r>(
    mention: &EventMention,
    findings: &Findings,
    text: &str,
    rules: &'r Rules,
    roles: &[&str],
) -> BTreeSet<&'r str> {
    let mut found = BTreeSet::new();
    for argument in mention.arguments.iter().filter(|argument| roles.contains(&argument.role.as_str())) {
        let actor = argument.actor.as_ref().and_then(|id| findings.actors.iter().find(|actor| actor.id == *id));
        let words = words_in(argument.span, text);
        let by_kind = |side: &Side| actor.is_some_and(|actor| side.kinds.contains(&actor.kind));
        let by_word = |side: &Side| side.words.iter().any(|word| words.contains(word));
        let spoken = rules.sides().iter().filter(|(_, side)| by_word(side)).map(|(name, _)| name.as_str());
        let before = found.len();
        found.extend(spoken);
        if found.len() == before {
            found.extend(rules.sides().iter().filter(|(_, side)| by_kind(side)).map(|(name, _)| name.as_str()));
        }
    }
    if found.is_empty() {
        found.insert("none");
    }
    found
}

/// Gives the words of the trigger and the instruments in lower case, without the plural's s as well.
fn words_of(mention: &EventMention, text: &str) -> BTreeSet<String> {
    let instruments = mention.arguments.iter().filter(|argument| argument.role == "instrument");
    let spans = instruments.map(|argument| argument.span).chain([mention.trigger]);
    spans.flat_map(|span| words_in(span, text)).collect()
}

fn words_in(span: Span, text: &str) -> BTreeSet<String> {
    let Some(part) = text.get(span.start..span.end) else { return BTreeSet::new() };
    let words = part.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let lower = words.map(str::to_lowercase);
    lower.flat_map(|word| [word.strip_suffix('s').unwrap_or(&word).to_owned(), word]).collect()
}
