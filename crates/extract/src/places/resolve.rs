//! Which of the places that bear a name is meant?
//!
//! A text is read as one whole: the countries it speaks of and the places that are sure decide those that are not,
//! and one name means one place from the first line to the last.

use super::gazetteer::{Candidate, Kind, Match};
use super::piece::Piece;
use super::spot::Spot;
use super::words::Words;
use schema::{Place, Precision, kilometers};
use std::collections::{BTreeMap, BTreeSet};

const OTHERS: usize = 5;

/// What the text says as a whole about where it plays.
#[derive(Debug, Default)]
pub struct Context {
    /// Share of each country among all places named, by ISO code.
    shares: BTreeMap<String, f64>,
    /// How many names of the text can lie in each first-level area, shared among the areas that a name can lie in.
    votes: BTreeMap<AreaCode, f64>,
    /// Places that are sure: id, degrees north and east.
    anchors: BTreeMap<String, (f64, f64)>,
}

/// ISO code of a country and GeoNames code of a first-level area in it.
type AreaCode = (String, String);

/// A name resolved.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The place that is meant.
    pub best: Candidate,
    /// Ids of the others, best first.
    pub others: Vec<String>,
    /// What decided.
    pub reason: String,
}

/// The area or country that the words beside a name give for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stated {
    /// ISO code of the country.
    pub country: String,
    /// GeoNames code of the first-level area, where it is one.
    pub area: String,
    /// Id of the stated place.
    pub id: String,
}

impl Context {
    /// Weighs the countries that the names speak of, as far as each is sure by itself.
    #[must_use]
    pub fn read(spots: &[Spot]) -> Self {
        let mut weights: BTreeMap<String, f64> = BTreeMap::new();
        for spot in spots {
            let Some((candidate, weight)) = sure(spot) else { continue };
            if let Some(country) = &candidate.place.country {
                *weights.entry(country.clone()).or_default() += weight;
            }
        }
        let total: f64 = weights.values().sum();
        let shares = weights.into_iter().map(|(country, weight)| (country, weight / total)).collect();
        Self { shares, votes: votes(spots), anchors: BTreeMap::new() }
    }

    /// Gives how many other names of the text can lie in a candidate's area.
    fn votes(&self, spot: &Spot, candidate: &Candidate) -> f64 {
        let Some(code) = area_code(candidate) else { return 0.0 };
        let own = area_codes(spot);
        let own = if own.contains(&code) { 1.0 / as_float(own.len()) } else { 0.0 };
        (self.votes.get(&code).copied().unwrap_or(0.0) - own).max(0.0)
    }

    /// Gives the share of a country, between 0 and 1.
    #[must_use]
    pub fn share(&self, country: Option<&String>) -> f64 {
        country.and_then(|country| self.shares.get(country)).copied().unwrap_or(0.0)
    }

    /// Tells whether the text is about one country.
    #[must_use]
    pub fn has_focus(&self) -> bool {
        self.shares.values().any(|share| *share >= 0.5)
    }

    /// Takes a resolved point for sure, so that others may lie near it.
    pub fn anchor(&mut self, candidate: &Candidate) {
        if let (Precision::Point, Some(lat), Some(lon)) =
            (candidate.place.precision, candidate.place.lat, candidate.place.lon)
        {
            self.anchors.insert(candidate.place.id.clone(), (lat, lon));
        }
    }

    /// Gives the distance to the nearest sure place that the same name cannot mean, in kilometers.
    fn nearest(&self, spot: &Spot, candidate: &Candidate) -> f64 {
        let Some(here) = candidate.place.lat.zip(candidate.place.lon) else { return f64::INFINITY };
        let own = |id: &String| spot.candidates.iter().any(|candidate| candidate.place.id == *id);
        let others = self.anchors.iter().filter(|(id, _)| !own(id));
        others.map(|(_, there)| kilometers(here, *there)).fold(f64::INFINITY, f64::min)
    }
}

fn area_code(candidate: &Candidate) -> Option<AreaCode> {
    let country = candidate.place.country.clone().filter(|_| !candidate.area.is_empty())?;
    Some((country, candidate.area.clone()))
}

/// Gives the areas in which a name can lie.
fn area_codes(spot: &Spot) -> BTreeSet<AreaCode> {
    spot.candidates.iter().filter(|candidate| candidate.matched == Match::Exact).filter_map(area_code).collect()
}

/// Lets every name vote once for the areas that it can lie in.
fn votes(spots: &[Spot]) -> BTreeMap<AreaCode, f64> {
    let keys: BTreeMap<&str, BTreeSet<AreaCode>> =
        spots.iter().map(|spot| (spot.key.as_str(), area_codes(spot))).collect();
    let mut votes: BTreeMap<AreaCode, f64> = BTreeMap::new();
    for areas in keys.into_values() {
        let share = 1.0 / as_float(areas.len());
        areas.into_iter().for_each(|area| *votes.entry(area).or_default() += share);
    }
    votes
}

fn as_float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// Gives the reading of a name that needs no context, and how much it weighs as context.
fn sure(spot: &Spot) -> Option<(&Candidate, f64)> {
    let countries: Vec<&Candidate> =
        spot.candidates.iter().filter(|c| matches!(c.kind, Kind::Country | Kind::People)).collect();
    if let [only] = countries[..] {
        let rival = spot.candidates.iter().any(|c| c.kind == Kind::Site);
        return (!rival).then_some((only, 1.0));
    }
    let sites: Vec<&Candidate> =
        spot.candidates.iter().filter(|c| c.kind == Kind::Site && c.matched != Match::Variant).collect();
    let largest = spot.candidates.iter().filter(|c| c.kind == Kind::Town).max_by_key(|c| c.population);
    if let ([only], None) = (&sites[..], largest.filter(|town| town.population > 50_000)) {
        return Some((only, 0.7));
    }
    let town = largest.filter(|town| town.population >= 200_000 && town.matched == Match::Exact)?;
    let second = spot.candidates.iter().filter(|c| c.place.id != town.place.id).map(|c| c.population).max();
    (second.unwrap_or(0) < town.population / 5 && countries.is_empty()).then_some((town, 0.7))
}

/// Ranks the readings of a name.
#[must_use]
pub fn choose(spot: &Spot, stated: Option<&Stated>, context: &Context) -> Option<Choice> {
    let rivals = spot.country().is_some();
    let mut ranked: Vec<(f64, &Candidate)> =
        spot.candidates.iter().map(|c| (score(spot, c, stated, context, rivals), c)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.place.id.cmp(&b.1.place.id)));
    let (_, best) = ranked.first()?;
    let others = ranked[1..].iter().map(|(_, c)| c.place.id.clone()).filter(|id| *id != best.place.id);
    let others: Vec<String> = others.take(OTHERS).collect();
    let reason = reason(spot, best, stated, context);
    Some(Choice { best: (*best).clone(), others, reason })
}

fn score(spot: &Spot, candidate: &Candidate, stated: Option<&Stated>, context: &Context, rivals: bool) -> f64 {
    let mut score = match candidate.kind {
        // "Georgia" is a state of one country and the name of another.
        Kind::Country if spot.areas().any(|area| area.kind == Kind::Site && !area.area.is_empty()) => 1.2,
        Kind::Country | Kind::People => 1.8,
        Kind::Site if candidate.place.precision == Precision::Area => 0.78,
        Kind::Site => 0.75,
        Kind::Unit => 0.5,
        Kind::Town => (f64::from(candidate.population) + 10.0).log10() / 7.0 - if rivals { 1.0 } else { 0.0 },
    };
    score += match candidate.matched {
        Match::Exact if candidate.main_name => 0.1,
        Match::Exact => 0.0,
        Match::WithoutArticle => -0.05,
        Match::WithNoun => 1.5,
        Match::Variant => -0.5,
    };
    // "the coast of Mexico" is no matter of the state of that name.
    let noun = spot.signs.area_noun && !(spot.signs.landscape && candidate.kind == Kind::Unit);
    if candidate.place.precision == Precision::Area && (noun || spot.signs.among_areas) {
        score += 1.5;
    }
    // "California" is the state, whatever hamlets bear its name.
    let small = candidate.kind == Kind::Town && candidate.population < 500_000;
    let is_state = |area: &Candidate| area.kind == Kind::Site && area.matched == Match::Exact && !area.area.is_empty();
    if small && spot.areas().any(is_state) {
        score -= 0.8;
    }
    // "the Red Sea" is the one of `data/places`, no governorate.
    let listed = |other: &Candidate| other.kind == Kind::Site && other.matched == Match::Exact;
    if candidate.kind == Kind::Unit && !spot.signs.area_noun && spot.candidates.iter().any(listed) {
        score -= 1.5;
    }
    let share = context.share(candidate.place.country.as_ref());
    // A people is its country; a town that shares a country's name gains nothing from its neighbors.
    if matches!(candidate.kind, Kind::Town | Kind::Site | Kind::Unit) {
        score += (context.votes(spot, candidate) / 4.0).min(1.0);
        score += if rivals { 0.8 } else { 1.5 } * share;
    }
    score += match context.nearest(spot, candidate) {
        near if near < 60.0 => 0.7,
        near if near < 150.0 => 0.5,
        near if near < 400.0 => 0.25,
        _ => 0.0,
    };
    if let Some(stated) = stated.filter(|stated| stated.id != candidate.place.id) {
        let country = candidate.place.country.as_deref() == Some(stated.country.as_str());
        let area = !stated.area.is_empty() && candidate.area == stated.area;
        score += match (country, area, stated.area.is_empty()) {
            (true, true, _) => 3.5,
            (true, false, true) => 3.0,
            (true, false, false) => 0.5,
            (false, ..) => -0.5,
        };
    }
    score
}

fn reason(spot: &Spot, best: &Candidate, stated: Option<&Stated>, context: &Context) -> String {
    let name = match best.matched {
        Match::Exact => "gazetteer/exact",
        Match::WithoutArticle => "gazetteer/article",
        Match::WithNoun => "gazetteer/noun",
        Match::Variant => "gazetteer/variant",
    };
    let why = if spot.candidates.len() == 1 {
        "the only place of that name".to_string()
    } else if stated.is_some_and(|stated| best.place.country.as_deref() == Some(stated.country.as_str())) {
        "its country or area is stated".to_string()
    } else if matches!(best.kind, Kind::Country | Kind::People) {
        "a country goes before a town".to_string()
    } else if context.nearest(spot, best) < 150.0 {
        format!("{:.0} km from another place of the text", context.nearest(spot, best))
    } else if context.votes(spot, best) >= 1.0 {
        "other names of the text lie in its area".to_string()
    } else if context.share(best.place.country.as_ref()) > 0.2 {
        "the text speaks of its country".to_string()
    } else {
        format!("population {}", best.population)
    };
    let near = if spot.signs.near { "; said to be near it" } else { "" };
    format!("{name}: {why}{near}")
}

/// Finds the area or country that the words beside each name give for it: "Paris, Texas", "the Iraqi town of Hit".
#[must_use]
pub fn stated(spots: &[Spot], pieces: &[Piece], words: &Words) -> Vec<Option<Stated>> {
    let pair = |one: &Spot, other: &Spot| links(one, other, pieces, words);
    let mut found: Vec<Option<Stated>> = vec![None; spots.len()];
    // From the end: in "Austin, Scott County, Indiana" the state tells which county, and that which town.
    for (at, spot) in spots.iter().enumerate().rev() {
        // "the Iraqi town of Hit" lies in Iraq; where "Afghans in Paris" are is no part of their country.
        let inside = |one: &Spot| pieces[one.pieces.end..spot.pieces.start].iter().any(|piece| piece.lower == "in");
        let before = at.checked_sub(1).and_then(|at| spots.get(at));
        let before = before.filter(|before| pair(before, spot) && !inside(before));
        // "Hit, Iraq", but not "in Hit, an Iraqi official said", nor "a US official".
        let one = |after: &Spot| {
            let before = after.pieces.start.checked_sub(1).and_then(|before| pieces.get(before));
            before.is_some_and(|before| matches!(before.lower.as_str(), "a" | "an"))
        };
        let after = spots.get(at + 1).filter(|after| pair(spot, after) && !after.is_people() && !one(after));
        let own = spot.country().is_some();
        let given = after.and_then(|after| around(spot, after, found[at + 1].as_ref()));
        let given = given.or_else(|| around(spot, before.filter(|b| !comma(b, spot, pieces))?, None));
        found[at] = given.filter(|given| !own || !given.area.is_empty());
    }
    found
}

/// Gives the area or country that a name states for the one beside it; none where several areas bear it and nothing tells which.
fn around(spot: &Spot, other: &Spot, told: Option<&Stated>) -> Option<Stated> {
    // A district that bears a town's name is not meant without its noun.
    let town = !other.signs.area_noun && other.candidates.iter().any(|c| c.kind == Kind::Town);
    let fits = |c: &&Candidate| c.matched != Match::Variant && !(town && c.kind == Kind::Unit);
    let wider: Vec<&Candidate> = other.areas().filter(fits).collect();
    // "Columbus, Georgia": the state, where the name before it lies there.
    let holds = |c: &&&Candidate| !c.area.is_empty() && spot.candidates.iter().any(|mine| lies_in(mine, c));
    let told_of = |c: &&&Candidate| {
        told.is_some_and(|told| {
            c.place.country.as_ref() == Some(&told.country) && (told.area.is_empty() || told.area == c.area)
        })
    };
    let rank = |c: &&&Candidate| (c.kind == Kind::Unit, c.kind == Kind::Site, c.place.id.clone());
    let best = wider.iter().filter(told_of).min_by_key(rank);
    let best = best.or_else(|| wider.iter().filter(holds).min_by_key(rank)).or_else(|| {
        let first = wider.iter().min_by_key(rank)?;
        let twins = wider.iter().filter(|c| c.kind == first.kind).count();
        (twins == 1 || first.kind != Kind::Unit).then_some(first)
    })?;
    let country = best.place.country.clone()?;
    Some(Stated { country, area: best.area.clone(), id: best.place.id.clone() })
}

/// Tells whether no place of that name lies where the text says: the gazetteer lacks it, and another must not be taken for it.
#[must_use]
pub fn is_missing(spot: &Spot, stated: &Stated) -> bool {
    let there = |candidate: &Candidate| {
        let country = candidate.place.country.as_deref() == Some(stated.country.as_str());
        country && (stated.area.is_empty() || candidate.area.is_empty() || candidate.area == stated.area)
    };
    // An area lies in a country, but in no other area beside it: "Tyrol, Salzburg and Vienna".
    let towns = spot.candidates.iter().all(|candidate| match candidate.kind {
        Kind::Town => true,
        Kind::Unit => stated.area.is_empty(),
        Kind::Country | Kind::People | Kind::Site => false,
    });
    towns && !spot.candidates.iter().any(there)
}

/// Gives the place that the gazetteer lacks, as the area in which the text says that it lies.
#[must_use]
pub fn missing_in(spot: &Spot, around: &Place) -> Choice {
    let name = spot.candidates.first().map_or_else(|| spot.key.clone(), |candidate| candidate.place.name.clone());
    let place = Place {
        id: format!("name:{} ({})", spot.key, around.id),
        name: format!("{name} ({})", around.name),
        precision: around.precision,
        lat: around.lat,
        lon: around.lon,
        country: around.country.clone(),
        aliases: Vec::new(),
    };
    let others = spot.candidates.iter().map(|candidate| candidate.place.id.clone()).take(OTHERS).collect();
    let best = Candidate {
        place,
        kind: Kind::Town,
        matched: Match::Exact,
        population: 0,
        area: String::new(),
        main_name: true,
    };
    Choice { best, others, reason: format!("missing: no such place is known in {}", around.name) }
}

fn lies_in(town: &Candidate, area: &Candidate) -> bool {
    town.kind == Kind::Town && town.area == area.area && town.place.country == area.place.country
}

/// Tells whether only words that lead from a place to its surroundings stand between two names of a sentence.
fn links(one: &Spot, other: &Spot, pieces: &[Piece], words: &Words) -> bool {
    let between = one.pieces.end..other.pieces.start;
    let (last, first) = (&pieces[one.pieces.end - 1], &pieces[other.pieces.start]);
    // "in Orva province the Britain-based group said"
    let compounded = pieces.get(other.pieces.end).is_some_and(|next| next.hyphened);
    if between.len() > 5 || last.sentence != first.sentence || first.hyphened || compounded {
        return false;
    }
    if between.is_empty() {
        return comma(one, other, pieces) || last.possessive || one.is_people();
    }
    pieces[between].iter().all(|piece| {
        let word = &piece.lower;
        words.directions.contains(word)
            || words.is_generic(word)
            || matches!(word.as_str(), "in" | "of" | "the" | "a" | "an" | "called" | "named" | "border" | "held")
    })
}

/// Tells whether two names stand side by side with a comma between them.
fn comma(one: &Spot, other: &Spot, pieces: &[Piece]) -> bool {
    let gap = other.span.start.saturating_sub(one.span.end);
    one.pieces.end == other.pieces.start && pieces[other.pieces.start].comma && gap <= 3 && gap > 1
}
