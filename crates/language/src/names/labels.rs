//! Which labels make whole names?
//!
//! Label 0 is no name; `2k + 1` begins a name of kind `k`, `2k + 2` goes on with it.

/// Labels of names: none, then first and further words of each kind.
pub const LABELS: usize = 7;

/// A number for each label of one word.
pub type Scores = [f32; LABELS];

/// What it adds that one label follows another; the last line is for the first word of a sentence.
pub type Steps = [Scores; LABELS + 1];

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
        crate::grammar::labeled(&Self::ALL, &Self::LABELS, label)
    }
}

/// Finds the labels with the highest sum of scores in which no name goes on that did not begin.
pub fn best(scores: &[Scores], steps: &Steps, labels: &mut Vec<u8>) {
    labels.clear();
    labels.resize(scores.len(), 0);
    let mut froms = vec![[0u8; LABELS]; scores.len()];
    let mut sums = [f32::NEG_INFINITY; LABELS];
    for (at, (scores, from)) in scores.iter().zip(&mut froms).enumerate() {
        let mut next = [f32::NEG_INFINITY; LABELS];
        for label in 0..LABELS {
            if at == 0 {
                next[label] = if follows(LABELS, label) { steps[LABELS][label] } else { f32::NEG_INFINITY };
            }
            for before in (0..LABELS).filter(|before| at > 0 && follows(*before, label)) {
                let sum = sums[before] + steps[before][label];
                if sum > next[label] {
                    next[label] = sum;
                    from[label] = before as u8;
                }
            }
            next[label] += scores[label];
        }
        sums = next;
    }
    let mut label = crate::network::most(&sums) as u8;
    for at in (0..scores.len()).rev() {
        labels[at] = label;
        label = froms[at][usize::from(label)];
    }
}

/// May `label` stand after `before`? The number of labels stands for the start of a sentence.
pub fn follows(before: usize, label: usize) -> bool {
    label == 0 || label % 2 == 1 || before == label || before + 1 == label
}

#[cfg(test)]
mod tests {
    use super::{LABELS, best};

    #[test]
    fn no_name_goes_on_that_did_not_begin() {
        let mut labels = Vec::new();
        let mut scores = [[0.0; LABELS]; 2];
        (scores[0][2], scores[0][1], scores[1][2]) = (3.0, 2.5, 3.0);
        best(&scores, &[[0.0; LABELS]; LABELS + 1], &mut labels);
        assert_eq!(labels, [1, 2]);
        best(&[], &[[0.0; LABELS]; LABELS + 1], &mut labels);
        assert_eq!(labels, []);
    }
}
