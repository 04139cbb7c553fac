//! What does a gazetteer cost, the one that comes with the program and one of the size of all of GeoNames?
//!
//! `cargo run --release --package xtask -- bench gazetteer PLACES` makes a dump of so many places up, imports it with a release build,
//! looks names up in both gazetteers, and writes `reports/gazetteer.csv`.

use crate::chance::Chance;
use crate::speed::measure;
use anyhow::{Context, Result, anyhow};
use extract::places::Gazetteer;
use extract::places::archive::Archive;
use rashomon::Carried;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

const HEAD: &str =
    "gazetteer,places,import_minutes,import_peak_mib,packed_mb,seconds_to_open,nanoseconds_per_lookup,found\n";
/// Names that are looked up.
const NAMES: usize = 100_000;
/// The fastest of so many rounds counts: others may be working on the machine.
const ROUNDS: usize = 5;
/// Syllables of made-up names.
const SYLLABLES: [&str; 40] = [
    "al", "ba", "ka", "mal", "deir", "zor", "tal", "umm", "qa", "ri", "ya", "sha", "him", "nov", "grad", "sel", "vo",
    "san", "mi", "guel", "los", "ri", "os", "na", "do", "ber", "lin", "ha", "ven", "ton", "shu", "jing", "chu", "an",
    "mo", "sul", "kho", "ra", "san", "pur",
];
const COUNTRIES: [&str; 12] = ["SY", "IQ", "YE", "UA", "RU", "CN", "IN", "MX", "US", "CD", "SD", "AF"];

/// Measures the default gazetteer and one of so many made-up places.
///
/// # Errors
/// When the dump cannot be written, or its import fails.
pub fn bench(places: &str, root: &Path) -> Result<()> {
    let places: usize = places.parse().context("a number of places")?;
    crate::test::build_release()?;
    let folder = root.join("target/gazetteer");
    fs::create_dir_all(&folder)?;
    let dump = folder.join("made-up.txt");
    write_dump(places, &dump)?;
    let data = folder.join("data");
    let mut command = Command::new(root.join("target/release/rashomon"));
    command.args(["gazetteer", "import"]).arg(&dump).arg("--data").arg(&data).stdout(Stdio::null());
    let taken = measure::run(&mut command)?;
    let packed = data.join(rashomon::IMPORTED).metadata()?.len();
    let mut table = String::from(HEAD);
    row("default", (None, ",,"), &mut table)?;
    let cost = format!("{:.1},{},{:.0}", taken.seconds / 60.0, taken.peak_bytes / 1024 / 1024, float(packed)? / 1e6);
    row("made up", (Some(&data), &cost), &mut table)?;
    fs::remove_dir_all(&folder)?;
    eprint!("{table}");
    fs::write(root.join("reports/gazetteer.csv"), table).context("reports/gazetteer.csv")
}

/// Opens the gazetteer of a folder of data and looks names up in it.
fn row(name: &str, (data, import): (Option<&Path>, &str), table: &mut String) -> Result<()> {
    let files = Carried::new(data)?.files;
    let started = Instant::now();
    let gazetteer = Gazetteer::load(&files).map_err(|problems| anyhow!("{problems:?}"))?;
    let opened = started.elapsed().as_secs_f64();
    let packed = files.iter().find(|file| file.path.ends_with("places.bin.zst")).context("no gazetteer")?;
    let names = names(&Archive::unpack(&packed.bytes).map_err(anyhow::Error::msg)?);
    let (mut found, mut fastest) = (0, u128::MAX);
    for _ in 0..ROUNDS {
        let started = Instant::now();
        found = names.iter().filter(|name| !gazetteer.lookup(name).is_empty()).count();
        fastest = fastest.min(started.elapsed().as_nanos());
    }
    let each = fastest / u128::try_from(names.len())?;
    let share = float(found)? / float(names.len())?;
    Ok(writeln!(table, "{name},{},{import},{opened:.2},{each},{share:.3}", gazetteer.len())?)
}

/// Gives names as texts write them: as listed, otherwise transliterated, and words that no place bears.
fn names(archive: &Archive) -> Vec<String> {
    let mut chance = Chance::new(5);
    let one = |chance: &mut Chance| {
        let town = u32::try_from(chance.below(archive.len())).ok().and_then(|number| archive.town(number));
        let name = town.map_or_else(String::new, |town| town.name);
        match chance.below(4) {
            0 | 1 => name,
            2 => format!("al-{}", name.replace('q', "k").replace("ee", "i")),
            _ => made_up(chance),
        }
    };
    (0..NAMES).map(|_| one(&mut chance)).collect()
}

fn write_dump(places: usize, path: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let mut chance = Chance::new(12);
    for number in 1..=places {
        let (name, other) = (made_up(&mut chance), made_up(&mut chance));
        let (lat, lon) = (chance.below(160_000), chance.below(360_000));
        let (class, code) =
            chance.of(&[("P", "PPL"), ("P", "PPL"), ("A", "ADM3"), ("S", "AIRF"), ("H", "STM"), ("T", "MT")]);
        let country = chance.of(&COUNTRIES);
        writeln!(
            file,
            "{number}\t{name}\t{name}\t{other},{name} {other}\t{:.3}\t{:.3}\t{class}\t{code}\t{country}\t\t{:02}\t\t\t\t{}\t\t1\tZone\t2020-01-01",
            thousandth(lat)? - 80.0,
            thousandth(lon)? - 180.0,
            chance.below(30),
            chance.below(9000),
        )?;
    }
    Ok(file.flush()?)
}

fn made_up(chance: &mut Chance) -> String {
    let mut name = String::new();
    for _ in 0..3 + chance.below(3) {
        name.push_str(chance.of::<&str>(&SYLLABLES));
    }
    name[..1].to_uppercase() + &name[1..]
}

fn thousandth(number: usize) -> Result<f64> {
    Ok(f64::from(u32::try_from(number)?) / 1000.0)
}

fn float<N: TryInto<u32>>(number: N) -> Result<f64> {
    number.try_into().map(f64::from).map_err(|_| anyhow!("more than four thousand million"))
}
