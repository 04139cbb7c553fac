//! Are the verbs of clauses found?

use super::super::clauses::{conjunctions, linked, meanwhile, parted, perfect, quoted, reduced};
use super::{shape, tree};
use crate::Relation;

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
    let wanted =
        [(Some(2), Relation::Nsubj), (Some(2), Relation::Aux), (None, Relation::Root), (Some(2), Relation::Obj)];
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
fn a_quotation_behind_and_goes_on_with_what_is_done() {
    let text = "They hit trucks and \" inflicted losses";
    let hung = [
        ("PRP", Some(1), Relation::Nsubj),
        ("VBD", None, Relation::Root),
        ("NNS", Some(1), Relation::Obj),
        ("CC", Some(6), Relation::Cc),
        ("``", Some(6), Relation::Punct),
        ("VBN", Some(6), Relation::Amod),
        ("NNS", Some(2), Relation::Conj),
    ];
    let mut tokens = tree(text, &hung);
    quoted(&mut tokens, 0);
    assert_eq!(shape(&tokens)[5..], [(Some(1), Relation::Conj), (Some(5), Relation::Obj)]);
}

#[test]
fn whoever_denies_also_accuses() {
    let text = "They denied they had left and accused Orva";
    let hung = [
        ("PRP", Some(1), Relation::Nsubj),
        ("VBD", None, Relation::Root),
        ("PRP", Some(4), Relation::Nsubj),
        ("VBD", Some(4), Relation::Aux),
        ("VBN", Some(1), Relation::Ccomp),
        ("CC", Some(6), Relation::Cc),
        ("VBD", Some(4), Relation::Conj),
        ("NNP", Some(6), Relation::Obj),
    ];
    let mut tokens = tree(text, &hung);
    parted(text, &mut tokens, 0);
    assert_eq!((tokens[6].head, tokens[6].relation), (Some(1), Relation::Conj));
}

#[test]
fn what_follows_after_is_a_clause() {
    // "resumed weeks after clashes left dead"
    let mut tokens = tree(
        "resumed weeks after clashes left dead",
        &[
            ("VBD", None, Relation::Root),
            ("NNS", Some(3), Relation::NmodUnmarked),
            ("IN", Some(3), Relation::Case),
            ("NNS", Some(4), Relation::Obl),
            ("VBD", Some(0), Relation::Conj),
            ("JJ", Some(4), Relation::Xcomp),
        ],
    );
    conjunctions("resumed weeks after clashes left dead", &mut tokens, 0);
    let (mark, subject, clause) = (shape(&tokens)[2], shape(&tokens)[3], shape(&tokens)[4]);
    assert_eq!(mark, (Some(4), Relation::Mark));
    assert_eq!(subject, (Some(4), Relation::Nsubj));
    assert_eq!(clause, (Some(0), Relation::Advcl));
}

#[test]
fn several_clash_with_others() {
    let text = "Four dead as police clash with miners";
    let mut tokens = tree(
        text,
        &[
            ("CD", None, Relation::Root),
            ("JJ", Some(0), Relation::Amod),
            ("IN", Some(4), Relation::Case),
            ("NN", Some(4), Relation::Compound),
            ("NN", Some(1), Relation::Obl),
            ("IN", Some(6), Relation::Case),
            ("NNS", Some(4), Relation::Nmod),
        ],
    );
    meanwhile(text, &mut tokens, 0);
    assert_eq!(shape(&tokens)[3..5], [(Some(4), Relation::Nsubj), (Some(1), Relation::Advcl)]);
    assert_eq!(shape(&tokens)[6], (Some(4), Relation::Obl));
}

#[test]
fn a_bare_participle_goes_on_with_no_past_tense() {
    let text = "suspended the unit involved and released two";
    let mut tokens = tree(
        text,
        &[
            ("VBD", None, Relation::Root),
            ("DT", Some(2), Relation::Det),
            ("NN", Some(0), Relation::Obj),
            ("VBN", Some(2), Relation::Acl),
            ("CC", Some(5), Relation::Cc),
            ("VBD", Some(3), Relation::Conj),
            ("CD", Some(5), Relation::Obj),
        ],
    );
    parted(text, &mut tokens, 0);
    assert_eq!(shape(&tokens)[5], (Some(0), Relation::Conj));
}
