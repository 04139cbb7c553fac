//! What can no tree be, whatever the network thinks?
//!
//! A verb with two subjects, a noun for the clause of "said", a number beside what it counts: such trees are put right.

mod clauses;
mod phrases;
mod subjects;
#[cfg(test)]
mod tests;
mod words;

use crate::analysis::Token;
use crate::grammar::Relation;
use crate::model::Model;

/// Tells whether one of some tokens hangs on a word in some way.
fn hangs(tokens: &[Token], on: usize, relation: Relation) -> bool {
    tokens.iter().any(|token| token.head == Some(on) && token.relation == relation)
}

/// Puts the tree of the last sentence right, whose tokens begin at `start`.
pub fn repair(text: &str, tokens: &mut [Token], start: usize, model: &Model) {
    phrases::datelines(text, tokens, start);
    phrases::compounds(text, tokens, start);
    words::hyphenated(text, tokens, start);
    words::acronyms(text, tokens, start);
    words::prepositions(text, tokens, start);
    words::particles(text, tokens, start);
    words::additions(text, tokens, start);
    words::accusatives(text, tokens, start);
    clauses::perfect(tokens, start);
    clauses::linked(tokens, start);
    clauses::reduced(text, tokens, start);
    clauses::finite(text, tokens, start, model);
    clauses::headline(text, tokens, start, model);
    clauses::quoted(tokens, start);
    clauses::parted(text, tokens, start);
    subjects::told_by(tokens, start);
    subjects::listed_speakers(text, tokens, start);
    subjects::subjects(tokens, start);
    clauses::conjunctions(text, tokens, start);
    clauses::meanwhile(text, tokens, start);
    subjects::days_first(text, tokens, start, &model.words);
    subjects::places_first(text, tokens, start);
    subjects::speakers(tokens, start);
    subjects::closing_speakers(text, tokens, start);
    phrases::directions(text, tokens, start);
    phrases::listed(text, tokens, start);
    phrases::counted(tokens, start);
    phrases::standing_alone(text, tokens, start);
    phrases::results(tokens, start);
    phrases::nearest(tokens, start);
    phrases::afterwards(text, tokens, start);
}
