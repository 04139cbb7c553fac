//! How is a day, or what is known of it, written?

use jiff::civil::Date;
use maud::{Markup, html};
use schema::Interval;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WHOLE: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Writes the days of an interval as exactly as they are known: "12 Mar 2019", "12 or 13 Mar 2019", "March 2019".
///
/// ```ignore
/// assert_eq!(days("2019-03-01..2019-03-31"), "March 2019");
/// ```
pub(crate) fn days(when: Interval) -> String {
    let (from, to) = (when.from, when.to);
    let (day, month, year) = (from.day(), name(&MONTHS, from), from.year());
    let (last_day, last_month, last_year) = (to.day(), name(&MONTHS, to), to.year());
    if from == to {
        return format!("{day} {month} {year}");
    }
    let starts_month = from.day() == 1;
    let ends_month = to == to.last_of_month();
    if year == last_year && starts_month && ends_month {
        return match (from.month(), to.month()) {
            (1, 12) => year.to_string(),
            (one, other) if one == other => format!("{} {year}", name(&WHOLE, from)),
            _ => format!("{}–{} {year}", name(&WHOLE, from), name(&WHOLE, to)),
        };
    }
    if year != last_year {
        return format!("{day} {month} {year} – {last_day} {last_month} {last_year}");
    }
    if from.month() != to.month() {
        return format!("{day} {month} – {last_day} {last_month} {year}");
    }
    let between = if from.tomorrow().ok() == Some(to) { " or " } else { "–" };
    format!("{day}{between}{last_day} {month} {year}")
}

/// Reads the days of a row of a list.
pub(crate) fn between(from: Option<&str>, to: Option<&str>) -> Option<Interval> {
    Some(Interval::new(from?.parse().ok()?, to?.parse().ok()?))
}

/// Writes a month: "Mar 2019".
pub(crate) fn month(day: Date) -> String {
    format!("{} {}", name(&MONTHS, day), day.year())
}

/// Writes days that may be unknown, as a `time` that programs can read.
pub(crate) fn when(when: Option<Interval>) -> Markup {
    match when {
        None => html! { span.unknown { "day not stated" } },
        Some(when) => html! { time datetime=(when.from) { (days(when)) } },
    }
}

/// Says how exactly the days are known.
pub(crate) fn precision(when: Interval) -> String {
    match when.days() {
        1 => "day".into(),
        n => format!("within {n} days"),
    }
}

fn name(names: &[&'static str; 12], date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|month| names.get(month)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::days;
    use schema::Interval;

    #[test]
    fn a_day_is_written_no_more_exactly_than_it_is_known() {
        let cases = [
            ("2019-03-12", "2019-03-12", "12 Mar 2019"),
            ("2019-03-12", "2019-03-13", "12 or 13 Mar 2019"),
            ("2019-03-12", "2019-03-15", "12–15 Mar 2019"),
            ("2019-03-31", "2019-04-02", "31 Mar – 2 Apr 2019"),
            ("2019-03-01", "2019-03-31", "March 2019"),
            ("2019-03-01", "2019-05-31", "March–May 2019"),
            ("2019-01-01", "2019-12-31", "2019"),
            ("2019-12-30", "2020-01-02", "30 Dec 2019 – 2 Jan 2020"),
        ];
        for (from, to, written) in cases {
            assert_eq!(days(Interval::new(from.parse().unwrap(), to.parse().unwrap())), written);
        }
    }
}
