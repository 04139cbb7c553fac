//! Which words count, and what?

use crate::data::{parse, problem};
use crate::words::{Word, WordMap, WordSet};
use schema::{DataFile, Problem};
use serde::Deserialize;

type List = WordSet;

/// Words that tell how many.
#[derive(Debug, Default)]
pub struct Grammar {
    languages: Vec<Language>,
}

/// The number words and cues of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Language {
    #[serde(skip)]
    pub(super) code: String,
    /// The entry of `data/actors` on whom a number is counted that names nobody.
    pub(super) unnamed: String,
    pub(super) numbers: Numbers,
    pub(super) words: Words,
    pub(super) never: Never,
    #[serde(rename = "attribute")]
    pub(super) attributes: Vec<Attribute>,
    #[serde(skip)]
    forms: WordMap<(usize, Form)>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Numbers {
    pub(super) words: WordMap<u64>,
    pub(super) scales: WordMap<u64>,
    pub(super) vague: WordMap<u64>,
    pub(super) vague_scales: WordMap<u64>,
    pub(super) several: Vec<Phrase>,
    pub(super) single: List,
    pub(super) half: Vec<Phrase>,
    pub(super) pair: Vec<Phrase>,
    pub(super) none: List,
    pub(super) at_least: Vec<Phrase>,
    pub(super) at_most: Vec<Phrase>,
    pub(super) about: Vec<Phrase>,
    pub(super) or_more: Vec<Phrase>,
    pub(super) through: List,
    pub(super) between: List,
    pub(super) and: List,
    /// Every word that a number can begin with.
    #[serde(skip)]
    starts: WordSet,
}

impl Numbers {
    /// Tells whether a number, or what stands before it, can begin with a word.
    pub(super) fn can_begin(&self, word: &Word) -> bool {
        word.is_digits() || self.starts.contains(&word.lower)
    }

    fn starts(&self) -> WordSet {
        let phrases = [&self.at_least, &self.at_most, &self.about, &self.several, &self.half, &self.pair];
        let first = phrases.into_iter().flatten().filter_map(|phrase| phrase.0.first());
        let lists = [&self.between, &self.single, &self.none].into_iter().flatten();
        first.chain(lists).chain(self.vague.keys()).chain(self.words.keys()).cloned().collect()
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) people: List,
    pub(super) singular: List,
    pub(super) pronouns: List,
    pub(super) objects: List,
    pub(super) bodies: List,
    pub(super) tellers: List,
    pub(super) further: List,
    pub(super) weapons: List,
    pub(super) weapon_verbs: List,
    pub(super) attackers: List,
    pub(super) attack_verbs: List,
    pub(super) between: List,
    pub(super) including: List,
    pub(super) auxiliaries: List,
    pub(super) haves: List,
    pub(super) victims: List,
    pub(super) leaves: List,
    pub(super) passives: List,
    pub(super) adverbs: List,
    pub(super) boundaries: List,
    pub(super) joins: List,
    pub(super) sub_clauses: List,
    pub(super) part_of: Vec<Phrase>,
    pub(super) together: List,
    pub(super) among: List,
    pub(super) takes: List,
    pub(super) tolls: List,
    pub(super) toll_counts: List,
    pub(super) toll_links: List,
    pub(super) toll_rises: List,
    /// Words before what a toll was until it rose.
    pub(super) toll_from: List,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Never {
    pub(super) before: List,
    pub(super) after: List,
    pub(super) weekdays: List,
    /// Months that are other words too, where they begin with a capital: "on May 28".
    pub(super) capitals: List,
    pub(super) totals: Vec<Phrase>,
    /// Words behind which such a phrase is a moment: "a day *later*".
    pub(super) moments: List,
    /// Words before which it tells how long: "*within* a day".
    pub(super) lasting: List,
    pub(super) since: List,
    pub(super) recent: List,
    pub(super) within: List,
    pub(super) wars: List,
    pub(super) perfect: List,
    pub(super) cuts: List,
}

/// Something that is counted on people, and the words that tell it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Attribute {
    pub(super) name: String,
    verbs: Vec<String>,
    pub(super) subjects: Vec<Phrase>,
    pub(super) states: Vec<Phrase>,
    pub(super) of: Vec<Phrase>,
    pub(super) nouns: List,
    #[serde(default)]
    pub(super) taken: List,
    /// Words that tell it behind whom one of `until_verbs` hit: "beat two men *to death*".
    #[serde(default)]
    pub(super) until: Vec<Phrase>,
    #[serde(default)]
    pub(super) until_verbs: List,
    /// Verbs among `verbs` that tell it of people alone: "lost twelve men", but not "lost twelve seats".
    #[serde(default)]
    pub(super) of_people: List,
    /// Verbs among `verbs` that tell it of the own people of whoever does it: "lost twelve men".
    #[serde(default)]
    pub(super) losing: List,
    /// Names of attributes that a number joins: "killed and wounded hundreds".
    #[serde(default)]
    joint: Vec<String>,
    /// No single event has more: beyond this, a number counts over the whole war.
    #[serde(default = "any")]
    pub(super) most: u64,
    /// True where only living beings can suffer it: the noun need not be known.
    pub(super) animate: bool,
}

fn any() -> u64 {
    u64::MAX
}

/// Words in a row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub(super) struct Phrase(Vec<Box<str>>);

/// How a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "kill", "kills", "killing": its object follows.
    Active,
    /// "killed": its object follows, or it is a participle.
    Past,
    /// "slain": a participle only.
    Participle,
}

impl From<String> for Phrase {
    fn from(text: String) -> Self {
        Self(text.split_whitespace().map(Into::into).collect())
    }
}

impl Phrase {
    /// Gives the word after the phrase, where it stands at `at`.
    pub(super) fn after(&self, words: &[Word], at: usize) -> Option<usize> {
        let here = words.get(at..at + self.0.len())?;
        here.iter().zip(&self.0).all(|(word, part)| word.lower == *part).then_some(at + self.0.len())
    }

    /// Gives the first word of the phrase, where it ends before `at`.
    pub(super) fn before(&self, words: &[Word], at: usize) -> Option<usize> {
        let from = at.checked_sub(self.0.len())?;
        self.after(words, from).map(|_| from)
    }
}

/// Gives the word after the longest phrase that stands at `at`.
pub(super) fn longest(phrases: &[Phrase], words: &[Word], at: usize) -> Option<usize> {
    phrases.iter().filter_map(|phrase| phrase.after(words, at)).max()
}

impl Grammar {
    /// Loads `data/<language>/quantities.toml`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut grammar = Self::default();
        let mut problems = Vec::new();
        for file in files {
            let Some(code) = file.path.strip_suffix("/quantities.toml") else { continue };
            match load(file, code) {
                Ok(language) => grammar.languages.push(language),
                Err(mut found) => problems.append(&mut found),
            }
        }
        if problems.is_empty() { Ok(grammar) } else { Err(problems) }
    }

    /// Gives the words of a language; those of the first one for a language that is unknown or has none.
    pub(super) fn of(&self, code: Option<&str>) -> Option<&Language> {
        self.languages.iter().find(|language| Some(language.code.as_str()) == code).or(self.languages.first())
    }
}

impl Language {
    /// Gives the attribute of a verb form by its position in `attributes`, and how the verb stands.
    pub(super) fn verb(&self, word: &str) -> Option<(usize, Form)> {
        self.forms.get(word).copied()
    }

    /// Gives the attribute that a state tells ("dead", "taken hostage") at `at`.
    pub(super) fn state(&self, words: &[Word], at: usize) -> Option<usize> {
        self.attributes.iter().position(|attribute| longest(&attribute.states, words, at).is_some())
    }

    /// Gives the attribute that joins two others.
    pub(super) fn joint(&self, one: usize, other: usize) -> Option<usize> {
        let has = |attribute: &Attribute, part: usize| attribute.joint.contains(&self.attributes[part].name);
        self.attributes.iter().position(|attribute| one != other && has(attribute, one) && has(attribute, other))
    }

    /// Gives the attribute of those who do what the word at `at` says: "died", "fled".
    pub(super) fn subject(&self, words: &[Word], at: usize) -> Option<usize> {
        self.attributes.iter().position(|attribute| longest(&attribute.subjects, words, at).is_some())
    }
}

fn load(file: &DataFile, code: &str) -> Result<Language, Vec<Problem>> {
    let mut language: Language = parse(file).map_err(|problem| vec![problem])?;
    code.clone_into(&mut language.code);
    language.numbers.starts = language.numbers.starts();
    let mut problems = Vec::new();
    for (index, attribute) in language.attributes.iter().enumerate() {
        for verb in &attribute.verbs {
            let forms: Vec<&str> = verb.split_whitespace().collect();
            let [base, third, past, gerund, participle @ ..] = forms.as_slice() else {
                let offset = file.text().ok().and_then(|text| text.find(verb.as_str())).unwrap_or(0);
                let hint = "write base, third person, past and -ing form, and the participle where it differs";
                problems.push(problem(file, offset, format!("the verb {verb:?} has too few forms"), hint));
                continue;
            };
            for form in [base, third, gerund] {
                language.forms.insert((*form).into(), (index, Form::Active));
            }
            language.forms.insert((*past).into(), (index, Form::Past));
            for form in participle {
                language.forms.insert((*form).into(), (index, Form::Participle));
            }
        }
    }
    if problems.is_empty() { Ok(language) } else { Err(problems) }
}
