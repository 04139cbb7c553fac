//! How often is everything met in the whole case?

use crate::blocks::Known;
use crate::reading::Reading;
use crate::telling::Telling;
use crate::words::{Rarity, Vocabulary};
use jiff::civil::Date;
use schema::Interval;
use std::collections::{BTreeMap, HashMap};

/// Wider days tell no day.
const MONTH: i32 = 31;

/// How often everything is met in the whole case.
pub(crate) struct Counts {
    /// The words.
    pub vocabulary: Vocabulary,
    /// How rare words are among clauses.
    pub rarity: Rarity,
    /// How rare they are among accounts.
    pub story_rarity: Rarity,
    /// How many tellings name each actor, place, kind and day.
    pub fame: Fame,
    /// How many tellings there are.
    pub tellings: u32,
}

impl Counts {
    /// Counts in all tellings.
    pub fn of(vocabulary: Vocabulary, tellings: &[Telling<'_>], readings: &[Reading]) -> Self {
        Self {
            vocabulary,
            rarity: Rarity::new(tellings.iter().map(|telling| telling.clause.words.as_slice())),
            story_rarity: Rarity::new(readings.iter().map(|reading| reading.story.as_slice())),
            fame: Fame::new(&fame(tellings)),
            tellings: u32::try_from(tellings.len()).unwrap_or(u32::MAX),
        }
    }

    /// Weighs the words of a telling.
    pub fn weigh(&self, telling: &mut Telling<'_>) {
        telling.weight = self.rarity.sum(&telling.clause.words);
    }

    /// Gives how rare something is that so many tellings name: the logarithm of one in how many does.
    pub fn rareness(&self, count: u32) -> f64 {
        (f64::from(self.tellings) / f64::from(count.max(1))).ln()
    }
}

/// How many tellings name what, laid out for the millions of comparisons that ask.
pub(crate) struct Fame {
    names: HashMap<String, u32>,
    days: Known<Date, u32>,
}

impl Fame {
    /// Lays out counts by name; days are named as they are written.
    pub fn new(counts: &BTreeMap<String, u32>) -> Self {
        let day = |(name, count): (&String, &u32)| {
            name.parse::<Date>().ok().filter(|day| day.to_string() == *name).map(|day| (day, *count))
        };
        Self {
            names: counts.iter().map(|(name, count)| (name.clone(), *count)).collect(),
            days: counts.iter().filter_map(day).collect(),
        }
    }

    /// Gives how many tellings name an actor, a place or a kind.
    pub fn of(&self, id: &str) -> u32 {
        self.names.get(id).copied().unwrap_or(0)
    }

    /// Gives how many tellings are about the least rare of some days; nothing where they are so many that they tell no day.
    pub fn of_days(&self, when: Interval) -> Option<u32> {
        days_of(when).map(|day| self.days.get(&day).copied().unwrap_or(0)).max()
    }
}

/// Counts how many tellings name each actor, place, kind and day.
pub(crate) fn fame(tellings: &[Telling<'_>]) -> BTreeMap<String, u32> {
    let mut fame: BTreeMap<&str, u32> = BTreeMap::new();
    for telling in tellings {
        let place = telling.place.map(|place| place.id.as_str());
        let parties = telling.parties().into_iter().map(|party| party.id);
        for id in parties.chain(place).chain([telling.mention.kind.as_str()]) {
            *fame.entry(id).or_default() += 1;
        }
    }
    let mut fame: BTreeMap<String, u32> = fame.into_iter().map(|(id, count)| (id.to_owned(), count)).collect();
    for when in tellings.iter().filter(|telling| telling.knows_its_days()).filter_map(Telling::about) {
        days_of(when).for_each(|day| *fame.entry(day.to_string()).or_default() += 1);
    }
    fame
}

/// Gives the days of an interval; none of one so wide that it tells no day.
fn days_of(when: Interval) -> impl Iterator<Item = Date> {
    let days = std::iter::successors(Some(when.from), |day| day.tomorrow().ok()).take_while(move |day| *day <= when.to);
    days.take(if when.days() <= MONTH { usize::MAX } else { 0 })
}
