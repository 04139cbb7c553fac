//! Are the expressions of `cases/times/news.txt` read as the days that a careful reader gives them?

use extract::times::{Grammar, find};
use jiff::civil::Date;
use language::Analysis;
use schema::{Basis, DataFile, Document, Grain, Interval, Published, Relative, TimeValue};
use std::collections::BTreeSet;

const CASES: &str = include_str!("../../../cases/times/news.txt");
/// At least this share of the cases must be right.
const FLOOR: f64 = 0.97;

#[test]
fn news_times_are_read() {
    let bytes = include_bytes!("../../../data/en/times.toml").to_vec();
    let grammar = Grammar::load(&[DataFile { path: "en/times.toml".into(), bytes }]).expect("the rules are sound");
    let cases: Vec<Vec<&str>> = CASES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let wrong: Vec<String> = cases.iter().filter_map(|case| check(case, &grammar)).collect();
    #[expect(clippy::cast_precision_loss, reason = "a few hundred cases")]
    let right = 1.0 - wrong.len() as f64 / cases.len() as f64;
    let expressions: BTreeSet<(&str, &str)> = cases.iter().map(|case| (case[1], case[2])).collect();
    assert!(expressions.len() >= 300, "only {} expressions", expressions.len());
    assert!(right >= FLOOR, "{right:.3} of {} right:\n{}", cases.len(), wrong.join("\n"));
}

/// Gives what is wrong with the reading of a case.
fn check(case: &[&str], grammar: &Grammar) -> Option<String> {
    let [anchor, sentence, words, value] = case else { return Some(format!("{case:?}: not four fields")) };
    let anchor: Option<Date> = anchor.parse().ok();
    let analysis = Analysis { text: sentence, sentences: Vec::new(), tokens: Vec::new(), names: Vec::new() };
    let found = find(&document(sentence, anchor), &analysis, grammar);
    let read: Vec<(&str, String)> =
        found.iter().map(|time| (time.span.of(sentence), shown(time.value, anchor))).collect();
    let right = match *words {
        "" => read.is_empty(),
        words => read.iter().any(|(span, shown)| *span == words && shown == value),
    };
    (!right).then(|| format!("{anchor:?} {sentence} [{words} = {value}] read {read:?}"))
}

fn shown(value: TimeValue, anchor: Option<Date>) -> String {
    let days = |interval: Interval| {
        let Interval { from, to } = interval;
        if from == to { from.to_string() } else { format!("{from}..{to}") }
    };
    match value {
        TimeValue::Either(one, other) => format!("{one} or {other}"),
        TimeValue::Duration(0, unit) => format!("for {}s", name(unit)),
        TimeValue::Duration(number, unit) => format!("for {number} {}", name(unit)),
        TimeValue::Relative(Relative::Vague(-1)) => "before".into(),
        TimeValue::Relative(Relative::Vague(0)) => "now".into(),
        TimeValue::Relative(Relative::Vague(_)) => "after".into(),
        _ => value.resolve(anchor).map_or_else(|| kept(value), days),
    }
}

/// Writes a relation that waits for the day of its account.
fn kept(value: TimeValue) -> String {
    match value {
        TimeValue::Relative(Relative::Units(number, grain)) => format!("{number} {}", name(grain)),
        TimeValue::Relative(Relative::Days(from, to)) => format!("{from}..{to} days"),
        TimeValue::Relative(Relative::Weekday(number, ahead)) => {
            format!("{}weekday {number}", if ahead { "coming " } else { "" })
        }
        TimeValue::Relative(Relative::Month(month, None)) => format!("month {month}"),
        TimeValue::Relative(Relative::Month(month, Some(day))) => format!("month {month} day {day}"),
        _ => String::new(),
    }
}

fn name(grain: Grain) -> String {
    format!("{grain:?}").to_lowercase()
}

fn document(text: &str, anchor: Option<Date>) -> Document {
    Document {
        published: Published {
            when: anchor.map(Interval::day),
            basis: Basis::Stated,
            evidence: String::new(),
            span: None,
            rejected: Vec::new(),
        },
        ..Document::of_text("", text)
    }
}
