//! How are the weights of a linear model learned?
//!
//! An averaged perceptron (Collins 2002): each mistake moves its features, and the mean over all steps is kept.

use crate::weights::{Scorer, Weights};

/// Weights while they are learned: an open table of keys, each with a chain of cells.
pub struct Learner {
    slots: Vec<(u32, u32)>,
    used: usize,
    cells: Vec<Cell>,
    step: u32,
}

struct Cell {
    label: u8,
    next: u32,
    changed: u32,
    weight: i32,
    total: i64,
}

const NIL: u32 = u32::MAX;

impl Scorer for Learner {
    fn add(&self, key: u32, scores: &mut [i32]) {
        let mut at = self.slots[self.slot(key)].1;
        while at != NIL {
            let cell = &self.cells[at as usize];
            scores[usize::from(cell.label)] += cell.weight;
            at = cell.next;
        }
    }
}

impl Learner {
    pub fn new() -> Self {
        Self { slots: vec![(0, NIL); 1 << 20], used: 0, cells: Vec::new(), step: 0 }
    }

    /// Counts one decision.
    pub fn tick(&mut self) {
        self.step += 1;
    }

    /// Moves the features towards `truth` and away from `guess`.
    pub fn update(&mut self, keys: &[u32], truth: usize, guess: usize) {
        for key in keys {
            self.change(*key, truth as u8, 1);
            self.change(*key, guess as u8, -1);
        }
    }

    /// Gives the means, in units of `1 / scale`, without those that round to less than `floor`.
    pub fn freeze(mut self, scale: f64, floor: i32) -> Weights {
        let mut rows = Vec::new();
        self.slots.retain(|slot| slot.1 != NIL);
        self.slots.sort_unstable();
        for (key, head) in &self.slots {
            let mut row = Vec::new();
            let mut at = *head;
            while at != NIL {
                let cell = &self.cells[at as usize];
                let total = cell.total + i64::from(cell.weight) * i64::from(self.step - cell.changed);
                let mean = (total as f64 / f64::from(self.step.max(1)) * scale).round() as i32;
                if mean.abs() >= floor {
                    row.push((cell.label, mean.clamp(-127, 127) as i8));
                }
                at = cell.next;
            }
            if !row.is_empty() {
                row.sort_unstable();
                rows.push((*key, row));
            }
        }
        Weights::new(&rows)
    }

    fn change(&mut self, key: u32, label: u8, by: i32) {
        let slot = self.slot(key);
        let mut at = self.slots[slot].1;
        while at != NIL {
            let cell = &mut self.cells[at as usize];
            if cell.label == label {
                cell.total += i64::from(cell.weight) * i64::from(self.step - cell.changed);
                cell.changed = self.step;
                cell.weight += by;
                return;
            }
            at = cell.next;
        }
        let fresh = self.cells.len() as u32;
        let old = std::mem::replace(&mut self.slots[slot], (key, fresh)).1;
        self.cells.push(Cell { label, next: old, changed: self.step, weight: by, total: 0 });
        if old == NIL {
            self.used += 1;
            if self.used * 2 > self.slots.len() {
                self.grow();
            }
        }
    }

    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key.wrapping_mul(0x9e37_79b1) as usize & mask;
        while self.slots[at].1 != NIL && self.slots[at].0 != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let old = std::mem::take(&mut self.slots);
        self.slots = vec![(0, NIL); old.len() * 2];
        for (key, head) in old.into_iter().filter(|slot| slot.1 != NIL) {
            let at = self.slot(key);
            self.slots[at] = (key, head);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Learner;
    use crate::weights::{Scorer, best};

    #[test]
    fn mistakes_teach() {
        let mut learner = Learner::new();
        for _ in 0..4 {
            for (key, truth) in [(1, 0), (2, 1), (3, 2)] {
                learner.tick();
                let mut scores = [0; 3];
                learner.add(key, &mut scores);
                let guess = best(&scores, |_| true).unwrap();
                if guess != truth {
                    learner.update(&[key], truth, guess);
                }
            }
        }
        let weights = learner.freeze(10.0, 1);
        let mut scores = [0; 3];
        weights.add(3, &mut scores);
        assert_eq!(best(&scores, |_| true), Some(2));
    }
}
