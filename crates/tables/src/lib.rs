//! A case as tables: what stands in which column?
//!
//! Every table is a list of plain rows and, by [`batch`], an Arrow record batch: signed integers, plain strings and days,
//! so that Spark, DuckDB, pandas and R read them as they are. Positions count Unicode code points.

mod actors;
mod batch;
mod claims;
mod decided;
mod documents;
mod events;
mod index;
mod mentions;
mod places;

pub use actors::{ActorRow, actors};
pub use batch::{Row, TableError, batch};
pub use claims::{ClaimRow, claims};
pub use decided::{DecidedRow, decided};
pub use documents::{DocumentRow, documents};
pub use events::{EventRow, events};
pub use index::Index;
pub use mentions::{MentionRow, mentions};
pub use places::{PlaceRow, places};
