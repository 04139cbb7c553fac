//! What is an event in the codes of the field?

use schema::{Actor, DataFile, Problem};
use serde::{Deserialize, de::DeserializeOwned};
use std::collections::{BTreeMap, BTreeSet};

/// The codes of kinds, actors and countries, from `data/ontology` and `data/places`.
#[derive(Debug, Default)]
pub struct Codebook {
    kinds: BTreeMap<String, Kind>,
    sides: BTreeMap<String, Side>,
    actors: BTreeMap<String, ActorKind>,
    countries: BTreeMap<String, Country>,
    regions: BTreeMap<String, Region>,
    types: BTreeMap<String, String>,
    quads: BTreeMap<String, u8>,
}

#[derive(Debug, Deserialize)]
struct Kind {
    label: String,
    #[serde(default)]
    codes: Vec<Code>,
}

/// A line of a kind's codes; one that hangs on words of a telling is no matter of the whole event.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Code {
    agent: Vec<String>,
    target: Vec<String>,
    words: Vec<String>,
    realis: Vec<String>,
    acled: Option<String>,
    plover: Option<String>,
    mode: Option<String>,
    ucdp: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Side {
    kinds: BTreeSet<String>,
}

#[derive(Debug, Deserialize)]
struct ActorKinds {
    kind: Vec<ActorKind>,
}

#[derive(Clone, Debug, Deserialize)]
struct ActorKind {
    id: String,
    acled: u8,
    plover: String,
}

#[derive(Debug, Deserialize)]
struct Countries {
    country: Vec<Country>,
}

/// A country in the codes of the field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Country {
    pub name: String,
    #[serde(default)]
    pub iso2: String,
    #[serde(default)]
    pub iso3: String,
    #[serde(default)]
    pub gw: Option<u16>,
}

/// The number of a country and its regions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Region {
    pub numeric: Option<u16>,
    pub acled: String,
    pub ucdp: String,
}

#[derive(Debug, Deserialize)]
struct Types {
    disorder: BTreeMap<String, String>,
    quad: BTreeMap<String, u8>,
}

/// What an event is in each scheme; empty where a scheme has no such event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Codes {
    pub acled_type: String,
    pub acled_sub_type: String,
    pub disorder: String,
    pub plover: String,
    pub mode: String,
    pub quad: Option<u8>,
    pub ucdp: String,
}

impl Codebook {
    /// Loads the codes.
    ///
    /// # Errors
    /// Every file that is missing or does not read as it should.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let kinds = read(files, "ontology/event_kinds.toml", &mut problems).unwrap_or_default();
        let sides = read(files, "ontology/sides.toml", &mut problems).unwrap_or_default();
        let actors: Option<ActorKinds> = read(files, "ontology/actor_kinds.toml", &mut problems);
        let countries: Option<Countries> = read(files, "places/countries.toml", &mut problems);
        let regions = read(files, "ontology/regions.toml", &mut problems).unwrap_or_default();
        let types: Option<Types> = read(files, "ontology/schemes.toml", &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let actors = actors.map(|all| all.kind).unwrap_or_default();
        let countries = countries.map(|all| all.country).unwrap_or_default();
        let (types, quads) = types.map(|types| (types.disorder, types.quad)).unwrap_or_default();
        Ok(Self {
            kinds,
            sides,
            actors: actors.into_iter().map(|kind| (kind.id.clone(), kind)).collect(),
            countries: countries.into_iter().map(|country| (country.iso2.clone(), country)).collect(),
            regions,
            types,
            quads,
        })
    }

    /// Gives the kinds of events by which a place changes hands: those with PLOVER's modes for it.
    /// The second list holds those by which somebody leaves it.
    #[must_use]
    pub fn changes_of_hands(&self) -> [Vec<&str>; 2] {
        let with = |mode: &str| {
            let has = |code: &Code| code.mode.as_deref() == Some(mode);
            let kinds = self.kinds.iter().filter(|(_, kind)| kind.codes.iter().any(has));
            kinds.map(|(key, _)| key.as_str()).collect()
        };
        [with("territory"), with("withdraw")]
    }

    /// Gives the name of a kind of event in plain words.
    pub(crate) fn label(&self, kind: &str) -> String {
        self.kinds.get(kind).map_or_else(|| kind.replace('_', " "), |known| known.label.clone())
    }

    /// Gives the codes of an event of a kind between these actors: of each scheme the first line that holds.
    pub(crate) fn codes(&self, kind: &str, agents: &[&Actor], targets: &[&Actor]) -> Codes {
        let Some(kind) = self.kinds.get(kind) else { return Codes::default() };
        let is_one = |asked: &[String], actors: &[&Actor]| {
            let is = |side: &String| match side.as_str() {
                "none" => actors.is_empty(),
                _ => actors.iter().any(|actor| self.is(actor, side)),
            };
            asked.is_empty() || asked.iter().any(is)
        };
        let holds = |code: &&Code| {
            // What an event is, it is as far as it happened.
            let happened = code.realis.is_empty() || code.realis.iter().any(|told| told == "actual");
            happened && code.words.is_empty() && is_one(&code.agent, agents) && is_one(&code.target, targets)
        };
        let first = |part: fn(&Code) -> Option<&String>| {
            kind.codes.iter().filter(holds).find_map(part).cloned().unwrap_or_default()
        };
        let acled = first(|code| code.acled.as_ref());
        let (acled_type, acled_sub_type) = acled.split_once(" / ").unwrap_or_default();
        let disorder = self.types.get(acled_sub_type).or_else(|| self.types.get(acled_type));
        let plover = first(|code| code.plover.as_ref());
        Codes {
            disorder: disorder.cloned().unwrap_or_default(),
            quad: self.quads.get(&plover).copied(),
            mode: first(|code| code.mode.as_ref()),
            ucdp: first(|code| code.ucdp.as_ref()),
            acled_type: acled_type.to_owned(),
            acled_sub_type: acled_sub_type.to_owned(),
            plover,
        }
    }

    /// Tells whether an actor is on a side of `sides.toml`.
    pub(crate) fn is(&self, actor: &Actor, side: &str) -> bool {
        self.sides.get(side).is_some_and(|side| side.kinds.contains(&actor.kind))
    }

    /// Gives the number of an actor's type in ACLED; 8 is all that it has no type for.
    pub(crate) fn acled(&self, actor: &Actor) -> u8 {
        self.actors.get(&actor.kind).map_or(8, |kind| kind.acled)
    }

    /// Gives an actor's sector in PLOVER.
    pub(crate) fn sector(&self, actor: &Actor) -> &str {
        self.actors.get(&actor.kind).map_or("UNK", |kind| kind.plover.as_str())
    }

    pub(crate) fn country(&self, iso2: Option<&str>) -> Option<&Country> {
        self.countries.get(iso2?)
    }

    pub(crate) fn region(&self, iso2: Option<&str>) -> Option<&Region> {
        self.regions.get(iso2?)
    }
}

fn read<T: DeserializeOwned>(files: &[DataFile], path: &str, problems: &mut Vec<Problem>) -> Option<T> {
    let problem = |line: usize, message: String| Problem {
        file: path.to_owned(),
        line,
        message,
        hint: "the exports need it; compare it with the file of the program".into(),
    };
    let Some(file) = files.iter().find(|file| file.path == path) else {
        problems.push(problem(1, "the file is missing".into()));
        return None;
    };
    let read = file.text().and_then(|text| {
        toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            problem(1 + before.matches('\n').count(), error.message().to_owned())
        })
    });
    read.map_err(|found| problems.push(found)).ok()
}
