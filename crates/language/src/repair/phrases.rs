//! What hangs on which noun or verb of one clause?

use crate::analysis::Token;
use crate::grammar::{Relation, Tag};

/// "shot *dead* three guards": an adjective between a verb and a number tells what became of them.
pub(super) fn results(tokens: &mut [Token], start: usize) {
    for adjective in start + 1..tokens.len().saturating_sub(1) {
        let (verb, number) = (adjective - 1, adjective + 1);
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
