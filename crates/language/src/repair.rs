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
    hyphenated(text, tokens, start);
    acronyms(text, tokens, start);
    prepositions(text, tokens, start);
    perfect(tokens, start);
    linked(tokens, start);
    reduced(text, tokens, start);
    finite(text, tokens, start, model);
    subjects(tokens, start);
    conjunctions(text, tokens, start);
    speakers(tokens, start);
    counted(tokens, start);
    results(tokens, start);
    nearest(tokens, start);
}

/// "shot *dead* three guards": an adjective between a verb and a number tells what became of them.
fn results(tokens: &mut [Token], start: usize) {
    for adjective in start + 1..tokens.len().saturating_sub(1) {
        let (verb, number) = (adjective - 1, adjective + 1);
        let Some(noun) = tokens[adjective].head.filter(|_| tokens[adjective].relation == Relation::Amod) else { continue };
        let counts = tokens[number].head == Some(noun) && tokens[number].relation == Relation::Nummod;
        let taken = tokens[noun].head == Some(verb) && tokens[noun].relation == Relation::Obj;
        if counts && taken && tokens[adjective].fine == "JJ" {
            (tokens[adjective].head, tokens[adjective].relation) = (Some(verb), Relation::Xcomp);
        }
    }
}

/// "broke the truce signed *in March*": a phrase right behind a participle that has nothing else is the participle's.
fn nearest(tokens: &mut [Token], start: usize) {
    for participle in start + 1..tokens.len().saturating_sub(1) {
        let case = participle + 1;
        let hangs = tokens[participle].relation == Relation::Acl && tokens[participle].fine == "VBN";
        let Some(noun) = tokens[case].head.filter(|_| hangs && tokens[case].relation == Relation::Case) else { continue };
        let above = tokens[noun].head.filter(|&above| above < participle && tokens[noun].relation == Relation::Obl);
        if above.is_some() && noun > case {
            tokens[noun].head = Some(participle);
        }
    }
}

/// "dispersed *the sit-in*": what has an article and a hyphen before it is a noun, though by itself "in" is none; and in
/// "five *passers-by*" the noun is the first.
fn hyphenated(text: &str, tokens: &mut [Token], start: usize) {
    for last in start + 2..tokens.len() {
        let (first, hyphen) = (last - 2, last - 1);
        let glued = tokens[hyphen].span.of(text) == "-"
            && tokens[first].span.end == tokens[hyphen].span.start
            && tokens[hyphen].span.end == tokens[last].span.start;
        if glued && tokens[first].fine == "NNS" && matches!(tokens[last].fine, "IN" | "RB" | "RP") {
            hang_on_first(tokens, start, (first, last));
            continue;
        }
        let below = tokens[first].head == Some(last) && tokens[first].relation == Relation::Compound;
        let is_article = |token: &Token| token.tag == Tag::Determiner && [Some(first), Some(last)].contains(&token.head);
        let Some(article) = tokens[start..first].iter().position(is_article).filter(|_| glued && below) else { continue };
        tokens[start + article].head = Some(last);
        (tokens[last].tag, tokens[last].fine) = (Tag::Noun, "NN");
        let verb = tokens[last].head.filter(|&verb| tokens[verb].tag == Tag::Verb && verb < first);
        let object = |token: &Token| token.head == verb && token.relation == Relation::Obj;
        let taken = matches!(tokens[last].relation, Relation::Advmod | Relation::Obl | Relation::CompoundPrt);
        if verb.is_some() && taken && !tokens[start..].iter().any(object) {
            tokens[last].relation = Relation::Obj;
        }
    }
}

/// "*An IED targeting* a patrol went off": an acronym behind an article is a noun, and what it does hangs on it.
fn acronyms(text: &str, tokens: &mut [Token], start: usize) {
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
fn prepositions(text: &str, tokens: &mut [Token], start: usize) {
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

/// "The rebels have *wrested* control": no adjective has an auxiliary; the noun behind it is what the verb takes.
fn perfect(tokens: &mut [Token], start: usize) {
    for verb in start..tokens.len() {
        let before = tokens[verb].relation == Relation::Amod && tokens[verb].fine == "VBN";
        let Some(noun) = tokens[verb].head.filter(|&noun| before && noun > verb) else { continue };
        let has = |token: &Token| token.head == Some(verb) && token.relation == Relation::Aux;
        let subject = |token: &Token| token.head == Some(noun) && is_subject(token);
        if !tokens[start..verb].iter().any(has) || !tokens[start..verb].iter().any(subject) {
            continue;
        }
        (tokens[verb].head, tokens[verb].relation) = (tokens[noun].head, tokens[noun].relation);
        tokens[verb].tag = Tag::Verb;
        for (at, token) in tokens.iter_mut().enumerate().skip(start).filter(|(at, _)| *at != verb) {
            let above = matches!(token.relation, Relation::Punct | Relation::Advcl | Relation::Parataxis | Relation::Ccomp);
            if token.head == Some(noun) && (at < verb || above) {
                token.head = Some(verb);
            }
        }
        (tokens[noun].head, tokens[noun].relation) = (Some(verb), Relation::Obj);
    }
}

/// "pleaded with *the US backed* Orva Front": a verb has no article; it tells of the noun right behind it.
fn linked(tokens: &mut [Token], start: usize) {
    for verb in start + 1..tokens.len().saturating_sub(1) {
        let noun = verb + 1;
        let takes = tokens[noun].head == Some(verb) && tokens[noun].relation == Relation::Obj;
        let Some(above) = tokens[verb].head.filter(|_| takes && matches!(tokens[verb].fine, "VBN" | "VBD")) else { continue };
        let hangs = |at: &usize| tokens[*at].head == Some(verb);
        let Some(article) = (start..verb).filter(hangs).find(|&at| tokens[at].relation == Relation::Det) else { continue };
        let opens = |at: &usize| matches!(tokens[*at].relation, Relation::Mark | Relation::Case);
        let case = (start..article).filter(hangs).find(opens);
        // right behind a verb, whatever the clause hung on
        let beside = case.filter(|&case| case > start && tokens[case - 1].tag == Tag::Verb).map(|case| case - 1);
        let above = beside.unwrap_or(above);
        let relation = match tokens[verb].relation {
            _ if case.is_some() => if tokens[above].tag == Tag::Verb { Relation::Obl } else { Relation::Nmod },
            Relation::Ccomp | Relation::Xcomp | Relation::Advcl => Relation::Obj,
            other => other,
        };
        (tokens[noun].head, tokens[noun].relation) = (Some(above), relation);
        for token in tokens[noun + 1..].iter_mut().filter(|token| token.head == Some(verb)) {
            token.head = Some(above);
        }
        for (at, role) in [(Some(article), Relation::Det), (case, Relation::Case)] {
            if let Some(at) = at {
                (tokens[at].head, tokens[at].relation) = (Some(noun), role);
            }
        }
        (tokens[verb].head, tokens[verb].relation, tokens[verb].fine) = (Some(noun), Relation::Amod, "VBN");
    }
}

/// "Gunmen *believed to be* soldiers attacked the village": with a verb of its own behind it, that is a clause of the gunmen.
fn reduced(text: &str, tokens: &mut [Token], start: usize) {
    let written = |token: &Token, word: &str| token.span.of(text).eq_ignore_ascii_case(word);
    for seeming in start + 1..tokens.len().saturating_sub(3) {
        let (subject, to) = (seeming - 1, seeming + 1);
        let helped = |verb: usize, from: usize| {
            let helps = |token: &Token| matches!(token.relation, Relation::Aux | Relation::AuxPass);
            tokens[from..verb].iter().any(|token| token.head == Some(verb) && helps(token))
        };
        let participle = tokens[seeming].fine == "VBN" && !helped(seeming, start);
        let says = (tokens[seeming].fine == "VBD" || participle) && written(&tokens[to], "to") && written(&tokens[to + 1], "be");
        if !says || tokens[subject].head != Some(seeming) || !is_subject(&tokens[subject]) {
            continue;
        }
        let is_main = |&at: &usize| {
            let below = matches!(tokens[at].relation, Relation::Ccomp | Relation::Xcomp | Relation::Advcl);
            let joined = |token: &Token| matches!(token.relation, Relation::Mark | Relation::Punct | Relation::Cc);
            // "when gas believed to be chlorine was dropped", with two clauses behind "when"
            let beside = tokens[at].head == tokens[seeming].head && tokens[at].relation == tokens[seeming].relation;
            let finite = tokens[at].fine == "VBD" || tokens[at].fine == "VBN" && helped(at, to + 2);
            (tokens[at].head == Some(seeming) || beside) && finite && below && !tokens[to + 2..at].iter().any(joined)
        };
        let Some(main) = (to + 2..tokens.len()).find(is_main) else { continue };
        (tokens[main].head, tokens[main].relation) = (tokens[seeming].head, tokens[seeming].relation);
        let (inside, outside) = (seeming + 1..main, |at: usize| at < seeming || at > main);
        for at in start..tokens.len() {
            match tokens[at].head {
                _ if matches!(tokens[at].relation, Relation::Aux | Relation::AuxPass) => {}
                Some(head) if head == main && inside.contains(&at) => {
                    let predicate = is_subject(&tokens[at]) || tokens[at].relation == Relation::Advcl;
                    let relation = if predicate { Relation::Xcomp } else { tokens[at].relation };
                    (tokens[at].head, tokens[at].relation) = (Some(seeming), relation);
                }
                Some(head) if head == seeming && at != main && outside(at) => tokens[at].head = Some(main),
                _ => {}
            }
        }
        (tokens[seeming].head, tokens[seeming].relation, tokens[seeming].fine) = (Some(subject), Relation::Acl, "VBN");
    }
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
        let inside = first + 1..second.min(verb);
        // "Men armed with knives *killed* two farmers, a mayor said", with the men killed
        let bare = |at: usize| !tokens[start..].iter().any(|case| case.head == Some(at) && case.relation == Relation::Case);
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
        let passive = |token: &Token| token.head == Some(clause) && token.relation == Relation::AuxPass;
        if tokens[first..clause].iter().any(passive) {
            tokens[first].relation = Relation::NsubjPass;
        }
        for token in tokens[first..clause].iter_mut().filter(|token| token.head == Some(verb)) {
            token.head = Some(clause);
        }
    }
}

/// "the heaviest raid *since rebels took* the town": a noun between "since" and a verb without a subject is its subject.
fn conjunctions(text: &str, tokens: &mut [Token], start: usize) {
    const JOINING: [&str; 5] = ["since", "after", "before", "until", "till"];
    for verb in start + 2..tokens.len() {
        let noun = verb - 1;
        let clause = tokens[verb].relation == Relation::Advcl && matches!(tokens[verb].fine, "VBD" | "VBZ" | "VBP");
        let below = tokens[verb].head.is_some_and(|above| above < noun) && tokens[noun].head == tokens[verb].head;
        let hangs = matches!(tokens[noun].relation, Relation::Nmod | Relation::Obl);
        let joins = |at: &usize| {
            let word = tokens[*at].span.of(text).to_lowercase();
            tokens[*at].head == Some(noun) && tokens[*at].relation == Relation::Case && JOINING.contains(&&*word)
        };
        if !(clause && below && hangs) || tokens[start..].iter().any(|token| token.head == Some(verb) && is_subject(token)) {
            continue;
        }
        let Some(since) = (start..noun).find(joins) else { continue };
        (tokens[since].head, tokens[since].relation) = (Some(verb), Relation::Mark);
        (tokens[noun].head, tokens[noun].relation) = (Some(verb), Relation::Nsubj);
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
    use super::{counted, hyphenated, linked, perfect, reduced, speakers, subjects};
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

    /// Lays words out as tokens, each hung as told.
    fn tree(text: &str, hung: &[(&'static str, Option<usize>, Relation)]) -> Vec<Token> {
        let mut end = 0;
        let words = text.split_inclusive([' ', '-']).flat_map(|word| match word.strip_suffix('-') {
            Some(word) => vec![word, "-"],
            None => vec![word.trim_end()],
        });
        let spans: Vec<Span> = words
            .map(|word| {
                let start = end + text[end..].find(word).expect("a word of the text");
                end = start + word.len();
                Span::new(start, end)
            })
            .collect();
        assert_eq!(spans.len(), hung.len());
        let tag = |fine: &str| match fine {
            "DT" => Tag::Determiner,
            "VBD" | "VBN" => Tag::Verb,
            "NN" | "NNS" => Tag::Noun,
            _ => Tag::Other,
        };
        let token = |(&span, &(fine, head, relation)): (&Span, &(&'static str, Option<usize>, Relation))| Token {
            span,
            fine,
            ..token(0, tag(fine), head, relation)
        };
        spans.iter().zip(hung).map(token).collect()
    }

    fn shape(tokens: &[Token]) -> Vec<(Option<usize>, Relation)> {
        tokens.iter().map(|token| (token.head, token.relation)).collect()
    }

    #[test]
    fn what_has_an_article_and_a_hyphen_is_a_noun() {
        let text = "Police dispersed the sit-in";
        let mut tokens = tree(
            text,
            &[
                ("NNS", Some(1), Relation::Nsubj),
                ("VBD", None, Relation::Root),
                ("DT", Some(3), Relation::Det),
                ("NN", Some(5), Relation::Compound),
                ("HYPH", Some(3), Relation::Punct),
                ("RB", Some(1), Relation::Advmod),
            ],
        );
        hyphenated(text, &mut tokens, 0);
        assert_eq!((tokens[5].head, tokens[5].relation, tokens[5].tag), (Some(1), Relation::Obj, Tag::Noun));
        assert_eq!(tokens[2].head, Some(5));
    }

    #[test]
    fn no_adjective_has_an_auxiliary() {
        let text = "Rebels have wrested control";
        let mut tokens = tree(
            text,
            &[
                ("NNS", Some(3), Relation::Nsubj),
                ("VBP", Some(2), Relation::Aux),
                ("VBN", Some(3), Relation::Amod),
                ("NN", None, Relation::Root),
            ],
        );
        perfect(&mut tokens, 0);
        let wanted = [(Some(2), Relation::Nsubj), (Some(2), Relation::Aux), (None, Relation::Root), (Some(2), Relation::Obj)];
        assert_eq!(shape(&tokens), wanted);
    }

    #[test]
    fn no_verb_has_an_article() {
        let text = "Envoys pleaded with the Orva linked militias";
        let mut tokens = tree(
            text,
            &[
                ("NNS", Some(1), Relation::Nsubj),
                ("VBD", None, Relation::Root),
                ("IN", Some(5), Relation::Mark),
                ("DT", Some(5), Relation::Det),
                ("NNP", Some(5), Relation::Nsubj),
                ("VBD", Some(1), Relation::Advcl),
                ("NNS", Some(5), Relation::Obj),
            ],
        );
        linked(&mut tokens, 0);
        assert_eq!((tokens[6].head, tokens[6].relation), (Some(1), Relation::Obl));
        assert_eq!((tokens[5].head, tokens[5].relation), (Some(6), Relation::Amod));
        assert_eq!((tokens[2].head, tokens[2].relation, tokens[3].head), (Some(6), Relation::Case, Some(6)));
    }

    #[test]
    fn who_is_believed_to_be_something_does_what_follows() {
        let text = "Gunmen believed to be soldiers attacked villagers";
        let mut tokens = tree(
            text,
            &[
                ("NNS", Some(1), Relation::Nsubj),
                ("VBD", None, Relation::Root),
                ("TO", Some(4), Relation::Mark),
                ("VB", Some(4), Relation::Cop),
                ("NNS", Some(5), Relation::Nsubj),
                ("VBD", Some(1), Relation::Ccomp),
                ("NNS", Some(5), Relation::Obj),
            ],
        );
        reduced(text, &mut tokens, 0);
        let wanted = [
            (Some(5), Relation::Nsubj),
            (Some(0), Relation::Acl),
            (Some(4), Relation::Mark),
            (Some(4), Relation::Cop),
            (Some(1), Relation::Xcomp),
            (None, Relation::Root),
            (Some(5), Relation::Obj),
        ];
        assert_eq!(shape(&tokens), wanted);
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
