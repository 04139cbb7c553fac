//! Which line is the headline?

use super::Reading;
use super::line::{Line, beginning, squash, without_marker};
use crate::page::Role;
use schema::Span;
use std::collections::BTreeSet;

/// Lines in which a headline is looked for.
const HEAD: usize = 60;

/// The headline.
pub(crate) struct Title {
    /// Its words without the site's name.
    pub words: String,
    /// The line on which it stands first.
    pub span: Span,
    /// What stands behind it: the site's name.
    pub suffix: Option<String>,
    /// Squashed words, to find it again.
    pub key: String,
    /// Squashed words of the whole line.
    pub full_key: String,
}

/// Finds the headline: as the markup gives it, or the line before the account that looks and reads most like one.
pub(crate) fn find(reading: &Reading<'_>, lines: &[Line]) -> Option<Title> {
    if let Some(words) = &reading.hints.title {
        let key = squash(words);
        let span = lines.iter().take(HEAD).map(|line| line.span).find(|span| squash(span.of(reading.text)) == key);
        return Some(Title { words: words.clone(), span: span?, suffix: None, full_key: key.clone(), key });
    }
    let end = account_start(reading, lines);
    let account = account_words(reading, &lines[end.min(lines.len())..]);
    let mut best: Option<(i32, usize)> = None;
    let mut seen = 0;
    for (i, line) in lines[..end].iter().enumerate() {
        if !heading_like(reading, lines, i) {
            continue;
        }
        let score = score(reading, lines, i, end, &account) + if seen == 0 { 10 } else { 0 };
        seen += 1;
        if best.is_none_or(|(most, _)| score > most) && line.words > 0 {
            best = Some((score, i));
        }
    }
    let (_, i) = best?;
    let span = lines[i].span;
    let whole = without_marker(span.of(reading.text));
    let whole = whole.strip_suffix('.').filter(|whole| !whole.ends_with('.')).unwrap_or(whole);
    let (words, suffix) = without_site(reading, whole);
    Some(Title { key: squash(words), full_key: squash(whole), words: words.to_owned(), span, suffix })
}

/// The first line that is prose; a headline stands before it.
fn account_start(reading: &Reading<'_>, lines: &[Line]) -> usize {
    let prose = |(i, line): &(usize, &Line)| {
        // "Is the attack on the crossing part of a larger plan of both governments?" may be a headline.
        let asks = line.span.of(reading.text).ends_with(['?', '!']) && line.words < 25;
        line.prose && !asks && !doubled(reading, lines, *i) && super::alone::role(reading, lines, *i).is_none()
    };
    lines.iter().enumerate().find(prose).map_or(lines.len(), |(i, _)| i).min(HEAD)
}

fn heading_like(reading: &Reading<'_>, lines: &[Line], i: usize) -> bool {
    let line = &lines[i];
    let text = line.span.of(reading.text);
    let open = !text.ends_with(['.', ':', ',', ';']) || text.ends_with("...") || doubled(reading, lines, i);
    (2..=32).contains(&line.words)
        && text.len() <= 300
        && open
        && super::alone::role(reading, lines, i).is_none()
        && lines.get(i + 1).is_none_or(|next| {
            next.block != line.block || super::alone::role(reading, lines, i + 1) != Some(Role::Caption)
        })
}

/// "Ten dead in raid.", and the next line begins "3 May 2016 Ten dead in raid. …": a headline that was given a stop.
fn doubled(reading: &Reading<'_>, lines: &[Line], i: usize) -> bool {
    let text = without_marker(lines[i].span.of(reading.text));
    let next = lines.get(i + 1).filter(|next| lines[i].words > 3 && next.words > lines[i].words);
    next.is_some_and(|next| opening(reading, next, text.len()).contains(&squash(text)))
}

/// Gives how a line begins, squashed: as far as a headline of so many bytes may reach with a stamp before it.
fn opening(reading: &Reading<'_>, line: &Line, length: usize) -> String {
    const STAMP: usize = 40;
    squash(beginning(line.span.of(reading.text), length + STAMP))
}

/// Tenths of a point: doubled, shares its words with the account, stands alone, is no name of a site.
fn score(reading: &Reading<'_>, lines: &[Line], i: usize, end: usize, account: &BTreeSet<String>) -> i32 {
    let text = lines[i].span.of(reading.text);
    let (words, _) = without_site(reading, without_marker(text));
    let key = squash(words);
    let again = |line: &Line| opening(reading, line, text.len()).starts_with(&key);
    let doubled = lines[i + 1..].iter().take(end + 3).any(again);
    let long: Vec<&str> = key.split(' ').filter(|word| word.chars().count() > 3).collect();
    let shared = long.iter().filter(|word| account.contains(**word)).count();
    let overlap = i32::try_from(shared * 30 / long.len().max(1)).unwrap_or(0);
    let alone = |other: Option<&Line>| other.is_none_or(|other| other.block != lines[i].block);
    let isolated = alone(i.checked_sub(1).and_then(|i| lines.get(i))) && alone(lines.get(i + 1));
    let named: usize = reading
        .publishers
        .mentions(text)
        .iter()
        .map(|mention| text.get(mention.range.clone()).map_or(0, super::line::count))
        .sum();
    let site = named > 0 && lines[i].words.saturating_sub(named) <= 3;
    overlap + if doubled { 40 } else { 0 } + if isolated { 5 } else { 0 }
        - if site { 40 } else { 0 }
        - if lines[i].words < 4 { 10 } else { 0 }
}

fn account_words(reading: &Reading<'_>, lines: &[Line]) -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for line in lines.iter().filter(|line| line.prose).take(8) {
        let text = beginning(line.span.of(reading.text), 3000);
        words.extend(squash(text).split(' ').map(str::to_owned));
    }
    words
}

/// Takes the site's name off the end of a headline: "Shells hit market | Example Times".
pub(crate) fn without_site<'a>(reading: &Reading<'_>, text: &'a str) -> (&'a str, Option<String>) {
    for mark in [" | ", " :: ", " - ", " – ", " — ", " » ", " • "] {
        let Some((head, site)) = text.rsplit_once(mark) else { continue };
        let known = reading.publishers.of_name(site).is_some()
            || reading.hints.site.as_deref().is_some_and(|name| squash(name) == squash(site));
        let barred = matches!(mark, " | " | " :: " | " » ") && super::line::count(site) <= 4;
        if (known || barred) && super::line::count(head) >= 2 {
            return (head.trim(), Some(site.trim().to_owned()));
        }
    }
    (text, None)
}
