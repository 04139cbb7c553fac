//! Which place do "the border town", "the village" and "there" mean?
//!
//! The one that was named last before them and can be called so; in the headline and the lead, which tell first and
//! name later, the one that is named next.

use super::words::Words;
use language::{Analysis, Relation, Tag};
use schema::{Document, Place, PlaceMention, Precision, SectionKind, Span, ToponymUse};
use std::collections::BTreeMap;

/// How many sentences back the name may stand.
const REACH: usize = 8;
/// How many sentences ahead of a headline or lead.
const AHEAD: usize = 6;
/// Nobody calls a place of more people a town, or a village.
const MOST_OF_TOWN: u32 = 1_000_000;
const MOST_OF_VILLAGE: u32 = 100_000;
/// Sentences of the account that are its lead.
const LEAD: usize = 2;

/// The places that are named.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    /// Where, in text order.
    pub(super) mentions: &'a [PlaceMention],
    /// What is known of them, by id.
    pub(super) places: &'a BTreeMap<String, Place>,
    /// How many people live there, as far as that is known.
    pub(super) sizes: &'a BTreeMap<String, u32>,
}

/// Finds the descriptions of named places, in text order.
pub(super) fn find(document: &Document, analysis: &Analysis<'_>, named: Named<'_>, words: &Words) -> Vec<PlaceMention> {
    let mut lead = 0;
    let mut found = Vec::new();
    for sentence in &analysis.sentences {
        let section = document.kind_at(sentence.span.start);
        lead += usize::from(section == SectionKind::Body);
        let is_lead = section == SectionKind::Title || section == SectionKind::Body && lead <= LEAD;
        for token in sentence.tokens.clone() {
            let text = Text { document, analysis, named, words, is_lead };
            found.extend(text.description(token).or_else(|| text.there(token)));
        }
    }
    found
}

struct Text<'a, 't> {
    document: &'a Document,
    analysis: &'a Analysis<'t>,
    named: Named<'a>,
    words: &'a Words,
    is_lead: bool,
}

/// How a description stands: with "the", with "a", or bare as in headlines.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Article {
    Definite,
    Indefinite,
    None,
}

impl<'a> Text<'a, '_> {
    /// "the border town", "a village", and in headlines "town".
    fn description(&self, token: usize) -> Option<PlaceMention> {
        let noun = self.noun(token)?;
        let article = self.article(token);
        let title = self.document.kind_at(self.analysis.tokens[token].span.start) == SectionKind::Title;
        if self.is_named(token) || article == Article::None && !title {
            return None;
        }
        let before = || self.before(token, REACH, noun);
        let place = match article {
            Article::Definite | Article::None => before().or_else(|| self.behind(token, noun)),
            Article::Indefinite => self.behind(token, noun),
        };
        let first = self.analysis.children(token).find(|child| *child < token && self.is_part(*child)).unwrap_or(token);
        let span = self.analysis.tokens[first].span.join(self.analysis.tokens[token].span);
        place.map(|place| mention(span, place))
    }

    /// "a suicide attack there"
    fn there(&self, token: usize) -> Option<PlaceMention> {
        let word = &self.analysis.tokens[token];
        let is_there = word.tag == Tag::Adverb && self.analysis.word(token).eq_ignore_ascii_case("there");
        is_there.then(|| self.before(token, 3, "")).flatten().map(|place| mention(word.span, place))
    }

    /// Gives the noun in lower case where the word can describe one place of the map.
    fn noun(&self, token: usize) -> Option<&'a str> {
        if self.analysis.tokens[token].tag != Tag::Noun {
            return None;
        }
        let word = self.analysis.word(token).to_lowercase();
        self.words.settlements.get(&word).or_else(|| self.words.sites.get(&word)).map(String::as_str)
    }

    fn article(&self, token: usize) -> Article {
        let article =
            self.analysis.child(token, Relation::Det).map(|article| self.analysis.word(article).to_lowercase());
        match article.as_deref() {
            Some("the" | "this" | "that") => Article::Definite,
            Some(_) => Article::Indefinite,
            None => Article::None,
        }
    }

    fn is_part(&self, child: usize) -> bool {
        matches!(self.analysis.tokens[child].relation, Relation::Det | Relation::Amod | Relation::Compound)
    }

    /// "the town of X", "the border town X" and "X, the border town" bring their name with them.
    fn is_named(&self, token: usize) -> bool {
        let holds = |token: usize| {
            let span = self.analysis.tokens[token].span;
            let from = self.named.mentions.partition_point(|mention| mention.span.end <= span.start);
            let mut here = self.named.mentions[from..].iter().take_while(|mention| mention.span.start < span.end);
            here.any(|mention| mention.usage == ToponymUse::Location)
        };
        let beside = |other: usize| {
            use Relation::{Appos, Compound, Flat, Nmod, NmodPoss};
            matches!(self.analysis.tokens[other].relation, Appos | Compound | Flat | Nmod | NmodPoss)
                && self.analysis.child(other, Relation::Case).is_none_or(|case| self.analysis.word(case) == "of")
        };
        let head = self.analysis.tokens[token].head.filter(|_| {
            matches!(self.analysis.tokens[token].relation, Relation::Appos | Relation::Compound | Relation::Flat)
        });
        // "town on border" is cut by the parser in many ways: a name right beside is enough.
        let near = [token.checked_sub(1), Some(token + 1)];
        let near = near.into_iter().flatten().filter(|near| *near < self.analysis.tokens.len());
        holds(token)
            || head.is_some_and(holds)
            || near.into_iter().any(holds)
            || self.analysis.children(token).any(|child| beside(child) && holds(child))
    }

    /// The place named last before, one that is called so by preference.
    fn before(&self, token: usize, reach: usize, noun: &str) -> Option<&'a PlaceMention> {
        let here = self.analysis.tokens[token].span;
        let sentence = self.analysis.sentence_of(token);
        let from = self.analysis.sentences[sentence.saturating_sub(reach)].span.start;
        let end = self.named.mentions.partition_point(|mention| mention.span.end <= here.start);
        let near = || {
            let near = self.named.mentions[..end].iter().rev().take_while(|mention| mention.span.start >= from);
            near.filter(|mention| self.is_settlement(mention) && self.same_voice(mention.span, here))
        };
        near()
            .find(|mention| self.is_called(mention, noun))
            .or_else(|| near().find(|mention| self.could_be(mention, noun)))
    }

    /// In headline and lead, the place that is named next and called so, or else the first that is named after a town without
    /// any name: "Raids hit a town in the east. They struck *Dirat*, …".
    fn behind(&self, token: usize, noun: &str) -> Option<&'a PlaceMention> {
        if !self.is_lead {
            return None;
        }
        let here = self.analysis.tokens[token].span;
        let last = (self.analysis.sentence_of(token) + AHEAD).min(self.analysis.sentences.len() - 1);
        let to = self.analysis.sentences[last].span.end;
        let from = self.named.mentions.partition_point(|mention| mention.span.start < here.end);
        let next = || {
            let next = self.named.mentions[from..].iter().take_while(|mention| mention.span.end <= to);
            next.filter(|mention| self.is_settlement(mention) && self.same_voice(mention.span, here))
        };
        let unnamed = || {
            let first = next().next().filter(|mention| self.could_be(mention, noun))?;
            let before = self.named.mentions[..from].iter().any(|mention| self.is_settlement(mention));
            (!before && self.country_before(first.span).is_none_or(|country| self.lies_in(first, country)))
                .then_some(first)
        };
        next().find(|mention| self.is_called(mention, noun)).or_else(unnamed)
    }

    /// Gives the country that is named first before a word.
    fn country_before(&self, here: Span) -> Option<&'a str> {
        let before = self.named.mentions.iter().take_while(|mention| mention.span.end <= here.start);
        let mut places = before.filter_map(|mention| self.named.places.get(&mention.place));
        places.find(|place| place.precision == Precision::Country).and_then(|place| place.country.as_deref())
    }

    fn lies_in(&self, mention: &PlaceMention, country: &str) -> bool {
        self.named.places.get(&mention.place).is_some_and(|place| place.country.as_deref() == Some(country))
    }

    fn is_settlement(&self, mention: &PlaceMention) -> bool {
        let place = self.named.places.get(&mention.place);
        mention.usage == ToponymUse::Location && place.is_some_and(|place| place.precision == Precision::Point)
    }

    /// Tells whether the noun stands beside the name: "the village of X", "X village".
    fn is_called(&self, mention: &PlaceMention, noun: &str) -> bool {
        let range = self.analysis.tokens_in(mention.span);
        let sentence = self.analysis.sentences[self.analysis.sentence_of(range.start)].tokens.clone();
        let around = range.start.saturating_sub(3).max(sentence.start)..(range.end + 2).min(sentence.end);
        around.filter(|token| !range.contains(token)).any(|token| self.analysis.word(token).eq_ignore_ascii_case(noun))
    }

    /// A city of a million is no town, one of a hundred thousand no village, and what is called a base is neither.
    fn could_be(&self, mention: &PlaceMention, noun: &str) -> bool {
        let nouns = || self.words.settlements.iter().chain(&self.words.sites);
        let other = nouns().any(|other| other != noun && self.is_called(mention, other));
        let most = match noun {
            "city" => u32::MAX,
            _ if self.words.small_settlements.contains(noun) => MOST_OF_VILLAGE,
            _ => MOST_OF_TOWN,
        };
        let large = self.named.sizes.get(&mention.place).is_some_and(|size| *size > most);
        noun.is_empty() || self.words.settlements.contains(noun) && !other && !large
    }

    /// Comments do not go on from one another, nor from the account.
    fn same_voice(&self, there: Span, here: Span) -> bool {
        let told = |kind| matches!(kind, SectionKind::Title | SectionKind::Body);
        let same = self.document.section_at(there.start) == self.document.section_at(here.start);
        same || told(self.document.kind_at(there.start)) && told(self.document.kind_at(here.start))
    }
}

fn mention(span: Span, place: &PlaceMention) -> PlaceMention {
    PlaceMention {
        span,
        place: place.place.clone(),
        usage: ToponymUse::Description,
        candidates: Vec::new(),
        rule: "places/description: the place that is named beside it".into(),
    }
}
