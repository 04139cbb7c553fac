//! Who does what a number is told of?

use super::cue::{Clause, Counted, Cue};
use language::Relation;

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

    /// Tells whether who is counted does what follows: "*a resident* said".
    pub(super) fn acts(&self, counted: &Counted) -> bool {
        let words =
            self.words[counted.number.from].span.join(self.words[counted.phrase.to.max(counted.number.to) - 1].span);
        let tokens = &self.analysis.tokens;
        self.analysis.tokens_in(words).any(|noun| {
            let verb = tokens[noun].head.filter(|_| tokens[noun].relation == Relation::Nsubj);
            verb.is_some_and(|verb| verb > noun && tokens[verb].span.start >= words.end)
        })
    }
}
