//! Of which moment is each entry of a page that was written bit by bit, under lines like "20.11.2012 16:05" or "16:05 GMT"?

use super::Reading;
use crate::dates::clock;
use crate::page::{Piece, Role};
use regex::Regex;
use schema::{Published, Span};
use std::sync::LazyLock;

/// So many of them make entries: a single one is the page's own stamp, with perhaps another for an update.
const ENTRIES: usize = 3;

static CLOCK: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^\W*(?P<h>[01]?\d|2[0-3])[:.h](?P<n>[0-5]\d)\s*(?i:(?P<p>[ap])\.?m\.?)?\s*(?:[A-Z]{2,4}|\([^()]{2,20}\)|local time)?\W*$";
    Regex::new(pattern).expect("a fixed pattern compiles")
});

/// Gives the paragraphs below a line of day and clock time that moment, where there are several such lines.
pub(super) fn sign(reading: &Reading<'_>, pieces: &mut [Piece]) {
    sign_below(pieces, |piece| (piece.role == Role::Date).then(|| moment(reading, piece)).flatten());
}

/// Gives the paragraphs below a line of a clock time alone that time of the page's own day.
pub(super) fn sign_hours(reading: &Reading<'_>, published: &Published, pieces: &mut [Piece]) {
    let Some(day) = published.when.filter(|when| when.from == when.to).map(|when| when.from) else { return };
    sign_below(pieces, |piece| {
        let line = reading.text.get(piece.span.start..piece.span.end).filter(|_| piece.role != Role::Body)?;
        let (hour, minute) = clock(&CLOCK.captures(line)?)?;
        Some(format!("{day}T{hour:02}:{minute:02}"))
    });
}

/// Tells whether a line is a clock time and nothing else.
pub(super) fn is_hour(line: &str) -> bool {
    CLOCK.is_match(line)
}

fn sign_below(pieces: &mut [Piece], moment: impl Fn(&Piece) -> Option<String>) {
    let opens = |pair: &[Piece]| pair[1].role == Role::Body && moment(&pair[0]).is_some();
    if pieces.windows(2).filter(|pair| opens(pair)).count() < ENTRIES {
        return;
    }
    let mut at = None;
    for piece in pieces {
        match piece.role {
            Role::Body if piece.signed.at.is_none() => piece.signed.at.clone_from(&at),
            Role::Title => at = None,
            _ => at = moment(piece).or(at),
        }
    }
}

fn moment(reading: &Reading<'_>, piece: &Piece) -> Option<String> {
    let Span { start, end } = piece.span;
    let found = reading.publishers.words.dates.find(reading.text.get(start..end)?).into_iter().next()?;
    found.has_time().then(|| found.at())
}
