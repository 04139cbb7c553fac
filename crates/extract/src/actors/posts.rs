//! Which words tell the post of somebody who is named beside them: "the coalition's spokesman, Colonel Hadi"?

use super::{
    cast::{Found, How},
    kind::PERSON,
    scene::Scene,
};
use language::Tag;
use schema::Span;

const RULE: &str = "actors/person: a post beside the name";
const LONGEST: usize = 14;

/// Finds the posts of the persons named so far, and gives each to its person.
pub(super) fn find(scene: &mut Scene<'_>) {
    let is_person = |found: &&Found| found.how == How::Name && scene.cast.figures[found.figure].kind == PERSON;
    let persons: Vec<(Span, usize)> =
        scene.found.values().filter(is_person).map(|found| (found.span, found.figure)).collect();
    for (name, figure) in persons {
        let first = scene.words.at(name.start);
        let last = scene.words.at(name.end).saturating_sub(1).max(first);
        for (head, from, to) in [before(scene, first), behind(scene, last)].into_iter().flatten() {
            give(scene, figure, head, from..to);
        }
    }
}

/// "Lowland's foreign minister Omar Hadi", "the brigade's commander, Col. Omar Hadi": head and bounds of the words in front.
fn before(scene: &Scene<'_>, name: usize) -> Option<(usize, usize, usize)> {
    let mut end = name;
    // "Lt. Gen. Omar Hadi": a rank is part of how he is called, the post stands before it.
    while end > 0
        && is_rank(scene, end - 1)
        && !comma_behind(scene, end - 1)
        && scene.sentence(at(scene, end - 1)) == scene.sentence(at(scene, name))
    {
        end -= 1;
    }
    let end = end.checked_sub(1).filter(|&end| !scene.words.list[end].last || comma_behind(scene, end))?;
    let mut from = end;
    while from > 0 && from + LONGEST > end && scene.runs_on(from - 1) && !is_verb(scene, from - 1) {
        from -= 1;
    }
    let head = (from..=end).rev().find(|&word| is_title(scene, word))?;
    (head == end || links(scene, head + 1)).then_some((head, from, end + 1))
}

/// "Omar Hadi, the foreign minister of Lowland, said".
fn behind(scene: &Scene<'_>, name: usize) -> Option<(usize, usize, usize)> {
    if !comma_behind(scene, name) {
        return None;
    }
    let from = name + 1;
    let mut to = from;
    while to < scene.words.list.len() && to < from + LONGEST && !is_verb(scene, to) {
        to += 1;
        if scene.words.list[to - 1].last {
            break;
        }
    }
    let head = (from..to).find(|&word| is_title(scene, word))?;
    let plain = (from..head).all(|word| !links(scene, word));
    (plain && (head + 1 == to || links(scene, head + 1))).then_some((head, from, to))
}

/// Claims the free words around the head of a post for a person.
fn give(scene: &mut Scene<'_>, figure: usize, head: usize, bounds: std::ops::Range<usize>) {
    let head_span = scene.words.list[head].span;
    if !scene.is_free(head_span) {
        // "Hill Front commander Omar Hadi": the name of the group ends before his post.
        let Some((&start, found)) = scene.found.range(..head_span.start).next_back() else { return };
        let ends = found.span.end == head_span.end && found.how != How::Pronoun;
        let Some(before) = head.checked_sub(1).filter(|_| ends) else { return };
        let end = scene.words.list[before].span.end;
        if let Some(found) = scene.found.get_mut(&start) {
            found.span.end = end;
        }
        scene.found.insert(head_span.start, Found { span: head_span, figure, how: How::Description, rule: RULE });
        return;
    }
    let (mut first, mut last) = (head, head);
    let fits = |scene: &Scene<'_>, word: usize| {
        let determiner = scene.is_in(word, &scene.grammar().articles) || scene.is_in(word, &scene.grammar().definite);
        scene.is_free(scene.words.list[word].span) && !determiner
    };
    let nominal = |word: usize| matches!(scene.tag(word), Some(Tag::Adjective | Tag::Noun | Tag::ProperNoun));
    // '"at least three women" activist Omar Hadi told': the quotation is over before the post.
    while first > bounds.start && nominal(first - 1) && fits(scene, first - 1) && !quote_behind(scene, first - 1) {
        first -= 1;
    }
    while last + 1 < bounds.end && fits(scene, last + 1) {
        last += 1;
    }
    while last > head && links(scene, last) {
        last -= 1;
    }
    let span = scene.span(first, last);
    scene.name(figure, first, last);
    scene.claim(span, figure, How::Description, RULE);
}

fn at(scene: &Scene<'_>, word: usize) -> usize {
    scene.words.list[word].span.start
}

fn is_title(scene: &Scene<'_>, word: usize) -> bool {
    scene.is_in(word, &scene.grammar().titles)
        && matches!(scene.tag(word), Some(Tag::Noun | Tag::ProperNoun | Tag::Other))
}

fn is_rank(scene: &Scene<'_>, word: usize) -> bool {
    scene.is_in(word, &scene.grammar().ranks)
}

fn is_verb(scene: &Scene<'_>, word: usize) -> bool {
    matches!(scene.tag(word), Some(Tag::Verb | Tag::Auxiliary)) && !scene.is_capital(word)
}

fn links(scene: &Scene<'_>, word: usize) -> bool {
    scene.is_in(word, &scene.grammar().post_links)
}

fn quote_behind(scene: &Scene<'_>, word: usize) -> bool {
    scene.analysis.text[scene.words.list[word].span.end..].trim_start().starts_with(['"', '”'])
}

fn comma_behind(scene: &Scene<'_>, word: usize) -> bool {
    scene.analysis.text[scene.words.list[word].span.end..].trim_start_matches(['\'', '"', '”', '’']).starts_with(',')
}
