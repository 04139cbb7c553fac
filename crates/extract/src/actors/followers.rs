//! Whose are "forces loyal to President Omar Hadi" and "Hadi's fighters"?

use super::{
    cast::{Found, How},
    kind::PERSON,
    owners,
    scene::Scene,
};

const RULE: &str = "actors/description: who follows somebody named beside";
/// A title may stand between: "loyal to the former president Omar Hadi".
const TITLES: usize = 4;

/// Finds the fighters that are said to be somebody's: those of a person are his government's or his group's.
pub(super) fn find(scene: &mut Scene<'_>) {
    for word in 0..scene.words.list.len() {
        let span = scene.words.list[word].span;
        if !scene.is_in(word, &scene.grammar().loyal) || !scene.is_free(span) {
            continue;
        }
        let Some(figure) = leader(scene, word).and_then(|figure| side(scene, figure)).or_else(|| own(scene, word))
        else {
            continue;
        };
        let bare = |word: usize| scene.is_free(scene.words.list[word].span);
        let fought = |word: usize| scene.is_in(word, &scene.grammar().qualifiers) && scene.runs_on(word) && bare(word);
        let first = (0..word).rev().take_while(|&before| fought(before)).last().unwrap_or(word);
        scene.claim(scene.span(first, word), figure, How::Description, RULE);
    }
}

/// Gives the figure that the fighters follow.
fn leader(scene: &Scene<'_>, fighters: usize) -> Option<usize> {
    let start = scene.words.list[fighters].span.start;
    let owns = |found: &&Found| {
        let between = &scene.analysis.text[found.span.end..start];
        // "Hadis fighters": texts lose their apostrophes.
        let possessive = || found.span.of(scene.analysis.text).ends_with('s');
        (matches!(between.trim_end(), "'s" | "’s") || between == " " && possessive())
            && scene.cast.figures[found.figure].kind == PERSON
    };
    let named = |found: &&Found| found.how == How::Name;
    let before = scene.before(start).take(1).find(|found| named(found) && owns(found));
    let behind = || {
        let last = scene.grammar().following.iter().find_map(|phrase| runs(scene, fighters, phrase))?;
        let from = scene.words.list.get(last + 1)?.span.start;
        let next = scene.found.range(from..).map(|(_, found)| found).find(named)?;
        let at = scene.words.at(next.span.start);
        (at <= last + 1 + TITLES && (last..at).all(|word| scene.runs_on(word))).then_some(next)
    };
    before.or_else(behind).map(|found| found.figure)
}

/// "The spokesman of the Hill Front said *his men* had left": those of the body for which he speaks.
fn own(scene: &Scene<'_>, fighters: usize) -> Option<usize> {
    let described = scene.grammar().nouns.get(scene.words.folded(fighters));
    let bare = described.is_none_or(|nouns| nouns.iter().all(|(words, _)| words.len() > 1));
    if !bare || !owners::is_owned(scene, fighters) {
        return None;
    }
    let figure = owners::speaker(scene, scene.head(scene.words.list[fighters].span)?)?;
    owners::FIGHTING.contains(&scene.cast.figures[figure].kind.as_str()).then_some(figure)
}

/// Gives the last word of a phrase that follows a word.
fn runs(scene: &Scene<'_>, word: usize, phrase: &str) -> Option<usize> {
    phrase
        .split(' ')
        .try_fold(word, |at, part| (scene.runs_on(at) && scene.words.folded(at + 1) == part).then_some(at + 1))
}

/// Gives the body for which the followers of a figure fight; none where nobody knows it.
fn side(scene: &mut Scene<'_>, figure: usize) -> Option<usize> {
    let found = &scene.cast.figures[figure];
    if found.kind != PERSON {
        return Some(figure);
    }
    let lexicon = scene.lexicon;
    let person = &lexicon.entries[*lexicon.numbers.get(&found.id)?];
    let body = &lexicon.entries[*lexicon.numbers.get(person.part_of.as_ref()?)?];
    Some(scene.cast.entry(body))
}
