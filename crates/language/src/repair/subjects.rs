//! Who is the subject of which verb?

use super::hangs;
use crate::analysis::Token;
use crate::grammar::{Relation, Tag};
use crate::words::Words;

/// "An attack *by the Front* killed two": with a preposition before it, the second of two subjects belongs to the first; so does
/// what is taken for a part of the verb.
pub(super) fn told_by(tokens: &mut [Token], start: usize) {
    for case in start + 1..tokens.len() {
        let Some(noun) = tokens[case].head.filter(|&noun| tokens[case].relation == Relation::Case && noun > case)
        else {
            continue;
        };
        let first = case - 1;
        let part = tokens[noun].relation == Relation::Compound;
        let verb = tokens[noun].head.filter(|&verb| verb > noun && (part || is_subject(&tokens[noun])));
        if verb.is_some() && tokens[first].head == verb && is_subject(&tokens[first]) {
            (tokens[noun].head, tokens[noun].relation) = (Some(first), Relation::Nmod);
        }
    }
}

/// "killing ten worshippers, *medical sources and the army* said": two who speak are no part of the list before the comma.
pub(super) fn listed_speakers(text: &str, tokens: &mut [Token], start: usize) {
    for and in start + 2..tokens.len() {
        let Some(second) = tokens[and].head.filter(|&second| tokens[and].relation == Relation::Cc && second > and)
        else {
            continue;
        };
        let first = and - 1;
        let Some(verb) = tokens[second].head.filter(|&verb| verb > second && is_subject(&tokens[second])) else {
            continue;
        };
        // listed with the victims, hung on the verb that tells of them, or on the same as the second
        let listed = matches!(tokens[first].relation, Relation::Conj | Relation::Nsubj | Relation::NsubjPass)
            && tokens[first].head.is_some_and(|head| head < first || head == verb);
        let opens = opening(tokens, start, first);
        let comma = opens > start && tokens[opens - 1].span.of(text) == ",";
        // "ten, *two officers* and a guard were hurt", and not "…, two officers and a guard said"
        let told = hangs(&tokens[start..opens], verb, Relation::Ccomp);
        let counted = !told && (opens..first).any(|at| tokens[at].relation == Relation::Nummod);
        if !listed || !comma || counted {
            continue;
        }
        (tokens[first].head, tokens[first].relation) = (Some(verb), tokens[second].relation);
        (tokens[second].head, tokens[second].relation) = (Some(first), Relation::Conj);
        if tokens[opens - 1].head == Some(first) {
            tokens[opens - 1].head = Some(verb);
        }
    }
}

/// "One of the groups, Orva Front, stormed the town, officials said": a verb has one subject, and the first of two is that of
/// the clause behind it.
pub(super) fn subjects(tokens: &mut [Token], start: usize) {
    let subjects = (start..tokens.len()).filter(|&at| is_subject(&tokens[at]));
    let mut subjects: Vec<(usize, usize)> = subjects.filter_map(|at| Some((tokens[at].head?, at))).collect();
    subjects.sort_unstable();
    for &[(verb, first), (head, second)] in subjects.array_windows() {
        if head != verb {
            continue;
        }
        let below = |at: &usize| tokens[*at].head == Some(verb) && tokens[*at].relation == Relation::Ccomp;
        let inside = first + 1..second.min(verb);
        // "Men armed with knives *killed* two farmers, a mayor said", with the men killed
        let bare = |at: usize| !hangs(&tokens[start..], at, Relation::Case);
        let takes = |verb: usize| {
            let mut below = (verb + 1..tokens.len()).filter(|&at| tokens[at].head == Some(verb));
            below.any(|at| tokens[at].relation == Relation::Obj || tokens[at].relation == Relation::Obl && bare(at))
        };
        let lost = |at: &usize| {
            tokens[*at].relation == Relation::Acl && matches!(tokens[*at].fine, "VBN" | "VBD") && takes(*at)
        };
        let Some(clause) = inside.clone().find(below).or_else(|| inside.rev().find(lost)) else { continue };
        if subjects.iter().any(|(head, _)| *head == clause) {
            continue;
        }
        if tokens[clause].relation == Relation::Acl {
            (tokens[clause].head, tokens[clause].relation, tokens[clause].fine) = (Some(verb), Relation::Ccomp, "VBD");
        }
        if hangs(&tokens[first..clause], clause, Relation::AuxPass) {
            tokens[first].relation = Relation::NsubjPass;
        }
        for token in tokens[first..clause].iter_mut().filter(|token| token.head == Some(verb)) {
            token.head = Some(clause);
        }
    }
}

/// "On Sunday *thousands* marched", "On Friday *12 people* died": a weekday behind "on" is no part of who stands behind it.
pub(super) fn days_first(text: &str, tokens: &mut [Token], start: usize, words: &Words) {
    for day in start + 1..tokens.len().saturating_sub(1) {
        let on = day - 1;
        let inside = matches!(tokens[day].relation, Relation::Compound | Relation::NmodUnmarked);
        let Some(above) = tokens[day].head.filter(|&above| inside && above > day) else { continue };
        let counts = tokens[above].relation == Relation::Nummod;
        let noun = if counts { tokens[above].head } else { Some(above) };
        let Some(noun) = noun else { continue };
        let before = tokens[on].head.is_some_and(|head| [noun, above, day].contains(&head))
            && tokens[on].span.of(text).eq_ignore_ascii_case("on");
        let Some(verb) = tokens[noun].head.filter(|&verb| before && tokens[verb].tag == Tag::Verb) else { continue };
        let loose = tokens[noun].relation == Relation::Obl && noun < verb;
        let subject = is_subject(&tokens[noun]) || loose && !has_subject(tokens, start, verb);
        if !subject || !words.weekdays.contains(tokens[day].span.of(text)) {
            continue;
        }
        (tokens[on].head, tokens[on].relation) = (Some(day), Relation::Case);
        (tokens[day].head, tokens[day].relation) = (Some(verb), Relation::Obl);
        if loose {
            make_subject(tokens, noun, verb);
        }
    }
}

/// "In the northern district, *a man* carrying a rifle shot two": who stands behind the place and its comma, and before a verb
/// that has no subject, is no other name of the place.
pub(super) fn places_first(text: &str, tokens: &mut [Token], start: usize) {
    for noun in start + 2..tokens.len() {
        let Some(place) = tokens[noun].head.filter(|_| tokens[noun].relation == Relation::Appos) else { continue };
        let Some(verb) = tokens[place].head.filter(|&verb| verb > noun && tokens[place].relation == Relation::Obl)
        else {
            continue;
        };
        let finite = tokens[verb].tag == Tag::Verb && matches!(tokens[verb].fine, "VBD" | "VBZ" | "VBP" | "VBN");
        let below = |at: usize, above: usize| tokens[at].head == Some(above);
        let case = |at: usize| below(at, place) && tokens[at].relation == Relation::Case;
        let article = |at: usize| below(at, noun) && matches!(tokens[at].relation, Relation::Det | Relation::Nummod);
        let first = (start..noun).find(|&at| below(at, noun)).unwrap_or(noun);
        let comma = |at: usize| tokens[at].span.of(text) == ",";
        let opens = first > start && comma(first - 1) && (place < first) && (start..place).any(case);
        let parted = (noun..verb).any(comma) || !(first..noun).any(article);
        if finite && opens && !parted && !has_subject(tokens, start, verb) {
            make_subject(tokens, noun, verb);
        }
    }
}

/// "Orva Front spokesman Idris Salem said that …": nouns right before a verb without a subject are no clause that it takes.
pub(super) fn speakers(tokens: &mut [Token], start: usize) {
    let is_noun = |token: &Token| matches!(token.tag, Tag::Noun | Tag::ProperNoun);
    for noun in start..tokens.len() {
        let clause = tokens[noun].relation == Relation::Ccomp && is_noun(&tokens[noun]);
        let Some(verb) = tokens[noun].head.filter(|&verb| clause && verb > noun) else { continue };
        let parts = |token: &Token| {
            let stop = token.tag == Tag::Punctuation && token.fine != "HYPH";
            stop || token.tag == Tag::Verb || token.relation == Relation::Cop
        };
        if has_subject(tokens, start, verb) || tokens[start..verb].iter().any(parts) {
            continue;
        }
        tokens[noun].relation = Relation::Nsubj;
        for token in tokens[start..verb].iter_mut().filter(|token| token.head == Some(noun)) {
            token.relation = match token.relation {
                Relation::Nsubj | Relation::NsubjPass => Relation::Compound,
                Relation::Obj | Relation::Iobj | Relation::Obl => Relation::Appos,
                other => other,
            };
        }
    }
}

/// "Shells hit the port and its cranes, *the governor, Omar Hadi,* said": who stands between a comma and a verb of speech that has
/// its clause and no subject is no part of that clause.
pub(super) fn closing_speakers(text: &str, tokens: &mut [Token], start: usize) {
    const SAID: [&str; 7] = ["added", "announced", "reported", "said", "says", "told", "wrote"];
    let comma = |token: &Token| token.span.of(text) == ",";
    for verb in start + 3..tokens.len() {
        if !SAID.contains(&tokens[verb].span.of(text)) || has_subject(tokens, start, verb) {
            continue;
        }
        if !hangs(&tokens[start..verb], verb, Relation::Ccomp) {
            continue;
        }
        let within = |token: &Token| {
            matches!(token.relation, Relation::Appos | Relation::Flat | Relation::Compound | Relation::NmodDesc)
        };
        let mut head = if comma(&tokens[verb - 1]) { verb - 2 } else { verb - 1 };
        while let Some(above) = tokens[head].head.filter(|&above| above < verb && within(&tokens[head])) {
            head = above;
        }
        let opens = opening(tokens, start, head);
        let noun = matches!(tokens[head].tag, Tag::Noun | Tag::ProperNoun);
        // a subject behind its verb, where the clause may have one before it too
        let behind = is_subject(&tokens[head]) && tokens[head].head.is_some_and(|above| above < head);
        let joined = matches!(tokens[head].relation, Relation::Conj | Relation::Appos | Relation::Nmod | Relation::Obj);
        if noun && (joined || behind) && opens > start && comma(&tokens[opens - 1]) {
            make_subject(tokens, head, verb);
        }
    }
}

/// Gives the first word of a noun's phrase.
fn opening(tokens: &[Token], start: usize, noun: usize) -> usize {
    let below = |at: &usize| tokens[*at].head == Some(noun) && tokens[*at].tag != Tag::Punctuation;
    (start..noun).find(below).unwrap_or(noun)
}

/// Tells whether a verb has a subject in its sentence, which begins at `start`.
pub(super) fn has_subject(tokens: &[Token], start: usize, verb: usize) -> bool {
    tokens[start..].iter().any(|token| token.head == Some(verb) && is_subject(token))
}

/// Makes a word before a verb its subject, of an active or a passive one.
pub(super) fn make_subject(tokens: &mut [Token], noun: usize, verb: usize) {
    let passive = hangs(&tokens[noun..verb], verb, Relation::AuxPass);
    tokens[noun].head = Some(verb);
    tokens[noun].relation = if passive { Relation::NsubjPass } else { Relation::Nsubj };
}

pub(super) fn is_subject(token: &Token) -> bool {
    matches!(token.relation, Relation::Nsubj | Relation::NsubjPass)
}
