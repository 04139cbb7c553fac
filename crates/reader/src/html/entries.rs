//! Does a page tell one story, or several, each at its own hour?
//!
//! A running report and a page of several stories hold elements of one kind side by side, each with a moment of its own.

use super::blocks::Block;
use super::comments::moment;
use super::outline::Outline;
use crate::markup::Sign;
use crate::publishers::Publishers;
use std::collections::{BTreeMap, BTreeSet};

/// Fewest entries of such a page.
const LEAST: usize = 3;
/// Letters of the longest words that give a moment.
const STAMP: usize = 60;
/// Elements above a moment that may be its entry.
const CLIMB: usize = 8;

/// Gives the moment of each paragraph of the account that stands in an entry; none where the page tells one story.
pub(crate) fn moments(outline: &Outline<'_>, account: &[&Block], publishers: &Publishers) -> Vec<Option<String>> {
    let mut groups: BTreeMap<(usize, &str), BTreeMap<usize, String>> = BTreeMap::new();
    for at in 0..outline.nodes.len() {
        let Some(moment) = stamp(outline, at, publishers) else { continue };
        for entry in outline.around(at).take(CLIMB) {
            let node = &outline.nodes[entry];
            let group = groups.entry((node.parent, node.name())).or_default();
            group.entry(entry).or_insert_with(|| moment.clone());
        }
    }
    let entry_of = |group: &BTreeMap<usize, String>, block: &Block| {
        group.range(..=block.at).next_back().filter(|(at, _)| block.at < outline.nodes[**at].end).map(|(at, _)| *at)
    };
    let told = |group: &BTreeMap<usize, String>| {
        let held: BTreeSet<usize> =
            account.iter().filter(|block| block.is_prose()).filter_map(|block| entry_of(group, block)).collect();
        let moments: BTreeSet<&String> = held.iter().map(|entry| &group[entry]).collect();
        (held.len() >= LEAST && moments.len() >= LEAST).then_some(held.len())
    };
    let best = groups.values().filter_map(|group| Some((told(group)?, group))).max_by_key(|(count, _)| *count);
    let Some((_, best)) = best else { return vec![None; account.len()] };
    account.iter().map(|block| entry_of(best, block).map(|entry| best[&entry].clone())).collect()
}

/// The moment that an element gives: in its markup, or in words where it is named for dates.
fn stamp(outline: &Outline<'_>, at: usize, publishers: &Publishers) -> Option<String> {
    let node = &outline.nodes[at];
    if let Some(written) = node.attr("datetime").filter(|_| node.name() == "time") {
        return moment(written, publishers);
    }
    let named = node.has(Sign::Date) && !node.has(Sign::Body) && (6..STAMP).contains(&node.letters);
    let words = named.then(|| outline.words(at))?;
    if publishers.words.updated_inside.is_match(&words) { None } else { moment(&words, publishers) }
}
