//! How is a case merged that no one machine holds?
//!
//! In steps, of which each sees a part of the case: some accounts, one block, the tellings of some chains. What a step needs of
//! all the others (names, how rare words are, which accounts are copies) stands in the [`World`], and what it needs of an
//! account in its [`Slip`]. The steps use the functions that [`crate::merge`] uses, and come to the same case:
//!
//! 1. [`Census::of`] some accounts; all censuses together make the [`World`];
//! 2. [`runs`] of words, [`Shared::of`] the holders of each, the [`originals`] and [`World::put_copies`];
//! 3. a [`Slip`] of every account, and how often it names what ([`Part::fame`], [`World::put_fame`]);
//! 4. the [`Entry`]s of every telling, sorted by block and order; those of a block [`meet`];
//! 5. what each of the pairs comes to ([`Part::judge`]), the [`Chains`] of those that are sure, and the groups in each that are
//!    beyond doubt ([`Part::surest`]);
//! 6. the [`Chains`] of groups that may still join ([`bridges`]), and what joins in each ([`Part::groups`]): first to date
//!    accounts without a date ([`Part::dates`]), with which the steps from 4 are repeated while there is anything new; then to
//!    make their events ([`Part::settle`]);
//! 7. of each group a [`few`] of those that it came near, and why they stayed apart ([`Part::refuse`]).

mod census;
mod chains;
mod copies;
mod part;
mod slip;
mod world;

pub use crate::cluster::Floors;
pub use census::Census;
pub use chains::Chains;
pub use copies::{Holder, Shared, least, originals, runs, sample};
pub use part::{Apart, Entry, Home, Judged, Near, Part, SPEAKERS, Settled, bridges, few, meet, reach};
pub use slip::Slip;
pub use world::{Ground, World};

/// Rounds of dating accounts without a date.
pub const ROUNDS: usize = crate::ROUNDS;

/// Bits of a telling's number that count within its account.
const WITHIN: u32 = 15;

/// Gives the number of a document, in the order of their ids; none where the id is no hash.
#[must_use]
pub fn number(document: &str) -> Option<i64> {
    i64::from_str_radix(document.strip_prefix("D-")?, 16).ok().filter(|number| (0..1 << 48).contains(number))
}

/// Gives the id of the document with this number.
#[must_use]
pub fn id(document: i64) -> String {
    format!("D-{document:012x}")
}

/// Gives the numbers of a document's tellings.
pub fn tellings(document: i64, count: usize) -> impl Iterator<Item = i64> {
    (0..i64::try_from(count).unwrap_or(i64::MAX)).map(move |within| (document << WITHIN) | within)
}

/// Gives the number of the document that a telling, given by its number, stands in.
#[must_use]
pub fn document_of(telling: i64) -> i64 {
    telling >> WITHIN
}
