//! What has been learned from the treebanks, and how is it loaded?

use crate::fine;
use crate::grammar::Tag;
use crate::lemmas::Lemmas;
use crate::tagger::Classes;
use crate::weights::{Weights, read_number, take, write_number};
use crate::words::Words;
use schema::{DataFile, Problem};

/// All that the analysis of English needs: word lists, tagger, parser and lemmas.
#[derive(Clone, Debug)]
pub struct Model {
    pub(crate) words: Words,
    pub(crate) tagger: Tagger,
    pub(crate) parser: Weights,
    pub(crate) lemmas: Lemmas,
}

/// The tagger's labels, word classes and weights.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tagger {
    /// Universal tag and number of the fine tag, by label.
    pub labels: Vec<(Tag, u8)>,
    pub classes: Classes,
    pub weights: Weights,
}

impl Model {
    /// Loads the files `en/words.txt`, `en/tagger.bin.zst`, `en/parser.bin.zst` and `en/lemmas.bin.zst` of `models/`,
    /// with or without `models/` before their path, or tells what is wrong with them.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let words = find(files, "en/words.txt").and_then(Words::read);
        let tagger = unpack(files, "en/tagger.bin.zst", Tagger::decode);
        let parser = unpack(files, "en/parser.bin.zst", |bytes| {
            let weights = Weights::decode(&mut &*bytes, crate::parser::state::MOVES)?;
            Some(weights)
        });
        let lemmas = unpack(files, "en/lemmas.bin.zst", Lemmas::decode);
        match (words, tagger, parser, lemmas) {
            (Ok(words), Ok(tagger), Ok(parser), Ok(lemmas)) => return Ok(Self { words, tagger, parser, lemmas }),
            (words, tagger, parser, lemmas) => {
                problems.extend(words.err().into_iter().flatten());
                problems.extend(tagger.err().into_iter().flatten());
                problems.extend(parser.err().into_iter().flatten());
                problems.extend(lemmas.err().into_iter().flatten());
            }
        }
        Err(problems)
    }
}

impl Tagger {
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write_number(&mut out, self.labels.len() as u32);
        self.labels.iter().for_each(|(tag, fine)| out.extend([*tag as u8, *fine]));
        write_number(&mut out, self.classes.len() as u32);
        for (word, class) in &self.classes {
            write_number(&mut out, *word);
            write_number(&mut out, *class);
        }
        self.weights.encode(&mut out);
        out
    }

    pub fn decode(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        let count = read_number(bytes)? as usize;
        let pairs = take(bytes, count * 2)?.chunks_exact(2);
        let labels =
            pairs.map(|pair| Some((*Tag::ALL.get(usize::from(pair[0]))?, pair[1]))).collect::<Option<Vec<_>>>()?;
        if labels.is_empty() || labels.iter().any(|(_, number)| usize::from(*number) >= fine::FINE.len()) {
            return None;
        }
        let words = read_number(bytes)?;
        let classes =
            (0..words).map(|_| Some((read_number(bytes)?, read_number(bytes)?))).collect::<Option<Classes>>()?;
        let weights = Weights::decode(bytes, labels.len())?;
        Some(Self { labels, classes, weights })
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
        let broken = DataFile { path: "models/en/parser.bin.zst".into(), bytes: vec![1, 2, 3] };
        let problems = Model::load(&[broken]).unwrap_err();
        assert_eq!(problems.len(), 4);
        assert!(problems.iter().any(|problem| problem.message.contains("damaged")));
    }
}
