//! What is each line, given the lines around it?

use super::CALENDAR;
use super::Reading;
use super::alone;
use super::line::{Line, count, squash, without_marker};
use super::title::Title;
use crate::page::Role;

/// Assigns a role to every line before the comments.
pub(super) fn assign(reading: &Reading<'_>, lines: &[Line], title: Option<&Title>) -> Vec<Role> {
    let mut roles: Vec<Option<Role>> = (0..lines.len()).map(|i| alone::role(reading, lines, i)).collect();
    keep_chronicles(reading, lines, &mut roles);
    let first_prose = (0..lines.len()).find(|i| roles[*i].is_none() && lines[*i].prose);
    mark_titles(reading, lines, title, first_prose, &mut roles);
    mark_quotes(reading, lines, &mut roles);
    let title_at = title.and_then(|title| lines.iter().position(|line| line.span == title.span));
    let prose: Vec<usize> =
        (title_at.unwrap_or(0)..lines.len()).filter(|i| roles[*i].is_none() && lines[*i].prose).collect();
    let cut = tail(reading, lines, &roles, &prose);
    let inside = |i: &&usize| **i < cut;
    let zone = Zone {
        title: title_at,
        first: prose.iter().find(inside).copied(),
        last: prose.iter().rev().find(inside).copied(),
        cut,
        markup: reading.hints.markup,
    };
    let mut open = true;
    let mut assigned: Vec<Role> = Vec::with_capacity(lines.len());
    for (i, line) in lines.iter().enumerate() {
        let hinted = reading.hints.parts.contains_key(&line.span.start);
        let role = match roles[i] {
            Some(Role::Caption | Role::Quote) if i > cut && !hinted => Role::Menu,
            Some(role) => role,
            None => zone.role(line, reading.text, i, open),
        };
        open = if zone.last.is_some_and(|last| i <= last) { true } else { open && role == Role::Body };
        assigned.push(role);
    }
    keep_something(&mut assigned, lines);
    assigned
}

/// Lines of days one below the other that each tell something are a chronicle, and no stamps.
fn keep_chronicles(reading: &Reading<'_>, lines: &[Line], roles: &mut [Option<Role>]) {
    let tells = |i: usize| {
        let text = lines[i].span.of(reading.text);
        let dates = reading.publishers.words.dates.find(text);
        dates.first().is_some_and(|date| count(&text[..date.start]) + count(&text[date.end_with_time..]) > 1)
    };
    let mut i = 0;
    while i < roles.len() {
        let day = |i: &usize| roles[*i] == Some(Role::Date) && tells(*i);
        let end = (i..roles.len()).find(|at| !day(at)).unwrap_or(roles.len());
        if end - i >= CALENDAR {
            roles[i..end].fill(None);
        }
        i = end + 1;
    }
}

/// Where the account begins and ends.
struct Zone {
    title: Option<usize>,
    first: Option<usize>,
    last: Option<usize>,
    cut: usize,
    /// The lines come from markup that already left menus out.
    markup: bool,
}

impl Zone {
    /// Gives the role of a line whose own words tell none; `open` while the account has not been left.
    fn role(&self, line: &Line, text: &str, i: usize, open: bool) -> Role {
        if i >= self.cut {
            return Role::Menu;
        }
        if self.markup {
            return Role::Body;
        }
        if self.title.is_some_and(|title| i < title) {
            return Role::Menu;
        }
        let (Some(first), Some(last)) = (self.first, self.last) else {
            return if line.terminal && line.words > 3 || line.prose { Role::Body } else { Role::Menu };
        };
        let account = if i < first {
            line.terminal && line.words > 4 || line.words > 9
        } else if i <= last {
            let small = line.span.of(text).chars().next().is_some_and(char::is_lowercase);
            line.terminal && line.words > 1 || line.prose || line.words > 1 && !(small && line.words < 4)
        } else {
            open && line.terminal && line.words > 3
        };
        if account { Role::Body } else { Role::Menu }
    }
}

/// The headline, as often as it stands before the account or at its head.
fn mark_titles(
    reading: &Reading<'_>,
    lines: &[Line],
    title: Option<&Title>,
    first_prose: Option<usize>,
    roles: &mut [Option<Role>],
) {
    let Some(title) = title else { return };
    for (i, line) in lines.iter().enumerate().take(first_prose.map_or(lines.len(), |i| i + 2)) {
        let key = || squash(without_marker(line.span.of(reading.text)));
        let same = line.words <= 40 && (line.span == title.span || [&title.key, &title.full_key].contains(&&key()));
        if same {
            roles[i] = Some(Role::Title);
        }
    }
}

/// An embedded post: its header, and the lines of its block below, or above where a dash signs it.
fn mark_quotes(reading: &Reading<'_>, lines: &[Line], roles: &mut [Option<Role>]) {
    for i in 0..lines.len() {
        if roles[i] != Some(Role::Quote) || reading.hints.parts.contains_key(&lines[i].span.start) {
            continue;
        }
        let signed = alone::quote_header(reading, without_marker(lines[i].span.of(reading.text)))
            .is_some_and(|(_, _, dash)| dash);
        let block = if signed && i > 0 { lines[i - 1].block } else { lines[i].block };
        let near =
            if signed { (0..i).rev().take(8).collect::<Vec<_>>() } else { (i + 1..lines.len()).take(40).collect() };
        for j in near.into_iter().take_while(|j| lines[*j].block == block) {
            roles[j] = roles[j].or(Some(Role::Quote));
        }
    }
}

/// Finds the line after which nothing belongs to the account: a phrase that says so, or a run of lines that are none.
fn tail(reading: &Reading<'_>, lines: &[Line], roles: &[Option<Role>], prose: &[usize]) -> usize {
    let Some(first) = prose.first() else { return lines.len() };
    let length = |i: &usize| lines[*i].span.end - lines[*i].span.start;
    let all: usize = prose.iter().map(length).sum();
    let mut before = 0;
    let mut run = 0;
    for i in *first..lines.len() {
        let is_prose = roles[i].is_none() && lines[i].prose;
        let text = without_marker(lines[i].span.of(reading.text));
        let rest = all - before;
        let short = lines[i].words <= 16;
        let cue = short && roles[i] != Some(Role::Caption) && reading.publishers.words.tail.is_match(text);
        // "Read also: …" stands between the paragraphs too, where markup has left out what it leads to.
        let goes_on = reading.hints.markup && lines[i + 1..].iter().take(2).any(|next| next.prose);
        if cue && rest * 2 <= before && !goes_on {
            return i;
        }
        run = if is_prose || lines[i].terminal || reading.hints.markup { 0 } else { run + 1 };
        if run >= 5 && rest * 4 <= before {
            return i + 1 - run;
        }
        if is_prose {
            before += length(&i);
        }
    }
    lines.len()
}

/// A page of short lines is its own account.
fn keep_something(roles: &mut [Role], lines: &[Line]) {
    if roles.contains(&Role::Body) || roles.iter().any(|role| matches!(role, Role::Quote)) {
        return;
    }
    let longest =
        (0..lines.len()).filter(|i| roles[*i] == Role::Menu).max_by_key(|i| (lines[*i].words, std::cmp::Reverse(*i)));
    if let Some(i) = longest.filter(|i| lines[*i].words > 3) {
        roles[i] = Role::Body;
    }
}
