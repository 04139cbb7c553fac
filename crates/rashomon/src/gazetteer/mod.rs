//! How do the dumps of GeoNames become places that the program knows?
//!
//! Rows are read one at a time, spellings are sorted on disk, and the packed file grows in the order in which it is read:
//! twelve million places need no more memory than one country.

mod keys;
mod row;

use crate::Carried;
use anyhow::{Context, Result, bail};
use extract::places::archive::{self, Entry, Names};
use extract::places::catalogue::{self, Catalogue};
use keys::Keys;
use row::{Alternate, Row};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// The packed places, below a folder of data.
pub const IMPORTED: &str = "models/gazetteer/imported.bin.zst";
/// What they were made from, below a folder of data.
pub const CARD: &str = "models/gazetteer/imported.toml";
/// Longer lines are no rows of a dump.
const LONGEST_LINE: u64 = 1 << 20;

/// What an import took in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Places kept.
    pub places: usize,
    /// Spellings that alternate names added.
    pub alternates: usize,
    /// Rows that are none, or of kinds of places that no account names.
    pub left_out: usize,
    /// Name and SHA-256 of each file.
    pub files: Vec<(String, String)>,
}

impl Imported {
    /// Says in a line what was taken in.
    #[must_use]
    pub fn summary(&self) -> String {
        let files: Vec<String> = self.files.iter().map(|(name, sum)| format!("{name} {}", &sum[..12])).collect();
        format!("{} imported places ({})", self.places, files.join(", "))
    }
}

/// Packs the places of GeoNames dumps into the folder of data that a run is then given by `--data`.
///
/// Takes `allCountries.txt`, one country's file or `alternateNamesV2.txt`, unpacked; `-` is standard input.
///
/// # Errors
/// Where a file cannot be read or is no dump, or the folder cannot be written.
pub fn import_gazetteer(inputs: &[PathBuf], folder: &Path) -> Result<Imported> {
    let lists = catalogue::read(&Carried::new(None)?.files).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let output = folder.join(IMPORTED);
    let work = output.with_extension("unfinished");
    fs::create_dir_all(&work).with_context(|| format!("{}: cannot be made", work.display()))?;
    let imported = pack(inputs, &lists, (&work, &output));
    let _ = fs::remove_dir_all(&work);
    let imported = imported?;
    fs::write(folder.join(CARD), card(&imported))
        .with_context(|| format!("{}: cannot be written", folder.display()))?;
    Ok(imported)
}

fn pack(inputs: &[PathBuf], lists: &Catalogue, (work, output): (&Path, &Path)) -> Result<Imported> {
    let mut builder = Builder::new(work, lists)?;
    for input in inputs {
        builder.read(input).with_context(|| format!("{}: cannot be imported", input.display()))?;
    }
    if builder.imported.places == 0 {
        bail!(
            "no place in these files; name an unpacked dump such as SY.txt or allCountries.txt before alternate names"
        );
    }
    builder.finish(output)
}

fn card(imported: &Imported) -> String {
    let mut card = String::from("name = \"imported places\"\n");
    let _ = writeln!(card, "summary = {:?}", imported.summary());
    let _ = writeln!(card, "places = {}\nalternates = {}", imported.places, imported.alternates);
    card.push_str("source = \"GeoNames (https://www.geonames.org/)\"\nlicence = \"CC BY 4.0\"\n");
    for (name, sum) in &imported.files {
        let _ = writeln!(card, "\n[[file]]\nname = {name:?}\nsha256 = {sum:?}");
    }
    card
}

/// The parts of a packed file as they grow on disk.
struct Builder<'l> {
    lists: &'l Catalogue,
    kinds: BTreeSet<&'l str>,
    work: PathBuf,
    records: BufWriter<File>,
    names: BufWriter<File>,
    name_at: u32,
    exact: Keys,
    variants: Keys,
    /// GeoNames id, number of the record, and whether names of its country waver; sorted before alternate names are read.
    numbers: Vec<(u32, u32, Names)>,
    imported: Imported,
}

impl<'l> Builder<'l> {
    fn new(work: &Path, lists: &'l Catalogue) -> Result<Self> {
        let create = |name: &str| File::create(work.join(name)).map(BufWriter::new);
        Ok(Self {
            lists,
            kinds: lists.kinds.iter().map(String::as_str).collect(),
            work: work.to_owned(),
            records: create("records")?,
            names: create("names")?,
            name_at: 0,
            exact: Keys::new(work.join("exact")),
            variants: Keys::new(work.join("variants")),
            numbers: Vec::new(),
            imported: Imported::default(),
        })
    }

    fn read(&mut self, input: &Path) -> Result<()> {
        let reader: Box<dyn Read> =
            if input == Path::new("-") { Box::new(io::stdin().lock()) } else { Box::new(File::open(input)?) };
        let mut reader = BufReader::with_capacity(1 << 20, reader);
        let (mut digest, mut line) = (Sha256::new(), Vec::new());
        self.numbers.sort_unstable();
        loop {
            line.clear();
            if reader.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
                break;
            }
            digest.update(&line);
            if line.starts_with(b"PK\x03\x04") {
                bail!("this is a zip archive; unpack it, or pipe it: unzip -p FILE.zip | rashomon gazetteer import -");
            }
            match std::str::from_utf8(&line) {
                Ok(text) => self.take(text.trim_end_matches(['\n', '\r']))?,
                Err(_) => self.imported.left_out += 1,
            }
        }
        let name = input.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy().into_owned());
        let sum = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        self.imported.files.push((name, sum));
        Ok(())
    }

    fn take(&mut self, line: &str) -> Result<()> {
        if let Some(row) = Row::parse(line) {
            return match row.entry(&self.kinds, &self.lists.wavering) {
                Some(entry) => self.add(&entry),
                None => self.leave_out(),
            };
        }
        match Alternate::parse(line) {
            Some(alternate) => self.add_alternate(&alternate),
            None => self.leave_out(),
        }
    }

    fn leave_out(&mut self) -> Result<()> {
        self.imported.left_out += 1;
        Ok(())
    }

    fn add(&mut self, entry: &Entry) -> Result<()> {
        let number = u32::try_from(self.imported.places)?;
        self.records.write_all(&archive::record(&entry.town, self.name_at))?;
        let name = archive::name_bytes(&entry.town.name);
        self.names.write_all(&name)?;
        self.name_at += u32::try_from(name.len())?;
        self.add_keys(entry, number)?;
        self.numbers.push((entry.town.number, number, entry.names));
        self.imported.places += 1;
        Ok(())
    }

    fn add_keys(&mut self, entry: &Entry, number: u32) -> Result<()> {
        let (exact, variants) = entry.keys();
        exact.into_iter().try_for_each(|key| self.exact.add(key, number))?;
        variants.into_iter().try_for_each(|key| self.variants.add(key, number))
    }

    fn add_alternate(&mut self, alternate: &Alternate<'_>) -> Result<()> {
        let known = self.numbers.binary_search_by_key(&alternate.place, |(id, ..)| *id);
        let Some((_, number, names)) = known.ok().map(|at| self.numbers[at]) else { return self.leave_out() };
        let (exact, variants) = archive::keys([alternate.name], names);
        exact.into_iter().try_for_each(|key| self.exact.add(key, number))?;
        variants.into_iter().try_for_each(|key| self.variants.add(key, number))?;
        self.imported.alternates += 1;
        Ok(())
    }

    /// Joins the parts into one compressed file, which appears only when it is whole.
    fn finish(mut self, output: &Path) -> Result<Imported> {
        self.records.flush()?;
        self.names.flush()?;
        let mut postings = BufWriter::new(File::create(self.work.join("postings"))?);
        let mut length = 0;
        let exact = self.exact.write_map(&mut postings, &mut length)?;
        let variants = self.variants.write_map(&mut postings, &mut length)?;
        postings.flush()?;
        let whole = self.work.join("whole");
        let mut packed = zstd::Encoder::new(BufWriter::new(File::create(&whole)?), 3)?;
        packed.write_all(&archive::head())?;
        let part = |name: &str| self.work.join(name);
        for path in [part("records"), part("names"), exact, variants, part("postings")] {
            let mut file = File::open(&path)?;
            packed.write_all(&archive::part_head(file.metadata()?.len()))?;
            io::copy(&mut file, &mut packed)?;
        }
        packed.finish()?.flush()?;
        fs::rename(&whole, output)?;
        Ok(self.imported)
    }
}
