//! Do our own stories come out as they were blessed?

use layouts::Codebook;
use rashomon::{Analyzer, Carried, Page, show};
use schema::{Case, Document, EventMention, Findings, Realis};
use std::{
    env,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};
use store::{
    CaseFile,
    query::{self, Filter},
};

#[test]
fn every_case_comes_out_as_blessed() {
    let analyzer = Analyzer::load_or_explain(&Carried::new(None).expect("the binary's own data")).expect("no problems");
    let codebook = Codebook::load(&Carried::new(None).expect("the binary's own data").files).expect("no problems");
    let bless = env::var_os("RASHOMON_BLESS").is_some();
    let mut different = Vec::new();
    let stories = stories();
    assert!(!stories.is_empty(), "cases/ holds no case");
    for path in stories {
        let story = fs::read_to_string(&path).expect("a case is readable");
        let pages = blocks(&story, "page ");
        assert!(!pages.is_empty(), "{}: no block opened with `page NAME`", path.display());
        let case = analyzer.merge(pages.iter().map(|(name, text)| account(&analyzer, name, text)).collect());
        let result = result_of(&case) + &ledger_of(&case, &codebook);
        let blessed = blocks(&story, "case").pop().map(|(_, text)| text).unwrap_or_default();
        if bless {
            fs::write(&path, with_result(&story, &result)).expect("a case is writable");
        } else if blessed != result {
            different.push(format!("{}\n{}", path.display(), difference(&blessed, &result)));
        }
    }
    assert!(different.is_empty(), "run `cargo xtask bless` and read what changed:\n{}", different.join("\n"));
}

fn stories() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let entries = fs::read_dir(folder).expect("cases/ is there").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "md") && !path.ends_with("README.md"))
        .collect();
    paths.sort();
    paths
}

fn account(analyzer: &Analyzer, name: &str, text: &str) -> (Document, Findings) {
    let page = Page { name: name.to_owned(), path: PathBuf::from(name), found: false };
    analyzer.account(&page, text.as_bytes()).unwrap_or_else(|reason| panic!("{name}: {reason}"))
}

/// Gives the name and the text of each fenced block whose opening begins so.
fn blocks(story: &str, opening: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in story.split_inclusive('\n') {
        match (&mut open, line.trim_end().strip_prefix("```")) {
            (None, Some(info)) if info.starts_with(opening) => {
                open = Some((info[opening.len()..].into(), String::new()))
            }
            (Some(_), Some("")) => found.extend(open.take()),
            (Some((_, text)), None) => text.push_str(line),
            _ => {}
        }
    }
    found
}

fn with_result(story: &str, result: &str) -> String {
    let before = story.split("\n```case").next().unwrap_or(story).trim_end();
    format!("{before}\n\n```case\n{result}```\n")
}

fn difference(blessed: &str, result: &str) -> String {
    let gone =
        blessed.lines().filter(|line| !result.lines().any(|other| other == *line)).map(|line| format!("- {line}\n"));
    let come =
        result.lines().filter(|line| !blessed.lines().any(|other| other == *line)).map(|line| format!("+ {line}\n"));
    gone.chain(come).collect()
}

/// Writes a case without ids that depend on every byte of a page: accounts, events with claims, and what did not happen.
fn result_of(case: &Case) -> String {
    let names = show::Names::new(case);
    let mut text = String::new();
    for document in &case.documents {
        let (title, day) = (document.title.as_deref().unwrap_or("no title"), show::days(document.published.when));
        let _ = writeln!(text, "{}: {title} · {} · {day}", document.path, names.source(&document.id));
    }
    let mut events: Vec<String> = case.events.iter().map(|event| event_lines(&names, event)).collect();
    events.sort();
    text.extend(events);
    for (findings, document) in case.findings.iter().filter_map(|found| Some((found, names.document(&found.document)?)))
    {
        for mention in findings.events.iter().filter(|mention| mention.realis != Realis::Actual) {
            text.push_str(&unreal_line(mention, document));
        }
    }
    text
}

/// Writes who is said to have held which place, from when until when.
fn ledger_of(case: &Case, codebook: &Codebook) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).expect("a case file");
    file.put_accounts(&case.documents.iter().cloned().zip(case.findings.iter().cloned()).collect::<Vec<_>>(), "f")
        .expect("accounts");
    file.put_case(case).expect("a case");
    let [taking, leaving] = codebook.changes_of_hands();
    let kinds = [taking, leaving.clone()].concat();
    let statements = query::statements(&file, &Filter::default(), &kinds).expect("a case that can be read");
    let mut text = String::new();
    for holding in query::holdings(&statements, &leaving) {
        let (said, what) = (holding.statement, if holding.held { "held" } else { "left" });
        let until = holding.until.map_or_else(|| "…".into(), |day| day.to_string());
        let (place, holder, claimant) = (&said.place.name, said.holder(), said.claimed_by());
        let _ = write!(text, "\n{place}: {what} by {holder}, {} to {until}, says {claimant}", said.from);
        for other in &holding.otherwise {
            let _ = write!(text, "; {}: {} on {}", other.claimed_by(), other.holder(), other.from);
        }
    }
    if text.is_empty() { text } else { text + "\n" }
}

fn event_lines(names: &show::Names<'_>, event: &schema::Event) -> String {
    let place = event.place.as_deref().map_or_else(|| "place not known".into(), |place| names.place(place));
    let (agents, targets) = (names.actors(&event.agents), names.actors(&event.targets));
    let mut text = format!("\n{} · {} · {place} · {agents} → {targets}\n", show::days(event.when), event.kind);
    let _ = writeln!(text, "  {}", event.summary);
    for id in &event.mentions {
        if let Some((mention, document)) = names.mention(id) {
            let speakers: Vec<&str> = mention.attribution.iter().map(|speech| speech.speaker.as_str()).collect();
            let trigger = mention.trigger.of(&document.text);
            let _ = writeln!(text, "  told by {}: “{trigger}” [{}]", document.path, speakers.join(" ← "));
        }
    }
    for claim in event.claims.iter().filter(|claim| claim.values.iter().any(|value| value.bounds.is_some())) {
        let of = claim.of.as_deref().map(|actor| format!(" of {}", names.actor(actor))).unwrap_or_default();
        for value in &claim.values {
            let bounds = value.bounds.map(|bounds| (bounds.min, bounds.max));
            let _ = writeln!(text, "  {}{of}: {bounds:?} by {}", claim.attribute, value.by.join(", "));
        }
    }
    text
}

fn unreal_line(mention: &EventMention, document: &Document) -> String {
    let realis = format!("{:?}", mention.realis).to_lowercase();
    format!("\n{realis} · {} · {}: “{}”\n", mention.kind, document.path, mention.clause.of(&document.text))
}
