//! Which days are the end of May, the first half of a year, the middle of a week, last winter?

use super::lexicon::{Part, Unit};
use jiff::{ToSpan, civil::Date};
use schema::Interval;

/// Gives a day by its numbers, where the calendar has it.
pub(super) fn civil(year: i16, month: i32, day: i32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Gives the part of a month that begins on a day; the whole month where no part is told.
pub(super) fn part_of_month(first: Date, part: Option<i32>) -> Option<Interval> {
    let last = first.last_of_month();
    let day = |day| first.with().day(day).build().ok();
    Some(match part.and_then(Part::of) {
        None => Interval::new(first, last),
        Some(Part::Start) => Interval::new(first, day(10)?),
        Some(Part::Middle) => Interval::new(day(11)?, day(20)?),
        Some(Part::End) => Interval::new(day(21)?, last),
        Some(Part::First) => Interval::new(first, day(15)?),
        Some(Part::Second) => Interval::new(day(16)?, last),
    })
}

/// Gives the part of the years from one to another; all of them where no part is told.
pub(super) fn part_of_years(year: i16, to: i16, part: Option<i32>) -> Option<Interval> {
    let (from, to) = match part.and_then(Part::of) {
        None => (civil(year, 1, 1)?, civil(to, 12, 31)?),
        Some(Part::Start) => (civil(year, 1, 1)?, civil(to, 4, 30)?),
        Some(Part::Middle) => (civil(year, 5, 1)?, civil(to, 8, 31)?),
        Some(Part::End) => (civil(year, 9, 1)?, civil(to, 12, 31)?),
        Some(Part::First) => (civil(year, 1, 1)?, civil(to, 6, 30)?),
        Some(Part::Second) => (civil(year, 7, 1)?, civil(to, 12, 31)?),
    };
    Some(Interval::new(from, to))
}

/// Gives the part of the week, month or year that holds a day.
pub(super) fn part_of_unit(day: Date, unit: Unit, part: i32) -> Option<Interval> {
    match unit {
        Unit::Week => part_of_week(day, part),
        Unit::Month => part_of_month(day.first_of_month(), Some(part)),
        Unit::Year => part_of_years(day.year(), day.year(), Some(part)),
        _ => None,
    }
}

fn part_of_week(day: Date, part: i32) -> Option<Interval> {
    let monday = day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
    let (from, to) = match Part::of(part)? {
        Part::Start | Part::First => (0, 2),
        Part::Middle => (1, 3),
        Part::End | Part::Second => (4, 6),
    };
    Some(Interval::new(monday.checked_add(from.days()).ok()?, monday.checked_add(to.days()).ok()?))
}

/// Gives the year of the season before, around or after a day.
pub(super) fn season_beside(month: i32, direction: i32, day: Date) -> Option<i16> {
    let year = day.year();
    let begins = civil(year, month, 1)?;
    let ended = begins.checked_add(3.months()).ok()? <= day;
    Some(match direction {
        ..0 if ended => year,
        ..0 => year - 1,
        0 if month == 12 && day.month() <= 2 => year - 1,
        0 => year,
        _ if begins > day => year,
        _ => year + 1,
    })
}
