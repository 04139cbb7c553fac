//! What can no tree be, whatever the network thinks?
//!
//! A verb with two subjects, a noun for the clause of "said", a number beside what it counts: such trees are put right.

use crate::analysis::Token;
use crate::fine;
use crate::grammar::{Relation, Tag};
use crate::model::Model;

/// Puts the tree of the last sentence right, whose tokens begin at `start`.
pub fn repair(text: &str, tokens: &mut [Token], start: usize, model: &Model) {
    compounds(text, tokens, start);
    finite(text, tokens, start, model);
    subjects(tokens, start);
    speakers(tokens, start);
    counted(tokens, start);
}

/// "Orva denies having bombed the school": a form that only verbs have is no noun behind whoever denies.
fn finite(text: &str, tokens: &mut [Token], start: usize, model: &Model) {
    let tag = |label| fine::number(label).unwrap_or(u8::MAX);
    let verbal = |token: &Token| token.fine == "NNS" && model.words.verbs.contains(&token.span.of(text).to_lowercase());
    for verb in start + 1..tokens.len() {
        let subject = verb - 1;
        let before = tokens[subject].relation == Relation::Compound && tokens[subject].head == Some(verb);
        if !before || !verbal(&tokens[verb]) {
            continue;
        }
        let lemma = model.lemmas.lemma(tokens[verb].span.of(text), tag("VBZ"));
        let token = &mut tokens[verb];
        (token.tag, token.fine, token.lemma) = (Tag::Verb, "VBZ", lemma);
        // "denies having bombed", with the verb that follows at the top
        let below = tokens[verb].head.filter(|&head| head > verb && tokens[verb].relation == Relation::Nsubj);
        if let Some(below) = below {
            (tokens[verb].head, tokens[verb].relation) = (tokens[below].head, tokens[below].relation);
            (tokens[below].head, tokens[below].relation) = (Some(verb), Relation::Ccomp);
        }
        for (at, token) in tokens.iter_mut().enumerate().skip(start) {
            match token.relation {
                _ if token.head != Some(verb) => {}
                _ if at == subject => token.relation = Relation::Nsubj,
                Relation::Acl | Relation::AclRelcl if at > verb => token.relation = Relation::Ccomp,
                Relation::Det | Relation::Amod | Relation::Compound if at < subject => token.head = Some(subject),
                _ => {}
            }
        }
    }
}

/// "One of the groups, Orva Front, stormed the town, officials said": a verb has one subject, and the first of two is that of
/// the clause behind it.
fn subjects(tokens: &mut [Token], start: usize) {
    let subjects = (start..tokens.len()).filter(|&at| is_subject(&tokens[at]));
    let mut subjects: Vec<(usize, usize)> = subjects.filter_map(|at| Some((tokens[at].head?, at))).collect();
    subjects.sort_unstable();
    for &[(verb, first), (head, second)] in subjects.array_windows() {
        if head != verb {
            continue;
        }
        let below = |at: &usize| tokens[*at].head == Some(verb) && tokens[*at].relation == Relation::Ccomp;
        let Some(clause) = (first + 1..second.min(verb)).find(below) else { continue };
        if subjects.iter().any(|(head, _)| *head == clause) {
            continue;
        }
        let passive = |token: &Token| token.head == Some(clause) && token.relation == Relation::AuxPass;
        if tokens[first..clause].iter().any(passive) {
            tokens[first].relation = Relation::NsubjPass;
        }
        for token in tokens[first..clause].iter_mut().filter(|token| token.head == Some(verb)) {
            token.head = Some(clause);
        }
    }
}

/// "Orva Front spokesman Idris Salem said that …": nouns right before a verb without a subject are no clause that it takes.
fn speakers(tokens: &mut [Token], start: usize) {
    let is_noun = |token: &Token| matches!(token.tag, Tag::Noun | Tag::ProperNoun);
    for noun in start..tokens.len() {
        let clause = tokens[noun].relation == Relation::Ccomp && is_noun(&tokens[noun]);
        let Some(verb) = tokens[noun].head.filter(|&verb| clause && verb > noun) else { continue };
        let parts = |token: &Token| {
            let stop = token.tag == Tag::Punctuation && token.fine != "HYPH";
            stop || token.tag == Tag::Verb || token.relation == Relation::Cop
        };
        let has_subject = tokens[start..].iter().any(|token| token.head == Some(verb) && is_subject(token));
        if has_subject || tokens[start..verb].iter().any(parts) {
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

fn is_subject(token: &Token) -> bool {
    matches!(token.relation, Relation::Nsubj | Relation::NsubjPass)
}

/// "arrested *nine* suspects": a number and the nouns right behind it are no two things of one verb.
fn counted(tokens: &mut [Token], start: usize) {
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
fn compounds(text: &str, tokens: &mut [Token], start: usize) {
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

#[cfg(test)]
mod tests {
    use super::{counted, speakers, subjects};
    use crate::{Relation, Tag, Token};
    use schema::Span;

    fn token(at: usize, tag: Tag, head: Option<usize>, relation: Relation) -> Token {
        Token { span: Span::new(at, at + 1), tag, fine: "", lemma: "".into(), head, relation }
    }

    #[test]
    fn a_number_counts_the_nouns_behind_it() {
        let mut tokens = vec![
            token(0, Tag::Verb, None, Relation::Root),
            token(1, Tag::Numeral, Some(0), Relation::Obj),
            Token { fine: "NNS", ..token(2, Tag::Noun, Some(0), Relation::Obj) },
        ];
        counted(&mut tokens, 0);
        assert_eq!((tokens[1].head, tokens[1].relation), (Some(2), Relation::Nummod));
    }

    #[test]
    fn a_name_with_its_post_before_said_is_its_subject() {
        // "Orva spokesman Salem said", read as if somebody had spokesmanned
        let mut tokens = vec![
            token(0, Tag::ProperNoun, Some(1), Relation::Nsubj),
            token(1, Tag::Noun, Some(3), Relation::Ccomp),
            token(2, Tag::ProperNoun, Some(1), Relation::Obj),
            token(3, Tag::Verb, None, Relation::Root),
        ];
        speakers(&mut tokens, 0);
        let relations: Vec<Relation> = tokens.iter().map(|token| token.relation).collect();
        assert_eq!(relations, [Relation::Compound, Relation::Nsubj, Relation::Appos, Relation::Root]);
    }

    #[test]
    fn the_first_of_two_subjects_is_that_of_the_clause_behind_it() {
        // "Rebels stormed Orva, officials said", with both hung on "said"
        let hung = [
            (Some(5), Relation::Nsubj),
            (Some(5), Relation::Ccomp),
            (Some(1), Relation::Obj),
            (Some(5), Relation::Punct),
            (Some(5), Relation::Nsubj),
            (None, Relation::Root),
        ];
        let mut tokens: Vec<Token> =
            (0..).zip(hung).map(|(at, (head, relation))| token(at, Tag::Other, head, relation)).collect();
        subjects(&mut tokens, 0);
        let heads: Vec<Option<usize>> = tokens.iter().map(|token| token.head).collect();
        assert_eq!(heads, [Some(1), Some(5), Some(1), Some(5), Some(5), None]);
    }
}
