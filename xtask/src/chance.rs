//! Which numbers look like chance and are the same each time?

/// Numbers that look like chance and are the same for the same seed.
pub struct Chance(u64);

impl Chance {
    /// Begins a row of numbers.
    pub fn new(seed: usize) -> Self {
        let seed = u64::try_from(seed).unwrap_or(0);
        Self((seed ^ 0x5851_f42d).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Gives the next number below `most`.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }

    /// Gives one of these.
    pub fn of<'c, T>(&mut self, choices: &'c [T]) -> &'c T {
        &choices[self.below(choices.len())]
    }
}
