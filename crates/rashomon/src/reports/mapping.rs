//! What does each column of a table of reports mean?

use super::table::Row;
use anyhow::{Context, Result};
use jiff::civil::Date;
use schema::Interval;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Reports without a day of their own may name it in brackets in their title: "The Post (2013-01-10) Two killed".
const DAY_LENGTH: usize = 10;

/// What an actor is whose name names nobody, and what all others are: keys of `data/ontology/actor_kinds.toml`.
const UNKNOWN: &str = "unknown";
const NAMED: &str = "armed_group";

/// Which columns hold what; `docs/reports.md` explains each field.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Its name, which stands in every record made by it.
    pub name: String,
    /// Column with the source of the report: rows with the same source are one account.
    source: Option<String>,
    /// Column with who published it.
    outlet: Option<String>,
    /// Column with the day of publication; without it, a day in brackets in the source is taken.
    published: Option<String>,
    /// Column with the first day.
    from: String,
    /// Column with the last day.
    to: Option<String>,
    /// Columns with the place: the first that says something.
    place: Vec<String>,
    /// Column with degrees north.
    pub(super) lat: Option<String>,
    /// Column with degrees east.
    pub(super) lon: Option<String>,
    /// Which values of a column say that the place is exact.
    exact: Option<Exact>,
    /// What happened.
    kind: Kind,
    /// Columns with who acted.
    #[serde(default)]
    agents: Vec<String>,
    /// Columns with who was hit.
    #[serde(default)]
    targets: Vec<String>,
    /// What separates several names in one cell.
    separator: Option<String>,
    /// Numbers of people.
    #[serde(default)]
    numbers: Vec<Number>,
    /// Values that say nothing.
    #[serde(default)]
    unknown: Vec<String>,
    /// How names begin that name nobody: "Unknown", "Civilians".
    #[serde(default)]
    vague: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Exact {
    column: String,
    values: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    column: Option<String>,
    default: String,
    #[serde(default)]
    values: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Number {
    attribute: String,
    low: String,
    high: Option<String>,
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// Where it is no such file; the message says what and where.
    pub fn parse(path: &str, text: &str) -> Result<Self> {
        toml::from_str(text).with_context(|| format!("{path}: no mapping of columns; compare with docs/reports.md"))
    }

    /// Tells whether a table has the columns without which this mapping reads nothing of it.
    pub(super) fn fits(&self, columns: &[String]) -> bool {
        let needed = std::iter::once(&self.from).chain(&self.agents).chain(&self.kind.column);
        needed.into_iter().all(|column| columns.contains(column))
    }

    /// Gives the rule that stands in what a mapping made.
    pub(super) fn rule(&self, part: &str) -> String {
        format!("reports/{}/{part}", self.name)
    }

    pub(super) fn source(&self, row: &Row) -> Option<String> {
        self.cell(row, self.source.as_deref())
    }

    pub(super) fn outlet(&self, row: &Row) -> Option<String> {
        self.cell(row, self.outlet.as_deref())
    }

    pub(super) fn published(&self, row: &Row, source: &str) -> Option<Date> {
        let named = self.cell(row, self.published.as_deref()).and_then(|cell| day(&cell));
        let bracketed = || source.match_indices('(').find_map(|(at, _)| day(source.get(at + 1..)?));
        named.or_else(bracketed)
    }

    /// Gives the days of a report; none where its first day says nothing.
    pub(super) fn days(&self, row: &Row) -> Option<Interval> {
        let from = day(&self.cell(row, Some(&self.from))?)?;
        let to = self.cell(row, self.to.as_deref()).and_then(|cell| day(&cell)).unwrap_or(from);
        Some(Interval::new(from, to))
    }

    pub(super) fn place_name(&self, row: &Row) -> Option<String> {
        self.place.iter().find_map(|column| self.cell(row, Some(column)))
    }

    /// Tells whether the place is a town or more exact; it is where nothing says otherwise.
    pub(super) fn is_exact(&self, row: &Row) -> bool {
        let said = |exact: &Exact| self.cell(row, Some(&exact.column)).is_some_and(|cell| exact.values.contains(&cell));
        self.exact.as_ref().is_none_or(said)
    }

    /// Gives the kind of event, and the words behind it.
    pub(super) fn kind(&self, row: &Row) -> (String, String) {
        let Some(words) = self.cell(row, self.kind.column.as_deref()) else {
            return (self.kind.default.clone(), self.kind.default.replace('_', " "));
        };
        (self.kind.values.get(&words).unwrap_or(&self.kind.default).clone(), words)
    }

    /// Gives role, name and kind of everybody who takes part.
    pub(super) fn actors(&self, row: &Row) -> Vec<(&'static str, String, String)> {
        let mut actors = Vec::new();
        for (role, columns) in [("agent", &self.agents), ("target", &self.targets)] {
            for cell in columns.iter().filter_map(|column| self.cell(row, Some(column))) {
                let names = match &self.separator {
                    Some(separator) => cell.split(separator.as_str()).map(str::trim).map(str::to_owned).collect(),
                    None => vec![cell],
                };
                for name in names.into_iter().filter(|name| !name.is_empty() && !self.unknown.contains(name)) {
                    let kind = if self.vague.iter().any(|start| name.starts_with(start)) { UNKNOWN } else { NAMED };
                    actors.push((role, name, kind.to_owned()));
                }
            }
        }
        actors
    }

    /// Gives attribute and bounds of every number that is not zero.
    pub(super) fn numbers(&self, row: &Row) -> Vec<(String, Option<u64>, Option<u64>)> {
        let read = |column: Option<&str>| self.cell(row, column).and_then(|cell| whole(&cell));
        let told = self.numbers.iter().map(|number| {
            let low = read(Some(&number.low));
            (number.attribute.clone(), low, number.high.as_deref().map_or(low, |high| read(Some(high))))
        });
        told.filter(|(_, low, high)| high.or(*low).is_some_and(|n| n > 0)).collect()
    }

    pub(super) fn number(&self, row: &Row, column: Option<&str>) -> Option<f64> {
        self.cell(row, column)?.parse().ok()
    }

    /// Gives what a cell says; none where it is empty or says that nothing is known.
    fn cell(&self, row: &Row, column: Option<&str>) -> Option<String> {
        let cell = row.get(column?)?.trim();
        (!cell.is_empty() && !self.unknown.iter().any(|word| word == cell)).then(|| cell.to_owned())
    }
}

/// Other ways in which tables write a day: "28 June 2016", "28-Jun-2016". None that could be read two ways.
const DAYS: [&str; 4] = ["%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%B-%Y"];

/// Reads the day that a cell begins with, or is.
fn day(cell: &str) -> Option<Date> {
    let first = cell.get(..DAY_LENGTH).and_then(|day| day.parse().ok());
    first.or_else(|| DAYS.iter().find_map(|form| Date::strptime(form, cell).ok()))
}

/// Reads a whole number, also one written "12.0".
fn whole(cell: &str) -> Option<u64> {
    cell.strip_suffix(".0").unwrap_or(cell).parse().ok()
}
