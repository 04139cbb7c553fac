//! Which words name a person?

use super::{
    cast::How,
    kind::PERSON,
    scene::{Scene, name_id},
};
use language::{NameKind, Relation, Tag};
use std::collections::BTreeMap;

const LONGEST: usize = 5;

/// Finds persons: names behind a title, before an apposition with a title, or as the subject of speech; then their surnames.
pub(super) fn find(scene: &mut Scene<'_>) {
    let mut surnames: BTreeMap<String, usize> = BTreeMap::new();
    for figure in 0..scene.cast.figures.len() {
        if scene.cast.figures[figure].kind == PERSON {
            let name = super::words::fold(&scene.cast.figures[figure].name);
            surnames.extend(name.rsplit(' ').next().map(|surname| (surname.to_owned(), figure)));
        }
    }
    let mut word = 0;
    while word < scene.words.list.len() {
        let Some(last) = run_from(scene, word) else {
            word += 1;
            continue;
        };
        // "US President Jane Doe", "Syria Jane Doe": the name begins behind titles and countries.
        let prefix = (word..last).rev().find(|&part| {
            scene.is_in(part, &scene.grammar().titles) || scene.lexicon.demonyms.contains_key(scene.words.folded(part))
        });
        word = prefix.map_or(word, |prefix| prefix + 1);
        let surname = scene.words.folded(last).to_owned();
        if let Some(rule) = tells_person(scene, word, last) {
            let span = scene.span(word, last);
            let name = span.of(scene.analysis.text).split_whitespace().collect::<Vec<_>>().join(" ");
            let known = surnames.get(&surname).copied();
            let figure = known.unwrap_or_else(|| scene.newcomer(name_id(&name), name, PERSON, None));
            surnames.entry(surname).or_insert(figure);
            scene.name(figure, word, last);
            scene.claim(span, figure, How::Name, rule);
        }
        word = last + 1;
    }
    find_shouted(scene, &mut surnames);
    if !surnames.is_empty() {
        find_surnames(scene, &surnames);
    }
}

/// "SENATOR ANA COLE WAS MURDERED": among capitals only the words themselves tell a name.
fn find_shouted(scene: &mut Scene<'_>, surnames: &mut BTreeMap<String, usize>) {
    let names = scene.analysis.names.iter().filter(|name| name.kind == NameKind::Person);
    for span in names.map(|name| name.span).filter(|span| scene.is_shouted(span.start)).collect::<Vec<_>>() {
        let (mut first, last) = (scene.words.at(span.start), scene.words.at(span.end - 1));
        let is_title = |word: usize| scene.is_in(word, &scene.grammar().titles);
        first = (first..=last).rev().find(|&word| is_title(word)).map_or(first, |title| title + 1);
        if first >= last || last - first > LONGEST || scene.is_in(last, &scene.grammar().body_ends) {
            continue;
        }
        let (span, surname) = (scene.span(first, last), scene.words.folded(last).to_owned());
        // "SAN MARCOS" may be either, and is known as a town.
        if !scene.is_free(span) || scene.place_use(span).is_some() {
            continue;
        }
        let name = span.of(scene.analysis.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let known = surnames.get(&surname).copied();
        let figure = known.unwrap_or_else(|| scene.newcomer(name_id(&name), name, PERSON, None));
        surnames.entry(surname).or_insert(figure);
        scene.name(figure, first, last);
        scene.claim(span, figure, How::Name, "actors/person: a name among capitals");
    }
}

/// "Mr Haddad said": later mentions of somebody who was introduced in full.
fn find_surnames(scene: &mut Scene<'_>, surnames: &BTreeMap<String, usize>) {
    for word in 0..scene.words.list.len() {
        let span = scene.words.list[word].span;
        if !scene.is_capital(word) || !scene.is_free(span) || scene.place_use(span).is_some() {
            continue;
        }
        let letters = scene.words.folded(word);
        // "al-Abbas Bridge" is a bridge.
        if scene.runs_on(word) && scene.is_capital(word + 1) && scene.analysis.text[span.end..].starts_with(' ') {
            continue;
        }
        let Some(&figure) = surnames.get(letters).or_else(|| surnames.get(letters.strip_suffix('s')?)) else {
            continue;
        };
        // "al-Haddad": the article belongs to the name.
        let has_article = word > 0
            && scene.runs_on(word - 1)
            && matches!(scene.words.folded(word - 1), "al" | "el" | "de" | "bin" | "abu");
        let first = if has_article { word - 1 } else { word };
        scene.name(figure, first, word);
        scene.claim(scene.span(first, word), figure, How::Name, "actors/person: surname of somebody introduced before");
    }
}

fn run_from(scene: &Scene<'_>, word: usize) -> Option<usize> {
    if !may_name(scene, word) || scene.is_in(word, &scene.grammar().titles) {
        return None;
    }
    let mut last = word;
    while last + 1 < word + LONGEST && scene.runs_on(last) && (may_name(scene, last + 1) || is_surname(scene, last + 1))
    {
        last += 1;
    }
    scene.is_capital(last).then_some(last)
}

fn may_name(scene: &Scene<'_>, word: usize) -> bool {
    let span = scene.words.list[word].span;
    let written = scene.is_capital(word)
        || matches!(scene.words.folded(word), "al" | "el" | "de" | "bin" | "ibn" | "abu" | "van" | "von");
    written
        && !scene.is_shouted(span.start)
        && scene.is_free(span)
        && scene.place_use(span).is_none()
        && (scene.tag(word) == Some(Tag::ProperNoun) || !scene.is_capital(word))
}

/// "David C. Lyons": behind an initial, the name of a place is a surname.
fn is_surname(scene: &Scene<'_>, word: usize) -> bool {
    let initial = scene.word(word - 1).chars().count() == 1 && scene.is_capital(word - 1);
    initial && scene.is_capital(word) && scene.is_free(scene.words.list[word].span)
}

fn tells_person(scene: &Scene<'_>, first: usize, last: usize) -> Option<&'static str> {
    let grammar = scene.grammar();
    if scene.is_in(last, &grammar.group_ends) || scene.is_in(last, &grammar.body_ends) {
        return None;
    }
    let titled = first > 0
        && scene.is_in(first - 1, &grammar.titles)
        && (scene.runs_on(first - 1) || scene.analysis.text[scene.words.list[first - 1].span.end..].starts_with('.'));
    if titled {
        return Some("actors/person: behind a title");
    }
    if last == first || last - first > 3 {
        return None;
    }
    let span = scene.span(first, last);
    let appositive = (last + 1..last + 5).find(|&word| !scene.runs_on(word) || scene.is_in(word, &grammar.titles));
    if !scene.runs_on(last)
        && appositive.is_some_and(|word| scene.is_in(word, &grammar.titles))
        && scene.sentence(span.start) == scene.sentence(scene.words.list[last + 1].span.start)
    {
        return Some("actors/person: before a title");
    }
    let head = scene.head(span)?;
    let token = &scene.analysis.tokens[head];
    let verb = token.head.filter(|_| token.relation == Relation::Nsubj)?;
    grammar.speech.contains(&*scene.analysis.tokens[verb].lemma).then_some("actors/person: subject of speech")
}
