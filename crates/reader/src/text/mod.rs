//! Which parts of a text are the account, and what do the others tell about it?

mod alone;
mod comments;
mod entries;
mod inline;
pub(crate) mod line;
mod roles;
mod source;
mod title;

use crate::page::{Hints, Page, Part, Piece, Place, Role, Signed, Stamp};
use crate::published::{self, Excluded};
use crate::publishers::Publishers;
use line::beginning;
use schema::{Section, Span};

pub(crate) use title::without_site;

/// Lines of days, one below the other, that are a calendar and no stamp.
pub(crate) const CALENDAR: usize = 4;

/// Words of a line that signs an account.
const SIGNATURE: usize = 10;

/// Bytes of the account in which its weekday is looked for.
const LEAD: usize = 900;

/// Bytes before a date in which "today" is looked for.
const NOW: usize = 40;

/// Everything that the parts of this module look at.
pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub hints: &'a Hints,
    pub publishers: &'a Publishers,
}

/// Reads a text: of a plain-text page the page, of an HTML page what was extracted from it.
pub(crate) fn read(text: String, hints: &Hints, publishers: &Publishers, verbatim: bool) -> Page {
    let reading = Reading { text: &text, hints, publishers };
    let all = line::split(&text);
    let thread = comments::find(&reading, &all);
    let lines = &all[..thread.start];
    let title = title::find(&reading, lines);
    let roles = roles::assign(&reading, lines, title.as_ref());
    let split = inline::split(&reading, lines, &roles, title.as_ref());
    let mut pieces = split.pieces;
    sign_quotes(&reading, &mut pieces);
    entries::sign(&reading, &mut pieces);
    let lead = lead(&text, &pieces);
    let (mut stamps, excluded) = dates(&reading, &pieces, title.as_ref().map(|title| title.span), &thread.pieces);
    stamps.extend(split.stamps);
    stamps.extend(thread.post.iter().filter_map(|post| post.stamp.clone()));
    stamps.extend(hints.dates.iter().cloned());
    if stamps.is_empty() {
        stamps.extend(today(&reading, &pieces));
    }
    let published = published::choose(stamps, excluded, &lead, &publishers.words.dates);
    entries::sign_hours(&reading, &published, &mut pieces);
    let author =
        hints.author.clone().or_else(|| source::author(&reading, &pieces)).or(thread.post.and_then(|post| post.author));
    let source = source::find(&reading, &pieces, title.as_ref());
    let agencies = source::agencies(&reading, &pieces);
    pieces.extend(thread.pieces);
    let sections = sections(&text, pieces);
    let title = title.map(|title| title.words);
    Page { title, source, author, published, agencies, sections, verbatim, text }
}

/// Reads a text whose headline and day are told elsewhere; the headline is put above it where it does not stand there.
pub(crate) fn read_told(words: &str, mut hints: Hints, publishers: &Publishers) -> Page {
    let mut text = String::new();
    if let Some(title) = &hints.title {
        let key = line::squash(title);
        let shown = line::split(words).iter().take(8).any(|line| line::squash(line.span.of(words)) == key);
        if !shown {
            text = format!("{title}\n\n");
            hints.parts.insert(0, Part::new(Role::Title));
        }
    }
    text.push_str(words);
    read(text, &hints, publishers, false)
}

/// Gives the name from "By A Name", where some markup holds a byline.
pub(crate) fn byline_of(text: &str, publishers: &Publishers) -> Option<String> {
    let hints = Hints::default();
    alone::byline_name(&Reading { text: "", hints: &hints, publishers }, text.trim())
}

/// Gives the lines of an embedded post the author and moment that the line above or below them names.
fn sign_quotes(reading: &Reading<'_>, pieces: &mut [Piece]) {
    for i in 0..pieces.len() {
        if pieces[i].role != Role::Quote || reading.hints.parts.contains_key(&pieces[i].span.start) {
            continue;
        }
        let Some((author, at, below)) = alone::quote_header(reading, pieces[i].span.of(reading.text)) else { continue };
        let open = |piece: &&mut Piece| piece.role == Role::Quote && piece.signed.author.is_none();
        let (above, from) = pieces.split_at_mut(i);
        let lines: Vec<&mut Piece> = if below {
            above.iter_mut().rev().take_while(open).collect()
        } else {
            from.iter_mut().skip(1).take_while(open).collect()
        };
        if lines.is_empty() {
            continue;
        }
        for line in lines {
            line.signed = Signed::by(author.clone(), Some(at.clone()));
        }
        pieces[i] = Piece::new(pieces[i].span, Role::Footer);
    }
}

/// Joins the lines of a paragraph that was wrapped by hand, and turns pieces into sections.
fn sections(text: &str, pieces: Vec<Piece>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut last_role = None;
    let mut answers = Vec::new();
    for piece in pieces.into_iter().filter(|piece| piece.span.start < piece.span.end) {
        let kind = piece.role.kind();
        if let Some(last) = sections.last_mut() {
            let gap = text.get(last.span.end..piece.span.start).unwrap_or("\n\n");
            let same_line_break = gap.trim_matches([' ', '\t', '\r']) == "\n";
            if last_role == Some(Role::Body)
                && piece.role == Role::Body
                && same_line_break
                && wraps(text, last.span, piece.span)
            {
                last.span = last.span.join(piece.span);
                continue;
            }
        }
        last_role = Some(piece.role);
        let Signed { author, at, number, answers: answered } = piece.signed;
        answers.extend(answered.map(|start| (sections.len(), start)));
        sections.push(Section { kind, span: piece.span, author, at, number, reply_to: None });
    }
    for (answer, start) in answers {
        sections[answer].reply_to = sections.binary_search_by_key(&start, |section| section.span.start).ok();
    }
    sections
}

/// A sentence that goes on in the next line: it does not end, and the next line does not begin.
fn wraps(text: &str, one: Span, next: Span) -> bool {
    let open = !line::ends_like_a_sentence(one.of(text));
    let small = next
        .of(text)
        .chars()
        .next()
        .is_some_and(|c| c.is_lowercase() || c.is_numeric() || matches!(c, '"' | '“' | '('));
    let full = one.of(text).rsplit('\n').next().is_some_and(|last| (50..=110).contains(&last.chars().count()));
    open && small || full && (open || text.get(one.end..).is_some_and(|rest| rest.starts_with("\n") && small))
}

fn lead(text: &str, pieces: &[Piece]) -> String {
    let mut lead = String::new();
    for piece in pieces.iter().filter(|piece| piece.role == Role::Body) {
        if lead.len() >= LEAD {
            break;
        }
        lead.push_str(beginning(piece.span.of(text), LEAD));
        lead.push('\n');
    }
    lead
}

/// Finds the date that the headline or the beginning of the account calls its own day: "today, the 5th of February 2018",
/// "Flash update (as of 18 March 2019)".
fn today(reading: &Reading<'_>, pieces: &[Piece]) -> Option<Stamp> {
    let words = &reading.publishers.words;
    let start = pieces.iter().find(|piece| piece.role == Role::Body)?.span.start;
    let own = pieces.iter().filter(|piece| matches!(piece.role, Role::Title | Role::Body));
    let lead = own.take_while(|piece| piece.span.start < start + LEAD).map(|piece| piece.span);
    lead.into_iter().find_map(|span| {
        let text = span.of(reading.text);
        let before = |start: usize| line::ending(&text[..start], NOW);
        let found = words.dates.find(text).into_iter().find(|found| words.ends_with_now(before(found.start)))?;
        let date = Span::new(span.start + found.start, span.start + found.end);
        Stamp::find(reading.text, date, Place::Today, &words.dates)
    })
}

/// Finds the line of the day that closes a page below who signs it: "Military Command of the Front", "Orva, 9 October 2021".
fn signed_day(reading: &Reading<'_>, pieces: &[Piece], last: usize) -> Option<usize> {
    let end = pieces.len().checked_sub(1).filter(|end| pieces[*end].role == Role::Date)?;
    let signature = pieces.get(last + 1..end)?;
    let signs = |piece: &Piece| {
        let words = piece.span.of(reading.text);
        matches!(piece.role, Role::Menu | Role::Site | Role::Byline)
            && line::count(words) <= SIGNATURE
            && !reading.publishers.words.tail.is_match(words)
    };
    (signature.len() <= 2 && signature.iter().all(signs)).then_some(end)
}

/// Collects the dates that may be the day of publication, and those that cannot be.
fn dates(reading: &Reading<'_>, pieces: &[Piece], title: Option<Span>, comments: &[Piece]) -> (Vec<Stamp>, Excluded) {
    let words = &reading.publishers.words;
    let (mut stamps, mut excluded) = (Vec::new(), Vec::new());
    let is_account = |piece: &Piece| piece.role == Role::Body && line::count(piece.span.of(reading.text)) > 8;
    let first = pieces.iter().position(is_account).unwrap_or(pieces.len());
    let long = pieces.iter().rposition(is_account).unwrap_or(0);
    let short = pieces.iter().skip(long + 1).take_while(|piece| piece.role == Role::Body).count();
    let last = long + short;
    let signed = signed_day(reading, pieces, last);
    let near = first + 3;
    let days = pieces.iter().skip(last + 1).take_while(|piece| piece.role == Role::Date);
    let calendar = days.count() >= CALENDAR;
    let title_at = title.and_then(|title| pieces.iter().position(|piece| piece.span.start == title.start)).unwrap_or(0);
    for (i, piece) in pieces.iter().enumerate() {
        if matches!(piece.role, Role::Body | Role::Title | Role::Quote) {
            continue;
        }
        let line = beginning(piece.span.of(reading.text), 400);
        let bare = line::without_marker(line);
        let place = if words.updated.is_match(bare) {
            Place::Updated
        } else if words.published.is_match(bare) {
            Place::Labelled
        } else {
            Place::Line
        };
        let span = Span::new(piece.span.start, piece.span.start + line.len());
        let Some(stamp) = Stamp::find(reading.text, span, place, &words.dates) else { continue };
        // A stamp inside a line was read when the line was split.
        if stamps.iter().any(|old: &Stamp| old.span == stamp.span) {
            continue;
        }
        match piece.role {
            Role::Caption => excluded.push((stamp, "it stands under a picture")),
            Role::Date | Role::Byline if i < first || i <= near && i < last && i > title_at => stamps.push(stamp),
            Role::Date | Role::Byline if i == last + 1 && calendar => {
                excluded.push((stamp, "it is one of a list of days"))
            }
            Role::Date | Role::Byline if i == last + 1 || signed == Some(i) => stamps.push(stamp),
            Role::Date | Role::Byline if i < last => excluded.push((stamp, "it stands between the paragraphs")),
            _ if i > last => excluded.push((stamp, "it stands among other stories or notices after the account")),
            _ => excluded.push((stamp, "it stands in a menu or a notice")),
        }
    }
    if let Some(stamp) = comments
        .iter()
        .filter(|piece| piece.role == Role::Footer)
        .find_map(|piece| Stamp::find(reading.text, piece.span, Place::Footer, &words.dates))
    {
        excluded.push((stamp, "it is the day of a reader's comment"));
    }
    (stamps, excluded)
}
