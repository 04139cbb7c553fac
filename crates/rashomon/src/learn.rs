//! What do people's decisions teach, and what would change if it were believed?
//!
//! Everything is proposed as data files in a folder of their own, to be read, changed and then laid over the program's with
//! `--data`; nothing is applied unseen.

use crate::{Carried, gold};
use anyhow::{Context, Result, bail};
use merge::{Settings, evidence};
use review::{Finder, Pair, Plan, Weights, fit, standing};
use schema::{Act, Case, DataFile, Decision};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};
use store::CaseFile;

const SETTINGS: &str = "ontology/merging.toml";
/// Few pairs move weights little.
const HOLD: f64 = 0.05;
const PASSES: usize = 200;

/// A case with what people said of it.
struct Taught {
    name: String,
    machine: Case,
    accounts: Vec<(schema::Document, schema::Findings)>,
    log: Vec<Decision>,
}

/// On what the proposals are tried.
#[derive(Clone, Copy, Debug)]
pub struct Measured<'a> {
    /// Cases that the weights are tried on, besides those that taught them.
    pub on: &'a [PathBuf],
    /// Gold cases: folders with `docs/` and `gold.toml`, read again with all that is proposed.
    pub gold: &'a [PathBuf],
}

/// Writes proposals and a report into `folder`, and gives the report.
///
/// # Errors
/// Where a case cannot be read, nobody decided anything, or the folder is there already.
pub fn learn(cases: &[PathBuf], measured: &Measured<'_>, folder: &Path) -> Result<String> {
    if folder.exists() {
        bail!("{}: is there already; name another folder", folder.display());
    }
    let taught: Vec<Taught> = cases.iter().map(|path| open(path)).collect::<Result<_>>()?;
    if taught.iter().all(|case| standing(&case.log).is_empty()) {
        bail!("nobody decided anything in these cases yet: `rashomon review` is where to begin");
    }
    let carried = Carried::new(None)?;
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut report = String::from(
        "# What the decisions teach\n\nRead these files, change what you do not believe, and lay them over the program's own with `--data`.\n",
    );
    let learned = weights(&taught, &carried, &mut files, &mut report)?;
    names(&taught, &carried, &mut files, &mut report);
    rules(&taught, &mut report);
    let others: Vec<Taught> = measured.on.iter().map(|path| open(path)).collect::<Result<_>>()?;
    changes(taught.iter().chain(&others), &crate::settings(None)?, &learned, &mut report);
    for (path, text) in &files {
        write(&folder.join(path), text)?;
    }
    figures(measured.gold, folder, &mut report)?;
    write(&folder.join("report.md"), &report)?;
    Ok(report)
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(path)).with_context(|| path.display().to_string())?;
    fs::write(path, text).with_context(|| path.display().to_string())
}

/// Tells which figures of gold cases would change if all proposals were laid over the program's own data.
fn figures(gold: &[PathBuf], folder: &Path, report: &mut String) -> Result<()> {
    let scratch = folder.with_extension("measuring");
    for case in gold {
        let [now, then] = [None, Some(folder)].map(|data| gold::measure(case, data, &scratch));
        let both: Vec<_> = now?.into_iter().zip(then?).map(|((name, now), (_, then))| (name, now, then)).collect();
        let figure = |figure: Option<f64>| figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.3}"));
        let _ =
            writeln!(report, "\n## Gold case {}\n\n| figure | now | proposed |\n| --- | --- | --- |", case.display());
        for (name, now, then) in both.iter().filter(|(name, now, then)| now != then || *name == "overall") {
            let _ = writeln!(report, "| `{name}` | {} | {} |", figure(*now), figure(*then));
        }
        let same = both.iter().filter(|(_, now, then)| now == then).count();
        let _ = writeln!(report, "\n{same} of {} figures stay as they are.", both.len());
    }
    Ok(())
}

fn open(path: &Path) -> Result<Taught> {
    let file = CaseFile::open(path)?;
    let name = path.display().to_string();
    Ok(Taught { name, machine: file.machine_case()?, accounts: file.accounts()?, log: file.decisions()? })
}

/// Learns the weights of merging from pairs that people judged, and proposes them.
fn weights(
    taught: &[Taught],
    carried: &Carried,
    files: &mut BTreeMap<String, String>,
    report: &mut String,
) -> Result<Settings> {
    let settings = crate::settings(None)?;
    let text = text_of(carried, SETTINGS).context("the weights of merging")?;
    let now = written(&text);
    let pairs: Vec<Pair> = taught.iter().flat_map(|case| judged(case, &settings)).collect();
    let mut learned: Weights = BTreeMap::new();
    for (name, _) in pairs.iter().flat_map(|pair| &pair.1) {
        learned.insert(name.clone(), now.get(name).copied().with_context(|| format!("{name} is no weight"))?);
    }
    fit(&pairs, &mut learned, &Plan { passes: PASSES, shrink: 0.0, hold: HOLD, fixed: &[] });
    let _ = writeln!(report, "\n## Weights of merging\n\n{} pairs that people judged can be compared.\n", pairs.len());
    if pairs.is_empty() {
        return Ok(settings);
    }
    let changed = |name: &str| learned.get(name).filter(|weight| format!("{weight:.2}") != format!("{:.2}", now[name]));
    let _ = writeln!(report, "| weight | now | proposed |\n| --- | --- | --- |");
    for name in learned.keys() {
        if let Some(weight) = changed(name) {
            let _ = writeln!(report, "| `{name}` | {:.2} | {weight:.2} |", now[name]);
        }
    }
    let mut table = String::new();
    let weigh = |line: &str| {
        if line.starts_with('[') {
            table = line.trim().trim_matches(['[', ']']).to_owned();
        }
        rewritten(line, &table, &changed) + "\n"
    };
    let proposed: String = text.lines().map(weigh).collect();
    let file = DataFile { path: SETTINGS.into(), bytes: proposed.clone().into_bytes() };
    files.insert(SETTINGS.into(), proposed);
    let mut all = carried.files.clone();
    all.iter_mut().filter(|held| held.path == SETTINGS).for_each(|held| held.clone_from(&file));
    Settings::load(&all).map_err(|problems| anyhow::anyhow!("{}", problems[0]))
}

/// Gives the pairs of tellings of a case that people judged: whether they are one event.
fn judgments(case: &Taught) -> BTreeMap<[String; 2], bool> {
    let finder = Finder::new(&case.machine);
    let mut judged: BTreeMap<[String; 2], bool> = BTreeMap::new();
    for decision in standing(&case.log) {
        let same = match decision.act {
            Act::SameEvent => true,
            Act::DifferentEvents => false,
            _ => continue,
        };
        let end = |n: usize| {
            let (at, found) = finder.telling(&case.machine, decision.on.get(n)?).ok()?;
            Some(case.machine.findings[at].events[found].id.clone())
        };
        if let (Some(one), Some(other)) = (end(0), end(1)) {
            judged.insert(if one < other { [one, other] } else { [other, one] }, same);
        }
    }
    judged
}

/// Gives the pairs that people judged with the evidence on each.
fn judged(case: &Taught, settings: &Settings) -> Vec<Pair> {
    let judged = judgments(case);
    let found = evidence(case.accounts.clone(), settings).into_iter();
    found
        .filter_map(|found| {
            let mut pair = found.pair;
            pair.sort();
            let same = *judged.get(&pair).filter(|_| found.barred.is_none())?;
            let table = if found.coded { "coded" } else { "weights" };
            Some((same, found.traits.into_iter().map(|(name, share)| (format!("{table}.{name}"), share)).collect()))
        })
        .collect()
}

fn text_of(carried: &Carried, path: &str) -> Option<String> {
    let file = carried.files.iter().find(|file| file.path == path)?;
    file.text().ok().map(str::to_owned)
}

/// Reads the numbers of the tables `[weights]` and `[coded]`: `weights.place`.
fn written(text: &str) -> Weights {
    let file: toml::Table = toml::from_str(text).unwrap_or_default();
    let number = |value: &toml::Value| {
        value.as_float().or_else(|| value.as_integer().map(|n| f64::from(i32::try_from(n).unwrap_or(0))))
    };
    let tables = ["weights", "coded"].into_iter().filter_map(|name| Some((name, file.get(name)?.as_table()?)));
    let all = tables.flat_map(|(table, weights)| weights.iter().map(move |(name, value)| (table, name, value)));
    all.filter_map(|(table, name, value)| Some((format!("{table}.{name}"), number(value)?))).collect()
}

/// Writes a new number into a line that gives a weight; the rest of the line stays.
fn rewritten<'w>(line: &str, table: &str, changed: &impl Fn(&str) -> Option<&'w f64>) -> String {
    let Some((name, rest)) = line.split_once('=') else { return line.to_owned() };
    let Some(weight) = changed(&format!("{table}.{}", name.trim())).filter(|_| !line.starts_with(['#', ' ', '[']))
    else {
        return line.to_owned();
    };
    let comment = rest.find('#').map_or("", |at| &rest[at..]);
    format!("{name}= {weight:.2} {comment}").trim_end().to_owned()
}

/// Proposes spellings, actors and places as data files.
fn names(taught: &[Taught], carried: &Carried, files: &mut BTreeMap<String, String>, report: &mut String) {
    let _ = writeln!(report, "\n## Names\n");
    for case in taught {
        for decision in standing(&case.log) {
            let (of, value) =
                (decision.of.as_deref().unwrap_or_default(), decision.value.as_deref().unwrap_or_default());
            let met = |id: &str| {
                let actor = case.machine.actors.iter().find(|actor| actor.id == id).map(|actor| actor.name.clone());
                actor
                    .or_else(|| case.machine.places.iter().find(|place| place.id == id).map(|place| place.name.clone()))
            };
            let line = match decision.act {
                Act::SameActor | Act::SamePlace => met(of).map(|name| (value, name)),
                Act::Alias => Some((of, value.to_owned())),
                _ => None,
            };
            if let Some((id, name)) = line {
                let file = add_alias(carried, files, id, &name);
                let place = file.unwrap_or_else(|| "no file names this id: add an entry".into());
                let _ = writeln!(report, "- “{name}” is another name of `{id}` ({}): {place}", decision.by);
            }
            match decision.act {
                Act::AddActor => {
                    let kind = decision.field.as_deref().unwrap_or("armed_group");
                    let entry = format!(
                        "[[actor]]\nid = \"{}\"\nname = \"{value}\"\nkind = \"{kind}\"\naliases = []\nreference = \"decided by {}\"\n\n",
                        slug(value),
                        decision.by
                    );
                    *files
                        .entry("actors/learned.toml".into())
                        .or_insert_with(|| "# Actors that people added.\n\n".into()) += &entry;
                    let _ = writeln!(report, "- a new actor: {value} (`actors/learned.toml`)");
                }
                Act::PutOnMap => {
                    let name = decision.field.clone().or_else(|| met(of)).unwrap_or_else(|| of.to_owned());
                    if let Some((lat, lon)) = review::coordinates(value) {
                        let base = text_of(carried, "places/extra.toml").unwrap_or_default();
                        let entry = format!(
                            "\n[[place]]\nid = \"{}\"\nname = \"{name}\"\naliases = []\nkind = \"village\"\nlat = {lat}\nlon = {lon}\nreference = \"decided by {}\"\n",
                            slug(&name),
                            decision.by
                        );
                        *files.entry("places/extra.toml".into()).or_insert(base) += &entry;
                        let _ = writeln!(
                            report,
                            "- a place on the map: {name} at {lat}, {lon} (`places/extra.toml`; give its kind and country)"
                        );
                    }
                }
                _ => {}
            }
        }
    }
}

fn slug(name: &str) -> String {
    let letters: String =
        name.to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' }).collect();
    letters.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// Adds a spelling to the entry of an id, in a copy of the file that holds it.
fn add_alias(carried: &Carried, files: &mut BTreeMap<String, String>, id: &str, name: &str) -> Option<String> {
    let wanted = format!("id = \"{id}\"");
    let holds = |file: &&DataFile| {
        file.path.ends_with(".toml") && file.text().is_ok_and(|text| text.lines().any(|line| line == wanted))
    };
    let path = carried.files.iter().find(holds)?.path.clone();
    let text = files.get(&path).cloned().or_else(|| text_of(carried, &path))?;
    let (mut inside, mut done) = (false, false);
    let mut lines = Vec::new();
    for line in text.lines() {
        inside = if line.starts_with("[[") { false } else { inside || line == wanted };
        if inside && !done && line.starts_with("aliases = [") {
            let quoted = toml::Value::String(name.to_owned()).to_string();
            let comma = if line.ends_with("[]") { "" } else { ", " };
            lines.push(format!("{}{comma}{quoted}]", line.trim_end_matches(']')));
            done = true;
            continue;
        }
        lines.push(line.to_owned());
    }
    if done {
        files.insert(path.clone(), lines.join("\n") + "\n");
    }
    done.then_some(path)
}

/// Lists rules whose findings people rejected or corrected, for somebody to look at.
fn rules(taught: &[Taught], report: &mut String) {
    let mut judged: BTreeMap<String, (usize, BTreeSet<String>)> = BTreeMap::new();
    for case in taught {
        let finder = Finder::new(&case.machine);
        for decision in standing(&case.log) {
            let what = match (decision.act, decision.field.as_deref()) {
                (Act::NotAnEvent, _) => "no event".to_owned(),
                (Act::Correct, Some(field)) => format!("{field}: {}", decision.value.as_deref().unwrap_or("nothing")),
                _ => continue,
            };
            let Some(Ok((at, found))) = decision.on.first().map(|on| finder.telling(&case.machine, on)) else {
                continue;
            };
            let entry = judged.entry(case.machine.findings[at].events[found].rule.clone()).or_default();
            entry.0 += 1;
            entry.1.insert(what);
        }
    }
    let _ = writeln!(report, "\n## Rules to look at\n");
    if judged.is_empty() {
        let _ = writeln!(report, "Nobody rejected or corrected what a rule found.");
        return;
    }
    let _ = writeln!(report, "| rule | decisions against it | what people say |\n| --- | --- | --- |");
    for (rule, (count, what)) in judged {
        let _ = writeln!(report, "| `{rule}` | {count} | {} |", what.into_iter().collect::<Vec<_>>().join("; "));
    }
}

/// Tells what the proposed weights would join or part, and how often they are right where people judged.
fn changes<'t>(cases: impl Iterator<Item = &'t Taught>, now: &Settings, proposed: &Settings, report: &mut String) {
    let _ = writeln!(
        report,
        "\n## What would change\n\n| case | events now | events then | parted | joined | pairs judged | right now | right then |\n| --- | --- | --- | --- | --- | --- | --- | --- |"
    );
    for case in cases {
        let [before, after] = [now, proposed].map(|settings| merge::merge(case.accounts.clone(), settings));
        let judged = judgments(case);
        let _ = writeln!(
            report,
            "| {} | {} | {} | {} | {} | {} | {} | {} |",
            case.name,
            before.events.len(),
            after.events.len(),
            broken(&before, &after),
            broken(&after, &before),
            judged.len(),
            right(&before, &judged),
            right(&after, &judged)
        );
    }
}

/// Counts the pairs on which a merge says what people say.
fn right(merged: &Case, judged: &BTreeMap<[String; 2], bool>) -> usize {
    let homes = homes(merged);
    let one = |[one, other]: &[String; 2]| match (homes.get(one.as_str()), homes.get(other.as_str())) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    };
    judged.iter().filter(|(pair, same)| one(pair) == **same).count()
}

/// Gives the event of each telling.
fn homes(merged: &Case) -> BTreeMap<&str, &str> {
    merged.events.iter().flat_map(|event| event.mentions.iter().map(|id| (id.as_str(), event.id.as_str()))).collect()
}

/// Counts the events of one merge whose tellings are not all in one event of the other.
fn broken(one: &Case, other: &Case) -> usize {
    let homes = homes(other);
    let homes_of =
        |mentions: &[String]| mentions.iter().map(|id| homes.get(id.as_str())).collect::<BTreeSet<_>>().len();
    one.events.iter().filter(|event| homes_of(&event.mentions) > 1).count()
}
