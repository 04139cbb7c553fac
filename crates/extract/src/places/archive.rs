//! How are a hundred thousand places kept in a few megabytes?
//!
//! One zstd frame: records of fixed length, their names, and two finite-state maps from spellings to records,
//! one on normal forms and one on skeletons. [`pack`] writes it, [`Archive::unpack`] reads it; nothing else knows the layout.

use super::name::{normal_form, skeleton, without_article};
use fst::{Map, MapBuilder};
use std::collections::{BTreeMap, BTreeSet};

const MAGIC: &[u8; 8] = b"places1\n";
const RECORD: usize = 26;

/// A populated place of the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// GeoNames id.
    pub geonames: u32,
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

/// A town to be packed, with its other spellings.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The town.
    pub town: Town,
    /// Other spellings, in any script.
    pub spellings: Vec<String>,
    /// Whether its spellings waver, so that they are found by their skeletons too.
    pub wavers: bool,
}

/// The packed places, opened.
pub struct Archive {
    bytes: Vec<u8>,
    records: usize,
    names: usize,
    exact: Map<Vec<u8>>,
    variants: Map<Vec<u8>>,
    postings: Vec<u8>,
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
        let bytes = zstd::decode_all(packed).map_err(|error| error.to_string())?;
        let mut rest = bytes.strip_prefix(MAGIC).ok_or("not a packed gazetteer of this version")?;
        let mut offsets = Vec::new();
        let mut parts = Vec::new();
        for _ in 0..5 {
            let (length, tail) = rest.split_first_chunk::<4>().ok_or("the file ends early")?;
            let length = u32::from_le_bytes(*length) as usize;
            let part = tail.get(..length).ok_or("the file ends early")?;
            offsets.push(bytes.len() - tail.len());
            parts.push(part);
            rest = &tail[length..];
        }
        let map = |part: &[u8]| Map::new(part.to_vec()).map_err(|error| error.to_string());
        let (exact, variants, postings) = (map(parts[2])?, map(parts[3])?, parts[4].to_vec());
        let (records, names, end) = (offsets[0], offsets[1], offsets[1] + parts[1].len());
        let mut bytes = bytes;
        bytes.truncate(end);
        Ok(Self { bytes, records, names, exact, variants, postings })
    }

    /// Counts the towns.
    #[must_use]
    pub fn len(&self) -> usize {
        (self.names.saturating_sub(4 + self.records)) / RECORD
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
        let at = self.records + number as usize * RECORD;
        let record = self.bytes.get(at..at + RECORD).filter(|_| (number as usize) < self.len())?;
        let word = |at: usize| u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]);
        let degrees = |at: usize| f64::from(word(at).cast_signed()) / 100_000.0;
        let text =
            |range: std::ops::Range<usize>| String::from_utf8_lossy(&record[range]).trim_end_matches('\0').to_string();
        let name_at = self.names + word(20) as usize;
        let length = usize::from(*self.bytes.get(name_at)?);
        let name = String::from_utf8_lossy(self.bytes.get(name_at + 1..name_at + 1 + length)?).into_owned();
        Some(Town {
            geonames: word(0),
            lat: degrees(4),
            lon: degrees(8),
            population: word(12),
            country: text(16..18),
            area: text(18..20).trim().to_string() + text(24..26).trim(),
            name,
        })
    }

    fn posting(&self, value: u64) -> Vec<u32> {
        if value & 1 == 1 {
            return vec![u32::try_from(value >> 1).unwrap_or(u32::MAX)];
        }
        let at = usize::try_from(value >> 1).unwrap_or(usize::MAX);
        let word = |at: usize| {
            let bytes = self.postings.get(at..at.checked_add(4)?)?;
            Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
        };
        let count = word(at).unwrap_or(0) as usize;
        (1..=count).map_while(|index| word(at + 4 * index)).collect()
    }
}

/// Packs towns into one compressed file; the same towns give the same bytes.
///
/// # Errors
/// What the compressor or the map builder reports.
pub fn pack(mut entries: Vec<Entry>) -> Result<Vec<u8>, String> {
    entries.sort_by_key(|entry| entry.town.geonames);
    let mut records = Vec::new();
    let mut names = Vec::new();
    let mut exact: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    let mut variants: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for (number, entry) in (0_u32..).zip(&entries) {
        let town = &entry.town;
        push_record(&mut records, town, u32::try_from(names.len()).unwrap_or(u32::MAX));
        let name = town.name.as_bytes();
        let short = &name[..town.name.floor_char_boundary(255)];
        names.push(u8::try_from(short.len()).unwrap_or(0));
        names.extend_from_slice(short);
        for spelling in entry.spellings.iter().chain([&town.name]) {
            let normal = normal_form(spelling);
            let key = if entry.wavers { skeleton(&normal) } else { String::new() };
            if !key.is_empty() {
                variants.entry(key).or_default().insert(number);
            }
            if let Some(bare) = without_article(&normal).filter(|bare| entry.wavers && bare.len() > 2) {
                exact.entry(bare.to_string()).or_default().insert(number);
            }
            if !normal.is_empty() {
                exact.entry(normal).or_default().insert(number);
            }
        }
    }
    let mut postings = Vec::new();
    let exact = build_map(&exact, &mut postings)?;
    let variants = build_map(&variants, &mut postings)?;
    let mut raw = MAGIC.to_vec();
    for part in [&records, &names, &exact, &variants, &postings] {
        raw.extend_from_slice(&u32::try_from(part.len()).map_err(|error| error.to_string())?.to_le_bytes());
        raw.extend_from_slice(part);
    }
    zstd::encode_all(raw.as_slice(), 19).map_err(|error| error.to_string())
}

fn push_record(records: &mut Vec<u8>, town: &Town, name: u32) {
    #[expect(clippy::cast_possible_truncation, reason = "degrees times 100,000 fit into 32 bits")]
    let degrees = |value: f64| ((value * 100_000.0).round() as i32).to_le_bytes();
    let mut area = [0_u8; 4];
    for (to, from) in area.iter_mut().zip(town.area.bytes()) {
        *to = from;
    }
    let mut country = [0_u8; 2];
    for (to, from) in country.iter_mut().zip(town.country.bytes()) {
        *to = from;
    }
    records.extend_from_slice(&town.geonames.to_le_bytes());
    records.extend_from_slice(&degrees(town.lat));
    records.extend_from_slice(&degrees(town.lon));
    records.extend_from_slice(&town.population.to_le_bytes());
    records.extend_from_slice(&country);
    records.extend_from_slice(&area[..2]);
    records.extend_from_slice(&name.to_le_bytes());
    records.extend_from_slice(&area[2..]);
}

fn build_map(keys: &BTreeMap<String, BTreeSet<u32>>, postings: &mut Vec<u8>) -> Result<Vec<u8>, String> {
    let mut builder = MapBuilder::memory();
    for (key, numbers) in keys {
        let value = if let (1, Some(only)) = (numbers.len(), numbers.first()) {
            u64::from(*only) << 1 | 1
        } else {
            let at = postings.len() as u64;
            postings.extend_from_slice(&u32::try_from(numbers.len()).unwrap_or(0).to_le_bytes());
            for number in numbers {
                postings.extend_from_slice(&number.to_le_bytes());
            }
            at << 1
        };
        builder.insert(key, value).map_err(|error| error.to_string())?;
    }
    builder.into_inner().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{Archive, Entry, Town, pack};

    #[test]
    fn packs_and_unpacks() {
        let town = Town {
            geonames: 174_448,
            name: "Ālbū Kamāl".into(),
            lat: 34.45226,
            lon: 40.91854,
            population: 57_572,
            country: "SY".into(),
            area: "07".into(),
        };
        let entry =
            Entry { town: town.clone(), spellings: vec!["Abu Kamal".into(), "البو كمال".into()], wavers: true };
        let archive = Archive::unpack(&pack(vec![entry]).expect("packs")).expect("unpacks");
        assert_eq!(archive.len(), 1);
        assert_eq!(archive.town(0), Some(town));
        assert_eq!(archive.exact("abu kamal"), [0]);
        assert_eq!(archive.variants("bukamal"), [0]);
        assert_eq!(archive.exact("nowhere"), [0_u32; 0]);
        assert_eq!(archive.town(1), None);
        assert!(Archive::unpack(b"nonsense").is_err());
    }
}
