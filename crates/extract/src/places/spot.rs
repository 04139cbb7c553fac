//! Where does the text name a place, and what around the name tells so?

use super::gazetteer::{Candidate, Gazetteer, Kind, Match};
use super::name::{is_article, is_plain_article, normal_form};
use super::piece::{Case, Piece};
use super::words::Words;
use language::Tag;
use schema::{Precision, Span};
use std::ops::Range;

const LONGEST: usize = 6;

/// A name that some place bears, with what stands around it.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Its pieces.
    pub pieces: Range<usize>,
    /// Its words.
    pub span: Span,
    /// Its normal form.
    pub key: String,
    /// What it can mean.
    pub candidates: Vec<Candidate>,
    /// What stands around it.
    pub signs: Signs,
}

/// What the words around a name tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations, each named")]
pub struct Signs {
    /// A preposition or verb before it that goes with places.
    pub locative: bool,
    /// "town of X", "X airbase".
    pub point_noun: bool,
    /// "province of X", "X province".
    pub area_noun: bool,
    /// "near X", "20 km from X".
    pub near: bool,
    /// A capitalized word beside it that is not known to stand apart.
    pub within_name: bool,
    /// A title or given name before it, or somebody's family name after it.
    pub person: bool,
    /// A noun after it that swallows it: "Damascus Road".
    pub swallowed: bool,
    /// It is the subject of a verb of speaking.
    pub speaks: bool,
    /// Its area noun is one of the land, not of its government: "X valley", "the coast of X".
    pub landscape: bool,
    /// It stands in a list of areas: "Ohio, New York and Utah".
    pub among_areas: bool,
    /// The noun for a kind of place beside it, as a piece.
    pub noun: Option<usize>,
}

/// Finds every name in the pieces, longest first, without overlap.
#[must_use]
pub fn spots(text: &str, pieces: &[Piece], gazetteer: &Gazetteer) -> Vec<Spot> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match longest(text, pieces, at, gazetteer) {
            Some(spot) if is_currency(text, spot.span) => at = spot.pieces.end,
            Some(mut spot) => {
                at = spot.pieces.end;
                spot.signs = signs(pieces, &spot, &gazetteer.words);
                spot.signs.within_name &= !found.last().is_some_and(|owner| owns(owner, &spot));
                add_nouned(pieces, &mut spot, gazetteer);
                found.push(spot);
            }
            None => at += 1,
        }
    }
    mark_lists(pieces, &mut found);
    found
}

/// Tells whether a name is a part of an amount: "US$ 3m", "$ US 3m".
fn is_currency(text: &str, span: Span) -> bool {
    let short = span.end - span.start <= 4;
    let after = if short { text[span.end..].trim_start() } else { &text[span.end..] };
    after.starts_with(['$', '£', '€']) || text[..span.start].trim_end().ends_with(['$', '£', '€'])
}

/// Tells whether a country owns the place behind it, in a text that lost its apostrophes: "Syrias Aleppo".
fn owns(country: &Spot, place: &Spot) -> bool {
    let spelled = |candidate: &Candidate| normal_form(&candidate.place.name);
    country.pieces.end == place.pieces.start
        && country.country().is_some_and(|owner| country.key == spelled(owner) + "s")
}

/// Marks the names in lists of three or more whose other names are all areas.
fn mark_lists(pieces: &[Piece], spots: &mut [Spot]) {
    let follows = |one: &Spot, other: &Spot| match &pieces[one.pieces.end..other.pieces.start] {
        [] => pieces[other.pieces.start].comma,
        [and] => and.lower == "and" && pieces[other.pieces.start].joined,
        _ => false,
    };
    let is_area = |spot: &Spot| {
        spot.areas().any(|area| area.kind == Kind::Site && area.matched == Match::Exact && !area.area.is_empty())
    };
    let mut start = 0;
    while start < spots.len() {
        let steps = spots[start..].windows(2).take_while(|pair| follows(&pair[0], &pair[1])).count();
        let list = &mut spots[start..=start + steps];
        if list.len() >= 3 && list.iter().all(is_area) {
            list.iter_mut().for_each(|spot| spot.signs.among_areas = true);
        }
        start += steps + 1;
    }
}

/// Adds what the name means together with the noun beside it: "Anbar" in "Anbar province".
fn add_nouned(pieces: &[Piece], spot: &mut Spot, gazetteer: &Gazetteer) {
    let Some(noun) = spot.signs.noun.and_then(|at| pieces.get(at)).filter(|_| spot.country().is_none()) else { return };
    let known: Vec<String> = spot.candidates.iter().map(|c| c.place.id.clone()).collect();
    let mut more = gazetteer.with_noun(&spot.key, &noun.lower);
    more.retain(|candidate| !known.contains(&candidate.place.id));
    spot.candidates.extend(more);
}

/// Tells whether a name can start at a piece: a capital, or an article before one.
#[must_use]
pub fn opens(pieces: &[Piece], at: usize) -> bool {
    let Some(piece) = pieces.get(at) else { return false };
    let article = |next: &Piece| is_plain_article(&piece.lower) || next.hyphened && is_article(&piece.lower);
    piece.capital || pieces.get(at + 1).is_some_and(|next| next.capital && next.joined && article(next))
}

fn longest(text: &str, pieces: &[Piece], at: usize, gazetteer: &Gazetteer) -> Option<Spot> {
    if !opens(pieces, at) {
        return None;
    }
    let mut end = at + 1;
    while end < pieces.len() && end - at < LONGEST && pieces[end].joined {
        let fits = pieces[end].capital || pieces[end].hyphened || gazetteer.words.inner.contains(&pieces[end].lower);
        if !fits {
            break;
        }
        end += 1;
    }
    (at + 1..=end).rev().find_map(|end| {
        let last = &pieces[end - 1];
        if !last.capital && !(end - at > 2 && last.hyphened) {
            return None;
        }
        let span = pieces[at].span.join(last.span);
        let words = text.get(span.start..span.end)?;
        let mut candidates = lookup(words, &pieces[at..end], gazetteer);
        // "The Hague" bears its article, "The Washington Post" does not.
        // "As Suwayda" may lose its article, "As Zimbabwe" has none.
        let plain = is_plain_article(&pieces[at].lower) || pieces[end - 1].hyphened;
        // "*Near Raqqa*, two strikes hit a truck" is no way to write another town.
        let placing =
            end > at + 1 && pieces[at].tag == Tag::Adposition && gazetteer.words.locative.contains(&pieces[at].lower);
        candidates.retain(|candidate| match candidate.kind {
            _ if candidate.matched == Match::Exact => true,
            _ if placing => false,
            Kind::Country | Kind::People | Kind::Unit => plain,
            Kind::Site | Kind::Town => pieces[at].lower != "the",
        });
        let key = normal_form(words);
        (!candidates.is_empty()).then(|| Spot { pieces: at..end, span, key, candidates, signs: Signs::default() })
    })
}

/// Looks words up, and leaves out what their case forbids: "IS" is no town, "us" no country.
fn lookup(words: &str, pieces: &[Piece], gazetteer: &Gazetteer) -> Vec<Candidate> {
    let mut found = gazetteer.lookup(words);
    if found.is_empty() && pieces.len() == 1 && words.len() > 4 {
        // Scraped text loses apostrophes: "Syrias Aleppo".
        if let Some(stem) = words.strip_suffix('s').filter(|stem| !stem.ends_with('s')) {
            found = gazetteer.lookup(stem);
            found.retain(|candidate| candidate.kind == Kind::Country);
        }
    }
    // "ISs", "the YPGs": what an acronym has lost its apostrophe for.
    if words.strip_suffix('s').is_some_and(|stem| stem.len() > 1 && stem.chars().all(char::is_uppercase)) {
        found.retain(|candidate| candidate.kind == Kind::Country);
    }
    let letters = words.chars().filter(|c| c.is_alphabetic());
    let short = letters.clone().count() <= 5;
    let upper = letters.clone().all(char::is_uppercase);
    let telling = pieces.iter().all(|piece| piece.case != Case::Upper);
    let digits = words.chars().any(|c| c.is_ascii_digit());
    found.retain(|candidate| match candidate.kind {
        Kind::Town | Kind::Site if short && upper && telling && !digits && words.len() > 1 => {
            gazetteer.aliases(&candidate.place.id).iter().any(|alias| alias == words) || candidate.place.name == words
        }
        Kind::Town if words.chars().count() <= 2 => false,
        Kind::Country if letters.clone().count() <= 3 => {
            upper || normal_form(&candidate.place.name) == normal_form(words)
        }
        _ => true,
    });
    found
}

/// Reads what stands around a name.
fn signs(pieces: &[Piece], spot: &Spot, words: &Words) -> Signs {
    let mut signs = Signs::default();
    read_before(pieces, spot, words, &mut signs);
    read_after(pieces, spot, words, &mut signs);
    signs
}

fn read_before(pieces: &[Piece], spot: &Spot, words: &Words, signs: &mut Signs) {
    let first = &pieces[spot.pieces.start];
    let start = spot.pieces.start;
    let mut before: Vec<(usize, &Piece)> = pieces[..start].iter().enumerate().rev().take(6).collect();
    before.retain(|(_, piece)| piece.sentence == first.sentence);
    let mut skipped = before.iter().skip_while(|(_, p)| words.directions.contains(&p.lower) || p.lower == "the");
    if let Some((_, piece)) = skipped.next() {
        signs.locative = words.locative.contains(&piece.lower) && (first.joined || piece.tag == Tag::Adposition);
        signs.near = words.near.contains(&piece.lower);
        if (piece.lower == "of" || piece.lower == "from")
            && let Some((at, noun)) = skipped.next()
        {
            signs.point_noun = piece.lower == "of" && words.point_nouns.contains(&noun.lower);
            signs.area_noun = piece.lower == "of" && words.area_nouns.contains(&noun.lower);
            signs.landscape = words.landscapes.contains(&noun.lower);
            signs.noun = (signs.point_noun || signs.area_noun).then_some(*at);
            signs.near |= words.near.contains(&noun.lower) || ends_in_distance(&noun.lower);
        }
    }
    let Some((_, previous)) = before.first().filter(|_| first.joined) else { return };
    if first.hyphened {
        // "al-Meridian" is not Meridian: a name that needs its article was not found with it.
        signs.swallowed = is_article(&previous.lower) && !previous.capital;
        return;
    }
    if words.titles.contains(&previous.lower) || words.person_names.contains(&previous.lower) && previous.capital {
        signs.person = previous.capital;
    }
    let plain = words.apart.contains(&previous.lower)
        || words.directions.contains(&previous.lower)
        || words.is_generic(&previous.lower)
        || is_article(&previous.lower)
        || is_acronym(previous);
    let function = !matches!(previous.tag, Tag::ProperNoun | Tag::Noun | Tag::Other);
    if previous.capital && !plain && !function && previous.case == Case::Telling {
        signs.within_name = true;
    }
}

fn read_after(pieces: &[Piece], spot: &Spot, words: &Words, signs: &mut Signs) {
    let last = &pieces[spot.pieces.end - 1];
    let Some(next) = pieces.get(spot.pieces.end).filter(|next| next.sentence == last.sentence) else { return };
    signs.person |= next.comma && is_age(next) && pieces.get(spot.pieces.end + 1).is_some_and(|behind| behind.comma);
    signs.speaks = !last.possessive && words.speech_verbs.contains(&next.lower) && next.joined;
    let part = words.directions.contains(&next.lower) || words.noun_parts.contains(&next.lower);
    let at = spot.pieces.end + usize::from(part);
    if let Some(noun) = pieces.get(at).filter(|noun| next.joined && noun.sentence == last.sentence) {
        signs.point_noun |= words.point_nouns.contains(&noun.lower);
        // "The Anbar governor" is the province's.
        let post = words.area_posts.contains(&noun.lower);
        signs.area_noun |= words.area_nouns.contains(&noun.lower) || post;
        signs.landscape |= words.landscapes.contains(&noun.lower);
        signs.noun = if words.is_generic(&noun.lower) || post { Some(at) } else { signs.noun };
    }
    if !next.joined || next.hyphened || !next.capital || next.case == Case::Upper {
        return;
    }
    signs.swallowed |= words.swallowing.contains(&next.lower);
    if next.case == Case::Title {
        return;
    }
    let plain = words.apart.contains(&next.lower) || words.is_generic(&next.lower) || is_acronym(next);
    if !plain && matches!(next.tag, Tag::ProperNoun | Tag::Noun | Tag::Adjective | Tag::Other | Tag::Verb) {
        signs.within_name = true;
        // "the *Mali Khel* area" has a name of two words.
        let noun = pieces.get(spot.pieces.end + 1).filter(|noun| noun.joined && !noun.capital);
        signs.swallowed |=
            next.tag == Tag::ProperNoun && noun.is_some_and(|noun| words.point_nouns.contains(&noun.lower));
        signs.person |= spot.pieces.len() == 1 && words.person_names.contains(&pieces[spot.pieces.start].lower);
    }
}

/// "Sofia, *14*, was killed"
fn is_age(piece: &Piece) -> bool {
    piece.lower.len() <= 2 && piece.lower.parse::<u8>().is_ok()
}

fn is_acronym(piece: &Piece) -> bool {
    piece.case != Case::Upper && piece.lower.len() >= 2 && piece.span.end - piece.span.start <= 6 && piece.is_upper()
}

fn ends_in_distance(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && ["km", "mi", "miles"].iter().any(|unit| word.ends_with(unit))
}

impl Piece {
    fn is_upper(&self) -> bool {
        self.capital && self.upper
    }
}

impl Spot {
    /// Tells whether some reading is a country, by name or by its people.
    #[must_use]
    pub fn country(&self) -> Option<&Candidate> {
        self.candidates.iter().find(|candidate| matches!(candidate.kind, Kind::Country | Kind::People))
    }

    /// Tells whether a name is an adjective or the name of a people.
    #[must_use]
    pub fn is_people(&self) -> bool {
        self.candidates.iter().any(|candidate| candidate.kind == Kind::People)
    }

    /// Gives the readings that are areas or countries.
    pub fn areas(&self) -> impl Iterator<Item = &Candidate> {
        self.candidates.iter().filter(|candidate| candidate.place.precision != Precision::Point)
    }

    /// Tells whether it can only be an administrative area of a packed gazetteer.
    #[must_use]
    pub fn is_unit(&self) -> bool {
        self.candidates.iter().all(|candidate| candidate.kind == Kind::Unit)
    }

    /// Tells whether only variant spellings lead to a place.
    #[must_use]
    pub fn is_variant(&self) -> bool {
        self.candidates.iter().all(|candidate| match candidate.matched {
            Match::Exact | Match::WithNoun => false,
            Match::WithoutArticle => matches!(candidate.kind, Kind::Town | Kind::Unit),
            Match::Variant => true,
        })
    }

    /// Gives the largest population among its readings.
    #[must_use]
    pub fn population(&self) -> u32 {
        self.candidates.iter().map(|candidate| candidate.population).max().unwrap_or(0)
    }

    /// Tells whether it is one word, an article aside: "al-Faris".
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.key.split([' ', '-']).filter(|word| !is_article(word)).count() < 2
    }

    /// Tells whether a reading stands in `data/places`, or is an area of several words.
    #[must_use]
    pub fn is_listed(&self) -> bool {
        self.candidates.iter().any(|candidate| match candidate.kind {
            Kind::Town => false,
            Kind::Unit => !self.is_single() && candidate.matched == Match::Exact,
            _ => candidate.matched != Match::Variant,
        })
    }
}
