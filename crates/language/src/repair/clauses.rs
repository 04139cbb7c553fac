//! Which words are the verb of a clause?

use super::hangs;
use super::subjects::{has_subject, is_subject, make_subject};
use crate::analysis::Token;
use crate::fine;
use crate::grammar::{Relation, Tag};
use crate::model::Model;

/// "The rebels have *wrested* control": no adjective has an auxiliary; the noun behind it is what the verb takes.
pub(super) fn perfect(tokens: &mut [Token], start: usize) {
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
            let above =
                matches!(token.relation, Relation::Punct | Relation::Advcl | Relation::Parataxis | Relation::Ccomp);
            if token.head == Some(noun) && (at < verb || above) {
                token.head = Some(verb);
            }
        }
        (tokens[noun].head, tokens[noun].relation) = (Some(verb), Relation::Obj);
    }
}

/// "pleaded with *the US backed* Orva Front": a verb has no article; it tells of the noun right behind it.
pub(super) fn linked(tokens: &mut [Token], start: usize) {
    for verb in start + 1..tokens.len().saturating_sub(1) {
        let noun = verb + 1;
        let takes = tokens[noun].head == Some(verb) && tokens[noun].relation == Relation::Obj;
        let Some(above) = tokens[verb].head.filter(|_| takes && matches!(tokens[verb].fine, "VBN" | "VBD")) else {
            continue;
        };
        let hangs = |at: &usize| tokens[*at].head == Some(verb);
        let Some(article) = (start..verb).filter(hangs).find(|&at| tokens[at].relation == Relation::Det) else {
            continue;
        };
        let opens = |at: &usize| matches!(tokens[*at].relation, Relation::Mark | Relation::Case);
        let case = (start..article).filter(hangs).find(opens);
        // right behind a verb, whatever the clause hung on
        let beside = case.filter(|&case| case > start && tokens[case - 1].tag == Tag::Verb).map(|case| case - 1);
        let above = beside.unwrap_or(above);
        let relation = match tokens[verb].relation {
            _ if case.is_some() => {
                if tokens[above].tag == Tag::Verb {
                    Relation::Obl
                } else {
                    Relation::Nmod
                }
            }
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
pub(super) fn reduced(text: &str, tokens: &mut [Token], start: usize) {
    let written = |token: &Token, word: &str| token.span.of(text).eq_ignore_ascii_case(word);
    for seeming in start + 1..tokens.len().saturating_sub(3) {
        let (subject, to) = (seeming - 1, seeming + 1);
        let helped = |verb: usize, from: usize| {
            let helps = |token: &Token| matches!(token.relation, Relation::Aux | Relation::AuxPass);
            tokens[from..verb].iter().any(|token| token.head == Some(verb) && helps(token))
        };
        let participle = tokens[seeming].fine == "VBN" && !helped(seeming, start);
        let says = (tokens[seeming].fine == "VBD" || participle)
            && written(&tokens[to], "to")
            && written(&tokens[to + 1], "be");
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
        for (at, token) in tokens.iter_mut().enumerate().skip(start).filter(|(at, _)| *at != main) {
            match token.head {
                _ if matches!(token.relation, Relation::Aux | Relation::AuxPass) => {}
                Some(head) if head == main && (seeming + 1..main).contains(&at) => {
                    let predicate = is_subject(token) || token.relation == Relation::Advcl;
                    token.relation = if predicate { Relation::Xcomp } else { token.relation };
                    token.head = Some(seeming);
                }
                Some(head) if head == seeming && !(seeming..=main).contains(&at) => token.head = Some(main),
                _ => {}
            }
        }
        (tokens[seeming].head, tokens[seeming].relation, tokens[seeming].fine) = (Some(subject), Relation::Acl, "VBN");
    }
}

/// "Orva denies having bombed the school": a form that only verbs have is no noun behind whoever denies.
pub(super) fn finite(text: &str, tokens: &mut [Token], start: usize, model: &Model) {
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

/// "the heaviest raid *since rebels took* the town": a noun between "since" and a verb without a subject is its subject; and one
/// that is its subject hands the "since" on to it.
pub(super) fn conjunctions(text: &str, tokens: &mut [Token], start: usize) {
    const JOINING: [&str; 5] = ["since", "after", "before", "until", "till"];
    let joining = |token: &Token| {
        token.relation == Relation::Case && JOINING.iter().any(|word| token.span.of(text).eq_ignore_ascii_case(word))
    };
    for verb in start + 2..tokens.len() {
        let noun = verb - 1;
        let clause = tokens[verb].relation == Relation::Advcl && matches!(tokens[verb].fine, "VBD" | "VBZ" | "VBP");
        let below = tokens[verb].head.is_some_and(|above| above < noun) && tokens[noun].head == tokens[verb].head;
        let hangs = matches!(tokens[noun].relation, Relation::Nmod | Relation::Obl);
        let joins = |at: &usize| tokens[*at].head == Some(noun) && joining(&tokens[*at]);
        if !(clause && below && hangs) || has_subject(tokens, start, verb) {
            continue;
        }
        let Some(since) = (start..noun).find(joins) else { continue };
        (tokens[since].head, tokens[since].relation) = (Some(verb), Relation::Mark);
        (tokens[noun].head, tokens[noun].relation) = (Some(verb), Relation::Nsubj);
    }
    for since in start..tokens.len() {
        let Some(noun) = tokens[since].head.filter(|_| joining(&tokens[since])) else { continue };
        let Some(verb) = tokens[noun].head.filter(|&verb| since < noun && noun < verb) else { continue };
        let joined = matches!(tokens[verb].relation, Relation::Conj | Relation::Parataxis)
            && !hangs(&tokens[start..verb], verb, Relation::Cc);
        let loose = joined && tokens[noun].relation == Relation::Obl && !has_subject(tokens, start, verb);
        if !loose && !is_subject(&tokens[noun]) {
            continue;
        }
        if loose {
            make_subject(tokens, noun, verb);
        }
        if joined {
            tokens[verb].relation = Relation::Advcl;
        }
        (tokens[since].head, tokens[since].relation) = (Some(verb), Relation::Mark);
    }
}

/// "Four dead as police *clash* with miners": several who stand between "as" and a noun with whom they do it do it.
pub(super) fn meanwhile(text: &str, tokens: &mut [Token], start: usize) {
    let is = |token: &Token, word: &str| token.span.of(text).eq_ignore_ascii_case(word);
    for verb in start + 2..tokens.len().saturating_sub(1) {
        let (mark, subject, with) = (verb - 2, verb - 1, verb + 1);
        let noun = tokens[verb].fine == "NN" && matches!(tokens[verb].relation, Relation::Obl | Relation::Nmod);
        let before = tokens[subject].relation == Relation::Compound && tokens[subject].head == Some(verb);
        let several = tokens[subject].fine == "NNS" || is(&tokens[subject], "police");
        let against =
            tokens[with].relation == Relation::Case && ["with", "against"].iter().any(|word| is(&tokens[with], word));
        if !(noun && before && several && against) || !is(&tokens[mark], "as") || tokens[mark].head != Some(verb) {
            continue;
        }
        let token = &mut tokens[verb];
        (token.tag, token.fine, token.relation) = (Tag::Verb, "VBP", Relation::Advcl);
        tokens[mark].relation = Relation::Mark;
        tokens[subject].relation = Relation::Nsubj;
        let nouns = tokens[with..].iter_mut().filter(|token| token.head == Some(verb));
        nouns.filter(|token| token.relation == Relation::Nmod).for_each(|token| token.relation = Relation::Obl);
    }
}

/// "Militia *shells* camp as army advances": a noun has no form of a verb before it; that is the verb of a headline.
pub(super) fn headline(text: &str, tokens: &mut [Token], start: usize, model: &Model) {
    let tag = |label| fine::number(label).unwrap_or(u8::MAX);
    for verb in start + 1..tokens.len() {
        let before = tokens[verb].relation == Relation::Compound && tokens[verb].fine == "VBZ";
        let Some(noun) = tokens[verb].head.filter(|&noun| before && noun > verb) else { continue };
        let subject = verb - 1;
        let hangs = tokens[subject].head.is_some_and(|head| [verb, noun].contains(&head));
        let free = matches!(tokens[noun].relation, Relation::Root | Relation::Nsubj);
        if !hangs || !free || !matches!(tokens[subject].tag, Tag::Noun | Tag::ProperNoun) {
            continue;
        }
        let lemma = model.lemmas.lemma(tokens[verb].span.of(text), tag("VBZ"));
        let above = (tokens[noun].head, tokens[noun].relation);
        let token = &mut tokens[verb];
        (token.tag, token.lemma, token.head, token.relation) = (Tag::Verb, lemma, above.0, above.1);
        (tokens[noun].head, tokens[noun].relation) = (Some(verb), Relation::Obj);
        for token in tokens[start..subject].iter_mut().filter(|token| [Some(verb), Some(noun)].contains(&token.head)) {
            token.head = Some(subject);
        }
        (tokens[subject].head, tokens[subject].relation) = (Some(verb), Relation::Nsubj);
        let finite = |token: &Token| token.relation == Relation::Acl && matches!(token.fine, "VBZ" | "VBP" | "VBD");
        for token in tokens[noun + 1..].iter_mut().filter(|token| token.head == Some(noun) && finite(token)) {
            (token.head, token.relation) = (Some(verb), Relation::Advcl);
        }
    }
}

/// `ambushed a patrol and "inflicted direct hits"`: a quotation behind "and" that begins with a verb goes on with what is done.
pub(super) fn quoted(tokens: &mut [Token], start: usize) {
    for verb in start + 2..tokens.len() {
        let (mark, and) = (verb - 1, verb - 2);
        let opens = tokens[mark].fine == "``" && tokens[and].tag == Tag::CoordinatingConjunction;
        let participle = matches!(tokens[verb].fine, "VBN" | "VBD") && tokens[verb].relation == Relation::Amod;
        let Some(noun) = tokens[verb].head.filter(|&noun| opens && participle && noun > verb) else { continue };
        let joined = tokens[noun].head.filter(|_| tokens[noun].relation == Relation::Conj);
        let Some(above) = joined.and_then(|first| tokens[first].head).filter(|&above| tokens[above].tag == Tag::Verb)
        else {
            continue;
        };
        let token = &mut tokens[verb];
        (token.tag, token.head, token.relation) = (Tag::Verb, Some(above), Relation::Conj);
        (tokens[noun].head, tokens[noun].relation) = (Some(verb), Relation::Obj);
        (tokens[mark].head, tokens[and].head) = (Some(verb), Some(verb));
    }
}

/// "denied that its men had left and *accused* the army": with another form than the clause, it goes on with the denial.
pub(super) fn parted(text: &str, tokens: &mut [Token], start: usize) {
    const SAYING: [&str; 12] = [
        "accused",
        "added",
        "blamed",
        "called",
        "condemned",
        "demanded",
        "denounced",
        "insisted",
        "promised",
        "urged",
        "vowed",
        "warned",
    ];
    for verb in start..tokens.len() {
        let joined = tokens[verb].relation == Relation::Conj && tokens[verb].fine == "VBD";
        // "suspended the unit *involved* and freed two": a bare participle goes on with no past tense
        let bare = |&clause: &usize| {
            let own = |token: &Token| token.head == Some(clause) && token.tag != Tag::Adverb;
            tokens[clause].relation == Relation::Acl
                && tokens[clause].fine == "VBN"
                && !tokens[start..verb].iter().any(own)
        };
        let clause = tokens[verb].head.filter(|clause| joined && bare(clause));
        let above = clause.and_then(|clause| {
            let mut above = std::iter::successors(tokens[clause].head, |&at| tokens[at].head);
            above.find(|&at| tokens[at].fine == "VBD" && at < clause)
        });
        if let Some(above) = above.filter(|_| !has_subject(tokens, start, verb)) {
            tokens[verb].head = Some(above);
            continue;
        }
        if !joined || !SAYING.contains(&tokens[verb].span.of(text)) {
            continue;
        }
        let Some(clause) = tokens[verb].head.filter(|&clause| tokens[clause].relation == Relation::Ccomp) else {
            continue;
        };
        let Some(saying) = tokens[clause].head.filter(|&saying| saying < clause && tokens[saying].fine == "VBD") else {
            continue;
        };
        let own = |token: &Token| token.head == Some(verb) && is_subject(token);
        let had = |token: &Token| token.head == Some(clause) && token.relation == Relation::Aux && token.fine == "VBD";
        if tokens[saying..clause].iter().any(had) && !tokens[clause..].iter().any(own) {
            tokens[verb].head = Some(saying);
        }
    }
}
