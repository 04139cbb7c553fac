//! One text to its [`Analysis`]: sentences, tokens, tags, lemmas, a dependency tree and names.
//!
//! Knows grammar and nothing of conflicts. Total: every text that is valid UTF-8 gives an analysis
//! whose tokens and gaps rebuild it. Same text and model, same analysis, on every machine.
//!
//! ```no_run
//! use language::{Model, analyze};
//! use schema::{DataFile, Span};
//!
//! let read = |name: &str| std::fs::read(name).map(|bytes| DataFile { path: name.into(), bytes });
//! let files: Vec<DataFile> = Model::FILES.iter().map(|name| read(&format!("models/en/{name}"))).collect::<Result<_, _>>()?;
//! let model = Model::load(&files, "en").map_err(|problems| std::io::Error::other(problems[0].to_string()))?;
//! let text = "The army shelled the town.";
//! for token in analyze(text, &[Span::new(0, text.len())], &model).tokens {
//!     println!("{} {}", token.span.of(text), token.relation.label());
//! }
//! # Ok::<(), std::io::Error>(())
//! ```

mod addresses;
mod analysis;
mod analyze;
mod bytes;
mod dateline;
mod fine;
mod gap;
mod grammar;
mod lemmas;
mod model;
mod names;
mod network;
mod numbers;
mod pieces;
mod repair;
mod sentences;
mod splitter;
mod tokens;
pub mod training;
mod words;

pub use analysis::{Analysis, Name, Sentence, Token};
pub use analyze::{analyze, analyze_tokens};
pub use grammar::{Relation, Tag};
pub use model::Model;
pub use names::labels::Kind as NameKind;
