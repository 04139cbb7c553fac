//! Which values are there to choose from, and how many events has each?

use super::{
    filter::{Filter, Terms},
    select::Selection,
};
use crate::{CaseFile, StoreError, index::Numbers};
use rusqlite::{Connection, Result};
use serde::Serialize;

/// The filters that are offered as facets, in this order.
const SHOWN: [&str; 12] = [
    "status",
    "type",
    "actor",
    "place",
    "country",
    "source",
    "speaker",
    "language",
    "attribute",
    "precision",
    "party",
    "lacks",
];

/// A filter with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// Its key.
    pub key: &'static str,
    /// The values of most events, and all that are chosen.
    pub values: Vec<FacetValue>,
    /// How many values there are in all.
    pub total: usize,
}

/// A value of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// The same in plain words.
    pub label: String,
    /// How many events have it that pass all other filters.
    pub events: usize,
    /// Whether the filter asks for it.
    pub chosen: bool,
}

/// Gives the facets with up to `most` values each; the counts of a facet do not heed its own filter.
///
/// # Errors
/// When the file cannot be read.
pub fn facets(file: &CaseFile, filter: &Filter, most: usize) -> std::result::Result<Vec<Facet>, StoreError> {
    let all = || {
        let selection = Selection::of(&file.connection, filter)?;
        SHOWN.iter().map(|key| facet(&file.connection, filter, &selection, (key, most))).collect::<Result<_>>()
    };
    all().map_err(|error| file.told(error))
}

fn facet(c: &Connection, filter: &Filter, selection: &Selection, (key, most): (&'static str, usize)) -> Result<Facet> {
    counted(c, &selection.without(key), filter.terms.get(key), (key, most))
}

/// Gives the values of `key` that the events have which pass, its own filter heeded too.
pub(super) fn alongside(c: &Connection, filter: &Filter, key: &'static str, most: usize) -> Result<Facet> {
    counted(c, &Selection::of(c, filter)?.all(), None, (key, most))
}

fn counted(
    c: &Connection,
    passed: &Numbers,
    terms: Option<&Terms>,
    (key, most): (&'static str, usize),
) -> Result<Facet> {
    let everything = passed.is_full();
    let mut statement = c.prepare_cached("SELECT value, label, events, numbers FROM facets WHERE key = ?")?;
    let mut rows = statement.query([key])?;
    let mut values = Vec::new();
    while let Some(row) = rows.next()? {
        let (value, label): (String, String) = (row.get(0)?, row.get(1)?);
        let events = if everything {
            usize::try_from(row.get::<_, i64>(2)?).unwrap_or(0)
        } else {
            passed.count_packed(row.get_ref(3)?.as_blob()?)
        };
        let asked = |list: &[String]| list.iter().any(|word| *word == value || word.eq_ignore_ascii_case(&label));
        let chosen = terms.is_some_and(|terms| asked(&terms.any));
        if events > 0 || chosen {
            values.push(FacetValue { value, label, events, chosen });
        }
    }
    values.sort_by(|a, b| (b.chosen, b.events, &a.label, &a.value).cmp(&(a.chosen, a.events, &b.label, &b.value)));
    let total = values.len();
    values.truncate(most.max(values.iter().filter(|value| value.chosen).count()));
    Ok(Facet { key, values, total })
}
