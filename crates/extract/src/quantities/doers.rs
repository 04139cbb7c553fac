//! Who does what a number is told of?

use super::cue::{Clause, Counted, Cue};
use super::grammar::longest;
use language::Relation;

/// How far before a number its verb may stand.
const REACH: usize = 3;

impl Clause<'_> {
    /// Gives the token whose people a number counts: "*the troops* killed 18 rebels and lost four men".
    pub(super) fn loser(&self, counted: &Counted, (attribute, _): Cue) -> Option<usize> {
        let verbs = &self.language.attributes[attribute].losing;
        let object = (!verbs.is_empty()).then(|| self.object(counted)).flatten()?;
        let verb = Some(object.verb).filter(|&verb| verbs.contains(self.lower(verb)))?;
        let token = self.analysis.tokens_in(self.words[verb].span).next()?;
        let subject = |verb: usize| self.analysis.child(verb, Relation::Nsubj);
        let first =
            || self.analysis.tokens[token].head.filter(|_| self.analysis.tokens[token].relation == Relation::Conj);
        subject(token).or_else(|| subject(first()?))
    }

    /// Gives what such a verb and the words behind whom it hits tell: "beat two men *to death*".
    pub(super) fn done_until(&self, counted: &Counted) -> Option<Cue> {
        let attributes = &self.language.attributes;
        let before = (self.from.max(counted.number.from.saturating_sub(REACH))..counted.number.from).rev();
        let behind = counted.phrase.to.max(counted.number.to);
        let verbs = |attribute: usize| &attributes[attribute].until_verbs;
        let told =
            (0..attributes.len()).find(|&told| longest(&attributes[told].until, self.words, behind).is_some())?;
        let near = before.take_while(|&at| !self.words[at].is_mark()).any(|at| verbs(told).contains(self.lower(at)));
        near.then_some((told, "until"))
    }

    /// Tells whether who is counted does what follows: "*a resident* said", "two sources and *a resident* said".
    pub(super) fn acts(&self, counted: &Counted) -> bool {
        let words =
            self.words[counted.number.from].span.join(self.words[counted.phrase.to.max(counted.number.to) - 1].span);
        let tokens = &self.analysis.tokens;
        // "two *aid* workers said", "two sources and *a resident* said"
        let above = |noun: usize, relation| tokens[noun].head.filter(|_| tokens[noun].relation == relation);
        let whole = |noun: usize| {
            let noun = above(noun, Relation::Compound).unwrap_or(noun);
            above(noun, Relation::Conj).unwrap_or(noun)
        };
        self.analysis.tokens_in(words).map(whole).any(|noun| {
            let verb = tokens[noun].head.filter(|_| tokens[noun].relation == Relation::Nsubj);
            verb.is_some_and(|verb| verb > noun && tokens[verb].span.start >= words.end)
        })
    }
}
