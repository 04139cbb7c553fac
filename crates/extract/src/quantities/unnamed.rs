//! On whom is a number counted that names nobody: "22 killed in a strike on a market"?

use super::Grammar;
use crate::actors::Lexicon;
use schema::{ActorId, Findings};
use std::collections::BTreeSet;

/// Counts attackers on the one who attacks, the dead without a name on the only armed side that is hit, and on people at large what
/// events count on nobody, where the event names nobody who is hit either.
pub(crate) fn settle(findings: &mut Findings, grammar: &Grammar, lexicon: &Lexicon, bears_arms: impl Fn(&str) -> bool) {
    let language = grammar.of(None);
    let Some((language, people)) = language.and_then(|language| Some((language, lexicon.actor(&language.unnamed)?)))
    else {
        return;
    };
    let is_suffered =
        |name: &str| language.attributes.iter().any(|attribute| attribute.animate && attribute.name == name);
    let armed: BTreeSet<ActorId> =
        findings.actors.iter().filter(|actor| bears_arms(&actor.kind)).map(|actor| actor.id.clone()).collect();
    let mut used = false;
    for event in &mut findings.events {
        let mut agents = event.arguments.iter().filter(|a| a.role == "agent").filter_map(|a| a.actor.as_ref());
        if let Some(agent) = agents.next().filter(|first| agents.all(|other| other == *first)).cloned() {
            let attackers = event.quantities.iter_mut().filter(|q| q.of.is_none() && q.attribute == "attackers");
            attackers.for_each(|quantity| quantity.of = Some(agent.clone()));
        }
        let hit = |role: &str| matches!(role, "target" | "victim");
        // "hit a convoy of the militia, killing eight"
        let mut struck = event.arguments.iter().filter(|a| hit(&a.role)).filter_map(|argument| argument.actor.as_ref());
        if let Some(first) = struck.next().cloned() {
            let only = armed.contains(&first) && struck.all(|other| *other == first);
            let lost = event.quantities.iter_mut().filter(|q| only && q.of.is_none() && is_suffered(&q.attribute));
            lost.for_each(|quantity| quantity.of = Some(first.clone()));
            continue;
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
