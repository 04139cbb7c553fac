//! What is the headline of an HTML page?

use super::fate::{Fate, Fates};
use super::head::Head;
use super::outline::{Outline, squeeze};
use crate::markup::Sign;
use crate::publishers::Publishers;
use crate::text::line::squash;

/// What stands between a headline and a site's name in the window's title.
const MARKS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " • ", " · ", " / ", " // ", " > ", ": ", "-", "|"];

/// A headline and the element that shows it.
pub(crate) struct Headline {
    pub words: String,
    /// None where only the page's tags tell it.
    pub at: Option<usize>,
}

/// Finds the headline: the shown heading that the page's tags confirm most, else what the tags say.
pub(crate) fn find(
    outline: &Outline<'_>,
    fates: &Fates,
    head: &Head,
    site: Option<&str>,
    publishers: &Publishers,
) -> Option<Headline> {
    let told = Told::of(head, site);
    let account =
        fates.prose.iter().enumerate().skip(1).filter(|(i, prose)| **prose > 0 && outline.nodes[*i].element.is_none());
    let account = account.map(|(i, _)| i).next().unwrap_or(outline.nodes.len());
    let mut best: Option<(i32, usize, String)> = None;
    let headings = (0..outline.nodes.len()).filter(|i| is_heading(outline, *i)).take(60);
    for i in headings {
        let words = outline.words_without(i, |inner| {
            outline.nodes[inner].has(Sign::Kicker) && outline.nodes[inner].letters * 2 < outline.nodes[i].letters
        });
        let score = score(outline, fates, &told, i, &words) + if i < account { 1 } else { 0 };
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, i, words));
        }
    }
    if let Some((_, i, words)) = best.filter(|(score, ..)| *score >= 4) {
        let words = told.headline_in(&words).unwrap_or(&words);
        let words = words.trim_start_matches([':', '|', '-', '–', ' ']).to_owned();
        return Some(Headline { words, at: Some(i) });
    }
    let hints = crate::page::Hints { site: site.map(str::to_owned), ..crate::page::Hints::default() };
    let reading = crate::text::Reading { text: "", hints: &hints, publishers };
    let tagged = told.tagged.iter().chain(&told.window).next()?;
    let words = squeeze(crate::text::without_site(&reading, tagged.trim()).0);
    (!words.is_empty() && words.len() < 1000).then_some(Headline { words, at: None })
}

fn is_heading(outline: &Outline<'_>, i: usize) -> bool {
    let node = &outline.nodes[i];
    let named = node.attr("itemprop") == Some("headline");
    (matches!(node.name(), "h1" | "h2" | "h3") || named) && (2..400).contains(&node.letters)
}

/// What the page's tags call it.
struct Told {
    tagged: Vec<String>,
    window: Option<String>,
    /// The same, and the parts of the window's title, to compare.
    keys: Vec<String>,
    parts: Vec<String>,
    /// The titles that are told whole, and their parts beside the marks that sites put before their names.
    sides: Vec<String>,
    site: Option<String>,
}

impl Told {
    fn of(head: &Head, site: Option<&str>) -> Self {
        let tagged: Vec<String> =
            head.meta(&["og:title"]).map(str::to_owned).into_iter().chain(head.linked.headline.clone()).collect();
        let window = head.title.clone();
        let keys = tagged.iter().chain(&window).map(|title| squash(title)).filter(|key| !key.is_empty()).collect();
        let mut parts: Vec<String> = Vec::new();
        for title in window.iter().chain(&tagged) {
            for mark in MARKS {
                parts.extend(title.split(mark).map(squash).filter(|part| !part.is_empty()));
                parts.extend(title.rsplit_once(mark).map(|(start, _)| squash(start)));
                parts.extend(title.split_once(mark).map(|(_, end)| squash(end)));
            }
        }
        let cut = |title: &&String| title.trim_end().ends_with("...") || title.trim_end().ends_with('…');
        let sides = tagged
            .iter()
            .chain(&window)
            .filter(|title| !cut(title))
            .flat_map(|title| {
                [" | ", " - ", " – ", " — "].map(|mark| title.split(mark).map(squash).collect::<Vec<_>>())
            })
            .flatten()
            .collect();
        Self { tagged, window, keys, parts, sides, site: site.map(squash).filter(|site| !site.is_empty()) }
    }
}

/// Words of the shortest headline that is cut out of a longer heading.
const SHORTEST: usize = 3;

impl Told {
    /// Cuts off what a heading shows above or below the headline: "Flood news Dam breaks near river town".
    fn headline_in<'w>(&self, words: &'w str) -> Option<&'w str> {
        let key = squash(words);
        if self.keys.iter().any(|title| title.contains(&key)) {
            return None;
        }
        let starts =
            || words.char_indices().filter(|(at, _)| *at == 0 || words[..*at].ends_with(' ')).map(|(at, _)| at);
        let part = |title: &&String| {
            title.split(' ').count() >= SHORTEST && title.len() < key.len() && title.len() * 5 > key.len() * 2
        };
        self.sides.iter().filter(part).find_map(|title| {
            if key.ends_with(title.as_str()) {
                starts().map(|at| &words[at..]).find(|end| squash(end) == *title)
            } else if key.starts_with(title.as_str()) {
                starts().map(|at| words[..at].trim_end()).find(|start| squash(start) == *title)
            } else {
                None
            }
        })
    }
}

fn score(outline: &Outline<'_>, fates: &Fates, told: &Told, i: usize, words: &str) -> i32 {
    let node = &outline.nodes[i];
    let key = squash(words);
    let near = |title: &String| {
        title.len() > key.len() / 2
            && (title.starts_with(&key)
                || title.ends_with(&key)
                || key.starts_with(title.as_str())
                || key.ends_with(title.as_str()))
    };
    let mut score = match node.name() {
        "h1" => 4,
        "h2" => 1,
        _ => 0,
    };
    if told.keys.contains(&key) {
        score += 6;
    } else if told.parts.contains(&key) {
        score += 5;
    } else if told.keys.iter().any(near) {
        score += 4;
    } else if told.keys.iter().any(|title| overlap(title, &key) >= 50) {
        score += 2;
    }
    score += if node.attr("itemprop") == Some("headline") { 2 } else { 0 };
    let home =
        |href: &str| href == "/" || href.trim_end_matches('/').matches('/').count() <= 2 && href.starts_with("http");
    let linked = (i..node.end).find_map(|inner| outline.nodes[inner].attr("href"));
    let linked = linked.or_else(|| outline.around(i).take(2).find_map(|outer| outline.nodes[outer].attr("href")));
    score -= if linked.is_some_and(home) { 7 } else { 0 };
    score -= if told.site.as_ref() == Some(&key) { 6 } else { 0 };
    score -= if fates.of[i] == Fate::Kept { 0 } else { 3 };
    score -= if key.contains(' ') { 0 } else { 1 };
    score
}

/// Percent of the words of `key` that stand in `title`.
fn overlap(title: &str, key: &str) -> usize {
    let words: Vec<&str> = key.split(' ').filter(|word| word.chars().count() > 3).collect();
    let shared = words.iter().filter(|word| title.split(' ').any(|other| other == **word)).count();
    shared * 100 / words.len().max(1)
}
