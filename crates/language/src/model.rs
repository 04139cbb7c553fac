//! What has been learned from the treebanks, and how is it loaded?

use crate::lemmas::Lemmas;
use crate::names::Names;
use crate::names::lists::Lists;
use crate::network::Network;
use crate::splitter::Splitter;
use crate::words::Words;
use schema::{DataFile, Problem};

/// All that the analysis of one language needs: word lists, splitter, network, lemmas and names.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) words: Words,
    pub(crate) splitter: Splitter,
    pub(crate) network: Network,
    pub(crate) lemmas: Lemmas,
    pub(crate) names: Names,
}

impl Model {
    /// The files of a language's folder that its model is loaded from.
    pub const FILES: [&'static str; 6] =
        ["words.txt", "sentences.bin.zst", "network.bin.zst", "lemmas.bin.zst", "names.bin.zst", "lists.bin.zst"];

    /// Loads the [`FILES`](Self::FILES) of the folder `language` (`en`), with or without `models/` before their path, or
    /// tells what is wrong with them.
    pub fn load(files: &[DataFile], language: &str) -> Result<Self, Vec<Problem>> {
        let folder = Folder { files, language };
        let words = folder.find("words.txt").and_then(Words::read);
        let splitter = folder.unpack("sentences.bin.zst", Splitter::decode);
        let network = folder.unpack("network.bin.zst", Network::decode);
        let lemmas = folder.unpack("lemmas.bin.zst", Lemmas::decode);
        let names = folder.unpack("names.bin.zst", Names::decode);
        let lists = folder.unpack("lists.bin.zst", Lists::decode);
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

/// The files of one language among others.
struct Folder<'a> {
    files: &'a [DataFile],
    language: &'a str,
}

impl<'a> Folder<'a> {
    fn find(&self, name: &str) -> Result<&'a DataFile, Vec<Problem>> {
        let path = format!("{}/{name}", self.language);
        let is_it = |file: &&DataFile| file.path.strip_prefix("models/").unwrap_or(&file.path) == path;
        let found = self.files.iter().rfind(is_it);
        found.ok_or_else(|| vec![problem(&format!("models/{path}"), "the file is missing")])
    }

    fn unpack<T>(&self, name: &str, decode: impl Fn(&[u8]) -> Option<T>) -> Result<T, Vec<Problem>> {
        let file = self.find(name)?;
        let bytes = zstd::decode_all(file.bytes.as_slice()).ok();
        let damaged = || vec![problem(&file.path, "the file is damaged or of another version")];
        bytes.as_deref().and_then(decode).ok_or_else(damaged)
    }
}

fn problem(file: &str, message: &str) -> Problem {
    let hint = "train it with `cargo xtask train`, or restore it from the repository".into();
    Problem { file: file.into(), line: 1, message: message.into(), hint }
}

#[cfg(test)]
mod tests {
    use super::Model;
    use schema::DataFile;

    #[test]
    fn all_missing_and_damaged_files_are_told() {
        let broken = DataFile { path: "models/en/network.bin.zst".into(), bytes: vec![1, 2, 3] };
        let problems = Model::load(&[broken], "en").unwrap_err();
        assert_eq!(problems.len(), 6);
        assert!(problems.iter().any(|problem| problem.message.contains("damaged")));
    }
}
