//! Whom does the first word of a group's name mean, once the account has named it in full: "Ahrar" after "Ahrar al-Sham"?

use super::{
    cast::{Figure, How},
    grammar::Grammar,
    kind::{PERSON, STATE},
    names,
    scene::Scene,
    words::fold,
};
use language::Tag;
use std::collections::{BTreeMap, BTreeSet};

/// Finds such words where only one body of the account has a name that begins so.
pub(super) fn find(scene: &mut Scene<'_>) {
    let mut bodies: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for found in scene.found.values().filter(|found| found.how == How::Name) {
        let name = fold(found.span.of(scene.analysis.text));
        let Some((first, _)) = name.split_once(' ') else { continue };
        if scene.grammar().group_starts.contains(first) {
            bodies.entry(first.to_owned()).or_default().insert(found.figure);
        }
    }
    let mut word = 0;
    while word < scene.words.list.len() {
        let figure = bodies.get(scene.words.folded(word)).filter(|bodies| bodies.len() == 1);
        let Some(&figure) = figure.and_then(|bodies| bodies.first()).filter(|_| stands_alone(scene, word)) else {
            word += 1;
            continue;
        };
        let last = names::extended(scene, word);
        scene.claim(scene.span(word, last), figure, How::Name, "actors/name: the first word of a name before");
        word = last + 1;
    }
}

/// Finds "the Mission", "the Front": the noun of the only body that the account names so, written like its name.
pub(super) fn find_nouns(scene: &mut Scene<'_>) {
    let grammar = scene.grammar();
    let mut bodies: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let body = |figure: &&Figure| figure.named && !matches!(figure.kind.as_str(), PERSON | STATE | "medium");
    for (number, figure) in scene.cast.figures.iter().enumerate().filter(|(_, figure)| body(figure)) {
        for alias in figure.aliases.iter().map(|alias| fold(alias)).filter(|alias| alias.contains(' ')) {
            for word in alias.split(' ').filter(|word| is_noun(grammar, word)) {
                bodies.entry(word.to_owned()).or_default().insert(number);
            }
        }
    }
    for word in 1..scene.words.list.len() {
        let figure = bodies.get(scene.words.folded(word)).filter(|bodies| bodies.len() == 1);
        let the = scene.runs_on(word - 1) && scene.is_in(word - 1, &grammar.definite);
        let Some(&figure) = figure.and_then(|bodies| bodies.first()).filter(|_| the) else { continue };
        let beside = scene.runs_on(word) && (scene.is_capital(word + 1) || scene.words.folded(word + 1) == "of");
        let span = scene.words.list[word].span;
        if scene.is_capital(word) && !scene.is_shouted(span.start) && !beside && scene.is_free(span) {
            scene.claim(span, figure, How::Name, "actors/name: the noun of a name before");
        }
    }
}

/// A noun of bodies that means nobody else where it stands alone: no "army", no "government".
fn is_noun(grammar: &Grammar, word: &str) -> bool {
    let of_state = grammar.nouns.get(word).is_some_and(|nouns| {
        nouns.iter().any(|(words, number)| words.len() == 1 && grammar.description(*number).means.is_some())
    });
    !of_state && (grammar.group_ends.contains(word) || grammar.body_ends.contains(word))
}

/// "Ahrar said", and no "Ahrar al-Jazeera" that is another's name.
fn stands_alone(scene: &Scene<'_>, word: usize) -> bool {
    let named = |word: usize| scene.is_capital(word) || matches!(scene.words.folded(word), "al" | "el" | "ash");
    let beside = scene.runs_on(word) && named(word + 1) && !scene.is_in(word + 1, &scene.grammar().members);
    scene.is_capital(word)
        && scene.tag(word) == Some(Tag::ProperNoun)
        && scene.is_free(scene.words.list[word].span)
        && !beside
}
