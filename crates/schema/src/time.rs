//! When, how exactly, and counted from what?

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde::{Deserialize, Serialize};

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Interval {
    /// Makes the interval of one day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { from: date, to: date }
    }

    /// Makes an interval; the ends are put in order.
    #[must_use]
    pub fn new(one: Date, other: Date) -> Self {
        Self { from: one.min(other), to: one.max(other) }
    }

    /// Tells whether the two intervals share a day.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Gives the days that both share.
    #[must_use]
    pub fn meet(self, other: Self) -> Option<Self> {
        self.overlaps(other).then(|| Self { from: self.from.max(other.from), to: self.to.min(other.to) })
    }

    /// Gives the number of days, at least 1.
    #[must_use]
    pub fn days(self) -> i32 {
        // Not by `until`, which makes a calendar's span: a large case asks hundreds of millions of times.
        i32::try_from(self.from.duration_until(self.to).as_hours() / 24).map_or(1, |days| days + 1)
    }
}

/// How a value came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The account says it.
    Stated,
    /// It follows from something else, named beside it.
    Inferred,
    /// Nothing says it.
    Unknown,
}

/// The unit in which a relative expression counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grain {
    /// Hours; days are the finest that an interval tells, so 24 of them make one.
    Hour,
    /// Calendar days.
    Day,
    /// Weeks from Monday to Sunday.
    Week,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// A date that counts from the day on which the account was written.
///
/// Kept beside every such expression, so that an account whose own day is inferred
/// only when accounts are merged can still be placed in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relative {
    /// Whole units before (negative) or after (positive) the anchor: "last month" is -1 month, "today" is 0 days.
    Units(i32, Grain),
    /// From one number of days relative to the anchor to another: "the past 48 hours" is -2..0.
    Days(i32, i32),
    /// The nearest such weekday before the anchor, or the anchor itself; 1 is Monday. True looks ahead instead ("next Friday").
    Weekday(i8, bool),
    /// The nearest such month (1 to 12) not after the anchor, with a day where one is named: "in March", "on 12 March".
    Month(i8, Option<i8>),
    /// Before (-1), about (0) or after (1) the anchor, and no words say how far: "recently", "now", "in future".
    Vague(i8),
}

impl Relative {
    /// Resolves the expression for an account written on `anchor`; none where the calendar has no such day.
    #[must_use]
    pub fn resolve(self, anchor: Date) -> Option<Interval> {
        match self {
            Self::Days(from, to) => {
                Some(Interval::new(anchor.checked_add(from.days()).ok()?, anchor.checked_add(to.days()).ok()?))
            }
            Self::Units(n, grain) => units(anchor, n, grain),
            Self::Weekday(number, ahead) => {
                let weekday = Weekday::from_monday_one_offset(number).ok()?;
                if !ahead && anchor.weekday() == weekday {
                    return Some(Interval::day(anchor));
                }
                anchor.nth_weekday(if ahead { 1 } else { -1 }, weekday).ok().map(Interval::day)
            }
            Self::Month(month, day) => {
                let year = anchor.year();
                let of = |y: i16| match day {
                    Some(d) => Date::new(y, month, d).ok().map(Interval::day),
                    None => {
                        let first = Date::new(y, month, 1).ok()?;
                        Some(Interval { from: first, to: first.last_of_month() })
                    }
                };
                // Nobody leaves out the year of a day almost a year ago; of one to come, or of an update, one does.
                let last = day.and_then(|_| anchor.checked_add(SOON.days()).ok()).unwrap_or(anchor);
                of(year).filter(|interval| interval.from <= last).or_else(|| of(year - 1))
            }
            Self::Vague(_) => None,
        }
    }
}

/// A day without its year lies at most so many days behind the anchor.
const SOON: i32 = 14;

fn units(anchor: Date, n: i32, grain: Grain) -> Option<Interval> {
    match grain {
        Grain::Hour => units(anchor, n / 24, Grain::Day),
        Grain::Day => anchor.checked_add(n.days()).ok().map(Interval::day),
        Grain::Week => {
            let monday = anchor.checked_sub(i32::from(anchor.weekday().to_monday_zero_offset()).days()).ok()?;
            let from = monday.checked_add(n.weeks()).ok()?;
            Some(Interval { from, to: from.checked_add(6.days()).ok()? })
        }
        Grain::Month => {
            let first = anchor.first_of_month().checked_add(n.months()).ok()?;
            Some(Interval { from: first, to: first.last_of_month() })
        }
        Grain::Year => {
            let first = anchor.first_of_year().checked_add(n.years()).ok()?;
            Some(Interval { from: first, to: first.last_of_year() })
        }
    }
}

/// What a time expression means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeValue {
    /// Days that the words themselves fix: "31 May 2017", "in 2014".
    Absolute(Interval),
    /// Days that depend on when the account was written.
    Relative(Relative),
    /// One of two days, where nothing tells the day from the month: "03/04/2016".
    Either(Date, Date),
    /// How long, and not when: "for two weeks"; 0 where only the unit is told ("for days").
    Duration(i32, Grain),
}

impl TimeValue {
    /// Gives the days meant in an account written on `anchor`; none where that is needed and unknown.
    #[must_use]
    pub fn resolve(self, anchor: Option<Date>) -> Option<Interval> {
        match self {
            Self::Absolute(interval) => Some(interval),
            Self::Relative(relative) => relative.resolve(anchor?),
            Self::Either(one, other) => {
                let anchor = anchor?;
                // The day of the account itself stands in many a first line.
                if let Some(own) = [one, other].into_iter().find(|day| *day == anchor) {
                    return Some(Interval::day(own));
                }
                let told = |day: Date| day <= anchor;
                (told(one) != told(other)).then(|| Interval::day(one.min(other)))
            }
            Self::Duration(..) => None,
        }
    }

    /// Gives the days meant in an account written on some day of `written`: from the earliest reading to the latest.
    #[must_use]
    pub fn days(self, written: Option<Interval>) -> Option<Interval> {
        let early = self.resolve(written.map(|when| when.from))?;
        let late = self.resolve(written.map(|when| when.to))?;
        Some(Interval { from: early.from.min(late.from), to: early.to.max(late.to) })
    }

    /// Tells whether the words name days, and not only how long something took or that it lies behind.
    #[must_use]
    pub fn is_when(self) -> bool {
        !matches!(self, Self::Duration(..) | Self::Relative(Relative::Vague(_)))
    }

    /// Tells whether it lies ahead of the day on which the account was written: "tomorrow", "next month".
    #[must_use]
    pub fn is_ahead(self) -> bool {
        match self {
            Self::Relative(Relative::Units(count, _)) => count > 0,
            Self::Relative(Relative::Days(from, _)) => from > 0,
            Self::Relative(Relative::Weekday(_, ahead)) => ahead,
            Self::Relative(Relative::Vague(side)) => side > 0,
            _ => false,
        }
    }

    /// Tells whether the words name days, and no more than a month of them.
    #[must_use]
    pub fn is_within_a_month(self) -> bool {
        const MONTH: i32 = 31;
        self.is_when()
            && match self {
                Self::Absolute(interval) => interval.days() <= MONTH,
                Self::Relative(Relative::Units(_, grain)) => grain != Grain::Year,
                Self::Relative(Relative::Days(from, to)) => to - from <= MONTH,
                _ => true,
            }
    }
}

/// Words that tell when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeExpression {
    /// The words: "by Wednesday morning".
    pub span: Span,
    /// What they mean.
    pub value: TimeValue,
    /// The rule that read them.
    pub rule: String,
}

use crate::Span;
