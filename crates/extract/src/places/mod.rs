//! Where?
//!
//! Names are found by longest match on the letters of the text, kept where the words around them allow a place,
//! and resolved by what the text as a whole speaks of. The spelling of a name is folded by `spelling`, its places come from
//! `gazetteer`, and what decided stands in each mention's rule.

mod accept;
pub mod archive;
mod beside;
pub mod catalogue;
mod descriptions;
mod gazetteer;
mod lying;
mod nearby;
mod piece;
mod resolve;
mod spot;
mod unknown;
mod usage;
mod words;

use accept::is_place;
use beside::beside;
use descriptions::Named;
use gazetteer::{Candidate, Kind};
use language::{Analysis, NameKind};
use piece::{Case, Piece};
use resolve::{Choice, Context, Stated, choose, is_missing, missing_in, stated};
use schema::{Document, Place, PlaceMention, Precision, SectionKind, Span, ToponymUse};
use spelling as name;
use spot::{Spot, spots};
use std::collections::{BTreeMap, BTreeSet};
use unknown::unknown;
use usage::usage;

pub use gazetteer::Gazetteer;
pub use spelling::normal_form;

/// Finds and resolves the places that the document names; mentions in text order, places by id.
#[must_use]
pub fn find(document: &Document, analysis: &Analysis<'_>, gazetteer: &Gazetteer) -> (Vec<PlaceMention>, Vec<Place>) {
    let pieces = piece::pieces(analysis);
    let mut all = spots(analysis.text, &pieces, gazetteer);
    // "ANA FLORES COLE WAS MURDERED": among capitals a town inside a name is none.
    for spot in all.iter_mut().filter(|spot| pieces[spot.pieces.start].case == Case::Upper) {
        let from = analysis.names.partition_point(|name| name.span.end <= spot.span.start);
        let around = analysis.names.get(from).filter(|name| name.span != spot.span && name.span.contains(spot.span));
        spot.signs.person |= around.is_some_and(|name| name.kind == NameKind::Person);
    }
    let (mut spots, mut given) = meant(document, all, &pieces, gazetteer);
    let unlisted_spans = unknown(analysis.text, (&pieces, &analysis.names), &spots, &gazetteer.words);
    let outer = |spot: &Spot| unlisted_spans.iter().any(|span| span.contains(spot.span));
    let keep: Vec<bool> = spots.iter().map(|spot| !outer(spot)).collect();
    let mut kept = keep.iter().copied();
    spots.retain(|_| kept.next().unwrap_or(true));
    let mut kept = keep.iter().copied();
    given.retain(|_| kept.next().unwrap_or(true));
    let choices = resolve(&spots, &given);
    let mut mentions = Vec::new();
    let mut places: BTreeMap<String, Place> = BTreeMap::new();
    let mut sizes: BTreeMap<String, u32> = BTreeMap::new();
    for (spot, choice) in spots.iter().zip(choices) {
        let Some(choice) = choice else { continue };
        // Those of `data/places` count nobody; the town of that name does.
        let site = choice.best.kind == Kind::Site;
        let same = |town: &&Candidate| site && town.place.country == choice.best.place.country;
        let town = spot.candidates.iter().filter(same).map(|town| town.population).max();
        sizes.insert(choice.best.place.id.clone(), town.unwrap_or(choice.best.population));
        let rule = format!("places/{}", choice.reason);
        let usage = usage(spot, &choice.best, gazetteer, (&pieces, analysis));
        let id = &choice.best.place.id;
        let whole = || Place { aliases: gazetteer.aliases(id).to_vec(), ..choice.best.place.clone() };
        let place = places.entry(id.clone()).or_insert_with(whole);
        if let (Some(words), true) = (analysis.text.get(spot.span.start..spot.span.end), !spot.is_people()) {
            place.aliases.push(one_line(words));
        }
        if let Some((span, place)) = beside(spot, &choice.best.place, &pieces, &gazetteer.words) {
            let words = one_line(analysis.text.get(span.start..span.end).unwrap_or_default());
            let rule = format!("places/beside: counted from {}", choice.best.place.name);
            let place = Place { name: words.clone(), aliases: vec![words], ..place };
            let usage = ToponymUse::Location;
            mentions.push(PlaceMention { span, place: place.id.clone(), usage, candidates: Vec::new(), rule });
            places.entry(place.id.clone()).or_insert(place);
        }
        mentions.push(PlaceMention {
            span: spot.span,
            place: choice.best.place.id,
            usage,
            candidates: choice.others,
            rule,
        });
    }
    for span in unlisted_spans {
        let (mention, place) = unlisted(analysis.text, span);
        places.entry(place.id.clone()).or_insert_with(|| place.clone()).aliases.extend(place.aliases);
        mentions.push(mention);
    }
    mentions.sort_by_key(|mention| mention.span);
    for (mention, place) in lying::find(analysis, &mentions, &places, &gazetteer.words) {
        mentions.push(mention);
        places.entry(place.id.clone()).or_insert(place);
    }
    mentions.sort_by_key(|mention| mention.span);
    let named = Named { mentions: &mentions, places: &places, sizes: &sizes };
    let described = descriptions::find(document, analysis, named, &gazetteer.words);
    mentions.extend(described);
    mentions.sort_by_key(|mention| mention.span);
    nearby::place(analysis, &mut mentions, &mut places, &gazetteer.words);
    let mut places: Vec<Place> = places.into_values().collect();
    for place in &mut places {
        place.aliases.sort();
        place.aliases.dedup();
    }
    (mentions, places)
}

/// Keeps the names that are meant as places, with what the words beside each say of where it lies.
fn meant(
    document: &Document,
    all: Vec<Spot>,
    pieces: &[Piece],
    gazetteer: &Gazetteer,
) -> (Vec<Spot>, Vec<Option<Stated>>) {
    let words = &gazetteer.words;
    let given = stated(&all, pieces, words);
    let told: Vec<Spot> = all.iter().filter(|spot| !is_margin(document, spot.span)).cloned().collect();
    let context = Context::read(&told);
    let persons: BTreeSet<&str> = all
        .iter()
        .filter(|spot| spot.signs.person || spot.signs.within_name && !spot.is_listed())
        .map(|spot| spot.key.as_str())
        .collect();
    let keep: Vec<bool> = all
        .iter()
        .zip(&given)
        .map(|(spot, given)| {
            let named_person = persons.contains(spot.key.as_str())
                && !spot.is_listed()
                && !spot.signs.point_noun
                && !(spot.signs.locative && spot.population() >= 100_000);
            !named_person && is_place(spot, given.as_ref(), pieces, &context, words)
        })
        .collect();
    all.into_iter().zip(given).zip(keep).filter_map(|(found, keep)| keep.then_some(found)).unzip()
}

/// Tells whether a span lies in what is no part of the account.
fn is_margin(document: &Document, span: Span) -> bool {
    document.sections.iter().any(|section| section.kind == SectionKind::Boilerplate && section.span.overlaps(span))
}

/// Resolves all names: first each alone, then again with the first round's sure places as neighbors.
fn resolve(spots: &[Spot], given: &[Option<Stated>]) -> Vec<Option<Choice>> {
    // One name, one place: what is stated once beside a name holds for it everywhere.
    let mut by_key: BTreeMap<&str, &Stated> = BTreeMap::new();
    for (spot, stated) in spots.iter().zip(given) {
        if let Some(stated) = stated {
            by_key.entry(spot.key.as_str()).or_insert(stated);
        }
    }
    let stated_of = |at: usize| given[at].as_ref().or_else(|| by_key.get(spots[at].key.as_str()).copied());
    let mut context = Context::read(spots);
    let first: Vec<Option<Choice>> =
        spots.iter().enumerate().map(|(at, spot)| choose(spot, stated_of(at), &context)).collect();
    for choice in first.iter().flatten() {
        if choice.others.is_empty() || choice.best.population >= 200_000 || choice.reason.contains("stated") {
            context.anchor(&choice.best);
        }
    }
    let known = |id: &str| {
        let candidates = spots.iter().flat_map(|spot| &spot.candidates);
        candidates.map(|candidate| &candidate.place).find(|place| place.id == id)
    };
    let chosen = |(at, spot): (usize, &Spot)| {
        let missing = stated_of(at).filter(|stated| is_missing(spot, stated)).and_then(|stated| known(&stated.id));
        missing.map_or_else(|| choose(spot, stated_of(at), &context), |around| Some(missing_in(spot, around)))
    };
    spots.iter().enumerate().map(chosen).collect()
}

fn unlisted(text: &str, span: Span) -> (PlaceMention, Place) {
    let words = one_line(text.get(span.start..span.end).unwrap_or_default());
    let id = format!("name:{}", normal_form(&words));
    let mention = PlaceMention {
        span,
        place: id.clone(),
        usage: ToponymUse::Location,
        candidates: Vec::new(),
        rule: "places/unlisted: a noun for places stands beside it".into(),
    };
    let place = Place {
        id,
        name: words.clone(),
        lat: None,
        lon: None,
        precision: Precision::Point,
        country: None,
        aliases: vec![words],
    };
    (mention, place)
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
