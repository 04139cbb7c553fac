//! Do the rules do what they say?
//!
//! Every rule carries sentences in which it must match, what it must read in them, and sentences in which it must not
//! match. They run through the whole extract, as a document of their own.

use crate::events::{Rule, find_all};
use crate::{Knowledge, extract};
use language::Model;
use schema::{Document, EventMention, Findings, Problem, Section, SectionKind, Span};

/// Checks every rule of events on its own sentences.
#[must_use]
pub fn check(knowledge: &Knowledge, model: &Model) -> Vec<Problem> {
    let mut problems = Vec::new();
    for rule in knowledge.events.all() {
        let problem =
            |message: String, hint: String| Problem { file: rule.file.clone(), line: rule.line, message, hint };
        for (sentence, reading) in rule.matches.iter().zip(&rule.reads) {
            let found = read(sentence, knowledge, model);
            let by_rule = |event: &&EventMention| event.rule.split(" + ").any(|id| id == rule.id);
            let Some(_) = found.events.iter().find(by_rule) else {
                problems.push(problem(format!("does not match {sentence:?}"), seen(&found, sentence)));
                continue;
            };
            if !found.events.iter().any(|event| agrees(event, reading, sentence)) {
                problems.push(problem(format!("does not read {reading:?} in {sentence:?}"), seen(&found, sentence)));
            }
        }
        for sentence in &rule.never {
            let found = read(sentence, knowledge, model);
            if found.events.iter().any(|event| matches_rule(event, rule)) {
                problems.push(problem(format!("matches {sentence:?}, which it never should"), seen(&found, sentence)));
            }
        }
    }
    problems.sort();
    problems
}

fn matches_rule(event: &EventMention, rule: &Rule) -> bool {
    event.rule.split(" + ").any(|id| id == rule.id)
}

fn seen(found: &Findings, sentence: &str) -> String {
    let all: Vec<String> = found.events.iter().map(|event| tell(event, sentence)).collect();
    if all.is_empty() { "nothing was read".into() } else { format!("what was read: {}", all.join("; ")) }
}

/// Writes an event as rules write their readings: `airstrike agent='US planes' target='convoy'`.
fn tell(event: &EventMention, text: &str) -> String {
    let roles = event.arguments.iter().map(|argument| {
        format!(" {}='{}'", argument.role, text.get(argument.span.start..argument.span.end).unwrap_or_default())
    });
    let realis = format!(" realis='{:?}'", event.realis).to_lowercase();
    format!("{}{}{realis} ({})", event.kind, roles.collect::<String>(), event.rule)
}

/// Tells whether an event is of the kind of a reading and has all that it names.
fn agrees(event: &EventMention, reading: &str, text: &str) -> bool {
    let (kind, rest) = reading.split_once(' ').unwrap_or((reading, ""));
    let told = tell(event, text);
    let told = told.split(" (").next().unwrap_or_default();
    kind == event.kind
        && rest
            .split("' ")
            .filter(|part| !part.is_empty())
            .all(|part| told.contains(&format!("{}'", part.trim_end_matches('\''))))
}

fn read(sentence: &str, knowledge: &Knowledge, model: &Model) -> Findings {
    let span = Span::new(0, sentence.len());
    let document =
        Document { sections: vec![Section::new(SectionKind::Body, span)], ..Document::of_text("D-check", sentence) };
    let analysis = language::analyze(sentence, &[span], model);
    let mut findings = extract(&document, &analysis, knowledge);
    findings.events = find_all(&document, &analysis, &findings, &knowledge.events);
    findings
}
