//! Which actors and places are one, what else are they called, and where do they lie?

use super::Work;
use crate::value::coordinates;
use schema::{Act, Actor, Case, Decision, Findings, Place, Precision};
use spelling::normal_form;

/// Marks the id of what the accounts name and no list knows.
const MET: &str = "name:";
/// Marks the id of what a person added.
const ADDED: &str = "added:";

/// Carries out a decision on actors or places.
pub(super) fn change(work: &mut Work<'_>, decision: &Decision) -> Result<(), String> {
    let (of, value) = (decision.of.as_deref(), decision.value.as_deref());
    match decision.act {
        Act::SameActor => same_actor(work, of.ok_or("it names no actor")?, value.ok_or("it names no other actor")?),
        Act::SamePlace => same_place(work, of.ok_or("it names no place")?, value.ok_or("it names no other place")?),
        Act::Alias => {
            let (id, spelling) = (of.ok_or("it names nobody")?, value.ok_or("it names no spelling")?);
            if decision.field.as_deref() == Some("place") {
                place_alias(work, id, spelling)
            } else {
                actor_alias(work, id, spelling)
            }
        }
        Act::AddActor => {
            let name = value.ok_or("it gives no name")?;
            let kind = decision.field.clone().unwrap_or_else(|| "armed_group".into());
            let id = added(name);
            if !work.case.actors.iter().any(|actor| actor.id == id) {
                let actor = Actor { id, name: name.into(), kind, country: None, aliases: Vec::new() };
                work.case.actors.push(actor);
                work.case.actors.sort_by(|one, other| one.id.cmp(&other.id));
            }
            Ok(())
        }
        Act::PutOnMap => put_on_map(work, decision),
        _ => Ok(()),
    }
}

/// Gives the id of what a person adds under a name.
fn added(name: &str) -> String {
    let words: Vec<String> = normal_form(name).split_whitespace().map(str::to_owned).collect();
    format!("{ADDED}{}", words.join("-"))
}

fn actor_at(case: &Case, id: &str) -> Result<usize, String> {
    let found = case.actors.binary_search_by(|actor| actor.id.as_str().cmp(id));
    found.map_err(|_| format!("there is no actor {id} in this case now"))
}

fn place_at(case: &Case, id: &str) -> Result<usize, String> {
    let found = case.places.binary_search_by(|place| place.id.as_str().cmp(id));
    found.map_err(|_| format!("there is no place {id} in this case now"))
}

fn learn(aliases: &mut Vec<String>, names: impl IntoIterator<Item = String>) {
    aliases.extend(names);
    aliases.sort();
    aliases.dedup();
}

fn same_actor(work: &mut Work<'_>, id: &str, into: &str) -> Result<(), String> {
    if id == into {
        return Ok(());
    }
    actor_at(&work.case, into)?;
    let gone = work.case.actors.remove(actor_at(&work.case, id)?);
    let at = actor_at(&work.case, into)?;
    let known = &mut work.case.actors[at];
    learn(&mut known.aliases, gone.aliases.into_iter().chain([gone.name]));
    let name = known.name.clone();
    known.aliases.retain(|alias| *alias != name);
    let entry = known.clone();
    work.changed.extend([id.to_owned(), into.to_owned()]);
    for found in &mut work.case.findings {
        rename_actor(found, id, &entry, &mut work.touched);
    }
    Ok(())
}

fn rename_actor(found: &mut Findings, id: &str, into: &Actor, touched: &mut std::collections::BTreeSet<String>) {
    let new = |held: &mut String| {
        let is = held == id;
        if is {
            held.clone_from(&into.id);
        }
        is
    };
    if let Some(at) = found.actors.iter().position(|actor| actor.id == id) {
        found.actors.remove(at);
        if !found.actors.iter().any(|actor| actor.id == into.id) {
            found.actors.push(into.clone());
            found.actors.sort_by(|one, other| one.id.cmp(&other.id));
        }
    }
    for mention in &mut found.actor_mentions {
        new(&mut mention.actor);
    }
    for relation in &mut found.relations {
        new(&mut relation.one);
        new(&mut relation.other);
    }
    found.relations.retain(|relation| relation.one != relation.other);
    for of in found.quantities.iter_mut().filter_map(|quantity| quantity.of.as_mut()) {
        new(of);
    }
    for speaker in found.attributions.iter_mut().filter_map(|said| said.speech.actor.as_mut()) {
        new(speaker);
    }
    for telling in &mut found.events {
        let mut renamed = false;
        for speech in telling.attribution.iter_mut().filter_map(|speech| speech.actor.as_mut()) {
            renamed |= new(speech);
        }
        for actor in telling.arguments.iter_mut().filter_map(|argument| argument.actor.as_mut()) {
            renamed |= new(actor);
        }
        for of in telling.quantities.iter_mut().filter_map(|quantity| quantity.of.as_mut()) {
            renamed |= new(of);
        }
        if renamed {
            touched.insert(telling.id.clone());
        }
    }
}

fn same_place(work: &mut Work<'_>, id: &str, into: &str) -> Result<(), String> {
    if id == into {
        return Ok(());
    }
    place_at(&work.case, into)?;
    let gone = work.case.places.remove(place_at(&work.case, id)?);
    let at = place_at(&work.case, into)?;
    learn(&mut work.case.places[at].aliases, gone.aliases.into_iter().chain([gone.name]));
    let entry = work.case.places[at].clone();
    work.changed.extend([id.to_owned(), into.to_owned()]);
    for found in &mut work.case.findings {
        if let Some(at) = found.places.iter().position(|place| place.id == id) {
            found.places.remove(at);
            know_place(found, &entry);
        }
        for mention in found.place_mentions.iter_mut().filter(|mention| mention.place == id) {
            into.clone_into(&mut mention.place);
        }
        for telling in &mut found.events {
            if let Some(place) = telling.place.as_mut().filter(|place| place.place == id) {
                into.clone_into(&mut place.place);
                work.touched.insert(telling.id.clone());
            }
        }
    }
    Ok(())
}

/// Lets an account know a place that its tellings name.
pub(super) fn know_place(found: &mut Findings, place: &Place) {
    if !found.places.iter().any(|known| known.id == place.id) {
        found.places.push(place.clone());
        found.places.sort_by(|one, other| one.id.cmp(&other.id));
    }
}

/// Lets an account know an actor that its tellings name.
pub(super) fn know_actor(found: &mut Findings, actor: &Actor) {
    if !found.actors.iter().any(|known| known.id == actor.id) {
        found.actors.push(actor.clone());
        found.actors.sort_by(|one, other| one.id.cmp(&other.id));
    }
}

fn actor_alias(work: &mut Work<'_>, id: &str, spelling: &str) -> Result<(), String> {
    let at = actor_at(&work.case, id)?;
    learn(&mut work.case.actors[at].aliases, [spelling.to_owned()]);
    let wanted = normal_form(spelling);
    let met = |actor: &&Actor| actor.id.starts_with(MET) && actor.id != id && normal_form(&actor.name) == wanted;
    let strangers: Vec<String> = work.case.actors.iter().filter(met).map(|actor| actor.id.clone()).collect();
    strangers.iter().try_for_each(|stranger| same_actor(work, stranger, id))
}

fn place_alias(work: &mut Work<'_>, id: &str, spelling: &str) -> Result<(), String> {
    let at = place_at(&work.case, id)?;
    learn(&mut work.case.places[at].aliases, [spelling.to_owned()]);
    let wanted = normal_form(spelling);
    let met = |place: &&Place| place.id.starts_with(MET) && place.id != id && normal_form(&place.name) == wanted;
    let strangers: Vec<String> = work.case.places.iter().filter(met).map(|place| place.id.clone()).collect();
    strangers.iter().try_for_each(|stranger| same_place(work, stranger, id))
}

fn put_on_map(work: &mut Work<'_>, decision: &Decision) -> Result<(), String> {
    let here = decision.value.as_deref().and_then(coordinates);
    let (lat, lon) = here.ok_or("its value is no place on the globe: write 34.45,40.92")?;
    let id = match (&decision.of, &decision.field) {
        (Some(id), _) => id.clone(),
        (None, Some(name)) => {
            let id = added(name);
            if place_at(&work.case, &id).is_err() {
                let (precision, aliases) = (Precision::Point, vec![name.clone()]);
                let place = Place {
                    id: id.clone(),
                    name: name.clone(),
                    lat: None,
                    lon: None,
                    precision,
                    country: None,
                    aliases,
                };
                work.case.places.push(place);
                work.case.places.sort_by(|one, other| one.id.cmp(&other.id));
            }
            id
        }
        (None, None) => return Err("it names no place".into()),
    };
    let at = place_at(&work.case, &id)?;
    let place = &mut work.case.places[at];
    (place.lat, place.lon, place.precision) = (Some(lat), Some(lon), Precision::Point);
    let entry = place.clone();
    for found in &mut work.case.findings {
        found.places.iter_mut().filter(|known| known.id == id).for_each(|known| known.clone_from(&entry));
    }
    work.changed.insert(id);
    Ok(())
}
