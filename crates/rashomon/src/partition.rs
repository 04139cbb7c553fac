//! How do many machines share the pages of one case, and how do their parts become it?
//!
//! Every machine runs the same command with another number: `run --partition 3/40`. Files are shared by a hash of their names,
//! so that nobody has to tell anybody what is whose. `merge PART…` makes of all parts the case that one run would have made.

use crate::{Analyzer, Carried};
use anyhow::{Context, Result, anyhow, bail};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    str::FromStr,
};
use store::CaseFile;

/// Under this key a part notes, when it is whole, which of how many it is.
const PART: &str = "part";

/// One of several parts of a case: `3/40` is the third of forty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Partition {
    number: u32,
    count: u32,
}

impl Partition {
    /// Tells whether a file, given by its name, belongs to this part.
    #[must_use]
    pub fn holds(self, name: &str) -> bool {
        let digest = Sha256::digest(name.as_bytes());
        let start = digest.iter().take(4).fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
        start % self.count == self.number - 1
    }
}

impl FromStr for Partition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parsed = text.split_once('/').and_then(|(number, count)| Some((number.parse().ok()?, count.parse().ok()?)));
        match parsed {
            Some((number, count)) if (1..=count).contains(&number) => Ok(Self { number, count }),
            _ => Err("give the number of the part and how many there are, as in 3/40".into()),
        }
    }
}

impl std::fmt::Display for Partition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.count)
    }
}

/// Notes in a case file that it is a part, and whole.
pub(crate) fn note(file: &mut CaseFile, partition: Partition) -> Result<()> {
    Ok(file.set_meta(PART, &partition.to_string())?)
}

/// Makes one case of parts, or of cases; folders stand for the case files in them. Gives in words what came of it.
///
/// # Errors
/// Where a part is missing, was cut off or comes from another program, or the case cannot be written.
pub fn merge_parts(inputs: &[PathBuf], output: &Path, data: Option<&Path>) -> Result<String> {
    let parts = parts(inputs)?;
    if parts.iter().any(|part| same_file(part, output)) {
        bail!("{}: is one of the parts; name another file for the case", output.display());
    }
    let carried = Carried::new(data)?;
    let analyzer = Analyzer::load_or_explain(&carried)?;
    let named = check(&parts, &carried.fingerprint)?;
    let mut file = CaseFile::create_or_resume(output)?;
    for part in &parts {
        file.absorb(part)?;
    }
    let case = crate::put(analyzer.merge(file.accounts()?), &mut file, analyzer.settings())?;
    if let Some(line) = carried.imported_places() {
        file.set_meta("gazetteer", &line)?;
    }
    file.set_meta("program", concat!("rashomon ", env!("CARGO_PKG_VERSION")))?;
    file.set_meta("fingerprint", &carried.fingerprint)?;
    file.set_meta("inputs", &named.into_iter().collect::<Vec<_>>().join("\n"))?;
    Ok(format!("{} parts, {} documents, {} events", parts.len(), case.documents.len(), case.events.len()))
}

fn parts(inputs: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut parts = BTreeSet::new();
    for input in inputs {
        if !input.is_dir() {
            parts.insert(input.clone());
            continue;
        }
        for entry in fs::read_dir(input).with_context(|| input.display().to_string())? {
            let path = entry.with_context(|| input.display().to_string())?.path();
            if path.extension().is_some_and(|extension| extension == "db") {
                parts.insert(path);
            }
        }
    }
    if parts.is_empty() {
        bail!("no parts there; `rashomon run --partition 1/2 PAGES -o part-1.db` makes one");
    }
    Ok(parts.into_iter().collect())
}

fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Checks that all parts are there, whole and of this program; gives what was read into them.
fn check(parts: &[PathBuf], fingerprint: &str) -> Result<BTreeSet<String>> {
    let (mut named, mut found, mut whole) = (BTreeSet::new(), BTreeSet::new(), 0);
    for path in parts {
        let file = CaseFile::open(path).with_context(|| {
            format!("{}: no part of a case (for a table of reports, say --mapping)", path.display())
        })?;
        let meta = file.meta()?;
        if meta.get("fingerprint").is_none_or(|made| made != fingerprint) {
            let other = "was made by another version of the program or of its data, or its run has not ended";
            bail!("{}: {other}; run it again with this one", path.display());
        }
        match meta.get(PART).map(|part| part.parse::<Partition>()) {
            Some(Ok(part)) if !found.insert(part) => bail!("part {part} is there twice; name each once"),
            Some(Ok(_)) => {}
            Some(Err(reason)) => return Err(anyhow!(reason).context(path.display().to_string())),
            None => whole += 1,
        }
        named.extend(meta.get("inputs").into_iter().flat_map(|inputs| inputs.lines()).map(str::to_owned));
    }
    let missing = |count: u32| (1..=count).find(|number| !found.contains(&Partition { number: *number, count }));
    match found.first() {
        Some(first) if found.iter().any(|part| part.count != first.count) => {
            bail!("these are parts of different cases")
        }
        Some(first) if whole == 0 && missing(first.count).is_some() => {
            let number = missing(first.count).unwrap_or_default();
            bail!("part {number}/{} is missing; make it, or wait for its run to end", first.count)
        }
        _ => Ok(named),
    }
}

#[cfg(test)]
mod tests {
    use super::Partition;

    #[test]
    fn every_name_belongs_to_one_part_and_the_parts_are_alike() {
        let parts: Vec<Partition> = (1..=4).map(|number| format!("{number}/4").parse().unwrap()).collect();
        let mut held = [0; 4];
        for name in (0..4000).map(|n| format!("pages/{n}.html")) {
            let holders: Vec<usize> = (0..4).filter(|part| parts[*part].holds(&name)).collect();
            assert_eq!(holders.len(), 1);
            held[holders[0]] += 1;
        }
        assert!(held.iter().all(|held| (850..1150).contains(held)), "{held:?}");
        for wrong in ["0/4", "5/4", "4", "a/b", "1/0"] {
            assert!(wrong.parse::<Partition>().is_err(), "{wrong}");
        }
    }
}
