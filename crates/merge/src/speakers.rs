//! What are those called who speak of one happening?

use crate::entities::fold;
use crate::scene::Scene;
use crate::telling::Telling;
use schema::{Actor, ActorId, Speech};
use std::collections::BTreeMap;

/// The bodies that speak in some tellings and that are called there by no word of their own name: "Syrian Civil Defence", and not
/// "White Helmets".
#[derive(Default)]
pub(crate) struct Speakers<'s> {
    called: BTreeMap<&'s ActorId, &'s str>,
}

impl<'s> Speakers<'s> {
    /// Looks at what the accounts call them.
    pub fn of(group: &[usize], tellings: &'s [Telling<'_>], scene: &'s Scene<'_>) -> Self {
        let mut heard: BTreeMap<&ActorId, Vec<String>> = BTreeMap::new();
        for speech in group.iter().flat_map(|index| tellings[*index].mention.attribution.first()) {
            if let Some(id) = &speech.actor {
                heard.entry(id).or_default().push(fold(&speech.speaker));
            }
        }
        let called = heard.into_iter().filter_map(|(id, heard)| Some((id, called(body(id, scene)?, &heard)?)));
        Self { called: called.collect() }
    }

    /// Gives a speaker's name: of a body that is known the whole one, else as the account has it.
    pub fn name(&self, speech: &'s Speech, scene: &'s Scene<'_>) -> &'s str {
        let known = speech.actor.as_ref();
        let called = known.and_then(|id| self.called.get(id).copied());
        let whole = || known.and_then(|id| body(id, scene)).map(|actor| actor.name.as_str());
        called.or_else(whole).unwrap_or(&speech.speaker)
    }
}

fn body<'s>(id: &ActorId, scene: &'s Scene<'_>) -> Option<&'s Actor> {
    let actor = scene.entities.actors.get(id).filter(|_| !scene.is_generic(id))?;
    scene.settings.vague.bodies.contains(&actor.kind).then_some(actor)
}

/// Gives the fullest other name of a body that its own name shares no word with; none where somebody uses a word of that.
fn called<'s>(actor: &'s Actor, heard: &[String]) -> Option<&'s str> {
    let own = fold(&actor.name);
    let own: Vec<&str> = own.split(' ').collect();
    if heard.iter().flat_map(|words| words.split(' ')).any(|word| own.contains(&word)) {
        return None;
    }
    let names = actor.aliases.iter().filter(|alias| alias.contains(' '));
    let used = names.filter(|alias| heard.iter().any(|words| words.contains(&fold(alias))));
    used.max_by_key(|alias| (alias.len(), std::cmp::Reverse(alias.as_str()))).map(String::as_str)
}
