//! How many of the subjects, objects, agents and clauses of our own test sentences are found?

use anyhow::{Context, Result};
use language::{Analysis, Model, Relation, analyze};
use schema::Span;
use std::path::Path;

/// One relation that a sentence has.
struct Wanted<'a> {
    relation: Relation,
    head: &'a str,
    word: &'a str,
}

/// Measures the share that is found, for each relation and for all: lines of a report.
pub fn constructions(path: &Path, model: &Model) -> Result<Vec<(String, f64)>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let mut counts: Vec<(&str, usize, usize)> = vec![("all", 0, 0)];
    while let (Some(sentence), Some(relations)) = (lines.next(), lines.next()) {
        let analysis = analyze(sentence, &[Span::new(0, sentence.len())], model);
        for wanted in relations.split("; ") {
            let wanted = parse(wanted).with_context(|| format!("`{wanted}` after `{sentence}`"))?;
            let found = usize::from(is_found(&analysis, &wanted));
            if found == 0 {
                eprintln!("missed {} {} {} in: {sentence}", wanted.relation.label(), wanted.head, wanted.word);
            }
            let name = wanted.relation.label();
            let at = counts.iter().position(|count| count.0 == name).unwrap_or_else(|| {
                counts.push((name, 0, 0));
                counts.len() - 1
            });
            for at in [0, at] {
                counts[at].1 += found;
                counts[at].2 += 1;
            }
        }
    }
    Ok(counts.into_iter().map(|(name, found, all)| (name.to_owned(), found as f64 / all.max(1) as f64)).collect())
}

fn parse(line: &str) -> Option<Wanted<'_>> {
    let [relation, head, word] = line.split(' ').collect::<Vec<_>>()[..] else { return None };
    Some(Wanted { relation: Relation::parse(relation)?, head, word })
}

fn is_found(analysis: &Analysis<'_>, wanted: &Wanted<'_>) -> bool {
    (0..analysis.tokens.len()).filter(|at| analysis.word(*at) == wanted.word).any(|at| {
        let token = &analysis.tokens[at];
        token.relation == wanted.relation && token.head.is_some_and(|head| analysis.word(head) == wanted.head)
    })
}
