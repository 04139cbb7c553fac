//! How is the evidence on a pair of tellings added up?

use crate::settings::Weights;

/// Scores are kept in thousandths, so that a sum does not depend on the order of its parts.
pub(crate) const UNIT: f64 = 1000.0;

/// What a comparison comes to, in four bytes: a large case has hundreds of millions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict(i32);

impl Verdict {
    fn new(odds: i32, barred: bool) -> Self {
        Self((odds << 1) | i32::from(barred))
    }

    /// Gives the evidence for one happening: log odds in thousandths.
    pub fn odds(self) -> i32 {
        self.0 >> 1
    }

    /// Tells whether so much speaks for one happening, and nothing excludes it.
    pub fn agrees(self, least: i64) -> bool {
        !self.barred() && i64::from(self.odds()) >= least
    }

    /// Tells whether something excludes that both are one happening.
    pub fn barred(self) -> bool {
        self.0 & 1 == 1
    }
}

/// Gives the probability of log odds, to three places.
pub(crate) fn probability(odds: f64) -> f64 {
    (1000.0 / (1.0 + (-odds).exp())).round() / 1000.0
}

/// Gives the probability of log odds in thousandths, to three places.
#[expect(clippy::cast_precision_loss, reason = "thousandths of log odds")]
pub(crate) fn chance(milli: i64) -> f64 {
    probability(milli as f64 / UNIT)
}

/// Gives log odds in thousandths.
#[expect(clippy::cast_possible_truncation, reason = "log odds are small")]
pub(crate) fn milli(odds: f64) -> i64 {
    (odds * UNIT).round() as i64
}

/// Gives the log odds of a probability.
pub(crate) fn odds(probability: f64) -> f64 {
    let p = probability.clamp(0.001, 0.999);
    (p / (1.0 - p)).ln()
}

/// One thing that speaks for or against: the weight's name, and how much of it counts.
pub type Trait = (&'static str, f64);

/// What is written down beside the sum.
pub(crate) enum Notes {
    /// Nothing: only the sum is wanted.
    None,
    /// The reasons in plain words.
    Reasons(Vec<String>),
    /// The evidence by name, for learning the weights, and what excludes the pair.
    Traits(Vec<Trait>, Option<String>),
}

/// The sum of a comparison.
pub(crate) struct Sheet<'w> {
    /// What everything weighs between these two.
    pub weights: &'w Weights,
    sum: f64,
    barred: bool,
    pub notes: Notes,
}

impl<'w> Sheet<'w> {
    /// Opens a sheet.
    pub fn new(weights: &'w Weights, notes: Notes) -> Self {
        Self { weights, sum: 0.0, barred: false, notes }
    }

    /// Adds `share` of a weight, given with its name; the reason is asked for only where reasons are wanted.
    pub fn add(&mut self, weight: (&'static str, f64), share: f64, reason: impl FnOnce() -> String) {
        self.sum += weight.1 * share;
        match &mut self.notes {
            Notes::Reasons(reasons) if weight.1 * share != 0.0 => {
                let reason = reason();
                if !reason.is_empty() {
                    reasons.push(reason);
                }
            }
            Notes::Traits(traits, _) if share != 0.0 => traits.push((weight.0, share)),
            _ => {}
        }
    }

    /// Notes that something excludes one happening.
    pub fn bar(&mut self, reason: impl FnOnce() -> String) {
        self.barred = true;
        match &mut self.notes {
            Notes::Reasons(reasons) => reasons.push(reason()),
            Notes::Traits(_, barred) => *barred = Some(reason()),
            Notes::None => {}
        }
    }

    /// Gives what all comes to.
    #[expect(clippy::cast_possible_truncation, reason = "log odds of hundreds are certainty")]
    pub fn verdict(&self) -> Verdict {
        Verdict::new((self.sum.clamp(-100.0, 100.0) * UNIT).round() as i32, self.barred)
    }
}

/// Names a weight beside its value.
macro_rules! weight {
    ($weights:expr, $name:ident) => {
        (stringify!($name), $weights.$name)
    };
}
pub(crate) use weight;
