//! What does the command line ask of a case, and how is the answer written?

use crate::{
    command::{DONE, PROBLEMS, nothing, print},
    filters::Filters,
};
use anyhow::{Result, bail};
use clap::{Subcommand, ValueEnum};
use rashomon::{
    show,
    terminal::{plain, shortened, table},
};
use serde::Serialize;
use std::{
    io::{IsTerminal, stdout},
    path::PathBuf,
};
use store::{
    CaseFile, Change,
    query::{self, EventRow, Filter, Found, LARGEST_PAGE, List, Page, Sort},
};

/// How an answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Look {
    /// For people
    Table,
    /// One JSON value
    Json,
    /// One JSON value a line
    Jsonl,
}

/// Questions to a case.
#[derive(Debug, Subcommand)]
pub enum Ask {
    /// List the events of a case
    Events {
        case: PathBuf,
        #[command(flatten)]
        filters: Filters,
        /// The order: newest, oldest or told (by most accounts)
        #[arg(long, default_value = "oldest")]
        sort: String,
        /// How the list is written; a table on a terminal, else one JSON value a line
        #[arg(long, value_enum)]
        format: Option<Look>,
    },
    /// Show one event with every version and its words
    Event {
        case: PathBuf,
        id: String,
        /// As the accounts told it that were public on this day
        #[arg(long, value_name = "DAY")]
        as_of: Option<String>,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List everything that is claimed, with speakers and words
    Claims {
        case: PathBuf,
        #[command(flatten)]
        filters: Filters,
        /// How the list is written; a table on a terminal, else one JSON value a line
        #[arg(long, value_enum)]
        format: Option<Look>,
    },
    /// Find passages by their words; names are found under all their spellings
    Search {
        case: PathBuf,
        /// Words that all stand in a passage; OR, NOT and "quotes" mean what they say
        #[arg(required = true)]
        words: Vec<String>,
        #[command(flatten)]
        filters: Filters,
        /// The most passages
        #[arg(long, default_value = "50")]
        limit: usize,
        /// Print nothing; tell by the exit code whether anything was found
        #[arg(short, long)]
        quiet: bool,
        /// How the list is written; text on a terminal, else one JSON value a line
        #[arg(long, value_enum)]
        format: Option<Look>,
    },
    /// Set side by side what two documents, or two sources, say of the events that both tell of
    Compare {
        case: PathBuf,
        one: String,
        other: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// List what changed from merge to merge
    Changes {
        case: PathBuf,
        /// Only after the change with this number
        #[arg(long, default_value = "0")]
        since: i64,
        /// How the list is written; a table on a terminal, else one JSON value a line with the record as it was before
        #[arg(long, value_enum)]
        format: Option<Look>,
    },
    /// Tell what differs between two cases
    Diff {
        old: PathBuf,
        new: PathBuf,
        /// End with exit code 4 where anything differs
        #[arg(long)]
        fail_on_change: bool,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// Answers a question and gives the exit code.
pub fn answer(asked: Ask) -> Result<u8> {
    match asked {
        Ask::Events { case, filters, sort, format } => {
            events(&CaseFile::open(case)?, &filters.read()?, &sort, look(format))
        }
        Ask::Event { case, id, as_of, json } => event(&CaseFile::open(case)?, &id, as_of.as_deref(), of_flag(json)),
        Ask::Claims { case, filters, format } => claims(&CaseFile::open(case)?, &filters.read()?, look(format)),
        Ask::Search { case, words, filters, limit, quiet, format } => {
            let page = Page { limit: limit.min(LARGEST_PAGE), ..Page::default() };
            let found = query::search(&CaseFile::open(case)?, &words.join(" "), &filters.read()?, &page)?;
            if quiet { Ok(u8::from(found.total == 0)) } else { passages(&found, look(format)) }
        }
        Ask::Compare { case, one, other, json } => compare(&CaseFile::open(case)?, [&one, &other], of_flag(json)),
        Ask::Changes { case, since, format } => changes(&CaseFile::open(case)?, since, look(format)),
        Ask::Diff { old, new, fail_on_change, json } => {
            diff(&CaseFile::open(old)?, &CaseFile::open(new)?, of_flag(json))
                .map(|code| if fail_on_change { code } else { DONE })
        }
    }
}

fn look(asked: Option<Look>) -> Look {
    asked.unwrap_or(if stdout().is_terminal() { Look::Table } else { Look::Jsonl })
}

fn of_flag(json: bool) -> Look {
    if json { Look::Json } else { Look::Table }
}

/// Walks through all pages of a list.
fn all<T>(sort: Sort, list: impl Fn(&Page) -> Result<List<T>, store::StoreError>) -> Result<Vec<T>> {
    let mut page = Page { limit: LARGEST_PAGE, after: None, sort };
    let mut items = Vec::new();
    loop {
        let found = list(&page)?;
        items.extend(found.items);
        page.after = found.next;
        if page.after.is_none() {
            return Ok(items);
        }
    }
}

fn lines<T: Serialize>(items: &[T]) -> Result<String> {
    let lines: Vec<String> = items.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    Ok(lines.into_iter().map(|line| line + "\n").collect())
}

fn written<T: Serialize>(items: &[T], look: Look, text: impl Fn(&[T]) -> String) -> Result<u8> {
    match look {
        Look::Table => print(&text(items)),
        Look::Json => print(&(serde_json::to_string_pretty(items)? + "\n")),
        Look::Jsonl => print(&lines(items)?),
    }
}

fn events(file: &CaseFile, filter: &Filter, sort: &str, look: Look) -> Result<u8> {
    let Some(sort) = Sort::parse(sort) else {
        return Err(crate::filters::Usage(format!("--sort {sort}: write newest, oldest or told")).into());
    };
    written(&all(sort, |page| query::events(file, filter, page))?, look, event_table)
}

fn event_table(rows: &[EventRow]) -> String {
    let mut cells = vec![["event", "when", "where", "what", "accounts", "claims"].map(str::to_owned).to_vec()];
    for row in rows {
        let when = match (&row.from, &row.to) {
            (Some(from), Some(to)) if from == to => from.clone(),
            (Some(from), Some(to)) => format!("{from} to {to}"),
            _ => "day not known".into(),
        };
        let disputed = row.disputed.join(", ");
        cells.push(vec![
            row.id.clone(),
            when,
            row.place.as_ref().map_or_else(|| "place not known".into(), |place| plain(&place.name)),
            shortened(&plain(&row.summary), 90),
            format!("{} of {} sources", row.documents, row.sources),
            if disputed.is_empty() { row.status.clone() } else { format!("disputed: {disputed}") },
        ]);
    }
    table(&cells)
}

fn event(file: &CaseFile, id: &str, as_of: Option<&str>, look: Look) -> Result<u8> {
    let pairs = as_of.map(|day| ("as_of", day));
    let filter = Filter::parse(pairs).map_err(|bad| crate::filters::Usage(format!("--as-of: {}", bad[0].detail)))?;
    let id = match query::event(file, id, filter.as_of)? {
        Found::Here(dossier) if look == Look::Json => return print(&(serde_json::to_string_pretty(&dossier)? + "\n")),
        Found::Here(dossier) => dossier.row.id,
        Found::Joined(into) => {
            eprintln!("{id} was joined with others into {into}");
            into
        }
        Found::Several(ids) => bail!("{id}: these have its tellings, or ids that begin so: {}", ids.join(", ")),
        Found::Nowhere => return Err(nothing("event", id)),
    };
    let case = query::part(file, std::slice::from_ref(&id), filter.as_of)?;
    let event = case.events.first().ok_or_else(|| nothing("event", &id))?;
    let episode = query::episode(file, event, filter.as_of)?;
    print(&(show::dossier(&case, event) + &show::episode(event.whole(), &episode)))
}

fn claims(file: &CaseFile, filter: &Filter, look: Look) -> Result<u8> {
    let claims = all(Sort::Oldest, |page| query::claims(file, filter, page))?;
    written(&claims, look, |claims| {
        let mut text = String::new();
        let mut event = "";
        for claim in claims {
            if claim.event != event {
                event = &claim.event;
                text += &format!("{event}\n");
            }
            let of = claim.of.as_ref().map(|of| format!(" of {}", plain(&of.name))).unwrap_or_default();
            text += &format!("  {}{of} [{}]\n", claim.attribute, claim.agreement);
            for version in &claim.versions {
                let by = plain(&version.by.join("; "));
                let party = if version.party { ", a party to it" } else { "" };
                text += &format!("    {} — {by}{party}", plain(&version.label));
                let words = version.quotes.first().map(|quote| format!(": “{}”", shortened(&plain(&quote.exact), 140)));
                text += &(words.unwrap_or_default() + "\n");
            }
        }
        text
    })
}

fn passages(found: &List<query::Passage>, look: Look) -> Result<u8> {
    written(&found.items, look, |passages| {
        let mut text = String::new();
        for passage in passages {
            let words: String = passage
                .pieces
                .iter()
                .map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() })
                .collect();
            let published = passage.published.as_deref().unwrap_or("day not known");
            text += &format!("{}  {}, {published}", passage.document, plain(&passage.source));
            text += &format!("  {}\n  {}\n", passage.events.join(" "), plain(&words));
        }
        let more = if found.total_is_exact { "" } else { "more than " };
        text + &format!("{} of {more}{} passages\n", passages.len(), found.total)
    })
}

fn changes(file: &CaseFile, mut since: i64, look: Look) -> Result<u8> {
    let mut all = Vec::new();
    loop {
        let changes = file.changes(since, LARGEST_PAGE)?;
        let Some(last) = changes.last() else { break };
        since = last.id;
        match look {
            Look::Jsonl => drop(print(&lines(&changes)?)?),
            Look::Json | Look::Table => all.extend(changes),
        }
    }
    let text = |changes: &[Change]| {
        let row = |change: &Change| {
            let summary = change.before.as_ref().map(|before| shortened(&plain(&before.summary), 80));
            let successors = change.successors.join(" ");
            let number = change.id.to_string();
            let (at, event) = (change.at.clone(), change.event.clone());
            vec![number, at, event, change.change.clone(), successors, summary.unwrap_or_default()]
        };
        let head = ["number", "when", "event", "change", "now in", "before"].map(str::to_owned).to_vec();
        table(&[head].into_iter().chain(changes.iter().map(row)).collect::<Vec<_>>())
    };
    if look == Look::Jsonl { Ok(DONE) } else { written(&all, look, text) }
}

fn compare(file: &CaseFile, [one, other]: [&str; 2], look: Look) -> Result<u8> {
    let is_document = |asked: &str| query::document(file, asked).map(|found| found.is_some());
    let key = if is_document(one)? && is_document(other)? { "document" } else { "source" };
    let rows = query::compare(file, key, [one, other])?;
    if look == Look::Json {
        return print(&(serde_json::to_string_pretty(&rows)? + "\n"));
    }
    let head = ["event", "attribute", one, "", other].map(plain).to_vec();
    let cells = rows.iter().map(|row| {
        let mark = match row.verdict {
            "same" => "=",
            "differs" => "≠",
            _ => "·",
        };
        let of = row.of.as_ref().map(|of| format!(" of {}", plain(of))).unwrap_or_default();
        let side = |labels: &[String]| shortened(&plain(&labels.join("; ")), 40);
        vec![row.event.clone(), format!("{}{of}", row.attribute), side(&row.one), mark.into(), side(&row.other)]
    });
    print(&table(&[head].into_iter().chain(cells).collect::<Vec<_>>()))
}

fn diff(old: &CaseFile, new: &CaseFile, look: Look) -> Result<u8> {
    let differences = store::diff(old, new)?;
    let text = if look == Look::Json {
        serde_json::to_string_pretty(&differences)? + "\n"
    } else {
        let line = |difference: &store::Difference| {
            let more = [difference.parts.join(", "), difference.successors.join(", ")].concat();
            vec![
                difference.event.clone(),
                difference.change.to_owned(),
                more,
                shortened(&plain(&difference.summary), 90),
            ]
        };
        table(&differences.iter().map(line).collect::<Vec<_>>())
    };
    print(&text)?;
    Ok(if differences.is_empty() { DONE } else { PROBLEMS })
}
