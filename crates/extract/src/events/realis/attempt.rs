//! What came of what somebody tried, or beat back?

use super::Weighing;
use crate::pattern::Part;
use language::Relation;

impl Weighing<'_, '_, '_> {
    /// Tells whether a participle counts what came of beating back an attempt.
    pub(super) fn is_result_of_attempt(&self, participle: usize, todo: usize) -> bool {
        let tree = &self.scene.tree;
        let attempt = tree.head(todo).filter(|_| matches!(tree.relation(todo), Relation::Acl | Relation::Xcomp));
        let tried = |above: usize| self.says(above, "attempt") || self.says(above, "attempt_noun");
        tree.fine(participle) == "VBG"
            && tree.fine(todo) == "VB"
            && tree.by(participle, &[Relation::Mark]).next().is_none()
            && tree.by(participle, &[Relation::Obj]).next().is_some()
            && attempt.is_some_and(tried)
    }

    /// "foiled an attack on the village": it came and failed, while a foiled car bombing never came.
    pub(super) fn is_beaten_back(&self, verb: usize) -> bool {
        let came = self.draft.part == Part::Noun && self.draft.trigger.len() == 1;
        came && self.says(self.draft.token, "beaten_back") && self.says(verb, "beating_back")
    }

    /// Tells whether something came of what a verb tells: "…, killing 80".
    pub(super) fn had_result(&self, verb: usize) -> bool {
        let hit = |clause: &usize| self.scene.is(*clause, "result_verb");
        let object = |clause: usize| self.scene.tree.by(clause, &[Relation::Obj]).next().is_some();
        self.scene.tree.by(verb, &[Relation::Advcl]).filter(hit).any(object)
    }

    /// "Troops were able to destroy the depot": they did.
    pub(super) fn was_able(&self, predicate: usize) -> bool {
        let tree = &self.scene.tree;
        let past = tree.by(predicate, &[Relation::Cop]).any(|cop| tree.fine(cop) == "VBD");
        let not = tree.by(predicate, &[Relation::Advmod]).any(|adverb| self.says(adverb, "negation"));
        self.scene.lemma(predicate) == "able" && past && !not && self.modal(predicate).is_none()
    }

    /// "*repelled* four attempts to storm the hill": they were made.
    pub(super) fn was_beaten_back(&self, attempt: usize) -> bool {
        let tree = &self.scene.tree;
        let repelled = |verb: usize| self.scene.is(verb, "suffering_verb") || self.says(verb, "beating_back");
        let blow = self.rules.family(&self.draft.kind) == "blow";
        blow && self.says(attempt, "attempt_noun")
            && tree.relation(attempt) == Relation::Obj
            && tree.head(attempt).is_some_and(|verb| repelled(verb) && self.local(verb).is_none())
    }
}
