//! Is the name of a place meant as a place here, or is it a person, a newspaper, an ordinary word?

use super::gazetteer::Kind;
use super::piece::{Case, Piece};
use super::resolve::{Context, Stated};
use super::spot::Spot;
use super::words::Words;
use language::Tag;

/// Towns of at least this size are known to every reader.
const KNOWN: u32 = 150_000;
/// A country with at least this share is what the text is about.
const ABOUT: f64 = 0.1;

/// Tells whether a name is meant as a place.
#[must_use]
pub fn is_place(spot: &Spot, stated: Option<&Stated>, pieces: &[Piece], context: &Context, words: &Words) -> bool {
    let signs = spot.signs;
    let noun = signs.point_noun || signs.area_noun;
    let backed = stated.is_some() || noun;
    // "Puerto Jordán" is not in Jordan.
    let foreign = pieces[spot.pieces.clone()].iter().any(|piece| !piece.lower.is_ascii());
    if signs.within_name && foreign && (spot.country().is_some() || spot.is_variant()) {
        return false;
    }
    if spot.is_people() || (spot.country().is_some() && !signs.person && !signs.swallowed) {
        return true;
    }
    if words.institutions.contains(&spot.key) {
        return false;
    }
    // "Eastern province" is one, what lies in the "North West" may lie anywhere, and many a town has its "Old City".
    let side = |piece: &Piece| words.directions.contains(&piece.lower) || words.is_generic(&piece.lower);
    if !spot.is_listed() && !signs.area_noun && pieces[spot.pieces.clone()].iter().all(side) {
        return false;
    }
    let single = spot.pieces.len() == 1;
    if single && words.apart.contains(&spot.key) {
        return false;
    }
    if single && words.ordinary.contains(&spot.key) {
        return is_backed_word(spot, stated, &pieces[spot.pieces.start]);
    }
    // "THE CHARGE EXPLODED": among capitals a common noun is no town.
    if single && !backed && pieces[spot.pieces.start].case == Case::Upper && pieces[spot.pieces.start].tag == Tag::Noun
    {
        return false;
    }
    if (signs.swallowed || signs.person) && !stated_after(spot, stated, pieces) {
        return false;
    }
    if spot.country().is_some() {
        return true;
    }
    if single && words.person_names.contains(&spot.key) && !backed && !is_known_town(spot, words) {
        return signs.locative && spot.population() >= KNOWN;
    }
    let about = about(spot, context);
    let locative = signs.locative || signs.near;
    if spot.is_variant() {
        return noun && about || !signs.within_name && !signs.speaks && about && (locative || !single);
    }
    if signs.within_name && !backed {
        let area = spot.areas().any(|area| area.kind != Kind::Unit || !spot.is_single());
        return area || (spot.is_listed() || spot.population() >= KNOWN) && (locative || about && !single);
    }
    if backed || spot.is_listed() {
        return !(signs.speaks && single && !about);
    }
    if pieces[spot.pieces.start].case != Case::Telling {
        return spot.population() >= KNOWN || (about && locative);
    }
    let weak = spot.population() < KNOWN || spot.is_unit() && single;
    match () {
        () if signs.speaks && weak => false,
        // "Nasir", in an account of South Sudan, is not what Nasiriyah is also called.
        () if !weak => about || !context.has_focus() || spot.candidates.iter().any(|town| town.main_name),
        // "in Ber", in an account of Mali: what a town of Greece is also called.
        () if locative => {
            about
                || spot
                    .candidates
                    .iter()
                    .any(|town| town.population >= 15_000 && (town.main_name || !context.has_focus()))
        }
        () => about && pieces[spot.pieces.clone()].iter().all(looks_like_name),
    }
}

/// "Most, Czech Republic", "the town of Reading": an ordinary word needs more than a capital.
fn is_backed_word(spot: &Spot, stated: Option<&Stated>, piece: &Piece) -> bool {
    let stated = stated.is_some() && spot.signs.locative && looks_like_name(piece);
    // "Plateau state"
    let noun = spot.signs.point_noun || spot.signs.area_noun && !spot.signs.landscape && spot.areas().next().is_some();
    piece.case == Case::Telling && (stated || noun && looks_like_name(piece) && !spot.signs.within_name)
}

fn is_known_town(spot: &Spot, words: &Words) -> bool {
    spot.population() >= 1_000_000 && !words.person_names.contains(&spot.key)
}

fn stated_after(spot: &Spot, stated: Option<&Stated>, pieces: &[Piece]) -> bool {
    stated.is_some() && spot.signs.locative && pieces[spot.pieces.start].case == Case::Telling && !spot.signs.swallowed
}

fn looks_like_name(piece: &Piece) -> bool {
    !matches!(
        piece.tag,
        Tag::Pronoun | Tag::Determiner | Tag::Adposition | Tag::Auxiliary | Tag::Adverb | Tag::Verb | Tag::Interjection
    )
}

fn about(spot: &Spot, context: &Context) -> bool {
    spot.candidates
        .iter()
        .any(|candidate| candidate.kind != Kind::People && context.share(candidate.place.country.as_ref()) >= ABOUT)
}
