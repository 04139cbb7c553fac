//! Which words follow one another in a time expression?
//!
//! A pattern is a row of items: `word`, `(one|other)`, `{slot}`, each with `?` where it may be missing,
//! and `<one|other>` for words that must stand before or behind, but do not belong to the expression.

use super::lexicon::Lexicon;
use crate::words::Word;

/// What a slot of a pattern takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    Day,
    DayTo,
    Month,
    MonthAlone,
    MonthNumber,
    Year,
    YearTo,
    YearAlone,
    Decade,
    Weekday,
    WeekdayAlone,
    NearDay,
    Number,
    Unit,
    Direction,
    Part,
    Season,
    Daypart,
    One,
    Two,
    Ordinal,
    Nth,
    Name,
    Half,
    Units,
    YearBc,
    ShortYear,
    Hour,
    Minute,
    Clock,
    SeasonAlone,
}

const SLOTS: [(&str, Slot); 31] = [
    ("day", Slot::Day),
    ("day-to", Slot::DayTo),
    ("month", Slot::Month),
    ("month-alone", Slot::MonthAlone),
    ("month-number", Slot::MonthNumber),
    ("year", Slot::Year),
    ("year-to", Slot::YearTo),
    ("year-alone", Slot::YearAlone),
    ("decade", Slot::Decade),
    ("weekday", Slot::Weekday),
    ("weekday-alone", Slot::WeekdayAlone),
    ("near-day", Slot::NearDay),
    ("number", Slot::Number),
    ("unit", Slot::Unit),
    ("direction", Slot::Direction),
    ("part", Slot::Part),
    ("season", Slot::Season),
    ("daypart", Slot::Daypart),
    ("one", Slot::One),
    ("two", Slot::Two),
    ("ordinal", Slot::Ordinal),
    ("nth", Slot::Nth),
    ("name", Slot::Name),
    ("half", Slot::Half),
    ("units", Slot::Units),
    ("year-bc", Slot::YearBc),
    ("short-year", Slot::ShortYear),
    ("hour", Slot::Hour),
    ("minute", Slot::Minute),
    ("clock", Slot::Clock),
    ("season-alone", Slot::SeasonAlone),
];

#[derive(Clone, Debug, PartialEq, Eq)]
enum Takes {
    Words(Vec<Box<str>>),
    Slot(Slot),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Item {
    takes: Takes,
    optional: bool,
    outside: bool,
}

/// A row of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Item>);

/// The numbers that the slots of a pattern took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Slots {
    pub(super) day: Option<i32>,
    pub(super) day_to: Option<i32>,
    pub(super) month: Option<i32>,
    pub(super) year: Option<i32>,
    pub(super) year_to: Option<i32>,
    pub(super) decade: Option<i32>,
    pub(super) weekday: Option<i32>,
    pub(super) near_day: Option<i32>,
    pub(super) number: Option<i32>,
    pub(super) unit: Option<i32>,
    pub(super) direction: Option<i32>,
    pub(super) part: Option<i32>,
    pub(super) season: Option<i32>,
    pub(super) one: Option<i32>,
    pub(super) two: Option<i32>,
    pub(super) ordinal: Option<i32>,
    pub(super) short_year: Option<i32>,
    /// True where the expression ends in "after" or "before" and so counts from something told beside it.
    pub(super) relates: bool,
}

/// Words that a pattern fits: those of the expression, and what the slots took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fit {
    /// First word of the expression.
    pub(super) from: usize,
    /// One past its last word.
    pub(super) end: usize,
    /// One past the last word that the pattern looked at.
    pub(super) to: usize,
    pub(super) slots: Slots,
}

impl Pattern {
    /// Parses a pattern; the error says which item is wrong.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let items = text.split_whitespace().map(item).collect::<Result<Vec<_>, _>>()?;
        if items.iter().all(|item| item.optional || item.outside) {
            return Err("every item of the pattern may be missing".into());
        }
        Ok(Self(items))
    }

    /// Gives the words that the pattern can begin with, and whether a slot can begin it.
    pub(super) fn first(&self) -> (Vec<&str>, bool) {
        let (mut first, mut slot) = (Vec::new(), false);
        for item in &self.0 {
            match &item.takes {
                Takes::Words(words) => first.extend(words.iter().map(|word| &**word)),
                Takes::Slot(_) => slot = true,
            }
            if !item.optional {
                break;
            }
        }
        (first, slot)
    }

    /// Fits the pattern to the words from `at` on, taking as many as it can.
    pub(super) fn fit(&self, words: &[Word], at: usize, lexicon: &Lexicon) -> Option<Fit> {
        let start = Fit { from: at, end: at, to: at, slots: Slots::default() };
        fit(&self.0, words, &start, lexicon)
    }
}

fn fit(items: &[Item], words: &[Word], so_far: &Fit, lexicon: &Lexicon) -> Option<Fit> {
    let Some((item, rest)) = items.split_first() else { return Some(*so_far) };
    let took = take(item, words, so_far, lexicon).and_then(|next| fit(rest, words, &next, lexicon));
    if took.is_none() && item.optional { fit(rest, words, so_far, lexicon) } else { took }
}

fn take(item: &Item, words: &[Word], so_far: &Fit, lexicon: &Lexicon) -> Option<Fit> {
    let word = words.get(so_far.to)?;
    let taken = match &item.takes {
        Takes::Words(known) => known.contains(&word.lower).then_some(None)?,
        Takes::Slot(slot) => Some((*slot, lexicon.value(*slot, words, so_far.to)?)),
    };
    let mut next = Fit { to: so_far.to + 1, ..*so_far };
    if let Some((slot, value)) = taken {
        next.slots.put(slot, value);
    }
    if !item.outside {
        next.end = next.to;
    } else if next.end == next.from {
        (next.from, next.end) = (next.to, next.to);
    }
    Some(next)
}

impl Slots {
    fn put(&mut self, slot: Slot, value: i32) {
        let place = match slot {
            Slot::Day | Slot::Nth => &mut self.day,
            Slot::DayTo => &mut self.day_to,
            Slot::Month | Slot::MonthAlone | Slot::MonthNumber => &mut self.month,
            Slot::Year | Slot::YearAlone | Slot::YearBc => &mut self.year,
            Slot::YearTo => &mut self.year_to,
            Slot::Decade => &mut self.decade,
            Slot::Weekday | Slot::WeekdayAlone => &mut self.weekday,
            Slot::NearDay => &mut self.near_day,
            Slot::Number => &mut self.number,
            Slot::Unit => &mut self.unit,
            Slot::Units => {
                self.number = self.number.or(Some(0));
                &mut self.unit
            }
            Slot::Direction => &mut self.direction,
            Slot::Part | Slot::Half => &mut self.part,
            Slot::Season | Slot::SeasonAlone => &mut self.season,
            Slot::Ordinal => &mut self.ordinal,
            Slot::ShortYear => &mut self.short_year,
            Slot::One => &mut self.one,
            Slot::Two => &mut self.two,
            Slot::Daypart | Slot::Name | Slot::Hour | Slot::Minute | Slot::Clock => return,
        };
        *place = Some(value);
    }
}

fn item(text: &str) -> Result<Item, String> {
    let (text, optional) = text.strip_suffix('?').map_or((text, false), |text| (text, true));
    let within = |open: char, close: char| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    let list = |text: &str| Takes::Words(text.split('|').map(|word| word.to_lowercase().into()).collect());
    let (takes, outside) = if let Some(name) = within('{', '}') {
        let known = SLOTS.iter().find(|(known, _)| *known == name);
        (Takes::Slot(known.ok_or_else(|| format!("there is no slot `{name}`"))?.1), false)
    } else if let Some(words) = within('<', '>') {
        (list(words), true)
    } else if let Some(words) = within('(', ')') {
        (list(words), false)
    } else {
        (list(text), false)
    };
    Ok(Item { takes, optional, outside })
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn a_pattern_says_how_it_can_begin() {
        let first = |text| {
            let pattern = Pattern::parse(text).unwrap();
            let (words, slot) = pattern.first();
            (words.join(" "), slot)
        };
        assert_eq!(first("<in|since> {year}"), ("in since".into(), false));
        assert_eq!(first("the? {number} days"), ("the".into(), true));
        assert_eq!(first("{weekday}? the? (past|last) days"), ("the past last".into(), true));
    }

    #[test]
    fn a_wrong_pattern_is_refused() {
        assert!(Pattern::parse("{yeer}").unwrap_err().contains("yeer"));
        assert!(Pattern::parse("the? of?").is_err());
    }
}
