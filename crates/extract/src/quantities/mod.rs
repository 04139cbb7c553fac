//! How many?
//!
//! Numbers and the words that tell what they count are in `data/<language>/quantities.toml`.

mod cue;
mod doers;
mod grammar;
mod lists;
mod named;
mod number;
mod parts;
mod phrase;
mod totals;
pub(crate) mod unnamed;
mod voice;

pub use grammar::Grammar;

use crate::words::{Word, words};
use cue::{Clause, Counted, Cue, INCLUDED};
use language::{Analysis, Relation, Token};
use phrase::Noun;
use schema::{Actor, ActorId, ActorMention, Bounds, Document, Quantity, Span};

/// The actors of a document: where they are named, and what they are.
#[derive(Clone, Copy, Debug)]
pub struct Who<'a> {
    /// In text order.
    pub mentions: &'a [ActorMention],
    /// By id.
    pub actors: &'a [Actor],
}

/// The numbers of a document, in text order.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Numbers of people and things that are news.
    pub quantities: Vec<Quantity>,
    /// Where numbers stand that count over months or years, and belong to no one event: "since the war began".
    pub totals: Vec<Span>,
}

/// Finds the numbers of people and things that the document gives.
#[must_use]
pub fn find(document: &Document, analysis: &Analysis<'_>, who: Who<'_>, grammar: &Grammar) -> Found {
    let actors = who.mentions;
    let Some(language) = grammar.of(document.language.as_deref()) else { return Found::default() };
    let whole = [Span::new(0, document.text.len())];
    let spans: Vec<Span> = document.sections.iter().map(|section| section.span).collect();
    let spans = if spans.is_empty() { &whole[..] } else { &spans[..] };
    let mut found = Found::default();
    for span in spans {
        let words = named_words(&document.text, *span, actors);
        let numbers: Vec<Counted> = number::numbers(&words, language)
            .into_iter()
            .map(|number| Counted { number, phrase: phrase::counted(&words, &number, language, actors) })
            .collect();
        let mut rest = &numbers[..];
        for (from, to) in sentences(&words, analysis) {
            let split = rest.partition_point(|counted| counted.number.from < to);
            let (here, later) = rest.split_at(split);
            rest = later;
            let clause = Clause { words: &words, from, to, numbers: here, language, analysis };
            of_clause(&clause, who, &mut found);
        }
    }
    // "assassinated a colonel, Omar Hadi": who is counted already is no second one.
    let known = |named: &Quantity, all: &[Quantity]| {
        let sentence = |span: Span| analysis.sentences.partition_point(|sentence| sentence.span.end <= span.start);
        let of = |other: &Quantity| named.of.is_none() || other.of == named.of;
        let same = |other: &&Quantity| of(other) && other.attribute == named.attribute;
        all.iter().filter(same).any(|other| sentence(other.span) == sentence(named.span))
    };
    let named = named::find(analysis, who, language).into_iter();
    for named in named.chain(named::private(analysis, who, language)) {
        if !known(&named, &found.quantities) {
            found.quantities.push(named);
        }
    }
    found.quantities.sort_by_key(|quantity| quantity.span);
    found
}

/// Reads words; names in capitals keep them, so that "IS killed" is not passive.
fn named_words(text: &str, span: Span, actors: &[ActorMention]) -> Vec<Word> {
    let mut words = words(text, span);
    for word in words.iter_mut().filter(|word| word.capital && phrase::named(actors, word.span)) {
        let letters = word.span.of(text);
        if letters.len() > 1 && letters.chars().all(char::is_uppercase) {
            word.lower = letters.into();
        }
    }
    words
}

/// Cuts words into sentences: where the analysis ends one, or else at full stops before a capital letter.
fn sentences(words: &[Word], analysis: &Analysis<'_>) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    let mut from = 0;
    let mut sentence = 0;
    for at in 1..words.len() {
        let start = words[at].span.start;
        while analysis.sentences.get(sentence).is_some_and(|known| known.span.end <= words[at - 1].span.start) {
            sentence += 1;
        }
        let cut = match analysis.sentences.get(sentence) {
            Some(known) => known.span.end <= start,
            None => matches!(&*words[at - 1].lower, "." | "!" | "?") && (words[at].capital || words[at].is_digits()),
        };
        if cut {
            cuts.push((from, at));
            from = at;
        }
    }
    if from < words.len() {
        cuts.push((from, words.len()));
    }
    cuts
}

/// Finds the numbers of one sentence.
fn of_clause(clause: &Clause<'_>, who: Who<'_>, found: &mut Found) {
    let actors = who.mentions;
    let mut cues: Vec<Option<Cue>> = (0..clause.numbers.len()).map(|index| own_cue(clause, index)).collect();
    parts::share(clause, &mut cues);
    for ((counted, cue), total) in clause.numbers.iter().zip(&mut cues).zip(totals::running(clause)) {
        let beyond = |cue: &Cue| counted.number.bounds.min > Some(clause.language.attributes[cue.0].most);
        if cue.take_if(|cue| total || beyond(cue)).is_some() {
            found.totals.push(clause.span(&counted.number));
        }
    }
    let mut of_before: Option<ActorId> = None;
    // "A woman killed, 30 injured": what is counted behind "a" is counted on somebody else.
    let mut one = false;
    for (counted, cue) in clause.numbers.iter().zip(&cues) {
        let Some((attribute, rule)) = name_of(clause, counted, *cue) else { continue };
        let own = lists::actor(clause, counted, actors)
            .or_else(|| actor_of(clause, counted, actors))
            .filter(|_| !is_teller(clause, counted, who))
            .or_else(|| tolled(clause, counted, actors));
        let loser = || lost_by(clause, counted, *cue, actors);
        let own = if own.is_none() || is_nameless(own.as_ref()) { loser().or(own) } else { own };
        let of = match counted.phrase.noun {
            Noun::Elided if own.is_none() => of_before.clone().filter(|_| !one || is_further(clause, counted)),
            _ if is_further(clause, counted) && is_nameless(own.as_ref()) => of_before.clone().or(own),
            // "10 suicide bombers": nobody's name; whose they are the event tells.
            _ if attribute == "attackers" && is_nameless(own.as_ref()) => None,
            _ => own,
        };
        // A part of those counted before is no second number of the same people.
        if rule == INCLUDED && (of.is_none() || of == of_before) {
            continue;
        }
        if of.is_some() && rule != INCLUDED {
            of_before.clone_from(&of);
            one = counted.number.article;
        }
        found.quantities.push(Quantity {
            attribute: attribute.to_owned(),
            bounds: counted.number.bounds,
            of,
            span: clause.span(&counted.number),
            rule: format!("{}/quantities/{rule}", clause.language.code),
        });
    }
}

/// "Raids kill more than 20 Monitor": who tells it, right behind the number, is not counted.
fn is_teller(clause: &Clause<'_>, counted: &Counted, who: Who<'_>) -> bool {
    let words = &clause.words[counted.number.to..counted.phrase.to.max(counted.number.to)];
    let Some((first, last)) = words.first().zip(words.last()) else { return false };
    let phrase = first.span.join(last.span);
    let whole = who.mentions.iter().find(|mention| mention.span == phrase);
    let kind = whole.and_then(|mention| who.actors.iter().find(|actor| actor.id == mention.actor));
    kind.is_some_and(|actor| clause.language.words.tellers.contains(&*actor.kind))
}

/// Tells whether a number adds to the one before: "an additional 15 fighters", "another 30".
fn is_further(clause: &Clause<'_>, counted: &Counted) -> bool {
    let reach = counted.number.from.saturating_sub(2).max(clause.from)..(counted.number.to + 1).min(clause.to);
    clause.words[reach].iter().any(|word| clause.language.words.further.contains(&word.lower))
}

/// Tells whether an actor is known only by a common noun: "fighters".
fn is_nameless(actor: Option<&ActorId>) -> bool {
    actor.is_some_and(|id| id.starts_with("generic:"))
}

/// Gives what the words around a number say of it, where its noun allows that.
fn own_cue(clause: &Clause<'_>, index: usize) -> Option<Cue> {
    let counted = &clause.numbers[index];
    let noun = counted.phrase.noun;
    if let Some(listed) = lists::cue(clause, counted) {
        return countable(clause, counted).then_some(listed);
    }
    if lists::part_of(clause, counted).is_some() {
        return None;
    }
    // "destroyed two *militia* trucks"
    let people = || noun == Noun::People && !is_beside(clause, counted);
    // "There is *no barracks* here, only a yard where a girl was killed"
    let nothing = counted.number.bounds.max == Some(0) && noun == Noun::Unknown;
    let fits = |cue: &Cue| !nothing && (!clause.is_of_people(counted, *cue) || people());
    let cue = clause.cue(index).filter(fits);
    let cue = clause
        .joint(counted)
        .or(cue)
        .or_else(|| clause.counted_noun(counted))
        .or_else(|| clause.done_until(counted))?;
    let animate = clause.language.attributes[cue.0].animate;
    (animate || noun != Noun::Unknown).then_some(cue).filter(|_| countable(clause, counted))
}

/// Tells whether a number can be one of people: no weapons, and "a" only before one of them.
fn countable(clause: &Clause<'_>, counted: &Counted) -> bool {
    let noun = counted.phrase.noun;
    let last = counted.phrase.to.checked_sub(1).map(|at| &clause.words[at].lower);
    let singular = || noun == Noun::People && last.is_some_and(|last| clause.language.words.singular.contains(last));
    !matches!(noun, Noun::Weapons | Noun::Bodies)
        && (!counted.number.article || singular() && !is_beside(clause, counted))
}

/// "destroyed a *terrorist* command post": the last noun stands beside another one, and it is that one which "a" counts.
fn is_beside(clause: &Clause<'_>, counted: &Counted) -> bool {
    let last = counted.phrase.to.checked_sub(1).map(|at| clause.words[at].span);
    let mut tokens = last.into_iter().flat_map(|span| clause.analysis.tokens_in(span));
    tokens.any(|token| {
        let Token { relation, head, .. } = clause.analysis.tokens[token];
        matches!(relation, Relation::Compound | Relation::Amod) && head.is_some_and(|head| head > token)
    })
}

/// Gives the attribute's name and the rule: what was found, or attackers and weapons by their own nouns.
fn name_of<'a>(clause: &'a Clause<'_>, counted: &Counted, cue: Option<Cue>) -> Option<(&'a str, &'static str)> {
    if let Some((attribute, rule)) = cue {
        return Some((&clause.language.attributes[attribute].name, rule));
    }
    if counted.number.article || counted.number.bounds.max == Some(0) {
        return None;
    }
    let lists = &clause.language.words;
    let behind = &clause.words[counted.number.to..counted.phrase.to.max(counted.number.to)];
    // "seized nine drivers and stormed the consulate": the nine did not.
    let behind_it = clause.words[counted.phrase.to.min(clause.to)..clause.to].iter();
    let next = behind_it.take(3).take_while(|word| !lists.joins.contains(&word.lower));
    let before = &clause.words[counted.number.from.saturating_sub(3).max(clause.from)..counted.number.from];
    match counted.phrase.noun {
        Noun::People if counted.number.bounds == Bounds::exactly(1) => None,
        Noun::People if behind.last().is_some_and(|word| lists.attackers.contains(&word.lower)) => {
            Some(("attackers", "attackers"))
        }
        Noun::People if next.into_iter().any(|word| lists.attack_verbs.contains(&word.lower)) => {
            Some(("attackers", "attacking"))
        }
        Noun::Weapons if before.iter().any(|word| lists.weapon_verbs.contains(&word.lower)) => {
            Some(("weapons", "weapons"))
        }
        _ => None,
    }
}

/// Gives the actor whose name stands in the counted noun phrase; of several, the last.
fn actor_of(clause: &Clause<'_>, counted: &Counted, actors: &[ActorMention]) -> Option<ActorId> {
    let first = clause.words.get(counted.number.to)?;
    let last = &clause.words[counted.phrase.to.checked_sub(1)?];
    let (start, end) = (first.span.start, last.span.end);
    let phrase = (start < end).then(|| Span::new(start, end))?;
    let near = actors.partition_point(|mention| mention.span.start < end);
    let overlapping = actors[near.saturating_sub(8)..near].iter().filter(|mention| mention.span.overlaps(phrase));
    overlapping.max_by_key(|mention| mention.span.end).map(|mention| mention.actor.clone())
}

/// Gives whose men were lost: "*the troops* lost four men".
fn lost_by(clause: &Clause<'_>, counted: &Counted, cue: Option<Cue>, actors: &[ActorMention]) -> Option<ActorId> {
    named_last(clause.analysis.tokens[clause.loser(counted, cue?)?].span, actors)
}

/// Gives who is named last in some words.
fn named_last(words: Span, actors: &[ActorMention]) -> Option<ActorId> {
    let near = actors.partition_point(|mention| mention.span.start < words.end);
    let last = actors[..near].last().filter(|mention| mention.span.overlaps(words))?;
    Some(last.actor.clone())
}

/// Gives the actor on whom a toll is counted: "put the number of dead *soldiers* at 40", "*Russian* losses at 900 dead".
fn tolled(clause: &Clause<'_>, counted: &Counted, actors: &[ActorMention]) -> Option<ActorId> {
    let toll = clause.toll_words(counted)?;
    // "the toll *from* regime air raids rose to 42": who is named behind such a word did not die.
    let ends = |at: &usize| {
        let word = &clause.words[*at].lower;
        clause.language.words.boundaries.contains(word)
            && !clause.language.words.including.contains(word)
            && &**word != "among"
    };
    let toll = toll.start..toll.clone().skip(1).find(ends).unwrap_or(toll.end);
    let first = toll.start.checked_sub(1).filter(|at| *at >= clause.from).unwrap_or(toll.start);
    named_last(clause.words[first].span.join(clause.words[toll.end - 1].span), actors)
}

#[cfg(test)]
mod tests;
