//! Which names of the lexicon stand in the text?

use super::words::Words;
use crate::words::{WordMap, WordSet};
use std::collections::HashMap;

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

/// All names, sorted, which makes them a trie of words: the names that go on from the same words stand together.
#[derive(Default)]
pub(super) struct Index {
    names: Vec<Box<str>>,
    senses: Vec<Vec<Sense>>,
    /// By its first word, where the names begin and end that have it.
    first: WordMap<(usize, usize)>,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Index of {} names", self.senses.len())
    }
}

impl Index {
    /// Sorts folded names with what each can mean.
    pub(super) fn build(names: HashMap<String, Vec<Sense>>) -> Self {
        let mut sorted: Vec<(String, Vec<Sense>)> = names.into_iter().collect();
        sorted.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let mut index = Self::default();
        for (at, (name, mut meant)) in sorted.into_iter().enumerate() {
            meant.sort();
            meant.dedup();
            let word = name.split(' ').next().unwrap_or(&name);
            match index.first.get_mut(word) {
                Some((_, end)) => *end = at + 1,
                None => drop(index.first.insert(word.into(), (at, at + 1))),
            }
            index.names.push(name.into());
            index.senses.push(meant);
        }
        index
    }

    /// Gives the number of names.
    pub(super) fn len(&self) -> usize {
        self.senses.len()
    }

    /// Finds the names in `words` that `fits` lets pass; of names that overlap the first behind its article, and of these the longest.
    pub(super) fn find(
        &self,
        words: &Words,
        articles: &WordSet,
        fits: impl Fn(&Sense, usize, usize) -> bool,
    ) -> Vec<Hit> {
        let mut hits = Vec::new();
        for first in 0..words.list.len() {
            self.starting(words, first, |last, senses| {
                let senses: Vec<_> = senses.iter().filter(|sense| fits(sense, first, last)).cloned().collect();
                if !senses.is_empty() {
                    hits.push(Hit { first, last, senses });
                }
            });
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

    /// Gives the last word of every name that starts with the word `first`, with what it can mean.
    fn starting<'i>(&'i self, words: &Words, first: usize, mut put: impl FnMut(usize, &'i [Sense])) {
        let Some(&(mut from, mut to)) = self.first.get(words.folded(first)) else { return };
        let start = words.list[first].at;
        for last in first..words.list.len() {
            let here = &words.folded[start..words.list[last].at + words.folded(last).len()];
            from += self.names[from..to].partition_point(|name| **name < *here);
            if self.names[from..to].first().is_some_and(|name| **name == *here) {
                put(last, &self.senses[from]);
                from += 1;
            }
            let goes_on = |name: &str| name.strip_prefix(here).is_some_and(|rest| rest.starts_with(' '));
            to = from + self.names[from..to].partition_point(|name| goes_on(name));
            if from == to {
                return;
            }
        }
    }
}
