//! Which paragraphs does a page hold, and in what kind of element does each stand?

use super::outline::{Outline, letters, squeeze};
use crate::markup::Sign;

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "output", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "source", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "br",
];

pub(crate) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name)
}

/// What kind of element a paragraph stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Heading,
    Paragraph,
    Item,
    Cell,
    Quote,
    Caption,
    Preformatted,
    /// Text that no element of its own holds.
    Loose,
}

/// A paragraph.
pub(crate) struct Block {
    pub text: String,
    pub shape: Shape,
    pub letters: usize,
    /// Letters in links.
    pub linked: usize,
    /// The first node of its text.
    pub at: usize,
    /// The nearest element around it that is more than a part of a line.
    pub holder: usize,
}

impl Block {
    /// Tells whether it reads like a paragraph of an account.
    pub(crate) fn is_prose(&self) -> bool {
        let ends = self
            .text
            .trim_end_matches(['"', '”', '»', '“', ')', ' '])
            .ends_with(['.', '!', '?', '…', ':', '。', '।', '۔']);
        let long = self.letters >= 80 || ends && self.letters >= 30;
        let dense = self.letters >= 25 && self.text.chars().take(20).filter(|c| *c > '\u{2e80}').count() > 5;
        (long || dense) && self.linked * 5 < self.letters * 2
    }
}

/// Gives the paragraphs of a page, white space collapsed.
pub(crate) fn of(outline: &Outline<'_>) -> Vec<Block> {
    let mut walk = Walk { outline, blocks: Vec::new(), line: String::new(), linked: 0, at: None, breaks: 0 };
    // Elements that are open: where they end, and whether they are more than a part of a line.
    let mut open: Vec<(usize, bool)> = Vec::new();
    for (i, node) in outline.nodes.iter().enumerate() {
        while let Some((_, blocky)) = open.last().copied().filter(|(end, _)| *end <= i) {
            if blocky {
                walk.flush();
            }
            open.pop();
        }
        match node.name() {
            "" => walk.text(i, node.text, node.linked),
            "br" => walk.line_break(),
            name => {
                let blocky = !is_inline(name);
                if blocky {
                    walk.flush();
                } else if node.has(Sign::Date) || node.has(Sign::Kicker) {
                    // What is laid out beside a word is no part of it.
                    walk.line.push(' ');
                }
                open.push((node.end, blocky));
            }
        }
    }
    walk.flush();
    walk.blocks
}

struct Walk<'w, 'a> {
    outline: &'w Outline<'a>,
    blocks: Vec<Block>,
    line: String,
    linked: usize,
    at: Option<usize>,
    breaks: usize,
}

impl Walk<'_, '_> {
    fn line_break(&mut self) {
        self.breaks += 1;
        if self.breaks > 1 {
            self.flush();
        } else {
            self.line.push(' ');
        }
    }

    fn text(&mut self, at: usize, text: &str, linked: usize) {
        if !text.trim().is_empty() {
            self.breaks = 0;
            self.at.get_or_insert(at);
        }
        self.line.push_str(text);
        self.linked += linked;
    }

    fn flush(&mut self) {
        self.breaks = 0;
        let (linked, at) = (std::mem::take(&mut self.linked), self.at.take());
        let Some(at) = at else {
            self.line.clear();
            return;
        };
        let text = squeeze(&self.line);
        self.line.clear();
        let holder = self.outline.around(at).find(|i| !is_inline(self.outline.nodes[*i].name())).unwrap_or(0);
        let shape = shape(self.outline, at);
        self.blocks.push(Block { letters: letters(&text), text, shape, linked, at, holder });
    }
}

fn shape(outline: &Outline<'_>, at: usize) -> Shape {
    let mut shape = None;
    for i in outline.around(at).take(12) {
        let node = &outline.nodes[i];
        let here = match node.name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Shape::Heading),
            "p" => Some(Shape::Paragraph),
            "li" | "dd" | "dt" => Some(Shape::Item),
            "td" | "th" => Some(Shape::Cell),
            "pre" => Some(Shape::Preformatted),
            "blockquote" => return Shape::Quote,
            "figcaption" => return Shape::Caption,
            "figure" if !matches!(shape, Some(Shape::Cell | Shape::Paragraph)) => return Shape::Caption,
            "article" | "main" | "body" => break,
            _ => None,
        };
        if node.has(Sign::Caption) && node.letters < 400 && shape != Some(Shape::Heading) {
            return Shape::Caption;
        }
        shape = shape.or(here);
    }
    shape.unwrap_or(Shape::Loose)
}
