//! What does one telling of a happening offer for comparison?

use crate::entities::Entities;
use jiff::civil::Date;
use schema::{Basis, Document, EventMention, Findings, Interval, Place, Realis, SectionKind, TimeValue};
use std::collections::{BTreeMap, BTreeSet};

/// Words are compared by their first letters, so that "retreat" meets "retreated".
const STEM: usize = 6;

/// Shorter words are mostly grammar.
const SHORTEST: usize = 4;

/// An event mention, with all that its account lends it.
pub(crate) struct Telling<'a> {
    /// What was found.
    pub mention: &'a EventMention,
    /// The account, and its index.
    pub document: &'a Document,
    /// Index of the account in the case.
    pub index: usize,
    /// Index of the account that this one copies, or its own: one origin is one witness.
    pub origin: usize,
    /// That account.
    pub first: &'a Document,
    /// True in comments and in what is not the account itself.
    pub aside: bool,
    /// True in the headline.
    pub headline: bool,
    /// Who wrote the comment or quotation it stands in.
    pub author: Option<&'a str>,
    /// The days meant.
    pub when: Option<Interval>,
    /// True where the account itself states those days.
    pub dated: bool,
    /// The days on which it was written.
    pub written: Option<Interval>,
    /// Where.
    pub place: Option<&'a Place>,
    /// True where the clause itself states the place.
    pub placed: bool,
    /// Who acts.
    pub agents: BTreeSet<&'a str>,
    /// Who is hit.
    pub targets: BTreeSet<&'a str>,
    /// The words of the clause.
    pub words: BTreeSet<String>,
}

impl<'a> Telling<'a> {
    fn new(account: (usize, &'a Document), mention: &'a EventMention, entities: &'a Entities) -> Self {
        let (index, document) = account;
        let section = document.sections.iter().find(|section| section.span.contains(mention.trigger));
        let kind = section.map_or(SectionKind::Body, |section| section.kind);
        let at = section.and_then(|section| section.at.as_deref()).and_then(|at| at.get(..10)?.parse::<Date>().ok());
        let written = at.map(Interval::day).or(document.published.when);
        let (when, sharp) = mention.time.as_ref().map_or((None, false), |time| resolve(time.value, written));
        let place = mention.place.as_ref().and_then(|at| entities.places.get(&at.place));
        Self {
            mention,
            document,
            index,
            origin: index,
            first: document,
            aside: matches!(kind, SectionKind::Comment | SectionKind::Boilerplate),
            headline: kind == SectionKind::Title,
            author: section.and_then(|section| section.author.as_deref()),
            when,
            dated: sharp && mention.time.as_ref().is_some_and(|time| time.basis == Basis::Stated),
            written,
            place,
            placed: place.is_some() && mention.place.as_ref().is_some_and(|at| at.basis == Basis::Stated),
            agents: filling(mention, &["agent"]),
            targets: filling(mention, &["target", "victim"]),
            words: words(document.text.get(mention.clause.start..mention.clause.end).unwrap_or_default()),
        }
    }

    /// Tells whether the two stand in one account.
    pub fn beside(&self, other: &Self) -> bool {
        self.index == other.index
    }

    /// Gives who takes part, on whichever side.
    pub fn parties(&self) -> BTreeSet<&'a str> {
        self.agents.union(&self.targets).copied().collect()
    }

    /// Gives the days by which the telling is sorted: those of the happening, else those of writing.
    pub fn about(&self) -> Option<Interval> {
        self.when.or(self.written)
    }
}

/// Gives every telling that can be part of an event: habits, kinds and suppositions are none.
pub(crate) fn all<'a>(documents: &'a [Document], findings: &'a [Findings], entities: &'a Entities) -> Vec<Telling<'a>> {
    let index: BTreeMap<&str, usize> = documents.iter().enumerate().map(|(i, d)| (d.id.as_str(), i)).collect();
    let told = |mention: &&EventMention| !matches!(mention.realis, Realis::Generic | Realis::Hypothetical);
    let mut tellings = Vec::new();
    for (at, (document, account)) in documents.iter().zip(findings).enumerate() {
        let origin = document.copy_of.as_deref().and_then(|id| index.get(id)).copied().unwrap_or(at);
        for mention in account.events.iter().filter(told) {
            tellings.push(Telling {
                origin,
                first: &documents[origin],
                ..Telling::new((at, document), mention, entities)
            });
        }
    }
    tellings
}

/// Resolves a time for an account written within some days; false where the days of writing blur it.
fn resolve(value: TimeValue, written: Option<Interval>) -> (Option<Interval>, bool) {
    let Some(written) = written else { return (value.resolve(None), true) };
    match (value.resolve(Some(written.from)), value.resolve(Some(written.to))) {
        (Some(first), Some(last)) => {
            (Some(Interval { from: first.from.min(last.from), to: first.to.max(last.to) }), first == last)
        }
        _ => (None, false),
    }
}

fn filling<'a>(mention: &'a EventMention, roles: &[&str]) -> BTreeSet<&'a str> {
    let fits = mention.arguments.iter().filter(|argument| roles.contains(&argument.role.as_str()));
    fits.filter_map(|argument| argument.actor.as_deref()).collect()
}

fn words(clause: &str) -> BTreeSet<String> {
    let words = clause.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= SHORTEST);
    words.map(|word| word.chars().flat_map(char::to_lowercase).take(STEM).collect()).collect()
}

/// How rare each word is among all tellings of the case.
pub(crate) struct Rarity {
    tellings: usize,
    counts: BTreeMap<String, usize>,
}

impl Rarity {
    /// Counts the words of all tellings.
    pub fn new(tellings: &[Telling<'_>]) -> Self {
        let mut counts = BTreeMap::new();
        for word in tellings.iter().flat_map(|telling| &telling.words) {
            *counts.entry(word.clone()).or_default() += 1;
        }
        Self { tellings: tellings.len(), counts }
    }

    /// Gives the number of tellings that hold the word.
    pub fn count(&self, word: &str) -> usize {
        self.counts.get(word).copied().unwrap_or(0)
    }

    /// Gives the share of the poorer telling's words, the rare ones counting more, that both have; and the rarest three.
    pub fn shared<'t>(&self, one: &'t Telling<'_>, other: &'t Telling<'_>) -> (f64, Vec<&'t str>) {
        let weigh = |words: &BTreeSet<String>| words.iter().map(|word| self.weight(word)).sum::<f64>();
        let mut shared: Vec<&str> = one.words.intersection(&other.words).map(String::as_str).collect();
        let least = weigh(&one.words).min(weigh(&other.words)).max(self.weight("") * 2.0);
        let sum: f64 = shared.iter().map(|word| self.weight(word)).sum();
        shared.sort_by_key(|word| (self.count(word), *word));
        shared.truncate(3);
        (if least > 0.0 { (sum / least).min(1.0) } else { 0.0 }, shared)
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of tellings")]
    fn weight(&self, word: &str) -> f64 {
        (1.0 + self.tellings as f64 / self.count(word).max(1) as f64).ln()
    }
}
