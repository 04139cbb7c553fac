//! Which days do the words of a time expression mean?

use super::calendar::{civil, part_of_month, part_of_unit, part_of_years, season_beside};
use super::lexicon::{Part, Unit};
use super::numeric::{label, numeric};
use super::pattern::Slots;
use super::told::{Told, same, shift};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
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
    /// A day of the month told last: "the 20th".
    DayOfMonth,
    /// A day or a month of the year before, around or after the day of the account: "31 July last year".
    OfYear,
    /// Two numbers and a year in an order that nothing tells.
    Numeric,
    /// Two numbers before a line of what happened that day, not long before the account.
    Label,
    /// A month or a part of it, with or without its year.
    Month,
    /// Days of a month from one to another; negative ones count from its end: "the last week of May" is -7 to -1.
    MonthDays(i32, i32),
    /// A year or a part of it, or the years from `{year}` to `{year-to}`.
    Year,
    /// A number that is a year only where the account has come to antiquity: "in 396".
    Antiquity,
    /// Ten years or a part of them.
    Decade,
    /// A hundred years, counted from this side of the year 1 or, for -1, from the other.
    Century(i32),
    /// A season of a year.
    Season,
    /// A weekday near the day of the account.
    Weekday,
    /// A day counted from the day of the account: "yesterday".
    NearDay,
    /// Days from one to another relative to the day of the account.
    Between(i32, i32),
    /// The weekend before, around or after the day of the account; without a direction the last one that has begun.
    Weekend,
    /// The unit before, around or after the day of the account: "last month".
    Unit,
    /// So many units before the day of the account: "two days ago".
    Ago,
    /// So many units after the day of the account: "in two days".
    Hence,
    /// The so many units that end with the day of the account: "the past 48 hours".
    Past,
    /// So many times the sign units from the time told last: "two days later".
    Shift(i32),
    /// The unit, or the part of it, that holds the time told last: "the same day", "the end of the year".
    Same,
    /// An hour of the day told last.
    Clock,
    /// A part of a day; no time without a day beside it.
    Daypart,
    /// How long, and not when.
    Duration,
    /// Before (-1), about (0) or after (1) the day of the account, and nobody says how far.
    Vague(i8),
    /// No time at all, although the words look like one.
    Nothing,
}

impl Reading {
    /// Gives the value of an expression; none where its words mean no time.
    pub(super) fn value(self, slots: &Slots, told: Told) -> Option<TimeValue> {
        match self {
            Self::Date => date(slots, told),
            Self::Days => days(slots, told),
            Self::DayOfMonth => day_of_month(slots, told),
            Self::OfYear => of_year(slots, told),
            Self::Numeric => numeric(slots),
            Self::Label => label(slots, told),
            Self::Month => month(slots, told),
            Self::MonthDays(from, to) => month_days(slots, told, (from, to)),
            Self::Year => year(slots),
            Self::Antiquity => year(slots).filter(|_| told.fixed.is_some_and(|last| last.from.year() <= 0)),
            Self::Decade => decade(slots),
            Self::Century(side) => century(slots, side),
            Self::Season => season(slots, told),
            Self::Weekday => {
                if let Some(day) = weekday_before(slots, told) {
                    return Some(TimeValue::Absolute(Interval::day(day)));
                }
                let ahead = slots.direction.map_or(told.ahead, |direction| direction > 0);
                Some(TimeValue::Relative(Relative::Weekday(i8::try_from(slots.weekday?).ok()?, ahead)))
            }
            Self::NearDay => Some(TimeValue::Relative(Relative::Units(slots.near_day?, Grain::Day))),
            Self::Between(from, to) => Some(TimeValue::Relative(Relative::Days(from, to))),
            Self::Weekend => weekend(slots, told),
            Self::Unit => unit(slots, told),
            Self::Ago => units(-slots.number?, Unit::of(slots.unit?)?),
            Self::Hence => units(slots.number.unwrap_or(1), Unit::of(slots.unit?)?),
            Self::Past => past(slots),
            Self::Shift(sign) => {
                let unit = slots.unit.map_or(Some(Unit::Day), Unit::of)?;
                let number = sign * slots.number.unwrap_or(1);
                let from = told.last.filter(|last| !slots.relates || matches!(last, TimeValue::Absolute(_)));
                let shifted = from.and_then(|last| told.shifted(last, number, unit));
                let vague = TimeValue::Relative(Relative::Vague(if sign < 0 { -1 } else { 1 }));
                Some(shifted.unwrap_or(vague))
            }
            Self::Same => same_part(slots, told),
            Self::Clock => same(told.last?, Unit::Day),
            Self::Duration => {
                let (number, grain) = Unit::of(slots.unit?)?.of_number(slots.number.unwrap_or(1));
                Some(TimeValue::Duration(number, grain))
            }
            Self::Vague(side) => Some(TimeValue::Relative(Relative::Vague(side))),
            Self::Daypart | Self::Nothing => None,
        }
    }

    /// Tells whether the words are an hour or a part of a day, which goes with the day beside it.
    pub(super) fn is_hour(self) -> bool {
        matches!(self, Self::Clock | Self::Daypart)
    }

    /// Tells whether the words name one day.
    pub(super) fn is_day(self) -> bool {
        matches!(
            self,
            Self::Date
                | Self::OfYear
                | Self::DayOfMonth
                | Self::Numeric
                | Self::Label
                | Self::Weekday
                | Self::NearDay
                | Self::Shift(_)
        )
    }

    /// Tells whether the words count from a time told before.
    pub(super) fn counts_from_told(self) -> bool {
        matches!(self, Self::Shift(_))
    }

    /// Gives when that was from which the words count to a day: "on 8 May, *two days after* the raid".
    pub(super) fn counted_back(self, slots: &Slots, day: TimeValue, told: Told) -> Option<TimeValue> {
        let Self::Shift(sign) = self else { return None };
        told.shifted(day, -sign * slots.number.unwrap_or(1), slots.unit.map_or(Some(Unit::Day), Unit::of)?)
    }

    /// Tells whether the words count from the day of the account.
    pub(super) fn counts_from_account(self) -> bool {
        matches!(
            self,
            Self::Weekday
                | Self::NearDay
                | Self::Between(..)
                | Self::Weekend
                | Self::Unit
                | Self::Ago
                | Self::Hence
                | Self::Past
        )
    }
}

/// "Last Wednesday" is not today, even on a Wednesday.
fn weekday_before(slots: &Slots, told: Told) -> Option<Date> {
    let published = told.published.filter(|_| slots.direction == Some(-1))?;
    let weekday = Weekday::from_monday_one_offset(i8::try_from(slots.weekday?).ok()?).ok()?;
    published.nth_weekday(-1, weekday).ok()
}

fn date(slots: &Slots, told: Told) -> Option<TimeValue> {
    let (month, day) = (slots.month?, slots.day?);
    let year = match slots.year {
        Some(year) => Some(i16::try_from(year).ok()?),
        None if told.is_news(month, day) => None,
        None => told.year(month),
    };
    if let Some(year) = year {
        return civil(year, month, day).map(|day| TimeValue::Absolute(Interval::day(day)));
    }
    if let Some(day) = coming(month, day, told) {
        return Some(TimeValue::Absolute(Interval::day(day)));
    }
    civil(2000, month, day)?;
    let relative = Relative::Month(i8::try_from(month).ok()?, Some(i8::try_from(day).ok()?));
    Some(TimeValue::Relative(relative))
}

fn of_year(slots: &Slots, told: Told) -> Option<TimeValue> {
    let own = told.published.filter(|_| !told.history).map(|day| i32::from(day.year()));
    let slots = Slots { year: own.and_then(|own| Some(own + slots.direction?)), direction: None, ..*slots };
    if slots.day.is_some() { date(&slots, told) } else { month(&slots, told) }
}

/// "They will meet on November 3": the next one, where that is nearer than half a year.
fn coming(month: i32, day: i32, told: Told) -> Option<Date> {
    let published = told.published.filter(|_| told.ahead && !told.history)?;
    let year = published.year();
    let next = [year, year + 1].into_iter().filter_map(|year| civil(year, month, day)).find(|day| *day >= published)?;
    (next <= published.checked_add(6.months()).ok()?).then_some(next)
}

fn days(slots: &Slots, told: Told) -> Option<TimeValue> {
    let month = slots.month?;
    let stated = slots.year.map_or_else(|| told.year(month), |year| i16::try_from(year).ok());
    // Without a year the account's own is the best that can be said of two days at once.
    let year = stated.or_else(|| {
        let published = told.published?;
        let ahead = i32::from(published.month()) < month;
        Some(published.year() - i16::from(ahead))
    })?;
    let day = |day: Option<i32>| civil(year, month, day?);
    Some(TimeValue::Absolute(Interval::new(day(slots.day)?, day(slots.day_to)?)))
}

fn day_of_month(slots: &Slots, told: Told) -> Option<TimeValue> {
    let number = slots.day?;
    match told.last? {
        TimeValue::Absolute(last) if last.days() <= 31 => civil(last.from.year(), i32::from(last.from.month()), number)
            .map(|day| TimeValue::Absolute(Interval::day(day))),
        TimeValue::Relative(Relative::Month(month, _)) => {
            civil(2000, i32::from(month), number)?;
            Some(TimeValue::Relative(Relative::Month(month, Some(i8::try_from(number).ok()?))))
        }
        _ => None,
    }
}

fn month(slots: &Slots, told: Told) -> Option<TimeValue> {
    let month = slots.month?;
    let year = match slots.year {
        Some(year) => Some(i16::try_from(year).ok()?),
        None => told.directed(month, slots.direction).or_else(|| told.year(month)),
    };
    // A part of a month has no relation of its own: with the account's day known it is settled at once.
    let near = |published: Date| published.year() - i16::from(i32::from(published.month()) < month);
    let Some(year) = year.or_else(|| slots.part.and(told.published).map(near)) else {
        return Some(TimeValue::Relative(Relative::Month(i8::try_from(month).ok()?, None)));
    };
    part_of_month(civil(year, month, 1)?, slots.part).map(TimeValue::Absolute)
}

/// Reads "the last week of May", where the month tells its year or the account has a day.
fn month_days(slots: &Slots, told: Told, (from, to): (i32, i32)) -> Option<TimeValue> {
    let near = |published: Date| published.year() - i16::from(i32::from(published.month()) < slots.month.unwrap_or(1));
    let year = slots.year.map_or_else(|| told.year(slots.month?), |year| i16::try_from(year).ok());
    let first = civil(year.or_else(|| told.published.map(near))?, slots.month?, 1)?;
    let length = i32::from(first.days_in_month());
    let day = |day: i32| civil(first.year(), slots.month?, if day < 0 { length + 1 + day } else { day });
    Some(TimeValue::Absolute(Interval::new(day(from)?, day(to)?)))
}

fn year(slots: &Slots) -> Option<TimeValue> {
    let year = i16::try_from(slots.year?).ok()?;
    let short = slots.short_year.map(|to| i32::from(year) / 100 * 100 + to);
    let to = slots.year_to.or(short).map_or(Some(year), |to| i16::try_from(to).ok())?;
    let interval = part_of_years(year, to, slots.part)?;
    (year <= to).then_some(TimeValue::Absolute(interval))
}

fn decade(slots: &Slots) -> Option<TimeValue> {
    let first = i16::try_from(slots.decade?).ok()?;
    let (from, to) = match slots.part.and_then(Part::of) {
        None => (first, first + 9),
        Some(Part::Start) => (first, first + 3),
        Some(Part::Middle) => (first + 4, first + 6),
        Some(Part::End) => (first + 7, first + 9),
        Some(Part::First) => (first, first + 4),
        Some(Part::Second) => (first + 5, first + 9),
    };
    Some(TimeValue::Absolute(Interval::new(civil(from, 1, 1)?, civil(to, 12, 31)?)))
}

/// Reads "the 19th century"; in years of the calendar, where 1 BC is 0.
fn century(slots: &Slots, side: i32) -> Option<TimeValue> {
    let number = slots.ordinal?;
    let first = if side < 0 { 1 - 100 * number } else { 100 * number - 99 };
    let (from, to) = match slots.part.and_then(Part::of) {
        None => (first, first + 99),
        Some(Part::Start) => (first, first + 32),
        Some(Part::Middle) => (first + 33, first + 65),
        Some(Part::End) => (first + 66, first + 99),
        Some(Part::First) => (first, first + 49),
        Some(Part::Second) => (first + 50, first + 99),
    };
    let (from, to) = (i16::try_from(from).ok()?, i16::try_from(to).ok()?);
    Some(TimeValue::Absolute(Interval::new(civil(from, 1, 1)?, civil(to, 12, 31)?)))
}

/// Reads a season by the month it begins with; one without a year belongs to the year told last,
/// with "last", "this" or "next" to the account's own, and otherwise to none.
fn season(slots: &Slots, told: Told) -> Option<TimeValue> {
    let month = slots.season?;
    let year = match (slots.year, slots.direction) {
        (Some(year), _) => i16::try_from(year).ok()?,
        (None, Some(direction)) if !told.history => season_beside(month, direction, told.published?)?,
        (None, direction) => {
            let moves = direction.filter(|direction| *direction > 0).unwrap_or(0);
            told.year(month)? + i16::try_from(moves).ok()?
        }
    };
    let first = civil(year, month, 1)?;
    let last = first.checked_add(2.months()).ok()?.last_of_month();
    Some(TimeValue::Absolute(Interval::new(first, last)))
}

/// Saturday and Sunday; where the account has no day, the days in which they must lie.
fn weekend(slots: &Slots, told: Told) -> Option<TimeValue> {
    let next = slots.direction.is_some_and(|direction| direction > 0);
    let Some(published) = told.published.filter(|_| !told.history) else {
        let days = if next { Relative::Days(0, 14) } else { Relative::Days(-7, 0) };
        return Some(TimeValue::Relative(days));
    };
    let begun = published.checked_add(1.days()).ok()?.nth_weekday(-1, Weekday::Saturday).ok()?;
    let within = published.weekday() == Weekday::Saturday || published.weekday() == Weekday::Sunday;
    let weeks = match slots.direction {
        Some(1..) => 1,
        Some(..0) if within => -1,
        Some(0) | None if told.ahead && !within => 1,
        _ => 0,
    };
    let saturday = begun.checked_add(weeks.weeks()).ok()?;
    Some(TimeValue::Absolute(Interval::new(saturday, saturday.checked_add(1.days()).ok()?)))
}

fn unit(slots: &Slots, told: Told) -> Option<TimeValue> {
    let (direction, unit) = (slots.direction?, Unit::of(slots.unit?)?);
    // A part of a unit has no relation of its own: with the account's day known it is settled at once.
    let whole = || units(direction, unit)?.resolve(Some(told.published.filter(|_| !told.history)?));
    if let (Some(part), Some(whole)) = (slots.part, whole()) {
        return part_of_unit(whole.from, unit, part).map(TimeValue::Absolute);
    }
    match told.last.filter(|_| told.history) {
        Some(last) if direction == 0 => same(last, unit),
        Some(last) => shift(last, direction, unit),
        None => units(direction, unit),
    }
}

fn units(number: i32, unit: Unit) -> Option<TimeValue> {
    let relative = match unit.of_number(number) {
        (hours, Grain::Hour) => Relative::Units(hours / 24, Grain::Day),
        (number, grain) => Relative::Units(number, grain),
    };
    Some(TimeValue::Relative(relative))
}

fn past(slots: &Slots) -> Option<TimeValue> {
    let number = slots.number.unwrap_or(1);
    let days = match Unit::of(slots.unit?)?.of_number(number) {
        (number, Grain::Hour) => (number + 23) / 24,
        (number, Grain::Day) => number,
        (number, Grain::Week) => number * 7,
        (number, Grain::Month) => number * 30,
        (number, Grain::Year) => number.saturating_mul(365),
    };
    Some(TimeValue::Relative(Relative::Days(-days, 0)))
}

/// Reads "the same day" and "the end of the year" by the time told last, or by the account's own day.
fn same_part(slots: &Slots, told: Told) -> Option<TimeValue> {
    let unit = Unit::of(slots.unit?)?;
    let Some(part) = slots.part else { return same(told.last?, unit) };
    let inside = told.last.and_then(|last| same(last, unit)).and_then(|value| value.resolve(told.published));
    let inside = inside.or_else(|| told.published.map(Interval::day).filter(|_| !told.history))?;
    part_of_unit(inside.from, unit, part).map(TimeValue::Absolute)
}

/// Writes a value as the rules promise it: `2016-06-29`, `-1 month`, `weekday 3`.
pub(super) fn promise(value: TimeValue) -> String {
    let name = |grain: Grain| format!("{grain:?}").to_lowercase();
    match value {
        TimeValue::Absolute(Interval { from, to }) if from == to => from.to_string(),
        TimeValue::Absolute(Interval { from, to }) => format!("{from}..{to}"),
        TimeValue::Either(one, other) => format!("{one} or {other}"),
        TimeValue::Duration(0, grain) => format!("for {}s", name(grain)),
        TimeValue::Duration(n, grain) => format!("for {n} {}", name(grain)),
        TimeValue::Relative(Relative::Units(n, grain)) => format!("{n} {}", name(grain)),
        TimeValue::Relative(Relative::Days(from, to)) => format!("{from}..{to} days"),
        TimeValue::Relative(Relative::Weekday(n, false)) => format!("weekday {n}"),
        TimeValue::Relative(Relative::Weekday(n, true)) => format!("coming weekday {n}"),
        TimeValue::Relative(Relative::Month(month, None)) => format!("month {month}"),
        TimeValue::Relative(Relative::Month(month, Some(day))) => format!("month {month} day {day}"),
        TimeValue::Relative(Relative::Vague(-1)) => "before".into(),
        TimeValue::Relative(Relative::Vague(0)) => "now".into(),
        TimeValue::Relative(Relative::Vague(_)) => "after".into(),
    }
}
