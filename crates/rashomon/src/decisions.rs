//! What do people ask of the log of decisions on the command line?

use crate::command::{DONE, PROBLEMS, print};
use anyhow::{Context, Result, bail};
use clap::{Subcommand, ValueEnum};
use rashomon::{
    follow,
    terminal::{plain, shortened, table},
    waiting,
};
use review::Form;
use schema::{Act, Decision};
use std::{
    fs::File,
    io::{BufWriter, Write, stdout},
    path::{Path, PathBuf},
};
use store::CaseFile;

/// Questions to a log, and what brings logs together.
#[derive(Debug, Subcommand)]
pub enum Decisions {
    /// List the decisions of a case, the last first
    List {
        case: PathBuf,
        /// Withdrawn decisions too
        #[arg(long)]
        all: bool,
    },
    /// Write the whole log as a table or as lines
    Export {
        case: PathBuf,
        #[arg(short, long, value_enum, default_value = "csv")]
        format: Table,
        /// The file to write; standard output without it
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Take over decisions from tables, lines or other copies of the case; conflicts are listed
    Import {
        case: PathBuf,
        /// Files that end in .csv or .jsonl, or case files
        #[arg(required = true)]
        from: Vec<PathBuf>,
    },
    /// List where people decided the same thing differently; the last decision holds
    Conflicts { case: PathBuf },
    /// List decisions that hold but change nothing now, because their words, pages or names are not there
    Waiting { case: PathBuf },
    /// Take back the last decision that somebody made, or the last batch
    Undo {
        case: PathBuf,
        #[arg(long, env = "RASHOMON_BY")]
        by: Option<String>,
    },
    /// Take back the last undo
    Redo {
        case: PathBuf,
        #[arg(long, env = "RASHOMON_BY")]
        by: Option<String>,
    },
}

/// How a log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Table {
    /// Comma-separated values
    Csv,
    /// One JSON value a line
    Jsonl,
}

/// Carries out a command and gives the exit code.
pub fn answer(asked: Decisions) -> Result<u8> {
    match asked {
        Decisions::List { case, all } => list(&CaseFile::open(case)?.decisions()?, all),
        Decisions::Export { case, format, output } => {
            let log = CaseFile::open(case)?.decisions()?;
            let form = if format == Table::Csv { Form::Csv } else { Form::Jsonl };
            let write = |out: &mut dyn Write| -> Result<()> {
                review::write(&log, form, out)?;
                Ok(out.flush()?)
            };
            match output {
                None => write(&mut BufWriter::new(stdout().lock())).map(|()| DONE),
                Some(path) if path.exists() => bail!("{}: exists already; name another file", path.display()),
                Some(path) => {
                    write(&mut BufWriter::new(File::create(&path)?)).with_context(|| path.display().to_string())?;
                    eprintln!("wrote {}: {} decisions", path.display(), log.len());
                    Ok(DONE)
                }
            }
        }
        Decisions::Import { case, from } => import(&case, &from),
        Decisions::Conflicts { case } => conflicts(&CaseFile::open(case)?.decisions()?),
        Decisions::Waiting { case } => {
            let file = CaseFile::open(case)?;
            let (log, idle) = (file.decisions()?, waiting(&file, None)?);
            let of = |id: &str| log.iter().find(|one| one.id == id).map(told).unwrap_or_default();
            let lines: String =
                idle.iter().map(|idle| format!("{}  {}\n", of(&idle.decision), plain(&idle.reason))).collect();
            print(&if idle.is_empty() { "every decision is carried out\n".to_owned() } else { lines })
        }
        Decisions::Undo { case, by } => take_back(&case, by, review::undo),
        Decisions::Redo { case, by } => take_back(&case, by, review::redo),
    }
}

/// Gives whoever decides: as named, else the user of this computer.
pub fn reviewer(by: Option<String>) -> String {
    let user = || std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok();
    by.or_else(user).filter(|name| !name.is_empty()).unwrap_or_else(|| "reviewer".into())
}

fn list(log: &[Decision], all: bool) -> Result<u8> {
    let held = review::in_force(log);
    let shown: Vec<&Decision> = if all { review::ordered(log) } else { held.clone() };
    let row = |one: &&Decision| {
        let holds = one.act == Act::Withdraw || held.iter().any(|other| other.id == one.id);
        let mut row = vec![one.id.clone(), one.at.get(..19).unwrap_or(&one.at).to_owned(), plain(&one.by)];
        row.extend([act(one.act), said(one), if holds { String::new() } else { "withdrawn".into() }]);
        row
    };
    print(&table(&shown.iter().rev().map(row).collect::<Vec<_>>()))
}

/// Gives the name of an act as the log writes it, in words.
pub fn act(act: Act) -> String {
    let name = serde_json::to_value(act).ok().and_then(|name| name.as_str().map(str::to_owned));
    name.unwrap_or_default().replace('_', " ")
}

/// Tells what a decision says, on which words.
pub fn said(one: &Decision) -> String {
    let words: Vec<String> =
        one.on.iter().map(|anchor| format!("“{}”", shortened(&plain(&anchor.words), 40))).collect();
    let mut parts = vec![one.field.clone().unwrap_or_default()];
    parts.extend(one.of.as_ref().map(|of| format!("of {of}")));
    parts.extend(one.value.as_ref().map(|value| format!("= {value}")));
    parts.extend(one.machine.as_ref().map(|machine| format!("(machine: {machine})")));
    parts.push(words.join(" and "));
    parts.extend(one.why.as_ref().map(|why| format!("because {why}")));
    plain(&parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

fn told(one: &Decision) -> String {
    format!("{}  {}: {} {}", one.id, plain(&one.by), act(one.act), said(one))
}

fn import(case: &Path, from: &[PathBuf]) -> Result<u8> {
    let mut logs = Vec::new();
    for path in from {
        logs.push(log_of(path).with_context(|| path.display().to_string())?);
    }
    let mut file = CaseFile::create_or_resume(case)?;
    let mut new = 0;
    for log in logs {
        new += file.import_decisions(log)?;
    }
    let log = file.decisions()?;
    drop(file);
    follow(case, None)?;
    let file = CaseFile::open(case)?;
    let (found, waits) = (review::conflicts(&log).len(), waiting(&file, None)?.len());
    eprintln!("{new} new decisions, {} in all; {found} conflicts, {waits} waiting", log.len());
    if found > 0 {
        conflicts(&log)?;
    }
    Ok(DONE)
}

fn log_of(path: &Path) -> Result<Vec<Decision>> {
    let form = match path.extension().and_then(|ending| ending.to_str()) {
        Some("csv") => Form::Csv,
        Some("jsonl") => Form::Jsonl,
        _ => return Ok(CaseFile::open(path)?.decisions()?),
    };
    Ok(review::read(form, &mut File::open(path)?)?)
}

fn conflicts(log: &[Decision]) -> Result<u8> {
    let found = review::conflicts(log);
    let mut text = String::new();
    for conflict in &found {
        let last = conflict.answers.last().map(|one| one.id.clone());
        for one in &conflict.answers {
            let mark = if Some(&one.id) == last.as_ref() { "holds" } else { "     " };
            text += &format!("{mark}  {}\n", told(one));
        }
        text.push('\n');
    }
    print(&if found.is_empty() { "nobody decided the same thing differently\n".into() } else { text })?;
    Ok(if found.is_empty() { DONE } else { PROBLEMS })
}

fn take_back(case: &Path, by: Option<String>, step: fn(&[Decision], &str) -> Vec<String>) -> Result<u8> {
    let by = reviewer(by);
    let mut file = CaseFile::create_or_resume(case)?;
    let log = file.decisions()?;
    let targets = step(&log, &by);
    if targets.is_empty() {
        eprintln!("{by} has nothing to take back");
        return Ok(DONE);
    }
    file.decide(review::withdrawals(&targets, &by))?;
    drop(file);
    follow(case, None)?;
    let taken = log.iter().filter(|one| targets.contains(&one.id));
    print(&taken.map(|one| format!("{}\n", told(one))).collect::<String>())
}
