//! The rules of `data/` on grammar written by hand.

use super::{Rules, find};
use crate::pattern::conll;
use schema::{Basis, DataFile, Document, EventMention, Findings, Published, Realis, Section, SectionKind, Span};
use std::path::Path;

fn rules() -> Rules {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data");
    let mut files = Vec::new();
    for folder in ["ontology", "en", "en/events"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
                files.push(DataFile { path: name, bytes: std::fs::read(&path).unwrap() });
            }
        }
    }
    Rules::load(&files).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

fn events(rows: &str) -> (String, Vec<EventMention>) {
    let mut text = String::new();
    let analysis = conll::analysis(rows, &mut text);
    let text = analysis.text.to_owned();
    let document = document(&text);
    let found = find(&document, &analysis, &Findings::default(), &rules());
    (text, found)
}

fn document(text: &str) -> Document {
    let published =
        Published { when: None, basis: Basis::Unknown, evidence: String::new(), span: None, rejected: Vec::new() };
    let body = Section::new(SectionKind::Body, Span::new(0, text.len()));
    Document { published, language: None, sections: vec![body], ..Document::of_text("D-0", text) }
}

fn all_told(rows: &str) -> Vec<String> {
    let (text, found) = events(rows);
    found.iter().map(|event| told(&text, event)).collect()
}

fn told(text: &str, event: &EventMention) -> String {
    let roles: Vec<String> = event.arguments.iter().map(|a| format!("{}={}", a.role, a.span.of(text))).collect();
    format!("{} {}", event.kind, roles.join(" "))
}

#[test]
fn the_passive_and_its_cause_are_one_blow() {
    let all = all_told(
        "Two two NUM CD 2 nummod
         soldiers soldier NOUN NNS 4 nsubj:pass
         were be AUX VBD 4 aux:pass
         killed kill VERB VBN 0 root
         in in ADP IN 6 case
         shelling shelling NOUN NN 4 obl
         by by ADP IN 8 case
         militants militant NOUN NNS 6 nmod
         . . PUNCT . 4 punct",
    );
    assert_eq!(all, ["shelling agent=militants target=Two soldiers"]);
}

#[test]
fn a_subject_is_passed_down_and_a_try_is_an_attack() {
    let (text, found) = events(
        "Gunmen gunman NOUN NNS 2 nsubj
         came come VERB VBD 0 root
         and and CCONJ CC 4 cc
         tried try VERB VBD 2 conj
         to to PART TO 6 mark
         storm storm VERB VB 4 xcomp
         the the DET DT 8 det
         gate gate NOUN NN 6 obj
         . . PUNCT . 2 punct",
    );
    assert_eq!(told(&text, &found[0]), "attack agent=Gunmen target=gate");
    assert_eq!(found[0].realis, Realis::Actual);
}

#[test]
fn plans_denials_and_purposes_are_no_facts() {
    let governed = |verb: &str| {
        events(&format!(
            "Gunmen gunman NOUN NNS 2 nsubj
             {verb} {verb} VERB VBD 0 root
             to to PART TO 4 mark
             attack attack VERB VB 2 xcomp
             villages village NOUN NNS 4 obj
             . . PUNCT . 2 punct"
        ))
        .1
    };
    let realis = |verb: &str| governed(verb).iter().find(|event| event.kind == "attack").map(|event| event.realis);
    assert_eq!(realis("plan"), Some(Realis::Planned));
    assert_eq!(realis("refuse"), Some(Realis::Denied));
    assert_eq!(realis("begin"), Some(Realis::Actual));
}

#[test]
fn a_possible_strike_that_killed_has_happened() {
    let struck = |modal: &str, verb: &str| {
        let rows = format!(
            "A a DET DT 4 det
             possible possible ADJ JJ 4 amod
             drone drone NOUN NN 4 compound
             strike strike NOUN NN 6 nsubj
             {modal}
             {verb} 0 root
             five five NUM CD 8 nummod
             militants militant NOUN NNS 6 obj
             . . PUNCT . 6 punct"
        );
        events(&rows).1[0].realis
    };
    assert_eq!(struck("reportedly reportedly ADV RB 6 advmod", "killed kill VERB VBD"), Realis::Actual);
    assert_eq!(struck("could could AUX MD 6 aux", "kill kill VERB VB"), Realis::Hypothetical);
}

#[test]
fn what_is_only_believed_of_the_missiles_says_nothing_of_whom_they_killed() {
    let (text, found) = events(
        "Missiles missile NOUN NNS 2 nsubj
         believed believe VERB VBD 0 root
         to to PART TO 6 mark
         have have AUX VB 6 aux
         been be AUX VBN 6 aux:pass
         fired fire VERB VBN 2 xcomp
         by by ADP IN 8 case
         drones drone NOUN NNS 6 obl:agent
         killed kill VERB VBN 2 ccomp
         nine nine NUM CD 11 nummod
         men man NOUN NNS 9 obj
         . . PUNCT . 2 punct",
    );
    let killing = found.iter().find(|event| event.kind == "killing").unwrap();
    assert_eq!(killing.realis, Realis::Actual);
    assert_eq!(told(&text, killing), "killing target=nine men");
}

#[test]
fn all_who_are_counted_are_hit_and_not_those_of_them_who_are_named() {
    let all = all_told(
        "Four four NUM CD 2 nummod
         villagers villager NOUN NNS 0 root
         including include VERB VBG 5 case
         a a DET DT 5 det
         teacher teacher NOUN NN 2 nmod
         killed kill VERB VBN 5 acl
         in in ADP IN 8 case
         Orva Orva PROPN NNP 6 obl
         . . PUNCT . 2 punct",
    );
    assert_eq!(all, ["killing target=Four villagers"]);
}

#[test]
fn what_kills_so_many_happened_once_and_what_kills_so_many_a_day_does_not() {
    let kills = |last: &str| {
        let rows = format!(
            "Shelling shelling NOUN NN 2 nsubj
             kills kill VERB VBZ 0 root
             seven seven NUM CD 4 nummod
             villagers villager NOUN NNS 2 obj
             {last}"
        );
        events(&rows).1[0].realis
    };
    assert_eq!(kills("today today NOUN NN 2 obl:unmarked"), Realis::Actual);
    assert_eq!(kills("daily daily ADV RB 2 advmod"), Realis::Generic);
}

#[test]
fn an_empty_text_and_a_broken_tree_give_nothing() {
    assert!(events("").1.is_empty());
    assert!(events("attack attack NOUN NN 0 root").1.is_empty());
}

#[test]
fn a_headline_that_lists_whom_a_blow_killed_and_wounded_tells_of_one() {
    let all = all_told(
        "6 6 NUM CD 2 nsubj:pass
         killed kill VERB VBN 0 root
         , , PUNCT , 5 punct
         4 4 NUM CD 5 nsubj:pass
         wounded wound VERB VBN 2 parataxis
         in in ADP IN 8 case
         air air NOUN NN 8 compound
         strike strike NOUN NN 5 obl
         on on ADP IN 10 case
         Orva Orva PROPN NNP 8 nmod",
    );
    assert_eq!(all, ["airstrike target=Orva target=6 target=4"]);
}

#[test]
fn a_further_six_are_arrested_and_not_who_arrested_them() {
    let all = all_told(
        "Soldiers soldier NOUN NNS 2 nsubj
         killed kill VERB VBD 0 root
         nine nine NUM CD 4 nummod
         gunmen gunman NOUN NNS 2 obj
         and and CCONJ CC 6 cc
         arrested arrest VERB VBD 2 conj
         a a DET DT 9 det
         further further ADJ JJ 9 amod
         six six NUM CD 6 obj
         . . PUNCT . 2 punct",
    );
    assert_eq!(all, ["killing agent=Soldiers target=nine gunmen", "detention agent=Soldiers target=further six"]);
}
