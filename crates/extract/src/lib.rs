//! What does one account say: who, where, when, how many, who says so, and what happens?
//!
//! Total and without I/O: one document and its analysis in, its [`Findings`] out.

pub mod actors;
pub mod attributions;
mod check;
mod data;
pub mod events;
mod pattern;
pub mod places;
pub mod quantities;
pub mod times;
mod words;

pub use check::check;

use language::Analysis;
use schema::{DataFile, Document, Findings, Problem};

/// Everything that researchers know and edit, loaded once and shared by all threads.
#[derive(Debug)]
pub struct Knowledge {
    /// Names of places and where they lie.
    pub places: places::Gazetteer,
    /// Names of actors through time.
    pub actors: actors::Lexicon,
    /// Words that tell when.
    pub times: times::Grammar,
    /// Words that tell how many.
    pub quantities: quantities::Grammar,
    /// Words that put something into somebody's mouth.
    pub attributions: attributions::Cues,
    /// Kinds of event and the rules that find them.
    pub events: events::Rules,
}

impl Knowledge {
    /// Loads all of `data/`.
    ///
    /// # Errors
    /// Every problem of every file, sorted by file and line.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut keep = |mut found: Vec<Problem>| problems.append(&mut found);
        let places = places::Gazetteer::load(files).map_err(&mut keep);
        let actors = actors::Lexicon::load(files).map_err(&mut keep);
        let times = times::Grammar::load(files).map_err(&mut keep);
        let quantities = quantities::Grammar::load(files).map_err(&mut keep);
        let attributions = attributions::Cues::load(files).map_err(&mut keep);
        let events = events::Rules::load(files).map_err(&mut keep);
        problems.sort();
        match (places, actors, times, quantities, attributions, events) {
            (Ok(places), Ok(actors), Ok(times), Ok(quantities), Ok(attributions), Ok(events)) => {
                Ok(Self { places, actors, times, quantities, attributions, events })
            }
            _ => Err(problems),
        }
    }
}

/// Finds everything that `document` says.
#[must_use]
pub fn extract(document: &Document, analysis: &Analysis<'_>, knowledge: &Knowledge) -> Findings {
    let (place_mentions, places) = places::find(document, analysis, &knowledge.places);
    let known = actors::Places { mentions: &place_mentions, known: &places };
    let actors::Found { mentions: actor_mentions, actors, relations } =
        actors::find(document, analysis, known, &knowledge.actors);
    let times = times::find(document, analysis, &knowledge.times);
    let who = quantities::Who { mentions: &actor_mentions, actors: &actors };
    let quantities::Found { quantities, totals } = quantities::find(document, analysis, who, &knowledge.quantities);
    let attributions =
        attributions::find(document, analysis, (&actor_mentions, &place_mentions), &knowledge.attributions);
    let mut findings = Findings {
        document: document.id.clone(),
        actors,
        places,
        actor_mentions,
        relations,
        place_mentions,
        times,
        quantities,
        totals,
        attributions,
        events: Vec::new(),
    };
    findings.events = events::find(document, analysis, &findings, &knowledge.events);
    quantities::unnamed::settle(&mut findings, &knowledge.quantities, &knowledge.actors);
    findings
}
