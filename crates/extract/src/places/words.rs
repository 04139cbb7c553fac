//! Which English words stand around names of places, and which names are something else?

use super::catalogue::problem_of;
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

const PATH: &str = "en/places.toml";

/// The lists of `data/en/places.toml`, all in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Nouns for points: town, village, base, crossing.
    pub point_nouns: HashSet<String>,
    /// Nouns by which a text calls a town again: town, village.
    pub settlements: HashSet<String>,
    /// Those of them that no large town is called by.
    pub small_settlements: HashSet<String>,
    /// Nouns by which it calls a site again: base, crossing.
    pub sites: HashSet<String>,
    /// Nouns for areas: province, district, countryside.
    pub area_nouns: HashSet<String>,
    /// Those of them that are no governments' areas: valley, coast.
    pub landscapes: HashSet<String>,
    /// Nouns for administrative units: an unknown name beside one is a place.
    pub unit_nouns: HashSet<String>,
    /// Those who rule an administrative unit: "the Anbar governor".
    pub area_posts: HashSet<String>,
    /// Words between a name and its noun: "air base", "military airport".
    pub noun_parts: HashSet<String>,
    /// Words for a side of a place: north, eastern, rural.
    pub directions: HashSet<String>,
    /// Degrees from north of the sides that a place can lie on: northeast is 45.
    pub bearings: HashMap<String, u16>,
    /// Kilometers in the units in which distances are told.
    pub distances: HashMap<String, f64>,
    /// Words for being close: near, outside.
    pub near: HashSet<String>,
    /// Prepositions behind which a name that nobody knows is that of a place.
    pub within: HashSet<String>,
    /// Prepositions before places.
    pub locative: HashSet<String>,
    /// Prepositions before those who act.
    pub actor_prepositions: HashSet<String>,
    /// Words before "on" and the name of a government: "called on Russia".
    pub callers: HashSet<String>,
    /// Who rules, behind the name of a capital: "the Damascus regime".
    pub rulers: HashSet<String>,
    /// What lies between two countries, and is no matter between their governments: a border, a road.
    pub lying_between: HashSet<String>,
    /// Nouns for the line between two countries.
    pub borders: HashSet<String>,
    /// Words before two places between which something lies.
    pub between: HashSet<String>,
    /// Words that may stand between a border and the countries that it parts.
    pub joins: HashSet<String>,
    /// Words that may stand between a place and what holds it: "in a part of".
    pub leading: HashSet<String>,
    /// Names of institutions that some town bears as well: "White House".
    pub institutions: HashSet<String>,
    /// Verbs of those who speak or decide, in all forms.
    pub actor_verbs: HashSet<String>,
    /// Verbs of people who speak, in all forms.
    pub speech_verbs: HashSet<String>,
    /// Nouns that swallow the name before them: Road, Post, Agreement.
    pub swallowing: HashSet<String>,
    /// Words that may stand inside a name in lower case.
    pub inner: HashSet<String>,
    /// Titles before persons.
    pub titles: HashSet<String>,
    /// Given names and family names that towns bear too.
    pub person_names: HashSet<String>,
    /// Ordinary words that towns bear as names.
    pub ordinary: HashSet<String>,
    /// Adjectives of peoples and confessions: a Druze village has another name.
    pub peoples: HashSet<String>,
    /// Capitalized words that are no part of a name before or after them: days, months, parties to a headline.
    pub apart: HashSet<String>,
}

impl Words {
    /// Reads the lists; all empty where the file is missing.
    ///
    /// # Errors
    /// The problem that keeps the file from being read.
    pub fn read(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let Some(file) = files.iter().find(|file| file.path == PATH) else {
            return Ok(Self::default());
        };
        let text = file.text().map_err(|problem| vec![problem])?;
        toml::from_str(text).map_err(|error| vec![problem_of(file, text, &error)])
    }

    /// Tells whether a word is a noun for a kind of place.
    #[must_use]
    pub fn is_generic(&self, word: &str) -> bool {
        self.point_nouns.contains(word) || self.area_nouns.contains(word)
    }

    /// Drops the nouns for a kind of place from the end of a normal form: "hamdan military airport" is "hamdan".
    #[must_use]
    pub fn without_nouns<'name>(&self, normal: &'name str) -> &'name str {
        let mut bare = normal;
        while let Some((rest, noun)) = bare.rsplit_once(' ') {
            if !self.is_generic(noun) && !(bare.len() < normal.len() && self.noun_parts.contains(noun)) {
                break;
            }
            bare = rest;
        }
        bare
    }
}
