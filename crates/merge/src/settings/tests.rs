//! Is the file of settings sound, and is what is wrong in it named with its line?

use super::{DataFile, FILE, Settings};

fn load(text: &str) -> Result<Settings, Vec<schema::Problem>> {
    Settings::load(&[DataFile { path: FILE.into(), bytes: text.into() }])
}

#[test]
fn the_file_that_comes_along_is_sound() {
    let settings = load(include_str!("../../../../data/ontology/merging.toml")).unwrap();
    assert_eq!(settings.likeness("attack", "attack"), Some(1.0));
    assert_eq!(settings.likeness("clash", "attack"), settings.likeness("attack", "clash"));
    assert_eq!(settings.likeness("attack", "talks"), None);
    assert!(settings.likeness("bombing", "suicide_bombing").is_some());
}

#[test]
fn a_misspelled_kind_is_reported_with_its_line() {
    let text = include_str!("../../../../data/ontology/merging.toml").replacen(
        "[\"attack\", \"clash\"]",
        "[\"atack\", \"clash\"]",
        1,
    );
    let problems = load(&text).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(text.lines().nth(problems[0].line - 1).unwrap().contains("atack"));
}

#[test]
fn every_kind_of_actor_is_one_of_the_ontology() {
    let file = |path: &str, text: &str| DataFile { path: path.into(), bytes: text.into() };
    let (ours, kinds) = (
        include_str!("../../../../data/ontology/merging.toml"),
        include_str!("../../../../data/ontology/actor_kinds.toml"),
    );
    assert!(Settings::load(&[file(FILE, ours), file(super::ACTOR_KINDS, kinds)]).is_ok());
    let wrong = ours.replacen("\"refugees\"", "\"refugee\"", 1);
    let problems = Settings::load(&[file(FILE, &wrong), file(super::ACTOR_KINDS, kinds)]).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(wrong.lines().nth(problems[0].line - 1).unwrap().contains("refugee"));
}

#[test]
fn a_missing_file_is_a_problem_not_a_panic() {
    assert_eq!(Settings::load(&[]).unwrap_err().len(), 1);
}
