//! What do people decide about merging, and where is it written?
//!
//! All of it stands in `data/ontology/merging.toml`, with a comment beside each value.

use crate::meanings::Meanings;
use crate::wording::{Kind, Naming};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use toml::Spanned;

/// Path of the file below `data/`.
const FILE: &str = "ontology/merging.toml";

/// Path of the list of kinds of actor.
const ACTOR_KINDS: &str = "ontology/actor_kinds.toml";

#[derive(Deserialize)]
struct ActorKinds {
    kind: Vec<ActorKind>,
}

#[derive(Deserialize)]
struct ActorKind {
    id: String,
}

/// Weights, windows and words for merging.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub(crate) thresholds: Thresholds,
    pub(crate) weights: Weights,
    pub(crate) coded: Weights,
    pub(crate) windows: Windows,
    pub(crate) distances: Distances,
    pub(crate) copies: Copies,
    pub(crate) blocks: Blocks,
    pub(crate) stories: Stories,
    pub(crate) events: Events,
    pub(crate) episodes: Episodes,
    pub(crate) symmetric: Kinds,
    pub(crate) said: Kinds,
    pub(crate) vague: Vague,
    pub(crate) summary: Naming,
    pub(crate) fitting: Vec<Fitting>,
    pub(crate) resuming: Resuming,
    pub(crate) counted: BTreeMap<String, String>,
    alike: Vec<Alike>,
    #[serde(rename = "meaning")]
    pub(crate) meanings: Meanings,
    #[serde(rename = "kind")]
    pub(crate) kinds: Vec<Kind>,
    #[serde(skip)]
    likeness: HashMap<String, HashMap<String, f64>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Thresholds {
    pub sure: f64,
    pub join: f64,
    pub average: f64,
    pub note: f64,
    pub strangers: f64,
    pub sides: f64,
}

/// Log odds; what each means stands beside its value. One that a table does not name weighs nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Weights {
    pub start: f64,
    pub kind: f64,
    pub rare_kind: f64,
    pub other_kind: f64,
    pub planned: f64,
    pub day: f64,
    pub rare_day: f64,
    pub wide: f64,
    pub next_day: f64,
    pub second_day: f64,
    pub further_day: f64,
    pub published: f64,
    pub stale: f64,
    pub drift: f64,
    pub place: f64,
    pub rare_place: f64,
    pub area: f64,
    pub rare_area: f64,
    pub country: f64,
    pub abroad: f64,
    pub distance: f64,
    pub within: f64,
    pub elsewhere: f64,
    pub other_name: f64,
    pub agent: f64,
    pub other_agent: f64,
    pub own_sides: f64,
    pub target: f64,
    pub other_target: f64,
    pub both_sides: f64,
    pub swapped: f64,
    pub rare_actor: f64,
    pub vague_actor: f64,
    pub number: f64,
    pub large_number: f64,
    pub number_range: f64,
    pub other_number: f64,
    pub own_number: f64,
    pub two_numbers: f64,
    pub one_number: f64,
    pub bare: f64,
    pub words: f64,
    pub story: f64,
    pub other_story: f64,
    pub copy: f64,
    pub headline: f64,
    pub beside: f64,
    pub resumed: f64,
    pub another: f64,
    pub answer: f64,
    pub sequence: f64,
    pub turn: f64,
    pub other_turn: f64,
    pub twice_a_day: f64,
    pub outlet: f64,
    pub occasion: f64,
    pub other_occasion: f64,
    pub crowd: f64,
    pub listed: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Windows {
    pub exclusive_days: i32,
    pub inferred_days: i32,
    pub implied: f64,
    pub lent: f64,
    pub published_days: i32,
    pub stale_days: i32,
    pub inference_days: i32,
    pub sharp_days: i32,
    pub lead: usize,
}

impl Windows {
    /// Gives how many days apart two happenings can be one at most.
    pub fn widest(&self) -> i32 {
        self.exclusive_days.max(self.inferred_days)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Distances {
    pub near_km: f64,
    pub apart_km: f64,
    pub area_km: f64,
    pub implied: f64,
    pub named: f64,
    pub taken: BTreeSet<String>,
    pub taken_km: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Copies {
    pub words: usize,
    pub least: usize,
    pub share: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Blocks {
    pub most: usize,
    pub rare: u32,
    pub kinds: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Events {
    pub from_comments: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Kinds {
    pub kinds: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stories {
    pub common: f64,
    pub retold: f64,
    pub repeated: f64,
    pub toll: u64,
}

/// When an event is part of a larger one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Episodes {
    pub leads: BTreeSet<String>,
    pub parts: BTreeSet<String>,
    pub least: usize,
    pub before_days: i32,
    pub after_days: i32,
}

/// Kinds of actor too wide to contradict a name, and how much it counts that two tellings share one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Vague {
    pub kinds: BTreeSet<String>,
    pub nobody: BTreeSet<String>,
    pub share: f64,
    pub alliances: BTreeSet<String>,
    pub bodies: BTreeSet<String>,
}

/// Kinds of actor of one sort: "terrorists" may be a rebel group, but not an army.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fitting {
    pub kinds: BTreeSet<String>,
    /// Kinds of event that only this sort does.
    #[serde(default)]
    pub deeds: BTreeSet<String>,
}

impl Fitting {
    /// Tells whether both kinds are of this sort.
    pub fn holds(&self, one: &str, other: &str) -> bool {
        self.kinds.contains(one) && self.kinds.contains(other)
    }
}

/// Tells whether one of the words stands in the text.
fn holds(words: &[String], text: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric()).any(|word| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
}

/// Words before a happening that take up one told before, or say which of several it is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Resuming {
    words: Vec<String>,
    another: Vec<String>,
    answers: Vec<String>,
    parts: Vec<String>,
    turns: BTreeMap<String, u8>,
}

impl Resuming {
    /// Tells whether one of the last two words before a happening takes up something told before.
    pub fn takes_up(&self, before: &str) -> bool {
        let mut last = before.split_whitespace().rev().take(2);
        last.any(|word| self.words.iter().any(|known| known.eq_ignore_ascii_case(word)))
    }

    /// Tells whether the words say that a happening is none of those told before: "in *another* attack".
    pub fn is_another(&self, before: &str) -> bool {
        holds(&self.another, before)
    }

    /// Tells whether a clause says that its happening answers another: "the army *retaliated* with artillery".
    pub fn answers(&self, clause: &str) -> bool {
        holds(&self.answers, clause)
    }

    /// Tells whether the words between two happenings say that one came after the other.
    pub fn parts(&self, between: &str) -> bool {
        holds(&self.parts, between)
    }

    /// Gives which of several a happening is: "the *third* drone", "the *first of* two".
    pub fn turn(&self, before: &str) -> Option<u8> {
        let words: Vec<String> = before.split_whitespace().rev().take(3).map(str::to_lowercase).collect();
        let known = |at: usize| {
            let pair = at.checked_sub(1).and_then(|next| self.turns.get(&format!("{} {}", words[at], words[next])));
            pair.or_else(|| self.turns.get(&words[at])).copied()
        };
        (0..words.len()).find_map(known)
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Alike {
    kinds: Vec<String>,
    share: Spanned<f64>,
    #[expect(dead_code, reason = "the reason is for the people who read the file; asking for it keeps it there")]
    because: String,
}

impl Settings {
    /// Loads `data/ontology/merging.toml`.
    ///
    /// # Errors
    /// Every problem of that file.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let Some(file) = files.iter().find(|file| file.path == FILE) else {
            return Err(vec![problem(1, "there is no such file", "put it back, or leave out --data")]);
        };
        let text = file.text().map_err(|problem| vec![problem])?;
        let mut settings: Self = toml::from_str(text).map_err(|error| {
            let line = line_of(text, error.span().map_or(0, |span| span.start));
            vec![problem(line, error.message(), "compare with the file that comes with the program")]
        })?;
        let mut problems = settings.check(text);
        problems.extend(settings.check_actor_kinds(files, text));
        if !problems.is_empty() {
            return Err(problems);
        }
        settings.likeness = settings.table();
        Ok(settings)
    }

    /// Gives how alike two kinds are, from 0 to 1; none where one happening cannot be both.
    pub(crate) fn likeness(&self, one: &str, other: &str) -> Option<f64> {
        if one == other {
            return Some(1.0);
        }
        self.likeness.get(one)?.get(other).copied()
    }

    /// Reports kinds of event that nothing describes, and shares that are none.
    fn check(&self, text: &str) -> Vec<Problem> {
        let known: BTreeSet<&str> = self.kinds.iter().map(|kind| kind.id.as_str()).collect();
        let lists = [&self.episodes.leads, &self.episodes.parts, &self.symmetric.kinds, &self.said.kinds];
        let deeds = self.fitting.iter().map(|sort| &sort.deeds);
        let lists = lists.into_iter().chain([&self.distances.taken]).chain(deeds);
        let listed = lists.flatten().chain(self.alike.iter().flat_map(|alike| &alike.kinds));
        let mut problems = unknown(listed, &known, text, "there is no [[kind]] with the id", "add the kind");
        for alike in self.alike.iter().filter(|alike| !(0.0..=1.0).contains(alike.share.get_ref())) {
            let line = line_of(text, alike.share.span().start);
            problems.push(problem(line, "the share is not between 0 and 1", "1 makes the kinds equal"));
        }
        problems
    }

    /// Reports kinds of actor that `actor_kinds.toml` does not know.
    fn check_actor_kinds(&self, files: &[DataFile], text: &str) -> Vec<Problem> {
        let Some(file) = files.iter().find(|file| file.path == ACTOR_KINDS) else { return Vec::new() };
        let Ok(known) = toml::from_str::<ActorKinds>(file.text().unwrap_or_default()) else { return Vec::new() };
        let known = known.kind.iter().map(|kind| kind.id.as_str()).collect();
        let listed = self.vague.kinds.iter().chain(&self.vague.alliances).chain(&self.summary.armed);
        let listed = listed.chain(self.fitting.iter().flat_map(|sort| &sort.kinds));
        unknown(listed, &known, text, "there is no kind of actor", "take one of ontology/actor_kinds.toml")
    }

    fn table(&self) -> HashMap<String, HashMap<String, f64>> {
        let mut table: HashMap<String, HashMap<String, f64>> = HashMap::new();
        for alike in &self.alike {
            for one in &alike.kinds {
                let row = table.entry(one.clone()).or_default();
                for other in &alike.kinds {
                    let share = row.entry(other.clone()).or_insert(*alike.share.get_ref());
                    *share = share.max(*alike.share.get_ref());
                }
            }
        }
        table
    }
}

/// Reports names that are not known, each in the line where it stands first.
fn unknown<'n>(
    listed: impl Iterator<Item = &'n String>,
    known: &BTreeSet<&str>,
    text: &str,
    message: &str,
    hint: &str,
) -> Vec<Problem> {
    let unknown: BTreeSet<&String> = listed.filter(|name| !known.contains(name.as_str())).collect();
    let complain = |name: &String| {
        let line = line_of(text, text.find(&format!("\"{name}\"")).unwrap_or(0));
        problem(line, &format!("{message} \"{name}\""), &format!("correct the name, or {hint}"))
    };
    unknown.into_iter().map(complain).collect()
}

fn problem(line: usize, message: &str, hint: &str) -> Problem {
    Problem { file: FILE.into(), line, message: message.into(), hint: hint.into() }
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests;
