//! Do parts of a case, read by different runs, become the case of one run?

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn rashomon(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_rashomon")).args(arguments).output().expect("the binary starts")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The sample, one of its pages a second time, and a page that cannot be read.
fn pages(folder: &Path) -> PathBuf {
    let pages = folder.join("pages");
    fs::create_dir(&pages).expect("a folder");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/al-bukamal");
    for (number, page) in fs::read_dir(sample).expect("the sample").enumerate() {
        let page = page.expect("a page").path();
        fs::copy(&page, pages.join(page.file_name().expect("a name"))).expect("a copy");
        fs::copy(&page, pages.join(format!("again-{number}.txt"))).expect("a copy");
    }
    for name in ["photo.jpg", "photo-again.jpg"] {
        fs::write(pages.join(name), b"\xff\xd8\xff\xe0\x00\x10JFIF").expect("a page");
    }
    pages
}

fn part(pages: &Path, folder: &Path, number: u32) -> PathBuf {
    let (part, share) = (folder.join(format!("parts/{number}.db")), format!("{number}/3"));
    let run = rashomon(&["run".as_ref(), pages, "-o".as_ref(), &part, "--partition".as_ref(), share.as_ref()]);
    assert!(matches!(run.status.code(), Some(0 | 3)), "{}", stderr(&run));
    part
}

fn export(case: &Path) -> Vec<u8> {
    let export = rashomon(&["export".as_ref(), case]);
    assert_eq!(export.status.code(), Some(0), "{}", stderr(&export));
    export.stdout
}

#[test]
fn parts_become_the_case_of_one_run() {
    let folder = tempfile::tempdir().expect("a folder");
    let (pages, whole, merged) =
        (pages(folder.path()), folder.path().join("whole.db"), folder.path().join("merged.db"));
    let run = rashomon(&["run".as_ref(), &pages, "-o".as_ref(), &whole, "--quiet".as_ref()]);
    assert_eq!(run.status.code(), Some(3), "{}", stderr(&run));
    assert_eq!(stderr(&run).matches("set aside photo").count(), 2, "{}", stderr(&run));
    fs::create_dir(folder.path().join("parts")).expect("a folder");
    let parts = [3, 1, 2].map(|number| part(&pages, folder.path(), number));

    let merge = rashomon(&["merge".as_ref(), &parts[0], &parts[1], "-o".as_ref(), &merged]);
    assert_eq!(merge.status.code(), Some(1));
    assert!(stderr(&merge).contains("part 2/3 is missing"), "{}", stderr(&merge));
    assert!(!merged.exists());

    let all = folder.path().join("parts");
    let merge = rashomon(&["merge".as_ref(), &all, "-o".as_ref(), &merged]);
    assert_eq!(merge.status.code(), Some(0), "{}", stderr(&merge));
    assert!(export(&merged) == export(&whole), "another case");
    let info = |case: &Path| rashomon(&["info".as_ref(), case]).stdout;
    assert_eq!(String::from_utf8(info(&merged)), String::from_utf8(info(&whole)));
    let check = rashomon(&["check".as_ref(), &merged]);
    assert_eq!(check.status.code(), Some(0));

    let onto = rashomon(&["merge".as_ref(), &all, "-o".as_ref(), &parts[1]]);
    assert!(stderr(&onto).contains("is one of the parts"), "{}", stderr(&onto));
    let page = rashomon(&["merge".as_ref(), &pages.join("photo.jpg"), "-o".as_ref(), &merged]);
    assert!(stderr(&page).contains("--mapping"), "{}", stderr(&page));
}
