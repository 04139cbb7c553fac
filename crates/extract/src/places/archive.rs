//! How are a hundred thousand places, or twelve million, kept in one file?
//!
//! One zstd frame: records of fixed length, their names, and two finite-state maps from spellings to records,
//! one on normal forms and one on skeletons. [`pack`] writes it, the import its pieces, [`Archive::unpack`] reads it;
//! nothing else knows the layout.

use super::name::{normal_form, skeleton, without_article};
use fst::{Map, MapBuilder};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

const MAGIC: &[u8; 8] = b"places2\n";
const RECORD: usize = 27;
const PARTS: usize = 5;

/// What a packed place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Feature {
    /// A town or village.
    Town,
    /// An administrative area of GeoNames.
    Area,
    /// A base, a crossing, a camp, a dam or another point that is no town.
    Point,
    /// A county of the United States by its census number.
    County,
    /// A first-level area by its GeoNames code.
    Province,
    /// A second-level area by a number made from its GeoNames code.
    District,
}

impl Feature {
    const ALL: [Self; 6] = [Self::Town, Self::Area, Self::Point, Self::County, Self::Province, Self::District];

    /// Tells whether the number of the place is its GeoNames id.
    #[must_use]
    pub fn is_numbered_by_geonames(self) -> bool {
        matches!(self, Self::Town | Self::Area | Self::Point)
    }
}

/// A place of a packed gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// GeoNames id; of a county its census number, of a province or district a number made from its code.
    pub number: u32,
    /// What it is.
    pub feature: Feature,
    /// Usual name.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Inhabitants, 0 where unknown.
    pub population: u32,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: String,
    /// GeoNames code of its first-level area: `TX`, `07`.
    pub area: String,
}

impl Town {
    /// Gives the id of the place.
    #[must_use]
    pub fn id(&self) -> String {
        match self.feature {
            Feature::County => format!("fips:{:05}", self.number),
            Feature::Province => format!("admin1:{}.{}", self.country, self.area),
            Feature::District => format!("admin2:{}.{}.{:08x}", self.country, self.area, self.number),
            _ => format!("geonames:{}", self.number),
        }
    }
}

/// A town to be packed, with its other spellings.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The town.
    pub town: Town,
    /// Other spellings, in any script.
    pub spellings: Vec<String>,
    /// Whether they waver.
    pub names: Names,
}

/// Whether the spellings of a country's names are fixed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Names {
    /// They are written in one way.
    Firm,
    /// They reach us through transliteration, so that they are found by their skeletons too.
    Wavering,
}

impl Entry {
    /// Gives the keys of the map on normal forms and of the map on skeletons.
    #[must_use]
    pub fn keys(&self) -> (BTreeSet<String>, BTreeSet<String>) {
        keys(self.spellings.iter().chain([&self.town.name]).map(String::as_str), self.names)
    }
}

/// Gives the keys under which some spellings are found: normal forms and skeletons.
#[must_use]
pub fn keys<'n>(spellings: impl IntoIterator<Item = &'n str>, names: Names) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut exact, mut variants) = (BTreeSet::new(), BTreeSet::new());
    let wavers = names == Names::Wavering;
    for normal in spellings.into_iter().map(normal_form).filter(|normal| !normal.is_empty()) {
        let key = if wavers { skeleton(&normal) } else { String::new() };
        if !key.is_empty() {
            variants.insert(key);
        }
        if let Some(bare) = without_article(&normal).filter(|bare| wavers && bare.len() > 2) {
            exact.insert(bare.to_string());
        }
        exact.insert(normal);
    }
    (exact, variants)
}

/// Tells names from airport codes, web addresses and machine transliterations, which start in lower case.
#[must_use]
pub fn is_spelling(name: &str) -> bool {
    let Some(first) = name.chars().find(|c| c.is_alphabetic()) else { return false };
    let code = name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
    let script = matches!(u32::from(first), 0..0x0250 | 0x0400..0x0530 | 0x05D0..0x0700 | 0x1E00..0x1F00);
    script && !code && !first.is_lowercase() && !name.contains("://")
}

/// A stretch of the unpacked bytes, shared with the archive.
#[derive(Clone)]
struct Part {
    bytes: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Part {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or_default()
    }
}

/// The packed places, opened.
pub struct Archive {
    records: Part,
    names: Part,
    exact: Map<Part>,
    variants: Map<Part>,
    postings: Part,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Archive({} places)", self.len())
    }
}

impl Archive {
    /// Opens a packed file.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn unpack(packed: &[u8]) -> Result<Self, String> {
        let bytes = Arc::new(zstd::decode_all(packed).map_err(|error| error.to_string())?);
        if !bytes.starts_with(MAGIC) {
            return Err("not a packed gazetteer of this version".into());
        }
        let mut at = MAGIC.len();
        let mut parts = Vec::new();
        for _ in 0..PARTS {
            let length = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>).ok_or("the file ends early")?;
            let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|error| error.to_string())?;
            let range = at + 8..at.checked_add(8 + length).ok_or("the file ends early")?;
            at = range.end;
            bytes.get(range.clone()).ok_or("the file ends early")?;
            parts.push(Part { bytes: Arc::clone(&bytes), range });
        }
        let map = |part: &Part| Map::new(part.clone()).map_err(|error| error.to_string());
        let (exact, variants) = (map(&parts[2])?, map(&parts[3])?);
        Ok(Self { records: parts[0].clone(), names: parts[1].clone(), exact, variants, postings: parts[4].clone() })
    }

    /// Counts the towns.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.range.len() / RECORD
    }

    /// Tells whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Gives the numbers of the towns that go by a normal form.
    #[must_use]
    pub fn exact(&self, normal: &str) -> Vec<u32> {
        self.exact.get(normal).map_or_else(Vec::new, |value| self.posting(value))
    }

    /// Gives the numbers of the towns with a wavering name of this skeleton.
    #[must_use]
    pub fn variants(&self, skeleton: &str) -> Vec<u32> {
        self.variants.get(skeleton).map_or_else(Vec::new, |value| self.posting(value))
    }

    /// Gives a town by its number.
    #[must_use]
    pub fn town(&self, number: u32) -> Option<Town> {
        let at = (number as usize).checked_mul(RECORD)?;
        let record = self.records.as_ref().get(at..at + RECORD)?;
        let word = |at: usize| u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]);
        let degrees = |at: usize| f64::from(word(at).cast_signed()) / 100_000.0;
        let code = |bytes: &[u8]| bytes.iter().filter(|b| b.is_ascii_graphic()).map(|b| char::from(*b)).collect();
        let names = self.names.as_ref();
        let name_at = word(20) as usize;
        let length = usize::from(*names.get(name_at)?);
        Some(Town {
            number: word(0),
            feature: *Feature::ALL.get(usize::from(record[26]))?,
            lat: degrees(4),
            lon: degrees(8),
            population: word(12),
            country: code(&record[16..18]),
            area: code(&[record[18], record[19], record[24], record[25]]),
            name: String::from_utf8_lossy(names.get(name_at + 1..name_at + 1 + length)?).into_owned(),
        })
    }

    fn posting(&self, value: u64) -> Vec<u32> {
        if value & 1 == 1 {
            return vec![u32::try_from(value >> 1).unwrap_or(u32::MAX)];
        }
        let at = usize::try_from(value >> 1).unwrap_or(usize::MAX);
        let word = |at: usize| {
            let bytes = self.postings.as_ref().get(at..at.checked_add(4)?)?;
            Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        };
        let count = word(at).unwrap_or(0) as usize;
        (1..=count).map_while(|index| word(at + 4 * index)).collect()
    }
}

/// Writes the beginning of a packed file.
#[must_use]
pub fn head() -> Vec<u8> {
    MAGIC.to_vec()
}

/// Writes the length that stands before each of the five parts: records, names, normal forms, skeletons, postings.
#[must_use]
pub fn part_head(length: u64) -> [u8; 8] {
    length.to_le_bytes()
}

/// Writes the record of a town whose name stands at `name` in the part of names.
#[must_use]
pub fn record(town: &Town, name: u32) -> [u8; RECORD] {
    #[expect(clippy::cast_possible_truncation, reason = "degrees times 100,000 fit into 32 bits")]
    let degrees = |value: f64| ((value * 100_000.0).round() as i32).to_le_bytes();
    let mut record = [0_u8; RECORD];
    record[0..4].copy_from_slice(&town.number.to_le_bytes());
    record[4..8].copy_from_slice(&degrees(town.lat));
    record[8..12].copy_from_slice(&degrees(town.lon));
    record[12..16].copy_from_slice(&town.population.to_le_bytes());
    record[16..18].iter_mut().zip(town.country.bytes()).for_each(|(to, from)| *to = from);
    record[20..24].copy_from_slice(&name.to_le_bytes());
    let area = (18..20).chain(24..26);
    area.zip(town.area.bytes()).for_each(|(to, from)| record[to] = from);
    record[26] = town.feature as u8;
    record
}

/// Writes a name as it stands in the part of names: its length, at most 255, and its letters.
#[must_use]
pub fn name_bytes(name: &str) -> Vec<u8> {
    let short = &name.as_bytes()[..name.floor_char_boundary(255)];
    let mut bytes = vec![u8::try_from(short.len()).unwrap_or(0)];
    bytes.extend_from_slice(short);
    bytes
}

/// Gives what a key maps to: its only town, or where the list of them begins in the part of postings that grows with it.
pub fn posting(numbers: &BTreeSet<u32>, length: u64, postings: &mut Vec<u8>) -> u64 {
    if let (1, Some(only)) = (numbers.len(), numbers.first()) {
        return u64::from(*only) << 1 | 1;
    }
    postings.extend_from_slice(&u32::try_from(numbers.len()).unwrap_or(0).to_le_bytes());
    numbers.iter().for_each(|number| postings.extend_from_slice(&number.to_le_bytes()));
    length << 1
}

/// Packs towns into one compressed file; the same towns give the same bytes.
///
/// # Errors
/// What the compressor or the map builder reports.
pub fn pack(mut entries: Vec<Entry>) -> Result<Vec<u8>, String> {
    entries.sort_by_key(|entry| (entry.town.feature as u8, entry.town.number));
    let (mut records, mut names) = (Vec::new(), Vec::new());
    let mut exact: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let mut variants: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (number, entry) in (0_u32..).zip(&entries) {
        records.extend_from_slice(&record(&entry.town, u32::try_from(names.len()).unwrap_or(u32::MAX)));
        names.append(&mut name_bytes(&entry.town.name));
        let (forms, skeletons) = entry.keys();
        for key in forms {
            exact.entry(key).or_default().insert(number);
        }
        for key in skeletons {
            variants.entry(key).or_default().insert(number);
        }
    }
    let mut postings = Vec::new();
    let exact = build_map(&exact, &mut postings)?;
    let variants = build_map(&variants, &mut postings)?;
    let mut raw = head();
    for part in [&records, &names, &exact, &variants, &postings] {
        raw.extend_from_slice(&part_head(part.len() as u64));
        raw.extend_from_slice(part);
    }
    zstd::encode_all(raw.as_slice(), 19).map_err(|error| error.to_string())
}

fn build_map(keys: &BTreeMap<String, BTreeSet<u32>>, postings: &mut Vec<u8>) -> Result<Vec<u8>, String> {
    let mut builder = MapBuilder::memory();
    for (key, numbers) in keys {
        let value = posting(numbers, postings.len() as u64, postings);
        builder.insert(key, value).map_err(|error| error.to_string())?;
    }
    builder.into_inner().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Archive, Entry, Feature, Names, Town, is_spelling, pack};

    #[test]
    fn packs_and_unpacks() {
        let town = Town {
            number: 174_448,
            feature: Feature::Town,
            name: "Ālbū Kamāl".into(),
            lat: 34.45226,
            lon: 40.91854,
            population: 57_572,
            country: "SY".into(),
            area: "07".into(),
        };
        let entry = Entry {
            town: town.clone(),
            spellings: vec!["Abu Kamal".into(), "البو كمال".into()],
            names: Names::Wavering,
        };
        let archive = Archive::unpack(&pack(vec![entry]).expect("packs")).expect("unpacks");
        assert_eq!(archive.len(), 1);
        assert_eq!(archive.town(0), Some(town));
        assert_eq!(archive.exact("abu kamal"), [0]);
        assert_eq!(archive.variants("bukamal"), [0]);
        assert_eq!(archive.exact("nowhere"), [0_u32; 0]);
        assert_eq!(archive.town(1), None);
        assert!(Archive::unpack(b"nonsense").is_err());
    }

    #[test]
    fn codes_and_machine_transliterations_are_no_spellings() {
        assert!(is_spelling("Abu Kamal") && is_spelling("أبو كمال") && is_spelling("Ḩajīn"));
        assert!(
            !is_spelling("OSM") && !is_spelling("mo su er") && !is_spelling("http://en") && !is_spelling("モースル")
        );
    }
}
