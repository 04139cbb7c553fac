//! Who publishes a page, who signs it, and which agencies does it credit?

use super::Reading;
use super::alone;
use super::line::{beginning, count, without_marker};
use super::title::Title;
use crate::page::{Piece, Role};
use schema::Source;
use std::collections::BTreeMap;

/// What tells the publisher: worth, publisher or name, rule.
struct Clue {
    worth: u32,
    who: Who,
    rule: String,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Known(usize),
    Unknown(String),
}

/// Finds the publisher: by the page's own address and name, by a line of its own, by its menus and notices.
pub(super) fn find(reading: &Reading<'_>, pieces: &[Piece], title: Option<&Title>) -> Option<Source> {
    let mut clues = markup(reading);
    if let Some(suffix) = title.and_then(|title| title.suffix.as_ref()) {
        let who = reading.publishers.of_name(suffix).map_or_else(|| Who::Unknown(suffix.clone()), Who::Known);
        clues.push(Clue { worth: 40, who, rule: format!("source/title-suffix: \"{suffix}\"") });
    }
    for (i, piece) in pieces.iter().enumerate() {
        clues.extend(of_piece(reading, piece));
        clues.extend(unknown_site(reading, pieces, i));
    }
    let mut worth: BTreeMap<&Who, (u32, usize)> = BTreeMap::new();
    for (at, clue) in clues.iter().enumerate() {
        worth.entry(&clue.who).or_insert((0, at)).0 += clue.worth;
    }
    let (who, _) = worth.iter().max_by_key(|(_, (worth, at))| (*worth, std::cmp::Reverse(*at)))?;
    let best = clues.iter().filter(|clue| clue.who == **who).max_by_key(|clue| clue.worth)?;
    Some(source(reading, &best.who, &best.rule))
}

fn source(reading: &Reading<'_>, who: &Who, rule: &str) -> Source {
    let own = reading.hints.domain.clone();
    match who {
        Who::Known(number) => {
            let publisher = reading.publishers.get(*number);
            Source {
                name: publisher.name.clone(),
                domain: own.or_else(|| publisher.domains.first().cloned()),
                speaks_for: publisher.speaks_for.clone(),
                rule: rule.to_owned(),
            }
        }
        Who::Unknown(name) => Source { name: name.clone(), domain: own, speaks_for: None, rule: rule.to_owned() },
    }
}

fn markup(reading: &Reading<'_>) -> Vec<Clue> {
    let mut clues = Vec::new();
    let known_domain = reading.hints.domain.as_deref().and_then(|domain| reading.publishers.of_domain(domain));
    if let (Some(domain), Some(number)) = (&reading.hints.domain, known_domain) {
        clues.push(Clue { worth: 200, who: Who::Known(number), rule: format!("source/domain: {domain}") });
    }
    if let Some(site) = &reading.hints.site {
        let who = reading.publishers.of_name(site).map_or_else(|| Who::Unknown(site.clone()), Who::Known);
        clues.push(Clue { worth: 150, who, rule: format!("source/site-name: \"{site}\"") });
    } else if let (Some(domain), None) = (&reading.hints.domain, known_domain) {
        clues.push(Clue { worth: 60, who: Who::Unknown(domain.clone()), rule: format!("source/domain: {domain}") });
    }
    clues
}

/// Names in a line of the site; agencies are credited by many and count only where they are the whole line.
fn of_piece(reading: &Reading<'_>, piece: &Piece) -> Vec<Clue> {
    let text = beginning(piece.span.of(reading.text), 4000);
    let bare = without_marker(text);
    if piece.role == Role::Site {
        let known = reading.publishers.of_name(bare);
        let clue = |number| Clue { worth: 50, who: Who::Known(number), rule: format!("source/own-line: \"{bare}\"") };
        return known.map(clue).into_iter().collect();
    }
    if !matches!(piece.role, Role::Menu | Role::Credit | Role::Date | Role::Byline) {
        return Vec::new();
    }
    let mentions = reading.publishers.mentions(text);
    // "(Agency One, Agency Two)" tells where it comes from, not who prints it.
    let worth = if piece.role == Role::Menu { 15 } else { 5 };
    let mut clues: Vec<Clue> = Vec::new();
    for mention in mentions {
        let wire = reading.publishers.get(mention.publisher).wire;
        if wire && piece.role != Role::Credit {
            continue;
        }
        let words = text.get(mention.range.clone()).unwrap_or_default();
        let worth = if wire { 2 } else { worth };
        let rule = format!("source/site-notice: \"{}\"", around(text, mention.range.start, words.len()));
        clues.push(Clue { worth, who: Who::Known(mention.publisher), rule });
    }
    clues.extend(domains(reading, text));
    clues
}

/// Web addresses in a notice of the site.
fn domains(reading: &Reading<'_>, text: &str) -> Vec<Clue> {
    let hosts = text.split(|c: char| c.is_whitespace() || "/()[]<>\"',;".contains(c)).filter(|word| word.contains('.'));
    let known = hosts.filter_map(|host| Some((host, reading.publishers.of_domain(host)?)));
    let clue = |(host, number)| Clue { worth: 20, who: Who::Known(number), rule: format!("source/address: {host}") };
    known.map(clue).collect()
}

/// A short line right before a date line and after the title names the site where it names anything.
fn unknown_site(reading: &Reading<'_>, pieces: &[Piece], i: usize) -> Option<Clue> {
    let [before, piece, after] = pieces.get(i.checked_sub(1)?..=i + 1)? else { return None };
    if piece.role != Role::Menu || before.role != Role::Title || after.role != Role::Date {
        return None;
    }
    let text = piece.span.of(reading.text);
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase) && word.chars().count() > 3;
    let notice = reading.publishers.words.menu.is_match(text) || reading.publishers.words.minutes.is_match(text);
    let name = !notice && (1..=5).contains(&count(text)) && !text.split_whitespace().any(small) && text.len() < 60;
    let rule = format!("source/between-title-and-date: \"{text}\"");
    name.then(|| Clue { worth: 30, who: Who::Unknown(text.to_owned()), rule })
}

fn around(text: &str, start: usize, length: usize) -> String {
    let from = (0..=start.saturating_sub(24)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
    let rest = text.get(from..).unwrap_or_default();
    beginning(rest, start - from + length + 24).trim().to_owned()
}

/// Gives who signs, where a line of its own says so.
pub(super) fn author(reading: &Reading<'_>, pieces: &[Piece]) -> Option<String> {
    let mut lines = pieces.iter().filter(|piece| piece.role == Role::Byline).take(3);
    lines.find_map(|piece| alone::byline_name(reading, without_marker(piece.span.of(reading.text))))
}

/// Gives the agencies that credits, stamps and datelines name, in order.
pub(super) fn agencies(reading: &Reading<'_>, pieces: &[Piece]) -> Vec<String> {
    let mut agencies: Vec<String> = Vec::new();
    for piece in pieces {
        let all = piece.role == Role::Credit;
        if !(all || matches!(piece.role, Role::Date | Role::Byline)) {
            continue;
        }
        for mention in reading.publishers.mentions(beginning(piece.span.of(reading.text), 1000)) {
            let publisher = reading.publishers.get(mention.publisher);
            if (publisher.wire || all) && !agencies.contains(&publisher.name) {
                agencies.push(publisher.name.clone());
            }
        }
    }
    agencies
}
