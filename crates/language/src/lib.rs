//! One text to its [`Analysis`]: sentences, tokens, tags, lemmas and a dependency tree.
//!
//! Knows grammar and nothing of conflicts. Total: every text that is valid UTF-8 gives an analysis
//! whose tokens and gaps rebuild it.

mod analysis;
mod grammar;

pub use analysis::{Analysis, Sentence, Token};
pub use grammar::{Relation, Tag};
