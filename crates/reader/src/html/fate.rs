//! Which elements of a page are no part of its account?

use super::blocks::Block;
use super::outline::Outline;
use crate::markup::Sign;

/// What becomes of an element and of all inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Kept,
    /// Menus, notices, other stories.
    Menu,
    /// Readers' comments.
    Comments,
}

/// What becomes of every element, and how much prose it holds.
pub(crate) struct Fates {
    pub of: Vec<Fate>,
    /// Letters of the prose inside each node.
    pub prose: Vec<usize>,
}

/// Decides for every element; an element within one that is cut shares its fate. A page that would lose nearly all its
/// prose is kept whole.
pub(crate) fn decide(outline: &Outline<'_>, blocks: &[Block]) -> Fates {
    let all = prose(outline, blocks, |_| true);
    let total = all.first().copied().unwrap_or(0);
    let cut = by_names(outline, blocks, &all);
    if total > 0 && cut.prose[0] * 5 < total && !cut.of.contains(&Fate::Comments) {
        return Fates { of: vec![Fate::Kept; outline.nodes.len()], prose: all };
    }
    cut
}

fn by_names(outline: &Outline<'_>, blocks: &[Block], all: &[usize]) -> Fates {
    let total = all.first().copied().unwrap_or(0);
    let headline: Vec<usize> = (0..outline.nodes.len()).filter(|i| outline.nodes[*i].name() == "h1").collect();
    let mut of: Vec<Fate> = Vec::with_capacity(outline.nodes.len());
    for (i, node) in outline.nodes.iter().enumerate() {
        let around = if i == 0 { Fate::Kept } else { of[node.parent] };
        let fate = match around {
            Fate::Kept => own(outline, i, Share { prose: all[i], total, headline: holds(&headline, i, node.end) }),
            cut => cut,
        };
        of.push(fate);
    }
    let prose = prose(outline, blocks, |block| of[block.at] == Fate::Kept);
    Fates { of, prose }
}

/// Sums up the prose in each node.
fn prose(outline: &Outline<'_>, blocks: &[Block], counts: impl Fn(&Block) -> bool) -> Vec<usize> {
    let mut prose = vec![0; outline.nodes.len()];
    for block in blocks.iter().filter(|block| block.is_prose() && counts(block)) {
        prose[block.at] += block.letters;
    }
    for i in (1..outline.nodes.len()).rev() {
        prose[outline.nodes[i].parent] += prose[i];
    }
    prose
}

fn holds(sorted: &[usize], start: usize, end: usize) -> bool {
    sorted.iter().any(|i| (start..end).contains(i))
}

/// What an element holds of the page's prose.
#[derive(Clone, Copy)]
struct Share {
    prose: usize,
    total: usize,
    headline: bool,
}

impl Share {
    fn at_least(self, percent: usize) -> bool {
        self.prose * 100 >= self.total * percent && self.prose > 0
    }
}

fn own(outline: &Outline<'_>, i: usize, share: Share) -> Fate {
    let node = &outline.nodes[i];
    let name = node.name();
    if matches!(name, "" | "html" | "body" | "main" | "tbody" | "br") {
        return Fate::Kept;
    }
    let named = share.at_least(50) && (share.headline || holds_account(outline, i, share));
    let account = named || share.at_least(80) || share.headline && share.at_least(20);
    let live = node.has(Sign::Live);
    if (node.has(Sign::Comments) || is_comment(outline, i)) && !live && !(account && holds_account(outline, i, share)) {
        return Fate::Comments;
    }
    if account {
        return Fate::Kept;
    }
    let linked = node.linked * 2 > node.letters;
    let cut = match name {
        "nav" | "footer" | "menu" | "dialog" => true,
        "aside" => !(i + 1..node.end).any(|inner| is_comment(outline, inner)),
        "form" => !share.at_least(30),
        "header" => share.prose == 0 && !share.headline && linked,
        _ => false,
    };
    if cut || is_hidden(outline, i) {
        return Fate::Menu;
    }
    if super::blocks::is_inline(name) && name != "a" && !linked && node.letters > 40 {
        return Fate::Kept;
    }
    let headed = matches!(name, "h1" | "h2" | "h3") || share.headline;
    if node.has(Sign::Menu) && !headed && !(node.has(Sign::Body) && share.at_least(10)) && !share.at_least(40) {
        return Fate::Menu;
    }
    let small = share.prose == 0 && node.letters < 60 && name != "p";
    if node.has(Sign::Doubtful)
        && !headed
        && !node.has(Sign::Lead)
        && (linked || small && node.linked * 4 > node.letters)
    {
        return Fate::Menu;
    }
    Fate::Kept
}

/// One comment, as its own element names it.
pub(crate) fn is_comment(outline: &Outline<'_>, i: usize) -> bool {
    let node = &outline.nodes[i];
    let holder = matches!(
        node.name(),
        "li" | "article" | "div" | "section" | "dd" | "tr" | "td" | "table" | "p" | "ul" | "blockquote"
    );
    let kind = node.attr("itemtype").is_some_and(|kind| kind.contains("Comment") || kind.ends_with("/Answer"));
    let part = node.attr("itemprop").is_some_and(|part| part == "comment");
    holder && (kind || part || node.has(Sign::Comment) || node.attr("id").is_some_and(is_comment_id))
}

/// "comment-12", "li-comment-12", "c12".
fn is_comment_id(id: &str) -> bool {
    let id = id.to_ascii_lowercase();
    let bare = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let word = bare.trim_end_matches(['-', '_']);
    bare.len() < id.len()
        && [
            "comment",
            "li-comment",
            "div-comment",
            "kommentar",
            "cmt",
            "commentaire",
            "comentario",
            "comment-id",
            "comment_id",
            "dsq-comment",
        ]
        .contains(&word)
}

/// An account that stands in an element with the name of comments.
fn holds_account(outline: &Outline<'_>, i: usize, share: Share) -> bool {
    let inside = || (i + 1..outline.nodes[i].end).map(|at| &outline.nodes[at]);
    share.headline
        || inside().any(|node| {
            node.has(Sign::Body) && !node.has(Sign::CommentText) || node.name() == "article" && !node.has(Sign::Comment)
        })
}

fn is_hidden(outline: &Outline<'_>, i: usize) -> bool {
    let node = &outline.nodes[i];
    let style = node.attr("style").unwrap_or_default();
    let style = style.get(..style.len().min(400)).unwrap_or(style).to_ascii_lowercase();
    node.attr("hidden").is_some()
        || node.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("display: none")
}
