//! How many, of whom, in whose words?

use crate::{ActorId, Span};
use serde::{Deserialize, Serialize};

/// Bounds of a number as the codebook reads it: "at least 16" is 16.., "up to 75" is ..75, "dozens" is 24.. .
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Bounds {
    /// Not fewer than this.
    pub min: Option<u64>,
    /// Not more than this.
    pub max: Option<u64>,
}

impl Bounds {
    /// Makes the bounds of an exact number.
    #[must_use]
    pub fn exactly(n: u64) -> Self {
        Self { min: Some(n), max: Some(n) }
    }

    /// Tells whether one number can be within both.
    #[must_use]
    pub fn compatible(self, other: Self) -> bool {
        let below = |min: Option<u64>, max: Option<u64>| min.zip(max).is_none_or(|(min, max)| min <= max);
        below(self.min, other.max) && below(other.min, self.max)
    }
}

/// A number of people or things in an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// What is counted: `killed`, `wounded`, `captured`, `missing`, `displaced`, `abducted`, `arrested`, `attackers`, `weapons`, or `casualties` where killed and wounded are not told apart.
    pub attribute: String,
    /// The number as bounds.
    pub bounds: Bounds,
    /// On whom it is counted, where that is known.
    pub of: Option<ActorId>,
    /// The number's own words: "at least 16".
    pub span: Span,
    /// The rule that read it.
    pub rule: String,
}
