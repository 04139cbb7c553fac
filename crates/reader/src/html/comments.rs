//! Which readers' comments does a page hold, by whom and when?

use super::blocks::{Block, Shape};
use super::fate::{Fate, Fates, is_comment};
use super::outline::{Outline, letters};
use super::replies;
use crate::markup::Sign;
use crate::page::Signed;
use crate::publishers::Publishers;
use crate::thread::{self, NAME};
use std::collections::BTreeSet;
use std::ops::Range;

/// A reader's comment.
pub(crate) struct Comment {
    pub signed: Signed,
    pub text: String,
    /// The comment that it answers.
    pub answers: Option<usize>,
}

/// Everything that the parts of this module look at.
pub(super) struct Thread<'t, 'a> {
    pub outline: &'t Outline<'a>,
    blocks: &'t [Block],
    pub publishers: &'t Publishers,
    /// The elements of single comments.
    items: BTreeSet<usize>,
}

/// Reads the comments of a page, in their order.
pub(crate) fn find(outline: &Outline<'_>, blocks: &[Block], fates: &Fates, publishers: &Publishers) -> Vec<Comment> {
    if !fates.of.contains(&Fate::Comments) {
        return Vec::new();
    }
    let mut thread = Thread { outline, blocks, publishers, items: candidates(outline, fates) };
    thread.merge_parts();
    let items: Vec<usize> = thread.items.iter().copied().collect();
    let mut comments: Vec<(usize, Comment)> =
        (0..items.len()).filter_map(|n| Some((items[n], thread.read(&items, n)?))).collect();
    if comments.is_empty() {
        return loose(outline, blocks, fates, publishers);
    }
    replies::join(&thread, &mut comments);
    comments.into_iter().map(|(_, comment)| comment).collect()
}

/// Elements that are named as one comment, or as the words of one where nothing else is named.
fn candidates(outline: &Outline<'_>, fates: &Fates) -> BTreeSet<usize> {
    let mut items = BTreeSet::new();
    let (mut comment_end, mut words_end) = (0, 0);
    for (i, node) in outline.nodes.iter().enumerate() {
        if fates.of[i] != Fate::Comments || node.letters == 0 {
            continue;
        }
        if is_comment(outline, i) {
            comment_end = comment_end.max(node.end);
            items.insert(i);
        } else if node.has(Sign::CommentText) && i >= comment_end && i >= words_end {
            words_end = node.end;
            items.insert(i);
        }
    }
    items
}

impl Thread<'_, '_> {
    /// The nodes of a comment without those that answer it.
    pub(super) fn own(&self, item: usize) -> Vec<Range<usize>> {
        let mut ranges = Vec::new();
        let mut at = item;
        for inner in self.nested(item) {
            ranges.push(at..inner);
            at = self.outline.nodes[inner].end;
        }
        ranges.push(at..self.outline.nodes[item].end);
        ranges
    }

    /// The comments right inside a comment.
    fn nested(&self, item: usize) -> Vec<usize> {
        let mut at = item;
        let mut nested = Vec::new();
        for inner in self.items.range(item + 1..self.outline.nodes[item].end.max(item + 1)) {
            if *inner >= at {
                nested.push(*inner);
                at = self.outline.nodes[*inner].end;
            }
        }
        nested
    }

    /// The paragraphs of some nodes.
    fn paragraphs(&self, nodes: &Range<usize>) -> &[Block] {
        let from = self.blocks.partition_point(|block| block.at < nodes.start);
        let to = self.blocks.partition_point(|block| block.at < nodes.end);
        &self.blocks[from..to.max(from)]
    }

    /// Parts of one comment may carry names of comments themselves, and so may what holds many.
    fn merge_parts(&mut self) {
        for item in self.items.clone() {
            if !self.items.contains(&item) {
                continue;
            }
            let nested = self.nested(item);
            let Some(first) = nested.first().copied() else { continue };
            let content = self.content_letters(item) > 1;
            let signed = |i: usize| self.author(i).is_some() || self.moment(i).is_some();
            let parts: Vec<usize> = nested.iter().copied().filter(|i| !signed(*i)).collect();
            if content || self.author(item).is_some() && nested.len() == 1 && parts.contains(&first) {
                parts.iter().for_each(|part| {
                    self.items.remove(part);
                });
            } else if parts.contains(&first) && self.author(item).is_some() {
                self.items.remove(&first);
            } else {
                self.items.remove(&item);
            }
        }
    }

    fn in_own(&self, item: usize, mut is: impl FnMut(usize) -> bool) -> Option<usize> {
        self.own(item).into_iter().flatten().find(|i| is(*i))
    }

    /// The element that names who wrote, and the name.
    fn author(&self, item: usize) -> Option<(usize, String)> {
        let name = |i: usize| {
            let node = &self.outline.nodes[i];
            let named = node.has(Sign::Author) && !node.has(Sign::CommentText) || node.name() == "cite";
            let named = named && i != item && (1..240).contains(&node.letters);
            if !named {
                return None;
            }
            let words = self.outline.words_without(i, |inner| self.is_control(inner) || self.is_date(inner));
            let name = clean(&words, self.publishers);
            (!name.is_empty() && name.chars().count() <= NAME && letters(&name) > 0).then_some((i, name))
        };
        self.own(item).into_iter().flatten().find_map(name)
    }

    fn is_date(&self, i: usize) -> bool {
        let node = &self.outline.nodes[i];
        node.name() == "time" || node.has(Sign::Date) && !node.has(Sign::Author) && node.letters < 80
    }

    fn is_control(&self, i: usize) -> bool {
        let node = &self.outline.nodes[i];
        matches!(node.name(), "form" | "nav" | "footer") || node.has(Sign::Control) && node.letters < 200
    }

    /// The moment in UTC: a zone that is written out is counted off.
    fn moment(&self, item: usize) -> Option<String> {
        let tagged = |i: usize| {
            let node = &self.outline.nodes[i];
            let named = node.name() == "time" || node.name() == "abbr" || node.has(Sign::Date);
            let named = named || node.name() == "a" && node.attr("href").is_some_and(|href| href.contains("#comment"));
            if !named || node.letters > 200 {
                return None;
            }
            let written = Some(self.outline.words(i));
            let texts = ["datetime", "content", "title"].iter().map(|name| node.attr(name).map(str::to_owned));
            texts.chain([written]).flatten().find_map(|text| moment(&text, self.publishers))
        };
        if let Some(at) = self.own(item).into_iter().flatten().find_map(tagged) {
            return Some(at);
        }
        let own = self.own(item);
        let mut short = own.iter().flat_map(|nodes| self.paragraphs(nodes));
        short.find_map(|block| (block.text.chars().count() < 120).then(|| moment(&block.text, self.publishers))?)
    }

    fn content_letters(&self, item: usize) -> usize {
        letters(&self.content(item))
    }

    /// The words of a comment, paragraph by paragraph.
    fn content(&self, item: usize) -> String {
        let (words, _) = self.parted(item);
        words.into_iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// The paragraphs of a comment's words, and those of what stands around them.
    pub(super) fn parted(&self, item: usize) -> (Vec<&Block>, Vec<&Block>) {
        let own = self.own(item);
        let text = |i: usize| self.outline.nodes[i].has(Sign::CommentText);
        let marked = if text(item) { None } else { self.in_own(item, text) };
        let author = self.author(item).map(|(i, _)| i);
        let within = |at: usize, holder: usize| (holder..self.outline.nodes[holder].end).contains(&at);
        let furniture = |at: usize| {
            let around = self.outline.around(at).take_while(|i| *i > item);
            around.into_iter().any(|i| {
                Some(i) == author
                    || self.is_control(i)
                    || self.is_date(i) && !self.outline.nodes[i].has(Sign::CommentText)
            })
        };
        let all = own.iter().flat_map(|nodes| self.paragraphs(nodes)).filter(|block| block.letters > 0);
        all.partition(|block| match marked {
            Some(marked) => within(block.at, marked) && !self.is_inside_control(block.at, marked),
            None => !furniture(block.at) && !self.is_line_of_signature(block),
        })
    }

    fn is_inside_control(&self, at: usize, holder: usize) -> bool {
        self.outline.around(at).take_while(|i| *i > holder).any(|i| self.is_control(i))
    }

    /// "5 May 2019, 18:52", "A Name says:", "Reply".
    fn is_line_of_signature(&self, block: &Block) -> bool {
        let words = &self.publishers.words;
        let text = block.text.as_str();
        if text.chars().count() > 120 || block.is_prose() {
            return false;
        }
        let date = words.dates.find(text).into_iter().next();
        let rest = date.map_or(text.len(), |date| text.len() - (date.end_with_time - date.start));
        rest < 30 && rest < text.len()
            || words.says.is_match(text)
            || words.menu.is_match(text) && block.shape != Shape::Paragraph
            || block.linked == block.letters && block.letters < 24
    }

    fn read(&self, items: &[usize], n: usize) -> Option<Comment> {
        let item = items[n];
        let text = self.content(item);
        let words = &self.publishers.words;
        if letters(&text) == 0 || words.comments.is_match(&text) || words.pings.is_match(&text) {
            return None;
        }
        let author = self.author(item).map(|(_, name)| name);
        let author = author.or_else(|| self.posted_by(item)).or_else(|| self.author_around(items, n));
        let at = self.moment(item).or_else(|| self.moment_around(items, n));
        if author.is_none() && at.is_none() && letters(&text) < 6 {
            return None;
        }
        Some(Comment { signed: Signed { author, at, ..Signed::default() }, text, answers: None })
    }

    /// "Posted by: A Name | Jun 8 2018 18:52 utc | 1"
    fn posted_by(&self, item: usize) -> Option<String> {
        let (_, around) = self.parted(item);
        let line = around.into_iter().find(|block| self.publishers.words.posted.is_match(&block.text))?;
        let name = clean(&line.text, self.publishers);
        (!name.is_empty() && name.chars().count() <= NAME).then_some(name)
    }

    /// The nodes between a comment's words and its neighbors: names and days may stand beside them.
    fn between(&self, items: &[usize], n: usize) -> [Range<usize>; 2] {
        let item = items[n];
        let end = self.outline.nodes[item].end;
        let before = n.checked_sub(1).map_or(item.saturating_sub(24), |n| self.outline.nodes[items[n]].end);
        let after = items.get(n + 1).copied().unwrap_or((end + 24).min(self.outline.nodes.len()));
        [before.min(item)..item, end..after.max(end)]
    }

    fn author_around(&self, items: &[usize], n: usize) -> Option<String> {
        let item = items[n];
        let beside = |i: &usize| self.outline.nodes[*i].end <= item || *i > item;
        let named = self.between(items, n).into_iter().flat_map(Iterator::rev).filter(beside).find(|i| {
            let node = &self.outline.nodes[*i];
            node.has(Sign::Author) && (1..120).contains(&node.letters)
        })?;
        let name = clean(&self.outline.words_without(named, |i| self.is_date(i)), self.publishers);
        (!name.is_empty() && name.chars().count() <= NAME).then_some(name)
    }

    fn moment_around(&self, items: &[usize], n: usize) -> Option<String> {
        let ranges = self.between(items, n);
        let mut near = ranges.iter().flat_map(|nodes| self.paragraphs(nodes)).filter(|block| block.text.len() < 200);
        near.find_map(|block| moment(&block.text, self.publishers))
    }
}

/// Paragraphs below a heading of comments that no element of their own holds.
fn loose(outline: &Outline<'_>, blocks: &[Block], fates: &Fates, publishers: &Publishers) -> Vec<Comment> {
    let mut seen = BTreeSet::new();
    let form = |at: usize| outline.around(at).any(|i| outline.nodes[i].name() == "form");
    blocks
        .iter()
        .filter(|block| fates.of[block.at] == Fate::Comments && block.letters >= 12 && block.linked * 3 < block.letters)
        .filter(|block| block.shape != Shape::Heading && !form(block.at))
        .filter(|block| {
            let words = &publishers.words;
            let notice = words.menu.is_match(&block.text)
                || words.comments.is_match(&block.text)
                || words.tail.is_match(&block.text);
            !notice && (block.is_prose() || block.shape == Shape::Paragraph) && seen.insert(block.text.clone())
        })
        .map(|block| Comment { signed: Signed::default(), text: block.text.clone(), answers: None })
        .collect()
}

/// "A Name says:" and "Comment by A Name, 5 May 2019" are the name of A Name.
fn clean(name: &str, publishers: &Publishers) -> String {
    let words = &publishers.words;
    let trim = |name: &str| name.trim_matches(|c: char| c.is_whitespace() || "|:·•,-–—>()".contains(c)).to_owned();
    let name = name.trim();
    let date = words.dates.find(name).first().map_or(name.len(), |date| date.start);
    let name = trim(&name[..date]);
    let end = words.says.find(&format!("{name} ")).map_or(name.len(), |says| says.start);
    let name = trim(&name[..end.min(name.len())]);
    let start = words.byline.find(&name).or_else(|| words.posted.find(&name)).map_or(0, |label| label.end);
    let rest = trim(&name[start..]);
    let name = if rest.is_empty() { name } else { rest };
    thread::name_in(&name, words).to_owned()
}

/// Reads a moment: UTC where a zone is written, else as it stands.
pub(super) fn moment(text: &str, publishers: &Publishers) -> Option<String> {
    if !text.bytes().any(|b| b.is_ascii_digit()) && text.is_ascii() {
        return None;
    }
    if let Ok(moment) = text.trim().parse::<jiff::Timestamp>() {
        return moment.to_string().get(..16).map(str::to_owned);
    }
    publishers.words.dates.find(text).first().map(crate::dates::Found::at)
}
