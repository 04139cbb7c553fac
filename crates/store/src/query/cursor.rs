//! Which page of a list, and where does the next one begin?

use serde::Serialize;

/// The most items of a page.
pub const LARGEST_PAGE: usize = 500;

/// The order of a list of events; in each, those without a day come last or stand by what is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// The latest day first.
    #[default]
    Newest,
    /// The earliest day first.
    Oldest,
    /// Those that most accounts tell of first.
    Told,
}

impl Sort {
    /// Reads `newest`, `oldest` or `told`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "newest" => Some(Self::Newest),
            "oldest" => Some(Self::Oldest),
            "told" => Some(Self::Told),
            _ => None,
        }
    }
}

/// Which part of a list is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The most items, at most [`LARGEST_PAGE`].
    pub limit: usize,
    /// The `next` of the page before; none for the first page.
    pub after: Option<String>,
    /// The order.
    pub sort: Sort,
}

impl Default for Page {
    fn default() -> Self {
        Self { limit: 50, after: None, sort: Sort::default() }
    }
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List<T> {
    /// The items.
    pub items: Vec<T>,
    /// What to ask for the next page; none on the last one. It holds even when rows come and go meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many items there are in all.
    pub total: usize,
    /// False where counting stopped at `total` because there are more.
    pub total_is_exact: bool,
}
