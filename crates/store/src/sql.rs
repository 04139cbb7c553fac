//! How do our nouns become columns, and columns our nouns again?

use crate::packed;
use rusqlite::{
    Connection, Row, RowIndex, ToSql, params,
    types::{Type, ValueRef},
};
use schema::{Interval, Span};
use serde::{
    Serialize,
    de::{DeserializeOwned, value::StrDeserializer},
};
use sha2::{Digest, Sha256};
use std::fmt::{Display, Write};

/// Inserts one row with a value for every column of `table`.
pub(crate) fn insert(connection: &Connection, table: &str, row: &[&dyn ToSql]) -> rusqlite::Result<()> {
    let mut sql = format!("INSERT INTO {table} VALUES (?");
    sql.extend(std::iter::repeat_n(",?", row.len() - 1));
    sql.push(')');
    connection.prepare_cached(&sql)?.execute(row)?;
    Ok(())
}

/// Keeps a long text once and gives its number.
pub(crate) fn keep(connection: &Connection, content: &str) -> rusqlite::Result<i64> {
    keep_as(connection, &sha256(content), &content)
}

/// Findings as they are kept: as JSON they are ten times as long as what they say, so packed.
pub(crate) struct Packed {
    hash: [u8; 32],
    content: Vec<u8>,
}

impl Packed {
    /// Packs findings.
    pub fn of<T: Serialize>(findings: &T) -> Self {
        let content = json(findings);
        Self { hash: sha256(&content), content: packed::packed(&content) }
    }

    /// Keeps them once and gives their number.
    pub fn keep(&self, connection: &Connection) -> rusqlite::Result<i64> {
        keep_as(connection, &self.hash, &self.content)
    }
}

fn keep_as(connection: &Connection, hash: &[u8; 32], content: &dyn ToSql) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO contents VALUES (NULL, ?1, ?2)
        ON CONFLICT (hash) DO UPDATE SET content = ?2 WHERE content <> ?2";
    connection.prepare_cached(sql)?.execute(params![hash, content])?;
    connection.prepare_cached("SELECT number FROM contents WHERE hash = ?")?.query_row([hash], |row| row.get(0))
}

/// Gives a content as text; findings of the first layout are not packed.
pub(crate) fn unpacked(row: &Row<'_>, column: &str) -> rusqlite::Result<String> {
    match row.get_ref(column)? {
        ValueRef::Blob(content) => packed::unpacked(content).map_err(|error| damaged(column, &error)),
        other => other.as_str().map(str::to_owned).map_err(|error| damaged(column, &error)),
    }
}

/// Reads findings.
pub(crate) fn from_packed<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    serde_json::from_str(&unpacked(row, column)?).map_err(|error| damaged(column, &error))
}

/// Gives the SHA-256 of a text.
pub(crate) fn sha256(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Writes bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a string takes all that is written to it");
        hex
    })
}

/// Gives a noun as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(noun: &T) -> String {
    serde_json::to_string(noun).expect("our nouns have no maps with keys that are not strings")
}

/// Reads a noun from the JSON in a column.
pub(crate) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: impl RowIndex + Display) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str().map_err(|error| damaged(column, &error))?;
    serde_json::from_str(text).map_err(|error| damaged(column, &error))
}

/// Gives the name of a variant as our tables write it: `actual`, `boilerplate`.
pub(crate) fn name<T: Serialize>(variant: &T) -> String {
    json(variant).trim_matches('"').to_string()
}

/// Reads a variant from its name in a column.
pub(crate) fn from_name<T: DeserializeOwned>(row: &Row<'_>, column: impl RowIndex + Display) -> rusqlite::Result<T> {
    let name = row.get_ref(column)?.as_str().map_err(|error| damaged(column, &error))?;
    let variant = T::deserialize(StrDeserializer::<serde::de::value::Error>::new(name));
    variant.map_err(|error| damaged(column, &error))
}

/// Gives a position as SQLite counts.
pub(crate) fn number(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

/// Gives a number of people or things as SQLite counts.
pub(crate) fn count(bound: Option<u64>) -> Option<i64> {
    bound.map(|n| i64::try_from(n).unwrap_or(i64::MAX))
}

/// Reads a number of people or things.
pub(crate) fn from_count(row: &Row<'_>, column: impl RowIndex + Display) -> rusqlite::Result<Option<u64>> {
    let value: Option<i64> = row.get(column)?;
    value.map(|n| u64::try_from(n).map_err(|error| damaged(column, &error))).transpose()
}

/// Reads a span, if its two columns are filled.
pub(crate) fn span(row: &Row<'_>, start: &str, end: &str) -> rusqlite::Result<Option<Span>> {
    let (Some(from), Some(to)): (Option<i64>, Option<i64>) = (row.get(start)?, row.get(end)?) else { return Ok(None) };
    let from = usize::try_from(from).map_err(|error| damaged(start, &error))?;
    let to = usize::try_from(to).map_err(|error| damaged(end, &error))?;
    if from > to {
        return Err(damaged(end, &"a span ends before it starts"));
    }
    Ok(Some(Span { start: from, end: to }))
}

/// Reads the span that every row of a table has.
pub(crate) fn own_span(row: &Row<'_>) -> rusqlite::Result<Span> {
    span(row, "start_byte", "end_byte")?.ok_or_else(|| damaged("start_byte", &"empty"))
}

/// Reads a span from its start and, in the next column, its length, if they are filled.
pub(crate) fn extent_at(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Span>> {
    let (Some(start), Some(length)): (Option<i64>, Option<i64>) = (row.get(column)?, row.get(column + 1)?) else {
        return Ok(None);
    };
    let position = |n: i64| usize::try_from(n).map_err(|error| damaged(column, &error));
    let (start, length) = (position(start)?, position(length)?);
    Ok(Some(Span { start, end: start.saturating_add(length) }))
}

/// Gives a span as the tables of numbers hold it: start and length.
pub(crate) fn extent(span: Span) -> (i64, i64) {
    (number(span.start), number(span.end) - number(span.start))
}

/// Gives the ends of an interval as days.
pub(crate) fn days(interval: Option<Interval>) -> (Option<String>, Option<String>) {
    (interval.map(|days| days.from.to_string()), interval.map(|days| days.to.to_string()))
}

/// Reads an interval, if its two columns are filled.
pub(crate) fn interval(row: &Row<'_>, from: &str, to: &str) -> rusqlite::Result<Option<Interval>> {
    let (Some(first), Some(last)): (Option<String>, Option<String>) = (row.get(from)?, row.get(to)?) else {
        return Ok(None);
    };
    let first = first.parse().map_err(|error: jiff::Error| damaged(from, &error))?;
    let last = last.parse().map_err(|error: jiff::Error| damaged(to, &error))?;
    Ok(Some(Interval { from: first, to: last }))
}

/// Tells that a column holds what we never write.
pub(crate) fn damaged(column: impl Display, cause: &dyn Display) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, format!("column {column}: {cause}").into())
}
