//! Who else is hit, by name, in the list in which somebody is?

use super::arguments::is_of_kind;
use super::drafts::Draft;
use super::rules::Rules;
use crate::actors::kind::PERSON;
use crate::pattern::Scene;
use language::{Relation, Tag};
use schema::Argument;
use std::ops::Range;

/// Gives the persons whom a list names beside those whom the parser found to be hit: "X, an employee of the fund, Y and a
/// worker were kidnapped", "ten members were killed, including Z".
pub(super) fn others<'f>(scene: &Scene<'_, '_>, rules: &Rules, draft: &Draft, found: &'f [Argument]) -> Vec<Argument> {
    if !matches!(rules.family(&draft.kind), "blow" | "effect" | "force") {
        return Vec::new();
    }
    let analysis = scene.tree.analysis;
    let sentence = &analysis.sentences[analysis.sentence_of(draft.token)];
    let hit = |argument: &&Argument| matches!(argument.role.as_str(), "target" | "victim");
    let people = draft
        .roles
        .iter()
        .filter(|(role, head)| matches!(role.as_str(), "target" | "victim") && is_somebody(scene, *head));
    let people: Vec<usize> = people.map(|(_, head)| *head).collect();
    let mut listed: Vec<(Range<usize>, &'f str)> = Vec::new();
    for argument in found.iter().filter(hit) {
        let words = analysis.tokens_in(argument.span);
        if people.iter().any(|head| words.contains(head)) && words.start >= sentence.tokens.start {
            listed.push((words, &argument.role));
        }
    }
    let mut added = Vec::new();
    let mentions = &scene.findings.actor_mentions;
    let mentions = &mentions[mentions.partition_point(|mention| mention.span.start < sentence.span.start)..];
    let mentions = mentions.iter().take_while(|mention| mention.span.start < sentence.span.end);
    let persons = mentions.filter(|mention| {
        let last = analysis.tokens_in(mention.span).last();
        sentence.span.contains(mention.span)
            && last.is_some_and(|last| !scene.is(last, "people"))
            && found
                .iter()
                .all(|known| !known.span.overlaps(mention.span) && known.actor.as_ref() != Some(&mention.actor))
            && is_of_kind(scene, &mention.actor, |kind| kind == PERSON)
    });
    let mut open: Vec<_> = persons.map(|mention| (analysis.tokens_in(mention.span), mention)).collect();
    let beside = |words: &Range<usize>, listed: &[(Range<usize>, &'f str)]| {
        listed.iter().find(|(other, _)| stand_listed(scene, draft, other, words)).map(|(_, role)| *role)
    };
    open.retain(|(words, _)| !acts_elsewhere(scene, draft, words));
    while let Some((next, role)) = (0..open.len()).find_map(|at| Some((at, beside(&open[at].0, &listed)?))) {
        let (words, mention) = open.remove(next);
        open.retain(|(_, other)| other.actor != mention.actor);
        added.push(Argument { role: role.to_owned(), actor: Some(mention.actor.clone()), span: mention.span });
        listed.push((words, role));
    }
    added.sort_by_key(|argument: &Argument| argument.span);
    added
}

fn is_somebody(scene: &Scene<'_, '_>, head: usize) -> bool {
    let person = |at: usize| is_of_kind(scene, &scene.findings.actor_mentions[at].actor, |kind| kind == PERSON);
    scene.is_or_counts(head, "people") || scene.actor(head).is_some_and(person)
}

/// "X was killed, Y said": tells whether somebody is the subject of another verb.
fn acts_elsewhere(scene: &Scene<'_, '_>, draft: &Draft, words: &Range<usize>) -> bool {
    let tree = &scene.tree;
    let subject = |word: &usize| matches!(tree.relation(*word), Relation::Nsubj | Relation::NsubjPass);
    words
        .clone()
        .filter(subject)
        .filter_map(|word| tree.head(word))
        .any(|verb| verb != draft.token && tree.is_verb(verb))
}

fn stand_listed(scene: &Scene<'_, '_>, draft: &Draft, one: &Range<usize>, other: &Range<usize>) -> bool {
    let (first, second) = if one.start < other.start { (one, other) } else { (other, one) };
    let Some(gap) = (first.end <= second.start).then_some(first.end..second.start) else { return false };
    let tree = &scene.tree;
    let is_title = |word: usize| {
        matches!(tree.tag(word), Tag::Noun | Tag::ProperNoun | Tag::Adjective | Tag::Numeral | Tag::Determiner)
            || tree.relation(word) == Relation::NmodPoss
    };
    let Some(link) = gap.clone().rev().find(|&word| !is_title(word)) else { return false };
    let is_link = match scene.lemma(link) {
        "," | "and" | "including" | "include" => true,
        "with" => link > gap.start && matches!(scene.lemma(link - 1), "along" | "together"),
        "as" => link > gap.start && scene.lemma(link - 1) == "well",
        _ => false,
    };
    let between = gap.start..link;
    // "Ten members were killed, including X": what happened to them stands between.
    let includes = matches!(scene.lemma(link), "including" | "include");
    let deed = |word: usize| includes && (word == draft.token || tree.head(word) == Some(draft.token));
    let plain = |word: usize| {
        (deed(word) || !matches!(tree.tag(word), Tag::Verb | Tag::Auxiliary))
            && !matches!(scene.lemma(word), "." | ";" | ":" | "-" | "--" | "–" | "—")
    };
    let is_apposition = includes || between.len() < 2 || matches!(scene.lemma(gap.start), "," | "(" | "[");
    is_link && is_apposition && between.len() <= LONGEST && between.clone().all(plain)
}

/// How many words an apposition between two names of a list has at most.
const LONGEST: usize = 14;
