//! Why are two tellings of one happening apart, or two of different ones together?
//!
//! Every pair that merging got wrong goes under the first reason that applies, in the order in which the stages can lose it: one
//! of the two says nothing that could be compared, the two never met, something excludes them, they were found unlikely, or
//! the groups they are in do not fit. How many go under each stands in `reports/merge-misses.csv`; the pairs themselves are
//! listed in `target/merge-misses.tsv`, which is not committed, for the texts are others'.

use super::Grouping;
use merge::Evidence;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What is written of all sets.
pub struct Misses {
    /// The weights by name, of what is told in words and of coded reports, to tell which of them decided.
    pub weights: [BTreeMap<String, f64>; 2],
    /// Rows of counts.
    pub table: String,
    /// One line for each pair.
    pub list: String,
}

/// What merging was given and what it found, by items: mentions, or whole accounts.
pub struct Trial<'t> {
    /// The name of the set.
    pub set: &'t str,
    /// What others say belongs together.
    pub truth: &'t Grouping,
    /// What merging put together.
    pub found: &'t Grouping,
    /// The item of each mention that merging was given.
    pub items: &'t Grouping,
}

impl Trial<'_> {
    /// Tells of every pair that is wrong why it is, and counts.
    pub fn explain(&self, evidence: &[Evidence], misses: &mut Misses) {
        let mut best: BTreeMap<[&str; 2], &Evidence> = BTreeMap::new();
        for met in evidence {
            let Some(mut pair) = self.pair(met) else { continue };
            pair.sort_unstable();
            best.entry(pair).and_modify(|best| *best = better(best, met)).or_insert(met);
        }
        let told: BTreeSet<&str> = self.items.values().map(String::as_str).collect();
        let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for (what, [one, other]) in self.wrong() {
            let met = best.get(&[one, other]).copied();
            let why = match met {
                _ if !told.contains(one) || !told.contains(other) => "no event was found in one".to_owned(),
                None => "never compared".to_owned(),
                Some(met) => misses.reason(met),
            };
            let _ = writeln!(misses.list, "{}\t{what}\t{why}\t{one}\t{other}\t{}", self.set, misses.shown(met));
            *counts.entry((what, why)).or_default() += 1;
        }
        for ((what, why), count) in counts {
            let _ = writeln!(misses.table, "{},{what},{why},{count}", self.set);
        }
    }

    fn pair(&self, met: &Evidence) -> Option<[&str; 2]> {
        let [one, other] = met.pair.each_ref().map(|mention| self.items.get(mention));
        Some([one?, other?])
    }

    /// Gives the pairs that are together in only one of truth and finding, each sorted.
    fn wrong(&self) -> Vec<(&'static str, [&str; 2])> {
        let items: Vec<&String> = self.truth.keys().collect();
        let mut wrong = Vec::new();
        for (at, one) in items.iter().enumerate() {
            for other in &items[at + 1..] {
                let [same, joined] = [self.truth, self.found].map(|groups| groups[*one] == groups[*other]);
                match (same, joined) {
                    (true, false) => wrong.push(("apart", [one.as_str(), other.as_str()])),
                    (false, true) => wrong.push(("together", [one.as_str(), other.as_str()])),
                    _ => {}
                }
            }
        }
        wrong
    }
}

/// Gives the likelier of two; what something excludes is the least likely.
fn better<'e>(one: &'e Evidence, other: &'e Evidence) -> &'e Evidence {
    let rank = |met: &Evidence| (met.barred.is_none(), met.odds);
    if rank(other) > rank(one) { other } else { one }
}

impl Misses {
    /// Gives all that was found of a pair, with what each part of it comes to.
    fn parts<'e>(&self, met: &'e Evidence) -> Vec<(&'e str, f64)> {
        let weights = &self.weights[usize::from(met.coded)];
        met.traits.iter().map(|(name, share)| (*name, share * weights.get(*name).copied().unwrap_or(0.0))).collect()
    }

    /// Names what excludes a pair, what speaks most against an unlikely one, and what most for a likely one.
    fn reason(&self, met: &Evidence) -> String {
        if let Some(barred) = &met.barred {
            return format!("excluded: {}", barred.split(':').next().unwrap_or_default());
        }
        let (likely, sign) = if met.odds > 0.0 { ("likely", 1.0) } else { ("unlikely", -1.0) };
        let parts = self.parts(met).into_iter().filter(|(name, part)| *name != "start" && part * sign > 0.0);
        let most = parts.max_by(|a, b| (a.1 * sign).total_cmp(&(b.1 * sign)));
        format!("{likely}: {}", most.map_or("nothing", |(name, _)| name))
    }

    fn shown(&self, met: Option<&Evidence>) -> String {
        let Some(met) = met else { return String::new() };
        let mut line = format!("{:.2} {}", met.odds, met.barred.as_deref().unwrap_or_default());
        for (name, part) in self.parts(met) {
            let _ = write!(line, " {name}={part:.2}");
        }
        line
    }
}
