//! Who is it that speaks?

use crate::pattern::{Part, Scene, Slot, fill, is_passive};
use language::Relation;
use schema::{Attribution, Speech};

/// Prepositions that belong to a speaker: "a source *at* the police command", "the speaker *of* the council".
pub(super) const BELONGING: &[&str] = &["of", "at", "for", "in", "from", "to", "with"];

/// Gives the head word of who speaks with this verb: its subject, or who "was quoted as saying".
pub(super) fn of_verb(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    if is_passive(scene, verb) || is_held_to_be(scene, verb) {
        // "X was quoted as saying", "it was reported by X"
        let by = fill(scene, Part::Verb, verb, &Slot::Subject);
        let quoted = || tree.by(verb, &[Relation::NsubjPass]).next().filter(|_| scene.is(verb, "speech_participle"));
        return by.first().copied().or_else(quoted);
    }
    fill(scene, Part::Verb, verb, &Slot::Subject).first().copied().or_else(|| listed(scene, verb))
}

/// "…, killing ten soldiers, sources and *an official* told the agency": where the parser lists them with who is killed.
fn listed(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    let told = tree.by(verb, &[Relation::Ccomp]).find(|&clause| clause < verb)?;
    let bare = tree.by(verb, &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux, Relation::Mark]).next().is_none();
    let last = verb.checked_sub(1).filter(|&last| bare && tree.is_nominal(last))?;
    (tree.relation(last) == Relation::Conj && tree.is_below(last, told)).then_some(last)
}

/// "a gas *believed* to be chlorine": the gas believes nothing.
fn is_held_to_be(scene: &Scene<'_, '_>, verb: usize) -> bool {
    let tree = &scene.tree;
    let be = |clause: usize| {
        let own = matches!(scene.lemma(clause), "be" | "have");
        own || tree.by(clause, &[Relation::Cop, Relation::Aux, Relation::AuxPass]).any(|aux| tree.fine(aux) == "VB")
    };
    let reduced = tree.fine(verb) == "VBN" && tree.by(verb, &[Relation::Aux, Relation::AuxPass]).next().is_none();
    reduced && tree.by(verb, &[Relation::Xcomp, Relation::Ccomp]).any(be)
}

/// Makes the speech of a speaker; a pronoun speaks for the last speaker before it.
pub(super) fn speech(scene: &Scene<'_, '_>, head: usize, cue: &str, before: &[&Attribution]) -> Option<Speech> {
    let tree = &scene.tree;
    let phrase = tree.phrase(head, BELONGING);
    if scene.is(head, "person_pronoun") {
        let last = before.iter().rev().find(|attribution| {
            !attribution.rule.starts_with("posts/") && attribution.speech.span.end <= phrase.start
        })?;
        return Some(Speech { cue: cue.to_owned(), ..last.speech.clone() });
    }
    if !tree.is_nominal(head) {
        return None;
    }
    // "the group's leader, Omar Haddad": the name belongs to the speaker.
    let name = tree.by(head, &[Relation::Appos]).next().map(|name| tree.phrase(name, BELONGING));
    let near = name.filter(|name| name.start >= phrase.end && name.start - phrase.end <= 2);
    let span = near.map_or(phrase, |name| phrase.join(name));
    let actor = scene.actor_of_phrase(head, span);
    Some(Speech {
        speaker: tree.analysis.text.get(span.start..span.end)?.to_owned(),
        actor: actor.map(|index| scene.findings.actor_mentions[index].actor.clone()),
        cue: cue.to_owned(),
        span,
    })
}
