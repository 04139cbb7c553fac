//! Which names of different accounts mean one actor, and what is known of each actor and place?

use schema::{Actor, ActorId, Findings, Place, PlaceId};
use std::collections::{BTreeMap, BTreeSet};

/// Marks the id of an actor or place that no list knows.
const MET: &str = "name:";

/// Every actor and place of the case.
pub(crate) struct Entities {
    /// The actors by id.
    pub actors: BTreeMap<ActorId, Actor>,
    /// The places by id.
    pub places: BTreeMap<PlaceId, Place>,
}

/// Joins the entries of all accounts and rewrites the findings where two ids turn out to mean one actor.
pub(crate) fn unify(findings: &mut [Findings]) -> Entities {
    let mut actors: BTreeMap<ActorId, Actor> = BTreeMap::new();
    let mut places: BTreeMap<PlaceId, Place> = BTreeMap::new();
    for account in findings.iter() {
        for actor in &account.actors {
            actors.entry(actor.id.clone()).and_modify(|known| add(known, actor)).or_insert_with(|| actor.clone());
        }
        for place in &account.places {
            let known = places.entry(place.id.clone()).or_insert_with(|| place.clone());
            known.aliases = union(&known.aliases, &place.aliases);
        }
    }
    let same = same(findings.iter().flat_map(acronyms), &actors);
    for account in findings.iter_mut() {
        rename(account, &same);
    }
    join(&mut actors, &same);
    Entities { actors, places }
}

/// Joins the entries of actors that turned out to be one.
pub(crate) fn join(actors: &mut BTreeMap<ActorId, Actor>, same: &BTreeMap<ActorId, ActorId>) {
    for (id, into) in same {
        if let (Some(actor), Some(known)) = (actors.remove(id), actors.get_mut(into)) {
            add(known, &actor);
        }
    }
}

/// Adds what another account knows of an actor.
pub(crate) fn add(known: &mut Actor, other: &Actor) {
    let mut names = other.aliases.clone();
    names.push(other.name.clone());
    // Of names met in the case the longest tells most: "New Syrian Army" rather than "NSA".
    let (len, other_len) = (known.name.chars().count(), other.name.chars().count());
    if known.id.starts_with(MET) && (other_len, &known.name) > (len, &other.name) {
        names.push(std::mem::replace(&mut known.name, other.name.clone()));
    }
    known.aliases = union(&known.aliases, &names);
    known.aliases.retain(|alias| *alias != known.name);
    known.country = known.country.take().or_else(|| other.country.clone());
}

/// Gives the names of both lists, each once, sorted.
pub(crate) fn union(one: &[String], other: &[String]) -> Vec<String> {
    let all: BTreeSet<&String> = one.iter().chain(other).collect();
    all.into_iter().cloned().collect()
}

/// Finds for ids of names met in the case the id that they are better known by.
pub(crate) fn same<'a>(
    acronyms: impl Iterator<Item = BTreeSet<&'a str>>,
    actors: &'a BTreeMap<ActorId, Actor>,
) -> BTreeMap<ActorId, ActorId> {
    let mut holders: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for actor in actors.values() {
        for name in telling_names(actor) {
            holders.entry(name).or_default().insert(&actor.id);
        }
    }
    let mut into: BTreeMap<&str, &str> = BTreeMap::new();
    let groups = holders.values().cloned().chain(acronyms);
    for group in groups {
        let roots: BTreeSet<&str> = group.iter().map(|id| root(&into, id)).collect();
        let mut known = roots.iter().filter(|id| !id.starts_with(MET));
        let first = known.next().or_else(|| roots.first()).copied();
        // A name that two known actors share says nothing about who a stranger is.
        if let (Some(first), None) = (first, known.next()) {
            into.extend(roots.iter().filter(|id| **id != first).map(|id| (*id, first)));
        }
    }
    into.keys().map(|id| ((*id).to_owned(), root(&into, id).to_owned())).collect()
}

fn root<'a>(into: &BTreeMap<&'a str, &'a str>, id: &'a str) -> &'a str {
    let mut id = id;
    while let Some(next) = into.get(id) {
        id = next;
    }
    id
}

/// Gives the names that tell one actor from all others: whole names and acronyms, no lone surnames.
fn telling_names(actor: &Actor) -> impl Iterator<Item = String> + '_ {
    let alias = |name: &&String| name.split_whitespace().count() > 1 || is_acronym(name);
    std::iter::once(&actor.name)
        .chain(actor.aliases.iter().filter(alias))
        .map(|name| fold(name))
        .filter(|n| !n.is_empty())
}

/// Pairs an acronym with the one name of the same account whose initials it is.
pub(crate) fn acronyms(account: &Findings) -> Vec<BTreeSet<&str>> {
    let mut found = Vec::new();
    for short in account.actors.iter().filter(|actor| actor.id.starts_with(MET) && is_acronym(&actor.name)) {
        let fits = |actor: &&Actor| initials(&actor.name) == short.name;
        let mut long = account.actors.iter().filter(fits);
        if let (Some(long), None) = (long.next(), long.next()) {
            found.push(BTreeSet::from([short.id.as_str(), long.id.as_str()]));
        }
    }
    found
}

fn is_acronym(name: &str) -> bool {
    (2..=6).contains(&name.len()) && name.chars().all(|c| c.is_ascii_uppercase())
}

fn initials(name: &str) -> String {
    let capital = |word: &str| word.chars().next().filter(|c| c.is_uppercase());
    name.split([' ', '-']).filter_map(capital).collect()
}

/// Folds a name so that case, quotes, points and a leading article do not count.
pub(crate) fn fold(name: &str) -> String {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || *c == '-').collect();
    let lower = letters.to_lowercase();
    let mut words: Vec<&str> = lower.split_whitespace().collect();
    if words.len() > 1 && matches!(words[0], "the" | "a" | "an") {
        words.remove(0);
    }
    words.join(" ")
}

/// Gives every actor of an account the id that it is better known by.
pub(crate) fn rename(account: &mut Findings, same: &BTreeMap<ActorId, ActorId>) {
    let new = |id: &mut ActorId| {
        if let Some(into) = same.get(id) {
            id.clone_from(into);
        }
    };
    account.actors.iter_mut().for_each(|actor| new(&mut actor.id));
    account.actors.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.name.cmp(&b.name)));
    account.actors.dedup_by(|later, first| {
        let twice = later.id == first.id;
        if twice {
            add(first, later);
        }
        twice
    });
    account.actor_mentions.iter_mut().for_each(|mention| new(&mut mention.actor));
    account.relations.iter_mut().for_each(|relation| {
        new(&mut relation.one);
        new(&mut relation.other);
    });
    account.relations.retain(|relation| relation.one != relation.other);
    account.quantities.iter_mut().filter_map(|quantity| quantity.of.as_mut()).for_each(new);
    account.attributions.iter_mut().filter_map(|said| said.speech.actor.as_mut()).for_each(new);
    for event in &mut account.events {
        event.attribution.iter_mut().filter_map(|speech| speech.actor.as_mut()).for_each(new);
        event.arguments.iter_mut().filter_map(|argument| argument.actor.as_mut()).for_each(new);
        event.quantities.iter_mut().filter_map(|quantity| quantity.of.as_mut()).for_each(new);
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, Findings, unify};

    fn actor(id: &str, name: &str, aliases: &[&str]) -> Actor {
        let aliases = aliases.iter().map(ToString::to_string).collect();
        Actor { id: id.into(), name: name.into(), kind: "armed_group".into(), country: None, aliases }
    }

    #[test]
    fn a_name_met_in_one_account_is_the_known_actor_of_another() {
        let mut findings = [
            Findings { actors: vec![actor("name:river-guard", "the River Guard", &[])], ..Findings::default() },
            Findings { actors: vec![actor("river-guard", "River Guard", &["RG"])], ..Findings::default() },
        ];
        let entities = unify(&mut findings);
        assert_eq!(entities.actors.len(), 1);
        assert_eq!(findings[0].actors[0].id, "river-guard");
    }

    #[test]
    fn an_acronym_means_the_name_with_its_initials_in_the_same_account() {
        let both = vec![actor("name:nrf", "NRF", &[]), actor("name:northern-river-front", "Northern River Front", &[])];
        let entities = unify(&mut [Findings { actors: both, ..Findings::default() }]);
        assert_eq!(entities.actors.len(), 1);
        let front = entities.actors.values().next().unwrap();
        assert_eq!((front.name.as_str(), front.aliases.as_slice()), ("Northern River Front", &["NRF".to_owned()][..]));
    }

    #[test]
    fn two_known_actors_stay_two() {
        let both = vec![
            actor("a", "National Guard", &[]),
            actor("b", "National Guard", &[]),
            actor("name:c", "National Guard", &[]),
        ];
        assert_eq!(unify(&mut [Findings { actors: both, ..Findings::default() }]).actors.len(), 3);
    }
}
