//! How do several coders code the same tellings, each alone, and what do they agree on?
//!
//! A round is a name. Its codes are decisions that stand aside from the case; what is settled between them is an ordinary one.

mod measure;
mod settle;

pub use measure::{Agreement, Coded, coded, compare};
pub use settle::{Dispute, adjudicate, agreed, disputes};

use crate::{actor_named, anchor_of, bounds_text, days, days_text, draft, in_force, place_named};
use schema::{Act, Anchor, Basis, Bounds, Case, Decision, DecisionId, Document, EventMention};
use std::collections::{BTreeMap, BTreeSet};

/// What is coded of each telling, in this order.
pub const FIELDS: [&str; 8] = ["event", "kind", "realis", "agent", "target", "place", "time", "killed"];

/// What a coder leaves empty.
const NOTHING: &str = "–";

/// Assigns tellings of a case to every coder of a round: `count` of them, spread evenly over the case.
#[must_use]
pub fn assign(case: &Case, round: &str, coders: &[String], count: usize, by: &str) -> Vec<Decision> {
    let both = case.documents.iter().zip(&case.findings);
    let all: Vec<(&Document, &EventMention)> =
        both.flat_map(|(page, found)| found.events.iter().map(move |one| (page, one))).collect();
    let count = count.min(all.len());
    let chosen = (0..count).map(|n| all[n * all.len() / count]);
    let (round, batch) = (Some(round.to_owned()), Some(format!("assign {round}")));
    chosen
        .flat_map(|(page, one)| {
            let on = anchor_of(page, one);
            let (round, batch) = (round.clone(), batch.clone());
            coders.iter().map(move |coder| Decision {
                on: vec![on.clone()],
                value: Some(coder.clone()),
                round: round.clone(),
                batch: batch.clone(),
                ..draft(by, Act::Assign)
            })
        })
        .collect()
}

/// A round, and how far each of its coders is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Its name.
    pub name: String,
    /// By coder: how many tellings are assigned, and how many of these are coded.
    pub coders: BTreeMap<String, (usize, usize)>,
}

/// Gives the rounds of a log by name.
#[must_use]
pub fn rounds(log: &[Decision]) -> Vec<Round> {
    let mut rounds: BTreeMap<&str, BTreeMap<String, BTreeSet<&Anchor>>> = BTreeMap::new();
    for one in in_force(log).into_iter().filter(|one| one.act == Act::Assign) {
        let (Some(round), Some(coder)) = (&one.round, &one.value) else { continue };
        rounds.entry(round).or_default().entry(coder.clone()).or_default().extend(one.on.first());
    }
    let shares = |name: &str, coders: BTreeMap<String, BTreeSet<&Anchor>>| {
        let share = |(coder, own): (String, BTreeSet<&Anchor>)| {
            let left = to_code(log, name, &coder).len();
            (coder, (own.len(), own.len().saturating_sub(left)))
        };
        coders.into_iter().map(share).collect()
    };
    rounds.into_iter().map(|(name, coders)| Round { name: name.to_owned(), coders: shares(name, coders) }).collect()
}

/// Gives the tellings that a coder is still to code.
#[must_use]
pub fn to_code(log: &[Decision], round: &str, coder: &str) -> Vec<Anchor> {
    let held = of_round(log, round);
    let done: BTreeSet<&Anchor> =
        held.iter().filter(|one| one.act != Act::Assign && one.by == coder).filter_map(|one| one.on.first()).collect();
    let own = held.iter().filter(|one| one.act == Act::Assign && one.value.as_deref() == Some(coder));
    own.filter_map(|one| one.on.first()).filter(|on| !done.contains(on)).cloned().collect()
}

/// Makes the codes of one telling: pairs of a field and a value; a telling that is no event has no others.
#[must_use]
pub fn code(on: &Anchor, fields: &[(String, String)], round: &str, by: &str) -> Vec<Decision> {
    let base = |act: Act| Decision { on: vec![on.clone()], round: Some(round.to_owned()), ..draft(by, act) };
    if fields.iter().any(|(field, value)| field == "event" && value == "no") {
        return vec![base(Act::NotAnEvent)];
    }
    let batch = Some(format!("{} {}-{}", round, on.span.start, on.span.end));
    let mut codes = vec![Decision { batch: batch.clone(), ..base(Act::Accept) }];
    codes.extend(fields.iter().filter(|(field, _)| field != "event").map(|(field, value)| Decision {
        field: Some(field.clone()),
        value: Some(value.clone()).filter(|value| !value.is_empty()),
        batch: batch.clone(),
        ..base(Act::Correct)
    }));
    codes
}

/// Gives the codes that a coder takes back first: all of the telling that was coded last.
#[must_use]
pub fn last_coded(log: &[Decision], round: &str, coder: &str) -> Vec<DecisionId> {
    let mut own = of_round(log, round);
    own.retain(|one| one.act != Act::Assign && one.by == coder);
    let Some(last) = own.last().and_then(|one| one.on.first()) else { return Vec::new() };
    own.iter().filter(|one| one.on.first() == Some(last)).map(|one| one.id.clone()).collect()
}

/// Gives a value as coders write it in the words of the log: ids for names that the case knows, so that two names of one agree.
#[must_use]
pub fn code_value(case: &Case, field: &str, text: &str) -> String {
    let named = match field {
        "agent" | "target" => actor_named(case, text),
        "place" => place_named(case, text),
        "time" => days(text).map(days_text),
        "killed" => Bounds::parse(text).map(bounds_text),
        _ => Some(text.to_lowercase().replace(' ', "_")),
    };
    named.unwrap_or_else(|| text.to_owned())
}

/// What a coder is shown of a telling: its paragraph, and nothing that the machine made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The title of the account.
    pub title: String,
    /// The day that stands on the page itself.
    pub stated: Option<String>,
    /// The paragraph up to the words.
    pub before: String,
    /// The words.
    pub words: String,
    /// The paragraph behind them.
    pub after: String,
}

/// Shows a telling to a coder; of a page that is not in the case what the log holds of it.
#[must_use]
pub fn shown(case: &Case, on: &Anchor) -> Shown {
    let (words, title, stated) = (on.words.clone(), String::new(), None);
    let Some(page) = case.documents.iter().find(|page| page.hash == on.document) else {
        return Shown { title, stated, before: on.before.clone(), words, after: on.after.clone() };
    };
    let (before, after) = page.text.split_at_checked(on.span.start).unwrap_or((&page.text, ""));
    let after = after.get(on.span.end - on.span.start..).unwrap_or_default();
    let day = page.published.when.filter(|_| page.published.basis == Basis::Stated);
    Shown {
        title: page.title.clone().unwrap_or_else(|| page.path.clone()),
        stated: day.map(days_text),
        before: before.rsplit('\n').next().unwrap_or_default().to_owned(),
        words,
        after: after.split('\n').next().unwrap_or_default().to_owned(),
    }
}

fn of_round<'log>(log: &'log [Decision], round: &str) -> Vec<&'log Decision> {
    in_force(log).into_iter().filter(|one| one.round.as_deref() == Some(round)).collect()
}

#[cfg(test)]
mod tests {
    use super::{adjudicate, agreed, code, coded, compare, disputes, last_coded, rounds, to_code};
    use crate::{draft, standing};
    use schema::{Act, Anchor, Decision, Span};

    fn anchor(n: usize) -> Anchor {
        Anchor { document: "d".into(), span: Span::new(n, n + 3), words: "hit".into(), ..Anchor::default() }
    }

    fn log() -> Vec<Decision> {
        let fields = |kind: &str, killed: &str| {
            vec![
                ("event".to_owned(), "yes".to_owned()),
                ("kind".to_owned(), kind.to_owned()),
                ("killed".to_owned(), killed.to_owned()),
            ]
        };
        let none = vec![("event".to_owned(), "no".to_owned())];
        let mut log = Vec::new();
        for coder in ["ana", "ben"] {
            for n in [0, 10, 20] {
                log.push(Decision {
                    on: vec![anchor(n)],
                    value: Some(coder.into()),
                    round: Some("pilot".into()),
                    ..draft("lead", Act::Assign)
                });
            }
        }
        log.extend(code(&anchor(0), &fields("clash", "3"), "pilot", "ana"));
        log.extend(code(&anchor(0), &fields("clash", "4"), "pilot", "ben"));
        log.extend(code(&anchor(10), &fields("attack", "1"), "pilot", "ana"));
        log.extend(code(&anchor(10), &none, "pilot", "ben"));
        for (n, one) in log.iter_mut().enumerate() {
            (one.id, one.at) = (format!("R-{n}"), format!("2031-03-05T10:00:{n:02}.000Z"));
        }
        log
    }

    #[test]
    fn coders_work_alone_and_their_codes_leave_the_case_alone() {
        let log = log();
        assert_eq!(to_code(&log, "pilot", "ana"), [anchor(20)]);
        assert!(to_code(&log, "other", "ana").is_empty());
        let both = rounds(&log).remove(0).coders;
        assert_eq!((both["ana"], both["ben"]), ((3, 2), (3, 2)));
        let taken: Vec<Decision> =
            log.iter().filter(|one| !last_coded(&log, "pilot", "ana").contains(&one.id)).cloned().collect();
        assert_eq!(
            to_code(&taken, "pilot", "ana"),
            [anchor(10), anchor(20)],
            "the last telling is coded again, and no other"
        );
        assert!(standing(&log).is_empty(), "no code shapes the case");
    }

    #[test]
    fn what_they_differ_on_is_found_measured_and_settled() {
        let log = log();
        let units = coded(&log, "pilot");
        assert_eq!(units[0].disputed(), ["killed"]);
        assert_eq!(units[1].disputed(), ["event"]);
        let event = &compare(&log, "pilot")[0];
        assert_eq!((event.field, event.units, event.same), ("event", 2, Some(0.5)));
        let settled = adjudicate(&units[0], "killed", "4", "lead").unwrap();
        assert_eq!((settled.act, settled.value.as_deref(), settled.round), (Act::Correct, Some("4"), None));
        assert_eq!(settled.why.as_deref(), Some("ana: 3; ben: 4"));
    }

    #[test]
    fn what_is_settled_is_not_asked_again() {
        let mut log = log();
        let asked = |log: &[Decision]| {
            let asked = disputes(log, "pilot").into_iter().map(|one| (one.unit.on.span.start, one.field));
            asked.collect::<Vec<_>>()
        };
        assert_eq!(asked(&log), [(0, "killed"), (10, "event")]);
        let alike = agreed(&log, "pilot", "lead");
        assert_eq!(alike.iter().map(|one| one.act).collect::<Vec<_>>(), [Act::Accept, Act::Correct], "event and kind");
        log.extend(alike);
        log.extend(adjudicate(&coded(&log, "pilot")[0], "killed", "4", "lead"));
        for (n, one) in log.iter_mut().enumerate() {
            (one.id, one.at) = (format!("R-{n}"), format!("2031-03-05T10:00:{n:02}.000Z"));
        }
        assert_eq!(asked(&log), [(10, "event")]);
        assert_eq!(agreed(&log, "pilot", "lead"), [], "nothing is taken over twice");
    }
}
