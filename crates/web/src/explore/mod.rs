//! Events on map, timeline and list.

pub(crate) mod address;
pub(crate) mod chart;
pub(crate) mod list;
pub(crate) mod panel;
