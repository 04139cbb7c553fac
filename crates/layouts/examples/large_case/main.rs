//! How long do the questions of people take on a large case?
//!
//! `cargo run --release -p layouts --example large_case -- 200000` makes a case of as many events in a folder of its own and
//! prints a table: figure, value. A question's time is the slowest of its kinds, each the median of five.
//! With a path as well it writes the case there and measures nothing.

mod made_up;

use layouts::{Codebook, Layout, export};
use schema::DataFile;
use std::{
    fs,
    io::{BufWriter, sink},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use store::{
    CaseFile,
    query::{self, Filter, Page, Sort},
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let events: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(2000);
    if let Some(path) = std::env::args_os().nth(2) {
        return Ok(CaseFile::create_or_resume(path)?.put_case(&made_up::case(events))?);
    }
    let folder = std::env::temp_dir().join(format!("rashomon-large-case-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let measured = measure(events, &folder.join("case.db"));
    fs::remove_dir_all(&folder)?;
    println(&measured?);
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the table is what the command is for")]
fn println(table: &[(&str, String)]) {
    println!("figure,value");
    table.iter().for_each(|(figure, value)| println!("{figure},{value}"));
}

fn measure(events: usize, path: &Path) -> Outcome<Vec<(&'static str, String)>> {
    let case = made_up::case(events);
    let text: usize = case.documents.iter().map(|document| document.text.len()).sum();
    let mentions: usize = case.findings.iter().map(|findings| findings.events.len()).sum();
    let start = Instant::now();
    let mut file = CaseFile::create_or_resume(path)?;
    file.put_case(&case)?;
    drop(file);
    let put = start.elapsed();
    let id = case.events[case.events.len() / 2].id.clone();
    drop(case);
    let size = fs::metadata(path)?.len();
    let file = CaseFile::open(path)?;
    let share = |bytes: u64| {
        format!(
            "{:.2}",
            f64::from(u32::try_from(bytes / 1024).unwrap_or(u32::MAX))
                / f64::from(u32::try_from(text / 1024).unwrap_or(1).max(1))
        )
    };
    let mut table = vec![
        ("events", events.to_string()),
        ("mentions", mentions.to_string()),
        ("text_mb", (text >> 20).to_string()),
        ("file_mb", (size >> 20).to_string()),
        ("file_per_text", share(size)),
        ("put_seconds", put.as_secs().to_string()),
        ("open_ms", slowest(&[()], |()| CaseFile::open(path).map(drop))?),
        ("list_page_ms", slowest(&filters()?, |filter| query::events(&file, filter, &Page::default()).map(drop))?),
        (
            "list_by_accounts_ms",
            slowest(&filters()?, |filter| {
                query::events(&file, filter, &Page { sort: Sort::Told, ..Page::default() }).map(drop)
            })?,
        ),
        ("facets_ms", slowest(&filters()?, |filter| query::facets(&file, filter, 10).map(drop))?),
        (
            "search_ms",
            slowest(
                &["doctor", "\"price of bread\"", "bread -ambulances", "Badorba OR Miba", "Report number 17"],
                |words| query::search(&file, words, &Filter::default(), &Page::default()).map(drop),
            )?,
        ),
        ("dossier_ms", slowest(&[id], |id| query::event(&file, id, None).map(drop))?),
    ];
    let codebook = Codebook::load(&data()?).map_err(|problems| format!("{problems:?}"))?;
    let start = Instant::now();
    let (mut rows, mut claims) = (
        BufWriter::new(fs::File::create(path.with_extension("csv"))?),
        BufWriter::new(fs::File::create(path.with_extension("claims.csv"))?),
    );
    let written = export(&file, &Filter::default(), (Layout::Acled, &codebook), &mut rows, &mut claims)?;
    table.push(("acled_rows", written.records.to_string()));
    table.push(("acled_claim_rows", written.claims.to_string()));
    table.push(("acled_rows_per_second", per_second(written.records + written.claims, start.elapsed())));
    let start = Instant::now();
    let written = export(&file, &Filter::default(), (Layout::Geojson, &codebook), &mut sink(), &mut sink())?;
    table.push(("geojson_rows_per_second", per_second(written.records + written.claims, start.elapsed())));
    Ok(table)
}

fn per_second(rows: usize, took: Duration) -> String {
    let milliseconds = usize::try_from(took.as_millis()).unwrap_or(usize::MAX).max(1);
    (rows * 1000 / milliseconds).to_string()
}

fn filters() -> Outcome<Vec<Filter>> {
    let asked: [&[(&str, &str)]; 9] = [
        &[],
        &[("type", "shelling")],
        &[("status", "disputed"), ("actor", "actor-0003")],
        &[("place", "Mibaba"), ("not.type", "clash")],
        &[("from", "2014-01-01"), ("to", "2014-03-31")],
        &[("bbox", "37,31,41,35"), ("min_sources", "3")],
        &[("q", "\"price of bread\""), ("type", "airstrike")],
        &[("as_of", "2020-06-01")],
        &[("country", "iq"), ("precision", "point"), ("attribute", "killed")],
    ];
    let read = |pairs: &&[(&'static str, &'static str)]| {
        Filter::parse(pairs.iter().copied()).map_err(|bad| format!("{bad:?}").into())
    };
    asked.iter().map(read).collect()
}

/// Gives the median of five runs of the slowest of some questions, in milliseconds.
fn slowest<T>(questions: &[T], mut ask: impl FnMut(&T) -> Result<(), store::StoreError>) -> Outcome<String> {
    let mut slowest = Duration::ZERO;
    for question in questions {
        let mut times = Vec::new();
        for _ in 0..5 {
            let start = Instant::now();
            ask(question)?;
            times.push(start.elapsed());
        }
        times.sort_unstable();
        slowest = slowest.max(times[2]);
    }
    Ok(format!("{:.1}", slowest.as_secs_f64() * 1000.0))
}

/// Reads the codes from the project's own data.
fn data() -> Outcome<Vec<DataFile>> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let paths = [
        "ontology/event_kinds.toml",
        "ontology/sides.toml",
        "ontology/actor_kinds.toml",
        "ontology/regions.toml",
        "ontology/schemes.toml",
        "places/countries.toml",
    ];
    let read = |path: &&str| Ok(DataFile { path: (*path).to_owned(), bytes: fs::read(root.join(path))? });
    paths.iter().map(read).collect()
}
