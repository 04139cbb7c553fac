//! What speaks for each two groups being one, and how does it pass on when groups join?

use crate::blocks::number;
use crate::chains::Chain;
use std::cmp::Reverse;

/// All evidence between two groups.
#[derive(Clone, Copy)]
pub(crate) struct Bond {
    /// The evidence of all pairs that met.
    pub sum: i64,
    /// The pairs that met; none where something excludes that the two are one.
    pub pairs: u32,
    /// The place in the chain of the pair that agrees best, of several the first; and its evidence.
    pub best: u32,
    odds: i32,
    /// The highest rank in which the two wait to be joined.
    pub offered: i32,
}

/// Where two do not wait.
pub(crate) const NEVER: i32 = i32::MIN;

/// A group, and the number of the bond with it.
pub(crate) type Tie = (u32, u32);

/// The bonds of all groups.
pub(crate) struct Bonds {
    bonds: Vec<Bond>,
    /// Of each group, sorted.
    ties: Vec<Vec<Tie>>,
}

impl Bonds {
    /// Binds the members of a chain that met and may be one.
    pub fn of(chain: &Chain<'_>) -> Self {
        let mut counts = vec![0; chain.members.len()];
        for ((one, other), _) in chain.met() {
            counts[one] += 1;
            counts[other] += 1;
        }
        let mut ties: Vec<Vec<Tie>> = counts.into_iter().map(Vec::with_capacity).collect();
        let mut bonds = Vec::with_capacity(chain.pairs.len());
        for (best, ((one, other), verdict)) in (0..).zip(chain.met()) {
            let bond = number(bonds.len());
            // The pairs are sorted, and so are then the ties.
            ties[one].push((number(other), bond));
            ties[other].push((number(one), bond));
            let odds = verdict.odds();
            bonds.push(Bond { sum: i64::from(odds), pairs: 1, best, odds, offered: NEVER });
        }
        Self { bonds, ties }
    }

    /// Gives a bond.
    pub fn get(&self, number: u32) -> Bond {
        self.bonds[number as usize]
    }

    /// Gives a bond, to be changed.
    pub fn get_mut(&mut self, number: u32) -> &mut Bond {
        &mut self.bonds[number as usize]
    }

    /// Gives the groups that a group has bonds with.
    pub fn ties(&self, group: usize) -> &[Tie] {
        &self.ties[group]
    }

    /// Hands the bonds of one group over to another; gives the other's ties with all those that had bonds with the one.
    pub fn hand_over(&mut self, from: usize, into: usize) -> Vec<Tie> {
        let given = std::mem::take(&mut self.ties[from]);
        let kept = std::mem::take(&mut self.ties[into]);
        let (from, into) = (number(from), number(into));
        let mut changed = Vec::with_capacity(given.len());
        let mut all = Vec::with_capacity(given.len() + kept.len());
        let mut kept = kept.into_iter().filter(|(group, _)| *group != from).peekable();
        for (third, bond) in given.into_iter().filter(|(group, _)| *group != into) {
            while let Some(tie) = kept.next_if(|(group, _)| *group < third) {
                all.push(tie);
            }
            let tie = match kept.next_if(|(group, _)| *group == third) {
                Some(known) => {
                    self.add(known.1, bond);
                    self.untie(third, from);
                    known
                }
                None => {
                    self.get_mut(bond).offered = NEVER;
                    self.tie_anew(third, from, (into, bond));
                    (third, bond)
                }
            };
            all.push(tie);
            changed.push(tie);
        }
        all.extend(kept);
        self.ties[into as usize] = all;
        changed
    }

    /// Adds one bond to another.
    fn add(&mut self, known: u32, more: u32) {
        let more = self.get(more);
        let known = self.get_mut(known);
        known.sum += more.sum;
        known.pairs = if known.pairs.min(more.pairs) == 0 { 0 } else { known.pairs + more.pairs };
        if (more.odds, Reverse(more.best)) > (known.odds, Reverse(known.best)) {
            (known.odds, known.best) = (more.odds, more.best);
        }
    }

    fn untie(&mut self, group: u32, from: u32) {
        let ties = &mut self.ties[group as usize];
        ties.remove(ties.partition_point(|(other, _)| *other < from));
    }

    /// Puts a tie where it belongs, in place of that with another group.
    fn tie_anew(&mut self, group: u32, from: u32, tie: Tie) {
        let ties = &mut self.ties[group as usize];
        let old = ties.partition_point(|(other, _)| *other < from);
        let new = ties.partition_point(|(other, _)| *other < tie.0);
        if old < new {
            ties[old..new].rotate_left(1);
            ties[new - 1] = tie;
        } else {
            ties[new..=old].rotate_right(1);
            ties[new] = tie;
        }
    }
}
