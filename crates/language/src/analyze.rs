//! How does a text become an analysis?

use crate::analysis::{Analysis, Sentence, Token};
use crate::fine;
use crate::form::Form;
use crate::grammar::{Relation, Tag};
use crate::model::Model;
use crate::parser::{self, features};
use crate::sentences::{LONGEST, sentences};
use crate::tagger::View;
use crate::tokens::tokens;
use schema::Span;

/// Analyzes the given sections of a text, each on its own: no sentence crosses from one to the next.
#[must_use]
pub fn analyze<'text>(text: &'text str, sections: &[Span], model: &Model) -> Analysis<'text> {
    let mut analysis = Analysis { text, sentences: Vec::new(), tokens: Vec::new() };
    let mut sorted = sections.to_vec();
    sorted.sort();
    let mut done = 0;
    for section in sorted.into_iter().filter(|section| text.get(section.start..section.end).is_some()) {
        if section.start < done {
            continue;
        }
        done = section.end;
        let spans = tokens(text, section, &model.words);
        for range in sentences(text, &spans, &model.words) {
            add_sentence(&mut analysis, &spans[range], model);
        }
    }
    analysis
}

/// Analyzes sentences whose tokens are known; each is a run of spans in text order.
#[must_use]
pub fn analyze_tokens<'text>(text: &'text str, sentences: &[Vec<Span>], model: &Model) -> Analysis<'text> {
    let mut analysis = Analysis { text, sentences: Vec::new(), tokens: Vec::new() };
    sentences
        .iter()
        .flat_map(|spans| spans.chunks(LONGEST))
        .for_each(|spans| add_sentence(&mut analysis, spans, model));
    analysis
}

fn add_sentence(analysis: &mut Analysis, spans: &[Span], model: &Model) {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
    let forms: Vec<Form> = spans.iter().map(|span| Form::new(span.of(analysis.text))).collect();
    let labels = View::new(forms.clone(), &model.tagger.classes).tag(&model.tagger.weights, model.tagger.labels.len());
    let tree = parser::parse(&features::Words::new(&forms, &labels, &model.tagger.labels), &model.parser);
    let start = analysis.tokens.len();
    for ((span, label), (head, relation)) in spans.iter().zip(labels).zip(tree) {
        let (tag, number) = model.tagger.labels.get(usize::from(label)).copied().unwrap_or((Tag::Other, u8::MAX));
        analysis.tokens.push(Token {
            span: *span,
            tag,
            fine: fine::label(number),
            lemma: model.lemmas.lemma(span.of(analysis.text), number),
            head: (relation != Relation::Root).then(|| start + head.saturating_sub(1)),
            relation,
        });
    }
    analysis.sentences.push(Sentence { span: first.join(*last), tokens: start..analysis.tokens.len() });
}
