//! Which events does an address ask for, and what else could it ask?

pub(crate) mod chart;
pub(crate) mod facts;
pub(crate) mod filter;
pub(crate) mod list;
pub(crate) mod panel;
pub(crate) mod places;
pub(crate) mod search;
