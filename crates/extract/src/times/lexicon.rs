//! What do single words of a time expression stand for?

use super::pattern::Slot;
use crate::words::{Word, WordMap, WordSet};
use schema::Grain;
use serde::Deserialize;
use std::ops::RangeInclusive;

type Numbers = WordMap<i32>;

/// The word lists of `data/<language>/times.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Lexicon {
    months: Numbers,
    months_short: Numbers,
    months_doubtful: WordSet,
    weekdays: Numbers,
    weekdays_short: Numbers,
    near_days: Numbers,
    numbers: Numbers,
    units: WordMap<Unit>,
    directions: Numbers,
    parts: WordMap<Part>,
    halves: WordMap<Part>,
    seasons: Numbers,
    seasons_doubtful: WordSet,
    dayparts: WordSet,
    ordinal_endings: WordSet,
    ordinals: Numbers,
    clock_endings: WordSet,
    /// Words that may stand between a day and an hour of it.
    pub(super) hour_links: WordSet,
    /// Words at the end of an expression that tie it to something told beside it.
    pub(super) relations: WordSet,
    /// Words before a time since which something has gone on.
    pub(super) beginnings: WordSet,
    /// Words that may stand between two days of one year.
    pub(super) joins: WordSet,
    years_follow: WordSet,
    counts_follow: WordSet,
    counted: WordSet,
    /// Words that make the weekday after them a coming one.
    pub(super) ahead: WordSet,
    /// Words that make the time before them a coming one.
    pub(super) ahead_behind: WordSet,
    /// Words behind which such a word no longer counts.
    pub(super) ahead_ends: WordSet,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
}

impl Unit {
    const ALL: [Self; 7] = [Self::Hour, Self::Day, Self::Week, Self::Month, Self::Year, Self::Decade, Self::Century];

    /// Gives the unit that a slot took.
    pub(super) fn of(value: i32) -> Option<Self> {
        usize::try_from(value).ok().and_then(|index| Self::ALL.get(index).copied())
    }

    /// Gives so many of the unit in the grains that values count in.
    pub(super) fn of_number(self, number: i32) -> (i32, Grain) {
        match self {
            Self::Hour => (number, Grain::Hour),
            Self::Day => (number, Grain::Day),
            Self::Week => (number, Grain::Week),
            Self::Month => (number, Grain::Month),
            Self::Year => (number, Grain::Year),
            Self::Decade => (number.saturating_mul(10), Grain::Year),
            Self::Century => (number.saturating_mul(100), Grain::Year),
        }
    }
}

/// A part of a month or a year: its beginning, middle and end, and its halves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Part {
    Start,
    Middle,
    End,
    First,
    Second,
}

impl Part {
    const ALL: [Self; 5] = [Self::Start, Self::Middle, Self::End, Self::First, Self::Second];

    /// Gives the part that a slot took.
    pub(super) fn of(value: i32) -> Option<Self> {
        usize::try_from(value).ok().and_then(|index| Self::ALL.get(index).copied())
    }
}

impl Lexicon {
    /// Gives what the word at `at` means in a slot; none where it does not fit there.
    pub(super) fn value(&self, slot: Slot, words: &[Word], at: usize) -> Option<i32> {
        let word = words.get(at)?;
        let lower = &*word.lower;
        match slot {
            Slot::Day | Slot::DayTo => self.day(lower),
            Slot::One | Slot::Two => digits(lower, 2).filter(|n| (1..=31).contains(n)),
            Slot::Month => self.month(word),
            Slot::MonthAlone => {
                self.months.get(lower).copied().filter(|_| word.capital && !self.months_doubtful.contains(lower))
            }
            Slot::MonthNumber => digits(lower, 2).filter(|n| (1..=12).contains(n)),
            Slot::Year => year(lower),
            Slot::YearTo => year(lower).filter(|_| !self.is_count(words, at)),
            Slot::YearAlone => self.year_alone(words, at),
            Slot::Decade => decade(lower),
            Slot::Weekday => {
                let short = || self.weekdays_short.get(lower).filter(|_| word.capital);
                self.weekdays.get(lower).or_else(short).copied()
            }
            Slot::WeekdayAlone => self.weekdays.get(lower).copied().filter(|_| word.capital),
            Slot::NearDay => self.near_days.get(lower).copied(),
            Slot::Number => self.numbers.get(lower).copied().or_else(|| digits(lower, 3)).filter(|n| *n > 0),
            Slot::Unit => self.units.get(lower).map(|unit| *unit as i32),
            Slot::Direction => self.directions.get(lower).copied(),
            Slot::Part => self.parts.get(lower).map(|part| *part as i32),
            Slot::Season => self.seasons.get(lower).copied(),
            Slot::Daypart => self.dayparts.contains(lower).then_some(0),
            Slot::Ordinal => self.ordinal(lower),
            Slot::Nth => self.day(lower).filter(|_| lower.ends_with(|c: char| c.is_ascii_lowercase())),
            Slot::Name => {
                let time = self.month(word).is_some() || self.weekdays.contains_key(lower);
                (word.capital && !time).then_some(0)
            }
            Slot::Half => self.halves.get(lower).map(|part| *part as i32),
            Slot::Units => self.units.get(lower).map(|unit| *unit as i32).filter(|_| lower.ends_with('s')),
            Slot::YearBc => digits_within(lower, 3..=4).map(|year| 1 - year),
            Slot::ShortYear => digits_within(lower, 2..=2),
            Slot::Hour => digits_within(lower, 1..=2).filter(|hour| *hour <= 24),
            Slot::Minute => self.clock(lower, 2..=2).filter(|minute| *minute < 60),
            Slot::Clock => {
                let hour = self.clock(lower, 1..=2).filter(|hour| *hour <= 12);
                hour.filter(|_| !lower.bytes().all(|b| b.is_ascii_digit()))
            }
            Slot::SeasonAlone => self.seasons.get(lower).copied().filter(|_| !self.seasons_doubtful.contains(lower)),
        }
    }

    /// Gives the words that a slot can begin with.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        let numbers = [
            &self.months,
            &self.months_short,
            &self.weekdays,
            &self.weekdays_short,
            &self.near_days,
            &self.numbers,
            &self.directions,
            &self.seasons,
            &self.ordinals,
        ];
        let numbers = numbers.into_iter().flat_map(WordMap::keys);
        let others = self.units.keys().chain(self.parts.keys()).chain(&self.dayparts);
        numbers.chain(others).map(|word| &**word)
    }

    fn day(&self, lower: &str) -> Option<i32> {
        let number = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ending = &lower[number.len()..];
        let fits = ending.is_empty() || self.ordinal_endings.contains(ending);
        digits(number, 2).filter(|n| fits && (1..=31).contains(n))
    }

    /// Reads "20th", "first", "twenty-first" as far as the list goes.
    fn ordinal(&self, lower: &str) -> Option<i32> {
        let number = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let written = digits(number, 2).filter(|_| self.ordinal_endings.contains(&lower[number.len()..]));
        written.or_else(|| self.ordinals.get(lower).copied())
    }

    /// Reads "30", "30pm" and "5pm".
    fn clock(&self, lower: &str, length: RangeInclusive<usize>) -> Option<i32> {
        let number = lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ending = &lower[number.len()..];
        digits_within(number, length).filter(|_| ending.is_empty() || self.clock_endings.contains(ending))
    }

    fn month(&self, word: &Word) -> Option<i32> {
        let lower = &*word.lower;
        let sure = word.capital || !self.months_doubtful.contains(lower);
        let full = self.months.get(lower).filter(|_| sure);
        full.or_else(|| self.months_short.get(lower).filter(|_| word.capital)).copied()
    }

    /// Tells whether the number at `at` stands before something that is counted.
    fn is_count(&self, words: &[Word], at: usize) -> bool {
        words.get(at + 1).is_some_and(|word| self.counted.contains(&word.lower))
    }

    /// Reads "the 2014 offensive", but neither "2000 people" nor "nearly 2000".
    fn year_alone(&self, words: &[Word], at: usize) -> Option<i32> {
        let year = digits(&words.get(at)?.lower, 4).filter(|n| (1600..=2050).contains(n))?;
        let word_before =
            |back: usize| at.checked_sub(back).and_then(|at| words.get(at)).map_or("", |word| &word.lower);
        let before = match word_before(1) {
            "-" if self.parts.contains_key(word_before(2)) => word_before(2),
            before => before,
        };
        let sure = self.years_follow.contains(before);
        let count = self.counts_follow.contains(before) || self.is_count(words, at);
        // "Views 1662": of long ago a number behind a capital tells nothing.
        let labelled = year < 1900 && at.checked_sub(1).is_some_and(|before| words[before].capital);
        (sure || !count && !labelled).then_some(year)
    }
}

fn year(lower: &str) -> Option<i32> {
    digits(lower, 4).filter(|year| (1000..=2100).contains(year))
}

fn digits(text: &str, most: usize) -> Option<i32> {
    let right = text.len() <= most && text.bytes().all(|b| b.is_ascii_digit()) && (most < 4 || text.len() == most);
    if right { text.parse().ok() } else { None }
}

fn digits_within(text: &str, length: RangeInclusive<usize>) -> Option<i32> {
    let right = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if right { text.parse().ok() } else { None }
}

/// Reads "1990s".
fn decade(lower: &str) -> Option<i32> {
    digits(lower.strip_suffix('s')?, 4).filter(|year| year % 10 == 0 && (1000..=2100).contains(year))
}
