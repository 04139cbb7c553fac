//! What do the numbers of different accounts come to, by which rule?

use schema::{Bounds, Claim, ClaimValue};

/// Low, best and high of one number, computed from the versions listed beside it and never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Toll {
    /// The least that anybody says.
    pub low: Option<u64>,
    /// The middle of what those say who are no party to the event.
    pub best: Option<u64>,
    /// The most that anybody says; none where the highest is open ("at least 30").
    pub high: Option<u64>,
    /// True where only parties to the event give numbers.
    pub parties_only: bool,
}

/// The rule, in words, as the page shows it.
pub(crate) const RULE: &str = "Low is the least and high the most that any account says. Best is the middle of the numbers given by speakers \
    who are no party to the event; of two in the middle, the lower. A number that only bounds (“at least 23”) counts as its bound.";

/// Computes the toll of a claim about a number; none where no version has one.
pub(crate) fn toll(claim: &Claim) -> Option<Toll> {
    let bounds = || claim.values.iter().filter_map(|value| value.bounds);
    bounds().next()?;
    let parties_only = !claim.values.iter().any(|value| counts(value, false));
    let mut said: Vec<u64> = claim
        .values
        .iter()
        .filter(|value| counts(value, parties_only))
        .filter_map(|value| point(value.bounds?))
        .collect();
    said.sort_unstable();
    let best = said.get(said.len().saturating_sub(1) / 2).copied();
    let high = bounds().map(|bounds| bounds.max.or(bounds.min)).max().flatten();
    Some(Toll { low: bounds().filter_map(point).min(), best, high, parties_only })
}

/// Tells whether a version enters the middle.
pub(crate) fn counts(value: &ClaimValue, parties_too: bool) -> bool {
    value.bounds.is_some_and(|bounds| point(bounds).is_some()) && (parties_too || !value.party)
}

fn point(bounds: Bounds) -> Option<u64> {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) => Some(min + (max - min) / 2),
        (one, other) => one.or(other),
    }
}

/// Writes bounds as a number: "23", "19–27", "≥ 23".
pub(crate) fn written(bounds: Bounds) -> String {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("≥ {min}"),
        (None, Some(max)) => format!("≤ {max}"),
        (None, None) => "some".into(),
    }
}

/// Writes a toll as a range: "19–27", "23".
pub(crate) fn range(toll: Toll) -> String {
    match (toll.low, toll.high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (one, other) => one.or(other).map_or_else(|| "some".into(), |n| n.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Toll, toll};
    use schema::{Agreement, Bounds, Claim, ClaimValue};

    fn says(min: Option<u64>, max: Option<u64>, party: bool) -> ClaimValue {
        ClaimValue {
            bounds: Some(Bounds { min, max }),
            value: None,
            by: vec![],
            documents: vec![],
            mentions: vec![],
            words: vec![],
            party,
        }
    }

    #[test]
    fn parties_bound_the_range_but_do_not_move_its_middle() {
        let values = vec![
            says(Some(0), Some(0), true),
            says(Some(23), None, false),
            says(Some(19), Some(19), false),
            says(Some(27), Some(27), false),
        ];
        let claim = Claim { attribute: "killed".into(), of: None, values, agreement: Agreement::Disputed };
        assert_eq!(toll(&claim), Some(Toll { low: Some(0), best: Some(23), high: Some(27), parties_only: false }));
    }

    #[test]
    fn where_only_parties_speak_the_middle_is_theirs_and_said_so() {
        let claim = Claim {
            attribute: "killed".into(),
            of: None,
            values: vec![says(Some(5), None, true)],
            agreement: Agreement::Single,
        };
        assert_eq!(toll(&claim), Some(Toll { low: Some(5), best: Some(5), high: Some(5), parties_only: true }));
    }
}
