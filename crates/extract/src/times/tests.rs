//! Are dates and times read as the days that they mean?

use super::{Grammar, find};
use crate::words::words;
use language::Analysis;
use schema::{DataFile, Document, Interval, Span};

fn grammar() -> Grammar {
    let bytes = include_bytes!("../../../../data/en/times.toml").to_vec();
    match Grammar::load(&[DataFile { path: "en/times.toml".into(), bytes }]) {
        Ok(grammar) => grammar,
        Err(problems) => panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>()),
    }
}

fn document(text: &str) -> Document {
    Document::of_text("", text)
}

fn found(text: &str) -> Vec<String> {
    let analysis = Analysis { text, sentences: Vec::new(), tokens: Vec::new(), names: Vec::new() };
    let times = find(&document(text), &analysis, &grammar());
    times.iter().map(|time| time.span.of(text).to_owned()).collect()
}

#[test]
fn the_rules_keep_their_promises() {
    grammar();
}

#[test]
fn a_broken_rule_is_told_with_its_line() {
    let text = String::from_utf8(include_bytes!("../../../../data/en/times.toml").to_vec()).unwrap();
    let broken = text.replace("It fell yesterday.", "It fell sometime.");
    let line = broken.lines().position(|line| line.contains("It fell sometime.")).unwrap() + 1;
    let problems = Grammar::load(&[DataFile { path: "en/times.toml".into(), bytes: broken.into() }]).unwrap_err();
    assert_eq!((problems.len(), problems[0].line), (1, line));
}

#[test]
fn several_times_of_one_sentence_are_found() {
    let text = "In 2014 the group took the city; on Sunday, two years later, the army came back overnight.";
    assert_eq!(found(text), ["2014", "Sunday", "two years later", "overnight"]);
}

#[test]
fn last_november_is_not_this_november() {
    let text =
        "Last November they came; last March they left. On 27 November they will come again, as on 3 May last year.";
    assert_eq!(days_of(text, "2013-11-19"), ["2012-11-01", "2013-03-01", "2013-11-27", "2012-05-03"]);
}

/// Gives the first days of what an account published on a day tells.
fn days_of(text: &str, published: &str) -> Vec<String> {
    let analysis = Analysis { text, sentences: Vec::new(), tokens: Vec::new(), names: Vec::new() };
    let mut document = document(text);
    let day = Interval::day(published.parse().unwrap());
    document.published.when = Some(day);
    let times = find(&document, &analysis, &grammar());
    times.iter().filter_map(|time| Some(time.value.resolve(Some(day.to))?.from.to_string())).collect()
}

#[test]
fn a_day_before_a_line_is_not_long_before_the_account() {
    let text = "03/05: two men were shot.\n12/31 – a bus burned.\nThe vote was lost 3/5: they left.";
    assert_eq!(days_of(text, "2021-05-07"), ["2021-05-03"]);
    assert_eq!(days_of(text, "2021-01-02"), ["2020-12-31"]);
}

#[test]
fn what_was_two_days_before_is_counted_back() {
    let text = "On 8 May 2014 they left, two days after the raid.";
    assert_eq!(days_of(text, "2014-05-09"), ["2014-05-08", "2014-05-06"]);
}

#[test]
fn names_and_verbs_are_no_times() {
    assert!(found("May said the sun may set on Division 30 in a second march.").is_empty());
}

#[test]
fn strange_letters_do_no_harm() {
    for text in ["", "ﬀ—“June”—31", "31 June 2016", "9999-99-99", "İ̇ 30 İ Mayıs", "𝟐𝟎𝟏𝟔 in 2014-", "the the the"]
    {
        found(text);
        assert!(words(text, Span::new(0, text.len())).iter().all(|word| !word.span.of(text).is_empty()));
    }
}
