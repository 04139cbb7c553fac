//! How well are actors found and told apart, on reports in which others marked them?
//!
//! Organisations are marked with and without articles, nested ones inside one another, and by several hands: the measure
//! takes those that most marked and that lie in no other, and leaves out pronouns of the first person.

use crate::accounts::Analyst;
use anyhow::{Context, Result};
use schema::{Actor, ActorMention, Findings, Span};
use serde::Deserialize;
use std::{fmt::Write, fs, path::Path};

#[derive(Deserialize)]
struct Report {
    id: String,
    text: String,
    entities: Vec<Entity>,
    relations: Vec<Relation>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    confidence: f64,
}

#[derive(Deserialize)]
struct Relation {
    #[serde(rename = "type")]
    kind: String,
    source: (usize, usize, String),
    target: (usize, usize, String),
}

#[derive(Default)]
struct Score {
    marked: usize,
    found: usize,
    exact: usize,
    covered: usize,
    overlapping: usize,
    pairs: usize,
    joined: usize,
    apart: usize,
    wrongly: usize,
    misses: String,
}

/// Measures on `entities/re3d-dev.jsonl` below `data`, writes `reports/actors.csv` below `root`, and what was missed to `target/eval/actors.txt`.
///
/// # Errors
/// A file that cannot be read or written.
pub fn eval_actors(data: &Path, root: &Path) -> Result<()> {
    let analyst = Analyst::load(root)?;
    let path = data.join("entities/re3d-dev.jsonl");
    let lines = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut score = Score::default();
    for line in lines.lines() {
        let report: Report = serde_json::from_str(line).with_context(|| path.display().to_string())?;
        add(&report, &analyst, &mut score)?;
    }
    let (precision, recall) = (ratio(score.exact, score.found), ratio(score.exact, score.marked));
    let (loose_precision, loose_recall) = (ratio(score.overlapping, score.found), ratio(score.covered, score.marked));
    let mut table = String::from("set,figure,value\n");
    for (figure, value, of) in [
        ("span_precision", precision, score.found),
        ("span_recall", recall, score.marked),
        ("span_f1", harmonic(precision, recall), score.marked),
        ("overlap_f1", harmonic(loose_precision, loose_recall), score.marked),
        ("synonyms_joined", ratio(score.joined, score.pairs), score.pairs),
        ("enemies_joined", ratio(score.wrongly, score.apart), score.apart),
    ] {
        writeln!(table, "re3d-dev,{figure},{value:.3}")?;
        eprintln!("{figure:20} {value:.3}  (of {of})");
    }
    fs::create_dir_all(root.join("target/eval"))?;
    fs::write(root.join("target/eval/actors.txt"), &score.misses)?;
    fs::write(root.join("reports/actors.csv"), table).context("reports/actors.csv")
}

fn harmonic(one: f64, other: f64) -> f64 {
    2.0 * one * other / (one + other).max(f64::MIN_POSITIVE)
}

fn add(report: &Report, analyst: &Analyst, score: &mut Score) -> Result<()> {
    let found = analyst.read(&report.id, &report.text).findings;
    let at: Vec<usize> = report.text.char_indices().map(|(at, _)| at).chain([report.text.len()]).collect();
    let span = |start: usize, end: usize| Some(bare(Span::new(*at.get(start)?, *at.get(end)?), &report.text));
    let of_kind = |kinds: &[&str]| -> Vec<(Span, f64)> {
        let fitting = report.entities.iter().filter(|entity| kinds.contains(&entity.kind.as_str()));
        fitting.filter_map(|entity| Some((span(entity.start, entity.end)?, entity.confidence))).collect()
    };
    let organisations = of_kind(&["Organisation"]);
    spans(report, &found, &organisations, score)?;
    let actors = of_kind(&["Organisation", "Person"]);
    let is_actor = |span: Span| actors.iter().any(|(other, _)| *other == span);
    for relation in &report.relations {
        let source = span(relation.source.0, relation.source.1);
        let target = span(relation.target.0, relation.target.1);
        let Some((source, target)) = source.zip(target).filter(|(one, other)| is_actor(*one) && is_actor(*other))
        else {
            continue;
        };
        let same = actor_at(&found, source).zip(actor_at(&found, target)).is_some_and(|(one, other)| one == other);
        match relation.kind.as_str() {
            "IsSynonymOf" => {
                score.pairs += 1;
                score.joined += usize::from(same);
            }
            "FightingAgainst" => {
                score.apart += 1;
                score.wrongly += usize::from(same);
            }
            _ => continue,
        }
        if same != (relation.kind == "IsSynonymOf") {
            let both = (actor_at(&found, source).unwrap_or("-"), actor_at(&found, target).unwrap_or("-"));
            writeln!(score.misses, "{}: {} = {} {both:?}", relation.kind, relation.source.2, relation.target.2)?;
        }
    }
    Ok(())
}

fn spans(report: &Report, found: &Findings, marked: &[(Span, f64)], score: &mut Score) -> Result<()> {
    let sure = |span: &Span| {
        let words = span.of(&report.text).to_lowercase();
        !matches!(words.as_str(), "we" | "our" | "us" | "ours" | "")
    };
    let outer = |span: &Span| !marked.iter().any(|(other, _)| other != span && other.contains(*span));
    let mut gold: Vec<Span> =
        marked.iter().filter(|(span, sureness)| *sureness > 0.5 && sure(span) && outer(span)).map(|m| m.0).collect();
    gold.sort_unstable();
    gold.dedup();
    let mine: Vec<&ActorMention> = found.actor_mentions.iter().filter(|m| !is_person(found, m)).collect();
    for mention in &mine {
        // What the markers were unsure of counts neither way.
        let unsure = marked.iter().any(|(other, _)| other.overlaps(mention.span) && !gold.contains(other));
        let hit = gold.contains(&mention.span);
        let overlaps = gold.iter().any(|other| other.overlaps(mention.span));
        if unsure && !hit && !overlaps {
            continue;
        }
        score.found += 1;
        score.exact += usize::from(hit);
        score.overlapping += usize::from(overlaps);
        if !hit {
            writeln!(score.misses, "found: {} = {} ({})", words(mention.span, report), mention.actor, mention.rule)?;
        }
    }
    for span in &gold {
        score.marked += 1;
        score.covered += usize::from(mine.iter().any(|mention| mention.span.overlaps(*span)));
        if !mine.iter().any(|mention| mention.span == *span) {
            writeln!(score.misses, "missed: {}", words(*span, report))?;
        }
    }
    Ok(())
}

fn words(span: Span, report: &Report) -> String {
    let before = report.text[..span.start].char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let after = report.text[span.end..].char_indices().nth(30).map_or(report.text.len(), |(at, _)| span.end + at);
    format!("{}[{}]{}", &report.text[before..span.start], span.of(&report.text), &report.text[span.end..after])
        .replace('\n', " ")
}

fn is_person(found: &Findings, mention: &ActorMention) -> bool {
    let is_it = |actor: &&Actor| actor.id == mention.actor;
    found.actors.iter().find(is_it).is_some_and(|actor| actor.kind == "person")
}

/// Gives whom the words mean: the mention that shares most of them.
fn actor_at(found: &Findings, span: Span) -> Option<&str> {
    let shared =
        |mention: &&ActorMention| mention.span.end.min(span.end).saturating_sub(mention.span.start.max(span.start));
    let overlapping = found.actor_mentions.iter().filter(|mention| mention.span.overlaps(span));
    overlapping.max_by_key(shared).map(|mention| mention.actor.as_str())
}

/// Leaves out an article and quotation marks.
fn bare(span: Span, text: &str) -> Span {
    let words = span.of(text);
    let inner = words.trim_matches(|c: char| c.is_whitespace() || "'\"‘’“”".contains(c));
    let lower = inner.to_lowercase();
    let article = ["the ", "a ", "an "].iter().find(|article| lower.starts_with(**article)).map_or(0, |a| a.len());
    let start = span.start
        + (words.len() - words.trim_start_matches(|c: char| c.is_whitespace() || "'\"‘’“”".contains(c)).len())
        + article;
    Span::new(start.min(span.end), (start + inner.len().saturating_sub(article)).min(span.end))
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of development data are small")]
    let ratio = part as f64 / whole.max(1) as f64;
    ratio
}
