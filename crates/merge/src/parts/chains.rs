//! Which tellings does some chain of pairs connect?

use std::collections::{BTreeMap, HashMap};

/// Deals whole chains to bins of about so many tellings; gives every telling of a chain with its bin, sorted.
#[must_use]
pub fn chains(pairs: &[(i64, i64)], most: usize) -> Vec<(i64, i64)> {
    let mut numbers: Vec<i64> = pairs.iter().flat_map(|(one, other)| [*one, *other]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let place: HashMap<i64, usize> = numbers.iter().copied().zip(0..).collect();
    let mut homes: Vec<usize> = (0..numbers.len()).collect();
    for (one, other) in pairs {
        let (a, b) = (root(&mut homes, place[one]), root(&mut homes, place[other]));
        homes[a.max(b)] = a.min(b);
    }
    let mut members: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for (at, number) in numbers.iter().enumerate() {
        members.entry(root(&mut homes, at)).or_default().push(*number);
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
        let dealt = chains(&[(1, 2), (2, 3), (3, 9), (4, 5), (6, 7)], 3);
        assert_eq!(dealt, [(1, 0), (2, 0), (3, 0), (4, 1), (5, 1), (6, 2), (7, 2), (9, 0)]);
        assert_eq!(chains(&[], 3), []);
    }
}
