//! What does the parser see when it chooses a move?
//!
//! The templates follow Zhang and Nivre 2011: top of the stack, next words, their dependents, distance and valency.

use super::state::{NONE, Side, State};
use crate::form::{Form, key};
use crate::grammar::Tag;

/// A sentence as the parser sees it; node 0 is the root.
pub struct Words {
    words: Vec<u32>,
    endings: Vec<u32>,
    tags: Vec<u32>,
    /// A bit for the universal tag.
    kinds: Vec<u32>,
}

/// What one node shows: word, tag, both, ending.
#[derive(Clone, Copy)]
struct Seen {
    w: u32,
    p: u32,
    wp: u32,
    e: u32,
}

/// The word of the root, and of no node at all.
const ROOT: u32 = 0;
const ABSENT: Seen = Seen { w: 1, p: 1, wp: 1, e: 1 };

impl Words {
    /// Views words with their tags.
    pub fn new(forms: &[Form], tags: &[u8], labels: &[(Tag, u8)]) -> Self {
        let kind = |tag: &u8| labels.get(usize::from(*tag)).map_or(0, |label| 1 << label.0 as u32);
        let with_root =
            |values: &mut dyn Iterator<Item = u32>| std::iter::once(ROOT).chain(values).collect::<Vec<u32>>();
        Self {
            words: with_root(&mut forms.iter().map(|form| form.lower)),
            endings: with_root(&mut forms.iter().map(|form| form.suffixes[2])),
            tags: with_root(&mut tags.iter().map(|tag| u32::from(*tag) + 2)),
            kinds: with_root(&mut tags.iter().map(kind)),
        }
    }

    /// Counts the words.
    pub fn len(&self) -> usize {
        self.words.len() - 1
    }

    /// Collects the features of a state.
    pub fn features(&self, state: &State, keys: &mut Vec<u32>) {
        keys.clear();
        let (s0, s1, s2) = (state.top(0), state.top(1), state.top(2));
        let (b0, b1, b2) = (state.waiting(0), state.waiting(1), state.waiting(2));
        let mut add = |parts: &[u32]| keys.push(key(100 + keys.len() as u32, parts));
        add(&[]);
        self.single(&mut add, [s0, s1, s2, b0, b1, b2, state.waiting(3)]);
        self.pairs(&mut add, s0, s1, b0);
        self.triples(&mut add, [s0, s1, s2, b0, b1, b2]);
        self.distances(&mut add, s0, s1, b0);
        self.valencies(&mut add, state, [s0, s1, b0]);
        self.dependents(&mut add, state, [s0, s1, b0, b1]);
    }

    fn see(&self, node: usize) -> Seen {
        let (Some(w), Some(p), Some(e)) = (self.words.get(node), self.tags.get(node), self.endings.get(node)) else {
            return ABSENT;
        };
        Seen { w: *w, p: *p, wp: w.wrapping_mul(0x9e37_79b1) ^ p, e: *e }
    }

    fn single(&self, add: &mut impl FnMut(&[u32]), nodes: [usize; 7]) {
        for node in nodes {
            let x = self.see(node);
            add(&[x.w]);
            add(&[x.p]);
            add(&[x.wp]);
        }
        for node in &nodes[..4] {
            let x = self.see(*node);
            add(&[x.e, x.p]);
        }
    }

    fn pairs(&self, add: &mut impl FnMut(&[u32]), s0: usize, s1: usize, b0: usize) {
        let (s0, s1, b0) = (self.see(s0), self.see(s1), self.see(b0));
        for (x, y) in [(s0, b0), (s1, s0)] {
            add(&[x.wp, y.wp]);
            add(&[x.wp, y.w]);
            add(&[x.w, y.wp]);
            add(&[x.wp, y.p]);
            add(&[x.p, y.wp]);
            add(&[x.w, y.w]);
            add(&[x.p, y.p]);
            add(&[x.e, x.p, y.e, y.p]);
        }
        add(&[s1.p, b0.p]);
        add(&[s1.w, b0.p]);
        add(&[s1.p, b0.w]);
        add(&[s1.w, b0.w]);
    }

    fn triples(&self, add: &mut impl FnMut(&[u32]), nodes: [usize; 6]) {
        let [s0, s1, s2, b0, b1, b2] = nodes.map(|node| self.see(node));
        add(&[b0.p, b1.p]);
        add(&[b0.w, b1.w]);
        add(&[b0.w, b1.p]);
        add(&[b0.p, b1.w]);
        add(&[s0.p, b0.p, b1.p]);
        add(&[b0.p, b1.p, b2.p]);
        add(&[s0.p, b0.p, b1.p, b2.p]);
        add(&[s1.p, s0.p, b0.p]);
        add(&[s2.p, s1.p, s0.p]);
        add(&[s2.p, s1.p, s0.p, b0.p]);
        add(&[s1.p, s0.p, b0.p, b1.p]);
        add(&[s1.w, s0.p, b0.p]);
        add(&[s1.p, s0.w, b0.p]);
        add(&[s1.p, s0.p, b0.w]);
        add(&[s1.w, s0.w, b0.w]);
        add(&[s1.w, s0.w, b0.p]);
        add(&[s1.w, s0.p, b0.w]);
        add(&[s0.w, b0.p, b1.p]);
        add(&[s0.p, b0.w, b1.p]);
        add(&[s0.p, b0.p, b1.w]);
        add(&[s0.w, b0.w, b1.p]);
        add(&[s0.w, b0.p, b1.w]);
        add(&[s2.w, s0.p, b0.p]);
        add(&[s2.w, s1.p, s0.p]);
    }

    fn distances(&self, add: &mut impl FnMut(&[u32]), s0: usize, s1: usize, b0: usize) {
        for (left, right) in [(s0, b0), (s1, s0)] {
            let far = distance(left, right);
            let (x, y) = (self.see(left), self.see(right));
            add(&[far, x.w]);
            add(&[far, x.p]);
            add(&[far, y.w]);
            add(&[far, y.p]);
            add(&[far, x.p, y.p]);
            add(&[far, x.w, y.w]);
            let between = self.between(left, right);
            add(&[between, x.p, y.p]);
            add(&[between, x.wp]);
            add(&[between, y.wp]);
        }
    }

    /// The set of universal tags between two nodes that lie near.
    fn between(&self, left: usize, right: usize) -> u32 {
        if left == NONE || right == NONE || right - left > 30 {
            return 0xff_ffff;
        }
        self.kinds[left + 1..right].iter().fold(0, |seen, kind| seen | kind)
    }

    fn valencies(&self, add: &mut impl FnMut(&[u32]), state: &State, [s0, s1, b0]: [usize; 3]) {
        for (node, both) in [(s0, true), (s1, true), (b0, false)] {
            let x = self.see(node);
            for side in [Some(&state.left), both.then_some(&state.right)].into_iter().flatten() {
                let (count, set) = side.get(node).map_or((9, 9), |side| (side.count.min(5), fold(side.relations)));
                add(&[count, x.w]);
                add(&[count, x.p]);
                add(&[set, x.w]);
                add(&[set, x.p]);
            }
        }
    }

    fn dependents(&self, add: &mut impl FnMut(&[u32]), state: &State, [s0, s1, b0, b1]: [usize; 4]) {
        let none = Side { outer: NONE, second: NONE, count: 0, relations: 0 };
        let left = |node: usize| state.left.get(node).copied().unwrap_or(none);
        let right = |node: usize| state.right.get(node).copied().unwrap_or(none);
        let relation = |node: usize| state.relations.get(node).map_or(99, |relation| *relation as u32);
        for child in [left(s0).outer, right(s0).outer, left(s1).outer, right(s1).outer, left(b0).outer] {
            let x = self.see(child);
            add(&[x.w]);
            add(&[x.p]);
            add(&[relation(child)]);
        }
        for child in [left(s0).second, right(s0).second, left(s1).second, right(s1).second, left(b0).second] {
            let x = self.see(child);
            add(&[x.p]);
            add(&[relation(child)]);
        }
        let (x0, x1, y0, y1) = (self.see(s0), self.see(s1), self.see(b0), self.see(b1));
        let p = |node| self.see(node).p;
        add(&[x0.p, p(left(s0).outer), y0.p]);
        add(&[x0.p, p(right(s0).outer), y0.p]);
        add(&[x0.p, y0.p, p(left(b0).outer)]);
        add(&[x0.p, p(left(s0).outer), p(left(s0).second)]);
        add(&[x0.p, p(right(s0).outer), p(right(s0).second)]);
        add(&[y0.p, p(left(b0).outer), p(left(b0).second)]);
        add(&[x1.p, p(left(s1).outer), x0.p]);
        add(&[x1.p, p(right(s1).outer), x0.p]);
        add(&[x1.p, x0.p, p(left(s0).outer)]);
        add(&[x1.p, x0.p, p(right(s0).outer)]);
        add(&[x1.w, relation(right(s1).outer), x0.p]);
        add(&[x1.w, relation(right(s1).outer), x0.w]);
        add(&[x0.w, relation(right(s0).outer), y0.p]);
        add(&[x0.w, relation(left(s0).outer), y0.p]);
        add(&[x0.p, relation(left(s0).outer), y0.p, y1.p]);
        add(&[x0.p, relation(right(s0).outer), y0.p, y1.p]);
        add(&[x0.p, fold(left(s0).relations), y0.p]);
        add(&[x0.p, fold(right(s0).relations), y0.p]);
        add(&[x1.p, fold(left(s1).relations), x0.p]);
        add(&[x1.p, fold(right(s1).relations), x0.p]);
        add(&[x1.w, fold(left(s1).relations), x0.p, y0.p]);
        add(&[x0.p, self.see(right(s0).outer).w, y0.p]);
        add(&[x1.p, self.see(left(s0).outer).w, x0.p]);
        add(&[x0.w, self.see(left(s0).outer).w]);
        add(&[y0.w, self.see(left(b0).outer).w]);
    }
}

fn fold(set: u64) -> u32 {
    (set ^ (set >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32) as u32
}

fn distance(left: usize, right: usize) -> u32 {
    match right.checked_sub(left) {
        _ if left == NONE || right == NONE => 9,
        Some(near @ 0..=4) => near as u32,
        Some(5..=7) => 5,
        Some(8..=12) => 6,
        _ => 7,
    }
}
