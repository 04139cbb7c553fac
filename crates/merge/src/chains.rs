//! Which tellings have to be looked at together?

use crate::blocks::{Pair, number};
use crate::cluster::pair;
use crate::rows::Row;
use crate::sheet::Verdict;
use rayon::prelude::*;

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
        let inside = |one: u32, other: u32| chains.of_telling(other) == chains.of_telling(one);
        let kept = |row: &'v Row| row.kept.iter().map(|(other, verdict)| (row.one, *other, *verdict));
        let kept = members.iter().flat_map(|member| kept(&rows[*member as usize]));
        let fits = kept.filter(|(one, other, verdict)| !verdict.barred() && inside(*one, *other));
        let mut pairs: Vec<Judged> = fits.map(|(one, other, verdict)| (pair(one, other), verdict)).collect();
        pairs.sort_unstable_by_key(|(pair, _)| *pair);
        Self { members, pairs, rows, chains }
    }

    /// Gives the place of a telling in its chain.
    pub fn place(&self, telling: u32) -> usize {
        self.chains.places[telling as usize] as usize
    }

    /// Gives the pairs that may be one happening by the places of the two, with what their comparison came to.
    pub fn met(&self) -> impl Iterator<Item = ((usize, usize), Verdict)> + '_ {
        self.pairs.iter().map(|((one, other), verdict)| ((self.place(*one), self.place(*other)), *verdict))
    }

    /// Tells whether two members, by their places, met and something excludes that they are one.
    pub fn barred(&self, one: usize, other: usize) -> bool {
        let verdict = met(self.rows, (self.members[one], self.members[other]));
        verdict.is_some_and(|verdict| verdict.is_none_or(Verdict::barred))
    }
}

/// The chain of every telling.
#[derive(Default)]
pub(crate) struct Chains {
    /// Of every telling the first of its chain.
    firsts: Vec<u32>,
    /// Of every telling its place in the chain.
    places: Vec<u32>,
    /// The tellings, chain after chain.
    members: Vec<u32>,
}

impl Chains {
    /// Finds the chains that such pairs make.
    pub fn of(rows: &[Row], such: impl Fn(Verdict) -> bool) -> Self {
        Self::joining((0..rows.len()).map(number).collect(), linked(rows, such))
    }

    /// Finds the chains of groups, given by the `homes` of tellings, that may still join: no two groups of different ones ever can.
    ///
    /// Two groups join where their pairs agree on average, so some of them `fits`, and those of some two groups they are made
    /// of agree by `least` on average and exclude nothing.
    pub fn of_groups(rows: &[Row], homes: &[u32], fits: impl Fn(Verdict) -> bool, least: i64) -> Self {
        let mut groups: Vec<u32> = rows.iter().map(|row| row.one).collect();
        groups.sort_unstable_by_key(|telling| (homes[*telling as usize], *telling));
        let members = |home: u32| {
            let from = groups.partition_point(|telling| homes[*telling as usize] < home);
            groups[from..].iter().copied().take_while(move |telling| homes[*telling as usize] == home)
        };
        let mut links: Vec<Pair> =
            linked(rows, fits).map(|(one, other)| pair(homes[one as usize], homes[other as usize])).collect();
        links.sort_unstable();
        links.dedup();
        let agree = |(one, other): &Pair| {
            let (mut sum, mut count) = (0, 0);
            for pair in members(*one).flat_map(|a| members(*other).map(move |b| (a, b))) {
                match met(rows, pair) {
                    None => {}
                    Some(Some(verdict)) if !verdict.barred() => {
                        sum += i64::from(verdict.odds());
                        count += 1;
                    }
                    Some(_) => return false,
                }
            }
            sum >= least * count
        };
        let links: Vec<Pair> = links.into_par_iter().filter(|link| link.0 != link.1 && agree(link)).collect();
        Self::joining(homes.to_vec(), links.into_iter())
    }

    /// Gives the chain of a telling: the first telling in it.
    pub fn of_telling(&self, telling: u32) -> u32 {
        self.firsts[telling as usize]
    }

    /// Gives the tellings of each chain.
    pub fn members(&self) -> impl Iterator<Item = &[u32]> {
        self.members.chunk_by(|one, other| self.of_telling(*one) == self.of_telling(*other))
    }

    /// Joins what is linked, given of each telling the first of those that are one already.
    fn joining(mut firsts: Vec<u32>, links: impl Iterator<Item = Pair>) -> Self {
        for (one, other) in links {
            let (a, b) = (root(&mut firsts, one), root(&mut firsts, other));
            firsts[a.max(b) as usize] = a.min(b);
        }
        let firsts: Vec<u32> = (0..firsts.len()).map(|telling| root(&mut firsts, number(telling))).collect();
        let mut sizes = vec![0; firsts.len()];
        let place = |home: &u32| {
            sizes[*home as usize] += 1;
            sizes[*home as usize] - 1
        };
        let places = firsts.iter().map(place).collect();
        let mut members: Vec<u32> = (0..firsts.len()).map(number).collect();
        members.sort_unstable_by_key(|telling| (firsts[*telling as usize], *telling));
        Self { firsts, places, members }
    }
}

/// Gives the pairs of which this is so.
fn linked(rows: &[Row], such: impl Fn(Verdict) -> bool) -> impl Iterator<Item = Pair> {
    let linked = move |row: &Row| {
        let such = row.kept.iter().filter(|(_, verdict)| such(*verdict));
        such.map(|(other, _)| pair(row.one, *other)).collect::<Vec<Pair>>()
    };
    rows.iter().flat_map(linked)
}

/// Gives what was judged of two tellings that met; none inside where something excludes that they are one, or they do not come near.
fn met(rows: &[Row], (one, other): Pair) -> Option<Option<Verdict>> {
    let find = |one: u32, other: u32| rows[one as usize].find(other);
    find(one, other).or_else(|| find(other, one))
}

fn root(firsts: &mut [u32], mut index: u32) -> u32 {
    while firsts[index as usize] != index {
        firsts[index as usize] = firsts[firsts[index as usize] as usize];
        index = firsts[index as usize];
    }
    index
}
