//! What holds in the end where several coded?

use super::{Coded, NOTHING, coded};
use crate::{Question, draft, question, standing};
use schema::{Act, Decision};
use std::collections::BTreeSet;

/// A field of a telling that coders differ on and nobody has settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dispute {
    /// The telling with what each coder says.
    pub unit: Coded,
    /// The field.
    pub field: &'static str,
}

impl Dispute {
    /// Gives the answers, each once and in a fixed order, with who gave it.
    #[must_use]
    pub fn answers(&self) -> Vec<(&str, Vec<&str>)> {
        let said = self.unit.answers.get(self.field);
        let values: BTreeSet<&String> = said.into_iter().flat_map(|said| said.values()).collect();
        let by = |value: &String| {
            let same = said.into_iter().flatten().filter(|(_, other)| *other == value);
            same.map(|(by, _)| by.as_str()).collect()
        };
        values.into_iter().map(|value| (value.as_str(), by(value))).collect()
    }
}

/// Gives what the coders of a round differ on and nobody has settled yet.
#[must_use]
pub fn disputes(log: &[Decision], round: &str) -> Vec<Dispute> {
    let settled = settled(log);
    let open = |unit: Coded| {
        let fields: Vec<&'static str> =
            unit.disputed().into_iter().filter(|field| !is_settled(&settled, &unit, field)).collect();
        fields.into_iter().map(move |field| Dispute { unit: unit.clone(), field })
    };
    coded(log, round).into_iter().flat_map(open).collect()
}

/// Makes ordinary decisions of what all coders of a telling say alike and nobody has settled yet.
#[must_use]
pub fn agreed(log: &[Decision], round: &str, by: &str) -> Vec<Decision> {
    let settled = settled(log);
    let batch = Some(format!("agreed in {round}"));
    let alike = |unit: Coded| {
        let disputed = unit.disputed();
        let several = unit.answers.iter().filter(|(_, answers)| answers.len() > 1);
        let alike =
            several.filter(|(field, _)| !disputed.contains(&field.as_str()) && !is_settled(&settled, &unit, field));
        let drafts = alike.filter_map(|(field, answers)| adjudicate(&unit, field, answers.values().next()?, by));
        drafts.collect::<Vec<_>>()
    };
    let all = coded(log, round).into_iter().flat_map(alike);
    all.map(|draft| Decision { batch: batch.clone(), ..draft }).collect()
}

fn settled(log: &[Decision]) -> BTreeSet<Question> {
    standing(log).into_iter().map(question).collect()
}

fn is_settled(settled: &BTreeSet<Question>, unit: &Coded, field: &str) -> bool {
    adjudicate(unit, field, NOTHING, "").is_some_and(|draft| settled.contains(&question(&draft)))
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
