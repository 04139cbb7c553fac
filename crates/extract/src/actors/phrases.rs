//! Which noun phrases have a common noun for an actor: "the US-backed rebels", "an alliance of rebel groups"?

use super::{names, scene::Scene};
use language::{Relation, Tag};
use std::collections::BTreeSet;

/// A noun phrase with a common noun for an actor.
pub(super) struct Phrase {
    /// Its first word, behind article and number.
    pub(super) first: usize,
    /// Its last word.
    pub(super) last: usize,
    /// The number of the description that its noun gives.
    pub(super) description: usize,
    /// True where it points back: "the rebels".
    pub(super) is_definite: bool,
    /// True where it means one body or one person of many: "a rebel", but not "an alliance of rebels".
    pub(super) is_one_of_many: bool,
    /// True where it means several bodies: "the groups".
    pub(super) is_several: bool,
    /// What its other words say: `kurdish`.
    pub(super) traits: BTreeSet<String>,
    /// The entry of the country that it names: "Turkish police".
    pub(super) country: Option<usize>,
    /// The entry of the country that backs it: "Turkish-backed fighters".
    pub(super) backer: Option<usize>,
}

/// Reads the noun phrase whose common noun begins or stands at `word`.
pub(super) fn at(scene: &Scene<'_>, word: usize) -> Option<Phrase> {
    let grammar = scene.grammar();
    if let Some(phrase) = collection(scene, word) {
        return Some(phrase);
    }
    let (last, description) = whole(scene, word)?;
    if !scene.is_free(scene.words.list[last].span) || !stands_for_actor(scene, last) {
        return None;
    }
    let found = grammar.description(description);
    let is_refused =
        scene.runs_on(last) && found.unless_before.iter().any(|other| other == scene.words.folded(last + 1));
    // "a small military base": an adjective, and nobody.
    let is_adjective = found.means.is_some() && scene.tag(last) == Some(Tag::Adjective);
    let phrase = bounded(scene, word, last, description);
    // "a lack of organization": a noun of one body without any article means no body.
    let is_abstract = phrase.first == last
        && !phrase.is_definite
        && !has_article(scene, phrase.first)
        && scene.is_in(last, &grammar.collective)
        && !scene.is_capital(last);
    (!is_refused && !is_adjective && !is_abstract && !is_of_enemy(scene, &phrase)).then_some(phrase)
}

/// "enemy soldiers", "servicemen of the enemy": whoever that is, they are not those of the country in focus.
fn is_of_enemy(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    let opponents = &scene.grammar().opponents;
    let behind = (phrase.last + 1..phrase.last + 4).take_while(|&word| scene.runs_on(word - 1));
    let of = behind.clone().next().is_some_and(|word| scene.words.folded(word) == "of");
    (phrase.first..=phrase.last).any(|word| scene.is_in(word, opponents))
        || of && behind.into_iter().any(|word| scene.is_in(word, opponents))
}

/// "a new alliance of rebel groups" is one actor, and what it is the last noun says.
fn collection(scene: &Scene<'_>, word: usize) -> Option<Phrase> {
    let grammar = scene.grammar();
    if !scene.is_in(word, &grammar.collective)
        || !scene.runs_on(word)
        || scene.words.folded(word + 1) != "of"
        || !scene.is_free(scene.words.list[word].span)
    {
        return None;
    }
    // "accused the army of shelling civilians": that is no army of theirs.
    let deed = |next: usize| scene.tag(next) == Some(Tag::Verb) && scene.words.folded(next).ends_with("ing");
    let noun = (word + 2..word + 6)
        .take_while(|&next| scene.runs_on(next - 1) && !deed(next))
        .find(|&next| noun_ending(scene, next).is_some())?;
    let (last, description) = whole(scene, noun)?;
    if !(word..=last).all(|part| scene.is_free(scene.words.list[part].span)) {
        return None;
    }
    let mut phrase = bounded(scene, word, last, description);
    phrase.is_one_of_many = false;
    phrase.is_several = false;
    Some(phrase)
}

/// "rebel groups", "police officers", "military sources": the last noun ends the phrase; what it is, the first that says so.
fn whole(scene: &Scene<'_>, word: usize) -> Option<(usize, usize)> {
    let grammar = scene.grammar();
    let mut last = word;
    let mut description = noun_ending(scene, word)?;
    let mut is_vague = scene.is_in(last, &grammar.collective);
    while scene.runs_on(last) && !scene.words.folded(last).ends_with('s') {
        let Some((length, other)) = noun_at(scene, last + 1) else { break };
        last += 1;
        // "fighter jets" are no fighters; "military aircraft" are the military's.
        let is_other = length > 1 && grammar.description(description).means.is_none();
        if is_vague || is_other || !scene.is_in(last, &grammar.members) {
            description = other;
        }
        is_vague = is_vague && scene.is_in(last, &grammar.collective);
    }
    Some((last, description))
}

fn bounded(scene: &Scene<'_>, word: usize, last: usize, description: usize) -> Phrase {
    let grammar = scene.grammar();
    let first = first_of(scene, word);
    let before = first.checked_sub(1).filter(|&before| scene.runs_on(before));
    let is_definite = before.is_some_and(|before| scene.is_in(before, &grammar.definite))
        || scene.analysis.text[..scene.words.list[first].span.start].trim_end().ends_with("'s");
    let mut traits = BTreeSet::new();
    let mut country = None;
    for part in first..=last {
        let marks = grammar.modifier.iter().filter(|modifier| modifier.words.contains(scene.words.folded(part)));
        traits.extend(marks.map(|modifier| modifier.mark.clone()));
        country = country.or_else(|| country_of(scene, part));
    }
    let backer = scene.adjectives.iter().rev().find(|adjective| (first..=last).contains(&adjective.participle));
    let backer = backer.map(|adjective| adjective.entry);
    let noun = scene.words.folded(last);
    let is_several = noun.strip_suffix('s').is_some_and(|one| grammar.collective.contains(one));
    let is_one_of_many =
        !is_definite && has_article(scene, first) && !noun.ends_with('s') && !scene.is_in(last, &grammar.collective);
    Phrase { first, last, description, is_definite, is_one_of_many, is_several, traits, country, backer }
}

fn has_article(scene: &Scene<'_>, first: usize) -> bool {
    first > 0 && scene.runs_on(first - 1) && scene.is_in(first - 1, &scene.grammar().articles)
}

/// Gives the number of the description whose noun ends at `word`.
fn noun_ending(scene: &Scene<'_>, word: usize) -> Option<usize> {
    noun_at(scene, word).map(|(_, description)| description)
}

/// The same, with how many words the noun has.
fn noun_at(scene: &Scene<'_>, word: usize) -> Option<(usize, usize)> {
    let nouns = scene.grammar().nouns.get(scene.words.folded(word))?;
    let is_nominal =
        !matches!(scene.tag(word), Some(Tag::Verb | Tag::Auxiliary | Tag::Adverb | Tag::Pronoun | Tag::Adposition));
    let (words, description) = nouns.iter().find(|(words, _)| {
        let length = words.len();
        word + 1 >= length
            && words.iter().enumerate().all(|(n, part)| scene.words.folded(word + 1 - length + n) == part)
    })?;
    is_nominal.then_some((words.len(), *description))
}

/// "civilian areas" and "a government-held town" are about places; "rebel shelling" is about rebels.
fn stands_for_actor(scene: &Scene<'_>, head: usize) -> bool {
    let grammar = scene.grammar();
    if !scene.runs_on(head) {
        return true;
    }
    if names::makes_adjective(scene, head) {
        return false;
    }
    let token = scene.analysis.tokens_in(scene.words.list[head].span).last();
    let modifies = token.is_some_and(|token| {
        let token_of = &scene.analysis.tokens[token];
        matches!(token_of.relation, Relation::Compound | Relation::Amod | Relation::NmodDesc)
            && token_of.head.is_some_and(|head| head > token)
    });
    let next = head + 1;
    let owns = (next..next + 3)
        .take_while(|&word| scene.runs_on(word - 1))
        .any(|word| scene.is_in(word, &grammar.deeds) || scene.is_in(word, &grammar.assets));
    !modifies || owns
}

/// Gives the first word of the noun phrase around `word`, without its article and its number.
fn first_of(scene: &Scene<'_>, word: usize) -> usize {
    let grammar = scene.grammar();
    let text = scene.analysis.text;
    let mut first = word;
    while first > 0 && first + 6 > word && scene.runs_on(first - 1) {
        let before = first - 1;
        let span = scene.words.list[before].span;
        let is_nominal = matches!(scene.tag(before), Some(Tag::Adjective | Tag::Noun | Tag::ProperNoun));
        let is_compound = text[span.end..].starts_with(['-', '‑', '–']);
        let is_second = text[..span.start].ends_with(['-', '‑', '–']) && scene.is_in(before, &grammar.not_before);
        let is_other = scene.is_in(before, &grammar.definite)
            || scene.is_in(before, &grammar.deeds)
            || scene.is_in(before, &grammar.titles);
        if !(is_nominal || is_compound || is_second) || is_other || !scene.is_free(span) || ends_quote(text, span.end) {
            break;
        }
        first = before;
    }
    first
}

/// "We have fled Karsa" local officials said: the words of somebody end here, and not a name in quotes.
fn ends_quote(text: &str, end: usize) -> bool {
    const NAME: usize = 4;
    let is_mark = |letter: char| matches!(letter, '"' | '“' | '”' | '«' | '»');
    let quoted = || text[..end].rsplit(is_mark).next().unwrap_or_default().split_whitespace().take(NAME + 1).count();
    text[end..].starts_with(is_mark) && quoted() > NAME
}

fn country_of(scene: &Scene<'_>, word: usize) -> Option<usize> {
    let grammar = scene.grammar();
    let hyphen = scene.analysis.text[..scene.words.list[word].span.start].ends_with(['-', '‑', '–']);
    let is_against = hyphen && word > 0 && scene.is_in(word - 1, &grammar.not_after);
    let is_backer = scene.runs_on(word) && scene.is_in(word + 1, &grammar.not_before);
    if is_against || is_backer || !scene.is_capital(word) {
        return None;
    }
    scene.lexicon.demonyms.get(scene.words.folded(word)).copied()
}
