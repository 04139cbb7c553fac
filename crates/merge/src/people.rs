//! How are those who act and those who are hit named and counted in a sentence?

use crate::scene::Scene;
use schema::{ActorId, Bounds, Claim, Event};

const NUMBERS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// Writes numbers below ten as words.
pub(crate) fn number(count: u64) -> String {
    usize::try_from(count).ok().and_then(|at| NUMBERS.get(at)).map_or_else(|| count.to_string(), ToString::to_string)
}

/// Gives the names as a list for reading; none of none.
pub(crate) fn names(ids: &[ActorId], scene: &Scene<'_>) -> Option<String> {
    list(telling(ids, scene).map(|id| name(id, scene)).collect())
}

/// Gives the people of those actors, as they are killed or led away: "members of Hill Front".
pub(crate) fn persons(ids: &[ActorId], scene: &Scene<'_>) -> Option<String> {
    list(telling(ids, scene).map(|id| belonging(id, scene) + &name(id, scene)).collect())
}

/// Leaves out "people" beside others.
fn telling<'a>(ids: &'a [ActorId], scene: &Scene<'_>) -> impl Iterator<Item = &'a ActorId> {
    ids.iter().filter(move |id| ids.len() == 1 || **id != scene.settings.summary.anybody)
}

/// Tells whether `words` name one person, the only one of those actors.
pub(crate) fn is_one_person(words: &str, ids: &[ActorId], scene: &Scene<'_>) -> bool {
    matches!(ids, [only] if is_person(only, scene) && name(only, scene) == words)
}

fn is_person(id: &str, scene: &Scene<'_>) -> bool {
    scene.entities.actors.get(id).is_some_and(|actor| actor.kind == scene.settings.summary.person)
}

/// Gives how many there are of the people on whom most claims count: "at least 20 members of Hill Front", "between 19 and
/// 60 civilians"; nobody counts a person who has a name.
pub(crate) fn counted(attributes: &[String], event: &Event, scene: &Scene<'_>) -> Option<String> {
    let claims = event.claims.iter().filter(|claim| attributes.contains(&claim.attribute));
    let part = |claim: &Claim| claim.of.as_ref().is_some_and(|of| scene.settings.summary.parts.contains(of));
    let weight = |claim: &&Claim| {
        let told: usize = claim.values.iter().map(|value| value.by.len()).sum();
        (!part(claim), told, bounds(claim).and_then(|bounds| bounds.max.or(bounds.min)))
    };
    let claim = claims.filter(|claim| bounds(claim).is_some()).max_by_key(weight)?;
    let people = scene.settings.summary.anybody.clone();
    let of = claim.of.as_ref().unwrap_or(&people);
    if is_person(of, scene) {
        return Some(name(of, scene));
    }
    let (many, one) = in_words(bounds(claim)?);
    let inside = belonging(of, scene);
    let noun = name(of, scene);
    Some(match (one, inside.as_str()) {
        (true, "") => format!("{many} {}", singular(of, &noun, scene)),
        (true, _) => format!("{many} {}{noun}", inside.replacen("members", "member", 1)),
        (false, _) => format!("{many} {inside}{noun}"),
    })
}

/// Gives the bounds that hold all versions.
fn bounds(claim: &Claim) -> Option<Bounds> {
    let all = || claim.values.iter().filter_map(|value| value.bounds);
    let (min, most) = (all().filter_map(|one| one.min).min(), all().filter_map(|one| one.max.or(one.min)).max()?);
    let open = all().any(|one| one.max.is_none() && one.min >= Some(most));
    (most > 0).then_some(Bounds { min, max: (!open || min < Some(most)).then_some(most) })
}

/// Says how many, and whether it is one.
fn in_words(bounds: Bounds) -> (String, bool) {
    match (bounds.min, bounds.max) {
        (Some(min), Some(max)) if min == max => (number(min), min == 1),
        (Some(min), Some(max)) => (format!("between {} and {}", number(min), number(max)), false),
        (Some(min), None) => (format!("at least {}", number(min)), min == 1),
        (None, max) => (format!("up to {}", number(max.unwrap_or_default())), max == Some(1)),
    }
}

/// Gives the name as it stands inside a sentence: "civilians", "the Government of Karsa".
fn name(id: &str, scene: &Scene<'_>) -> String {
    let Some(actor) = scene.entities.actors.get(id) else { return id.to_owned() };
    let settings = &scene.settings.summary;
    if scene.settings.vague.kinds.contains(&actor.kind) && !actor.name.contains(' ') {
        return actor.name.to_lowercase();
    }
    let article = settings.article.iter().any(|start| actor.name.starts_with(start.as_str()));
    if article { format!("the {}", actor.name) } else { actor.name.clone() }
}

/// Gives the words before the name of a body that make people of it; none where the name means people itself.
fn belonging(id: &str, scene: &Scene<'_>) -> String {
    let Some(actor) = scene.entities.actors.get(id) else { return String::new() };
    let settings = &scene.settings.summary;
    let people = scene.settings.vague.kinds.contains(&actor.kind) || is_person(id, scene);
    match people || scene.is_generic(id) {
        true => String::new(),
        false if settings.armed.contains(&actor.kind) => "members of the forces of ".into(),
        false => "members of ".into(),
    }
}

fn singular(id: &str, noun: &str, scene: &Scene<'_>) -> String {
    let known = scene.settings.summary.one.get(id).cloned();
    known.unwrap_or_else(|| noun.strip_suffix('s').map_or_else(|| format!("of {noun}"), str::to_owned))
}

fn list(names: Vec<String>) -> Option<String> {
    match names.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        [first @ .., last] if names.len() <= 3 => Some(format!("{} and {last}", first.join(", "))),
        [first, second, ..] => Some(format!("{first}, {second} and others")),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;
    use schema::Bounds;

    #[test]
    fn bounds_are_said_in_words() {
        let say = |min, max| in_words(Bounds { min, max }).0;
        assert_eq!(say(Some(3), Some(3)), "three");
        assert_eq!(say(Some(20), None), "at least 20");
        assert_eq!(say(Some(19), Some(60)), "between 19 and 60");
        assert_eq!(say(None, Some(75)), "up to 75");
    }
}
