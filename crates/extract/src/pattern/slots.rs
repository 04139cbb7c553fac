//! Who stands where around a trigger, whatever the voice and the clause?

use super::prepositions::{OBLIQUES, after_verb, hanging, with_case};
use super::subject::surface_subject;
use super::{Part, Reach, Scene, Slot, Tree, adjective::described, nominal, voice::is_passive};
use language::{Relation, Tag};

/// How many clauses a subject may be passed down through: "X came, tried and managed to take Y".
pub(super) const DEPTH: usize = 6;

pub(super) const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::NsubjOuter];

/// Gives the head words in a slot of the trigger, coordinated ones too, in text order.
#[must_use]
pub fn fill(scene: &Scene<'_, '_>, part: Part, trigger: usize, slot: &Slot) -> Vec<usize> {
    let own = fill_from(scene, (part, Reach::Own), trigger, slot);
    if own.is_empty() { fill_from(scene, (part, Reach::Carrier), trigger, slot) } else { own }
}

/// Gives what fills a slot from the trigger itself, or from the verb that carries it.
pub(super) fn fill_from(
    scene: &Scene<'_, '_>,
    (part, reach): (Part, Reach),
    trigger: usize,
    slot: &Slot,
) -> Vec<usize> {
    let tree = &scene.tree;
    let found = match (part, slot) {
        (Part::Noun, Slot::Preposition(word)) if reach == Reach::Carrier => {
            nominal::after_carrier(scene, trigger, word)
        }
        _ if reach == Reach::Carrier => Vec::new(),
        (Part::Verb, Slot::Subject) => subject(scene, trigger),
        (Part::Verb, Slot::Object) => object(scene, trigger),
        (Part::Noun, Slot::Subject) => nominal::bearer(scene, trigger),
        (Part::Adjective, Slot::Subject) => described(tree, trigger).into_iter().collect(),
        (Part::Adjective, Slot::Object) => Vec::new(),
        (Part::Noun, Slot::Object) => nominal::object(scene, trigger),
        (_, Slot::Indirect) => tree.by(trigger, &[Relation::Iobj]).collect(),
        (_, Slot::Maker) => nominal::makers(scene, trigger),
        (_, Slot::Possessor) => tree.by(trigger, &[Relation::NmodPoss]).collect(),
        (_, Slot::Modifier) => modifiers(scene, trigger),
        (_, Slot::Adverb) => tree.by(trigger, &[Relation::Advmod]).collect(),
        (_, Slot::Complement) => complements(scene, trigger),
        (_, Slot::Doer) => doers(scene, trigger),
        (_, Slot::Patient) => patients(scene, trigger),
        (_, Slot::Owner) => nominal::owners(scene, trigger),
        (_, Slot::Purpose) => purposes(scene, (part, trigger)),
        (Part::Verb, Slot::Preposition(word)) => after_verb(scene, trigger, word),
        (Part::Noun | Part::Adjective, Slot::Preposition(word)) => nominal::after(scene, trigger, word),
    };
    let mut heads: Vec<usize> = found
        .into_iter()
        .map(|head| located(scene, counted_head(scene, head)))
        .flat_map(|head| tree.coordinated(head))
        .collect();
    heads.retain(|&head| head != trigger);
    heads.sort_unstable();
    heads.dedup();
    heads
}

/// "killed at *least* 32", where the parser takes the bound for what is counted.
fn counted_head(scene: &Scene<'_, '_>, head: usize) -> usize {
    let bound = matches!(scene.lemma(head), "least" | "most");
    let next = head + 1;
    if bound && next < scene.tree.analysis.tokens.len() && scene.tree.tag(next) == Tag::Numeral { next } else { head }
}

/// "exploded in front of *the hotel*", "at the side of *the road*": the thing, and not the side of it.
fn located(scene: &Scene<'_, '_>, head: usize) -> usize {
    if !scene.is(head, "side_noun") {
        return head;
    }
    let behind = nominal::after(scene, head, "of");
    behind.into_iter().find(|&thing| thing > head).unwrap_or(head)
}

/// Gives the words before a noun, and the words before those: "*ISIS* shelling attack".
fn modifiers(scene: &Scene<'_, '_>, noun: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let before: Vec<usize> = tree.by(noun, MODIFIERS).collect();
    // "police academy attack": the police do not attack, it is their academy.
    let plain = |word: usize| word < noun && !scene.is(word, "structure");
    let further = before.iter().filter(|&&word| plain(word)).flat_map(|&word| tree.by(word, &[Relation::Compound]));
    let further: Vec<usize> = further.collect();
    before.into_iter().chain(further).collect()
}

/// Gives the clauses and adjectives that complete a verb; an infinitive after an object may hang as an adverbial.
fn complements(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let adverbial = tree.by(verb, &[Relation::Advcl]).filter(|&clause| tree.fine(clause) == "VB" && clause > verb);
    // "holds the rebels *responsible*"
    let behind = |object: usize| tree.by(object, &[Relation::Amod]).filter(move |&adjective| adjective > object);
    let of_object = tree.by(verb, &[Relation::Obj]).flat_map(behind);
    // "calls *to end* the siege"
    let of_noun = tree.by(verb, &[Relation::Acl]).filter(|&clause| tree.fine(clause) == "VB");
    tree.by(verb, &[Relation::Xcomp, Relation::Ccomp]).chain(adverbial).chain(of_object).chain(of_noun).collect()
}

/// Gives who is to do what the completing clause says.
fn doers(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    let tree = &scene.tree;
    // "said that *Y* must be ready"
    let tells = |clause: &usize| tree.is_verb(*clause) || tree.by(*clause, &[Relation::Cop]).next().is_some();
    let clauses = complements(scene, verb).into_iter().filter(tells);
    clauses.filter_map(|clause| tree.by(clause, SUBJECTS).next()).collect()
}

/// Gives whom or what the completing clause does it to: "threatened to bomb *the town*".
fn patients(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    let clauses = complements(scene, verb).into_iter().filter(|&clause| scene.tree.is_verb(clause));
    let found = clauses.flat_map(|clause| {
        let phrases = ["against", "with", "on", "to", "in"].iter().flat_map(|word| after_verb(scene, clause, word));
        let things: Vec<usize> = object(scene, clause).into_iter().chain(phrases).collect();
        // "refused to answer a request *from Y*"
        let owners = things.iter().flat_map(|&thing| nominal::asker(scene, thing));
        things.iter().copied().chain(owners.collect::<Vec<_>>()).collect::<Vec<_>>()
    });
    found.collect()
}

/// Gives whom a purpose names first: "marched to demand that *Y* resign", "rallied in protest at *Y's* plans".
fn purposes(scene: &Scene<'_, '_>, (part, trigger): (Part, usize)) -> Vec<usize> {
    let tree = &scene.tree;
    let carrier = tree.head(trigger).filter(|&verb| part == Part::Noun && tree.is_verb(verb));
    let mut found = std::iter::once(trigger).chain(carrier).flat_map(|above| {
        let below = tree.below(above, &[Relation::Parataxis]).into_iter();
        below
            .filter(move |&word| word > above && word != trigger && scene.is(word, "aim") && is_near(tree, word, above))
    });
    found.find_map(|aim| named_below(scene, aim)).into_iter().collect()
}

fn is_near(tree: &Tree<'_, '_>, word: usize, above: usize) -> bool {
    tree.analysis.ancestors(word).skip(1).take(4).any(|ancestor| ancestor == above)
}

/// Gives the head of the first name behind a word and below it.
fn named_below(scene: &Scene<'_, '_>, above: usize) -> Option<usize> {
    let tree = &scene.tree;
    let mut at = tree.below(above, &[]).into_iter().find(|&word| word > above && scene.names(word))?;
    while let Some(head) = tree.head(at).filter(|&head| head > above && head != at && scene.names(head)) {
        at = head;
    }
    Some(at)
}

pub(super) const MODIFIERS: &[Relation] = &[
    Relation::Compound,
    Relation::Amod,
    Relation::NmodDesc,
    Relation::NmodUnmarked,
    Relation::NmodNpmod,
    Relation::Flat,
];

pub(super) fn subject(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    if is_passive(scene, verb) {
        by_agents(scene, verb)
    } else if let Some(cause) = result_of(scene, verb).filter(|&cause| is_passive(scene, cause)) {
        by_agents(scene, cause)
    } else {
        surface_subject(scene, verb, DEPTH).into_iter().collect()
    }
}

/// "The helicopter was shot down, *killing* five": what led to it, and not whom that hit.
fn result_of(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    let result = tree.relation(verb) == Relation::Advcl && tree.fine(verb) == "VBG" && scene.is(verb, "result_verb");
    let bare = tree.by(verb, SUBJECTS).chain(tree.by(verb, &[Relation::Mark, Relation::Case])).next().is_none();
    let holds = |cause: usize| scene.is(cause, "holding_verb");
    tree.head(verb).filter(|&cause| result && bare && tree.is_verb(cause) && !holds(cause))
}

pub(super) fn object(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    let tree = &scene.tree;
    if is_passive(scene, verb) {
        return surface_subject(scene, verb, DEPTH).into_iter().collect();
    }
    // "kidnapped up to 16 advisers": a preposition of the number is none of the noun.
    let counts = |case: usize| tree.by(case + 1, &[Relation::Case]).next().is_none() && nears_number(tree, case);
    let bare = |&object: &usize| tree.by(object, &[Relation::Case]).all(counts);
    let direct: Vec<usize> =
        tree.by(verb, &[Relation::Obj]).filter(bare).map(|object| referent(scene, object)).collect();
    let has_subject = tree.by(verb, SUBJECTS).any(|subject| !is_relative(tree, subject));
    match tree.relation(verb) {
        // "the town that the rebels captured"
        // "The union imposed sanctions", read as "imposed sanctions" with a subject of its own
        Relation::AclRelcl | Relation::Amod if direct.is_empty() && has_subject => {
            tree.head(verb).into_iter().collect()
        }
        // "shelled and bombed the town": the object stands behind the last of them
        _ if direct.is_empty() => {
            if let Some(object) = shared_before(tree, verb) {
                return vec![object];
            }
            let shared: Vec<usize> = shared_behind(tree, verb).collect();
            let misread = || misread_object(scene, verb).or_else(|| lone_recipient(tree, verb));
            if shared.is_empty() { misread().into_iter().collect() } else { shared }
        }
        _ => direct,
    }
}

/// "killed and wounded *two guards*": the object of the first verb stands behind the second, and is that of both.
pub(super) fn shared_before(tree: &Tree<'_, '_>, verb: usize) -> Option<usize> {
    let first =
        tree.head(verb).filter(|&first| tree.relation(verb) == Relation::Conj && side_by_side(tree, first, verb))?;
    let past = |verb: usize| matches!(tree.fine(verb), "VBD" | "VBN");
    let same = (tree.fine(first) == tree.fine(verb) || past(first) && past(verb))
        && tree.by(verb, &[Relation::Obj]).next().is_none();
    let object = tree.by(first, &[Relation::Obj]).find(|&object| same && object > verb)?;
    (tree.by(first, &[Relation::AuxPass, Relation::NsubjPass]).next().is_none()).then_some(object)
}

/// "killed and wounded *two guards*", "arrested, beat and later killed *two guards*": the object of the last verb is that of
/// those before it.
pub(super) fn shared_behind<'t>(tree: &'t Tree<'_, '_>, verb: usize) -> impl Iterator<Item = usize> + 't {
    let first = tree.head(verb).filter(|_| tree.relation(verb) == Relation::Conj);
    let others = [Some(verb), first].into_iter().flatten().flat_map(|above| tree.by(above, &[Relation::Conj]));
    let next = others.filter(move |&other| tree.is_verb(other) && side_by_side(tree, verb, other));
    next.flat_map(|other| tree.by(other, &[Relation::Obj]).filter(move |&object| object > other))
}

/// Tells whether nothing stands between two verbs but what joins them: "and", a comma, an adverb, one more verb.
fn side_by_side(tree: &Tree<'_, '_>, one: usize, other: usize) -> bool {
    let joins = |word: usize| match tree.relation(word) {
        Relation::Cc | Relation::Punct => true,
        Relation::Advmod => tree.head(word) == Some(other),
        Relation::Conj => tree.is_verb(word) && tree.by(word, &[Relation::Obj, Relation::Obl]).next().is_none(),
        _ => false,
    };
    let and = |word: usize| tree.relation(word) == Relation::Cc;
    one < other && (one + 1..other).all(joins) && (one + 1..other).any(and)
}

/// "kidnapped up to 16 *advisers*": a phrase right behind the verb that has no preposition is its object, whatever the parser says.
pub(super) fn misread_object(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    scene.tree.by(verb, &[Relation::Obl]).find(|&noun| noun > verb && is_bare_object(scene, verb, noun))
}

fn is_bare_object(scene: &Scene<'_, '_>, verb: usize, noun: usize) -> bool {
    let tree = &scene.tree;
    let is_thing = matches!(tree.tag(noun), Tag::Noun | Tag::ProperNoun) && !scene.is_time(noun);
    let near = |case: usize| tree.fine(case) != "VBG" && nears_number(tree, case);
    let is_bare = tree.by(noun, &[Relation::Case, Relation::Mark]).all(near);
    // "targeted on Sunday *the village*"
    let day_first =
        verb + 2 < tree.analysis.tokens.len() && tree.relation(verb + 1) == Relation::Case && scene.is_time(verb + 2);
    if !is_thing || !is_bare && !day_first {
        return false;
    }
    let below = tree.below(noun, &[]);
    if day_first && below.starts_with(&[verb + 1, verb + 2]) {
        return true;
    }
    let Some(&first) = below.first() else { return false };
    let bound = |word: usize| matches!(tree.tag(word), Tag::Adposition | Tag::Particle | Tag::Adverb);
    // "forced out *on Wednesday* more than 1,000 refugees"
    let of_day =
        |word: usize| tree.relation(word) == Relation::Case && tree.head(word).is_some_and(|day| scene.is_time(day));
    let day = |word: &usize| scene.is_time(*word) || of_day(*word) || tree.relation(*word) == Relation::CompoundPrt;
    let next = (verb + 1..first).find(|word| !day(word)).unwrap_or(first);
    // "hacked to death at least 20 *villagers*": people are neither a day nor a manner.
    let is_people = || scene.is(noun, "people") && tree.by(noun, &[Relation::Nummod]).next().is_some();
    let follows = first == next || nears_number(tree, first - 1) && (next..first).all(bound) || is_people();
    is_bare && follows
}

/// "warned *residents* against entering the zone": who is spoken to where nothing is said.
fn lone_recipient(tree: &Tree<'_, '_>, verb: usize) -> Option<usize> {
    let says = tree.by(verb, &[Relation::Ccomp, Relation::Xcomp]).next().is_some();
    tree.by(verb, &[Relation::Iobj]).next().filter(|_| !says)
}

/// Tells whether a number follows within two words.
pub(super) fn nears_number(tree: &Tree<'_, '_>, token: usize) -> bool {
    (token + 1..tree.analysis.tokens.len().min(token + 3)).any(|next| tree.tag(next) == Tag::Numeral)
}

pub(super) fn by_agents(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    let mut agents = after_verb(scene, verb, "by");
    // "planted earlier by militants", where "by" hangs on the adverb
    let adverbs = || scene.tree.by(verb, &[Relation::Advmod]).flat_map(|adverb| hanging(scene, adverb, "by", 0));
    if agents.is_empty() {
        agents.extend(adverbs());
    }
    agents.retain(|&agent| agent > verb && !is_of_some(scene, agent));
    if agents.is_empty() {
        agents.extend(right_behind(scene, verb));
    }
    agents.into_iter().map(|agent| called(scene, agent).unwrap_or(agent)).collect()
}

/// "hit by *what* residents think was *a drone*": what they take it for.
fn called(scene: &Scene<'_, '_>, what: usize) -> Option<usize> {
    let tree = &scene.tree;
    let clause = tree.by(what, &[Relation::AclRelcl]).next().filter(|_| scene.lemma(what) == "what")?;
    let said = tree.by(clause, &[Relation::Ccomp, Relation::Xcomp]).find(|&noun| tree.is_nominal(noun));
    said.or_else(|| tree.by(clause, OBLIQUES).find(|&noun| with_case(scene, noun, "as")))
}

/// "38 were killed, 28 *of them by* airstrikes": not all of them.
pub(crate) fn is_of_some(scene: &Scene<'_, '_>, noun: usize) -> bool {
    let some = |case: usize| case > 1 && scene.is(case - 1, "pronoun") && scene.lemma(case - 2) == "of";
    scene.tree.by(noun, &[Relation::Case]).any(some)
}

/// "A missile fired *by rebels* hit a mosque", where the parser makes the rebels hit it.
fn right_behind(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    let by = Some(verb + 1).filter(|&by| by < tree.analysis.tokens.len() && scene.lemma(by) == "by")?;
    let noun = tree.head(by).filter(|&noun| tree.relation(by) == Relation::Case && noun > by)?;
    (tree.is_nominal(noun) && !scene.is_time(noun)).then_some(noun)
}

fn is_relative(tree: &Tree<'_, '_>, token: usize) -> bool {
    matches!(tree.fine(token), "WDT" | "WP") || (tree.lemma(token) == "that" && tree.tag(token) == Tag::Pronoun)
}

/// "a spokesman for *the Front*, which took the town": nobody is a "which".
fn beside_person(scene: &Scene<'_, '_>, person: usize, which: usize) -> usize {
    let tree = &scene.tree;
    let bodies = tree.by(person, &[Relation::Nmod]).filter(|&body| body < which && scene.actor(body).is_some());
    bodies.last().unwrap_or(person)
}

/// Gives the noun that a relative pronoun stands for: "the group *which* took the town".
pub(super) fn referent(scene: &Scene<'_, '_>, token: usize) -> usize {
    let tree = &scene.tree;
    if !is_relative(tree, token) {
        return token;
    }
    let mut ancestors = tree.analysis.ancestors(token).take(DEPTH + 2);
    let clause = ancestors.find(|&ancestor| matches!(tree.relation(ancestor), Relation::AclRelcl | Relation::Acl));
    let noun = clause.and_then(|clause| tree.head(clause)).unwrap_or(token);
    if scene.lemma(token) == "which" && scene.is(noun, "people") {
        return beside_person(scene, noun, token);
    }
    if !matches!(scene.lemma(token), "who" | "whom") {
        return noun;
    }
    // "an attack by fighters, *who* took the hill": an attack is nobody.
    let before = token.checked_sub(1).filter(|&comma| scene.lemma(comma) == ",").unwrap_or(token).checked_sub(1);
    let beside = before.filter(|&before| scene.is(noun, "event_noun") && scene.is(before, "people"));
    if let Some(beside) = beside {
        return beside;
    }
    if scene.place(noun).is_none() {
        return noun;
    }
    // "a lawyer from Orva *who* was abducted": a town is nobody.
    let people = |&above: &usize| scene.is_or_counts(above, "people");
    // "shot two drivers in Orva *whom* they accused"
    let verb = tree.head(noun).filter(|&verb| tree.is_verb(verb));
    let hit = verb.and_then(|verb| tree.by(verb, &[Relation::Obj, Relation::NsubjPass]).find(people));
    tree.analysis.ancestors(noun).take(DEPTH + 2).find(people).or(hit).unwrap_or(token)
}

/// Gives the particle of a verb: "drive the rebels *out*", "carried *out*", "pulled *out* of".
pub(super) fn particle(scene: &Scene<'_, '_>, verb: usize, word: &str) -> Option<usize> {
    let tree = &scene.tree;
    let hangs = tree.children(verb).iter().copied().find(|&child| {
        child > verb && scene.lemma(child) == word && !matches!(tree.relation(child), Relation::Mark | Relation::Conj)
    });
    hangs.or_else(|| {
        let next = verb + 1;
        let within = tree.analysis.sentences.get(tree.analysis.sentence_of(verb))?.tokens.contains(&next);
        (within && scene.lemma(next) == word).then_some(next)
    })
}

/// Gives the token with this base form right before `at`, over hyphens: "*air* strike", "*car*-bomb".
pub(super) fn before(scene: &Scene<'_, '_>, at: usize, word: &str) -> Option<usize> {
    let previous = at.checked_sub(1)?;
    let other = if scene.lemma(previous) == "-" { previous.checked_sub(1)? } else { previous };
    (scene.lemma(other) == word).then_some(other)
}
