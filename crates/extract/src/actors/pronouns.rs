//! Whom do pronouns mean, where the grammar leaves no doubt?

use super::{cast::How, scene::Scene};
use language::Relation;
use schema::Span;

/// Finds pronouns that are subjects and binds them to the subject before them: of their sentence, or of the sentence before.
pub(super) fn find(scene: &mut Scene<'_>) {
    let mut subjects: Vec<(usize, Span, usize)> = Vec::new();
    for found in &scene.found {
        if scene.subject_of(found.span).is_some() {
            subjects.push((scene.sentence(found.span.start), found.span, found.figure));
        }
    }
    subjects.sort_by_key(|&(_, span, _)| span);
    let mut bound = Vec::new();
    for (number, sentence) in scene.analysis.sentences.iter().enumerate() {
        for token in sentence.tokens.clone() {
            let relation = scene.analysis.tokens[token].relation;
            if !matches!(relation, Relation::Nsubj | Relation::NsubjPass) {
                continue;
            }
            let word = scene.analysis.word(token).to_lowercase();
            let Some(pronoun) = scene.grammar().pronoun.iter().find(|pronoun| pronoun.words.contains(&word)) else {
                continue;
            };
            let span = scene.analysis.tokens[token].span;
            let near = subjects.iter().filter(|&&(at, subject, figure)| {
                subject.end <= span.start
                    && (at == number || at + 1 == number)
                    && pronoun.fits.contains(&scene.cast.figures[figure].kind)
            });
            if let Some(&(_, _, figure)) = near.max_by_key(|&&(at, subject, _)| (at, std::cmp::Reverse(subject.start)))
            {
                bound.push((span, figure));
            }
        }
    }
    for (span, figure) in bound {
        if scene.is_free(span) {
            scene.claim(span, figure, How::Pronoun, "actors/pronoun: the subject before it");
        }
    }
}
