//! When and where was it?

use super::{Incident, Reading};
use schema::{Basis, EventMention, EventTime, Interval, Place, Precision, Span, TimeValue, ToponymUse};
use std::collections::BTreeMap;

/// "1990-02-02..1990-02-02", or ".." and the day of the dispatch: on or before.
pub(super) fn when(incident: &Incident<'_>, reading: &Reading<'_>) -> String {
    let day = reading.day.map(|day| day.to_string()).unwrap_or_default();
    let interval = stated(&incident.mentions, reading).find(|interval| days(*interval) <= FEW_DAYS);
    interval.map_or(format!("..{day}"), |interval| format!("{}..{}", interval.from, interval.to))
}

/// "Last night" is two days; "this year" tells no more than that it was before the dispatch.
const FEW_DAYS: i64 = 3;

fn days(interval: Interval) -> i64 {
    interval.from.duration_until(interval.to).as_hours() / 24
}

/// Gives the days that some mentions state.
fn stated(mentions: &[&EventMention], reading: &Reading<'_>) -> impl Iterator<Item = Interval> {
    let times = mentions.iter().filter_map(|mention| mention.time.as_ref());
    times.filter(|time| time.basis == Basis::Stated && time.span.is_some()).filter_map(|time| interval(time, reading))
}

fn interval(time: &EventTime, reading: &Reading<'_>) -> Option<Interval> {
    match time.value {
        TimeValue::Absolute(interval) => Some(interval),
        TimeValue::Relative(relative) => relative.resolve(reading.day?),
        _ => None,
    }
}

/// The country first, then what the places are called; none outside of the region that the dispatches were chosen for.
pub(super) fn place(incident: &Incident<'_>, reading: &Reading<'_>) -> Option<Vec<String>> {
    let named = |code: &String| crate::muc::key::plain(reading.words.countries.get(code).unwrap_or(code));
    let stated = incident.mentions.iter().filter_map(|mention| mention.place.as_ref());
    let stated = stated.filter_map(|place| Some((reading.place(&place.place)?, place.span)));
    // What is told from Rome, of somebody from Madrid, may still have happened in the region.
    let here: Vec<_> = stated.filter(|(place, _)| reading.country(place).is_some()).collect();
    let main = main_country(reading);
    let Some(first) = here.first() else { return main.map(|code| vec![named(&code)]) };
    // "Santa Lucia" lies in every country: the one that the dispatch is about, where it names no other.
    let own = |place: &Place| {
        let code = reading.country(place)?;
        let is_named = place.precision == Precision::Country || reading.names(&code);
        main.clone().filter(|_| !is_named).or(Some(code))
    };
    let country = here.iter().find_map(|(place, _)| own(place)).or_else(|| reading.country(first.0))?;
    let mut names = vec![named(&country)];
    for (place, span) in here.iter().filter(|(place, _)| place.precision != Precision::Country) {
        if own(place).as_ref() == Some(&country) {
            names.extend(reading.called(place, *span));
        }
    }
    Some(names)
}

/// Tells whether two groups of mentions are of different days or towns, as far as both say.
pub(super) fn differ(one: &[&EventMention], other: &[&EventMention], reading: &Reading<'_>) -> bool {
    let days = |mentions: &[&EventMention]| stated(mentions, reading).collect::<Vec<_>>();
    let towns = |mentions: &[&EventMention]| -> Vec<String> {
        let places = mentions.iter().filter_map(|mention| mention.place.as_ref());
        let places =
            places.filter(|place| place.basis == Basis::Stated).filter_map(|place| reading.place(&place.place));
        places.filter(|place| place.precision == Precision::Point).map(|place| place.id.clone()).collect()
    };
    let ((day, another), (town, elsewhere)) = ((days(one), days(other)), (towns(one), towns(other)));
    let two_days = !day.is_empty() && !another.is_empty();
    let two_towns = !town.is_empty() && !elsewhere.is_empty();
    two_days && !day.iter().any(|day| another.iter().any(|other| day.overlaps(*other)))
        || two_towns && !town.iter().any(|town| elsewhere.contains(town))
}

/// Gives the country of the region that the dispatch names most.
fn main_country(reading: &Reading<'_>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for mention in &reading.findings.place_mentions {
        if let Some(code) = reading.place(&mention.place).and_then(|place| reading.country(place)) {
            *counts.entry(code).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(code, count)| (*count, std::cmp::Reverse(code.clone()))).map(|(code, _)| code)
}

impl Reading<'_> {
    fn place(&self, id: &String) -> Option<&Place> {
        self.findings.places.iter().find(|place| place.id == *id)
    }

    /// Gives the country of a place, where it is of the region.
    fn country(&self, place: &Place) -> Option<String> {
        place.country.clone().filter(|code| self.words.region.contains(code))
    }

    /// Tells whether the dispatch names a country itself.
    fn names(&self, code: &String) -> bool {
        let places = self.findings.place_mentions.iter().filter_map(|mention| self.place(&mention.place));
        let mut countries = places.filter(|place| place.precision == Precision::Country);
        countries.any(|place| place.country.as_ref() == Some(code))
    }

    /// What a place is called: "17 km from Orva" by its words and as "Orva", "the town" by its name alone.
    fn called(&self, place: &Place, span: Span) -> Vec<String> {
        let is_description =
            |mention: &&schema::PlaceMention| mention.span == span && mention.usage == ToponymUse::Description;
        let words = Some(self.plain(span)).filter(|_| !self.findings.place_mentions.iter().any(|m| is_description(&m)));
        let mut names: Vec<String> = words.into_iter().chain([crate::muc::key::plain(&place.name)]).collect();
        let behind: Vec<String> = names
            .iter()
            .filter_map(|name| name.rsplit_once(" of ").or_else(|| name.rsplit_once(" from ")))
            .map(|(_, behind)| behind.to_owned())
            .collect();
        names.extend(behind);
        names
    }
}
