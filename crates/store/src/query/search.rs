//! In which passages do these words stand?

use super::{
    cursor::{LARGEST_PAGE, List, Page},
    filter::Filter,
    names,
    select::Selection,
    words,
};
use crate::{
    CaseFile, StoreError,
    index::{Numbers, told},
    sql::number,
};
use rusqlite::{Connection, Result, Row, params};
use serde::Serialize;
use std::collections::BTreeSet;

/// Passages are counted up to here.
const COUNTED: usize = 10_000;
/// What encloses a match on its way out of the index; letters of private use, which no text needs.
const MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// Words of a passage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they are what was sought.
    pub marked: bool,
}

/// A part of a document in which the words stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The document.
    pub document: String,
    /// Who publishes it; its path where it names nobody.
    pub source: String,
    /// Its headline.
    pub title: Option<String>,
    /// The last day by which it was certainly public.
    pub published: Option<String>,
    /// The part's place in the document, from 1.
    pub section: usize,
    /// `title`, `body`, `caption`, `quote` or `comment`.
    pub kind: String,
    /// The whole passage, the words that were sought marked.
    pub pieces: Vec<Piece>,
    /// The events that it tells of.
    pub events: Vec<String>,
}

/// Gives the passages with these words, those of the latest accounts first.
///
/// Documents must have the `source`, `language`, `document` and `as_of` of the filter; any other part of it asks for passages
/// that tell of events that pass.
///
/// # Errors
/// When the file cannot be read.
pub fn search(
    file: &CaseFile,
    typed: &str,
    filter: &Filter,
    page: &Page,
) -> std::result::Result<List<Passage>, StoreError> {
    passages(&file.connection, typed, filter, page).map_err(|error| file.told(error))
}

/// Gives the first passage that tells of an event and has these words.
///
/// # Errors
/// When the file cannot be read.
pub fn passage_of(file: &CaseFile, typed: &str, event: &str) -> std::result::Result<Option<Passage>, StoreError> {
    let found = || {
        let c = &file.connection;
        let Some(expression) = words::expression(c, typed)? else { return Ok(None) };
        let sql = "WITH told AS (SELECT s.id FROM event_rows AS e JOIN event_mention_rows AS em ON em.event = e.number
                JOIN mention_rows AS m ON m.number = em.mention JOIN section_rows AS s ON s.document = m.document
                    AND s.start <= m.trigger_start AND m.trigger_start < s.start + s.length
                WHERE e.id = ?1)
            SELECT told.id FROM told CROSS JOIN passages ON passages.rowid = told.id WHERE passages MATCH ?2
            ORDER BY 1 LIMIT 1";
        let mut statement = c.prepare_cached(sql)?;
        let mut rows = statement.query([event, &expression])?;
        rows.next()?.map(|row| passage(c, &expression, row.get(0)?)).transpose()
    };
    found().map_err(|error| file.told(error))
}

fn passages(c: &Connection, typed: &str, filter: &Filter, page: &Page) -> Result<List<Passage>> {
    let nothing = List { items: Vec::new(), next: None, total: 0, total_is_exact: true };
    let Some(expression) = words::expression(c, typed)? else { return Ok(nothing) };
    let passes = Passes::of(c, filter)?;
    let after = page.after.as_deref().and_then(|after| after.parse::<i64>().ok()).unwrap_or(i64::MAX);
    let limit = page.limit.clamp(1, LARGEST_PAGE);
    let sql = "SELECT rowid FROM passages WHERE passages MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC";
    let mut statement = c.prepare_cached(sql)?;
    let mut hits = statement.query(params![expression, after])?;
    let mut found = Vec::new();
    while let Some(row) = hits.next()? {
        let id: i64 = row.get(0)?;
        if passes.passage(c, id)? {
            found.push(id);
        }
        if found.len() > limit {
            break;
        }
    }
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(ToString::to_string);
    let (total, total_is_exact) = count(c, &expression, &passes)?;
    let items = found.iter().map(|id| passage(c, &expression, *id)).collect::<Result<_>>()?;
    Ok(List { items, next, total, total_is_exact })
}

fn count(c: &Connection, expression: &str, passes: &Passes) -> Result<(usize, bool)> {
    let mut statement = c.prepare_cached("SELECT rowid FROM passages WHERE passages MATCH ?1")?;
    let mut hits = statement.query([expression])?;
    let (mut seen, mut total) = (0, 0);
    while let Some(row) = hits.next()? {
        seen += 1;
        if seen > COUNTED {
            return Ok((total, false));
        }
        total += usize::from(passes.passage(c, row.get(0)?)?);
    }
    Ok((total, true))
}

/// What a passage must have.
struct Passes {
    /// The documents that may be shown; none where all may.
    documents: Option<BTreeSet<i64>>,
    /// The passages that tell of the events which are asked for; none where they need not.
    telling: Option<Numbers>,
}

impl Passes {
    fn of(c: &Connection, filter: &Filter) -> Result<Self> {
        let mut about = filter.without("q");
        for key in ["source", "language", "document", "as_of"] {
            about = about.without(key);
        }
        let telling =
            if about.is_empty() { None } else { Some(told::passages_of(c, &Selection::of(c, &about)?.all())?) };
        let own = ["source", "language", "document"].iter().any(|key| filter.terms.contains_key(key));
        let documents = if own || filter.as_of.is_some() { Some(documents(c, filter)?) } else { None };
        Ok(Self { documents, telling })
    }

    fn passage(&self, c: &Connection, id: i64) -> Result<bool> {
        if let Some(documents) = &self.documents {
            let sql = "SELECT document FROM section_rows WHERE id = ?";
            let document: i64 = c.prepare_cached(sql)?.query_row([id], |row| row.get(0))?;
            if !documents.contains(&document) {
                return Ok(false);
            }
        }
        Ok(self.telling.as_ref().is_none_or(|telling| usize::try_from(id).is_ok_and(|id| telling.has(id))))
    }
}

/// Gives the documents with the source, the language, the id and the day of the filter.
fn documents(c: &Connection, filter: &Filter) -> Result<BTreeSet<i64>> {
    let (mut chosen, mut refused) = (BTreeSet::new(), BTreeSet::new());
    if let Some(terms) = filter.terms.get("document") {
        for (list, ids) in [(&terms.any, &mut chosen), (&terms.none, &mut refused)] {
            for term in list {
                ids.extend(names::document_ids(c, term)?);
            }
        }
    }
    let has = |key: &str, value: Option<String>| {
        let same = |word: &String| value.as_ref().is_some_and(|value| value.eq_ignore_ascii_case(word));
        filter
            .terms
            .get(key)
            .is_none_or(|terms| (terms.any.is_empty() || terms.any.iter().any(same)) && !terms.none.iter().any(same))
    };
    let day = filter.as_of.map(|day| day.to_string());
    let mut statement =
        c.prepare_cached("SELECT id, coalesce(outlet, path), language, published_to, number FROM documents")?;
    let mut rows = statement.query([])?;
    let mut documents = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (id, published): (String, Option<String>) = (row.get(0)?, row.get(3)?);
        let public = day.as_ref().is_none_or(|day| published.as_ref().is_some_and(|published| published <= day));
        let asked = filter.terms.get("document").is_none_or(|terms| terms.any.is_empty() || chosen.contains(&id));
        if public && asked && !refused.contains(&id) && has("source", row.get(1)?) && has("language", row.get(2)?) {
            documents.insert(row.get(4)?);
        }
    }
    Ok(documents)
}

fn passage(c: &Connection, expression: &str, id: i64) -> Result<Passage> {
    let sql = "SELECT highlight(passages, 0, ?3, ?4), d.id, coalesce(d.outlet, d.path), d.title, d.published_to,
            s.number, (SELECT term FROM terms WHERE number = s.kind)
        FROM passages JOIN section_rows AS s ON s.id = passages.rowid JOIN documents AS d ON d.number = s.document
        WHERE passages MATCH ?1 AND passages.rowid = ?2";
    let [open, close] = MARKS.map(String::from);
    let passage = c.prepare_cached(sql)?.query_row(params![expression, id, open, close], read)?;
    let told = told::events_of(c, usize::try_from(id).unwrap_or(0))?;
    let mut name = c.prepare_cached("SELECT id FROM event_rows WHERE number = ?")?;
    let events =
        told.into_iter().map(|event| name.query_row([number(event)], |row| row.get(0))).collect::<Result<_>>()?;
    Ok(Passage { events, ..passage })
}

fn read(row: &Row<'_>) -> Result<Passage> {
    let marked: String = row.get(0)?;
    Ok(Passage {
        document: row.get(1)?,
        source: row.get(2)?,
        title: row.get(3)?,
        published: row.get(4)?,
        section: usize::try_from(row.get::<_, i64>(5)?).unwrap_or(0),
        kind: row.get(6)?,
        pieces: pieces(&marked),
        events: Vec::new(),
    })
}

fn pieces(marked: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, part) in marked.split(MARKS[0]).enumerate() {
        let (hit, rest) = match part.split_once(MARKS[1]) {
            Some((hit, rest)) if index > 0 => (hit, rest),
            _ => ("", part),
        };
        for (text, marked) in [(hit, true), (rest, false)] {
            if !text.is_empty() {
                pieces.push(Piece { text: text.replace(MARKS, ""), marked });
            }
        }
    }
    pieces
}
