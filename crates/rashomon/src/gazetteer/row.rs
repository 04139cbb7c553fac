//! What does a line of a GeoNames dump say?

use extract::places::archive::{Entry, Feature, Names, Town, is_spelling};
use std::collections::BTreeSet;

const COLUMNS: usize = 19;
/// Names in these "languages" are codes and addresses.
const NO_LANGUAGES: [&str; 10] = ["link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "phon", "abbr"];

/// A place of a dump.
#[derive(Debug, PartialEq)]
pub(super) struct Row<'a> {
    columns: [&'a str; COLUMNS],
}

/// Another name of a place.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alternate<'a> {
    pub(super) place: u32,
    pub(super) name: &'a str,
}

impl<'a> Row<'a> {
    /// Parses a line; none where it has not the columns of a place.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        Some(Self { columns: columns.try_into().ok()? })
    }

    /// Gives the place to be packed; none where its kind is not wanted or a number is none.
    pub(super) fn entry(&self, kinds: &BTreeSet<&str>, wavering: &[String]) -> Option<Entry> {
        let [number, name, ascii, others, lat, lon, class, code, country, _, area, ..] = self.columns;
        let kind = format!("{class}.{code}");
        if !kinds.contains(class) && !kinds.contains(kind.as_str()) || kinds.contains(format!("-{kind}").as_str()) {
            return None;
        }
        let feature = match class {
            "P" => Feature::Town,
            "A" => Feature::Area,
            _ => Feature::Point,
        };
        let (lat, lon): (f64, f64) = (lat.parse().ok()?, lon.parse().ok()?);
        let on_globe = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
        let population: u64 = self.columns[14].parse().unwrap_or(0);
        let town = Town {
            number: number.parse().ok().filter(|_| on_globe && !name.is_empty())?,
            feature,
            name: name.to_owned(),
            lat,
            lon,
            population: u32::try_from(population).unwrap_or(u32::MAX),
            country: country.to_owned(),
            area: area.to_owned(),
        };
        let spellings = others.split(',').chain([ascii]).filter(|name| is_spelling(name)).map(str::to_owned).collect();
        let wavers = wavering.iter().any(|code| code == country);
        Some(Entry { town, spellings, names: if wavers { Names::Wavering } else { Names::Firm } })
    }
}

impl<'a> Alternate<'a> {
    /// Parses a line of `alternateNamesV2.txt`; none for codes, addresses and names of the past.
    pub(super) fn parse(line: &'a str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, place, language, name, flags @ ..] = columns.as_slice() else { return None };
        let historic = flags.get(3).is_some_and(|flag| *flag == "1");
        let spelling = is_spelling(name) && !NO_LANGUAGES.contains(language) && !historic;
        spelling.then_some(Self { place: place.parse().ok()?, name })
    }
}

#[cfg(test)]
mod tests {
    use super::{Alternate, Row};
    use extract::places::archive::{Feature, Names};
    use std::collections::BTreeSet;

    const LINE: &str = "99\tTall Zarqūn\tTall Zarqun\tTel Zarkoun,TZQ,تل زرقون\t35.1\t40.2\tP\tPPL\tSY\t\t07\t\t\t\t1200\t\t210\tAsia/Damascus\t2020-01-01";

    #[test]
    fn a_row_becomes_a_place() {
        let entry = Row::parse(LINE).and_then(|row| row.entry(&BTreeSet::from(["P"]), &["SY".into()])).expect("a town");
        assert_eq!((entry.town.number, entry.town.feature, entry.town.population), (99, Feature::Town, 1200));
        assert_eq!(entry.spellings, ["Tel Zarkoun", "تل زرقون", "Tall Zarqun"]);
        assert_eq!(entry.names, Names::Wavering);
    }

    #[test]
    fn kinds_that_are_not_listed_are_left_out() {
        let row = Row::parse(LINE).expect("a row");
        assert!(row.entry(&BTreeSet::from(["S.AIRB"]), &[]).is_none());
        assert!(row.entry(&BTreeSet::from(["P", "-P.PPL"]), &[]).is_none());
    }

    #[test]
    fn codes_and_broken_lines_are_no_names() {
        let parsed = Alternate::parse("1\t99\ten\tZarkoon\t\t\t\t\t\t");
        assert_eq!(parsed, Some(Alternate { place: 99, name: "Zarkoon" }));
        for line in ["", "1\t2", "1\t99\tlink\thttps://example.org", "1\tx\ten\tZarkoon", "1\t99\ten\tOldname\t\t\t\t1"]
        {
            assert_eq!(Alternate::parse(line), None, "{line}");
        }
    }
}
