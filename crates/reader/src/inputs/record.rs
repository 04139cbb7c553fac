//! What does a row, an entry or a capture tell of a page, and in which columns?

use crate::page::{Hints, Place, Stamp};
use crate::publishers::Publishers;
use crate::text::line::beginning;
use crate::words::syntax;
use jiff::civil::Date;
use schema::{DataFile, Interval, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A page as a table, a feed, a crawl or a mailbox holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Record {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
}

impl Record {
    /// Gives the same bytes for the same record, to name it by.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Gives what the record tells beside the text.
    pub(crate) fn hints(&self, publishers: &Publishers) -> Hints {
        let date = self.date.as_deref().and_then(|date| stamp(date, publishers));
        Hints {
            title: self.title.clone().filter(|title| title.len() < 1000),
            site: self.source.clone().filter(|source| !source.contains("://") && source.len() < 200),
            domain: self.url.as_deref().and_then(crate::html::host),
            author: self.author.clone().filter(|author| author.len() < 200),
            dates: date.into_iter().collect(),
            ..Hints::default()
        }
    }

    /// Makes a record of named values; none where none of them is the text.
    pub(crate) fn of<'v>(values: impl Iterator<Item = (&'v str, String)>, columns: &Columns) -> Option<Self> {
        let mut best: BTreeMap<Field, (usize, String)> = BTreeMap::new();
        for (name, value) in values {
            let Some((field, rank)) = columns.field(name) else { continue };
            let better = best.get(&field).is_none_or(|(known, _)| rank < *known);
            if better && !value.trim().is_empty() {
                best.insert(field, (rank, value));
            }
        }
        let mut take = |field: Field| best.remove(&field).map(|(_, value)| value);
        let mut short = |field: Field| take(field).map(|value| value.split_whitespace().collect::<Vec<_>>().join(" "));
        let (title, source, date) = (short(Field::Title), short(Field::Source), short(Field::Date));
        let (url, author) = (short(Field::Url), short(Field::Author));
        Some(Self { title, source, date, url, author, text: take(Field::Text)? })
    }
}

/// Reads a date as tables write it: ISO, seconds since 1970, or in words.
fn stamp(date: &str, publishers: &Publishers) -> Option<Stamp> {
    let seconds = || {
        let number: i64 = date.trim().parse().ok().filter(|number| *number > 100_000_000)?;
        let seconds = if number > 100_000_000_000 { number / 1000 } else { number };
        let moment = jiff::Timestamp::from_second(seconds).ok()?.to_string();
        moment.get(..10)?.parse::<Date>().ok()
    };
    let plain = date.trim().get(..10).and_then(|day| day.parse::<Date>().ok());
    let (day, weekday_fits) = match plain.or_else(seconds) {
        Some(day) => (Interval::day(day), None),
        None => {
            let found = publishers.words.dates.find(beginning(date, 200)).into_iter().next()?;
            (found.day, found.weekday_fits())
        }
    };
    let text = format!("column date: {}", beginning(date.trim(), 80));
    Some(Stamp { text, day, place: Place::Markup(0), span: None, weekday_fits })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Field {
    Title,
    Text,
    Source,
    Date,
    Url,
    Author,
}

/// Under which names tables hold a page's parts: those of `data/sources/columns.toml` and those that the user maps.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    names: BTreeMap<String, (Field, usize)>,
}

impl Columns {
    /// Loads `sources/columns.toml`.
    ///
    /// # Errors
    /// Every entry that cannot be used.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut columns = Self::default();
        for file in files.iter().filter(|file| file.path.ends_with("sources/columns.toml")) {
            let text = file.text().map_err(|problem| vec![problem])?;
            let lists: BTreeMap<Field, Vec<String>> =
                toml::from_str(text).map_err(|error| vec![syntax(&file.path, text, &error)])?;
            for (field, names) in lists {
                for (rank, name) in names.iter().enumerate() {
                    columns.names.insert(key(name), (field, rank + 1));
                }
            }
        }
        Ok(columns)
    }

    /// Adds a column that the user names: `text=BODY`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn map(&mut self, pair: &str) -> Result<(), String> {
        let Some((field, name)) = pair.split_once('=') else {
            return Err(format!("\"{pair}\" maps nothing; write text=NAME, with the name of your column"));
        };
        let field = match field.trim() {
            "title" => Field::Title,
            "text" => Field::Text,
            "source" => Field::Source,
            "date" => Field::Date,
            "url" => Field::Url,
            "author" => Field::Author,
            other => {
                return Err(format!("\"{other}\" is no part of a page; map title, text, source, date, url or author"));
            }
        };
        self.names.insert(key(name), (field, 0));
        Ok(())
    }

    /// Tells whether a column of that name holds the text.
    pub(crate) fn holds_text(&self, name: &str) -> bool {
        self.field(name).is_some_and(|(field, _)| field == Field::Text)
    }

    fn field(&self, name: &str) -> Option<(Field, usize)> {
        self.names.get(&key(name)).copied()
    }
}

/// "Article_Text" and "article text" are one name.
fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
