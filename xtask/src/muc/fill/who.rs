//! Who did it?

use super::slots::{Names, actor, arguments};
use super::{Incident, Reading};
use crate::muc::score::Fill;
use schema::{Actor, Argument, EventMention};
use std::collections::BTreeMap;

const CLAIMED: &str = "CLAIMED OR ADMITTED";

/// Fills who did it: of which side, which men, which groups and how sure that is; gives how many of men and groups are told
/// to have done it.
pub(super) fn perpetrators(
    incident: &Incident<'_>,
    reading: &Reading<'_>,
    slots: &mut BTreeMap<&'static str, Vec<Fill>>,
) -> i32 {
    let (mut individuals, mut groups) = (Names::default(), Names::default());
    let mut is_state = false;
    let mut confidence = "REPORTED AS FACT";
    for (mention, argument) in arguments(incident, &["agent"]) {
        let found = actor(argument, reading);
        let kind = found.map_or("", |actor| actor.kind.as_str());
        is_state |= reading.is_state(argument, kind);
        let is_word = !reading.words.pronouns.contains(&reading.plain(argument.span));
        let is_person =
            reading.words.people["person"].iter().any(|word| reading.head(argument.span) == *word) || kind == "person";
        let head = reading.head(argument.span);
        let is_somebody = is_person || found.is_none() && reading.words.somebody.contains(&head);
        let men = reading.men(argument);
        // "Terrorist attack": what kind of attack, and no man.
        let is_kind = found.is_some() && reading.words.people["kind"].contains(&men);
        if is_word && is_somebody && !is_kind && !reading.words.people["body"].contains(&head) {
            individuals.add(vec![reading.uncounted(&men)]);
        }
        let is_of_state = reading.is_of("state", kind) && reading.words.people["state_body"].contains(&head);
        let is_body = reading.is_of("perpetrator", kind) || is_of_state || kind == "organization";
        if let Some(found) = found.filter(|found| !found.id.starts_with("generic:") && is_body) {
            groups.add(called(found).chain([reading.plain(argument.span)]).collect());
            confidence = reading.confidence(mention, argument);
        }
    }
    let told = i32::from(!groups.0.is_empty()) + i32::from(!individuals.0.is_empty());
    if groups.0.is_empty()
        && !is_state
        && let Some((group, names)) = group_nearby(incident, reading)
    {
        confidence = if reading.owns_up(&group.id) { CLAIMED } else { confidence };
        groups.0.push(names);
    }
    if individuals.0.is_empty() && !is_state {
        individuals.0.extend(men_nearby(incident, reading).map(|men| vec![reading.uncounted(&men)]));
    }
    let category = if is_state { "STATE-SPONSORED VIOLENCE" } else { "TERRORIST ACT" };
    slots.insert("perp_category", vec![Fill { values: vec![category.into()], ..Fill::default() }]);
    let confident =
        groups.0.iter().map(|names| Fill { values: vec![confidence.into()], names: names.clone(), optional: false });
    slots.insert("perp_org_confidence", confident.collect());
    slots.insert("perp_individual", individuals.fills());
    slots.insert("perp_org", groups.fills());
    slots.retain(|_, fills| !fills.is_empty());
    told
}

/// Gives the armed group that is named next to the deed, or the only one of the dispatch, with all it is called.
fn group_nearby<'a>(incident: &Incident<'_>, reading: &'a Reading<'_>) -> Option<(&'a Actor, Vec<String>)> {
    let armed = |actor: &&Actor| !actor.id.starts_with("generic:") && reading.is_of("perpetrator", &actor.kind);
    let groups: Vec<&Actor> = reading.findings.actors.iter().filter(armed).collect();
    let named = |id: &str| -> Vec<schema::Span> {
        let mentions = reading.findings.actor_mentions.iter().filter(|mention| mention.actor == id);
        mentions.map(|mention| mention.span).collect()
    };
    let nearest = |group: &Actor| named(&group.id).into_iter().map(|span| incident.away(span)).min();
    let mut away: Vec<_> = groups.iter().filter_map(|group| Some((nearest(group)?, *group))).collect();
    away.sort_by_key(|(away, group)| (*away, &group.id));
    let only = away.len() == 1;
    let (_, group) = away.into_iter().next().filter(|(away, _)| only || *away < super::FAR)?;
    let said = named(&group.id).into_iter().map(|span| reading.plain(span));
    Some((group, called(group).chain(said).collect()))
}

/// Gives all names of an actor, as the key writes them.
fn called(actor: &Actor) -> impl Iterator<Item = String> {
    actor.aliases.iter().chain([&actor.name]).map(|name| crate::muc::key::plain(name))
}

/// "The terrorists fled": gives the nearest armed men without a name, where nobody is told to have done it.
fn men_nearby(incident: &Incident<'_>, reading: &Reading<'_>) -> Option<String> {
    let armed = |id: &schema::ActorId| {
        let kind = reading.findings.actors.iter().find(|actor| actor.id == *id).map(|actor| actor.kind.as_str());
        id.starts_with("generic:") && kind.is_some_and(|kind| reading.is_of("perpetrator", kind))
    };
    let men = reading.findings.actor_mentions.iter().filter(|mention| armed(&mention.actor));
    let men = men.filter(|mention| {
        let words = reading.plain(mention.span);
        !reading.words.pronouns.contains(&words) && !reading.words.people["kind"].contains(&words)
    });
    let away = |mention: &&schema::ActorMention| incident.away(mention.span);
    let nearest = men.min_by_key(away).filter(|mention| away(mention) < super::NEAR)?;
    Some(reading.plain(nearest.span))
}

impl Reading<'_> {
    pub(super) fn is_of(&self, list: &str, kind: &str) -> bool {
        self.words.people[list].iter().any(|word| kind.contains(word.as_str()))
    }

    /// Tells whether a state acts: by what kind of actor it is, or by its words, "the police".
    fn is_state(&self, argument: &Argument, kind: &str) -> bool {
        let words = self.words_of(argument.span);
        self.words.people["state"].iter().any(|word| words.contains(word)) || self.is_of("state", kind)
    }

    /// "FMLN guerrillas", "alleged guerrillas of the FMLN": the men without the name of their group, which has a slot of its own.
    fn men(&self, argument: &Argument) -> String {
        let plain = self.plain(argument.span);
        let sure =
            plain.split_once(' ').filter(|(first, _)| self.words.people["charge"].iter().any(|word| word == first));
        let plain = sure.map_or(plain.clone(), |(_, men)| men.to_owned());
        let plain = match plain.split_once(" of ") {
            Some((men, _)) if self.words.people["kind"].contains(&men.trim_end_matches('s').to_owned()) => {
                men.to_owned()
            }
            _ => plain,
        };
        let Some(group) = actor(argument, self).filter(|actor| !actor.id.starts_with("generic:")) else { return plain };
        let names = group.aliases.iter().chain([&group.name]).map(|name| crate::muc::key::plain(name));
        let men = names.filter_map(|name| plain.strip_prefix(&format!("{name} ")).map(str::to_owned));
        men.min_by_key(String::len).unwrap_or(plain)
    }

    /// "The ELN claimed responsibility": tells whether a group says that it did something.
    fn owns_up(&self, id: &schema::ActorId) -> bool {
        let text = &self.document.text;
        let mentions = self.findings.actor_mentions.iter().filter(|mention| mention.actor == *id);
        let mut sentences = mentions.filter_map(|mention| {
            let start = text[..mention.span.start].rfind(". ").unwrap_or_default();
            let end = text[mention.span.end..].find('.').map_or(text.len(), |end| mention.span.end + end);
            text.get(start..end).map(crate::muc::key::plain)
        });
        sentences.any(|sentence| {
            sentence.contains("responsibility")
                && self.words.people["claim"].iter().any(|word| sentence.contains(word.as_str()))
        })
    }

    /// How sure it is that a group did it: its own word, somebody's, or the dispatch's.
    fn confidence(&self, mention: &EventMention, argument: &Argument) -> &'static str {
        let owns = argument.actor.as_ref().is_some_and(|id| self.owns_up(id));
        if owns || mention.attribution.iter().any(|speech| speech.actor.is_some() && speech.actor == argument.actor) {
            return CLAIMED;
        }
        let words = self.words_of(mention.clause);
        let is_charge = self.words.people["charge"].iter().any(|word| words.contains(word));
        let kind_of = |id: &schema::ActorId| {
            self.findings.actors.iter().find(|actor| actor.id == *id).map_or("", |actor| actor.kind.as_str())
        };
        let mut speakers = mention.attribution.iter();
        let by_state = speakers.any(|speech| {
            let words = super::words_in(&crate::muc::key::plain(&speech.speaker));
            self.words.people["state"].iter().any(|word| words.contains(word))
                || speech.actor.as_ref().is_some_and(|id| self.is_of("state", kind_of(id)))
        });
        match (is_charge, by_state) {
            (true, true) => "SUSPECTED OR ACCUSED BY AUTHORITIES",
            (true, false) => "SUSPECTED OR ACCUSED",
            _ => "REPORTED AS FACT",
        }
    }
}
