//! How do actors stand to one another, as the account says: "US-backed rebels", "X, an offshoot of Y", "Y, led by Z"?
//!
//! Only what stands between two names, or is joined to one by a hyphen, is read; whoever says it, the account's
//! attributions tell.

use super::{
    cast::{Found, How},
    kind::PERSON,
    scene::Scene,
};
use language::Tag;
use schema::{ActorRelation, Span};

const LONGEST: usize = 6;

/// Finds the relations that the account states, in text order.
pub(super) fn find(scene: &Scene<'_>) -> Vec<ActorRelation> {
    let mut relations: Vec<ActorRelation> = adjectives(scene).chain(phrases(scene)).collect();
    relations.sort_by(|a, b| (a.span, &a.kind).cmp(&(b.span, &b.kind)));
    relations.dedup();
    relations
}

/// "Turkish-backed Sultan Murad Division": the name that a hyphen joins to a participle, and whom it describes.
fn adjectives<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = ActorRelation> + 's {
    scene.adjectives.iter().filter_map(|adjective| {
        let rule =
            scene.grammar().relation.iter().find(|relation| {
                relation.adjectives.iter().any(|word| word == scene.words.folded(adjective.participle))
            })?;
        let participle = scene.words.list[adjective.participle].span;
        let hyphen = scene.analysis.text[adjective.span.end..].starts_with(['-', '‑', '–']);
        let described = |found: &&Found| found.span.end > participle.end && found.how != How::Pronoun;
        let found =
            scene.found.range(adjective.span.start.saturating_sub(1)..).map(|(_, found)| found).find(described)?;
        // "US-backed Syrian rebels": nothing but what belongs to the noun stands between.
        let nominal = |word: usize| matches!(scene.tag(word), Some(Tag::Adjective | Tag::Noun | Tag::ProperNoun));
        let to = scene.words.at(found.span.start).max(adjective.participle + 1);
        let unbroken =
            (adjective.participle + 1..to).all(nominal) && (adjective.participle..to).all(|word| scene.runs_on(word));
        let one = &scene.cast.figures[found.figure];
        let other = &scene.lexicon.entries[adjective.entry].id;
        let span = adjective.span.join(found.span);
        (hyphen && unbroken && is_somebody(&one.id) && one.id != *other).then(|| relation(rule, &one.id, other, span))
    })
}

/// "Hill Front, the armed wing of the Hill Party": two names and nothing but the words of a relation between them.
fn phrases<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = ActorRelation> + 's {
    let named = || scene.found.values().filter(|found| found.how == How::Name);
    named().zip(named().skip(1)).filter_map(|(one, other)| {
        let words = between(scene, one, other)?;
        let is_person = |found: &Found| scene.cast.figures[found.figure].kind == PERSON;
        let fits = |list: &[String]| list.contains(&words);
        let (rule, turned) = scene.grammar().relation.iter().find_map(|relation| {
            let turned = fits(&relation.turned);
            (turned || fits(&relation.between)).then_some((relation, turned))
        })?;
        let (subject, object) = if turned { (other, one) } else { (one, other) };
        let persons = (is_person(subject), is_person(object));
        let (subject, object) = (&scene.cast.figures[subject.figure].id, &scene.cast.figures[object.figure].id);
        let holds = persons == rule.persons() && subject != object && is_somebody(subject) && is_somebody(object);
        holds.then(|| relation(rule, subject, object, one.span.join(other.span)))
    })
}

/// Gives the words between two names of one sentence, without articles and commas.
fn between(scene: &Scene<'_>, one: &Found, other: &Found) -> Option<String> {
    let grammar = scene.grammar();
    let (mut from, to) = (scene.words.at(one.span.end), scene.words.at(other.span.start));
    if scene.sentence(one.span.start) != scene.sentence(other.span.start) || to > from + LONGEST {
        return None;
    }
    // "Hill Front leader Omar Hadi": the post counts as between.
    let ends_in_post = from > 0
        && scene.is_in(from - 1, &grammar.titles)
        && one.span.end - one.span.start > scene.word(from - 1).len();
    from -= usize::from(from == to && ends_in_post);
    let words = (from..to).filter(|&word| !scene.is_in(word, &grammar.articles)).map(|word| scene.words.folded(word));
    Some(words.collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
}

/// "The rebels" are nobody of whom a relation could be told.
fn is_somebody(id: &str) -> bool {
    !id.starts_with("generic:")
}

fn relation(rule: &super::grammar::RelationWords, one: &str, other: &str, span: Span) -> ActorRelation {
    ActorRelation {
        kind: rule.kind.clone(),
        one: one.to_owned(),
        other: other.to_owned(),
        span,
        rule: format!("actors/relation: {}", rule.kind),
    }
}
