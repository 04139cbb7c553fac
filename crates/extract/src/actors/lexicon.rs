//! Who is known before a document is opened?

use super::{
    cast::Cast,
    entry::{self, Entry},
    grammar::Grammar,
    index::{Case, Index, Party, Sense, Use, Who},
    kind::STATE,
    mentioned,
    words::{Words, fold},
};
use crate::words::WordSet;
use language::{Analysis, Sentence};
use schema::{Actor, DataFile, Problem, Span};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Names of actors through time.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// The entries, sorted by id.
    pub(super) entries: Vec<Entry>,
    /// Every name that means one of them.
    pub(super) index: Index,
    /// The words around names.
    pub(super) grammar: Grammar,
    /// The number of each country's entry, by its code.
    pub(super) states: BTreeMap<String, usize>,
    /// The number of each entry, by its id.
    pub(super) numbers: BTreeMap<String, usize>,
    /// The number of each country's entry, by its folded name and adjectives.
    pub(super) demonyms: BTreeMap<String, usize>,
}

type Names = HashMap<String, Vec<Sense>>;

impl Lexicon {
    /// Loads `data/actors`, `data/en/actors.toml` and `data/ontology/actor_kinds.toml`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let entries = entry::entries(files, &mut problems);
        let grammar = Grammar::load(files, &mut problems);
        let numbers: BTreeMap<_, _> = entries.iter().enumerate().map(|(n, entry)| (entry.id.clone(), n)).collect();
        let states = entries.iter().enumerate().filter(|(_, entry)| entry.kind == STATE);
        let states = states.filter_map(|(n, entry)| Some((entry.country.clone()?, n))).collect();
        let adjectives = entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.kind == STATE)
            .flat_map(|(n, entry)| entry.demonyms.iter().chain([&entry.name]).map(move |word| (fold(word), n)));
        let demonyms = adjectives.collect();
        let mut lexicon = Self { entries, index: Index::default(), grammar, states, numbers, demonyms };
        lexicon.check_descriptions(&mut problems);
        mentioned::check(files, &lexicon.numbers, &mut problems);
        if !problems.is_empty() {
            problems.sort();
            return Err(problems);
        }
        lexicon.index = Index::build(lexicon.names());
        Ok(lexicon)
    }

    /// Counts the places of a text where a name stands, whatever it means there: the first and fastest step of finding actors.
    #[must_use]
    pub fn count_names(&self, text: &str) -> usize {
        let sentences = vec![Sentence { span: Span::new(0, text.len()), tokens: 0..0 }];
        let words = Words::of(&Analysis { text, sentences, tokens: Vec::new(), names: Vec::new() });
        self.index.find(&words, &self.grammar.articles, |_, _, _| true).len()
    }

    /// Tells how many names the lexicon has, in all their spellings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Tells whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives an entry as an actor, with its names.
    pub(crate) fn actor(&self, id: &str) -> Option<Actor> {
        let entry = &self.entries[*self.numbers.get(id)?];
        let mut cast = Cast::default();
        let number = cast.entry(entry);
        cast.actors(&BTreeSet::from([number])).pop()
    }

    /// Gives the entry of a country's party: the country itself where its parts are not told apart.
    pub(super) fn party_of(&self, state: usize, party: Party) -> usize {
        let Some(entry) = self.entries.get(state) else { return state };
        let id = match party {
            Party::State => None,
            Party::Government => entry.government.as_ref(),
            Party::Forces => entry.forces.as_ref().or(entry.government.as_ref()),
            Party::Police => return self.numbers.get(&format!("{}-police", entry.id)).copied().unwrap_or(state),
        };
        id.and_then(|id| self.numbers.get(id)).copied().unwrap_or(state)
    }

    fn check_descriptions(&self, problems: &mut Vec<Problem>) {
        for description in &self.grammar.description {
            let Some(id) = &description.as_ref().actor else { continue };
            if !self.numbers.contains_key(id) {
                problems.push(Problem {
                    file: "en/actors.toml".into(),
                    line: 1,
                    message: format!("a description means the actor `{id}`, which no file has"),
                    hint: "add it to data/actors".into(),
                });
            }
        }
    }

    fn names(&self) -> Names {
        let mut names = Names::new();
        let nouns = self.grammar.description.iter().filter_map(|description| description.as_ref().actor.as_ref());
        let populations: BTreeSet<&String> = nouns.collect();
        for (number, entry) in self.entries.iter().enumerate().filter(|(_, entry)| !populations.contains(&entry.id)) {
            let own = if entry.kind == STATE { Use::Country } else { Use::Name };
            let who = Who::Entry(number);
            for name in spoken(entry) {
                add(&mut names, name, own, who, case_of(name));
            }
            for acronym in entry.acronyms.iter().chain(entry.renamed.iter().filter_map(|r| r.acronym.as_ref())) {
                add(&mut names, acronym, own, who, Case::Exact(letters(acronym)));
                add(&mut names, &format!("{acronym}s"), own, who, Case::Exact(format!("{}s", letters(acronym))));
            }
            for phrase in &entry.described {
                let is_acronym = letters(phrase).chars().all(char::is_uppercase);
                let case = if is_acronym { Case::Exact(letters(phrase)) } else { Case::Any };
                add(&mut names, phrase, Use::Described, who, case);
            }
            for demonym in &entry.demonyms {
                add(&mut names, demonym, Use::Demonym, who, case_of_short(demonym));
            }
            for seat in &entry.seats {
                let government = Who::Entry(self.party_of(number, Party::Government));
                add(&mut names, seat, Use::Country, government, case_of(seat));
                add(&mut names, &format!("{seat}s"), Use::Country, government, case_of(seat));
            }
        }
        for template in &self.grammar.template {
            self.fill(&template.as_ref().pattern, &template.as_ref().means, &mut names);
        }
        names
    }

    fn fill(&self, pattern: &str, means: &str, names: &mut Names) {
        let Some(party) = party(means) else { return };
        if !["{name}", "{demonym}", "{seat}"].iter().any(|slot| pattern.contains(slot)) {
            for phrase in self.spread(pattern) {
                add(names, &phrase, Use::Template, Who::Focus(party), Case::Any);
            }
            return;
        }
        for (number, entry) in self.entries.iter().enumerate().filter(|(_, entry)| entry.kind == STATE) {
            let who = Who::Entry(self.party_of(number, party));
            let called: Vec<&str> =
                std::iter::once(entry.name.as_str()).chain(all(&entry.aliases)).chain(all(&entry.acronyms)).collect();
            for phrase in self.spread(pattern) {
                let fillings = [
                    ("{name}", called.clone()),
                    ("{demonym}", all(&entry.demonyms).collect()),
                    ("{seat}", all(&entry.seats).collect()),
                ];
                for (slot, words) in fillings {
                    for word in words.into_iter().filter(|_| phrase.contains(slot)) {
                        let phrase = phrase.replace(slot, word);
                        add(names, &phrase, Use::Template, who, case_of(&phrase));
                        if phrase.starts_with(word) && slot != "{demonym}" {
                            add(
                                names,
                                &phrase.replacen(word, &format!("{word}s"), 1),
                                Use::Template,
                                who,
                                case_of(&phrase),
                            );
                        }
                    }
                }
            }
        }
    }

    fn spread(&self, pattern: &str) -> Vec<String> {
        let fill = |pattern: &str, slot: &str, list: &WordSet| -> Vec<String> {
            if !pattern.contains(slot) {
                return vec![pattern.to_owned()];
            }
            list.iter().map(|word| pattern.replace(slot, word)).collect()
        };
        let forces = fill(pattern, "{force}", &self.grammar.forces);
        let forces: Vec<String> =
            forces.iter().flat_map(|pattern| fill(pattern, "{police}", &self.grammar.police)).collect();
        let loyal = forces.iter().flat_map(|pattern| fill(pattern, "{loyal}", &self.grammar.loyal));
        loyal.flat_map(|pattern| fill(&pattern, "{asset}", &self.grammar.assets)).collect()
    }
}

/// Reads which party of a country a template or a description means.
pub(super) fn party(word: &str) -> Option<Party> {
    match word {
        "state" => Some(Party::State),
        "government" => Some(Party::Government),
        "forces" => Some(Party::Forces),
        "police" => Some(Party::Police),
        _ => None,
    }
}

/// Gives every name of an entry that is no acronym.
pub(super) fn spoken(entry: &Entry) -> impl Iterator<Item = &str> {
    let renamed = entry.renamed.iter().map(|renaming| renaming.name.as_str());
    std::iter::once(entry.name.as_str()).chain(all(&entry.aliases)).chain(all(&entry.native)).chain(renamed)
}

/// Leaves the letters and digits of an acronym.
pub(super) fn letters(acronym: &str) -> String {
    acronym.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn all(list: &[String]) -> impl Iterator<Item = &str> {
    list.iter().map(String::as_str)
}

fn add(names: &mut Names, name: &str, usage: Use, who: Who, case: Case) {
    let folded = fold(name);
    if folded.is_empty() {
        return;
    }
    // "Syrias army": texts that lost their apostrophes keep the letter behind them.
    if usage == Use::Country || usage == Use::Name && !folded.ends_with('s') {
        names.entry(format!("{folded}s")).or_default().push(Sense { usage, who, case: case.clone() });
    }
    names.entry(folded).or_default().push(Sense { usage, who, case });
}

fn case_of(name: &str) -> Case {
    if name.chars().next().is_some_and(char::is_uppercase)
        || name.split(' ').any(|word| word.starts_with(char::is_uppercase))
    {
        return Case::Initial;
    }
    Case::Any
}

fn case_of_short(name: &str) -> Case {
    let short = letters(name);
    if short.chars().all(char::is_uppercase) { Case::Exact(short) } else { Case::Initial }
}
