//! Which places does the text name that no gazetteer knows?
//!
//! Only where the text itself says that the name is a place: "the village of X", "X airbase", or twice as much as that somebody
//! is "in X".

use super::name::{is_article, normal_form};
use super::piece::{Case, Piece};
use super::spot::{Spot, opens};
use super::words::Words;
use language::{Name, NameKind, Tag};
use schema::Span;
use std::collections::BTreeMap;

const LONGEST: usize = 4;

/// A name that nothing beside it says to be a place stands so often in the text.
const TWICE: usize = 2;

/// Finds spans of unknown places; one may hold a small town's name within its own ("Tal" in "the village of Tal Zarqoun"),
/// and overlaps no other known name.
#[must_use]
pub fn unknown(text: &str, (pieces, names): (&[Piece], &[Name]), known: &[Spot], words: &Words) -> Vec<Span> {
    let mut taken = vec![false; pieces.len()];
    let mut small = vec![false; pieces.len()];
    for spot in known {
        let minor = !spot.is_listed() && spot.population() < 100_000 && spot.pieces.len() == 1;
        small[spot.pieces.clone()].fill(minor);
        taken[spot.pieces.clone()].fill(true);
    }
    let mut found: Vec<Span> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let unit = words.unit_nouns.contains(&piece.lower);
        if piece.case != Case::Telling || !(unit || words.point_nouns.contains(&piece.lower)) {
            continue;
        }
        let named = if unit && piece.capital {
            before(pieces, at, words).map(|range| range.start..at + 1)
        } else {
            after(pieces, at, words).or_else(|| before(pieces, at, words).filter(|_| !piece.capital))
        };
        let free = |range: &std::ops::Range<usize>| {
            let longer = range.len() > 1;
            range.clone().all(|at| !taken[at] || longer && small[at])
        };
        let Some(range) = named.filter(free) else { continue };
        let span = pieces[range.start].span.join(pieces[range.end - 1].span);
        let plain = text.get(span.start..span.end).is_none_or(|words| normal_form(words).len() < 3);
        if !plain && found.iter().all(|other| !other.overlaps(span)) {
            taken[range].fill(true);
            found.push(span);
        }
    }
    found.extend(repeats(pieces, &found, &taken, words));
    let told = told(text, (pieces, names), &taken, words);
    let new: Vec<Span> = told.into_iter().filter(|span| found.iter().all(|other| !other.overlaps(*span))).collect();
    found.extend(new);
    found.sort();
    found
}

/// Finds a name again that was once said to be a place: "the village of Umm Zarqoun … in Umm Zarqoun".
fn repeats(pieces: &[Piece], found: &[Span], taken: &[bool], words: &Words) -> Vec<Span> {
    let inside = |span: Span| -> Vec<&String> {
        pieces.iter().filter(|piece| span.contains(piece.span)).map(|piece| &piece.lower).collect()
    };
    let names: Vec<Vec<&String>> = found.iter().map(|span| inside(*span)).collect();
    let mut more = Vec::new();
    for start in 0..pieces.len() {
        let located = start > 0 && words.locative.contains(&pieces[start - 1].lower) || is_alone(pieces, start);
        let fits = |name: &&Vec<&String>| {
            let here = pieces.get(start..start + name.len()).unwrap_or_default();
            let free = here.iter().zip(&taken[start..]).all(|(_, taken)| !taken);
            let same = here.iter().map(|piece| &piece.lower).eq(name.iter().copied());
            !name.is_empty() && same && free && pieces[start].capital && (located || name.len() > 1)
        };
        if let Some(name) = names.iter().find(fits) {
            more.push(pieces[start].span.join(pieces[start + name.len() - 1].span));
        }
    }
    more
}

/// Finds names that read as those of places all through the text, and behind "in" or "near": "fled from Zarqoun … in Zarqoun".
fn told(text: &str, (pieces, names): (&[Piece], &[Name]), taken: &[bool], words: &Words) -> Vec<Span> {
    let range = |name: &Name| {
        let start = pieces.partition_point(|piece| piece.span.start < name.span.start);
        start..pieces.partition_point(|piece| piece.span.end <= name.span.end).max(start)
    };
    let within = |name: &&Name| {
        let before = range(name).start.checked_sub(1).map(|at| &pieces[at]);
        before.is_some_and(|piece| words.within.contains(&piece.lower) && piece.span.end < name.span.start)
    };
    let plain = |name: &&Name| {
        let range = range(name);
        let free = range.clone().all(|at| !taken[at] && pieces[at].case == Case::Telling);
        name.kind == NameKind::Place && free && range.len() < LONGEST && is_name(&pieces[range], words)
    };
    if names.iter().filter(|name| plain(name) && within(name)).take(TWICE).count() < TWICE {
        return Vec::new();
    }
    let mut by_words: BTreeMap<String, Vec<&Name>> = BTreeMap::new();
    for name in names {
        by_words.entry(normal_form(name.span.of(text))).or_default().push(name);
    }
    let is_place =
        |group: &&Vec<&Name>| group.iter().all(plain) && group.iter().filter(|name| within(name)).count() >= TWICE;
    by_words.values().filter(is_place).flatten().map(|name| name.span).collect()
}

/// Tells whether a word is a name by itself, no part of a longer one.
fn is_alone(pieces: &[Piece], at: usize) -> bool {
    let beside = |other: Option<&Piece>, joined: bool| other.is_some_and(|other| other.capital && joined);
    let piece = &pieces[at];
    let before = beside(at.checked_sub(1).map(|at| &pieces[at]), piece.joined);
    let after = pieces.get(at + 1);
    let telling = piece.case == Case::Telling && piece.tag == Tag::ProperNoun && piece.lower.len() > 4;
    telling && !before && !beside(after, after.is_some_and(|after| after.joined))
}

/// "the village of Umm Zarqoun": the name runs on after "of".
fn after(pieces: &[Piece], noun: usize, words: &Words) -> Option<std::ops::Range<usize>> {
    let of = pieces.get(noun + 1).filter(|piece| piece.lower == "of" && piece.joined)?;
    let start = noun + 2;
    if !opens(pieces, start) || !pieces[start].joined || pieces[start].sentence != of.sentence {
        return None;
    }
    let mut end = start + 1;
    while end < pieces.len() && end - start < LONGEST && pieces[end].joined && opens(pieces, end) {
        end += 1;
    }
    while end > start && is_article(&pieces[end - 1].lower) && !pieces[end - 1].capital {
        end -= 1;
    }
    is_name(&pieces[start..end], words).then_some(start..end)
}

/// "Umm Zarqoun village", "Scott County": the name stands before the noun.
fn before(pieces: &[Piece], noun: usize, words: &Words) -> Option<std::ops::Range<usize>> {
    if !pieces[noun].joined || pieces[noun].hyphened {
        return None;
    }
    let mut start = noun;
    while start > 0 && noun - start < LONGEST && opens(pieces, start - 1) && pieces[start].joined {
        start -= 1;
    }
    is_name(&pieces[start..noun], words).then_some(start..noun)
}

fn is_name(pieces: &[Piece], words: &Words) -> bool {
    let plain = |piece: &Piece| {
        words.apart.contains(&piece.lower)
            || words.directions.contains(&piece.lower)
            || words.ordinary.contains(&piece.lower)
            || words.peoples.contains(&piece.lower)
            || words.is_generic(&piece.lower)
            || piece.possessive
            || piece.upper && piece.lower.len() > 1
    };
    !pieces.is_empty() && pieces.iter().any(|piece| piece.capital) && !pieces.iter().any(plain)
}
