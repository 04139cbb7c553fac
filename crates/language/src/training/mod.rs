//! How is the model learned from treebanks?
//!
//! Used by `cargo xtask train` and `cargo xtask eval language` only. Same treebanks and seed, same bytes.

mod adam;
mod backward;
mod dice;
mod examples;
mod lemmas;
mod mentions;
pub mod names;
mod naming;
mod network;
mod sentences;
mod softmax;
mod teachers;
pub mod templates;
pub mod treebank;
pub mod variants;

use crate::Model;
use crate::analyze::analyze_tokens;
use crate::names::Names;
use crate::names::labels::LABELS;
pub use crate::names::lists::List;
use crate::names::lists::Lists;
use crate::network::Network;
use crate::network::rows::Keys;
use crate::words::Words;
use schema::{DataFile, Span};
use treebank::Sentence;

/// How long, how fast and from what seed to train.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Seeds the first weights, the order of the sentences and what is hidden.
    pub seed: u64,
    /// Passes over the treebank.
    pub passes: usize,
    /// The longest step.
    pub rate: f32,
    /// How much a weight shrinks, relative to the step.
    pub decay: f32,
    /// Share of the numbers between layers that are hidden.
    pub hidden: f32,
}

impl Plan {
    /// The plan of the last lessons: few passes and short steps.
    #[must_use]
    pub fn mending() -> Self {
        Self { passes: 8, rate: 3e-4, ..Self::default() }
    }
}

impl Default for Plan {
    fn default() -> Self {
        Self { seed: 20_161_003, passes: 24, rate: 3e-3, decay: 1e-2, hidden: 0.2 }
    }
}

/// Learns the file `sentences.bin.zst` of a language from sentences in the order of their texts.
pub fn split(treebank: &[Sentence], words: &DataFile, seed: u64) -> std::io::Result<DataFile> {
    let words = Words::read(words).map_err(|problems| std::io::Error::other(format!("{problems:?}")))?;
    pack("sentences", &sentences::learn(treebank, &words, seed).encode())
}

/// Learns the file `lemmas.bin.zst` of a language.
pub fn lemmatize(treebank: &[Sentence]) -> std::io::Result<DataFile> {
    pack("lemmas", &lemmas::learn(treebank).encode())
}

/// Learns the file `network.bin.zst` of a language; `tell` hears of each pass.
pub fn train(treebank: &[Sentence], plan: Plan, tell: impl FnMut(usize)) -> std::io::Result<DataFile> {
    pack("network", &network::learn(treebank, plan, tell).encode())
}

/// Learns the file `network.bin.zst` of a language from annotated sentences and from what the networks of other seeds,
/// of the same file, think of sentences without annotation; none where one of them is damaged.
pub fn study(
    files: &[DataFile],
    sentences: (&[Sentence], &[Vec<String>]),
    plan: Plan,
    tell: impl FnMut(usize),
) -> std::io::Result<Option<DataFile>> {
    let Some(networks) = files.iter().map(decode).collect::<std::io::Result<Option<Vec<Network>>>>()? else {
        return Ok(None);
    };
    pack("network", &network::study(&networks, sentences, plan, tell).encode()).map(Some)
}

fn decode(file: &DataFile) -> std::io::Result<Option<Network>> {
    Ok(Network::decode(&zstd::decode_all(file.bytes.as_slice())?))
}

/// Learns the last lessons: goes on with the file `network.bin.zst`; none where it is damaged.
pub fn mend(file: &DataFile, treebank: &[Sentence], plan: Plan) -> std::io::Result<Option<DataFile>> {
    let Some(network) = decode(file)? else { return Ok(None) };
    pack("network", &network::mend(&network, treebank, plan).encode()).map(Some)
}

/// Makes the file `lists.bin.zst` of a language of known names.
pub fn list<'a>(listed: impl Iterator<Item = (&'a str, List)>) -> std::io::Result<DataFile> {
    pack("lists", &Lists::new(listed).encode())
}

/// Makes a file `names.bin.zst` of a language that knows no clues and follows the network alone.
pub fn untaught() -> std::io::Result<DataFile> {
    pack("names", &Names::new(Keys::new(Vec::new()), &[], [[0.0; LABELS]; LABELS + 1]).encode())
}

/// Learns the file `names.bin.zst` of a language from texts with names, each as its sentences, which `model` reads.
pub fn name(texts: &[Vec<Sentence>], model: &Model, seed: u64) -> std::io::Result<DataFile> {
    let mut examples = Vec::new();
    for sentences in texts {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for sentence in sentences {
            let own = sentence.words.iter().map(|word| {
                text.push_str(&word.form);
                text.push(' ');
                Span::new(text.len() - 1 - word.form.len(), text.len() - 1)
            });
            spans.push(own.collect());
        }
        let labels: Vec<u8> = sentences.iter().flat_map(|sentence| &sentence.names).copied().collect();
        examples.extend(naming::examples(&analyze_tokens(&text, &spans, model), &labels, &model.names.lists));
    }
    pack("names", &naming::learn(examples, seed).encode())
}

fn pack(name: &str, bytes: &[u8]) -> std::io::Result<DataFile> {
    Ok(DataFile { path: format!("{name}.bin.zst"), bytes: zstd::encode_all(bytes, 12)? })
}
