//! Which moves lose no arc of the true tree that could still be found?
//!
//! The dynamic oracle of Goldberg and Nivre 2013 for arc-hybrid transitions.

use crate::parser::state::{Move, NONE, State};

/// The true tree: head and relation by node; the root is node 0.
pub struct Tree {
    pub heads: Vec<usize>,
    pub relations: Vec<usize>,
}

/// How many true arcs each kind of move loses: shift, left, right.
pub fn costs(state: &State, tree: &Tree) -> [usize; 3] {
    let (top, next) = (state.top(0), state.waiting(0));
    let waits = |node: usize| node >= state.next && node < state.nodes;
    let lost_children = |of: usize| (state.next..state.nodes).filter(|node| tree.heads[*node] == of).count();
    let shift = if next == NONE {
        0
    } else {
        let below = &state.stack[..state.stack.len() - 1];
        let head = usize::from(below.contains(&tree.heads[next]));
        head + state.stack.iter().filter(|node| **node != 0 && tree.heads[**node] == next).count()
    };
    if top == 0 || top == NONE {
        return [shift, 0, 0];
    }
    let head = tree.heads[top];
    let left = usize::from(head != next && (head == state.top(1) || waits(head))) + lost_children(top);
    let right = usize::from(waits(head)) + lost_children(top);
    [shift, left, right]
}

/// Tells whether a move costs least among the kinds allowed, and names the true relation where its arc is true.
pub fn is_right(number: usize, state: &State, tree: &Tree, costs: [usize; 3], least: usize) -> bool {
    let top = state.top(0);
    match Move::of(number) {
        Move::Shift => costs[0] == least,
        Move::Left(relation) => {
            costs[1] == least && (tree.heads[top] != state.waiting(0) || tree.relations[top] == relation)
        }
        Move::Right(relation) => {
            costs[2] == least && (tree.heads[top] != state.top(1) || tree.relations[top] == relation)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, costs, is_right};
    use crate::parser::state::{MOVES, State};

    #[test]
    fn following_the_oracle_finds_the_tree() {
        // "The army shelled the town today": a projective tree.
        let tree = Tree { heads: vec![usize::MAX, 2, 3, 0, 5, 3, 3], relations: vec![0, 21, 40, 53, 21, 43, 4] };
        let mut state = State::new(6);
        let root = crate::grammar::Relation::Root as usize;
        let tree =
            Tree { relations: tree.relations.iter().map(|r| if *r == 53 { root } else { *r }).collect(), ..tree };
        while !state.is_final() {
            let cost = costs(&state, &tree);
            let chosen = (0..MOVES).rev().find(|n| state.allows(*n) && is_right(*n, &state, &tree, cost, 0)).unwrap();
            state.apply(chosen);
        }
        assert_eq!(state.heads[1..], tree.heads[1..]);
        assert_eq!(state.relations[1..], tree.relations[1..]);
    }
}
