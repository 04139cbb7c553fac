//! What does `data/actors` say, and where is it wrong?

use super::{mentioned, states};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;

/// An actor as its data file gives it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Entry {
    /// Its id.
    pub(super) id: String,
    /// The name that a careful coder would use.
    pub(super) name: String,
    /// A key of `data/ontology/actor_kinds.toml`.
    pub(super) kind: String,
    /// ISO 3166-1 alpha-2 code of the country it belongs to.
    pub(super) country: Option<String>,
    /// Other names; one written in lower case is found in any case.
    pub(super) aliases: Vec<String>,
    /// Names that count only letter by letter.
    pub(super) acronyms: Vec<String>,
    /// Names in its own script.
    pub(super) native: Vec<String>,
    /// Names it took later, with the day.
    pub(super) renamed: Vec<Renaming>,
    /// Phrases that mean it in accounts about the countries of `described_in`.
    pub(super) described: Vec<String>,
    /// The countries in which `described` holds.
    pub(super) described_in: Vec<String>,
    /// What sets it apart among its kind: `kurdish`, `jihadist`.
    pub(super) traits: Vec<String>,
    /// Since when it exists: a year, a month or a day.
    pub(super) from: Option<String>,
    /// Until when it existed.
    pub(super) to: Option<String>,
    /// The actor it belongs to.
    pub(super) part_of: Option<String>,
    /// The actor it broke away from.
    pub(super) split_from: Option<String>,
    /// The actor into which it dissolved.
    pub(super) merged_into: Option<String>,
    /// Those who arm, pay or train it.
    pub(super) backed_by: Vec<String>,
    /// Of a state: its adjectives.
    pub(super) demonyms: Vec<String>,
    /// Of a state: the names that mean its government where they act.
    pub(super) seats: Vec<String>,
    /// Of a state: the actor that is its government, where the two are told apart.
    pub(super) government: Option<String>,
    /// Of a state: the actor that is its armed forces, where the two are told apart.
    pub(super) forces: Option<String>,
    /// Where all this can be checked.
    pub(super) reference: String,
}

/// A new name and the day from which it holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Renaming {
    /// The new name.
    pub(super) name: String,
    /// Its acronym, where it has one.
    pub(super) acronym: Option<String>,
    /// The year, month or day of the change.
    pub(super) from: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActorFile {
    #[serde(default)]
    actor: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
struct KindFile {
    #[serde(default)]
    kind: Vec<KindRow>,
}

#[derive(Deserialize)]
struct KindRow {
    id: String,
}

/// Reads a TOML file; a file that cannot be read is a problem.
pub(super) fn parse<T: for<'de> Deserialize<'de>>(file: &DataFile, problems: &mut Vec<Problem>) -> Option<T> {
    let text = file.text().map_err(|problem| problems.push(problem)).ok()?;
    toml::from_str(text)
        .map_err(|error| {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            let message = error.message().replace('\n', " ");
            problems.push(Problem {
                file: file.path.clone(),
                line,
                message,
                hint: "compare the entries beside it".into(),
            });
        })
        .ok()
}

/// Reads the kinds of `data/ontology/actor_kinds.toml`.
pub(super) fn kinds(files: &[DataFile], problems: &mut Vec<Problem>) -> BTreeSet<String> {
    let file = files.iter().find(|file| file.path == "ontology/actor_kinds.toml");
    let rows = file.and_then(|file| parse::<KindFile>(file, problems)).map_or_else(Vec::new, |file| file.kind);
    rows.into_iter().map(|row| row.id).collect()
}

/// Reads every entry of `data/actors`, sorted by id, and reports what is wrong with them.
pub(super) fn entries(files: &[DataFile], problems: &mut Vec<Problem>) -> Vec<Entry> {
    let kinds = kinds(files, problems);
    let mut entries: BTreeMap<String, (Entry, String, usize)> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with("actors/") && file.path.ends_with(".toml")) {
        let Some(rows) = parse::<ActorFile>(file, problems) else { continue };
        let text = file.text().unwrap_or_default();
        for row in rows.actor {
            let line = line_of(text, row.span().start);
            let entry = row.into_inner();
            let mut wrong = |message: String, hint: &str| {
                problems.push(Problem { file: file.path.clone(), line, message, hint: hint.into() });
            };
            check(&entry, &kinds, &mut wrong);
            if let Some((_, other, at)) = entries.get(&entry.id) {
                wrong(
                    format!("the id `{}` is already taken at {other}:{at}", entry.id),
                    "choose another id, or join the two",
                );
                continue;
            }
            entries.insert(entry.id.clone(), (entry, file.path.clone(), line));
        }
    }
    let places: BTreeMap<String, (String, usize)> =
        entries.iter().map(|(id, (_, file, line))| (id.clone(), (file.clone(), *line))).collect();
    let mut entries: BTreeMap<String, Entry> = entries.into_iter().map(|(id, (entry, _, _))| (id, entry)).collect();
    states::add(files, &mut entries, problems);
    let ids: BTreeSet<String> = entries.keys().cloned().collect();
    for (id, (file, line)) in &places {
        let entry = &entries[id];
        for other in mentioned::by(entry).filter(|other| !ids.contains(*other)) {
            let message = format!("`{id}` names the actor `{other}`, which no file has");
            problems.push(Problem {
                file: file.clone(),
                line: *line,
                message,
                hint: "add it, or correct the id".into(),
            });
        }
    }
    entries.into_values().collect()
}

fn check(entry: &Entry, kinds: &BTreeSet<String>, wrong: &mut impl FnMut(String, &str)) {
    let id = &entry.id;
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        wrong(format!("`{id}` is no id"), "use lower-case letters, digits and hyphens");
    }
    if entry.name.trim().is_empty() {
        wrong(format!("`{id}` has no name"), "give `name`");
    }
    if !kinds.contains(&entry.kind) {
        wrong(format!("`{id}` has the unknown kind `{}`", entry.kind), "take one of ontology/actor_kinds.toml");
    }
    if entry.reference.trim().is_empty() {
        wrong(format!("`{id}` has no reference"), "say where the entry can be checked");
    }
    for country in entry.country.iter().chain(&entry.described_in) {
        if country.len() != 2 || !country.bytes().all(|b| b.is_ascii_uppercase()) {
            wrong(format!("`{country}` is no country code"), "use two capital letters, ISO 3166-1");
        }
    }
    let dates = entry.from.iter().chain(&entry.to).chain(entry.renamed.iter().map(|renaming| &renaming.from));
    for date in dates.filter(|date| !is_date(date)) {
        wrong(format!("`{date}` is no date"), "write 2016, 2016-06 or 2016-06-28");
    }
    if !entry.described.is_empty() && entry.described_in.is_empty() {
        wrong(
            format!("`{id}` has `described` without `described_in`"),
            "name the countries in which the phrases mean it",
        );
    }
}

fn is_date(date: &str) -> bool {
    let parts: Vec<_> = date.split('-').collect();
    let sized = |part: &&str, size: usize| part.len() == size && part.bytes().all(|b| b.is_ascii_digit());
    parts.first().is_some_and(|year| sized(year, 4)) && parts.len() <= 3 && parts[1..].iter().all(|part| sized(part, 2))
}

fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|b| *b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_is_reported_with_its_line() {
        let kinds =
            DataFile { path: "ontology/actor_kinds.toml".into(), bytes: b"[[kind]]\nid = \"rebel_group\"\n".to_vec() };
        let text = "[[actor]]\nid = \"Red Band\"\nname = \"Red Band\"\nkind = \"rebels\"\nreference = \"x\"\n\n\
                    [[actor]]\nid = \"blue-band\"\nname = \"Blue Band\"\nkind = \"rebel_group\"\npart_of = \"green\"\n";
        let file = DataFile { path: "actors/test.toml".into(), bytes: text.into() };
        let mut problems = Vec::new();
        entries(&[kinds, file], &mut problems);
        let lines: Vec<_> = problems.iter().map(|problem| (problem.line, problem.message.as_str())).collect();
        assert_eq!(
            lines,
            [
                (1, "`Red Band` is no id"),
                (1, "`Red Band` has the unknown kind `rebels`"),
                (7, "`blue-band` has no reference"),
                (7, "`blue-band` names the actor `green`, which no file has"),
            ]
        );
    }
}
