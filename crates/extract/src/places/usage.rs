//! Is the place meant, or those who rule or live there?

use super::gazetteer::{Candidate, Gazetteer, Kind};
use super::piece::Piece;
use super::spot::Spot;
use super::words::Words;
use language::{Analysis, Relation, Tag};
use schema::{Precision, ToponymUse};

/// Tells what a toponym is used for.
#[must_use]
pub fn usage(
    spot: &Spot,
    best: &Candidate,
    gazetteer: &Gazetteer,
    (pieces, analysis): (&[Piece], &Analysis<'_>),
) -> ToponymUse {
    let acts = best.kind == Kind::People || {
        let state = best.place.precision == Precision::Country;
        let seat = !state && gazetteer.is_seat(&spot.key);
        (state || seat) && stands_for_government(spot, gazetteer, pieces, analysis, seat)
    };
    if acts { ToponymUse::Metonym } else { ToponymUse::Location }
}

fn stands_for_government(
    spot: &Spot,
    gazetteer: &Gazetteer,
    pieces: &[Piece],
    analysis: &Analysis<'_>,
    seat: bool,
) -> bool {
    let words = &gazetteer.words;
    let (first, last) = (&pieces[spot.pieces.start], &pieces[spot.pieces.end - 1]);
    let before = spot.pieces.start.checked_sub(1).map(|at| &pieces[at]).filter(|p| p.sentence == first.sentence);
    let before = before.filter(|piece| piece.lower != "the").or_else(|| {
        let at = spot.pieces.start.checked_sub(2)?;
        Some(&pieces[at]).filter(|p| p.sentence == first.sentence)
    });
    let called_on = || {
        let start =
            spot.pieces.start - usize::from(spot.pieces.start > 0 && pieces[spot.pieces.start - 1].lower == "the");
        let caller = start.checked_sub(2).map(|at| &pieces[at]).filter(|piece| piece.sentence == first.sentence);
        pieces.get(start.wrapping_sub(1)).is_some_and(|piece| piece.lower == "on")
            && caller.is_some_and(|piece| words.callers.contains(&piece.lower))
    };
    if before.is_some_and(|piece| words.actor_prepositions.contains(&piece.lower))
        || called_on()
        || (first.token..=last.token).any(|token| is_beside_party(analysis, token, words))
    {
        return true;
    }
    let rules = |next: &Piece| seat && next.joined && !last.possessive && words.rulers.contains(&next.lower);
    if pieces.get(spot.pieces.end).filter(|next| next.sentence == last.sentence).is_some_and(rules) {
        return true;
    }
    if spot.signs.locative || spot.signs.near || spot.signs.point_noun || spot.signs.area_noun {
        return false;
    }
    let next = pieces.get(spot.pieces.end).filter(|next| next.sentence == last.sentence);
    if let Some(next) = next.filter(|next| next.joined) {
        let modifies = !seat && (next.hyphened || matches!(next.tag, Tag::Noun | Tag::Adjective));
        if words.actor_verbs.contains(&next.lower) || modifies {
            return true;
        }
    }
    if seat && last.possessive || !seat && !is_located(spot, pieces, words) {
        return true;
    }
    (first.token..=last.token).any(|token| is_agent(analysis, token))
}

/// Tells whether the words around a country's name place something in it: "eastern Syria", "Hit, Iraq", "Syria: rebels".
fn is_located(spot: &Spot, pieces: &[Piece], words: &Words) -> bool {
    let (first, last) = (&pieces[spot.pieces.start], &pieces[spot.pieces.end - 1]);
    let before = spot.pieces.start.checked_sub(1).map(|at| &pieces[at]).filter(|p| p.sentence == first.sentence);
    let after = pieces.get(spot.pieces.end).filter(|next| next.sentence == last.sentence);
    let acronym = first.upper && spot.span.end - spot.span.start <= 5;
    let beside = before.is_none_or(|before| {
        !first.joined || words.directions.contains(&before.lower) || words.locative.contains(&before.lower)
    });
    let ends = after.is_none_or(|next| !next.joined);
    let place_after = last.possessive && after.is_some_and(|next| next.capital);
    !acronym && (beside || ends || place_after)
}

/// "by X and Y", and "talks between X and Y" while "the border between X and Y" lies there.
fn is_beside_party(analysis: &Analysis<'_>, token: usize, words: &Words) -> bool {
    let Some(word) = analysis.tokens.get(token) else { return false };
    let first = if word.relation == Relation::Conj { word.head.unwrap_or(token) } else { token };
    let Some(case) = analysis.child(first, Relation::Case) else {
        return first != token && is_agent(analysis, first);
    };
    let case = analysis.word(case).to_lowercase();
    let both =
        first != token || analysis.children(token).any(|other| analysis.tokens[other].relation == Relation::Conj);
    let head = analysis.tokens[first].head.map(|head| analysis.tokens[head].lemma.to_lowercase());
    let lies = head.is_some_and(|head| words.lying_between.contains(&head));
    first != token && words.actor_prepositions.contains(&case) || case == "between" && both && !lies
}

/// Tells whether a token is the subject of an active verb or the agent of a passive one.
fn is_agent(analysis: &Analysis<'_>, token: usize) -> bool {
    let Some(word) = analysis.tokens.get(token) else { return false };
    match word.relation {
        Relation::Nsubj => {
            word.head.and_then(|head| analysis.tokens.get(head)).is_some_and(|head| head.tag == Tag::Verb)
        }
        Relation::OblAgent => true,
        _ => false,
    }
}
