//! How are millions of spellings sorted in little memory?
//!
//! They are collected until they fill the room there is, sorted, and written out as a run;
//! at the end the runs are merged into the map.

use anyhow::{Context, Result};
use extract::places::archive::posting;
use fst::MapBuilder;
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Lines, Write};
use std::path::PathBuf;

/// Bytes of spellings that are sorted at once.
const ROOM: usize = 64 << 20;

/// Spellings with the numbers of the places that bear them.
pub(super) struct Keys {
    base: PathBuf,
    room: usize,
    held: Vec<(String, u32)>,
    bytes: usize,
    runs: Vec<PathBuf>,
}

impl Keys {
    /// Begins a collection whose runs are written beside `base`.
    pub(super) fn new(base: PathBuf) -> Self {
        Self { base, room: ROOM, held: Vec::new(), bytes: 0, runs: Vec::new() }
    }

    /// Adds a spelling of a place.
    pub(super) fn add(&mut self, key: String, number: u32) -> Result<()> {
        self.bytes += key.len() + 32;
        self.held.push((key, number));
        if self.bytes > self.room { self.write_run() } else { Ok(()) }
    }

    fn write_run(&mut self) -> Result<()> {
        self.held.sort_unstable();
        self.held.dedup();
        let path = self.base.with_extension(format!("run{}", self.runs.len()));
        let mut file = BufWriter::new(File::create(&path)?);
        for (key, number) in self.held.drain(..) {
            writeln!(file, "{key}\t{number}")?;
        }
        file.flush()?;
        self.runs.push(path);
        self.bytes = 0;
        Ok(())
    }

    /// Writes the map of all spellings and gives its path; lists of several places are added to `postings`.
    pub(super) fn write_map(&mut self, postings: &mut impl Write, length: &mut u64) -> Result<PathBuf> {
        self.write_run()?;
        let path = self.base.with_extension("fst");
        let mut map = MapBuilder::new(BufWriter::new(File::create(&path)?))?;
        let mut merged = Merged::new(&self.runs)?;
        let mut list = Vec::new();
        while let Some((key, numbers)) = merged.next()? {
            list.clear();
            let value = posting(&numbers, *length, &mut list);
            postings.write_all(&list)?;
            *length += list.len() as u64;
            map.insert(key, value)?;
        }
        map.finish()?;
        Ok(path)
    }
}

/// Sorted runs read as one.
struct Merged {
    runs: Vec<Lines<BufReader<File>>>,
    heads: BinaryHeap<Reverse<(String, u32, usize)>>,
}

impl Merged {
    fn new(paths: &[PathBuf]) -> Result<Self> {
        let runs = paths.iter().map(|path| Ok(BufReader::new(File::open(path)?).lines())).collect::<Result<_>>()?;
        let mut merged = Self { runs, heads: BinaryHeap::new() };
        (0..paths.len()).try_for_each(|run| merged.pull(run))?;
        Ok(merged)
    }

    /// Takes the next line of a run.
    fn pull(&mut self, run: usize) -> Result<()> {
        let Some(line) = self.runs[run].next().transpose()? else { return Ok(()) };
        let (key, number) = line.split_once('\t').context("a run was damaged")?;
        self.heads.push(Reverse((key.to_owned(), number.parse()?, run)));
        Ok(())
    }

    /// Gives the next spelling with all places that bear it.
    fn next(&mut self) -> Result<Option<(String, BTreeSet<u32>)>> {
        let Some(Reverse((key, number, run))) = self.heads.pop() else { return Ok(None) };
        self.pull(run)?;
        let mut numbers = BTreeSet::from([number]);
        while self.heads.peek().is_some_and(|Reverse((other, ..))| *other == key) {
            let Some(Reverse((_, number, run))) = self.heads.pop() else { break };
            numbers.insert(number);
            self.pull(run)?;
        }
        Ok(Some((key, numbers)))
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;
    use fst::Map;

    #[test]
    fn many_runs_make_one_map() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut keys = Keys::new(folder.path().join("exact"));
        keys.room = 100;
        for number in 0..200_u32 {
            keys.add(format!("place {}", number % 50), number).expect("is written");
        }
        assert!(keys.runs.len() > 3);
        let (mut postings, mut length) = (Vec::new(), 0);
        let path = keys.write_map(&mut postings, &mut length).expect("is merged");
        let map = Map::new(std::fs::read(path).expect("the map is there")).expect("a map");
        assert_eq!((map.len(), postings.len() as u64), (50, length));
        assert_eq!(postings.len(), 50 * 5 * 4);
    }
}
