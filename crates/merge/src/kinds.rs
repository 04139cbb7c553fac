//! Which kinds of event can one happening be?

use crate::settings::Settings;
use std::collections::BTreeSet;

/// Kinds by their numbers, for the millions of comparisons that ask.
pub(crate) struct Kinds<'k> {
    /// The kinds, sorted.
    names: Vec<&'k str>,
    /// Of each two how alike they are.
    likeness: Vec<Option<f64>>,
    /// Of each whether it does not matter who acts and who is hit.
    symmetric: Vec<bool>,
    /// Of each whether it is something that somebody says.
    said: Vec<bool>,
}

impl<'k> Kinds<'k> {
    /// Numbers kinds; each may be given many times.
    pub fn new(kinds: impl Iterator<Item = &'k str>, settings: &Settings) -> Self {
        let mut names: Vec<&str> = kinds.collect();
        names.sort_unstable();
        names.dedup();
        let pairs = names.iter().flat_map(|one| names.iter().map(|other| settings.likeness(one, other)));
        let of = |listed: &BTreeSet<String>| names.iter().map(|kind| listed.contains(*kind)).collect();
        let (symmetric, said) = (of(&settings.symmetric.kinds), of(&settings.said.kinds));
        Self { likeness: pairs.collect(), symmetric, said, names }
    }

    /// Gives the kinds, in order of their numbers.
    pub fn names(&self) -> &[&'k str] {
        &self.names
    }

    /// Gives the number of a kind that was given.
    pub fn number(&self, kind: &str) -> usize {
        self.names.binary_search(&kind).unwrap_or(0)
    }

    /// Gives how alike two kinds are, from 0 to 1; none where one happening cannot be both.
    pub fn likeness(&self, one: usize, other: usize) -> Option<f64> {
        self.likeness[one * self.names.len() + other]
    }

    /// Tells whether it does not matter in a happening of this kind who acts and who is hit.
    pub fn is_symmetric(&self, kind: usize) -> bool {
        self.symmetric[kind]
    }

    /// Tells whether it is something that somebody says.
    pub fn is_said(&self, kind: usize) -> bool {
        self.said[kind]
    }
}
