//! How does somebody stand to something: "condemned the attack", "called for a truce", "refuses to leave"?
//!
//! What somebody wants, praises or condemns is his, but he does not tell that it happened.

use crate::pattern::Scene;
use language::{Relation, Tag};
use schema::Span;

const PARTS: &[Relation] =
    &[Relation::Obj, Relation::Iobj, Relation::Ccomp, Relation::Xcomp, Relation::Obl, Relation::NsubjPass];

/// Gives what the verb is about: its objects and what completes it, behind its own preposition.
pub(super) fn of_stance(scene: &Scene<'_, '_>, verb: usize) -> Vec<Span> {
    let tree = &scene.tree;
    let infinitive = tree.by(verb, &[Relation::Advcl]).filter(|&clause| tree.fine(clause) == "VB");
    let mut words: Vec<usize> = tree
        .by(verb, PARTS)
        .chain(infinitive)
        .filter(|&part| part > verb && !scene.is_time(part))
        .flat_map(|part| tree.below(part, &[]))
        .filter(|&word| word > verb)
        .collect();
    words.sort_unstable();
    // "called *for* a truce": the preposition belongs to the cue.
    while words.first().is_some_and(|&word| tree.tag(word) == Tag::Adposition) {
        words.remove(0);
    }
    tree.analysis.span_of(&words).into_iter().filter(|span| span.end - span.start > 3).collect()
}
