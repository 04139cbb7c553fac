//! Which data and models does this run use?

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};
use schema::DataFile;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fs, path::Path};
use walkdir::WalkDir;

static DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../data");
static MODELS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../models");

/// The data files and models of a run, sorted by path, and the fingerprint of their bytes.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The files: `actors/syria.toml`, `models/en/network.bin.zst`.
    pub files: Vec<DataFile>,
    /// SHA-256 over the program's version and all files, hexadecimal.
    pub fingerprint: String,
}

impl Carried {
    /// Gives what the binary carries, with the files of `over` laid over it.
    ///
    /// # Errors
    /// Where `over` cannot be read.
    pub fn new(over: Option<&Path>) -> Result<Self> {
        let mut files = BTreeMap::new();
        embed(&DATA, "", &mut files);
        embed(&MODELS, "models/", &mut files);
        if let Some(folder) = over {
            for file in data_files(folder)? {
                files.insert(file.path, file.bytes);
            }
        }
        let mut digest = Sha256::new_with_prefix(env!("CARGO_PKG_VERSION"));
        for (path, bytes) in &files {
            digest.update(path.as_bytes());
            digest.update(bytes.len().to_le_bytes());
            digest.update(bytes);
        }
        let fingerprint = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let files = files.into_iter().map(|(path, bytes)| DataFile { path, bytes }).collect();
        Ok(Self { files, fingerprint })
    }

    /// Says what places a user has imported, where the data hold any.
    #[must_use]
    pub fn imported_places(&self) -> Option<String> {
        let card = self.files.iter().find(|file| file.path == crate::gazetteer::CARD)?;
        let card: toml::Table = toml::from_str(card.text().ok()?).ok()?;
        card.get("summary")?.as_str().map(str::to_owned)
    }
}

fn embed(folder: &Dir<'_>, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for file in folder.files() {
        files.insert(format!("{prefix}{}", file.path().to_string_lossy()), file.contents().to_vec());
    }
    for inner in folder.dirs() {
        embed(inner, prefix, files);
    }
}

/// Reads the data files of a folder laid out as `data/` is.
///
/// # Errors
/// Where the folder or one of its files cannot be read.
pub fn data_files(folder: &Path) -> Result<Vec<DataFile>> {
    if !folder.is_dir() {
        bail!("{}: no such folder; name a folder laid out as data/ is", folder.display());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("{}: cannot be listed", folder.display()))?;
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = fs::read(entry.path()).with_context(|| format!("{}: cannot be read", entry.path().display()))?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path = below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        files.push(DataFile { path, bytes });
    }
    Ok(files)
}
