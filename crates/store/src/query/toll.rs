//! Which numbers stand for all that accounts give?

use super::list::{Named, Number};
use schema::{Claim, Document, Event, superseded};
use serde::Serialize;

/// How the three numbers of a claim come about.
pub const TOLL_RULE: &str = "Of the versions that no party to the event gives (of all, where only parties speak), best is \
     the least of the version in most accounts, of several the lowest; low and high are the ends of all of them. A number does not \
     count any more when its own speakers gave another one later. What a person settled stands for all versions, and for all sides where \
     it is settled for all; the versions are still there.";

/// Three numbers for one claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Toll {
    /// The least.
    pub low: u64,
    /// What most accounts give.
    pub best: u64,
    /// The most.
    pub high: u64,
    /// Whether only parties to the event give numbers, so that these are theirs.
    pub parties_only: bool,
    /// Whether a person settled it.
    pub decided: bool,
}

/// The numbers of one attribute on one actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally<'case> {
    /// `killed`, `wounded`, …
    pub attribute: &'case str,
    /// The actor on whom they are counted; none for all of them.
    pub of: Option<&'case str>,
    /// The numbers.
    pub toll: Toll,
}

impl Tally<'_> {
    /// Gives the numbers with the name of the actor on whom they are counted.
    pub fn named(self, name: impl Fn(&str) -> Named) -> Number {
        Number { attribute: self.attribute.to_owned(), of: self.of.map(name), toll: self.toll }
    }
}

impl Toll {
    /// Gives the numbers that a person settled.
    fn settled(event: &Event, attribute: &str, of: Option<&str>) -> Option<Self> {
        let (low, high) = event.settled(attribute, of)?.number()?;
        Some(Self { low, best: low, high, parties_only: false, decided: true })
    }

    /// Computes the numbers of a claim as its accounts give them; none where nobody gives a number. `gone` marks the versions that
    /// their own speakers gave up (see [`superseded`]).
    pub fn of(claim: &Claim, gone: &[bool]) -> Option<Self> {
        let spoken = |party: bool| {
            let versions = claim.values.iter().zip(gone).filter(move |(value, gone)| value.party == party && !**gone);
            versions.filter_map(|(value, _)| {
                let (least, most) = value.bounds?.ends()?;
                Some((value.documents.len(), least, most))
            })
        };
        let mut versions: Vec<_> = spoken(false).collect();
        let parties_only = versions.is_empty();
        if parties_only {
            versions = spoken(true).collect();
        }
        let best = versions.iter().max_by_key(|(documents, least, _)| (*documents, std::cmp::Reverse(*least)))?.1;
        let low = versions.iter().map(|(_, least, _)| *least).min().unwrap_or(best);
        let high = versions.iter().map(|(_, _, most)| *most).max().unwrap_or(best);
        Some(Self { low, best, high, parties_only, decided: false })
    }

    /// Gives the numbers of all, from those of each on whom they are counted: the parties summed, or the whole where that is more or
    /// a person settled it; none where nobody gives a number.
    pub fn of_all<'case>(tolls: impl Iterator<Item = (Option<&'case str>, Self)>) -> Option<Self> {
        let (parties, whole): (Vec<_>, Vec<_>) = tolls.partition(|(of, _)| of.is_some());
        let parties = parties.into_iter().map(|(_, toll)| toll).reduce(Self::plus);
        let most = |one: Self, other: Self| Self {
            low: one.low.max(other.low),
            best: one.best.max(other.best),
            high: one.high.max(other.high),
            parties_only: one.parties_only && other.parties_only,
            decided: one.decided && other.decided,
        };
        if let Some((_, settled)) = whole.iter().find(|(_, toll)| toll.decided) {
            return Some(*settled);
        }
        whole.into_iter().map(|(_, toll)| toll).chain(parties).reduce(most)
    }

    /// Adds another count of other people.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        let Self { low, best, high, parties_only, decided } = other;
        Self {
            low: self.low.saturating_add(low),
            best: self.best.saturating_add(best),
            high: self.high.saturating_add(high),
            parties_only: self.parties_only || parties_only,
            decided: self.decided || decided,
        }
    }
}

/// Gives everything that is counted in an event, as a person settled it, else as the accounts give it. `find` gives an account by its id.
pub fn counted<'case, 'd>(event: &'case Event, find: impl Fn(&str) -> Option<&'d Document>) -> Vec<Tally<'case>> {
    let of_claim = |claim: &'case Claim| {
        let (attribute, of) = (claim.attribute.as_str(), claim.of.as_deref());
        let toll = Toll::settled(event, attribute, of).or_else(|| Toll::of(claim, &superseded(claim, &find)))?;
        Some(Tally { attribute, of, toll })
    };
    let mut all: Vec<Tally<'_>> = event.claims.iter().filter_map(of_claim).collect();
    for ruling in event.settlements() {
        let Some(attribute) = ruling.field.as_deref() else { continue };
        let of = ruling.of.as_deref();
        // What no account counts is there when a person counted it.
        if !all.iter().any(|one| (one.attribute, one.of) == (attribute, of)) {
            all.extend(Toll::settled(event, attribute, of).map(|toll| Tally { attribute, of, toll }));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Tally, Toll, counted};
    use crate::sample;
    use schema::{Act, Agreement, Bounds, Claim, ClaimValue, Ruling};

    fn version(min: Option<u64>, max: Option<u64>, documents: usize, party: bool) -> ClaimValue {
        ClaimValue {
            bounds: Some(Bounds { min, max }),
            value: None,
            by: vec!["somebody".into()],
            documents: vec!["D".into(); documents],
            mentions: Vec::new(),
            words: Vec::new(),
            party,
        }
    }

    #[test]
    fn parties_speak_only_where_nobody_else_does() {
        let claim = |values: Vec<ClaimValue>| Claim {
            attribute: "killed".into(),
            of: None,
            values,
            agreement: Agreement::Disputed,
        };
        let (most, few) = (version(Some(23), Some(23), 3, false), version(Some(27), None, 1, false));
        let (early, own) = (version(Some(19), Some(19), 3, false), version(Some(0), Some(0), 9, true));
        let toll = Toll::of(&claim(vec![most, few, early, own.clone()]), &[false; 4]).unwrap();
        assert_eq!((toll.low, toll.best, toll.high), (19, 19, 27));
        assert_eq!(Toll::of(&claim(vec![own]), &[false]).unwrap(), Toll { parties_only: true, ..Toll::default() });
        assert_eq!(Toll::of(&claim(vec![version(None, None, 1, false)]), &[false]), None);
    }

    #[test]
    fn the_dead_of_all_sides_are_summed_unless_somebody_counts_more() {
        let toll = |low: u64| Toll { low, best: low, high: low + 1, parties_only: false, decided: false };
        let sides = [(Some("hill-front"), toll(4)), (Some("river-guard"), toll(3)), (None, toll(5))];
        let all = Toll::of_all(sides.into_iter()).unwrap();
        assert_eq!((all.low, all.best, all.high), (7, 7, 9));
        let all = Toll::of_all([sides[0], (None, toll(20))].into_iter()).unwrap();
        assert_eq!(all.best, 20);
        assert_eq!(Toll::of_all(std::iter::empty()), None);
        let settled = Toll { low: 6, best: 6, high: 6, parties_only: false, decided: true };
        let all = Toll::of_all([sides[0], sides[1], (None, settled)].into_iter()).unwrap();
        assert_eq!(all, settled, "a person who settled the number of all knew what the sides say");
    }

    #[test]
    fn what_a_person_settled_last_stands_against_the_accounts() {
        let ruling = |of: Option<&str>, value: &str| Ruling {
            decision: format!("R-{value}"),
            by: "ana".into(),
            at: "2031-03-05T10:00:00.000Z".into(),
            act: Act::Settle,
            field: Some("killed".into()),
            of: of.map(str::to_owned),
            value: Some(value.into()),
            machine: None,
            why: None,
            mention: String::new(),
        };
        let mut event = sample::case().events.remove(0);
        let values = vec![version(Some(23), Some(23), 3, false)];
        event.claims = vec![Claim { attribute: "killed".into(), of: None, values, agreement: Agreement::Single }];
        event.decided = vec![ruling(None, "19"), ruling(None, "16..18"), ruling(Some("hill-front"), "..4")];
        let toll = |low, high| Toll { low, best: low, high, parties_only: false, decided: true };
        let all = Tally { attribute: "killed", of: None, toll: toll(16, 18) };
        let side = Tally { of: Some("hill-front"), toll: toll(4, 4), ..all };
        assert_eq!(counted(&event, |_| None), [all, side]);
        event.decided.clear();
        assert_eq!(counted(&event, |_| None)[0].toll.best, 23);
    }
}
