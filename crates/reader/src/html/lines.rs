//! Which lines of a page show its day, and which an update, a calendar or another story?

use super::blocks::{Block, Shape};
use super::fate::Fate;
use super::stamps::{ALONE, LABELLED, NEAR_TITLE, SHOWN, Scene, Stamps, neighborhood};
use crate::markup::Sign;
use crate::publishers::Publishers;
use crate::text::{
    CALENDAR,
    line::{beginning, count},
};
use schema::Interval;

/// Paragraphs from the headline within which a date line counts.
pub(super) const NEAR: usize = 9;

/// Characters of the longest line that is a date line.
const LINE: usize = 140;

/// Letters of the longest sentence that tells when an entry was posted, and where it is filed.
const SENTENCE: usize = 400;

/// Words that may stand beside a day in a line of its own: "Uhr", "World", "2 min".
const BESIDE_DAY: usize = 3;

/// Nodes before a day that may hold its label.
const LABEL: usize = 24;

/// The line beside the headline that holds a day and little else: what its readers are told.
pub(super) fn of_headline(scene: &Scene<'_, '_>, stamps: &mut Stamps<'_>) {
    let Some(headline) = scene.headline else { return };
    let from = scene.outline.around(headline).nth(1).unwrap_or(0);
    let below = |block: &&Block| block.at > headline && block.is_prose();
    let to =
        scene.account.iter().map(|n| &scene.blocks[*n]).find(below).map_or(scene.outline.nodes.len(), |first| first.at);
    let beside = scene.blocks.iter().skip_while(|block| block.at < from).take_while(|block| block.at < to).take(NEAR);
    let open = |block: &&Block| block.shape != Shape::Caption && scene.fates.of[block.at] != Fate::Comments;
    for block in beside.filter(open) {
        if is_day_alone(&block.text, scene.publishers) && stamps.add(&block.text, SHOWN, "line beside the title") {
            return;
        }
    }
}

/// Tells whether a line holds one day and little else, and calls it no update.
fn is_day_alone(text: &str, publishers: &Publishers) -> bool {
    let words = &publishers.words;
    if text.chars().count() > LINE || words.updated_inside.is_match(text) {
        return false;
    }
    let dates = words.dates.find(text);
    let [date] = dates.as_slice() else { return false };
    let label = words.published.find(text).map_or(0, |label| label.end).min(date.start);
    date.day.days() == 1 && count(&text[label..date.start]) + count(&text[date.end_with_time..]) <= BESIDE_DAY
}

/// "PUBLISHED: May 8, 2019 at 4:56 p.m. | UPDATED: May 9, 2019 at 6:00 p.m."
pub(super) fn is_stamp(text: &str, publishers: &Publishers) -> bool {
    let words = &publishers.words;
    let labelled = text.chars().count() <= LINE && (words.published.is_match(text) || words.updated.is_match(text));
    labelled && !words.dates.find(text).is_empty()
}

/// Lines that hold a date and little else: near the headline, labelled, or the only one of the page.
pub(super) fn of_lines(scene: &Scene<'_, '_>, stamps: &mut Stamps<'_>) {
    let words = &scene.publishers.words;
    let (from, to) = neighborhood(scene);
    let short = |block: &&Block| {
        scene.fates.of[block.at] != Fate::Comments
            && block.text.chars().count() < LINE
            && !words.updated_inside.is_match(&block.text)
            && words.caption.find(&block.text).is_none_or(|caption| caption.start > 0)
    };
    let account: Vec<&Block> = scene.account.iter().map(|n| &scene.blocks[*n]).collect();
    let line = |block: &&&Block| block.text.chars().count() < 60 && block.shape != Shape::Quote;
    let days = account.iter().filter(line).filter(|block| !words.dates.find(&block.text).is_empty());
    // A list of days is a calendar, not the day of what lists them.
    let calendar = days.take(CALENDAR).count() == CALENDAR;
    let line = |block: &&&Block| line(block) && !calendar;
    for block in scene.blocks.iter().filter(|block| (from..to).contains(&block.at)).filter(short) {
        let listed = calendar && !is_day_alone(&block.text, scene.publishers);
        if !listed && stamps.add(&block.text, NEAR_TITLE, "line near the title") {
            return;
        }
    }
    let told = |block: &&Block| scene.fates.of[block.at] != Fate::Comments && block.letters < SENTENCE;
    for block in scene.blocks.iter().filter(told).filter(|block| words.published.is_match(&block.text)) {
        if stamps.add(&block.text, LABELLED, "labeled line") {
            return;
        }
    }
    for block in account.iter().take(3).chain(account.iter().rev().take(3)).filter(line) {
        if !words.updated_inside.is_match(&block.text) && stamps.add(&block.text, ALONE, "line of the account") {
            return;
        }
    }
    for block in account.iter().filter(|block| block.is_prose()).take(2) {
        if stamps.add(beginning(&block.text, 60), ALONE, "head of the account") {
            return;
        }
    }
    if let Some(words) = of_names(scene) {
        stamps.add(&words, ALONE, "date line");
    }
}

/// The words of the first element anywhere that is named for dates; where it was cut off, only if no other tells another day.
fn of_names(scene: &Scene<'_, '_>) -> Option<String> {
    let outline = scene.outline;
    let words = &scene.publishers.words;
    let mut cut: Vec<(Interval, String)> = Vec::new();
    for i in (0..outline.nodes.len()).filter(|i| outline.nodes[*i].has(Sign::Date) && outline.nodes[*i].letters < 400) {
        let line = outline.apart(i);
        let skip = scene.fates.of[i] == Fate::Comments || is_update(scene, i) || words.updated_inside.is_match(&line);
        let Some(date) = words.dates.find(&line).into_iter().next().filter(|_| !skip) else { continue };
        if scene.fates.of[i] == Fate::Kept {
            return Some(line);
        }
        cut.push((date.day, line));
    }
    let (day, line) = cut.first()?.clone();
    cut.iter().all(|(other, _)| *other == day).then_some(line)
}

/// Tells whether an element or the line around it calls its day that of an update.
pub(super) fn is_update(scene: &Scene<'_, '_>, i: usize) -> bool {
    let node = &scene.outline.nodes[i];
    let named = |name: &str| {
        let name = name.to_ascii_lowercase();
        (name.contains("updated") || name.contains("modified")) && !name.contains("publish")
    };
    node.attr("itemprop").is_some_and(named) || node.attr("class").is_some_and(named) || is_called_update(scene, i)
}

/// "page revision: 8, last edited: …": the last label before an element's day, in the line around it.
fn is_called_update(scene: &Scene<'_, '_>, i: usize) -> bool {
    let parent = scene.outline.nodes[i].parent;
    if scene.outline.nodes[parent].letters > LINE {
        return false;
    }
    let words = &scene.publishers.words;
    let near = parent.max(i.saturating_sub(LABEL));
    let before: Vec<&str> = scene.outline.nodes[near..i].iter().map(|node| node.text).collect();
    let before = before.join(" ");
    words.updated_inside.find_all(&before).last().is_some_and(|label| words.dates.find(&before[label.end..]).is_empty())
}
