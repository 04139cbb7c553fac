//! What has the parser decided so far, and what may it do next?

use crate::grammar::Relation;

/// Number of moves: shift, and an arc to the left or to the right with each relation.
pub const MOVES: usize = 1 + 2 * RELATIONS;
const RELATIONS: usize = Relation::ALL.len();

/// No node, no relation.
pub const NONE: usize = usize::MAX;

/// What a move does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The next word goes on the stack.
    Shift,
    /// The top of the stack depends on the next word.
    Left(usize),
    /// The top of the stack depends on the word below it.
    Right(usize),
}

impl Move {
    /// Gives the move of a number.
    pub fn of(number: usize) -> Self {
        match number {
            0 => Self::Shift,
            n if n <= RELATIONS => Self::Left(n - 1),
            n => Self::Right(n - 1 - RELATIONS),
        }
    }
}

/// The words that depend on one word so far, on one side.
#[derive(Clone, Copy, Debug)]
pub struct Side {
    /// The outermost.
    pub outer: usize,
    /// The one before it.
    pub second: usize,
    /// How many.
    pub count: u32,
    /// The set of their relations.
    pub relations: u64,
}

const EMPTY: Side = Side { outer: NONE, second: NONE, count: 0, relations: 0 };

/// The stack, the next word and the arcs; node 0 is the root, words count from 1.
#[derive(Clone, Debug)]
pub struct State {
    /// Words that still look for their head; the root at the bottom.
    pub stack: Vec<usize>,
    /// The next word.
    pub next: usize,
    /// How many nodes there are, with the root.
    pub nodes: usize,
    /// Head of each node so far.
    pub heads: Vec<usize>,
    /// Relation of each node to its head so far.
    pub relations: Vec<usize>,
    /// Dependents to the left of each node.
    pub left: Vec<Side>,
    /// Dependents to the right of each node.
    pub right: Vec<Side>,
}

impl State {
    /// Starts on a sentence of `words` words.
    pub fn new(words: usize) -> Self {
        let nodes = words + 1;
        Self {
            stack: vec![0],
            next: 1,
            nodes,
            heads: vec![NONE; nodes],
            relations: vec![NONE; nodes],
            left: vec![EMPTY; nodes],
            right: vec![EMPTY; nodes],
        }
    }

    /// Tells whether every word has its head.
    pub fn is_final(&self) -> bool {
        self.next == self.nodes && self.stack.len() == 1
    }

    /// Gives the node at a depth of the stack, 0 for the top.
    pub fn top(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).map_or(NONE, |at| self.stack[at])
    }

    /// Gives a node that waits, 0 for the next word.
    pub fn waiting(&self, offset: usize) -> usize {
        if self.next + offset < self.nodes { self.next + offset } else { NONE }
    }

    /// Tells whether the move of a number is possible; only one word ever depends on the root, and last of all.
    pub fn allows(&self, number: usize) -> bool {
        let waits = self.next < self.nodes;
        let words = self.stack.len() - 1;
        match Move::of(number) {
            Move::Shift => waits,
            Move::Left(relation) => waits && words >= 1 && relation != Relation::Root as usize,
            Move::Right(relation) => {
                let is_root = relation == Relation::Root as usize;
                if words == 1 { is_root && !waits } else { words >= 2 && !is_root }
            }
        }
    }

    /// Does a move that is allowed.
    pub fn apply(&mut self, number: usize) {
        match Move::of(number) {
            Move::Shift => {
                self.stack.push(self.next);
                self.next += 1;
            }
            Move::Left(relation) => {
                if let Some(dependent) = self.stack.pop() {
                    self.attach(self.next, dependent, relation);
                }
            }
            Move::Right(relation) => {
                if let Some(dependent) = self.stack.pop() {
                    self.attach(self.top(0), dependent, relation);
                }
            }
        }
    }

    /// Gives head and relation of every word; what has no head yet depends on the root.
    pub fn tree(&self) -> Vec<(usize, Relation)> {
        let relation = |node: usize| Relation::ALL.get(self.relations[node]).copied().unwrap_or(Relation::Root);
        (1..self.nodes)
            .map(|node| (if self.heads[node] == NONE { 0 } else { self.heads[node] }, relation(node)))
            .collect()
    }

    fn attach(&mut self, head: usize, dependent: usize, relation: usize) {
        self.heads[dependent] = head;
        self.relations[dependent] = relation;
        let side = if dependent < head { &mut self.left[head] } else { &mut self.right[head] };
        *side = Side {
            outer: dependent,
            second: side.outer,
            count: side.count + 1,
            relations: side.relations | 1 << relation,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{MOVES, State};
    use crate::grammar::Relation;

    #[test]
    fn any_allowed_moves_give_one_root() {
        for seed in 0..200usize {
            let mut state = State::new(1 + seed % 9);
            let mut dice = seed;
            while !state.is_final() {
                let allowed: Vec<usize> = (0..MOVES).filter(|number| state.allows(*number)).collect();
                assert!(!allowed.is_empty());
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state.apply(allowed[(dice >> 33) % allowed.len()]);
            }
            let tree = state.tree();
            assert_eq!(tree.iter().filter(|(head, _)| *head == 0).count(), 1);
            assert!(tree.iter().all(|(head, relation)| (*head == 0) == (*relation == Relation::Root)));
        }
    }
}
