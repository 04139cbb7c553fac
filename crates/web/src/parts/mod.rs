//! What do pages have in common: days, numbers, states, words of others?

pub(crate) mod bars;
pub(crate) mod basemap;
pub(crate) mod claims;
pub(crate) mod days;
pub(crate) mod difference;
pub(crate) mod export;
pub(crate) mod inset;
pub(crate) mod known;
pub(crate) mod link;
pub(crate) mod rail;
pub(crate) mod sheet;
pub(crate) mod state;
pub(crate) mod strip;
pub(crate) mod toll;
pub(crate) mod words;
