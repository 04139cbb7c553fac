//! Are the actors of small texts found?

use super::{Lexicon, Places, find};
use language::{Analysis, Relation, Sentence, Tag, Token};
use schema::{DataFile, Document, Section, SectionKind, Span};

const NOWHERE: Places<'_> = Places { mentions: &[], known: &[] };

fn data() -> Vec<DataFile> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let mut files = Vec::new();
    for folder in ["actors", "en", "ontology", "places"] {
        let mut paths: Vec<_> =
            std::fs::read_dir(root.join(folder)).unwrap().map(|file| file.unwrap().path()).collect();
        paths.sort();
        for path in paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            files.push(DataFile { path: format!("{folder}/{name}"), bytes: std::fs::read(&path).unwrap() });
        }
    }
    files
}

fn lexicon() -> Lexicon {
    Lexicon::load(&data()).unwrap_or_else(|problems| {
        let lines: Vec<_> = problems.iter().map(ToString::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// Reads `form|TAG|head|relation` tokens; `~` glues a token to the one before, `//` ends a sentence.
fn analysis(marked: &str) -> (String, Vec<Token>, Vec<Sentence>) {
    let (mut text, mut tokens, mut sentences) = (String::new(), Vec::new(), Vec::new());
    let mut first = 0;
    for mark in marked.split_whitespace().chain(["//"]) {
        if mark == "//" {
            let span = Span::new(tokens.get(first).map_or(0, |t: &Token| t.span.start), text.len());
            sentences.push(Sentence { span, tokens: first..tokens.len() });
            first = tokens.len();
            continue;
        }
        let mut parts = mark.split('|');
        let form = parts.next().unwrap();
        let tag = Tag::parse(parts.next().unwrap()).unwrap();
        let head: usize = parts.next().unwrap().parse().unwrap();
        let relation = Relation::parse(parts.next().unwrap()).unwrap();
        let glued = form.strip_prefix('~');
        if glued.is_none() && !text.is_empty() {
            text.push(' ');
        }
        let form = glued.unwrap_or(form);
        let span = Span::new(text.len(), text.len() + form.len());
        text.push_str(form);
        let head = head.checked_sub(1).map(|head| head + first);
        tokens.push(Token { span, tag, fine: "", lemma: form.to_lowercase().into(), head, relation });
    }
    (text, tokens, sentences)
}

fn document(text: &str, title: usize) -> Document {
    let section = |kind, start, end| Section::new(kind, Span::new(start, end));
    Document {
        sections: vec![section(SectionKind::Title, 0, title), section(SectionKind::Body, title, text.len())],
        ..Document::of_text("D-000000000000", text)
    }
}

fn mentions(marked: &str) -> Vec<String> {
    let (text, tokens, sentences) = analysis(marked);
    let document = document(&text, 0);
    let analysis = Analysis { text: &text, sentences, tokens, names: Vec::new() };
    let found = find(&document, &analysis, NOWHERE, &lexicon());
    found.mentions.iter().map(|mention| format!("{}={}", mention.span.of(&text), mention.actor)).collect()
}

#[test]
fn a_short_form_that_the_account_defines_wins_over_the_lexicon() {
    let found = mentions(
        "The|DET|4|det New|PROPN|4|compound Syrian|PROPN|4|compound Army|PROPN|8|nsubj (|PUNCT|6|punct ~NSA|PROPN|4|appos \
         ~)|PUNCT|6|punct attacked|VERB|0|root IS|PROPN|10|compound militants|NOUN|8|obj ~.|PUNCT|8|punct // \
         NSA|PROPN|2|compound fighters|NOUN|3|nsubj fled|VERB|0|root ~.|PUNCT|3|punct",
    );
    assert_eq!(
        found,
        [
            "New Syrian Army=new-syrian-army",
            "NSA=new-syrian-army",
            "IS militants=islamic-state",
            "NSA fighters=new-syrian-army"
        ]
    );
}

#[test]
fn a_country_is_an_actor_where_it_acts_and_a_place_where_it_lies() {
    let found = mentions(
        "Russia|PROPN|2|nsubj trained|VERB|0|root pilots|NOUN|2|obj in|ADP|5|case Turkey|PROPN|2|obl ~.|PUNCT|2|punct",
    );
    assert_eq!(found.first().map(String::as_str), Some("Russia=russia"));
    assert!(!found.iter().any(|mention| mention.contains("turkey")), "{found:?}");
}

#[test]
fn adjectives_with_a_name_inside_are_no_actors() {
    let found = mentions(
        "Anti-IS|ADJ|2|amod convoys|NOUN|3|nsubj left|VERB|0|root an|DET|6|det IS-held|ADJ|6|amod village|NOUN|3|obj ~.|PUNCT|3|punct",
    );
    assert!(!found.iter().any(|mention| mention.contains("islamic-state")), "{found:?}");
}

#[test]
fn a_definite_description_points_back_to_the_nearest_that_it_fits() {
    let found = mentions(
        "Boko|PROPN|2|compound Haram|PROPN|3|nsubj fought|VERB|0|root Nigerian|ADJ|5|amod troops|NOUN|3|obj ~.|PUNCT|3|punct // \
         The|DET|2|det militants|NOUN|3|nsubj killed|VERB|0|root 3|NUM|5|nummod civilians|NOUN|3|obj ~.|PUNCT|3|punct // \
         Gunmen|NOUN|2|nsubj fled|VERB|0|root ~.|PUNCT|2|punct",
    );
    assert_eq!(
        found,
        [
            "Boko Haram=boko-haram",
            "Nigerian troops=nigeria",
            "militants=boko-haram",
            "civilians=civilians",
            "Gunmen=generic:ng:gunmen"
        ]
    );
}

#[test]
fn unknown_groups_and_persons_get_ids_of_their_names() {
    let found = mentions(
        "The|DET|3|det Red|PROPN|3|compound Brigade|PROPN|4|nsubj fled|VERB|0|root ~,|PUNCT|6|punct said|VERB|4|parataxis \
         spokesman|NOUN|6|nsubj Omar|PROPN|7|flat Hadi|PROPN|7|flat ~.|PUNCT|4|punct",
    );
    assert_eq!(found, ["Red Brigade=name:red-brigade", "spokesman=name:omar-hadi", "Omar Hadi=name:omar-hadi"]);
}

#[test]
fn a_post_beside_a_name_is_its_bearer() {
    let found = mentions(
        "Omar|PROPN|7|nsubj Hadi|PROPN|1|flat ~,|PUNCT|5|punct the|DET|5|det minister|NOUN|1|appos ~,|PUNCT|5|punct \
         said|VERB|0|root ~.|PUNCT|7|punct",
    );
    assert_eq!(found, ["Omar Hadi=name:omar-hadi", "minister=name:omar-hadi"]);
}

#[test]
fn an_acronym_means_whom_the_account_names_with_its_initials() {
    // The lexicon knows NSA as an American agency.
    let found = mentions(
        "The|DET|4|det New|PROPN|4|compound Syrian|PROPN|4|compound Army|PROPN|5|nsubj fled|VERB|0|root ~.|PUNCT|5|punct // \
         NSA|PROPN|2|compound fighters|NOUN|3|nsubj returned|VERB|0|root ~.|PUNCT|3|punct",
    );
    assert_eq!(found, ["New Syrian Army=new-syrian-army", "NSA fighters=new-syrian-army"]);
}

#[test]
fn its_troops_are_those_of_whoever_tells_of_them() {
    let found = mentions(
        "Russia|PROPN|2|nsubj said|VERB|0|root its|PRON|4|nmod:poss troops|NOUN|5|nsubj left|VERB|2|ccomp ~.|PUNCT|2|punct // \
         Ukrainian|ADJ|2|amod forces|NOUN|3|nsubj returned|VERB|0|root ~.|PUNCT|3|punct",
    );
    assert_eq!(found[1], "troops=russia");
}

#[test]
fn fighter_jets_are_no_fighters() {
    let found =
        mentions("Two|NUM|3|nummod fighter|NOUN|3|compound jets|NOUN|4|nsubj burned|VERB|0|root ~.|PUNCT|4|punct");
    assert_eq!(found, ["fighter jets=generic:warplanes"]);
}

#[test]
fn whoever_speaks_behind_a_quote_is_no_part_of_it() {
    let said = "\"|PUNCT|3|punct ~We|PRON|3|nsubj fled|VERB|11|ccomp at|ADP|5|case night|NOUN|3|obl to|ADP|7|case Orva|PROPN|3|obl ~\"|PUNCT|3|punct";
    let found =
        mentions(&format!("{said} local|ADJ|10|amod officials|NOUN|11|nsubj said|VERB|0|root ~.|PUNCT|11|punct"));
    assert_eq!(found, ["local officials=generic:officials"]);
}

#[test]
fn what_stands_between_two_names_relates_them() {
    let (text, tokens, sentences) = analysis(
        "The|DET|3|det Hill|PROPN|3|compound Front|PROPN|9|nsubj ~,|PUNCT|5|punct backed|VERB|3|acl by|ADP|7|case \
         Russia|PROPN|5|obl:agent ~,|PUNCT|5|punct fled|VERB|0|root ~.|PUNCT|9|punct // \
         Turkish|ADJ|3|amod ~-|PUNCT|3|punct ~backed|VERB|5|amod Sultan|PROPN|5|compound Murad|PROPN|6|nsubj \
         stayed|VERB|0|root ~.|PUNCT|6|punct",
    );
    let analysis = Analysis { text: &text, sentences, tokens, names: Vec::new() };
    let found = find(&document(&text, 0), &analysis, NOWHERE, &lexicon());
    let told: Vec<_> = found.relations.iter().map(|r| format!("{} {} {}", r.one, r.kind, r.other)).collect();
    assert_eq!(told, ["name:hill-front backed_by russia", "sultan-murad backed_by turkey"]);
    assert!(found.actors.iter().any(|actor| actor.id == "turkey"), "whoever is related is an actor of the account");
}

#[test]
fn hostile_text_does_no_harm() {
    for text in ["", "(((((", "U.S.", "’s", "the The THE", "ISİS’s İ", "الجيش السوري الحر"] {
        let tokens = Vec::new();
        let sentences = vec![Sentence { span: Span::new(0, text.len()), tokens: 0..0 }];
        let analysis = Analysis { text, sentences, tokens, names: Vec::new() };
        let _ = find(&document(text, 0), &analysis, NOWHERE, &lexicon());
    }
}
