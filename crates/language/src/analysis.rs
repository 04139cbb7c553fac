//! What is known about the grammar of one text?

use crate::{NameKind, Relation, Tag};
use schema::Span;
use std::ops::Range;

/// A word, number or mark of punctuation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its letters in the text.
    pub span: Span,
    /// Universal part of speech.
    pub tag: Tag,
    /// Penn Treebank tag, which tells tense and number: `VBD`, `NNS`.
    pub fine: &'static str,
    /// Base form in lower case (names keep their case).
    pub lemma: Box<str>,
    /// The token it depends on, as an index into [`Analysis::tokens`]; none for a root.
    pub head: Option<usize>,
    /// How it depends on its head.
    pub relation: Relation,
}

/// A sentence: a run of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens, as indices into [`Analysis::tokens`].
    pub tokens: Range<usize>,
}

/// A name: words that stand for one person, organization or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// From its first word to its last.
    pub span: Span,
    /// Its words, as indices into [`Analysis::tokens`].
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameKind,
}

/// The grammar of one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis<'text> {
    /// The text that every span indexes.
    pub text: &'text str,
    /// The sentences, in text order.
    pub sentences: Vec<Sentence>,
    /// The tokens of all sentences, in text order.
    pub tokens: Vec<Token>,
    /// The names, in text order.
    pub names: Vec<Name>,
}

impl<'text> Analysis<'text> {
    /// Gives the letters of a token as they stand in the text.
    #[must_use]
    pub fn word(&self, token: usize) -> &'text str {
        self.tokens[token].span.of(self.text)
    }

    /// Gives the index of the sentence that holds the token.
    #[must_use]
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.tokens.end <= token)
    }

    /// Gives the tokens that depend on `token` directly, in text order.
    pub fn children(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let range = self.sentences[self.sentence_of(token)].tokens.clone();
        range.filter(move |&other| self.tokens[other].head == Some(token))
    }

    /// Gives the first token, in text order, that depends on `token` by `relation`.
    #[must_use]
    pub fn child(&self, token: usize, relation: Relation) -> Option<usize> {
        self.children(token).find(|&other| self.tokens[other].relation == relation)
    }

    /// Gives `token` and all that depends on it, directly or not, in text order.
    #[must_use]
    pub fn subtree(&self, token: usize) -> Vec<usize> {
        let range = self.sentences[self.sentence_of(token)].tokens.clone();
        range.filter(|&other| self.ancestors(other).any(|a| a == token)).collect()
    }

    /// Gives `token`, its head, its head's head and so on up to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(token), |&t| self.tokens[t].head)
    }

    /// Gives the tokens that overlap `span`.
    #[must_use]
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// Gives the span from the first to the last of some tokens in text order; none of none.
    #[must_use]
    pub fn span_of(&self, tokens: &[usize]) -> Option<Span> {
        Some(self.tokens[*tokens.first()?].span.join(self.tokens[*tokens.last()?].span))
    }
}
