//! How do several coders code tellings on the command line, each alone, and settle what they differ on?

use crate::{
    command::{DONE, print},
    decisions::reviewer,
};
use anyhow::{Result, bail};
use clap::Subcommand;
use rashomon::{
    follow,
    terminal::{plain, table},
};
use review::FIELDS;
use schema::{Anchor, Case, Decision};
use std::{
    io::{self, BufRead, Write},
    path::{Path, PathBuf},
};
use store::CaseFile;

/// The steps of a round.
#[derive(Debug, Subcommand)]
pub enum Coding {
    /// Assign tellings, spread evenly over the case, to coders
    Assign {
        case: PathBuf,
        /// The name of the round
        #[arg(long)]
        round: String,
        /// Who codes, with commas between
        #[arg(long, value_delimiter = ',', required = true)]
        coders: Vec<String>,
        /// How many tellings
        #[arg(long, default_value = "50")]
        count: usize,
        #[arg(long, env = "RASHOMON_BY")]
        by: Option<String>,
    },
    /// Code what is assigned; what the machine or others say is not shown
    Code {
        case: PathBuf,
        #[arg(long)]
        round: String,
        #[arg(long, env = "RASHOMON_BY")]
        by: Option<String>,
    },
    /// Tell how far the coders of a round agree, field by field
    Compare {
        case: PathBuf,
        #[arg(long)]
        round: String,
        /// As JSON
        #[arg(long)]
        json: bool,
    },
    /// Settle what coders differ on; what all of them say can be taken over, too
    Adjudicate {
        case: PathBuf,
        #[arg(long)]
        round: String,
        #[arg(long, env = "RASHOMON_BY")]
        by: Option<String>,
        /// Take over first what all coders say
        #[arg(long)]
        agreed: bool,
    },
}

/// Carries out a step and gives the exit code.
pub fn answer(asked: Coding) -> Result<u8> {
    match asked {
        Coding::Assign { case, round, coders, count, by } => {
            let mut file = CaseFile::create_or_resume(case)?;
            let drafts = review::assign(&file.machine_case()?, &round, &coders, count, &reviewer(by));
            let made = file.decide(drafts)?.len();
            eprintln!("{} tellings assigned to each of {} coders", made / coders.len().max(1), coders.len());
            Ok(DONE)
        }
        Coding::Code { case, round, by } => code(&case, &round, &reviewer(by)),
        Coding::Compare { case, round, json } => compare(&CaseFile::open(case)?.decisions()?, &round, json),
        Coding::Adjudicate { case, round, by, agreed } => adjudicate(&case, &round, &reviewer(by), agreed),
    }
}

fn code(case: &Path, round: &str, by: &str) -> Result<u8> {
    let mut file = CaseFile::create_or_resume(case)?;
    let known = file.machine_case()?;
    let left = review::to_code(&file.decisions()?, round, by);
    let all = left.len();
    for (on, n) in left.iter().zip(1..) {
        say(&format!("\n{n} of {all}\n{}\n", told(&known, on)))?;
        let mut fields: Vec<(String, String)> = Vec::new();
        for field in FIELDS {
            let hint = if field == "event" { " (yes or no; q ends)" } else { "" };
            let Some(text) = line(&format!("{field}{hint}: "))? else { return Ok(DONE) };
            match (field, text.as_str()) {
                ("event", "q") => return Ok(DONE),
                ("event", "no" | "n") => {
                    fields.push(("event".into(), "no".into()));
                    break;
                }
                ("event", _) => fields.push(("event".into(), "yes".into())),
                _ => fields.push((field.into(), review::code_value(&known, field, &text))),
            }
        }
        file.decide(review::code(on, &fields, round, by))?;
    }
    eprintln!("nothing is left to code for {by} in {round}");
    Ok(DONE)
}

/// Shows the paragraph around a telling, and nothing that the machine made of it.
fn told(case: &Case, on: &Anchor) -> String {
    let review::Shown { title, stated, before, words, after } = review::shown(case, on);
    let day = stated.map(|day| format!(" ({day})")).unwrap_or_default();
    format!("{}{day}\n  {}", plain(&title), plain(&format!("{before}[{words}]{after}")))
}

fn compare(log: &[Decision], round: &str, json: bool) -> Result<u8> {
    let found = review::compare(log, round);
    if json {
        let rows: Vec<_> = found
            .iter()
            .map(|one| serde_json::json!({ "field": one.field, "units": one.units, "same": one.same, "kappa": one.kappa, "alpha": one.alpha }))
            .collect();
        return print(&(serde_json::to_string_pretty(&rows)? + "\n"));
    }
    if found.is_empty() {
        bail!("{round}: no telling of this round was coded by two people yet");
    }
    let figure = |figure: Option<f64>| figure.map_or_else(|| "–".to_owned(), |figure| format!("{figure:.3}"));
    let head = ["field", "tellings", "same", "kappa", "alpha"].map(str::to_owned).to_vec();
    let rows = found.iter().map(|one| {
        vec![one.field.to_owned(), one.units.to_string(), figure(one.same), figure(one.kappa), figure(one.alpha)]
    });
    print(&table(&[head].into_iter().chain(rows).collect::<Vec<_>>()))
}

fn adjudicate(case: &Path, round: &str, by: &str, agreed: bool) -> Result<u8> {
    let mut file = CaseFile::create_or_resume(case)?;
    let known = file.machine_case()?;
    if agreed {
        let made = file.decide(review::agreed(&file.decisions()?, round, by))?;
        eprintln!("{} values that all coders gave were taken over", made.len());
    }
    for dispute in review::disputes(&file.decisions()?, round) {
        let answers = dispute.answers();
        say(&format!("\n{}\n{}\n", told(&known, &dispute.unit.on), dispute.field))?;
        for ((answer, by), n) in answers.iter().zip(1..) {
            say(&format!("  [{n}] {}  ({})\n", plain(answer), plain(&by.join(", "))))?;
        }
        let Some(text) = line("which, or another value (s skips, q ends): ")? else { break };
        let chosen = text.parse::<usize>().ok().and_then(|n| answers.get(n.checked_sub(1)?));
        match text.as_str() {
            "q" => break,
            "s" | "" => {}
            other => {
                let value = chosen.map_or_else(
                    || review::code_value(&known, dispute.field, other),
                    |(answer, _)| (*answer).to_owned(),
                );
                file.decide(review::adjudicate(&dispute.unit, dispute.field, &value, by).into_iter().collect())?;
            }
        }
    }
    drop(file);
    follow(case, None)?;
    Ok(DONE)
}

fn say(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Asks for a line; none at the end of the input.
fn line(prompt: &str) -> Result<Option<String>> {
    say(prompt)?;
    let mut text = String::new();
    Ok((io::stdin().lock().read_line(&mut text)? > 0).then(|| text.trim().to_owned()))
}
