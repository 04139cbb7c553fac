//! Which lists of names does the finder of names know?

use anyhow::{Context, Result, anyhow};
use extract::places::archive::{Archive, Feature, Town};
use extract::places::catalogue;
use language::training::{self, List};
use schema::{DataFile, Precision};
use serde::Deserialize;
use std::path::Path;

/// Given names and surnames, which `cargo xtask import people` writes.
pub const PEOPLE: &str = "models/en/people.txt";
const GAZETTEER: &str = "models/gazetteer/places.bin.zst";
/// Inhabitants of a city, and of a town.
const SIZES: [u32; 2] = [100_000, 15_000];

#[derive(Deserialize)]
struct Entries {
    #[serde(default)]
    actor: Vec<Entry>,
    #[serde(default)]
    publisher: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    name: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    acronyms: Vec<String>,
}

/// Makes the file `lists.bin.zst` of a language from the gazetteer, the places, actors and publishers of `data/`, and the
/// names of people.
pub fn lists(root: &Path) -> Result<DataFile> {
    let files = rashomon::data_files(&root.join("data"))?;
    let mut listed = places(&files)?;
    listed.extend(towns(&std::fs::read(root.join(GAZETTEER)).context(GAZETTEER)?)?);
    for file in files.iter().filter(|file| file.path.starts_with("actors/") || file.path == "sources/publishers.toml") {
        listed.extend(entries(file)?);
    }
    listed.extend(people(&std::fs::read_to_string(root.join(PEOPLE)).context(PEOPLE)?)?);
    Ok(training::list(listed.iter().map(|(name, list)| (name.as_str(), *list)))?)
}

fn places(files: &[DataFile]) -> Result<Vec<(String, List)>> {
    let catalogue = catalogue::read(files).map_err(|problems| anyhow!("{problems:?}"))?;
    let mut listed = Vec::new();
    for country in catalogue.countries {
        listed.extend(country.aliases.into_iter().chain([country.name]).map(|name| (name, List::Country)));
        listed.extend(country.people.into_iter().map(|name| (name, List::People)));
    }
    for site in catalogue.sites {
        let list = if site.precision == Precision::Area { List::Region } else { List::Village };
        listed.extend(site.aliases.into_iter().chain([site.name]).map(|name| (name, list)));
    }
    Ok(listed)
}

fn towns(packed: &[u8]) -> Result<Vec<(String, List)>> {
    let archive = Archive::unpack(packed).map_err(|message| anyhow!("{GAZETTEER}: {message}"))?;
    let size = |town: &Town| match town.feature {
        Feature::Area | Feature::County | Feature::Province | Feature::District => List::Region,
        _ if town.population >= SIZES[0] => List::City,
        _ if town.population >= SIZES[1] => List::Town,
        _ => List::Village,
    };
    let towns = (0..archive.len() as u32).filter_map(|number| archive.town(number));
    Ok(towns.map(|town| (town.name.clone(), size(&town))).collect())
}

fn entries(file: &DataFile) -> Result<Vec<(String, List)>> {
    let entries: Entries = toml::from_str(file.text().map_err(|problem| anyhow!("{problem}"))?)?;
    let actors = entries.actor.into_iter().filter(|actor| actor.kind != "state");
    let actors = actors.map(|actor| (if actor.kind == "person" { List::Person } else { List::Group }, actor));
    let publishers = entries.publisher.into_iter().map(|publisher| (List::Publisher, publisher));
    let mut listed = Vec::new();
    for (list, entry) in actors.chain(publishers) {
        let names = entry.aliases.into_iter().chain(entry.acronyms).chain([entry.name]);
        listed.extend(names.filter(|name| name.starts_with(char::is_uppercase)).map(|name| (name, list)));
    }
    Ok(listed)
}

/// Reads the names of people: a list in brackets, then a name a line.
fn people(text: &str) -> Result<Vec<(String, List)>> {
    let mut list = None;
    let mut listed = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line {
            "[given]" => list = Some(List::Given),
            "[shared]" => list = Some(List::Shared),
            "[surnames]" => list = Some(List::Surname),
            name => {
                listed.push((name.to_owned(), list.with_context(|| format!("{PEOPLE}: {name} stands in no list"))?))
            }
        }
    }
    Ok(listed)
}
