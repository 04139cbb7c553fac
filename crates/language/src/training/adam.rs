//! How do weights follow their gradients?
//!
//! Adam (Kingma and Ba 2015); rows of words that a batch does not have stand still.

use crate::network::matrix::wide;

/// The means of past gradients and of their squares.
pub struct Adam {
    means: Vec<f32>,
    squares: Vec<f32>,
}

/// How far to go in one step.
#[derive(Clone, Copy)]
pub struct Step {
    pub rate: f32,
    /// What is left of a weight after a step.
    pub keep: f32,
}

const MEAN: f32 = 0.9;
const SQUARE: f32 = 0.98;

impl Adam {
    pub fn new(size: usize) -> Self {
        Self { means: vec![0.0; size], squares: vec![0.0; size] }
    }

    /// Moves the weights from `start` on.
    pub fn step(&mut self, start: usize, weights: &mut [f32], gradient: &[f32], step: Step) {
        let means = &mut self.means[start..start + weights.len()];
        let squares = &mut self.squares[start..start + weights.len()];
        wide(
            #[inline(always)]
            || {
                for (((weight, gradient), mean), square) in weights.iter_mut().zip(gradient).zip(means).zip(squares) {
                    *mean = MEAN * *mean + (1.0 - MEAN) * gradient;
                    *square = SQUARE * *square + (1.0 - SQUARE) * gradient * gradient;
                    *weight = *weight * step.keep - step.rate * *mean / (square.sqrt() + 1e-8);
                }
            },
        );
    }
}
