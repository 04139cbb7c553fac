//! Do the commands of review hold together: deciding, handing on, coding, learning?

use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

fn rashomon(arguments: &[&str], keys: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    child.stdin.take().expect("a pipe").write_all(keys.as_bytes()).expect("it listens");
    child.wait_with_output().expect("it ends")
}

fn told(arguments: &[&str], keys: &str) -> String {
    let output = rashomon(arguments, keys);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {out}{err}");
    format!("{out}{err}")
}

/// Reads the sample into a case, and gives a second copy of it.
fn cases(folder: &Path) -> [String; 2] {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/al-bukamal");
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    let both = [path("one.db"), path("other.db")];
    told(&["run", pages.to_str().expect("UTF-8"), "-o", &both[0], "--quiet", "--progress", "none"], "");
    std::fs::copy(&both[0], &both[1]).expect("a copy");
    both
}

#[test]
fn what_is_decided_in_the_terminal_goes_to_another_copy_and_comes_to_the_same_case() {
    let folder = tempfile::tempdir().expect("a folder");
    let [one, other] = cases(folder.path());
    let worked = told(&["review", &one, "--by", "ana", "--only", "merges", "--keys", "x=n"], "anwno doubt\nasuq");
    assert!(worked.contains("Are these the same event?"), "{worked}");
    let several = told(&["review", &one, "--by", "ana", "--only", "merges"], "v0.5\nno\nv0.5\nyes\nuq");
    assert!(several.contains("merges: ") && several.contains("nothing was decided"), "{several}");
    assert!(several.contains("The queue is empty"), "all of them stand: {several}");
    assert!(!several.trim_end().ends_with("back."), "one undo takes all of them back: {several}");
    let log = told(&["decisions", "list", &one, "--all"], "");
    for part in ["same event", "different events", "withdrawn", "because no doubt"] {
        assert!(log.contains(part), "{part}: {log}");
    }
    let table = folder.path().join("ana.csv").to_str().expect("UTF-8").to_owned();
    told(&["decisions", "export", &one, "-o", &table], "");
    told(&["decisions", "import", &other, &table], "");
    let export = |case: &str| told(&["export", case], "");
    assert_eq!(export(&one), export(&other));
    assert!(export(&one).contains("\"decided\":[{\"decision\":\"R-"));
    assert!(told(&["decisions", "conflicts", &one], "").contains("nobody"));
    assert!(told(&["decisions", "waiting", &one], "").contains("every decision is carried out"));
    told(&["decisions", "undo", &one, "--by", "ana"], "");
    assert_ne!(told(&["decisions", "list", &one], ""), told(&["decisions", "list", &other], ""));
    assert!(told(&["check", &one], "").contains("every value reads"));

    let lines: PathBuf = folder.path().join("case.jsonl");
    told(&["export", &one, "-f", "jsonl", "-o", lines.to_str().expect("UTF-8")], "");
    let third = folder.path().join("third.db").to_str().expect("UTF-8").to_owned();
    told(&["import", lines.to_str().expect("UTF-8"), "-o", &third], "");
    assert_eq!(export(&one), export(&third), "a case travels with its log");

    let text = std::fs::read_to_string(&table).expect("a table").replace("same_event", "different_events");
    std::fs::write(&table, text).expect("written");
    let refused = rashomon(&["decisions", "import", &other, &table], "");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("was changed after it was made"));
}

#[test]
fn two_coders_work_alone_agree_to_a_degree_and_are_adjudicated() {
    let folder = tempfile::tempdir().expect("a folder");
    let [case, _] = cases(folder.path());
    let round = ["--round", "pilot"];
    told(
        &[&["coding", "assign", &case, "--coders", "ana,ben", "--count", "3", "--by", "lead"], &round[..]].concat(),
        "",
    );
    let before = told(&["export", &case], "");
    let all = "yes\nattack\nactual\n\n\n\n\n3\n";
    let shown = told(&[&["coding", "code", &case, "--by", "ana"], &round[..]].concat(), &all.repeat(3));
    assert!(!shown.contains("the machine"), "{shown}");
    told(
        &[&["coding", "code", &case, "--by", "ben"], &round[..]].concat(),
        &format!("{all}{}no\n", all.replace("attack", "clash")),
    );
    assert_eq!(told(&["export", &case], ""), before, "codes leave the case alone");
    let compared = told(&[&["coding", "compare", &case], &round[..]].concat(), "");
    assert!(compared.contains("kind") && compared.contains("alpha"), "{compared}");
    told(&[&["coding", "adjudicate", &case, "--by", "lead", "--agreed"], &round[..]].concat(), "2\n1\n");
    let log = told(&["decisions", "list", &case], "");
    assert!(log.contains("ana: attack; ben: clash"), "{log}");
    assert_ne!(told(&["export", &case], ""), before);
    assert!(told(&["check", &case], "").contains("every value reads"));
}

#[test]
fn decisions_teach_in_files_that_somebody_looks_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let [case, other] = cases(folder.path());
    let learned = folder.path().join("learned").to_str().expect("UTF-8").to_owned();
    let nothing = rashomon(&["learn", &case, "-o", &learned], "");
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("nobody decided anything"));
    told(&["review", &case, "--by", "ana", "--only", "merges"], "xxxxxq");
    let names = folder.path().join("names.csv").to_str().expect("UTF-8").to_owned();
    std::fs::write(&names, "by,act,field,of,value\nana,alias,actor,islamic-state,Sand Foxes\n").expect("a table");
    told(&["decisions", "import", &case, &names], "");
    let gold = gold(folder.path());
    let report = told(&["learn", &case, "--on", &other, "--gold", &gold, "-o", &learned], "");
    for part in [
        "## Weights of merging",
        "## Rules to look at",
        "## What would change",
        "other.db",
        "pairs judged",
        "| `agents` | 0.000 | 1.000 |",
    ] {
        assert!(report.contains(part), "{part}: {report}");
    }
    assert!(Path::new(&learned).join("ontology/merging.toml").exists());
    assert!(told(&["check", &learned], "").contains("every rule does what it says"));
}

/// A gold case of one page, in whose words a group has a name that only somebody who decided knows.
fn gold(folder: &Path) -> String {
    let gold = folder.join("gold");
    std::fs::create_dir_all(gold.join("docs")).expect("a folder");
    let page = "Foxes attack town\n\n28 June 2016\n\nThe Sand Foxes attacked the town of Al-Bukamal on Tuesday.\n";
    std::fs::write(gold.join("docs/foxes.txt"), page).expect("a page");
    let coded = r#"
        doc = [{ id = "foxes", file = "foxes.txt", published = "2016-06-28" }]
        actor = [{ id = "is", name = "Islamic State" }]
        event = [{ id = "attack", kinds = ["attack"], agents = ["is"], from = "2016-06-28", to = "2016-06-28" }]
        mention = [{ doc = "foxes", quote = "attacked the town", event = "attack", realis = "actual" }]
    "#;
    std::fs::write(gold.join("gold.toml"), coded).expect("the gold");
    gold.to_str().expect("UTF-8").to_owned()
}
