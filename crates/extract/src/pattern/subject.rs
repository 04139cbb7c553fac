//! Who is the subject of a verb, where the sentence leaves it to be taken over from elsewhere?

use super::slots::{SUBJECTS, nears_number, object, referent};
use super::{Scene, Tree, is_misread_verb, nominal, voice::is_passive};
use language::{Relation, Tag};

/// Gives the subject as the sentence has it: its own, or the one it takes over from the clause above.
pub(super) fn surface_subject(scene: &Scene<'_, '_>, verb: usize, depth: usize) -> Option<usize> {
    let tree = &scene.tree;
    let by = |&noun: &usize| tree.by(noun, &[Relation::Case]).any(|case| scene.lemma(case) == "by");
    // "ORVA, Jan 5: Two soldiers were killed, police said", where the dateline is taken for a subject too: the nearest counts.
    let own = || tree.by(verb, SUBJECTS).filter(|noun| !by(noun));
    if let Some(own) = own().filter(|&noun| noun < verb).last().or_else(|| own().next()) {
        return Some(before_preposition(scene, own).unwrap_or_else(|| referent(scene, own)));
    }
    if let Some(who) = before_participle(tree, verb) {
        return Some(who);
    }
    if let Some(head) = bounded_before(scene, verb).or_else(|| bare_before(scene, verb)) {
        return Some(head);
    }
    let head = tree.head(verb)?;
    if depth == 0 {
        return None;
    }
    if let Some(noun) = noun_before(tree, verb).or_else(|| intent_of(scene, verb)) {
        return Some(noun);
    }
    match tree.relation(verb) {
        // "The forum *condemns* killing civilians": others do that.
        Relation::Xcomp if scene.is(head, "later_verb") => None,
        Relation::Xcomp => controller(scene, head, depth - 1),
        // "accused *the army* of killing two"
        Relation::Advcl if scene.is(head, "accusing_verb") && tree.fine(verb) == "VBG" => {
            object(scene, head).first().copied()
        }
        // "denied having carried out a raid"
        Relation::Ccomp if tree.is_verb(head) && has_having(tree, verb) => surface_subject(scene, head, depth - 1),
        // "when gunmen riding a motorbike *opened* fire", read as what the riding says
        Relation::Ccomp if tree.fine(verb) == "VBD" && tree.fine(head) == "VBG" => tree.by(head, SUBJECTS).next(),
        // "Eight people were reported *killed*"
        Relation::Ccomp if is_bare_participle(tree, verb) && is_passive(scene, head) => {
            surface_subject(scene, head, depth - 1)
        }
        // "The army foiled an attempt to storm the base, *killing* 30", hung on the storming
        Relation::Advcl if foiled(tree, head).is_some() && tree.fine(verb) == "VBG" => {
            surface_subject(scene, foiled(tree, head)?, depth - 1)
        }
        Relation::Conj if parts_ways(tree, verb, head) => {
            let above = tree.analysis.ancestors(head).skip(1).find(|&above| tree.fine(above) == tree.fine(verb))?;
            surface_subject(scene, above, depth - 1)
        }
        Relation::Advcl if is_meanwhile(scene, verb, head) => surface_subject(scene, tree.head(head)?, depth - 1),
        Relation::Conj | Relation::Advcl | Relation::Parataxis
            if tree.is_verb(head) || is_misread_verb(scene, head) =>
        {
            surface_subject(scene, head, depth - 1)
        }
        // "*5*-8 killed at a funeral", where the number is all there is
        Relation::Advcl | Relation::Parataxis if tree.tag(head) == Tag::Numeral && is_bare_participle(tree, verb) => {
            Some(head)
        }
        Relation::Advcl if !tree.is_verb(head) => tree.by(head, SUBJECTS).next(),
        // "an attempt to retake", "a plan to attack"
        Relation::Acl if tree.fine(verb) == "VB" => nominal::possessor_or_bearer(scene, head),
        Relation::Acl if tells_result(scene, verb, head) => {
            let told =
                |verb: usize| !matches!(tree.relation(verb), Relation::Acl | Relation::AclRelcl | Relation::Amod);
            let above = tree.analysis.ancestors(head).find(|&above| tree.is_verb(above) && told(above))?;
            surface_subject(scene, above, depth - 1)
        }
        Relation::Acl | Relation::AclRelcl | Relation::Amod => Some(including(scene, head).unwrap_or(head)),
        // "most of *those* killed"
        Relation::Nmod if tree.fine(verb) == "VBN" => verb.checked_sub(1).filter(|&noun| tree.is_nominal(noun)),
        _ => None,
    }
}

/// "hit a cafe as people *gathered* there, *killing* 51": not the people did, though the parser says so.
#[must_use]
pub fn is_meanwhile(scene: &Scene<'_, '_>, result: usize, clause: usize) -> bool {
    let tree = &scene.tree;
    let mut marks = tree.by(clause, &[Relation::Mark, Relation::Advmod]);
    let result = tree.fine(result) == "VBG" && scene.is(result, "result_verb");
    result
        && tree.relation(clause) == Relation::Advcl
        && marks.any(|mark| matches!(scene.lemma(mark), "as" | "while" | "when"))
        && !scene.is(clause, "hitting_verb")
        && tree.head(clause).is_some_and(|above| scene.is(above, "hitting_verb"))
}

/// "demands that they lay down their arms, and *warns* of force": the form is that of the verb above.
fn parts_ways(tree: &Tree<'_, '_>, verb: usize, head: usize) -> bool {
    tree.fine(verb) == "VBZ" && matches!(tree.fine(head), "VB" | "VBP") && tree.relation(head) != Relation::Root
}

/// "*gunmen* riding a motorbike opened fire", with the gunmen hung on the riding
fn before_participle(tree: &Tree<'_, '_>, verb: usize) -> Option<usize> {
    let finite = tree.fine(verb) == "VBD" && tree.by(verb, &[Relation::AuxPass]).next().is_none();
    let riding = tree.by(verb, &[Relation::Advcl]).filter(|&clause| clause < verb && tree.fine(clause) == "VBG");
    let own = |clause: usize| tree.by(clause, &[Relation::Nsubj]).find(|&who| who + 1 == clause);
    riding.filter(|_| finite).find_map(own)
}

/// Gives the verb of which an attempt to do something is the object: "*foiled* an attempt to storm the base".
fn foiled(tree: &Tree<'_, '_>, todo: usize) -> Option<usize> {
    let attempt = tree.head(todo).filter(|_| tree.relation(todo) == Relation::Acl && tree.fine(todo) == "VB")?;
    let object = tree.relation(attempt) == Relation::Obj;
    tree.head(attempt).filter(|&verb| object && tree.is_verb(verb))
}

/// "*Four men* including an officer killed in the raid": all who are counted, and not those of them who are named.
fn including(scene: &Scene<'_, '_>, part: usize) -> Option<usize> {
    let tree = &scene.tree;
    let whole = tree.head(part).filter(|_| tree.relation(part) == Relation::Nmod)?;
    let is_part = tree.by(part, &[Relation::Case]).any(|case| scene.lemma(case) == "include");
    let counted = tree.by(whole, &[Relation::Nummod]).next().is_some();
    (is_part && counted && scene.is_or_counts(whole, "people")).then_some(whole)
}

/// "*Omar Hadi*, spokesman for the Office for Aid, told": where the parser takes the last noun of the phrase for the subject.
fn before_preposition(scene: &Scene<'_, '_>, noun: usize) -> Option<usize> {
    let tree = &scene.tree;
    if scene.is(noun, "people") {
        return None;
    }
    let cases = tree.by(noun, &[Relation::Case]).filter(|&case| case < noun && !nears_number(tree, case));
    let case = cases.into_iter().find(|&case| tree.tag(case) == Tag::Adposition)?;
    let mut at = case.checked_sub(1).filter(|&before| tree.is_nominal(before))?;
    while let Some(head) = tree.head(at).filter(|&head| head < noun && tree.is_nominal(head)) {
        at = head;
    }
    let name = |word: usize| tree.tag(word) == Tag::ProperNoun;
    let named = || tree.by(at, &[Relation::Compound, Relation::Flat, Relation::Appos]).any(name);
    (name(at) || named()).then_some(at)
}

/// "killed two in the *valley*, *destroying* their cars", "hit a *woman* *injuring* five others": it was not they.
fn tells_result(scene: &Scene<'_, '_>, verb: usize, noun: usize) -> bool {
    let tree = &scene.tree;
    if tree.fine(verb) == "VBG" && scene.is(noun, "time_noun") {
        return true;
    }
    let result = tree.fine(verb) == "VBG" && scene.is(verb, "result_verb");
    let there =
        || tree.by(noun, &[Relation::Case]).any(|case| matches!(scene.lemma(case), "in" | "at" | "near" | "on"));
    // "a village held by the militia, *killing* two", "*killing* eight, *injuring* ten"
    let above = tree.head(noun).filter(|_| !matches!(tree.relation(noun), Relation::Nsubj | Relation::Obj));
    let holds = above.is_some_and(|above| tree.fine(above) == "VBN" && scene.is(above, "holding_verb"));
    let struck = |above: usize| scene.is(above, "result_verb") || scene.is(above, "hitting_verb");
    let hit = tree.relation(noun) == Relation::Obj && tree.head(noun).is_some_and(struck);
    result && (there() && !scene.is(noun, "event_noun") || scene.is(noun, "harmless") || holds || hit)
}

fn is_bare_participle(tree: &Tree<'_, '_>, verb: usize) -> bool {
    tree.fine(verb) == "VBN" && tree.by(verb, &[Relation::Aux, Relation::AuxPass, Relation::Mark]).next().is_none()
}

/// "Up to *16* killed", "*5*-8 killed": a number right before a participle that the parser takes for a phrase of place or time.
fn bounded_before(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    let number = verb.checked_sub(1).filter(|&number| tree.tag(number) == Tag::Numeral)?;
    let range = tree.head(number).filter(|&first| tree.relation(number) == Relation::Nmod && first + 2 == number);
    let number = range.filter(|&first| tree.tag(first) == Tag::Numeral).unwrap_or(number);
    let bounded = tree.by(number, &[Relation::Case]).all(|case| nears_number(tree, case));
    let loose = matches!(tree.relation(number), Relation::Obl | Relation::OblUnmarked);
    (bounded && loose && is_bare_participle(tree, verb)).then_some(number)
}

/// "In October *Karsa*, Orva and Sorab fell to the army", where a name right behind a time is taken for a phrase of place.
fn bare_before(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    let bare = |&noun: &usize| {
        let name = tree.tag(noun) == Tag::ProperNoun && !scene.is_time(noun) && noun < verb;
        name && tree.by(noun, &[Relation::Case]).next().is_none()
    };
    let told = matches!(tree.fine(verb), "VBD" | "VBZ" | "VBP")
        || tree.by(verb, &[Relation::Aux, Relation::AuxPass]).next().is_some();
    let own = matches!(tree.relation(verb), Relation::Root | Relation::Parataxis | Relation::Ccomp);
    tree.by(verb, &[Relation::Obl, Relation::OblUnmarked]).filter(|_| told && own).find(bare)
}

fn has_having(tree: &Tree<'_, '_>, verb: usize) -> bool {
    tree.by(verb, &[Relation::Aux]).next().is_some_and(|aux| tree.fine(aux) == "VBG")
}

/// "took the town, *seized* by rebels in May": a participle right behind a noun and a comma is about that noun.
fn noun_before(tree: &Tree<'_, '_>, verb: usize) -> Option<usize> {
    let loose = tree.relation(verb) == Relation::Advcl && tree.fine(verb) == "VBN";
    let bare = tree.by(verb, &[Relation::Mark, Relation::Aux, Relation::AuxPass, Relation::Case]).next().is_none();
    let noun = verb.checked_sub(2).filter(|_| loose && bare && tree.lemma(verb - 1) == ",")?;
    (matches!(tree.tag(noun), Tag::Noun | Tag::ProperNoun) && tree.head(verb) != Some(noun)).then_some(noun)
}

/// "under threat from *militias* looking to capture the town", wherever the parser hangs what they want.
fn intent_of(scene: &Scene<'_, '_>, verb: usize) -> Option<usize> {
    let tree = &scene.tree;
    let hung = matches!(tree.relation(verb), Relation::Acl | Relation::Advcl) && tree.fine(verb) == "VBG";
    let wants = hung && scene.is(verb, "intent_verb") && tree.by(verb, &[Relation::Xcomp]).next().is_some();
    let mut at = verb.checked_sub(1).filter(|&noun| wants && tree.is_nominal(noun))?;
    while let Some(head) = tree.head(at).filter(|_| matches!(tree.relation(at), Relation::Compound | Relation::Flat)) {
        at = head;
    }
    (at < verb && (scene.actor(at).is_some() || scene.is(at, "armed"))).then_some(at)
}

/// Gives who is to do what an infinitive says: "ordered *troops* to attack", "*rebels* tried to attack".
fn controller(scene: &Scene<'_, '_>, head: usize, depth: usize) -> Option<usize> {
    let tree = &scene.tree;
    let object = tree.by(head, &[Relation::Obj, Relation::Iobj]).next();
    if !is_passive(scene, head) && object.is_some() && !scene.is(head, "subject_control") {
        return object;
    }
    if tree.is_verb(head) { surface_subject(scene, head, depth) } else { tree.by(head, SUBJECTS).next() }
}
