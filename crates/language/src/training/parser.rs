//! How does the parser learn?

use super::Plan;
use super::dice::Dice;
use super::learner::Learner;
use super::oracle::{Tree, costs, is_right};
use super::treebank::Sentence;
use crate::parser::features::Words;
use crate::parser::state::{MOVES, Move, NONE, State};
use crate::weights::{Scorer, Weights, best};

/// From the second pass on, nine of ten mistakes are followed, so that the parser learns to go on from them.
const FOLLOWED: usize = 9;

/// Learns the weights of the moves from trees and from the words with their predicted tags.
pub fn learn(treebank: &[Sentence], views: &[Words], plan: Plan) -> Weights {
    let trees: Vec<Tree> = treebank.iter().map(tree).collect();
    let mut order: Vec<usize> = (0..treebank.len()).collect();
    let mut dice = Dice::new(plan.seed);
    let mut learner = Learner::new();
    for pass in 0..plan.parser_passes {
        dice.shuffle(&mut order);
        for at in &order {
            learn_sentence(&mut learner, &views[*at], &trees[*at], pass > 0, &mut dice);
        }
    }
    learner.freeze(6.0, 9)
}

fn tree(sentence: &Sentence) -> Tree {
    let heads = std::iter::once(NONE).chain(sentence.words.iter().map(|word| word.head)).collect();
    let relations = std::iter::once(NONE).chain(sentence.words.iter().map(|word| word.relation as usize)).collect();
    Tree { heads, relations }
}

fn learn_sentence(learner: &mut Learner, words: &Words, tree: &Tree, explores: bool, dice: &mut Dice) {
    let mut state = State::new(words.len());
    let (mut keys, mut scores) = (Vec::new(), vec![0; MOVES]);
    while !state.is_final() {
        words.features(&state, &mut keys);
        scores.fill(0);
        keys.iter().for_each(|key| learner.add(*key, &mut scores));
        let allowed: Vec<bool> = (0..MOVES).map(|number| state.allows(number)).collect();
        let cost = costs(&state, tree);
        let kind = |number: usize| match Move::of(number) {
            Move::Shift => 0,
            Move::Left(_) => 1,
            Move::Right(_) => 2,
        };
        let least = (0..MOVES).filter(|n| allowed[*n]).map(|n| cost[kind(n)]).min().unwrap_or(0);
        let Some(guess) = best(&scores, |n| allowed[n]) else { break };
        let right = |n: usize| allowed[n] && is_right(n, &state, tree, cost, least);
        // A relation that is right may still be ruled out, as `root` inside a sentence: then any move of the kind will do.
        let truth =
            best(&scores, right).or_else(|| best(&scores, |n| allowed[n] && cost[kind(n)] == least)).unwrap_or(guess);
        learner.tick();
        if guess != truth && !right(guess) {
            learner.update(&keys, truth, guess);
        }
        let follows = explores && dice.below(10) < FOLLOWED;
        state.apply(if follows { guess } else { truth });
    }
}
