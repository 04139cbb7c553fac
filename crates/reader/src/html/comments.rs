//! Which readers' comments does the markup hold, by whom and when?

use super::blocks::SKIPPED;
use crate::publishers::Publishers;
use ego_tree::{NodeId, iter::Edge};
use scraper::{ElementRef, Html, Node, Selector};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// One comment.
static COMMENT: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse(COMMENTS).ok());
static AUTHOR: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse(AUTHORS).ok());
static TIME: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse(TIMES).ok());
static CONTENT: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse(CONTENTS).ok());
static CONTROL: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse(CONTROLS).ok());
static FOOTER: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse(".comment-footer").ok());
static MOMENT: LazyLock<Option<Selector>> = LazyLock::new(|| Selector::parse("time[datetime]").ok());

const COMMENTS: &str = "li.comment, article.comment, div.comment, section.comment, .comment-item, .commentlist > li, .comment-list > li, \
    ol.comments > li, ul.comments > li, .comments-list > li, .comment-thread > li, .comment-wrapper, .comment_item, .single-comment, \
    .media.comment, [itemtype*='schema.org/Comment'], [itemtype*='schema.org/UserComments'], [itemprop='comment']";
const AUTHORS: &str = "[itemprop='author'] [itemprop='name'], [itemprop='author'], [itemprop='creator'], .fn, .comment-author-name, \
    .comment__author, .comment-author, .comment_author, .commentauthor, .comment-username, .username, .user-name, .author-name, \
    .author, .comment-by, .commenter, .name, cite";
const TIMES: &str = "time[datetime], [itemprop='dateCreated'], [itemprop='datePublished'], [itemprop='commentTime'], abbr.published, \
    .comment-metadata, .comment-meta, .commentmetadata, .comment-date, .comment_date, .comment__date, .comment-time, .commentdate, \
    .timestamp, .date, .time, .datetime, .comment-footer";
const CONTENTS: &str = "[itemprop='text'], [itemprop='commentText'], .comment-content, .comment__content, .comment-text, .comment_text, .comment__text, .commenttext, \
    .comment-body-text, .comment-message, .comment-inner-text, .comment__body, .comment_body, .comment-entry, .comment-body, .commentbody, \
    .message, .text, .content, .body";
const CONTROLS: &str = ".reply, .comment-reply-link, .comment-actions, .comment-footer, .comment-meta, .comment-metadata, \
    .comment-author, .vcard, .says, .comment-awaiting-moderation, form, button, .likes, .vote, .comment-edit-link";

/// A reader's comment.
pub(crate) struct Comment {
    pub author: Option<String>,
    /// UTC, as `YYYY-MM-DDTHH:MM`, or the day.
    pub at: Option<String>,
    pub text: String,
}

/// Takes the comments out of a page, in their order, so that none is taken for the account.
pub(crate) fn take(page: &mut Html, publishers: &Publishers) -> Vec<Comment> {
    let candidates: Vec<NodeId> = elements(page.root_element(), &COMMENT);
    let signed: Vec<NodeId> = candidates
        .into_iter()
        .filter(|id| {
            let element = page.tree.get(*id).and_then(ElementRef::wrap);
            element.is_some_and(|element| [&AUTHOR, &TIME].iter().any(|css| first(element, css).is_some()))
        })
        .collect();
    let all: BTreeSet<NodeId> = signed.iter().copied().collect();
    let mut comments = Vec::new();
    for id in &signed {
        let Some(element) = page.tree.get(*id).and_then(ElementRef::wrap) else { continue };
        comments.extend(read(page, element, &all, publishers));
    }
    if comments.is_empty() {
        return comments;
    }
    for id in signed {
        if let Some(mut node) = page.tree.get_mut(id) {
            node.detach();
        }
    }
    comments
}

fn elements(root: ElementRef<'_>, css: &Option<Selector>) -> Vec<NodeId> {
    css.iter().flat_map(|css| root.select(css)).map(|element| element.id()).collect()
}

fn first<'a>(root: ElementRef<'a>, css: &'a Option<Selector>) -> Option<ElementRef<'a>> {
    root.select(css.as_ref()?).next()
}

/// Reads one comment without those that answer it.
fn read(page: &Html, element: ElementRef<'_>, all: &BTreeSet<NodeId>, publishers: &Publishers) -> Option<Comment> {
    let own = |css: &Option<Selector>| -> Vec<ElementRef<'_>> {
        elements(element, css)
            .into_iter()
            .filter_map(|id| page.tree.get(id).and_then(ElementRef::wrap))
            .filter(|inner| {
                inner.ancestors().take_while(|node| node.id() != element.id()).all(|node| !all.contains(&node.id()))
                    && (inner.id() == element.id() || !all.contains(&inner.id()))
            })
            .collect()
    };
    // Answers stand inside the comment that they answer.
    let answers = element.descendants().skip(1).map(|node| node.id()).filter(|id| all.contains(id));
    let mut skipped: BTreeSet<NodeId> = answers.collect();
    let footer = own(&FOOTER).into_iter().next().map(|footer| words(footer, &BTreeSet::new()));
    let author = own(&AUTHOR)
        .into_iter()
        .map(|author| words(author, &skipped))
        .find(|name| !name.is_empty() && name.chars().count() < 80);
    let at = own(&TIME).into_iter().find_map(|time| moment(time, publishers));
    let author = author
        .map(|name| clean(&name, publishers))
        .or_else(|| footer.and_then(|footer| clean_footer(&footer, publishers)));
    if author.is_none() && at.is_none() {
        return None;
    }
    let content = own(&CONTENT).into_iter().next();
    skipped.extend(own(&CONTROL).into_iter().map(|control| control.id()));
    if content.is_none() {
        skipped.extend(own(&AUTHOR).into_iter().chain(own(&TIME)).map(|part| part.id()));
    }
    let text = words(content.unwrap_or(element), &skipped);
    (!text.is_empty()).then_some(Comment { author, at, text })
}

/// "A Name says:" is the name of A Name.
fn clean(name: &str, publishers: &Publishers) -> String {
    let name = name.trim();
    let end = publishers.words.says.find(name).map_or(name.len(), |says| says.start);
    let name = name[..end].trim().trim_end_matches([':', ',', '|']).trim();
    let start =
        publishers.words.byline.find(name).or_else(|| publishers.words.posted.find(name)).map_or(0, |label| label.end);
    let rest = name[start..].trim_start_matches([':', ' ']);
    if rest.is_empty() { name.to_owned() } else { rest.to_owned() }
}

fn clean_footer(footer: &str, publishers: &Publishers) -> Option<String> {
    let date = publishers.words.dates.find(footer).into_iter().next()?;
    let name = clean(footer.get(..date.start)?.trim_matches(['|', ' ', '-', ',']), publishers);
    (!name.is_empty()).then_some(name)
}

/// The moment in UTC: a zone that is written out is counted off.
fn moment(element: ElementRef<'_>, publishers: &Publishers) -> Option<String> {
    let tagged = ["datetime", "content", "title"].iter().find_map(|name| element.attr(name));
    let inner = first(element, &MOMENT).and_then(|time| time.attr("datetime").map(str::to_owned));
    let written = words(element, &BTreeSet::new());
    let texts = [tagged.map(str::to_owned), inner, Some(written)];
    texts.into_iter().flatten().find_map(|text| {
        if let Ok(moment) = text.trim().parse::<jiff::Timestamp>() {
            return moment.to_string().get(..16).map(str::to_owned);
        }
        publishers.words.dates.find(&text).first().map(crate::dates::Found::at)
    })
}

/// The words of an element without the elements in `skipped`, in one line.
pub(crate) fn words(element: ElementRef<'_>, skipped: &BTreeSet<NodeId>) -> String {
    let mut text = String::new();
    let mut hidden = 0_usize;
    for edge in element.traverse() {
        let (node, opens) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Element(inner) if skipped.contains(&node.id()) || SKIPPED.contains(&inner.name()) => {
                hidden = if opens { hidden + 1 } else { hidden.saturating_sub(1) };
            }
            Node::Element(_) => text.push(' '),
            Node::Text(words) if opens && hidden == 0 => text.push_str(words),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
