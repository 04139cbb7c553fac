//! What do several networks together make of sentences that nobody has annotated?
//!
//! Their probabilities are averaged; one network that learns them comes close to all of them at the price of one
//! (Hinton, Vinyals and Dean 2015; for dependency trees Kuncoro et al. 2016).

use super::softmax::softmax;
use super::treebank::{Sentence, Word};
use crate::grammar::{Relation, Tag};
use crate::names::labels::LABELS;
use crate::network::forward::dense;
use crate::network::tree::Scores;
use crate::network::{Network, Reader, most};

/// Probabilities for the words of one sentence, line by line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Opinion {
    /// Of each label of tags.
    pub tags: Vec<f32>,
    /// Of each word as the head, the root last.
    pub heads: Vec<f32>,
    /// Of each relation to the head that was chosen.
    pub relations: Vec<f32>,
    /// Of each label of names.
    pub names: Vec<f32>,
}

/// Reads a sentence with every network: what they think, and the sentence with what they think likeliest.
///
/// The networks must have learned the same labels.
pub fn teach(networks: &[Network], words: &[&str]) -> (Opinion, Sentence) {
    let length = words.len();
    let mut readers: Vec<Reader> = networks.iter().map(|_| Reader::default()).collect();
    let mut opinion = Opinion::default();
    for (network, reader) in networks.iter().zip(&mut readers) {
        network.prepare(words, &[length], reader);
        let (tag, name) = (&network.shape.tag, &network.shape.name);
        add(&reader.tags, (tag.outputs, network.labels.len()), networks.len(), &mut opinion.tags);
        add(&reader.names, (name.outputs, LABELS), networks.len(), &mut opinion.names);
        let line = reader.heads.scores(&network.shape, &network.weights, 0..length, &mut reader.scores);
        add(&reader.scores, (line, length + 1), networks.len(), &mut opinion.heads);
    }
    let mut heads = Vec::new();
    let logarithms: Vec<f32> = opinion.heads.iter().map(|share| (share + 1e-9).ln()).collect();
    readers[0].chart.best(Scores { lines: &logarithms, line: length + 1 }, length, &mut heads);
    for (network, reader) in networks.iter().zip(&mut readers) {
        reader.links.clear();
        reader.heads.links(&network.shape, &network.weights, 0..length, &heads, &mut reader.links);
        dense(&network.shape.relation, &network.weights, &reader.links, &mut reader.relations);
        let lines = (network.shape.relation.outputs, Relation::ALL.len());
        add(&reader.relations, lines, networks.len(), &mut opinion.relations);
    }
    let sentence = sentence(&networks[0], words, &opinion, &heads);
    (opinion, sentence)
}

/// Adds the share of one network: the probabilities in the first columns of each line.
fn add(scores: &[f32], (line, columns): (usize, usize), networks: usize, sums: &mut Vec<f32>) {
    let lines = scores.len() / line;
    sums.resize(lines * columns, 0.0);
    for (scores, sums) in scores.chunks_exact(line).zip(sums.chunks_exact_mut(columns)) {
        let mut shares = scores[..columns].to_vec();
        softmax(&mut shares);
        sums.iter_mut().zip(shares).for_each(|(sum, share)| *sum += share / networks as f32);
    }
}

fn sentence(network: &Network, words: &[&str], opinion: &Opinion, heads: &[usize]) -> Sentence {
    let length = words.len();
    let word = |at: usize| {
        let line = |all: &[f32], columns: usize| most(&all[at * columns..][..columns]);
        let (tag, fine) =
            network.labels.get(line(&opinion.tags, network.labels.len())).copied().unwrap_or((Tag::Other, 0));
        let is_root = heads[at] == length;
        let relation = Relation::ALL[line(&opinion.relations, Relation::ALL.len())];
        Word {
            form: words[at].to_owned(),
            lemma: "_".into(),
            tag,
            fine,
            head: if is_root { 0 } else { heads[at] + 1 },
            relation: if is_root { Relation::Root } else { relation },
            joined: false,
        }
    };
    let names = opinion.names.chunks_exact(LABELS).map(|line| most(line) as u8).collect();
    Sentence { words: (0..length).map(word).collect(), text: words.join(" "), opens: false, names, is_bare: false }
}
