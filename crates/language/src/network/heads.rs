//! How well does each word of a sentence fit each other as its head, and by which relation?

use super::forward::{clear, dense, rectify};
use super::matrix::{multiply, padded, transpose};
use super::shape::{ARC, DISTANCES, LINK, Shape, WIDTH, distance};
use std::ops::Range;

/// What the search for heads makes of the words of some sentences; the lines after the last word are the root's.
#[derive(Clone, Debug, Default)]
pub struct Heads {
    /// Each word as a dependent.
    pub dependents: Vec<f32>,
    /// The same, turned so that it meets heads.
    pub turned: Vec<f32>,
    /// Each word as a head.
    pub heads: Vec<f32>,
    /// Each word's liking of each distance.
    pub distances: Vec<f32>,
    /// Each word as a dependent, for its relation.
    pub link_dependents: Vec<f32>,
    /// Each word as a head, for the relation.
    pub link_heads: Vec<f32>,
    /// Heads of one sentence, the root last, as columns.
    columns: Vec<f32>,
    lines: Vec<f32>,
}

impl Heads {
    /// Prepares all words.
    pub fn run(&mut self, shape: &Shape, weights: &[f32], answers: &[f32]) {
        dense(&shape.dependent, weights, answers, &mut self.dependents);
        rectify(&mut self.dependents);
        dense(&shape.head, weights, answers, &mut self.heads);
        rectify(&mut self.heads);
        dense(&shape.fit, weights, &self.dependents, &mut self.turned);
        dense(&shape.distance, weights, &self.dependents, &mut self.distances);
        dense(&shape.link_dependent, weights, answers, &mut self.link_dependents);
        dense(&shape.link_head, weights, answers, &mut self.link_heads);
    }

    /// Scores every head for every word of a sentence: a line for each word, with the root after the last word.
    /// Gives the length of a line.
    pub fn scores(&mut self, shape: &Shape, weights: &[f32], words: Range<usize>, out: &mut Vec<f32>) -> usize {
        let length = words.len();
        let line = padded(length + 1);
        self.lines.clear();
        self.lines.extend_from_slice(&self.heads[words.start * ARC..words.end * ARC]);
        self.lines.extend_from_slice(&weights[shape.root.clone()]);
        transpose(&self.lines, ARC, line, &mut self.columns);
        clear(out, length * line);
        multiply(&self.turned[words.start * ARC..words.end * ARC], ARC, &self.columns, line, out);
        for (dependent, scores) in out.chunks_exact_mut(line).enumerate() {
            let liking = &self.distances[(words.start + dependent) * DISTANCES..][..DISTANCES];
            for (head, score) in scores[..length].iter_mut().enumerate() {
                *score += liking[distance(dependent, head)];
            }
        }
        line
    }

    /// Brings together each word of a sentence and its head for the choice of the relation: their sum where it is above
    /// zero, then their product.
    pub fn links(&self, shape: &Shape, weights: &[f32], words: Range<usize>, heads: &[usize], out: &mut Vec<f32>) {
        let before = out.len();
        out.resize(before + words.len() * 2 * LINK, 0.0);
        let lines = out[before..].chunks_exact_mut(2 * LINK);
        for ((row, head), line) in words.clone().zip(heads).zip(lines) {
            let head = if *head < words.len() {
                &self.link_heads[(words.start + head) * LINK..][..LINK]
            } else {
                &weights[shape.link_root.clone()]
            };
            let dependent = &self.link_dependents[row * LINK..][..LINK];
            let (sums, products) = line.split_at_mut(LINK);
            for at in 0..LINK {
                let sum = dependent[at] + head[at];
                sums[at] = if sum > 0.0 { sum } else { 0.0 };
                products[at] = dependent[at] * head[at];
            }
        }
    }
}

/// Checks at compile time that a word's row is a whole number of lanes.
const _: () = assert!(WIDTH.is_multiple_of(16) && ARC.is_multiple_of(16) && LINK.is_multiple_of(16));
