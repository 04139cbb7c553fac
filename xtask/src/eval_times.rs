//! How well are time expressions found and read, on histories whose expressions others marked?
//!
//! The set marks each end of a span of days ("6-7 February") and gives TIMEX2 values;
//! both are brought to one form here, hours are cut.

use crate::eval_language::load;
use anyhow::{Context, Result, anyhow};
use extract::times::{Grammar, find};
use jiff::civil::Date;
use schema::{DataFile, Document, Grain, Interval, Relative, Span, TimeExpression, TimeValue};
use serde::Deserialize;
use std::fmt::Write;
use std::path::Path;

const SETS: [&str; 1] = ["wikiwars"];

#[derive(Deserialize)]
struct Text {
    id: String,
    text: String,
    timexes: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    value: Option<String>,
}

/// An expression of one side: its words and its TIMEX2 value.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Timex {
    span: Span,
    value: Option<String>,
}

#[derive(Debug, Default)]
struct Score {
    marked: usize,
    found: usize,
    strict: usize,
    relaxed: usize,
    values: usize,
    misses: Vec<String>,
}

/// Measures on the histories below `data` and writes `reports/times.csv`; with `misses` it prints every error.
///
/// # Errors
/// A file that cannot be read or written.
pub fn eval_times(data: &Path, root: &Path, misses: bool) -> Result<()> {
    let path = "data/en/times.toml";
    let bytes = std::fs::read(root.join(path)).context(path)?;
    let grammar = Grammar::load(&[DataFile { path: "en/times.toml".into(), bytes }]);
    let grammar = grammar.map_err(|problems| anyhow!("{problems:?}"))?;
    let model = load(root)?;
    let mut table = String::from("set,expressions,strict_f1,relaxed_precision,relaxed_recall,relaxed_f1,value_f1\n");
    for set in SETS {
        let path = data.join(format!("times/{set}-dev.jsonl"));
        let lines = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let mut score = Score::default();
        for line in lines.lines() {
            let text: Text = serde_json::from_str(line).with_context(|| path.display().to_string())?;
            let analysis = language::analyze(&text.text, &paragraphs(&text.text), &model);
            let found = find(&document(&text), &analysis, &grammar);
            compare(&text, &found, &mut score);
        }
        let (precision, recall) = (ratio(score.relaxed, score.found), ratio(score.relaxed, score.marked));
        let f1 = |hits: usize| ratio(2 * hits, score.found + score.marked);
        let (strict, relaxed, values) = (f1(score.strict), f1(score.relaxed), f1(score.values));
        writeln!(table, "{set},{},{strict:.3},{precision:.3},{recall:.3},{relaxed:.3},{values:.3}", score.marked)?;
        if misses {
            score.misses.iter().for_each(|miss| eprintln!("{miss}"));
        }
    }
    eprint!("{table}");
    std::fs::write(root.join("reports/times.csv"), table).context("reports/times.csv")
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        spans.push(Span::new(start, start + paragraph.len()));
        start += paragraph.len() + 2;
    }
    spans
}

/// Pairs each marked expression with the first found one that shares a letter with it and is not taken.
fn compare(text: &Text, found: &[TimeExpression], score: &mut Score) {
    let found: Vec<Timex> = found.iter().flat_map(|expression| ends(expression, &text.text)).collect();
    let bytes: Vec<usize> = text.text.char_indices().map(|(at, _)| at).chain([text.text.len()]).collect();
    let span = |marked: &Marked| Some(Span::new(*bytes.get(marked.start)?, *bytes.get(marked.end)?));
    let mut marked: Vec<(Span, &Marked)> = text.timexes.iter().filter_map(|m| Some((span(m)?, m))).collect();
    marked.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    let mut taken = vec![false; found.len()];
    let show = |span: Span| text.text[span.start..span.end].replace('\n', " ");
    let around = |span: Span| {
        let start = text.text.floor_char_boundary(span.start.saturating_sub(50));
        let end = text.text.ceil_char_boundary((span.end + 30).min(text.text.len()));
        format!("{} «{}» {}", show(Span::new(start, span.start)), show(span), show(Span::new(span.end, end)))
    };
    for (span, gold) in &marked {
        let free = |at: &usize| !taken[*at] && found[*at].span.overlaps(*span);
        let same = (0..found.len()).filter(free).find(|at| found[*at].span == *span);
        let Some(at) = same.or_else(|| (0..found.len()).find(free)) else {
            score.misses.push(format!("missed {} [{:?}] ({})", around(*span), gold.value, text.id));
            continue;
        };
        taken[at] = true;
        score.relaxed += 1;
        score.strict += usize::from(found[at].span == *span);
        if found[at].span != *span {
            score.misses.push(format!("extent {} found «{}»", around(*span), show(found[at].span)));
        }
        let wanted = gold.value.as_deref().map(to_the_day);
        if wanted == found[at].value.as_deref() {
            score.values += 1;
        } else {
            score.misses.push(format!("value {} [{wanted:?}] read {:?} ({})", around(*span), found[at].value, text.id));
        }
    }
    for (timex, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        score.misses.push(format!("spurious {} read {:?} ({})", around(timex.span), timex.value, text.id));
    }
    score.marked += marked.len();
    score.found += found.len();
}

/// Cuts the hour of a TIMEX2 value.
fn to_the_day(value: &str) -> &str {
    let day = value.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'X' | 'B'));
    if day { value.split_once('T').map_or(value, |(day, _)| day) } else { value }
}

/// Gives an expression, or both ends of one that tells a first and a last day, month or year.
fn ends(expression: &TimeExpression, text: &str) -> Vec<Timex> {
    let span = expression.span;
    let whole = vec![Timex { span, value: timex(expression.value) }];
    let TimeValue::Absolute(Interval { from, to }) = expression.value else { return whole };
    let words = span.of(text);
    let cut = ["-", "–", " to ", " and ", " through "].iter().find_map(|mark| {
        let at = words.find(mark).filter(|at| words[..*at].ends_with(|c: char| c.is_ascii_digit()))?;
        let after = at + mark.len();
        words[after..].starts_with(|c: char| c.is_ascii_digit()).then_some((span.start + at, span.start + after))
    });
    let Some((end, start)) = cut.filter(|_| from != to) else { return whole };
    let (from, to) = match from.month() == 1 && from.day() == 1 && to.month() == 12 && to.day() == 31 {
        true => (year(from), year(to)),
        false => (from.to_string(), to.to_string()),
    };
    vec![
        Timex { span: Span::new(span.start, end), value: Some(from) },
        Timex { span: Span::new(start, span.end), value: Some(to) },
    ]
}

/// Writes a value as TIMEX2 does; none where it has no form for it.
fn timex(value: TimeValue) -> Option<String> {
    match value {
        TimeValue::Absolute(interval) => Some(interval_timex(interval)),
        TimeValue::Duration(0, grain) => Some(format!("P{}X{}", hour_mark(grain), letter(grain))),
        TimeValue::Duration(number, grain) => Some(format!("P{}{number}{}", hour_mark(grain), letter(grain))),
        TimeValue::Relative(Relative::Vague(-1)) => Some("PAST_REF".into()),
        TimeValue::Relative(Relative::Vague(0)) => Some("PRESENT_REF".into()),
        TimeValue::Relative(Relative::Vague(_)) => Some("FUTURE_REF".into()),
        TimeValue::Relative(Relative::Weekday(number, _)) => Some(format!("XXXX-WXX-{number}")),
        TimeValue::Relative(Relative::Month(month, None)) => Some(format!("XXXX-{month:02}")),
        TimeValue::Relative(Relative::Month(month, Some(day))) => Some(format!("XXXX-{month:02}-{day:02}")),
        TimeValue::Relative(_) | TimeValue::Either(..) => None,
    }
}

fn hour_mark(grain: Grain) -> &'static str {
    if grain == Grain::Hour { "T" } else { "" }
}

fn letter(grain: Grain) -> char {
    match grain {
        Grain::Hour => 'H',
        Grain::Day => 'D',
        Grain::Week => 'W',
        Grain::Month => 'M',
        Grain::Year => 'Y',
    }
}

/// Gives the TIMEX2 value of days: parts of a month or year are written as the month or year, as the set does.
fn interval_timex(interval: Interval) -> String {
    let Interval { from, to } = interval;
    let same_year = from.year() == to.year();
    let last = to == to.last_of_month();
    let season = |month: i8| match month {
        3 => Some("SP"),
        6 => Some("SU"),
        9 => Some("FA"),
        12 => Some("WI"),
        _ => None,
    };
    let years = to.year() - from.year() + 1;
    let whole = from.day() == 1 && from.month() == 1 && to.month() == 12 && last;
    match season(from.month()).filter(|_| from.day() == 1 && last && months(from, to) == 3) {
        Some(season) => format!("{}-{season}", year(from)),
        None if from == to => format!("{}-{:02}-{:02}", year(from), from.month(), from.day()),
        None if interval.days() == 7 => {
            let week = from.iso_week_date();
            format!("{}-W{:02}", week.year(), week.week())
        }
        None if same_year && from.month() == to.month() => format!("{}-{:02}", year(from), from.month()),
        None if same_year && (from.month(), to.month()) == (1, 6) => format!("{}-H1", year(from)),
        None if same_year && (from.month(), to.month()) == (7, 12) => format!("{}-H2", year(from)),
        None if same_year => year(from),
        None if whole && years <= 10 && from.year().div_euclid(10) == to.year().div_euclid(10) => {
            format!("{:03}", from.year().div_euclid(10))
        }
        None if whole && years <= 100 && (from.year() - 1).div_euclid(100) == (to.year() - 1).div_euclid(100) => {
            let century = (from.year() - 1).div_euclid(100);
            if century < 0 { format!("BC{:02}", -1 - century) } else { format!("{century:02}") }
        }
        None => format!("{from}/{to}"),
    }
}

fn months(from: Date, to: Date) -> i32 {
    (i32::from(to.year()) - i32::from(from.year())) * 12 + i32::from(to.month()) - i32::from(from.month()) + 1
}

/// Writes a year; the year 0 of the calendar is 1 BC.
fn year(date: Date) -> String {
    if date.year() > 0 { format!("{:04}", date.year()) } else { format!("BC{:04}", 1 - date.year()) }
}

fn ratio(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of expressions are small")]
    let ratio = part as f64 / whole.max(1) as f64;
    ratio
}

fn document(text: &Text) -> Document {
    Document::of_text(&text.id, &text.text)
}

#[cfg(test)]
mod tests {
    use super::{interval_timex, timex};
    use jiff::civil::date;
    use schema::{Grain, Interval, TimeValue};

    #[test]
    fn days_become_timex_values() {
        let shown = |from: (i16, i8, i8), to: (i16, i8, i8)| {
            interval_timex(Interval::new(date(from.0, from.1, from.2), date(to.0, to.1, to.2)))
        };
        assert_eq!(shown((1939, 9, 1), (1939, 9, 1)), "1939-09-01");
        assert_eq!(shown((1939, 10, 1), (1939, 10, 10)), "1939-10");
        assert_eq!(shown((1941, 6, 1), (1941, 8, 31)), "1941-SU");
        assert_eq!(shown((1941, 9, 1), (1941, 12, 31)), "1941");
        assert_eq!(shown((1930, 1, 1), (1939, 12, 31)), "193");
        assert_eq!(shown((1801, 1, 1), (1900, 12, 31)), "18");
        assert_eq!(shown((-479, 1, 1), (-479, 12, 31)), "BC0480");
        assert_eq!(timex(TimeValue::Duration(0, Grain::Hour)).as_deref(), Some("PTXH"));
    }
}
