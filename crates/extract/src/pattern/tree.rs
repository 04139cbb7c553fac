//! What hangs on what, looked up fast?

use language::{Analysis, Relation, Tag};
use schema::Span;

/// An analysis with the children of every token at hand.
#[derive(Debug)]
pub struct Tree<'a, 't> {
    /// The grammar itself.
    pub analysis: &'a Analysis<'t>,
    children: Vec<Vec<usize>>,
}

impl<'a, 't> Tree<'a, 't> {
    /// Indexes the children of every token.
    #[must_use]
    pub fn new(analysis: &'a Analysis<'t>) -> Self {
        let mut children = vec![Vec::new(); analysis.tokens.len()];
        for (index, token) in analysis.tokens.iter().enumerate() {
            if let Some(list) = token.head.and_then(|head| children.get_mut(head)) {
                list.push(index);
            }
        }
        Self { analysis, children }
    }

    /// Gives the children of a token, in text order.
    #[must_use]
    pub fn children(&self, token: usize) -> &[usize] {
        &self.children[token]
    }

    /// Gives the children that depend by one of some relations.
    pub fn by(&self, token: usize, relations: &'static [Relation]) -> impl Iterator<Item = usize> + '_ {
        self.children[token].iter().copied().filter(move |&child| relations.contains(&self.relation(child)))
    }

    /// Gives the relation by which a token depends on its head.
    #[must_use]
    pub fn relation(&self, token: usize) -> Relation {
        self.analysis.tokens[token].relation
    }

    /// Gives the head of a token.
    #[must_use]
    pub fn head(&self, token: usize) -> Option<usize> {
        self.analysis.tokens[token].head
    }

    /// Gives the universal tag of a token.
    #[must_use]
    pub fn tag(&self, token: usize) -> Tag {
        self.analysis.tokens[token].tag
    }

    /// Gives the Penn tag of a token.
    #[must_use]
    pub fn fine(&self, token: usize) -> &'static str {
        self.analysis.tokens[token].fine
    }

    /// Gives the base form of a token in lower case.
    #[must_use]
    pub fn lemma(&self, token: usize) -> String {
        self.analysis.tokens[token].lemma.to_lowercase()
    }

    /// Gives `token` and all below it, in text order, without what hangs by one of the relations `cut`.
    #[must_use]
    pub fn below(&self, token: usize, cut: &[Relation]) -> Vec<usize> {
        let mut found = Vec::new();
        let mut open = vec![token];
        while let Some(next) = open.pop() {
            found.push(next);
            open.extend(self.children[next].iter().filter(|&&child| !cut.contains(&self.relation(child))));
        }
        found.sort_unstable();
        found
    }

    /// Tells whether `token` hangs below `above`, or is it.
    #[must_use]
    pub fn is_below(&self, token: usize, above: usize) -> bool {
        self.analysis.ancestors(token).any(|ancestor| ancestor == above)
    }

    /// Gives the head words that are coordinated with `token`, itself first.
    #[must_use]
    pub fn coordinated(&self, token: usize) -> Vec<usize> {
        let mut found = vec![token];
        // "by a shell, *not* by planes"
        let not =
            |child: usize| self.by(child, &[Relation::Advmod, Relation::Cc]).any(|word| self.lemma(word) == "not");
        found.extend(self.by(token, &[Relation::Conj]).filter(|&child| self.is_nominal(child) && !not(child)));
        found
    }

    /// Tells whether the token can head a noun phrase.
    #[must_use]
    pub fn is_nominal(&self, token: usize) -> bool {
        matches!(
            self.tag(token),
            Tag::Noun | Tag::ProperNoun | Tag::Pronoun | Tag::Numeral | Tag::Adjective | Tag::Determiner
        )
    }

    /// Tells whether the token is a verb.
    #[must_use]
    pub fn is_verb(&self, token: usize) -> bool {
        matches!(self.tag(token), Tag::Verb)
    }

    /// Gives the words of a noun phrase without its clauses, appositions, coordinated phrases and article, and of the
    /// phrases behind it only those with one of the prepositions `with`: parsers hang "on Friday" on any noun.
    #[must_use]
    pub fn phrase(&self, head: usize, with: &[&str]) -> Span {
        let mut tokens = Vec::new();
        let mut open = vec![head];
        while let Some(next) = open.pop() {
            tokens.push(next);
            open.extend(self.children[next].iter().filter(|&&child| self.belongs(head, next, child, with)));
        }
        tokens.sort_unstable();
        let article =
            |token: usize| token < head && self.tag(token) == Tag::Determiner && is_article(&self.lemma(token));
        while tokens.len() > 1 && article(tokens[0]) {
            tokens.remove(0);
        }
        // "by coalition planes", where the preposition hangs on the first word
        let bound =
            |token: usize| matches!(self.lemma(token + 1).as_str(), "least" | "most" | "little" | "much" | "many");
        if let Some(last) =
            tokens.iter().rposition(|&token| token < head && self.relation(token) == Relation::Case && !bound(token))
        {
            tokens.drain(..=last);
        }
        let at = tokens.iter().position(|&token| token == head).unwrap_or(0);
        let (mut from, mut to) = (at, at);
        while from > 0 && tokens[from - 1] + 2 >= tokens[from] {
            from -= 1;
        }
        while to + 1 < tokens.len() && tokens[to] + 2 >= tokens[to + 1] {
            to += 1;
        }
        self.analysis.span_of(&tokens[from..=to]).unwrap_or(self.analysis.tokens[head].span)
    }

    fn belongs(&self, head: usize, above: usize, child: usize, with: &[&str]) -> bool {
        let relation = self.relation(child);
        // "the Turkish and Greek sides"
        if above < head && child < head && matches!(relation, Relation::Conj | Relation::Cc) {
            return true;
        }
        // "Two of the dead *were* fighters"
        let predicate = above == head && self.by(head, &[Relation::Cop]).next().is_some();
        let said = matches!(relation, Relation::Cop | Relation::Nsubj | Relation::NsubjOuter | Relation::Aux);
        let first = relation == Relation::Nmod && child < head && self.by(child, &[Relation::Case]).next().is_some();
        if predicate && (said || first) {
            return false;
        }
        // "Twelve *dead*", "left two children *dead*"
        let said_of_it = relation == Relation::Amod && child > above && self.tag(child) == Tag::Adjective;
        if said_of_it
            || NOT_OF_THE_PHRASE.contains(&relation)
            || (above == head && matches!(relation, Relation::Case | Relation::Mark))
        {
            return false;
        }
        let behind = matches!(
            relation,
            Relation::Nmod | Relation::Obl | Relation::NmodTmod | Relation::OblTmod | Relation::NmodUnmarked
        );
        !behind
            || child < head
            || self.by(child, &[Relation::Case]).any(|case| with.contains(&self.lemma(case).as_str()))
    }
}

fn is_article(lemma: &str) -> bool {
    matches!(lemma, "the" | "a" | "an")
}

const NOT_OF_THE_PHRASE: [Relation; 11] = [
    Relation::AclRelcl,
    Relation::Acl,
    Relation::Advcl,
    Relation::AdvclRelcl,
    Relation::Appos,
    Relation::Parataxis,
    Relation::Conj,
    Relation::Cc,
    Relation::Punct,
    Relation::Dep,
    Relation::List,
];
