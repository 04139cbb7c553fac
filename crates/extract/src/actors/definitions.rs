//! Which short forms does the document itself define: "the New Syrian Army (NSA)"?

use super::{
    cast::{Found, How},
    kind::PERSON,
    names,
    scene::Scene,
    words::fold,
};

/// Binds short forms and second names to the figure named beside them, and finds them in the whole document.
pub(super) fn find(scene: &mut Scene<'_>) {
    let definitions: Vec<(usize, usize, usize)> =
        scene.found.values().filter_map(|found| defined(scene, found)).collect();
    for &(figure, first, last) in &definitions {
        let name = fold(scene.span(first, last).of(scene.analysis.text));
        scene.bound.entry(name).or_insert(figure);
    }
    if scene.bound.is_empty() {
        return;
    }
    rebind(scene);
    let mut word = 0;
    while word < scene.words.list.len() {
        word = match bound_at(scene, word) {
            Some((figure, last)) => {
                let end = names::extended(scene, last);
                scene.name(figure, word, last);
                scene.claim(
                    scene.span(word, end),
                    figure,
                    How::Name,
                    "actors/definition: the account gives this short form",
                );
                end + 1
            }
            None => word + 1,
        };
    }
}

/// Gives figure, first and last word of what is defined behind a mention.
fn defined(scene: &Scene<'_>, found: &Found) -> Option<(usize, usize, usize)> {
    let text = scene.analysis.text;
    let rest = text.get(found.span.end..)?;
    let first = scene.words.at(found.span.end);
    let rest = rest.trim_start_matches(['"', '”', '’', '\'']).trim_start();
    if let Some(inside) = rest.strip_prefix('(') {
        let close = inside.char_indices().take(60).find(|(_, letter)| *letter == ')')?.0;
        let start = text.len() - inside.len();
        let last = scene.words.at(start + close).checked_sub(1).filter(|&last| last >= first)?;
        return is_second_name(scene, found, first, last).then_some((found.figure, first, last));
    }
    let phrase = (1..4).rev().find(|&length| {
        let words: Vec<_> = (first..first + length).map(|word| scene.words.folded(word)).collect();
        scene.grammar().also_known.contains(words.join(" ").as_str())
    })?;
    let mut start = first + phrase;
    if scene.is_in(start, &scene.grammar().articles) {
        start += 1;
    }
    let mut last = start;
    while last < start + 6
        && scene.runs_on(last)
        && (scene.is_capital(last + 1) || scene.words.folded(last + 1) == "al")
    {
        last += 1;
    }
    is_second_name(scene, found, start, last).then_some((found.figure, start, last))
}

fn is_second_name(scene: &Scene<'_>, found: &Found, first: usize, last: usize) -> bool {
    if last >= scene.words.list.len() || last - first > 6 || !scene.is_capital(first) {
        return false;
    }
    let span = scene.span(first, last);
    let name = span.of(scene.analysis.text);
    let is_acronym = first == last && name.chars().filter(|letter| letter.is_uppercase()).count() > 1;
    if is_acronym {
        return spells(name, found.span.of(scene.analysis.text))
            || scene.is_free(span) && !is_person(scene, found.figure);
    }
    let already = scene.found.range(span.start.saturating_sub(60)..span.end).any(|(_, other)| {
        other.span.overlaps(span)
            && other.figure != found.figure
            && scene.cast.figures[other.figure].id.starts_with(|c: char| c != 'n')
    });
    let is_group_name = last > first
        && (first..=last).any(|word| {
            scene.is_in(word, &scene.grammar().group_ends) || scene.is_in(word, &scene.grammar().group_starts)
        });
    (is_group_name || first < last && found.rule.starts_with("actors/name"))
        && !already
        && !is_person(scene, found.figure)
}

fn is_person(scene: &Scene<'_>, figure: usize) -> bool {
    scene.cast.figures[figure].kind == PERSON
}

/// Tells whether the letters of an acronym begin words of a name, in their order.
fn spells(acronym: &str, name: &str) -> bool {
    let mut initials = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter_map(|word| word.chars().next())
        .map(|letter| letter.to_ascii_uppercase());
    acronym.chars().filter(|letter| letter.is_uppercase()).all(|letter| initials.any(|initial| initial == letter))
}

/// Takes what the lexicon read otherwise and gives it to the figure that the document defines.
fn rebind(scene: &mut Scene<'_>) {
    let text = scene.analysis.text;
    for found in scene.found.values_mut().filter(|found| found.how == How::Name) {
        let first = scene.words.at(found.span.start);
        let key = scene.bound.get(&fold(found.span.of(text))).or_else(|| scene.bound.get(scene.words.folded(first)));
        if let Some(&figure) = key.filter(|figure| **figure != found.figure) {
            found.figure = figure;
            found.rule = "actors/definition: the account gives this short form";
        }
    }
}

fn bound_at(scene: &Scene<'_>, word: usize) -> Option<(usize, usize)> {
    if !scene.is_capital(word) || !scene.is_free(scene.words.list[word].span) {
        return None;
    }
    let is_against = word > 0
        && scene.is_in(word - 1, &scene.grammar().not_after)
        && scene.analysis.text[..scene.words.list[word].span.start].ends_with('-');
    if is_against {
        return None;
    }
    let mut name = String::new();
    let mut longest = None;
    for last in word..(word + 6).min(scene.words.list.len()) {
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(scene.words.folded(last));
        // An acronym counts in capitals only: "NSA", not "Nsa".
        if let Some(&figure) = scene.bound.get(&name) {
            let is_short = last == word && scene.word(word).len() < 7;
            if !is_short || scene.word(word).chars().filter(|letter| letter.is_uppercase()).count() > 1 {
                longest = Some((figure, last));
            }
        }
        if !scene.runs_on(last) {
            break;
        }
    }
    longest.filter(|&(_, last)| !names::makes_adjective(scene, last))
}
