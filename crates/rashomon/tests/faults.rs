//! What happens to bad input, and is anything lost?

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output, Stdio},
    time::Duration,
};

fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_rashomon")
}

fn run(input: &Path, case: &Path) -> Output {
    Command::new(binary())
        .args(["run", "--quiet", "--progress", "plain"])
        .arg(input)
        .arg("-o")
        .arg(case)
        .output()
        .expect("the binary starts")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

const PAGE: &str = "Rebels attack a border town\n\nJune 28, 2016\n\nRebels attacked the town of Al-Bukamal on Tuesday. \
                    The army said that 12 soldiers were killed in the attack.\n";

#[test]
fn a_missing_or_empty_folder_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = run(&folder.path().join("nowhere"), &folder.path().join("case.db"));
    assert_eq!(code(&missing), 1);
    assert!(stderr(&missing).contains("no such file or folder"), "{}", stderr(&missing));
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    let empty = run(&empty, &folder.path().join("case.db"));
    assert_eq!(code(&empty), 1);
    assert!(stderr(&empty).contains("no pages"), "{}", stderr(&empty));
}

#[test]
fn bad_pages_are_set_aside_and_the_rest_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).expect("a folder");
    fs::write(pages.join("good.txt"), PAGE).expect("a page");
    fs::write(pages.join("empty.txt"), "").expect("a page");
    fs::write(pages.join("photo.jpg"), b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01").expect("a page");
    let case = folder.path().join("case.db");
    let output = run(&pages, &case);
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("empty.txt") && stderr(&output).contains("photo.jpg"), "{}", stderr(&output));
    let info = Command::new(binary()).arg("info").arg(&case).output().expect("the binary starts");
    assert!(String::from_utf8_lossy(&info.stdout).contains("documents  1"));
    let again = run(&pages, &case);
    assert_eq!(code(&again), 3);
    assert!(stderr(&again).contains("0 pages read, 1 known already"), "{}", stderr(&again));
}

#[test]
fn pages_in_old_encodings_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).expect("a folder");
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(PAGE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    fs::write(pages.join("utf16.txt"), utf16).expect("a page");
    let mut broken = PAGE.as_bytes().to_vec();
    broken.extend_from_slice(b"\nThe general \xe9t\xe9 said \xff that nothing happened.\n");
    fs::write(pages.join("broken.txt"), broken).expect("a page");
    let arabic = b"\xe5\xc7\xcc\xe3 \xe3\xd3\xe1\xcd\xe6\xe4 \xe3\xcf\xed\xe4\xc9 \xc7\xe1\xc8\xe6\xdf\xe3\xc7\xe1 \xed\xe6\xe3 \xc7\xe1\xcb\xe1\xc7\xcb\xc7\xc1.\n";
    fs::write(pages.join("windows-1256.txt"), arabic).expect("a page");
    let output = run(&pages, &folder.path().join("case.db"));
    assert_eq!(code(&output), 0, "{}", stderr(&output));
}

#[test]
fn a_page_of_200_megabytes_is_set_aside_without_being_read_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("huge.txt");
    fs::File::create(&page).and_then(|file| file.set_len(200 << 20)).expect("a sparse file");
    let output = run(&page, &folder.path().join("case.db"));
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("huge.txt"), "{}", stderr(&output));
}

#[test]
fn an_output_that_is_something_else_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("page.txt");
    fs::write(&page, PAGE).expect("a page");
    let output = folder.path().join("thesis.txt");
    fs::write(&output, "years of work").expect("a file");
    let refused = run(&page, &output);
    assert_eq!(code(&refused), 1);
    assert_eq!(fs::read_to_string(&output).expect("it is still there"), "years of work");
    let export = folder.path().join("notes.json");
    fs::write(&export, "notes").expect("a file");
    let case = folder.path().join("case.db");
    assert_eq!(code(&run(&page, &case)), 0);
    let refused = Command::new(binary()).arg("export").arg(&case).arg("-o").arg(&export).output().expect("starts");
    assert_eq!(code(&refused), 1);
    assert_eq!(fs::read_to_string(&export).expect("it is still there"), "notes");
}

#[test]
fn a_page_that_may_not_be_read_is_set_aside() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).expect("a folder");
    fs::write(pages.join("good.txt"), PAGE).expect("a page");
    fs::write(pages.join("locked.txt"), PAGE).expect("a page");
    std::os::unix::fs::symlink("nowhere", pages.join("gone.txt")).expect("a link");
    fs::set_permissions(pages.join("locked.txt"), fs::Permissions::from_mode(0o000)).expect("a permission");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o777)).expect("a permission");
    let output = as_ordinary_user(&pages, folder.path()).output().expect("the binary starts");
    assert_eq!(code(&output), 3, "{}", stderr(&output));
    assert!(stderr(&output).contains("locked.txt"), "{}", stderr(&output));
    assert!(stderr(&output).contains("gone.txt"), "{}", stderr(&output));
}

/// Runs the program as nobody where the test runs as the superuser, whom permissions do not stop.
fn as_ordinary_user(pages: &Path, folder: &Path) -> Command {
    let program = folder.join("rashomon");
    fs::copy(binary(), &program).expect("a copy that everybody may run");
    let id = Command::new("id").arg("-u").output().expect("id starts");
    let mut command = if id.stdout.trim_ascii() == b"0" {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.args(["run", "--quiet"]).arg(pages).arg("-o").arg(folder.join("case.db"));
    command
}

#[test]
fn a_full_disk_is_said_and_the_run_can_go_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).expect("a folder");
    for number in 0..150 {
        fs::write(pages.join(format!("{number}.txt")), format!("{PAGE}\nIt was report number {number}.\n"))
            .expect("a page");
    }
    let case = folder.path().join("case.db");
    // A limit on the size of files stands for the full disk.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 150; exec '{}' run --quiet '{}' -o '{}'",
        binary(),
        pages.display(),
        case.display()
    );
    let output = Command::new("bash").args(["-c", &limited]).output().expect("bash starts");
    assert_eq!(code(&output), 1, "{}", stderr(&output));
    assert!(stderr(&output).contains("case.db"), "{}", stderr(&output));
    assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    let output = run(&pages, &case);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let check = Command::new(binary()).arg("check").arg(&case).output().expect("the binary starts");
    assert_eq!(code(&check), 0);
}

#[test]
fn a_run_that_is_stopped_goes_on_where_it_was() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).expect("a folder");
    for number in 0..600 {
        fs::write(pages.join(format!("{number}.txt")), format!("{PAGE}\nIt was report number {number}.\n"))
            .expect("a page");
    }
    let case = folder.path().join("case.db");
    let child = Command::new(binary())
        .args(["run", "--quiet", "--jobs", "1"])
        .arg(&pages)
        .arg("-o")
        .arg(&case)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    while !case.exists() {
        std::thread::sleep(Duration::from_millis(5));
    }
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill starts");
    let stopped = child.wait_with_output().expect("the run ends");
    assert_eq!(code(&stopped), 130, "{}", stderr(&stopped));
    let output = run(&pages, &case);
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    let check = Command::new(binary()).arg("check").arg(&case).output().expect("the binary starts");
    assert_eq!(code(&check), 0);
}

#[test]
fn a_changed_rule_shows_what_it_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (page, case) = (folder.path().join("page.txt"), folder.path().join("case.db"));
    fs::write(
        &page,
        "Rebels attack a border town\n\nRebels attacked the town of Al-Bukamal. A choir serenaded the mayor.\n",
    )
    .expect("a page");
    assert_eq!(code(&run(&page, &case)), 0);
    let rules = folder.path().join("data/en/events");
    fs::create_dir_all(&rules).expect("a folder");
    let check = || {
        let data = folder.path().join("data");
        let output = Command::new(binary()).arg("check").arg(data).arg("--against").arg(&case).output();
        String::from_utf8(output.expect("the binary starts").stdout).expect("UTF-8")
    };
    assert_eq!(check(), "every page is read as before\n");
    let rule = "[serenade]\npattern = \"verb: serenade\"\nbecause = \"Songs.\"\nmatch = [\"They serenaded her.\"]\n\
                reads = [\"statement\"]\nnever = [\"They sang.\"]\n";
    fs::write(rules.join("statement.toml"), rule).expect("a rule");
    let told = check();
    assert!(told.contains("+ statement actual “serenaded” agent=choir target=mayor"), "{told}");
    assert!(told.contains("1 of 1 pages are read otherwise: 1 mentions come, 0 go"), "{told}");
}
