//! Which tellings does some chain of pairs connect?

use std::collections::{BTreeMap, HashMap};

/// Deals whole chains to bins of about so many tellings, given the pairs that connect these, each with the task that judged it;
/// gives every telling of a chain with its bin, sorted.
///
/// Chains of one task stand together: what they are made of needs to be sent to few bins.
#[must_use]
pub fn chains(pairs: &[(i64, (i64, i64))], most: usize) -> Vec<(i64, i64)> {
    let mut numbers: Vec<i64> = pairs.iter().flat_map(|(_, (one, other))| [*one, *other]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let place: HashMap<i64, usize> = numbers.iter().copied().zip(0..).collect();
    let mut homes: Vec<usize> = (0..numbers.len()).collect();
    for (_, (one, other)) in pairs {
        let (a, b) = (root(&mut homes, place[one]), root(&mut homes, place[other]));
        homes[a.max(b)] = a.min(b);
    }
    let mut tasks = vec![i64::MAX; numbers.len()];
    for (task, (one, _)) in pairs {
        let home = root(&mut homes, place[one]);
        tasks[home] = tasks[home].min(*task);
    }
    let mut members: BTreeMap<(i64, usize), Vec<i64>> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate() {
        let home = root(&mut homes, at);
        members.entry((tasks[home], home)).or_default().push(*number);
    }
    let (mut bin, mut held) = (0, 0);
    let mut dealt = Vec::with_capacity(numbers.len());
    for chain in members.into_values() {
        if held > 0 && held + chain.len() > most {
            (bin, held) = (bin + 1, 0);
        }
        held += chain.len();
        dealt.extend(chain.into_iter().map(|number| (number, bin)));
    }
    dealt.sort_unstable();
    dealt
}

fn root(homes: &mut [usize], mut at: usize) -> usize {
    while homes[at] != at {
        homes[at] = homes[homes[at]];
        at = homes[at];
    }
    at
}

#[cfg(test)]
mod tests {
    use super::chains;

    #[test]
    fn a_chain_stays_in_one_bin_however_long_it_is() {
        let dealt = chains(&[(0, (1, 2)), (0, (2, 3)), (0, (3, 9)), (0, (4, 5)), (0, (6, 7))], 3);
        assert_eq!(dealt, [(1, 0), (2, 0), (3, 0), (4, 1), (5, 1), (6, 2), (7, 2), (9, 0)]);
    }

    #[test]
    fn chains_of_one_task_stand_together() {
        let dealt = chains(&[(8, (1, 2)), (3, (3, 4)), (8, (5, 6)), (3, (7, 9))], 4);
        assert_eq!(dealt, [(1, 1), (2, 1), (3, 0), (4, 0), (5, 1), (6, 1), (7, 0), (9, 0)]);
        assert_eq!(chains(&[], 3), []);
    }
}
