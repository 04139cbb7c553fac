//! Which weights make joined pairs likely and held-apart pairs unlikely?

use std::collections::BTreeMap;

/// Weights by name: log odds.
pub type Weights = BTreeMap<String, f64>;

/// A pair: whether both are one event, and how much of each weight counts.
pub type Pair = (bool, Vec<(String, f64)>);

/// No weight comes to less than this, so that it keeps its sign.
const LEAST: f64 = 0.05;

/// How weights are learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan<'a> {
    /// Passes over all pairs.
    pub passes: usize,
    /// Keeps weights small that little speaks for.
    pub shrink: f64,
    /// Keeps weights near what they were; few pairs should move them little.
    pub hold: f64,
    /// Weights that are left as they are.
    pub fixed: &'a [&'a str],
}

/// Logistic regression by stochastic steps whose length shrinks for each weight with what it has moved.
pub fn fit(pairs: &[Pair], weights: &mut Weights, plan: &Plan<'_>) {
    let written = weights.clone();
    let mut moved = BTreeMap::<String, f64>::new();
    let step = |gradient: f64, moved: &mut f64| {
        *moved += gradient * gradient;
        0.3 / (1e-6 + *moved).sqrt() * gradient
    };
    for pass in 0..plan.passes {
        for at in 0..pairs.len() {
            // A stride that shares no factor with the number of pairs visits each once, in another order each time.
            let (same, traits) = &pairs[(at * 7919 + pass * 104_729) % pairs.len()];
            let sum: f64 = traits.iter().map(|(name, share)| weights[name] * share).sum::<f64>();
            let error = 1.0 / (1.0 + (-sum).exp()) - if *same { 1.0 } else { 0.0 };
            // What agrees never speaks against one happening, whatever else the set would fit.
            let keep =
                |name: &str, weight: f64| if written[name] > 0.0 { weight.max(LEAST) } else { weight.min(-LEAST) };
            for (name, share) in traits.iter().filter(|(name, _)| !plan.fixed.contains(&name.as_str())) {
                let gradient =
                    error * share + plan.shrink * weights[name] + plan.hold * (weights[name] - written[name]);
                let change = step(gradient, moved.entry(name.clone()).or_default());
                weights.entry(name.clone()).and_modify(|weight| *weight = keep(name, *weight - change));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Pair, Plan, Weights, fit};

    #[test]
    fn what_tells_pairs_apart_gains_weight_and_keeps_its_sign() {
        let pair = |same: bool, name: &str| -> Pair { (same, vec![("start".into(), 1.0), (name.into(), 1.0)]) };
        let pairs: Vec<Pair> = (0..40).map(|n| pair(n % 2 == 0, if n % 2 == 0 { "place" } else { "far" })).collect();
        let before: Weights =
            [("start", -0.1), ("place", 0.5), ("far", -0.5)].map(|(name, weight)| (name.to_owned(), weight)).into();
        let mut free = before.clone();
        fit(&pairs, &mut free, &Plan { passes: 30, shrink: 1e-4, hold: 0.0, fixed: &["start"] });
        assert!(free["place"] > 1.0 && free["far"] < -1.0 && (free["start"] + 0.1).abs() < 1e-9, "{free:?}");
        let mut held = before.clone();
        fit(&pairs, &mut held, &Plan { passes: 30, shrink: 0.0, hold: 1.0, fixed: &[] });
        assert!((held["place"] - 0.5).abs() < (free["place"] - 0.5).abs(), "{held:?}");
    }
}
