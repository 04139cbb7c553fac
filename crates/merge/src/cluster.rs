//! Which tellings are one happening?
//!
//! Groups grow from the surest pair down, as long as their tellings agree on average and nothing in one excludes anything in
//! the other. Only tellings that some chain of likely pairs connects are looked at together.

use crate::Evidence;
use crate::blocks::{Known, Pair, crowds, pairs};
use crate::features::{Scene, compare, explain, traits};
use crate::sheet::{UNIT, Verdict, odds, probability};
use crate::telling::Telling;
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

/// What came of grouping.
pub(crate) struct Grouping {
    /// The groups, each sorted, in order of their first members.
    pub groups: Vec<Vec<usize>>,
    /// Why tellings were joined, or stayed apart.
    pub links: Vec<Link>,
}

/// Groups tellings into happenings.
pub(crate) fn group(tellings: &[Telling<'_>], scene: &Scene<'_>) -> Grouping {
    group_pairs(pairs(tellings, scene), tellings, scene)
}

/// Groups tellings of which these pairs, sorted, are worth comparing.
pub(crate) fn group_pairs(pairs: Vec<Pair>, tellings: &[Telling<'_>], scene: &Scene<'_>) -> Grouping {
    let court = Court { tellings, scene, crowds: crowds(&pairs, tellings, scene) };
    let verdicts: Vec<(Pair, Verdict)> = pairs.into_iter().map(|pair| (pair, court.verdict(pair))).collect();
    let mut grouping = Grouping { groups: Vec::new(), links: Vec::new() };
    for (members, inside) in chains(tellings.len(), &verdicts, scene) {
        let mut growth = Growth::new(&court, members, inside);
        growth.grow();
        growth.finish(&mut grouping);
    }
    grouping.groups.sort();
    grouping.links.sort_by(|a, b| (&a.one, &a.other).cmp(&(&b.one, &b.other)));
    grouping
}

/// Tells for each pair whether it is probable enough to connect its tellings.
pub(crate) fn connects(pairs: &[Pair], tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<bool> {
    let court = Court { tellings, scene, crowds: crowds(pairs, tellings, scene) };
    let least = milli(odds(scene.settings.thresholds.note));
    pairs.iter().map(|pair| i64::from(court.verdict(*pair).odds) >= least).collect()
}

/// Gives the evidence on every pair worth comparing that nothing excludes.
pub(crate) fn evidence(tellings: &[Telling<'_>], scene: &Scene<'_>) -> Vec<Evidence> {
    let pairs = pairs(tellings, scene);
    let court = Court { tellings, scene, crowds: crowds(&pairs, tellings, scene) };
    let find = |pair: Pair| {
        let (one, other) = (&tellings[pair.0 as usize], &tellings[pair.1 as usize]);
        let traits = traits(one, other, court.crowd(pair), scene)?;
        Some(Evidence { pair: [one.mention.id.clone(), other.mention.id.clone()], traits })
    };
    pairs.into_iter().filter_map(find).collect()
}

/// Compares tellings.
struct Court<'a, 'b> {
    tellings: &'a [Telling<'b>],
    scene: &'a Scene<'a>,
    crowds: Vec<u32>,
}

impl Court<'_, '_> {
    fn crowd(&self, (one, other): Pair) -> u32 {
        self.crowds[one as usize].min(self.crowds[other as usize])
    }

    fn verdict(&self, pair: Pair) -> Verdict {
        compare(&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize], self.crowd(pair), self.scene)
    }

    fn link(&self, pair: Pair, joined: bool, score: f64) -> Link {
        let (one, other) = (&self.tellings[pair.0 as usize], &self.tellings[pair.1 as usize]);
        let reasons = explain(one, other, self.crowd(pair), self.scene);
        Link { one: one.mention.id.clone(), other: other.mention.id.clone(), joined, score, reasons }
    }
}

type Chain = (Vec<u32>, Vec<(Pair, Verdict)>);

/// Splits the tellings into those that some chain of pairs worth a note connects, each with the pairs inside.
fn chains(tellings: usize, verdicts: &[(Pair, Verdict)], scene: &Scene<'_>) -> Vec<Chain> {
    let least = milli(odds(scene.settings.thresholds.note));
    let mut homes: Vec<u32> = (0..u32::try_from(tellings).unwrap_or(u32::MAX)).collect();
    for ((one, other), verdict) in verdicts {
        if i64::from(verdict.odds) >= least {
            let (a, b) = (root(&mut homes, *one), root(&mut homes, *other));
            homes[a.max(b) as usize] = a.min(b);
        }
    }
    let mut place: BTreeMap<u32, usize> = BTreeMap::new();
    let mut chains: Vec<Chain> = Vec::new();
    for index in 0..homes.len() {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let at = *place.entry(root(&mut homes, index)).or_insert_with(|| {
            chains.push(Chain::default());
            chains.len() - 1
        });
        chains[at].0.push(index);
    }
    for (pair, verdict) in verdicts {
        let home = root(&mut homes, pair.0);
        if home == root(&mut homes, pair.1) {
            chains[place[&home]].1.push((*pair, *verdict));
        }
    }
    chains
}

fn root(homes: &mut [u32], mut index: u32) -> u32 {
    while homes[index as usize] != index {
        homes[index as usize] = homes[homes[index as usize] as usize];
        index = homes[index as usize];
    }
    index
}

#[expect(clippy::cast_possible_truncation, reason = "log odds are small")]
fn milli(odds: f64) -> i64 {
    (odds * UNIT).round() as i64
}

/// The bonds of one group, by the other. A chain of a whole war has millions, and most of its time goes into them.
type Bonds = Known<usize, Bond>;

/// All evidence between two groups.
#[derive(Clone, Copy, Default)]
struct Bond {
    sum: i64,
    pairs: i64,
    barred: bool,
    best: Option<(i32, Reverse<Pair>)>,
}

impl Bond {
    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.pairs += other.pairs;
        self.barred |= other.barred;
        self.best = self.best.max(other.best);
    }
}

/// Groups that grow within one chain; a group is named by the place of one of its members.
struct Growth<'a, 'b, 'c> {
    court: &'c Court<'a, 'b>,
    groups: Vec<Vec<u32>>,
    bonds: Vec<Bonds>,
    known: Known<Pair, bool>,
    versions: Vec<u32>,
    dated: Vec<bool>,
    links: Vec<Link>,
}

impl<'a, 'b, 'c> Growth<'a, 'b, 'c> {
    fn new(court: &'c Court<'a, 'b>, members: Vec<u32>, pairs: Vec<(Pair, Verdict)>) -> Self {
        let mut bonds = vec![Bonds::default(); members.len()];
        let place = |index: u32| members.binary_search(&index).unwrap_or(0);
        for (pair, verdict) in &pairs {
            let best = Some((verdict.odds, Reverse(*pair)));
            let bond = Bond { sum: i64::from(verdict.odds), pairs: 1, barred: verdict.barred, best };
            let (a, b) = (place(pair.0), place(pair.1));
            bonds[a].insert(b, bond);
            bonds[b].insert(a, bond);
        }
        let known = pairs.iter().map(|(pair, verdict)| (*pair, verdict.barred)).collect();
        let versions = vec![0; members.len()];
        let dated = members.iter().map(|index| court.tellings[*index as usize].about().is_some()).collect();
        let groups = members.into_iter().map(|index| vec![index]).collect();
        Self { court, groups, bonds, known, versions, dated, links: Vec::new() }
    }

    /// Gives how far two groups agree: the mean over all pairs, those that never met speaking against.
    fn mean(&self, one: usize, other: usize) -> i64 {
        let Some(bond) = self.bonds[one].get(&other) else { return i64::MIN };
        let known = |group: usize| i64::try_from(self.groups[group].len().min(KNOWN)).unwrap_or(i64::MAX);
        let all = (known(one) * known(other)).max(bond.pairs);
        let strangers = milli(self.court.scene.settings.thresholds.strangers);
        (bond.sum + (all - bond.pairs) * strangers) / all
    }

    fn grow(&mut self) {
        let thresholds = &self.court.scene.settings.thresholds;
        let (pair_least, least) = (milli(odds(thresholds.join)), milli(odds(thresholds.average)));
        let mut heap = BinaryHeap::new();
        for one in 0..self.groups.len() {
            let others: Vec<usize> = self.bonds[one].keys().copied().filter(|other| *other > one).collect();
            others.into_iter().for_each(|other| self.offer(one, other, pair_least, &mut heap));
        }
        while let Some((_, mean, Reverse(one), Reverse(other), versions)) = heap.pop() {
            if self.groups[one].is_empty() || self.groups[other].is_empty() {
                continue;
            }
            // A group that grew agrees less with those it did not meet anew, so an old offer is never too low: it waits again.
            if versions != (self.versions[one], self.versions[other]) {
                self.offer(one, other, least, &mut heap);
                continue;
            }
            if self.excluded(one, other) {
                self.bonds[one].entry(other).and_modify(|bond| bond.barred = true);
                self.bonds[other].entry(one).and_modify(|bond| bond.barred = true);
                continue;
            }
            let (into, changed) = self.join(one, other, mean);
            changed.into_iter().for_each(|third| self.offer(into, third, least, &mut heap));
        }
    }

    /// Puts two groups that agree into the queue.
    fn offer(&self, one: usize, other: usize, least: i64, heap: &mut BinaryHeap<Offer>) {
        let mean = self.mean(one, other);
        if mean >= least && !self.bonds[one].get(&other).is_some_and(|bond| bond.barred) {
            let (a, b) = (one.min(other), one.max(other));
            let dated = self.dated[a] && self.dated[b];
            heap.push((dated, mean, Reverse(a), Reverse(b), (self.versions[a], self.versions[b])));
        }
    }

    /// Looks among tellings that no block brought together for one that excludes another.
    fn excluded(&mut self, one: usize, other: usize) -> bool {
        for a in self.groups[one].iter().take(SPEAKERS) {
            for b in self.groups[other].iter().take(SPEAKERS) {
                let pair = (*a.min(b), *a.max(b));
                if *self.known.entry(pair).or_insert_with(|| self.court.verdict(pair).barred) {
                    return true;
                }
            }
        }
        false
    }

    /// Joins two groups into the one that knows more others; gives it, and those whose bond with it may be closer now.
    fn join(&mut self, one: usize, other: usize, mean: i64) -> (usize, Vec<usize>) {
        if let Some(Reverse(pair)) = self.bonds[one].get(&other).and_then(|bond| bond.best).map(|(_, pair)| pair) {
            self.links.push(self.court.link(pair, true, chance(mean)));
        }
        let (into, from) = if self.bonds[other].len() > self.bonds[one].len() { (other, one) } else { (one, other) };
        let first = self.groups[into].len() == 1 || self.dated[into] != self.dated[from];
        let moved = std::mem::take(&mut self.groups[from]);
        self.groups[into].extend(moved);
        if self.groups[into].len() <= SPEAKERS * 2 {
            self.groups[into].sort_unstable();
        }
        self.dated[into] |= self.dated[from];
        self.versions[into] += 1;
        let changed = self.hand_over(from, into);
        // A group of one was held to the bar for pairs, and a group that gets a date goes before others.
        let all = || self.bonds[into].keys().copied().collect();
        (into, if first { all() } else { changed })
    }

    /// Hands the bonds of one group over to another; gives the groups that they are with.
    #[expect(clippy::iter_over_hash_type, reason = "bonds are sums, and offers stand in an order of their own")]
    fn hand_over(&mut self, from: usize, into: usize) -> Vec<usize> {
        let mut others = Vec::new();
        for (third, bond) in std::mem::take(&mut self.bonds[from]) {
            self.bonds[third].remove(&from);
            if third != into {
                self.bonds[into].entry(third).or_default().add(bond);
                self.bonds[third].entry(into).or_default().add(bond);
                others.push(third);
            }
        }
        others
    }

    fn finish(mut self, grouping: &mut Grouping) {
        let note = milli(odds(self.court.scene.settings.thresholds.note));
        for one in 0..self.groups.len() {
            let mut near: Vec<(i32, Reverse<Pair>, usize)> = self.bonds[one]
                .iter()
                .filter(|(other, _)| **other > one)
                .filter_map(|(other, bond)| bond.best.map(|(odds, pair)| (odds, pair, *other)))
                .filter(|(odds, ..)| i64::from(*odds) >= note)
                .collect();
            near.sort_by_key(|best| Reverse(*best));
            for (_, Reverse(pair), other) in near.into_iter().take(NOTES) {
                let barred = self.bonds[one].get(&other).is_some_and(|bond| bond.barred);
                let score = if barred { 0.0 } else { chance(self.mean(one, other)) };
                let mut link = self.court.link(pair, false, score);
                if barred {
                    link.reasons.push("other tellings of the two happenings exclude one another".into());
                } else {
                    link.reasons.push("the other tellings of the two happenings do not fit together".into());
                }
                self.links.push(link);
            }
        }
        self.groups.iter_mut().for_each(|group| group.sort_unstable());
        let groups = self.groups.into_iter().filter(|group| !group.is_empty());
        grouping.groups.extend(groups.map(|group| group.into_iter().map(|index| index as usize).collect()));
        grouping.links.append(&mut self.links);
    }
}

/// Groups that may join: dated ones first, so that an account without a date cannot glue what happened at two times.
type Offer = (bool, i64, Reverse<usize>, Reverse<usize>, (u32, u32));

#[expect(clippy::cast_precision_loss, reason = "thousandths of log odds")]
fn chance(mean: i64) -> f64 {
    probability(mean as f64 / UNIT)
}
