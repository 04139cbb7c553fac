//! Which decisions hold, which stand against each other, and what is undone next?

use schema::{Act, Anchor, Decision, DecisionId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Begins a decision; the log gives it its id and its time.
#[must_use]
pub fn draft(by: &str, act: Act) -> Decision {
    Decision {
        id: String::new(),
        at: String::new(),
        by: by.to_owned(),
        act,
        on: Vec::new(),
        field: None,
        of: None,
        value: None,
        machine: None,
        why: None,
        round: None,
        batch: None,
    }
}

/// Makes the decisions that take others back, as one step.
#[must_use]
pub fn withdrawals(targets: &[DecisionId], by: &str) -> Vec<Decision> {
    let batch = targets.first().filter(|_| targets.len() > 1).cloned();
    let taken =
        |target: &DecisionId| Decision { of: Some(target.clone()), batch: batch.clone(), ..draft(by, Act::Withdraw) };
    targets.iter().map(taken).collect()
}

/// What a decision answers. Two decisions with one question answer the same thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// The topic: `together`, `event`, `settle`, `correct`, `date`, …
    pub topic: &'static str,
    /// The words it is asked of: hash of the page and place.
    pub on: Vec<(String, Span)>,
    /// The field.
    pub field: Option<String>,
    /// On whom, or of which actor or place.
    pub of: Option<String>,
    /// The round of coding and the coder, whose answers are nobody else's.
    pub round: Option<(String, String)>,
}

/// Decisions of several people that answer one question differently; the last one holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict<'log> {
    /// Each person's last answer, in the order in which they were given.
    pub answers: Vec<&'log Decision>,
}

/// Gives the log in its order, each decision once.
#[must_use]
pub fn ordered(log: &[Decision]) -> Vec<&Decision> {
    let mut all: Vec<&Decision> = log.iter().collect();
    all.sort_by(|one, other| (&one.at, &one.id).cmp(&(&other.at, &other.id)));
    all.dedup_by(|later, first| later.id == first.id);
    all
}

/// Gives the decisions that nobody has withdrawn, in order; withdrawals themselves are left out.
#[must_use]
pub fn in_force(log: &[Decision]) -> Vec<&Decision> {
    let withdrawn = Withdrawn::of(log);
    ordered(log).into_iter().filter(|one| one.act != Act::Withdraw && !withdrawn.holds(&one.id)).collect()
}

/// Gives the decisions that shape the case: those in force of which each is the last to answer its question.
#[must_use]
pub fn standing(log: &[Decision]) -> Vec<&Decision> {
    let mut last: BTreeMap<Question, usize> = BTreeMap::new();
    let held: Vec<&Decision> = in_force(log)
        .into_iter()
        .filter(|one| one.round.is_none() && !matches!(one.act, Act::Unsure | Act::Assign))
        .collect();
    for (at, decision) in held.iter().enumerate() {
        last.insert(question(decision), at);
    }
    let last: BTreeSet<usize> = last.into_values().collect();
    last.into_iter().map(|at| held[at]).collect()
}

/// Gives what a decision answers.
#[must_use]
pub fn question(decision: &Decision) -> Question {
    let field = decision.field.as_deref();
    let topic = match (decision.act, field) {
        (Act::SameEvent | Act::DifferentEvents, _) | (_, Some("together")) => "together",
        (Act::Accept | Act::Unsure, Some("date")) | (Act::DocumentDate, _) => "date",
        (Act::Accept | Act::Unsure, Some("actor_name")) | (Act::SameActor, _) => "actor_name",
        (Act::Accept | Act::Unsure, Some("place_name")) | (Act::SamePlace, _) => "place_name",
        (Act::Accept | Act::Unsure, Some(_)) | (Act::Settle, _) => "settle",
        (Act::Accept | Act::Unsure, None) | (Act::NotAnEvent, _) => "event",
        (Act::Correct, _) => "correct",
        (Act::Alias, _) => "alias",
        (Act::OtherPlace, _) => "other_place",
        (Act::DocumentSource, _) => "source",
        (Act::AddEvent, _) => "add_event",
        (Act::AddActor, _) => "add_actor",
        (Act::PutOnMap, None) => "place_name",
        (Act::PutOnMap, Some(_)) => "map",
        (Act::Withdraw, _) => "withdraw",
        (Act::Assign, _) => "assign",
    };
    let place = |anchor: &Anchor| (anchor.document.clone(), anchor.span);
    let page = |anchor: &Anchor| (anchor.document.clone(), Span { start: 0, end: 0 });
    let first = |place: &dyn Fn(&Anchor) -> (String, Span)| decision.on.iter().take(1).map(place).collect();
    let mut on: Vec<(String, Span)> = match topic {
        "together" => decision.on.iter().map(place).collect(),
        "date" | "source" | "other_place" => first(&page),
        "actor_name" | "place_name" | "alias" | "map" | "add_actor" | "withdraw" => Vec::new(),
        _ => first(&place),
    };
    on.sort();
    let keeps_field = matches!(topic, "settle" | "correct" | "map" | "alias");
    let of = if matches!(topic, "alias" | "add_actor") { decision.value.clone() } else { decision.of.clone() };
    let coder = if topic == "assign" { decision.value.clone().unwrap_or_default() } else { decision.by.clone() };
    Question {
        topic,
        on,
        field: decision.field.clone().filter(|_| keeps_field),
        of: if topic == "together" { None } else { of },
        round: decision.round.clone().map(|round| (round, coder)),
    }
}

/// Gives what a decision says to its question.
fn answer(decision: &Decision) -> (Act, Option<&str>, Option<&str>) {
    (decision.act, decision.value.as_deref(), decision.of.as_deref())
}

/// Gives where people answered one question differently, so that none of it is overlooked when logs are put together.
#[must_use]
pub fn conflicts(log: &[Decision]) -> Vec<Conflict<'_>> {
    let mut asked: BTreeMap<Question, BTreeMap<&str, &Decision>> = BTreeMap::new();
    let shaping = |one: &&Decision| one.round.is_none() && !matches!(one.act, Act::Unsure | Act::Assign);
    for decision in in_force(log).into_iter().filter(shaping) {
        asked.entry(question(decision)).or_default().insert(&decision.by, decision);
    }
    let differ = |answers: &BTreeMap<&str, &Decision>| {
        answers.values().map(|one| answer(one)).collect::<BTreeSet<_>>().len() > 1
    };
    let mut found: Vec<Conflict<'_>> = asked
        .into_values()
        .filter(differ)
        .map(|answers| {
            let mut answers: Vec<&Decision> = answers.into_values().collect();
            answers.sort_by(|one, other| (&one.at, &one.id).cmp(&(&other.at, &other.id)));
            Conflict { answers }
        })
        .collect();
    found.sort_by(|one, other| one.answers[0].id.cmp(&other.answers[0].id));
    found
}

/// Gives what the next undo of a person withdraws: the last decision that holds, with its whole batch.
#[must_use]
pub fn undo(log: &[Decision], by: &str) -> Vec<DecisionId> {
    let own: Vec<&Decision> = in_force(log).into_iter().filter(|one| one.by == by).collect();
    step(&own)
}

/// Gives what a redo withdraws: the last undo after which nothing new was decided, with its whole batch.
#[must_use]
pub fn redo(log: &[Decision], by: &str) -> Vec<DecisionId> {
    let withdrawn = Withdrawn::of(log);
    let own: Vec<&Decision> = ordered(log).into_iter().filter(|one| one.by == by).collect();
    let fresh = own.iter().rev().find(|one| one.act != Act::Withdraw).map(|one| (&one.at, &one.id));
    let takes_back = |one: &&&Decision| {
        let target = one.of.as_deref().and_then(|id| own.iter().find(|other| other.id == id));
        one.act == Act::Withdraw && target.is_some_and(|target| target.act != Act::Withdraw)
    };
    let after = |one: &&&Decision| fresh.is_none_or(|fresh| (&one.at, &one.id) > fresh);
    let undone: Vec<&Decision> =
        own.iter().filter(takes_back).filter(after).filter(|one| !withdrawn.holds(&one.id)).copied().collect();
    step(&undone)
}

/// Gives the last of some decisions with its batch, the last first.
fn step(own: &[&Decision]) -> Vec<DecisionId> {
    let Some(last) = own.last() else { return Vec::new() };
    match &last.batch {
        None => vec![last.id.clone()],
        batch => own.iter().rev().filter(|one| one.batch == *batch).map(|one| one.id.clone()).collect(),
    }
}

/// Which decisions are withdrawn, by withdrawals that are not themselves.
struct Withdrawn<'log> {
    by: BTreeMap<&'log str, Vec<&'log str>>,
}

impl<'log> Withdrawn<'log> {
    fn of(log: &'log [Decision]) -> Self {
        let mut by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for decision in log.iter().filter(|one| one.act == Act::Withdraw) {
            if let Some(target) = decision.of.as_deref() {
                by.entry(target).or_default().push(&decision.id);
            }
        }
        Self { by }
    }

    fn holds(&self, id: &str) -> bool {
        self.holds_beside(id, &mut BTreeSet::new())
    }

    /// Ids come from files too: two withdrawals that name each other must not lead in a circle.
    fn holds_beside<'a>(&'a self, id: &'a str, seen: &mut BTreeSet<&'a str>) -> bool {
        if !seen.insert(id) {
            return false;
        }
        let withdrawn =
            self.by.get(id).into_iter().flatten().any(|withdrawal| !self.holds_beside(withdrawal, &mut seen.clone()));
        seen.remove(id);
        withdrawn
    }
}

#[cfg(test)]
mod tests {
    use super::{conflicts, in_force, redo, standing, undo};
    use schema::{Act, Decision};

    fn decision(n: usize, by: &str, act: Act, of: &str, value: &str) -> Decision {
        let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Decision {
            id: format!("R-{n}"),
            at: format!("2031-03-05T10:00:{n:02}.000Z"),
            by: by.into(),
            act,
            on: Vec::new(),
            field: None,
            of: text(of),
            value: text(value),
            machine: None,
            why: None,
            round: None,
            batch: None,
        }
    }

    fn ids(decisions: &[&Decision]) -> Vec<String> {
        decisions.iter().map(|one| one.id.clone()).collect()
    }

    #[test]
    fn undo_and_redo_walk_back_and_forth_through_the_log() {
        let mut log = vec![
            decision(1, "a", Act::SameActor, "x", "y"),
            decision(2, "a", Act::SameActor, "z", "y"),
            decision(3, "b", Act::SameActor, "w", "y"),
        ];
        let take_back = |log: &mut Vec<Decision>, step: fn(&[Decision], &str) -> Vec<String>| {
            let targets = step(log, "a");
            for target in &targets {
                log.push(decision(log.len() + 1, "a", Act::Withdraw, target, ""));
            }
            targets
        };
        assert_eq!(take_back(&mut log, undo), ["R-2"]);
        assert_eq!(take_back(&mut log, undo), ["R-1"]);
        assert!(take_back(&mut log, undo).is_empty(), "another person's decision is not mine to undo");
        assert_eq!(take_back(&mut log, redo), ["R-5"]);
        assert_eq!(ids(&in_force(&log)), ["R-1", "R-3"]);
        assert_eq!(take_back(&mut log, redo), ["R-4"]);
        assert!(take_back(&mut log, redo).is_empty());
        assert_eq!(ids(&in_force(&log)), ["R-1", "R-2", "R-3"]);
        assert_eq!(take_back(&mut log, undo), ["R-2"]);
        log.push(decision(20, "a", Act::SameActor, "v", "y"));
        assert!(redo(&log, "a").is_empty(), "after a new decision there is nothing to redo");
    }

    #[test]
    fn a_batch_is_one_step() {
        let mut log: Vec<Decision> = (1..=3).map(|n| decision(n, "a", Act::SameActor, &format!("x{n}"), "y")).collect();
        log.iter_mut().skip(1).for_each(|one| one.batch = Some("B".into()));
        assert_eq!(undo(&log, "a"), ["R-3", "R-2"]);
    }

    #[test]
    fn the_last_answer_holds_and_what_others_said_is_listed() {
        let log = [
            decision(1, "a", Act::SameActor, "x", "y"),
            decision(2, "b", Act::SameActor, "x", "z"),
            decision(3, "a", Act::SameActor, "v", "y"),
            decision(4, "a", Act::SameActor, "v", "z"),
        ];
        assert_eq!(ids(&standing(&log)), ["R-2", "R-4"]);
        let found = conflicts(&log);
        assert_eq!(found.len(), 1, "a person may change their mind");
        assert_eq!(ids(&found[0].answers), ["R-1", "R-2"]);
        let reversed: Vec<Decision> = log.iter().rev().cloned().collect();
        assert_eq!(ids(&standing(&reversed)), ["R-2", "R-4"]);
    }
}
