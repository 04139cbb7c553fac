//! Do two tellings name the same people on the same sides, and the same numbers of them?

use crate::scene::Scene;
use crate::settings::{Fitting, Settings};
use crate::sheet::{Sheet, weight};
use crate::telling::{Party, Telling};
use crate::words::common;
use schema::{Actor, Bounds, Quantity};

/// Ids of actors that were described, not named: "rebels", "Syrian officials".
const GENERIC: &str = "generic:";

/// Compares who acts and who is hit.
pub(crate) fn actors(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let weights = sheet.weights;
    if scene.kinds.is_symmetric(one.kind) || scene.kinds.is_symmetric(other.kind) {
        return parties(&one.parties(), &other.parties(), scene, sheet);
    }
    let both_act = common(&one.agents, &other.agents).next().is_some();
    let mixed = || crossed(one, other, scene).or_else(|| crossed(other, one, scene));
    if let Some(party) = if both_act { None } else { mixed() } {
        let say = || format!("{} acts in one and is hit in the other", scene.name(party.id));
        let both_named = !one.agents.is_empty() && !other.agents.is_empty();
        return if both_named { sheet.bar(say) } else { sheet.add(weight!(weights, swapped), 1.0, say) };
    }
    // "The president warned the rebels. The envoy urged them to leave": what one says another does not say.
    let said = scene.kinds.is_said(one.kind) && scene.kinds.is_said(other.kind);
    let named = |telling: &Telling<'_>| {
        let name = |party: &Party<'_>| !scene.face(*party).vague && !scene.face(*party).loose;
        !telling.agents.is_empty() && telling.agents.iter().all(name)
    };
    if said && named(one) && named(other) && !may_be_same(&one.agents, &other.agents, scene) {
        return sheet.bar(|| "two who are named said it".into());
    }
    role([weight!(weights, agent), weight!(weights, other_agent)], (&one.agents, &other.agents), scene, sheet);
    let told = !one.agents.is_empty() && !other.agents.is_empty();
    if told && one.beside(other) && opposed(side(one, scene), side(other, scene)) {
        sheet.add(weight!(weights, own_sides), 1.0, || "one account tells what each side did".into());
    }
    role([weight!(weights, target), weight!(weights, other_target)], (&one.targets, &other.targets), scene, sheet);
    let named = |both: (&[Party<'_>], &[Party<'_>])| common(both.0, both.1).any(|party| !scene.face(party).vague);
    if named((&one.agents, &other.agents)) && named((&one.targets, &other.targets)) {
        sheet.add(weight!(weights, both_sides), 1.0, || "both sides are the same".into());
    }
}

/// Gives the sorts of those who act in a telling, a bit each; none where it does not matter who acts, or nobody says.
///
/// Who acts must be told, but for deeds that only one sort can do.
pub(crate) fn side(telling: &Telling<'_>, scene: &Scene<'_>) -> u32 {
    if scene.kinds.is_symmetric(telling.kind) {
        return 0;
    }
    let kinds = || telling.agents.iter().filter_map(|party| scene.face(*party).actor).map(|actor| &actor.kind);
    let acts = |sort: &Fitting| match telling.agents.is_empty() {
        true => sort.deeds.contains(&telling.mention.kind),
        false => kinds().any(|kind| sort.kinds.contains(kind)),
    };
    (0..).zip(&scene.settings.fitting).filter(|(_, sort)| acts(sort)).fold(0, |sides, (at, _)| sides | 1 << at)
}

/// Tells whether all who act on one side are of other sorts than all who act on the other.
pub(crate) fn opposed(one: u32, other: u32) -> bool {
    one != 0 && other != 0 && one & other == 0
}

/// Gives somebody with a name who acts in one and is only hit in the other.
fn crossed<'a>(one: &Telling<'a>, other: &Telling<'_>, scene: &Scene<'_>) -> Option<Party<'a>> {
    let hit = |party: &&Party<'a>| other.targets.contains(party) && !one.targets.contains(party);
    one.agents.iter().filter(hit).copied().find(|party| !scene.face(*party).vague)
}

/// Compares who takes part where it does not matter who acts.
fn parties(one: &[Party<'_>], other: &[Party<'_>], scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let weights = sheet.weights;
    role([weight!(weights, agent), weight!(weights, other_agent)], (one, other), scene, sheet);
    let named = common(one, other).filter(|party| !scene.face(*party).vague);
    if named.count() > 1 {
        sheet.add(weight!(weights, both_sides), 1.0, || "same parties".into());
    }
}

/// Gives the actor of both lists that tells most.
fn shared<'a>(one: &[Party<'a>], other: &[Party<'a>], scene: &Scene<'_>) -> Option<Party<'a>> {
    let tells = |party: &Party<'_>| (!scene.face(*party).vague, scene.face(*party).rareness);
    common(one, other).max_by(|a, b| tells(a).partial_cmp(&tells(b)).unwrap_or(std::cmp::Ordering::Equal))
}

type Weight = (&'static str, f64);

fn role(weights: [Weight; 2], both: (&[Party<'_>], &[Party<'_>]), scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let ([same, different], (one, other)) = (weights, both);
    let label = same.0;
    if let Some(party) = shared(one, other, scene) {
        let face = scene.face(party);
        let share = if face.vague { scene.settings.vague.share } else { 1.0 };
        sheet.add(same, share, || format!("same {label}: {}", scene.name(party.id)));
        let rare = weight!(sheet.weights, rare_actor);
        return sheet.add(rare, face.rareness * share, String::new);
    }
    let (Some(a), Some(b)) = (one.first(), other.first()) else { return };
    let say = || format!("different {label}: {} and {}", scene.name(a.id), scene.name(b.id));
    if one.iter().chain(other).any(|party| scene.face(*party).vague) {
        sheet.add(weight!(sheet.weights, vague_actor), 1.0, say);
    } else if !may_be_same(one, other, scene) {
        sheet.add(different, 1.0, say);
    }
}

/// Tells whether somebody of one list may be meant by somebody of the other; beside a name, "militants" are its own.
fn may_be_same(one: &[Party<'_>], other: &[Party<'_>], scene: &Scene<'_>) -> bool {
    let has_name = |list: &[Party<'_>]| list.iter().any(|party| !scene.face(*party).loose);
    let names_only = has_name(one) && has_name(other);
    let counts = |party: &&Party<'_>| !names_only || !scene.face(**party).loose;
    one.iter()
        .filter(counts)
        .any(|a| other.iter().filter(counts).any(|b| scene.face(*a).agrees(scene.face(*b), scene.settings)))
}

/// What comparisons need of somebody who takes part.
pub(crate) struct Face<'a> {
    actor: Option<&'a Actor>,
    /// Whether it is too wide to tell one happening from another: civilians, people, sources.
    pub vague: bool,
    /// Whether it is only described, or an alliance.
    loose: bool,
    /// How rare it is.
    pub rareness: f64,
}

impl<'a> Face<'a> {
    /// Looks at an actor.
    pub fn new(actor: Option<&'a Actor>, rareness: f64, settings: &Settings) -> Self {
        let vague = actor.is_none_or(|actor| settings.vague.kinds.contains(&actor.kind));
        let alliance = |actor: &Actor| settings.vague.alliances.contains(&actor.kind);
        let loose = actor.is_some_and(|actor| actor.id.starts_with(GENERIC) || alliance(actor));
        Self { actor, vague, loose, rareness }
    }

    /// Tells whether two actors can be meant by one another: one is wide, or only described and of a fitting sort.
    fn agrees(&self, other: &Self, settings: &Settings) -> bool {
        let (Some(a), Some(b)) = (self.actor, other.actor) else { return false };
        let compatriots = a.country.is_none() || b.country.is_none() || a.country == b.country;
        let alliance = |actor: &Actor| settings.vague.alliances.contains(&actor.kind);
        let fitting = || a.kind == b.kind || settings.fitting.iter().any(|sort| sort.holds(&a.kind, &b.kind));
        let same_sort = a.country.is_some() && a.country == b.country && a.kind == b.kind;
        a.id == b.id
            || self.vague
            || other.vague
            || same_sort
            || ((self.loose || other.loose) && (compatriots || alliance(a) || alliance(b)) && fitting())
    }
}

impl Scene<'_> {
    /// Gives an actor's name.
    pub fn name(&self, id: &str) -> String {
        self.entities.actors.get(id).map_or_else(|| id.to_owned(), |actor| actor.name.clone())
    }

    /// Tells whether an actor has no name of its own: "Karsan rebels".
    pub fn is_generic(&self, id: &str) -> bool {
        id.starts_with(GENERIC)
    }

    /// Gives what comparisons need of somebody who takes part.
    pub fn face(&self, party: Party<'_>) -> &Face<'_> {
        &self.faces[party.number]
    }

    /// Tells whether an actor is too wide to tell one happening from another: civilians, people, sources.
    pub fn is_vague(&self, id: &str) -> bool {
        self.entities.actors.get(id).is_none_or(|actor| self.settings.vague.kinds.contains(&actor.kind))
    }

    /// Tells whether an actor names nobody at all.
    pub fn is_nobody(&self, id: &str) -> bool {
        self.entities.actors.get(id).is_none_or(|actor| self.settings.vague.nobody.contains(&actor.kind))
    }

    /// Tells whether two actors, by their ids, can be meant by one another.
    pub fn agree(&self, one: &str, other: &str) -> bool {
        let face = |id: &str| Face::new(self.entities.actors.get(id), 0.0, self.settings);
        one == other || face(one).agrees(&face(other), self.settings)
    }
}

/// Compares the numbers of each sort that both tell: of the same people, else those that fit and may be of the same.
pub(crate) fn numbers(one: &Telling<'_>, other: &Telling<'_>, scene: &Scene<'_>, sheet: &mut Sheet<'_>) {
    let weights = sheet.weights;
    let (ours, theirs) = (&one.mention.quantities, &other.mention.quantities);
    if one.coded && other.coded && ours.is_empty() != theirs.is_empty() {
        return sheet.add(weight!(weights, one_number), 1.0, || "only one of them tells a number".into());
    }
    if ours.is_empty() || theirs.is_empty() {
        return;
    }
    // No list of them is made: a large case asks hundreds of millions of times.
    let next = |last: Option<&str>| {
        ours.iter().map(|quantity| quantity.attribute.as_str()).filter(|sort| Some(*sort) > last).min()
    };
    let mut excluded = false;
    for sort in std::iter::successors(next(None), |last| next(Some(last))) {
        let told = || ours.iter().filter(|a| a.attribute == sort);
        let same = told().find_map(|a| Some((a, theirs.iter().find(|b| same_count(a, b))?)));
        let fitting =
            || told().find_map(|a| Some((a, theirs.iter().find(|b| fitting_count((one, a), (other, b), scene))?)));
        if let Some(counts) = same.or_else(fitting) {
            excluded |= count((one, other), counts, sheet);
            if one.beside(other) {
                return;
            }
        }
    }
    if excluded && !one.coded && one.outlet.is_some() && one.outlet == other.outlet {
        sheet.add(weight!(weights, own_number), 1.0, || "and the numbers are told by one outlet".into());
    }
}

/// Compares two numbers of one sort; gives whether they exclude one another.
fn count((one, other): (&Telling<'_>, &Telling<'_>), (a, b): (&Quantity, &Quantity), sheet: &mut Sheet<'_>) -> bool {
    let (weights, attribute) = (sheet.weights, &a.attribute);
    if a.bounds == b.bounds {
        let size = f64::from(u32::try_from(a.bounds.min.or(a.bounds.max).unwrap_or(0)).unwrap_or(u32::MAX));
        sheet.add(weight!(weights, number), 1.0, || format!("the same number: {attribute}"));
        sheet.add(weight!(weights, large_number), size.max(1.0).ln(), String::new);
    } else if a.bounds.compatible(b.bounds) {
        sheet.add(weight!(weights, number_range), closeness(a.bounds, b.bounds), || {
            format!("numbers that can both be true: {attribute}")
        });
    } else if one.beside(other) {
        sheet.add(weight!(weights, two_numbers), 1.0, || format!("two numbers in one account: {attribute}"));
    } else {
        sheet.add(weight!(weights, other_number), apart(a.bounds, b.bounds), || format!("numbers differ: {attribute}"));
    }
    !a.bounds.compatible(b.bounds)
}

/// Tells whether both tell one number of the same people, and no small one.
pub(crate) fn same_toll(one: &Telling<'_>, other: &Telling<'_>, least: u64) -> bool {
    let large = |a: &Quantity| a.bounds.min.or(a.bounds.max).is_some_and(|count| count >= least);
    let told = |a: &Quantity| other.mention.quantities.iter().any(|b| same_count(a, b) && a.bounds == b.bounds);
    one.mention.quantities.iter().any(|a| large(a) && told(a))
}

/// Gives how near two numbers are that can both be true, from 0 to 1: "at least 3" says little beside "40".
fn closeness(one: Bounds, other: Bounds) -> f64 {
    1.0 / (1.0 + 2.0 * apart(one, other))
}

/// Gives how far two numbers are apart: the logarithm of how many times the one is the other.
fn apart(one: Bounds, other: Bounds) -> f64 {
    let middle = |bounds: Bounds| {
        let (min, max) = (bounds.min.or(bounds.max).unwrap_or(0), bounds.max.or(bounds.min).unwrap_or(0));
        let end = |bound: u64| f64::from(u32::try_from(bound).unwrap_or(u32::MAX));
        f64::midpoint(end(min), end(max)) + 1.0
    };
    (middle(one) / middle(other)).ln().abs()
}

/// Tells whether both count the same people, as far as they say whom.
fn same_count(a: &Quantity, b: &Quantity) -> bool {
    a.attribute == b.attribute && (a.of.is_none() || b.of.is_none() || a.of == b.of)
}

/// Gives whom a number counts: "killing five militants" beside a name of theirs counts those of that name.
fn counted<'a>(telling: &'a Telling<'_>, number: &'a Quantity, scene: &Scene<'_>) -> Option<&'a str> {
    let of = number.of.as_deref()?;
    let named = |party: &&Party<'_>| !scene.face(**party).loose && scene.agree(party.id, of);
    let name = || telling.targets.iter().find(named).map(|party| party.id);
    Some(if scene.is_generic(of) { name().unwrap_or(of) } else { of })
}

/// Tells whether two numbers can both be true of people who may be the same: "seven people", "seven militants".
fn fitting_count(
    (one, a): (&Telling<'_>, &Quantity),
    (other, b): (&Telling<'_>, &Quantity),
    scene: &Scene<'_>,
) -> bool {
    // Whom they count takes longest to find out, and hundreds of millions of pairs ask.
    let same = || counted(one, a, scene).zip(counted(other, b, scene)).is_some_and(|(a, b)| scene.agree(a, b));
    a.attribute == b.attribute && a.bounds.compatible(b.bounds) && same()
}
