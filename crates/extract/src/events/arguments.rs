//! Who fills the roles of an event, where words only point back: "they", "its base"?

use super::drafts::Draft;
use super::rules::Rules;
use super::voices;
use crate::actors::kind::PERSON;
use crate::pattern::{Part, Scene, Slot, Test, fill, is_passive};
use language::{Relation, Tag};
use schema::{ActorId, Argument, Attribution, Span};

/// Gives the roles of a draft with their actors.
pub(super) fn find(scene: &Scene<'_, '_>, rules: &Rules, draft: &Draft) -> Vec<Argument> {
    let apart = |(role, head): &(String, usize)| Some((role.clone(), without_label(scene, *head)?));
    let roles: Vec<(String, usize)> = draft.roles.iter().filter_map(apart).collect();
    let hostile = matches!(rules.family(&draft.kind), "blow" | "effect" | "control" | "force");
    let agents = roles.iter().filter(|(role, _)| role == "agent");
    let agents: Vec<&ActorId> = agents.filter_map(|(_, head)| named(scene, *head)).collect();
    let actor = |role: &str, head: usize| {
        let fits = |actor: &ActorId| {
            let own = role == "target" && agents.contains(&actor);
            !hostile || !own && !is_of_kind(scene, actor, |kind| rules.classes().has("watcher", kind))
        };
        if let Some(own) = voices::first_person(scene, head).filter(|&own| scene.actor(own).is_none()) {
            return voices::body(scene, own).filter(|actor| fits(actor));
        }
        if let Some(captive) = captive(scene, head) {
            return named(scene, captive).filter(|actor| fits(actor)).cloned();
        }
        match named(scene, head) {
            // "the villages taken by the army": they were not its own.
            Some(actor) if hostile && role == "target" && agents.contains(&actor) && scene.actor(head).is_none() => {
                None
            }
            Some(actor) if !points_back(scene, head) || fits(actor) || is_own(scene, head) => Some(actor.clone()),
            _ => antecedent(scene, head, fits),
        }
    };
    // "Fresh rebel attacks": several words of one name fill a role once.
    let one_name = |(role, head): &(String, usize), (other, word): &(String, usize)| {
        let mention = scene.actor(*head);
        head == word || role == other && mention.is_some() && mention == scene.actor(*word)
    };
    // "135 civilians killed in escalating bombardment": a blow told as a noun is not theirs.
    let harmless = |(role, head): &(String, usize)| {
        hostile && draft.part == Part::Noun && role == "agent" && scene.is(*head, "harmless")
    };
    // "Two children killed 5 injured": who is counted among the harmless did not do it.
    let counted = |(role, head): &(String, usize)| {
        let unarmed = scene.is(*head, "harmless") || scene.is(*head, "unarmed");
        hostile && role == "agent" && unarmed && scene.passes(*head, &Test::Number)
    };
    let argument = |filled: &(String, usize)| {
        if counted(filled) || is_nobody(scene, filled.1) {
            return None;
        }
        if hostile && filled.0 != "agent" && is_listed_speaker(scene, filled.1) {
            return None;
        }
        // "the toll of the attacks", "the use of barrel bombs"
        let thing = |head: usize| scene.is(head, "no_actor") && scene.actor(head).is_none();
        if harmless(filled) || hostile && filled.0 == "target" && draft.part == Part::Noun && thing(filled.1) {
            return None;
        }
        let words = roles.iter().filter(|other| one_name(filled, other));
        let spans = words.map(|(_, word)| scene.tree.phrase(*word, &["of"]));
        let span = spans.reduce(Span::join)?;
        let actor = actor(&filled.0, filled.1);
        let in_it = matches!(filled.0.as_str(), "agent" | "target" | "victim");
        if hostile && in_it && actor.as_ref().is_some_and(|actor| tells(scene, actor)) {
            return None;
        }
        let role = if actor.is_none() { acting(scene, filled)? } else { &filled.0 };
        Some(Argument { role: role.to_owned(), actor, span })
    };
    let is_last = |filled: &&(String, usize)| !roles.iter().any(|other| other.1 > filled.1 && one_name(filled, other));
    let mut arguments: Vec<Argument> = roles.iter().filter(is_last).filter_map(argument).collect();
    if hostile && arguments.iter().all(|argument| argument.role != "agent") {
        arguments.extend(wielder(scene, rules, draft));
    }
    // "Nine rebels were killed in clashes with the army": who loses men in a fight is a side of it.
    let has = |role: &str| arguments.iter().any(|argument| argument.role == role && argument.actor.is_some());
    if rules.is_mutual(&draft.kind) && !has("agent") && has("target") {
        let other = |victim: &&Argument| {
            let same = |argument: &Argument| argument.role == "target" && argument.actor == victim.actor;
            victim.role == "victim" && victim.actor.is_some() && !arguments.iter().any(same)
        };
        let sides: Vec<Argument> = arguments.iter().filter(other).cloned().collect();
        arguments.extend(sides.into_iter().map(|side| Argument { role: "agent".into(), ..side }));
    }
    let nobody = arguments.iter().all(|argument| argument.role != "agent");
    if rules.is_mutual(&draft.kind) && nobody && arguments.iter().any(|argument| argument.role == "target") {
        arguments.extend(fighter(scene, rules, draft));
    }
    arguments
}

/// "*No group* has claimed the raid", "*nobody*": no one is named.
fn is_nobody(scene: &Scene<'_, '_>, head: usize) -> bool {
    let no = |word: usize| matches!(scene.lemma(word), "no" | "neither");
    matches!(scene.lemma(head), "nobody" | "none") || scene.tree.by(head, &[Relation::Det]).any(no)
}

/// "Lowland sent *its army*": whose it is, its sentence says.
fn is_own(scene: &Scene<'_, '_>, head: usize) -> bool {
    scene.actor(head).is_some_and(|at| scene.findings.actor_mentions[at].rule.ends_with("of whoever speaks of his own"))
}

/// "… 12 injured a source told the agency": who tells of blows here neither deals nor suffers one.
fn tells(scene: &Scene<'_, '_>, id: &ActorId) -> bool {
    let mut speakers = scene.findings.attributions.iter().filter_map(|told| told.speech.actor.as_ref());
    is_of_kind(scene, id, |kind| scene.classes.has("watcher", kind)) && speakers.any(|speaker| speaker == id)
}

/// "killing ten soldiers, *sources* and an official told the agency": those who tell of it, listed with whom it hit.
fn is_listed_speaker(scene: &Scene<'_, '_>, head: usize) -> bool {
    let tree = &scene.tree;
    let Some(first) = tree.head(head).filter(|_| tree.relation(head) == Relation::Conj) else { return false };
    let speaks = |noun: usize| {
        let words = tree.analysis.tokens[noun].span;
        scene.findings.attributions.iter().any(|told| told.words.contains(words) && told.cue.start > words.start)
    };
    let counted = tree.by(head, &[Relation::Nummod]).next().is_some();
    !counted && tree.by(first, &[Relation::Conj]).filter(|&other| other >= head).any(speaks)
}

/// "Raids kill 16 civilians Monitor", without the mark between: who tells it is no part of the phrase.
fn without_label(scene: &Scene<'_, '_>, head: usize) -> Option<usize> {
    let tree = &scene.tree;
    if !is_label(scene, tree.analysis.tokens[head].span) {
        return Some(head);
    }
    let others = tree.by(head, &[Relation::Compound, Relation::Nsubj, Relation::NmodDesc]);
    others.filter(|&other| !is_label(scene, tree.analysis.tokens[other].span)).last()
}

/// Tells whether words hold the label of an account: "Monitor".
fn is_label(scene: &Scene<'_, '_>, words: Span) -> bool {
    let label = |told: &Attribution| told.rule.starts_with("labels/") && told.words.overlaps(words);
    scene.findings.attributions.iter().any(label)
}

/// Gives the role of somebody or something unknown: bombs and shells are an instrument, deeds act for nobody, and "who" asks.
fn acting<'f>(scene: &Scene<'_, '_>, (role, head): &'f (String, usize)) -> Option<&'f str> {
    if scene.tree.fine(*head) == "WP" {
        return None;
    }
    match role.as_str() {
        "agent" if scene.is(*head, "event_noun") || scene.is(*head, "no_actor") => None,
        "agent" if scene.is(*head, "shell") || scene.is(*head, "explosive") => Some("instrument"),
        role => Some(role),
    }
}

/// "*The army* took the bridge after clashes with rebels": whoever acts around a fight is its other side.
fn fighter(scene: &Scene<'_, '_>, rules: &Rules, draft: &Draft) -> Option<Argument> {
    let tree = &scene.tree;
    let verb =
        tree.head(draft.token).filter(|&verb| tree.is_verb(verb) && tree.relation(draft.token) == Relation::Obl)?;
    // "what the ministry described *as* a battle"
    if tree.by(draft.token, &[Relation::Case]).any(|case| scene.lemma(case) == "as") {
        return None;
    }
    let acting = fill(scene, Part::Verb, verb, &Slot::Subject);
    let (head, actor) = acting.into_iter().find_map(|head| Some((head, named(scene, head)?)))?;
    let hit = draft.roles.iter().any(|(_, other)| named(scene, *other) == Some(actor));
    armed(scene, rules, (head, actor)).filter(|_| !hit)
}

/// Gives whom a phrase names.
fn named<'a>(scene: &Scene<'a, '_>, head: usize) -> Option<&'a ActorId> {
    let at = scene.actor_of_phrase(head, scene.tree.phrase(head, &["of", "from"]))?;
    let mention = &scene.findings.actor_mentions[at];
    (!is_label(scene, mention.span)).then_some(&mention.actor)
}

/// "Karsan missiles hit the house": whose weapon it is, acts.
fn wielder(scene: &Scene<'_, '_>, rules: &Rules, draft: &Draft) -> Option<Argument> {
    let fires = |(role, head): &&(String, usize)| role == "instrument" && !points_back(scene, *head);
    let mut weapons = draft.roles.iter().filter(fires);
    let (head, owner) = weapons.find_map(|(_, head)| Some((*head, named(scene, *head)?)))?;
    armed(scene, rules, (head, owner))
}

/// Takes who bears arms for the agent.
fn armed(scene: &Scene<'_, '_>, rules: &Rules, (head, actor): (usize, &ActorId)) -> Option<Argument> {
    let armed = is_of_kind(scene, actor, |kind| rules.bears_arms(kind));
    let span = scene.tree.phrase(head, &["of"]);
    armed.then(|| Argument { role: "agent".into(), actor: Some(actor.clone()), span })
}

/// Tells whether an actor is of a kind that `is` takes.
pub(super) fn is_of_kind(scene: &Scene<'_, '_>, id: &ActorId, is: impl Fn(&str) -> bool) -> bool {
    let actor = scene.findings.actors.iter().find(|actor| actor.id == *id);
    actor.is_some_and(|actor| is(&actor.kind))
}

/// Tells whether the words are a pronoun or belong to one: "they", "its base", "these forces".
fn points_back(scene: &Scene<'_, '_>, head: usize) -> bool {
    scene.is(head, "pronoun") || owner(scene, head).is_some()
}

/// The "its" of "its base", the "these" of "these forces".
fn owner(scene: &Scene<'_, '_>, head: usize) -> Option<usize> {
    let tree = &scene.tree;
    let these = |&word: &usize| matches!(scene.lemma(word), "this" | "these" | "that" | "those");
    let shown = || tree.by(head, &[Relation::Det]).find(these).filter(|_| scene.is(head, "people"));
    tree.by(head, &[Relation::NmodPoss]).find(|&owner| tree.tag(owner) == Tag::Pronoun).or_else(shown)
}

/// Gives the actor that "they", "it" or the "its" of "its base" stands for: the nearest subject before it, in its sentence
/// or the one before, or else the nearest actor of its sentence, that fits the role.
fn antecedent(scene: &Scene<'_, '_>, head: usize, fits: impl Fn(&ActorId) -> bool) -> Option<ActorId> {
    let tree = &scene.tree;
    // "his son": the son, and not who "he" is.
    if scene.is(head, "kin") || is_of_site(scene, head) {
        return None;
    }
    let head = if scene.is(head, "pronoun") { head } else { owner(scene, head)? };
    let of_phrase = |token: usize| scene.actor_of_phrase(token, tree.phrase(token, &["of"]));
    let actor = |at: usize| &scene.findings.actor_mentions[at].actor;
    if let Some(hit) = hit_meanwhile(scene, head) {
        return of_phrase(hit).map(|at| actor(at).clone()).filter(fits);
    }
    let person = scene.is(head, "single_pronoun");
    if person && somebody_hit(scene, head) {
        return None;
    }
    let sentence = tree.analysis.sentence_of(head);
    let from = tree.analysis.sentences.get(sentence.saturating_sub(1))?.tokens.start;
    // "what residents described as its biggest raid": several are no "it".
    let one = matches!(scene.lemma(head), "it" | "its");
    let subjects = (from..head).rev().filter(|&token| {
        let acts = matches!(tree.relation(token), Relation::Nsubj | Relation::NsubjPass);
        // "police", "gendarmerie": one body, whatever the form
        let word = tree.analysis.word(token);
        let several = one && tree.fine(token) == "NNS" && !scene.lemma(token).eq_ignore_ascii_case(word);
        (acts && !several || is_told_to(scene, token, head)) && !scene.is(token, "pronoun")
    });
    // "Some families fled; shells fell near their houses": people without a name are meant, and nobody named before them.
    let known = subjects.map(|token| (token, of_phrase(token)));
    let stands_first = matches!(tree.relation(head), Relation::Nsubj | Relation::NsubjPass | Relation::NmodPoss);
    let mut nobody = false;
    let known: Vec<(bool, usize)> = known
        .take_while(|(token, actor)| {
            nobody |= stands_first && actor.is_none() && scene.is_or_counts(*token, "people");
            !nobody
        })
        .filter_map(|(token, actor)| Some((tree.analysis.sentence_of(token) == sentence, actor?)))
        .collect();
    // "The town is in the hands of the militia after it stormed the base."
    let here = tree.analysis.sentences[sentence].tokens.start..head;
    let beside = here.rev().filter(|_| !nobody).filter_map(|token| scene.actor(token));
    let no_person = scene.is(head, "plural_pronoun") || matches!(scene.lemma(head), "it" | "its");
    let number = |id: &ActorId| match (person, no_person) {
        (true, _) => is_of_kind(scene, id, |kind| scene.classes.has("single_kind", kind)),
        (_, true) => !is_of_kind(scene, id, |kind| kind == PERSON),
        _ => true,
    };
    // "attacked the militia and forced *it* out": whom the same sentence names comes before the subject of another.
    let (mine, earlier): (Vec<_>, Vec<_>) = known.into_iter().partition(|(here, _)| *here || stands_first);
    let found = mine.into_iter().chain(beside.map(|at| (true, at))).chain(earlier);
    found.map(|(_, at)| actor(at)).find(|actor| fits(actor) && number(actor)).cloned()
}

/// "stormed a hotel after a bomb exploded at *its gate*": the hotel's.
fn is_of_site(scene: &Scene<'_, '_>, head: usize) -> bool {
    let tree = &scene.tree;
    let start = tree.analysis.sentences[tree.analysis.sentence_of(head)].tokens.start;
    let site = |noun: usize| {
        let told = matches!(tree.relation(noun), Relation::Obj | Relation::Obl | Relation::Nsubj | Relation::NsubjPass);
        told && (scene.is(noun, "structure") || scene.is(noun, "territory"))
    };
    scene.is(head, "part_of_site") && (start..head).any(site)
}

/// "Soldiers shot *the second* before he reached the gate": whoever stands there without a name is "he".
fn somebody_hit(scene: &Scene<'_, '_>, pronoun: usize) -> bool {
    let tree = &scene.tree;
    let start = tree.analysis.sentences[tree.analysis.sentence_of(pronoun)].tokens.start;
    (start..pronoun).any(|token| {
        let one = tree.tag(token) == Tag::Adjective || tree.fine(token) == "NN" && scene.is(token, "people");
        let nameless = one && scene.actor_of_phrase(token, tree.phrase(token, &["of"])).is_none();
        nameless && tree.relation(token) == Relation::Obj && tree.head(token).is_some_and(|verb| tree.is_verb(verb))
    })
}

/// "urged *the army* to end its siege": whoever is to do it.
fn is_told_to(scene: &Scene<'_, '_>, token: usize, pronoun: usize) -> bool {
    let tree = &scene.tree;
    let object = matches!(tree.relation(token), Relation::Obj | Relation::Iobj);
    let verb = tree.head(token).filter(|&verb| object && !scene.is(verb, "subject_control"));
    let todo = |clause: usize| tree.fine(clause) == "VB" && clause > token && tree.is_below(pronoun, clause);
    verb.is_some_and(|verb| tree.by(verb, &[Relation::Xcomp]).any(todo))
}

/// "Gunmen kidnapped *seven officers*. They were released on Sunday": whoever was taken, and not who took him.
fn captive(scene: &Scene<'_, '_>, pronoun: usize) -> Option<usize> {
    let tree = &scene.tree;
    let suffers = |token: usize| matches!(tree.relation(token), Relation::NsubjPass | Relation::Obj);
    let stands_for = scene.is(pronoun, "plural_pronoun") || scene.is(pronoun, "single_pronoun");
    let verb = tree.head(pronoun).filter(|_| stands_for && suffers(pronoun))?;
    if !scene.is(verb, "done_to_captives") {
        return None;
    }
    let sentence = tree.analysis.sentence_of(pronoun);
    let from = tree.analysis.sentences.get(sentence.saturating_sub(1))?.tokens.start;
    let taken = |token: &usize| {
        let verb = tree.head(*token).filter(|&verb| suffers(*token) && scene.is(verb, "taking_verb"));
        let someone = scene.is_or_counts(*token, "people") || named(scene, *token).is_some();
        verb.is_some() && !scene.is(*token, "pronoun") && someone
    };
    (from..pronoun).rev().find(taken)
}

/// "killed 14 civilians as *they* crossed the river": whom the blow hit, and not who dealt it.
fn hit_meanwhile(scene: &Scene<'_, '_>, pronoun: usize) -> Option<usize> {
    let tree = &scene.tree;
    let subject = matches!(tree.relation(pronoun), Relation::Nsubj | Relation::NsubjPass);
    if !subject || !scene.is(pronoun, "plural_pronoun") {
        return None;
    }
    let clause = tree.head(pronoun).filter(|&clause| tree.relation(clause) == Relation::Advcl)?;
    let meanwhile = tree
        .by(clause, &[Relation::Mark, Relation::Advmod])
        .any(|mark| matches!(scene.lemma(mark), "as" | "while" | "when"));
    // "killed 39 civilians when *they* dropped bombs": who does that was not hit.
    let armed =
        |object: usize| scene.is(object, "explosive") || scene.is(object, "shell") || scene.is(object, "weapon");
    let strikes =
        scene.is(clause, "hitting_verb") && !is_passive(scene, clause) || tree.by(clause, &[Relation::Obj]).any(armed);
    let verb = tree.head(clause).filter(|&verb| meanwhile && !strikes && scene.is(verb, "hitting_verb"))?;
    fill(scene, Part::Verb, verb, &Slot::Object).into_iter().find(|&object| scene.is_or_counts(object, "people"))
}
