//! Does a verb tell what those who are counted did, or what they suffered?

use super::cue::Clause;
use super::grammar::Form;

impl Clause<'_> {
    /// Tells whether the verb at `verb` is passive: "were killed".
    pub(super) fn passive(&self, verb: usize) -> bool {
        let lists = &self.language.words;
        let past = self.language.verb(self.lower(verb)).is_some_and(|(_, form)| form != Form::Active);
        let mut at = verb;
        while past && at > self.from {
            at -= 1;
            if lists.passives.contains(self.lower(at)) {
                return true;
            }
            // "were killed *and* wounded, 60 others detained"
            let pair = at > self.from && lists.joins.contains(self.lower(at)) && self.words[at].is_letters();
            if pair && self.language.verb(self.lower(at - 1)).is_some_and(|(_, form)| form == Form::Past) {
                at -= 1;
            } else if !lists.adverbs.contains(self.lower(at)) {
                return false;
            }
        }
        false
    }

    /// "Two fighters *had killed* ten guards": they did it, and did not suffer it.
    pub(super) fn did(&self, verb: usize) -> bool {
        let lists = &self.language.words;
        let before = (self.from..verb).rev().find(|at| !lists.adverbs.contains(self.lower(*at)));
        let perfect = before.is_some_and(|at| lists.haves.contains(self.lower(at)));
        perfect && self.language.verb(self.lower(verb)).is_some_and(|(_, form)| form != Form::Participle)
    }
}
