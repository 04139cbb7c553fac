//! Which paragraphs does a tree of elements hold?

use crate::page::Role;
use ego_tree::iter::Edge;
use scraper::{Html, Node};

/// Elements that end the paragraph before them and begin one.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Elements whose content is no part of an account.
pub(crate) const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "button", "select", "textarea", "nav", "head",
    "object", "video", "audio", "canvas", "math",
];

/// A paragraph and what the elements around it make it.
pub(crate) struct Block {
    pub text: String,
    pub role: Role,
}

/// Gives the paragraphs of a tree, white space collapsed.
pub(crate) fn of(tree: &Html) -> Vec<Block> {
    let mut walk = Walk::default();
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => walk.open(element.name()),
                Node::Text(text) => walk.text(text),
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walk.close(element.name());
                }
            }
        }
    }
    walk.flush();
    walk.blocks
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    line: String,
    skipped: usize,
    captions: usize,
    quotes: usize,
    breaks: usize,
}

impl Walk {
    fn open(&mut self, name: &str) {
        if SKIPPED.contains(&name) {
            self.skipped += 1;
        }
        if name == "br" {
            self.breaks += 1;
            if self.breaks > 1 {
                self.flush();
            } else {
                self.line.push(' ');
            }
            return;
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
        self.captions += usize::from(name == "figcaption");
        self.quotes += usize::from(name == "blockquote");
    }

    fn close(&mut self, name: &str) {
        if name == "br" {
            return;
        }
        if BLOCKS.contains(&name) {
            self.flush();
        }
        if SKIPPED.contains(&name) {
            self.skipped = self.skipped.saturating_sub(1);
        }
        self.captions -= usize::from(name == "figcaption" && self.captions > 0);
        self.quotes -= usize::from(name == "blockquote" && self.quotes > 0);
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        self.line.push_str(text);
    }

    fn flush(&mut self) {
        self.breaks = 0;
        let text = self.line.split_whitespace().collect::<Vec<_>>().join(" ");
        self.line.clear();
        if text.is_empty() {
            return;
        }
        let role = match (self.captions, self.quotes) {
            (0, 0) => Role::Body,
            (0, _) => Role::Quote,
            _ => Role::Caption,
        };
        self.blocks.push(Block { text, role });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_paragraphs_apart() {
        let html = "<div>One<br><br>two <b>three</b><p>four<br>five</p><figure><img><figcaption>A bridge</figcaption></figure></div>";
        let blocks = of(&Html::parse_fragment(html));
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["One", "two three", "four five", "A bridge"]);
        assert_eq!(blocks[3].role, Role::Caption);
    }
}
