//! How does a case leave for other programs, and how does it come back?

use crate::{
    command::DONE,
    filters::{Filters, Usage},
};
use anyhow::{Context, Result, anyhow, bail};
use clap::Subcommand;
use layouts::{Codebook, Layout, Written};
use rashomon::Carried;
use std::{
    fs::{self, File},
    io::{self, BufReader, BufWriter, Write, stdout},
    path::{Path, PathBuf},
};
use store::{CaseFile, Values, Walk, query::Filter};

/// Commands that hand a case on.
#[derive(Debug, Subcommand)]
pub enum HandOn {
    /// Write a case, or the events that pass the filters, for other programs
    Export {
        case: PathBuf,
        /// json (rashomon/1), jsonl (all of a case, to be imported again), acled, ged, plover, polecat, claims, control, geojson, kml, parquet, md, html, bibtex or csl
        #[arg(short, long, default_value = "json")]
        format: String,
        #[command(flatten)]
        filters: Box<Filters>,
        /// The file to write; standard output without it
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// Add to every claim of a json export what a rule makes of it: acled, ucdp or casualty-recorder
        #[arg(long, value_name = "RULE")]
        values: Option<String>,
        /// Write over an existing file
        #[arg(long)]
        force: bool,
        /// A folder of your own data files, laid over those of the program
        #[arg(long, env = "RASHOMON_DATA")]
        data: Option<PathBuf>,
    },
    /// Take in a case that was exported as jsonl
    Import {
        /// The exported file
        input: PathBuf,
        /// The case file to make
        #[arg(short, long)]
        output: PathBuf,
    },
}

/// Carries out a command and gives the exit code.
pub fn answer(asked: HandOn) -> Result<u8> {
    match asked {
        HandOn::Import { input, output } => import(&input, &output),
        HandOn::Export { case, format, filters, output, values, force, data } => {
            let (file, filter) = (CaseFile::open(&case)?, filters.read()?);
            if let Some(rule) = values.map(|name| value_rule(&name, &format)).transpose()? {
                let write = |out: &mut dyn Write| store::export_json(&Walk::of(&file, &filter)?, Some(rule), out);
                return to_file_or_screen(output.as_deref(), force, write);
            }
            let names = Layout::ALL.map(|(_, name, _)| name).join(", ");
            let layout =
                Layout::parse(&format).ok_or_else(|| Usage(format!("--format {format}: there are {names}")))?;
            let carried = Carried::new(data.as_deref())?;
            let codebook = Codebook::load(&carried.files)
                .map_err(|problems| anyhow!(problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))?;
            export(&file, &filter, (layout, &codebook), output.as_deref(), force)
        }
    }
}

fn value_rule(name: &str, format: &str) -> Result<Values> {
    if format != "json" {
        return Err(Usage("--values goes with --format json: the other layouts have rules of their own".into()).into());
    }
    let names = Values::ALL.map(|(_, name)| name).join(", ");
    Values::parse(name).ok_or_else(|| Usage(format!("--values {name}: there are {names}")).into())
}

fn import(input: &Path, output: &Path) -> Result<u8> {
    if output.exists() {
        bail!("{}: exists already; name another file", output.display());
    }
    let from = File::open(input).with_context(|| format!("{}: cannot be read", input.display()))?;
    let unfinished = beside(output, "unfinished");
    let read = || {
        let mut file = CaseFile::create_or_resume(&unfinished)?;
        let case = layouts::import(&mut BufReader::new(from), &mut file, &Carried::new(None)?.fingerprint)?;
        drop(file);
        rashomon::follow(&unfinished, None)?;
        fs::rename(&unfinished, output)?;
        Ok::<_, anyhow::Error>(case)
    };
    let case =
        read().inspect_err(|_| drop(fs::remove_file(&unfinished))).with_context(|| input.display().to_string())?;
    eprintln!("wrote {}: {} documents, {} events", output.display(), case.documents.len(), case.events.len());
    Ok(DONE)
}

fn export(
    file: &CaseFile,
    filter: &Filter,
    layout: (Layout, &Codebook),
    output: Option<&Path>,
    force: bool,
) -> Result<u8> {
    let (companion, tells) = (layout.0.has_companion(), !layout.0.names_its_filter());
    let Some(path) = output else {
        if companion {
            return Err(Usage("this layout cannot hold all that is claimed: name a file with -o, and the claims are written beside it".into()).into());
        }
        return to_file_or_screen(None, force, |out| {
            layouts::export(file, filter, layout, out, &mut io::sink()).map(drop)
        });
    };
    let (claims, about) = (beside(path, "claims.csv"), beside(path, "about.json"));
    let beside = [(&claims, companion), (&about, tells)].into_iter().filter(|(_, is_written)| *is_written);
    for path in beside.map(|(path, _)| path.as_path()).chain([path]) {
        if path.exists() && !force {
            bail!("{}: exists already; name another file, or add --force to write over it", path.display());
        }
    }
    let mut written = Written::default();
    finished(path, |out| {
        if !companion {
            written = layouts::export(file, filter, layout, out, &mut io::sink())?;
            return Ok(());
        }
        finished(&claims, |claims| {
            written = layouts::export(file, filter, layout, out, claims)?;
            Ok(())
        })
    })?;
    if tells {
        finished(&about, |out| Ok(out.write_all(layouts::about(file, filter, layout.0, written)?.as_bytes())?))?;
    }
    if companion {
        eprintln!(
            "wrote {} ({} records), {} ({} rows) and {}; {} events have no row in this layout and stand in the claims only",
            path.display(),
            written.records,
            claims.display(),
            written.claims,
            about.display(),
            written.elsewhere
        );
    }
    Ok(DONE)
}

fn to_file_or_screen(
    output: Option<&Path>,
    force: bool,
    write: impl FnOnce(&mut dyn Write) -> Result<(), store::StoreError>,
) -> Result<u8> {
    let Some(path) = output else {
        let mut out = BufWriter::new(stdout().lock());
        return match write(&mut out).and_then(|()| Ok(out.flush()?)) {
            Err(store::StoreError::Export(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(DONE),
            other => other.map(|()| DONE).context("standard output"),
        };
    };
    if path.exists() && !force {
        bail!("{}: exists already; name another file, or add --force to write over it", path.display());
    }
    finished(path, |out| Ok(write(out)?))?;
    Ok(DONE)
}

/// Writes a file under another name first, so that nobody meets half of it.
fn finished(path: &Path, write: impl FnOnce(&mut dyn Write) -> Result<()>) -> Result<()> {
    let unfinished = beside(path, "unfinished");
    let work = || {
        let mut out = BufWriter::new(File::create(&unfinished)?);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        Ok(fs::rename(&unfinished, path)?)
    };
    let written: Result<()> = work();
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written.with_context(|| format!("{}: cannot be written", path.display()))
}

/// Gives the path of what belongs to a file: `case.claims.csv` to `case.csv`.
fn beside(path: &Path, ending: &str) -> PathBuf {
    path.with_extension(ending)
}
