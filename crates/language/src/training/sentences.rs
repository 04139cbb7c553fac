//! How does the splitter learn where sentences end?
//!
//! An averaged perceptron (Collins 2002) with a margin, over the gaps of all paragraphs.

use super::dice::Dice;
use super::treebank::Sentence;
use crate::gap::{Gap, PLACES, Splitter};
use crate::words::Words;
use schema::Span;

/// Passes over all paragraphs.
const PASSES: usize = 12;
/// How far on the right side a sum must lie.
const MARGIN: i32 = 6;

/// Learns from sentences that stand in the order of their texts.
pub fn learn(treebank: &[Sentence], words: &Words, seed: u64) -> Splitter {
    let paragraphs = paragraphs(treebank);
    let mut order: Vec<usize> = (0..paragraphs.len()).collect();
    let mut dice = Dice::new(seed);
    let (mut weights, mut sums) = (vec![0i32; PLACES], vec![0i64; PLACES]);
    let mut step = 0i64;
    for _ in 0..PASSES {
        dice.shuffle(&mut order);
        for at in &order {
            let Paragraph { text, tokens, starts } = &paragraphs[*at];
            let mut gap =
                Gap { text, tokens, words, start: 0, next: 0, quoted: false, bracketed: false, shouted: false };
            for next in 1..tokens.len() {
                gap.pass(next);
                let ends = starts.binary_search(&next).is_ok();
                if gap.is_possible() {
                    step += 1;
                    let features = gap.features();
                    let sum: i32 = features.iter().map(|place| weights[*place as usize]).sum();
                    let sign = if ends { 1 } else { -1 };
                    if sum * sign <= MARGIN {
                        for place in features {
                            weights[place as usize] += sign;
                            sums[place as usize] += i64::from(sign) * step;
                        }
                    }
                }
                if ends {
                    gap = Gap { start: next, quoted: false, bracketed: false, ..gap };
                }
            }
        }
    }
    let mean = |(weight, sum): (&i32, &i64)| f64::from(*weight) - *sum as f64 / step.max(1) as f64;
    Splitter::new(weights.iter().zip(&sums).map(|pair| (mean(pair) * 20.0).round().clamp(-32e3, 32e3) as i16).collect())
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
