//! Which elements does a page have, in one flat list that every later question walks over?

use crate::markup::{Markup, Sign, Signs, fold};
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node as Markup_};
use std::collections::HashMap;

/// Elements whose content is no text of the page.
const SKIPPED: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "iframe", "button", "select", "textarea", "head", "object",
    "video", "audio", "canvas", "math", "input", "map", "datalist",
];

/// An element or a text, with what lies inside it.
pub(crate) struct Node<'a> {
    /// None for a text.
    pub element: Option<&'a Element>,
    pub text: &'a str,
    pub parent: usize,
    /// One past the last node inside.
    pub end: usize,
    pub signs: Signs,
    /// Letters and digits inside.
    pub letters: usize,
    /// Those of them in links.
    pub linked: usize,
}

impl<'a> Node<'a> {
    /// Gives the element's name; empty for a text.
    pub(crate) fn name(&self) -> &'a str {
        self.element.map_or("", Element::name)
    }

    pub(crate) fn attr(&self, name: &str) -> Option<&'a str> {
        self.element.and_then(|element| element.attr(name))
    }

    pub(crate) fn has(&self, sign: Sign) -> bool {
        self.signs.has(sign)
    }
}

/// The nodes of a page's body in reading order; what lies inside node `i` is `i + 1..nodes[i].end`.
pub(crate) struct Outline<'a> {
    pub nodes: Vec<Node<'a>>,
}

impl<'a> Outline<'a> {
    pub(crate) fn of(page: &'a Html, markup: &Markup) -> Self {
        let mut nodes: Vec<Node<'a>> = Vec::new();
        let mut known: HashMap<String, Signs> = HashMap::new();
        let mut open: Vec<usize> = Vec::new();
        let (mut hidden, mut links) = (0_usize, 0_usize);
        for edge in page.tree.root().traverse() {
            let (node, opens) = match edge {
                Edge::Open(node) => (node.value(), true),
                Edge::Close(node) => (node.value(), false),
            };
            match node {
                Markup_::Element(element) if SKIPPED.contains(&element.name()) => {
                    hidden = if opens { hidden + 1 } else { hidden.saturating_sub(1) };
                }
                Markup_::Element(_) if hidden > 0 => {}
                Markup_::Element(element) if opens => {
                    links += usize::from(element.name() == "a");
                    let signs = signs(element, markup, &mut known);
                    open.push(nodes.len());
                    nodes.push(node_of(Some(element), "", open.iter().rev().nth(1), signs));
                }
                Markup_::Element(element) => {
                    links -= usize::from(element.name() == "a" && links > 0);
                    if let Some(at) = open.pop() {
                        nodes[at].end = nodes.len();
                        let (letters, linked, parent) = (nodes[at].letters, nodes[at].linked, nodes[at].parent);
                        if at > 0 {
                            nodes[parent].letters += letters;
                            nodes[parent].linked += linked;
                        }
                    }
                }
                Markup_::Text(text) if opens && hidden == 0 && !open.is_empty() => {
                    let mut node = node_of(None, text, open.last(), Signs::default());
                    node.letters = letters(text);
                    node.linked = if links > 0 { node.letters } else { 0 };
                    node.end = nodes.len() + 1;
                    nodes[node.parent].letters += node.letters;
                    nodes[node.parent].linked += node.linked;
                    nodes.push(node);
                }
                _ => {}
            }
        }
        Self { nodes }
    }

    /// Gives the words inside a node, one space apart.
    pub(crate) fn words(&self, at: usize) -> String {
        self.words_without(at, |_| false)
    }

    /// Gives the words inside a node, those of every element apart: "Created" and "3 May" may stand side by side.
    pub(crate) fn apart(&self, at: usize) -> String {
        let texts: Vec<&str> = self.nodes[at..self.nodes[at].end].iter().map(|node| node.text).collect();
        squeeze(&texts.join(" "))
    }

    /// Gives the words inside a node, without the nodes that `left_out` names.
    pub(crate) fn words_without(&self, at: usize, left_out: impl Fn(usize) -> bool) -> String {
        let mut text = String::new();
        let mut i = at;
        while i < self.nodes[at].end {
            if i > at && left_out(i) {
                i = self.nodes[i].end;
                text.push(' ');
                continue;
            }
            if self.nodes[i].element.is_some_and(|element| !super::blocks::is_inline(element.name())) {
                text.push(' ');
            }
            text.push_str(self.nodes[i].text);
            i += 1;
        }
        squeeze(&text)
    }

    /// Gives the nodes around a node, from the nearest.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        let up = move |i: &usize| (*i > 0).then(|| self.nodes[*i].parent);
        std::iter::successors(up(&at), up)
    }
}

fn node_of<'a>(element: Option<&'a Element>, text: &'a str, parent: Option<&usize>, signs: Signs) -> Node<'a> {
    Node { element, text, parent: parent.copied().unwrap_or(0), end: 0, signs, letters: 0, linked: 0 }
}

fn signs(element: &Element, markup: &Markup, known: &mut HashMap<String, Signs>) -> Signs {
    let mut names = String::new();
    for name in ["class", "id", "role", "itemprop", "data-component", "data-testid"] {
        if let Some(value) = element.attr(name) {
            fold(value, &mut names);
        }
    }
    if names.is_empty() {
        return Signs::default();
    }
    if let Some(signs) = known.get(&names) {
        return *signs;
    }
    let signs = markup.signs(&names);
    known.insert(names, signs);
    signs
}

/// Writes a text with one space wherever it has white space, and without the marks of where a word may be parted.
pub(crate) fn squeeze(text: &str) -> String {
    let whole = text.replace('\u{ad}', "");
    let text = whole.as_str();
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}
