//! How does somebody work through the queue in a terminal?
//!
//! One key is one decision, and it is in the file before the next card is shown. The case follows when the work ends.

use crate::{
    command::DONE,
    decisions::{act, reviewer, said},
};
use anyhow::{Result, bail};
use rashomon::{follow, show};
use review::{Answer, Asked, Card, Question};
use schema::{Case, Decision};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{self, BufRead, IsTerminal, Read, Write},
    path::Path,
    process::{Command, Stdio},
};
use store::CaseFile;

const KEYS: [(char, &str); 16] = [
    ('a', "accept; two are one event"),
    ('x', "reject: no event; two are two events"),
    ('s', "skip: I cannot tell"),
    ('e', "another value"),
    ('m', "the same event"),
    ('b', "two events"),
    ('w', "say why of the next decision"),
    ('u', "undo"),
    ('r', "redo"),
    ('j', "next card, undecided"),
    ('k', "previous card"),
    ('v', "let several stand at once, after a look"),
    ('l', "the last ten decisions"),
    ('.', "more of the words"),
    ('?', "these keys"),
    ('q', "end"),
];

/// What is worked on, and by whom.
#[derive(Debug)]
pub struct Work<'a> {
    /// The case.
    pub case: &'a Path,
    /// Who decides.
    pub by: Option<String>,
    /// Only one kind of question.
    pub only: Option<String>,
    /// Other keys: `a=y,x=n`.
    pub keys: Option<String>,
}

/// Shows card after card and appends what is decided.
pub fn review(work: &Work<'_>) -> Result<u8> {
    let only = match work.only.as_deref() {
        None => None,
        Some(key) => match Asked::parse(key) {
            Some(asked) => Some(asked),
            None => bail!("--only {key}: there are {}", Asked::ALL.map(|(_, key)| key).join(", ")),
        },
    };
    let keys = keys(work.keys.as_deref())?;
    follow(work.case, None)?;
    let mut file = CaseFile::create_or_resume(work.case)?;
    let case = file.case()?;
    let cards: Vec<Card> =
        review::queue(&case).into_iter().filter(|card| only.is_none_or(|only| card.asked == only)).collect();
    let log = file.decisions()?;
    let mut desk = Desk {
        case: &case,
        names: show::Names::new(&case),
        by: reviewer(work.by.clone()),
        at: 0,
        why: None,
        log,
        cards,
    };
    let raw = Raw::begin();
    let worked = desk.work(&mut file, &keys);
    drop(raw);
    drop(file);
    worked?;
    follow(work.case, None)?;
    Ok(DONE)
}

/// Reads which key stands for which of ours.
fn keys(given: Option<&str>) -> Result<BTreeMap<char, char>> {
    let mut keys: BTreeMap<char, char> =
        KEYS.iter().map(|(key, _)| (*key, *key)).chain(('1'..='9').map(|n| (n, n))).collect();
    for pair in given.into_iter().flat_map(|given| given.split(',')) {
        let ends: Vec<char> = pair.chars().collect();
        let [own, '=', new] = ends.as_slice() else { bail!("--keys {pair}: write the key, = and your key: a=y") };
        if !KEYS.iter().any(|(key, _)| key == own) {
            bail!("--keys {pair}: there is no key {own}");
        }
        keys.remove(own);
        keys.insert(*new, *own);
    }
    Ok(keys)
}

struct Desk<'case> {
    case: &'case Case,
    names: show::Names<'case>,
    by: String,
    /// How many open cards are passed over.
    at: usize,
    why: Option<String>,
    log: Vec<Decision>,
    cards: Vec<Card>,
}

impl Desk<'_> {
    fn work(&mut self, file: &mut CaseFile, keys: &BTreeMap<char, char>) -> Result<()> {
        let mut shown = None;
        loop {
            let answered = review::answered(&self.log);
            let open: Vec<usize> = (0..self.cards.len()).filter(|n| !self.cards[*n].is_answered(&answered)).collect();
            let Some(at) = open.get(self.at.min(open.len().saturating_sub(1))).copied() else {
                say(&format!(
                    "\nThe queue is empty: all {} cards are decided. u takes the last decision back.\n",
                    self.cards.len()
                ))?;
                shown = None;
                match next_key(keys)? {
                    Some('u') => self.take_back(file, review::undo)?,
                    Some('r') => self.take_back(file, review::redo)?,
                    None | Some('q') => return Ok(()),
                    _ => {}
                }
                continue;
            };
            if shown != Some((at, answered.len())) {
                self.show(at, open.len(), &answered)?;
                shown = Some((at, answered.len()));
            }
            match next_key(keys)? {
                None | Some('q') => return Ok(()),
                Some('j') => self.at = (self.at + 1).min(open.len() - 1),
                Some('k') => self.at = self.at.saturating_sub(1),
                Some('u') => self.take_back(file, review::undo)?,
                Some('r') => self.take_back(file, review::redo)?,
                Some('w') => self.why = line("why? ")?,
                Some('v') => self.several(file, &open)?,
                Some('l') => self.last_ten()?,
                Some('?') => say(&KEYS.iter().map(|(key, what)| format!("  {key}  {what}\n")).collect::<String>())?,
                Some('.') => self.words(at)?,
                Some(key) => self.answer(file, at, key)?,
            }
        }
    }

    fn show(&self, at: usize, open: usize, answered: &BTreeSet<Question>) -> Result<()> {
        let done = self.cards.iter().filter(|card| card.is_answered(answered)).count();
        let text = show::card(&self.names, &self.cards[at]);
        say(&format!(
            "\n{done} of {} decided, {open} open\n{text}[a]ccept [x] reject [s]kip [e]dit [u]ndo [?] keys [q]uit\n",
            self.cards.len()
        ))
    }

    fn answer(&mut self, file: &mut CaseFile, at: usize, key: char) -> Result<()> {
        let answer = match key {
            'a' | 'm' => Answer::Accept,
            'x' | 'b' => Answer::Reject,
            's' => Answer::Unsure,
            'e' => match line("value: ")? {
                Some(text) => Answer::Value(text),
                None => return Ok(()),
            },
            digit => Answer::Choose(digit.to_digit(10).and_then(|n| usize::try_from(n).ok()).unwrap_or(0)),
        };
        match self.cards[at].decide(&answer, self.case, &self.by) {
            Err(reason) => say(&format!("{reason}\n")),
            Ok(mut drafts) => {
                let why = self.why.take();
                drafts.iter_mut().for_each(|draft| draft.why.clone_from(&why));
                self.log.extend(file.decide(drafts)?);
                Ok(())
            }
        }
    }

    /// Shows what would be decided if the machine's view of the surest questions stood, and decides it in one step.
    fn several(&mut self, file: &mut CaseFile, open: &[usize]) -> Result<()> {
        let typed = line("of which the machine is sure from (0.9): ")?;
        let least = typed.and_then(|text| text.parse().ok()).unwrap_or(0.9);
        let cards = open.iter().map(|n| &self.cards[*n]).filter(|card| card.is_sure(least));
        let chosen: Vec<&Card> = cards.take(review::MOST_AT_ONCE).collect();
        if chosen.is_empty() {
            return say("no open question is like that\n");
        }
        for card in &chosen {
            say(&format!("  {}\n", show::card_line(&self.names, card)))?;
        }
        if line(&format!("let these {} stand, as one step? (yes): ", chosen.len()))?.as_deref() != Some("yes") {
            return say("nothing was decided\n");
        }
        match review::let_stand(&chosen, self.case, &self.by, self.log.len()) {
            Err(reason) => say(&format!("{reason}\n")),
            Ok(drafts) => {
                self.log.extend(file.decide(drafts)?);
                Ok(())
            }
        }
    }

    fn take_back(&mut self, file: &mut CaseFile, step: fn(&[Decision], &str) -> Vec<String>) -> Result<()> {
        let targets = step(&self.log, &self.by);
        if targets.is_empty() {
            return say("there is nothing to take back\n");
        }
        self.log.extend(file.decide(review::withdrawals(&targets, &self.by))?);
        Ok(())
    }

    fn last_ten(&self) -> Result<()> {
        let held = review::in_force(&self.log);
        let told = held.iter().rev().take(10).map(|one| format!("  {} {} {}\n", one.by, act(one.act), said(one)));
        say(&told.collect::<String>())
    }

    /// Shows the words with what stands around them.
    fn words(&self, at: usize) -> Result<()> {
        let around = self.cards[at].on.iter().map(|anchor| {
            let words = format!("…{}[{}]{}…", anchor.before, anchor.words, anchor.after);
            format!("  {}\n", rashomon::terminal::plain(&words))
        });
        say(&around.collect::<String>())
    }
}

fn say(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Waits for a key that stands for something; none at the end of the input.
fn next_key(keys: &BTreeMap<char, char>) -> Result<Option<char>> {
    let mut byte = [0];
    loop {
        if io::stdin().lock().read(&mut byte)? == 0 || byte[0] == 4 {
            return Ok(None);
        }
        // Ctrl-Z takes back, as everywhere.
        let typed = if byte[0] == 26 { 'u' } else { char::from(byte[0]) };
        if let Some(key) = keys.get(&typed) {
            return Ok(Some(*key));
        }
    }
}

/// Reads a line, as people type it; none where it is empty.
fn line(prompt: &str) -> Result<Option<String>> {
    say(prompt)?;
    let cooked = Raw::pause();
    let mut text = String::new();
    io::stdin().lock().read_line(&mut text)?;
    drop(cooked);
    Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty()))
}

/// A terminal that hands over each key as it is pressed, until this is dropped.
struct Raw {
    end: &'static [&'static str],
}

const KEY_BY_KEY: &[&str] = &["-icanon", "-echo", "min", "1", "susp", "undef"];
const LINE_BY_LINE: &[&str] = &["icanon", "echo", "susp", "^Z"];

impl Raw {
    fn begin() -> Self {
        set(KEY_BY_KEY);
        Self { end: LINE_BY_LINE }
    }

    fn pause() -> Self {
        set(LINE_BY_LINE);
        Self { end: KEY_BY_KEY }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        set(self.end);
    }
}

/// Sets the terminal where there is one; without `stty` each key needs an Enter, and all else works.
fn set(words: &[&str]) {
    if io::stdin().is_terminal() {
        drop(Command::new("stty").args(words).stdin(Stdio::inherit()).stderr(Stdio::null()).status());
    }
}
