//! What is lost when a run is killed, loses its power, or runs out of memory or of files? Nothing, counted.

use std::{
    fs,
    ops::Range,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use store::CaseFile;

/// More pages than are written at once, so that a run writes many times.
const PAGES: usize = 200;

/// Runs that are killed, each at another moment, unless `RASHOMON_KILLS` says how many; where a case is cut from its power it
/// is looked at far oftener.
const KILLS: u32 = 12;

fn pages(folder: &Path) -> PathBuf {
    let pages = folder.join("pages");
    fs::create_dir(&pages).expect("a folder");
    add(&pages, 0..PAGES);
    pages
}

fn add(pages: &Path, numbers: Range<usize>) {
    for number in numbers {
        let day = 1 + number % 28;
        let text = format!(
            "Report {number}\n\nJune {day}, 2016\n\nRebels attacked the town of Al-Bukamal on June {day}, 2016. \
             The army said that {} soldiers were killed.\n",
            2 + number % 40
        );
        fs::write(pages.join(format!("{number:03}.txt")), text).expect("a page");
    }
}

fn run(pages: &Path, case: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rashomon"));
    command.args(["run", "--quiet", "--progress", "none"]).arg(pages).arg("-o").arg(case);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn export(case: &Path) -> Vec<u8> {
    let export = Command::new(env!("CARGO_BIN_EXE_rashomon")).arg("export").arg(case).output().expect("the binary");
    assert!(export.status.success(), "{}", String::from_utf8_lossy(&export.stderr));
    export.stdout
}

fn whole(folder: &Path, pages: &Path) -> Vec<u8> {
    let case = folder.join("whole.db");
    assert!(run(pages, &case).status().expect("the binary starts").success());
    export(&case)
}

/// Gives how many accounts a case holds; it must open and hold nothing that is not so.
fn accounts(case: &Path) -> usize {
    let file = CaseFile::open(case).expect("the case opens");
    assert_eq!(file.check().expect("the case is read"), Vec::<String>::new());
    file.accounts().expect("the case is read").len()
}

/// Gives how many accounts a run that was cut off has kept: no fewer than before, none before its tables were there.
fn kept(case: &Path, before: usize) -> usize {
    if before == 0 && CaseFile::open(case).is_err() {
        return 0;
    }
    let now = accounts(case);
    assert!(now >= before, "{} accounts were lost", before - now);
    now
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([format!("-{name}"), child.id().to_string()]).status();
    assert!(status.expect("kill is there").success());
}

/// Waits until a run has made its file, or has ended.
fn begun(child: &mut Child, case: &Path) {
    while !case.exists() && child.try_wait().expect("a child").is_none() {
        sleep(Duration::from_millis(1));
    }
}

#[test]
fn a_run_that_is_killed_again_and_again_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let pages = pages(folder.path());
    let whole = whole(folder.path(), &pages);
    let start = Instant::now();
    assert!(run(&pages, &folder.path().join("timed.db")).status().expect("the binary starts").success());
    let (took, kills) = (start.elapsed(), kills());
    let (mut runs, mut killed, mut cases) = (0, 0, 0);
    while killed < kills {
        cases += 1;
        let case = folder.path().join(format!("case-{cases}.db"));
        let mut held = 0;
        loop {
            let mut child = run(&pages, &case).spawn().expect("the binary starts");
            // The moments are spread over the time of a whole run.
            sleep(took * (runs * 619 % 1000) / 1000);
            runs += 1;
            if killed == kills || child.try_wait().expect("a child").is_some() {
                assert!(child.wait().expect("a child").success());
                break;
            }
            child.kill().expect("a child");
            child.wait().expect("a child");
            killed += 1;
            if case.exists() {
                held = kept(&case, held);
            }
        }
        assert_eq!(accounts(&case), PAGES);
        assert!(export(&case) == whole, "another case than that of one run");
        fs::remove_file(&case).expect("a file");
    }
    assert!(kills < 100 || cases > 10, "{killed} runs were killed in {cases} cases");
}

fn kills() -> u32 {
    std::env::var("RASHOMON_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS)
}

/// Copies a case as it lies on the disk at this moment, with the journal or the log of what is being written.
fn copied(case: &Path, copy: &Path) {
    fs::copy(case, copy).expect("a copy");
    for ending in ["journal", "wal", "shm"] {
        let beside = |case: &Path| PathBuf::from(format!("{}-{ending}", case.display()));
        let _ = fs::remove_file(beside(copy));
        // What programs share in memory is lost with the power.
        if beside(case).exists() && ending != "shm" {
            fs::copy(beside(case), beside(copy)).expect("a copy");
        }
    }
}

/// Starts a run and cuts its power again and again; gives the first and the last case that was left, which hold what came before.
fn cut(folder: &Path, (pages, case): (&Path, &Path), before: usize) -> [PathBuf; 2] {
    let mut child = run(pages, case).spawn().expect("the binary starts");
    begun(&mut child, case);
    let (copy, first) = (folder.join("copy.db"), folder.join("first.db"));
    let (mut held, mut cuts) = (before, 0);
    while child.try_wait().expect("a child").is_none() {
        signal(&child, "STOP");
        copied(case, &copy);
        let now = kept(&copy, held);
        if held == before && now > before {
            fs::copy(&copy, &first).expect("a copy");
        }
        (held, cuts) = (now, cuts + 1);
        signal(&child, "CONT");
        // Ever longer: where the machine is busy a run takes long, and would be looked at without end.
        sleep(Duration::from_millis(10 + cuts));
    }
    assert!(cuts >= 10 && first.exists(), "the run ended before it was cut often: {cuts}");
    [first, copy]
}

#[test]
fn a_case_as_any_power_cut_leaves_it_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (pages, case) = (pages(folder.path()), folder.path().join("case.db"));
    let whole = whole(folder.path(), &pages);
    for cut in cut(folder.path(), (&pages, &case), 0) {
        assert!(run(&pages, &cut).status().expect("the binary starts").success());
        assert!(export(&cut) == whole, "another case than that of one run");
    }
}

#[test]
fn so_does_a_case_that_others_read_while_pages_are_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let (pages, case) = (folder.path().join("pages"), folder.path().join("case.db"));
    fs::create_dir(&pages).expect("a folder");
    add(&pages, 0..PAGES / 4);
    assert!(run(&pages, &case).status().expect("the binary starts").success());
    add(&pages, PAGES / 4..PAGES);
    let whole = whole(folder.path(), &pages);
    for cut in cut(folder.path(), (&pages, &case), PAGES / 4) {
        assert!(run(&pages, &cut).status().expect("the binary starts").success());
        assert!(export(&cut) == whole, "another case than that of one run");
    }
}

fn limited(limits: &str, pages: &Path, case: &Path) -> Output {
    let binary = env!("CARGO_BIN_EXE_rashomon");
    let script = format!("{limits}; exec \"$0\" run --quiet --progress none --jobs 1 \"$1\" -o \"$2\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, binary]).args([pages, case]).output().expect("sh is there")
}

#[test]
fn without_memory_a_run_ends_and_the_next_goes_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let (pages, case) = (pages(folder.path()), folder.path().join("case.db"));
    // The program as such takes 62 MB; with less it cannot even be loaded, and the system ends it without a word.
    for kilobytes in [80_000, 120_000, 200_000] {
        let output = limited(&format!("ulimit -v {kilobytes}"), &pages, &case);
        assert!(!output.status.success(), "{kilobytes} kB were enough");
        assert!(!output.stderr.is_empty(), "nothing was said about {kilobytes} kB");
        kept(&case, 0);
    }
    assert!(run(&pages, &case).status().expect("the binary starts").success());
    assert_eq!(accounts(&case), PAGES);
}

#[test]
fn few_files_at_once_and_a_small_file_size_are_no_loss() {
    let folder = tempfile::tempdir().expect("a folder");
    let (pages, case) = (pages(folder.path()), folder.path().join("case.db"));
    // Blocks of 512 bytes: the tables fit, the accounts do not.
    let full = limited("ulimit -f 400; trap '' XFSZ", &pages, &case);
    assert!(!full.status.success(), "{}", String::from_utf8_lossy(&full.stderr));
    assert!(!full.stderr.is_empty());
    kept(&case, 0);
    let few = limited("ulimit -n 24", &pages, &case);
    assert!(few.status.success(), "{}", String::from_utf8_lossy(&few.stderr));
    assert_eq!(accounts(&case), PAGES);
}
