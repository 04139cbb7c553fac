//! How do several coders code the same tellings, each alone, and what do they agree on?
//!
//! A round is a name. Its codes are decisions that stand aside from the case; what is settled between them is an ordinary one.

use crate::{Metric, agreement, anchor_of, draft, in_force};
use schema::{Act, Anchor, Case, Decision, Document, EventMention};
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

/// One telling as the coders of a round coded it: of each field, who says what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coded {
    /// The telling.
    pub on: Anchor,
    /// By field and coder.
    pub answers: BTreeMap<String, BTreeMap<String, String>>,
}

impl Coded {
    /// Gives the fields on which coders differ.
    #[must_use]
    pub fn disputed(&self) -> Vec<&str> {
        let differ = |answers: &BTreeMap<String, String>| answers.values().collect::<BTreeSet<_>>().len() > 1;
        FIELDS.into_iter().filter(|field| self.answers.get(*field).is_some_and(differ)).collect()
    }
}

/// Gives every telling that somebody coded in a round.
#[must_use]
pub fn coded(log: &[Decision], round: &str) -> Vec<Coded> {
    let mut units: BTreeMap<Anchor, BTreeMap<String, BTreeMap<String, String>>> = BTreeMap::new();
    for one in of_round(log, round) {
        let Some(on) = one.on.first() else { continue };
        let (field, value) = match one.act {
            Act::NotAnEvent => ("event", "no"),
            Act::Accept => ("event", "yes"),
            Act::Correct => (one.field.as_deref().unwrap_or_default(), one.value.as_deref().unwrap_or(NOTHING)),
            _ => continue,
        };
        let answers = units.entry(on.clone()).or_default();
        answers.entry(field.to_owned()).or_default().insert(one.by.clone(), value.to_owned());
    }
    units.into_iter().map(|(on, answers)| Coded { on, answers }).collect()
}

/// How far the coders of a round agree on one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// The field.
    pub field: &'static str,
    /// Tellings that two or more coded.
    pub units: usize,
    /// The share on which all say the same.
    pub same: Option<f64>,
    /// Cohen's kappa, where there are two coders.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha.
    pub alpha: Option<f64>,
}

/// Compares the coders of a round, field by field.
#[must_use]
pub fn compare(log: &[Decision], round: &str) -> Vec<Agreement> {
    let units = coded(log, round);
    FIELDS.into_iter().map(|field| of_field(&units, field)).filter(|found| found.units > 0).collect()
}

fn of_field(units: &[Coded], field: &'static str) -> Agreement {
    let held: Vec<&BTreeMap<String, String>> =
        units.iter().filter_map(|unit| unit.answers.get(field)).filter(|answers| answers.len() > 1).collect();
    let answers: Vec<Vec<&str>> = held.iter().map(|one| one.values().map(String::as_str).collect()).collect();
    let coders: BTreeSet<&String> = held.iter().flat_map(|one| one.keys()).collect();
    let pairs: Vec<(&str, &str)> =
        answers.iter().filter(|unit| unit.len() == 2).map(|unit| (unit[0], unit[1])).collect();
    let metric = if field == "killed" { Metric::Interval } else { Metric::Nominal };
    Agreement {
        field,
        units: held.len(),
        same: agreement::unanimous(&answers),
        kappa: if coders.len() == 2 { agreement::kappa(&pairs) } else { None },
        alpha: agreement::alpha(&answers, metric),
    }
}

/// Makes the decision that settles a field of a telling between its coders: an ordinary one, that shapes the case.
#[must_use]
pub fn adjudicate(unit: &Coded, field: &str, value: &str, by: &str) -> Option<Decision> {
    let said: Vec<String> = unit.answers.get(field)?.iter().map(|(coder, value)| format!("{coder}: {value}")).collect();
    let base = |act: Act| Decision { on: vec![unit.on.clone()], why: Some(said.join("; ")), ..draft(by, act) };
    match (field, value) {
        ("event", "no") => Some(base(Act::NotAnEvent)),
        ("event", _) => Some(base(Act::Accept)),
        (_, value) => Some(Decision {
            field: Some(field.to_owned()),
            value: Some(value.to_owned()).filter(|value| value != NOTHING),
            ..base(Act::Correct)
        }),
    }
}

fn of_round<'log>(log: &'log [Decision], round: &str) -> Vec<&'log Decision> {
    in_force(log).into_iter().filter(|one| one.round.as_deref() == Some(round)).collect()
}

#[cfg(test)]
mod tests {
    use super::{adjudicate, code, coded, compare, to_code};
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
}
