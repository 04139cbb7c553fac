//! Which layers does the network have, and where do their weights lie?

use super::matrix::padded;
use crate::grammar::Relation;
use crate::names::labels::LABELS;
use std::ops::Range;

/// Numbers that stand for one word.
pub const WIDTH: usize = 128;
/// Numbers that each direction carries along the sentence.
pub const CARRIED: usize = 96;
/// Recurrent layers.
pub const LAYERS: usize = 2;
/// Numbers by which a word and its head find each other.
pub const ARC: usize = 64;
/// Numbers that tell the relation.
pub const LINK: usize = 64;
/// Kinds of distance between a word and its head.
pub const DISTANCES: usize = 32;

/// A matrix and what is added after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dense {
    /// Rows.
    pub inputs: usize,
    /// Columns, a multiple of the lanes.
    pub outputs: usize,
    /// Place of the matrix among all weights.
    pub matrix: Range<usize>,
    /// Place of what is added.
    pub bias: Range<usize>,
}

/// Gain and shift after a row was brought to mean 0 and variance 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Norm {
    /// Place of the gains.
    pub gain: Range<usize>,
    /// Place of the shifts.
    pub shift: Range<usize>,
}

/// The place of every layer among the weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Before the window, before each recurrent layer, and at the end.
    pub norms: Vec<Norm>,
    /// A word with its two neighbors.
    pub window: Dense,
    /// What is carried and how much of it is kept, forwards and backwards.
    pub gates: Vec<Dense>,
    /// What was carried, back to the width of a word.
    pub merges: Vec<Dense>,
    /// Tags.
    pub tag: Dense,
    /// Names.
    pub name: Dense,
    /// A word that looks for its head.
    pub dependent: Dense,
    /// A word as a head.
    pub head: Dense,
    /// How the two fit.
    pub fit: Dense,
    /// How far away and on which side a word looks for its head.
    pub distance: Dense,
    /// The root as a head.
    pub root: Range<usize>,
    /// A dependent, for its relation.
    pub link_dependent: Dense,
    /// A head, for the relation.
    pub link_head: Dense,
    /// The root as a head, for the relation.
    pub link_root: Range<usize>,
    /// Relations.
    pub relation: Dense,
    /// Number of tags.
    pub tags: usize,
    /// Number of all weights.
    pub size: usize,
}

impl Shape {
    /// Lays out the layers for a number of tags.
    pub fn new(tags: usize) -> Self {
        let mut end = 0;
        let mut take = |count: usize| {
            end += count;
            end - count..end
        };
        let norms = (0..LAYERS + 2).map(|_| Norm { gain: take(WIDTH), shift: take(WIDTH) }).collect();
        let mut dense = |inputs: usize, outputs: usize| {
            let outputs = padded(outputs);
            Dense { inputs, outputs, matrix: take(inputs * outputs), bias: take(outputs) }
        };
        let window = dense(3 * WIDTH, WIDTH);
        let gates = (0..LAYERS).map(|_| dense(WIDTH, 4 * CARRIED)).collect();
        let merges = (0..LAYERS).map(|_| dense(2 * CARRIED, WIDTH)).collect();
        let tag = dense(WIDTH, tags);
        let name = dense(WIDTH, LABELS);
        let (dependent, head, fit) = (dense(WIDTH, ARC), dense(WIDTH, ARC), dense(ARC, ARC));
        let distance = dense(ARC, DISTANCES);
        let (link_dependent, link_head) = (dense(WIDTH, LINK), dense(WIDTH, LINK));
        let relation = dense(2 * LINK, Relation::ALL.len());
        let (root, link_root) = (take(ARC), take(LINK));
        Self {
            norms,
            window,
            gates,
            merges,
            tag,
            name,
            dependent,
            head,
            fit,
            distance,
            root,
            link_dependent,
            link_head,
            link_root,
            relation,
            tags,
            size: end,
        }
    }

    /// Gives every matrix.
    pub fn matrices(&self) -> Vec<&Dense> {
        let single = [
            &self.window,
            &self.tag,
            &self.name,
            &self.dependent,
            &self.head,
            &self.fit,
            &self.distance,
            &self.link_dependent,
            &self.link_head,
            &self.relation,
        ];
        single.into_iter().chain(&self.gates).chain(&self.merges).collect()
    }
}

/// Which kind of distance lies between a word and its head, both counted from the start of the sentence?
#[inline(always)]
pub fn distance(dependent: usize, head: usize) -> usize {
    let kind = match head.abs_diff(dependent) {
        0 => return 0,
        near @ 1..=6 => near,
        7..=8 => 7,
        9..=11 => 8,
        12..=15 => 9,
        16..=22 => 10,
        23..=35 => 11,
        _ => 12,
    };
    if head < dependent { kind } else { kind + 12 }
}
