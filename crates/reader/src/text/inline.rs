//! What stands at the head or the end of a line that holds a whole account?
//!
//! Collections of articles often keep each in one line, with its stamp before it and the site's notices behind it.

use super::Reading;
use super::alone::{self, SIGN_OFF};
use super::line::{Line, beginning, count, ending};
use super::title::Title;
use crate::page::{Piece, Place, Role, Signed, Stamp};
use regex::Regex;
use schema::Span;
use std::sync::LazyLock;

/// Words that make a line so long that it may hold more than a paragraph.
const WHOLE_ACCOUNT: usize = 60;

static BRACKETED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?:[.!?…”\x22]\s+)(\([^()]{2,80}\))").expect("a fixed pattern compiles"));
static COUNTER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[.!?…”\x22]\s+(\d{1,7})\s*$").expect("a fixed pattern compiles"));

/// The parts of all lines, and the dates that stand inside them.
pub(super) struct Split {
    pub pieces: Vec<Piece>,
    pub stamps: Vec<Stamp>,
}

/// Splits the lines of the account where something else stands in them; other lines are one part each.
pub(super) fn split(reading: &Reading<'_>, lines: &[Line], roles: &[Role], title: Option<&Title>) -> Split {
    let body = |role: &Role| *role == Role::Body;
    let first = roles.iter().position(body);
    let last = roles.iter().rposition(body);
    let mut all = Split { pieces: Vec::new(), stamps: Vec::new() };
    for (i, (line, role)) in lines.iter().zip(roles).enumerate() {
        if *role != Role::Body {
            all.pieces.push(piece(reading, line, *role));
            continue;
        }
        let mut span = line.span;
        if first == Some(i) {
            span = head(reading, span, title, &mut all);
        }
        let end = if last == Some(i) || line.words >= WHOLE_ACCOUNT { tail(reading, span) } else { span.end };
        body_parts(reading, Span::new(span.start, end), first == Some(i) && line.words >= WHOLE_ACCOUNT, &mut all);
        rest(reading, Span::new(end, span.end), &mut all);
    }
    for piece in all.pieces.iter_mut().filter(|piece| piece.role == Role::Body) {
        piece.signed.at = entry(reading, piece.span.start);
    }
    all
}

/// The moment of the entry to whose paragraph the words belong that begin there.
fn entry(reading: &Reading<'_>, start: usize) -> Option<String> {
    let (from, part) = reading.hints.parts.range(..=start).next_back()?;
    let same = !reading.text[*from..start].contains("\n\n");
    part.signed.at.clone().filter(|_| same && part.role == Role::Body)
}

fn piece(reading: &Reading<'_>, line: &Line, role: Role) -> Piece {
    let mut piece = Piece::new(line.span, role);
    if let Some(part) = reading.hints.parts.get(&line.span.start) {
        piece.signed.clone_from(&part.signed);
    } else if role == Role::Quote
        && let Some((author, at, _)) = alone::quote_header(reading, line.span.of(reading.text))
    {
        piece.signed = Signed::by(author, Some(at));
    }
    piece
}

/// Takes the title, stamps and the dateline off the head of the account; gives what is left.
fn head(reading: &Reading<'_>, span: Span, title: Option<&Title>, all: &mut Split) -> Span {
    let mut start = span.start;
    let mut stamped = false;
    for _ in 0..6 {
        let rest = &reading.text[start..span.end];
        let (length, role) = if let Some(length) = title.and_then(|title| title_length(rest, title)) {
            (length, Role::Title)
        } else if let Some((length, stamp)) = stamp(reading, start, rest) {
            all.stamps.push(stamp);
            stamped = true;
            (length, Role::Date)
        } else if let Some(found) = before_stamp(reading, start, rest).filter(|_| !stamped) {
            found
        } else if let Some(length) = dateline(reading, rest, stamped) {
            all.stamps.extend(Stamp::find(
                reading.text,
                Span::new(start, start + length),
                Place::Dateline,
                &reading.publishers.words.dates,
            ));
            (length, Role::Credit)
        } else {
            break;
        };
        if length >= rest.len() {
            break;
        }
        all.pieces.push(Piece::new(trimmed(reading.text, Span::new(start, start + length)), role));
        start += length;
        start += reading.text[start..span.end].len() - reading.text[start..span.end].trim_start().len();
    }
    Span::new(start, span.end)
}

/// Length of the title at the head of `rest`, with the full stop that may follow.
fn title_length(rest: &str, title: &Title) -> Option<usize> {
    let words = title.words.trim();
    let after = rest.strip_prefix(words)?;
    // A lead that begins with the words of its title goes on in small letters: it is no second title.
    let next = after.trim_start().chars().next();
    let goes_on = next.is_some_and(|c| c.is_lowercase() || matches!(c, ',' | ';' | '\'' | '’'));
    if after.chars().next().is_some_and(char::is_alphanumeric) || words.is_empty() || goes_on {
        return None;
    }
    // "Ten dead in raid . Shells hit": the stop may stand alone.
    let stop = after.find('.').filter(|at| after[..*at].trim().is_empty() && !after[*at..].starts_with(".."));
    Some(words.len() + stop.map_or(0, |at| at + 1))
}

/// Length of a headline, or of a place, before "AGENCY Wednesday 4 May 2016 And so the story begins".
fn before_stamp(reading: &Reading<'_>, start: usize, rest: &str) -> Option<(usize, Role)> {
    let mentions = reading.publishers.mentions(beginning(rest, 160));
    let stamped = |end: &usize| {
        let found = stamp(reading, start + end, &rest[*end..]);
        found.is_some_and(|(_, stamp)| stamp.weekday_fits == Some(true))
    };
    let open = |end: &usize| *end > 0 && !rest[..*end].contains(['.', '!', '?', '\n']);
    let end = mentions.iter().map(|mention| mention.range.start).filter(open).find(stamped)?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    match count(&rest[..end]) {
        0..=2 => rest[..end].split_whitespace().all(capital).then_some((end, Role::Credit)),
        _ => Some((end, Role::Title)),
    }
}

/// "Published 3 May 2016", "AP Wednesday 4 May 2016", "Last updated at May 42016" and their length.
fn stamp(reading: &Reading<'_>, start: usize, rest: &str) -> Option<(usize, Stamp)> {
    let words = &reading.publishers.words;
    let window = beginning(rest, 160);
    let (label, place) = if let Some(found) = words.updated.find(window) {
        (found.end, Place::Updated)
    } else if let Some(found) = words.published.find(window) {
        (found.end, Place::Labelled)
    } else {
        (0, Place::Stamp)
    };
    let skip = |at: usize| at + window[at..].len() - window[at..].trim_start_matches([' ', ':', ',', '-', '|']).len();
    let mut at = skip(label);
    let named =
        reading.publishers.mentions(&window[at..]).into_iter().next().filter(|mention| mention.range.start == 0);
    if let Some(mention) = &named {
        at = skip(at + mention.range.end);
    }
    let date = words.dates.find(window).into_iter().find(|date| date.start >= at && date.start <= at + 2)?;
    let after = window.get(date.end_with_time..)?.trim_start().chars().next()?;
    let agencys = named.is_some() && date.weekday_fits() == Some(true);
    if label == 0 && !agencys && !(after.is_uppercase() || after.is_numeric() || !after.is_alphanumeric()) {
        return None;
    }
    let found = Stamp {
        text: window[..date.end].trim().to_owned(),
        day: date.day,
        place,
        span: Some(Span::new(start + date.start, start + date.end)),
        weekday_fits: date.weekday_fits(),
    };
    Some((date.end_with_time, found))
}

/// Length of "ALEPPO, May 5 (Agency) - ", "Aleppo AGENCY-", or of a place in capitals behind a stamp.
fn dateline(reading: &Reading<'_>, rest: &str, stamped: bool) -> Option<usize> {
    let window = beginning(rest, 120);
    if let Some(length) = place_and_day(reading, window) {
        return Some(length);
    }
    for (at, dash) in window.char_indices().filter(|(_, c)| matches!(c, '-' | '–' | '—')) {
        let head = &window[..at];
        // "GOMA, Democratic Republic *of* Congo, March 14 (Lake Wire) -"
        let whole = head.trim_end().ends_with(')');
        if count(head) > if whole { 14 } else { 10 }
            || head.contains(['.', '!', '?', ';', '"', '“']) && !head.contains(". ")
        {
            break;
        }
        let mentions = reading.publishers.mentions(head);
        let joined = mentions.last().is_some_and(|mention| mention.range.end == at) || head.ends_with(')');
        let spaced = head.ends_with(char::is_whitespace) || dash == '—';
        if !(joined || spaced) {
            continue;
        }
        let small = |word: &str| word.starts_with(char::is_lowercase) && !(whole && word.len() < 4);
        // "PEMBA, 12 November 2020 (Lake news service) -"
        let outside = head.split_once('(').filter(|_| whole).map_or(head, |(outside, _)| outside);
        if outside.split_whitespace().any(small) {
            break;
        }
        let dated = !reading.publishers.words.dates.find(head).is_empty();
        // "(Harbour Wire) - " behind a day: whoever it is that reports
        let bracketed = stamped && head.starts_with('(') && head.trim_end().ends_with(')');
        if !mentions.is_empty() || dated || bracketed || head.split([' ', ',', '/']).next().is_some_and(shouted) {
            let end = at + window[at..].len() - window[at..].trim_start_matches([dash, ' ', '-']).len();
            return Some(end);
        }
    }
    let (first, after) = window.split_once(char::is_whitespace)?;
    let capital = after.trim_start().chars().next().is_some_and(char::is_uppercase);
    (stamped && first.chars().count() > 3 && shouted(first) && capital).then_some(first.len())
}

/// Length of "KYIV. 11 February 2023." and "Haiti, Oct. 4, 2024.": a place and a day, and then a sentence begins.
fn place_and_day(reading: &Reading<'_>, window: &str) -> Option<usize> {
    let day = reading.publishers.words.dates.find(window).into_iter().next()?;
    let place = window[..day.start].trim_end();
    let named = place.strip_suffix(['.', ',', ':'])?;
    let capital = |word: &str| word.starts_with(char::is_uppercase) && !word.contains(char::is_numeric);
    let short = (1..=4).contains(&count(named)) && named.len() <= 40;
    if !short || !named.split_whitespace().all(capital) || named.contains(['.', '!', '?', '"', '“']) {
        return None;
    }
    let after = &window[day.end_with_time..];
    let rest = after.strip_prefix(['.', ':', ',', '—', '–'])?;
    let begins = rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(|c: char| !c.is_lowercase());
    (begins || rest.is_empty()).then_some(window.len() - rest.len())
}

fn shouted(word: &str) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    letters.len() > 2 && letters.iter().all(|c| c.is_uppercase())
}

/// Finds where a line leaves the account for notices, other stories, credits or a counter.
fn tail(reading: &Reading<'_>, span: Span) -> usize {
    let text = span.of(reading.text);
    let words = &reading.publishers.words;
    let mut end = text.len();
    let half = text.len() / 2;
    let begins = |found: &std::ops::Range<usize>| {
        let gap = text[found.clone()]
            .find(char::is_whitespace)
            .filter(|_| text[found.clone()].starts_with(['.', '!', '?', '…', '”', '"', '\'', ')', ']']));
        let phrase = found.start + gap.unwrap_or(0);
        phrase + text[phrase..].len() - text[phrase..].trim_start().len()
    };
    let small = |at: usize| text[at..].chars().next().is_some_and(char::is_lowercase);
    for found in words.tail_inside.find_all(text) {
        let at = begins(&found);
        if at >= half && !small(at) && count(&text[..at]) > 8 {
            end = end.min(at);
            break;
        }
    }
    for found in words.credit_inside.find_all(text) {
        let after = beginning(&text[found.end..], 60);
        let named = reading.publishers.mentions(after).first().is_some_and(|mention| mention.range.start <= 3);
        let at = begins(&found);
        if named && at >= half && !small(at) {
            end = end.min(at);
            break;
        }
    }
    let mut kept = &text[..end];
    for pattern in [&COUNTER, &SIGN_OFF] {
        let window = ending(kept, 160);
        let group = pattern.captures(window).and_then(|captures| captures.get(1));
        if let Some(group) = group.filter(|group| group.start() > 0) {
            kept = &kept[..kept.len() - window.len() + group.start()];
        }
    }
    span.start + kept.trim_end().len()
}

/// What stands in the middle: credits in brackets, a list of keywords.
fn body_parts(reading: &Reading<'_>, span: Span, keywords: bool, all: &mut Split) {
    let mut cuts: Vec<(Span, Role)> = Vec::new();
    let text = span.of(reading.text);
    for captures in BRACKETED.captures_iter(text) {
        let Some(group) = captures.get(1) else { continue };
        if alone::credits(reading, group.as_str().trim_matches(['(', ')'])) {
            cuts.push((Span::new(span.start + group.start(), span.start + group.end()), Role::Credit));
        }
    }
    if keywords && let Some(found) = keyword_list(reading, beginning(text, 1200)) {
        cuts.push((Span::new(span.start + found.start, span.start + found.end), Role::Menu));
    }
    cuts.sort_by_key(|(cut, _)| cut.start);
    let mut at = span.start;
    for (cut, role) in cuts {
        if cut.start < at {
            continue;
        }
        push(reading, Span::new(at, cut.start), Role::Body, all);
        push(reading, cut, role, all);
        at = cut.end;
    }
    push(reading, Span::new(at, span.end), Role::Body, all);
}

/// "Tags Aleppo Ceasefire United Nations Shells fell …": a label and capitals, up to the one that begins the sentence.
fn keyword_list(reading: &Reading<'_>, text: &str) -> Option<std::ops::Range<usize>> {
    let found = reading.publishers.words.tags.find(text)?;
    let start = found.start + text[found.clone()].len() - text[found.clone()].trim_start().len();
    let mut at = found.end;
    let mut last = None;
    let mut length = 0;
    for word in text[found.end..].split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let capital = bare.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
            || bare.split_once('-').is_some_and(|(article, name)| {
                article.chars().count() <= 3 && name.chars().next().is_some_and(char::is_uppercase)
            });
        if !capital {
            break;
        }
        last = Some(at);
        at += word.len();
        length += 1;
    }
    (length > 1 && at < text.len()).then_some(start..last?)
}

/// The rest of a line behind the account.
fn rest(reading: &Reading<'_>, span: Span, all: &mut Split) {
    let text = span.of(reading.text).trim();
    let credit = SIGN_OFF.find(text).is_some_and(|found| found.start() == 0)
        || reading.publishers.words.credit.is_match(text) && count(text) < 12;
    push(reading, span, if credit { Role::Credit } else { Role::Menu }, all);
}

fn push(reading: &Reading<'_>, span: Span, role: Role, all: &mut Split) {
    let span = trimmed(reading.text, span);
    if span.start < span.end && (role != Role::Body || span.of(reading.text).contains(char::is_alphanumeric)) {
        all.pieces.push(Piece::new(span, role));
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let start = span.start + (words.len() - words.trim_start().len());
    Span::new(start, start.max(span.start + words.trim_end().len()))
}
