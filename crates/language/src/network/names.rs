//! Which labels make whole names?
//!
//! Label 0 is no name; `2k + 1` begins a name of kind `k`, `2k + 2` goes on with it.

use super::shape::NAME_LABELS;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    /// People.
    Person,
    /// States' bodies, armed groups, firms, parties.
    Organization,
    /// Countries, towns, rivers, buildings.
    Place,
}

impl Kind {
    /// Every value, in the order of its number.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organization, Self::Place];

    const LABELS: [&'static str; 3] = ["PER", "ORG", "LOC"];

    /// Gives the label as the sets of names write it.
    #[must_use]
    pub fn label(self) -> &'static str {
        Self::LABELS[self as usize]
    }

    /// Finds the value of a label; none where it is another kind of name.
    #[must_use]
    pub fn parse(label: &str) -> Option<Self> {
        Self::LABELS.iter().position(|known| *known == label).map(|index| Self::ALL[index])
    }
}

/// Finds the labels with the highest sum of scores in which no name goes on that did not begin.
pub fn best(scores: &[f32], line: usize, labels: &mut Vec<u8>) {
    let length = scores.len() / line;
    labels.clear();
    labels.resize(length, 0);
    let mut sums = [f32::NEG_INFINITY; NAME_LABELS];
    sums[0] = 0.0;
    let mut froms = vec![[0u8; NAME_LABELS]; length];
    for (scores, from) in scores.chunks_exact(line).zip(&mut froms) {
        let mut next = [f32::NEG_INFINITY; NAME_LABELS];
        for label in 0..NAME_LABELS {
            for before in (0..NAME_LABELS).filter(|before| follows(*before, label)) {
                let sum = sums[before] + scores[label];
                if sum > next[label] {
                    next[label] = sum;
                    from[label] = before as u8;
                }
            }
        }
        sums = next;
    }
    let mut label = super::most(&sums) as u8;
    for at in (0..length).rev() {
        labels[at] = label;
        label = froms[at][usize::from(label)];
    }
}

/// May `label` stand after `before`?
fn follows(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn no_name_goes_on_that_did_not_begin() {
        let mut labels = Vec::new();
        let mut scores = vec![0.0; 32];
        (scores[2], scores[1], scores[16 + 2]) = (3.0, 2.5, 3.0);
        best(&scores, 16, &mut labels);
        assert_eq!(labels, [1, 2]);
    }
}
