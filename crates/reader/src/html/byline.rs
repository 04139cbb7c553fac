//! Who signs an HTML page?

use super::fate::Fate;
use super::head::Head;
use super::stamps::Scene;
use crate::markup::Sign;
use crate::publishers::Publishers;
use crate::text::line::squash;

/// Characters of the longest byline.
const LONGEST: usize = 100;

const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "citation_author",
    "byl",
    "article.author",
    "authors",
    "creator",
];

/// Finds who signs: structured data, then tags, then what the page shows beside the headline.
pub(crate) fn find(scene: &Scene<'_, '_>, site: Option<&str>) -> Option<String> {
    let site = site.map(squash);
    let head = scene.head;
    let tagged =
        head.metas.iter().filter(|(name, _)| AUTHORS.contains(&name.as_str())).map(|(_, author)| author.clone());
    let shown = shown(scene);
    let told: Vec<String> = head.linked.author.clone().into_iter().chain(tagged).collect();
    told.into_iter().chain(shown).filter_map(|name| clean(&name, scene.publishers)).find(|name| {
        let key = squash(name);
        let own = site.as_ref().is_some_and(|site| key == *site || key.replace(' ', "") == site.replace(' ', ""));
        let headline = scene.headline.is_some_and(|at| squash(&scene.outline.words(at)) == key);
        !own && !headline && !is_default(&key) && window_does_not_name(head, &key)
    })
}

/// What content systems write where nobody is named.
fn is_default(key: &str) -> bool {
    matches!(
        key,
        "admin"
            | "administrator"
            | "editor"
            | "webmaster"
            | "super user"
            | "superuser"
            | "author"
            | "null"
            | "undefined"
            | "user"
            | "root"
            | "default"
            | "unknown"
    )
}

/// A site that names itself as the author also ends the window's title with its name.
fn window_does_not_name(head: &Head, key: &str) -> bool {
    let title = head.title.as_deref().map(squash).unwrap_or_default();
    !(title.ends_with(key) && key.contains(' ') && title.len() > key.len())
}

/// Names in elements made for them: those that say so, those near the headline or the end of the account, others.
fn shown(scene: &Scene<'_, '_>) -> Vec<String> {
    let outline = scene.outline;
    let (from, to) = super::stamps::neighborhood(scene);
    let last = scene.account.last().map_or(0, |n| scene.blocks[*n].at);
    let mut found: Vec<(u8, String)> = Vec::new();
    let mut end = 0;
    for (i, node) in outline.nodes.iter().enumerate() {
        if i < end || node.element.is_none() || scene.fates.of[i] == Fate::Comments || found.len() > 24 {
            continue;
        }
        let says =
            node.attr("rel").is_some_and(|rel| rel.contains("author")) || node.attr("itemprop") == Some("author");
        let named = node.has(Sign::Byline) && !matches!(node.name(), "body" | "html" | "main" | "article");
        if !(says || named) || !(2..90).contains(&node.letters) {
            continue;
        }
        end = node.end;
        let near = (from..to).contains(&i) || (last..last + 40).contains(&i);
        let rank = match (says, near, scene.fates.of[i] == Fate::Kept) {
            (true, true, _) => 0,
            (true, false, true) | (false, true, _) => 1,
            (false, false, true) => 3,
            _ => continue,
        };
        found.push((rank, name(scene, i)));
    }
    found.extend(beside(scene).into_iter().map(|name| (2, name)));
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, name)| name).collect()
}

/// The words of an element without days and pictures, or what inside it is said to be the name.
fn name(scene: &Scene<'_, '_>, i: usize) -> String {
    let outline = scene.outline;
    let node = &outline.nodes[i];
    let said = |at: &usize| {
        let inner = &outline.nodes[*at];
        inner.attr("itemprop") == Some("name") || inner.attr("rel").is_some_and(|rel| rel.contains("author"))
    };
    if let Some(at) = (i..node.end).find(said) {
        return outline.words(at);
    }
    let leave = |inner: usize| {
        let node = &outline.nodes[inner];
        node.name() == "time" || node.has(Sign::Date) && !node.has(Sign::Byline)
    };
    outline.words_without(i, leave)
}

/// "By A Name" in a short line after the headline.
fn beside(scene: &Scene<'_, '_>) -> Vec<String> {
    let Some(headline) = scene.headline else { return Vec::new() };
    let place = scene.blocks.partition_point(|block| block.at < headline);
    let near = scene.blocks.iter().skip(place + 1).take(8).filter(|block| block.text.chars().count() < LONGEST);
    near.filter_map(|block| crate::text::byline_of(&block.text, scene.publishers)).collect()
}

/// "Posted by A Name on 5 May" is A Name.
fn clean(name: &str, publishers: &Publishers) -> Option<String> {
    let words = &publishers.words;
    let mut name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    for _ in 0..2 {
        let label = words.byline.find(&name).or_else(|| words.posted.find(&name)).map_or(0, |label| label.end);
        let rest = name[label..].trim_start_matches([':', ' ', '\u{a0}']);
        if rest.is_empty() {
            return None;
        }
        name = rest.to_owned();
    }
    let date = words.dates.find(&name).first().map_or(name.len(), |date| date.start);
    let name = name[..date].split(['|', '·', '•', '(']).next()?;
    let name = words.dangling(name.trim_matches(|c: char| c.is_whitespace() || ",:;-–—~".contains(c)));
    let fits = name.chars().count() < LONGEST && !name.contains("://") && !name.contains(['@', '{', '<', '*', ':']);
    let lettered = name.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let notice = words.menu.is_match(name) || words.published.is_match(name) || words.updated.is_match(name);
    (fits && lettered && !notice && name.split_whitespace().count() <= 12).then(|| name.to_owned())
}
