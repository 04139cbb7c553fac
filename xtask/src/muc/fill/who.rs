//! Who did it?

use super::slots::{Names, actor, arguments};
use super::{Incident, Reading};
use crate::muc::score::Fill;
use schema::{Actor, Argument, EventMention};
use std::collections::BTreeMap;

/// Fills who did it: of which side, which men, which groups and how sure that is.
pub(super) fn perpetrators(
    incident: &Incident<'_>,
    reading: &Reading<'_>,
    slots: &mut BTreeMap<&'static str, Vec<Fill>>,
) {
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
        if is_word && (is_person || found.is_none()) {
            individuals.add(vec![reading.men(argument)]);
        }
        let is_body = reading.is_of("perpetrator", kind) || reading.is_of("state", kind) || kind == "organization";
        if let Some(found) = found.filter(|found| !found.id.starts_with("generic:") && is_body) {
            let names = found.aliases.iter().chain([&found.name]).map(|name| crate::muc::key::plain(name));
            groups.add(names.chain([reading.plain(argument.span)]).collect());
            confidence = reading.confidence(mention, argument);
        }
    }
    if groups.0.is_empty() && !is_state {
        groups.0.extend(only_group(reading));
    }
    if individuals.0.is_empty() && !is_state {
        individuals.0.extend(men_nearby(incident, reading).map(|men| vec![men]));
    }
    let category = if is_state { "STATE-SPONSORED VIOLENCE" } else { "TERRORIST ACT" };
    slots.insert("perp_category", vec![Fill { values: vec![category.into()], ..Fill::default() }]);
    let confident =
        groups.0.iter().map(|names| Fill { values: vec![confidence.into()], names: names.clone(), optional: false });
    slots.insert("perp_org_confidence", confident.collect());
    slots.insert("perp_individual", individuals.fills());
    slots.insert("perp_org", groups.fills());
    slots.retain(|_, fills| !fills.is_empty());
}

/// Gives the one armed group that the dispatch names, with all it is called; none where it names several.
fn only_group(reading: &Reading<'_>) -> Option<Vec<String>> {
    let named = |actor: &&Actor| {
        let spans = reading.findings.actor_mentions.iter().filter(|mention| mention.actor == actor.id);
        !actor.id.starts_with("generic:") && reading.is_of("perpetrator", &actor.kind) && spans.count() > 0
    };
    let mut groups = reading.findings.actors.iter().filter(named);
    let only = groups.next().filter(|_| groups.next().is_none())?;
    let said = reading.findings.actor_mentions.iter().filter(|mention| mention.actor == only.id);
    let said = said.map(|mention| reading.plain(mention.span));
    Some(only.aliases.iter().chain([&only.name]).map(|name| crate::muc::key::plain(name)).chain(said).collect())
}

/// "The terrorists fled": gives the nearest armed men without a name, where nobody is told to have done it.
fn men_nearby(incident: &Incident<'_>, reading: &Reading<'_>) -> Option<String> {
    let armed = |id: &schema::ActorId| {
        let kind = reading.findings.actors.iter().find(|actor| actor.id == *id).map(|actor| actor.kind.as_str());
        id.starts_with("generic:") && kind.is_some_and(|kind| reading.is_of("perpetrator", kind))
    };
    let away = |span: schema::Span| {
        let triggers = incident.mentions.iter().map(|mention| mention.trigger.start.abs_diff(span.start));
        triggers.min().unwrap_or(usize::MAX)
    };
    let men = reading.findings.actor_mentions.iter().filter(|mention| armed(&mention.actor));
    let men = men.filter(|mention| !reading.words.pronouns.contains(&reading.plain(mention.span)));
    let nearest = men.min_by_key(|mention| away(mention.span)).filter(|mention| away(mention.span) < super::NEAR)?;
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

    /// "FMLN guerrillas": the men without the name of their group, which has a slot of its own.
    fn men(&self, argument: &Argument) -> String {
        let plain = self.plain(argument.span);
        let Some(group) = actor(argument, self).filter(|actor| !actor.id.starts_with("generic:")) else { return plain };
        let names = group.aliases.iter().chain([&group.name]).map(|name| crate::muc::key::plain(name));
        let men = names.filter_map(|name| plain.strip_prefix(&format!("{name} ")).map(str::to_owned));
        men.min_by_key(String::len).unwrap_or(plain)
    }

    /// How sure it is that a group did it: its own word, somebody's, or the dispatch's.
    fn confidence(&self, mention: &EventMention, argument: &Argument) -> &'static str {
        if mention.attribution.iter().any(|speech| speech.actor.is_some() && speech.actor == argument.actor) {
            return "CLAIMED OR ADMITTED";
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
