//! How are the weights of a linear model learned?
//!
//! An averaged perceptron (Collins 2002): each mistake moves its features, and the mean over all steps is kept.

use crate::weights::{Scorer, Weights};

/// Weights while they are learned: an open table of keys, each with a run of cells.
pub struct Learner {
    slots: Vec<Slot>,
    used: usize,
    /// Label and weight: all that scoring reads.
    cells: Vec<(u8, i16)>,
    /// For each cell, the step of its last change and the sum of its weight over all steps before.
    sums: Vec<(u32, i64)>,
    step: u32,
}

#[derive(Clone, Copy)]
struct Slot {
    key: u32,
    start: u32,
    length: u16,
    room: u16,
}

const FREE: Slot = Slot { key: 0, start: 0, length: 0, room: 0 };

impl Scorer for Learner {
    fn add(&self, key: u32, scores: &mut [i32]) {
        let slot = self.slots[self.slot(key)];
        for (label, weight) in &self.cells[slot.range()] {
            scores[usize::from(*label)] += i32::from(*weight);
        }
    }
}

impl Slot {
    fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + usize::from(self.length)
    }
}

impl Learner {
    pub fn new() -> Self {
        Self { slots: vec![FREE; 1 << 20], used: 0, cells: Vec::new(), sums: Vec::new(), step: 0 }
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
        self.slots.retain(|slot| slot.room > 0);
        self.slots.sort_unstable_by_key(|slot| slot.key);
        let mut rows = Vec::new();
        for slot in &self.slots {
            let mut row = Vec::new();
            for at in slot.range() {
                let ((label, weight), (changed, sum)) = (self.cells[at], self.sums[at]);
                let total = sum + i64::from(weight) * i64::from(self.step - changed);
                let mean = (total as f64 / f64::from(self.step.max(1)) * scale).round() as i32;
                if mean.abs() >= floor {
                    row.push((label, mean.clamp(-127, 127) as i8));
                }
            }
            if !row.is_empty() {
                row.sort_unstable();
                rows.push((slot.key, row));
            }
        }
        Weights::new(&rows)
    }

    fn change(&mut self, key: u32, label: u8, by: i16) {
        let place = self.slot(key);
        let slot = self.slots[place];
        if let Some(at) = slot.range().find(|at| self.cells[*at].0 == label) {
            let (changed, sum) = self.sums[at];
            self.sums[at] = (self.step, sum + i64::from(self.cells[at].1) * i64::from(self.step - changed));
            self.cells[at].1 = self.cells[at].1.saturating_add(by);
            return;
        }
        let slot = if slot.length == slot.room { self.widen(slot, key) } else { slot };
        let at = slot.start as usize + usize::from(slot.length);
        self.cells[at] = (label, by);
        self.sums[at] = (self.step, 0);
        self.slots[place] = Slot { length: slot.length + 1, ..slot };
        if slot.length == 0 {
            self.used += 1;
            if self.used * 2 > self.slots.len() {
                self.grow();
            }
        }
    }

    /// Moves a run of cells to where it has twice the room.
    fn widen(&mut self, slot: Slot, key: u32) -> Slot {
        let room = (slot.room * 2).max(2);
        let start = self.cells.len();
        self.cells.extend_from_within(slot.range());
        self.sums.extend_from_within(slot.range());
        self.cells.resize(start + usize::from(room), (0, 0));
        self.sums.resize(start + usize::from(room), (0, 0));
        Slot { key, start: start as u32, length: slot.length, room }
    }

    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = key.wrapping_mul(0x9e37_79b1) as usize & mask;
        while self.slots[at].room > 0 && self.slots[at].key != key {
            at = (at + 1) & mask;
        }
        at
    }

    fn grow(&mut self) {
        let doubled = vec![FREE; self.slots.len() * 2];
        for slot in std::mem::replace(&mut self.slots, doubled).into_iter().filter(|slot| slot.room > 0) {
            let at = self.slot(slot.key);
            self.slots[at] = slot;
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
