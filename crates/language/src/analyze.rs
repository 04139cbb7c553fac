//! How does a text become an analysis?

use crate::analysis::{Analysis, Sentence, Token};
use crate::fine;
use crate::grammar::{Relation, Tag};
use crate::model::Model;
use crate::names::labels::Scores;
use crate::network::{Reader, Reading};
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
    compounds(analysis.text, &mut analysis.tokens, start);
    finite(analysis.text, &mut analysis.tokens, start, model);
    subjects(&mut analysis.tokens, start);
    speakers(&mut analysis.tokens, start);
    analysis.sentences.push(Sentence { span: first.join(*last), tokens: start..analysis.tokens.len() });
}

/// "Orva denies having bombed the school": a form that only verbs have is no noun behind whoever denies.
fn finite(text: &str, tokens: &mut [Token], start: usize, model: &Model) {
    let tag = |label| fine::number(label).unwrap_or(u8::MAX);
    let verbal = |token: &Token| token.fine == "NNS" && model.words.verbs.contains(&token.span.of(text).to_lowercase());
    for verb in start + 1..tokens.len() {
        let subject = verb - 1;
        let before = tokens[subject].relation == Relation::Compound && tokens[subject].head == Some(verb);
        if !before || !verbal(&tokens[verb]) {
            continue;
        }
        let lemma = model.lemmas.lemma(tokens[verb].span.of(text), tag("VBZ"));
        let token = &mut tokens[verb];
        (token.tag, token.fine, token.lemma) = (Tag::Verb, "VBZ", lemma);
        // "denies having bombed", with the verb that follows at the top
        let below = tokens[verb].head.filter(|&head| head > verb && tokens[verb].relation == Relation::Nsubj);
        if let Some(below) = below {
            (tokens[verb].head, tokens[verb].relation) = (tokens[below].head, tokens[below].relation);
            (tokens[below].head, tokens[below].relation) = (Some(verb), Relation::Ccomp);
        }
        for (at, token) in tokens.iter_mut().enumerate().skip(start) {
            match token.relation {
                _ if token.head != Some(verb) => {}
                _ if at == subject => token.relation = Relation::Nsubj,
                Relation::Acl | Relation::AclRelcl if at > verb => token.relation = Relation::Ccomp,
                Relation::Det | Relation::Amod | Relation::Compound if at < subject => token.head = Some(subject),
                _ => {}
            }
        }
    }
}

/// "One of the groups, Orva Front, stormed the town, officials said": a verb has one subject, and the first of two is that of
/// the clause behind it.
fn subjects(tokens: &mut [Token], start: usize) {
    let subjects = (start..tokens.len()).filter(|&at| is_subject(&tokens[at]));
    let mut subjects: Vec<(usize, usize)> = subjects.filter_map(|at| Some((tokens[at].head?, at))).collect();
    subjects.sort_unstable();
    for &[(verb, first), (head, second)] in subjects.array_windows() {
        if head != verb {
            continue;
        }
        let below = |at: &usize| tokens[*at].head == Some(verb) && tokens[*at].relation == Relation::Ccomp;
        let Some(clause) = (first + 1..second.min(verb)).find(below) else { continue };
        if subjects.iter().any(|(head, _)| *head == clause) {
            continue;
        }
        let passive = |token: &Token| token.head == Some(clause) && token.relation == Relation::AuxPass;
        if tokens[first..clause].iter().any(passive) {
            tokens[first].relation = Relation::NsubjPass;
        }
        for token in tokens[first..clause].iter_mut().filter(|token| token.head == Some(verb)) {
            token.head = Some(clause);
        }
    }
}

/// "Orva Front spokesman Idris Salem said that …": nouns right before a verb without a subject are no clause that it takes.
fn speakers(tokens: &mut [Token], start: usize) {
    let is_noun = |token: &Token| matches!(token.tag, Tag::Noun | Tag::ProperNoun);
    for verb in start + 1..tokens.len() {
        let of_verb = |token: &Token| token.head == Some(verb);
        let clause = |token: &Token| of_verb(token) && token.relation == Relation::Ccomp && is_noun(token);
        let Some(noun) = tokens[start..verb].iter().position(clause).map(|at| start + at) else { continue };
        let parts = |token: &Token| {
            token.tag == Tag::Verb
                || token.relation == Relation::Cop
                || token.tag == Tag::Punctuation && token.fine != "HYPH"
        };
        let has_subject = tokens[start..].iter().any(|token| of_verb(token) && is_subject(token));
        if has_subject || tokens[start..verb].iter().any(parts) {
            continue;
        }
        tokens[noun].relation = Relation::Nsubj;
        for token in tokens[start..verb].iter_mut().filter(|token| token.head == Some(noun)) {
            token.relation = match token.relation {
                Relation::Nsubj | Relation::NsubjPass => Relation::Compound,
                Relation::Obj | Relation::Iobj | Relation::Obl => Relation::Appos,
                other => other,
            };
        }
    }
}

fn is_subject(token: &Token) -> bool {
    matches!(token.relation, Relation::Nsubj | Relation::NsubjPass)
}

/// "missile and drone strikes": the reader may take the two nouns for things of their own, and the third for one more.
fn compounds(text: &str, tokens: &mut [Token], start: usize) {
    let singular = |token: &Token| token.fine == "NN" && text[token.span.start..].starts_with(char::is_lowercase);
    for one in start..tokens.len().saturating_sub(3) {
        let (and, two, last) = (one + 1, one + 2, one + 3);
        let joined = tokens[and].tag == Tag::CoordinatingConjunction && tokens[and].head == Some(two);
        let pair = tokens[two].relation == Relation::Conj && tokens[two].head == Some(one);
        let nouns = singular(&tokens[one]) && singular(&tokens[two]) && matches!(tokens[last].fine, "NN" | "NNS");
        let beside = tokens[last].head == tokens[one].head && tokens[last].relation == tokens[one].relation;
        let listed = tokens[last].head == Some(one) && tokens[last].relation == Relation::Conj;
        // "The army and police officers": two, each with its own article or none.
        let bare = !tokens[start..one].iter().any(|token| token.head == Some(one) && token.tag == Tag::Determiner);
        if !(joined && pair && nouns && bare && (beside || listed)) {
            continue;
        }
        (tokens[last].head, tokens[last].relation) = (tokens[one].head, tokens[one].relation);
        for other in (start..tokens.len()).filter(|other| ![one, and, two].contains(other)) {
            if tokens[other].head == Some(one) {
                tokens[other].head = Some(last);
            }
        }
        (tokens[one].head, tokens[one].relation) = (Some(last), Relation::Compound);
    }
}

#[cfg(test)]
mod tests {
    use super::{speakers, subjects};
    use crate::{Relation, Tag, Token};
    use schema::Span;

    fn token(at: usize, tag: Tag, head: Option<usize>, relation: Relation) -> Token {
        Token { span: Span::new(at, at + 1), tag, fine: "", lemma: "".into(), head, relation }
    }

    #[test]
    fn a_name_with_its_post_before_said_is_its_subject() {
        // "Orva spokesman Salem said", read as if somebody had spokesmanned
        let mut tokens = vec![
            token(0, Tag::ProperNoun, Some(1), Relation::Nsubj),
            token(1, Tag::Noun, Some(3), Relation::Ccomp),
            token(2, Tag::ProperNoun, Some(1), Relation::Obj),
            token(3, Tag::Verb, None, Relation::Root),
        ];
        speakers(&mut tokens, 0);
        let relations: Vec<Relation> = tokens.iter().map(|token| token.relation).collect();
        assert_eq!(relations, [Relation::Compound, Relation::Nsubj, Relation::Appos, Relation::Root]);
    }

    #[test]
    fn the_first_of_two_subjects_is_that_of_the_clause_behind_it() {
        // "Rebels stormed Orva, officials said", with both hung on "said"
        let hung = [
            (Some(5), Relation::Nsubj),
            (Some(5), Relation::Ccomp),
            (Some(1), Relation::Obj),
            (Some(5), Relation::Punct),
            (Some(5), Relation::Nsubj),
            (None, Relation::Root),
        ];
        let mut tokens: Vec<Token> =
            (0..).zip(hung).map(|(at, (head, relation))| token(at, Tag::Other, head, relation)).collect();
        subjects(&mut tokens, 0);
        let heads: Vec<Option<usize>> = tokens.iter().map(|token| token.head).collect();
        assert_eq!(heads, [Some(1), Some(5), Some(1), Some(5), Some(5), None]);
    }
}
