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

    /// Reads a number or its bounds as people write them in decisions: `16`, `16..`, `..75`, `3..5`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((min, max)) = text.split_once("..") else { return text.trim().parse().ok().map(Self::exactly) };
        let end = |text: &str| match text.trim() {
            "" => Some(None),
            digits => digits.parse().ok().map(Some),
        };
        let (min, max) = (end(min)?, end(max)?);
        let ordered = min.zip(max).is_none_or(|(min, max): (u64, u64)| min <= max);
        (ordered && (min.is_some() || max.is_some())).then_some(Self { min, max })
    }

    /// Gives the least and the most that the number can be; an end that nobody names is the other one.
    #[must_use]
    pub fn ends(self) -> Option<(u64, u64)> {
        Some((self.min.or(self.max)?, self.max.or(self.min)?))
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
