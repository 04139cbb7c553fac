//! How fast is a whole run, from pages on disk to the case file, and what does it take?
//!
//! `cargo xtask bench [N…]` makes N pages of news up, reads them with a release build on one thread and on two, and writes
//! `reports/speed.csv`. `cargo xtask pages N FOLDER` only writes the pages.

pub mod measure;
mod page;
mod story;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use rayon::prelude::*;
use std::{
    fmt::Write as _,
    fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};
use story::Words;

/// From this many on, pages lie in crawls of a thousand, as such archives do; fewer are files of their own.
const CRAWLED: usize = 200_000;

/// Pages of one folder or crawl.
const EACH: usize = 1000;

const HEAD: &str =
    "pages,form,jobs,megabytes,seconds,pages_per_second,cpu_seconds_per_1000,peak_mib,bytes_on_disk_per_page,load\n";

/// Measures whole runs on so many pages each, and writes `reports/speed.csv`.
///
/// # Errors
/// When pages cannot be written or a run fails.
pub fn bench(sizes: &[&str], root: &Path) -> Result<()> {
    let sizes = if sizes.is_empty() { &["1000", "10000"] } else { sizes };
    crate::test::build_release()?;
    let mut table = String::from(HEAD);
    for size in sizes {
        let size = size.parse().with_context(|| format!("{size}: a number of pages"))?;
        let folder = root.join("target/speed");
        let bytes = pages(size, &folder.join("pages"))?;
        for jobs in [1, 2] {
            let row = run(root, &folder, (size, bytes), jobs)?;
            eprint!("{row}");
            table.push_str(&row);
        }
        fs::remove_dir_all(&folder).context("target/speed")?;
        fs::write(root.join("reports/speed.csv"), &table).context("reports/speed.csv")?;
    }
    Ok(())
}

fn run(root: &Path, folder: &Path, (size, bytes): (usize, usize), jobs: usize) -> Result<String> {
    let case = folder.join("case.db");
    let _ = fs::remove_file(&case);
    let mut command = Command::new(root.join("target/release/rashomon"));
    command.args(["run", "--quiet", "--progress", "none", "--jobs", &jobs.to_string()]);
    command.arg(folder.join("pages")).arg("-o").arg(&case).stdout(Stdio::null());
    let taken = measure::run(&mut command)?;
    let (pages, disk) = (number(size), number(usize::try_from(case.metadata()?.len())?));
    let mut row = String::new();
    writeln!(
        row,
        "{size},{},{jobs},{:.0},{:.1},{:.1},{:.2},{},{:.0},{:.1}",
        if size < CRAWLED { "files" } else { "crawls" },
        number(bytes) / 1e6,
        taken.seconds,
        pages / taken.seconds,
        taken.cpu_seconds * 1000.0 / pages,
        taken.peak_bytes / 1024 / 1024,
        disk / pages,
        taken.load
    )?;
    Ok(row)
}

/// Writes so many pages below a folder, and gives their bytes before compression.
///
/// # Errors
/// When they cannot be written.
pub fn pages(size: usize, folder: &Path) -> Result<usize> {
    let words = Words::load()?;
    let parts: Vec<usize> = (0..size).step_by(EACH).collect();
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let written = parts.into_par_iter().map(|first| {
        let made = (first..size.min(first + EACH)).map(|n| page::page(n, &words.story(n, size), &words));
        if size < CRAWLED {
            files(made, &folder.join(format!("{:05}", first / EACH)))
        } else {
            crawl(made, first, folder)
        }
    });
    written.try_reduce(|| 0, |one, other| Ok(one + other))
}

fn files(made: impl Iterator<Item = page::Made>, folder: &Path) -> Result<usize> {
    fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for page in made {
        bytes += page.bytes.len();
        fs::write(folder.join(&page.name), &page.bytes)?;
    }
    Ok(bytes)
}

fn crawl(made: impl Iterator<Item = page::Made>, first: usize, folder: &Path) -> Result<usize> {
    let file = fs::File::create(folder.join(format!("{:05}.warc.gz", first / EACH)))?;
    let (mut crawl, mut bytes) = (GzEncoder::new(file, Compression::fast()), 0);
    for page in made {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: {}\r\n\r\n", page.kind());
        let length = answer.len() + page.bytes.len();
        write!(
            crawl,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://news.example/{}\r\nContent-Type: application/http\r\n\
             Content-Length: {length}\r\n\r\n{answer}",
            page.name
        )?;
        crawl.write_all(&page.bytes)?;
        crawl.write_all(b"\r\n\r\n")?;
        bytes += page.bytes.len();
    }
    crawl.finish()?;
    Ok(bytes)
}

#[expect(clippy::cast_precision_loss, reason = "counts of pages and bytes")]
fn number(count: usize) -> f64 {
    count as f64
}
