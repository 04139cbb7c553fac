//! Which number does a page give a comment, and which comment does it answer?
//!
//! Markup puts an answer below what it answers; words name it: "@Ann", "in reply to Ann", "Ann #12", ">>12", "Ann wrote:".

use crate::text::line::{beginning, count};
use crate::words::Words;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Words of the longest line that signs a comment.
const SIGNATURE: usize = 18;

/// Characters of the longest name of a commenter.
pub(crate) const NAME: usize = 60;

/// Letters that a misspelled name and the name of the comment with that number share.
const ALIKE: usize = 3;

/// "#12", "Comment #12", "12. Ann says:" and "… | 12".
static MARKED: LazyLock<Regex> = LazyLock::new(|| fixed(r"(?:^|\s)#\s?(\d{1,6})(?:$|[\s:.,|)])"));
static LISTED: LazyLock<Regex> = LazyLock::new(|| fixed(r"^(\d{1,6})[.)]\s+\S"));
static LAST: LazyLock<Regex> = LazyLock::new(|| fixed(r"[|·•]\s*(\d{1,6})\s*$"));
/// "#12" behind a name, "karlofi#36", and "#12:" alone.
static CALLED: LazyLock<Regex> = LazyLock::new(|| fixed(r"^\s*[@#|]\s*#?(\d{1,6})\b"));
static NAMED: LazyLock<Regex> = LazyLock::new(|| fixed(r"^(\p{L}[^@#|]{0,39}?)\s*[@#]\s*(\d{1,6})\b"));
static ALONE: LazyLock<Regex> = LazyLock::new(|| fixed(r"^#(\d{1,6})\s*(?:$|[:,.)–—-])"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| fixed(r"^\s*#?(\d{1,6})\b"));

fn fixed(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a fixed pattern compiles")
}

fn number(pattern: &Regex, text: &str) -> Option<u32> {
    pattern.captures(text)?.get(1)?.as_str().parse().ok()
}

/// A comment as its thread sees it.
#[derive(Default)]
pub(crate) struct Turn<'t> {
    pub author: Option<&'t str>,
    /// UTC, as in [`crate::page::Signed`].
    pub at: Option<&'t str>,
    pub number: Option<u32>,
    /// What stands beside its words: "in reply to Ann".
    pub beside: Vec<String>,
    pub words: &'t str,
    /// The comment that it stands under.
    pub under: Option<usize>,
    /// The number in a line of signature that its words quote.
    pub quotes: Option<u32>,
}

/// What a comment's thread makes of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Joined {
    pub number: Option<u32>,
    /// The comment that it answers, by its place in the thread.
    pub answers: Option<usize>,
}

/// Gives the comments of a thread their numbers, and to each the one that it answers; no chain comes back to itself.
pub(crate) fn join(mut turns: Vec<Turn<'_>>, words: &Words) -> Vec<Joined> {
    if !is_running(&turns) {
        turns.iter_mut().for_each(|turn| turn.number = None);
    }
    let answers = answers(&turns, words);
    turns.iter().zip(answers).map(|(turn, answers)| Joined { number: turn.number, answers }).collect()
}

/// Tells whether the numbers run through the thread in one direction; others count votes.
fn is_running(turns: &[Turn<'_>]) -> bool {
    let stated: Vec<u32> = turns.iter().filter_map(|turn| turn.number).collect();
    stated.is_sorted_by(|one, next| one < next) || stated.is_sorted_by(|one, next| one > next)
}

/// What is newest first answers what follows; below an answer that would lead round in a circle.
fn answers(turns: &[Turn<'_>], words: &Words) -> Vec<Option<usize>> {
    let nested = turns.iter().any(|turn| turn.under.is_some());
    let moments: Vec<&str> = turns.iter().filter_map(|turn| turn.at).collect();
    let thread = Thread::new(turns, moments.first() > moments.last(), words);
    let mut answers: Vec<Option<usize>> = Vec::with_capacity(turns.len());
    for (n, turn) in turns.iter().enumerate() {
        let said = if nested && thread.is_newest_first { None } else { thread.said(n) };
        let within = |said: usize, under: usize| {
            std::iter::successors(Some(said), |at| answers.get(*at).copied().flatten()).any(|at| at == under)
        };
        let answer = match (turn.under, said) {
            (Some(under), Some(said)) if within(said, under) => Some(said),
            (under, said) => under.or(said),
        };
        answers.push(answer);
    }
    answers
}

/// Gives the number that the line of a signature states.
pub(crate) fn stated(line: &str, words: &Words) -> Option<u32> {
    if count(line) > SIGNATURE {
        return None;
    }
    let dates = words.dates.find(line);
    let listed = || number(&LISTED, line).filter(|_| dates.first().is_none_or(|date| date.start > 0));
    let last = || number(&LAST, line).filter(|_| !dates.is_empty());
    number(&MARKED, line).or_else(last).or_else(listed)
}

/// Takes off a name what stands beside it: "12. Ann", "#12 Ann", "Ann in reply to Bob" and "Ann → Bob" are Ann.
pub(crate) fn name_in<'l>(line: &'l str, words: &Words) -> &'l str {
    let line = line.trim();
    let rest = line.trim_start_matches('#').trim_start_matches(|c: char| c.is_ascii_digit());
    let marked = line.starts_with('#') || rest.starts_with(['.', ')']);
    let rest = rest.trim_start_matches(['.', ')', ':']).trim_start();
    let name = if marked && !rest.is_empty() { rest } else { line };
    let end = words.answers_inside.find(name).filter(|found| found.start > 0);
    end.map_or(name, |found| name[..found.start].trim_end())
}

/// What the comments of a thread are called.
struct Thread<'t> {
    turns: &'t [Turn<'t>],
    words: &'t Words,
    is_newest_first: bool,
    by_name: BTreeMap<String, Vec<usize>>,
    by_number: BTreeMap<u32, usize>,
}

impl<'t> Thread<'t> {
    fn new(turns: &'t [Turn<'t>], is_newest_first: bool, words: &'t Words) -> Self {
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        let mut by_number = BTreeMap::new();
        for (n, turn) in turns.iter().enumerate() {
            if let Some(author) = turn.author.map(str::to_lowercase).filter(|author| author.chars().count() > 1) {
                by_name.entry(author).or_default().push(n);
            }
            by_number.extend(turn.number.map(|number| (number, n)));
        }
        Self { turns, words, is_newest_first, by_name, by_number }
    }

    /// Gives the comment that a comment says it answers.
    fn said(&self, n: usize) -> Option<usize> {
        let turn = &self.turns[n];
        let quoted = turn.quotes.and_then(|number| self.numbered(n, number));
        let beside = || {
            turn.beside.iter().find_map(|line| {
                let found = self.words.answers_inside.find(line)?;
                self.called(n, line.get(found.end..)?)
            })
        };
        quoted.or_else(beside).or_else(|| self.begins(n, turn.words.lines().next().unwrap_or_default()))
    }

    /// Reads the first line of a comment's own words.
    fn begins(&self, n: usize, line: &str) -> Option<usize> {
        let line = beginning(line, 200).trim_start_matches(['"', '“', '«', '(', '[', ' ']);
        if let Some(call) = self.words.calls.find(line) {
            return self.called(n, &line[call.end..]);
        }
        let small = line.to_lowercase();
        if let Some((authors, rest)) = self.name(&small) {
            if let Some(number) = number(&CALLED, rest) {
                return self.one_of(n, authors, Some(number));
            }
            let quoted = self.words.says.find(&small).is_some_and(|says| says.start == small.len() - rest.len());
            return if quoted { self.one_of(n, authors, None) } else { None };
        }
        let misspelled = NAMED.captures(&small).and_then(|found| {
            let answered = self.numbered(n, found.get(2)?.as_str().parse().ok()?)?;
            let author = self.turns[answered].author?.to_lowercase();
            let head = |name: &str| name.chars().take(ALIKE).collect::<String>();
            (head(found.get(1)?.as_str()) == head(&author)).then_some(answered)
        });
        misspelled.or_else(|| self.numbered(n, number(&ALONE, &small)?))
    }

    /// Reads what follows "@" or "in reply to": a number, or a name and perhaps its number.
    fn called(&self, n: usize, rest: &str) -> Option<usize> {
        let small = beginning(rest, 200).trim_start_matches([':', ' ', '@', '\u{a0}']).to_lowercase();
        if let Some(answered) = number(&NUMBER, &small).and_then(|number| self.numbered(n, number)) {
            return Some(answered);
        }
        let (authors, rest) = self.name(&small)?;
        self.one_of(n, authors, number(&CALLED, rest).or_else(|| number(&NUMBER, rest)))
    }

    /// Finds the longest author's name at the head of a line of small letters, and what follows it.
    fn name<'l>(&self, line: &'l str) -> Option<(&[usize], &'l str)> {
        let inside = |at: usize| {
            let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            word(line[..at].chars().next_back()) && word(line[at..].chars().next())
        };
        let ends = line.char_indices().map(|(at, _)| at).chain([line.len()]).take(NAME + 1);
        let ends: Vec<usize> = ends.filter(|at| *at > 0 && !inside(*at)).collect();
        ends.into_iter().rev().find_map(|end| Some((self.by_name.get(&line[..end])?.as_slice(), &line[end..])))
    }

    /// Gives the comment of that number, or the last one before.
    fn one_of(&self, n: usize, authors: &[usize], number: Option<u32>) -> Option<usize> {
        let named = number.and_then(|number| self.numbered(n, number)).filter(|named| authors.contains(named));
        named.or_else(|| {
            let place = authors.partition_point(|at| *at < n);
            if self.is_newest_first {
                authors[place..].iter().copied().find(|at| *at != n)
            } else {
                place.checked_sub(1).map(|place| authors[place])
            }
        })
    }

    fn numbered(&self, n: usize, number: u32) -> Option<usize> {
        let answered = *self.by_number.get(&number)?;
        let earlier = if self.is_newest_first { answered > n } else { answered < n };
        earlier.then_some(answered)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Publishers;

    const THREAD: [(&str, u32); 5] = [("Ann", 1), ("Ann Lee", 2), ("bo", 3), ("Ann", 4), ("karlo5", 5)];

    /// The number of the comment of [`THREAD`] that a sixth one answers.
    fn answered(words: &str) -> Option<u32> {
        let turn = |(author, number)| Turn { author: Some(author), number: Some(number), ..Turn::default() };
        let mut turns: Vec<Turn<'_>> = THREAD.into_iter().map(turn).collect();
        turns.push(Turn { author: Some("Ann"), number: Some(6), words, ..Turn::default() });
        let answer = join(turns, &Publishers::for_tests().words).pop()?.answers?;
        Some(THREAD[answer].1)
    }

    #[test]
    fn words_name_the_comment_that_they_answer() {
        for words in [
            "@3 Not so.",
            "@bo: Not so.",
            "bo #3 Not so.",
            ">>3\nNot so.",
            "#3: Not so.",
            "BO wrote:\nIt is.",
            "In reply to bo, no.",
        ] {
            assert_eq!(answered(words), Some(3), "{words}");
        }
        assert_eq!(answered("@Ann Lee it is"), Some(2), "the longest name");
        assert_eq!(answered("@ann it is"), Some(4), "the last one before");
        assert_eq!(answered("Ann@1 it is"), Some(1));
        assert_eq!(answered("karlos#5 it is"), Some(5), "a name may be misspelled");
        for words in
            ["bo is right.", "Reason #3: nobody asked.", "@7 not here yet", "#1 problem here", "Anna wrote:", "3 contd"]
        {
            assert_eq!(answered(words), None, "{words}");
        }
    }

    #[test]
    fn a_name_that_contradicts_a_number_is_trusted() {
        assert_eq!(answered("Ann #3 moved up"), Some(4));
    }

    #[test]
    fn lines_of_signature_state_numbers() {
        let words = Publishers::for_tests().words;
        for line in
            ["Ann | Jun 8 2018 18:52 utc | 12", "#12 Ann, 8 June 2018", "12. Ann says:", "Comment #12", "12) Ann"]
        {
            assert_eq!(stated(line, &words), Some(12), "{line}");
        }
        for line in ["8. Juni 2018", "Ann | 12", "Ann, 8 June 2018", "12 likes", "Route #12a"] {
            assert_eq!(stated(line, &words), None, "{line}");
        }
        for (line, name) in
            [("12. Ann", "Ann"), ("#12 Ann → Bob", "Ann"), ("4chan", "4chan"), ("Ann in reply to Bo", "Ann")]
        {
            assert_eq!(name_in(line, &words), name);
        }
        let votes = [3, 1, 7].map(|number| Turn { number: Some(number), ..Turn::default() });
        assert_eq!(join(votes.into(), &words), [Joined::default(); 3]);
    }
}
