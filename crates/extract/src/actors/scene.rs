//! What is known about a document while its actors are being found?

use super::{
    Places,
    cast::{Cast, Figure, Found, How},
    grammar::Grammar,
    lexicon::Lexicon,
    words::Words,
};
use language::{Analysis, Relation, Tag};
use schema::{Document, Place, PlaceMention, SectionKind, Span, ToponymUse};
use std::collections::BTreeMap;

/// A name that a participle makes an adjective of: "US-backed".
#[derive(Clone, Copy, Debug)]
pub(super) struct Adjective {
    /// The name.
    pub(super) span: Span,
    /// Whom it names, by entry.
    pub(super) entry: usize,
    /// The word behind it.
    pub(super) participle: usize,
}

/// A document in work.
pub(super) struct Scene<'a> {
    /// The document.
    pub(super) document: &'a Document,
    /// Its grammar.
    pub(super) analysis: &'a Analysis<'a>,
    /// Its places.
    pub(super) places: &'a [PlaceMention],
    /// What is known of them.
    pub(super) known_places: &'a [Place],
    /// Who is known.
    pub(super) lexicon: &'a Lexicon,
    /// Its words.
    pub(super) words: Words,
    /// The entry of the country it is about.
    pub(super) focus: Option<usize>,
    /// Who has appeared.
    pub(super) cast: Cast,
    /// Where.
    pub(super) found: BTreeMap<usize, Found>,
    /// Short forms that the document itself binds: the folded name, the figure and whether the first letter must be a capital.
    pub(super) bound: BTreeMap<String, usize>,
    /// Names inside of adjectives: "US-backed".
    pub(super) adjectives: Vec<Adjective>,
    taken: Vec<bool>,
    shouting: Vec<bool>,
}

impl<'a> Scene<'a> {
    /// Opens a document.
    pub(super) fn open(
        document: &'a Document,
        analysis: &'a Analysis<'a>,
        places: Places<'a>,
        lexicon: &'a Lexicon,
    ) -> Self {
        let shouting = analysis.sentences.iter().map(|sentence| shouts(sentence.span.of(analysis.text))).collect();
        Self {
            document,
            analysis,
            places: places.mentions,
            known_places: places.known,
            lexicon,
            words: Words::of(analysis),
            focus: None,
            cast: Cast::default(),
            found: BTreeMap::new(),
            bound: BTreeMap::new(),
            adjectives: Vec::new(),
            taken: vec![false; analysis.tokens.len()],
            shouting,
        }
    }

    /// Gives the word lists.
    pub(super) fn grammar(&self) -> &'a Grammar {
        &self.lexicon.grammar
    }

    /// Gives the letters of a word as they stand in the text.
    pub(super) fn word(&self, word: usize) -> &'a str {
        self.words.list.get(word).map_or("", |word| word.span.of(self.analysis.text))
    }

    /// Tells whether a word begins with a capital.
    pub(super) fn is_capital(&self, word: usize) -> bool {
        self.word(word).starts_with(char::is_uppercase)
    }

    /// Tells whether a word is folded in a list.
    pub(super) fn is_in(&self, word: usize, list: &crate::words::WordSet) -> bool {
        word < self.words.list.len() && list.contains(self.words.folded(word))
    }

    /// Tells whether nothing parts a word from the next.
    pub(super) fn runs_on(&self, word: usize) -> bool {
        self.words.list.get(word).is_some_and(|word| !word.last) && word + 1 < self.words.list.len()
    }

    /// Gives the mentions that end before `byte`, the nearest first, as far as anybody remembers.
    pub(super) fn before(&self, byte: usize) -> impl Iterator<Item = &Found> {
        self.found.range(..byte).rev().map(|(_, found)| found).filter(move |found| found.span.end <= byte).take(MEMORY)
    }

    /// Gives the tag of a word's last token.
    pub(super) fn tag(&self, word: usize) -> Option<Tag> {
        let tokens = self.analysis.tokens_in(self.words.list.get(word)?.span);
        self.analysis.tokens.get(tokens.last()?).map(|token| token.tag)
    }

    /// Gives the span of some words; the stop of an abbreviation belongs to it.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        let list = &self.words.list;
        let mut span = list[first].span.join(list[last].span);
        let initial = |word: usize| self.word(word).chars().count() == 1;
        if last > first && initial(last) && initial(last - 1) && self.analysis.text[span.end..].starts_with('.') {
            span.end += 1;
        }
        span
    }

    /// Tells whether the sentence at `byte` is all capitals.
    pub(super) fn is_shouted(&self, byte: usize) -> bool {
        self.shouting.get(self.sentence(byte)).copied().unwrap_or(false)
    }

    /// Tells whether the whole account is written in capitals, where they tell no name from a word.
    pub(super) fn shouts_throughout(&self) -> bool {
        self.shouting.iter().all(|&shouting| shouting)
    }

    /// Gives the sentence at `byte`.
    pub(super) fn sentence(&self, byte: usize) -> usize {
        self.analysis.sentences.partition_point(|sentence| sentence.span.end <= byte)
    }

    /// Tells whether no mention holds any word of the span.
    pub(super) fn is_free(&self, span: Span) -> bool {
        self.analysis.tokens_in(span).all(|token| !self.taken[token])
    }

    /// Records a mention.
    pub(super) fn claim(&mut self, span: Span, figure: usize, how: How, rule: &'static str) {
        for token in self.analysis.tokens_in(span) {
            self.taken[token] = true;
        }
        if how == How::Name {
            self.cast.figures[figure].named = true;
        }
        self.found.insert(span.start, Found { span, figure, how, rule });
    }

    /// Adds a name that the document uses to a figure's names.
    pub(super) fn name(&mut self, figure: usize, first: usize, last: usize) {
        let span = self.span(first, last);
        let words: Vec<_> = span.of(self.analysis.text).split_whitespace().collect();
        self.cast.figures[figure].call(words.join(" "));
    }

    /// Gives the token of a span on which the others depend.
    pub(super) fn head(&self, span: Span) -> Option<usize> {
        let range = self.analysis.tokens_in(span);
        range.clone().rev().find(|&token| self.analysis.tokens[token].head.is_none_or(|head| !range.contains(&head)))
    }

    /// Gives the verb of which the span is the subject.
    pub(super) fn subject_of(&self, span: Span) -> Option<usize> {
        let head = self.analysis.tokens.get(self.head(span)?)?;
        matches!(head.relation, Relation::Nsubj | Relation::NsubjPass | Relation::NsubjOuter).then_some(head.head)?
    }

    /// Gives the kind of the section at `byte`.
    pub(super) fn section(&self, byte: usize) -> SectionKind {
        self.document.kind_at(byte)
    }

    /// Tells what the span is used for as a place; none where no place was found there.
    pub(super) fn place_use(&self, span: Span) -> Option<ToponymUse> {
        let from = self.places.partition_point(|place| place.span.end <= span.start);
        self.places.get(from).filter(|place| place.span.start < span.end).map(|place| place.usage)
    }

    /// Gives the entry of the one country in which the places of a sentence lie, or else of the nearest before it that names
    /// places.
    pub(super) fn country_around(&self, byte: usize) -> Option<usize> {
        const REACH: usize = 3;
        let here = self.sentence(byte);
        let near = (here.saturating_sub(REACH)..=here).rev().filter_map(|at| self.analysis.sentences.get(at));
        let told = near.map(|sentence| sentence.span).find(|sentence| self.located(*sentence).next().is_some())?;
        self.country_of(told)
    }

    /// Gives where places are named in a sentence as such.
    fn located(&self, sentence: Span) -> impl Iterator<Item = &PlaceMention> {
        let from = self.places.partition_point(|place| place.span.start < sentence.start);
        let here = self.places[from..].iter().take_while(move |place| place.span.start < sentence.end);
        here.filter(move |place| sentence.contains(place.span) && place.usage == ToponymUse::Location)
    }

    /// Gives the entry of the one country in which the places of a sentence lie; none where they lie in several.
    fn country_of(&self, sentence: Span) -> Option<usize> {
        let known = |id: &String| self.known_places.iter().find(|place| place.id == *id);
        let located = self.located(sentence).filter_map(|place| known(&place.place));
        let countries: std::collections::BTreeSet<&String> =
            located.filter_map(|place| place.country.as_ref()).collect();
        let country = countries.first().filter(|_| countries.len() == 1)?;
        self.lexicon.states.get(*country).copied()
    }

    /// Tells whether the words right before the span are a place as such: "in Syria and Iraq".
    pub(super) fn is_among_places(&self, span: Span) -> bool {
        let before = self.places.partition_point(|place| place.span.end <= span.start);
        let Some(place) = before.checked_sub(1).and_then(|before| self.places.get(before)) else { return false };
        place.usage == ToponymUse::Location && span.start - place.span.end <= " and the ".len()
    }

    /// Lets a figure enter that no lexicon knows.
    pub(super) fn newcomer(&mut self, id: String, name: String, kind: &str, country: Option<String>) -> usize {
        let (kind, traits) = (kind.to_owned(), Vec::new());
        let (aliases, heads) = Default::default();
        let number =
            self.cast.enter(Figure { id, name: name.clone(), kind, country, traits, aliases, heads, named: false });
        self.cast.figures[number].call(name);
        number
    }
}

const MEMORY: usize = 60;

/// Makes the id of an actor that is known only by a name.
pub(super) fn name_id(name: &str) -> String {
    format!("name:{}", super::words::fold(name).replace(' ', "-"))
}

fn shouts(sentence: &str) -> bool {
    let small = sentence.chars().filter(|letter| letter.is_lowercase()).count();
    let capital = sentence.chars().filter(|letter| letter.is_uppercase()).count();
    capital > 15 && capital > 8 * small
}
