//! How does the tagger learn?

use super::Plan;
use super::dice::Dice;
use super::learner::Learner;
use super::treebank::Sentence;
use crate::form::{Form, key};
use crate::grammar::Tag;
use crate::model::Tagger;
use crate::tagger::{Classes, View};
use crate::weights::{Scorer, best};
use std::collections::{BTreeMap, BTreeSet};

/// Lists the pairs of universal and fine tag that the treebank uses; a tagger's label is a place in the list.
pub fn labels(treebank: &[Sentence]) -> Vec<(Tag, u8)> {
    let pairs: BTreeSet<(Tag, u8)> =
        treebank.iter().flat_map(|s| s.words.iter().map(|word| (word.tag, word.fine))).collect();
    pairs.into_iter().take(255).collect()
}

/// Learns a tagger from the sentences that `takes` admits.
pub fn learn(treebank: &[Sentence], forms: &[Vec<Form>], takes: &dyn Fn(usize) -> bool, plan: Plan) -> Tagger {
    let labels = labels(treebank);
    let truth: Vec<Vec<u8>> = treebank.iter().map(|sentence| truths(sentence, &labels)).collect();
    let mut order: Vec<usize> = (0..treebank.len()).filter(|at| takes(*at)).collect();
    let classes = classes(forms, &truth, &order);
    let views: Vec<Option<View>> =
        forms.iter().enumerate().map(|(at, forms)| takes(at).then(|| View::new(forms.clone(), &classes))).collect();
    let mut learner = Learner::new();
    let mut dice = Dice::new(plan.seed);
    let (mut keys, mut scores) = (Vec::new(), vec![0; labels.len()]);
    for _ in 0..plan.tagger_passes {
        dice.shuffle(&mut order);
        for at in &order {
            let Some(view) = &views[*at] else { continue };
            let mut tags: Vec<u8> = Vec::new();
            for (word, right) in truth[*at].iter().enumerate() {
                view.features(word, &tags, &mut keys);
                scores.fill(0);
                keys.iter().for_each(|key| learner.add(*key, &mut scores));
                let guess = best(&scores, |_| true).unwrap_or(0);
                learner.tick();
                if guess != usize::from(*right) {
                    learner.update(&keys, usize::from(*right), guess);
                }
                tags.push(guess as u8);
            }
        }
    }
    Tagger { labels, classes, weights: learner.freeze(6.0, 3) }
}

fn truths(sentence: &Sentence, labels: &[(Tag, u8)]) -> Vec<u8> {
    let place =
        |word: &super::treebank::Word| labels.iter().position(|label| *label == (word.tag, word.fine)).unwrap_or(0);
    sentence.words.iter().map(|word| place(word) as u8).collect()
}

/// Gives each word that is met three times the class of its usual tags: those that make up a tenth of its uses.
fn classes(forms: &[Vec<Form>], truth: &[Vec<u8>], order: &[usize]) -> Classes {
    let mut counts: BTreeMap<u32, BTreeMap<u8, usize>> = BTreeMap::new();
    for at in order {
        for (form, label) in forms[*at].iter().zip(&truth[*at]) {
            *counts.entry(form.lower).or_default().entry(*label).or_default() += 1;
        }
    }
    let class = |labels: BTreeMap<u8, usize>| {
        let all: usize = labels.values().sum();
        let usual: Vec<u32> =
            labels.iter().filter(|(_, count)| **count * 10 >= all).map(|(label, _)| u32::from(*label)).collect();
        (all >= 3).then(|| key(999, &usual) >> 12)
    };
    counts.into_iter().filter_map(|(word, labels)| Some((word, class(labels)?))).collect()
}
