//! Which places go by a name?

use super::archive::{Archive, Feature, Town};
use super::catalogue::{Catalogue, Country, Site, read};
use super::name::{has_normal_form, normal_form, skeleton, without_article};
use super::words::Words;
use schema::{DataFile, Place, Precision, Problem};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Packed places, those that a user imported before those that come with the program.
const ARCHIVES: [&str; 2] = ["models/gazetteer/imported.bin.zst", "models/gazetteer/places.bin.zst"];

/// Names of places and where they lie.
#[derive(Debug, Default)]
pub struct Gazetteer {
    archives: Vec<Archive>,
    catalogue: Catalogue,
    exact: HashMap<String, Vec<Meaning>>,
    variants: HashMap<String, Vec<Meaning>>,
    nouned: HashMap<String, Vec<Meaning>>,
    seats: HashSet<String>,
    replaced: HashMap<u32, usize>,
    by_id: HashMap<String, Meaning>,
    pub(super) words: Words,
}

/// What a name can mean, before the text is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Meaning {
    Country(usize),
    People(usize),
    Site(usize),
}

/// How a spelling led to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// The normal forms are the same.
    Exact,
    /// The normal forms are the same without the article.
    WithoutArticle,
    /// The normal forms are the same with the noun that stands beside the name: "Anbar" in "Anbar province".
    WithNoun,
    /// The skeletons are the same.
    Variant,
}

/// What kind of entry a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A country by name.
    Country,
    /// A country by its adjective or its people.
    People,
    /// An entry of `data/places`.
    Site,
    /// An administrative area of a packed gazetteer.
    Unit,
    /// A town of a packed gazetteer.
    Town,
}

/// A place that a name can mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The place, without the other names that `data/places` gives it.
    pub place: Place,
    /// What kind of entry it is.
    pub kind: Kind,
    /// How the spelling led to it.
    pub matched: Match,
    /// Inhabitants; 0 where unknown.
    pub population: u32,
    /// Code of the first-level area that it lies in or is.
    pub area: String,
    /// Whether its usual name is spelled so.
    pub main_name: bool,
}

impl Gazetteer {
    /// Loads the gazetteer and `data/places`.
    ///
    /// # Errors
    /// Every problem of those files.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut archives = Vec::new();
        for file in ARCHIVES.iter().filter_map(|path| files.iter().find(|file| file.path == *path)) {
            match Archive::unpack(&file.bytes) {
                Ok(archive) => archives.push(archive),
                Err(message) => {
                    let hint = "import it again with `rashomon gazetteer import`".into();
                    problems.push(Problem { file: file.path.clone(), line: 1, message, hint });
                }
            }
        }
        let catalogue = read(files).unwrap_or_else(|mut found| {
            problems.append(&mut found);
            Catalogue::default()
        });
        let words = Words::read(files).unwrap_or_else(|mut found| {
            problems.append(&mut found);
            Words::default()
        });
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut gazetteer = Self { archives, words, ..Self::default() };
        gazetteer.index(&catalogue);
        gazetteer.catalogue = catalogue;
        Ok(gazetteer)
    }

    fn index(&mut self, catalogue: &Catalogue) {
        for (number, country) in catalogue.countries.iter().enumerate() {
            self.by_id.insert(country.id.clone(), Meaning::Country(number));
            for name in country.aliases.iter().chain([&country.name]) {
                self.enter(name, Meaning::Country(number));
            }
            self.seats.extend(country.government.iter().map(|seat| normal_form(seat)));
            for name in &country.people {
                self.enter(name, Meaning::People(number));
            }
        }
        for (number, site) in catalogue.sites.iter().enumerate() {
            self.by_id.insert(site.id.clone(), Meaning::Site(number));
            for name in site.aliases.iter().chain([&site.name]) {
                self.enter(name, Meaning::Site(number));
                let normal = normal_form(name);
                if let Some(bare) = without_article(&normal) {
                    insert(self.exact.entry(bare.to_string()).or_default(), Meaning::Site(number));
                }
                let bare = self.words.without_nouns(&normal);
                if bare.len() < normal.len() && !bare.is_empty() {
                    insert(self.nouned.entry(bare.to_string()).or_default(), Meaning::Site(number));
                }
                let key = skeleton(&normal);
                if !key.is_empty() {
                    insert(self.variants.entry(key).or_default(), Meaning::Site(number));
                }
            }
            if let Some(id) = site.id.strip_prefix("geonames:").and_then(|id| id.parse().ok()) {
                self.replaced.insert(id, number);
            }
        }
    }

    fn enter(&mut self, name: &str, meaning: Meaning) {
        insert(self.exact.entry(normal_form(name)).or_default(), meaning);
    }

    /// Counts all places, countries included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.archives.iter().map(Archive::len).sum::<usize>()
            + self.catalogue.countries.len()
            + self.catalogue.sites.len()
    }

    /// Tells whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives the places that a spelling can mean: exact matches, or else variants; in a fixed order.
    #[must_use]
    pub fn lookup(&self, spelling: &str) -> Vec<Candidate> {
        let normal = normal_form(spelling);
        if normal.is_empty() {
            return Vec::new();
        }
        let mut found = self.named(&normal, Match::Exact);
        if let Some(bare) = without_article(&normal).filter(|_| found.is_empty()) {
            found = self.named(bare, Match::WithoutArticle);
            let wavering: BTreeSet<String> =
                self.varied(&skeleton(bare)).into_iter().map(|candidate| candidate.place.id).collect();
            found.retain(|candidate| candidate.kind != Kind::Town || wavering.contains(&candidate.place.id));
        }
        let known = |c: &Candidate| c.kind != Kind::Town || c.population >= 100_000;
        if !found.iter().any(known) {
            let key = skeleton(&normal);
            let exact = found.len();
            let mut variants = self.varied(&key);
            variants.retain(|variant| found[..exact].iter().all(|known| known.place.id != variant.place.id));
            found.append(&mut variants);
        }
        found
    }

    /// Gives the places that a spelling means together with a noun beside it, such as "province" or "airport".
    #[must_use]
    pub fn with_noun(&self, spelling: &str, noun: &str) -> Vec<Candidate> {
        let meanings = self.nouned.get(&normal_form(spelling)).into_iter().flatten();
        let mut found: Vec<Candidate> = meanings.map(|meaning| self.candidate(*meaning, Match::WithNoun)).collect();
        let unit = self.words.unit_nouns.contains(noun) || self.words.area_posts.contains(noun);
        let named = |name: &String| normal_form(name).split(' ').any(|word| word == noun);
        found.retain(|candidate| {
            let area = unit && candidate.place.precision == Precision::Area;
            area || self.aliases(&candidate.place.id).iter().chain([&candidate.place.name]).any(named)
        });
        found
    }

    /// Gives the other names that `data/places` gives a place.
    #[must_use]
    pub fn aliases(&self, id: &str) -> &[String] {
        match self.by_id.get(id) {
            Some(Meaning::Country(number) | Meaning::People(number)) => &self.country(*number).aliases,
            Some(Meaning::Site(number)) => &self.catalogue.sites[*number].aliases,
            None => &[],
        }
    }

    /// Tells whether a place's name stands for a government.
    #[must_use]
    pub fn is_seat(&self, spelling: &str) -> bool {
        self.seats.contains(&normal_form(spelling))
    }

    fn named(&self, normal: &str, matched: Match) -> Vec<Candidate> {
        let mut found: Vec<Candidate> =
            self.exact.get(normal).into_iter().flatten().map(|meaning| self.candidate(*meaning, matched)).collect();
        for archive in &self.archives {
            let towns = archive.exact(normal).into_iter().filter_map(|number| archive.town(number));
            towns.for_each(|town| self.add_town(&mut found, town, (normal, matched)));
        }
        found
    }

    fn varied(&self, key: &str) -> Vec<Candidate> {
        if key.len() < 4 {
            return Vec::new();
        }
        let sites = self.variants.get(key).into_iter().flatten();
        let mut found: Vec<Candidate> = sites.map(|meaning| self.candidate(*meaning, Match::Variant)).collect();
        for archive in &self.archives {
            let towns = archive.variants(key).into_iter().filter_map(|number| archive.town(number));
            towns.for_each(|town| self.add_town(&mut found, town, ("", Match::Variant)));
        }
        found
    }

    fn add_town(&self, found: &mut Vec<Candidate>, town: Town, (normal, matched): (&str, Match)) {
        let replaced = self.replaced.get(&town.number).filter(|_| town.feature.is_numbered_by_geonames());
        let candidate = match replaced {
            Some(site) => Candidate { population: town.population, ..self.candidate(Meaning::Site(*site), matched) },
            None => packed(town, normal, matched),
        };
        match found.iter_mut().find(|known| known.place.id == candidate.place.id) {
            Some(known) => known.population = known.population.max(candidate.population),
            None => found.push(candidate),
        }
    }

    fn candidate(&self, meaning: Meaning, matched: Match) -> Candidate {
        let (place, kind, area) = match meaning {
            Meaning::Country(number) => (self.country(number).place(), Kind::Country, String::new()),
            Meaning::People(number) => (self.country(number).place(), Kind::People, String::new()),
            Meaning::Site(number) => {
                let site: &Site = &self.catalogue.sites[number];
                (site.place(), Kind::Site, site.code.clone().unwrap_or_default())
            }
        };
        Candidate { place, kind, matched, population: 0, area, main_name: true }
    }

    fn country(&self, number: usize) -> &Country {
        &self.catalogue.countries[number]
    }
}

/// Makes a candidate of a packed place.
fn packed(town: Town, normal: &str, matched: Match) -> Candidate {
    let (precision, kind) = match town.feature {
        Feature::Town | Feature::Point => (Precision::Point, Kind::Town),
        Feature::Area | Feature::County | Feature::Province | Feature::District => (Precision::Area, Kind::Unit),
    };
    let main_name = has_normal_form(&town.name, normal);
    let (population, area, id) = (town.population, town.area.clone(), town.id());
    let place = Place {
        id,
        name: town.name,
        lat: Some(town.lat),
        lon: Some(town.lon),
        precision,
        country: Some(town.country),
        aliases: Vec::new(),
    };
    Candidate { place, kind, matched, population, area, main_name }
}

fn insert(meanings: &mut Vec<Meaning>, meaning: Meaning) {
    if !meanings.contains(&meaning) {
        meanings.push(meaning);
    }
}
