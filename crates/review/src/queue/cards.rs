//! Which questions does a case leave open, and how much hangs on each?

use super::{Asked, Card, Choice, likeness::Names};
use crate::{anchor, anchor_of, draft, question, value};
use schema::{
    Act, Agreement, Anchor, Basis, Case, Claim, Decision, Document, Event, EventMention, Link, MentionId, Span,
    account_of,
};
use std::collections::{BTreeMap, BTreeSet};

/// Marks the id of what the accounts name and no list knows.
const MET: &str = "name:";
/// Two happenings that are held apart are asked about from this score on.
const NEAR: f64 = 0.3;
/// Joins below this score are asked about.
const WEAK: f64 = 0.8;

/// A case with all that its questions need.
pub(super) struct Cards<'case> {
    case: &'case Case,
    tellings: BTreeMap<&'case str, (&'case EventMention, &'case Document)>,
    homes: BTreeMap<&'case str, &'case Event>,
}

impl<'case> Cards<'case> {
    pub fn of(case: &'case Case) -> Self {
        let both = case.documents.iter().zip(&case.findings);
        let told =
            both.flat_map(|(document, found)| found.events.iter().map(move |one| (one.id.as_str(), (one, document))));
        let homes = case.events.iter().flat_map(|event| event.mentions.iter().map(move |id| (id.as_str(), event)));
        Self { case, tellings: told.collect(), homes: homes.collect() }
    }

    pub fn all(&self) -> Vec<Card> {
        let mut all: Vec<Card> = self.case.events.iter().flat_map(|event| self.disputes(event)).collect();
        all.extend(self.case.links.iter().filter_map(|link| self.pair(link)));
        all.extend(self.actors());
        all.extend(self.places());
        all.extend(self.dates());
        all
    }

    fn disputes(&self, event: &'case Event) -> impl Iterator<Item = Card> {
        event.claims.iter().filter(|claim| claim.agreement == Agreement::Disputed).filter_map(|claim| {
            let ruled = event.decided.iter().any(|ruling| {
                ruling.field.as_deref() == Some(claim.attribute.as_str())
                    && ruling.of == claim.of
                    && ruling.act != Act::Correct
            });
            if ruled { None } else { self.dispute(event, claim) }
        })
    }

    fn dispute(&self, event: &Event, claim: &Claim) -> Option<Card> {
        let on = self.anchor(event.mentions.first()?)?;
        let numeric = claim.values.iter().all(|version| version.bounds.is_some());
        let asked = if numeric { Asked::Toll } else { Asked::Claim };
        let (uncertain, stakes) = if numeric { spread(claim) } else { (0.5, 0.0) };
        let documents = documents(&event.mentions);
        let choices = claim.values.iter().take(9).filter_map(|version| {
            let value = version.bounds.map(value::bounds_text).or_else(|| version.value.clone())?;
            Some(Choice { label: self.label(&claim.attribute, &value), value })
        });
        let machine = value::field_of_event(event, &claim.attribute, claim.of.as_deref());
        let weight = uncertain * (1.0 + stakes) * (1.0 + documents).ln();
        let told = claim.values.iter().flat_map(|version| version.mentions.clone()).collect::<BTreeSet<_>>();
        let mut card = card(asked, vec![on], &claim.attribute, claim.of.clone(), weight);
        card.tellings =
            if numeric || claim.attribute == "happened" { event.mentions.clone() } else { told.into_iter().collect() };
        (card.choices, card.machine, card.events) = (choices.collect(), machine, vec![event.id.clone()]);
        Some(card)
    }

    fn label(&self, field: &str, value: &str) -> String {
        let name = match field {
            "agent" | "target" => {
                self.case.actors.iter().find(|actor| actor.id == value).map(|actor| actor.name.clone())
            }
            "place" => self.case.places.iter().find(|place| place.id == value).map(|place| place.name.clone()),
            _ => None,
        };
        name.unwrap_or_else(|| value.replace('_', " "))
    }

    fn anchor(&self, mention: &str) -> Option<Anchor> {
        self.tellings.get(mention).map(|(telling, document)| anchor_of(document, telling))
    }

    fn pair(&self, link: &'case Link) -> Option<Card> {
        let (one, other) = (self.homes.get(link.one.as_str())?, self.homes.get(link.other.as_str())?);
        let open = if link.joined {
            one.id == other.id && link.score < WEAK
        } else {
            one.id != other.id && link.score >= NEAR
        };
        if !open {
            return None;
        }
        let uncertain = 1.0 - (2.0 * link.score - 1.0).abs();
        let weight = uncertain * 2.0 * (1.0 + documents(&one.mentions) + documents(&other.mentions)).ln();
        let on = vec![self.anchor(&link.one)?, self.anchor(&link.other)?];
        let mut card = card(Asked::Pair, on, "together", None, weight);
        card.machine = Some(if link.joined { "one event" } else { "two events" }.into());
        (card.reasons, card.score) = (link.reasons.iter().map(str::to_owned).collect(), Some(link.score));
        card.events = vec![one.id.clone(), other.id.clone()];
        card.events.dedup();
        card.tellings = vec![link.one.clone(), link.other.clone()];
        Some(card)
    }

    fn actors(&self) -> Vec<Card> {
        let mut acts: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for event in &self.case.events {
            for id in event.agents.iter().chain(&event.targets).filter(|id| id.starts_with(MET)) {
                acts.entry(id).or_default().push(event);
            }
        }
        let known = |id: &str| !id.starts_with("generic:");
        let entries = self.case.actors.iter().filter(|actor| known(&actor.id));
        let names = Names::of(entries.map(|actor| (actor.id.as_str(), actor.name.as_str(), actor.aliases.as_slice())));
        let ask = |(id, events): (&str, Vec<&Event>)| {
            let actor = self.case.actors.iter().find(|actor| actor.id == id)?;
            let like = names.like(&actor.name, id);
            let on = self.named(id, &events)?;
            Some(entity(Asked::Actor, "actor_name", (id, &actor.name), on, &events, like))
        };
        acts.into_iter().filter_map(ask).collect()
    }

    fn places(&self) -> Vec<Card> {
        let mut held: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
        for event in &self.case.events {
            held.entry(event.place.as_deref().unwrap_or_default()).or_default().push(event);
        }
        let entries = self.case.places.iter().filter(|place| place.lat.is_some());
        let names = Names::of(entries.map(|place| (place.id.as_str(), place.name.as_str(), place.aliases.as_slice())));
        let lost = self.case.places.iter().filter(|place| place.lat.is_none());
        lost.filter_map(|place| {
            let events = held.get(place.id.as_str())?;
            let like = names.like(&place.name, &place.id);
            let on = self.named(&place.id, events)?;
            Some(entity(Asked::Place, "place_name", (&place.id, &place.name), on, events, like))
        })
        .collect()
    }

    /// Finds words that name an actor or a place in a telling of some events.
    fn named(&self, id: &str, events: &[&Event]) -> Option<Anchor> {
        let tellings =
            events.iter().flat_map(|event| &event.mentions).filter_map(|mention| self.tellings.get(mention.as_str()));
        tellings
            .filter_map(|(telling, document)| {
                let argument = telling.arguments.iter().find(|argument| argument.actor.as_deref() == Some(id));
                let place = telling.place.as_ref().filter(|place| place.place == id);
                let span = argument.map(|argument| argument.span).or(place.map(|place| place.span))?;
                Some(anchor(document, span))
            })
            .next()
    }

    fn dates(&self) -> Vec<Card> {
        let mut told: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (mention, event) in &self.homes {
            told.entry(account_of(mention)).or_default().insert(&event.id);
        }
        let undated = self.case.documents.iter().filter(|document| document.published.basis != Basis::Stated);
        undated
            .filter_map(|document| {
                let events = told.get(document.id.as_str())?;
                let uncertain = if document.published.basis == Basis::Unknown { 1.0 } else { 0.5 };
                let count = u32::try_from(events.len()).map_or(1.0, f64::from);
                let weight = uncertain * (1.0 + count).ln();
                let mut card = card(Asked::Date, vec![head(document)?], "date", None, weight);
                card.machine = document.published.when.map(value::days_text);
                card.reasons = vec![document.published.evidence.clone()];
                card.events = events.iter().map(|id| (*id).to_owned()).collect();
                let other = document.published.rejected.iter().take(9);
                card.choices = other
                    .map(|dated| {
                        let value = value::days_text(dated.day);
                        Choice { label: format!("{value}: {} ({})", dated.text, dated.reason), value }
                    })
                    .collect();
                Some(card)
            })
            .collect()
    }
}

fn card(asked: Asked, on: Vec<Anchor>, field: &str, of: Option<String>, weight: f64) -> Card {
    let accepted = Decision { on: on.clone(), field: Some(field.into()), of: of.clone(), ..draft("", Act::Accept) };
    let dropped = matches!(asked, Asked::Toll | Asked::Claim)
        .then(|| question(&Decision { on: on.clone(), ..draft("", Act::NotAnEvent) }));
    Card {
        asked,
        question: question(&accepted),
        dropped,
        on,
        events: Vec::new(),
        tellings: Vec::new(),
        field: field.into(),
        of,
        machine: None,
        reasons: Vec::new(),
        choices: Vec::new(),
        weight,
        score: None,
    }
}

fn entity(
    asked: Asked,
    field: &str,
    (id, name): (&str, &str),
    on: Anchor,
    events: &[&Event],
    like: Vec<(&str, &str)>,
) -> Card {
    let count = u32::try_from(events.len()).map_or(1.0, f64::from);
    let uncertain = if like.is_empty() { 0.4 } else { 0.7 };
    let mut card = card(asked, vec![on], field, Some(id.into()), uncertain * (1.0 + count).ln());
    card.machine = Some(name.to_owned());
    card.events = events.iter().map(|event| event.id.clone()).collect();
    card.choices = like.into_iter().map(|(id, name)| Choice { value: id.into(), label: name.into() }).collect();
    card
}

/// Gives how far numbers lie apart, of 1, and how many are counted, as a logarithm.
fn spread(claim: &Claim) -> (f64, f64) {
    let ends = claim.values.iter().filter_map(|version| version.bounds);
    let numbers: Vec<f64> = ends
        .flat_map(|bounds| [bounds.min, bounds.max])
        .flatten()
        .map(|n| u32::try_from(n).map_or(f64::from(u32::MAX), f64::from))
        .collect();
    let (low, high) = numbers.iter().fold((f64::MAX, 0.0_f64), |(low, high), n| (low.min(*n), high.max(*n)));
    if numbers.is_empty() { (0.5, 0.0) } else { ((high - low) / (high + 1.0), high.ln_1p()) }
}

fn documents(mentions: &[MentionId]) -> f64 {
    let documents: BTreeSet<&str> = mentions.iter().map(|id| account_of(id)).collect();
    u32::try_from(documents.len()).map_or(1.0, f64::from)
}

/// Binds a question to a page as a whole: to its first line of words.
fn head(document: &Document) -> Option<Anchor> {
    let section = document.sections.iter().find(|section| section.span.start < section.span.end)?;
    let words = section.span.of(&document.text);
    let line = words.find('\n').unwrap_or(words.len()).min(120);
    let end = (0..=line).rev().find(|at| words.is_char_boundary(*at))?;
    Some(anchor(document, Span::new(section.span.start, section.span.start + end)))
}
