//! The case file: one SQLite file that holds what was read, what was found and what it comes to.
//!
//! [`CaseFile`] writes and loads it, [`export_json`] hands it on, [`check`] tells where it contradicts itself,
//! and [`query`] answers what people ask. What each table holds is told in `docs/case-file.md`.

mod accounts;
mod as_of;
mod audit;
mod beside;
mod check;
mod decisions;
mod diff;
mod error;
mod export;
mod file;
mod history;
mod index;
#[cfg(test)]
mod killed;
mod load;
mod machine;
mod migrate;
mod packed;
pub mod query;
#[cfg(test)]
mod sample;
mod spoken;
mod sql;
mod time;
mod walk;
mod write;

pub use check::check;
pub use diff::{Difference, diff};
pub use error::StoreError;
pub use export::{Values, export_json};
pub use file::CaseFile;
pub use history::{Change, Resolved};
pub use walk::{Noun, Walk};
