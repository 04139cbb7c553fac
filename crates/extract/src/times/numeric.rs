//! Which day do two numbers mean?

use super::calendar::civil;
use super::pattern::Slots;
use super::told::Told;
use jiff::civil::Date;
use schema::{Interval, TimeValue};

/// Reads 25/12/2016; of 12/03/2016 nobody can tell which is the month.
pub(super) fn numeric(slots: &Slots) -> Option<TimeValue> {
    let (one, two) = (slots.one?, slots.two?);
    let year = slots.year.or_else(|| slots.short_year.map(|year| if year < 70 { 2000 + year } else { 1900 + year }));
    let year = i16::try_from(year?).ok()?;
    let (day_first, month_first) = (civil(year, two, one), civil(year, one, two));
    match (day_first, month_first) {
        (Some(day), Some(other)) if day != other => Some(TimeValue::Either(day.min(other), day.max(other))),
        (Some(day), _) | (None, Some(day)) => Some(TimeValue::Absolute(Interval::day(day))),
        (None, None) => None,
    }
}

/// Reads "03/05:" at the head of a line: of the days that it can be, that which lies the least before the account.
pub(super) fn label(slots: &Slots, told: Told) -> Option<TimeValue> {
    const LONGEST: i32 = 100;
    let (one, two) = (slots.one?, slots.two?);
    let published = told.published.filter(|_| !told.history)?;
    let before = |day: &Date| published.since(*day).is_ok_and(|span| (0..=LONGEST).contains(&span.get_days()));
    let of = |year: i16| [civil(year, two, one), civil(year, one, two)];
    let days = [published.year(), published.year() - 1].into_iter().flat_map(of).flatten();
    days.filter(before).max().map(|day| TimeValue::Absolute(Interval::day(day)))
}
