//! Which tellings have to be looked at together?

use crate::blocks::Pair;
use crate::cluster::{connects, pair};
use crate::rows::Row;
use crate::scene::Scene;
use crate::sheet::Verdict;

/// A pair, and what its comparison came to.
pub(crate) type Judged = (Pair, Verdict);

/// Tellings that some chain of pairs connects which may be one happening.
pub(crate) struct Chain<'v> {
    /// The tellings, sorted.
    pub members: &'v [u32],
    /// Their pairs that met and may be one happening, sorted.
    pub pairs: Vec<Judged>,
    rows: &'v [Row],
    chains: &'v Chains,
}

impl<'v> Chain<'v> {
    /// Collects what was judged of these tellings.
    pub fn of(members: &'v [u32], rows: &'v [Row], chains: &'v Chains) -> Self {
        let mut chain = Self { members, pairs: Vec::new(), rows, chains };
        let mut pairs: Vec<Judged> = chain.near().filter(|(_, verdict)| !verdict.barred()).collect();
        pairs.sort_unstable_by_key(|(pair, _)| *pair);
        chain.pairs = pairs;
        chain
    }

    /// Gives the place of a telling in its chain.
    pub fn place(&self, telling: u32) -> usize {
        self.chains.places[telling as usize] as usize
    }

    /// Gives the pairs that may be one happening by the places of the two, with what their comparison came to.
    pub fn met(&self) -> impl Iterator<Item = ((usize, usize), Verdict)> + '_ {
        self.pairs.iter().map(|((one, other), verdict)| ((self.place(*one), self.place(*other)), *verdict))
    }

    /// Gives these pairs and all others that came near one happening.
    pub fn near(&self) -> impl Iterator<Item = Judged> + '_ {
        let inside = |one: u32, other: u32| self.chains.of_telling(other) == self.chains.of_telling(one);
        let near = |row: &'v Row| row.kept.iter().map(|(other, verdict)| (row.one, *other, *verdict));
        let near = self.members.iter().flat_map(move |member| near(&self.rows[*member as usize]));
        near.filter(move |(one, other, _)| inside(*one, *other))
            .map(|(one, other, verdict)| (pair(one, other), verdict))
    }

    /// Tells whether two members, by their places, met and something excludes that they are one.
    pub fn barred(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.members[one], self.members[other]);
        let met = |one: u32, other: u32| self.rows[one as usize].find(other);
        let verdict = met(one, other).or_else(|| met(other, one));
        verdict.is_some_and(|verdict| verdict.is_none_or(Verdict::barred))
    }
}

/// The chain of every telling.
pub(crate) struct Chains {
    /// Of every telling the first of its chain.
    firsts: Vec<u32>,
    /// Of every telling its place in the chain.
    places: Vec<u32>,
    /// The tellings, chain after chain.
    members: Vec<u32>,
}

impl Chains {
    /// Finds the chains: no two groups of different ones can ever join.
    pub fn of(rows: &[Row], scene: &Scene<'_>) -> Self {
        let firsts = connected(rows, connects(scene));
        let mut sizes = vec![0; rows.len()];
        let place = |home: &u32| {
            sizes[*home as usize] += 1;
            sizes[*home as usize] - 1
        };
        let places = firsts.iter().map(place).collect();
        let mut members: Vec<u32> = rows.iter().map(|row| row.one).collect();
        members.sort_unstable_by_key(|telling| (firsts[*telling as usize], *telling));
        Self { firsts, places, members }
    }

    /// Gives the chain of a telling: the first telling in it.
    pub fn of_telling(&self, telling: u32) -> u32 {
        self.firsts[telling as usize]
    }

    /// Gives the tellings of each chain.
    pub fn members(&self) -> impl Iterator<Item = &[u32]> {
        self.members.chunk_by(|one, other| self.of_telling(*one) == self.of_telling(*other))
    }
}

/// Gives for every telling the first of those that such pairs connect it with.
fn connected(rows: &[Row], such: impl Fn(Verdict) -> bool) -> Vec<u32> {
    let mut firsts: Vec<u32> = rows.iter().map(|row| row.one).collect();
    for row in rows {
        for (other, _) in row.kept.iter().filter(|(_, verdict)| such(*verdict)) {
            let (a, b) = (root(&mut firsts, row.one), root(&mut firsts, *other));
            firsts[a.max(b) as usize] = a.min(b);
        }
    }
    rows.iter().map(|row| root(&mut firsts, row.one)).collect()
}

fn root(firsts: &mut [u32], mut index: u32) -> u32 {
    while firsts[index as usize] != index {
        firsts[index as usize] = firsts[firsts[index as usize] as usize];
        index = firsts[index as usize];
    }
    index
}
