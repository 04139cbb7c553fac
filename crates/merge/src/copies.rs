//! Which accounts are copies of another, and so no second witness?

use crate::settings::Settings;
use schema::{Document, SectionKind};
use std::collections::{BTreeMap, BTreeSet};

/// One run of words in so many is compared; enough for a short news item, little for a long report.
const SAMPLE: u64 = 4;

/// A run of words that stands in more accounts than this is a phrase of the trade, not a trace of copying.
const COMMON: usize = 60;

/// Links every copy to the account it copies: of several alike the earliest dated, then the one with the smallest id.
pub(crate) fn link(documents: &mut [Document], settings: &Settings) {
    let sketches: Vec<BTreeSet<u64>> =
        documents.iter().map(|document| sketch(document, settings.copies.words)).collect();
    let mut original: Vec<usize> = (0..documents.len()).collect();
    for (one, other, shared) in pairs(&sketches) {
        let shorter = sketches[one].len().min(sketches[other].len());
        if shared >= settings.copies.least && share(shared, shorter) >= settings.copies.share {
            let (a, b) = (root(&original, one), root(&original, other));
            let earlier = |index: usize| {
                let day = documents[index].published.when.map(|when| when.from);
                (day.is_none(), day, documents[index].id.clone())
            };
            let (first, second) = if earlier(a) <= earlier(b) { (a, b) } else { (b, a) };
            original[second] = first;
        }
    }
    for index in 0..documents.len() {
        let first = root(&original, index);
        documents[index].copy_of = (first != index).then(|| documents[first].id.clone());
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of words in one page")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn root(original: &[usize], mut index: usize) -> usize {
    while original[index] != index {
        index = original[index];
    }
    index
}

/// Gives the pairs of accounts that share sampled runs of words, with how many.
fn pairs(sketches: &[BTreeSet<u64>]) -> Vec<(usize, usize, usize)> {
    let mut holders: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, sketch) in sketches.iter().enumerate() {
        for hash in sketch {
            holders.entry(*hash).or_default().push(index);
        }
    }
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for holders in holders.values().filter(|holders| holders.len() <= COMMON) {
        for (at, one) in holders.iter().enumerate() {
            for other in &holders[at + 1..] {
                *shared.entry((*one, *other)).or_default() += 1;
            }
        }
    }
    shared.into_iter().map(|((one, other), count)| (one, other, count)).collect()
}

/// Hashes every run of `length` words of the account itself and keeps a sample that is the same in every account.
fn sketch(document: &Document, length: usize) -> BTreeSet<u64> {
    let mut words: Vec<u64> = Vec::new();
    let told = |kind| matches!(kind, SectionKind::Title | SectionKind::Body);
    let mut read = |text: &str| {
        let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.extend(split.map(|word| hash(word.chars().flat_map(char::to_lowercase).map(u64::from))));
    };
    if document.sections.is_empty() {
        read(&document.text);
    }
    for section in document.sections.iter().filter(|section| told(section.kind)) {
        read(document.text.get(section.span.start..section.span.end).unwrap_or_default());
    }
    words.windows(length.max(1)).map(|run| hash(run.iter().copied())).filter(|hash| hash % SAMPLE == 0).collect()
}

/// FNV-1a over numbers, with a last stir: the low bits choose the sample.
fn hash(parts: impl Iterator<Item = u64>) -> u64 {
    let sum = parts.fold(0xcbf2_9ce4_8422_2325_u64, |hash, part| (hash ^ part).wrapping_mul(0x0100_0000_01b3));
    let stirred = (sum ^ (sum >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    stirred ^ (stirred >> 33)
}
