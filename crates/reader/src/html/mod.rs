//! What is the account on an HTML page, and what does its markup tell?

mod blocks;
mod comments;
mod guard;
mod meta;

use crate::page::{Hints, Page, Part, Role};
use crate::publishers::Publishers;
use crate::text;
use blocks::Block;
use comments::Comment;
use dom_smoothie::{Config, Readability};
use scraper::Html;

/// Characters of an account below which the whole page is taken instead.
const SHORTEST: usize = 200;

/// Elements above which the main text is not looked for.
const MOST_ELEMENTS: usize = 200_000;

/// Reads an HTML page.
pub(crate) fn read(html: &str, publishers: &Publishers) -> Page {
    if guard::is_hostile(html) {
        return text::read(guard::strip(html), &Hints::default(), publishers, false);
    }
    let mut page = Html::parse_document(html);
    let mut hints = meta::hints(&page, publishers);
    let comments = comments::take(&mut page, publishers);
    let blocks = main_text(&page);
    let text = assemble(&blocks, &comments, &mut hints);
    text::read(text, &hints, publishers, false)
}

fn main_text(page: &Html) -> Vec<Block> {
    let whole = blocks::of(page);
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let article = Readability::new(page.html(), None, Some(config)).and_then(|mut readability| readability.parse());
    let Ok(article) = article else { return whole };
    let main = blocks::of(&Html::parse_fragment(&article.content));
    let length = |blocks: &[Block]| blocks.iter().map(|block| block.text.chars().count()).sum::<usize>();
    if length(&main) < SHORTEST.min(length(&whole)) { whole } else { main }
}

/// Puts the parts one below the other, paragraphs apart, and notes what each is.
fn assemble(blocks: &[Block], comments: &[Comment], hints: &mut Hints) -> String {
    let mut text = String::new();
    let mut add = |words: &str, part: Part| {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        hints.parts.insert(text.len(), part);
        let start = text.len();
        text.push_str(words);
        start
    };
    let part = |role| Part { role, author: None, at: None };
    if let Some(title) = hints.title.clone() {
        let key = text::line::squash(&title);
        if !blocks.iter().take(4).any(|block| text::line::squash(&block.text) == key) {
            add(&title, part(Role::Title));
        }
    }
    let mut plain = Vec::new();
    for block in blocks {
        let start = add(&block.text, part(block.role));
        if block.role == Role::Body {
            plain.push(start);
        }
    }
    let mut first = None;
    for comment in comments {
        let part = Part { role: Role::Comment, author: comment.author.clone(), at: comment.at.clone() };
        let start = add(&comment.text, part);
        first = first.or(Some(start));
    }
    // What a paragraph is, its own words tell, as in plain text.
    for start in plain {
        hints.parts.remove(&start);
    }
    hints.comments = first;
    hints.markup = true;
    text
}
