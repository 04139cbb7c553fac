//! What did the coders of a round say, and how far do they agree?

use super::{FIELDS, NOTHING, of_round};
use crate::{Metric, agreement};
use schema::{Act, Anchor, Decision};
use std::collections::{BTreeMap, BTreeSet};

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
    pub fn disputed(&self) -> Vec<&'static str> {
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
