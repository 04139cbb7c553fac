//! Which words are names that the lexicon knows?

use super::{
    cast::How,
    entry::Entry,
    index::{Case, Hit, Party, Sense, Use, Who},
    kind::{PERSON, STATE},
    lexicon::letters,
    namesakes,
    scene::{Adjective, Scene},
};
use language::{Relation, Tag};
use schema::{PlaceMention, SectionKind, Span, ToponymUse};
use std::collections::{BTreeMap, BTreeSet};

/// Finds the names of the lexicon; sets the country in focus on the way.
pub(super) fn find(scene: &mut Scene<'_>) {
    let lexicon = scene.lexicon;
    let articles = &scene.grammar().articles;
    let hits = lexicon.index.find(&scene.words, articles, |sense, first, last| is_written(scene, sense, first, last));
    scene.focus = focus(scene, &hits);
    let called = in_full(scene, &hits);
    for (number, hit) in hits.iter().enumerate() {
        let span = scene.span(hit.first, hit.last);
        if is_part_of_adjective(scene, hit) {
            describe(scene, hit);
            continue;
        }
        if !scene.is_free(span) {
            continue;
        }
        let Some((entry, rule)) = resolve(scene, hit, hits.get(number + 1), &called) else { continue };
        if lexicon.entries[entry].kind == PERSON && namesakes::is_another(scene, hit) {
            continue;
        }
        let figure = scene.cast.entry(&lexicon.entries[entry]);
        let has_article = hit.first < hit.last && scene.is_in(hit.first, &scene.grammar().articles);
        let first = if has_article { hit.first + 1 } else { hit.first };
        let is_group = !matches!(lexicon.entries[entry].kind.as_str(), STATE | PERSON);
        let last = if is_group { extended(scene, hit.last) } else { hit.last };
        scene.name(figure, first, hit.last);
        // "Kurdish forces" describes whom it means, and does not name him.
        let how = if rule == DESCRIBED { How::Description } else { How::Name };
        scene.claim(scene.span(first, last), figure, how, rule);
    }
}

const DESCRIBED: &str = "actors/lexicon: described so in this country";

/// Remembers who backs, leads or is linked to whom an adjective describes: "US-backed".
fn describe(scene: &mut Scene<'_>, hit: &Hit) {
    let span = scene.span(hit.first, hit.last);
    let mut senses: Vec<&Sense> = hit.senses.iter().filter(|sense| sense.usage != Use::Described).collect();
    senses.sort_by_key(|sense| (is_over(scene, sense), !is_near(scene, sense)));
    let entry = senses.first().and_then(|sense| entry_of(sense));
    let participle = hit.last + 1;
    if let Some(entry) = entry.filter(|_| scene.is_in(participle, &scene.grammar().not_before)) {
        scene.adjectives.push(Adjective { span, entry, participle });
    }
}

/// Gives the last word of the noun phrase that a name begins: "NSA fighters", "Daesh terrorist group".
pub(super) fn extended(scene: &Scene<'_>, last: usize) -> usize {
    let grammar = scene.grammar();
    let (mut word, mut end) = (last, last);
    while word < last + 4 && scene.runs_on(word) {
        // "SANA-Terrorist groups": a dash without spaces joins what does not belong together.
        if !scene.analysis.text[scene.words.list[word].span.end..]
            .trim_start_matches(['"', '”', '’', '\'', ')', 's', '.'])
            .starts_with(char::is_whitespace)
        {
            break;
        }
        word += 1;
        let is_member = scene.is_in(word, &grammar.members);
        if is_member {
            end = word;
        } else if !scene.is_in(word, &grammar.qualifiers) {
            break;
        }
    }
    end
}

fn is_written(scene: &Scene<'_>, sense: &Sense, first: usize, last: usize) -> bool {
    match &sense.case {
        Case::Any => true,
        Case::Initial => {
            // "The guardian of the tomb" is no newspaper.
            let first = if scene.is_in(first, &scene.grammar().articles) { (first + 1).min(last) } else { first };
            (first..=last).any(|word| scene.is_capital(word)) || is_uncased(scene.word(first))
        }
        Case::Exact(wanted) => {
            let span = scene.span(first, last);
            let ambiguous =
                || scene.grammar().ambiguous.contains(scene.words.folded(first)) && scene.is_shouted(span.start);
            letters(span.of(scene.analysis.text)) == *wanted
                && !(ambiguous() && (scene.tag(first) != Some(Tag::ProperNoun) || scene.shouts_throughout()))
        }
    }
}

fn is_uncased(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_alphabetic() && !letter.is_lowercase() && !letter.is_uppercase())
}

/// "The rebel coalition" is not the coalition of the states.
fn is_told_apart(scene: &Scene<'_>, first: usize, known: &Entry) -> bool {
    let before = first.checked_sub(1).filter(|&before| scene.runs_on(before));
    let said = |word: usize| scene.grammar().modifier.iter().filter(move |modifier| scene.is_in(word, &modifier.words));
    before.is_some_and(|word| said(word).any(|modifier| !known.traits.contains(&modifier.mark)))
}

/// "anti-IS forces", "US-backed rebels" and "IS-held village" name what they name, and not the actor.
fn is_part_of_adjective(scene: &Scene<'_>, hit: &Hit) -> bool {
    let grammar = scene.grammar();
    let text = scene.analysis.text;
    let span = scene.span(hit.first, hit.last);
    let before = hit.first > 0
        && scene.is_in(hit.first - 1, &grammar.not_after)
        && text[..span.start].ends_with(['-', '‑', '–']);
    let mut after = hit.last;
    // "US and Jordanian-backed": what is said of the second is said of the first.
    if scene.runs_on(after)
        && matches!(scene.words.folded(after + 1), "and" | "or")
        && scene.runs_on(after + 1)
        && scene.runs_on(after + 2)
        && text[scene.words.list[after + 2].span.end..].starts_with('-')
    {
        after += 2;
    }
    before || makes_adjective(scene, after)
}

/// "US-backed", "al-Qaeda linked": tells whether the word behind makes an adjective of the name.
pub(super) fn makes_adjective(scene: &Scene<'_>, last: usize) -> bool {
    if !scene.runs_on(last) || !scene.is_in(last + 1, &scene.grammar().not_before) {
        return false;
    }
    let hyphen = scene.analysis.text[scene.words.list[last].span.end..].starts_with(['-', '‑', '–']);
    let token = scene.analysis.tokens_in(scene.words.list[last + 1].span).last();
    let relation = token.and_then(|token| scene.analysis.tokens.get(token)).map(|token| token.relation);
    hyphen || matches!(relation, Some(Relation::Amod | Relation::Compound))
}

/// The entries that the account names by more than an acronym, by the initials of those names.
type Called = BTreeMap<String, BTreeSet<usize>>;

fn in_full(scene: &Scene<'_>, hits: &[Hit]) -> Called {
    let mut called = Called::new();
    for hit in hits.iter().filter(|hit| hit.first < hit.last) {
        let initials = (hit.first..=hit.last).filter_map(|word| scene.word(word).chars().next());
        let initials: String = initials.filter(|letter| letter.is_uppercase()).collect();
        for sense in hit.senses.iter().filter(|sense| sense.usage == Use::Name) {
            let Who::Entry(entry) = sense.who else { continue };
            called.entry(initials.clone()).or_default().insert(entry);
        }
    }
    called
}

/// An acronym that the lexicon gives to others means whom the account names with these initials: "NSA", the New Syrian Army.
fn spelled(acronym: &str, senses: &[&Sense], called: &Called) -> Option<usize> {
    let is_called =
        |sense: &&Sense| matches!(sense.who, Who::Entry(entry) if called.values().any(|all| all.contains(&entry)));
    let all = called.get(acronym).filter(|_| acronym.len() > 2 && !senses.iter().any(is_called))?;
    all.first().copied().filter(|_| all.len() == 1)
}

fn resolve(scene: &Scene<'_>, hit: &Hit, next: Option<&Hit>, called: &Called) -> Option<(usize, &'static str)> {
    let span = scene.span(hit.first, hit.last);
    let mut senses: Vec<&Sense> = hit.senses.iter().collect();
    let is_called =
        |sense: &Sense| matches!(sense.who, Who::Entry(entry) if called.values().any(|all| all.contains(&entry)));
    let is_acronym = |sense: &&Sense| matches!(sense.case, Case::Exact(_));
    if senses.iter().all(is_acronym)
        && let Some(entry) = spelled(&letters(span.of(scene.analysis.text)), &senses, called)
    {
        return Some((entry, "actors/lexicon: the initials of a name in this account"));
    }
    senses.sort_by_key(|sense| {
        (sense.usage, is_over(scene, sense), is_acronym(sense) && !is_called(sense), !is_near(scene, sense))
    });
    // An acronym or a name of several, none of whom belongs here, says nothing of who is meant.
    let bearers: BTreeSet<usize> = senses.iter().filter_map(|sense| entry_of(sense)).collect();
    let belongs = |sense: &&Sense| is_called(sense) || is_near(scene, sense) || is_of_no_country(scene, sense);
    if bearers.len() > 1 && senses.iter().all(|sense| sense.usage == Use::Name) && !senses.iter().any(belongs) {
        return None;
    }
    senses.into_iter().filter(|sense| !is_unborn(scene, sense)).find_map(|sense| {
        let entry = match sense.who {
            Who::Entry(entry) if sense.usage == Use::Country => scene.lexicon.party_of(entry, Party::Government),
            Who::Entry(entry) => entry,
            Who::Focus(party) => scene.lexicon.party_of(scene.focus?, party),
        };
        let known = &scene.lexicon.entries[entry];
        match sense.usage {
            Use::Name => Some((entry, "actors/lexicon")),
            Use::Template => Some((entry, "actors/template")),
            Use::Described => {
                let country = scene.lexicon.entries.get(scene.focus?)?.country.as_ref()?;
                let fits = known.described_in.contains(country)
                    && !is_told_apart(scene, hit.first, known)
                    && !is_another(scene, hit);
                fits.then_some((entry, DESCRIBED))
            }
            Use::Country => acts(scene, span).then_some((entry, "actors/metonym: a country that acts")),
            Use::Demonym => owns_deed(scene, hit, next)
                .map(|party| (scene.lexicon.party_of(entry, party), "actors/adjective: whose deed it is")),
        }
    })
}

/// "A coalition of rebels": what says who is in it is not the one that everybody knows.
fn is_another(scene: &Scene<'_>, hit: &Hit) -> bool {
    scene.is_in(hit.last, &scene.grammar().collective)
        && scene.runs_on(hit.last)
        && matches!(scene.words.folded(hit.last + 1), "of" | "between")
}

fn entry_of(sense: &Sense) -> Option<usize> {
    match sense.who {
        Who::Entry(entry) => Some(entry),
        Who::Focus(_) => None,
    }
}

fn is_of_no_country(scene: &Scene<'_>, sense: &Sense) -> bool {
    entry_of(sense).is_some_and(|entry| scene.lexicon.entries[entry].country.is_none())
}

fn is_near(scene: &Scene<'_>, sense: &Sense) -> bool {
    let country = |entry: usize| scene.lexicon.entries[entry].country.as_ref();
    matches!((sense.who, scene.focus), (Who::Entry(entry), Some(focus)) if country(entry) == country(focus))
}

/// A name whose bearer is known to have ended before, or begun after, the account counts last.
fn is_over(scene: &Scene<'_>, sense: &Sense) -> bool {
    let (Who::Entry(entry), Some(when)) = (sense.who, scene.document.published.when) else { return false };
    let entry = &scene.lexicon.entries[entry];
    let (from, to) = (when.from.to_string(), when.to.to_string());
    let ended = entry.to.as_ref().is_some_and(|end| from.get(..end.len()).is_some_and(|day| day > end.as_str()));
    let unborn = entry.from.as_ref().is_some_and(|start| to.get(..start.len()).is_some_and(|day| day < start.as_str()));
    ended || unborn
}

/// A dispatch of 1989 names nobody who began in 2013, whatever its letters.
fn is_unborn(scene: &Scene<'_>, sense: &Sense) -> bool {
    let (Who::Entry(entry), Some(when)) = (sense.who, scene.document.published.when) else { return false };
    let from = scene.lexicon.entries[entry].from.as_ref();
    let year = from.and_then(|from| from.get(..4)).and_then(|year| year.parse::<i16>().ok());
    year.is_some_and(|year| year > when.to.year() + YEARS_OF_DOUBT)
}

/// Groups are named before the day that counts as their first.
const YEARS_OF_DOUBT: i16 = 3;

/// Tells whether the name of a country stands where somebody acts or is acted upon.
fn acts(scene: &Scene<'_>, span: Span) -> bool {
    let Some(head) = scene.head(span).filter(|_| !namesakes::is_person(scene, span)) else { return false };
    let token = &scene.analysis.tokens[head];
    if matches!(token.relation, Relation::Compound | Relation::Amod) {
        return false;
    }
    // "Syria: rebels advance" and "Syria - the latest" tell where.
    let rest = scene.analysis.text[span.end..].trim_start();
    if rest.starts_with([':', '–', '—']) || rest.starts_with("- ") {
        return false;
    }
    match scene.place_use(span) {
        Some(ToponymUse::Metonym) => true,
        Some(ToponymUse::Location | ToponymUse::Description) => false,
        None => acts_by_grammar(scene, head, 0),
    }
}

fn acts_by_grammar(scene: &Scene<'_>, token: usize, depth: usize) -> bool {
    let analysis = scene.analysis;
    let governor = analysis.tokens[token].head;
    match analysis.tokens[token].relation {
        Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter | Relation::OblAgent | Relation::Iobj => true,
        Relation::Obj => {
            governor.is_none_or(|verb| !scene.grammar().place_verbs.contains(&*analysis.tokens[verb].lemma))
        }
        Relation::NmodPoss => governor.is_some_and(|noun| is_deed(scene, &analysis.word(noun).to_lowercase())),
        Relation::Obl | Relation::Nmod => (token.saturating_sub(6)..token)
            .find(|&case| analysis.tokens[case].head == Some(token) && analysis.tokens[case].relation == Relation::Case)
            .is_some_and(|case| {
                let of_place =
                    governor.is_some_and(|noun| scene.grammar().place_nouns.contains(&*analysis.tokens[noun].lemma));
                !of_place && scene.grammar().actor_prepositions.contains(analysis.word(case).to_lowercase().as_str())
            }),
        Relation::Conj | Relation::Appos => {
            depth < 8
                && !scene.is_among_places(analysis.tokens[token].span)
                && governor.is_some_and(|other| acts_by_grammar(scene, other, depth + 1))
        }
        _ => false,
    }
}

fn is_deed(scene: &Scene<'_>, word: &str) -> bool {
    let grammar = scene.grammar();
    grammar.deeds.contains(word) || grammar.assets.contains(word) || grammar.forces.contains(word)
}

/// "Russian air strikes", "Syrian and Russian warplanes": the party whose deed it is.
fn owns_deed(scene: &Scene<'_>, hit: &Hit, next: Option<&Hit>) -> Option<Party> {
    let grammar = scene.grammar();
    let mut word = hit.last;
    for _ in 0..3 {
        if !scene.runs_on(word) {
            break;
        }
        word += 1;
        if scene.is_in(word, &grammar.deeds) {
            return Some(Party::Forces);
        }
        let is_actor = scene.is_in(word, &grammar.members) || grammar.nouns.contains_key(scene.words.folded(word));
        if is_actor || !matches!(scene.tag(word), Some(Tag::Noun | Tag::Adjective)) {
            break;
        }
    }
    let joined = scene.runs_on(hit.last) && matches!(scene.words.folded(hit.last + 1), "and" | "or");
    let next = next.filter(|next| joined && next.first == hit.last + 2)?;
    next.senses.iter().any(|sense| sense.usage == Use::Template).then_some(Party::Forces)
}

/// The country that an account is about: named most often, by its actors and its places, without acting there from abroad.
fn focus(scene: &Scene<'_>, hits: &[Hit]) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    // States whose forces are named, and states in which a place lies.
    let (mut armed, mut placed) = (BTreeSet::new(), BTreeSet::new());
    let lexicon = scene.lexicon;
    for hit in hits.iter().filter(|hit| !is_part_of_adjective(scene, hit)) {
        let Some(sense) = hit.senses.first() else { continue };
        let Who::Entry(entry) = sense.who else { continue };
        // An acronym of groups of several countries tells of none.
        let home = |sense: &Sense| entry_of(sense).and_then(|entry| lexicon.entries[entry].country.as_deref());
        if hit.senses.iter().any(|other| home(other) != home(sense)) {
            continue;
        }
        // The Associated Press writes of every country; a state agency mostly of its own.
        let is_onlooker =
            matches!(lexicon.entries[entry].kind.as_str(), "medium" | "organization" | "international_body");
        if is_onlooker && lexicon.entries[entry].part_of.is_none() {
            continue;
        }
        let span = scene.span(hit.first, hit.last);
        if scene.section(span.start) == SectionKind::Boilerplate {
            continue;
        }
        let weight = match sense.usage {
            Use::Country if acts(scene, span) => 0,
            Use::Described => 0,
            Use::Template => 1,
            _ => 2,
        };
        let state = lexicon.entries[entry].country.as_ref().and_then(|country| lexicon.states.get(country));
        if let Some(&state) = state.filter(|_| weight > 0) {
            *counts.entry(state).or_default() += weight;
            armed.extend((weight == 1).then_some(state));
        }
    }
    let known: BTreeMap<&str, &str> =
        scene.known_places.iter().filter_map(|place| Some((place.id.as_str(), place.country.as_deref()?))).collect();
    let here = |place: &&PlaceMention| {
        place.usage == ToponymUse::Location && scene.section(place.span.start) != SectionKind::Boilerplate
    };
    for place in scene.places.iter().filter(here) {
        if let Some(&state) = known.get(place.place.as_str()).and_then(|country| lexicon.states.get(*country)) {
            *counts.entry(state).or_default() += 1;
            placed.insert(state);
        }
    }
    if let Some(owner) = scene.document.source.as_ref().and_then(|source| source.speaks_for.as_ref()) {
        let country = lexicon.numbers.get(owner).and_then(|&number| lexicon.entries[number].country.as_ref());
        if let Some(&state) = country.and_then(|country| lexicon.states.get(country)) {
            *counts.entry(state).or_default() += 3;
        }
    }
    let most = |fits: &dyn Fn(usize) -> bool| {
        let states = counts.iter().filter(|&(&state, _)| fits(state));
        states.max_by_key(|&(state, count)| (count, std::cmp::Reverse(state))).map(|(&state, &count)| (state, count))
    };
    let (best, count) = most(&|_| true)?;
    // Fighting on a border names both countries: it is about the one whose army fights there.
    let fighting = most(&|state| armed.contains(&state) && placed.contains(&state)).filter(|_| !armed.contains(&best));
    Some(fighting.filter(|(_, other)| other * 2 >= count).map_or(best, |(state, _)| state))
}
