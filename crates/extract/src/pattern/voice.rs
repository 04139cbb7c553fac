//! Does a verb tell what its subject did, or what was done to it?

use super::prepositions::with_case;
use super::slots::{SUBJECTS, misread_object, shared_before, shared_behind};
use super::{Scene, Tree};
use language::{Relation, Tag};

/// Tells whether a verb says of itself that it is not done: "has *neither* claimed *nor* denied the attack".
#[must_use]
pub fn is_negated(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let not = |word: usize| matches!(scene.lemma(word), "not" | "n't" | "n’t" | "neither" | "nor" | "never");
    scene.tree.by(verb, &[Relation::Advmod, Relation::Cc, Relation::CcPreconj]).any(not)
}

/// Tells whether a verb stands in the passive: "was taken", "a town taken by", "Eleven killed in".
#[must_use]
pub fn is_passive(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let has = |relations: &'static [Relation]| tree.by(verb, relations).next().is_some();
    // "he told the agency *by phone*"
    let told = || has(&[Relation::Nsubj]) && has(&[Relation::Iobj]);
    if has(&[Relation::AuxPass]) || has(&[Relation::OblAgent]) && !told() {
        return true;
    }
    // "Planes bombed Wednesday evening tents", whatever the parser says of the planes
    if has(&[Relation::NsubjPass]) {
        return tree.fine(verb) != "VBD" || !has(&[Relation::Obj]);
    }
    if strikes_with(scene, verb) {
        return false;
    }
    let attributive = tree.relation(verb) == Relation::Amod && tree.by(verb, SUBJECTS).next().is_some();
    if attributive || scene.is(verb, "intransitive") {
        return false;
    }
    if left_so(scene, verb) {
        return true;
    }
    // "the reporters *it* kidnapped": with a subject of its own a relative clause tells what that did.
    let relative = |noun: usize| matches!(tree.fine(noun), "WDT" | "WP") || scene.lemma(noun) == "that";
    if tree.relation(verb) == Relation::AclRelcl && tree.by(verb, &[Relation::Nsubj]).any(|noun| !relative(noun)) {
        return false;
    }
    let past = matches!(tree.fine(verb), "VBN" | "VBD");
    // "8 persons killed 58 others injured", "Two killed 6 injured": the other has a participle of its own.
    let counted = |object: usize| scene.lemma(object) == "other" || tree.tag(object) == Tag::Numeral;
    // "Two killed 5 injured", where the participle is taken for an object
    let hurt = |object: usize| tree.fine(object) == "VBN" && tree.by(object, &[Relation::Nummod]).next().is_some();
    // "Child killed 20 people injured"
    let others = |object: usize| {
        tree.by(object, &[Relation::Nummod]).next().is_some()
            && participles(scene, verb, object).any(|participle| scene.is(participle, "hurting_verb"))
            && tree
                .by(verb, SUBJECTS)
                .all(|subject| scene.is_or_counts(subject, "people") && !scene.is(subject, "armed"))
    };
    // and no "arrested a *further* six"
    let participle = |word: usize| tree.is_verb(word) || scene.is(word, "hurting_verb");
    let own = |&object: &usize| {
        !hurt(object) && !others(object) && (!counted(object) || !participles(scene, verb, object).any(participle))
    };
    if !past
        || tree.by(verb, &[Relation::Obj, Relation::Ccomp]).any(|object| own(&object))
        || misread_object(scene, verb).is_some()
        || shared_before(tree, verb).is_some()
        || tree.by(verb, SUBJECTS).next().is_some() && shared_behind(tree, verb).next().is_some()
    {
        return false;
    }
    let has_aux = tree.by(verb, &[Relation::Aux]).next().is_some();
    let shares_voice = tree.relation(verb) == Relation::Conj
        && !has_aux
        && tree.by(verb, SUBJECTS).next().is_none()
        && tree.head(verb).is_some_and(|head| tree.is_verb(head) && is_plainly_passive(tree, head));
    let participle = tree.fine(verb) == "VBN" && !has_aux && tree.by(verb, SUBJECTS).next().is_none();
    // "Party offices attacked", in headlines
    let thing =
        |noun: usize| scene.actor(noun).is_none() && (scene.is(noun, "structure") || scene.is(noun, "territory"));
    let suffered = || scene.is(verb, "done_to_things") && tree.by(verb, SUBJECTS).any(thing);
    let never_without_object = !has_aux && (scene.is(verb, "transitive") || suffered());
    match tree.relation(verb) {
        Relation::Acl if tells_alone(scene, verb) => never_without_object,
        Relation::Acl | Relation::Amod => true,
        Relation::Conj => shares_voice || participle || never_without_object,
        _ => participle || never_without_object,
    }
}

/// Gives what may tell of an object by itself: its own participle, or one right behind it that hangs on the verb.
fn participles<'a>(scene: &'a Scene<'_, '_>, verb: usize, object: usize) -> impl Iterator<Item = usize> + 'a {
    let tree = &scene.tree;
    let behind = tree.by(verb, &[Relation::Xcomp, Relation::Advcl, Relation::Conj]);
    let behind = behind.filter(move |&next| next == object + 1 && matches!(tree.fine(next), "VBN" | "VBD"));
    tree.by(object, &[Relation::Acl, Relation::Amod]).chain(behind)
}

/// "Militants *targeted* with rockets the town": who is armed and has the arms beside the verb is not hit by them.
fn strikes_with(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let above = tree.head(verb).filter(|_| tree.relation(verb) == Relation::Acl);
    let mut subjects = tree.by(verb, &[Relation::Nsubj]).chain(above);
    let alone = tree.fine(verb) == "VBD" && tree.by(verb, &[Relation::Aux]).next().is_none();
    let arms =
        |thing: usize| with_case(scene, thing, "with") && (scene.is(thing, "shell") || scene.is(thing, "weapon"));
    alone && tree.by(verb, &[Relation::Obl]).any(arms) && subjects.any(|subject| scene.is(subject, "armed"))
}

/// "left seven people *injured*", whatever the parser makes of what follows
fn left_so(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let noun = tree.head(verb).filter(|_| tree.relation(verb) == Relation::Acl && tree.fine(verb) == "VBN");
    let above = noun.filter(|&noun| tree.relation(noun) == Relation::Obj && noun + 1 == verb);
    above.and_then(|noun| tree.head(noun)).is_some_and(|above| scene.lemma(above) == "leave")
}

/// "Thousands of teachers demonstrated on Friday.", read as a noun with a participle and no verb at all.
fn tells_alone(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let tree = &scene.tree;
    tree.head(verb).is_some_and(|noun| {
        tree.relation(noun) == Relation::Root
            && tree.by(noun, &[Relation::Cop, Relation::Nsubj]).next().is_none()
            && tree.by(verb, &[Relation::Obl]).all(|phrase| !with_case(scene, phrase, "by"))
    })
}

fn is_plainly_passive(tree: &Tree<'_, '_>, verb: usize) -> bool {
    tree.by(verb, &[Relation::AuxPass, Relation::NsubjPass]).next().is_some()
        || (tree.relation(verb) == Relation::Acl && tree.fine(verb) == "VBN")
}
