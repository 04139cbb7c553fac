//! What does an expression count from: the time told before it, or the year that the account has reached?

use super::calendar::civil;
use super::lexicon::Unit;
use jiff::{ToSpan, civil::Date};
use schema::{Grain, Interval, Relative, TimeValue};

/// What the account told before an expression.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// The time told last, nearby.
    pub(super) last: Option<TimeValue>,
    /// The last days that the words themselves fixed, at most a year of them.
    pub(super) fixed: Option<Interval>,
    /// The day on which the account was published.
    pub(super) published: Option<Date>,
    /// True where the clause looks ahead.
    pub(super) ahead: bool,
    /// True where the account never counts from its own day, but goes from year to year.
    pub(super) history: bool,
    /// The year and month that the expression this one is joined to gives: "between May and June 2014".
    pub(super) joined: Option<(i32, i32)>,
}

impl Told {
    /// Tells whether a day without a year is one of the last weeks before the account: "It was lost in April 2016. On October 1 …".
    pub(super) fn is_news(self, month: i32, day: i32) -> bool {
        let Some(published) = self.published.filter(|_| !self.history && self.joined.is_none()) else { return false };
        let years = [published.year(), published.year() - 1];
        let mut days = years.into_iter().filter_map(|year| civil(year, month, day));
        days.any(|day| day <= published && day.checked_add(NEWS_DAYS.days()).is_ok_and(|end| end >= published))
    }

    /// Gives the time so many units after another, also where that counts from the day of the account: "On Thursday … Two weeks
    /// earlier …".
    pub(super) fn shifted(self, last: TimeValue, number: i32, unit: Unit) -> Option<TimeValue> {
        let from_the_day = || {
            let TimeValue::Relative(relative) = last else { return None };
            let day = relative.resolve(self.published.filter(|_| !self.history)?)?;
            shift(TimeValue::Absolute(day), number, unit)
        };
        shift(last, number, unit).or_else(from_the_day)
    }

    /// Gives the year of "last May", which is not the month of the account itself, of "this May" and of "next May".
    pub(super) fn directed(self, month: i32, direction: Option<i32>) -> Option<i16> {
        let published = self.published.filter(|_| !self.history && self.joined.is_none())?;
        let (year, now) = (published.year(), i32::from(published.month()));
        match direction? {
            ..0 => Some(year - i16::from(now <= month)),
            0 => Some(year),
            _ => self.fixed.is_none().then(|| year + i16::from(now >= month)),
        }
    }

    /// Gives the year that an account of another year goes on with: "In May 2014 they took the town. In June …".
    pub(super) fn year(self, month: i32) -> Option<i16> {
        if let Some((year, other)) = self.joined {
            return i16::try_from(if month > other { year - 1 } else { year }).ok();
        }
        let last = self.fixed?;
        let year = last.from.year();
        if !self.history && self.published.is_some_and(|published| published.year() <= year) {
            return None;
        }
        let before = i32::from(last.from.month());
        Some(match (last.days() > 92, before, month) {
            // "It fell on December 1, 2012. Fighting began again in May."
            (false, 10..=12, 1..=5) if month + 12 - before <= NEXT_MONTHS => year + 1,
            (false, 1..=3, 10..=12) => year - 1,
            _ => year,
        })
    }
}

/// A month so few months behind the one told last is the next of that name, and not the last.
const NEXT_MONTHS: i32 = 5;
/// News names without its year a day that lies at most so many days back, whatever year was told before.
pub(crate) const NEWS_DAYS: i32 = 60;

/// Gives the time so many units after another.
pub(super) fn shift(last: TimeValue, number: i32, unit: Unit) -> Option<TimeValue> {
    let (count, grain) = unit.of_number(number);
    match (last, grain) {
        (TimeValue::Absolute(interval), _) => shift_absolute(interval, count, grain).map(TimeValue::Absolute),
        (TimeValue::Relative(relative), Grain::Day) => shift_days(relative, count).map(TimeValue::Relative),
        (TimeValue::Relative(relative), Grain::Hour) => shift_days(relative, count / 24).map(TimeValue::Relative),
        _ => None,
    }
}

fn shift_absolute(interval: Interval, number: i32, grain: Grain) -> Option<Interval> {
    let from = interval.from;
    match grain {
        _ if interval.days() > 92 && grain != Grain::Year => None,
        Grain::Month if interval.days() > 31 => None,
        Grain::Hour | Grain::Day if interval.days() > 3 => None,
        Grain::Hour => from.checked_add((number / 24).days()).ok().map(Interval::day),
        Grain::Day => from.checked_add(number.days()).ok().map(Interval::day),
        Grain::Week if interval.days() > 31 => None,
        Grain::Week => {
            let middle = from.checked_add(number.weeks()).ok()?;
            Some(Interval::new(middle.checked_sub(3.days()).ok()?, middle.checked_add(3.days()).ok()?))
        }
        Grain::Month => {
            let day = from.checked_add(number.months()).ok()?;
            Some(Interval::new(day.first_of_month(), day.last_of_month()))
        }
        Grain::Year => {
            let day = from.checked_add(number.years()).ok()?;
            Some(Interval::new(day.first_of_year(), day.last_of_year()))
        }
    }
}

fn shift_days(relative: Relative, number: i32) -> Option<Relative> {
    match relative {
        Relative::Units(units, Grain::Day) => Some(Relative::Units(units + number, Grain::Day)),
        Relative::Weekday(weekday, ahead) if number.abs() < 7 => {
            let shifted = (i32::from(weekday) - 1 + number).rem_euclid(7) + 1;
            Some(Relative::Weekday(i8::try_from(shifted).ok()?, ahead))
        }
        Relative::Month(month, Some(day)) => {
            let shifted = Date::new(2000, month, day).ok()?.checked_add(number.days()).ok()?;
            Some(Relative::Month(shifted.month(), Some(shifted.day())))
        }
        _ => None,
    }
}

/// Gives the unit that holds the time told last.
pub(super) fn same(last: TimeValue, unit: Unit) -> Option<TimeValue> {
    let (_, grain) = unit.of_number(1);
    let one_day = |relative: Relative| {
        matches!(relative, Relative::Units(_, Grain::Day) | Relative::Weekday(..) | Relative::Month(_, Some(_)))
    };
    match (last, grain) {
        (TimeValue::Absolute(interval), Grain::Day | Grain::Hour) if interval.days() == 1 => Some(last),
        (TimeValue::Absolute(interval), Grain::Month | Grain::Year) => {
            shift_absolute(Interval::day(interval.from), 0, grain).map(TimeValue::Absolute)
        }
        (TimeValue::Relative(relative), Grain::Day | Grain::Hour) if one_day(relative) => Some(last),
        (TimeValue::Relative(Relative::Month(month, _)), Grain::Month) => {
            Some(TimeValue::Relative(Relative::Month(month, None)))
        }
        _ => None,
    }
}
