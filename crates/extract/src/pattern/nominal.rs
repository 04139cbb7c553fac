//! Who stands where around a noun that tells of an event, whichever verb carries it?
//!
//! "X launched a series of attacks on Y", "Y came under attack by X", "Y repelled an attack by X", "an airstrike hit Y",
//! "an attack targeting Y", "attacks carried out by X": the noun names the event, the verb says only who stands where.

use super::prepositions::{LOW, OBLIQUES, hanging, with_case};
use super::slots::{MODIFIERS, SUBJECTS, by_agents, object as object_of, subject};
use super::subject::surface_subject;
use super::voice::{is_negated, is_passive};
use super::{Scene, Tree};
use language::{Relation, Tag};

const OWN: &[Relation] = &[Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass, Relation::Obj];
const CLAUSES: &[Relation] = &[Relation::Acl, Relation::AclRelcl];

/// Gives the word whose place in the sentence a noun shares: "raids and *attacks*", "a series of *attacks*".
fn place_of(scene: &Scene<'_, '_>, noun: usize) -> usize {
    let tree = &scene.tree;
    let mut at = noun;
    for _ in 0..4 {
        let Some(head) = tree.head(at) else { break };
        let counted = tree.relation(at) == Relation::Nmod && scene.is(head, "measure") && with_case(scene, at, "of");
        let coordinated = tree.relation(at) == Relation::Conj && tree.is_nominal(head);
        if !(counted || coordinated) {
            break;
        }
        at = head;
    }
    at
}

/// Gives who carries out what a noun names: "*X* launched an attack", "killed by *X* in an attack", "an attack staged by *X*".
pub(super) fn bearer(scene: &Scene<'_, '_>, noun: usize) -> Vec<usize> {
    let blamed = blamed(scene, noun);
    if !blamed.is_empty() {
        return blamed;
    }
    let answerable = answerable(scene, noun);
    if !answerable.is_empty() {
        return answerable;
    }
    // "hit by strikes carried out by X": the blow itself does not carry it out.
    let mut carrier = carried_by(scene, noun).unwrap_or_default();
    carrier.retain(|&who| who != noun);
    if carrier.is_empty() { participle_agents(scene, noun) } else { carrier }
}

/// "blamed the attack *on the militia*", "attributed the raid *to the army*", "accused *the group* of the bombing": they
/// carried it out.
fn blamed(scene: &Scene<'_, '_>, noun: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let first = place_of(scene, noun);
    let Some(above) = tree.head(first) else { return Vec::new() };
    let deed = with_case(scene, first, "for") || with_case(scene, first, "of");
    if deed && tree.is_verb(above) && scene.is(above, "accusing_verb") {
        return object_of(scene, above);
    }
    let accused = tree.head(above).filter(|&verb| tree.is_verb(verb) && scene.is(verb, "accusing_verb"));
    if deed && accused.is_some_and(|verb| object_of(scene, verb).contains(&above)) && !scene.is(above, "event_noun") {
        return vec![above];
    }
    let bare = |verb: usize| tree.by(verb, &[Relation::Obj]).next().is_none();
    // "a raid that was blamed on the militia", "raids blamed on the army hit the town"
    let told = tree.by(first, CLAUSES).find(|&verb| scene.is(verb, "blaming_verb") && bare(verb));
    if let Some(verb) = told {
        return ["on", "to"].into_iter().flat_map(|word| hanging(scene, verb, word, 0)).collect();
    }
    let is_subject = tree.relation(first) == Relation::Nsubj && bare(above);
    let is_object = is_subject || [Relation::Obj, Relation::NsubjPass].contains(&tree.relation(first));
    if !(is_object && tree.is_verb(above) && scene.is(above, "blaming_verb")) {
        return Vec::new();
    }
    let behind = |word: &str| {
        let found = hanging(scene, above, word, 0);
        let found = if found.is_empty() { hanging(scene, noun, word, LOW) } else { found };
        found.into_iter().filter(|&who| who > noun).collect::<Vec<_>>()
    };
    let found = behind("on");
    if found.is_empty() { behind("to") } else { found }
}

/// "*X* was behind the attack", "the *men* responsible for it", "held *X* responsible for it": they carried it out.
fn answerable(scene: &Scene<'_, '_>, noun: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let first = place_of(scene, noun);
    let not = |word: usize| tree.by(word, &[Relation::Advmod]).any(|adverb| scene.lemma(adverb) == "not");
    if with_case(scene, first, "behind") && !not(first) {
        let before = tree.head(first).filter(|_| tree.relation(first) == Relation::Nmod);
        return tree.by(first, SUBJECTS).chain(before.filter(|&who| !scene.is(who, "no_actor"))).collect();
    }
    let Some(word) = tree.head(first).filter(|&word| scene.is(word, "answerable") && !not(word)) else {
        return Vec::new();
    };
    if !with_case(scene, first, "for") && !with_case(scene, first, "of") {
        return Vec::new();
    }
    let above = tree.head(word);
    let held = |verb: usize| if tree.is_verb(verb) { object_of(scene, verb) } else { vec![verb] };
    match tree.relation(word) {
        // "arrested those responsible": nobody knows who they are.
        Relation::Amod | Relation::Acl if above.is_some_and(|who| tree.tag(who) == Tag::Pronoun) => Vec::new(),
        Relation::Amod | Relation::Acl | Relation::Xcomp => above.map(held).unwrap_or_default(),
        _ => tree.by(word, SUBJECTS).collect(),
    }
}

/// Gives the clauses about a noun: "the attack, which X *launched*", "an attack *carried* out by X" also where the parser hangs the
/// participle right behind the noun elsewhere.
fn clauses<'t>(scene: &'t Scene<'_, '_>, noun: usize) -> impl Iterator<Item = usize> + 't {
    let tree = &scene.tree;
    let next = Some(noun + 1).filter(|&next| {
        next < tree.analysis.tokens.len()
            && (tree.fine(next) == "VBN" || tree.by(next, &[Relation::OblAgent]).next().is_some())
            && !CLAUSES.contains(&tree.relation(next))
            && scene.is(next, "light_verb")
            && tree.by(next, OWN).next().is_none()
    });
    // "the assault on the city, *held* by the army": nobody holds an assault.
    let held = move |&verb: &usize| !(scene.is(noun, "event_noun") && scene.lemma(verb) == "hold");
    tree.by(noun, CLAUSES).chain(next).filter(held)
}

/// Gives the possessor of a noun, or who carries it out; only looks upwards.
pub(super) fn possessor_or_bearer(scene: &Scene<'_, '_>, noun: usize) -> Option<usize> {
    let tree = &scene.tree;
    tree.by(noun, &[Relation::NmodPoss]).next().or_else(|| carried_by(scene, noun)?.first().copied())
}

/// Gives who stands behind the verb above a noun; none where no such verb carries it. Only looks upwards.
fn carried_by(scene: &Scene<'_, '_>, noun: usize) -> Option<Vec<usize>> {
    let tree = &scene.tree;
    let first = place_of(scene, noun);
    let verb = tree.head(first).filter(|&verb| tree.is_verb(verb))?;
    // "The attack is said to have been *carried* out by X."
    let done = tree.by(verb, &[Relation::Xcomp]).next().filter(|_| is_passive(scene, verb));
    let verb = done.filter(|&done| tree.relation(first) == Relation::NsubjPass && done > verb).unwrap_or(verb);
    let light = scene.is(verb, "light_verb") && !scene.is(verb, "suffering_verb") && !is_negated(scene, verb);
    // "lost their lives in attacks": they suffered them.
    let lost = tree.by(verb, &[Relation::Obj]).any(|object| scene.is(object, "life"));
    let means = !lost && scene.is(verb, "verb_with_means") || scene.is(verb, "subjecting_verb");
    match tree.relation(first) {
        Relation::Obj if light => Some(subject(scene, verb)),
        Relation::NsubjPass if light => Some(by_agents(scene, verb)),
        Relation::Nsubj if light && is_passive(scene, verb) => Some(by_agents(scene, verb)),
        // "responded to the shelling", "took shelter from the attack": it was another's.
        Relation::Obl if means && !ANOTHERS.iter().any(|case| with_case(scene, first, case)) => {
            Some(subject(scene, verb))
        }
        _ => None,
    }
}

/// Prepositions before a blow that somebody else deals.
const ANOTHERS: [&str; 7] = ["against", "as", "at", "before", "from", "to", "under"];

/// Gives who stands behind a participle or relative clause: "airstrikes conducted by *X*", "the attack, which *X* launched".
fn participle_agents(scene: &Scene<'_, '_>, noun: usize) -> Vec<usize> {
    let clauses = clauses(scene, noun).filter(|&verb| scene.is(verb, "light_verb"));
    clauses.flat_map(|verb| subject(scene, verb)).filter(|&who| who != noun).collect()
}

/// Gives to whom or what it happens: what a participle adds ("targeting *Y*"), what the verb above hits ("hit *Y*"),
/// or who suffers it ("*Y* came under attack", "*Y* repelled an attack").
pub(super) fn object(scene: &Scene<'_, '_>, noun: usize) -> Vec<usize> {
    let tree = &scene.tree;
    // "an attack by fighters, *who* took the hill": who did that is no attack.
    let person = |verb: usize| tree.by(verb, SUBJECTS).any(|subject| scene.lemma(subject) == "who");
    let clauses = tree.by(noun, CLAUSES).filter(|&verb| scene.is(verb, "aiming_verb") && !person(verb));
    let todo = tree.by(noun, CLAUSES).any(|verb| tree.fine(verb) == "VB");
    let aimed: Vec<usize> = clauses
        .flat_map(|verb| {
            let object = object_of(scene, verb);
            if object.iter().any(|&what| what != noun) { object } else { hanging(scene, verb, "at", LOW) }
        })
        .filter(|&what| what != noun)
        .collect();
    // "*The army* repelled an attempt to storm *the hill*"
    let suffered = if aimed.is_empty() || todo { sufferers(scene, noun) } else { Vec::new() };
    aimed.into_iter().chain(suffered).collect()
}

fn sufferers(scene: &Scene<'_, '_>, noun: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let first = place_of(scene, noun);
    if with_case(scene, first, "under") && tree.by(first, SUBJECTS).next().is_some() {
        return tree.by(first, SUBJECTS).collect();
    }
    // "*X* was the target of an attack", "*X* became the victim of a raid"
    if let Some(hit) = tree.head(first).filter(|&hit| scene.is(hit, "sufferer") && with_case(scene, first, "of")) {
        let above = tree.head(hit).filter(|&verb| tree.is_verb(verb) && tree.relation(hit) != Relation::Nsubj);
        return tree.by(hit, SUBJECTS).chain(above.into_iter().flat_map(|verb| subject(scene, verb))).take(1).collect();
    }
    let Some(verb) = tree.head(first).filter(|&verb| tree.is_verb(verb)) else { return Vec::new() };
    let (hits, suffers) = (scene.is(verb, "hitting_verb"), scene.is(verb, "suffering_verb"));
    let done = raised(scene, verb);
    match tree.relation(first) {
        Relation::Nsubj | Relation::NsubjPass if done != verb && scene.is(done, "hitting_verb") => {
            object_of(scene, done)
        }
        Relation::Nsubj if hits && !is_passive(scene, verb) => object_of(scene, verb),
        Relation::Obj if suffers => subject(scene, verb),
        Relation::NsubjPass if suffers => by_agents(scene, verb),
        Relation::Obl | Relation::OblAgent if hits && is_means(scene, first) => object_of(scene, verb),
        Relation::Obl if with_case(scene, first, "under") => surface_subject(scene, verb, LOW).into_iter().collect(),
        Relation::Obl if scene.is(verb, "subjecting_verb") => object_of(scene, verb),
        _ => Vec::new(),
    }
}

/// "Strikes *were believed to have hit* the town": what they did, and not what is thought of them.
#[must_use]
pub fn raised(scene: &Scene<'_, '_>, verb: usize) -> usize {
    let tree = &scene.tree;
    let thought = tree.by(verb, &[Relation::AuxPass]).next().is_some();
    tree.by(verb, &[Relation::Xcomp]).find(|&done| thought && done > verb && tree.is_verb(done)).unwrap_or(verb)
}

fn is_means(scene: &Scene<'_, '_>, noun: usize) -> bool {
    scene.tree.by(noun, &[Relation::Case]).any(|case| matches!(scene.lemma(case), "by" | "in" | "with" | "during"))
}

/// Gives what follows a preposition on a noun, or on a participle that only says who carries it out.
pub(super) fn after(scene: &Scene<'_, '_>, noun: usize, word: &str) -> Vec<usize> {
    let tree = &scene.tree;
    let mut own = hanging(scene, noun, word, LOW);
    if matches!(word, "on" | "to") && !own.is_empty() {
        let blamed = blamed(scene, noun);
        own.retain(|who| !blamed.contains(who));
    }
    // "Clashes between the army *and the militia* broke out", where the parser joins the militia to the clashes
    if word == "between" && own.len() == 1 && tree.by(own[0], &[Relation::Conj]).next().is_none() {
        let joined = tree.by(noun, &[Relation::Conj]).filter(|&other| other > own[0] && tree.is_nominal(other));
        let side: Vec<usize> = joined.filter(|&other| !scene.is(other, "event_noun")).collect();
        own.extend(side);
    }
    if !own.is_empty() {
        return own;
    }
    let place = place_of(scene, noun);
    let counted = if place == noun || word == "of" { Vec::new() } else { hanging(scene, place, word, 0) };
    if !counted.is_empty() {
        return counted;
    }
    let participles = clauses(scene, noun).filter(|&verb| scene.is(verb, "light_verb"));
    participles
        .flat_map(|verb| tree.by(verb, OBLIQUES).collect::<Vec<_>>())
        .filter(|&other| with_case(scene, other, word))
        .collect()
}

/// Gives what follows a preposition on the verb that carries a noun: "launched an attack on Friday *against Y*".
pub(super) fn after_carrier(scene: &Scene<'_, '_>, noun: usize, word: &str) -> Vec<usize> {
    let tree = &scene.tree;
    let first = place_of(scene, noun);
    // "Clashes were underway between X and Y"
    let tells = |word: &usize| tree.is_verb(*word) || tree.by(*word, &[Relation::Cop]).next().is_some();
    let Some(verb) = tree.head(first).filter(tells) else { return Vec::new() };
    // "The arrest of two men *by the police* was criticized", hung on the verb
    let between: Vec<usize> = tree
        .by(verb, OBLIQUES)
        .filter(|&other| noun < other && other < verb && with_case(scene, other, word))
        .collect();
    if !between.is_empty() {
        return between;
    }
    let means = tree.relation(first) == Relation::Obl && scene.is(verb, "verb_with_means");
    let carries = means
        || ["light_verb", "occurrence_verb", "suffering_verb", "accusing_verb"]
            .iter()
            .any(|class| scene.is(verb, class));
    let carried = [Relation::Obj, Relation::NsubjPass, Relation::Nsubj, Relation::Obl].contains(&tree.relation(first));
    // "The ambush was reported by state television."
    let told = word == "by" && scene.is(verb, "telling_verb");
    if !(carries && carried) || told || scene.is(verb, "blaming_verb") {
        return Vec::new();
    }
    tree.by(verb, OBLIQUES).filter(|&other| other > noun && with_case(scene, other, word)).collect()
}

/// Gives who sent the thing that acts or is sent: "shells fired by *X* hit Y", "hit by *X's* rockets", "*Israeli* missiles".
pub(super) fn makers(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    let things = surface_subject(scene, verb, LOW).into_iter().chain(by_agents(scene, verb));
    let things: Vec<usize> = things.chain(object_of(scene, verb)).collect();
    let found = things.iter().map(|&thing| maker(scene, thing));
    found.into_iter().find(|makers| !makers.is_empty()).unwrap_or_default()
}

fn maker(scene: &Scene<'_, '_>, thing: usize) -> Vec<usize> {
    let tree: &Tree<'_, '_> = &scene.tree;
    let clauses = tree.by(thing, CLAUSES).filter(|&clause| scene.is(clause, "firing_verb"));
    let senders: Vec<usize> = clauses.flat_map(|clause| subject(scene, clause)).filter(|&who| who != thing).collect();
    if !senders.is_empty() {
        return senders;
    }
    let owners: Vec<usize> = tree.by(thing, &[Relation::NmodPoss]).collect();
    if !owners.is_empty() {
        return owners;
    }
    tree.by(thing, MODIFIERS).filter(|&before| before < thing && scene.actor(before).is_some()).collect()
}

/// Gives whose the object of a verb is: "rejected a request *by X*", "rejected *X's* offer", "a *U.S.* request".
pub(super) fn owners(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    let found = object_of(scene, verb).into_iter().flat_map(|thing| owner(scene, thing));
    found.filter(|&who| who != verb).collect()
}

/// Gives whose a thing is: "a request *by X*", "*X's* offer", "a *U.S.* request".
fn owner(scene: &Scene<'_, '_>, thing: usize) -> Vec<usize> {
    let by = asker(scene, thing);
    if by.is_empty() { maker(scene, thing) } else { by }
}

/// Gives from whom a request comes: "a request *by X*", "*X's* offer".
pub(super) fn asker(scene: &Scene<'_, '_>, thing: usize) -> Vec<usize> {
    let by: Vec<usize> = ["by", "from"].iter().flat_map(|word| hanging(scene, thing, word, 0)).collect();
    if by.is_empty() { scene.tree.by(thing, &[Relation::NmodPoss]).collect() } else { by }
}
