//! Which accounts are copies, where those that share a run of words meet and no others?

use super::Chains;
use crate::copies;
use crate::settings::Settings;
use jiff::civil::Date;
use schema::Document;
use std::collections::BTreeMap;

/// An account that holds a run of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The account's number.
    pub document: i64,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// When.
    pub day: Option<Date>,
}

impl Holder {
    /// Describes an account; none where its id is no hash.
    #[must_use]
    pub fn of(document: &Document) -> Option<Self> {
        let publisher = document.source.as_ref().map(|source| source.name.clone());
        Some(Self { document: super::number(&document.id)?, publisher, day: copies::day(document) })
    }
}

/// What comes of one run of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Accounts of which the run counts.
    pub holders: Vec<i64>,
    /// Pairs of accounts that share it.
    pub pairs: Vec<(i64, i64)>,
}

impl Shared {
    /// Lets the holders of one run meet.
    #[must_use]
    pub fn of(mut holders: Vec<Holder>) -> Self {
        holders.sort_by_key(|holder| holder.document);
        holders.dedup_by_key(|holder| holder.document);
        let about: Vec<_> = holders.iter().map(|holder| (holder.publisher.as_deref(), holder.day)).collect();
        let mut fresh = copies::fresh(&about).into_iter();
        holders.retain(|_| fresh.next().unwrap_or(false));
        let mut shared = Self { holders: holders.iter().map(|holder| holder.document).collect(), pairs: Vec::new() };
        copies::meet(holders.len(), |one, other| {
            shared.pairs.push((holders[one].document, holders[other].document));
        });
        shared
    }
}

/// Finds the original of every copy among pairs of accounts with what they share and how many runs each has.
#[must_use]
pub fn originals(pairs: &[(Holder, Holder, [usize; 3])], settings: &Settings) -> Vec<(i64, i64)> {
    let copied = pairs.iter().filter(|(_, _, [shared, one, other])| copies::is_copy(*shared, (*one, *other), settings));
    let mut first: BTreeMap<i64, Holder> = BTreeMap::new();
    let mut joined = Chains::default();
    for (one, other, _) in copied {
        joined.connect(0, (one.document, other.document));
        first.extend([one, other].map(|holder| (holder.document, holder.clone())));
    }
    let mut chains: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    joined.deal(0).into_iter().for_each(|(document, chain)| chains.entry(chain).or_default().push(document));
    let age = |document: &i64| first.get(document).map(|holder| (holder.day.is_none(), holder.day, *document));
    let mut found = Vec::new();
    for chain in chains.into_values() {
        let Some(original) = chain.iter().copied().min_by_key(age) else { continue };
        found.extend(chain.into_iter().filter(|document| *document != original).map(|copy| (copy, original)));
    }
    found
}

/// Gives how many runs of words a copy shares at least with what it copies.
#[must_use]
pub fn least(settings: &Settings) -> usize {
    settings.copies.least
}

/// Tells of how many runs of words one is compared, in a case with so many.
#[must_use]
pub fn sample(runs: usize) -> u64 {
    copies::sample(runs)
}

/// Hashes every run of words of an account, or one of `sample`.
#[must_use]
pub fn runs(document: &Document, sample: u64, settings: &Settings) -> Vec<u64> {
    let mut runs = copies::runs(document, settings.copies.words);
    runs.retain(|hash| hash.is_multiple_of(sample.max(1)));
    runs.sort_unstable();
    runs.dedup();
    runs
}
