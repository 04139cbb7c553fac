//! What does a comparison need beside the two tellings?

use crate::counts::Counts;
use crate::entities::Entities;
use crate::kinds::Kinds;
use crate::participants::Face;
use crate::reading::{Library, Reading};
use crate::settings::Settings;
use crate::telling::{Cast, Telling};
use crate::words::Word;
use schema::{Document, Findings, Interval};
use std::sync::Arc;

/// A case of fewer tellings is too small to tell how rare days are.
const FEW: u32 = 50;

/// All that a comparison needs beside the two tellings.
pub(crate) struct Scene<'a> {
    /// Weights and windows.
    pub settings: &'a Settings,
    /// Actors and places.
    pub entities: &'a Entities,
    /// How often everything is met in the whole case.
    pub counts: Arc<Counts>,
    /// The words of every account, with their weight.
    stories: Vec<(&'a [Word], f64)>,
    /// What comparisons need of the kinds of event.
    pub kinds: Kinds<'a>,
    /// How rare each kind is, by its number.
    pub rare_kinds: Vec<f64>,
    /// What comparisons need of everybody who takes part, by the number in the cast.
    pub faces: Vec<Face<'a>>,
}

impl<'a> Scene<'a> {
    /// Sets out every telling of some accounts, and what comparisons need beside them.
    pub fn of(
        (documents, findings): (&'a [Document], &'a [Findings]),
        library: &'a Library,
        entities: &'a Entities,
        settings: &'a Settings,
    ) -> (Vec<Telling<'a>>, Self) {
        let cast = Cast::of(findings);
        let mut tellings = crate::telling::all(documents, findings, &library.readings, (entities, &cast));
        let counts = Arc::clone(&library.counts);
        let kinds = Kinds::new(tellings.iter().map(|telling| telling.mention.kind.as_str()), settings);
        for telling in &mut tellings {
            counts.weigh(telling);
            telling.kind = kinds.number(&telling.mention.kind);
            telling.place_count = telling.place.map_or(0, |place| counts.fame.of(&place.id));
        }
        let rare = |id: &&str| counts.rareness(counts.fame.of(id));
        let rare_kinds = kinds.names().iter().map(rare).collect();
        let face = |id: &&str| Face::new(entities.actors.get(*id), rare(id), settings);
        let faces = cast.ids().iter().map(face).collect();
        let weighed = |reading: &'a Reading| (reading.story.as_slice(), counts.story_rarity.sum(&reading.story));
        let stories = library.readings.iter().map(weighed).collect();
        (tellings, Self { settings, entities, stories, kinds, rare_kinds, faces, counts })
    }

    /// Gives the words of an account, with their weight.
    pub fn story_of(&self, account: usize) -> (&'a [Word], f64) {
        self.stories[account]
    }

    /// Gives the share of rare words that two accounts have in common.
    pub fn story(&self, one: &Telling<'_>, other: &Telling<'_>) -> f64 {
        self.counts.story_rarity.share(self.story_of(one.index), self.story_of(other.index))
    }

    /// Gives how many tellings name an actor, a place or a kind.
    pub fn count(&self, id: &str) -> u32 {
        self.counts.fame.of(id)
    }

    /// Gives how rare days are: the logarithm of one in how many tellings is about the least rare of them.
    pub fn rare_days(&self, when: Interval) -> f64 {
        self.counts.fame.of_days(when).map_or(0.0, |about| rarity(about, self.counts.tellings))
    }
}

/// Gives the logarithm of one in how many has something; of few nobody knows how rare it is.
pub(crate) fn rarity(count: u32, all: u32) -> f64 {
    (f64::from(all.max(FEW)) / f64::from(count.max(1))).ln()
}
