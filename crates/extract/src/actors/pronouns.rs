//! Whom do pronouns mean, where the grammar leaves no doubt?

use super::{cast::How, kind::PERSON, scene::Scene};
use language::{Relation, Tag};
use schema::Span;
use std::ops::Range;

const NEAREST: usize = 12;

/// Finds pronouns that are subjects and binds them to the subject before them: of their sentence, or of the sentence before.
pub(super) fn find(scene: &mut Scene<'_>) {
    let mut subjects: Vec<(usize, Span, usize)> = Vec::new();
    for found in scene.found.values() {
        if scene.subject_of(found.span).is_some() {
            subjects.push((scene.sentence(found.span.start), found.span, found.figure));
        }
    }
    let mut bound = Vec::new();
    for (number, sentence) in scene.analysis.sentences.iter().enumerate() {
        for token in sentence.tokens.clone() {
            let relation = scene.analysis.tokens[token].relation;
            if !matches!(relation, Relation::Nsubj | Relation::NsubjPass) {
                continue;
            }
            let word = scene.analysis.word(token).to_lowercase();
            let Some(pronoun) = scene.grammar().pronoun.iter().find(|pronoun| pronoun.words.contains(word.as_str()))
            else {
                continue;
            };
            let span = scene.analysis.tokens[token].span;
            let end = subjects.partition_point(|(_, subject, _)| subject.end <= span.start);
            let verb = scene.analysis.tokens[token].head.map(|verb| &*scene.analysis.tokens[verb].lemma);
            if word == "it" && verb.is_some_and(|verb| scene.grammar().empty_verbs.contains(verb)) {
                continue;
            }
            let near = subjects[end.saturating_sub(NEAREST)..end].iter().filter(|&&(at, _, figure)| {
                (at == number || at + 1 == number) && pronoun.fits.contains(&scene.cast.figures[figure].kind)
            });
            let single = matches!(&pronoun.fits[..], [kind] if kind == PERSON);
            if single
                && near.clone().all(|(at, ..)| *at != number)
                && stands_nearer(scene, sentence.tokens.start..token)
            {
                continue;
            }
            let Some(figure) = antecedent(scene, token, number, near, &pronoun.fits) else { continue };
            bound.push((span, figure));
        }
    }
    for (span, figure) in bound {
        if scene.is_free(span) {
            scene.claim(span, figure, How::Pronoun, "actors/pronoun: the subject before it");
        }
    }
}

/// "Soldiers shot *the second* before he reached the gate": somebody without a name whom the same sentence tells of.
fn stands_nearer(scene: &Scene<'_>, mut before: Range<usize>) -> bool {
    let tokens = &scene.analysis.tokens;
    before.any(|token| {
        let word = scene.analysis.word(token).to_lowercase();
        let grammar = scene.grammar();
        let person = || grammar.nouns.contains_key(word.as_str()) || grammar.titles.contains(&*word);
        let one = tokens[token].tag == Tag::Adjective || tokens[token].fine == "NN" && person();
        let acts = matches!(tokens[token].relation, Relation::Obj | Relation::Nsubj | Relation::NsubjPass);
        acts && one
    })
}

/// The subject of the clause on which the pronoun's clause depends, or else the first subject of the nearest sentence.
fn antecedent<'s>(
    scene: &Scene<'_>,
    pronoun: usize,
    sentence: usize,
    near: impl Iterator<Item = &'s (usize, Span, usize)> + Clone,
    near_kinds: &[String],
) -> Option<usize> {
    let governs = |subject: Span| {
        scene
            .subject_of(subject)
            .is_some_and(|verb| scene.analysis.ancestors(pronoun).skip(2).any(|above| above == verb))
    };
    let above = near.clone().filter(|&&(at, subject, _)| at == sentence && governs(subject)).last();
    // "The armed wing of the movement said it had fired rockets."
    let speaks = || {
        let figure = super::owners::speaker(scene, pronoun).filter(|_| above.is_none())?;
        near_kinds.contains(&scene.cast.figures[figure].kind).then_some(figure)
    };
    let nearest = || near.clone().max_by_key(|&&(at, subject, _)| (at, std::cmp::Reverse(subject.start)));
    above.map(|&(_, _, figure)| figure).or_else(speaks).or_else(|| nearest().map(|&(_, _, figure)| figure))
}
