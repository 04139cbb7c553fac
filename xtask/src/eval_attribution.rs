//! `cargo xtask eval attribution DATA`: is what somebody says put into the right mouth?
//!
//! The set marks source, cue and content of every attribution in election news. Each marked attribution meets at most one
//! that was found, the one whose content shares most letters with its own. Overlap is counted in letters of content.

use crate::accounts::{Account, Analyst};
use crate::eval_events::{lines, part};
use anyhow::{Context, Result};
use rayon::prelude::*;
use schema::{Attribution, Span};
use serde::Deserialize;
use std::fmt::Write;
use std::path::Path;

#[derive(Deserialize)]
struct Article {
    id: String,
    text: String,
    attributions: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    source: Vec<Stretch>,
    cue: Vec<Stretch>,
    content: Vec<Stretch>,
}

#[derive(Deserialize)]
struct Stretch {
    start: usize,
    end: usize,
}

#[derive(Default)]
struct Score {
    marked: usize,
    found: usize,
    met: usize,
    shared: usize,
    marked_letters: usize,
    found_letters: usize,
    cues: usize,
    heads: usize,
}

/// Measures the development articles, writes `reports/attribution.csv` and, to `target/attribution-errors.txt`, what is wrong.
pub fn eval_attribution(data: &Path, root: &Path) -> Result<()> {
    let analyst = Analyst::load(root)?;
    let articles: Vec<Article> = lines(&data.join("attribution/polnear-dev.jsonl"))?;
    let scored: Vec<(Score, String)> = articles.par_iter().map(|article| score(article, &analyst)).collect();
    let mut all = Score::default();
    let errors: String = scored.iter().map(|(_, errors)| errors.as_str()).collect();
    scored.iter().for_each(|(score, _)| all.add(score));
    std::fs::write(root.join("target/attribution-errors.txt"), errors)?;
    let f1 = |precision: f64, recall: f64| 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let (precision, recall) = (part(all.shared, all.found_letters), part(all.shared, all.marked_letters));
    let (met_precision, met_recall) = (part(all.met, all.found), part(all.met, all.marked));
    let mut report = String::from("set,measure,value\n");
    for (measure, value) in [
        ("content_overlap_precision", precision),
        ("content_overlap_recall", recall),
        ("content_overlap_f1", f1(precision, recall)),
        ("attribution_precision", met_precision),
        ("attribution_recall", met_recall),
        ("attribution_f1", f1(met_precision, met_recall)),
        ("cue_found", part(all.cues, all.marked)),
        ("speaker_head_where_cue_found", part(all.heads, all.cues)),
    ] {
        writeln!(report, "polnear-dev,{measure},{value:.4}")?;
    }
    eprint!("{report}");
    std::fs::write(root.join("reports/attribution.csv"), report).context("reports/attribution.csv")
}

impl Score {
    fn add(&mut self, other: &Self) {
        self.marked += other.marked;
        self.found += other.found;
        self.met += other.met;
        self.shared += other.shared;
        self.marked_letters += other.marked_letters;
        self.found_letters += other.found_letters;
        self.cues += other.cues;
        self.heads += other.heads;
    }
}

fn score(article: &Article, analyst: &Analyst) -> (Score, String) {
    let account = analyst.read(&article.id, &article.text);
    let bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).chain([article.text.len()]).collect();
    let spans = |stretches: &[Stretch]| -> Vec<Span> {
        stretches.iter().filter_map(|one| Some(Span::new(*bytes.get(one.start)?, *bytes.get(one.end)?))).collect()
    };
    let found = &account.findings.attributions;
    let letters = |spans: &[Span]| spans.iter().map(|span| span.end - span.start).sum::<usize>();
    let mut score = Score { found: found.len(), ..Score::default() };
    score.found_letters = found.iter().map(|one| letters(&one.content)).sum();
    let mut errors = String::new();
    let marked: Vec<[Vec<Span>; 3]> = article
        .attributions
        .iter()
        .filter(|one| !one.content.is_empty() && !one.source.is_empty())
        .map(|one| [spans(&one.source), spans(&one.cue), spans(&one.content)])
        .collect();
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (at, [_, _, content]) in marked.iter().enumerate() {
        score.marked += 1;
        score.marked_letters += letters(content);
        let overlaps = found.iter().map(|one| shared(&one.content, content)).enumerate();
        pairs.extend(overlaps.filter(|(_, letters)| *letters > 0).map(|(other, letters)| (letters, at, other)));
    }
    pairs.sort_by_key(|(letters, at, other)| (std::cmp::Reverse(*letters), *at, *other));
    let (mut met, mut used) = (vec![None; marked.len()], vec![false; found.len()]);
    for (letters, at, other) in pairs {
        if met[at].is_none() && !used[other] {
            (met[at], used[other]) = (Some(other), true);
            score.shared += letters;
            score.met += 1;
        }
    }
    for ([source, cue, content], met) in marked.iter().zip(met) {
        score.judge(&account, [source, cue, content], met.map(|other| &found[other]), &mut errors);
    }
    for (one, _) in found.iter().zip(used).filter(|(_, used)| !used) {
        let _ =
            writeln!(errors, "spurious {} {}", article.id, tell(&article.text, &[one.words], &[one.cue], &one.content));
    }
    (score, errors)
}

impl Score {
    fn judge(&mut self, account: &Account, marked: [&Vec<Span>; 3], met: Option<&Attribution>, errors: &mut String) {
        let [source, cue, content] = marked;
        let text = &account.document.text;
        let told = tell(text, source, cue, content);
        let Some(one) = met else {
            let _ = writeln!(errors, "missed {} {told}", account.document.id);
            return;
        };
        if shared(&one.content, content) * 5
            < 4 * one.content.iter().chain(content).map(|span| span.end - span.start).sum::<usize>() / 2
        {
            let _ = writeln!(
                errors,
                "content {} {told}\n    found as {}",
                account.document.id,
                tell(text, &[one.words], &[one.cue], &one.content)
            );
        }
        if cue.iter().any(|span| span.overlaps(one.cue)) {
            self.cues += 1;
            let last = head_word(one.words.of(text));
            let right = source.iter().any(|span| span.overlaps(one.words) && span.of(text).contains(last));
            if right {
                self.heads += 1;
            } else {
                let _ = writeln!(errors, "speaker {} {told}\n    found as {}", account.document.id, one.words.of(text));
            }
        }
    }
}

/// Gives the head word of a speaker: the last before a preposition or a comma.
fn head_word(phrase: &str) -> &str {
    let end = [" of ", " at ", " for ", " in ", " from ", " with ", ",", " to "]
        .iter()
        .filter_map(|word| phrase.find(word))
        .min();
    phrase[..end.unwrap_or(phrase.len())].split_whitespace().next_back().unwrap_or(phrase)
}

fn shared(one: &[Span], other: &[Span]) -> usize {
    let both = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)));
    both.map(|(a, b)| a.end.min(b.end).saturating_sub(a.start.max(b.start))).sum()
}

fn tell(text: &str, source: &[Span], cue: &[Span], content: &[Span]) -> String {
    let words = |spans: &[Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ");
    format!("[{}] [{}] <{}>", words(source), words(cue), words(content).replace('\n', " "))
}
