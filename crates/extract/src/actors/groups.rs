//! Which words are names of groups that no lexicon knows?

use super::{
    cast::How,
    kind::{BODY, GROUP},
    names,
    scene::{Scene, name_id},
};
use language::Tag;
use std::collections::BTreeSet;

/// Finds capitalised runs that begin or end with a noun of groups: "Ahfad al-Rasul Brigade", "Liwa al-Quds".
pub(super) fn find(scene: &mut Scene<'_>) {
    let mut word = 0;
    while word < scene.words.list.len() {
        let run = || run_from(scene, word).and_then(|end| name_within(scene, word, end));
        let run = numbered(scene, word).or_else(run);
        let Some((first, last, kind)) = run else {
            word += 1;
            continue;
        };
        let span = scene.span(first, last);
        let name = span.of(scene.analysis.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let country = scene.focus.and_then(|focus| scene.lexicon.entries[focus].country.clone());
        let figure = shortened(scene, &name)
            .unwrap_or_else(|| scene.newcomer(name_id(&name), name, kind, country.filter(|_| kind != BODY)));
        scene.name(figure, first, last);
        let end = names::extended(scene, last);
        scene.claim(scene.span(first, end), figure, How::Name, "actors/name: a capitalised group");
        word = end + 1;
    }
}

const LONGEST: usize = 7;

/// "the Deterrence Force" behind "the Special Deterrence Force": whom the only longer name before that ends so means.
fn shortened(scene: &Scene<'_>, name: &str) -> Option<usize> {
    // Every name of every group is looked at: nothing is folded.
    let ends_so = |alias: &String| {
        let Some(start) = alias.len().checked_sub(name.len() + 1) else { return false };
        let end = alias.get(start..).and_then(|end| end.strip_prefix(' '));
        end.is_some_and(|end| end.eq_ignore_ascii_case(name))
    };
    let figures: BTreeSet<usize> =
        if name.contains(' ') { scene.found.values().map(|found| found.figure).collect() } else { BTreeSet::new() };
    let figure = |number: &&usize| {
        let figure = &scene.cast.figures[**number];
        figure.named && figure.aliases.iter().any(ends_so)
    };
    let mut found = figures.iter().filter(figure);
    found.next().copied().filter(|_| found.next().is_none())
}

/// "Division 30", "Brigade 12": a noun of groups and its number.
fn numbered(scene: &Scene<'_>, word: usize) -> Option<(usize, usize, &'static str)> {
    let number =
        |word: usize| !scene.word(word).is_empty() && scene.word(word).bytes().all(|letter| letter.is_ascii_digit());
    let named = scene.is_in(word, &scene.grammar().group_ends) && may_name(scene, word);
    (named && scene.runs_on(word) && number(word + 1)).then_some((word, word + 1, GROUP))
}

/// Gives the last word of the capitalised run that begins at `word`.
fn run_from(scene: &Scene<'_>, word: usize) -> Option<usize> {
    if !may_name(scene, word) {
        return None;
    }
    let grammar = scene.grammar();
    // "Fighters of Division 46": the name comes behind.
    if scene.is_in(word, &grammar.members) && scene.runs_on(word) && scene.words.folded(word + 1) == "of" {
        return None;
    }
    // "Ansar al-Hill and the Dam Brigade" are two.
    let named = scene.is_in(word, &grammar.group_starts);
    let mut last = word;
    while last + 1 < word + LONGEST && scene.runs_on(last) {
        if may_name(scene, last + 1) {
            last += 1;
        } else if named && scene.words.folded(last + 1) == "and" || scene.is_in(last + 1, &grammar.articles) {
            // "On 12 June the Mission left"
            break;
        } else if grammar.inside.contains(scene.words.folded(last + 1)) && scene.runs_on(last + 1) {
            match (last + 2..last + 4).find(|&next| may_name(scene, next)) {
                Some(next)
                    if (last + 1..next)
                        .all(|small| grammar.inside.contains(scene.words.folded(small)) && scene.runs_on(small)) =>
                {
                    last = next
                }
                _ => break,
            }
        } else {
            break;
        }
    }
    (last > word).then_some(last)
}

fn may_name(scene: &Scene<'_>, word: usize) -> bool {
    let nominal = matches!(scene.tag(word), Some(Tag::ProperNoun | Tag::Noun | Tag::Adjective | Tag::Other));
    scene.is_capital(word)
        && nominal
        && !scene.is_in(word, &scene.grammar().articles)
        && scene.is_free(scene.words.list[word].span)
        && !(scene.is_shouted(scene.words.list[word].span.start) && scene.tag(word) != Some(Tag::ProperNoun))
}

/// Leaves of a run what the noun of groups bounds.
fn name_within(scene: &Scene<'_>, first: usize, last: usize) -> Option<(usize, usize, &'static str)> {
    let grammar = scene.grammar();
    if scene.is_in(first, &grammar.group_starts) {
        return Some((first, last, GROUP));
    }
    // "US Secretary of Defense": a person's title.
    if (first + 1..=last).any(|word| scene.is_in(word, &grammar.titles)) {
        return None;
    }
    let end = (first + 1..=last)
        .rev()
        .find(|&word| scene.is_in(word, &grammar.group_ends) || scene.is_in(word, &grammar.body_ends))?;
    let kind = if scene.is_in(end, &grammar.group_ends) { GROUP } else { BODY };
    let distinct =
        (first..end).any(|word| !scene.is_in(word, &grammar.qualifiers) && !scene.is_in(word, &grammar.titles));
    distinct.then_some((first, end, kind))
}
