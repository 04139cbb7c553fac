//! What do the other topics know about a word?

use super::{Forms, Test, Tree};
use crate::words::{WordMap, WordSet};
use language::{Analysis, NameKind, Relation, Tag};
use schema::{DataFile, Findings, PlaceMention, Precision, Problem, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Classes of words by name: `people`, `weapon`, `territory`, …
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub(crate) WordMap<WordSet>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClass {
    because: String,
    words: Vec<String>,
}

impl Classes {
    /// Loads a file of word classes: tables with `because` and `words`.
    ///
    /// # Errors
    /// Every table that is not of this form, and every class of `needed` that is missing.
    pub fn load(file: &DataFile, needed: &[&str]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut classes = WordMap::default();
        for (name, line, table) in tables(file).map_err(|problem| vec![problem])? {
            match table.try_into::<RawClass>() {
                Ok(raw) if raw.because.trim().is_empty() => {
                    problems.push(problem(
                        file,
                        line,
                        format!("[{name}] has an empty `because`"),
                        "say what the class is for",
                    ));
                }
                Ok(raw) => {
                    classes.insert(name.into(), raw.words.iter().map(|word| word.to_lowercase().into()).collect());
                }
                Err(error) => problems.push(problem(
                    file,
                    line,
                    format!("[{name}]: {}", error.message()),
                    "a class has `because = \"…\"` and `words = [\"…\"]`",
                )),
            }
        }
        for name in needed.iter().filter(|name| !classes.contains_key(**name)) {
            problems.push(problem(
                file,
                1,
                format!("the class [{name}] is missing"),
                "rules and code refer to it: add it",
            ));
        }
        if problems.is_empty() { Ok(Self(classes)) } else { Err(problems) }
    }

    /// Gives the classes and their words, all sorted.
    pub(crate) fn sorted(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        self.0.iter().map(|(name, words)| (&**name, words.iter().map(|word| &**word).collect())).collect()
    }

    /// Tells whether a base form is of a class.
    #[must_use]
    pub fn has(&self, class: &str, lemma: &str) -> bool {
        self.0.get(class).is_some_and(|words| words.contains(lemma))
    }
}

/// A document's grammar together with the actors, places and numbers found in it.
#[derive(Debug)]
pub struct Scene<'a, 't> {
    /// The grammar.
    pub tree: Tree<'a, 't>,
    /// The findings of the other topics.
    pub findings: &'a Findings,
    /// The classes of words.
    pub classes: &'a Classes,
    lemmas: Vec<String>,
    actors: Vec<Option<usize>>,
    places: Vec<Option<usize>>,
    numbers: Vec<bool>,
    times: Vec<bool>,
}

impl<'a, 't> Scene<'a, 't> {
    /// Lays the findings over the tokens.
    #[must_use]
    pub fn new(tree: Tree<'a, 't>, findings: &'a Findings, classes: &'a Classes, forms: &Forms) -> Self {
        let analysis = tree.analysis;
        let count = analysis.tokens.len();
        let (mut actors, mut places, mut numbers) = (vec![None; count], vec![None; count], vec![false; count]);
        for (index, mention) in findings.actor_mentions.iter().enumerate() {
            analysis.tokens_in(mention.span).for_each(|token| actors[token] = Some(index));
        }
        for (index, mention) in findings.place_mentions.iter().enumerate() {
            analysis.tokens_in(mention.span).for_each(|token| places[token] = Some(index));
        }
        for quantity in &findings.quantities {
            analysis.tokens_in(quantity.span).for_each(|token| numbers[token] = true);
        }
        let mut times = vec![false; count];
        for time in &findings.times {
            analysis.tokens_in(time.span).for_each(|token| times[token] = true);
        }
        let lemmas = (0..count).map(|token| base_form(&tree, forms, token)).collect();
        Self { tree, findings, classes, lemmas, actors, places, numbers, times }
    }

    /// Gives the base form of a token in lower case; of a name that is a plural, its singular.
    #[must_use]
    pub fn lemma(&self, token: usize) -> &str {
        &self.lemmas[token]
    }

    /// Gives the part before the hyphen, where the base form of the token has it too: "*cease*-fire".
    pub(super) fn hyphenated_from(&self, token: usize) -> Option<usize> {
        let analysis = self.tree.analysis;
        let first = before_hyphen(analysis, token)?;
        self.lemma(token).starts_with(&analysis.word(first).to_lowercase()).then_some(first)
    }

    /// Tells whether the token is of a class.
    #[must_use]
    pub fn is(&self, token: usize, class: &str) -> bool {
        self.classes.has(class, self.lemma(token))
    }

    /// Tells whether the token belongs to words that tell when.
    #[must_use]
    pub fn is_time(&self, token: usize) -> bool {
        self.times[token]
    }

    /// "Two days *after* the army came": tells whether a clause stands behind "after" and such a measure of time.
    pub fn follows_after(&self, clause: usize, is_measure: impl Fn(usize) -> bool) -> bool {
        let mut marks = self.tree.by(clause, &[Relation::Mark, Relation::Case]);
        marks.any(|mark| self.lemma(mark) == "after" && mark.checked_sub(1).is_some_and(&is_measure))
    }

    /// Gives the index of the actor mention that the token belongs to.
    #[must_use]
    pub fn actor(&self, token: usize) -> Option<usize> {
        self.actors[token]
    }

    /// Tells whether the token heads a name of an actor or of a place, whatever the place stands for.
    #[must_use]
    pub fn names(&self, token: usize) -> bool {
        self.actors[token].is_some() || self.places[token].is_some()
    }

    /// Gives the place mention that the token belongs to, where it stands for the place itself.
    #[must_use]
    pub fn place(&self, token: usize) -> Option<&'a PlaceMention> {
        let mention = &self.findings.place_mentions[self.places[token]?];
        mention.usage.is_place().then_some(mention)
    }

    /// Tells whether a word passes a test.
    #[must_use]
    pub fn passes(&self, head: usize, test: &Test) -> bool {
        match test {
            Test::Any => true,
            Test::Lemma(lemma) => {
                self.is_called(head, lemma)
                    || self.heads_of_measure(head).is_some_and(|inner| self.is_called(inner, lemma))
            }
            Test::Class(class) => self.is_or_counts(head, class) || (class == "people" && self.is_somebody(head)),
            Test::Actor => self.actor(head).is_some(),
            Test::State => self.is_state(head),
            // A place that stands for somebody of whom nothing is known is a place after all.
            Test::Place => self.actor(head).is_none() && self.places[head].is_some(),
            Test::Held => {
                let phrase = self.tree.phrase(head, &["of"]);
                self.actor(head).is_none() && self.actor_of_phrase(head, phrase).is_some()
            }
            Test::Toxic => self.is(head, "toxic") || self.is_toxic(head),
            Test::Must => self.tree.by(head, &[Relation::Aux]).any(|aux| self.lemma(aux) == "must"),
            Test::Number => {
                self.numbers[head]
                    || self.tree.tag(head) == Tag::Numeral
                    || self.tree.by(head, &[Relation::Nummod]).next().is_some()
            }
        }
    }

    /// Tells whether a word has a base form, or is one ("bombers"), and before it the words that are written there: "suicide bomber".
    fn is_called(&self, head: usize, lemma: &str) -> bool {
        let mut words = lemma.rsplit(' ');
        let is = |own: &str| self.lemma(head) == own || self.tree.analysis.word(head).eq_ignore_ascii_case(own);
        let own = words.next().is_some_and(is);
        let mut at = Some(head);
        own && words.all(|word| {
            at = at.and_then(|at| super::slots::before(self, at, word));
            at.is_some()
        })
    }

    /// Tells whether a word is of a class, or counts or parts such words: "half of the *population*".
    #[must_use]
    pub fn is_or_counts(&self, head: usize, class: &str) -> bool {
        self.is(head, class) || self.heads_of_measure(head).is_some_and(|inner| self.is(inner, class))
    }

    /// "*Russian* bombers": a state, its government or its forces.
    fn is_state(&self, head: usize) -> bool {
        self.actor(head).map_or_else(|| self.is_country(head), |mention| self.is_of(mention, "state_kind"))
    }

    /// Tells whether a mention is of an actor of one of some kinds.
    fn is_of(&self, mention: usize, kinds: &str) -> bool {
        let id = &self.findings.actor_mentions[mention].actor;
        let named = self.findings.actors.iter().find(|actor| actor.id == *id);
        named.is_some_and(|actor| self.classes.has(kinds, &actor.kind))
    }

    fn is_country(&self, head: usize) -> bool {
        let Some(place) = self.places[head].map(|at| &self.findings.place_mentions[at].place) else { return false };
        let known = self.findings.places.iter().find(|known| known.id == *place);
        known.is_some_and(|known| known.precision == Precision::Country)
    }

    /// "Prime Minister *Dana Cole*", "*Salim* was killed": a name that is no place; "*Turks*": those of one.
    fn is_somebody(&self, head: usize) -> bool {
        let tree = &self.tree;
        let titled = || tree.by(head, &[Relation::Compound, Relation::Flat, Relation::NmodDesc, Relation::Appos]);
        // "those killed"
        if self.classes.has("people", &tree.analysis.word(head).to_lowercase()) {
            return true;
        }
        if self.places[head].is_some() && self.place(head).is_none() && matches!(tree.fine(head), "NNS" | "NNPS") {
            return true;
        }
        // "a *third* was arrested", and not "a third of the town"
        let one = |word: usize| matches!(self.lemma(word), "a" | "the");
        if self.is(head, "ordinal") && tree.by(head, &[Relation::Det]).any(one) {
            return tree.by(head, &[Relation::Nmod]).next().is_none();
        }
        tree.tag(head) == Tag::ProperNoun
            && self.places[head].is_none()
            && (titled().any(|word| self.is(word, "people") || tree.tag(word) == Tag::ProperNoun)
                || self.is_person(head))
    }

    /// Tells whether a word is part of what reads as a person's name.
    fn is_person(&self, word: usize) -> bool {
        let names = &self.tree.analysis.names;
        let next = names.partition_point(|name| name.tokens.end <= word);
        names.get(next).is_some_and(|name| name.tokens.contains(&word) && name.kind == NameKind::Person)
    }

    /// "chlorine munitions", "shells filled with poison gas"
    fn is_toxic(&self, head: usize) -> bool {
        let tree = &self.tree;
        let before = tree.by(head, &[Relation::Compound, Relation::Amod]).any(|word| self.is(word, "toxic"));
        let filled = || {
            let clauses = tree.by(head, &[Relation::Acl, Relation::AclRelcl]);
            let below = clauses.flat_map(|clause| tree.below(clause, &[Relation::AclRelcl, Relation::Conj]));
            below.into_iter().any(|word| self.is(word, "toxic"))
        };
        before || filled()
    }

    /// Gives the words that a word of measure counts or parts: "tens of *civilians*", "parts of the *town*".
    fn heads_of_measure(&self, head: usize) -> Option<usize> {
        let tree = &self.tree;
        if !(self.is(head, "measure") || tree.tag(head) == Tag::Numeral) {
            return None;
        }
        let of = |inner: &usize| tree.by(*inner, &[Relation::Case]).any(|case| self.lemma(case) == "of");
        // "parts of the town", where "of the town" hangs on the verb
        let beside = || {
            let next = Some(head + 1).filter(|&next| next < tree.analysis.tokens.len())?;
            let inner = tree.head(next).filter(|&inner| inner > next)?;
            (self.lemma(next) == "of" && tree.relation(next) == Relation::Case).then_some(inner)
        };
        let inner = tree.by(head, &[Relation::Nmod]).find(of).or_else(beside);
        // "members of parliament" are no building.
        let body = |inner: usize| tree.fine(inner) == "NN" && self.is(head, "people") && self.is(inner, "territory");
        inner.filter(|&inner| !body(inner))
    }

    /// Gives the actor who holds a place: "a village *held by the militia*", "the *militia*-held village".
    fn holder(&self, head: usize) -> Option<usize> {
        // "the assault on the town, held by the army": the town is; "the sailors held by pirates": they are no place.
        if self.is(head, "event_noun") || self.is(head, "people") || self.is(head, "armed") {
            return None;
        }
        let tree = &self.tree;
        let clauses = tree.by(head, &[Relation::Acl, Relation::AclRelcl, Relation::Amod]);
        let mut holding = clauses.filter(|&clause| self.is(clause, "holding_verb"));
        let clause = holding.find(|&clause| tree.is_verb(clause) || tree.tag(clause) == Tag::Adjective)?;
        let below = tree.below(clause, &[Relation::AclRelcl, Relation::Conj, Relation::Advcl]);
        // "a school where families had taken shelter": they hold nothing.
        let unarmed = |mention: &usize| self.is_of(*mention, "unarmed_kind");
        below.into_iter().find_map(|token| self.actor(token)).filter(|mention| !unarmed(mention))
    }

    /// Gives the actor whose a thing is: "*the army's* positions", and not "the president's brother".
    fn owner(&self, head: usize) -> Option<usize> {
        let mut owners = self.tree.by(head, &[Relation::NmodPoss]).filter(|&owner| self.tree.is_nominal(owner));
        owners.find_map(|owner| self.actor(owner)).filter(|_| !self.is(head, "kin"))
    }

    /// Gives the index of the actor that a noun phrase means: the mention that holds its head, else the nearest one inside it.
    #[must_use]
    pub fn actor_of_phrase(&self, head: usize, phrase: Span) -> Option<usize> {
        self.actor(head).or_else(|| {
            let tokens = self.tree.analysis.tokens_in(phrase);
            tokens
                .filter(|&token| self.actor(token).is_some())
                .min_by_key(|token| token.abs_diff(head))
                .and_then(|token| self.actor(token))
                .or_else(|| self.owner(head))
                .or_else(|| self.holder(head))
        })
    }
}

fn base_form(tree: &Tree<'_, '_>, forms: &Forms, token: usize) -> String {
    let lemma = tree.lemma(token);
    let word = tree.analysis.word(token).to_lowercase();
    let known = forms.of(&word, tree.is_verb(token));
    let base = match known {
        Some(base) if !forms.knows(&lemma) || (lemma == word && tree.is_verb(token)) => base.to_owned(),
        _ => lemma,
    };
    hyphenated_form(tree, forms, token, &base).unwrap_or(base)
}

/// "a *cease-fire*", "they *re-opened* the road": the word that rules know without the hyphen; "a *sit-in*": the one that
/// they know with it.
fn hyphenated_form(tree: &Tree<'_, '_>, forms: &Forms, token: usize, base: &str) -> Option<String> {
    let known = |word: String| forms.knows(&word).then_some(word);
    if base.contains('-') && !forms.knows(base) {
        let word = tree.analysis.word(token).to_lowercase().replace('-', "");
        return forms.of(&word, tree.is_verb(token)).map(str::to_owned).or_else(|| known(base.replace('-', "")));
    }
    let first = tree.analysis.word(before_hyphen(tree.analysis, token)?).to_lowercase();
    known(format!("{first}{base}")).or_else(|| known(format!("{first}-{base}")))
}

/// Gives the word right before a hyphen right before a word.
fn before_hyphen(analysis: &Analysis<'_>, token: usize) -> Option<usize> {
    let (first, hyphen) = (token.checked_sub(2)?, token - 1);
    let spans = [first, hyphen, token].map(|at| analysis.tokens[at].span);
    let glued = spans[0].end == spans[1].start && spans[1].end == spans[2].start;
    (glued && analysis.word(hyphen) == "-").then_some(first)
}

/// Makes a problem of a data file.
pub(crate) fn problem(file: &DataFile, line: usize, message: String, hint: &str) -> Problem {
    Problem { file: file.path.clone(), line, message, hint: hint.into() }
}

/// Reads a TOML file of tables: name, line and content of each, by name.
pub(crate) fn tables(file: &DataFile) -> Result<Vec<(String, usize, toml::Value)>, Problem> {
    let text = file.text()?;
    let line_at = |offset: usize| 1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count();
    let parsed: BTreeMap<toml::Spanned<String>, toml::Value> = toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| line_at(span.start));
        problem(file, line, error.message().to_owned(), "every entry is a table: [name], then key = value")
    })?;
    Ok(parsed.into_iter().map(|(name, value)| (name.get_ref().clone(), line_at(name.span().start), value)).collect())
}
