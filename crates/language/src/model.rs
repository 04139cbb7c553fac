//! What has been learned from the treebanks, and how is it loaded?

use crate::lemmas::Lemmas;
use crate::names::Names;
use crate::names::lists::Lists;
use crate::network::Network;
use crate::splitter::Splitter;
use crate::words::Words;
use schema::{DataFile, Problem};

/// All that the analysis of English needs: word lists, splitter, network, lemmas and names.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) words: Words,
    pub(crate) splitter: Splitter,
    pub(crate) network: Network,
    pub(crate) lemmas: Lemmas,
    pub(crate) names: Names,
}

impl Model {
    /// The files of `models/en/` that a model is loaded from.
    pub const FILES: [&'static str; 6] =
        ["words.txt", "sentences.bin.zst", "network.bin.zst", "lemmas.bin.zst", "names.bin.zst", "lists.bin.zst"];

    /// Loads the [`FILES`](Self::FILES), with or without `models/` before their path, or tells what is wrong with them.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let words = find(files, "en/words.txt").and_then(Words::read);
        let splitter = unpack(files, "en/sentences.bin.zst", Splitter::decode);
        let network = unpack(files, "en/network.bin.zst", Network::decode);
        let lemmas = unpack(files, "en/lemmas.bin.zst", Lemmas::decode);
        let names = unpack(files, "en/names.bin.zst", Names::decode);
        let lists = unpack(files, "en/lists.bin.zst", Lists::decode);
        match (words, splitter, network, lemmas, names, lists) {
            (Ok(words), Ok(splitter), Ok(network), Ok(lemmas), Ok(names), Ok(lists)) => {
                Ok(Self { words, splitter, network, lemmas, names: names.with_lists(lists) })
            }
            (words, splitter, network, lemmas, names, lists) => {
                let problems = [words.err(), splitter.err(), network.err(), lemmas.err(), names.err(), lists.err()];
                Err(problems.into_iter().flatten().flatten().collect())
            }
        }
    }

    /// Forgets the lists of known names: names are then found without.
    #[must_use]
    pub fn without_lists(self) -> Self {
        Self { names: self.names.with_lists(Lists::default()), ..self }
    }
}

fn find<'a>(files: &'a [DataFile], path: &str) -> Result<&'a DataFile, Vec<Problem>> {
    let is_it = |file: &&DataFile| file.path.strip_prefix("models/").unwrap_or(&file.path) == path;
    files.iter().rfind(is_it).ok_or_else(|| {
        vec![problem(
            &format!("models/{path}"),
            "the file is missing",
            "train it with `cargo xtask train`, or restore it from the repository",
        )]
    })
}

fn unpack<T>(files: &[DataFile], path: &str, decode: impl Fn(&[u8]) -> Option<T>) -> Result<T, Vec<Problem>> {
    let file = find(files, path)?;
    let bytes = zstd::decode_all(file.bytes.as_slice()).ok();
    bytes.as_deref().and_then(decode).ok_or_else(|| {
        vec![problem(
            &file.path,
            "the file is damaged or of another version",
            "train it with `cargo xtask train`, or restore it from the repository",
        )]
    })
}

fn problem(file: &str, message: &str, hint: &str) -> Problem {
    Problem { file: file.into(), line: 1, message: message.into(), hint: hint.into() }
}

#[cfg(test)]
mod tests {
    use super::Model;
    use schema::DataFile;

    #[test]
    fn all_missing_and_damaged_files_are_told() {
        let broken = DataFile { path: "models/en/network.bin.zst".into(), bytes: vec![1, 2, 3] };
        let problems = Model::load(&[broken]).unwrap_err();
        assert_eq!(problems.len(), 6);
        assert!(problems.iter().any(|problem| problem.message.contains("damaged")));
    }
}
