//! Which events pass what an address asks?

use super::{
    facts::{Facet, Index, KEYS},
    search::{Sought, folded},
};
use crate::{
    book::Book,
    parts::{known, link},
    refusal::Refusal,
};
use jiff::civil::Date;
use schema::Event;

/// Filters that stand once, after those of [`KEYS`].
const ONCE: [&str; 6] = ["from", "to", "as_of", "q", "min_sources", "bbox"];
/// What an address may hold beside filters.
const VIEW: [&str; 2] = ["sort", "after"];

/// What an address asks: filters as pairs, in the order of the address.
///
/// The same key again means "or", another key means "and", `not.` before a key turns it round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Key and value; values are never empty.
    pub pairs: Vec<(String, String)>,
}

impl Filter {
    /// Reads the filters of an address; every parameter must be known, or research goes wrong in silence.
    pub fn parse(asked: &[(String, String)]) -> Result<Self, Refusal> {
        let mut filter = Self::default();
        for (key, value) in asked {
            let bare = key.strip_prefix("not.").unwrap_or(key);
            let many = KEYS.iter().any(|(name, _)| *name == bare);
            let once = bare == key && ONCE.contains(&key.as_str());
            if !many && !once && !VIEW.contains(&key.as_str()) {
                let names: Vec<&str> = KEYS.iter().map(|(name, _)| *name).chain(ONCE).chain(VIEW).collect();
                return Err(Refusal::Misasked(format!(
                    "{key}: there is no such filter; there are {}",
                    names.join(", ")
                )));
            }
            if once && !value.is_empty() && filter.value(key).is_some() {
                return Err(Refusal::Misasked(format!("{key} stands more than once")));
            }
            if (many || once) && !value.trim().is_empty() {
                filter.pairs.push((key.clone(), value.trim().to_owned()));
            }
        }
        for key in ["from", "to", "as_of"] {
            filter.day(key)?;
        }
        filter.corners()?;
        filter.min_sources()?;
        Ok(filter)
    }

    /// Gives the first value of a key.
    pub fn value(&self, key: &str) -> Option<&str> {
        self.pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Tells whether a value of a key is asked for.
    pub fn has(&self, key: &str, value: &str) -> bool {
        self.pairs.iter().any(|(name, asked)| name == key && asked == value)
    }

    /// Gives this filter without some pairs.
    pub fn without(&self, leave: impl Fn(&str, &str) -> bool) -> Self {
        Self { pairs: self.pairs.iter().filter(|(key, value)| !leave(key, value)).cloned().collect() }
    }

    /// Gives this filter with one more pair.
    pub fn with(&self, key: &str, value: &str) -> Self {
        let mut more = self.clone();
        more.pairs.push((key.into(), value.into()));
        more
    }

    /// Gives the address of the list with these filters.
    pub fn address(&self) -> String {
        let pairs: Vec<String> = self.pairs.iter().map(|(key, value)| format!("{key}={}", link::part(value))).collect();
        if pairs.is_empty() { "/".into() } else { format!("/?{}", pairs.join("&")) }
    }

    /// Reads a day of the filter.
    pub fn day(&self, key: &str) -> Result<Option<Date>, Refusal> {
        let wrong = |text: &str| Refusal::Misasked(format!("{key}={text}: no day; write it as 2019-03-12"));
        self.value(key).map(|text| text.parse().map_err(|_| wrong(text))).transpose()
    }

    fn min_sources(&self) -> Result<Option<usize>, Refusal> {
        let wrong = |_| Refusal::Misasked("min_sources: write a whole number".into());
        self.value("min_sources").map(|text| text.parse().map_err(wrong)).transpose()
    }

    fn corners(&self) -> Result<Option<[f64; 4]>, Refusal> {
        let Some(text) = self.value("bbox") else { return Ok(None) };
        let corners: Vec<f64> = text.split(',').filter_map(|part| part.parse().ok()).collect();
        let wrong = |_| Refusal::Misasked("bbox: write west,south,east,north in degrees".into());
        corners.try_into().map(Some).map_err(wrong)
    }
}

/// The events that pass, and those that fail by one filter only, which is what facets count.
#[derive(Debug)]
pub(crate) struct Selection {
    /// A bit by event for every filter that it fails: facets first, then [`ONCE`].
    fails: Vec<u32>,
}

impl Selection {
    /// Holds every event against a filter.
    pub fn of(book: &Book, index: &Index, filter: &Filter) -> Result<Self, Refusal> {
        let mut fails = vec![0; book.case.events.len()];
        for (bit, ((key, _), facet)) in KEYS.iter().zip(&index.facets).enumerate() {
            let numbers = |key: &str| -> Vec<Option<usize>> {
                let asked = filter.pairs.iter().filter(|(name, _)| name == key);
                asked.flat_map(|(_, value)| resolved(book, facet, key, value)).collect()
            };
            let (any, none) = (numbers(key), numbers(&format!("not.{key}")));
            if any.is_empty() && none.is_empty() {
                continue;
            }
            for (failed, own) in fails.iter_mut().zip(&facet.of) {
                let has = |list: &[Option<usize>]| own.iter().any(|number| list.contains(&Some(*number)));
                *failed |= u32::from((!any.is_empty() && !has(&any)) || has(&none)) << bit;
            }
        }
        let once = Once::of(filter)?;
        for (failed, (event, facts)) in fails.iter_mut().zip(book.case.events.iter().zip(&index.facts)) {
            for (bit, failing) in once.fails(book, event, facts).into_iter().enumerate() {
                *failed |= u32::from(failing) << (KEYS.len() + bit);
            }
        }
        Ok(Self { fails })
    }

    /// Gives the numbers of the events that pass.
    pub fn passing(&self) -> impl Iterator<Item = usize> {
        self.fails.iter().enumerate().filter(|(_, fails)| **fails == 0).map(|(n, _)| n)
    }

    /// Gives the numbers of the events that pass all filters but those of a facet.
    pub fn passing_but(&self, facet: usize) -> impl Iterator<Item = usize> {
        self.fails.iter().enumerate().filter(move |(_, fails)| **fails & !(1 << facet) == 0).map(|(n, _)| n)
    }

    /// Gives the numbers of the events that pass all filters but those of the days.
    pub fn passing_at_any_time(&self) -> impl Iterator<Item = usize> {
        let days = 0b11 << KEYS.len();
        self.fails.iter().enumerate().filter(move |(_, fails)| **fails & !days == 0).map(|(n, _)| n)
    }
}

/// Gives the numbers of a value, by id or by any of the names of an actor or place; an unknown one matches nothing.
fn resolved(book: &Book, facet: &Facet, key: &str, value: &str) -> Vec<Option<usize>> {
    if let Some(number) = facet.number(value) {
        return vec![Some(number)];
    }
    let asked = folded(value);
    let same = |name: &String| folded(name) == asked;
    let ids: Vec<&String> = match key.strip_prefix("not.").unwrap_or(key) {
        "actor" => book
            .case
            .actors
            .iter()
            .filter(|actor| same(&actor.name) || actor.aliases.iter().any(same))
            .map(|actor| &actor.id)
            .collect(),
        "place" => book
            .case
            .places
            .iter()
            .filter(|place| same(&place.name) || place.aliases.iter().any(same))
            .map(|place| &place.id)
            .collect(),
        _ => Vec::new(),
    };
    if ids.is_empty() { vec![None] } else { ids.into_iter().map(|id| facet.number(id)).collect() }
}

/// The filters that stand once, read.
struct Once {
    from: Option<Date>,
    to: Option<Date>,
    as_of: Option<Date>,
    sought: Option<Sought>,
    min_sources: Option<usize>,
    corners: Option<[f64; 4]>,
}

impl Once {
    fn of(filter: &Filter) -> Result<Self, Refusal> {
        Ok(Self {
            from: filter.day("from")?,
            to: filter.day("to")?,
            as_of: filter.day("as_of")?,
            sought: filter.value("q").map(Sought::parse),
            min_sources: filter.min_sources()?,
            corners: filter.corners()?,
        })
    }

    /// Tells by filter, in the order of [`ONCE`], which ones an event fails.
    fn fails(&self, book: &Book, event: &Event, facts: &super::facts::Facts) -> [bool; 6] {
        let told = |day: Date| {
            event
                .mentions
                .iter()
                .filter_map(|id| book.mention(id))
                .any(|(_, document)| known::published_by(document, day))
        };
        [
            self.from.is_some_and(|from| event.when.is_none_or(|when| when.to < from)),
            self.to.is_some_and(|to| event.when.is_none_or(|when| when.from > to)),
            self.as_of.is_some_and(|day| !told(day)),
            self.sought.as_ref().is_some_and(|sought| !sought.is_met_by(&facts.words)),
            self.min_sources.is_some_and(|least| facts.counts[1] < least),
            self.corners.is_some_and(|corners| !lies_in(book, event, corners)),
        ]
    }
}

fn lies_in(book: &Book, event: &Event, [west, south, east, north]: [f64; 4]) -> bool {
    let place = event.place.as_deref().and_then(|id| book.place(id));
    let Some((lat, lon)) = place.and_then(|place| place.lat.zip(place.lon)) else { return false };
    let within = if west <= east { west <= lon && lon <= east } else { lon >= west || lon <= east };
    within && south <= lat && lat <= north
}

#[cfg(test)]
mod tests {
    use super::Filter;

    fn parse(pairs: &[(&str, &str)]) -> Result<Filter, crate::refusal::Refusal> {
        let pairs: Vec<_> = pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        Filter::parse(&pairs)
    }

    #[test]
    fn what_no_filter_can_be_is_refused() {
        let wrong = [
            ("colour", "red"),
            ("from", "June"),
            ("as_of", "2019-02-30"),
            ("bbox", "1,2,3"),
            ("min_sources", "-1"),
            ("not.q", "x"),
        ];
        for pair in wrong {
            assert!(parse(&[pair]).is_err(), "{pair:?}");
        }
        assert!(parse(&[("q", "a"), ("q", "b")]).is_err());
    }

    #[test]
    fn a_filter_and_its_address_say_the_same() {
        let filter = parse(&[("place", "كفرزيتا"), ("not.actor", "state & co"), ("to", ""), ("after", "E-1")]).unwrap();
        assert_eq!(filter.pairs.len(), 2);
        assert!(filter.address().ends_with("not.actor=state%20%26%20co"), "{}", filter.address());
        assert_eq!(filter.without(|_, _| true).address(), "/");
    }
}
