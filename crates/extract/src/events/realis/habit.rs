//! Is it told as happening again and again?

use super::Weighing;
use language::{Relation, Tag};
use schema::Realis;

impl Weighing<'_, '_, '_> {
    /// The simple present of a finite verb tells a habit, except in headlines and of what is said.
    pub(super) fn habit(&self, verb: usize) -> Option<Realis> {
        let tree = &self.scene.tree;
        if verb != self.draft.token || self.headline || self.rules.family(&self.draft.kind) == "speech" {
            return None;
        }
        let auxiliaries: Vec<usize> = tree.by(verb, &[Relation::Aux, Relation::AuxPass]).collect();
        let present = |token: usize| matches!(tree.fine(token), "VBZ" | "VBP");
        let simple = auxiliaries.is_empty() && present(verb) && !self.scene.is(verb, "same_past");
        let passive = tree.fine(verb) == "VBN"
            && auxiliaries.len() == 1
            && present(auxiliaries[0])
            && self.scene.lemma(auxiliaries[0]) == "be";
        // "demanded that the group release all hostages"
        let governed = tree.relation(verb) == Relation::Ccomp
            && tree
                .head(verb)
                .is_some_and(|head| ["planned", "hypothetical", "denied"].iter().any(|list| self.says(head, list)));
        let once = self.is_dated(verb) || self.is_counted(verb) || self.continues_a_past(verb);
        (simple || passive).then_some(Realis::Generic).filter(|_| !once && !governed)
    }

    /// "a monitor that says whose planes *carry out* raids": what is done in the simple present is done again and again.
    pub(super) fn is_habit_of(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let blow = self.rules.family(&self.draft.kind) == "blow";
        let simple = matches!(tree.fine(verb), "VBZ" | "VBP") && tree.by(verb, &[Relation::Aux]).next().is_none();
        let carries = self.scene.is(verb, "light_verb") && !self.scene.is(verb, "same_past");
        let told = tree.relation(verb) == Relation::AclRelcl || tree.relation(verb) == Relation::Ccomp;
        blow && simple && carries && told && !self.headline && !self.is_dated(verb) && !self.is_counted(verb)
    }

    /// "*Several bombings* have shaken the city this year": a count of what went before, and no event of its own.
    pub(super) fn sums_up(&self) -> bool {
        let tree = &self.scene.tree;
        let noun = self.draft.token;
        let several = tree.by(noun, &[Relation::Amod, Relation::Det]).any(|word| self.says(word, "several"));
        let Some(verb) = tree.head(noun).filter(|&verb| tree.is_verb(verb) && tree.fine(noun) == "NNS" && several)
        else {
            return false;
        };
        let perfect = tree.by(verb, &[Relation::Aux]).any(|aux| self.scene.lemma(aux) == "have");
        let long = |token: usize| {
            let span = tree.analysis.tokens[token].span;
            self.scene.findings.times.iter().any(|time| time.span.contains(span) && !time.value.is_within_a_month())
        };
        perfect && tree.children(verb).iter().any(|&child| long(child))
    }

    /// "seized villages as they close in on the town", "targeted with rockets and mortar shells" with the last taken for a verb.
    fn continues_a_past(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let past = tree.head(verb).is_some_and(|head| tree.fine(head) == "VBD");
        past && match tree.relation(verb) {
            Relation::Conj => true,
            Relation::Advcl => tree.by(verb, &[Relation::Mark]).any(|mark| self.scene.lemma(mark) == "as"),
            _ => false,
        }
    }

    /// "A strike kills seven", and not "kills seven a day": what has its number happened once.
    pub(super) fn is_counted(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let results = tree.by(verb, &[Relation::Advcl]).filter(|&clause| self.scene.is(clause, "result_verb"));
        let hit = |verb: usize| tree.by(verb, &[Relation::Obj, Relation::NsubjPass]);
        let counted =
            |noun: usize| tree.tag(noun) == Tag::Numeral || tree.by(noun, &[Relation::Nummod]).next().is_some();
        let blow = matches!(self.rules.family(&self.draft.kind), "blow" | "effect");
        let sentence = &tree.analysis.sentences[tree.analysis.sentence_of(verb)];
        blow && std::iter::once(verb).chain(results).flat_map(hit).any(counted)
            && !sentence.tokens.clone().any(|token| self.says(token, "repeating"))
    }

    /// "the militia advances this week": what has its day is no habit.
    pub(super) fn is_dated(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let when = |token: usize| {
            let span = tree.analysis.tokens[token].span;
            self.scene.findings.times.iter().any(|time| time.span.contains(span) && time.value.is_within_a_month())
        };
        tree.children(verb).iter().any(|&child| when(child))
    }
}
