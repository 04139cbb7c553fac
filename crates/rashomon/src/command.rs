//! Which commands are there, and what does each answer?

use crate::{
    ask::{self, Ask},
    checking,
    coding::{self, Coding},
    decisions::{self, Decisions},
    hand_on::{self, HandOn},
    queue,
};
use anyhow::{Context, Result, anyhow, bail};
use clap::{CommandFactory, Parser, Subcommand};
use rashomon::{Partition, ProgressStyle, Run, Serving, Summary, show, terminal::plain};
use schema::Case;
use std::{
    io::{self, Write, stdout},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use store::{
    CaseFile,
    query::{self, Found},
};

pub const DONE: u8 = 0;
pub const FAILED: u8 = 1;
pub const MISUSED: u8 = 2;
const SOME_SET_ASIDE: u8 = 3;
pub const PROBLEMS: u8 = 4;
const STOPPED: u8 = 130;

/// One event, many accounts: a heap of pages to a sourced event database.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Examples:\n  rashomon run pages/ -o case.db     read a folder of pages into a case\n  rashomon events case.db            what happened, event by event\n\n\
                  Exit codes: 0 done · 1 failed · 2 wrong usage · 3 done, but some pages were set aside · 4 check found problems · 130 stopped"
)]
pub struct Rashomon {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
#[expect(clippy::large_enum_variant, reason = "one value in the life of the program")]
enum Command {
    /// Read pages into a case file; the same command goes on where it was stopped
    Run {
        /// Files and folders of pages, tables, feeds, crawls, letters and archives of them; - for standard input
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// The case file; without it, the first input's name with .db, here
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// A folder of your own data files, laid over those of the program
        #[arg(long, env = "RASHOMON_DATA")]
        data: Option<PathBuf>,
        /// Threads to use; all cores without it
        #[arg(long)]
        jobs: Option<usize>,
        /// Read only a share of the files, the third of forty with 3/40, and do not merge: `merge` makes the case of all parts
        #[arg(long, value_name = "NUMBER/COUNT")]
        partition: Option<Partition>,
        /// Name a column of your tables: --map text=BODY (title, text, source, date, url, author)
        #[arg(long, value_name = "PART=COLUMN")]
        map: Vec<String>,
        /// How progress is shown
        #[arg(long, value_enum, default_value = "auto")]
        progress: ProgressStyle,
        /// Show no dossiers at the end
        #[arg(short, long)]
        quiet: bool,
    },
    /// Merge the parts that `run --partition` made, or with --mapping reports that people coded
    Merge {
        /// Parts or folders of parts; or tables of comma-separated values, one report a row
        #[arg(required_unless_present = "reports")]
        inputs: Vec<PathBuf>,
        /// Tables of reports that people coded; without --mapping their columns must be ACLED's or UCDP's
        #[arg(long, value_name = "CSV", num_args = 1..)]
        reports: Vec<PathBuf>,
        /// What the columns of tables mean: acled, ucdp, or a file as docs/reports.md explains
        #[arg(short, long)]
        mapping: Option<String>,
        /// The case file; without it case.db, or the first table's name with .db, here
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// A folder of your own data files, laid over those of the program
        #[arg(long, env = "RASHOMON_DATA")]
        data: Option<PathBuf>,
    },
    #[command(flatten)]
    Ask(Ask),
    /// Show one document: how it was read and what it tells
    Doc { case: PathBuf, id: String },
    /// Show what is in a case
    Info { case: PathBuf },
    /// Show what made each value of an event, a mention or a document
    Explain { case: PathBuf, id: String },
    /// Add places from dumps of GeoNames to those that a run knows
    Gazetteer {
        #[command(subcommand)]
        action: GazetteerAction,
    },
    /// Check a case file (every value still reads its words) or a folder of data files (every rule does what it says)
    Check {
        path: PathBuf,
        /// With a folder of data files: read the pages of this case again, and tell what they read differently
        #[arg(long, value_name = "CASE")]
        against: Option<PathBuf>,
    },
    /// Show a case in the browser; this computer only
    Serve {
        /// The case file; it may come into being later
        #[arg(default_value = "case.db")]
        case: PathBuf,
        /// The port of the address; 0 takes any that is free
        #[arg(long, default_value = "8417")]
        port: u16,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// Who decides; the user of this computer without it
        #[arg(long, env = "RASHOMON_BY")]
        by: Option<String>,
    },
    /// Code tellings in rounds: several coders, each alone; how far they agree; what holds in the end
    Coding {
        #[command(subcommand)]
        action: Coding,
    },
    /// Propose weights, names and rules that decisions teach, as files to look at, with a report of what would change
    Learn {
        /// Cases in which people decided
        #[arg(required = true)]
        cases: Vec<PathBuf>,
        /// Other cases to tell what would change in
        #[arg(long)]
        on: Vec<PathBuf>,
        /// Gold cases (a folder with docs/ and gold.toml) to score before and after
        #[arg(long)]
        gold: Vec<PathBuf>,
        /// The folder to write
        #[arg(short, long)]
        output: PathBuf,
    },
    /// Work through the open questions of a case, one key a decision
    Review {
        case: PathBuf,
        /// Who decides; the user of this computer without it
        #[arg(long, env = "RASHOMON_BY")]
        by: Option<String>,
        /// Only tolls, claims, merges, actors, places or dates
        #[arg(long)]
        only: Option<String>,
        /// Your own keys: a=y,x=n
        #[arg(long, value_name = "KEY=YOURS")]
        keys: Option<String>,
    },
    #[command(flatten)]
    HandOn(HandOn),
    /// What people decided: the log of a case, its way in and out, and what is undone
    Decisions {
        #[command(subcommand)]
        action: Decisions,
    },
    /// Answer an assistant on standard input and output (Model Context Protocol, read-only)
    Mcp { case: PathBuf },
    /// Print the description of the API (OpenAPI 3.1)
    ApiSpec,
    /// Print the JSON Schema of the layout `rashomon/1`
    Schema,
    /// Print completions for a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}

#[derive(Debug, Subcommand)]
enum GazetteerAction {
    /// Pack unpacked dumps (allCountries.txt or SY.txt, then alternateNamesV2.txt; - is standard input) into a folder of data files
    Import {
        #[arg(required = true)]
        inputs: Vec<PathBuf>,
        /// The folder that `run --data` is then given
        #[arg(long, env = "RASHOMON_DATA")]
        data: PathBuf,
    },
}

/// Carries out a command and gives the exit code.
pub fn answer(asked: Rashomon) -> Result<u8> {
    match asked.command {
        Command::Run { inputs, output, data, jobs, partition, map, progress, quiet } => {
            let output = output.unwrap_or_else(|| default_output(&inputs));
            read_pages(&Run { inputs, output, data, partition, progress }, &map, jobs, quiet)
        }
        Command::Ask(asked) => ask::answer(asked),
        Command::Merge { inputs, reports, mapping: None, output, data } if reports.is_empty() => {
            let output = output.unwrap_or_else(|| PathBuf::from("case.db"));
            let merged = rashomon::merge_parts(&inputs, &output, data.as_deref())?;
            eprintln!("wrote {}: {merged} · next: rashomon events {}", output.display(), output.display());
            Ok(DONE)
        }
        Command::Merge { inputs, reports, mapping, output, data } => {
            let tables = [inputs, reports].concat();
            let output = output.unwrap_or_else(|| default_output(&tables));
            let merged = rashomon::reports::merge_tables(&tables, mapping.as_deref(), &output, data.as_deref())?;
            eprintln!("wrote {}: {merged} · next: rashomon events {}", output.display(), output.display());
            Ok(DONE)
        }
        Command::Doc { case, id } => {
            let case = page(&CaseFile::open(&case)?, &id)?.ok_or_else(|| nothing("document", &id))?;
            let document = case.documents.first().ok_or_else(|| nothing("document", &id))?;
            print(&show::document(&case, document))
        }
        Command::Info { case } => {
            let file = CaseFile::open(&case)?;
            let places = file.meta()?.remove("gazetteer").map(|line| format!("gazetteer  {}\n", plain(&line)));
            print(&(show::info(&query::sizes(&file)?, &file.set_asides()?) + &places.unwrap_or_default()))
        }
        Command::Explain { case, id } => {
            let (case, id) = about(&CaseFile::open(&case)?, &id)?;
            print(&show::explain(&case, &id).ok_or_else(|| nothing("event, mention or document", &id))?)
        }
        Command::Gazetteer { action: GazetteerAction::Import { inputs, data } } => {
            let imported = rashomon::import_gazetteer(&inputs, &data)?;
            let (added, left_out) = (imported.alternates, imported.left_out);
            eprintln!("{}; {added} spellings added, {left_out} rows left out", imported.summary());
            eprintln!("next: rashomon run PAGES --data {}", data.display());
            Ok(DONE)
        }
        Command::Check { path, against: Some(case) } => checking::check_against(&path, &case),
        Command::Check { path, against: None } if path.is_dir() => checking::check_data(&path),
        Command::Check { path, against: None } => checking::check_case(&path),
        Command::Serve { case, port, open, by } => {
            let serving = Serving::new(case, port, decisions::reviewer(by))?;
            print(&format!("{}\n", serving.address))?;
            if open {
                serving.open_browser();
            }
            serving.run().map(|()| DONE)
        }
        Command::Review { case, by, only, keys } => queue::review(&queue::Work { case: &case, by, only, keys }),
        Command::Coding { action } => coding::answer(action),
        Command::Learn { cases, on, gold, output } => {
            let report = rashomon::learn(&cases, &rashomon::Measured { on: &on, gold: &gold }, &output)?;
            eprintln!("wrote {}", output.display());
            print(&report)
        }
        Command::HandOn(asked) => hand_on::answer(asked),
        Command::Decisions { action } => decisions::answer(action),
        Command::Mcp { case } => {
            let file = CaseFile::open(&case)?;
            api::assistant::serve(&file, &mut io::stdin().lock(), &mut stdout().lock()).context("standard output")?;
            Ok(DONE)
        }
        Command::ApiSpec => print(&(serde_json::to_string_pretty(&api::description())? + "\n")),
        Command::Schema => print(include_str!("../../../docs/rashomon-1.schema.json")),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Rashomon::command(), "rashomon", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
        Command::Man => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Rashomon::command()).render(&mut page)?;
            print(&String::from_utf8_lossy(&page))
        }
    }
}

/// Writes an error and its causes as one message without control characters.
pub fn one_message(error: &anyhow::Error) -> String {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    causes.join(": ").lines().map(plain).collect::<Vec<_>>().join("\n")
}

pub fn nothing(what: &str, id: &str) -> anyhow::Error {
    anyhow!("{id}: no such {what} in this case, or more than one begins so; `rashomon events CASE.db` lists the ids")
}

fn default_output(inputs: &[PathBuf]) -> PathBuf {
    let name = inputs.first().and_then(|input| input.canonicalize().ok());
    let stem = name.as_deref().and_then(Path::file_stem).map_or_else(|| "case".into(), |stem| stem.to_string_lossy());
    PathBuf::from(format!("{stem}.db"))
}

/// Loads the part of a case that concerns one document, what it copies with its text.
fn page(file: &CaseFile, id: &str) -> Result<Option<Case>> {
    let Some(mut case) = query::page_of(file, id)? else { return Ok(None) };
    let original = case.documents.first().and_then(|document| document.copy_of.clone());
    if let Some(whole) = original.map(|id| query::page_of(file, &id)).transpose()?.flatten()
        && let Some(whole) = whole.documents.into_iter().next()
        && let Some(head) = case.documents.iter_mut().find(|document| document.id == whole.id)
    {
        *head = whole;
    }
    Ok(Some(case))
}

/// Loads the part of a case that concerns an event, a mention or a document, and gives its id as it stands there.
fn about(file: &CaseFile, id: &str) -> Result<(Case, String)> {
    let none = || nothing("event, mention or document", id);
    if let Some((document, _)) = id.split_once('#') {
        return Ok((page(file, document)?.ok_or_else(none)?, id.to_owned()));
    }
    let event = match query::event(file, id, None)? {
        Found::Here(dossier) => dossier.row.id,
        Found::Joined(into) => {
            eprintln!("{id} was joined with others into {into}");
            into
        }
        Found::Several(ids) => bail!("{id}: these have its tellings, or ids that begin so: {}", ids.join(", ")),
        Found::Nowhere => {
            let case = page(file, id)?.ok_or_else(none)?;
            let id = case.documents.first().map(|document| document.id.clone()).ok_or_else(none)?;
            return Ok((case, id));
        }
    };
    Ok((query::part(file, std::slice::from_ref(&event), None)?, event))
}

/// Prints to standard output; a reader that has seen enough (`| head`) is no error.
pub fn print(text: &str) -> Result<u8> {
    let mut out = stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error).context("standard output"),
        _ => Ok(DONE),
    }
}

fn read_pages(run: &Run, map: &[String], jobs: Option<usize>, quiet: bool) -> Result<u8> {
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(jobs) = jobs {
        pool = pool.num_threads(jobs.max(1));
    }
    let pool = pool.build().context("the threads cannot be started")?;
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || {
        if asked.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(STOPPED));
        }
        eprintln!("stopping after the pages in hand; press Ctrl-C again to stop at once");
    })
    .context("Ctrl-C cannot be caught")?;
    let summary = pool.install(|| rashomon::run_mapped(run, map, &stop))?;
    report(&summary, run, quiet)
}

fn report(summary: &Summary, run: &Run, quiet: bool) -> Result<u8> {
    let output = run.output.display();
    for (path, reason) in &summary.set_aside {
        eprintln!("set aside {}: {}", plain(path), plain(reason));
    }
    if summary.stopped {
        eprintln!("stopped; what was read is kept in {output}, and the same command goes on from there");
        return Ok(STOPPED);
    }
    let case = &summary.case;
    if run.partition.is_some() {
        eprintln!("wrote {output}: {} pages read · next, with all parts: rashomon merge PART…", summary.read);
        return Ok(if summary.set_aside.is_empty() { DONE } else { SOME_SET_ASIDE });
    }
    if !quiet {
        print(&show::most_told(case))?;
    }
    eprintln!(
        "wrote {output}: {} documents, {} events · next: rashomon events {output}",
        case.documents.len(),
        case.events.len()
    );
    Ok(if summary.set_aside.is_empty() { DONE } else { SOME_SET_ASIDE })
}
