//! Which days do the words of a time expression mean?

use super::lexicon::{Part, Unit};
use super::pattern::Slots;
use jiff::{ToSpan, civil::Date};
use schema::{Grain, Interval, Relative, TimeValue};
use serde::Deserialize;

/// How the slots of a rule become a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum Reading {
    /// A day, with or without its year.
    Date,
    /// Days from `{day}` to `{day-to}` of one month.
    Days,
    /// Two numbers and a year in an order that nothing tells.
    Numeric,
    /// A month or a part of it, with or without its year.
    Month,
    /// A year or a part of it, or the years from `{year}` to `{year-to}`.
    Year,
    /// Ten years or a part of them.
    Decade,
    /// A season of a year.
    Season,
    /// A weekday near the day of the account.
    Weekday,
    /// A day counted from the day of the account: "yesterday".
    NearDay,
    /// Days from one to another relative to the day of the account.
    Between(i32, i32),
    /// The unit before, around or after the day of the account: "last month".
    Unit,
    /// So many units before the day of the account: "two days ago".
    Ago,
    /// The so many units that end with the day of the account: "the past 48 hours".
    Past,
    /// So many times the sign units from the time told last: "two days later".
    Shift(i32),
    /// The unit that holds the time told last: "the same day".
    Same,
    /// No time at all, although the words look like one.
    Nothing,
}

/// What the account told before an expression.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Told {
    /// The time told last, nearby.
    pub(super) last: Option<TimeValue>,
    /// The year in which the account was published.
    pub(super) published: Option<i16>,
    /// True where the clause looks ahead.
    pub(super) ahead: bool,
}

impl Reading {
    /// Gives the value of an expression; none where its words mean no time.
    pub(super) fn value(self, slots: &Slots, told: Told) -> Option<TimeValue> {
        match self {
            Self::Date => date(slots, told),
            Self::Days => {
                let year = slots.year.map_or_else(|| told_year(slots.month?, told), |year| i16::try_from(year).ok())?;
                let day = |day: Option<i32>| civil(year, slots.month?, day?);
                Some(TimeValue::Absolute(Interval::new(day(slots.day)?, day(slots.day_to)?)))
            }
            Self::Numeric => numeric(slots),
            Self::Month => month(slots, told),
            Self::Year => year(slots),
            Self::Decade => decade(slots),
            Self::Season => season(slots, told),
            Self::Weekday => {
                let ahead = slots.direction.map_or(told.ahead, |direction| direction > 0);
                Some(TimeValue::Relative(Relative::Weekday(i8::try_from(slots.weekday?).ok()?, ahead)))
            }
            Self::NearDay => Some(TimeValue::Relative(Relative::Units(slots.near_day?, Grain::Day))),
            Self::Between(from, to) => Some(TimeValue::Relative(Relative::Days(from, to))),
            Self::Unit => units(slots.direction?, Unit::of(slots.unit?)?),
            Self::Ago => units(-slots.number?, Unit::of(slots.unit?)?),
            Self::Past => past(slots),
            Self::Shift(sign) => shift(told.last?, sign * slots.number.unwrap_or(1), Unit::of(slots.unit?)?),
            Self::Same => same(told.last?, Unit::of(slots.unit?)?),
            Self::Nothing => None,
        }
    }
}

fn civil(year: i16, month: i32, day: i32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn date(slots: &Slots, told: Told) -> Option<TimeValue> {
    let (month, day) = (slots.month?, slots.day?);
    let year = match slots.year {
        Some(year) => Some(i16::try_from(year).ok()?),
        None => told_year(month, told),
    };
    if let Some(year) = year {
        return civil(year, month, day).map(|day| TimeValue::Absolute(Interval::day(day)));
    }
    civil(2000, month, day)?;
    let relative = Relative::Month(i8::try_from(month).ok()?, Some(i8::try_from(day).ok()?));
    Some(TimeValue::Relative(relative))
}

/// Gives the year that an account of another year goes on with: "In May 2014 they took the town. In June …".
fn told_year(month: i32, told: Told) -> Option<i16> {
    let Some(TimeValue::Absolute(last)) = told.last else { return None };
    let year = last.from.year();
    if told.published.is_some_and(|published| published <= year) || last.days() > 366 {
        return None;
    }
    let before = i32::from(last.from.month());
    Some(match (last.days() > 92, before, month) {
        (false, 10..=12, 1..=3) => year + 1,
        (false, 1..=3, 10..=12) => year - 1,
        _ => year,
    })
}

/// Reads 25/12/2016; of 12/03/2016 nobody can tell which is the month.
fn numeric(slots: &Slots) -> Option<TimeValue> {
    let (one, two, year) = (slots.one?, slots.two?, i16::try_from(slots.year?).ok()?);
    let (day, month) = match (one > 12, two > 12) {
        (true, false) => (one, two),
        (false, true) => (two, one),
        (false, false) if one == two => (one, two),
        _ => return None,
    };
    civil(year, month, day).map(|day| TimeValue::Absolute(Interval::day(day)))
}

fn month(slots: &Slots, told: Told) -> Option<TimeValue> {
    let month = slots.month?;
    let year = match slots.year {
        Some(year) => Some(i16::try_from(year).ok()?),
        None => told_year(month, told),
    };
    let Some(year) = year else {
        return Some(TimeValue::Relative(Relative::Month(i8::try_from(month).ok()?, None)));
    };
    let first = civil(year, month, 1)?;
    let last = first.last_of_month();
    let day = |day| first.with().day(day).build().ok();
    let interval = match slots.part.and_then(Part::of) {
        None => Interval::new(first, last),
        Some(Part::Start) => Interval::new(first, day(10)?),
        Some(Part::Middle) => Interval::new(day(11)?, day(20)?),
        Some(Part::End) => Interval::new(day(21)?, last),
    };
    Some(TimeValue::Absolute(interval))
}

fn year(slots: &Slots) -> Option<TimeValue> {
    let year = i16::try_from(slots.year?).ok()?;
    let to = slots.year_to.map_or(Some(year), |to| i16::try_from(to).ok())?;
    let (from, to) = match slots.part.and_then(Part::of) {
        None => (civil(year, 1, 1)?, civil(to, 12, 31)?),
        Some(Part::Start) => (civil(year, 1, 1)?, civil(to, 4, 30)?),
        Some(Part::Middle) => (civil(year, 5, 1)?, civil(to, 8, 31)?),
        Some(Part::End) => (civil(year, 9, 1)?, civil(to, 12, 31)?),
    };
    (from <= to).then(|| TimeValue::Absolute(Interval::new(from, to)))
}

fn decade(slots: &Slots) -> Option<TimeValue> {
    let first = i16::try_from(slots.decade?).ok()?;
    let (from, to) = match slots.part.and_then(Part::of) {
        None => (first, first + 9),
        Some(Part::Start) => (first, first + 3),
        Some(Part::Middle) => (first + 4, first + 6),
        Some(Part::End) => (first + 7, first + 9),
    };
    Some(TimeValue::Absolute(Interval::new(civil(from, 1, 1)?, civil(to, 12, 31)?)))
}

/// Reads a season by the month it begins with; one without a year belongs to the year told last, or to none.
fn season(slots: &Slots, told: Told) -> Option<TimeValue> {
    let month = slots.season?;
    let year = slots.year.map_or_else(|| told_year(month, told), |year| i16::try_from(year).ok())?;
    let first = civil(year, month, 1)?;
    let last = first.checked_add(2.months()).ok()?.last_of_month();
    Some(TimeValue::Absolute(Interval::new(first, last)))
}

fn units(number: i32, unit: Unit) -> Option<TimeValue> {
    let relative = match unit {
        Unit::Hour => Relative::Units(number / 24, Grain::Day),
        Unit::Day => Relative::Units(number, Grain::Day),
        Unit::Week => Relative::Units(number, Grain::Week),
        Unit::Month => Relative::Units(number, Grain::Month),
        Unit::Year => Relative::Units(number, Grain::Year),
    };
    Some(TimeValue::Relative(relative))
}

fn past(slots: &Slots) -> Option<TimeValue> {
    let number = slots.number.unwrap_or(1);
    let days = match Unit::of(slots.unit?)? {
        Unit::Hour => (number + 23) / 24,
        Unit::Day => number,
        Unit::Week => number * 7,
        Unit::Month => number * 30,
        Unit::Year => number * 365,
    };
    Some(TimeValue::Relative(Relative::Days(-days, 0)))
}

fn shift(last: TimeValue, number: i32, unit: Unit) -> Option<TimeValue> {
    match (last, unit) {
        (TimeValue::Absolute(interval), _) => shift_absolute(interval, number, unit).map(TimeValue::Absolute),
        (TimeValue::Relative(relative), Unit::Day) => shift_days(relative, number).map(TimeValue::Relative),
        (TimeValue::Relative(relative), Unit::Hour) => shift_days(relative, number / 24).map(TimeValue::Relative),
        _ => None,
    }
}

fn shift_absolute(interval: Interval, number: i32, unit: Unit) -> Option<Interval> {
    let from = interval.from;
    match unit {
        _ if interval.days() > 31 && unit != Unit::Year => None,
        Unit::Hour | Unit::Day if interval.days() > 3 => None,
        Unit::Hour => from.checked_add((number / 24).days()).ok().map(Interval::day),
        Unit::Day => from.checked_add(number.days()).ok().map(Interval::day),
        Unit::Week => {
            let middle = from.checked_add(number.weeks()).ok()?;
            Some(Interval::new(middle.checked_sub(3.days()).ok()?, middle.checked_add(3.days()).ok()?))
        }
        Unit::Month => {
            let day = from.checked_add(number.months()).ok()?;
            Some(Interval::new(day.first_of_month(), day.last_of_month()))
        }
        Unit::Year => {
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

fn same(last: TimeValue, unit: Unit) -> Option<TimeValue> {
    let one_day = |relative: Relative| {
        matches!(relative, Relative::Units(_, Grain::Day) | Relative::Weekday(..) | Relative::Month(_, Some(_)))
    };
    match (last, unit) {
        (TimeValue::Absolute(interval), Unit::Day | Unit::Hour) if interval.days() == 1 => Some(last),
        (TimeValue::Absolute(interval), Unit::Month | Unit::Year) => {
            shift_absolute(Interval::day(interval.from), 0, unit).map(TimeValue::Absolute)
        }
        (TimeValue::Relative(relative), Unit::Day | Unit::Hour) if one_day(relative) => Some(last),
        (TimeValue::Relative(Relative::Month(month, _)), Unit::Month) => {
            Some(TimeValue::Relative(Relative::Month(month, None)))
        }
        _ => None,
    }
}

/// Writes a value as the rules promise it: `2016-06-29`, `-1 month`, `weekday 3`.
pub(super) fn promise(value: TimeValue) -> String {
    match value {
        TimeValue::Absolute(Interval { from, to }) if from == to => from.to_string(),
        TimeValue::Absolute(Interval { from, to }) => format!("{from}..{to}"),
        TimeValue::Relative(Relative::Units(n, grain)) => format!("{n} {}", format!("{grain:?}").to_lowercase()),
        TimeValue::Relative(Relative::Days(from, to)) => format!("{from}..{to} days"),
        TimeValue::Relative(Relative::Weekday(n, false)) => format!("weekday {n}"),
        TimeValue::Relative(Relative::Weekday(n, true)) => format!("coming weekday {n}"),
        TimeValue::Relative(Relative::Month(month, None)) => format!("month {month}"),
        TimeValue::Relative(Relative::Month(month, Some(day))) => format!("month {month} day {day}"),
    }
}
