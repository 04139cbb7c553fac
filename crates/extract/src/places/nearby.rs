//! Where about is a village that no gazetteer knows?
//!
//! Where the text itself tells it by a place that is known: "the village lies 12km southeast of Dabiq",
//! "al-Meridian neighborhood in Aleppo". It becomes an area around there, with the words that told so.

use super::words::Words;
use language::{Analysis, Relation};
use schema::{Place, PlaceMention, Precision, ToponymUse};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many words may stand between a name and what holds it.
const REACH: usize = 7;

/// Places what is not listed by what the text says of it; the first that is told holds, a distance before all else.
pub(super) fn place(
    analysis: &Analysis<'_>,
    mentions: &mut [PlaceMention],
    places: &mut BTreeMap<String, Place>,
    words: &Words,
) {
    let unlisted = |id: &str, places: &BTreeMap<String, Place>| {
        id.starts_with("name:") && places.get(id).is_some_and(|place| place.lat.is_none())
    };
    let text = Text { analysis, words };
    for told in [Text::off, Text::inside] {
        for at in 0..mentions.len() {
            if !unlisted(&mentions[at].place, places) {
                continue;
            }
            let Some(other) = told(&text, mentions, at) else { continue };
            // A country is too wide to say where a village lies.
            let tells = |place: &&Place| place.lat.is_some() && place.precision != Precision::Country;
            let Some(around) = places.get(&mentions[other].place).filter(tells) else { continue };
            let (lat, lon, country, name) = (around.lat, around.lon, around.country.clone(), around.name.clone());
            let id = mentions[at].place.clone();
            if let Some(place) = places.get_mut(&id) {
                *place = Place { lat, lon, country, precision: Precision::Area, ..place.clone() };
            }
            let same = mentions.iter_mut().filter(|mention| mention.place == id);
            same.for_each(|mention| mention.rule = format!("{}; {name}", mention.rule));
        }
    }
}

struct Text<'a, 't> {
    analysis: &'a Analysis<'t>,
    words: &'a Words,
}

impl Text<'_, '_> {
    /// "Zarqun lies just 12km southeast of Dabiq", "the village 50km from Hama": what is counted from another place.
    fn off(&self, mentions: &[PlaceMention], at: usize) -> Option<usize> {
        let (own, sentence) = self.stretch(mentions, at);
        let subject = own.clone().any(|token| {
            let word = &self.analysis.tokens[token];
            word.relation == Relation::Nsubj && word.head.is_some_and(|head| self.is_top(head, &sentence))
        });
        let later = (at + 1..mentions.len()).take_while(|other| self.stretch(mentions, *other).0.start < sentence.end);
        let mut later = later.filter(|other| mentions[*other].place.starts_with("off:"));
        later.find(|other| subject || self.is_led(own.end..self.stretch(mentions, *other).0.start))
    }

    /// "the village of Zarqun in northern Aleppo province": the place that holds it.
    fn inside(&self, mentions: &[PlaceMention], at: usize) -> Option<usize> {
        let (own, sentence) = self.stretch(mentions, at);
        let other = (at + 1..mentions.len()).find(|other| mentions[*other].span.start >= mentions[at].span.end)?;
        let next = self.stretch(mentions, other).0;
        let between = own.end..next.start;
        let leads = next.start < sentence.end && between.clone().any(|token| self.is(token, "in"));
        let holds = mentions[other].usage == ToponymUse::Location && !mentions[other].place.starts_with("name:");
        (leads && holds && self.is_led(between)).then_some(other)
    }

    /// Gives the tokens of a mention and of its sentence.
    fn stretch(&self, mentions: &[PlaceMention], at: usize) -> (Range<usize>, Range<usize>) {
        let own = self.analysis.tokens_in(mentions[at].span);
        let sentence = self.analysis.sentences.get(self.analysis.sentence_of(own.start));
        let sentence = sentence.map_or(0..0, |sentence| sentence.tokens.clone());
        (own, sentence)
    }

    /// Tells whether only words that lead from a place to its surroundings stand between.
    fn is_led(&self, between: Range<usize>) -> bool {
        between.len() <= REACH
            && between.clone().all(|token| {
                let word = self.analysis.word(token).to_lowercase();
                self.words.leading.contains(&word)
                    || self.words.directions.contains(&word)
                    || self.words.is_generic(&word)
                    || word == ","
            })
    }

    /// Tells whether a word is the predicate of its sentence, or joined to it.
    fn is_top(&self, token: usize, sentence: &Range<usize>) -> bool {
        let word = &self.analysis.tokens[token];
        sentence.contains(&token) && matches!(word.relation, Relation::Root | Relation::Conj | Relation::Cop)
    }

    fn is(&self, token: usize, word: &str) -> bool {
        self.analysis.word(token).eq_ignore_ascii_case(word)
    }
}
