//! Which day do these words name?

use crate::phrases::{Left, Phrases};
use crate::words::Language;
use jiff::civil::Date;
use regex::{Captures, Regex};
use schema::Interval;
use std::collections::BTreeMap;

/// The ways in which pages write a full date.
#[derive(Debug, Clone)]
pub(crate) struct Dates {
    patterns: Vec<Regex>,
    weekday: Phrases,
    time_after: Option<Regex>,
    time_before: Option<Regex>,
    months: BTreeMap<String, i8>,
    weekdays: BTreeMap<String, i8>,
}

/// A date found in some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub start: usize,
    /// One past the date; a time that follows lies behind it.
    pub end: usize,
    /// One past the time, where one follows, else the same as `end`.
    pub end_with_time: usize,
    /// One day, or two where day and month can be read both ways.
    pub day: Interval,
    weekday: Option<i8>,
    time: Option<(i8, i8)>,
    /// "03/04/2016" with the day first and with the month first, where the calendar has them.
    slashed: Option<[Option<Date>; 2]>,
}

/// In which order day and month stand where only numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
    Unknown,
}

impl Found {
    /// Gives the order of day and month, where only one can be meant.
    pub(crate) fn order(&self) -> Option<Order> {
        match self.slashed? {
            [Some(_), None] => Some(Order::DayFirst),
            [None, Some(_)] => Some(Order::MonthFirst),
            _ => None,
        }
    }

    /// Gives the day, read in that order where it can be read both ways.
    pub(crate) fn day_by(&self, order: Order) -> Interval {
        let read = self.slashed.and_then(|[day_first, month_first]| match order {
            Order::DayFirst => day_first,
            Order::MonthFirst => month_first,
            Order::Unknown => None,
        });
        read.map_or(self.day, Interval::day)
    }

    /// Tells whether the weekday that stands with the date is right.
    pub(crate) fn weekday_fits(&self) -> Option<bool> {
        self.weekday.map(|number| self.day.from.weekday().to_monday_one_offset() == number)
    }

    /// Gives the moment in the layout of a section's `at`; the day alone where no time is given.
    pub(crate) fn at(&self) -> String {
        match self.time {
            Some((hour, minute)) => format!("{}T{hour:02}:{minute:02}", self.day.from),
            None => self.day.from.to_string(),
        }
    }

    pub(crate) fn has_time(&self) -> bool {
        self.time.is_some()
    }
}

impl Dates {
    pub(crate) fn new(all: &Language) -> Self {
        let months = numbered(&all.months);
        let weekdays = numbered(&all.weekdays);
        let month = alternatives(months.keys());
        let weekday = alternatives(weekdays.keys());
        let ordinal = alternatives(all.ordinals.iter());
        let link = alternatives(all.links.iter());
        let before = format!(r"(?:\b(?P<w>{weekday})\b\.?,?\s+)?(?:\b(?:{link})\s+)?");
        let year = r"(?P<y>(?:19|20|١٩|٢٠|۱۹|۲۰)\d\d)\b";
        let sources = [
            format!(
                r"(?i){before}\b(?P<d>\d{{1,2}})(?:{ordinal}|\.)?\s*(?:\b(?:{link})\s+)?\b(?P<m>{month})\b[.,]?\s*(?:\b(?:{link})\s+)?{year}"
            ),
            format!(r"(?i){before}\b(?P<m>{month})\b\.?\s*(?P<d>\d{{1,2}})(?:{ordinal})?,?\s*{year}"),
            r"\b(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?:\b|T)".to_owned(),
            r"\b(?P<d>\d{1,2})(?:-|[./]\s?|\s?\|\s?)(?P<m>\d{1,2})(?:-|[./]\s?|\s?\|\s?)(?P<y>(?:19|20)\d\d)\b"
                .to_owned(),
            r"(?P<y>(?:19|20)\d\d)\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日".to_owned(),
            r"\b(?P<d>\d\d)\.(?P<m>\d\d)\.(?P<y>\d\d)\b".to_owned(),
        ];
        let usable = !month.is_empty() && !weekday.is_empty();
        Self {
            patterns: sources.iter().skip(if usable { 0 } else { 2 }).filter_map(|source| Regex::new(source).ok()).collect(),
            weekday: Phrases::behind(&all.weekdays.concat(), Left::Word),
            time_after: Regex::new(&format!(
                r"(?i)^\s*(?:[,|·\-–]|T|{link})?\s*(?P<h>\d{{1,2}})[:.](?P<n>\d\d)\b(?::\d\d\b)?\s*(?P<p>[ap]\.?m\b\.?)?(?:\s*(?:UTC|GMT|Z)\b)?"
            ))
            .ok(),
            time_before: Regex::new(r"(?i)\b(?P<h>\d{1,2}):(?P<n>\d\d)\s*(?P<p>[ap]\.?m\b\.?)?\s*(?:UTC|GMT)?\s*[,|·\-–]?\s*$").ok(),
            months,
            weekdays,
        }
    }

    /// Finds every full date in `text`, in order and without overlap.
    pub(crate) fn find(&self, text: &str) -> Vec<Found> {
        if !may_name_a_year(text) {
            return Vec::new();
        }
        let mut found: Vec<Found> = self
            .patterns
            .iter()
            .flat_map(|pattern| pattern.captures_iter(text).filter_map(|captures| self.read(text, &captures)))
            .collect();
        found.sort_by_key(|date| (date.start, std::cmp::Reverse(date.end)));
        let mut end = 0;
        found.retain(|date| {
            let keep = date.start >= end;
            end = if keep { date.end } else { end };
            keep
        });
        found
    }

    /// Finds the first weekday that is named in full.
    pub(crate) fn first_weekday(&self, text: &str) -> Option<(i8, String)> {
        let words = self.weekday.find_all(text).map(|found| &text[found]);
        let mut full = words.filter(|word| word.chars().count() > 4);
        full.find_map(|word| Some((*self.weekdays.get(&word.to_lowercase())?, word.to_owned())))
    }

    fn read(&self, text: &str, captures: &Captures<'_>) -> Option<Found> {
        let whole = captures.get(0)?;
        let (year, day) = (number(captures.name("y")?.as_str())?, number(captures.name("d")?.as_str())?);
        // "29.10.16": a page on the Web is no older than it.
        let year = if year < 100 { year + if year >= 95 { 1900 } else { 2000 } } else { year };
        let words = captures.name("m")?.as_str();
        let written = self.months.get(&words.to_lowercase()).copied();
        let month = written.or_else(|| number(words).and_then(|n| i8::try_from(n).ok()))?;
        let date = |month: i8, day: i16| Date::new(year, month, i8::try_from(day).ok()?).ok();
        let one = date(month, day);
        // "03/04/2016" can be read both ways; "2016-04-03" and "3.4.2016" cannot.
        let year_last = written.is_none() && !whole.as_str().starts_with(&year.to_string());
        let slashed = year_last && whole.as_str().contains('/');
        // "09-15-2013" has the month first; where both could be, who writes hyphens writes the day first.
        let turned = slashed || year_last && whole.as_str().contains('-') && one.is_none();
        let other = if turned { i8::try_from(day).ok().and_then(|day| date(day, i16::from(month))) } else { None };
        let interval = match (one, other) {
            (Some(one), Some(other)) => Interval::new(one, other),
            (Some(one), None) | (None, Some(one)) => Interval::day(one),
            (None, None) => return None,
        };
        let weekday = captures.name("w").and_then(|w| self.weekdays.get(&w.as_str().to_lowercase()).copied());
        let parts = ["w", "d", "m", "y"];
        let start = parts.iter().filter_map(|part| Some(captures.name(part)?.start())).min()?;
        let mut end = whole.end();
        if whole.as_str().ends_with('T') {
            end -= 1;
        }
        let after = self.time_after.as_ref().and_then(|time| time.captures(text.get(end..)?));
        let end_with_time = after.as_ref().and_then(|time| time.get(0)).map_or(end, |time| end + time.end());
        let before = || self.time_before.as_ref().and_then(|time| time.captures(window_before(text, start)));
        let time = after.as_ref().and_then(clock).or_else(|| before().as_ref().and_then(clock));
        let slashed = slashed.then_some([one, other]);
        Some(Found { start, end, end_with_time, day: interval, weekday, time, slashed })
    }
}

/// A year begins with 19 or 20, or stands with two digits behind a day and a month: looked for before any pattern.
fn may_name_a_year(text: &str) -> bool {
    let short = |part: &[u8]| matches!(part, [a, b, b'.', c, d, b'.', e, f] if [a, b, c, d, e, f].iter().all(|digit| digit.is_ascii_digit()));
    let eastern = || text.contains(['١', '٢', '۱', '۲']);
    text.contains("19") || text.contains("20") || text.as_bytes().windows(8).any(short) || !text.is_ascii() && eastern()
}

/// Gives hour and minute of a clock time: `h`, `n`, and `p` for the half of the day.
pub(crate) fn clock(captures: &Captures<'_>) -> Option<(i8, i8)> {
    let (mut hour, minute) = (number(captures.name("h")?.as_str())?, number(captures.name("n")?.as_str())?);
    if let Some(half) = captures.name("p") {
        let afternoon = half.as_str().starts_with(['p', 'P']);
        hour = hour % 12 + if afternoon { 12 } else { 0 };
    }
    (hour < 24 && minute < 60).then_some((i8::try_from(hour).ok()?, i8::try_from(minute).ok()?))
}

fn window_before(text: &str, end: usize) -> &str {
    let mut start = end.saturating_sub(32);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// Reads Latin, Arabic and Persian digits.
fn number(text: &str) -> Option<i16> {
    text.chars().try_fold(0_i16, |sum, c| {
        let digit = match c {
            '0'..='9' => u32::from(c) - u32::from('0'),
            '\u{660}'..='\u{669}' => u32::from(c) - 0x660,
            '\u{6f0}'..='\u{6f9}' => u32::from(c) - 0x6f0,
            _ => return None,
        };
        sum.checked_mul(10)?.checked_add(i16::try_from(digit).ok()?)
    })
}

fn numbered(lists: &[Vec<String>]) -> BTreeMap<String, i8> {
    let spellings =
        lists.iter().zip(1_i8..).flat_map(|(list, n)| list.iter().map(move |word| (word.to_lowercase(), n)));
    spellings.collect()
}

fn alternatives<'a>(words: impl Iterator<Item = &'a String>) -> String {
    let mut words: Vec<&String> = words.collect();
    words.sort_by_key(|word| (std::cmp::Reverse(word.len()), word.as_str()));
    words.dedup();
    words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join("|")
}

#[cfg(test)]
mod tests {
    use crate::Publishers;

    fn days(text: &str) -> Vec<String> {
        let publishers = Publishers::for_tests();
        publishers.words.dates.find(text).iter().map(super::Found::at).collect()
    }

    #[test]
    fn reads_the_ways_of_writing_a_date() {
        assert_eq!(days("June 29, 2016"), ["2016-06-29"]);
        assert_eq!(days("31 May, 2017"), ["2017-05-31"]);
        assert_eq!(days("Sunday 23rd of Oct 2016"), ["2016-10-23"]);
        assert_eq!(days("Jun 8 2018 18:52 utc"), ["2018-06-08T18:52"]);
        assert_eq!(days("March 4, 2019 at 7:05 pm"), ["2019-03-04T19:05"]);
        assert_eq!(days("16:35 UTC - 8 Jun 2018"), ["2018-06-08T16:35"]);
        assert_eq!(days("2018-06-08T18:52:00Z"), ["2018-06-08T18:52"]);
        assert_eq!(days("3. Oktober 2016"), ["2016-10-03"]);
        assert_eq!(days("26. 1. 2022, 26 | 01 | 2022"), ["2022-01-26", "2022-01-26"]);
        assert_eq!(days("٦ يونيو ٢٠١٨"), ["2018-06-06"]);
        assert_eq!(days("15-09-2013, 09-15-2013, 6-09-2013"), ["2013-09-15", "2013-09-15", "2013-09-06"]);
    }

    #[test]
    fn reads_a_date_that_lost_its_comma() {
        assert_eq!(days("Updated Oct 262016"), ["2016-10-26"]);
    }

    #[test]
    fn leaves_impossible_days() {
        assert!(days("31 February 2016, 45 May 2016").is_empty());
    }
}
