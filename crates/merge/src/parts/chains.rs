//! Which tellings does some chain of pairs connect?

use crate::copies::root;
use std::collections::HashMap;

/// The chains that pairs make, which come one after the other, in any order; a few numbers for each telling, however many pairs.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    places: HashMap<i64, usize>,
    numbers: Vec<i64>,
    homes: Vec<usize>,
    /// Of each home the first of the tasks that judged its pairs.
    tasks: Vec<i64>,
}

impl Chains {
    /// Connects two tellings, as some task judged; tells whether that made one chain of two.
    pub fn connect(&mut self, task: i64, (one, other): (i64, i64)) -> bool {
        let (one, other) = (self.place(one), self.place(other));
        let (a, b) = (root(&mut self.homes, one), root(&mut self.homes, other));
        self.homes[b] = a;
        self.tasks[a] = task.min(self.tasks[a]).min(self.tasks[b]);
        a != b
    }

    /// Deals whole chains to bins of about so many tellings; gives every telling of a chain with its bin, sorted.
    ///
    /// Chains of one task stand together: what they are made of needs to be sent to few bins.
    #[must_use]
    pub fn deal(mut self, most: usize) -> Vec<(i64, i64)> {
        let mut first = vec![i64::MAX; self.homes.len()];
        let mut members: Vec<(i64, usize)> = Vec::with_capacity(self.homes.len());
        for (place, number) in self.numbers.iter().enumerate() {
            let home = root(&mut self.homes, place);
            first[home] = first[home].min(*number);
            members.push((*number, home));
        }
        let chain = |home: usize| (self.tasks[home], first[home]);
        members.sort_unstable_by_key(|&(number, home)| (chain(home), number));
        let (mut bin, mut held) = (0, 0);
        let mut dealt = Vec::with_capacity(members.len());
        for chain in members.chunk_by(|(_, one), (_, other)| one == other) {
            if held > 0 && held + chain.len() > most {
                (bin, held) = (bin + 1, 0);
            }
            held += chain.len();
            dealt.extend(chain.iter().map(|(number, _)| (*number, bin)));
        }
        dealt.sort_unstable();
        dealt
    }

    fn place(&mut self, number: i64) -> usize {
        let next = self.homes.len();
        let place = *self.places.entry(number).or_insert(next);
        if place == next {
            self.numbers.push(number);
            self.homes.push(next);
            self.tasks.push(i64::MAX);
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use super::Chains;

    fn dealt(pairs: &[(i64, (i64, i64))], most: usize) -> Vec<(i64, i64)> {
        let mut chains = Chains::default();
        pairs.iter().for_each(|(task, pair)| {
            chains.connect(*task, *pair);
        });
        chains.deal(most)
    }

    #[test]
    fn a_chain_stays_in_one_bin_however_long_it_is() {
        let mut pairs = [(0, (1, 2)), (0, (2, 3)), (0, (3, 9)), (0, (4, 5)), (0, (6, 7))];
        let wanted = [(1, 0), (2, 0), (3, 0), (4, 1), (5, 1), (6, 2), (7, 2), (9, 0)];
        assert_eq!(dealt(&pairs, 3), wanted);
        pairs.reverse();
        assert_eq!(dealt(&pairs, 3), wanted);
    }

    #[test]
    fn chains_of_one_task_stand_together() {
        let wanted = [(1, 1), (2, 1), (3, 0), (4, 0), (5, 1), (6, 1), (7, 0), (9, 0)];
        assert_eq!(dealt(&[(8, (1, 2)), (3, (3, 4)), (8, (5, 6)), (3, (7, 9))], 4), wanted);
        assert_eq!(dealt(&[], 3), []);
    }

    #[test]
    fn what_is_connected_already_makes_no_new_chain() {
        let mut chains = Chains::default();
        let made = [(1, 2), (3, 4), (2, 3), (1, 4)].map(|pair| chains.connect(0, pair));
        assert_eq!(made, [true, true, true, false]);
    }
}
