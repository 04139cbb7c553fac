//! Which events are asked for?

use jiff::civil::Date;
use schema::Precision;
use serde::Serialize;
use std::collections::BTreeMap;

/// Filters whose values are words: what each means, for help texts and the API's description.
pub const KEYS: [(&str, &str); 16] = [
    ("type", "kind of event: shelling, airstrike, …"),
    ("status", "how far its claims agree: single, corroborated, compatible or disputed"),
    ("actor", "who takes part on either side: an id or any of its names"),
    ("agent", "who acts"),
    ("target", "who is hit"),
    ("place", "where some account places it: an id or any of its names"),
    ("country", "ISO 3166-1 alpha-2 code of the place's country"),
    ("source", "a publisher that tells of it"),
    ("speaker", "somebody who is quoted on it"),
    ("language", "ISO 639-1 code of an account"),
    ("document", "a document that tells of it: id or path"),
    ("attribute", "something is claimed about: killed, wounded, …"),
    ("party", "whether a party to the event has said something: yes or no"),
    ("lacks", "what nobody tells: day or place; or map, for a place that is on none"),
    ("part_of", "a larger event, by its id: that event and its parts"),
    ("id", "the event itself"),
];

/// More sources than any event has.
const MOST_SOURCES: u64 = 1_000_000;
/// Filters that stand once.
const ONCE: [&str; 7] = ["from", "to", "as_of", "q", "min_sources", "precision", "bbox"];

/// Values of one filter: an event needs one of `any`, where there are some, and none of `none`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// Wanted values.
    pub any: Vec<String>,
    /// Unwanted values (`not.`).
    pub none: Vec<String>,
}

/// What events must have; an empty one lets all through.
///
/// The same key again means "or", another key means "and", `not.` before a key turns it round.
///
/// ```
/// use store::query::Filter;
/// let filter = Filter::parse([("type", "shelling"), ("type", "airstrike"), ("not.status", "single"), ("from", "2016-06-01")]);
/// assert_eq!(filter.unwrap().query_string(), "not.status=single&type=shelling&type=airstrike&from=2016-06-01");
/// assert!(Filter::parse([("colour", "red")]).is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Filters whose values are words, by their [`KEYS`].
    pub terms: BTreeMap<&'static str, Terms>,
    /// On this day or later.
    pub from: Option<Date>,
    /// On this day or earlier.
    pub to: Option<Date>,
    /// As the accounts that were public on this day told it.
    pub as_of: Option<Date>,
    /// Words of a passage that tells of it.
    pub q: Option<String>,
    /// At least so many publishers tell of it.
    pub min_sources: Option<u64>,
    /// Its place is known at least so exactly.
    pub precision: Option<Precision>,
    /// West, south, east and north of a box that holds its place; west may be greater than east across the date line.
    pub bbox: Option<[f64; 4]>,
}

/// A parameter that is no filter, or a value that it cannot have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BadParameter {
    /// The parameter.
    pub parameter: String,
    /// What is wrong and what to write instead.
    pub detail: String,
}

impl std::fmt::Display for BadParameter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.parameter, self.detail)
    }
}

impl Filter {
    /// Reads filters from pairs of key and value. A pair with an empty value is passed over: forms send them.
    ///
    /// # Errors
    /// Every pair that is no filter: a misspelt one must never look like an answer.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, Vec<BadParameter>> {
        let (mut filter, mut bad) = (Self::default(), Vec::new());
        for (key, value) in pairs {
            let read = if value.trim().is_empty() { Self::known(key) } else { filter.take(key, value.trim()) };
            if let Err(detail) = read {
                bad.push(BadParameter { parameter: key.to_owned(), detail });
            }
        }
        if bad.is_empty() { Ok(filter) } else { Err(bad) }
    }

    fn known(key: &str) -> Result<(), String> {
        let bare = key.strip_prefix("not.").unwrap_or(key);
        let known = KEYS.iter().any(|(name, _)| *name == bare) || (bare == key && ONCE.contains(&key));
        known.then_some(()).ok_or_else(unknown)
    }

    fn take(&mut self, key: &str, value: &str) -> Result<(), String> {
        match key {
            "from" => once(&mut self.from, day(value)?),
            "to" => once(&mut self.to, day(value)?),
            "as_of" => once(&mut self.as_of, day(value)?),
            "q" => once(&mut self.q, value.to_owned()),
            "min_sources" => {
                let number = value.parse().ok().filter(|number| *number <= MOST_SOURCES);
                once(&mut self.min_sources, number.ok_or_else(|| "write a whole number, a million at most".to_owned())?)
            }
            "precision" => once(&mut self.precision, precision(value)?),
            "bbox" => once(&mut self.bbox, bbox(value)?),
            _ => self.add_term(key, value),
        }
    }

    fn add_term(&mut self, key: &str, value: &str) -> Result<(), String> {
        let bare = key.strip_prefix("not.");
        let (name, _) = KEYS.iter().find(|(name, _)| *name == bare.unwrap_or(key)).ok_or_else(unknown)?;
        if let Some(values) = values_of(name)
            && !values.contains(&value)
        {
            return Err(format!("{value} is none of {}", values.join(", ")));
        }
        if *name == "country" && !(value.len() == 2 && value.bytes().all(|letter| letter.is_ascii_alphabetic())) {
            return Err(format!("{value}: write the two letters of ISO 3166-1: SY"));
        }
        let terms = self.terms.entry(name).or_default();
        let list = if bare.is_some() { &mut terms.none } else { &mut terms.any };
        if !list.iter().any(|known| known == value) {
            list.push(value.to_owned());
        }
        Ok(())
    }

    /// Tells whether all events pass.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Gives the filters as pairs, in one order for equal filters, so that one question has one address.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        for (key, terms) in &self.terms {
            pairs.extend(terms.none.iter().map(|value| (format!("not.{key}"), value.clone())));
            pairs.extend(terms.any.iter().map(|value| ((*key).to_owned(), value.clone())));
        }
        let mut once = |key: &str, value: Option<String>| pairs.extend(value.map(|value| (key.to_owned(), value)));
        once("from", self.from.map(|day| day.to_string()));
        once("to", self.to.map(|day| day.to_string()));
        once("as_of", self.as_of.map(|day| day.to_string()));
        once("q", self.q.clone());
        once("min_sources", self.min_sources.map(|n| n.to_string()));
        once("precision", self.precision.map(|precision| crate::sql::name(&precision)));
        once("bbox", self.bbox.map(|corners| corners.map(|degrees| degrees.to_string()).join(",")));
        pairs
    }

    /// Gives the filters as the query string of an address.
    #[must_use]
    pub fn query_string(&self) -> String {
        let pairs = self.pairs();
        let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={}", escaped(value))).collect();
        pairs.join("&")
    }

    /// Gives this filter without one of its keys.
    #[must_use]
    pub fn without(&self, key: &str) -> Self {
        let mut rest = self.clone();
        rest.terms.retain(|known, _| *known != key);
        match key {
            "from" => rest.from = None,
            "to" => rest.to = None,
            "as_of" => rest.as_of = None,
            "q" => rest.q = None,
            "min_sources" => rest.min_sources = None,
            "precision" => rest.precision = None,
            "bbox" => rest.bbox = None,
            _ => {}
        }
        rest
    }
}

fn unknown() -> String {
    let names: Vec<&str> = KEYS.iter().map(|(name, _)| *name).chain(ONCE).collect();
    format!("there is no such filter; there are {} (all but the last seven also with `not.`)", names.join(", "))
}

fn once<T>(slot: &mut Option<T>, value: T) -> Result<(), String> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err("stands more than once; give one value".into()),
    }
}

fn day(value: &str) -> Result<Date, String> {
    // The library also reads times of day and years of six digits.
    let plain = value.len() == "2016-06-28".len() && !value.starts_with(['+', '-']);
    let value = if plain { value } else { "" };
    value.parse().map_err(|_| "write a day as 2016-06-28".to_owned())
}

fn precision(value: &str) -> Result<Precision, String> {
    serde_json::from_value(value.into()).map_err(|_| "write point, area or country".to_owned())
}

fn bbox(value: &str) -> Result<[f64; 4], String> {
    let wrong = "write west,south,east,north in degrees: 40.5,34.1,41.2,34.8";
    let numbers: Vec<f64> = value.split(',').filter_map(|part| part.trim().parse().ok()).collect();
    let corners: [f64; 4] = numbers.try_into().map_err(|_| wrong.to_owned())?;
    let [west, south, east, north] = corners;
    let on_earth = |degrees: f64, most: f64| degrees.is_finite() && degrees.abs() <= most;
    let holds = on_earth(west, 180.0) && on_earth(east, 180.0) && on_earth(south, 90.0) && on_earth(north, 90.0);
    if holds && south <= north { Ok(corners) } else { Err(wrong.into()) }
}

/// Gives all values of a filter that has only a few.
#[must_use]
pub fn values_of(key: &str) -> Option<&'static [&'static str]> {
    match key {
        "status" => Some(&["single", "corroborated", "compatible", "disputed"]),
        "party" => Some(&["yes", "no"]),
        "lacks" => Some(&["day", "place", "map"]),
        _ => None,
    }
}

/// Escapes a value for a query string.
fn escaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b',' | b':' => {
                text.push(char::from(byte))
            }
            b' ' => text.push('+'),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn every_wrong_parameter_is_named() {
        let wrong = [
            ("typ", "shelling"),
            ("status", "perhaps"),
            ("from", "June"),
            ("bbox", "1,2,3"),
            ("bbox", "1,2,3,nan"),
            ("not.q", "x"),
            ("min_sources", "-1"),
            ("precision", "exact"),
            ("country", "Syria"),
            ("nonsense", ""),
        ];
        let bad = Filter::parse(wrong).unwrap_err();
        assert_eq!(bad.iter().map(|bad| bad.parameter.as_str()).collect::<Vec<_>>(), wrong.map(|(key, _)| key));
        assert!(Filter::parse([("q", "a"), ("q", "b")]).is_err());
    }

    #[test]
    fn a_filter_and_its_address_say_the_same() {
        let pairs = [
            ("place", "كفرزيتا"),
            ("type", "shelling"),
            ("not.actor", "state & co"),
            ("as_of", "2016-07-01"),
            ("bbox", "40.5,34,41,35"),
            ("precision", "area"),
            ("to", ""),
        ];
        let filter = Filter::parse(pairs).unwrap();
        let again = filter.pairs();
        assert_eq!(Filter::parse(again.iter().map(|(key, value)| (key.as_str(), value.as_str()))).unwrap(), filter);
        assert!(filter.query_string().contains("not.actor=state+%26+co"), "{}", filter.query_string());
        assert!(
            filter
                .without("place")
                .without("type")
                .without("actor")
                .without("as_of")
                .without("bbox")
                .without("precision")
                .is_empty()
        );
    }
}
