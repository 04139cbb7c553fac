//! How are time expressions written in a language?

use super::lexicon::Lexicon;
use super::pattern::Pattern;
use super::reading::{Reading, promise};
use crate::data::{parse, problem};
use crate::words::{Word, WordMap};
use language::Analysis;
use schema::{DataFile, Document, Problem};
use serde::Deserialize;
use toml::Spanned;

/// Words that tell when.
#[derive(Debug, Default)]
pub struct Grammar {
    languages: Vec<Language>,
}

/// The rules and words of one language.
#[derive(Debug)]
pub(super) struct Language {
    code: String,
    pub(super) lexicon: Lexicon,
    pub(super) rules: Vec<Rule>,
    /// By a word, what can begin with it.
    by_word: WordMap<Vec<Start>>,
    /// What can begin with a number that no pattern names.
    by_slot: Vec<Start>,
}

/// A pattern: the place of its rule, and its place in the rule.
pub(super) type Start = (usize, usize);

/// One way to write a time.
#[derive(Debug)]
pub(super) struct Rule {
    /// Path of the rule: `en/times/weekday`.
    pub(super) id: String,
    pub(super) patterns: Vec<Pattern>,
    pub(super) reading: Reading,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lexicon: Lexicon,
    rule: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    pattern: Vec<Spanned<String>>,
    reading: Reading,
    #[serde(rename = "because")]
    _because: String,
    #[serde(rename = "match", default)]
    examples: Vec<Spanned<String>>,
    #[serde(default)]
    reads: Vec<String>,
    #[serde(default)]
    never: Vec<Spanned<String>>,
}

impl Grammar {
    /// Loads `data/<language>/times.toml` and tries every rule on its own examples.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut grammar = Self::default();
        let mut problems = Vec::new();
        for file in files {
            let Some(code) = file.path.strip_suffix("/times.toml") else { continue };
            match load(file, code) {
                Ok(language) => grammar.languages.push(language),
                Err(mut found) => problems.append(&mut found),
            }
        }
        if problems.is_empty() { Ok(grammar) } else { Err(problems) }
    }

    /// Gives the rules of a language; those of the first one for a language that is unknown or has none.
    pub(super) fn of(&self, code: Option<&str>) -> Option<&Language> {
        self.languages.iter().find(|language| Some(language.code.as_str()) == code).or(self.languages.first())
    }
}

impl Language {
    fn new(code: &str, lexicon: Lexicon, rules: Vec<Rule>) -> Self {
        let (mut by_word, mut by_slot): (WordMap<Vec<Start>>, _) = (WordMap::default(), Vec::new());
        for (rule, place) in rules.iter().zip(0..) {
            for (pattern, number) in rule.patterns.iter().zip(0..) {
                let (words, slot) = pattern.first();
                words.into_iter().for_each(|word| by_word.entry(word.into()).or_default().push((place, number)));
                by_slot.extend(slot.then_some((place, number)));
            }
        }
        lexicon.known().for_each(|word| by_word.entry(word.into()).or_default().extend(&by_slot));
        #[expect(clippy::iter_over_hash_type, reason = "each word's list is its own")]
        for (word, starts) in &mut by_word {
            if word.starts_with(|c: char| c.is_ascii_digit()) {
                starts.extend(&by_slot);
            }
            starts.sort_unstable();
            starts.dedup();
        }
        Self { code: code.into(), lexicon, rules, by_word, by_slot }
    }

    /// Gives the patterns that can begin with the word, in their order.
    pub(super) fn starting(&self, word: &Word) -> &[Start] {
        match self.by_word.get(&word.lower) {
            Some(starts) => starts,
            None if word.is_digits() => &self.by_slot,
            None => &[],
        }
    }
}

fn load(file: &DataFile, code: &str) -> Result<Language, Vec<Problem>> {
    let File { lexicon, rule: entries } = parse(file).map_err(|problem| vec![problem])?;
    let mut problems = Vec::new();
    let mut rules = Vec::new();
    for entry in &entries {
        let mut patterns = Vec::new();
        for text in &entry.pattern {
            match Pattern::parse(text.get_ref()) {
                Ok(pattern) => patterns.push(pattern),
                Err(message) => problems.push(problem(file, text.span().start, message, "see the head of the file")),
            }
        }
        rules.push(Rule { id: format!("{code}/times/{}", entry.name), patterns, reading: entry.reading });
    }
    let grammar = Grammar { languages: vec![Language::new(code, lexicon, rules)] };
    if problems.is_empty() {
        problems = entries.iter().flat_map(|entry| try_examples(file, code, entry, &grammar)).collect();
    }
    match grammar.languages.into_iter().next() {
        Some(language) if problems.is_empty() => Ok(language),
        _ => Err(problems),
    }
}

/// Reads the examples of a rule: `"words | text"` in `reads` are the values it gives to each text of `match`, in order.
fn try_examples(file: &DataFile, code: &str, entry: &Entry, grammar: &Grammar) -> Vec<Problem> {
    let mut problems = Vec::new();
    let id = format!("{code}/times/{}", entry.name);
    let readings = |text: &str| -> Vec<(String, String)> {
        let document = example(text, code);
        let analysis = Analysis { text, sentences: Vec::new(), tokens: Vec::new(), names: Vec::new() };
        let found = super::find(&document, &analysis, grammar);
        let of_rule = found.into_iter().filter(|expression| expression.rule == id);
        of_rule.map(|expression| (expression.span.of(text).to_owned(), promise(expression.value))).collect()
    };
    if entry.examples.len() != entry.reads.len() {
        let offset = entry.pattern.first().map_or(0, |pattern| pattern.span().start);
        problems.push(problem(
            file,
            offset,
            format!("{id} has not one `reads` for each `match`"),
            "add what is missing",
        ));
    }
    for (text, expected) in entry.examples.iter().zip(&entry.reads) {
        let found = readings(text.get_ref());
        let found: Vec<String> = found.iter().map(|(words, value)| format!("{words} = {value}")).collect();
        if found.join("; ") != *expected {
            let message = format!("{id} reads {found:?} where it promises {expected:?}");
            problems.push(problem(file, text.span().start, message, "change the pattern or the promise"));
        }
    }
    for text in &entry.never {
        if let Some((words, value)) = readings(text.get_ref()).first() {
            let message = format!("{id} reads {words:?} as {value} where it must not");
            problems.push(problem(file, text.span().start, message, "make the pattern narrower"));
        }
    }
    problems
}

fn example(text: &str, code: &str) -> Document {
    Document { language: Some(code.to_owned()), ..Document::of_text("", text) }
}
