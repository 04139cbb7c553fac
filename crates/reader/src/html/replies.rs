//! Which number does each comment of a page bear, and which comment does it answer?

use super::comments::{Comment, Thread};
use crate::markup::Sign;
use crate::thread::{self as threads, Turn, stated};
use std::collections::BTreeMap;

/// Attributes that hold the id of the comment that is answered.
const PARENT: &[&str] =
    &["data-parent-id", "data-parentid", "data-parent", "data-parent-comment-id", "data-reply-to", "data-in-reply-to"];
/// Attributes that hold the id of a comment.
const ID: &[&str] = &["id", "data-id", "data-comment-id", "data-commentid", "data-post-id"];
/// Attributes that say how deep in its thread a comment stands.
const DEPTH: &[&str] = &["data-depth", "data-level", "data-indent", "aria-level", "indent"];

/// Letters of the longest line beside a comment that may say whom it answers.
const BESIDE: usize = 160;

/// Gives the comments of a page, each with its element, their numbers and what they answer.
pub(super) fn join(thread: &Thread<'_, '_>, comments: &mut [(usize, Comment)]) {
    let under = under(thread, &comments.iter().map(|(item, _)| *item).collect::<Vec<_>>());
    let turns = comments.iter().zip(under).map(|((item, comment), under)| Turn {
        author: comment.signed.author.as_deref(),
        at: comment.signed.at.as_deref(),
        number: number(thread, *item),
        beside: beside(thread, *item),
        words: &comment.text,
        under,
        quotes: None,
    });
    let joined = threads::join(turns.collect(), &thread.publishers.words);
    for ((_, comment), joined) in comments.iter_mut().zip(joined) {
        comment.signed.number = joined.number;
        comment.answers = joined.answers;
    }
}

/// The lines around a comment's own words; what names the comment that is answered says so.
fn beside(thread: &Thread<'_, '_>, item: usize) -> Vec<String> {
    let (_, around) = thread.parted(item);
    let lines = around.into_iter().filter(|block| block.letters < BESIDE).map(|block| block.text.clone());
    let named = thread.own(item).into_iter().flatten().filter(|i| thread.outline.nodes[*i].has(Sign::Answered));
    named.map(|i| format!("→ {}", thread.outline.words(i))).chain(lines).collect()
}

fn number(thread: &Thread<'_, '_>, item: usize) -> Option<u32> {
    let named = thread.own(item).into_iter().flatten().find_map(|i| {
        let node = &thread.outline.nodes[i];
        let digits = || thread.outline.words(i).trim_matches(|c: char| !c.is_alphanumeric()).parse().ok();
        (node.has(Sign::Number) && node.letters < 8).then(digits)?
    });
    let (_, around) = thread.parted(item);
    named.or_else(|| around.into_iter().find_map(|block| stated(&block.text, &thread.publishers.words)))
}

/// Gives the comment under which the markup puts each one: it names it, lies around it or before the list of answers.
fn under(thread: &Thread<'_, '_>, items: &[usize]) -> Vec<Option<usize>> {
    let outline = thread.outline;
    let named = |n: usize, names: &[&str]| names.iter().find_map(|name| outline.nodes[items[n]].attr(name));
    let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
    let mut last_in: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut under = Vec::with_capacity(items.len());
    for n in 0..items.len() {
        let told = named(n, PARENT).and_then(|id| ids.get(own_id(id)).copied());
        let holders = || outline.around(items[n]);
        let around = holders().find_map(|i| items[..n].binary_search(&i).ok());
        let mut lists = holders().filter(|i| outline.nodes[*i].has(Sign::Replies));
        let list = lists.next();
        let before = list.and_then(|_| last_in.get(&lists.next()).copied());
        last_in.insert(list, n);
        let deep = depth(thread, items[n]);
        let above = deep.and_then(|deep| {
            open.retain(|(other, _)| *other < deep);
            let above = open.last().map(|(_, n)| *n);
            open.push((deep, n));
            above
        });
        ids.extend(ID.iter().filter_map(|name| Some((own_id(outline.nodes[items[n]].attr(name)?), n))));
        under.push(told.or(around).or(before).or(above));
    }
    under
}

/// "li-comment-12" and "12" are one.
fn own_id(id: &str) -> &str {
    id.rsplit(['-', '_']).next().unwrap_or(id)
}

fn depth(thread: &Thread<'_, '_>, item: usize) -> Option<usize> {
    let node = &thread.outline.nodes[item];
    let told = DEPTH.iter().find_map(|name| node.attr(name)?.parse().ok());
    told.or_else(|| thread.publishers.markup.depth(node.attr("class")?))
}
