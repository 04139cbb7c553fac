//! Which accounts are copies of another, and so no second witness?
//!
//! Accounts are compared by their runs of words. What a publisher puts into many of its accounts (the background of a
//! war, a closing line) is no trace of copying; what two accounts share beside it is.

use crate::blocks::Known;
use crate::settings::Settings;
use jiff::civil::Date;
use rayon::prelude::*;
use schema::{Document, DocumentId, SectionKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Runs of words that are all compared; of more, one in [`SAMPLE`], so that a million accounts fit into memory.
const ALL: usize = 20_000_000;

/// Accounts whose words are read side by side.
const TOGETHER: usize = 256;

/// One run in so many of a large case is compared.
const SAMPLE: u64 = 4;

/// Accounts with one run of words in common of which every pair is looked at; of more, each meets the first.
const COMMON: usize = 40;

/// Days on which a publisher has printed a run of words that make it a standing text.
const STANDING: usize = 4;

/// Words of the runs of which [`compare`] asks whether both accounts have them.
const RUN: usize = 5;

/// Words that only one of two accounts has, and that are worth showing.
const PASSAGE: usize = 4;

/// What two accounts have in common, word for word.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Share of the first account's words that stand in the other.
    pub shared: f64,
    /// Passages that only the first has.
    pub own: Vec<Span>,
    /// Passages that only the other has.
    pub others: Vec<Span>,
}

/// Compares two accounts, such as a copy with what it copies.
#[must_use]
pub fn compare(one: &Document, other: &Document) -> Comparison {
    let (words, others) = (words(one), words(other));
    let covered = covered(&words, &others);
    let shared = share(covered.iter().filter(|covered| **covered).count(), words.len());
    Comparison { shared, own: passages(&words, &covered), others: passages(&others, &self::covered(&others, &words)) }
}

/// Tells for each word whether it stands in a run that the others have too.
fn covered(words: &[(u64, Span)], others: &[(u64, Span)]) -> Vec<bool> {
    let runs: BTreeSet<u64> = others.windows(RUN).map(run).collect();
    let mut covered = vec![false; words.len()];
    for (at, window) in words.windows(RUN).enumerate() {
        if runs.contains(&run(window)) {
            covered[at..at + RUN].fill(true);
        }
    }
    covered
}

fn passages(words: &[(u64, Span)], covered: &[bool]) -> Vec<Span> {
    let mut passages: Vec<(Span, usize)> = Vec::new();
    let mut before = true;
    for ((_, span), covered) in words.iter().zip(covered) {
        match passages.last_mut() {
            Some((passage, length)) if !covered && !before => {
                *passage = passage.join(*span);
                *length += 1;
            }
            _ if !covered => passages.push((*span, 1)),
            _ => {}
        }
        before = *covered;
    }
    passages.into_iter().filter(|(_, length)| *length >= PASSAGE).map(|(passage, _)| passage).collect()
}

/// Links every copy to the account it copies: of several alike the earliest dated, then the one with the smallest id.
pub(crate) fn link(documents: &mut [Document], settings: &Settings) {
    let origins = origins(documents, settings);
    for (index, origin) in origins.into_iter().enumerate() {
        documents[index].copy_of = origin;
    }
}

/// Gives for every account the one that it copies, if it is a copy.
fn origins(documents: &[Document], settings: &Settings) -> Vec<Option<DocumentId>> {
    let earlier = |index: usize| {
        let day = day(&documents[index]);
        (day.is_none(), day, &documents[index].id)
    };
    let mut original: Vec<usize> = (0..documents.len()).collect();
    let (pairs, runs) = pairs(documents, settings.copies.words);
    for ((one, other), shared) in pairs {
        if is_copy(shared, (runs[one], runs[other]), settings) {
            let (a, b) = (root(&mut original, one), root(&mut original, other));
            let (first, second) = if earlier(a) <= earlier(b) { (a, b) } else { (b, a) };
            original[second] = first;
        }
    }
    (0..documents.len())
        .map(|index| {
            Some(root(&mut original, index)).filter(|first| *first != index).map(|first| documents[first].id.clone())
        })
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in one page")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Gives what stands for the set that one belongs to; the way there becomes shorter (Tarjan 1975).
pub(crate) fn root(original: &mut [usize], mut index: usize) -> usize {
    while original[index] != index {
        original[index] = original[original[index]];
        index = original[index];
    }
    index
}

/// How many runs of words two accounts share, for those that share any; sorted.
type Pairs = Vec<((usize, usize), usize)>;

/// Gives the pairs of accounts that share runs of words beside standing texts, and how many such runs each account has.
fn pairs(documents: &[Document], length: usize) -> (Pairs, Vec<usize>) {
    let mut entries = entries(documents, length);
    entries.par_sort_unstable();
    entries.dedup();
    let mut runs = vec![0; documents.len()];
    let mut shared: Known<(usize, usize), usize> = Known::default();
    for group in entries.chunk_by(|(one, _), (other, _)| one == other) {
        let mut holders: Vec<usize> = group.iter().map(|(_, holder)| *holder).collect();
        let about = |holder: &usize| (publisher(&documents[*holder]), day(&documents[*holder]));
        let mut fresh = fresh(&holders.iter().map(about).collect::<Vec<_>>()).into_iter();
        holders.retain(|_| fresh.next().unwrap_or(false));
        holders.iter().for_each(|holder| runs[*holder] += 1);
        meet(holders.len(), |one, other| *shared.entry((holders[one], holders[other])).or_default() += 1);
    }
    let mut pairs: Pairs = shared.into_iter().collect();
    pairs.sort_unstable();
    (pairs, runs)
}

/// Lets the holders of one run of words meet, by their places.
pub(crate) fn meet(holders: usize, mut put: impl FnMut(usize, usize)) {
    let all = holders <= COMMON;
    for one in 0..if all { holders } else { 1 } {
        (one + 1..holders).for_each(|other| put(one, other));
    }
}

/// Tells for each holder of a run, by its publisher and day, whether it is no standing text of the publisher.
pub(crate) fn fresh(holders: &[(Option<&str>, Option<Date>)]) -> Vec<bool> {
    let mut days: BTreeMap<&str, BTreeSet<Option<Date>>> = BTreeMap::new();
    if holders.len() >= STANDING {
        for (publisher, day) in holders {
            publisher.map(|publisher| days.entry(publisher).or_default().insert(*day));
        }
    }
    let standing = |publisher: &str| days.get(publisher).is_some_and(|days| days.len() >= STANDING);
    holders.iter().map(|(publisher, _)| !publisher.is_some_and(standing)).collect()
}

/// Tells whether two accounts share so many of their runs of words that one is a copy.
pub(crate) fn is_copy(shared: usize, runs: (usize, usize), settings: &Settings) -> bool {
    shared >= settings.copies.least && share(shared, runs.0.min(runs.1)) >= settings.copies.share
}

fn publisher(document: &Document) -> Option<&str> {
    document.source.as_ref().map(|source| source.name.as_str())
}

/// Gives the first day on which an account may have been published.
pub(crate) fn day(document: &Document) -> Option<Date> {
    document.published.when.map(|when| when.from)
}

/// Tells of how many one run of words is compared where there are so many of them.
pub(crate) fn sample(runs: usize) -> u64 {
    if runs > ALL { SAMPLE } else { 1 }
}

/// Hashes every run of words of an account.
pub(crate) fn runs(document: &Document, length: usize) -> Vec<u64> {
    words(document).windows(length.max(1)).map(run).collect()
}

/// Hashes every run of words of every account, with the account's number.
fn entries(documents: &[Document], length: usize) -> Vec<(u64, usize)> {
    let mut entries: Vec<(u64, usize)> = Vec::new();
    let mut sample = 1;
    for (some, first) in documents.chunks(TOGETHER).zip((0..).step_by(TOGETHER)) {
        let runs: Vec<Vec<u64>> = some.par_iter().map(|document| runs(document, length)).collect();
        for (runs, index) in runs.into_iter().zip(first..) {
            entries.extend(runs.into_iter().filter(|hash| hash % sample == 0).map(|hash| (hash, index)));
            if sample == 1 && self::sample(entries.len()) > 1 {
                sample = SAMPLE;
                entries.retain(|(hash, _)| hash % sample == 0);
            }
        }
    }
    entries
}

/// Hashes the words of the account itself.
fn words(document: &Document) -> Vec<(u64, Span)> {
    let told = |kind| matches!(kind, SectionKind::Title | SectionKind::Body);
    let whole = [Span::new(0, document.text.len())];
    let sections = document.sections.iter().filter(|section| told(section.kind)).map(|section| section.span);
    let spans: Vec<Span> = if document.sections.is_empty() { whole.to_vec() } else { sections.collect() };
    let mut words = Vec::new();
    for span in spans {
        let text = document.text.get(span.start..span.end).unwrap_or_default();
        let mut at = span.start;
        for part in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
            let word = part.trim_end_matches(|c: char| !c.is_alphanumeric());
            if !word.is_empty() {
                let hash = hash(word.chars().flat_map(char::to_lowercase).map(u64::from));
                words.push((hash, Span::new(at, at + word.len())));
            }
            at += part.len();
        }
    }
    words
}

fn run(words: &[(u64, Span)]) -> u64 {
    hash(words.iter().map(|(hash, _)| *hash))
}

/// FNV-1a over numbers, with a last stir: the low bits choose the sample.
fn hash(parts: impl Iterator<Item = u64>) -> u64 {
    let sum = parts.fold(0xcbf2_9ce4_8422_2325_u64, |hash, part| (hash ^ part).wrapping_mul(0x0100_0000_01b3));
    let stirred = (sum ^ (sum >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    stirred ^ (stirred >> 33)
}
