//! Which paragraphs of a page are its account?

use super::blocks::{Block, Shape};
use super::fate::{Fate, Fates};
use super::outline::Outline;
use crate::markup::Sign;
use std::collections::BTreeSet;

/// The parts of the account, by their place among the page's paragraphs.
pub(crate) fn find(outline: &Outline<'_>, blocks: &[Block], fates: &Fates) -> Vec<usize> {
    if outline.nodes.is_empty() {
        return Vec::new();
    }
    let holder = holder(outline, fates);
    let inside = |block: &Block| (holder..outline.nodes[holder].end).contains(&block.at);
    let kept = |block: &Block| fates.of[block.at] == Fate::Kept;
    let linked = linked_lists(outline, holder);
    let mut chosen: Vec<usize> = Vec::new();
    let mut dropped: BTreeSet<usize> = BTreeSet::new();
    for (n, block) in blocks.iter().enumerate().filter(|(_, block)| inside(block)) {
        if !kept(block) || is_menu(outline, block, &linked) {
            dropped.insert(n);
        } else {
            chosen.push(n);
        }
    }
    without_orphans(blocks, &mut chosen, &dropped);
    let mut all = lead(outline, blocks, fates, holder);
    all.extend(chosen);
    all
}

/// Finds the element that holds the account: by its name, else by following the prose downwards.
fn holder(outline: &Outline<'_>, fates: &Fates) -> usize {
    let total = fates.prose[0];
    for (least, is) in [
        (30, is_body as fn(&Outline<'_>, usize) -> bool),
        (45, is_article as fn(&Outline<'_>, usize) -> bool),
        (60, is_content as fn(&Outline<'_>, usize) -> bool),
    ] {
        let all: Vec<usize> = (0..outline.nodes.len())
            .filter(|i| fates.of[*i] == Fate::Kept && fates.prose[*i] > 0 && is(outline, *i))
            .collect();
        let Some(most) = all.iter().map(|i| fates.prose[*i]).max() else { continue };
        let together = spread(outline, fates, &all, most);
        if fates.prose[together] * 100 >= total * least {
            return together;
        }
    }
    follow(outline, fates, 0)
}

/// The element of most prose, the innermost of several alike, or what holds several that share the page.
fn spread(outline: &Outline<'_>, fates: &Fates, all: &[usize], most: usize) -> usize {
    let large: Vec<usize> = all.iter().copied().filter(|i| fates.prose[*i] * 10 >= most * 9).collect();
    let best = *large.last().unwrap_or(&0);
    let apart = |i: &usize| {
        let (a, b) = (*i, best);
        !(a..outline.nodes[a].end).contains(&b) && !(b..outline.nodes[b].end).contains(&a)
    };
    let others: Vec<usize> = all.iter().copied().filter(|i| fates.prose[*i] * 3 >= most && apart(i)).collect();
    let Some((first, last)) = others.iter().min().zip(others.iter().max()) else { return best };
    let (first, last) = (best.min(*first), best.max(*last));
    outline.around(first).find(|i| outline.nodes[*i].end > last).unwrap_or(0)
}

fn is_body(outline: &Outline<'_>, i: usize) -> bool {
    let node = &outline.nodes[i];
    node.has(Sign::Body) && !super::blocks::is_inline(node.name()) && node.name() != "p" && node.name() != "body"
}

fn is_article(outline: &Outline<'_>, i: usize) -> bool {
    let node = &outline.nodes[i];
    node.name() == "article" || node.has(Sign::Article) && !matches!(node.name(), "body" | "p" | "html")
}

fn is_content(outline: &Outline<'_>, i: usize) -> bool {
    let node = &outline.nodes[i];
    node.name() == "main" || node.has(Sign::Content) && !matches!(node.name(), "body" | "p" | "html")
}

/// Goes down as long as one element within holds nearly all the prose.
fn follow(outline: &Outline<'_>, fates: &Fates, from: usize) -> usize {
    let mut at = from;
    loop {
        let mut child = at + 1;
        let mut next = None;
        while child < outline.nodes[at].end {
            let node = &outline.nodes[child];
            let block = node.element.is_some() && !super::blocks::is_inline(node.name());
            let whole = !matches!(node.name(), "p" | "li" | "td" | "blockquote" | "pre" | "h1" | "h2");
            if block && whole && fates.prose[child] * 10 >= fates.prose[at] * 8 && fates.prose[child] > 0 {
                next = Some(child);
            }
            child = node.end;
        }
        match next {
            Some(child) => at = child,
            None => return at,
        }
    }
}

/// Tells of each node whether it stands in a list or table that is mostly links.
fn linked_lists(outline: &Outline<'_>, holder: usize) -> Vec<bool> {
    let mut linked = vec![false; outline.nodes.len()];
    for i in holder + 1..outline.nodes[holder].end {
        let node = &outline.nodes[i];
        let list = matches!(node.name(), "ul" | "ol" | "dl" | "table") && node.linked * 10 > node.letters * 6;
        linked[i] = list || linked[node.parent];
    }
    linked
}

fn is_menu(outline: &Outline<'_>, block: &Block, linked: &[bool]) -> bool {
    if linked[block.at] {
        return true;
    }
    if block.letters == 0 {
        return true;
    }
    let mostly = block.linked * 10 > block.letters * 7;
    // An address that is written out is told, not offered.
    let told = block.text.starts_with("http") || block.text.contains('@');
    match block.shape {
        Shape::Quote | Shape::Preformatted | Shape::Cell => false,
        Shape::Heading => mostly && outline.nodes[block.holder].name() != "h1",
        Shape::Paragraph => mostly && block.letters < 160 && !told,
        Shape::Item => {
            mostly && !outline.around(block.at).any(|i| matches!(outline.nodes[i].name(), "ul" | "ol" | "dl"))
        }
        _ => mostly && !told,
    }
}

/// Leaves out headings of what was left out.
fn without_orphans(blocks: &[Block], chosen: &mut Vec<usize>, dropped: &BTreeSet<usize>) {
    let set: BTreeSet<usize> = chosen.iter().copied().collect();
    let last = chosen.last().copied().unwrap_or(0);
    chosen.retain(|n| {
        if blocks[*n].shape != Shape::Heading || *n == 0 {
            return true;
        }
        let below = (n + 1..=last + 1).find(|m| set.contains(m) || dropped.contains(m));
        let next_kept = (n + 1..=last).find(|m| set.contains(m));
        let lost = below.is_some_and(|m| dropped.contains(&m));
        let followed = next_kept.is_some_and(|m| blocks[m].shape != Shape::Heading);
        !(lost && !followed) && (next_kept.is_some() || !lost)
    });
}

/// The summary between the headline and the element that holds the account.
fn lead(outline: &Outline<'_>, blocks: &[Block], fates: &Fates, holder: usize) -> Vec<usize> {
    let headline = (0..holder).rev().find(|i| outline.nodes[*i].name() == "h1");
    let Some(headline) = headline else { return Vec::new() };
    let end = outline.nodes[headline].end;
    let between = blocks.iter().enumerate().filter(|(_, block)| (end..holder).contains(&block.at));
    between
        .filter(|(_, block)| fates.of[block.at] == Fate::Kept && block.shape != Shape::Caption)
        .filter(|(_, block)| {
            let named = outline.around(block.at).take(4).any(|i| outline.nodes[i].has(Sign::Lead));
            block.linked * 4 < block.letters && (block.is_prose() || named && block.letters > 20)
        })
        .map(|(n, _)| n)
        .collect()
}
