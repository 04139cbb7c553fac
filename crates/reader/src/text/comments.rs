//! Where does the account end and its readers' comments begin, and who wrote which?

use super::Reading;
use super::alone;
use super::line::{Line, count, without_marker};
use crate::page::{Piece, Place, Role, Signed, Stamp};
use crate::thread::{self, Turn};
use schema::Span;
use std::{collections::BTreeSet, ops::Range};

/// The comments of a page.
pub(super) struct Thread {
    /// First line that is no longer the account.
    pub start: usize,
    /// The parts from there on.
    pub pieces: Vec<Piece>,
    /// The line that closes the post, which tells who wrote it and when.
    pub post: Option<Post>,
}

/// Who wrote a post and when, as its closing line says.
pub(super) struct Post {
    pub author: Option<String>,
    pub stamp: Option<Stamp>,
}

/// "Posted by A Name | Jun 8 2018 18:52 utc | 1"
struct Footer {
    line: usize,
    signed: Signed,
    /// It closes the post itself, not a comment.
    post: bool,
}

/// The lines above a comment that say who wrote it: from the first to before the last.
struct Header {
    lines: Range<usize>,
    signed: Signed,
}

/// Where the line of signature of a comment stands.
#[derive(Clone, Copy)]
enum Signature {
    Above,
    Below,
}

/// Finds the comments, signed below or above, or as the markup marks them.
pub(super) fn find(reading: &Reading<'_>, lines: &[Line]) -> Thread {
    if let Some(first) = reading.hints.comments {
        return marked(reading, lines, first);
    }
    let mut footers: Vec<Footer> = (0..lines.len()).filter_map(|i| footer(reading, lines, i)).collect();
    let quoted = take_quoted(&mut footers);
    let explicit = footers.iter().position(|footer| footer.post);
    let heading = heading(reading, lines, explicit.map_or(0, |post| footers[post].line));
    let above = heading.map_or(0, |heading| footers.partition_point(|footer| footer.line < heading));
    let headers = heading.filter(|_| above == footers.len()).map(|heading| signed_above(reading, lines, heading));
    let headers = headers.unwrap_or_default();
    let followed = above < footers.len() || footers.len() == 1 && !headers.is_empty();
    // What is signed above the heading of the comments is the post.
    let post = explicit.or(above.checked_sub(1).filter(|_| followed));
    let first = post.map_or(0, |post| post + 1).max(if followed { above } else { 0 });
    let signed: Vec<&Footer> = footers.iter().skip(first).filter(|footer| !footer.post).collect();
    let post_line = post.map(|post| footers[post].line);
    let mut thread = Thread { start: lines.len(), pieces: Vec::new(), post: None };
    let only_post = post.is_none() && signed.len() == 1 && (heading.is_none() || above == 1 && headers.is_empty());
    if let Some(footer) = post.map(|post| &footers[post]).or(signed.first().copied().filter(|_| only_post)) {
        let stamp = Stamp::find(reading.text, lines[footer.line].span, Place::Footer, &reading.publishers.words.dates);
        thread.post = Some(Post { author: footer.signed.author.clone(), stamp });
        // Signed above the first paragraph: what follows is the post.
        let prose = |line: &&Line| line.prose;
        let first = lines.get(1..footer.line).is_none_or(|above| above.iter().find(prose).is_none());
        let below = lines.iter().skip(footer.line + 1).find(prose);
        thread.start = if first && below.is_some() { lines.len() } else { footer.line };
    }
    if let (false, Some(first)) = (only_post, signed.first()) {
        let heading = heading.filter(|heading| *heading < first.line);
        let start = post_line.or(heading).unwrap_or_else(|| block_before(lines, first.line));
        thread.start = start;
        thread.pieces = signed_below(reading, lines, start, post_line, &signed);
        let quoted: Vec<(Span, u32)> = quoted.into_iter().map(|(line, number)| (lines[line].span, number)).collect();
        join(reading, &mut thread.pieces, Signature::Below, &quoted);
        return thread;
    }
    if let (Some(heading), Some(header)) = (heading, headers.first()) {
        thread.start = thread.start.min(heading);
        let before = &lines[thread.start..header.lines.start];
        thread.pieces.extend(before.iter().map(|line| Piece::new(line.span, Role::Menu)));
        thread.pieces.extend(comments_below(reading, lines, &headers));
        join(reading, &mut thread.pieces, Signature::Above, &[]);
    } else {
        thread.pieces = lines[thread.start..].iter().map(|line| Piece::new(line.span, Role::Menu)).collect();
    }
    thread
}

/// Comments that the markup marks: one line of `Hints::parts` each, possibly over several lines.
fn marked(reading: &Reading<'_>, lines: &[Line], first: usize) -> Thread {
    let start = lines.iter().position(|line| line.span.start >= first).unwrap_or(lines.len());
    let mut pieces: Vec<Piece> = Vec::new();
    for line in &lines[start..] {
        match (reading.hints.parts.get(&line.span.start), pieces.last_mut()) {
            (Some(part), _) => pieces.push(Piece { span: line.span, role: part.role, signed: part.signed.clone() }),
            (None, Some(last)) => last.span = last.span.join(line.span),
            (None, None) => pieces.push(Piece::new(line.span, Role::Comment)),
        }
    }
    Thread { start, pieces, post: None }
}

fn footer(reading: &Reading<'_>, lines: &[Line], i: usize) -> Option<Footer> {
    let text = lines[i].span.of(reading.text);
    if text.len() > 300 {
        return None;
    }
    let words = &reading.publishers.words;
    let label = words.posted.find(text)?;
    let rest = text.get(label.end..)?;
    let date = words.dates.find(rest).into_iter().next()?;
    let name = rest.get(..date.start)?.trim_matches(|c: char| c.is_whitespace() || "|:·•,-–—".contains(c));
    // "Posted by A Name on June 8" leaves "A Name on"; the first date pattern takes such words where it can.
    let name = name.strip_suffix(" on").or_else(|| name.strip_suffix(" at")).unwrap_or(name).trim();
    // "A Name at 3:14 PM"
    let clock = name.find(" at ").filter(|at| name[at + 4..].starts_with(|c: char| c.is_ascii_digit()));
    let name = thread::name_in(name.get(..clock.unwrap_or(name.len())).unwrap_or(name), words);
    let author = if name.is_empty() { "anonymous".to_owned() } else { name.to_owned() };
    let signed = Signed { number: thread::stated(text, words), ..Signed::by(author, Some(date.at())) };
    Some(Footer { line: i, signed, post: words.permalink.is_match(rest) })
}

/// Takes out the lines with which a comment quotes the signature of an earlier one: the line and that one's number.
fn take_quoted(footers: &mut Vec<Footer>) -> Vec<(usize, u32)> {
    let mut seen = BTreeSet::new();
    let mut quoted = Vec::new();
    footers.retain(|footer| {
        let Signed { author, at, number, .. } = &footer.signed;
        let Some(number) = number else { return true };
        let is_new = seen.insert((*number, author.clone(), at.clone()));
        if !is_new {
            quoted.push((footer.line, *number));
        }
        is_new
    });
    quoted
}

/// Gives the comments their numbers and what they answer; `quoted` are the signatures in their words, in order.
fn join(reading: &Reading<'_>, pieces: &mut [Piece], signature: Signature, quoted: &[(Span, u32)]) {
    let of: Vec<usize> = (0..pieces.len()).filter(|i| pieces[*i].role == Role::Comment).collect();
    let beside = |i: usize| {
        let near = match signature {
            Signature::Above => &pieces[i.saturating_sub(2)..i],
            Signature::Below => &pieces[i + 1..(i + 2).min(pieces.len())],
        };
        let signing = near.iter().rev().take_while(|piece| piece.role == Role::Footer);
        signing.map(|piece| piece.span.of(reading.text).to_owned()).collect()
    };
    let turn = |i: &usize| {
        let Piece { span, signed, .. } = &pieces[*i];
        let quote = quoted.get(quoted.partition_point(|(line, _)| line.start < span.start));
        Turn {
            author: signed.author.as_deref(),
            at: signed.at.as_deref(),
            number: signed.number,
            beside: beside(*i),
            words: span.of(reading.text),
            under: None,
            quotes: quote.filter(|(line, _)| span.contains(*line)).map(|(_, number)| *number),
        }
    };
    let joined = thread::join(of.iter().map(turn).collect(), &reading.publishers.words);
    for (i, joined) in of.iter().zip(joined) {
        pieces[*i].signed.number = joined.number;
        pieces[*i].signed.answers = joined.answers.map(|answered| pieces[of[answered]].span.start);
    }
}

/// "Comments", "12 comments": the line from which on readers speak.
fn heading(reading: &Reading<'_>, lines: &[Line], after: usize) -> Option<usize> {
    let is_heading = |i: &usize| {
        let text = without_marker(lines[*i].span.of(reading.text));
        text.len() < 60 && reading.publishers.words.comments.is_match(text)
    };
    let prose: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].prose).collect();
    // On a page with markup a tab may be called "Comments" and stand above the account.
    let first = if reading.hints.markup { prose.get(prose.len() / 2) } else { prose.first() };
    (after.max(first.copied().unwrap_or(0))..lines.len()).find(is_heading)
}

fn block_before(lines: &[Line], line: usize) -> usize {
    let above = line.saturating_sub(1);
    (0..=above).rev().take_while(|i| lines[*i].block == lines[above].block).last().unwrap_or(line)
}

fn signed_below(
    reading: &Reading<'_>,
    lines: &[Line],
    start: usize,
    post: Option<usize>,
    footers: &[&Footer],
) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = start;
    if let Some(post) = post {
        pieces.push(Piece::new(lines[post].span, Role::Menu));
        at = post + 1;
    }
    for footer in footers {
        while at < footer.line && is_notice(reading, &lines[at]) {
            pieces.push(Piece::new(lines[at].span, Role::Menu));
            at += 1;
        }
        let comment = |span| Piece { span, role: Role::Comment, signed: footer.signed.clone() };
        if at < footer.line {
            pieces.push(comment(lines[at].span.join(lines[footer.line - 1].span)));
            pieces.push(Piece::new(lines[footer.line].span, Role::Footer));
        } else {
            pieces.push(comment(lines[footer.line].span));
        }
        at = footer.line + 1;
    }
    pieces.extend(lines.get(at..).unwrap_or_default().iter().map(|line| Piece::new(line.span, Role::Menu)));
    pieces
}

fn is_notice(reading: &Reading<'_>, line: &Line) -> bool {
    let text = without_marker(line.span.of(reading.text));
    text.len() < 60 && reading.publishers.words.comments.is_match(text)
}

/// The lines above comments that say who wrote them.
fn signed_above(reading: &Reading<'_>, lines: &[Line], heading: usize) -> Vec<Header> {
    let words = &reading.publishers.words;
    let text = |i: usize| lines.get(i).map_or("", |line| line.span.of(reading.text));
    let moment = |i: usize| {
        let text = text(i);
        let found = if text.len() < 120 { words.dates.find(text).into_iter().next() } else { None };
        found.filter(|date| {
            count(text.get(..date.start).unwrap_or_default())
                + count(text.get(date.end_with_time..).unwrap_or_default())
                <= 3
        })
    };
    let header = |lines: Range<usize>, line: &str, at: Option<String>| {
        let author = thread::name_in(line, words).to_owned();
        let number = lines.clone().find_map(|i| thread::stated(text(i), words));
        Header { lines, signed: Signed { number, ..Signed::by(author, at) } }
    };
    let mut headers = Vec::new();
    let mut i = heading + 1;
    while i < lines.len() {
        let line = text(i);
        if line.len() > 160 {
            i += 1;
            continue;
        }
        if let Some(says) =
            words.says.find(line).filter(|says| (1..=5).contains(&count(thread::name_in(&line[..says.start], words))))
        {
            let date = moment(i + 1);
            let end = i + 1 + usize::from(date.is_some());
            if date.is_some() || line.trim_end().ends_with(':') {
                headers.push(header(i..end, &line[..says.start], date.map(|date| date.at())));
                i = end;
                continue;
            }
        }
        if let Some(date) = moment(i).filter(crate::dates::Found::has_time) {
            let name = line[..date.start].trim_matches(|c: char| c.is_whitespace() || "|:·•,-–—(".contains(c));
            if (1..=5).contains(&count(name)) {
                headers.push(header(i..i + 1, name, Some(date.at())));
            } else if i > heading + 1 && (1..=4).contains(&lines[i - 1].words) && !lines[i - 1].terminal {
                let above = alone::byline_name(reading, text(i - 1)).unwrap_or_else(|| text(i - 1).to_owned());
                headers.push(header(i - 1..i + 1, &above, Some(date.at())));
            }
        }
        i += 1;
    }
    headers
}

fn comments_below(reading: &Reading<'_>, lines: &[Line], headers: &[Header]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (n, header) in headers.iter().enumerate() {
        let end = header.lines.end;
        pieces.extend(lines[header.lines.clone()].iter().map(|line| Piece::new(line.span, Role::Footer)));
        let stop = headers.get(n + 1).map_or(lines.len(), |next| next.lines.start).max(end);
        let menu = |line: &Line| {
            line.words <= 4 && reading.publishers.words.menu.is_match(without_marker(line.span.of(reading.text)))
        };
        let own = lines[end..stop].iter().rposition(|line| !menu(line)).map_or(end, |last| end + last + 1);
        if own > end {
            let span: Span = lines[end].span.join(lines[own - 1].span);
            pieces.push(Piece { span, role: Role::Comment, signed: header.signed.clone() });
        }
        pieces.extend(lines[own..stop].iter().map(|line| Piece::new(line.span, Role::Menu)));
    }
    pieces
}
