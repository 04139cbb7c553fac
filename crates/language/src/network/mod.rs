//! What does the trained network tell about the words of a sentence?
//!
//! Rows for letters and words, a window over the neighbors, numbers carried along the sentence both ways; from
//! these come tags, names, heads and relations.

pub mod forward;
pub mod heads;
pub mod matrix;
pub mod rows;
mod seen;
pub mod shape;
pub mod tree;
pub mod views;

use crate::bytes::{read_number, take, write_number};
use crate::fine;
use crate::grammar::{Relation, Tag};
use crate::names::labels::{LABELS, Scores as NameScores};
use forward::{Trace, dense};
use heads::Heads;
use rows::{Rows, read_floats};
use seen::Seen;
use shape::{Shape, WIDTH};
use std::ops::Range;
use tree::{Chart, Scores};

/// Rows, layers and weights, as they were trained.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Universal tag and number of the fine tag, by label.
    pub labels: Vec<(Tag, u8)>,
    /// What stands for the letters of words.
    pub rows: Rows,
    /// The places of the layers.
    pub shape: Shape,
    /// The weights of all layers.
    pub weights: Vec<f32>,
}

/// What one sentence was read as, word by word.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Labels of tags.
    pub tags: Vec<u8>,
    /// Scores of the labels of names.
    pub names: Vec<NameScores>,
    /// Heads; the number of words stands for the root.
    pub heads: Vec<usize>,
    /// Relations.
    pub relations: Vec<Relation>,
}

/// All that reading needs room for; used again for each batch of sentences.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    pub(crate) trace: Trace,
    pub(crate) heads: Heads,
    pub(crate) chart: Chart,
    seen: Seen,
    pub(crate) tags: Vec<f32>,
    pub(crate) names: Vec<f32>,
    pub(crate) scores: Vec<f32>,
    pub(crate) links: Vec<f32>,
    pub(crate) relations: Vec<f32>,
}

impl Network {
    /// Reads some sentences, given as their words and lengths, and hands each to `take`.
    pub fn read(&self, words: &[&str], lengths: &[usize], reader: &mut Reader, mut take: impl FnMut(usize, &Reading)) {
        self.prepare(words, lengths, reader);
        let mut reading = Reading::default();
        for at in 0..lengths.len() {
            let words = reader.trace.sentences[at].clone();
            self.answer(words, reader, &mut reading);
            take(at, &reading);
        }
    }

    /// Goes through all layers, up to the scores of tags and names and to what heads are scored from.
    pub(crate) fn prepare(&self, words: &[&str], lengths: &[usize], reader: &mut Reader) {
        let mut lines = reader.trace.begin(lengths.iter().copied()).chunks_exact_mut(WIDTH);
        let mut rest = words;
        for length in lengths {
            let (sentence, more) = rest.split_at(*length);
            rest = more;
            let case = views::case(sentence.iter().copied());
            for (word, line) in sentence.iter().zip(lines.by_ref()) {
                reader.seen.embed(word, case, &self.rows, line);
            }
        }
        reader.trace.run(&self.shape, &self.weights);
        let answers = reader.trace.answers();
        dense(&self.shape.tag, &self.weights, answers, &mut reader.tags);
        dense(&self.shape.name, &self.weights, answers, &mut reader.names);
        reader.heads.run(&self.shape, &self.weights, answers);
    }

    fn answer(&self, words: Range<usize>, reader: &mut Reader, reading: &mut Reading) {
        let Shape { tag, name, relation, .. } = &self.shape;
        let lines = |columns: usize| words.start * columns..words.end * columns;
        reading.tags.clear();
        let tags = reader.tags[lines(tag.outputs)].chunks_exact(tag.outputs);
        reading.tags.extend(tags.map(|scores| most(&scores[..self.labels.len()]) as u8));
        reading.names.clear();
        reading
            .names
            .extend(reader.names[lines(name.outputs)].chunks_exact(name.outputs).filter_map(|line| line.first_chunk()));
        let line = reader.heads.scores(&self.shape, &self.weights, words.clone(), &mut reader.scores);
        reader.chart.best(Scores { lines: &reader.scores, line }, words.len(), &mut reading.heads);
        reader.links.clear();
        reader.heads.links(&self.shape, &self.weights, words.clone(), &reading.heads, &mut reader.links);
        dense(relation, &self.weights, &reader.links, &mut reader.relations);
        reading.relations.clear();
        for (scores, head) in reader.relations.chunks_exact(relation.outputs).zip(&reading.heads) {
            let scores = &scores[..Relation::ALL.len()];
            reading.relations.push(if *head == words.len() { Relation::Root } else { most_not_root(scores) });
        }
    }

    /// Writes labels, rows and weights.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write_number(&mut out, self.labels.len() as u32);
        self.labels.iter().for_each(|(tag, fine)| out.extend([*tag as u8, *fine]));
        self.rows.encode(&mut out);
        self.weights.iter().for_each(|weight| out.extend(weight.to_le_bytes()));
        out
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged.
    pub fn decode(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        let count = read_number(bytes)? as usize;
        let pairs = take(bytes, count.checked_mul(2)?)?.chunks_exact(2);
        let labels =
            pairs.map(|pair| Some((*Tag::ALL.get(usize::from(pair[0]))?, pair[1]))).collect::<Option<Vec<_>>>()?;
        if labels.is_empty() || labels.iter().any(|(_, number)| usize::from(*number) >= fine::FINE.len()) {
            return None;
        }
        let rows = Rows::decode(bytes)?;
        let shape = Shape::new(count);
        let weights = read_floats(bytes, shape.size)?;
        bytes.is_empty().then_some(Self { labels, rows, shape, weights })
    }
}

/// The place of the highest score; the first of equals.
pub fn most(scores: &[f32]) -> usize {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best
}

fn most_not_root(scores: &[f32]) -> Relation {
    let mut best = Relation::Dep;
    for (relation, score) in Relation::ALL.into_iter().zip(scores) {
        if relation != Relation::Root && *score > scores[best as usize] {
            best = relation;
        }
    }
    best
}

/// Checks that every label of names has its column.
const _: () = assert!(LABELS <= 16);
