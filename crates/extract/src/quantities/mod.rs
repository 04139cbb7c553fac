//! How many?
//!
//! Numbers and the words that tell what they count are in `data/<language>/quantities.toml`.

mod cue;
mod grammar;
mod number;
mod phrase;

pub use grammar::Grammar;

use crate::words::{Word, words};
use cue::{Clause, Counted, Cue, INCLUDED};
use language::Analysis;
use phrase::Noun;
use schema::{ActorId, ActorMention, Bounds, Document, Quantity, Span};

/// Finds the numbers of people and things that the document gives, in text order.
#[must_use]
pub fn find(document: &Document, analysis: &Analysis<'_>, actors: &[ActorMention], grammar: &Grammar) -> Vec<Quantity> {
    let Some(language) = grammar.of(document.language.as_deref()) else { return Vec::new() };
    let whole = [Span::new(0, document.text.len())];
    let spans: Vec<Span> = document.sections.iter().map(|section| section.span).collect();
    let spans = if spans.is_empty() { &whole[..] } else { &spans[..] };
    let mut found: Vec<Quantity> = Vec::new();
    for span in spans {
        let words = words(&document.text, *span);
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
            found.extend(of_clause(&clause, actors));
        }
    }
    found.sort_by_key(|quantity| quantity.span);
    found
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

/// Gives the quantities of one sentence.
fn of_clause(clause: &Clause<'_>, actors: &[ActorMention]) -> Vec<Quantity> {
    if clause.numbers.is_empty() || clause.is_total() {
        return Vec::new();
    }
    let mut cues: Vec<Option<Cue>> = (0..clause.numbers.len()).map(|index| own_cue(clause, index)).collect();
    share(clause, &mut cues);
    let mut found = Vec::new();
    let mut of_before: Option<ActorId> = None;
    for (counted, cue) in clause.numbers.iter().zip(&cues) {
        let Some((attribute, rule)) = name_of(clause, counted, *cue) else { continue };
        let of = match counted.phrase.noun {
            Noun::Elided => of_before.clone(),
            _ => actor_of(clause, counted, actors),
        };
        // A part of those counted before is no second number of the same people.
        if rule == INCLUDED && (of.is_none() || of == of_before) {
            continue;
        }
        if of.is_some() && rule != INCLUDED {
            of_before.clone_from(&of);
        }
        let (from, to) = (counted.number.from, counted.number.to);
        found.push(Quantity {
            attribute: attribute.to_owned(),
            bounds: counted.number.bounds,
            of,
            span: clause.words[from].span.join(clause.words[to - 1].span),
            rule: format!("{}/quantities/{rule}", clause.language.code),
        });
    }
    found
}

/// Gives what the words around a number say of it, where its noun allows that.
fn own_cue(clause: &Clause<'_>, index: usize) -> Option<Cue> {
    let counted = &clause.numbers[index];
    let noun = counted.phrase.noun;
    if clause.is_part(counted) {
        return None;
    }
    let cue = clause.cue(index).or_else(|| clause.counted_noun(counted))?;
    let animate = clause.language.attributes[cue.0].animate;
    let singular = || {
        let last = counted.phrase.to.checked_sub(1).map(|at| &clause.words[at].lower);
        last.is_some_and(|last| clause.language.words.singular.contains(last))
    };
    match noun {
        Noun::Weapons => None,
        Noun::Unknown if !animate => None,
        _ if counted.number.article => (noun == Noun::People && singular()).then_some(cue),
        _ => Some(cue),
    }
}

/// Numbers that are joined share what is said of one of them: "12 soldiers and 3 civilians were killed".
fn share(clause: &Clause<'_>, cues: &mut [Option<Cue>]) {
    let lists = &clause.language.words;
    let link = |one: &Counted, other: &Counted| {
        let between = &clause.words[one.phrase.to.min(other.number.from)..other.number.from];
        let includes = between.iter().any(|word| lists.including.contains(&word.lower)) && between.len() <= 6;
        let pronoun = clause.words.get(other.number.to + 1).is_some_and(|word| lists.pronouns.contains(&word.lower));
        let joined = between.iter().all(|word| lists.joins.contains(&word.lower)) && between.len() <= 3;
        match (includes || (pronoun && between.len() <= 8), joined) {
            (true, _) => Some(INCLUDED),
            (false, true) => Some("joined"),
            _ => None,
        }
    };
    let countable = |counted: &Counted| !counted.number.article && counted.phrase.noun != Noun::Weapons;
    for index in 1..cues.len() {
        let (one, other) = (&clause.numbers[index - 1], &clause.numbers[index]);
        let before = clause.words.get(other.number.from.wrapping_sub(1));
        let among = before.is_some_and(|word| lists.among.contains(&word.lower));
        if among && cues[index].is_some_and(|(_, rule)| rule != INCLUDED) {
            cues[index - 1] = cues[index].map(|(attribute, _)| (attribute, INCLUDED)).filter(|_| countable(one));
        } else if let Some(rule) = link(one, other)
            && countable(other)
        {
            let own =
                cues[index].filter(|_| rule != INCLUDED).or(cues[index - 1].map(|(attribute, _)| (attribute, rule)));
            cues[index] = own.or(cues[index].map(|(attribute, _)| (attribute, rule)));
        }
    }
    for index in (1..cues.len()).rev() {
        let (one, other) = (&clause.numbers[index - 1], &clause.numbers[index]);
        if cues[index - 1].is_none() && countable(one) && link(one, other) == Some("joined") {
            cues[index - 1] = cues[index].map(|(attribute, _)| (attribute, "joined"));
        }
    }
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
    let next = clause.words[counted.phrase.to.min(clause.to)..clause.to].iter().take(3);
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

#[cfg(test)]
mod tests;
