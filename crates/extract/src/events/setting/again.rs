//! Which event do "the attack" and "the strikes" call again?
//!
//! What was told before of the same happening holds for it: its day and its place.

use super::{Around, Rules, start_of};
use crate::events::drafts::Draft;
use crate::pattern::Part;
use language::Relation;
use schema::{Basis, EventMention, Realis, Span};

/// How many sentences back it may have been told.
const REACH: usize = 12;

impl Around<'_, '_, '_> {
    /// Gives the earlier telling that a blow with "the" calls again, by its number: of its own kind, or, where the word
    /// says no more than that somebody was hit, of any kind of blow.
    pub(super) fn told_before(&self, rules: &Rules, drafts: &[Draft], told: &[EventMention]) -> Option<usize> {
        let tree = &self.scene.tree;
        let article = tree.by(self.draft.token, &[Relation::Det]).next().map(|the| self.scene.lemma(the));
        let definite = matches!(article, Some("the" | "this" | "that" | "these" | "those"));
        // "the bombing of the bridge by jets" says itself which one it is.
        let alone = tree.by(self.draft.token, &[Relation::Nmod, Relation::Acl, Relation::AclRelcl]).next().is_none();
        if !definite || !alone || self.draft.part != Part::Noun || rules.family(&self.draft.kind) != "blow" {
            return None;
        }
        let sentence = |at: usize| tree.analysis.sentence_of(drafts[at].token);
        let near = |at: &usize| self.sentence - sentence(*at) <= REACH;
        let goes_on =
            |sentence: usize| self.in_title(start_of(self.sentence_span(sentence))) || self.goes_on_from(sentence);
        let fits = |at: &usize| told[*at].realis == Realis::Actual && goes_on(sentence(*at));
        let earlier = || (0..drafts.len()).rev().take_while(near).filter(fits);
        let any = self.scene.is(self.draft.token, "any_blow");
        let blow = |at: &usize| any && rules.family(&drafts[*at].kind) == "blow";
        earlier().find(|at| drafts[*at].kind == self.draft.kind).or_else(|| earlier().find(blow))
    }
}

impl Around<'_, '_, '_> {
    /// "…, the army said *on Wednesday*. The attack took place late on Tuesday": gives the day of an earlier telling that is only the
    /// one on which somebody spoke, where the later one states its own.
    pub(super) fn day_of_saying(&self, before: &EventMention, again: &EventMention) -> Option<Span> {
        let own = again.time.as_ref().filter(|time| is_stated(Some(time.basis)))?;
        let other = before.time.as_ref().filter(|time| time.value != own.value)?.span?;
        let verb = self.clause_of(self.token_of(other));
        let spoke = self.scene.is(verb, "speech_verb") && !self.draft.trigger.contains(&verb);
        spoke.then_some(other)
    }
}

/// Gives the day that a telling states to the earlier ones that had only that on which somebody spoke.
pub(super) fn hand_back(again: &EventMention, saying: Span, told: &mut [EventMention]) {
    const RULE: &str = "the same happening told again with its day";
    for time in told.iter_mut().filter_map(|mention| mention.time.as_mut()).filter(|time| time.span == Some(saying)) {
        if let Some(own) = &again.time {
            *time = schema::EventTime { basis: Basis::Inferred, rule: RULE.into(), ..own.clone() };
        }
    }
}

/// Takes over what the mention does not state itself.
pub(super) fn take_over(before: &EventMention, mention: &mut EventMention) {
    const RULE: &str = "the same happening told before";
    if let Some(place) = before.place.as_ref().filter(|_| !is_stated(mention.place.as_ref().map(|place| place.basis))) {
        mention.place = Some(schema::EventPlace { basis: Basis::Inferred, rule: RULE.into(), ..place.clone() });
    }
    if let Some(time) = before.time.as_ref().filter(|_| !is_stated(mention.time.as_ref().map(|time| time.basis))) {
        mention.time = Some(schema::EventTime { basis: Basis::Inferred, rule: RULE.into(), ..time.clone() });
    }
}

fn is_stated(basis: Option<Basis>) -> bool {
    basis == Some(Basis::Stated)
}
