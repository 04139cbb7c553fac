//! What does the network see of the sentences that it learns from?

use super::dice::Dice;
use super::teachers::Opinion;
use super::treebank::Sentence;
use crate::grammar::Tag;
use crate::network::rows::Keys;
use crate::network::views::{self, UNKNOWN, View};
use std::collections::{BTreeMap, BTreeSet};

/// One sentence in numbers.
pub struct Example {
    /// The rows of each word.
    pub words: Vec<Rows>,
    /// Labels of tags; none where the sentence has no tree.
    pub tags: Vec<u8>,
    /// Heads, the number of words for the root.
    pub heads: Vec<usize>,
    /// Relations.
    pub relations: Vec<u8>,
    /// Labels of names; none where they are not known.
    pub names: Vec<u8>,
    /// What others think of the sentence, where nobody knows; the heads are then those they think likeliest.
    pub opinion: Option<Opinion>,
}

/// The rows of one word.
pub struct Rows {
    /// Those of the word as such, which it is sometimes taught to do without.
    pub whole: Vec<u32>,
    /// Those of its letters.
    pub letters: Vec<u32>,
    /// One in how many times it is hidden, times 1000.
    pub hidden: usize,
}

/// How often a key must be met to have a row.
fn enough(key: u32) -> usize {
    match View::of(key) {
        View::Word | View::Exact => 2,
        View::Shape | View::Case | View::Unknown => 3,
        View::Start | View::End => 5,
        View::Inside => 10,
    }
}

/// Counts the keys of all words and keeps those that are met often enough.
pub fn vocabulary(treebank: &[Sentence]) -> (Keys, BTreeMap<u32, usize>) {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    let mut keys = Vec::new();
    for sentence in treebank {
        let case = views::case(sentence.words.iter().map(|word| word.form.as_str()));
        for word in &sentence.words {
            views::keys(&word.form, case, &mut keys);
            keys.iter().for_each(|key| *counts.entry(*key).or_default() += 1);
        }
    }
    let kept = counts.iter().filter(|(key, count)| **count >= enough(**key)).map(|(key, _)| *key);
    (Keys::new(kept.chain([UNKNOWN]).collect()), counts)
}

/// Lists the pairs of universal and fine tag that the treebank uses; a label is a place in the list.
pub fn labels(treebank: &[Sentence]) -> Vec<(Tag, u8)> {
    let mut counts: BTreeMap<(Tag, u8), usize> = BTreeMap::new();
    for word in treebank.iter().filter(|sentence| sentence.has_tree()).flat_map(|sentence| &sentence.words) {
        *counts.entry((word.tag, word.fine)).or_default() += 1;
    }
    let pairs: BTreeSet<(Tag, u8)> = counts.into_iter().filter(|(_, count)| *count > 2).map(|(pair, _)| pair).collect();
    pairs.into_iter().take(255).collect()
}

/// Brings a sentence to numbers.
pub fn example(sentence: &Sentence, known: &Keys, counts: &BTreeMap<u32, usize>, labels: &[(Tag, u8)]) -> Example {
    let case = views::case(sentence.words.iter().map(|word| word.form.as_str()));
    let mut keys = Vec::new();
    let words = sentence.words.iter().map(|word| {
        views::keys(&word.form, case, &mut keys);
        let count = counts.get(&keys[0]).copied().unwrap_or(1);
        let is_whole = |key: &u32| matches!(View::of(*key), View::Word | View::Exact);
        let (whole, letters): (Vec<u32>, Vec<u32>) = keys.iter().partition(|key| is_whole(key));
        let whole = whole
            .into_iter()
            .enumerate()
            .map(|(at, key)| known.find(key).or(if at == 0 { known.find(UNKNOWN) } else { None }));
        Rows {
            whole: whole.flatten().collect(),
            letters: letters.into_iter().filter_map(|key| known.find(key)).collect(),
            hidden: 50 + 500 / (1 + 2 * count),
        }
    });
    let words = words.collect();
    let (mut tags, mut heads, mut relations) = (Vec::new(), Vec::new(), Vec::new());
    if sentence.has_tree() {
        for word in &sentence.words {
            let label = labels.iter().position(|label| *label == (word.tag, word.fine));
            let label = label.or_else(|| labels.iter().position(|label| label.0 == word.tag));
            tags.push(label.unwrap_or(0) as u8);
            heads.push(word.head.checked_sub(1).unwrap_or(sentence.words.len()));
            relations.push(word.relation as u8);
        }
    }
    Example { words, tags, heads, relations, names: sentence.names.clone(), opinion: None }
}

impl Rows {
    /// Gives the rows for one pass, with the word as such sometimes hidden.
    pub fn choose(&self, unknown: u32, dice: &mut Dice, out: &mut Vec<u32>) {
        out.clear();
        if dice.below(1000) < self.hidden {
            out.push(unknown);
        } else {
            out.extend_from_slice(&self.whole);
        }
        out.extend_from_slice(&self.letters);
    }
}
