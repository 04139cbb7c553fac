//! What hangs on which noun or verb of one clause?

use super::hangs;
use crate::analysis::Token;
use crate::grammar::{Relation, Tag};

/// "*Orva – * Soldiers shot two men": where it was written is no part of the clause behind it.
pub(super) fn datelines(text: &str, tokens: &mut [Token], start: usize) {
    /// How many words place, agency and day fill.
    const LONGEST: usize = 12;
    let spaced = |tokens: &[Token], at: usize| {
        let span = tokens[at].span;
        matches!(span.of(text), "-" | "--" | "–" | "—")
            && text[..span.start].ends_with(' ')
            && text[span.end..].starts_with(' ')
    };
    let reach = tokens.len().min(start + LONGEST);
    let Some(dash) = (start + 1..reach).find(|&at| spaced(tokens, at)) else { return };
    let capital = |token: &Token| token.span.of(text).starts_with(|first: char| first.is_uppercase());
    let labels = |token: &Token| {
        let number = token.span.of(text).bytes().all(|byte| byte.is_ascii_digit());
        number || token.tag == Tag::Punctuation || capital(token) && !matches!(token.tag, Tag::Verb | Tag::Pronoun)
    };
    let named = capital(&tokens[start]) && tokens[start..dash].iter().all(labels);
    let closed = (dash + 1..tokens.len().min(dash + LONGEST)).any(|at| spaced(tokens, at));
    let outside = |head: Option<usize>| head.is_none_or(|head| head > dash);
    let root = (dash + 1..tokens.len()).find(|&at| tokens[at].head.is_none());
    let Some(root) = root.filter(|&root| named && !closed && tokens[root].tag == Tag::Verb) else { return };
    let Some(first) = (start..dash).find(|&at| outside(tokens[at].head) && tokens[at].tag != Tag::Punctuation) else {
        return;
    };
    let above = tokens[first].head.unwrap_or(root);
    for (at, token) in tokens.iter_mut().enumerate().skip(start) {
        if at == first {
            (token.head, token.relation) = (Some(root), Relation::Dep);
        } else if at <= dash && outside(token.head) {
            token.head = Some(first);
            token.relation = if token.tag == Tag::Punctuation { Relation::Punct } else { Relation::Dep };
        } else if at > dash && token.head.is_some_and(|head| head <= dash) {
            token.head = Some(above);
        }
    }
}

/// "shot *dead* three guards": an adjective between a verb and a number tells what became of them; so does one that is taken
/// for a preposition.
pub(super) fn results(tokens: &mut [Token], start: usize) {
    for adjective in start + 1..tokens.len().saturating_sub(1) {
        let (verb, number) = (adjective - 1, adjective + 1);
        let noun = tokens[adjective].head.filter(|_| tokens[adjective].relation == Relation::Case);
        let noun = noun.filter(|&noun| tokens[noun].head == Some(verb) && tokens[adjective].fine == "JJ");
        // "injured *due to* raids"
        let bare = || !tokens[start..].iter().any(|token| token.head == Some(adjective));
        if let Some(noun) = noun.filter(|_| tokens[verb].tag == Tag::Verb && bare()) {
            (tokens[adjective].head, tokens[adjective].relation) = (Some(verb), Relation::Xcomp);
            tokens[noun].relation = Relation::Obj;
            continue;
        }
        let Some(noun) = tokens[adjective].head.filter(|_| tokens[adjective].relation == Relation::Amod) else {
            continue;
        };
        let counts = tokens[number].head == Some(noun) && tokens[number].relation == Relation::Nummod;
        let taken = tokens[noun].head == Some(verb) && tokens[noun].relation == Relation::Obj;
        if counts && taken && tokens[adjective].fine == "JJ" {
            (tokens[adjective].head, tokens[adjective].relation) = (Some(verb), Relation::Xcomp);
        }
    }
}

/// "broke the truce signed *in March*": a phrase right behind a participle that has nothing else is the participle's.
pub(super) fn nearest(tokens: &mut [Token], start: usize) {
    for participle in start + 1..tokens.len().saturating_sub(1) {
        let case = participle + 1;
        let hangs = tokens[participle].relation == Relation::Acl && tokens[participle].fine == "VBN";
        let Some(noun) = tokens[case].head.filter(|_| hangs && tokens[case].relation == Relation::Case) else {
            continue;
        };
        let above = tokens[noun].head.filter(|&above| above < participle && tokens[noun].relation == Relation::Obl);
        if above.is_some() && noun > case {
            tokens[noun].head = Some(participle);
        }
    }
}

/// "arrested *nine* suspects": a number and the nouns right behind it are no two things of one verb.
pub(super) fn counted(tokens: &mut [Token], start: usize) {
    for number in start..tokens.len().saturating_sub(1) {
        let noun = number + 1;
        let beside = tokens[noun].head == tokens[number].head && tokens[noun].relation == tokens[number].relation;
        let many = tokens[number].tag == Tag::Numeral && tokens[noun].fine == "NNS";
        let bare = || !tokens[start..].iter().any(|token| token.head == Some(number));
        if tokens[number].head.is_some() && beside && many && bare() {
            (tokens[number].head, tokens[number].relation) = (Some(noun), Relation::Nummod);
        }
    }
}

/// "Three militants, *army major* killed in raid": what stands between a comma and the participle is killed too.
pub(super) fn listed(text: &str, tokens: &mut [Token], start: usize) {
    for verb in start + 3..tokens.len() {
        let participle = tokens[verb].relation == Relation::Acl && tokens[verb].fine == "VBN";
        let Some(first) = tokens[verb].head.filter(|&first| participle && first + 2 < verb) else { continue };
        let other = verb - 1;
        let subject = matches!(tokens[other].relation, Relation::Nsubj | Relation::NsubjPass);
        let comma = tokens[first + 1].span.of(text) == ",";
        let inside = |at: usize| tokens[at].head.is_some_and(|head| (first + 2..=other).contains(&head));
        if tokens[other].head == Some(verb) && subject && comma && (first + 2..other).all(inside) {
            (tokens[other].head, tokens[other].relation) = (Some(first), Relation::Conj);
        }
    }
}

/// "missile and drone strikes": the reader may take the two nouns for things of their own, and the third for one more.
pub(super) fn compounds(text: &str, tokens: &mut [Token], start: usize) {
    let singular = |token: &Token| token.fine == "NN" && text[token.span.start..].starts_with(char::is_lowercase);
    for one in start..tokens.len().saturating_sub(3) {
        let (and, two, last) = (one + 1, one + 2, one + 3);
        let joined = tokens[and].tag == Tag::CoordinatingConjunction && tokens[and].head == Some(two);
        let pair = tokens[two].relation == Relation::Conj && tokens[two].head == Some(one);
        let nouns = singular(&tokens[one]) && singular(&tokens[two]) && matches!(tokens[last].fine, "NN" | "NNS");
        let beside = tokens[last].head == tokens[one].head && tokens[last].relation == tokens[one].relation;
        let listed = tokens[last].head == Some(one) && tokens[last].relation == Relation::Conj;
        // "The army and police officers": two, each with its own article or none.
        let bare = !tokens[start..one].iter().any(|token| token.head == Some(one) && token.tag == Tag::Determiner);
        if !(joined && pair && nouns && bare && (beside || listed)) {
            continue;
        }
        (tokens[last].head, tokens[last].relation) = (tokens[one].head, tokens[one].relation);
        for other in (start..tokens.len()).filter(|other| ![one, and, two].contains(other)) {
            if tokens[other].head == Some(one) {
                tokens[other].head = Some(last);
            }
        }
        (tokens[one].head, tokens[one].relation) = (Some(last), Relation::Compound);
    }
}

/// "bombed the town *hours later*": a time that is counted from another one is no part of what stands before it.
pub(super) fn afterwards(text: &str, tokens: &mut [Token], start: usize) {
    const TIMES: [&str; 6] = ["minutes", "hours", "days", "weeks", "months", "years"];
    const COUNTED: [&str; 4] = ["later", "earlier", "ago", "before"];
    for time in start + 2..tokens.len().saturating_sub(1) {
        let (noun, later) = (time - 1, time + 1);
        let written = |at: usize, words: &[&str]| words.contains(&tokens[at].span.of(text));
        let joined = tokens[noun].head == Some(time) && tokens[noun].relation == Relation::Compound;
        if !joined || !written(time, &TIMES) || !written(later, &COUNTED) {
            continue;
        }
        let above = if tokens[time].head == Some(later) { tokens[later].head } else { tokens[time].head };
        let Some(verb) = above.filter(|&verb| tokens[verb].tag == Tag::Verb && verb < noun) else { continue };
        let taken = hangs(&tokens[start..], verb, Relation::Obj);
        for at in (start..time).filter(|&at| at != noun) {
            if tokens[at].head == Some(time) {
                tokens[at].head = Some(noun);
            }
        }
        let bare = !hangs(&tokens[start..noun], noun, Relation::Case);
        let relation =
            if bare && (!taken || tokens[time].relation == Relation::Obj) { Relation::Obj } else { Relation::Obl };
        (tokens[noun].head, tokens[noun].relation) = (Some(verb), relation);
        (tokens[time].head, tokens[time].relation) = (Some(later), Relation::OblUnmarked);
        if tokens[later].head == Some(time) {
            (tokens[later].head, tokens[later].relation) = (Some(verb), Relation::Advmod);
        }
    }
}

/// "bombed *farmland* east of the town": what stands before a direction is no part of it.
pub(super) fn directions(text: &str, tokens: &mut [Token], start: usize) {
    const DIRECTIONS: [&str; 8] =
        ["north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"];
    for side in start + 2..tokens.len().saturating_sub(1) {
        let (noun, of) = (side - 1, side + 1);
        let joined = tokens[noun].head == Some(side) && tokens[noun].relation == Relation::Compound;
        let written = DIRECTIONS.contains(&tokens[side].span.of(text)) && tokens[of].span.of(text) == "of";
        let Some(verb) = tokens[side].head.filter(|&verb| joined && written && verb < noun) else { continue };
        if tokens[verb].tag != Tag::Verb
            || !matches!(tokens[side].relation, Relation::Obj | Relation::Advmod | Relation::Obl)
        {
            continue;
        }
        let case = hangs(&tokens[start..noun], side, Relation::Case);
        for token in tokens[start..noun].iter_mut().filter(|token| token.head == Some(side)) {
            token.head = Some(noun);
        }
        tokens[noun].head = Some(verb);
        tokens[noun].relation = if case { Relation::Obl } else { Relation::Obj };
        tokens[side].relation = Relation::Advmod;
    }
}

/// "Bomber kills *14 outside* ministry": a number right before a preposition counts nobody behind it.
pub(super) fn standing_alone(text: &str, tokens: &mut [Token], start: usize) {
    const PLACING: [&str; 9] = ["outside", "near", "inside", "in", "at", "on", "after", "during", "across"];
    for number in start + 1..tokens.len().saturating_sub(2) {
        let case = number + 1;
        let counts = tokens[number].tag == Tag::Numeral && tokens[number].relation == Relation::Nummod;
        let Some(noun) = tokens[number].head.filter(|&noun| counts && noun > case) else { continue };
        let placing = tokens[case].fine == "IN" && PLACING.contains(&tokens[case].span.of(text));
        if !placing || tokens[case].head != Some(noun) {
            continue;
        }
        let object = matches!(tokens[noun].relation, Relation::Obj | Relation::Nsubj | Relation::NsubjPass);
        let Some(verb) = tokens[noun].head.filter(|_| object) else { continue };
        (tokens[number].head, tokens[number].relation) = (Some(verb), tokens[noun].relation);
        tokens[noun].relation = Relation::Obl;
        tokens[case].relation = Relation::Case;
        for token in tokens[start..number].iter_mut().filter(|token| token.head == Some(noun)) {
            token.head = Some(number);
        }
    }
}
