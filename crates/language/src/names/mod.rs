//! Which words of a text are names?
//!
//! The network has an opinion of every word, from its sentence alone. Clues from the rest of the text and from lists
//! of known names are added to it; words that the text has again agree with one another; and the labels with the
//! highest sum make the names.

pub mod clues;
pub mod labels;
pub mod lists;
pub mod page;

use crate::analysis::{Analysis, Name};
use crate::bytes::{read_number, take, write_number};
use crate::network::rows::{Keys, read_floats};
use labels::{Kind, LABELS, Scores, Steps, best};
use lists::Lists;
use page::Page;

/// How much the network's opinion counts beside the clues, which have learned without it.
const OPINION: f32 = 0.25;
/// Words without a capital, which the network prefers by so much to be no part of a name, are looked at no further.
const SURE: f32 = 3.0;
/// A clue whose weights are all smaller, of 127 for the largest of all, is forgotten.
const FAINT: u8 = 5;
/// Stands for a label that is out of the question.
const NEVER: f32 = -100.0;

/// What clues weigh, and the lists of known names.
#[derive(Clone, Debug, PartialEq)]
pub struct Names {
    clues: Keys,
    /// For each clue, what it adds to each label, in units of `unit`.
    weights: Vec<[i8; LABELS]>,
    unit: f32,
    /// What it adds that one label follows another.
    pub steps: Steps,
    /// Known names.
    pub lists: Lists,
}

impl Names {
    /// Rounds what was learned, and forgets clues that weigh next to nothing: the weights of clues in the order of their keys, and of steps from label to label.
    pub fn new(clues: Keys, exact: &[Scores], steps: Steps) -> Self {
        let most = exact.iter().flatten().fold(1e-9f32, |most, weight| most.max(weight.abs()));
        let unit = most / 127.0;
        let rounded = exact.iter().map(|scores| scores.map(|weight| (weight / unit).round() as i8));
        let counts = |weights: &[i8; LABELS]| weights.iter().any(|weight| weight.unsigned_abs() >= FAINT);
        let rows = clues.sorted().iter().zip(rounded).filter(|(_, weights)| counts(weights));
        let (keys, weights) = rows.unzip();
        Self { clues: Keys::new(keys), weights, unit, steps, lists: Lists::default() }
    }

    /// Takes the lists of known names; with empty ones, names are found without.
    pub fn with_lists(self, lists: Lists) -> Self {
        Self { lists, ..self }
    }

    /// Finds the names in a text, given what the network thinks of each word.
    pub fn find(&self, analysis: &Analysis<'_>, opinions: &[Scores]) -> Vec<Name> {
        let is_open = |at: usize| {
            let [none, kinds @ ..] = opinions[at];
            kinds.iter().any(|score| none - score <= SURE)
        };
        let page = Page::new(analysis, &self.lists, is_open);
        let mut clues = Vec::new();
        let score = |(at, opinion): (usize, &Scores)| {
            if !page.word(at, 0).is_capital() && !is_open(at) {
                return [0.0, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER];
            }
            clues::clues(&page, at, &mut clues);
            self.weigh(&clues, opinion)
        };
        let mut scores: Vec<Scores> = opinions.iter().enumerate().map(score).collect();
        agree(&page, &mut scores);
        let (mut labels, mut names) = (Vec::new(), Vec::new());
        for sentence in &analysis.sentences {
            best(&scores[sentence.tokens.clone()], &self.steps, &mut labels);
            collect(analysis, sentence.tokens.start, &labels, &mut names);
        }
        names
    }

    /// Adds what clues weigh to the network's opinion.
    pub fn weigh(&self, clues: &[u32], opinion: &Scores) -> Scores {
        let mut sums = [0i32; LABELS];
        for number in clues.iter().filter_map(|clue| self.clues.find(*clue)) {
            for (sum, weight) in sums.iter_mut().zip(self.weights[number as usize]) {
                *sum += i32::from(weight);
            }
        }
        let mut scores = *opinion;
        scores.iter_mut().zip(sums).for_each(|(score, sum)| *score = OPINION * *score + sum as f32 * self.unit);
        scores
    }

    /// Writes clues, weights and steps.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write_number(&mut out, self.clues.len() as u32);
        self.clues.encode(&mut out);
        for label in 0..LABELS {
            out.extend(self.weights.iter().map(|weights| weights[label].cast_unsigned()));
        }
        let numbers = self.steps.iter().flatten().chain([&self.unit]);
        numbers.for_each(|number| out.extend(number.to_le_bytes()));
        out
    }

    /// Reads what [`Self::encode`] wrote; none where the bytes are damaged.
    pub fn decode(mut bytes: &[u8]) -> Option<Self> {
        let count = read_number(&mut bytes)? as usize;
        let clues = Keys::decode(&mut bytes, count)?;
        let mut weights = vec![[0; LABELS]; count];
        for label in 0..LABELS {
            let column = take(&mut bytes, count)?;
            weights.iter_mut().zip(column).for_each(|(weights, cell)| weights[label] = cell.cast_signed());
        }
        let numbers = read_floats(&mut bytes, LABELS * (LABELS + 1) + 1)?;
        let (lines, unit) = numbers.as_chunks::<LABELS>();
        let steps = Steps::try_from(lines).ok()?;
        bytes.is_empty().then_some(Self { clues, weights, unit: *unit.first()?, steps, lists: Lists::default() })
    }
}

/// Gives a word that the text has again the mean of its scores everywhere, kind by kind: who is a person in one
/// sentence is hardly a place in the next.
fn agree(page: &Page<'_>, scores: &mut [Scores]) {
    for places in page.repeated() {
        let mut mean = [0.0; 1 + Kind::ALL.len()];
        let of = |scores: &Scores| {
            let kinds = [scores[0], scores[1].max(scores[2]), scores[3].max(scores[4]), scores[5].max(scores[6])];
            let level = kinds.iter().sum::<f32>() / kinds.len() as f32;
            kinds.map(|kind| kind - level)
        };
        for (_, at) in places {
            let share = of(&scores[*at as usize]).map(|kind| kind / places.len() as f32);
            mean.iter_mut().zip(share).for_each(|(mean, share)| *mean += share);
        }
        for (_, at) in places {
            let own = of(&scores[*at as usize]);
            for (label, score) in scores[*at as usize].iter_mut().enumerate() {
                let kind = label.div_ceil(2);
                *score += mean[kind] - own[kind];
            }
        }
    }
}

/// Makes names of the labels of a sentence.
fn collect(analysis: &Analysis<'_>, start: usize, labels: &[u8], names: &mut Vec<Name>) {
    let mut at = 0;
    while at < labels.len() {
        let (begun, label) = (at, labels[at]);
        at += 1;
        if label == 0 {
            continue;
        }
        at += labels[at..].iter().take_while(|next| **next == label + 1).count();
        let tokens = start + begun..start + at;
        let span = analysis.tokens[tokens.start].span.join(analysis.tokens[tokens.end - 1].span);
        names.push(Name { span, tokens, kind: Kind::ALL[usize::from(label - 1) / 2] });
    }
}

#[cfg(test)]
mod tests {
    use super::labels::LABELS;
    use super::{Keys, Names};

    #[test]
    fn weights_come_back() {
        let exact: Vec<[f32; LABELS]> = (0..9).map(|row| [row as f32 / 3.0; LABELS]).collect();
        let names = Names::new(Keys::new((0..9).map(|key| key * 999).collect()), &exact, [[0.5; LABELS]; LABELS + 1]);
        let bytes = names.encode();
        assert_eq!(Names::decode(&bytes), Some(names));
        assert!((0..bytes.len()).all(|end| Names::decode(&bytes[..end]).is_none()));
    }
}
