//! Who is "we" inside what somebody is quoted for: "\"We took the hill\", said a commander of the brigade"?

use crate::pattern::Scene;
use language::Relation;
use schema::ActorId;

/// Gives the "we" or "our" of a phrase.
pub(super) fn first_person(scene: &Scene<'_, '_>, head: usize) -> Option<usize> {
    let is = |word: usize| scene.is(word, "first_person");
    if is(head) {
        return Some(head);
    }
    scene.tree.by(head, &[Relation::NmodPoss]).find(|&owner| is(owner))
}

/// Gives the body for which the speaker of a word speaks: named in the speaker's words, or the speaker itself.
pub(super) fn body(scene: &Scene<'_, '_>, word: usize) -> Option<ActorId> {
    let span = scene.tree.analysis.tokens[word].span;
    let holds = |part: &&schema::Span| part.contains(span);
    let quoted = scene.findings.attributions.iter().filter_map(|told| Some((told.content.iter().find(holds)?, told)));
    let (_, told) = quoted.min_by_key(|(part, _)| part.end - part.start)?;
    let kind = |id: &ActorId| Some(&scene.findings.actors.iter().find(|actor| actor.id == *id)?.kind);
    let is_body = |id: &ActorId| kind(id).is_some_and(|kind| !scene.classes.has("no_body", kind));
    let mentions = scene.findings.actor_mentions.iter();
    let named = mentions.filter(|mention| told.speech.span.contains(mention.span)).map(|mention| &mention.actor);
    named.chain(&told.speech.actor).find(|id| is_body(id)).cloned()
}
