//! How alike are two groupings of the same items?

use std::collections::{BTreeMap, BTreeSet};

/// The group of each item.
pub type Grouping = BTreeMap<String, String>;

type Groups<'g> = BTreeMap<&'g str, BTreeSet<&'g str>>;

/// Writes one line of figures: B-cubed, pairs, MUC, CEAF by entities, and the mean of B-cubed, MUC and CEAF.
pub fn row(set: &str, system: &str, truth: &Grouping, found: &Grouping) -> String {
    let (gold, mine) = (groups(truth), groups(found));
    let (precision, recall) = (b_cubed(found, &gold, truth, &mine), b_cubed(truth, &mine, found, &gold));
    let cubed = f1(precision, recall);
    let (muc, ceaf) = (f1(muc(&mine, truth), muc(&gold, found)), ceaf(&gold, &mine));
    let mean = (cubed + muc + ceaf) / 3.0;
    let (items, pairs) = (truth.len(), pairs(&gold, &mine));
    format!(
        "{set},{system},{items},{},{precision:.3},{recall:.3},{cubed:.3},{pairs:.3},{muc:.3},{ceaf:.3},{mean:.3}\n",
        mine.len()
    )
}

fn groups(grouping: &Grouping) -> Groups<'_> {
    let mut groups = Groups::new();
    for (item, group) in grouping {
        groups.entry(group).or_default().insert(item);
    }
    groups
}

fn f1(p: f64, r: f64) -> f64 {
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

#[expect(clippy::cast_precision_loss, reason = "counts of items")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Gives the mean share of an item's own group that lies in its group on the other side.
fn b_cubed(own: &Grouping, others: &Groups<'_>, other: &Grouping, groups: &Groups<'_>) -> f64 {
    let share = |(item, group): (&String, &String)| {
        let (mine, theirs) = (&groups[group.as_str()], &others[other[item].as_str()]);
        number(mine.intersection(theirs).count()) / number(mine.len())
    };
    own.iter().map(share).sum::<f64>() / number(own.len().max(1))
}

fn pairs(gold: &Groups<'_>, mine: &Groups<'_>) -> f64 {
    let count = |n: usize| number(n) * (number(n) - 1.0) / 2.0;
    let all = |groups: &Groups<'_>| groups.values().map(|group| count(group.len())).sum::<f64>();
    let hits: f64 = overlaps(gold, mine).values().map(|n| count(*n)).sum();
    f1(hits / all(mine).max(1.0), hits / all(gold).max(1.0))
}

fn overlaps<'g>(gold: &Groups<'g>, mine: &Groups<'g>) -> BTreeMap<(&'g str, &'g str), usize> {
    let home: BTreeMap<&str, &str> =
        mine.iter().flat_map(|(name, group)| group.iter().map(move |item| (*item, *name))).collect();
    let mut both = BTreeMap::new();
    for (name, group) in gold {
        for item in group {
            *both.entry((*name, home[item])).or_default() += 1;
        }
    }
    both
}

/// Gives the share of links within groups that the other side keeps.
fn muc(groups: &Groups<'_>, other: &Grouping) -> f64 {
    let (mut kept, mut all) = (0, 0);
    for group in groups.values() {
        let parts: BTreeSet<&str> = group.iter().map(|item| other[*item].as_str()).collect();
        kept += group.len() - parts.len();
        all += group.len() - 1;
    }
    number(kept) / number(all.max(1))
}

/// CEAF by entities: the best one-to-one match of groups, by the share that matched groups have in common.
fn ceaf(gold: &Groups<'_>, mine: &Groups<'_>) -> f64 {
    let mut rows: BTreeMap<&str, BTreeMap<&str, f64>> = BTreeMap::new();
    for ((a, b), both) in overlaps(gold, mine) {
        let alike = 2.0 * number(both) / number(gold[a].len() + mine[b].len());
        rows.entry(a).or_default().insert(b, alike);
    }
    let total = best_match(&rows);
    f1(total / number(mine.len().max(1)), total / number(gold.len().max(1)))
}

/// Gives the value of the best one-to-one match, found by an auction: every row bids for its best column.
fn best_match(rows: &BTreeMap<&str, BTreeMap<&str, f64>>) -> f64 {
    const STEP: f64 = 1e-4;
    let (mut prices, mut owner): (BTreeMap<&str, f64>, BTreeMap<&str, &str>) = (BTreeMap::new(), BTreeMap::new());
    let mut waiting: Vec<&str> = rows.keys().copied().collect();
    while let Some(row) = waiting.pop() {
        let worth = |(column, value): (&&'_ str, &f64)| value - prices.get(column).copied().unwrap_or(0.0);
        let mut offers: Vec<(f64, &str)> = rows[row].iter().map(|offer| (worth(offer), *offer.0)).collect();
        offers.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        let Some((best, column)) = offers.first().copied().filter(|(best, _)| *best > 0.0) else { continue };
        let second = offers.get(1).map_or(0.0, |(worth, _)| worth.max(0.0));
        *prices.entry(column).or_default() += best - second + STEP;
        waiting.extend(owner.insert(column, row));
    }
    owner.iter().map(|(column, row)| rows[row][column]).sum()
}

#[cfg(test)]
mod tests {
    use super::{Grouping, row};

    fn grouping(groups: &[&str]) -> Grouping {
        let items = groups.iter().enumerate();
        items.flat_map(|(n, group)| group.chars().map(move |item| (item.to_string(), n.to_string()))).collect()
    }

    #[test]
    fn known_groupings_have_known_figures() {
        let truth = grouping(&["abc", "de", "f"]);
        assert!(row("s", "x", &truth, &truth).ends_with("6,3,1.000,1.000,1.000,1.000,1.000,1.000,1.000\n"));
        let split = row("s", "x", &truth, &grouping(&["ab", "c", "de", "f"]));
        // B-cubed recall (2·2/3 + 1/3 + 3) / 6; of 4 pairs 2; MUC recall 2/3; CEAF (0.8 + 1 + 1) of 3 and of 4 groups.
        assert!(split.ends_with("6,4,1.000,0.778,0.875,0.667,0.800,0.800,0.825\n"), "{split}");
    }
}
