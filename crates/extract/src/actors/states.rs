//! Which actors does every country have, without anybody writing them down?
//!
//! `data/places/countries.toml` names the countries, their people and the seats of their governments. Each that governs
//! itself is an actor, and so is its police; an entry of `data/actors` with the same country takes the place of either.

use super::{
    entry::{self, Entry},
    kind::{POLICE, STATE},
};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct CountryFile {
    country: Vec<Country>,
}

/// What this module needs of a country.
#[derive(Deserialize)]
struct Country {
    id: String,
    name: String,
    iso2: String,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    government: Vec<String>,
}

/// Adds a state for every country with a people and a government that no file has, and a police for every state.
pub(super) fn add(files: &[DataFile], entries: &mut BTreeMap<String, Entry>, problems: &mut Vec<Problem>) {
    let file = files.iter().find(|file| file.path == "places/countries.toml");
    let countries = file.and_then(|file| entry::parse::<CountryFile>(file, problems)).map_or(Vec::new(), |f| f.country);
    let written = |entries: &BTreeMap<String, Entry>, code: &str| {
        entries.values().any(|entry| entry.kind == STATE && entry.country.as_deref() == Some(code))
    };
    for country in countries.into_iter().filter(|country| !country.people.is_empty() && !country.government.is_empty())
    {
        if !written(entries, &country.iso2) && !entries.contains_key(&country.id) {
            entries.insert(country.id.clone(), state(country));
        }
    }
    let states: Vec<Entry> = entries.values().filter(|entry| entry.kind == STATE).cloned().collect();
    for state in states {
        let id = format!("{}-police", state.id);
        entries.entry(id.clone()).or_insert_with(|| police(id, state));
    }
}

fn state(country: Country) -> Entry {
    let people = &country.people;
    // "Afghans" is the plural of "Afghan" and no adjective.
    let is_plural = |word: &String| word.strip_suffix('s').is_some_and(|one| people.iter().any(|other| other == one));
    Entry {
        demonyms: people.iter().filter(|word| !is_plural(word)).cloned().collect(),
        id: country.id,
        name: country.name,
        kind: STATE.into(),
        reference: format!("ISO 3166-1 {}", country.iso2),
        country: Some(country.iso2),
        seats: country.government,
        ..Entry::default()
    }
}

fn police(id: String, state: Entry) -> Entry {
    let adjective = state.demonyms.first().unwrap_or(&state.name);
    Entry {
        id,
        name: format!("{adjective} police"),
        kind: POLICE.into(),
        country: state.country,
        part_of: Some(state.id),
        reference: state.reference,
        ..Entry::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_is_a_state_with_a_police_unless_a_file_has_it() {
        let text = "[[country]]\nid = \"lowland\"\nname = \"Lowland\"\niso2 = \"LL\"\npeople = [\"Lowlander\", \"Lowlanders\"]\n\
                    government = [\"Port Low\"]\n\n[[country]]\nid = \"rock\"\nname = \"Rock\"\niso2 = \"RK\"\n";
        let file = DataFile { path: "places/countries.toml".into(), bytes: text.into() };
        let (mut entries, mut problems) = (BTreeMap::new(), Vec::new());
        add(&[file], &mut entries, &mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        let names: Vec<_> = entries.values().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["Lowland", "Lowlander police"]);
        assert_eq!(entries["lowland"].demonyms, ["Lowlander"]);
    }
}
