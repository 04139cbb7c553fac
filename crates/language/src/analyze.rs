//! How does a text become an analysis?

use crate::analysis::{Analysis, Sentence, Token};
use crate::fine;
use crate::grammar::{Relation, Tag};
use crate::model::Model;
use crate::names::labels::Scores;
use crate::network::{Reader, Reading};
use crate::repair::repair;
use crate::sentences::{LONGEST, sentences};
use crate::tokens::tokens;
use schema::Span;

/// Words that are read at once, about: enough for the network to work on whole blocks.
const BATCH: usize = 96;

/// Analyzes the given sections of a text, each on its own: no sentence crosses from one to the next.
#[must_use]
pub fn analyze<'text>(text: &'text str, sections: &[Span], model: &Model) -> Analysis<'text> {
    let mut draft = Draft::new(text, model);
    let mut sorted = sections.to_vec();
    sorted.sort();
    let mut done = 0;
    for section in sorted.into_iter().filter(|section| text.get(section.start..section.end).is_some()) {
        if section.start < done {
            continue;
        }
        done = section.end;
        let spans = tokens(text, section, &model.words);
        for range in sentences(text, &spans, &model.words, &model.splitter) {
            draft.add(&spans[range]);
        }
    }
    draft.finish()
}

/// Analyzes sentences whose tokens are known; each is a run of spans in text order.
#[must_use]
pub fn analyze_tokens<'text>(text: &'text str, sentences: &[Vec<Span>], model: &Model) -> Analysis<'text> {
    let mut draft = Draft::new(text, model);
    sentences.iter().flat_map(|spans| spans.chunks(LONGEST)).for_each(|spans| draft.add(spans));
    draft.finish()
}

/// An analysis in the making: what is read already, with what the network thinks of names, and the sentences that wait.
struct Draft<'text, 'model> {
    analysis: Analysis<'text>,
    opinions: Vec<Scores>,
    model: &'model Model,
    reader: Reader,
    spans: Vec<Span>,
    lengths: Vec<usize>,
}

impl<'text, 'model> Draft<'text, 'model> {
    fn new(text: &'text str, model: &'model Model) -> Self {
        let analysis = Analysis { text, sentences: Vec::new(), tokens: Vec::new(), names: Vec::new() };
        let (opinions, spans, lengths) = (Vec::new(), Vec::new(), Vec::new());
        Self { analysis, opinions, model, reader: Reader::default(), spans, lengths }
    }

    fn add(&mut self, spans: &[Span]) {
        if spans.is_empty() {
            return;
        }
        self.spans.extend_from_slice(spans);
        self.lengths.push(spans.len());
        if self.spans.len() >= BATCH {
            self.read();
        }
    }

    fn finish(mut self) -> Analysis<'text> {
        self.read();
        self.analysis.names = self.model.names.find(&self.analysis, &self.opinions);
        self.analysis
    }

    /// Reads the sentences that wait.
    fn read(&mut self) {
        let Self { analysis, opinions, model, reader, spans, lengths } = self;
        let words: Vec<&str> = spans.iter().map(|span| span.of(analysis.text)).collect();
        let mut start = 0;
        model.network.read(&words, lengths, reader, |at, reading| {
            add(analysis, &spans[start..start + lengths[at]], reading, model);
            opinions.extend_from_slice(&reading.names);
            start += lengths[at];
        });
        spans.clear();
        lengths.clear();
    }
}

fn add(analysis: &mut Analysis<'_>, spans: &[Span], reading: &Reading, model: &Model) {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return };
    let start = analysis.tokens.len();
    for (at, span) in spans.iter().enumerate() {
        let (tag, number) =
            model.network.labels.get(usize::from(reading.tags[at])).copied().unwrap_or((Tag::Other, u8::MAX));
        let relation = reading.relations[at];
        analysis.tokens.push(Token {
            span: *span,
            tag,
            fine: fine::label(number),
            lemma: model.lemmas.lemma(span.of(analysis.text), number),
            head: (relation != Relation::Root).then(|| start + reading.heads[at]),
            relation,
        });
    }
    repair(analysis.text, &mut analysis.tokens, start, model);
    analysis.sentences.push(Sentence { span: first.join(*last), tokens: start..analysis.tokens.len() });
}
