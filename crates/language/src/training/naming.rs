//! How do clues learn what they weigh for names?
//!
//! A conditional random field (Lafferty, McCallum and Pereira 2001): the weights of clues and of steps from label to
//! label follow the gradient of the likelihood of the true labels, each with a step of its own length (Duchi, Hazan
//! and Singer 2011). What the network thinks is left out here: it has seen these sentences.

use super::dice::Dice;
use super::softmax::exp;
use crate::analysis::Analysis;
use crate::names::Names;
use crate::names::clues::{Source, clues};
use crate::names::labels::{LABELS, Scores, Steps, follows};
use crate::names::lists::Lists;
use crate::names::page::Page;
use crate::network::rows::Keys;
use std::collections::BTreeMap;

/// Learners that start from other seeds, whose weights are averaged.
const LEARNERS: usize = 4;
/// Passes over all sentences.
const PASSES: usize = 12;
/// The longest step.
const RATE: f32 = 0.15;
/// How much a weight shrinks with each sentence, relative to the rate.
const DECAY: f32 = 1e-4;
/// How often clues of each source are hidden: of a word, of the lists from a whole sentence, of the rest of the text.
const HIDDEN: [f32; Source::COUNT] = [0.0, 0.3, 0.3, 0.3];
/// Mistakes that nothing is learned from.
const SMALL: f32 = 1e-3;
/// How often a clue must be met to be kept.
const ENOUGH: usize = 2;

/// One sentence: the clues of each word, first as they are, then as numbers of rows; and the labels.
pub struct Example {
    words: Vec<Vec<u32>>,
    labels: Vec<u8>,
}

/// Sees the sentences of a text as the finder of names will see them.
pub fn examples(analysis: &Analysis<'_>, labels: &[u8], lists: &Lists) -> Vec<Example> {
    let page = Page::new(analysis, lists, |_| true);
    let see = |at: usize| {
        let mut list = Vec::new();
        clues(&page, at, &mut list);
        list
    };
    let sentences = analysis.sentences.iter().map(|sentence| sentence.tokens.clone());
    sentences
        .map(|tokens| Example { words: tokens.clone().map(see).collect(), labels: labels[tokens].to_vec() })
        .collect()
}

/// Learns the weights.
pub fn learn(mut examples: Vec<Example>, seed: u64) -> Names {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let all = examples.iter().flat_map(|example| &example.words).flatten();
    all.for_each(|clue| *counts.entry(*clue).or_default() += 1);
    let keys = Keys::new(counts.into_iter().filter(|(_, count)| *count >= ENOUGH).map(|(clue, _)| clue).collect());
    for clues in examples.iter_mut().flat_map(|example| &mut example.words) {
        *clues = clues.iter().filter_map(|clue| keys.find(*clue)).collect();
    }
    let (mut weights, mut steps) = (vec![[0.0; LABELS]; keys.len()], [[0.0; LABELS]; LABELS + 1]);
    let mut dice = Dice::new(seed);
    for _ in 0..LEARNERS {
        let learner = Learner::taught(&examples, &keys, &mut dice);
        for (mean, own) in weights.iter_mut().zip(&learner.weights).chain(steps.iter_mut().zip(&learner.steps)) {
            mean.iter_mut().zip(own).for_each(|(mean, own)| *mean += own / LEARNERS as f32);
        }
    }
    Names::new(keys, &weights, steps)
}

struct Learner {
    sources: Vec<u8>,
    weights: Vec<Scores>,
    /// Sums of squared changes.
    squares: Vec<Scores>,
    /// When each row shrank last.
    shrunk: Vec<u32>,
    steps: Steps,
    step_squares: Steps,
    done: u32,
    all: f32,
}

impl Learner {
    fn new(keys: &Keys, sentences: usize) -> Self {
        Self {
            sources: keys.sorted().iter().map(|clue| Source::of(*clue) as u8).collect(),
            weights: vec![[0.0; LABELS]; keys.len()],
            squares: vec![[0.01; LABELS]; keys.len()],
            shrunk: vec![0; keys.len()],
            steps: [[0.0; LABELS]; LABELS + 1],
            step_squares: [[0.01; LABELS]; LABELS + 1],
            done: 0,
            all: (sentences * PASSES) as f32,
        }
    }

    /// Learns from all examples in every pass, in a new order each time.
    fn taught(examples: &[Example], keys: &Keys, dice: &mut Dice) -> Self {
        let mut learner = Self::new(keys, examples.len());
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for _ in 0..PASSES {
            dice.shuffle(&mut order);
            order.iter().for_each(|at| learner.learn(&examples[*at], dice));
        }
        (0..keys.len()).for_each(|row| {
            learner.row(row);
        });
        learner
    }

    /// Shrinks a row as far as it should have until now, and gives it.
    fn row(&mut self, row: usize) -> Scores {
        let since = (self.done - self.shrunk[row]) as f32;
        self.shrunk[row] = self.done;
        let kept = exp(-self.rate() * DECAY * since);
        self.weights[row].iter_mut().for_each(|weight| *weight *= kept);
        self.weights[row]
    }

    fn rate(&self) -> f32 {
        RATE * (1.0 - 0.95 * self.done as f32 / self.all)
    }

    fn learn(&mut self, example: &Example, dice: &mut Dice) {
        self.done += 1;
        let seen = self.choose(example, dice);
        let mut scores = Vec::new();
        for rows in &seen {
            let mut sums = [0.0; LABELS];
            for row in rows {
                let weights = self.row(*row as usize);
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
            }
            scores.push(sums);
        }
        let chances = Chances::new(&scores, &self.steps);
        let rate = self.rate();
        for (at, rows) in seen.iter().enumerate() {
            let truth = usize::from(example.labels[at]);
            let mut mistakes = chances.of(at);
            mistakes[truth] -= 1.0;
            let is_wrong = mistakes.iter().any(|mistake| mistake.abs() > SMALL);
            for row in rows.iter().map(|row| *row as usize).filter(|_| is_wrong) {
                mend(&mut self.weights[row], &mut self.squares[row], &mistakes, rate);
            }
            let before = at.checked_sub(1).map_or(LABELS, |before| usize::from(example.labels[before]));
            let mut steps = chances.steps(at);
            steps[before][truth] -= 1.0;
            for ((weights, squares), mistakes) in self.steps.iter_mut().zip(&mut self.step_squares).zip(&steps) {
                mend(weights, squares, mistakes, rate);
            }
        }
    }

    /// Hides some of the clues.
    fn choose(&self, example: &Example, dice: &mut Dice) -> Vec<Vec<u32>> {
        let hides = |dice: &mut Dice, source: Source| dice.share() < HIDDEN[source as usize];
        let mut hidden = [false; Source::COUNT];
        hidden[Source::Lists as usize] = hides(dice, Source::Lists);
        hidden[Source::Elsewhere as usize] = hides(dice, Source::Elsewhere);
        let words = example.words.iter().map(|rows| {
            hidden[Source::Word as usize] = hides(dice, Source::Word);
            rows.iter().copied().filter(|row| !hidden[usize::from(self.sources[*row as usize])]).collect()
        });
        words.collect()
    }
}

/// Moves weights against their mistakes; what has moved much moves less.
fn mend(weights: &mut Scores, squares: &mut Scores, mistakes: &Scores, rate: f32) {
    for ((weight, square), mistake) in weights.iter_mut().zip(squares).zip(mistakes) {
        *square += mistake * mistake;
        *weight -= rate * mistake / (square.sqrt() + 1e-3);
    }
}

/// How likely each label of each word of a sentence is, given all clues.
struct Chances {
    /// What each label gets from its own clues and, summed over all ways to it, from the words before.
    forth: Vec<Scores>,
    /// What it gets from the words after.
    back: Vec<Scores>,
    own: Vec<Scores>,
    steps: Steps,
}

impl Chances {
    fn new(scores: &[Scores], steps: &Steps) -> Self {
        let own: Vec<Scores> = scores.iter().map(powers).collect();
        let mut factors = *steps;
        for (before, line) in factors.iter_mut().enumerate() {
            for (label, factor) in line.iter_mut().enumerate() {
                *factor = if follows(before, label) { exp(*factor) } else { 0.0 };
            }
        }
        let mut chances = Self { forth: Vec::new(), back: vec![[1.0; LABELS]; own.len()], own, steps: factors };
        for at in 0..chances.own.len() {
            let steps = chances.paths(at);
            let mut sums = [0.0; LABELS];
            steps.iter().for_each(|line| sums.iter_mut().zip(line).for_each(|(sum, path)| *sum += path));
            chances.forth.push(even(sums));
        }
        for at in (1..chances.own.len()).rev() {
            let (own, after) = (chances.own[at], chances.back[at]);
            let mut sums = [0.0; LABELS];
            for (sum, line) in sums.iter_mut().zip(&chances.steps) {
                *sum = (0..LABELS).map(|label| line[label] * own[label] * after[label]).sum();
            }
            chances.back[at - 1] = even(sums);
        }
        chances
    }

    /// All ways to a word from the one before, without what comes after.
    fn paths(&self, at: usize) -> Steps {
        let mut paths = [[0.0; LABELS]; LABELS + 1];
        for (before, (line, steps)) in paths.iter_mut().zip(&self.steps).enumerate() {
            let from = match at.checked_sub(1) {
                Some(last) if before < LABELS => self.forth[last][before],
                None if before == LABELS => 1.0,
                _ => continue,
            };
            for label in 0..LABELS {
                line[label] = from * steps[label] * self.own[at][label];
            }
        }
        paths
    }

    fn of(&self, at: usize) -> Scores {
        let mut product = self.forth[at];
        product.iter_mut().zip(self.back[at]).for_each(|(chance, after)| *chance *= after);
        even(product)
    }

    fn steps(&self, at: usize) -> Steps {
        let mut paths = self.paths(at);
        for line in &mut paths {
            line.iter_mut().zip(self.back[at]).for_each(|(path, after)| *path *= after);
        }
        let all: f32 = paths.iter().flatten().sum();
        paths.map(|line| line.map(|path| path / all.max(1e-30)))
    }
}

/// The powers of scores, of which the highest counts as 1.
fn powers(scores: &Scores) -> Scores {
    let most = scores.iter().fold(f32::NEG_INFINITY, |most, score| most.max(*score));
    scores.map(|score| exp(score - most))
}

/// Brings numbers to the sum 1.
fn even(numbers: Scores) -> Scores {
    let sum: f32 = numbers.iter().sum();
    numbers.map(|number| number / sum.max(1e-30))
}

#[cfg(test)]
mod tests {
    use super::{Chances, Example, learn};
    use crate::names::labels::{LABELS, Scores, best, follows};

    #[test]
    fn chances_are_those_of_all_sequences() {
        let scores: Vec<Scores> =
            (0..3).map(|word| std::array::from_fn(|label| ((word * 5 + label * 3) % 7) as f32 / 3.0)).collect();
        let steps = std::array::from_fn(|before| std::array::from_fn(|label| ((before + label * 2) % 5) as f32 / -2.0));
        let chances = Chances::new(&scores, &steps);
        let (mut all, mut second) = (0f32, [0f32; LABELS]);
        for number in 0..LABELS.pow(3) {
            let labels = [number % LABELS, number / LABELS % LABELS, number / LABELS / LABELS];
            let pairs = [(LABELS, labels[0]), (labels[0], labels[1]), (labels[1], labels[2])];
            if pairs.iter().all(|(before, label)| follows(*before, *label)) {
                let of = |at: usize| scores[at][labels[at]] + steps[pairs[at].0][labels[at]];
                let chance = (of(0) + of(1) + of(2)).exp();
                all += chance;
                second[labels[1]] += chance;
            }
        }
        let wanted = second.map(|chance| chance / all);
        assert!(chances.of(1).iter().zip(wanted).all(|(a, b)| (a - b).abs() < 1e-4), "{wanted:?}");
        let total: f32 = chances.steps(2).iter().flatten().sum();
        assert!((total - 1.0).abs() < 1e-4);
    }

    #[test]
    fn a_clue_is_learned_and_comes_out_alike() {
        let example = |clue: u32, label: u8| Example { words: vec![vec![clue, 9]; 2], labels: vec![label; 2] };
        let examples = || (0..40).map(|at| if at % 2 == 0 { example(7, 1) } else { example(8, 0) }).collect();
        let names = learn(examples(), 3);
        assert_eq!(names, learn(examples(), 3));
        let (mut labels, mut found) = (Vec::new(), Vec::new());
        for clue in [7, 8] {
            best(&[names.weigh(&[clue, 9], &[0.0; LABELS])], &names.steps, &mut labels);
            found.extend_from_slice(&labels);
        }
        assert_eq!(found, [1, 0]);
    }
}
