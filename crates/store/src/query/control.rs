//! Who says that a place changed hands, and who is said to have held it until when?
//!
//! What somebody says counts until the same somebody says something else of the place; whose word is right nobody decides here.

use super::{filter::Filter, list::Named, select::Selection};
use crate::{
    CaseFile, StoreError,
    sql::{from_name, json},
};
use jiff::civil::Date;
use rusqlite::{Result, Row, params};
use schema::{Place, Span};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A telling that somebody took or left a place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// The place.
    pub place: Place,
    /// Who publishes it.
    pub source: String,
    /// Whom the source has it from, where it says so.
    pub speaker: Option<String>,
    /// Who took or left the place; none where the telling does not say.
    pub actor: Option<Named>,
    /// What happened, a key of the ontology.
    #[serde(rename = "type")]
    pub kind: String,
    /// First day, as the telling resolves it.
    pub from: Date,
    /// The event that it tells of.
    pub event: String,
    /// The document.
    pub document: String,
    /// The clause.
    pub words: String,
    /// Its place, in bytes of the text.
    pub span: Span,
    /// Its place in code points.
    pub points: Span,
}

impl Statement {
    /// Gives whose word it is: the speaker's, else the source's own.
    #[must_use]
    pub fn claimed_by(&self) -> &str {
        self.speaker.as_deref().unwrap_or(&self.source)
    }

    /// Gives who took or left the place, in words.
    #[must_use]
    pub fn holder(&self) -> &str {
        self.actor.as_ref().map_or("somebody not named", |actor| &actor.name)
    }
}

/// What one claimant says of one place from one day to the next on which the same claimant says something else.
#[derive(Clone, Debug, PartialEq)]
pub struct Holding<'s> {
    /// What is said, where it is said first.
    pub statement: &'s Statement,
    /// How often the claimant says it before anything else.
    pub times: usize,
    /// The day of the same claimant's next word; none where there is none.
    pub until: Option<Date>,
    /// Whether the place was taken; else it was left, and nobody is said to hold it.
    pub held: bool,
    /// What others say within those days that names another holder.
    pub otherwise: Vec<&'s Statement>,
}

/// Gives what each claimant says of each place, in order of places, claimants and days.
#[must_use]
pub fn holdings<'s>(statements: &'s [Statement], leaving: &[&str]) -> Vec<Holding<'s>> {
    let mut lanes: BTreeMap<(&str, &str), Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        lanes.entry((&statement.place.id, statement.claimed_by())).or_default().push(statement);
    }
    lanes.values_mut().for_each(|said| said.sort_by_key(|statement| statement.from));
    let takes = |statement: &Statement| !leaving.contains(&statement.kind.as_str());
    let mut found = Vec::new();
    for ((place, claimant), said) in &lanes {
        let same = |one: &&Statement, next: &&Statement| (takes(one), one.holder()) == (takes(next), next.holder());
        let mut runs = said.chunk_by(same).peekable();
        while let Some(run) = runs.next() {
            let (statement, times) = (run[0], run.len());
            let until = runs.peek().map(|next| next[0].from);
            let within = |day: Date| day >= statement.from && until.is_none_or(|until| day < until);
            let others = lanes.range((*place, "")..).take_while(|((there, _), _)| there == place);
            let others = others.filter(|((_, other), _)| other != claimant).flat_map(|(_, said)| said);
            let denies =
                |other: &&&Statement| takes(other) && within(other.from) && other.holder() != statement.holder();
            let held = takes(statement);
            let otherwise = others.filter(denies).filter(|_| held).copied().collect();
            found.push(Holding { statement, times, until, held, otherwise });
        }
    }
    found
}

/// Gives the tellings of some kinds of the events that pass a filter, each with its place, that are told as having happened;
/// copies aside, by place, source and day.
///
/// # Errors
/// When the file cannot be read.
pub fn statements(file: &CaseFile, filter: &Filter, kinds: &[&str]) -> std::result::Result<Vec<Statement>, StoreError> {
    let sql = "SELECT p.id, p.name, p.lat, p.lon, p.precision, p.country, coalesce(d.outlet, d.path),
            coalesce(said.name, (SELECT term FROM terms WHERE number = s.speaker)), actors.id,
            coalesce(actors.name, CAST(substr(CAST(c.content AS BLOB), a.start + 1, a.length) AS TEXT)),
            kinds.term, date(m.from_day), e.id, d.id,
            CAST(substr(CAST(c.content AS BLOB), m.clause_start + 1, m.clause_length) AS TEXT),
            m.clause_start, m.clause_start + m.clause_length,
            length(CAST(substr(CAST(c.content AS BLOB), 1, m.clause_start) AS TEXT))
        FROM event_mention_rows AS em JOIN mention_rows AS m ON m.number = em.mention
        JOIN event_rows AS e ON e.number = em.event JOIN places AS p ON p.number = m.place
        JOIN documents AS d ON d.number = m.document JOIN contents AS c ON c.number = d.text
        JOIN terms AS kinds ON kinds.number = m.kind JOIN terms AS realis ON realis.number = m.realis
        LEFT JOIN attribution_rows AS s ON s.mention = m.number AND s.number = 1
        LEFT JOIN actors AS said ON said.number = s.actor
        LEFT JOIN argument_rows AS a ON a.mention = m.number AND a.number = (
            SELECT min(x.number) FROM argument_rows AS x JOIN terms ON terms.number = x.role
            WHERE x.mention = m.number AND terms.term = 'agent')
        LEFT JOIN actors ON actors.number = a.actor
        WHERE em.event IN (SELECT value FROM json_each(?1)) AND kinds.term IN (SELECT value FROM json_each(?2))
            AND realis.term = 'actual' AND m.from_day IS NOT NULL AND d.copy_of IS NULL
            AND (?3 IS NULL OR d.published_to <= ?3)
        ORDER BY 1, 7, m.from_day, m.number";
    let found = || {
        let c = &file.connection;
        let events: Vec<usize> = Selection::of(c, filter)?.all().iter().collect();
        let known = filter.as_of.map(|day| day.to_string());
        let mut asked = c.prepare_cached(sql)?;
        let mut rows = asked.query(params![json(&events), json(kinds), known])?;
        let mut statements = Vec::new();
        while let Some(row) = rows.next()? {
            statements.extend(statement(row)?);
        }
        Ok::<_, rusqlite::Error>(statements)
    };
    let found: Result<Vec<Statement>> = found();
    found.map(fullest).map_err(|error| file.told(error))
}

/// Leaves out the tellings of one account that say less of an event than others there: a headline without a speaker, "the town
/// was retaken".
fn fullest(mut statements: Vec<Statement>) -> Vec<Statement> {
    for says in [|statement: &Statement| statement.actor.is_some(), |statement: &Statement| statement.speaker.is_some()]
    {
        let told = |statement: &Statement| (statement.document.clone(), statement.event.clone());
        let full: BTreeSet<(String, String)> = statements.iter().filter(|one| says(one)).map(told).collect();
        statements.retain(|statement| says(statement) || !full.contains(&told(statement)));
    }
    statements
}

/// Reads one row; one whose day is none is left out.
fn statement(row: &Row<'_>) -> Result<Option<Statement>> {
    let Ok(from) = row.get_ref(11)?.as_str()?.parse() else { return Ok(None) };
    let (id, name): (Option<String>, Option<String>) = (row.get(8)?, row.get(9)?);
    let at = |n: i64| usize::try_from(n).unwrap_or(0);
    let (words, first): (String, usize) = (row.get(14)?, at(row.get(17)?));
    Ok(Some(Statement {
        place: Place {
            id: row.get(0)?,
            name: row.get(1)?,
            lat: row.get(2)?,
            lon: row.get(3)?,
            precision: from_name(row, "precision")?,
            country: row.get(5)?,
            aliases: Vec::new(),
        },
        source: row.get(6)?,
        speaker: row.get(7)?,
        actor: name.map(|name| Named { id: id.unwrap_or_default(), name }),
        kind: row.get(10)?,
        from,
        event: row.get(12)?,
        document: row.get(13)?,
        span: Span { start: at(row.get(15)?), end: at(row.get(16)?) },
        points: Span { start: first, end: first + words.chars().count() },
        words,
    }))
}

#[cfg(test)]
mod tests {
    use super::{Statement, holdings};
    use crate::query::Named;
    use schema::{Place, Precision, Span};

    fn says(claimant: &str, actor: &str, kind: &str, day: &str) -> Statement {
        let span = Span { start: 0, end: 1 };
        Statement {
            place: Place {
                id: "karsa".into(),
                name: "Karsa".into(),
                lat: None,
                lon: None,
                precision: Precision::Point,
                country: None,
                aliases: Vec::new(),
            },
            source: "Wire".into(),
            speaker: Some(claimant.into()),
            actor: Some(Named { id: actor.into(), name: actor.into() }),
            kind: kind.into(),
            from: day.parse().unwrap(),
            event: "E-1".into(),
            document: "D-1".into(),
            words: "w".into(),
            span,
            points: span,
        }
    }

    #[test]
    fn a_capture_holds_until_its_claimant_says_otherwise() {
        let all = [
            says("Guard", "rebels", "capture", "2031-01-01"),
            says("Guard", "rebels", "capture", "2031-01-05"),
            says("Guard", "rebels", "leave", "2031-02-01"),
            says("Guard", "army", "capture", "2031-03-01"),
            says("Front", "army", "capture", "2031-01-10"),
        ];
        let told: Vec<String> = holdings(&all, &["leave"])
            .iter()
            .map(|held| {
                let until = held.until.map_or_else(String::new, |day| day.to_string());
                let what = if held.held { "held" } else { "left" };
                format!(
                    "{} {what} {} {until} {} {}",
                    held.statement.claimed_by(),
                    held.statement.holder(),
                    held.times,
                    held.otherwise.len()
                )
            })
            .collect();
        let expected = [
            "Front held army  1 0",
            "Guard held rebels 2031-02-01 2 1",
            "Guard left rebels 2031-03-01 1 0",
            "Guard held army  1 0",
        ];
        assert_eq!(told, expected);
    }
}
