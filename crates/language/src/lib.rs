//! One text to its [`Analysis`]: sentences, tokens, tags, lemmas and a dependency tree.
//!
//! Knows grammar and nothing of conflicts. Total: every text that is valid UTF-8 gives an analysis
//! whose tokens and gaps rebuild it.

mod analysis;
mod analyze;
mod fine;
mod form;
mod grammar;
mod lemmas;
mod model;
mod parser;
mod sentences;
mod tagger;
mod tokens;
pub mod training;
mod weights;
mod words;

pub use analysis::{Analysis, Sentence, Token};
pub use analyze::{analyze, analyze_tokens};
pub use grammar::{Relation, Tag};
pub use model::Model;
