//! Whom does the first word of a group's name mean, once the account has named it in full: "Ahrar" after "Ahrar al-Sham"?

use super::{cast::How, names, scene::Scene, words::fold};
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

/// "Ahrar said", and no "Ahrar al-Jazeera" that is another's name.
fn stands_alone(scene: &Scene<'_>, word: usize) -> bool {
    let named = |word: usize| scene.is_capital(word) || matches!(scene.words.folded(word), "al" | "el" | "ash");
    let beside = scene.runs_on(word) && named(word + 1) && !scene.is_in(word + 1, &scene.grammar().members);
    scene.is_capital(word)
        && scene.tag(word) == Some(Tag::ProperNoun)
        && scene.is_free(scene.words.list[word].span)
        && !beside
}
