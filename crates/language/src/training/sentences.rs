//! How does the splitter learn where sentences end?
//!
//! Logistic regression over the clues of all gaps, with steps that shrink where a weight has moved much (Duchi et al.
//! 2011).

use super::dice::Dice;
use super::softmax::exp;
use super::treebank::Sentence;
use crate::gap::Gap;
use crate::pieces::key;
use crate::splitter::Splitter;
use crate::words::Words;
use schema::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Learners that see the gaps in other orders, whose weights are averaged.
const LEARNERS: usize = 16;
/// Passes over all gaps.
const PASSES: usize = 8;
/// The longest step.
const RATE: f32 = 0.1;
/// How much a weight shrinks with each gap, relative to the rate.
const DECAY: f32 = 1e-5;
/// Mistakes that nothing is learned from.
const SMALL: f32 = 1e-3;
/// One in how many sentences ends in an abbreviation where it could.
const ABBREVIATED: usize = 12;
/// How often a word must be met for its usual tag to be kept.
const COMMON: usize = 20;

/// Learns from sentences that stand in the order of their texts.
pub fn learn(treebank: &[Sentence], words: &Words, seed: u64) -> Splitter {
    let splitter = Splitter::new(&usual_tags(treebank));
    let (mut gaps, mut dice) = (Vec::new(), Dice::new(seed));
    paragraphs(&abbreviated(treebank, words, &mut dice))
        .iter()
        .for_each(|paragraph| see(paragraph, words, &splitter, &mut gaps));
    let met: BTreeSet<u32> = gaps.iter().flat_map(|(clues, _)| clues).copied().collect();
    let met: Vec<u32> = met.into_iter().collect();
    for clue in gaps.iter_mut().flat_map(|(clues, _)| clues) {
        *clue = met.partition_point(|known| known < clue) as u32;
    }
    let mut mean = vec![0.0; met.len()];
    for _ in 0..LEARNERS {
        let weights = weigh(&gaps, met.len(), &mut dice);
        mean.iter_mut().zip(weights).for_each(|(mean, weight)| *mean += weight / LEARNERS as f32);
    }
    splitter.with_weights(&met.into_iter().zip(mean).collect())
}

/// Finds the tag that each common word has most often.
fn usual_tags(treebank: &[Sentence]) -> BTreeMap<u32, u8> {
    let mut counts: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
    for word in treebank.iter().filter(|sentence| sentence.has_tree()).flat_map(|sentence| &sentence.words) {
        *counts.entry(key(&word.form)).or_default().entry(word.fine).or_default() += 1;
    }
    counts.retain(|_, tags| tags.values().sum::<usize>() >= COMMON);
    let most = |tags: BTreeMap<u8, usize>| tags.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(tag, _)| tag);
    counts.into_iter().map(|(word, tags)| (word, most(tags))).collect()
}

/// Lets some sentences end in an abbreviation, as few of the treebanks do: `at 5 p.m. The troops left.`
fn abbreviated(treebank: &[Sentence], words: &Words, dice: &mut Dice) -> Vec<Sentence> {
    let abbreviations: Vec<&String> = words.abbreviations.iter().collect();
    if abbreviations.is_empty() {
        return treebank.to_vec();
    }
    let mut changed = treebank.to_vec();
    for (at, next) in treebank.iter().enumerate().skip(1) {
        let starts = !next.opens && next.words.first().is_some_and(|word| words.starters.contains(&word.form));
        let own = &mut changed[at - 1].words;
        if starts && own.len() > 3 && own.last().is_some_and(|word| word.form == ".") && dice.below(ABBREVIATED) == 0 {
            own.pop();
            if let Some(last) = own.last_mut() {
                abbreviations[dice.below(abbreviations.len())].clone_into(&mut last.form);
                last.joined = false;
            }
        }
    }
    changed
}

/// Sees the gaps of a paragraph as they are seen where all sentences before were found.
fn see(paragraph: &Paragraph, words: &Words, splitter: &Splitter, gaps: &mut Vec<(Vec<u32>, bool)>) {
    let Paragraph { text, tokens, starts } = paragraph;
    let pieces = splitter.see(text, tokens, words);
    let mut gap = Gap::new(&pieces, 0);
    while gap.next + 1 < tokens.len() {
        gap.pass();
        let ends = starts.binary_search(&gap.next).is_ok();
        if gap.is_possible() {
            let mut clues = Vec::new();
            gap.clues(&mut clues);
            gaps.push((clues, ends));
        }
        if ends {
            gap = Gap::new(&pieces, gap.next);
        }
    }
}

/// Learns what each clue weighs.
fn weigh(gaps: &[(Vec<u32>, bool)], clues: usize, dice: &mut Dice) -> Vec<f32> {
    let (mut weights, mut squares, mut shrunk) = (vec![0f32; clues], vec![0.01f32; clues], vec![0u32; clues]);
    let mut order: Vec<usize> = (0..gaps.len()).collect();
    let mut done = 0u32;
    let mut rate = RATE;
    for _ in 0..PASSES {
        dice.shuffle(&mut order);
        for (clues, ends) in order.iter().map(|at| &gaps[*at]) {
            done += 1;
            rate = RATE * (1.0 - 0.95 * done as f32 / (PASSES * gaps.len()) as f32);
            let mut sum = 0.0;
            for clue in clues.iter().map(|clue| *clue as usize) {
                weights[clue] *= exp(-rate * DECAY * (done - shrunk[clue]) as f32);
                shrunk[clue] = done;
                sum += weights[clue];
            }
            let mistake = 1.0 / (1.0 + exp(-sum)) - f32::from(u8::from(*ends));
            for clue in clues.iter().map(|clue| *clue as usize).filter(|_| mistake.abs() > SMALL) {
                squares[clue] += mistake * mistake;
                weights[clue] -= rate * mistake / squares[clue].sqrt();
            }
        }
    }
    weights.iter().zip(shrunk).map(|(weight, shrunk)| weight * exp(-rate * DECAY * (done - shrunk) as f32)).collect()
}

/// A paragraph as text, with the tokens that start sentences.
struct Paragraph {
    text: String,
    tokens: Vec<Span>,
    starts: Vec<usize>,
}

fn paragraphs(treebank: &[Sentence]) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for sentence in treebank {
        if sentence.opens || paragraphs.is_empty() {
            paragraphs.push(Paragraph { text: String::new(), tokens: Vec::new(), starts: Vec::new() });
        }
        let Some(Paragraph { text, tokens, starts }) = paragraphs.last_mut() else { continue };
        starts.push(tokens.len());
        for word in &sentence.words {
            tokens.push(Span::new(text.len(), text.len() + word.form.len()));
            text.push_str(&word.form);
            if !word.joined {
                text.push(' ');
            }
        }
    }
    paragraphs
}
