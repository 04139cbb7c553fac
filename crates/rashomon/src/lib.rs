//! One event, many accounts: the wiring of the program.
//!
//! The only crate that reads files and listens to the user; all that it knows about conflicts stands in the crates it calls.

mod account;
mod against;
mod beacon;
mod carried;
mod decide;
mod gazetteer;
pub mod gold;
mod input;
mod learn;
mod partition;
mod progress;
pub mod reports;
mod run;
mod serve;
pub mod show;
pub mod terminal;

pub use account::{Analyzer, Refused};
pub use against::differences;
pub use carried::{Carried, data_files};
pub use decide::{follow, put, settings, waiting};
pub use gazetteer::{IMPORTED, Imported, import_gazetteer};
pub use input::{Page, pages};
pub use learn::{Measured, learn};
pub use partition::{Partition, merge_parts};
pub use progress::{Progress, ProgressStyle};
pub use run::{Run, Summary, run, run_mapped};
pub use serve::Serving;
pub use web::drawn;
