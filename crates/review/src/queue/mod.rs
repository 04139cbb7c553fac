//! What should a person look at next?
//!
//! Every question that a case leaves open is a [`Card`]. Cards are ordered by how uncertain the machine is times how much
//! hangs on it; what was decided leaves the queue, and comes back when it is undone.

mod cards;
mod likeness;

use crate::{Question, log};
use crate::{draft, in_force, value};
use cards::Cards;
use schema::{Act, Anchor, Case, Decision, EventId, MentionId};
use std::collections::BTreeSet;

/// What kind of question a card asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// Which number is it?
    Toll,
    /// Which of other versions that exclude one another is it?
    Claim,
    /// Are these two one event?
    Pair,
    /// Who is this?
    Actor,
    /// Where is this?
    Place,
    /// When was this page published?
    Date,
}

impl Asked {
    /// All kinds with their keys in addresses and on the command line.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Toll, "tolls"),
        (Self::Claim, "claims"),
        (Self::Pair, "merges"),
        (Self::Actor, "actors"),
        (Self::Place, "places"),
        (Self::Date, "dates"),
    ];

    /// Gives the key.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.into_iter().find(|(kind, _)| *kind == self).map_or("", |(_, key)| key)
    }

    /// Gives the kind with this key.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(_, name)| *name == key).map(|(kind, _)| kind)
    }
}

/// One of the answers that a card offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The value as the log writes it.
    pub value: String,
    /// The value in words.
    pub label: String,
}

/// One question to a person.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// What it asks.
    pub asked: Asked,
    /// The words it is asked of.
    pub on: Vec<Anchor>,
    /// The events that hang on it.
    pub events: Vec<EventId>,
    /// The tellings of these events that carry what is in question.
    pub tellings: Vec<MentionId>,
    /// The field.
    pub field: String,
    /// On whom, or which actor or place.
    pub of: Option<String>,
    /// What the machine says.
    pub machine: Option<String>,
    /// Its reasons in words.
    pub reasons: Vec<String>,
    /// The answers to choose from, at most nine.
    pub choices: Vec<Choice>,
    /// How uncertain the machine is, times how much hangs on it.
    pub weight: f64,
    /// How likely it is that the machine is right, where it tells.
    pub score: Option<f64>,
    question: Question,
    /// Whoever says that the telling is no event has answered, too.
    dropped: Option<Question>,
}

/// What a person says to a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// What the machine made of it stands; two are one event.
    Accept,
    /// It is no event; two are two events.
    Reject,
    /// I cannot tell.
    Unsure,
    /// One of the choices, from 1.
    Choose(usize),
    /// Another value.
    Value(String),
}

/// Gives every open question of a case, the weightiest first.
#[must_use]
pub fn queue(case: &Case) -> Vec<Card> {
    let mut all = Cards::of(case).all();
    all.sort_by(|one, other| other.weight.total_cmp(&one.weight).then_with(|| one.question.cmp(&other.question)));
    all.dedup_by(|later, first| later.question == first.question);
    all
}

/// Gives what people have answered, so that a queue can leave it out.
#[must_use]
pub fn answered(decisions: &[Decision]) -> BTreeSet<Question> {
    in_force(decisions).into_iter().filter(|one| one.round.is_none()).map(log::question).collect()
}

/// The most that is decided at once: no more than somebody looks at.
pub const MOST_AT_ONCE: usize = 200;

/// Makes the decisions that let the machine's view of several cards stand, as one step after so many decisions of the log.
///
/// # Errors
/// Which of them cannot be decided so.
pub fn let_stand(cards: &[&Card], case: &Case, by: &str, after: usize) -> Result<Vec<Decision>, String> {
    let mut drafts = Vec::new();
    for card in cards {
        // Of a pair the machine's view is not always that it is one event.
        let apart = card.asked == Asked::Pair && card.machine.as_deref() == Some("two events");
        drafts.extend(card.decide(if apart { &Answer::Reject } else { &Answer::Accept }, case, by)?);
    }
    let batch = format!("batch of {} after {after}", drafts.len());
    drafts.iter_mut().for_each(|draft| draft.batch = Some(batch.clone()));
    Ok(drafts)
}

impl Card {
    /// Tells whether the machine is at least so sure: of a pair it is as its score tells, of anything else not at all.
    #[must_use]
    pub fn is_sure(&self, least: f64) -> bool {
        self.score.map_or(0.5, |score| score.max(1.0 - score)) >= least
    }

    /// Tells whether somebody has answered the card, or said that its telling is no event.
    #[must_use]
    pub fn is_answered(&self, answered: &BTreeSet<Question>) -> bool {
        answered.contains(&self.question) || self.dropped.as_ref().is_some_and(|dropped| answered.contains(dropped))
    }

    /// Makes the decisions that an answer is; what is undone together is one batch.
    ///
    /// # Errors
    /// Why the answer does not fit the card, in words for whoever gave it.
    pub fn decide(&self, answer: &Answer, case: &Case, by: &str) -> Result<Vec<Decision>, String> {
        let one = |act: Act, value: Option<String>| vec![self.draft(act, value, by)];
        match answer {
            Answer::Unsure => Ok(one(Act::Unsure, None)),
            Answer::Accept if self.asked == Asked::Pair => Ok(one(Act::SameEvent, None)),
            Answer::Accept => Ok(one(Act::Accept, None)),
            Answer::Reject if self.asked == Asked::Pair => Ok(one(Act::DifferentEvents, None)),
            Answer::Reject if matches!(self.asked, Asked::Toll | Asked::Claim) => Ok(self.refuse(case, by)),
            Answer::Reject => Err("there is nothing to reject here: accept, choose or say that you are unsure".into()),
            Answer::Choose(n) => {
                let choice = n.checked_sub(1).and_then(|at| self.choices.get(at));
                let choice = choice.ok_or_else(|| format!("there is no choice {n}"))?;
                self.decide(&Answer::Value(choice.value.clone()), case, by)
            }
            Answer::Value(text) => {
                let (act, value) = self.read(text.trim(), case)?;
                Ok(one(act, Some(value)))
            }
        }
    }

    fn draft(&self, act: Act, value: Option<String>, by: &str) -> Decision {
        let field = match self.asked {
            Asked::Pair if matches!(act, Act::SameEvent | Act::DifferentEvents) => None,
            Asked::Toll | Asked::Claim => Some(self.field.clone()),
            _ if matches!(act, Act::Accept | Act::Unsure) => Some(self.field.clone()),
            _ => None,
        };
        let (on, of, machine) = (self.on.clone(), self.of.clone(), self.machine.clone());
        Decision { on, field, of, value, machine, ..draft(by, act) }
    }

    /// Says of every telling of the event that it is none.
    fn refuse(&self, case: &Case, by: &str) -> Vec<Decision> {
        let batch = self.events.first().cloned();
        let first = self.on.first().cloned();
        let mut anchors: BTreeSet<Anchor> = first.iter().cloned().collect();
        for (document, found) in case.documents.iter().zip(&case.findings) {
            let tellings = found.events.iter().filter(|telling| self.tellings.contains(&telling.id));
            anchors.extend(tellings.map(|telling| crate::anchor_of(document, telling)));
        }
        let refuse = |on: Anchor| Decision { on: vec![on], batch: batch.clone(), ..draft(by, Act::NotAnEvent) };
        anchors.into_iter().map(refuse).collect()
    }

    /// Reads what somebody typed or chose.
    fn read(&self, text: &str, case: &Case) -> Result<(Act, String), String> {
        let named = |found: Option<String>, what: &str| {
            found.ok_or_else(|| format!("this case has no {what} {text:?}: write its name or its id"))
        };
        match self.asked {
            Asked::Toll => match schema::Bounds::parse(text) {
                Some(bounds) => Ok((Act::Settle, value::bounds_text(bounds))),
                None => Err(format!("{text:?} is no number: write 16, 16.. (at least), ..16 (up to) or 3..5")),
            },
            Asked::Date => match value::days(text) {
                Some(when) => Ok((Act::DocumentDate, value::days_text(when))),
                None => Err(format!("{text:?} is no day: write 2016-06-28")),
            },
            Asked::Place if value::coordinates(text).is_some() => Ok((Act::PutOnMap, text.to_owned())),
            Asked::Place => Ok((Act::SamePlace, named(place_named(case, text), "place")?)),
            Asked::Actor => Ok((Act::SameActor, named(actor_named(case, text), "actor")?)),
            Asked::Pair => Err("two tellings are one event or two: accept or reject".into()),
            Asked::Claim => Ok((Act::Settle, self.claimed(text, case)?)),
        }
    }

    fn claimed(&self, text: &str, case: &Case) -> Result<String, String> {
        match self.field.as_str() {
            "time" => {
                value::days(text).map(value::days_text).ok_or_else(|| format!("{text:?} is no day: write 2016-06-28"))
            }
            "place" => place_named(case, text).ok_or_else(|| format!("this case has no place {text:?}")),
            "agent" | "target" => actor_named(case, text).ok_or_else(|| format!("this case has no actor {text:?}")),
            _ => Ok(text.to_owned()),
        }
    }
}

/// Finds an actor by id or by any of its names.
#[must_use]
pub fn actor_named(case: &Case, text: &str) -> Option<String> {
    let wanted = spelling::normal_form(text);
    let is = |name: &String| spelling::normal_form(name) == wanted;
    let by_id = case.actors.iter().find(|actor| actor.id == text);
    let found = by_id.or_else(|| case.actors.iter().find(|actor| is(&actor.name) || actor.aliases.iter().any(is)));
    found.map(|actor| actor.id.clone())
}

/// Finds a place by id or by any of its names.
#[must_use]
pub fn place_named(case: &Case, text: &str) -> Option<String> {
    let wanted = spelling::normal_form(text);
    let is = |name: &String| spelling::normal_form(name) == wanted;
    let by_id = case.places.iter().find(|place| place.id == text);
    let found = by_id.or_else(|| case.places.iter().find(|place| is(&place.name) || place.aliases.iter().any(is)));
    found.map(|place| place.id.clone())
}
