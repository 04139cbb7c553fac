//! Which value stands for all that is claimed, and by which rule?
//!
//! The claims stay as they are: a rule only says which versions count, and what is made of them.

use schema::{Claim, ClaimValue, Event};
use serde::Serialize;

/// A named rule that makes one value of all versions of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// The least number.
    Acled,
    /// A best number with the least and the most beside it.
    Ucdp,
    /// The least and the most, and none between them.
    CasualtyRecorder,
}

impl Values {
    /// The rules with their names.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Acled, "acled"), (Self::Ucdp, "ucdp"), (Self::CasualtyRecorder, "casualty-recorder")];

    /// Finds a rule by its name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(rule, _)| *rule)
    }

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(rule, _)| *rule == self).map_or("", |(_, name)| name)
    }
}

/// What a rule makes of a claim, and of which versions.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Best<'a> {
    pub rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<&'a str>,
    /// The versions that count, by their place in the list.
    pub counted: Vec<usize>,
    /// Those that do not, and why.
    pub left_out: Vec<LeftOut>,
}

/// A version that a rule leaves out.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct LeftOut {
    pub version: usize,
    pub because: &'static str,
}

/// Gives what a person settled, of which no version counts.
pub(super) fn settled<'a>(event: &'a Event, claim: &Claim) -> Option<Best<'a>> {
    let ruling = event.settled(&claim.attribute, claim.of.as_deref())?;
    let value = ruling.value.as_deref()?;
    let left_out = |version: usize| LeftOut { version, because: "a person settled it" };
    let ends = ruling.number().filter(|_| claim.values.iter().any(|version| version.bounds.is_some()));
    Some(Best {
        rule: "decided",
        low: ends.map(|(least, _)| least),
        best: ends.map(|(least, _)| least),
        high: ends.map(|(_, most)| most),
        value: Some(value).filter(|_| ends.is_none()),
        counted: Vec::new(),
        left_out: (0..claim.values.len()).map(left_out).collect(),
    })
}

/// Makes one value of a claim; none where a rule has nothing to go by.
pub(super) fn best<'a>(claim: &'a Claim, superseded: &[bool], rule: Values) -> Option<Best<'a>> {
    let party = claim.values.iter().zip(superseded).any(|(version, gone)| !version.party && !gone);
    let (mut counted, mut left_out) = (Vec::new(), Vec::new());
    for (at, (version, gone)) in claim.values.iter().zip(superseded).enumerate() {
        match (gone, version.party && party) {
            (true, _) => left_out.push(LeftOut { version: at, because: "its speakers gave another number later" }),
            (_, true) => left_out.push(LeftOut { version: at, because: "only parties to the event say so" }),
            _ => counted.push(at),
        }
    }
    let versions = || counted.iter().map(|at| &claim.values[*at]);
    let ends = |version: &ClaimValue| version.bounds?.ends();
    let low = versions().filter_map(ends).map(|(least, _)| least).min();
    let high = versions().filter_map(ends).map(|(_, most)| most).max();
    let told = versions().filter_map(|version| Some((version.documents.len(), std::cmp::Reverse(ends(version)?.0))));
    let most_told = told.max().map(|(_, least)| least.0);
    let value = versions().next().and_then(|version| version.value.as_deref());
    let (low, best, high) = match rule {
        Values::Acled => (None, low, None),
        Values::Ucdp => (low, most_told, high),
        Values::CasualtyRecorder => (low, None, high),
    };
    let said = low.or(best).or(high).is_some() || value.is_some();
    said.then_some(Best { rule: rule.name(), low, best, high, value, counted, left_out })
}

#[cfg(test)]
mod tests {
    use super::{Values, best};
    use crate::sample;
    use schema::{Agreement, Bounds, Claim, ClaimValue, Document, superseded};
    use std::collections::BTreeMap;

    fn version(n: u64, by: &str, documents: &[&str], party: bool) -> ClaimValue {
        ClaimValue {
            bounds: Some(Bounds::exactly(n)),
            value: None,
            by: vec![by.into()],
            documents: documents.iter().map(ToString::to_string).collect(),
            mentions: Vec::new(),
            words: Vec::new(),
            party,
        }
    }

    fn claim(values: Vec<ClaimValue>) -> Claim {
        Claim { attribute: "killed".into(), of: None, values, agreement: Agreement::Disputed }
    }

    #[test]
    fn a_toll_that_its_speaker_raised_is_superseded_and_no_rule_counts_it() {
        let case = sample::case();
        let mut later: Document = case.documents[0].clone();
        let days = later.published.when.unwrap();
        later.id = "D-later".into();
        later.published.when = Some(schema::Interval::new(days.to.tomorrow().unwrap(), days.to.tomorrow().unwrap()));
        let documents = BTreeMap::from([(case.documents[0].id.as_str(), &case.documents[0]), ("D-later", &later)]);
        let first = case.documents[0].id.as_str();
        let claim = claim(vec![
            version(12, "a hospital", &[first], false),
            version(19, "a hospital", &["D-later"], false),
            version(23, "the mayor", &["D-later", first], false),
            version(0, "the army", &[first], true),
        ]);
        let gone = superseded(&claim, |id| documents.get(id).copied());
        assert_eq!(gone, [true, false, false, false]);
        let made = |rule| best(&claim, &gone, rule).map(|best| (best.low, best.best, best.high, best.counted));
        assert_eq!(made(Values::Acled), Some((None, Some(19), None, vec![1, 2])));
        assert_eq!(made(Values::Ucdp), Some((Some(19), Some(23), Some(23), vec![1, 2])));
        assert_eq!(made(Values::CasualtyRecorder), Some((Some(19), None, Some(23), vec![1, 2])));
    }

    #[test]
    fn parties_count_where_nobody_else_speaks() {
        let claim = claim(vec![version(4, "the army", &["D-x"], true)]);
        let made = best(&claim, &[false], Values::Acled).unwrap();
        assert_eq!((made.best, made.left_out.len()), (Some(4), 0));
    }

    #[test]
    fn every_rule_is_found_by_its_name() {
        assert!(Values::ALL.iter().all(|(rule, name)| Values::parse(name) == Some(*rule)));
        assert_eq!(Values::parse("best"), None);
    }
}
