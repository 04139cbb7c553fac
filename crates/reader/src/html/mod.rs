//! What is the account on an HTML page, and what does its markup tell?

mod account;
mod blocks;
mod byline;
mod comments;
mod entries;
mod fate;
mod guard;
mod head;
mod lines;
mod meta;
mod outline;
mod replies;
mod stamps;
mod title;

use crate::page::{Hints, Page, Part, Role, Signed};
use crate::published;
use crate::publishers::Publishers;
use crate::text;
use blocks::{Block, Shape};
use comments::Comment;
use head::Head;
pub(crate) use meta::host;
use outline::Outline;
use scraper::Html;
use stamps::Scene;

/// Reads an HTML page; what is `told` of it elsewhere, as in the row of a table, comes before its own tags.
pub(crate) fn read(html: &str, told: Hints, publishers: &Publishers) -> Page {
    if guard::is_hostile(html) {
        return text::read(guard::strip(html), &told, publishers, false);
    }
    on_scene(html, publishers, |scene, headline| {
        let comments = comments::find(scene.outline, scene.blocks, scene.fates, publishers);
        let mut hints = meta::hints(scene, headline.map(|headline| headline.words)).under(told);
        let parts: Vec<&Block> = scene.account.iter().map(|n| &scene.blocks[*n]).collect();
        let moments = entries::moments(scene.outline, &parts, publishers);
        let parts: Vec<(&Block, Option<String>)> = parts.into_iter().zip(moments).collect();
        let text = assemble(&parts, &comments, &mut hints, publishers);
        text::read(text, &hints, publishers, false)
    })
}

/// Lets `timed` find the day of a parsed page as often as it likes.
pub(crate) fn while_dating(html: &str, publishers: &Publishers, timed: &mut dyn FnMut(&dyn Fn())) {
    on_scene(html, publishers, |scene, _| {
        timed(&|| drop(published::choose(stamps::find(scene), Vec::new(), "", &publishers.words.dates)));
    });
}

/// Parses a page and finds its account and its headline, which tell where to look for all else.
fn on_scene<T>(
    html: &str,
    publishers: &Publishers,
    look: impl FnOnce(&Scene<'_, '_>, Option<title::Headline>) -> T,
) -> T {
    let page = Html::parse_document(html);
    let head = Head::of(&page);
    let outline = Outline::of(&page, &publishers.markup);
    let blocks = blocks::of(&outline);
    let fates = fate::decide(&outline, &blocks);
    let account = account::find(&outline, &blocks, &fates);
    let headline = title::find(&outline, &fates, &head, meta::site(&head).as_deref(), publishers);
    let scene = Scene {
        outline: &outline,
        blocks: &blocks,
        fates: &fates,
        head: &head,
        html,
        headline: headline.as_ref().and_then(|headline| headline.at),
        account: &account,
        publishers,
    };
    look(&scene, headline)
}

/// Puts the parts one below the other, paragraphs apart, and notes what each is.
fn assemble(
    blocks: &[(&Block, Option<String>)],
    comments: &[Comment],
    hints: &mut Hints,
    publishers: &Publishers,
) -> String {
    let mut text = String::new();
    let mut add = |words: &str, part: Option<Part>| {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        if let Some(part) = part {
            hints.parts.insert(start, part);
        }
        text.push_str(words);
        start
    };
    if let Some(title) = &hints.title {
        let key = text::line::squash(title);
        if !blocks.iter().take(4).any(|(block, _)| text::line::squash(&block.text) == key) {
            add(title, Some(Part::new(Role::Title)));
        }
    }
    for (n, (block, at)) in blocks.iter().enumerate() {
        let edge = n < 3 || n + 4 >= blocks.len();
        let notice = edge && is_notice(block, publishers);
        let signed = Signed { at: at.clone(), ..Signed::default() };
        let told = role(block)
            .filter(|role| *role != Role::Body || !lines::is_stamp(&block.text, publishers))
            .map(|role| Part { role, signed });
        add(&block.text, if notice { Some(Part::new(Role::Menu)) } else { told });
    }
    let part = |comment: &Comment| Part { role: Role::Comment, signed: comment.signed.clone() };
    let starts: Vec<usize> = comments.iter().map(|comment| add(&comment.text, Some(part(comment)))).collect();
    for (start, comment) in starts.iter().zip(comments) {
        if let Some(part) = hints.parts.get_mut(start) {
            part.signed.answers = comment.answers.map(|answered| starts[answered]);
        }
    }
    hints.comments = starts.first().copied();
    hints.markup = true;
    text
}

/// "Follow us on …", "Subscribe to …" with a link, above or below the account.
fn is_notice(block: &Block, publishers: &Publishers) -> bool {
    let words = &publishers.words;
    let begins = words.menu.is_match(&block.text) || words.tail.is_match(&block.text);
    begins && block.linked > 0 && text::line::count(&block.text) <= 40
}

/// What a paragraph's element makes it; where that leaves it open, its own words tell, as in plain text.
fn role(block: &Block) -> Option<Role> {
    match block.shape {
        Shape::Caption => Some(Role::Caption),
        Shape::Quote => Some(Role::Quote),
        _ if block.is_prose() => Some(Role::Body),
        _ => None,
    }
}
