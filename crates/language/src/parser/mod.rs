//! How do the words of a sentence depend on each other?
//!
//! Greedy arc-hybrid transitions (Kuhlmann et al. 2011): each step is scored by the words around it.

pub mod features;
pub mod state;

use crate::grammar::Relation;
use crate::weights::{Scorer, best};
use features::Words;
use state::{MOVES, State};

/// Finds head and relation of every word; a head of 0 is the root, else the head's place counted from 1.
pub fn parse(words: &Words, scorer: &impl Scorer) -> Vec<(usize, Relation)> {
    let mut state = State::new(words.len());
    let mut keys = Vec::new();
    let mut scores = vec![0; MOVES];
    while !state.is_final() {
        words.features(&state, &mut keys);
        scores.fill(0);
        keys.iter().for_each(|key| scorer.add(*key, &mut scores));
        let Some(chosen) = best(&scores, |chosen| state.allows(chosen)) else { break };
        state.apply(chosen);
    }
    state.tree()
}
