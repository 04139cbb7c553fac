//! Are trees that cannot be put right?

use super::phrases::{afterwards, counted, datelines, directions, listed, results, standing_alone};
use super::subjects::{closing_speakers, days_first, listed_speakers, places_first, speakers, subjects, told_by};
use super::words::{additions, hyphenated, particles};
use crate::words::Words;
use crate::{Relation, Tag, Token};
use schema::Span;

mod clauses;

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
        "NNP" => Tag::ProperNoun,
        "CD" => Tag::Numeral,
        "CC" => Tag::CoordinatingConjunction,
        "RBR" => Tag::Adverb,
        ":" | "``" => Tag::Punctuation,
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

#[test]
fn what_is_handed_over_is_an_object() {
    let text = "Rebels handed over four";
    let hung = [
        ("NNS", Some(1), Relation::Nsubj),
        ("VBD", None, Relation::Root),
        ("IN", Some(3), Relation::Case),
        ("CD", Some(1), Relation::Obl),
    ];
    let mut tokens = tree(text, &hung);
    tokens[1].lemma = "hand".into();
    particles(text, &mut tokens, 0);
    assert_eq!(shape(&tokens)[2..], [(Some(1), Relation::CompoundPrt), (Some(1), Relation::Obj)]);
}

#[test]
fn thirty_more_can_be_hurt() {
    let text = "Thirty more were hurt";
    let hung = [
        ("CD", Some(1), Relation::Nummod),
        ("RBR", Some(3), Relation::Advmod),
        ("VBD", Some(3), Relation::AuxPass),
        ("VBN", None, Relation::Root),
    ];
    let mut tokens = tree(text, &hung);
    additions(text, &mut tokens, 0);
    assert_eq!((tokens[1].relation, tokens[1].fine), (Relation::NsubjPass, "JJR"));
}

#[test]
fn hours_later_is_no_part_of_a_town() {
    let text = "Jets bombed the town hours later";
    let hung = [
        ("NNS", Some(1), Relation::Nsubj),
        ("VBD", None, Relation::Root),
        ("DT", Some(4), Relation::Det),
        ("NN", Some(4), Relation::Compound),
        ("NNS", Some(5), Relation::OblUnmarked),
        ("RBR", Some(1), Relation::Advmod),
    ];
    let mut tokens = tree(text, &hung);
    afterwards(text, &mut tokens, 0);
    let wanted = [(Some(3), Relation::Det), (Some(1), Relation::Obj), (Some(5), Relation::OblUnmarked)];
    assert_eq!(shape(&tokens)[2..5], wanted);
}

#[test]
fn a_dateline_is_no_part_of_who_acts() {
    let text = "Orva – Soldiers fled";
    let hung = [
        ("NNP", Some(2), Relation::Compound),
        (":", Some(0), Relation::Punct),
        ("NNS", Some(3), Relation::Nsubj),
        ("VBD", None, Relation::Root),
    ];
    let mut tokens = tree(text, &hung);
    datelines(text, &mut tokens, 0);
    assert_eq!(shape(&tokens)[..2], [(Some(3), Relation::Dep), (Some(0), Relation::Punct)]);
    let aside = "Orva – capital – fled";
    let mut tokens = tree(
        aside,
        &[
            ("NNP", Some(4), Relation::Nsubj),
            (":", Some(0), Relation::Punct),
            ("NN", Some(0), Relation::Appos),
            (":", Some(0), Relation::Punct),
            ("VBD", None, Relation::Root),
        ],
    );
    datelines(aside, &mut tokens, 0);
    assert_eq!(tokens[0].relation, Relation::Nsubj);
}

#[test]
fn a_number_before_a_preposition_stands_alone() {
    let text = "Bomber kills 14 outside ministry";
    let hung = [
        ("NN", Some(1), Relation::Nsubj),
        ("VBD", None, Relation::Root),
        ("CD", Some(4), Relation::Nummod),
        ("IN", Some(4), Relation::Amod),
        ("NN", Some(1), Relation::Obj),
    ];
    let mut tokens = tree(text, &hung);
    standing_alone(text, &mut tokens, 0);
    let wanted = [(Some(1), Relation::Obj), (Some(4), Relation::Case), (Some(1), Relation::Obl)];
    assert_eq!(shape(&tokens)[2..], wanted);
}

#[test]
fn thousands_march_on_sunday() {
    let text = "On Sunday thousands marched";
    let hung = [
        ("IN", Some(2), Relation::Case),
        ("NNP", Some(2), Relation::Compound),
        ("NNS", Some(3), Relation::Obl),
        ("VBD", None, Relation::Root),
    ];
    let mut tokens = tree(text, &hung);
    days_first(text, &mut tokens, 0, &Words::english());
    let wanted = [(Some(1), Relation::Case), (Some(3), Relation::Obl), (Some(3), Relation::Nsubj)];
    assert_eq!(shape(&tokens)[..3], wanted);
}

#[test]
fn a_man_is_no_other_name_of_a_district() {
    let text = "In Orva , a man fled";
    let hung = [
        ("IN", Some(1), Relation::Case),
        ("NNP", Some(5), Relation::Obl),
        (":", Some(1), Relation::Punct),
        ("DT", Some(4), Relation::Det),
        ("NN", Some(1), Relation::Appos),
        ("VBD", None, Relation::Root),
    ];
    let mut tokens = tree(text, &hung);
    places_first(text, &mut tokens, 0);
    assert_eq!((tokens[4].head, tokens[4].relation), (Some(5), Relation::Nsubj));
}

#[test]
fn two_who_are_listed_are_both_killed() {
    let text = "Three militants , major killed";
    let hung = [
        ("CD", Some(1), Relation::Nummod),
        ("NNS", None, Relation::Root),
        (":", Some(4), Relation::Punct),
        ("NN", Some(4), Relation::NsubjPass),
        ("VBN", Some(1), Relation::Acl),
    ];
    let mut tokens = tree(text, &hung);
    listed(text, &mut tokens, 0);
    assert_eq!((tokens[3].head, tokens[3].relation), (Some(1), Relation::Conj));
}

#[test]
fn who_is_shot_dead_is_an_object() {
    let text = "shot dead its driver";
    let hung = [
        ("VBD", None, Relation::Root),
        ("JJ", Some(3), Relation::Case),
        ("PRP$", Some(3), Relation::NmodPoss),
        ("NN", Some(0), Relation::Obl),
    ];
    let mut tokens = tree(text, &hung);
    results(&mut tokens, 0);
    assert_eq!((tokens[1].head, tokens[1].relation, tokens[3].relation), (Some(0), Relation::Xcomp, Relation::Obj));
}

#[test]
fn a_strike_by_somebody_is_one_subject() {
    let text = "strike by Orva hit Karsa";
    let hung = [
        ("NN", Some(3), Relation::Nsubj),
        ("IN", Some(2), Relation::Case),
        ("NNP", Some(3), Relation::Nsubj),
        ("VBD", None, Relation::Root),
        ("NNP", Some(3), Relation::Obj),
    ];
    let mut tokens = tree(text, &hung);
    told_by(&mut tokens, 0);
    assert_eq!((tokens[2].head, tokens[2].relation), (Some(0), Relation::Nmod));
}

#[test]
fn who_speaks_behind_a_list_is_not_in_it() {
    let text = "killing pupils , medics and police said";
    let hung = [
        ("VBG", Some(6), Relation::Ccomp),
        ("NNS", Some(0), Relation::Obj),
        (":", Some(3), Relation::Punct),
        ("NNS", Some(1), Relation::Conj),
        ("CC", Some(5), Relation::Cc),
        ("NNS", Some(6), Relation::Nsubj),
        ("VBD", None, Relation::Root),
    ];
    let mut tokens = tree(text, &hung);
    listed_speakers(text, &mut tokens, 0);
    let wanted = [(Some(6), Relation::Nsubj), (Some(5), Relation::Cc), (Some(3), Relation::Conj)];
    assert_eq!(shape(&tokens)[3..6], wanted);
}

#[test]
fn a_governor_who_speaks_is_not_hit() {
    let text = "Shells hit a port , governor Hadi , said";
    let mut tokens = tree(
        text,
        &[
            ("NNS", Some(1), Relation::Nsubj),
            ("VBD", Some(8), Relation::Ccomp),
            ("DT", Some(3), Relation::Det),
            ("NN", Some(1), Relation::Obj),
            (":", Some(5), Relation::Punct),
            ("NN", Some(3), Relation::Conj),
            ("NNP", Some(5), Relation::Flat),
            (":", Some(1), Relation::Punct),
            ("VBD", None, Relation::Root),
        ],
    );
    closing_speakers(text, &mut tokens, 0);
    assert_eq!(shape(&tokens)[5], (Some(8), Relation::Nsubj));
}

#[test]
fn what_stands_before_a_direction_is_what_was_hit() {
    let text = "bombed farmland east of town";
    let word = |from: usize, to: usize, tag, head, relation| Token {
        span: Span::new(from, to),
        ..token(from, tag, head, relation)
    };
    let mut tokens = vec![
        word(0, 6, Tag::Verb, None, Relation::Root),
        word(7, 15, Tag::Noun, Some(2), Relation::Compound),
        word(16, 20, Tag::Noun, Some(0), Relation::Obj),
        word(21, 23, Tag::Adposition, Some(4), Relation::Case),
        word(24, 28, Tag::Noun, Some(2), Relation::Nmod),
    ];
    directions(text, &mut tokens, 0);
    let relations: Vec<Relation> = tokens.iter().map(|token| token.relation).collect();
    assert_eq!(relations, [Relation::Root, Relation::Obj, Relation::Advmod, Relation::Case, Relation::Nmod]);
    assert_eq!(tokens[1].head, Some(0));
}

#[test]
fn a_guard_who_tells_is_not_killed() {
    let text = "Eight were killed , Omar Hadi , told reporters";
    let mut tokens = tree(
        text,
        &[
            ("CD", Some(2), Relation::NsubjPass),
            ("VBD", Some(2), Relation::AuxPass),
            ("VBN", Some(7), Relation::Ccomp),
            (":", Some(4), Relation::Punct),
            ("NNP", Some(2), Relation::NsubjPass),
            ("NNP", Some(4), Relation::Flat),
            (":", Some(4), Relation::Punct),
            ("VBD", None, Relation::Root),
            ("NNS", Some(7), Relation::Iobj),
        ],
    );
    closing_speakers(text, &mut tokens, 0);
    assert_eq!(shape(&tokens)[0], (Some(2), Relation::NsubjPass));
    assert_eq!(shape(&tokens)[4], (Some(7), Relation::Nsubj));
}
