//! On whom is a number counted that names nobody: "22 killed in a strike on a market"?

use super::Grammar;
use crate::actors::{Lexicon, kind::PERSON};
use schema::{ActorId, Findings, Quantity, Span};
use std::collections::BTreeSet;

/// Numbers that stand in so many bytes stand side by side.
const BESIDE: usize = 30;

/// Counts attackers on the one who attacks, the dead without a name on the only ones who are hit, and on people at large what
/// events count on nobody, where the event names nobody who is hit either.
pub(crate) fn settle(findings: &mut Findings, grammar: &Grammar, lexicon: &Lexicon) {
    let language = grammar.of(None);
    let Some((language, people)) = language.and_then(|language| Some((language, lexicon.actor(&language.unnamed)?)))
    else {
        return;
    };
    let is_suffered =
        |name: &str| language.attributes.iter().any(|attribute| attribute.animate && attribute.name == name);
    let persons: BTreeSet<ActorId> =
        findings.actors.iter().filter(|actor| actor.kind == PERSON).map(|actor| actor.id.clone()).collect();
    let mut used = false;
    for event in &mut findings.events {
        let mut agents = event.arguments.iter().filter(|a| a.role == "agent").filter_map(|a| a.actor.as_ref());
        if let Some(agent) = agents.next().filter(|first| agents.all(|other| other == *first)).cloned() {
            let attackers = event.quantities.iter_mut().filter(|q| q.of.is_none() && q.attribute == "attackers");
            attackers.for_each(|quantity| quantity.of = Some(agent.clone()));
        }
        let hit = |role: &str| matches!(role, "target" | "victim");
        // "ten were killed, including its leader": ten are more than one person.
        let of_many = |q: &&mut Quantity| {
            q.of.is_none() && is_suffered(&q.attribute) && q.bounds.min.is_some_and(|count| count > 1)
        };
        let named = || event.arguments.iter().filter(|a| hit(&a.role)).filter_map(|argument| argument.actor.as_ref());
        // "X, Y and a worker were kidnapped": one is not all of them.
        let all = named().filter(|id| persons.contains(*id)).collect::<BTreeSet<_>>().len() as u64;
        event
            .quantities
            .retain(|q| q.of.is_some() || !is_suffered(&q.attribute) || q.bounds.max.is_none_or(|count| count >= all));
        let mut rest = named();
        if rest.next().is_some_and(|first| persons.contains(first) && rest.all(|other| other == first)) {
            for quantity in event.quantities.iter_mut().filter(of_many) {
                quantity.of = Some(people.id.clone());
                used = true;
            }
        }
        // "hit a convoy of the militia, killing eight", "fired at protesters, killing two"
        let mut struck = named();
        if let Some(first) = struck.next().cloned() {
            if persons.contains(&first) || struck.any(|other| *other != first) {
                continue;
            }
            // "killed two men and a child": the child is counted beside them, and the men are no children.
            let of_first = |q: &&Quantity| q.of.as_ref() == Some(&first);
            let counted: Vec<(String, Span)> =
                event.quantities.iter().filter(of_first).map(|q| (q.attribute.clone(), q.span)).collect();
            let beside = |q: &Quantity| {
                let near = |span: Span| q.span.end.max(span.end) - q.span.start.min(span.start) <= BESIDE;
                counted.iter().any(|(name, span)| *name == q.attribute && near(*span))
            };
            let lost =
                event.quantities.iter_mut().filter(|q| q.of.is_none() && is_suffered(&q.attribute) && !beside(q));
            lost.for_each(|quantity| quantity.of = Some(first.clone()));
        }
        for quantity in event.quantities.iter_mut().filter(|q| q.of.is_none() && is_suffered(&q.attribute)) {
            quantity.of = Some(people.id.clone());
            used = true;
        }
    }
    if let (true, Err(place)) = (used, findings.actors.binary_search_by(|actor| actor.id.cmp(&people.id))) {
        findings.actors.insert(place, people);
    }
}
