//! What follows a preposition, wherever the parser hangs it?

use super::Scene;
use super::slots::MODIFIERS;
use language::Relation;

pub(super) fn with_case(scene: &Scene<'_, '_>, noun: usize, word: &str) -> bool {
    let tree = &scene.tree;
    // "killed by a shell, *not by* the planes"
    let not = |case: usize| case > 0 && scene.lemma(case - 1) == "not";
    let has = |noun: usize| {
        tree.by(noun, &[Relation::Case, Relation::Mark]).filter(|&case| !not(case)).any(|case| {
            let parts = || tree.by(case, &[Relation::Fixed]).any(|part| scene.lemma(part) == word);
            scene.lemma(case) == word || !scene.is(case, "fixed_preposition") && parts()
        })
    };
    // "by coalition planes": the preposition may hang on the first word of the phrase.
    has(noun) || tree.by(noun, MODIFIERS).any(|before| before < noun && has(before))
}

pub(super) const OBLIQUES: &[Relation] = &[
    Relation::Obj,
    Relation::Iobj,
    Relation::Obl,
    Relation::OblAgent,
    Relation::Nmod,
    Relation::OblUnmarked,
    Relation::OblNpmod,
    Relation::OblTmod,
];

pub(super) fn after_verb(scene: &Scene<'_, '_>, verb: usize, word: &str) -> Vec<usize> {
    let own = hanging(scene, verb, word, LOW);
    if !own.is_empty() || word != "into" {
        return own;
    }
    // "rammed a car *packed* with explosives into *the gate*"
    let tree = &scene.tree;
    let packed = tree.by(verb, &[Relation::Obj]).flat_map(|object| tree.by(object, &[Relation::Acl, Relation::Amod]));
    packed.flat_map(|participle| hanging(scene, participle, word, LOW)).collect()
}

/// How many nouns down a phrase may hang: parsers attach "shelling of the camp by militants" low.
pub(super) const LOW: usize = 3;

/// Gives what follows a preposition below `head`, the highest first; never across a verb.
pub(super) fn hanging(scene: &Scene<'_, '_>, head: usize, word: &str, depth: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let after = tree.by(head, OBLIQUES).filter(|&noun| with_case(scene, noun, word));
    let mut own: Vec<usize> = after.map(|noun| before_time(scene, noun).unwrap_or(noun)).collect();
    // "attacked the post *using mortars*"
    if own.is_empty() && word == "with" {
        let using = tree.by(head, &[Relation::Acl, Relation::Advcl]);
        let using = using.filter(|&verb| tree.fine(verb) == "VBG" && scene.lemma(verb) == "use");
        own.extend(using.flat_map(|verb| tree.by(verb, &[Relation::Obj])));
    }
    if !own.is_empty() || depth == 0 {
        return own;
    }
    // "the murder on 22 March of *the senator*", and not "the head of the office *of the senator*"
    let close = word == "of" && !tree.is_verb(head);
    // "a protest against *their eviction by the company*": by whom that is done
    let whose = |noun: usize| word == "by" && tree.by(noun, &[Relation::NmodPoss]).next().is_some();
    let below = tree.by(head, NOMINALS).filter(|&noun| noun > head && !tree.is_verb(noun) && !whose(noun));
    let below = below.filter(|&noun| !close || scene.is_time(noun));
    let mut found = below.map(|noun| hanging(scene, noun, word, depth - 1));
    let mut nouns = found.find(|nouns| !nouns.is_empty()).unwrap_or_default();
    nouns.retain(|&noun| !close || !scene.is_time(noun));
    nouns
}

/// "the murder of *Ordonez* last year", where the year is taken for a thing of that name.
fn before_time(scene: &Scene<'_, '_>, noun: usize) -> Option<usize> {
    let tree = &scene.tree;
    let first = tree.by(noun, &[Relation::Case]).next().filter(|_| scene.is_time(noun))? + 1;
    let names = matches!(tree.relation(first), Relation::Amod | Relation::Compound) && tree.head(first) == Some(noun);
    (names && !scene.is_time(first)).then_some(first)
}

/// Gives all that follows a preposition anywhere below `head`, but not across a verb.
pub(super) fn hanging_anywhere(scene: &Scene<'_, '_>, head: usize, word: &str, depth: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let mut found: Vec<usize> = tree.by(head, OBLIQUES).filter(|&noun| with_case(scene, noun, word)).collect();
    if depth > 0 {
        let below = tree.by(head, NOMINALS).filter(|&noun| noun > head && !tree.is_verb(noun));
        found.extend(below.flat_map(|noun| hanging_anywhere(scene, noun, word, depth - 1)));
    }
    found
}

const NOMINALS: &[Relation] = &[
    Relation::Conj,
    Relation::Obj,
    Relation::Obl,
    Relation::OblAgent,
    Relation::Nmod,
    Relation::Xcomp,
    Relation::OblUnmarked,
    Relation::OblTmod,
    Relation::NmodUnmarked,
    Relation::NmodTmod,
];
