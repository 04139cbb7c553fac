//! Who are they of whom a sentence says that they are among the dead?
//!
//! "Two of the dead were fighters", "the dead included two medics", "among the wounded was a nurse": numbers that are parts
//! of another one, which the account gives elsewhere.

use super::cue::{Clause, Counted, Cue, INCLUDED};
use super::grammar::longest;
use schema::{ActorId, ActorMention};

/// How far a word of what is said may stand from its verb.
const REACH: usize = 7;

/// Gives what a sentence says of a number that is part of a list of dead or wounded.
pub(super) fn cue(clause: &Clause<'_>, counted: &Counted) -> Option<Cue> {
    let attribute =
        named_behind(clause, counted).map(|(attribute, _)| attribute).or_else(|| listed(clause, counted))?;
    Some((attribute, INCLUDED))
}

/// Gives who the counted are by what is said of them: "two of the dead were *fighters of the militia*".
pub(super) fn actor(clause: &Clause<'_>, counted: &Counted, actors: &[ActorMention]) -> Option<ActorId> {
    let (_, verb) = named_behind(clause, counted)?;
    let from = clause.words.get(verb + 1)?.span.start;
    let to = clause.words[(verb + REACH).min(clause.to) - 1].span.end;
    let first = actors.partition_point(|mention| mention.span.start < from);
    // "fighters of the militia": the militia's, and so are those whom no list names otherwise.
    let near = actors[first..].iter().take_while(|mention| mention.span.start < to);
    let mut near = near.take(2);
    let one = near.next()?;
    let other = near.next().filter(|other| one.actor.starts_with("generic:") && !other.actor.starts_with("generic:"));
    Some(other.unwrap_or(one).actor.clone())
}

/// Gives of what a number picks some, and the word behind that: "five of the *injured*".
pub(super) fn part_of(clause: &Clause<'_>, counted: &Counted) -> Option<(usize, usize)> {
    let at = longest(&clause.language.words.part_of, clause.words, counted.number.to)?;
    let victims = || clause.language.words.victims.contains(clause.lower(at)).then_some(0);
    Some((clause.language.state(clause.words, at).or_else(victims)?, at + 1))
}

fn state_at(clause: &Clause<'_>, at: usize) -> Option<usize> {
    clause.language.state(clause.words, at).filter(|_| (clause.from..clause.to).contains(&at))
}

fn is_verb(clause: &Clause<'_>, at: usize) -> bool {
    clause.language.words.passives.contains(clause.lower(at))
}

fn includes(clause: &Clause<'_>, at: usize) -> bool {
    clause.language.words.including.contains(clause.lower(at))
}

/// "two *of the dead were* …": the attribute, and where the verb stands.
fn named_behind(clause: &Clause<'_>, counted: &Counted) -> Option<(usize, usize)> {
    let (attribute, end) = part_of(clause, counted)?;
    // "of those killed in the raid on the town were"
    let cut = |at: &usize| clause.lower(*at) == "," || clause.lower(*at).is_empty();
    let verb = (end..end + 12).take_while(|at| !cut(at)).find(|&at| is_verb(clause, at))?;
    let told = state_at(clause, verb + 1).is_none();
    told.then_some((attribute, verb))
}

/// "the *dead included* two medics", "among the *dead were* two medics"
fn listed(clause: &Clause<'_>, counted: &Counted) -> Option<usize> {
    let verb = counted.number.from.checked_sub(1).filter(|&at| at > clause.from)?;
    let (including, passive) = (includes(clause, verb), is_verb(clause, verb));
    let from = verb.saturating_sub(4).max(clause.from);
    let (attribute, at) = (from..verb).rev().find_map(|at| Some((state_at(clause, at)?, at)))?;
    let article = |at: usize| matches!(&*clause.words[at].lower, "the" | "those" | "these");
    let bare = at > clause.from && article(at - 1);
    let among = at > clause.from + 1 && includes(clause, at - 2);
    (bare && (including || passive && among)).then_some(attribute)
}
