//! `cargo xtask eval events DATA`: is the kind of event right, and who does it to whom?
//!
//! CASE 2021 names the sub-type of one main event a snippet, in the manner of ACLED; the PLOVER records name type, source
//! and target of the event of a sentence. Nothing of either was used to train anything.

use crate::accounts::{Account, Analyst};
use crate::main_event;
use anyhow::{Context, Result};
use extract::events::codes;
use rayon::prelude::*;
use schema::{EventMention, Realis};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Measures both sets, writes `reports/events.csv` below `root` and what is wrong to `target/events-errors.txt`.
pub fn eval_events(data: &Path, root: &Path) -> Result<()> {
    let analyst = Analyst::load(root)?;
    let (mut report, mut errors) = (String::from("set,measure,value\n"), String::new());
    for (measure, value) in case2021(&data.join("events/case2021-types-dev.jsonl"), &analyst, &mut errors)? {
        writeln!(report, "case2021-types-dev,{measure},{value:.4}")?;
    }
    for (measure, value) in plover(&data.join("events/plover-gsr-dev.jsonl"), &analyst, &mut errors)? {
        writeln!(report, "plover-gsr-dev,{measure},{value:.4}")?;
    }
    eprint!("{report}");
    std::fs::write(root.join("target/events-errors.txt"), errors)?;
    std::fs::write(root.join("reports/events.csv"), report).context("reports/events.csv")
}

#[derive(Deserialize)]
struct Snippet {
    id: String,
    text: String,
    label: String,
}

fn case2021(path: &Path, analyst: &Analyst, errors: &mut String) -> Result<Vec<(String, f64)>> {
    let snippets: Vec<Snippet> = lines(path)?;
    let told: Vec<(String, String)> = snippets.par_iter().map(|snippet| main_label(snippet, analyst)).collect();
    let mut counts: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for (snippet, (found, reading)) in snippets.iter().zip(&told) {
        counts.entry(&snippet.label).or_default()[0] += 1;
        counts.entry(found).or_default()[1] += 1;
        if *found == snippet.label {
            counts.entry(found).or_default()[2] += 1;
        } else {
            writeln!(
                errors,
                "case2021 {} {} read as {found}: {reading} <<{}>>",
                snippet.id, snippet.label, snippet.text
            )?;
        }
    }
    let all: usize = snippets.len();
    let f1 = |[gold, found, right]: [usize; 3]| 2.0 * part(right, gold + found);
    let weighted = counts.values().map(|count| f1(*count) * part(count[0], all)).sum();
    let right: usize = counts.values().map(|count| count[2]).sum();
    let mut figures = vec![("weighted_f1".to_owned(), weighted), ("accuracy".to_owned(), part(right, all))];
    let labels = counts.iter().filter(|(_, count)| count[0] > 0);
    figures.extend(labels.map(|(label, count)| (format!("f1 {}", label.to_lowercase()), f1(*count))));
    Ok(figures)
}

/// Gives the label of the main event of a snippet, and how it was read.
fn main_label(snippet: &Snippet, analyst: &Analyst) -> (String, String) {
    let account = analyst.read(&snippet.id, &snippet.text);
    let label = main_event::label(&account, &snippet.text, &analyst.knowledge.events);
    let reading = account.events.iter().map(|mention| tell(mention, &account)).collect::<Vec<_>>().join("; ");
    (label.to_owned(), reading)
}

#[derive(Deserialize)]
struct Record {
    id: String,
    text: String,
    event: String,
    source: serde_json::Value,
    #[serde(default)]
    target: serde_json::Value,
}

/// What the records were coded with, in the names of the later codebook.
const RENAMED: [(&str, &str); 4] =
    [("DEMAND", "REQUEST"), ("DISAPPROVE", "ACCUSE"), ("INVESTIGATE", "ACCUSE"), ("FIGHT", "ASSAULT")];

fn plover(path: &Path, analyst: &Analyst, errors: &mut String) -> Result<Vec<(String, f64)>> {
    let records: Vec<Record> = lines(path)?;
    let told: Vec<(Option<(String, EventMention)>, Account)> =
        records.par_iter().map(|record| main_record(record, analyst)).collect();
    let (mut found, mut right, mut with_roles) = (0, 0, 0);
    for (record, (told, account)) in records.iter().zip(&told) {
        let wanted = RENAMED.iter().find(|(old, _)| *old == record.event).map_or(record.event.as_str(), |(_, new)| new);
        let Some((code, mention)) = told else {
            writeln!(errors, "plover {} {wanted} not found <<{}>>", record.id, record.text)?;
            continue;
        };
        found += 1;
        let reading = account.events.iter().map(|mention| tell(mention, account)).collect::<Vec<_>>().join("; ");
        if code != wanted {
            writeln!(errors, "plover {} {wanted} read as {code}: {reading} <<{}>>", record.id, record.text)?;
            continue;
        }
        right += 1;
        let fits = |role: &[&str], named: &serde_json::Value| fits(mention, account, role, named);
        if fits(&["agent"], &record.source)
            && fits(&["target", "victim", "beneficiary", "origin", "destination"], &record.target)
        {
            with_roles += 1;
        } else {
            writeln!(
                errors,
                "plover {} roles {} of {} {}: {reading} <<{}>>",
                record.id, code, record.source, record.target, record.text
            )?;
        }
    }
    let f1 = |right: usize| 2.0 * part(right, records.len() + found);
    Ok(vec![
        ("records".into(), records.len() as f64),
        ("found".into(), found as f64),
        ("root_type_f1".into(), f1(right)),
        ("root_type_and_roles_f1".into(), f1(with_roles)),
    ])
}

/// Gives the record of the main clause: the type of the mention with the widest clause.
fn main_record(record: &Record, analyst: &Analyst) -> (Option<(String, EventMention)>, Account) {
    let account = analyst.read(&record.id, &record.text);
    let coded = account.events.iter().filter_map(|mention| {
        let found = codes(mention, &account.findings, &record.text, &analyst.knowledge.events);
        (!found.plover.is_empty() && mention.realis != Realis::Denied).then_some((found.plover, mention))
    });
    // "demanded that Y withdraw": the demand was made, the withdrawal is not.
    let main = coded.min_by_key(|(_, mention)| {
        let speaks = SPEECH.contains(&mention.kind.as_str()) && mention.realis == Realis::Actual;
        (!speaks, std::cmp::Reverse(mention.clause.end - mention.clause.start), mention.trigger.start)
    });
    (main.map(|(code, mention)| (code, mention.clone())), account)
}

/// Kinds whose mention governs a clause of its own, which tells what is demanded, threatened or refused.
const SPEECH: [&str; 3] = ["demand", "threat", "rejection"];

/// Tells whether an argument of one of the roles shares a name with those of a record, in its words or, where it is a
/// pronoun, in the names of whom it was resolved to; a record without names asks nothing.
fn fits(mention: &EventMention, account: &Account, roles: &[&str], named: &serde_json::Value) -> bool {
    let text = account.document.text.as_str();
    let names: Vec<&str> =
        named.as_array().into_iter().flatten().filter_map(|name| name["actorText"].as_str()).collect();
    let arguments = mention.arguments.iter().filter(|argument| roles.contains(&argument.role.as_str()));
    let place = mention.place.iter().filter(|_| roles.len() > 1).map(|place| place.span);
    let mut told: BTreeSet<String> =
        arguments.clone().map(|argument| argument.span).chain(place).flat_map(|span| words(span.of(text))).collect();
    for argument in arguments.filter(|argument| PRONOUNS.contains(&argument.span.of(text).to_lowercase().as_str())) {
        let actor = account.findings.actors.iter().find(|actor| Some(&actor.id) == argument.actor.as_ref());
        told.extend(
            actor.into_iter().flat_map(|actor| actor.aliases.iter().chain([&actor.name])).flat_map(|name| words(name)),
        );
    }
    names.is_empty() || names.iter().any(|name| words(name).iter().any(|word| told.contains(word)))
}

const PRONOUNS: [&str; 9] = ["it", "its", "he", "his", "she", "her", "they", "their", "who"];

/// Gives the words of a name that tell it from others, cut to their stems: "Israel" and "Israeli" share one.
fn words(name: &str) -> Vec<String> {
    let plain = name
        .replace("U.S.", "United States")
        .replace("US", "United States")
        .replace("U.N.", "United Nations")
        .replace('.', "");
    let words = plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.len() > 2);
    words
        .map(|word| word.to_lowercase().chars().take(5).collect())
        .filter(|word: &String| word != "the" && word != "and")
        .collect()
}

fn tell(mention: &EventMention, account: &Account) -> String {
    let text = &account.document.text;
    let roles: String =
        mention.arguments.iter().map(|argument| format!(" {}='{}'", argument.role, argument.span.of(text))).collect();
    format!("{} {:?} '{}'{roles}", mention.kind, mention.realis, mention.trigger.of(text))
}

/// Reads a file of JSON objects, one a line.
pub fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines().map(|line| serde_json::from_str(line).with_context(|| path.display().to_string())).collect()
}

/// Gives a share as a number.
pub fn part(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
