//! What noun does a number count?

use super::grammar::Language;
use super::number::Number;
use crate::words::{Word, WordSet};
use schema::{ActorMention, Span};

/// The noun phrase behind a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    /// First word behind the number.
    pub(super) from: usize,
    /// One past the noun, or `from` where there is none.
    pub(super) to: usize,
    pub(super) noun: Noun,
}

/// What the noun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    /// "soldiers", or the name of an actor.
    People,
    /// "tanks".
    Weapons,
    /// "factions", which are not who is in them.
    Bodies,
    /// "others", or nothing at all: the people counted before.
    Elided,
    /// A noun that the lists do not know.
    Unknown,
}

/// Finds the noun phrase that `number` counts.
pub(super) fn counted(words: &[Word], number: &Number, language: &Language, actors: &[ActorMention]) -> Phrase {
    let lists = &language.words;
    let from = number.to;
    let mut people = None;
    let mut weapons = None;
    let mut at = skip_age(words, skip_of(words, from, language));
    let first = at;
    while at < words.len().min(first + 9) {
        let word = &words[at];
        let known = lists.people.contains(&word.lower);
        // "20 rebels Monitor": a name that begins behind the noun is somebody else's.
        if at > first && lists.people.contains(&words[at - 1].lower) && begins(actors, word.span) {
            break;
        }
        // '"three women" activist Omar Hadi said'
        if people.is_some() && matches!(&*word.lower, "\"" | "”") {
            break;
        }
        // "killed 25 fighters calling them terrorists"
        if people.is_some() && !word.is_mark() && lists.objects.contains(&word.lower) {
            break;
        }
        let weapon = lists.weapons.contains(&word.lower);
        if ends(words, at, language) && !(known && at == first && language.state(words, at).is_none()) {
            break;
        }
        if lists.joins.contains(&word.lower) && (people.is_some() || weapons.is_some() || word.is_mark()) {
            break;
        }
        if weapon {
            weapons = Some(at + 1);
        } else if known || (word.is_letters() && named(actors, word.span)) || demonym(word) {
            people = Some(at + 1);
        }
        at += 1;
    }
    let plain = at;
    if people.is_some_and(|end| is_of_bodies(&words[first..end], language)) {
        return Phrase { from, to: at, noun: Noun::Bodies };
    }
    match (people, weapons) {
        (Some(to), weapons) if weapons.is_none_or(|weapon| weapon < to) => Phrase { from, to, noun: Noun::People },
        (_, Some(to)) => Phrase { from, to, noun: Noun::Weapons },
        _ => {
            let elided = words[first..plain].iter().all(|word| lists.pronouns.contains(&word.lower));
            let noun = if elided { Noun::Elided } else { Noun::Unknown };
            Phrase { from, to: if elided || plain <= first + 4 { plain } else { first + 1 }, noun }
        }
    }
}

/// "one of the factions", "three rebel brigades": bodies are counted, and not who is in them.
fn is_of_bodies(words: &[Word], language: &Language) -> bool {
    let of = words.iter().position(|word| &*word.lower == "of").unwrap_or(words.len());
    words[..of].last().is_some_and(|noun| language.words.bodies.contains(&noun.lower))
}

/// Skips "of the", "of them".
fn skip_of(words: &[Word], from: usize, language: &Language) -> usize {
    let lists = &language.words;
    if let Some(noun) = part_of_them(words, from, language) {
        return noun;
    }
    // "wounded more than 100 a monitoring group said": behind "a" stands somebody else.
    let links = |word: &Word| lists.between.contains(&word.lower) && !language.numbers.single.contains(&word.lower);
    let of = words.get(from).is_some_and(|word| links(word) && !lists.people.contains(&word.lower));
    let behind = words
        .get(from + 1)
        .is_some_and(|word| lists.pronouns.contains(&word.lower) || (of && lists.boundaries.contains(&word.lower)));
    from + usize::from(of) + usize::from(of && behind)
}

/// "A *12-year-old* boy": the age counts nobody.
fn skip_age(words: &[Word], from: usize) -> usize {
    let is = |at: usize, word: &str| words.get(at).is_some_and(|other| &*other.lower == word);
    let digits = words.get(from).is_some_and(|word| word.is_digits() || word.is_letters());
    let years = digits && is(from + 1, "-") && (is(from + 2, "year") || is(from + 2, "month")) && is(from + 3, "-");
    if years && is(from + 4, "old") { from + 5 } else { from }
}

/// "One of them a child", "of whom five were children": what the part is stands behind.
fn part_of_them(words: &[Word], from: usize, language: &Language) -> Option<usize> {
    let lists = &language.words;
    let is = |at: usize, list: &WordSet| words.get(at).is_some_and(|word| list.contains(&word.lower));
    let number = words[..from].iter().rev().take(6).position(|word| lists.pronouns.contains(&word.lower));
    let behind = is(from + 1, &lists.pronouns) && is(from, &lists.between);
    let mut at = if behind { from + 2 } else { number.map(|_| from)? };
    let start = at;
    while is(at, &lists.passives) || is(at, &language.numbers.single) {
        at += 1;
    }
    (is(at, &lists.people) && (behind || at > start)).then_some(at)
}

fn ends(words: &[Word], at: usize, language: &Language) -> bool {
    let word = &words[at];
    let lists = &language.words;
    let mark = word.is_mark() && !matches!(&*word.lower, "-" | "'" | "," | "\"" | "“" | "”");
    mark || lists.boundaries.contains(&word.lower)
        || lists.auxiliaries.contains(&word.lower)
        || lists.attack_verbs.contains(&word.lower)
        || language.verb(&word.lower).is_some()
        || language.state(words, at).is_some()
        || language.subject(words, at).is_some()
        || word.is_digits()
        || language.numbers.words.contains_key(&word.lower)
        || language.numbers.vague.contains_key(&word.lower)
}

/// Tells whether a word is part of the name of an actor.
pub(super) fn named(actors: &[ActorMention], span: Span) -> bool {
    let near = actors.partition_point(|mention| mention.span.start < span.end);
    actors[near.saturating_sub(4)..near].iter().any(|mention| mention.span.overlaps(span))
}

fn begins(actors: &[ActorMention], span: Span) -> bool {
    actors.binary_search_by_key(&span.start, |mention| mention.span.start).is_ok()
}

/// "Syrians", "Kurds": a capital letter and a plural.
fn demonym(word: &Word) -> bool {
    word.capital && word.lower.len() > 3 && word.lower.ends_with('s')
}
