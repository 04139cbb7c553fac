//! Is the name of a known person here that of a place, or of somebody else of the family?

use super::{index::Hit, scene::Scene};
use language::NameKind;

/// "al-Hadi Suburb" is a suburb, and "Salim al-Hadi" another than the Omar al-Hadi of whom a list says that "al-Hadi" means him.
pub(super) fn is_another(scene: &Scene<'_>, hit: &Hit) -> bool {
    let next = hit.last + 1;
    let place = scene.runs_on(hit.last) && scene.is_capital(next) && scene.is_in(next, &scene.grammar().namesakes);
    let before = hit.first.checked_sub(1).filter(|&before| scene.runs_on(before));
    let tokens = scene.analysis.tokens_in(scene.span(hit.first, hit.last));
    let one_name = |word: usize| {
        let first = scene.analysis.tokens_in(scene.words.list[word].span).next();
        let names = &scene.analysis.names;
        let at = names.partition_point(|name| name.tokens.end <= tokens.start);
        let name = names.get(at).filter(|name| name.kind == NameKind::Person);
        name.is_some_and(|name| first.is_some_and(|first| name.tokens.contains(&first)))
    };
    let other = |word: usize| {
        scene.is_capital(word)
            && !scene.is_in(word, &scene.grammar().titles)
            && !scene.is_in(word, &scene.grammar().ranks)
    };
    place || before.is_some_and(|word| other(word) && one_name(word))
}
