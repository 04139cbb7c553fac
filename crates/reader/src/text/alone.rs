//! What is a line, as far as its own words tell?

use super::Reading;
use super::entries::is_hour;
use super::line::{Line, beginning, count, without_marker};
use crate::page::Role;
use regex::Regex;
use std::sync::LazyLock;

/// A line longer than this is never a menu, a date line, a byline or a credit.
const LONGEST: usize = 400;

static BRACKET_AT_END: LazyLock<Regex> = LazyLock::new(|| fixed(r"[\[(]([^\[\]()]{2,80})[\])]\s*$"));
static INITIALS: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"^(?:\p{L}{1,4}(?:[/,]\s?\p{L}{1,4})*\s*)?\(([^()]{2,80})\)\.?$"));
pub(super) static SIGN_OFF: LazyLock<Regex> = LazyLock::new(|| {
    fixed(r"(?:^|[.!?…”\x22]\s+)(?P<names>(?:\p{Lu}\.\s?)?[\p{L}'’-]+(?:\s*/\s*(?:\p{Lu}\.\s?)?[\p{L}'’-]+)+)\s*$")
});
static HANDLE: LazyLock<Regex> =
    LazyLock::new(|| fixed(r"^(?P<dash>[—–-]+\s*)?(?P<name>[^@]{1,60}?)\s*\(?@\w{2,30}\)?"));

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern compiles")
}

/// Gives the role of a line that its own words, or its neighbor's within the block, settle.
pub(super) fn role(reading: &Reading<'_>, lines: &[Line], i: usize) -> Option<Role> {
    let line = &lines[i];
    if let Some(part) = reading.hints.parts.get(&line.span.start) {
        return (part.role != Role::Body).then_some(part.role);
    }
    let text = line.span.of(reading.text);
    if text.len() > LONGEST {
        return None;
    }
    let bare = without_marker(text);
    let words = &reading.publishers.words;
    if !bare.contains(char::is_alphanumeric) {
        return Some(Role::Menu);
    }
    if quote_header(reading, bare).is_some() {
        return Some(Role::Quote);
    }
    if is_byline(reading, bare) {
        return Some(Role::Byline);
    }
    if is_date(reading, bare) || is_hour(bare) || is_dated_byline(reading, bare) {
        return Some(Role::Date);
    }
    if words.minutes.is_match(bare) && line.words <= 8 {
        return Some(Role::Menu);
    }
    if is_credit(reading, bare) {
        return Some(Role::Credit);
    }
    if is_caption(reading, line, bare) {
        return Some(Role::Caption);
    }
    let notice = words.menu.is_match(bare) || words.tail.is_match(bare) || words.comments.is_match(bare);
    if notice && (line.words <= 9 || line.words <= 16 && !line.terminal) {
        return Some(Role::Menu);
    }
    if reading.publishers.of_name(bare).is_some() {
        return Some(Role::Site);
    }
    let next = lines.get(i + 1).filter(|next| next.block == line.block && !line.prose && !line.terminal)?;
    let below = without_marker(next.span.of(reading.text));
    (below.len() <= LONGEST && line.words > 2 && words.caption.find(below).is_some_and(|found| found.start == 0))
        .then_some(Role::Caption)
}

/// Who posted what follows or precedes, and when: "A Name @handle - 16:35 UTC - 8 Jun 2018".
pub(super) fn quote_header(reading: &Reading<'_>, text: &str) -> Option<(String, String, bool)> {
    let captures = HANDLE.captures(beginning(text, 160))?;
    let found = reading.publishers.words.dates.find(text).into_iter().next()?;
    if count(text) > 16 {
        return None;
    }
    let name = captures.name("name")?.as_str().trim().to_owned();
    Some((name, found.at(), captures.name("dash").is_some()))
}

/// Gives who signs, from "By A Name, 5 May 2016".
pub(super) fn byline_name(reading: &Reading<'_>, text: &str) -> Option<String> {
    let words = &reading.publishers.words;
    let start = words.byline.find(text)?.end;
    let rest = text.get(start..)?.trim_start_matches([':', ' ', '\u{a0}']);
    let date = words.dates.find(rest).first().map_or(rest.len(), |date| date.start);
    let name = rest.get(..date)?.split(['|', '·', '•', '(', '—', '–']).next()?;
    let name = name.trim().trim_end_matches([',', '-', '.', ' ']);
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase) && word.chars().count() > 3;
    let fits = (1..=8).contains(&count(name)) && !name.split_whitespace().any(small) && name.len() <= 80;
    fits.then(|| name.to_owned())
}

fn is_byline(reading: &Reading<'_>, text: &str) -> bool {
    let capital = byline_name(reading, text).is_some_and(|name| name.chars().next().is_some_and(|c| !c.is_lowercase()));
    capital && count(text) <= 14 && !text.ends_with(['!', '?']) && text.chars().next().is_some_and(|c| !c.is_numeric())
}

/// "By our correspondent in Orva, 12 April 2016": nobody's name, but a day at its end.
fn is_dated_byline(reading: &Reading<'_>, text: &str) -> bool {
    let words = &reading.publishers.words;
    let by = words.byline.find(text).is_some_and(|found| found.start == 0);
    let dates = words.dates.find(text);
    by && count(text) <= 14 && dates.last().is_some_and(|date| text[date.end_with_time..].trim().len() <= 1)
}

/// A line that holds a date and little else.
fn is_date(reading: &Reading<'_>, text: &str) -> bool {
    let words = &reading.publishers.words;
    let dates = words.dates.find(text);
    if dates.is_empty() || count(text) > 18 {
        return false;
    }
    let mut rest = String::new();
    let mut at = 0;
    for date in &dates {
        rest.push_str(text.get(at..date.start).unwrap_or_default());
        rest.push('\n');
        at = date.end_with_time;
    }
    rest.push_str(text.get(at..).unwrap_or_default());
    let left: usize = rest
        .split('\n')
        .map(|part| {
            let part = part.trim_start_matches(|c: char| !c.is_alphanumeric());
            let label = words.published.find(part).or_else(|| words.updated.find(part)).map_or(0, |found| found.end);
            count(part.get(label..).unwrap_or_default())
        })
        .sum();
    left <= 4
}

/// A line that names only agencies, or the initials of who wrote and edited.
fn is_credit(reading: &Reading<'_>, text: &str) -> bool {
    if let Some(inside) = INITIALS.captures(text).and_then(|captures| captures.get(1))
        && credits(reading, inside.as_str())
    {
        return true;
    }
    if SIGN_OFF.find(text).is_some_and(|found| found.start() == 0) && text.len() <= 80 {
        return true;
    }
    let words = &reading.publishers.words;
    let Some(label) = words.credit.find(text) else { return false };
    let rest = text.get(label.end..).unwrap_or_default();
    let named = !reading.publishers.mentions(rest).is_empty() || words.agencies.is_match(rest);
    count(rest) <= 12 && (named || rest.trim_start().starts_with(':')) && count(rest) > 0
}

/// Tells whether words name agencies and nothing else.
pub(super) fn credits(reading: &Reading<'_>, inside: &str) -> bool {
    let mentions = reading.publishers.mentions(inside);
    let agencies = reading.publishers.words.agencies.find(inside);
    if mentions.is_empty() && agencies.is_none() {
        return false;
    }
    let covered = |range: &std::ops::Range<usize>| {
        let within = |other: &std::ops::Range<usize>| other.start <= range.start && range.end <= other.end;
        mentions.iter().any(|mention| within(&mention.range)) || agencies.as_ref().is_some_and(within)
    };
    crate::publishers::words(inside)
        .iter()
        .all(|range| covered(range) || inside.get(range.clone()).is_some_and(|word| word.chars().count() <= 3))
}

fn is_caption(reading: &Reading<'_>, line: &Line, text: &str) -> bool {
    let phrase = reading.publishers.words.caption.find(text);
    if phrase.as_ref().is_some_and(|found| found.start == 0) && line.words <= 60 {
        return true;
    }
    if phrase.is_some() && (line.words <= 25 && !line.prose && !text.ends_with('.')) {
        return true;
    }
    let Some(captures) = BRACKET_AT_END.captures(text) else { return false };
    let (Some(whole), Some(inside)) = (captures.get(0), captures.get(1)) else { return false };
    if reading.publishers.words.caption.is_match(inside.as_str()) {
        return line.words <= 60;
    }
    let square = whole.as_str().starts_with('[');
    let mentions = reading.publishers.mentions(inside.as_str());
    let named = mentions.iter().any(|mention| square || reading.publishers.get(mention.publisher).wire);
    named && line.words <= 45 && (square || !super::line::ends_like_a_sentence(&text[..whole.start()]))
}
