//! Which names of the lexicon stand in the text?

use super::words::Words;
use daachorse::DoubleArrayAhoCorasick;
use std::collections::{BTreeMap, BTreeSet};

/// How the letters of a name must be written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Case {
    /// In any case; written in lower case in the lexicon.
    Any,
    /// With a capital first letter.
    Initial,
    /// Letter by letter: an acronym.
    Exact(String),
}

/// Which part of a country acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Party {
    /// The country as such.
    State,
    /// Its government and whoever fights for it.
    Government,
    /// Its armed forces.
    Forces,
    /// Its police.
    Police,
}

/// Whom a name means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    /// An entry of the lexicon, by number.
    Entry(usize),
    /// A party of the country that the document is about: "regime forces".
    Focus(Party),
}

/// When a name means an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// Always.
    Name,
    /// Always; made from a template such as "Iraqi troops".
    Template,
    /// Where the country in focus is one of those the lexicon gives: "the coalition".
    Described,
    /// Where it acts: "Russia said", but not "in Russia".
    Country,
    /// Where it tells whose deed it is: "Russian air strikes", but not "Russian winters".
    Demonym,
}

/// One meaning of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sense {
    /// When it means an actor.
    pub(super) usage: Use,
    /// Whom it means.
    pub(super) who: Who,
    /// How it must be written.
    pub(super) case: Case,
}

/// A name met in the text.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Its first word.
    pub(super) first: usize,
    /// Its last word.
    pub(super) last: usize,
    /// What it can mean here.
    pub(super) senses: Vec<Sense>,
}

/// All names in one automaton.
#[derive(Default)]
pub(super) struct Index {
    automaton: Option<DoubleArrayAhoCorasick<u32>>,
    senses: Vec<Vec<Sense>>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Index of {} names", self.senses.len())
    }
}

impl Index {
    /// Builds the automaton over folded names.
    pub(super) fn build(names: BTreeMap<String, Vec<Sense>>) -> Self {
        let mut senses = Vec::new();
        let mut patterns = Vec::new();
        for (number, (name, mut meant)) in (0u32..).zip(names) {
            meant.sort();
            meant.dedup();
            senses.push(meant);
            patterns.push((format!(" {name} "), number));
        }
        let automaton = DoubleArrayAhoCorasick::with_values(patterns).ok();
        Self { automaton, senses }
    }

    /// Gives the number of names.
    pub(super) fn len(&self) -> usize {
        self.senses.len()
    }

    /// Finds the names in `words` that `fits` lets pass; of names that overlap the first behind its article, and of these the longest.
    pub(super) fn find(
        &self,
        words: &Words,
        articles: &BTreeSet<String>,
        fits: impl Fn(&Sense, usize, usize) -> bool,
    ) -> Vec<Hit> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut hits = Vec::new();
        for found in automaton.find_overlapping_iter(&words.folded) {
            let Some(first) = words.starting(found.start() + 1) else { continue };
            let last = words.list.partition_point(|word| word.at < found.end() - 1) - 1;
            let senses = &self.senses[found.value() as usize];
            let senses: Vec<_> = senses.iter().filter(|sense| fits(sense, first, last)).cloned().collect();
            if !senses.is_empty() {
                hits.push(Hit { first, last, senses });
            }
        }
        // "The Independent" is a newspaper, "the Independent Electoral Commission" none.
        let begins = |hit: &Hit| hit.first + usize::from(articles.contains(words.folded(hit.first)));
        hits.sort_by_key(|hit| (begins(hit), std::cmp::Reverse(hit.last), hit.first));
        let mut end = 0;
        hits.retain(|hit| {
            let free = begins(hit) >= end;
            if free {
                end = hit.last + 1;
            }
            free
        });
        hits
    }
}
