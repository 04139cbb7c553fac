//! Which rules find events?

use super::codes::{self, Sides};
use super::kinds::{self, Kind};
use crate::pattern::{Classes, Forms, Part, Pattern, Slot, Test, problem, tables};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};

/// One rule: a pattern with its reason and its tests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its path: `en/events/airstrike/strike-noun`.
    pub id: String,
    /// The kind of event it finds.
    pub kind: String,
    /// What it matches.
    pub pattern: Pattern,
    /// Sentences in which it must find an event.
    pub matches: Vec<String>,
    /// What it must read in them, in the same order.
    pub reads: Vec<String>,
    /// Sentences in which it must find nothing.
    pub never: Vec<String>,
    /// True where the happening is news without anybody in it: "clashes broke out".
    pub alone: bool,
    /// True where it tells of an effect, which is told with the blow that caused it, whatever its kind: "ten were wounded".
    pub effect: bool,
    /// True where the agent says that the target is his own deed: "claimed the attack".
    pub owns: bool,
    /// True where it tells something only with a number beside it: "the death toll".
    pub counted: bool,
    /// The file it stands in.
    pub file: String,
    /// Its line there.
    pub line: usize,
}

/// Kinds of event and the rules that find them.
#[derive(Debug, Default)]
pub struct Rules {
    kinds: BTreeMap<String, Kind>,
    sides: Sides,
    rules: Vec<Rule>,
    index: HashMap<String, Vec<usize>>,
    classes: Classes,
    words: Classes,
    forms: Forms,
}

/// The classes of `en/classes.toml` that the matcher itself needs.
const CLASSES: [&str; 46] = [
    "done_to_things",
    "structure",
    "territory",
    "meeting",
    "mustering",
    "truce",
    "first_person",
    "no_body",
    "accusing_verb",
    "blaming_verb",
    "fixed_preposition",
    "plural_pronoun",
    "sequence_preposition",
    "result_verb",
    "any_blow",
    "kin",
    "later_verb",
    "toll_noun",
    "single_kind",
    "single_pronoun",
    "watcher",
    "aim",
    "holding_verb",
    "hurting_verb",
    "harmless",
    "armed",
    "no_actor",
    "aiming_verb",
    "bystander",
    "cause_preposition",
    "event_noun",
    "firing_verb",
    "hitting_verb",
    "intransitive",
    "light_verb",
    "measure",
    "occurrence_verb",
    "people",
    "pronoun",
    "same_past",
    "subject_control",
    "subjecting_verb",
    "suffering_verb",
    "toxic",
    "transitive",
    "verb_with_means",
];

/// The classes that hold verbs.
const VERBS: [&str; 17] = [
    "accusing_verb",
    "blaming_verb",
    "firing_verb",
    "hitting_verb",
    "subjecting_verb",
    "suffering_verb",
    "holding_verb",
    "hurting_verb",
    "aiming_verb",
    "light_verb",
    "occurrence_verb",
    "subject_control",
    "transitive",
    "verb_with_means",
    "planned",
    "hypothetical",
    "denied",
];

impl Rules {
    /// Tells whether actors of a kind stand on a side that bears arms.
    #[must_use]
    pub fn bears_arms(&self, kind: &str) -> bool {
        let armed = ["state", "police", "rebel"].iter().filter_map(|side| self.sides.get(*side));
        armed.flat_map(|side| &side.kinds).any(|known| known == kind)
    }

    /// Loads `data/ontology/event_kinds.toml` and `data/<language>/events`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut loaded = Self::default();
        for file in files {
            let result = match file.path.as_str() {
                "ontology/event_kinds.toml" => kinds::load(file).map(|kinds| loaded.kinds = kinds),
                "ontology/sides.toml" => codes::load_sides(file).map(|sides| loaded.sides = sides),
                "en/classes.toml" => Classes::load(file, &CLASSES).map(|classes| loaded.classes = classes),
                "en/realis.toml" => Classes::load(file, &super::realis::NEEDED).map(|words| loaded.words = words),
                "en/irregular.toml" => Forms::load(file).map(|forms| loaded.forms = forms),
                _ => Ok(()),
            };
            problems.extend(result.err().into_iter().flatten());
        }
        for file in files.iter().filter(|file| file.path.starts_with("en/events/") && file.path.ends_with(".toml")) {
            loaded.load_rules(file, &mut problems);
        }
        loaded.rules.sort_by(|one, other| one.id.cmp(&other.id));
        for (number, rule) in loaded.rules.iter().enumerate() {
            for trigger in &rule.pattern.triggers {
                let list = loaded.index.entry(trigger.lemma.clone()).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        loaded.learn_forms();
        problems.sort();
        if problems.is_empty() { Ok(loaded) } else { Err(problems) }
    }

    /// Gives the kinds of event by key.
    #[must_use]
    pub fn kinds(&self) -> &BTreeMap<String, Kind> {
        &self.kinds
    }

    /// Gives all rules, by id.
    #[must_use]
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }

    pub(super) fn sides(&self) -> &Sides {
        &self.sides
    }

    pub(super) fn forms(&self) -> &Forms {
        &self.forms
    }

    fn learn_forms(&mut self) {
        for rule in &self.rules {
            for trigger in &rule.pattern.triggers {
                match rule.pattern.part {
                    Part::Verb => self.forms.add_verb(&trigger.lemma),
                    Part::Noun | Part::Adjective => self.forms.add_noun(&trigger.lemma),
                }
                trigger.others.iter().for_each(|other| self.forms.add_noun(other));
            }
        }
        for (name, words) in self.classes.sorted().into_iter().chain(self.words.sorted()) {
            let verbs = VERBS.contains(&name);
            words.iter().for_each(|word| if verbs { self.forms.add_verb(word) } else { self.forms.add_noun(word) });
        }
    }

    pub(super) fn rule(&self, number: usize) -> &Rule {
        &self.rules[number]
    }

    pub(super) fn classes(&self) -> &Classes {
        &self.classes
    }

    pub(super) fn words(&self) -> &Classes {
        &self.words
    }

    pub(super) fn triggered_by(&self, lemma: &str) -> &[usize] {
        self.index.get(lemma).map_or(&[], Vec::as_slice)
    }

    pub(super) fn family(&self, kind: &str) -> &str {
        self.kinds.get(kind).map_or("other", |kind| kind.family.as_str())
    }

    pub(super) fn is_mutual(&self, kind: &str) -> bool {
        self.kinds.get(kind).is_some_and(|kind| kind.mutual)
    }

    pub(super) fn is_outside(&self, kind: &str) -> bool {
        self.kinds.get(kind).is_some_and(|kind| kind.outside)
    }

    pub(super) fn rank(&self, kind: &str) -> u8 {
        self.kinds.get(kind).map_or(0, |kind| kind.rank)
    }

    fn load_rules(&mut self, file: &DataFile, problems: &mut Vec<Problem>) {
        let kind = file.path.trim_start_matches("en/events/").trim_end_matches(".toml").to_owned();
        if !self.kinds.contains_key(&kind) {
            let hint = "name the file after a key of ontology/event_kinds.toml";
            problems.push(problem(file, 1, format!("{kind:?} is no kind of event"), hint));
        }
        let tables = match tables(file) {
            Ok(tables) => tables,
            Err(found) => return problems.push(found),
        };
        for (name, line, table) in tables {
            match self.rule_of(file, &kind, &name, line, table) {
                Ok(rule) => self.rules.push(rule),
                Err((message, hint)) => problems.push(problem(file, line, format!("[{name}]: {message}"), &hint)),
            }
        }
    }

    fn rule_of(
        &self,
        file: &DataFile,
        kind: &str,
        name: &str,
        line: usize,
        table: toml::Value,
    ) -> Result<Rule, (String, String)> {
        let raw: RawRule = table.try_into().map_err(|error: toml::de::Error| {
            (error.message().to_owned(), "a rule has pattern, because, match, reads and never".to_owned())
        })?;
        if raw.because.trim().is_empty() || raw.matches.is_empty() || raw.never.is_empty() {
            let hint = "say why the rule is there, where it must match and where it must not";
            return Err(("`because`, `match` or `never` is empty".into(), hint.into()));
        }
        if raw.matches.len() != raw.reads.len() {
            return Err(("`match` and `reads` differ in length".into(), "give one reading for each sentence".into()));
        }
        let pattern = Pattern::parse(&raw.pattern)?;
        if let Some(unknown) = classes_of(&pattern).find(|class| !self.classes.0.contains_key(*class)) {
            return Err((format!("there is no class {{{unknown}}}"), "add it to en/classes.toml".into()));
        }
        Ok(Rule {
            id: format!("{}/{name}", file.path.trim_end_matches(".toml")),
            kind: kind.into(),
            pattern,
            matches: raw.matches,
            reads: raw.reads,
            never: raw.never,
            alone: raw.alone,
            owns: raw.owns,
            counted: raw.counted,
            effect: raw.effect,
            file: file.path.clone(),
            line,
        })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    pattern: String,
    because: String,
    #[serde(rename = "match")]
    matches: Vec<String>,
    reads: Vec<String>,
    never: Vec<String>,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    owns: bool,
    #[serde(default)]
    effect: bool,
    #[serde(default)]
    counted: bool,
}

fn classes_of(pattern: &Pattern) -> impl Iterator<Item = &str> {
    let of_conditions = pattern.conditions.iter().flat_map(|condition| &condition.tests);
    let of_roles = pattern.roles.iter().flat_map(|role| &role.slots).flat_map(|(_, tests): &(Slot, Vec<Test>)| tests);
    of_conditions.chain(of_roles).filter_map(|test| match test {
        Test::Class(class) => Some(class.as_str()),
        _ => None,
    })
}
