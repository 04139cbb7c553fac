//! Is the name of a known person here that of a place, or of somebody else of the family?

use super::{index::Hit, scene::Scene};
use language::NameKind;
use schema::Span;

/// "al-Hadi Suburb" is a suburb, and "Salim al-Hadi" another than the Omar al-Hadi of whom a list says that "al-Hadi" means him.
pub(super) fn is_another(scene: &Scene<'_>, hit: &Hit) -> bool {
    let next = hit.last + 1;
    let place = scene.runs_on(hit.last) && scene.is_capital(next) && scene.is_in(next, &scene.grammar().namesakes);
    let before = hit.first.checked_sub(1).filter(|&before| scene.runs_on(before));
    let tokens = scene.analysis.tokens_in(scene.span(hit.first, hit.last));
    let one_name = |word: usize| {
        let first = scene.analysis.tokens_in(scene.words.list[word].span).next();
        let names = &scene.analysis.names;
        let at = names.partition_point(|name| name.tokens.end <= tokens.start);
        let name = names.get(at).filter(|name| name.kind == NameKind::Person);
        name.is_some_and(|name| first.is_some_and(|first| name.tokens.contains(&first)))
    };
    let other = |word: usize| {
        scene.is_capital(word)
            && !scene.is_in(word, &scene.grammar().titles)
            && !scene.is_in(word, &scene.grammar().ranks)
    };
    place || before.is_some_and(|word| other(word) && one_name(word))
}

/// "Sofia, 14, was hurt", "Jordan, a nine-year-old", "Chad Miller": somebody who is called as a country or its seat is.
pub(super) fn is_person(scene: &Scene<'_>, span: Span) -> bool {
    let tokens = scene.analysis.tokens_in(span);
    let names = &scene.analysis.names;
    let at = names.partition_point(|name| name.tokens.end <= tokens.start);
    let in_full = names.get(at).is_some_and(|name| {
        let next = scene.words.at(name.span.end - 1);
        name.kind == NameKind::Person
            && name.tokens.start == tokens.start
            && name.tokens.len() == tokens.len() + 1
            && scene.is_capital(next)
            && !scene.is_in(next, &scene.grammar().titles)
            && !scene.is_in(next, &scene.grammar().ranks)
    });
    in_full || is_aged(&scene.analysis.text[span.end..])
}

/// Tells whether an age follows: ", 14,", ", aged 14,", ", a 14-year-old".
pub(super) fn is_aged(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(", ") else { return false };
    let rest = ["aged ", "a ", "an "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let digits = rest.len() - rest.trim_start_matches(|digit: char| digit.is_ascii_digit()).len();
    (1..=2).contains(&digits) && [",", "-year-old", " years old"].iter().any(|end| rest[digits..].starts_with(end))
}
