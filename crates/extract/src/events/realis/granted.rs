//! What does a sentence take for granted, whatever it says of it?

use super::Weighing;
use crate::pattern::{Part, Tree, is_negated};
use language::{Relation, Tag};

impl Weighing<'_, '_, '_> {
    /// "*the* raid", "*Monday's* raid"
    pub(super) fn is_taken_for_granted(&self) -> bool {
        let tree = &self.scene.tree;
        let definite = |word: usize| !matches!(self.scene.lemma(word), "a" | "an" | "no" | "any" | "such");
        self.draft.part == Part::Noun
            && tree.by(self.draft.token, &[Relation::Det, Relation::NmodPoss, Relation::NmodTmod]).any(definite)
    }

    /// "asked for the strike that *killed* 22": whoever asked, it came.
    pub(super) fn is_told_aside(&self, noun: usize) -> bool {
        let tree = &self.scene.tree;
        let came = |verb: usize| {
            let hit = self.scene.is(verb, "result_verb") || self.scene.is(verb, "hitting_verb");
            hit && tree.fine(verb) == "VBD" && self.local(verb).is_none()
        };
        noun == self.draft.token && self.is_taken_for_granted() && tree.by(noun, &[Relation::AclRelcl]).any(came)
    }

    /// "is believed to have *ordered the attack*": who did so is in doubt, and not that it came.
    pub(super) fn led_to(&self, verb: usize) -> bool {
        let past = matches!(self.scene.tree.fine(verb), "VBD" | "VBN" | "VBG");
        let blow = self.rules.family(&self.draft.kind) == "blow";
        blow && past && self.says(verb, "leading_to") && self.modal(verb).is_none()
    }

    /// "50 *feared dead* in an attack": what is feared is what became of them.
    fn is_of_state(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let bare = |state: usize| tree.by(state, &[Relation::Mark, Relation::Aux]).next().is_none();
        let state = |word: usize| self.scene.is(word, "state_of_victims") && bare(word);
        tree.fine(verb) == "VBN" && tree.by(verb, &[Relation::Xcomp]).any(state)
    }

    pub(super) fn is_perfect(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let would = |aux: usize| self.scene.lemma(aux) == "would";
        let has = |aux: usize| self.scene.lemma(aux) == "have";
        tree.by(verb, &[Relation::Aux]).any(has) && !tree.by(verb, &[Relation::Aux]).any(would)
    }

    /// "held the town until it *fell* in May", and not "will fight until it falls"
    pub(super) fn is_told_as_past(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let past = |token: usize| tree.fine(token) == "VBD";
        let own = past(verb) || tree.by(verb, &[Relation::Aux, Relation::AuxPass]).any(past);
        let above = tree.head(verb).filter(|&above| tree.is_verb(above));
        let came =
            |above: usize| self.modal(above).is_none() && !self.says(above, "planned") && tree.fine(above) != "VB";
        own && self.modal(verb).is_none() && above.is_none_or(came)
    }

    /// "who carried out the attack", "how the town fell"
    pub(super) fn asks_for_part(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let asks = |token: usize| matches!(tree.fine(token), "WP" | "WP$" | "WRB" | "WDT");
        tree.children(verb).iter().any(|&child| asks(child) || tree.by(child, &[Relation::Det]).any(asks))
    }

    /// Tells whether the sentence is a question; a question about "the attack" takes it for granted.
    pub(super) fn is_asked(&self) -> bool {
        let tree = &self.scene.tree;
        let analysis = tree.analysis;
        let sentence = &analysis.sentences[analysis.sentence_of(self.draft.token)];
        let ends = sentence.span.of(analysis.text).trim_end_matches(['"', '”', '\'', '’', ')', '!']);
        let taken_for_granted = self.draft.part == Part::Noun
            && tree
                .by(self.draft.token, &[Relation::Det, Relation::NmodPoss])
                .any(|child| self.scene.lemma(child) != "a");
        let relative =
            tree.analysis.ancestors(self.draft.token).take(4).any(|token| tree.relation(token) == Relation::AclRelcl);
        ends.ends_with('?') && !taken_for_granted && !relative && tree.tag(self.draft.token) != Tag::Other
    }

    /// "*Had* the bridge been blown up, thousands would have been cut off"
    pub(super) fn is_unreal(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let subject = tree.by(verb, &[Relation::Nsubj, Relation::NsubjPass]).next();
        let had = |aux: usize| tree.fine(aux) == "VBD" && self.scene.lemma(aux) == "have" && Some(aux) < subject;
        let asked = || tree.by(verb, &[Relation::Advmod, Relation::Obj]).any(|word| Some(word) < subject);
        tree.by(verb, &[Relation::Aux]).any(had) && !asked()
    }

    /// "Ten strikes *were believed to have hit* the quarter": told as done, whoever believes it.
    pub(super) fn is_held_to_have(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let has = |done: usize| tree.by(done, &[Relation::Aux]).any(|aux| self.scene.lemma(aux) == "have");
        let mut done = tree.by(verb, &[Relation::Xcomp]);
        tree.by(verb, &[Relation::AuxPass]).next().is_some() && done.any(has) || self.is_of_state(verb)
    }

    /// Tells whether a word says of a blow not that it may come, but what it may be.
    pub(super) fn is_judged(&self, predicate: usize) -> bool {
        let tree = &self.scene.tree;
        let may = tree.by(predicate, &[Relation::Aux]).any(|aux| matches!(self.scene.lemma(aux), "may" | "might"));
        may && self.scene.is(predicate, "event_noun") && tree.by(predicate, &[Relation::Cop]).next().is_some()
    }

    /// "foiled an attack, *killing 80*", "*neither* confirmed nor *denied* the raid": nobody says that it did not happen.
    pub(super) fn came_after_all(&self, verb: usize) -> bool {
        let denied = self.says(verb, "disowning") && !is_negated(self.scene, verb);
        !denied && (self.says(verb, "disowning") || self.had_result(verb) || self.is_beaten_back(verb))
    }
}

/// "Missiles *believed* to have come from drones killed nine", with the participle taken for the verb of the sentence.
pub(super) fn is_aside(tree: &Tree<'_, '_>, participle: usize, verb: usize) -> bool {
    let inside = |clause: usize| (participle + 1..verb).contains(&clause);
    matches!(tree.relation(verb), Relation::Ccomp | Relation::Xcomp)
        && matches!(tree.fine(verb), "VBD" | "VBN" | "VBZ")
        && tree.by(verb, &[Relation::Mark, Relation::Nsubj, Relation::NsubjPass]).next().is_none()
        && tree.by(participle, &[Relation::Xcomp]).any(inside)
}
