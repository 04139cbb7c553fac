//! How do groups of tellings grow within one chain?
//!
//! From the surest pair down, as long as their tellings agree on average and nothing in one excludes anything in the other.

use crate::apart::days_between;
use crate::blocks::{Known, Pair};
use crate::cluster::{Chain, Court, Grouping, milli};
use crate::participants::{opposed, side};
use crate::sheet::{UNIT, odds, probability};
use jiff::civil::Date;
use schema::Link;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Of large groups so many members stand for all when it is looked for what excludes them.
const SPEAKERS: usize = 20;

/// A telling meets so many neighbors at most, so that of two large groups not every pair can have met: beyond so many members
/// of either those that never met say nothing.
const KNOWN: usize = 30;

/// A group gets at most so many notes on why it stayed apart from others.
const NOTES: usize = 4;

/// The bonds of one group, by the other. Most of the time and room of a chain goes into them.
type Bonds = Known<u32, Bond>;

/// All evidence between two groups; packed, for a chain of a whole war has millions.
#[derive(Clone, Copy)]
#[repr(C, packed(4))]
struct Bond {
    sum: i64,
    /// The pairs that met; none where something excludes that the two are one.
    pairs: u32,
    /// The place in the chain of the pair that agrees best, of several the first.
    best: u32,
    /// How often the two had grown when they were last offered, and one; at first none.
    offered: u32,
}

/// The evidence on a pair, and the pair: of those that agree equally well the first.
type Best = (i32, Reverse<Pair>);

/// Groups that grow within one chain. A member is named by its place in the chain, a group by the place of one of its members.
pub(crate) struct Growth<'a, 'b, 'c> {
    court: &'c Court<'a, 'b>,
    chain: Chain<'c>,
    groups: Vec<Vec<usize>>,
    /// Of each member its group.
    homes: Vec<usize>,
    /// Of each member those that it met and that exclude it.
    rivals: Vec<Vec<u32>>,
    /// Of each group the latest first and the earliest last of its tellings' days.
    days: Vec<Option<(Date, Date)>>,
    bonds: Vec<Bonds>,
    /// Those who never met, and were compared later.
    strangers: Known<Pair, bool>,
    versions: Vec<u32>,
    dated: Vec<bool>,
    /// Of each group the sorts of those who act in its tellings.
    sides: Vec<u32>,
    links: Vec<Link>,
}

/// Groups that may join: dated ones first, so that an account without a date cannot glue what happened at two times; then how far
/// they agree, the two, and how often each had grown.
type Offer = (bool, i32, Reverse<Pair>, (u32, u32));

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
    /// Begins with a group of each member.
    pub fn new(court: &'c Court<'a, 'b>, chain: Chain<'c>) -> Self {
        let size = chain.members.len();
        let (mut bonds, mut rivals) = (rooms(&chain), vec![Vec::new(); size]);
        for ((pair, verdict), best) in chain.pairs.iter().zip(0..) {
            let (a, b) = (chain.place(pair.0), chain.place(pair.1));
            if verdict.barred() {
                rivals[a].push(number(b));
                rivals[b].push(number(a));
            } else {
                let bond = Bond { sum: i64::from(verdict.odds()), pairs: 1, best, offered: 0 };
                bonds[a].insert(number(b), bond);
                bonds[b].insert(number(a), bond);
            }
        }
        let telling = |index: &u32| &court.tellings[*index as usize];
        Self {
            days: chain.members.iter().map(|index| telling(index).when.map(|when| (when.from, when.to))).collect(),
            dated: chain.members.iter().map(|index| telling(index).about().is_some()).collect(),
            sides: chain.members.iter().map(|index| side(telling(index), court.scene)).collect(),
            groups: (0..size).map(|place| vec![place]).collect(),
            homes: (0..size).collect(),
            versions: vec![0; size],
            strangers: Known::default(),
            links: Vec::new(),
            court,
            chain,
            bonds,
            rivals,
        }
    }

    /// Joins groups until no two are left that may.
    fn grow(&mut self) {
        let thresholds = &self.court.scene.settings.thresholds;
        let (pair_least, least) = (milli(odds(thresholds.join)), milli(odds(thresholds.average)));
        let mut offers = Offers::default();
        for one in 0..self.groups.len() {
            let others: Vec<usize> = self.others(one).filter(|other| *other > one).collect();
            offers.first.extend(others.into_iter().filter_map(|other| self.offer(one, other, pair_least)));
        }
        offers.first.sort_unstable();
        while let Some((_, mean, Reverse(pair), versions)) = offers.pop() {
            let (one, other) = (pair.0 as usize, pair.1 as usize);
            if self.groups[one].is_empty() || self.groups[other].is_empty() {
                continue;
            }
            // A group that grew agrees less with those it did not meet anew, so an old offer is never too low: it waits again.
            if versions != (self.versions[one], self.versions[other]) {
                offers.later.extend(self.offer(one, other, least));
                continue;
            }
            if self.excludes(one, other) || self.excludes_unmet(one, other) {
                self.bonds[one].entry(number(other)).and_modify(|bond| bond.pairs = 0);
                self.bonds[other].entry(number(one)).and_modify(|bond| bond.pairs = 0);
                continue;
            }
            let (into, changed) = self.join(one, other, i64::from(mean));
            offers.later.extend(changed.into_iter().filter_map(|third| self.offer(into, third, least)));
        }
    }

    /// Gives how far two groups agree: the mean over all pairs, those that never met speaking against.
    fn mean(&self, one: usize, other: usize) -> i64 {
        let Some(bond) = self.bonds[one].get(&number(other)).filter(|bond| bond.pairs > 0) else { return i64::MIN };
        let known = |group: usize| i64::try_from(self.groups[group].len().min(KNOWN)).unwrap_or(i64::MAX);
        let met = i64::from(bond.pairs);
        let all = (known(one) * known(other)).max(met);
        let thresholds = &self.court.scene.settings.thresholds;
        let sides = if self.opposed(one, other) { milli(thresholds.sides) } else { 0 };
        (bond.sum + (all - met) * milli(thresholds.strangers)) / all + sides
    }

    /// Tells whether all who act in one group are of other sorts than all who act in the other.
    fn opposed(&self, one: usize, other: usize) -> bool {
        opposed(self.sides[one], self.sides[other])
    }

    /// Offers two groups that agree, unless they were offered as they are.
    fn offer(&mut self, one: usize, other: usize, least: i64) -> Option<Offer> {
        let mean = i32::try_from(self.mean(one, other)).ok().filter(|mean| i64::from(*mean) >= least)?;
        let (a, b) = (one.min(other), one.max(other));
        let versions = (self.versions[a], self.versions[b]);
        let bond = self.bonds[a].get_mut(&number(b))?;
        let grown = versions.0 + versions.1 + 1;
        if bond.offered == grown {
            return None;
        }
        bond.offered = grown;
        Some((self.dated[a] && self.dated[b], mean, Reverse((number(a), number(b))), versions))
    }

    /// Tells whether the days of two groups, or tellings of theirs that met, exclude one another.
    fn excludes(&self, one: usize, other: usize) -> bool {
        let widest = self.court.scene.settings.windows.widest();
        let apart = |(a, b): ((Date, Date), (Date, Date))| days_between(a.1, b.0).max(days_between(b.1, a.0)) > widest;
        let (few, many) = if self.groups[one].len() <= self.groups[other].len() { (one, other) } else { (other, one) };
        let mut rivals = self.groups[few].iter().flat_map(|member| &self.rivals[*member]);
        self.days[one].zip(self.days[other]).is_some_and(apart)
            || rivals.any(|rival| self.homes[*rival as usize] == many)
    }

    /// Looks among tellings that no block brought together for one that excludes another.
    fn excludes_unmet(&mut self, one: usize, other: usize) -> bool {
        for a in self.groups[one].iter().take(SPEAKERS) {
            for b in self.groups[other].iter().take(SPEAKERS) {
                let pair = (self.chain.members[*a.min(b)], self.chain.members[*a.max(b)]);
                let met = || self.chain.pairs.binary_search_by_key(&pair, |(pair, _)| *pair).is_ok();
                if *self.strangers.entry(pair).or_insert_with(|| !met() && self.court.bars(pair)) {
                    return true;
                }
            }
        }
        false
    }

    /// Joins two groups into the one that knows more others; gives it, and those whose bond with it may be closer now.
    fn join(&mut self, one: usize, other: usize, mean: i64) -> (usize, Vec<usize>) {
        if let Some(bond) = self.bonds[one].get(&number(other)) {
            let (pair, _) = self.chain.pairs[bond.best as usize];
            self.links.push(self.court.link(pair, true, chance(mean)));
        }
        let (into, from) = if self.bonds[other].len() > self.bonds[one].len() { (other, one) } else { (one, other) };
        let first = self.groups[into].len() == 1 || self.dated[into] != self.dated[from];
        let moved = std::mem::take(&mut self.groups[from]);
        moved.iter().for_each(|member| self.homes[*member] = into);
        self.groups[into].extend(moved);
        if self.groups[into].len() <= SPEAKERS * 2 {
            self.groups[into].sort_unstable();
        }
        self.dated[into] |= self.dated[from];
        self.sides[into] |= self.sides[from];
        self.days[into] = match (self.days[into], self.days[from]) {
            (Some(a), Some(b)) => Some((a.0.max(b.0), a.1.min(b.1))),
            (a, b) => a.or(b),
        };
        self.versions[into] += 1;
        let changed = self.hand_over(from, into);
        // A group of one was held to the bar for pairs, and a group that gets a date goes before others.
        (into, if first { self.others(into).collect() } else { changed })
    }

    /// Hands the bonds of one group over to another; gives the groups that they are with.
    #[expect(clippy::iter_over_hash_type, reason = "bonds are sums, and offers stand in an order of their own")]
    fn hand_over(&mut self, from: usize, into: usize) -> Vec<usize> {
        let mut others = Vec::new();
        for (third, bond) in std::mem::take(&mut self.bonds[from]) {
            let other = third as usize;
            self.bonds[other].remove(&number(from));
            if other != into {
                let bond =
                    self.bonds[into].get(&third).map_or(Bond { offered: 0, ..bond }, |known| self.both(*known, bond));
                self.bonds[into].insert(third, bond);
                self.bonds[other].insert(number(into), bond);
                others.push(other);
            }
        }
        others
    }

    /// Adds up two bonds.
    fn both(&self, one: Bond, other: Bond) -> Bond {
        let rank = |bond: &Bond| (self.chain.pairs[bond.best as usize].1.odds(), Reverse(bond.best));
        let pairs = if one.pairs.min(other.pairs) == 0 { 0 } else { one.pairs + other.pairs };
        let best = if rank(&one) >= rank(&other) { one.best } else { other.best };
        Bond { sum: one.sum + other.sum, pairs, best, offered: 0 }
    }

    /// Gives the groups that a group has bonds with.
    fn others(&self, group: usize) -> impl Iterator<Item = usize> {
        self.bonds[group].keys().map(|other| *other as usize)
    }

    /// Gives the groups when they are grown, and why they joined and why they stayed apart.
    pub fn grown(mut self) -> Grouping {
        self.grow();
        let refusals = self.refusals();
        self.links.extend(refusals);
        self.groups.iter_mut().for_each(|group| group.sort_unstable());
        let members = |group: Vec<usize>| group.into_iter().map(|place| self.chain.members[place] as usize).collect();
        let groups = self.groups.into_iter().filter(|group| !group.is_empty()).map(members).collect();
        Grouping { groups, links: self.links }
    }

    /// Gives the likeliest pairs of every two groups that stayed apart, a few of each group.
    fn refusals(&self) -> Vec<Link> {
        let least = milli(odds(self.court.scene.settings.thresholds.note));
        let mut best: BTreeMap<(usize, usize), Best> = BTreeMap::new();
        for (pair, verdict) in self.chain.pairs {
            let odds = verdict.odds();
            let (a, b) = (self.homes[self.chain.place(pair.0)], self.homes[self.chain.place(pair.1)]);
            if a != b && i64::from(odds) >= least {
                let best = best.entry((a.min(b), a.max(b))).or_insert((i32::MIN, Reverse(*pair)));
                *best = (*best).max((odds, Reverse(*pair)));
            }
        }
        let near: Vec<(usize, Best, usize)> = best.into_iter().map(|((one, other), best)| (one, best, other)).collect();
        let few = near.chunk_by(|a, b| a.0 == b.0).flat_map(|near| {
            let mut near = near.to_vec();
            near.sort_by_key(|(_, best, other)| Reverse((*best, *other)));
            near.into_iter().take(NOTES)
        });
        few.map(|(one, (_, Reverse(pair)), other)| self.refusal(one, other, pair)).collect()
    }

    fn refusal(&self, one: usize, other: usize, pair: Pair) -> Link {
        let barred =
            self.excludes(one, other) || self.bonds[one].get(&number(other)).is_some_and(|bond| bond.pairs == 0);
        let score = if barred { 0.0 } else { chance(self.mean(one, other)) };
        let mut link = self.court.link(pair, false, score);
        if !barred && self.opposed(one, other) {
            link.reasons.push("other sorts of people act in the tellings of the two happenings".into());
        } else if !barred {
            link.reasons.push("the other tellings of the two happenings do not fit together".into());
        } else if !self.court.bars(pair) {
            link.reasons.push("other tellings of the two happenings exclude one another".into());
        }
        link
    }
}

/// Makes room for the bonds of each member.
fn rooms(chain: &Chain<'_>) -> Vec<Bonds> {
    let mut counts = vec![0; chain.members.len()];
    for (pair, _) in chain.pairs.iter().filter(|(_, verdict)| !verdict.barred()) {
        counts[chain.place(pair.0)] += 1;
        counts[chain.place(pair.1)] += 1;
    }
    counts.into_iter().map(|count| Bonds::with_capacity_and_hasher(count, Default::default())).collect()
}

/// Numbers a place in the chain.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_precision_loss, reason = "thousandths of log odds")]
fn chance(mean: i64) -> f64 {
    probability(mean as f64 / UNIT)
}
