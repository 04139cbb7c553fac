//! Do other data files name actors that no file has?

use super::entry::{self, Entry};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

const PUBLISHERS: &str = "sources/publishers.toml";

#[derive(Deserialize)]
struct PublisherFile {
    #[serde(default)]
    publisher: Vec<Spanned<Publisher>>,
}

#[derive(Deserialize)]
struct Publisher {
    name: String,
    speaks_for: Option<String>,
}

/// Reports the publishers that speak for nobody we know.
pub(super) fn check(files: &[DataFile], numbers: &BTreeMap<String, usize>, problems: &mut Vec<Problem>) {
    let Some(file) = files.iter().find(|file| file.path == PUBLISHERS) else { return };
    let text = file.text().unwrap_or_default();
    // What is wrong with the file itself, `reader` tells.
    let Some(publishers) = entry::parse::<PublisherFile>(file, &mut Vec::new()) else { return };
    for publisher in publishers.publisher {
        let line = 1 + text.bytes().take(publisher.span().start).filter(|b| *b == b'\n').count();
        let Publisher { name, speaks_for } = publisher.into_inner();
        if let Some(id) = speaks_for.filter(|id| !numbers.contains_key(id)) {
            problems.push(Problem {
                file: file.path.clone(),
                line,
                message: format!("`{name}` speaks for `{id}`, which is no actor"),
                hint: format!("take an id of data/actors{}", like(&id, numbers)),
            });
        }
    }
}

fn like(id: &str, numbers: &BTreeMap<String, usize>) -> String {
    let near = numbers.keys().min_by_key(|other| (strsim::levenshtein(id, other), (*other).clone()));
    near.map_or_else(String::new, |near| format!(", such as `{near}`"))
}

/// Gives every actor that an entry names.
pub(super) fn by(entry: &Entry) -> impl Iterator<Item = &String> {
    let one = [&entry.part_of, &entry.split_from, &entry.merged_into, &entry.government, &entry.forces];
    one.into_iter().flatten().chain(&entry.backed_by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_publisher_that_speaks_for_nobody_known_is_a_problem() {
        let text = "[[publisher]]\nname = \"Hill Radio\"\nspeaks_for = \"hill-fron\"\n";
        let file = DataFile { path: PUBLISHERS.into(), bytes: text.into() };
        let mut problems = Vec::new();
        check(&[file], &BTreeMap::from([("hill-front".to_owned(), 0)]), &mut problems);
        let told: Vec<_> = problems.iter().map(|problem| (problem.line, problem.hint.as_str())).collect();
        assert_eq!(told, [(1, "take an id of data/actors, such as `hill-front`")]);
    }
}
