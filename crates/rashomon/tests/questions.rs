//! Does the command line answer questions to a case, and hand it on?

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn rashomon(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rashomon")).args(arguments).output().expect("the binary starts")
}

fn text(output: &Output) -> String {
    assert!(output.status.code().is_some(), "it ended by itself");
    String::from_utf8(output.stdout.clone()).expect("UTF-8") + &String::from_utf8_lossy(&output.stderr)
}

fn path(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn case(folder: &Path) -> PathBuf {
    let lines = Path::new(env!("CARGO_MANIFEST_DIR")).join("../layouts/tests/case.jsonl");
    let case = folder.join("case.db");
    let output = rashomon(&["import", path(&lines), "-o", path(&case)]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    case
}

#[test]
fn questions_are_answered_one_json_value_a_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = case(folder.path());
    let case = path(&case);
    for (arguments, code, expected) in [
        (vec!["events", case], 0, "\"status\":\"disputed\""),
        (vec!["events", case, "--format", "table"], 0, "disputed: killed"),
        (vec!["events", case, "--actor", "hill front men", "--not", "type=siege"], 0, "E-7QK4-M2XD"),
        (vec!["events", case, "--type", "siege"], 0, ""),
        (vec!["claims", case, "--attr", "killed", "--format", "table"], 0, "at least 16 — a hospital; Wire Nine"),
        (vec!["event", case, "7qk4"], 0, "Port Mirna"),
        (vec!["event", case, "7qk4", "--as-of", "2031-03-05", "--json"], 0, "\"as_of\": \"2031-03-05\""),
        (vec!["search", case, "Port Mirnah", "--format", "table"], 0, "[Port Mirna]"),
        (vec!["search", case, "-q", "submarine"], 1, ""),
        (vec!["compare", case, "wire.txt", "post.html"], 0, "≠"),
        (vec!["changes", case], 0, "\"change\":\"added\""),
        (vec!["changes", case, "--format", "table"], 0, "E-7QK4-M2XD  added"),
        (vec!["events", case, "--sort", "size"], 2, "write newest, oldest or told"),
        (vec!["events", case, "--country", "Syria"], 2, "two letters of ISO 3166-1"),
        (vec!["diff", case, case, "--fail-on-change"], 0, ""),
        (vec!["api-spec"], 0, "\"openapi\": \"3.1.0\""),
        (vec!["schema"], 0, "rashomon/1"),
        (vec!["completions", "bash"], 0, "_rashomon"),
        (vec!["man"], 0, ".TH"),
        (vec!["events", case, "--status", "perhaps"], 2, "perhaps is none of single"),
        (vec!["events", case, "--not", "colour=red"], 2, "there is no such filter"),
        (vec!["event", case, "E-9"], 1, "no such event"),
        (vec!["export", case, "-f", "acled"], 2, "name a file with -o"),
        (vec!["export", case, "-f", "xls"], 2, "there are acled, ged"),
        (vec!["export", case, "-f", "html"], 0, "<mark>at least 16</mark>"),
        (vec!["export", case, "--type", "siege"], 0, "\"filter\":\"type=siege\""),
        (vec!["export", case, "-f", "md", "--type", "shelling"], 0, "these filters: type: shelling."),
        (vec!["export", case, "-f", "html", "--type", "shelling"], 0, "these filters: type: shelling."),
    ] {
        let output = rashomon(&arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", text(&output));
        assert!(text(&output).contains(expected), "{arguments:?}: {}", text(&output));
    }
}

#[test]
fn an_export_has_its_companions_and_overwrites_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = case(folder.path());
    let table = folder.path().join("june.csv");
    let export = || rashomon(&["export", path(&case), "-f", "acled", "-o", path(&table)]);
    assert_eq!(export().status.code(), Some(0));
    let mut files: Vec<String> = fs::read_dir(folder.path())
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    assert_eq!(files, ["case.db", "june.about.json", "june.claims.csv", "june.csv"]);
    let cited = folder.path().join("accounts.bib");
    let output = rashomon(&["export", path(&case), "-f", "bibtex", "--type", "shelling", "-o", path(&cited)]);
    assert_eq!(output.status.code(), Some(0));
    let about = fs::read_to_string(cited.with_extension("about.json")).expect("what was exported stands beside it");
    assert!(about.contains("type=shelling"), "{about}");
    let again = export();
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again).contains("exists already"), "{}", text(&again));
}

#[test]
fn an_assistant_is_answered_on_standard_output() {
    let folder = tempfile::tempdir().expect("a folder");
    let case = case(folder.path());
    let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(["mcp", path(&case)])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let message = b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"search_events\"}}\n";
    child.stdin.take().expect("an input").write_all(message).expect("it listens");
    let output = child.wait_with_output().expect("it ends with its input");
    assert!(text(&output).contains("E-7QK4-M2XD") && text(&output).lines().count() == 1, "{}", text(&output));
}
