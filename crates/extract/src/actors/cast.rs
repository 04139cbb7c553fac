//! Who appears in this document?

use super::{entry::Entry, lexicon::spoken, words::fold};
use schema::{Actor, ActorId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// An actor of the document.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// Its id.
    pub(super) id: ActorId,
    /// Its usual name.
    pub(super) name: String,
    /// Its kind.
    pub(super) kind: String,
    /// Its country.
    pub(super) country: Option<String>,
    /// What sets it apart.
    pub(super) traits: Vec<String>,
    /// Every name it goes by.
    pub(super) aliases: BTreeSet<String>,
    /// The words that head its names of several words, folded: "front", "ministry".
    pub(super) heads: BTreeSet<String>,
    /// True where the text names it, and does not only describe it.
    pub(super) named: bool,
}

impl Figure {
    /// Adds a name.
    pub(super) fn call(&mut self, name: String) {
        let folded = fold(&name);
        let last = folded.rsplit_once(' ').map(|(_, head)| head);
        // "Ministry of Defense" is a ministry.
        let first = folded.split_once(" of ").map(|(of, _)| of.rsplit_once(' ').map_or(of, |(_, head)| head));
        self.heads.extend([last, first].into_iter().flatten().map(str::to_owned));
        self.aliases.insert(name);
    }
}

/// How the text refers to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// By a name.
    Name,
    /// By a common noun.
    Description,
    /// By a pronoun.
    Pronoun,
}

/// A reference to a figure.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The words.
    pub(super) span: Span,
    /// The figure's number.
    pub(super) figure: usize,
    /// How it is referred to.
    pub(super) how: How,
    /// The rule that decided.
    pub(super) rule: &'static str,
}

/// The actors of a document.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// The figures, in the order of their entrance.
    pub(super) figures: Vec<Figure>,
    numbers: BTreeMap<ActorId, usize>,
}

impl Cast {
    /// Gives the number of an entry's figure and lets it enter where it is new.
    pub(super) fn entry(&mut self, entry: &Entry) -> usize {
        if let Some(&number) = self.numbers.get(&entry.id) {
            return number;
        }
        let acronyms =
            entry.acronyms.iter().chain(entry.renamed.iter().filter_map(|renaming| renaming.acronym.as_ref()));
        let mut figure = Figure {
            id: entry.id.clone(),
            name: entry.name.clone(),
            kind: entry.kind.clone(),
            country: entry.country.clone(),
            traits: entry.traits.clone(),
            aliases: acronyms.cloned().collect(),
            heads: BTreeSet::new(),
            named: false,
        };
        spoken(entry).for_each(|name| figure.call(name.to_owned()));
        self.enter(figure)
    }

    /// Gives the number of the figure with this id and lets it enter where it is new.
    pub(super) fn enter(&mut self, figure: Figure) -> usize {
        if let Some(&number) = self.numbers.get(&figure.id) {
            return number;
        }
        let number = self.figures.len();
        self.numbers.insert(figure.id.clone(), number);
        self.figures.push(figure);
        number
    }

    /// Gives the actors, by id.
    pub(super) fn actors(&self, appear: &BTreeSet<usize>) -> Vec<Actor> {
        self.numbers.values().filter(|number| appear.contains(number)).map(|&number| self.actor(number)).collect()
    }

    fn actor(&self, number: usize) -> Actor {
        let figure = &self.figures[number];
        let aliases = figure.aliases.iter().filter(|alias| **alias != figure.name).cloned().collect();
        Actor {
            id: figure.id.clone(),
            name: figure.name.clone(),
            kind: figure.kind.clone(),
            country: figure.country.clone(),
            aliases,
        }
    }
}
