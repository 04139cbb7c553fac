//! How far do coders agree, beyond what chance would bring?

use std::collections::{BTreeMap, BTreeSet};

/// How far two answers lie apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// They are the same, or not.
    Nominal,
    /// They are numbers, whose difference counts squared.
    Interval,
}

/// Cohen's kappa of two coders who both answered the same units; none where nothing or everything is one answer.
#[must_use]
pub fn kappa(answers: &[(&str, &str)]) -> Option<f64> {
    let all = number(answers.len());
    if answers.is_empty() {
        return None;
    }
    let agreed = number(answers.iter().filter(|(one, other)| one == other).count()) / all;
    let (mut ones, mut others) = (BTreeMap::<&str, usize>::new(), BTreeMap::<&str, usize>::new());
    for (one, other) in answers {
        *ones.entry(one).or_default() += 1;
        *others.entry(other).or_default() += 1;
    }
    let by_chance: f64 = ones
        .iter()
        .map(|(answer, count)| number(*count) * number(others.get(answer).copied().unwrap_or(0)) / (all * all))
        .sum();
    (by_chance < 1.0).then(|| (agreed - by_chance) / (1.0 - by_chance))
}

/// Krippendorff's alpha of any number of coders, of whom each unit needs two; none where all answers are one.
///
/// A unit is the list of its answers; an answer that is no number counts as one only by being the same or not.
#[must_use]
pub fn alpha(units: &[Vec<&str>], metric: Metric) -> Option<f64> {
    let mut pairs: BTreeMap<(&str, &str), f64> = BTreeMap::new();
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let share = 1.0 / number(unit.len() - 1);
        for (at, one) in unit.iter().enumerate() {
            for (_, other) in unit.iter().enumerate().filter(|(n, _)| *n != at) {
                *pairs.entry((one, other)).or_default() += share;
            }
        }
    }
    let mut totals: BTreeMap<&str, f64> = BTreeMap::new();
    for ((one, _), count) in &pairs {
        *totals.entry(one).or_default() += count;
    }
    let all: f64 = totals.values().sum();
    let apart = |one: &str, other: &str| distance(one, other, metric);
    let observed: f64 = pairs.iter().map(|((one, other), count)| count * apart(one, other)).sum();
    let mut expected = 0.0;
    for (one, count) in &totals {
        for (other, others) in &totals {
            expected += count * others * apart(one, other);
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
}

fn distance(one: &str, other: &str, metric: Metric) -> f64 {
    let numbers = one.parse::<f64>().ok().zip(other.parse::<f64>().ok());
    match (metric, numbers) {
        (Metric::Interval, Some((one, other))) => (one - other).powi(2),
        _ if one == other => 0.0,
        _ => 1.0,
    }
}

/// The share of units on which all answers are the same.
#[must_use]
pub fn unanimous(units: &[Vec<&str>]) -> Option<f64> {
    let several = units.iter().filter(|unit| unit.len() > 1);
    let same = several.clone().filter(|unit| unit.iter().collect::<BTreeSet<_>>().len() == 1).count();
    let all = several.count();
    (all > 0).then(|| number(same) / number(all))
}

fn number(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

#[cfg(test)]
mod tests {
    use super::{Metric, alpha, kappa, unanimous};

    #[test]
    fn cohens_kappa_of_the_textbook_case_of_fifty_proposals() {
        let cells = [("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)];
        let answers: Vec<(&str, &str)> =
            cells.iter().flat_map(|(one, other, times)| std::iter::repeat_n((*one, *other), *times)).collect();
        assert!((kappa(&answers).unwrap() - 0.4).abs() < 1e-9);
        assert_eq!(kappa(&[("a", "a"), ("a", "a")]), None, "with one answer there is nothing to agree about");
        assert_eq!(kappa(&[]), None);
    }

    #[test]
    fn krippendorffs_alpha_of_his_own_four_observers() {
        // Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), the data with missing values.
        let rows = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        let cells: Vec<Vec<&str>> = rows.iter().map(|row| row.split(' ').collect()).collect();
        let unit = |at: usize| cells.iter().map(|row| row[at]).filter(|cell| *cell != ".").collect::<Vec<_>>();
        let units: Vec<Vec<&str>> = (0..12).map(unit).collect();
        assert!((alpha(&units, Metric::Nominal).unwrap() - 0.743).abs() < 5e-4);
        assert!((alpha(&units, Metric::Interval).unwrap() - 0.849).abs() < 5e-4);
        assert!((unanimous(&units).unwrap() - 8.0 / 11.0).abs() < 1e-9);
        assert_eq!(alpha(&[vec!["1", "1"]], Metric::Nominal), None);
    }
}
