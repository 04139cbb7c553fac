//! What do the words around a number say of those it counts?
//!
//! Each function looks at one construction; none of them needs the dependency tree but the last.

use super::grammar::{Form, Language};
use super::number::Number;
use super::phrase::{Noun, Phrase};
use crate::words::Word;
use language::{Analysis, Relation};
use schema::Span;

/// The rule of numbers that are part of another: "nine people, including two children".
pub(super) const INCLUDED: &str = "included";

/// A number with the noun it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted {
    pub(super) number: Number,
    pub(super) phrase: Phrase,
}

/// The sentence a number stands in, with all its numbers.
pub(super) struct Clause<'a> {
    pub(super) words: &'a [Word],
    /// Words of the sentence.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) numbers: &'a [Counted],
    pub(super) language: &'a Language,
    pub(super) analysis: &'a Analysis<'a>,
}

/// A verb before a number, and what it tells.
#[derive(Clone, Copy)]
pub(super) struct Object {
    pub(super) verb: usize,
    attribute: usize,
    /// True for "killing civilians including three".
    includes: bool,
    /// True for "was killed with three".
    together: bool,
}

/// An attribute by its position in the data, and the name of the rule that found it.
pub(super) type Cue = (usize, &'static str);

impl Clause<'_> {
    /// Gives the words of a number.
    pub(super) fn span(&self, number: &Number) -> Span {
        self.words[number.from].span.join(self.words[number.to - 1].span)
    }

    /// Gives what is counted by the `index`-th number of the sentence.
    pub(super) fn cue(&self, index: usize) -> Option<Cue> {
        let counted = &self.numbers[index];
        let object = self.object(counted);
        let state = self.state(index);
        match (object, state) {
            // "Two killed 6 injured": the verb before belongs to the number before.
            (Some(object), Some(state)) if index > 0 && self.closes(index - 1, object.verb) => Some(state),
            // "Child killed 20 people injured"
            (Some(object), Some(state)) if state.1 == "state" && self.suffers(object.verb) => Some(state),
            (Some(object), _) if object.together && counted.phrase.noun != Noun::Unknown => {
                Some((object.attribute, "together"))
            }
            (Some(object), Some(state)) if object.includes && !self.is_joined(index) => Some(state),
            (Some(object), _) if object.includes && (!self.passive(object.verb) || self.is_joined(index)) => {
                Some((object.attribute, INCLUDED))
            }
            (Some(object), _) if !self.passive(object.verb) => Some((object.attribute, "object")),
            _ => state
                .or_else(|| self.noun(counted))
                .or_else(|| self.toll(counted))
                .or_else(|| self.dependency(counted))
                .or_else(|| self.subject(counted)),
        }
    }

    /// Gives the attribute that joins two where the words say both of a number: "killed and wounded hundreds".
    pub(super) fn joint(&self, counted: &Counted) -> Option<Cue> {
        let lists = &self.language.words;
        let told = |at: usize| {
            let verb = self.language.verb(self.lower(at)).map(|(attribute, _)| attribute);
            verb.or_else(|| self.language.state(self.words, at)).filter(|_| at < self.to)
        };
        let pair = |at: usize| {
            let and = lists.joins.contains(self.lower(at + 1)) && at + 2 < self.to && self.words[at + 1].is_letters();
            self.language.joint(told(at)?, told(at + 2).filter(|_| and)?)
        };
        let is_number = |at: usize| self.numbers.iter().any(|other| other.number.from == at);
        let ends_one = |at: usize| self.numbers.iter().any(|other| other.phrase.to == at);
        let (from, to) = (counted.number.from, counted.phrase.to);
        let before = (from.saturating_sub(6).max(self.from)..from.saturating_sub(2)).find_map(|at| {
            let near = (at + 3..from).all(|at| lists.between.contains(self.lower(at)));
            pair(at).filter(|_| near && !ends_one(at))
        });
        let behind = || {
            // "over 100 servicemen *of the enemy* were killed or wounded"
            let of = if self.lower(to) == "of" && self.lower(to + 1) == "the" { to + 3 } else { to };
            (of..of + 4).find_map(|at| {
                let near = (of..at)
                    .all(|at| lists.auxiliaries.contains(self.lower(at)) || lists.adverbs.contains(self.lower(at)));
                pair(at).filter(|_| near && !is_number(at + 3))
            })
        };
        before.or_else(behind).map(|attribute| (attribute, "joint"))
    }

    /// Tells whether the verb before a number tells the attribute of people alone: "lost twelve men".
    pub(super) fn is_of_people(&self, counted: &Counted, (attribute, _): Cue) -> bool {
        let verbs = &self.language.attributes[attribute].of_people;
        !verbs.is_empty() && self.object(counted).is_some_and(|object| verbs.contains(self.lower(object.verb)))
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        if (self.from..self.to).contains(&at) { &self.words[at].lower } else { "" }
    }

    /// "killed 40", "killing an additional 15", "killing civilians including three".
    pub(super) fn object(&self, counted: &Counted) -> Option<Object> {
        let lists = &self.language.words;
        let mut at = counted.number.from;
        let (mut includes, mut together, mut loose) = (false, false, false);
        for _ in 0..9 {
            at = at.checked_sub(1).filter(|at| *at >= self.from)?;
            let lower = self.lower(at);
            if let Some((attribute, form)) = self.language.verb(lower) {
                // "killed six fighters, *a resident* said"
                if loose && !includes && !together && self.acts(counted) {
                    return None;
                }
                let object = Object { verb: at, attribute, includes, together };
                return (form != Form::Participle).then_some(object);
            }
            let near = at + 1 == counted.number.from;
            includes |= lists.including.contains(lower);
            together |= near && lists.together.contains(lower);
            loose |= includes || together || (near && lists.joins.contains(lower));
            let link = lists.between.contains(lower) || lists.adverbs.contains(lower);
            let stops = self.words[at].is_digits() || (self.words[at].is_mark() && !matches!(lower, "," | "'" | "\""));
            if stops || lists.passives.contains(lower) || (!link && !loose) {
                return None;
            }
        }
        None
    }

    /// Tells whether the word at `verb` follows the noun of the `index`-th number directly.
    fn closes(&self, index: usize, verb: usize) -> bool {
        self.numbers[index].phrase.to == verb
    }

    /// Tells whether another number is joined on, of which what follows is told: "a child *and 37 others* were injured".
    fn is_joined(&self, index: usize) -> bool {
        let end = self.numbers[index].phrase.to;
        let next = self.numbers.get(index + 1).filter(|next| next.number.from > end);
        next.is_some_and(|next| (end..next.number.from).all(|at| self.language.words.joins.contains(self.lower(at))))
    }

    /// Tells whether somebody without a number stands right before a verb that is told of him, and of no more people.
    fn suffers(&self, verb: usize) -> bool {
        verb > self.from && self.language.words.people.contains(self.lower(verb - 1))
    }

    /// "12 people dead", "40 were wounded", "eleven people, including a child, have been killed".
    fn state(&self, index: usize) -> Option<Cue> {
        let lists = &self.language.words;
        let counted = &self.numbers[index];
        if let Some(attribute) = self.direct_state(index) {
            return Some((attribute, "state"));
        }
        let left = counted.number.from.checked_sub(1).is_some_and(|before| lists.leaves.contains(self.lower(before)));
        let (mut loose, mut included, mut helped) = (false, false, left);
        for at in counted.phrase.to..counted.phrase.to + 24 {
            let lower = self.lower(at);
            let unknown = counted.phrase.noun == Noun::Unknown && at < counted.phrase.to + 3;
            if lower.is_empty() || lists.sub_clauses.contains(lower) && !self.is_told_of(counted, at) {
                return None;
            }
            if helped && let Some(attribute) = self.language.state(self.words, at) {
                return (!self.did(at)).then_some((attribute, "passive"));
            }
            let apart = at > self.from && matches!(self.lower(at - 1), "," | "-" | "–" | ")");
            if apart
                && loose
                && let Some(attribute) = self.language.state(self.words, at)
            {
                return (!self.has_object(at, index)).then_some((attribute, "passive"));
            }
            // "18 soldiers died and 12 were captured"
            if self.language.subject(self.words, at).is_some() {
                return None;
            }
            included |= lists.including.contains(lower);
            loose |= included || matches!(lower, "," | "(" | "-" | "–") || lists.joins.contains(lower);
            if lists.auxiliaries.contains(lower) {
                helped = true;
            } else if helped && !lists.adverbs.contains(lower) {
                if !loose {
                    return None;
                }
                helped = false;
            }
            let number = self.words[at].is_digits() || self.language.numbers.words.contains_key(lower);
            let verb = self.language.verb(lower).is_some();
            if (number && !loose) || verb || (counted.number.article && !helped && !unknown && at > counted.phrase.to) {
                return None;
            }
        }
        None
    }

    /// "twelve men from Orva *who* were killed", and not "thousands marched for those *who* were killed"
    fn is_told_of(&self, counted: &Counted, at: usize) -> bool {
        let lists = &self.language.words;
        let others = |at: usize| {
            let lower = self.lower(at);
            lists.pronouns.contains(lower) || lists.people.contains(lower) || self.is_past(at)
        };
        self.lower(at) == "who" && !(counted.phrase.to..at).any(others)
    }

    fn is_past(&self, at: usize) -> bool {
        let tokens = self.analysis.tokens_in(self.words[at].span);
        tokens.into_iter().any(|token| self.analysis.tokens[token].fine == "VBD")
    }

    /// "Four dead", "8 persons killed": a state right behind the noun that is not the verb of what follows.
    fn direct_state(&self, index: usize) -> Option<usize> {
        let counted = &self.numbers[index];
        let mut at = self.joined_noun(counted.phrase.to);
        while self.language.words.adverbs.contains(self.lower(at)) {
            at += 1;
        }
        if at >= self.to {
            return None;
        }
        let attribute = self.language.state(self.words, at)?;
        let verb = self.language.verb(self.lower(at));
        let active = verb.is_some_and(|(_, form)| form == Form::Past) && self.has_object(at, index);
        (!active).then_some(attribute)
    }

    /// Steps over a second noun of the same number: "four militants or civilians".
    fn joined_noun(&self, at: usize) -> usize {
        let lists = &self.language.words;
        let join = lists.joins.contains(self.lower(at)) && at < self.to && self.words[at].is_letters();
        let noun = (at + 1..at + 3).find(|at| lists.people.contains(self.lower(*at)));
        noun.filter(|_| join).map_or(at, |noun| noun + 1)
    }

    /// Tells whether a past form has an object: "40 soldiers killed 15 rebels", but not "two killed 6 injured".
    fn has_object(&self, verb: usize, index: usize) -> bool {
        let lists = &self.language.words;
        let next = self.numbers.get(index + 1).filter(|next| next.number.from > verb);
        if let Some(next) = next {
            let mut between = (verb + 1..next.number.from).map(|at| self.lower(at));
            if between.all(|lower| lists.between.contains(lower) && !lists.including.contains(lower)) {
                return self.direct_state(index + 1).is_none();
            }
        }
        let token = self.analysis.tokens_in(self.words[verb].span).next();
        let parsed = token.is_some_and(|token| self.analysis.child(token, Relation::Obj).is_some());
        let next = self.lower(verb + 1);
        let never = &self.language.never;
        let including = lists.including.contains(next) || never.after.contains(next) || never.weekdays.contains(next);
        let determiner = lists.between.contains(next) && lists.boundaries.contains(next);
        let name = self.words.get(verb + 1).is_some_and(|word| word.capital);
        parsed && !including && (determiner || name)
    }

    /// "the deaths of 9", "claimed the lives of 8", "23 deaths", "took 15 prisoners".
    fn noun(&self, counted: &Counted) -> Option<Cue> {
        let lists = &self.language.words;
        let mut at = counted.number.from;
        let phrase_before = |at| {
            let has = |attribute: &super::grammar::Attribute| {
                attribute.of.iter().any(|phrase| phrase.before(self.words, at).is_some_and(|from| from >= self.from))
            };
            self.language.attributes.iter().position(has)
        };
        for _ in 0..3 {
            if let Some(attribute) = phrase_before(at) {
                return Some((attribute, "noun-of"));
            }
            let before = at.checked_sub(1).filter(|before| lists.between.contains(self.lower(*before)));
            at = before?;
            if at <= self.from {
                break;
            }
        }
        None
    }

    /// "23 deaths", "took 15 prisoners".
    pub(super) fn counted_noun(&self, counted: &Counted) -> Option<Cue> {
        let before = counted.number.from.saturating_sub(4).max(self.from)..counted.number.from;
        let takes = before.clone().any(|at| self.language.words.takes.contains(self.lower(at)));
        let behind = counted.number.to..(counted.phrase.to + 1).min(self.to);
        let mut names = behind.filter(|at| self.words[*at].is_letters());
        names.find_map(|at| {
            let lower = self.lower(at);
            let fits = |attribute: &super::grammar::Attribute| {
                attribute.nouns.contains(lower) || (takes && attribute.taken.contains(lower))
            };
            self.language.attributes.iter().position(fits).map(|attribute| (attribute, "noun"))
        })
    }

    /// "The death toll rose to 23".
    fn toll(&self, counted: &Counted) -> Option<Cue> {
        let lists = &self.language.words;
        let before = counted.number.from.checked_sub(1).filter(|at| *at >= self.from)?;
        let linked = lists.toll_links.contains(self.lower(before));
        let toll = self.toll_words(counted).filter(|_| linked)?;
        // "the number of wounded at 40"
        let named = toll.clone().find_map(|at| self.language.state(self.words, at));
        let counts = !lists.tolls.contains(self.lower(toll.start));
        let attribute = if counts { named? } else { named.unwrap_or(0) };
        (attribute < self.language.attributes.len()).then_some((attribute, "toll"))
    }

    /// Gives the words from the last word for a toll before a number to the number: "the toll among *soldiers* at 12".
    pub(super) fn toll_words(&self, counted: &Counted) -> Option<std::ops::Range<usize>> {
        let lists = &self.language.words;
        let before = counted.number.from.checked_sub(1).filter(|at| *at >= self.from)?;
        // "The toll from a strike on a house in the town of Orva *rose* to nine": the verb stands far from its subject.
        let rises = |at: usize| lists.toll_rises.contains(self.lower(at));
        let words = if rises(before) || before.checked_sub(1).is_some_and(rises) { 28 } else { 12 };
        let reach = counted.number.from.saturating_sub(words).max(self.from);
        let is_toll = |at: &usize| {
            let of = self.lower(at + 1) == "of" && lists.toll_counts.contains(self.lower(*at));
            of || lists.tolls.contains(self.lower(*at))
        };
        let from = (reach..before).rev().find(is_toll)?;
        Some(from..counted.number.from)
    }

    /// "22 people died", "thousands fled".
    fn subject(&self, counted: &Counted) -> Option<Cue> {
        let lists = &self.language.words;
        for at in counted.phrase.to..counted.phrase.to + 10 {
            let lower = self.lower(at);
            if lower.is_empty() || lists.sub_clauses.contains(lower) && lower != "who" {
                return None;
            }
            if let Some(attribute) = self.language.subject(self.words, at) {
                return Some((attribute, "subject"));
            }
            if self.language.verb(lower).is_some() || self.words[at].is_digits() {
                return None;
            }
        }
        None
    }

    /// Looks up the tree from the counted noun to the verb that governs it.
    fn dependency(&self, counted: &Counted) -> Option<Cue> {
        if counted.number.article || counted.phrase.noun == Noun::Unknown {
            return None;
        }
        let tokens = &self.analysis.tokens;
        let last = self.words[counted.number.to - 1].span;
        let mut token = self.analysis.tokens_in(last).last()?;
        for _ in 0..6 {
            let head = tokens[token].head?;
            let verb = || self.language.verb(&self.analysis.word(head).to_lowercase()).map(|(attribute, _)| attribute);
            let does = || {
                let at = self.words.partition_point(|word| word.span.end <= tokens[head].span.start);
                self.language.subject(self.words, at).map(|attribute| (attribute, "subject"))
            };
            match tokens[token].relation {
                Relation::Nsubj => return does(),
                Relation::Obj | Relation::NsubjPass => return verb().map(|attribute| (attribute, "dependency")),
                Relation::Nummod
                | Relation::Det
                | Relation::Amod
                | Relation::Conj
                | Relation::Appos
                | Relation::Compound
                | Relation::Advmod
                | Relation::Nmod => token = head,
                _ => return None,
            }
        }
        None
    }
}
