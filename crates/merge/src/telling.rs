//! What does one telling of a happening offer for comparison?

use crate::entities::Entities;
use crate::reading::{Clause, Reading};
use jiff::civil::Date;
use schema::{Basis, Document, EventMention, Findings, Interval, Place, Realis, SectionKind, TimeValue};
use std::collections::BTreeMap;

/// Rules of this folder made mentions of reports that people coded: one row is one happening, and has no words of its own.
pub(crate) const CODED: &str = "reports/";

/// The ids of all who take part in anything, sorted: a number stands for each in the millions of comparisons.
pub(crate) struct Cast<'a>(Vec<&'a str>);

impl<'a> Cast<'a> {
    /// Lists everybody whom tellings name.
    pub fn of(findings: &'a [Findings]) -> Self {
        let arguments = findings.iter().flat_map(|account| &account.events).flat_map(|mention| &mention.arguments);
        let mut ids: Vec<&str> = arguments.filter_map(|argument| argument.actor.as_deref()).collect();
        ids.sort_unstable();
        ids.dedup();
        Self(ids)
    }

    /// Gives the ids, in order of their numbers.
    pub fn ids(&self) -> &[&'a str] {
        &self.0
    }

    fn party(&self, id: &'a str) -> Party<'a> {
        Party { number: self.0.binary_search(&id).unwrap_or(0), id }
    }
}

/// Somebody who takes part: the number in the cast, and the id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Party<'a> {
    /// The number in the cast.
    pub number: usize,
    /// The id.
    pub id: &'a str,
}

/// An event mention, with all that its account lends it.
pub(crate) struct Telling<'a> {
    /// What was found.
    pub mention: &'a EventMention,
    /// The number of its kind, as soon as those of all tellings are numbered.
    pub kind: usize,
    /// The account, and its index.
    pub document: &'a Document,
    /// Index of the account in the case.
    pub index: usize,
    /// Index of the account that this one copies, or its own: one origin is one witness.
    pub origin: usize,
    /// That account.
    pub first: &'a Document,
    /// The number of who publishes it.
    pub outlet: Option<usize>,
    /// True in comments and in what is not the account itself.
    pub aside: bool,
    /// True in the headline.
    pub headline: bool,
    /// True where a person coded it.
    pub coded: bool,
    /// What its clause says; of a coded report the words of its occasion.
    pub clause: &'a Clause,
    /// Who wrote the comment or quotation it stands in.
    pub author: Option<&'a str>,
    /// The days meant.
    pub when: Option<Interval>,
    /// True where the account itself states those days.
    pub dated: bool,
    /// True where those days are as wide as they are only because nobody knows when the account was written.
    pub blurred: bool,
    /// The days on which it was written.
    pub written: Option<Interval>,
    /// Where.
    pub place: Option<&'a Place>,
    /// How many tellings name that place, as soon as they are counted.
    pub place_count: u32,
    /// True where the clause itself states the place.
    pub placed: bool,
    /// Who acts; sorted.
    pub agents: Box<[Party<'a>]>,
    /// Who is hit; sorted.
    pub targets: Box<[Party<'a>]>,
    /// What the words of the clause weigh, the rare ones more, as soon as those of the whole case are counted.
    pub weight: f64,
}

impl<'a> Telling<'a> {
    fn new(
        account: (usize, &'a Document),
        (mention, clause): (&'a EventMention, &'a Clause),
        (entities, cast): (&'a Entities, &Cast<'a>),
    ) -> Self {
        let (index, document) = account;
        let section = document.section_at(mention.trigger.start).map(|at| &document.sections[at]);
        let kind = section.map_or(SectionKind::Body, |section| section.kind);
        let written = document.written_at(mention.trigger.start);
        let (when, sharp) = mention.time.as_ref().map_or((None, false), |time| resolve(time.value, written));
        let place = mention.place.as_ref().and_then(|at| entities.places.get(&at.place));
        Self {
            mention,
            kind: 0,
            document,
            index,
            origin: index,
            first: document,
            outlet: None,
            aside: matches!(kind, SectionKind::Comment | SectionKind::Boilerplate),
            headline: kind == SectionKind::Title,
            coded: mention.rule.starts_with(CODED),
            clause,
            author: section.and_then(|section| section.author.as_deref()),
            when,
            blurred: when.is_some() && !sharp,
            dated: sharp && mention.time.as_ref().is_some_and(|time| time.basis == Basis::Stated),
            written,
            place,
            place_count: 0,
            placed: place.is_some() && mention.place.as_ref().is_some_and(|at| at.basis == Basis::Stated),
            agents: filling(mention, &["agent"], cast),
            targets: filling(mention, &["target", "victim"], cast),
            weight: 0.0,
        }
    }

    /// Tells whether the two stand in one account.
    pub fn beside(&self, other: &Self) -> bool {
        self.index == other.index
    }

    /// Tells whether the words themselves tell of a deed with somebody in it and its place.
    pub fn says_who_and_where(&self) -> bool {
        self.placed && self.mention.realis == Realis::Actual && !(self.agents.is_empty() && self.targets.is_empty())
    }

    /// Gives who takes part, on whichever side; sorted.
    pub fn parties(&self) -> Vec<Party<'a>> {
        let mut all: Vec<Party<'_>> = self.agents.iter().chain(&self.targets).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Tells whether the telling's days do not hang on a day of writing that was concluded from other accounts.
    pub fn knows_its_days(&self) -> bool {
        let absolute = |value| matches!(value, TimeValue::Absolute(_));
        self.document.published.basis == Basis::Stated
            || self.mention.time.as_ref().is_some_and(|time| absolute(time.value))
    }

    /// Gives the days by which the telling is sorted: those of the happening, else those of writing.
    pub fn about(&self) -> Option<Interval> {
        self.when.or(self.written)
    }
}

/// Gives every telling that can be part of an event, with the words that were read of its account.
pub(crate) fn all<'a>(
    documents: &'a [Document],
    findings: &'a [Findings],
    readings: &'a [Reading],
    (entities, cast): (&'a Entities, &Cast<'a>),
) -> Vec<Telling<'a>> {
    let index: BTreeMap<&str, usize> = documents.iter().enumerate().map(|(i, d)| (d.id.as_str(), i)).collect();
    let outlets = outlets(documents);
    let mut tellings = Vec::new();
    for (at, ((document, account), reading)) in documents.iter().zip(findings).zip(readings).enumerate() {
        let origin = document.copy_of.as_deref().and_then(|id| index.get(id)).copied().unwrap_or(at);
        let told = account.events.iter().filter(|mention| is_told(mention));
        for told in told.zip(&reading.clauses) {
            let telling = Telling::new((at, document), told, (entities, cast));
            tellings.push(Telling { origin, first: &documents[origin], outlet: outlets[origin], ..telling });
        }
    }
    tellings
}

/// Numbers who publishes each account, for the millions of comparisons that ask.
fn outlets(documents: &[Document]) -> Vec<Option<usize>> {
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut number = |name| {
        let next = numbers.len();
        *numbers.entry(name).or_insert(next)
    };
    documents.iter().map(|document| document.source.as_ref().map(|source| number(&source.name))).collect()
}

/// Tells whether a mention can be part of an event: habits, kinds and suppositions are none.
pub(crate) fn is_told(mention: &EventMention) -> bool {
    !matches!(mention.realis, Realis::Generic | Realis::Hypothetical)
}

/// Resolves a time for an account written within some days; false where the days of writing blur it.
fn resolve(value: TimeValue, written: Option<Interval>) -> (Option<Interval>, bool) {
    let ends = |day: fn(Interval) -> Date| value.resolve(written.map(day));
    (value.days(written), written.is_none() || ends(|when| when.from) == ends(|when| when.to))
}

fn filling<'a>(mention: &'a EventMention, roles: &[&str], cast: &Cast<'a>) -> Box<[Party<'a>]> {
    let fits = mention.arguments.iter().filter(|argument| roles.contains(&argument.role.as_str()));
    let mut parties: Vec<Party<'_>> =
        fits.filter_map(|argument| Some(cast.party(argument.actor.as_deref()?))).collect();
    parties.sort_unstable();
    parties.dedup();
    parties.into()
}
