//! Where is what lies between places: "the border with Iraq", "the Syrian-Turkish border", "between Homs and Palmyra"?
//!
//! A border is an area without a point on the map; what lies between two towns is the area around the middle.

use super::words::Words;
use language::{Analysis, Relation, Tag};
use schema::{Place, PlaceMention, Precision, Span, ToponymUse, kilometers};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Towns farther apart have no place between them, in kilometers.
const FAR: f64 = 300.0;
/// How many words before or behind a border the countries stand that it parts.
const REACH: usize = 4;

/// Finds such areas, each with its place, in text order.
pub(super) fn find(
    analysis: &Analysis<'_>,
    mentions: &[PlaceMention],
    places: &BTreeMap<String, Place>,
    words: &Words,
) -> Vec<(PlaceMention, Place)> {
    let mut at_token: BTreeMap<usize, &PlaceMention> = BTreeMap::new();
    for mention in mentions {
        at_token.extend(analysis.tokens_in(mention.span).map(|token| (token, mention)));
    }
    let text = Text { analysis, at_token, places, words };
    let tokens = 0..analysis.tokens.len();
    tokens.filter_map(|token| text.border(token).or_else(|| text.between(token))).collect()
}

struct Text<'a> {
    analysis: &'a Analysis<'a>,
    at_token: BTreeMap<usize, &'a PlaceMention>,
    places: &'a BTreeMap<String, Place>,
    words: &'a Words,
}

impl Text<'_> {
    /// "the border with Iraq", "the Syrian-Turkish border"; not "the border town".
    fn border(&self, token: usize) -> Option<(PlaceMention, Place)> {
        let word = &self.analysis.tokens[token];
        let line = word.relation != Relation::Compound && matches!(word.tag, Tag::Noun | Tag::ProperNoun);
        if !line || !self.is_word(token, &self.words.borders) {
            return None;
        }
        let sentence = self.analysis.sentences[self.analysis.sentence_of(token)].tokens.clone();
        let before = (sentence.start.max(token.saturating_sub(REACH))..token).rev();
        let before = before.take_while(|other| self.country(*other).is_some() || self.joins(*other));
        let behind = token + 1..sentence.end.min(token + 1 + REACH);
        let behind = behind.take_while(|other| self.country(*other).is_some() || self.joins(*other));
        let parts: Vec<usize> = before.chain(behind).filter(|other| self.country(*other).is_some()).collect();
        let countries: BTreeSet<&str> = parts.iter().filter_map(|part| self.country(*part)).collect();
        let (first, last) = (parts.iter().min()?, parts.iter().max()?);
        let span = self.span((*first).min(token), (*last).max(token));
        let id = format!("border:{}", countries.into_iter().collect::<Vec<_>>().join("-"));
        Some(self.area(span, id, None, "places/lying: a border"))
    }

    /// "between Homs and Palmyra"
    fn between(&self, token: usize) -> Option<(PlaceMention, Place)> {
        if !self.is_word(token, &self.words.between) {
            return None;
        }
        let one = self.point(token + 1)?;
        let and = self.analysis.tokens_in(one.0).end;
        let other = self.point(and + 1).filter(|_| self.analysis.tokens[and].relation == Relation::Cc)?;
        let (from, to) = (one.1, other.1);
        let middle = ((from.0 + to.0) / 2.0, (from.1 + to.1) / 2.0);
        let span = self.analysis.tokens[token].span.join(other.0);
        let id = format!("between:{}:{}", self.at_token[&(token + 1)].place, self.at_token[&(and + 1)].place);
        (kilometers(from, to) < FAR).then(|| self.area(span, id, Some(middle), "places/lying: between two places"))
    }

    /// Gives the words and the point of the place that begins at a token.
    fn point(&self, token: usize) -> Option<(Span, (f64, f64))> {
        let mention = self.at_token.get(&token).filter(|mention| mention.usage == ToponymUse::Location)?;
        let place = self.places.get(&mention.place).filter(|place| place.precision == Precision::Point)?;
        Some((mention.span, place.lat.zip(place.lon)?))
    }

    fn country(&self, token: usize) -> Option<&str> {
        let place = self.places.get(&self.at_token.get(&token)?.place)?;
        place.country.as_deref().filter(|_| place.precision == Precision::Country)
    }

    fn joins(&self, token: usize) -> bool {
        self.is_word(token, &self.words.joins)
    }

    fn is_word(&self, token: usize, list: &HashSet<String>) -> bool {
        let word = self.analysis.word(token);
        list.iter().any(|known| known.eq_ignore_ascii_case(word))
    }

    fn span(&self, first: usize, last: usize) -> Span {
        self.analysis.tokens[first].span.join(self.analysis.tokens[last].span)
    }

    fn area(&self, span: Span, id: String, middle: Option<(f64, f64)>, rule: &str) -> (PlaceMention, Place) {
        let name = super::one_line(span.of(self.analysis.text));
        let (lat, lon) = (middle.map(|(lat, _)| lat), middle.map(|(_, lon)| lon));
        let aliases = vec![name.clone()];
        let place = Place { id: id.clone(), name, lat, lon, precision: Precision::Area, country: None, aliases };
        let usage = ToponymUse::Location;
        (PlaceMention { span, place: id, usage, candidates: Vec::new(), rule: rule.into() }, place)
    }
}
