//! Whom and what does a name mean, however it is spelled?

use crate::{CaseFile, StoreError, sql::number};
use rusqlite::{Connection, Result, params};
use serde::Serialize;
use spelling::{normal_form, skeleton};

/// A record that somebody may mean who begins to type a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// `actor` or `place`.
    pub noun: String,
    /// Its id.
    pub id: String,
    /// Its usual name.
    pub name: String,
    /// How many events have it.
    pub events: i64,
}

/// Gives the actors and places with a name, or a word of one, that begins with `typed`, those of most events first.
///
/// # Errors
/// When the file cannot be read.
pub fn suggest(file: &CaseFile, typed: &str, limit: usize) -> std::result::Result<Vec<Suggestion>, StoreError> {
    suggestions(&file.connection, typed, limit).map_err(|error| file.told(error))
}

fn suggestions(c: &Connection, typed: &str, limit: usize) -> Result<Vec<Suggestion>> {
    let folded = normal_form(typed);
    if folded.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT DISTINCT n.noun, n.id, n.name, coalesce(f.events, 0) AS events
        FROM (SELECT noun, id, name FROM names WHERE how <> 'skeleton' AND key >= ?1 AND key < ?2
            UNION SELECT noun, id, name FROM names WHERE how = 'skeleton' AND key = ?3) AS n
        LEFT JOIN facets AS f ON f.key = n.noun AND f.value = n.id
        ORDER BY events DESC, n.name, n.id LIMIT ?4";
    let row = params![folded, format!("{folded}\u{10ffff}"), skeleton(&folded), number(limit)];
    let mut statement = c.prepare_cached(sql)?;
    let found = statement.query_map(row, |row| {
        Ok(Suggestion { noun: row.get(0)?, id: row.get(1)?, name: row.get(2)?, events: row.get(3)? })
    })?;
    found.collect()
}

/// Gives the ids that a name may mean: by id, else by spelling, else by what transliteration leaves of it.
pub(crate) fn resolve(c: &Connection, noun: &str, asked: &str) -> Result<Vec<String>> {
    let folded = normal_form(asked);
    let tries = [
        (format!("SELECT id FROM {noun}s WHERE id = ?"), asked.to_owned()),
        (format!("SELECT id FROM names WHERE noun = '{noun}' AND how = 'spelling' AND key = ?"), folded.clone()),
        (format!("SELECT id FROM names WHERE noun = '{noun}' AND how = 'skeleton' AND key = ?"), skeleton(&folded)),
    ];
    for (sql, key) in tries {
        let found: Vec<String> = c.prepare_cached(&sql)?.query_map([key], |row| row.get(0))?.collect::<Result<_>>()?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// Gives every name of the actors and places that go by one of these folded words.
pub(crate) fn other_spellings(c: &Connection, words: &str) -> Result<Vec<String>> {
    let folded = normal_form(words);
    let sql = "WITH meant AS (SELECT noun, id FROM names WHERE how = 'spelling' AND key = ?1
            UNION SELECT noun, id FROM names WHERE how = 'skeleton' AND key = ?2 AND ?2 <> '')
        SELECT alias FROM meant JOIN actor_aliases ON actor = id WHERE noun = 'actor'
        UNION SELECT alias FROM meant JOIN place_aliases ON place = id WHERE noun = 'place'
        ORDER BY 1 LIMIT 64";
    c.prepare_cached(sql)?.query_map([&folded, &skeleton(&folded)], |row| row.get(0))?.collect()
}

/// Gives the ids of the events whose id begins as somebody typed it: `E-7QK4-M2XD`, `e-7qk4`, `7qk4m2`.
pub(crate) fn event_ids(c: &Connection, typed: &str) -> Result<Vec<String>> {
    let upper = typed.trim().to_uppercase();
    let letters = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let bare = match upper.strip_prefix("E-") {
        Some(rest) => letters(rest),
        None if letters(&upper).len() == 9 && upper.starts_with('E') => letters(&upper[1..]),
        None => letters(&upper),
    };
    if bare.is_empty() {
        return Ok(Vec::new());
    }
    let begin = match bare.get(..4) {
        Some(first) if bare.len() > 4 => format!("E-{first}-{}", &bare[4..]),
        _ => format!("E-{bare}"),
    };
    let sql = "SELECT id FROM event_rows WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 100";
    c.prepare_cached(sql)?.query_map([&begin, &format!("{begin}\u{10ffff}")], |row| row.get(0))?.collect()
}

/// Gives the ids of the documents with this path, or whose id begins or whose path ends so.
pub(crate) fn document_ids(c: &Connection, asked: &str) -> Result<Vec<String>> {
    let digits = asked.to_lowercase();
    let begin = format!("D-{}", digits.strip_prefix("d-").unwrap_or(&digits));
    let tries = [
        ("SELECT id FROM documents WHERE path = ?1 OR id = ?2", asked.to_owned(), asked.to_owned()),
        ("SELECT id FROM documents WHERE id >= ?1 AND id < ?2 AND length(?1) > 2", begin.clone(), format!("{begin}~")),
        (
            "SELECT id FROM documents WHERE substr(path, -length(?1)) = ?1 AND length(?2) > 1",
            format!("/{asked}"),
            asked.to_owned(),
        ),
    ];
    for (sql, first, second) in tries {
        let rows =
            c.prepare_cached(sql)?.query_map([first, second], |row| row.get(0))?.collect::<Result<Vec<String>>>()?;
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Ok(Vec::new())
}
