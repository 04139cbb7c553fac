//! How do groups of tellings grow within one chain?
//!
//! From the surest pair down, as long as their tellings agree on average and nothing in one excludes anything in the other.

use crate::apart::days_between;
use crate::blocks::{Known, Pair, number};
use crate::bonds::{Bond, Bonds, NEVER, Tie};
use crate::chains::Chain;
use crate::cluster::{Decision, SPEAKERS, pair};
use crate::court::Court;
use crate::participants::{opposed, side};
use crate::sheet::{chance, milli, odds};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A telling meets so many neighbors at most, so that of two large groups not every pair can have met: beyond so many members
/// of either those that never met say nothing.
const KNOWN: usize = 30;

/// A rank above all ranks of groups of which one has no date.
const DATED: i32 = 1_000_000;

/// Groups that grow within one chain. A member is named by its place in the chain, a group by the place of its first member.
pub(crate) struct Growth<'a, 'b, 'c> {
    court: &'c Court<'a, 'b>,
    chain: Chain<'c>,
    groups: Vec<Vec<usize>>,
    /// Of each group the latest first and the earliest last of its tellings' days.
    days: Vec<Option<(Date, Date)>>,
    bonds: Bonds,
    /// Those who never met, and were compared later.
    strangers: Known<Pair, bool>,
    /// What it speaks against two groups that a pair of theirs never met, and that other sorts of people act in them.
    strange: i64,
    unlike: i64,
    dated: Vec<bool>,
    /// Of each group the sorts of those who act in its tellings.
    sides: Vec<u32>,
    decisions: Vec<Decision>,
}

/// Groups that may join, and the number of their bond: dated ones first, so that an account without a date cannot glue what happened
/// at two times; then by how far they agree.
type Offer = (i32, Reverse<Pair>, u32);

/// Offers, the best first. Most are known from the start: sorting these takes less than a heap of them.
#[derive(Default)]
struct Offers {
    first: Vec<Offer>,
    later: BinaryHeap<Offer>,
}

impl Offers {
    fn pop(&mut self) -> Option<Offer> {
        if self.later.peek() > self.first.last() { self.later.pop() } else { self.first.pop() }
    }
}

impl<'a, 'b, 'c> Growth<'a, 'b, 'c> {
    /// Begins with the groups that there are, given by the `homes` of all tellings.
    pub fn new(court: &'c Court<'a, 'b>, chain: Chain<'c>, homes: &[u32]) -> Self {
        let size = chain.members.len();
        let telling = |index: &u32| &court.tellings[*index as usize];
        let mut growth = Self {
            days: chain.members.iter().map(|index| telling(index).when.map(|when| (when.from, when.to))).collect(),
            dated: chain.members.iter().map(|index| telling(index).about().is_some()).collect(),
            sides: chain.members.iter().map(|index| side(telling(index), court.scene)).collect(),
            groups: (0..size).map(|place| vec![place]).collect(),
            bonds: Bonds::of(&chain),
            strangers: Known::default(),
            strange: milli(court.scene.settings.thresholds.strangers),
            unlike: milli(court.scene.settings.thresholds.sides),
            decisions: Vec::new(),
            court,
            chain,
        };
        for (place, telling) in growth.chain.members.iter().enumerate() {
            let home = homes[*telling as usize];
            if home != *telling {
                growth.unite(growth.chain.place(home), place);
            }
        }
        growth
    }

    /// Joins groups until no two are left that may, and agree by `floor`.
    fn grow(&mut self, floor: i32) {
        let thresholds = &self.court.scene.settings.thresholds;
        let (pair_least, least) = (milli(odds(thresholds.join)), milli(odds(thresholds.average)));
        let mut offers = Offers::default();
        for one in 0..self.groups.len() {
            let later = self.bonds.ties(one).iter().filter(|(other, _)| *other as usize > one);
            for tie in later.copied().collect::<Vec<Tie>>() {
                let both_alone = self.groups[one].len().max(self.groups[tie.0 as usize].len()) == 1;
                offers.first.extend(self.offer(one, tie, if both_alone { pair_least } else { least }));
            }
        }
        offers.first.sort_unstable();
        while let Some((rank, Reverse(pair), bond)) = offers.pop().filter(|(rank, ..)| *rank >= floor) {
            let (one, other) = (pair.0 as usize, pair.1 as usize);
            if self.groups[one].is_empty() || self.groups[other].is_empty() {
                continue;
            }
            // A group that grew agrees less with those it did not meet anew, so an old offer is never too low: it waits again.
            let mean = self.mean(one, other, self.bonds.get(bond));
            if self.rank(one, other, mean) != Some(rank) {
                self.bonds.get_mut(bond).offered = NEVER;
                offers.later.extend(self.offer(one, (pair.1, bond), least));
                continue;
            }
            if self.excludes(one, other) || self.excludes_unmet(one, other) {
                self.bonds.get_mut(bond).pairs = 0;
                continue;
            }
            let (into, changed) = self.join(one, other, (bond, mean));
            offers.later.extend(changed.into_iter().filter_map(|tie| self.offer(into, tie, least)));
        }
    }

    /// Gives how far two groups agree: the mean over all pairs, those that never met speaking against.
    fn mean(&self, one: usize, other: usize, bond: Bond) -> i64 {
        if bond.pairs == 0 {
            return i64::MIN;
        }
        let known = |group: usize| i64::try_from(self.groups[group].len().min(KNOWN)).unwrap_or(i64::MAX);
        let met = i64::from(bond.pairs);
        let all = (known(one) * known(other)).max(met);
        let sides = if self.opposed(one, other) { self.unlike } else { 0 };
        (bond.sum + (all - met) * self.strange) / all + sides
    }

    /// Tells whether all who act in one group are of other sorts than all who act in the other.
    fn opposed(&self, one: usize, other: usize) -> bool {
        opposed(self.sides[one], self.sides[other])
    }

    /// Gives the rank of two groups that agree so far, among all that may join.
    fn rank(&self, one: usize, other: usize, mean: i64) -> Option<i32> {
        let dated = if self.dated[one] && self.dated[other] { DATED } else { 0 };
        i32::try_from(mean).ok().map(|mean| mean + dated)
    }

    /// Offers two groups that agree, unless they wait already in no lower rank.
    fn offer(&mut self, one: usize, (other, tied): Tie, least: i64) -> Option<Offer> {
        let bond = self.bonds.get(tied);
        let mean = self.mean(one, other as usize, bond);
        let rank = self.rank(one, other as usize, mean).filter(|rank| mean >= least && *rank > bond.offered)?;
        self.bonds.get_mut(tied).offered = rank;
        Some((rank, Reverse(pair(number(one), other)), tied))
    }

    /// Tells whether the days of two groups, or tellings of theirs that met, exclude one another.
    fn excludes(&self, one: usize, other: usize) -> bool {
        let widest = self.court.scene.settings.windows.widest();
        let apart = |(a, b): ((Date, Date), (Date, Date))| days_between(a.1, b.0).max(days_between(b.1, a.0)) > widest;
        let barred = |member: &usize| self.groups[other].iter().any(|rival| self.chain.barred(*member, *rival));
        self.days[one].zip(self.days[other]).is_some_and(apart) || self.groups[one].iter().any(barred)
    }

    /// Looks among tellings that no block brought together for one that excludes another.
    fn excludes_unmet(&mut self, one: usize, other: usize) -> bool {
        for a in self.groups[one].iter().take(SPEAKERS) {
            for b in self.groups[other].iter().take(SPEAKERS) {
                let pair = pair(self.chain.members[*a], self.chain.members[*b]);
                let met = || self.chain.pairs.binary_search_by_key(&pair, |(pair, _)| *pair).is_ok();
                if *self.strangers.entry(pair).or_insert_with(|| !met() && self.court.bars(pair)) {
                    return true;
                }
            }
        }
        false
    }

    /// Joins two groups, as is to be told; gives the one that is left, and its ties that may be closer now.
    fn join(&mut self, one: usize, other: usize, (bond, mean): (u32, i64)) -> (usize, Vec<Tie>) {
        let (pair, _) = self.chain.pairs[self.bonds.get(bond).best as usize];
        self.decisions.push(Decision { pair, joined: true, score: chance(mean), because: None });
        self.unite(one.min(other), one.max(other))
    }

    /// Joins a group into one before it; gives the latter, and its ties that may be closer now.
    fn unite(&mut self, into: usize, from: usize) -> (usize, Vec<Tie>) {
        let sides = self.sides[into] | self.sides[from];
        let first = self.groups[into].len() == 1 || self.dated[into] != self.dated[from] || self.sides[into] != sides;
        let moved = std::mem::take(&mut self.groups[from]);
        self.groups[into].extend(moved);
        self.groups[into].sort_unstable();
        self.dated[into] |= self.dated[from];
        self.sides[into] = sides;
        self.days[into] = match (self.days[into], self.days[from]) {
            (Some(a), Some(b)) => Some((a.0.max(b.0), a.1.min(b.1))),
            (a, b) => a.or(b),
        };
        let changed = self.bonds.hand_over(from, into);
        // A group of one was held to the bar for pairs, one that gets a date goes before others, and one in which others act too
        // may fit those that it did not.
        (into, if first { self.bonds.ties(into).to_vec() } else { changed })
    }

    /// Gives the groups of more than one when they are grown, and what was decided about them. Groups join that agree by `sure`, and,
    /// where it is none, all that may.
    pub fn grown(mut self, sure: Option<i64>) -> Grown {
        self.grow(sure.and_then(|sure| i32::try_from(sure).ok()).map_or(NEVER, |sure| DATED + sure));
        let telling = |place: usize| self.chain.members[place];
        let groups = self.groups.iter().filter(|group| group.len() > 1);
        let groups = groups.map(|group| group.iter().map(|place| telling(*place)).collect()).collect();
        Grown { groups, decisions: self.decisions }
    }
}

/// What came of growth.
pub(crate) struct Grown {
    /// The groups of more than one, each sorted.
    pub groups: Vec<Vec<u32>>,
    /// Which were joined.
    pub decisions: Vec<Decision>,
}
