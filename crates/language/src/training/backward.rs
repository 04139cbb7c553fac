//! How does a mistake in an answer reach the weights that made it?

use crate::network::forward::{Trace, clear, kept};
use crate::network::heads::Heads;
use crate::network::matrix::{multiply, sum, transpose, wide};
use crate::network::shape::{ARC, CARRIED, DISTANCES, Dense, LAYERS, LINK, Norm, Shape, WIDTH, distance};
use std::ops::Range;

/// The weights as they stand, and the same matrices with rows and columns exchanged.
#[derive(Clone, Copy)]
pub struct Weights<'a> {
    pub shape: &'a Shape,
    pub values: &'a [f32],
    pub turned: &'a [f32],
}

/// What the weights should change by, and room to find it.
#[derive(Default)]
pub struct Backward {
    /// One number for each weight.
    pub gradient: Vec<f32>,
    /// One row for each word: what its embedding should change by.
    pub words: Vec<f32>,
    answers: Vec<f32>,
    dependents: Vec<f32>,
    heads: Vec<f32>,
    fits: Vec<f32>,
    distances: Vec<f32>,
    link_dependents: Vec<f32>,
    link_heads: Vec<f32>,
    links: Vec<f32>,
    inner: Vec<f32>,
    gates: Vec<f32>,
    turned: Vec<f32>,
    lines: Vec<f32>,
}

impl Backward {
    /// Starts on a new batch of sentences.
    pub fn begin(&mut self, shape: &Shape, rows: usize) {
        clear(&mut self.gradient, shape.size);
        clear(&mut self.answers, rows * WIDTH);
        clear(&mut self.dependents, rows * ARC);
        clear(&mut self.heads, rows * ARC);
        clear(&mut self.fits, rows * ARC);
        clear(&mut self.distances, rows * DISTANCES);
        clear(&mut self.link_dependents, rows * LINK);
        clear(&mut self.link_heads, rows * LINK);
    }

    /// Takes the mistakes of an answer that is read from the words directly.
    pub fn answer(&mut self, layer: &Dense, weights: Weights<'_>, trace: &Trace, mistakes: &[f32]) {
        let turned = &mut self.turned;
        back(layer, weights, (trace.answers(), mistakes), (&mut self.gradient, &mut self.answers), turned);
    }

    /// Takes the mistakes in the heads of one sentence.
    pub fn scores(&mut self, weights: Weights<'_>, heads: &Heads, words: Range<usize>, mistakes: &[f32]) {
        let line = mistakes.len() / words.len();
        for (row, mistakes) in words.clone().zip(mistakes.chunks_exact(line)) {
            let liking = &mut self.distances[row * DISTANCES..][..DISTANCES];
            for (head, mistake) in mistakes[..words.len()].iter().enumerate() {
                liking[distance(row - words.start, head)] += mistake;
            }
        }
        let own = words.start * ARC..words.end * ARC;
        clear(&mut self.lines, line * ARC)[..own.len()].copy_from_slice(&heads.heads[own.clone()]);
        self.lines[own.len()..own.len() + ARC].copy_from_slice(&weights.values[weights.shape.root.clone()]);
        multiply(mistakes, line, &self.lines, ARC, &mut self.fits[own.clone()]);
        transpose(mistakes, line, words.len(), &mut self.turned);
        clear(&mut self.lines, line * ARC);
        multiply(&self.turned, words.len(), &heads.turned[own.clone()], ARC, &mut self.lines);
        add(&mut self.heads[own.clone()], &self.lines[..own.len()]);
        add(&mut self.gradient[weights.shape.root.clone()], &self.lines[own.len()..own.len() + ARC]);
    }

    /// Takes the mistakes in the relations of one sentence, given what they were chosen from: the words with their
    /// heads.
    pub fn relations(
        &mut self,
        weights: Weights<'_>,
        words: Range<usize>,
        (from, links, truth): (&Heads, &[f32], &[usize]),
        mistakes: &[f32],
    ) {
        clear(&mut self.links, links.len());
        let layer = &weights.shape.relation;
        back(layer, weights, (links, mistakes), (&mut self.gradient, &mut self.links), &mut self.turned);
        let shape = weights.shape;
        let lines = links.chunks_exact(2 * LINK).zip(self.links.chunks_exact_mut(2 * LINK));
        for ((row, head), (line, change)) in words.clone().zip(truth).zip(lines) {
            let (sums, products) = change.split_at_mut(LINK);
            dampen(sums, &line[..LINK]);
            let own = row * LINK..(row + 1) * LINK;
            let heads = (words.start + head) * LINK..(words.start + head + 1) * LINK;
            let (head, to) = if *head < words.len() {
                (&from.link_heads[heads.clone()], &mut self.link_heads[heads])
            } else {
                (&weights.values[shape.link_root.clone()], &mut self.gradient[shape.link_root.clone()])
            };
            both(sums, products, &from.link_dependents[own.clone()], to);
            both(sums, products, head, &mut self.link_dependents[own]);
        }
    }

    /// Goes back over all layers once every answer was taken.
    pub fn finish(&mut self, weights: Weights<'_>, trace: &Trace, heads: &Heads) {
        let (shape, gradient, turned) = (weights.shape, &mut self.gradient, &mut self.turned);
        let both = (&heads.dependents[..], &self.fits[..]);
        back(&shape.fit, weights, both, (gradient, &mut self.dependents), turned);
        let both = (&heads.dependents[..], &self.distances[..]);
        back(&shape.distance, weights, both, (gradient, &mut self.dependents), turned);
        dampen(&mut self.dependents, &heads.dependents);
        dampen(&mut self.heads, &heads.heads);
        for (layer, mistakes) in [
            (&shape.dependent, &self.dependents),
            (&shape.head, &self.heads),
            (&shape.link_dependent, &self.link_dependents),
            (&shape.link_head, &self.link_heads),
        ] {
            back(layer, weights, (trace.answers(), mistakes), (gradient, &mut self.answers), turned);
        }
        self.body(weights, trace);
    }

    fn body(&mut self, weights: Weights<'_>, trace: &Trace) {
        let (shape, rows) = (weights.shape, trace.rows());
        clear(&mut self.words, rows * WIDTH);
        hide(&mut self.answers, &trace.masks[LAYERS + 2]);
        unnorm(
            &shape.norms[LAYERS + 1],
            weights,
            (trace, LAYERS + 1),
            &self.answers,
            (&mut self.gradient, &mut self.words),
        );
        for layer in (0..LAYERS).rev() {
            self.answers.clone_from(&self.words);
            hide(&mut self.answers, &trace.masks[layer + 2]);
            clear(&mut self.inner, rows * 2 * CARRIED);
            let both = (&trace.carried[layer][..], &self.answers[..]);
            back(&shape.merges[layer], weights, both, (&mut self.gradient, &mut self.inner), &mut self.turned);
            clear(&mut self.gates, rows * 4 * CARRIED);
            uncarry(trace, layer, &mut self.inner, &mut self.gates);
            clear(&mut self.answers, rows * WIDTH);
            let both = (&trace.normed[layer + 1][..], &self.gates[..]);
            back(&shape.gates[layer], weights, both, (&mut self.gradient, &mut self.answers), &mut self.turned);
            let from = (trace, layer + 1);
            unnorm(&shape.norms[layer + 1], weights, from, &self.answers, (&mut self.gradient, &mut self.words));
        }
        self.answers.clone_from(&self.words);
        hide(&mut self.answers, &trace.masks[1]);
        dampen(&mut self.answers, &trace.window);
        clear(&mut self.inner, rows * 3 * WIDTH);
        let both = (&trace.windows[..], &self.answers[..]);
        back(&shape.window, weights, both, (&mut self.gradient, &mut self.inner), &mut self.turned);
        clear(&mut self.answers, rows * WIDTH);
        ungather(&self.inner, &trace.sentences, &mut self.answers);
        unnorm(&shape.norms[0], weights, (trace, 0), &self.answers, (&mut self.gradient, &mut self.words));
        hide(&mut self.words, &trace.masks[0]);
    }
}

/// Adds to the gradient of a layer and to that of its input, given the input and the mistakes of its output.
fn back(
    layer: &Dense,
    weights: Weights<'_>,
    (input, mistakes): (&[f32], &[f32]),
    (gradient, inputs): (&mut [f32], &mut [f32]),
    turned: &mut Vec<f32>,
) {
    let rows = input.len() / layer.inputs;
    if rows == 0 {
        return;
    }
    transpose(input, layer.inputs, rows, turned);
    multiply(turned, rows, mistakes, layer.outputs, &mut gradient[layer.matrix.clone()]);
    for row in mistakes.chunks_exact(layer.outputs) {
        add(&mut gradient[layer.bias.clone()], row);
    }
    multiply(mistakes, layer.outputs, &weights.turned[layer.matrix.clone()], layer.inputs, inputs);
}

fn add(to: &mut [f32], more: &[f32]) {
    to.iter_mut().zip(more).for_each(|(to, more)| *to += more);
}

/// Adds the mistakes of a sum, and those of a product with `other`.
fn both(sums: &[f32], products: &[f32], other: &[f32], to: &mut [f32]) {
    for (((to, sum), product), other) in to.iter_mut().zip(sums).zip(products).zip(other) {
        *to += sum + product * other;
    }
}

fn hide(values: &mut [f32], mask: &[f32]) {
    values.iter_mut().zip(mask).for_each(|(value, mask)| *value *= mask);
}

/// Forgets the mistakes of what was set to zero.
fn dampen(mistakes: &mut [f32], outputs: &[f32]) {
    mistakes
        .iter_mut()
        .zip(outputs)
        .for_each(|(mistake, output)| *mistake = if *output > 0.0 { *mistake } else { 0.0 });
}

fn unnorm(
    norm: &Norm,
    weights: Weights<'_>,
    (trace, at): (&Trace, usize),
    mistakes: &[f32],
    (gradient, words): (&mut [f32], &mut [f32]),
) {
    let gain = &weights.values[norm.gain.clone()];
    let (rows, scales) = (&trace.words[at], &trace.scales[at]);
    let mut gains = [0f32; WIDTH];
    for (((row, scale), mistake), out) in
        rows.chunks_exact(WIDTH).zip(scales).zip(mistakes.chunks_exact(WIDTH)).zip(words.chunks_exact_mut(WIDTH))
    {
        let mean = sum(row) / WIDTH as f32;
        let (mut unit, mut change, mut product) = ([0f32; WIDTH], [0f32; WIDTH], [0f32; WIDTH]);
        for lane in 0..WIDTH {
            unit[lane] = (row[lane] - mean) * scale;
            change[lane] = mistake[lane] * gain[lane];
            product[lane] = change[lane] * unit[lane];
            gains[lane] += mistake[lane] * unit[lane];
        }
        let (level, slope) = (sum(&change) / WIDTH as f32, sum(&product) / WIDTH as f32);
        for lane in 0..WIDTH {
            out[lane] += scale * (change[lane] - level - unit[lane] * slope);
        }
        add(&mut gradient[norm.shift.clone()], mistake);
    }
    add(&mut gradient[norm.gain.clone()], &gains);
}

fn ungather(windows: &[f32], sentences: &[Range<usize>], words: &mut [f32]) {
    for sentence in sentences {
        for row in sentence.clone() {
            let from = row.saturating_sub(1).max(sentence.start);
            let to = (row + 2).min(sentence.end);
            let shift = (from + 1 - row) * WIDTH;
            let line = &windows[row * 3 * WIDTH..][..3 * WIDTH];
            add(&mut words[from * WIDTH..to * WIDTH], &line[shift..shift + (to - from) * WIDTH]);
        }
    }
}

fn uncarry(trace: &Trace, layer: usize, mistakes: &mut [f32], changes: &mut [f32]) {
    let (gates, carried) = (&trace.gates[layer], &trace.carried[layer]);
    wide(
        #[inline(always)]
        || {
            for sentence in &trace.sentences {
                for side in 0..2 {
                    let mut flow = [0f32; CARRIED];
                    for step in 0..sentence.len() {
                        // Back from the last word that was reached.
                        let row = if side == 0 { sentence.end - 1 - step } else { sentence.start + step };
                        let before = match side {
                            0 => row.checked_sub(1).filter(|before| *before >= sentence.start),
                            _ => Some(row + 1).filter(|before| *before < sentence.end),
                        };
                        let before = before.map_or(&[0f32; CARRIED][..], |row| {
                            &carried[row * 2 * CARRIED + side * CARRIED..][..CARRIED]
                        });
                        let at = row * 4 * CARRIED + side * 2 * CARRIED;
                        let (new, gate) = gates[at..at + 2 * CARRIED].split_at(CARRIED);
                        let (new_change, gate_change) = changes[at..at + 2 * CARRIED].split_at_mut(CARRIED);
                        let mistake = &mistakes[row * 2 * CARRIED + side * CARRIED..][..CARRIED];
                        for lane in 0..CARRIED {
                            let total = mistake[lane] + flow[lane];
                            let (kept, size) = (kept(gate[lane]), 1.0 + gate[lane].abs());
                            new_change[lane] = total * (1.0 - kept);
                            gate_change[lane] = total * (before[lane] - new[lane]) * 0.5 / (size * size);
                            flow[lane] = total * kept;
                        }
                    }
                }
            }
        },
    );
}
