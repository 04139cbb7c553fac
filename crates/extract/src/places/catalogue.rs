//! What do `data/places/*.toml` say, and where are they wrong?

use schema::{DataFile, Place, Precision, Problem};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A country with the words that stand for it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// Id of its place: `syria`.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// ISO 3166-1 alpha-2 code.
    pub iso2: String,
    /// ISO 3166-1 alpha-3 code.
    pub iso3: String,
    /// Gleditsch-Ward number, where the list of states has it.
    pub gw: Option<u16>,
    /// Other names and acronyms.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Adjectives and names of its people: "Syrian", "Syrians".
    #[serde(default)]
    pub people: Vec<String>,
    /// Capital.
    pub capital: Option<String>,
    /// Places and buildings whose name stands for its government.
    #[serde(default)]
    pub government: Vec<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
}

/// A place that the gazetteer lacks or that needs more names.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Its id: a word of its own, or `geonames:N` to take the place of that town.
    pub id: String,
    /// Usual English name.
    pub name: String,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// `point` or `area`.
    #[serde(default = "point")]
    pub precision: Precision,
    /// What it is: `province`, `desert`, `river`, `region`, `base`, `crossing`, `camp`, `neighborhood`, `town`, `village`.
    pub kind: String,
    /// ISO 3166-1 alpha-2 code of its country; none where it lies in several.
    pub country: Option<String>,
    /// GeoNames code of the first-level area that it is: `TX`.
    pub code: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east; of a province its seat, as event data sets place it.
    pub lon: f64,
    /// Where the coordinates and names can be checked.
    pub reference: Option<String>,
}

fn point() -> Precision {
    Precision::Point
}

/// Everything that the files list.
#[derive(Debug, Default, PartialEq)]
pub struct Catalogue {
    /// Countries, in the order of the files.
    pub countries: Vec<Country>,
    /// Places, in the order of the files.
    pub sites: Vec<Site>,
    /// Countries of which the gazetteer holds every hamlet, for the import.
    pub every_place: Vec<String>,
    /// Countries whose names waver between transliterations, for the import.
    pub wavering: Vec<String>,
    /// Nouns around the names of provinces and districts, in lower case, that news leaves out, for the import.
    pub division_nouns: Vec<String>,
    /// Feature classes and codes of GeoNames that an import keeps; with `-` before them, those that it does not.
    pub kinds: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    country: Vec<Spanned<Country>>,
    #[serde(default)]
    place: Vec<Spanned<Site>>,
    #[serde(default)]
    every_place: Vec<String>,
    #[serde(default)]
    wavering: Vec<String>,
    #[serde(default)]
    division_nouns: Vec<String>,
    #[serde(default)]
    kinds: Vec<String>,
}

/// Reads every `places/*.toml`.
///
/// # Errors
/// Every problem of those files.
pub fn read(files: &[DataFile]) -> Result<Catalogue, Vec<Problem>> {
    let mut catalogue = Catalogue::default();
    let mut problems = Vec::new();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for file in files.iter().filter(|file| file.path.starts_with("places/") && file.path.ends_with(".toml")) {
        let parsed = file.text().and_then(|text| parse(file, text).map(|parsed| (text, parsed)));
        let (text, parsed) = match parsed {
            Ok(found) => found,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        let mut complain = |at: usize, message: String, hint: &str| {
            let problem = Problem { file: file.path.clone(), line: line_of(text, at), message, hint: hint.into() };
            problems.push(problem);
        };
        let mut check = |at: usize, id: &str, lat: f64, lon: f64| {
            if let Some(other) = seen.insert(id.to_string(), file.path.clone()) {
                complain(at, format!("the id `{id}` is given twice"), &format!("see {other}; join the two entries"));
            }
            if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
                complain(at, format!("`{id}` lies outside the globe: {lat}, {lon}"), "lat is degrees north, lon east");
            }
        };
        for country in parsed.country {
            check(country.span().start, &country.get_ref().id, country.get_ref().lat, country.get_ref().lon);
            catalogue.countries.push(country.into_inner());
        }
        for site in parsed.place {
            check(site.span().start, &site.get_ref().id, site.get_ref().lat, site.get_ref().lon);
            catalogue.sites.push(site.into_inner());
        }
        catalogue.every_place.extend(parsed.every_place);
        catalogue.wavering.extend(parsed.wavering);
        catalogue.division_nouns.extend(parsed.division_nouns);
        catalogue.kinds.extend(parsed.kinds);
    }
    if problems.is_empty() { Ok(catalogue) } else { Err(problems) }
}

fn parse(file: &DataFile, text: &str) -> Result<File, Problem> {
    toml::from_str(text).map_err(|error| problem_of(file, text, &error))
}

/// Turns an error of the TOML reader into a problem with its line.
#[must_use]
pub fn problem_of(file: &DataFile, text: &str, error: &toml::de::Error) -> Problem {
    Problem {
        file: file.path.clone(),
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        message: error.message().replace('\n', " "),
        hint: "compare it with the entries around it".into(),
    }
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|b| *b == b'\n').count()
}

impl Country {
    /// Gives the country as a place, without its other names.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            id: self.id.clone(),
            name: self.name.clone(),
            lat: Some(self.lat),
            lon: Some(self.lon),
            precision: Precision::Country,
            country: Some(self.iso2.clone()),
            aliases: Vec::new(),
        }
    }
}

impl Site {
    /// Gives the site as a place, without its other names.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            id: self.id.clone(),
            name: self.name.clone(),
            lat: Some(self.lat),
            lon: Some(self.lon),
            precision: self.precision,
            country: self.country.clone(),
            aliases: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use schema::DataFile;

    #[test]
    fn problems_carry_their_lines() {
        let text = "[[place]]\nid = 'x'\nname = 'X'\nkind = 'base'\nlat = 99.0\nlon = 1.0\n\n[[place]]\nid = 'x'\nname = 'Y'\nkind = 'base'\nlat = 1.0\nlon = 1.0\n";
        let file = |path: &str, text: &str| DataFile { path: path.into(), bytes: text.as_bytes().to_vec() };
        let problems = read(&[file("places/a.toml", text), file("places/b.toml", "\nplace = 3")]).unwrap_err();
        let shown: Vec<String> = problems.iter().map(|p| format!("{}:{}", p.file, p.line)).collect();
        assert_eq!(shown, ["places/a.toml:1", "places/a.toml:8", "places/b.toml:2"]);
    }
}
