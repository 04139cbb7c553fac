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
use review::{Coded, FIELDS};
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
                _ => fields.push((field.into(), value(&known, field, &text))),
            }
        }
        file.decide(review::code(on, &fields, round, by))?;
    }
    eprintln!("nothing is left to code for {by} in {round}");
    Ok(DONE)
}

/// Gives ids for the names of actors and places that the case knows, so that coders who write two names of one agree.
fn value(case: &Case, field: &str, text: &str) -> String {
    let named = match field {
        "agent" | "target" => review::actor_named(case, text),
        "place" => review::place_named(case, text),
        "time" => review::days(text).map(review::days_text),
        "killed" => review::bounds(text).map(review::bounds_text),
        _ => Some(text.to_lowercase().replace(' ', "_")),
    };
    named.unwrap_or_else(|| text.to_owned())
}

/// Shows the sentence around a telling, and nothing that the machine made of it.
fn told(case: &Case, on: &Anchor) -> String {
    let document = case.documents.iter().find(|document| document.hash == on.document);
    let Some(document) = document else { return plain(&format!("{}[{}]{}", on.before, on.words, on.after)) };
    let around = |from: usize, to: usize| document.text.get(from..to).unwrap_or_default();
    let text = &document.text;
    let from = text.get(..on.span.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let to = text.get(on.span.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| on.span.end + at);
    let title = document.title.as_deref().unwrap_or(&document.path);
    let sentence = format!("{}[{}]{}", around(from, on.span.start), on.words, around(on.span.end, to));
    format!("{}\n  {}", plain(title), plain(&sentence))
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
    let units = review::coded(&file.decisions()?, round);
    if agreed {
        let batch = Some(format!("agreed in {round}"));
        let all = units.iter().flat_map(|unit| unanimous(unit, by));
        let made = file.decide(all.map(|draft| Decision { batch: batch.clone(), ..draft }).collect())?;
        eprintln!("{} values that all coders gave were taken over", made.len());
    }
    let settled = file.decisions()?;
    'units: for unit in &units {
        for field in unit.disputed() {
            if is_settled(&settled, unit, field) {
                continue;
            }
            let mut answers: Vec<&String> = unit.answers[field].values().collect();
            answers.sort();
            answers.dedup();
            say(&format!("\n{}\n{field}\n", told(&known, &unit.on)))?;
            for (answer, n) in answers.iter().zip(1..) {
                let by: Vec<&str> =
                    unit.answers[field].iter().filter(|(_, said)| said == answer).map(|(by, _)| by.as_str()).collect();
                say(&format!("  [{n}] {}  ({})\n", plain(answer), plain(&by.join(", "))))?;
            }
            let Some(text) = line("which, or another value (s skips, q ends): ")? else { break 'units };
            let chosen =
                text.parse::<usize>().ok().and_then(|n| answers.get(n.checked_sub(1)?)).map(|answer| (*answer).clone());
            match text.as_str() {
                "q" => break 'units,
                "s" | "" => continue,
                other => {
                    let value = chosen.unwrap_or_else(|| value(&known, field, other));
                    file.decide(review::adjudicate(unit, field, &value, by).into_iter().collect())?;
                }
            }
        }
    }
    drop(file);
    follow(case, None)?;
    Ok(DONE)
}

/// Makes decisions of what all coders of a telling say alike.
fn unanimous(unit: &Coded, by: &str) -> Vec<Decision> {
    let disputed = unit.disputed();
    let several = unit.answers.iter().filter(|(_, answers)| answers.len() > 1);
    let alike = several.filter(|(field, _)| !disputed.contains(&field.as_str()));
    alike.filter_map(|(field, answers)| review::adjudicate(unit, field, answers.values().next()?, by)).collect()
}

fn is_settled(log: &[Decision], unit: &Coded, field: &str) -> bool {
    let standing = review::standing(log);
    let wanted = review::adjudicate(unit, field, "", "").map(|draft| review::question(&draft));
    standing.iter().any(|one| Some(review::question(one)) == wanted)
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
