//! Which words are something else than the reader took them for?

use super::{hangs, subjects};
use crate::analysis::Token;
use crate::grammar::{Relation, Tag};

/// "dispersed *the sit-in*": what has an article and a hyphen before it is a noun, though by itself "in" is none; and in
/// "five *passers-by*" the noun is the first.
pub(super) fn hyphenated(text: &str, tokens: &mut [Token], start: usize) {
    for last in start + 2..tokens.len() {
        let (first, hyphen) = (last - 2, last - 1);
        let glued = tokens[hyphen].span.of(text) == "-"
            && tokens[first].span.end == tokens[hyphen].span.start
            && tokens[hyphen].span.end == tokens[last].span.start;
        if glued && tokens[first].fine == "NNS" && matches!(tokens[last].fine, "IN" | "RB" | "RP") {
            hang_on_first(tokens, start, (first, last));
            continue;
        }
        if !glued || tokens[first].head != Some(last) || tokens[first].relation != Relation::Compound {
            continue;
        }
        let is_article =
            |token: &Token| token.tag == Tag::Determiner && [Some(first), Some(last)].contains(&token.head);
        let Some(article) = tokens[start..first].iter().position(is_article) else { continue };
        tokens[start + article].head = Some(last);
        (tokens[last].tag, tokens[last].fine) = (Tag::Noun, "NN");
        let verb = tokens[last].head.filter(|&verb| tokens[verb].tag == Tag::Verb && verb < first);
        let taken = matches!(tokens[last].relation, Relation::Advmod | Relation::Obl | Relation::CompoundPrt);
        if verb.is_some_and(|verb| taken && !hangs(&tokens[start..], verb, Relation::Obj)) {
            tokens[last].relation = Relation::Obj;
        }
    }
}

/// Makes the first of two joined words what the other hangs on.
fn hang_on_first(tokens: &mut [Token], start: usize, (first, last): (usize, usize)) {
    if tokens[first].head == Some(last) {
        (tokens[first].head, tokens[first].relation) = (tokens[last].head, tokens[last].relation);
    }
    for token in tokens[start..].iter_mut().filter(|token| token.head == Some(last)) {
        token.head = Some(first);
    }
    (tokens[last].head, tokens[last].relation) = (Some(first), Relation::Advmod);
}

/// "*An IED targeting* a patrol went off": an acronym behind an article is a noun, and what it does hangs on it.
pub(super) fn acronyms(text: &str, tokens: &mut [Token], start: usize) {
    for name in start + 1..tokens.len().saturating_sub(1) {
        let (article, verb) = (name - 1, name + 1);
        let letters = tokens[name].span.of(text);
        let acronym = letters.len() > 1 && letters.bytes().all(|byte| byte.is_ascii_uppercase());
        let taken = tokens[name].tag == Tag::Verb && tokens[name].head == Some(verb) && tokens[verb].fine == "VBG";
        if !(acronym && taken && tokens[article].tag == Tag::Determiner && tokens[article].head == Some(verb)) {
            continue;
        }
        (tokens[name].tag, tokens[name].fine) = (Tag::ProperNoun, "NNP");
        (tokens[name].head, tokens[name].relation) = (tokens[verb].head, tokens[verb].relation);
        (tokens[verb].head, tokens[verb].relation, tokens[verb].tag) = (Some(name), Relation::Acl, Tag::Verb);
        tokens[article].head = Some(name);
    }
}

/// "Fighters massed *near* Orva": a word of place right before a name is a preposition, and the name no object.
pub(super) fn prepositions(text: &str, tokens: &mut [Token], start: usize) {
    const PLACING: [&str; 6] = ["near", "inside", "outside", "opposite", "around", "throughout"];
    for case in start..tokens.len().saturating_sub(1) {
        let (verb, name) = (tokens[case].head, case + 1);
        let adverb = tokens[case].relation == Relation::Advmod && PLACING.contains(&tokens[case].span.of(text));
        let object = tokens[name].head == verb && tokens[name].relation == Relation::Obj;
        if adverb && object && tokens[name].tag == Tag::ProperNoun {
            (tokens[case].head, tokens[case].relation) = (Some(name), Relation::Case);
            (tokens[case].tag, tokens[case].fine) = (Tag::Adposition, "IN");
            tokens[name].relation = Relation::Obl;
        }
    }
}

/// "handed *over* four of the hostages": it belongs to the verb, which has no other object.
pub(super) fn particles(text: &str, tokens: &mut [Token], start: usize) {
    const PARTED: [&str; 2] = ["hand", "turn"];
    for over in start + 1..tokens.len().saturating_sub(1) {
        let verb = over - 1;
        let noun = tokens[over].head.filter(|_| tokens[over].relation == Relation::Case);
        let Some(noun) = noun.filter(|&noun| tokens[noun].head == Some(verb) && noun > over) else { continue };
        let parted = PARTED.contains(&&*tokens[verb].lemma) && tokens[over].span.of(text) == "over";
        if parted && tokens[noun].relation == Relation::Obl && !hangs(&tokens[start..], verb, Relation::Obj) {
            (tokens[over].head, tokens[over].relation) = (Some(verb), Relation::CompoundPrt);
            (tokens[over].tag, tokens[over].fine) = (Tag::Adposition, "RP");
            tokens[noun].relation = Relation::Obj;
        }
    }
}

/// "30 *more* were hurt": what is counted there stands for a noun.
pub(super) fn additions(text: &str, tokens: &mut [Token], start: usize) {
    for more in start + 1..tokens.len() {
        let number = more - 1;
        let counted = tokens[number].head == Some(more) && tokens[number].relation == Relation::Nummod;
        if !counted || tokens[more].tag != Tag::Adverb || tokens[more].span.of(text) != "more" {
            continue;
        }
        (tokens[more].tag, tokens[more].fine) = (Tag::Adjective, "JJR");
        let verb = tokens[more].head.filter(|&verb| verb > more && tokens[more].relation == Relation::Advmod);
        if let Some(verb) = verb.filter(|&verb| !subjects::has_subject(tokens, start, verb)) {
            subjects::make_subject(tokens, more, verb);
        }
    }
}

/// "two men *whom* they accused": without a preposition it is an object.
pub(super) fn accusatives(text: &str, tokens: &mut [Token], start: usize) {
    for whom in start..tokens.len() {
        let hung = tokens[whom].relation == Relation::Obl && tokens[whom].span.of(text) == "whom";
        if hung && !hangs(&tokens[start..], whom, Relation::Case) {
            tokens[whom].relation = Relation::Obj;
        }
    }
}
