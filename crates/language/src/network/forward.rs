//! What does the network make of the words of some sentences?
//!
//! The words of several sentences are handled as rows of one matrix; what crosses from word to word stays inside a
//! sentence. Training goes through the same steps, and backwards over what they leave here.

use super::matrix::{multiply_add, sum, wide};
use super::shape::{CARRIED, Dense, LAYERS, Norm, Shape, WIDTH};
use std::ops::Range;

/// What each step made, kept for the next sentences so that no memory is asked for twice.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The rows of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// What stands for the words: first as embedded, then after the window, then after each recurrent layer.
    pub words: Vec<Vec<f32>>,
    /// The same, each row brought to one scale; the last is what all answers are read from.
    pub normed: Vec<Vec<f32>>,
    /// One over the deviation of each row that was normed.
    pub scales: Vec<Vec<f32>>,
    /// Each word with its neighbors.
    pub windows: Vec<f32>,
    /// What the window adds to each word.
    pub window: Vec<f32>,
    /// Candidates and gates of each recurrent layer.
    pub gates: Vec<Vec<f32>>,
    /// What each recurrent layer carried.
    pub carried: Vec<Vec<f32>>,
    /// What each recurrent layer adds to each word.
    pub merged: Vec<Vec<f32>>,
    /// What training hides: factors for embeddings, window, recurrent layers, answers; none when reading.
    pub masks: Vec<Vec<f32>>,
}

impl Trace {
    /// Makes room for sentences of the given lengths, and gives the rows for their embeddings, all zero.
    pub fn begin(&mut self, lengths: impl Iterator<Item = usize>) -> &mut [f32] {
        self.sentences.clear();
        let mut end = 0;
        for length in lengths {
            self.sentences.push(end..end + length);
            end += length;
        }
        self.words.resize_with(LAYERS + 2, Vec::new);
        self.normed.resize_with(LAYERS + 2, Vec::new);
        self.scales.resize_with(LAYERS + 2, Vec::new);
        self.gates.resize_with(LAYERS, Vec::new);
        self.carried.resize_with(LAYERS, Vec::new);
        self.merged.resize_with(LAYERS, Vec::new);
        clear(&mut self.words[0], end * WIDTH)
    }

    /// Gives the number of words.
    pub fn rows(&self) -> usize {
        self.sentences.last().map_or(0, |sentence| sentence.end)
    }

    /// Gives what all answers are read from: one row for each word.
    pub fn answers(&self) -> &[f32] {
        self.normed.last().map_or(&[], Vec::as_slice)
    }

    /// Goes through all layers.
    pub fn run(&mut self, shape: &Shape, weights: &[f32]) {
        let rows = self.rows();
        hide(&mut self.words[0], self.masks.first());
        self.norm(&shape.norms[0], weights, 0);
        gather(&self.normed[0], &self.sentences, room(&mut self.windows, rows * 3 * WIDTH));
        dense(&shape.window, weights, &self.windows, &mut self.window);
        rectify(&mut self.window);
        hide(&mut self.window, self.masks.get(1));
        self.add(0, None);
        for layer in 0..LAYERS {
            self.norm(&shape.norms[layer + 1], weights, layer + 1);
            dense(&shape.gates[layer], weights, &self.normed[layer + 1], &mut self.gates[layer]);
            carry(&self.gates[layer], &self.sentences, room(&mut self.carried[layer], rows * 2 * CARRIED));
            dense(&shape.merges[layer], weights, &self.carried[layer], &mut self.merged[layer]);
            hide(&mut self.merged[layer], self.masks.get(layer + 2));
            self.add(layer + 1, Some(layer));
        }
        self.norm(&shape.norms[LAYERS + 1], weights, LAYERS + 1);
        hide(&mut self.normed[LAYERS + 1], self.masks.get(LAYERS + 2));
    }

    fn norm(&mut self, norm: &Norm, weights: &[f32], at: usize) {
        let (words, rows) = (&self.words[at], self.words[at].len() / WIDTH);
        let (out, scales) = (room(&mut self.normed[at], rows * WIDTH), room(&mut self.scales[at], rows));
        let (gain, shift) = (&weights[norm.gain.clone()], &weights[norm.shift.clone()]);
        wide(
            #[inline(always)]
            || norm_rows(words, (gain, shift), out, scales),
        );
    }

    /// Adds what a layer found to the words it started from.
    fn add(&mut self, from: usize, layer: Option<usize>) {
        let (before, after) = self.words.split_at_mut(from + 1);
        let (old, new) = (&before[from], &mut after[0]);
        let more = layer.map_or(&self.window, |layer| &self.merged[layer]);
        let new = room(new, old.len());
        wide(
            #[inline(always)]
            || new.iter_mut().zip(old).zip(more).for_each(|((new, old), more)| *new = old + more),
        );
    }
}

/// Empties a matrix and fills it with zeros.
pub fn clear(matrix: &mut Vec<f32>, size: usize) -> &mut [f32] {
    matrix.clear();
    matrix.resize(size, 0.0);
    matrix
}

/// Makes a matrix so large, whatever stands in it: all of it is written then.
fn room(matrix: &mut Vec<f32>, size: usize) -> &mut [f32] {
    matrix.resize(size, 0.0);
    matrix
}

/// Writes `input · matrix + bias` to `out`.
pub fn dense(layer: &Dense, weights: &[f32], input: &[f32], out: &mut Vec<f32>) {
    let out = room(out, input.len() / layer.inputs * layer.outputs);
    multiply_add(input, layer.inputs, &weights[layer.matrix.clone()], &weights[layer.bias.clone()], out);
}

/// Sets what is below zero to zero.
pub fn rectify(values: &mut [f32]) {
    wide(
        #[inline(always)]
        || values.iter_mut().for_each(|value| *value = if *value > 0.0 { *value } else { 0.0 }),
    );
}

/// Multiplies by a mask, if there is one.
pub fn hide(values: &mut [f32], mask: Option<&Vec<f32>>) {
    if let Some(mask) = mask {
        values.iter_mut().zip(mask).for_each(|(value, mask)| *value *= mask);
    }
}

#[inline(always)]
fn norm_rows(words: &[f32], (gain, shift): (&[f32], &[f32]), out: &mut [f32], scales: &mut [f32]) {
    for ((row, out), scale) in words.chunks_exact(WIDTH).zip(out.chunks_exact_mut(WIDTH)).zip(scales) {
        let mean = sum(row) / WIDTH as f32;
        let mut squares = [0f32; WIDTH];
        for at in 0..WIDTH {
            squares[at] = (row[at] - mean) * (row[at] - mean);
        }
        *scale = 1.0 / (sum(&squares) / WIDTH as f32 + 1e-5).sqrt();
        for at in 0..WIDTH {
            out[at] = (row[at] - mean) * *scale * gain[at] + shift[at];
        }
    }
}

/// Sets each word between its neighbors; beyond the sentence stand zeros.
fn gather(words: &[f32], sentences: &[Range<usize>], out: &mut [f32]) {
    for sentence in sentences {
        for row in sentence.clone() {
            let from = row.saturating_sub(1).max(sentence.start);
            let to = (row + 2).min(sentence.end);
            let shift = (from + 1 - row) * WIDTH;
            let line = &mut out[row * 3 * WIDTH..][..3 * WIDTH];
            line[..shift].fill(0.0);
            line[shift + (to - from) * WIDTH..].fill(0.0);
            line[shift..shift + (to - from) * WIDTH].copy_from_slice(&words[from * WIDTH..to * WIDTH]);
        }
    }
}

/// How much is kept: near 0 for numbers far below 0, near 1 for numbers far above.
#[inline(always)]
pub fn kept(gate: f32) -> f32 {
    0.5 + 0.5 * gate / (1.0 + gate.abs())
}

/// Carries numbers along each sentence, forwards and backwards.
fn carry(gates: &[f32], sentences: &[Range<usize>], out: &mut [f32]) {
    wide(
        #[inline(always)]
        || {
            for sentence in sentences {
                let (mut forth, mut back) = ([0f32; CARRIED], [0f32; CARRIED]);
                for row in sentence.clone() {
                    step(&gates[row * 4 * CARRIED..][..2 * CARRIED], &mut forth);
                    out[row * 2 * CARRIED..][..CARRIED].copy_from_slice(&forth);
                }
                for row in sentence.clone().rev() {
                    step(&gates[row * 4 * CARRIED + 2 * CARRIED..][..2 * CARRIED], &mut back);
                    out[row * 2 * CARRIED + CARRIED..][..CARRIED].copy_from_slice(&back);
                }
            }
        },
    );
}

#[inline(always)]
fn step(gates: &[f32], state: &mut [f32; CARRIED]) {
    let (new, gate) = gates.split_at(CARRIED);
    for lane in 0..CARRIED {
        let kept = kept(gate[lane]);
        state[lane] = kept * state[lane] + (1.0 - kept) * new[lane];
    }
}
