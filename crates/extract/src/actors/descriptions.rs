//! Whom do common nouns mean: "the rebels", "the militant group", "civilians"?

use super::{
    cast::{Figure, Found, How},
    grammar::Description,
    index::Party,
    kind::{GROUP, PERSON, STATE},
    lexicon::party,
    owners,
    phrases::{self, Phrase},
    scene::Scene,
};
use language::Relation;
use schema::{SectionKind, Span};
use std::cmp::Reverse;

/// Finds and resolves descriptions, in text order, so that a description can point back to another.
pub(super) fn find(scene: &mut Scene<'_>) {
    let mut word = 0;
    while word < scene.words.list.len() {
        let Some(phrase) = phrases::at(scene, word) else {
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
    if let Some(figure) =
        beside(scene, phrase, description, span).or_else(|| named_behind(scene, phrase, description, span))
    {
        return (figure, "actors/description: in apposition");
    }
    if let Some(figure) = own(scene, phrase, description) {
        return (figure, "actors/description: of the body that gives the account");
    }
    if let Some(figure) = owners::find(scene, phrase, description, span) {
        return (figure, "actors/description: of whoever speaks of his own");
    }
    if let Some(figure) = of_country(scene, phrase, description).or_else(|| flown(scene, phrase, description)) {
        return (figure, "actors/description: of whoever is named before it");
    }
    if (phrase.is_definite || is_title)
        && let Some(figure) = pointed_at(scene, phrase, description, span)
    {
        return (figure, "actors/description: nearest compatible");
    }
    if let Some(figure) = named_next(scene, phrase, description, span) {
        return (figure, "actors/description: the only one of its kind, named soon after");
    }
    let means = description.means.as_deref().and_then(party);
    // Police act where they are at home.
    let here = || scene.country_around(span.start).filter(|_| means == Some(Party::Police));
    if let (Some(party), Some(state)) = (means, phrase.country.or_else(here).or(scene.focus)) {
        let entry = scene.lexicon.party_of(state, party);
        let figure = scene.cast.entry(&scene.lexicon.entries[entry]);
        if party == Party::Police {
            scene.name(figure, phrase.first, phrase.last);
        }
        return (figure, "actors/description: of the country in focus");
    }
    if let Some(&number) = description.actor.as_ref().and_then(|id| scene.lexicon.numbers.get(id)) {
        return (scene.cast.entry(&scene.lexicon.entries[number]), "actors/description: a population");
    }
    (generic(scene, phrase, description), "actors/description: nobody named")
}

/// "*Our* fighters took the hill": those of the body that gives the account.
fn own(scene: &Scene<'_>, phrase: &Phrase, description: &Description) -> Option<usize> {
    let owner = phrase.first.checked_sub(1).filter(|&before| scene.is_in(before, &scene.grammar().own))?;
    let armed = description.means.is_some() || !description.fits.is_empty();
    let found = scene.found.get(&scene.words.list[owner].span.start).filter(|_| armed)?;
    Some(found.figure)
}

/// Forces or aircraft of some state, and nobody's by their name.
fn are_forces(description: &Description) -> bool {
    description.actor.is_none() && description.kind.as_deref() == Some("state_forces")
}

/// "Two *Lowland* Su-24 bombers": the forces of the country that is named beside the aircraft.
fn of_country(scene: &mut Scene<'_>, phrase: &Phrase, description: &Description) -> Option<usize> {
    let bare = description.fits.is_empty() && description.means.is_none();
    let state = phrase.country.filter(|_| bare && are_forces(description))?;
    let lexicon = scene.lexicon;
    Some(scene.cast.entry(&lexicon.entries[lexicon.party_of(state, Party::Forces)]))
}

/// "The *mission's* helicopters", "*NATO's* jets", "the *separatists'* army": whose they are.
fn flown(scene: &Scene<'_>, phrase: &Phrase, description: &Description) -> Option<usize> {
    let craft = are_forces(description) && (description.means.is_some() || description.fits.is_empty());
    let before = scene.words.list[phrase.first].span.start;
    let (_, owner) = scene.found.range(..before).next_back().filter(|_| craft)?;
    let between = scene.analysis.text.get(owner.span.end..before)?;
    let ends = owner.span.of(scene.analysis.text);
    let possessive =
        matches!(between, "'s " | "’s " | "' " | "’ ") || between == " " && ends.ends_with(['\'', '’', 's']);
    let flies = !matches!(scene.cast.figures[owner.figure].kind.as_str(), PERSON | "medium" | "sources");
    (possessive && flies && owner.how != How::Pronoun).then_some(owner.figure)
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
    scene.cast.figures[figure].call(plain);
    scene.name(figure, phrase.first, phrase.last);
    let head = scene.word(phrase.last).to_owned();
    scene.cast.figures[figure].call(head);
    figure
}

/// The nearest figure before that the noun can mean; subjects, most of all of main clauses, come before objects, and these before the rest.
fn pointed_at(scene: &Scene<'_>, phrase: &Phrase, description: &Description, span: Span) -> Option<usize> {
    let here = scene.sentence(span.start);
    let clause = scene.head(span).and_then(|head| scene.analysis.tokens[head].head);
    let noun = scene.words.folded(phrase.last);
    let lemma = |verb: usize| scene.analysis.tokens[verb].lemma.as_ref();
    let speaks = scene.subject_of(span).is_some_and(|verb| scene.grammar().speech.contains(lemma(verb)));
    // "bombed the group": not the one that was only asked.
    let aside = |figure: usize| !speaks && description.speaks.contains(&scene.cast.figures[figure].kind);
    let nearest = scene
        .before(span.start)
        .filter(|found| fits(scene, found.figure, phrase, description, noun))
        .filter(|found| !is_unlike(scene, found.figure, phrase, description))
        .filter_map(|found| {
            let distance = here.checked_sub(scene.sentence(found.span.start)).filter(|distance| *distance <= REACH)?;
            let verb = scene.subject_of(found.span);
            // "The army shelled the army": nobody is both sides of one deed.
            if distance == 0 && verb.is_some_and(|verb| clause.is_some_and(|clause| is_same_deed(scene, clause, verb)))
            {
                return None;
            }
            let aside = if aside(found.figure) { ASIDE } else { 0 };
            Some((distance * 3 + obscurity(scene, found, verb) + aside, Reverse(found.span.start), found.figure))
        })
        .min();
    nearest.map(|(_, _, figure)| figure)
}

/// "The army fights *to take* the town from the group": what hangs on a verb and has no subject of its own is done by the same.
fn is_same_deed(scene: &Scene<'_>, clause: usize, verb: usize) -> bool {
    let tokens = &scene.analysis.tokens;
    let mut at = clause;
    for _ in 0..4 {
        if at == verb {
            return true;
        }
        let joined = matches!(tokens[at].relation, Relation::Xcomp | Relation::Advcl | Relation::Conj);
        let own = [Relation::Nsubj, Relation::NsubjPass].iter().any(|&own| scene.analysis.child(at, own).is_some());
        match tokens[at].head.filter(|_| joined && !own) {
            Some(head) => at = head,
            None => break,
        }
    }
    false
}

const REACH: usize = 6;
/// As far off as three sentences.
const ASIDE: usize = 9;
const MANY: usize = 200;
const INTRODUCTION: usize = 4;

/// How little the grammar puts somebody forward: 0 for the subject of a main clause.
fn obscurity(scene: &Scene<'_>, found: &Found, verb: Option<usize>) -> usize {
    let relation = |token: usize| scene.analysis.tokens[token].relation;
    match (verb, scene.head(found.span)) {
        (Some(verb), _) if matches!(relation(verb), Relation::Root | Relation::Conj | Relation::Parataxis) => 0,
        (Some(_), _) => 2,
        (None, Some(head))
            if matches!(relation(head), Relation::Obj | Relation::Obl | Relation::OblAgent | Relation::Root) =>
        {
            3
        }
        _ => 4,
    }
}

/// The only named figure of the account that the noun can mean, where it is named soon after: news describes first and names then.
fn named_next(scene: &Scene<'_>, phrase: &Phrase, description: &Description, span: Span) -> Option<usize> {
    if phrase.is_one_of_many || phrase.is_several || description.fits.is_empty() {
        return None;
    }
    let noun = scene.words.folded(phrase.last);
    let named = (0..scene.cast.figures.len()).filter(|&figure| scene.cast.figures[figure].named).take(MANY);
    let mut fitting = named.filter(|&figure| fits(scene, figure, phrase, description, noun));
    let one = fitting.next()?;
    if fitting.next().is_some() || is_unlike(scene, one, phrase, description) {
        return None;
    }
    // "The army", in news of this country, is no other's.
    let home =
        description.means.as_ref().and(scene.focus).and_then(|state| scene.lexicon.entries[state].country.as_ref());
    if home.is_some_and(|home| scene.cast.figures[one].country.as_ref().is_some_and(|country| country != home)) {
        return None;
    }
    let here = scene.sentence(span.start);
    let mut after = scene
        .found
        .range(span.end..)
        .map(|(_, found)| found)
        .take_while(|found| scene.sentence(found.span.start) <= here + INTRODUCTION);
    let is_new = scene.before(span.start).all(|found| found.figure != one || found.how != How::Name);
    (is_new && after.any(|found| found.figure == one && found.how == How::Name)).then_some(one)
}

/// "The NSA, an alliance of rebel groups": the figure beside which the description stands.
fn beside(scene: &Scene<'_>, phrase: &Phrase, description: &Description, span: Span) -> Option<usize> {
    let (_, last) = scene.found.range(..span.start).next_back()?;
    let between = scene.analysis.text.get(last.span.end..span.start)?.trim_matches([')', '"', '”', ' ']);
    if last.how == How::Name && matches!(between, ", a" | ", an") && scene.cast.figures[last.figure].kind != PERSON {
        return Some(last.figure);
    }
    // "the Hill Front (HF) militant group"
    let kind = &scene.cast.figures[last.figure].kind;
    let one = scene.is_in(phrase.last, &scene.grammar().collective) && !phrase.is_several;
    if last.how == How::Name && between.is_empty() && one && description.fits.contains(kind) {
        return Some(last.figure);
    }
    let head = scene.head(span)?;
    let token = &scene.analysis.tokens[head];
    let other = token.head.filter(|&other| token.relation == Relation::Appos && other < head)?;
    let other = scene.analysis.tokens[other].span;
    let (_, found) = scene.found.range(..=other.start).next_back()?;
    (found.span.contains(other) && found.how == How::Name && scene.cast.figures[found.figure].kind != PERSON)
        .then_some(found.figure)
}

/// "The militia, Hill Front, attacked", "one of the groups, Hill Front, was captured", "fighters of Hill Front": whom the name
/// right behind names.
fn named_behind(scene: &Scene<'_>, phrase: &Phrase, description: &Description, span: Span) -> Option<usize> {
    let (_, found) = scene.found.range(span.end..).next()?;
    let text = scene.analysis.text;
    let (between, behind) = (text.get(span.end..found.span.start)?, text.get(found.span.end..)?);
    let grammar = scene.grammar();
    let one_of =
        |from: usize| (from..phrase.first).all(|word| matches!(scene.words.folded(word), "one" | "of" | "the"));
    let picked = || phrase.first.checked_sub(3).is_some_and(one_of);
    let is_named = match between.trim() {
        "," | ", the" => {
            behind.starts_with(',') && (picked() || !phrase.is_several && scene.is_in(phrase.last, &grammar.collective))
        }
        "of" | "of the" | "from" | "from the" | ", of" | ", of the" | ", from" | ", from the" => {
            scene.is_in(phrase.last, &grammar.members)
        }
        // "the Syrian rebel group Hill Front said"
        "" => scene.runs_on(phrase.last) && !phrase.is_several && scene.is_in(phrase.last, &grammar.collective),
        _ => false,
    };
    // Of a group that nobody knew before only its name says what it is.
    let kind = &scene.cast.figures[found.figure].kind;
    let fights = || !matches!(kind.as_str(), PERSON | STATE | "medium" | "organization" | "international_body");
    // "terrorists from the Hill Front", as those call it whom it fights
    let member = !between.trim().is_empty() && !matches!(between.trim(), "," | ", the");
    let fits = kind == GROUP || description.fits.contains(kind) || member && description.actor.is_none() && fights();
    (is_named && fits && found.how == How::Name).then_some(found.figure)
}

/// Kurdish forces are not called just "rebels".
fn is_unlike(scene: &Scene<'_>, figure: usize, phrase: &Phrase, description: &Description) -> bool {
    let traits = &scene.cast.figures[figure].traits;
    description.unlike.iter().any(|mark| traits.contains(mark) && !phrase.traits.contains(mark))
}

fn fits(scene: &Scene<'_>, figure: usize, phrase: &Phrase, description: &Description, noun: &str) -> bool {
    let figure: &Figure = &scene.cast.figures[figure];
    if figure.id.starts_with("generic:") {
        return false;
    }
    // "The army" is the state's, also where a rebel group calls itself one.
    let by_head = phrase.first == phrase.last
        && figure.kind != PERSON
        && (description.means.is_none() || description.fits.is_empty())
        && figure.heads.contains(noun);
    let by_kind = !phrase.is_several && description.fits.contains(&figure.kind);
    let wanted = description.traits.iter().chain(&phrase.traits);
    let country = phrase.country.and_then(|state| scene.lexicon.entries[state].country.as_ref());
    let at_home = country.is_none() || figure.country.is_none() || country == figure.country.as_ref();
    // "Turkish-backed fighters" are none of those whom Turkey is not known to back.
    let known = scene.lexicon.numbers.get(&figure.id).map(|&number| &scene.lexicon.entries[number].backed_by);
    let backed = match (phrase.backer, known) {
        (Some(backer), Some(known)) => known.contains(&scene.lexicon.entries[backer].id),
        _ => true,
    };
    (by_kind || by_head)
        && backed
        && at_home
        && wanted.into_iter().all(|mark| figure.traits.contains(mark) || figure.kind.starts_with(mark.as_str()))
}
