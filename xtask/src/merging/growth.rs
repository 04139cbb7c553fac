//! How do time and memory of merging grow with the case?
//!
//! `cargo xtask eval growth [MOST]` merges made-up cases of 10,000 mentions, of ten times as many and so on, up to MOST, and
//! writes `reports/growth.csv`. Towns and days grow with the root of the number of mentions, so that a town has as much to tell
//! of one day in a large case as in a small one.

use super::settings;
use crate::chance::Chance;
use anyhow::{Context, Result};
use jiff::{ToSpan, civil::Date};
use merge::merge;
use schema::{
    Actor, Argument, Basis, Bounds, Document, EventMention, EventPlace, EventTime, Findings, Interval, Place,
    Precision, Published, Quantity, Section, SectionKind, Source, Span, TimeValue,
};
use std::fmt::Write;
use std::path::Path;
use std::time::Instant;

/// The smallest case; towns and days of it.
const SMALLEST: usize = 10_000;
const TOWNS: f64 = 100.0;
const DAYS: f64 = 200.0;

/// Mentions of one account, and outlets that accounts are of.
const PER_ACCOUNT: usize = 5;
const OUTLETS: usize = 40;
const ARMED: usize = 60;

const KINDS: [&str; 6] = ["attack", "clash", "airstrike", "shelling", "killing", "capture_territory"];
const FIRST_DAY: Date = jiff::civil::date(2011, 1, 1);

/// Merges ever larger made-up cases and writes the figures below `root`.
///
/// # Errors
/// Files that cannot be read or written.
pub fn eval_growth(most: usize, root: &Path) -> Result<()> {
    let settings = settings(root)?;
    let mut table = String::from(
        "mentions,accounts,events,seconds,microseconds_per_mention,given_bytes_per_mention,peak_bytes_per_mention\n",
    );
    let sizes = std::iter::successors(Some(SMALLEST), |size| Some(size * 10)).take_while(|size| *size <= most);
    for mentions in sizes {
        let before = resident("VmRSS")?;
        let accounts = Chance::new(1).accounts(mentions);
        let (count, given) = (accounts.len(), resident("VmRSS")?.saturating_sub(before));
        let started = Instant::now();
        let case = merge(accounts, &settings);
        let seconds = started.elapsed().as_secs_f64();
        let (each, peak) = (number(mentions), number(resident("VmHWM")?.saturating_sub(before)));
        let (micros, given, bytes) = (seconds * 1e6 / each, number(given) / each, peak / each);
        writeln!(table, "{mentions},{count},{},{seconds:.2},{micros:.0},{given:.0},{bytes:.0}", case.events.len())?;
        eprint!("{}", table.lines().last().unwrap_or_default());
        eprintln!();
    }
    Ok(std::fs::write(root.join("reports/growth.csv"), table)?)
}

#[expect(clippy::cast_precision_loss, reason = "counts of mentions and bytes")]
fn number(count: usize) -> f64 {
    count as f64
}

/// Gives one figure of this process in bytes, as Linux counts it.
fn resident(name: &str) -> Result<usize> {
    let status = std::fs::read_to_string("/proc/self/status").context("memory is measured on Linux only")?;
    let line = status.lines().find(|line| line.starts_with(name)).context("no such figure")?;
    let kilobytes: usize = line.split_whitespace().nth(1).context("no number")?.parse()?;
    Ok(kilobytes * 1024)
}

impl Chance {
    /// Makes happenings of one to five tellings each, and deals the tellings to accounts of the same days.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands of towns and days")]
    fn accounts(&mut self, mentions: usize) -> Vec<(Document, Findings)> {
        let root = (number(mentions) / number(SMALLEST)).sqrt();
        let (towns, days) = ((TOWNS * root) as usize, (DAYS * root) as usize);
        let mut told: Vec<(usize, Happening)> = Vec::new();
        while told.len() < mentions {
            let happening = Happening {
                town: self.below(towns),
                day: self.below(days),
                kind: self.below(KINDS.len()),
                agent: self.below(ARMED),
                target: self.below(ARMED),
                killed: self.below(30) as u64,
                word: told.len(),
            };
            let tellings = 1 + self.below(3) * self.below(3);
            for _ in 0..tellings.min(mentions - told.len()) {
                told.push((self.below(OUTLETS), happening));
            }
        }
        told.sort_by_key(|(outlet, happening)| (happening.day, *outlet, happening.word));
        let side = number(towns).sqrt().ceil();
        told.chunks(PER_ACCOUNT).enumerate().map(|(n, told)| self.account(n, told, side)).collect()
    }

    fn account(&mut self, number: usize, told: &[(usize, Happening)], side: f64) -> (Document, Findings) {
        let (outlet, last) = told.last().map_or((0, FIRST_DAY), |(outlet, happening)| (*outlet, happening.date()));
        let id = format!("D-{number:012}");
        let mut findings = Findings { document: id.clone(), ..Findings::default() };
        let mut text = String::new();
        for (_, happening) in told {
            let start = text.len();
            let places = [self.below(400), self.below(400), self.below(4000)];
            let _ = write!(
                text,
                "Group{:02} struck group{:02} near town{} on day{}, word{} word{} rare{} mark{}",
                happening.agent,
                happening.target,
                happening.town,
                happening.day,
                places[0],
                places[1],
                places[2],
                happening.word
            );
            let clause = Span::new(start, text.len());
            text.push_str(". ");
            findings.events.push(happening.mention(&id, clause));
            findings.places.push(happening.place(side));
            findings.actors.extend([happening.agent, happening.target].map(actor));
        }
        let whole = Span::new(0, text.len());
        let document = Document {
            path: format!("{number}.txt"),
            source: Some(Source {
                name: format!("Outlet {outlet}"),
                domain: None,
                speaks_for: None,
                rule: String::new(),
            }),
            published: Published {
                when: Some(Interval::day(last)),
                basis: Basis::Stated,
                evidence: String::new(),
                span: None,
                rejected: Vec::new(),
            },
            language: None,
            sections: vec![Section::new(SectionKind::Body, whole)],
            ..Document::of_text(&id, &text)
        };
        (document, findings)
    }
}

fn actor(number: usize) -> Actor {
    let (id, name) = (format!("group-{number}"), format!("Group {number}"));
    Actor { id, name, kind: "armed_group".into(), country: None, aliases: Vec::new() }
}

#[derive(Clone, Copy)]
struct Happening {
    town: usize,
    day: usize,
    kind: usize,
    agent: usize,
    target: usize,
    killed: u64,
    word: usize,
}

impl Happening {
    fn date(&self) -> Date {
        FIRST_DAY.saturating_add(i64::try_from(self.day).unwrap_or(0).days())
    }

    /// Towns stand in a square, 20 kilometers apart.
    fn place(&self, side: f64) -> Place {
        let (row, column) = ((number(self.town) / side).floor(), number(self.town) % side);
        Place {
            id: format!("town-{}", self.town),
            name: format!("Town {}", self.town),
            lat: Some(row * 0.18 - 30.0),
            lon: Some(column * 0.18),
            precision: Precision::Point,
            country: None,
            aliases: Vec::new(),
        }
    }

    fn mention(&self, document: &str, clause: Span) -> EventMention {
        let (basis, rule) = (Basis::Stated, String::new());
        let role = |(role, group): (&str, usize)| Argument {
            role: role.into(),
            actor: Some(format!("group-{group}")),
            span: clause,
        };
        let (id, trigger) = (format!("{document}#{}", clause.start), Span::new(clause.start, clause.start));
        EventMention {
            arguments: [("agent", self.agent), ("target", self.target)].map(role).into(),
            place: Some(EventPlace { place: format!("town-{}", self.town), span: clause, basis, rule: rule.clone() }),
            time: Some(EventTime {
                value: TimeValue::Absolute(Interval::day(self.date())),
                span: Some(clause),
                basis,
                rule: rule.clone(),
            }),
            quantities: vec![Quantity {
                attribute: "killed".into(),
                bounds: Bounds::exactly(self.killed),
                of: None,
                span: clause,
                rule,
            }],
            ..EventMention::bare(id, KINDS[self.kind].into(), clause, trigger)
        }
    }
}
