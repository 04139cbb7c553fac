use super::{Grammar, find};
use crate::words::words;
use language::Analysis;
use schema::{Basis, DataFile, Document, Published, Span};

fn grammar() -> Grammar {
    let bytes = include_bytes!("../../../../data/en/times.toml").to_vec();
    match Grammar::load(&[DataFile { path: "en/times.toml".into(), bytes }]) {
        Ok(grammar) => grammar,
        Err(problems) => panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>()),
    }
}

fn document(text: &str) -> Document {
    Document {
        id: String::new(),
        path: String::new(),
        hash: String::new(),
        title: None,
        source: None,
        author: None,
        published: Published {
            when: None,
            basis: Basis::Unknown,
            evidence: String::new(),
            span: None,
            rejected: Vec::new(),
        },
        language: Some("en".into()),
        agencies: Vec::new(),
        text: text.into(),
        verbatim: true,
        sections: Vec::new(),
        copy_of: None,
    }
}

fn found(text: &str) -> Vec<String> {
    let analysis = Analysis { text, sentences: Vec::new(), tokens: Vec::new() };
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
    assert_eq!(found(text), ["2014", "Sunday", "overnight"]);
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

/// Prints the agreement of spans with a gold file of `timexes`: `TIMES_GOLD=… cargo test -p extract agreement -- --ignored --nocapture`.
#[test]
#[ignore = "measures against data outside the repository"]
fn agreement() {
    #[derive(serde::Deserialize)]
    struct Gold {
        text: String,
        timexes: Vec<Timex>,
    }
    #[derive(serde::Deserialize)]
    struct Timex {
        start: usize,
        end: usize,
        value: Option<String>,
    }
    let grammar = grammar();
    let path = std::env::var("TIMES_GOLD").unwrap();
    let (mut gold_all, mut gold_dated, mut hits, mut dated_hits, mut right, mut extra, mut out) =
        (0, 0, 0, 0, 0, 0, Vec::new());
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let gold: Gold = serde_json::from_str(line).unwrap();
        let offsets: Vec<usize> = gold.text.char_indices().map(|(at, _)| at).chain([gold.text.len()]).collect();
        let analysis = Analysis { text: &gold.text, sentences: Vec::new(), tokens: Vec::new() };
        let times = find(&document(&gold.text), &analysis, &grammar);
        let mut used = vec![false; times.len()];
        for timex in &gold.timexes {
            let span = Span::new(offsets[timex.start], offsets[timex.end]);
            let dated = timex.value.as_ref().is_some_and(|v| v.starts_with(['1', '2']));
            gold_all += 1;
            gold_dated += usize::from(dated);
            let hit = times.iter().position(|time| time.span.overlaps(span));
            if let Some(hit) = hit {
                used[hit] = true;
                hits += 1;
                dated_hits += usize::from(dated);
                let value = super::reading::promise(times[hit].value);
                let same = timex.value.as_ref().is_some_and(|v| value.starts_with(v.as_str()));
                right += usize::from(dated && same);
                if dated && !same {
                    out.push(format!("VALUE {:?} gold {:?} got {value}", span.of(&gold.text), timex.value));
                }
            } else if dated {
                out.push(format!("MISSED {:?} {:?}", span.of(&gold.text), timex.value));
            }
        }
        for (time, used) in times.iter().zip(used) {
            if !used {
                extra += 1;
                let from = gold.text.floor_char_boundary(time.span.start.saturating_sub(30));
                let to = gold.text.ceil_char_boundary((time.span.end + 30).min(gold.text.len()));
                out.push(format!("EXTRA {:?} in {:?}", time.span.of(&gold.text), &gold.text[from..to]));
            }
        }
    }
    let report = format!(
        "{}\nall {gold_all} found {hits}; dated {gold_dated} found {dated_hits} value {right}; extra {extra}\n",
        out.join("\n")
    );
    std::fs::write(std::env::var("TIMES_OUT").unwrap(), report).unwrap();
}
