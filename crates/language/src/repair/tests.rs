//! Are trees that cannot be put right?

use super::clauses::{linked, perfect, reduced, speakers, subjects};
use super::phrases::counted;
use super::words::hyphenated;
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
