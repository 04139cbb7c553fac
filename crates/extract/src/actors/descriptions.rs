//! Whom do common nouns mean: "the rebels", "the militant group", "civilians"?

use super::{
    cast::{Figure, How},
    grammar::Description,
    lexicon::party,
    scene::Scene,
};
use language::Tag;
use schema::{SectionKind, Span};
use std::collections::{BTreeMap, BTreeSet};

/// A noun phrase with a common noun for an actor.
struct Phrase {
    first: usize,
    last: usize,
    description: usize,
    /// True where it points back: "the rebels".
    is_definite: bool,
    /// What its other words say: `kurdish`.
    traits: BTreeSet<String>,
    /// The entry of the country that it names: "Turkish police".
    country: Option<usize>,
}

/// Finds and resolves descriptions, in text order, so that a description can point back to another.
pub(super) fn find(scene: &mut Scene<'_>) {
    let mut word = 0;
    while word < scene.words.list.len() {
        let Some(phrase) = phrase_at(scene, word) else {
            word += 1;
            continue;
        };
        word = phrase.last + 1;
        let span = scene.span(phrase.first, phrase.last);
        let (figure, rule) = resolve(scene, &phrase, span);
        scene.claim(span, figure, How::Description, rule);
    }
}

fn resolve(scene: &mut Scene<'_>, phrase: &Phrase, span: Span) -> (usize, &'static str) {
    let description = scene.grammar().description(phrase.description);
    let is_title = scene.section(span.start) == SectionKind::Title;
    if phrase.is_definite || is_title {
        if let Some(figure) = pointed_at(scene, phrase, description, span) {
            return (figure, "actors/description: nearest compatible");
        }
    }
    if is_title || is_lede(scene, span) {
        if let Some(figure) = only_one(scene, phrase, description) {
            return (figure, "actors/description: the only one of its kind in the account");
        }
    }
    if let (Some(party), Some(state)) = (description.means.as_deref().and_then(party), phrase.country.or(scene.focus)) {
        let entry = scene.lexicon.party_of(state, party);
        return (scene.cast.entry(&scene.lexicon.entries[entry]), "actors/description: of the country in focus");
    }
    if let Some(&number) = description.actor.as_ref().and_then(|id| scene.lexicon.numbers.get(id)) {
        return (scene.cast.entry(&scene.lexicon.entries[number]), "actors/description: a population");
    }
    (generic(scene, phrase, description), "actors/description: nobody named")
}

/// An actor without a name, of the country the noun phrase or the account is about.
fn generic(scene: &mut Scene<'_>, phrase: &Phrase, description: &Description) -> usize {
    let noun = description.generic.clone().unwrap_or_default();
    let state = phrase.country.or_else(|| scene.focus.filter(|_| description.national));
    let state = state.map(|number| &scene.lexicon.entries[number]);
    let country = state.and_then(|state| state.country.clone());
    let demonym = state.and_then(|state| state.demonyms.first().cloned());
    let id = match &country {
        Some(country) => format!("generic:{}:{noun}", country.to_lowercase()),
        None => format!("generic:{noun}"),
    };
    let plain = noun.replace('-', " ");
    let name = demonym.map_or_else(|| plain.clone(), |demonym| format!("{demonym} {plain}"));
    let figure = scene.newcomer(id, name, description.kind.as_deref().unwrap_or_default(), country);
    scene.cast.figures[figure].aliases.insert(plain);
    scene.name(figure, phrase.first, phrase.last);
    let head = scene.word(phrase.last).to_owned();
    scene.cast.figures[figure].aliases.insert(head);
    figure
}

/// The nearest figure named or described before that the noun can mean; a subject counts as one sentence nearer.
fn pointed_at(scene: &Scene<'_>, phrase: &Phrase, description: &Description, span: Span) -> Option<usize> {
    let here = scene.sentence(span.start);
    let clause = scene.head(span).and_then(|head| scene.analysis.tokens[head].head);
    let noun = scene.words.folded(phrase.last);
    let candidates = scene
        .found
        .iter()
        .filter(|found| found.span.end <= span.start && fits(scene, found.figure, phrase, description, noun));
    candidates
        .filter_map(|found| {
            let distance = here.checked_sub(scene.sentence(found.span.start)).filter(|distance| *distance <= REACH)?;
            let verb = scene.subject_of(found.span);
            // "The army shelled the army": nobody is both sides of one deed.
            if distance == 0 && verb.is_some() && verb == clause {
                return None;
            }
            let subject = usize::from(verb.is_some());
            Some((distance * 2 + 2 - 2 * subject, std::cmp::Reverse(found.span.start), found.figure))
        })
        .min()
        .map(|(_, _, figure)| figure)
}

const REACH: usize = 6;

/// The only named figure of the whole account that the noun can mean.
fn only_one(scene: &Scene<'_>, phrase: &Phrase, description: &Description) -> Option<usize> {
    if phrase.country.is_some() && description.actor.is_some() || description.fits.is_empty() {
        return None;
    }
    let noun = scene.words.folded(phrase.last);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for found in scene.found.iter().filter(|found| found.how == How::Name) {
        *counts.entry(found.figure).or_default() += 1;
    }
    let mut fitting =
        counts.iter().filter(|&(&figure, _)| fits(scene, figure, phrase, description, noun)).map(|(figure, _)| *figure);
    let one = fitting.next()?;
    fitting.next().is_none().then_some(one)
}

fn fits(scene: &Scene<'_>, figure: usize, phrase: &Phrase, description: &Description, noun: &str) -> bool {
    let figure: &Figure = &scene.cast.figures[figure];
    if figure.id.starts_with("generic:") {
        return false;
    }
    let ends_so = |name: &String| name.contains(' ') && super::words::fold(name).rsplit(' ').next() == Some(noun);
    let by_head = phrase.first == phrase.last && figure.kind != "person" && figure.aliases.iter().any(ends_so);
    let by_kind = description.fits.contains(&figure.kind);
    let wanted = description.traits.iter().chain(&phrase.traits);
    let country = phrase.country.and_then(|state| scene.lexicon.entries[state].country.as_ref());
    let at_home = country.is_none() || figure.country.is_none() || country == figure.country.as_ref();
    (by_kind || by_head)
        && at_home
        && wanted.into_iter().all(|mark| figure.traits.contains(mark) || figure.kind.starts_with(mark.as_str()))
}

fn is_lede(scene: &Scene<'_>, span: Span) -> bool {
    let body = |section: &&schema::Section| section.kind == SectionKind::Body;
    let Some(start) = scene.document.sections.iter().find(body).map(|section| section.span.start) else {
        return scene.sentence(span.start) < 3;
    };
    scene.section(span.start) == SectionKind::Body && scene.sentence(span.start) < scene.sentence(start) + 4
}

/// Reads the noun phrase whose common noun begins or stands at `word`.
fn phrase_at(scene: &Scene<'_>, word: usize) -> Option<Phrase> {
    let (mut last, mut description) = noun_ending(scene, word)?;
    // "rebel groups", "police officers": the last noun decides the end, the first what it is.
    let mut weak = scene.is_in(last, &scene.grammar().members);
    while scene.runs_on(last) {
        let next = last + 1;
        let Some((_, other)) = noun_ending(scene, next) else { break };
        if weak {
            description = other;
        }
        weak = weak && scene.is_in(next, &scene.grammar().members);
        last = next;
    }
    let head = last;
    let span = scene.words.list[head].span;
    if !scene.is_free(span) || !stands_for_actor(scene, head) {
        return None;
    }
    let first = first_of(scene, word);
    let before = first.checked_sub(1).filter(|&before| scene.runs_on(before));
    let is_definite = before.is_some_and(|before| scene.is_in(before, &scene.grammar().definite))
        || scene.analysis.text[..scene.words.list[first].span.start].trim_end().ends_with(['\'', '’']);
    let mut traits = BTreeSet::new();
    let mut country = None;
    for word in first..=head {
        let marks =
            scene.grammar().modifier.iter().filter(|modifier| modifier.words.contains(scene.words.folded(word)));
        traits.extend(marks.map(|modifier| modifier.mark.clone()));
        country = country.or_else(|| country_of(scene, word));
    }
    Some(Phrase { first, last: head, description, is_definite, traits, country })
}

/// Gives the last word and the description of the noun that ends at `word`.
fn noun_ending(scene: &Scene<'_>, word: usize) -> Option<(usize, usize)> {
    let nouns = scene.grammar().nouns.get(scene.words.folded(word))?;
    let nominal =
        !matches!(scene.tag(word), Some(Tag::Verb | Tag::Auxiliary | Tag::Adverb | Tag::Pronoun | Tag::Adposition));
    let of = nouns.iter().find(|(words, _)| {
        let length = words.len();
        word + 1 >= length
            && words.iter().enumerate().all(|(n, part)| scene.words.folded(word + 1 - length + n) == part)
    })?;
    nominal.then_some((word, of.1))
}

/// "civilian areas" and "a government-held town" are about places; "rebel shelling" is about rebels.
fn stands_for_actor(scene: &Scene<'_>, head: usize) -> bool {
    let grammar = scene.grammar();
    let next = head + 1;
    if !scene.runs_on(head) {
        return true;
    }
    if scene.is_in(next, &grammar.not_before) {
        return false;
    }
    let follows = matches!(scene.tag(next), Some(Tag::Noun))
        && scene.analysis.text[scene.words.list[head].span.end..].starts_with([' ', '-', '\n']);
    let owns = (next..next + 3)
        .take_while(|&word| scene.runs_on(word - 1))
        .any(|word| scene.is_in(word, &grammar.deeds) || scene.is_in(word, &grammar.assets));
    !follows || owns || scene.is_in(next, &grammar.titles) && !scene.is_in(next, &grammar.members)
}

/// Gives the first word of the noun phrase around `word`, without its article and its number.
fn first_of(scene: &Scene<'_>, word: usize) -> usize {
    let grammar = scene.grammar();
    let mut first = word;
    while first > 0 && first + 6 > word && scene.runs_on(first - 1) {
        let before = first - 1;
        let nominal = matches!(scene.tag(before), Some(Tag::Adjective | Tag::Noun | Tag::ProperNoun));
        let compound = scene.analysis.text[scene.words.list[before].span.end..].starts_with('-');
        if !(nominal || compound)
            || !scene.is_free(scene.words.list[before].span)
            || scene.is_in(before, &grammar.definite)
            || scene.is_in(before, &grammar.deeds)
        {
            break;
        }
        first = before;
    }
    first
}

fn country_of(scene: &Scene<'_>, word: usize) -> Option<usize> {
    let letters = scene.words.folded(word);
    let backed = scene.runs_on(word) && scene.is_in(word + 1, &scene.grammar().not_before);
    if backed || !scene.is_capital(word) {
        return None;
    }
    let mut states = scene.lexicon.states.values().copied();
    states.find(|&state| {
        scene.lexicon.entries[state].demonyms.iter().any(|demonym| super::words::fold(demonym) == letters)
    })
}
