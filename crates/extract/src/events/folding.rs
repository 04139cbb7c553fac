//! Which words tell the same happening?
//!
//! "Seven people were killed in an air strike", "an air raid hit the village", "planes bombed the convoy, killing ten":
//! one blow each, told by two words. The words are folded into the one that names the blow most exactly.

use super::{drafts::Draft, rules::Rules};
use crate::pattern::{Part, Scene, Slot, Tree, fill, is_meanwhile, is_negated, is_of_some};
use language::{Relation, Tag};

/// How many drafts away a partner may stand.
const WINDOW: usize = 12;

/// Gives every blow that somebody claims its agent: "the group claimed an attack that killed two".
pub(super) fn own(scene: &Scene<'_, '_>, rules: &Rules, drafts: &mut [Draft]) {
    let filling = |draft: &Draft, wanted: &str| -> Vec<usize> {
        draft.roles.iter().filter(|(role, _)| role == wanted).map(|(_, head)| *head).collect()
    };
    let claims: Vec<(Vec<usize>, Vec<usize>)> = drafts
        .iter()
        .filter(|draft| rules.rule(draft.rules[0]).owns && !is_negated(scene, draft.token))
        .map(|draft| (filling(draft, "agent"), filling(draft, "target")))
        .collect();
    let nobody = |agent: &usize| scene.tree.by(*agent, &[Relation::Det]).any(|det| scene.lemma(det) == "no");
    for (agents, deeds) in claims.into_iter().filter(|(agents, _)| !agents.iter().any(nobody)) {
        let told = |draft: &&mut Draft| deeds.iter().any(|deed| draft.token == *deed || draft.folded.contains(deed));
        let unclaimed = |draft: &&mut Draft| draft.roles.iter().all(|(role, _)| role != "agent");
        for draft in drafts.iter_mut().filter(told).filter(unclaimed) {
            draft.roles.extend(agents.iter().map(|agent| ("agent".to_owned(), *agent)));
        }
    }
}

/// Gives the words for whom a verb hits: "targeted the *movements* of the militia" tells of no move.
pub(super) fn hit(rules: &Rules, drafts: &[Draft]) -> Vec<usize> {
    let blows = drafts.iter().filter(|draft| draft.part == Part::Verb && rules.family(&draft.kind) == "blow");
    let roles = blows.flat_map(|draft| &draft.roles).filter(|(role, _)| role == "target");
    roles.map(|(_, head)| *head).collect()
}

/// Gives the same of all blows, told by a noun too: "operations which struck *gatherings*", "sorties against *gatherings*".
pub(super) fn struck(scene: &Scene<'_, '_>, rules: &Rules, drafts: &[Draft]) -> Vec<usize> {
    let blows = drafts.iter().filter(|draft| rules.family(&draft.kind) == "blow");
    let named =
        blows.clone().flat_map(|draft| &draft.roles).filter(|(role, _)| role == "target").map(|(_, head)| *head);
    let clauses = blows.flat_map(|draft| scene.tree.by(draft.token, &[Relation::AclRelcl, Relation::Acl]));
    let below = clauses
        .filter(|&verb| scene.is(verb, "hitting_verb"))
        .flat_map(|verb| fill(scene, Part::Verb, verb, &Slot::Object));
    named.chain(below).collect()
}

/// Folds effects into the blows that caused them, and two words for one blow into one.
pub(super) fn fold(scene: &Scene<'_, '_>, rules: &Rules, drafts: &mut Vec<Draft>) {
    let mut at = 0;
    while at < drafts.len() {
        let around = at.saturating_sub(WINDOW)..drafts.len().min(at + WINDOW);
        let partner = around.filter(|&other| other != at).filter(|&other| near(scene, &drafts[at], &drafts[other]));
        let cause = partner.filter(|&other| same_happening(scene, rules, &drafts[at], &drafts[other]));
        // The nearest word is the likeliest cause.
        let Some(other) = cause.min_by_key(|&other| drafts[other].token.abs_diff(drafts[at].token)) else {
            at += 1;
            continue;
        };
        let (winner, loser) = if wins(rules, &drafts[at], &drafts[other]) { (at, other) } else { (other, at) };
        let lost = drafts[loser].clone();
        absorb(scene, rules, &mut drafts[winner], lost);
        drafts.remove(loser);
        at = if loser <= at { at.saturating_sub(1) } else { at };
        at = at.min(winner);
    }
}

fn near(scene: &Scene<'_, '_>, one: &Draft, other: &Draft) -> bool {
    one.token.abs_diff(other.token) < 80
        && scene.tree.analysis.sentence_of(one.token) == scene.tree.analysis.sentence_of(other.token)
}

fn wins(rules: &Rules, effect: &Draft, cause: &Draft) -> bool {
    rules.rank(&effect.kind) > rules.rank(&cause.kind)
}

/// "killed two and wounded six", "two were killed and six others wounded"
fn are_coordinated(scene: &Scene<'_, '_>, one: usize, other: usize) -> bool {
    let tree = &scene.tree;
    let under = |verb: usize, above: usize| {
        let noun = tree.head(verb).filter(|_| matches!(tree.relation(verb), Relation::Acl | Relation::Amod));
        noun.is_some_and(|noun| {
            tree.relation(noun) == Relation::Conj && tree.analysis.ancestors(noun).take(4).any(|a| a == above)
        })
    };
    with_coordinated(scene, one).contains(&other)
        || with_coordinated(scene, other).contains(&one)
        || under(one, other)
        || under(other, one)
}

/// Tells whether a draft tells only of an effect: "killed", "ten were wounded".
pub(super) fn is_effect(rules: &Rules, draft: &Draft) -> bool {
    rules.family(&draft.kind) == "effect" || rules.rule(draft.rules[0]).effect
}

/// "Airstrikes hit the market, *killing* ten"
fn is_result(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    draft.part == Part::Verb && scene.tree.fine(draft.token) == "VBG" && scene.is(draft.token, "result_verb")
}

/// Tells whether `effect` tells of `cause` or of what it led to.
fn same_happening(scene: &Scene<'_, '_>, rules: &Rules, effect: &Draft, cause: &Draft) -> bool {
    let told_with_cause = is_effect(rules, effect) || is_result(scene, effect) && effect.kind == cause.kind;
    // "unleashed a *salvo* of rockets", "a shell *fired* by rebels fell": what is sent is no second blow.
    let fired = scene.tree.head(effect.token).filter(|_| scene.tree.relation(effect.token) == Relation::Acl);
    let thing = if effect.part == Part::Noun { Some(effect.token) } else { fired };
    let sent = |(role, head): &(String, usize)| role == "instrument" && Some(*head) == thing;
    // "airstrikes *targeting* a school"
    if effect.kind == cause.kind && fired == Some(cause.token) && scene.is(effect.token, "aiming_verb") {
        return true;
    }
    let blows = effect.kind == cause.kind && rules.family(&cause.kind) == "blow";
    if blows && cause.part == Part::Verb && cause.roles.iter().any(sent) {
        return true;
    }
    if rules.rule(effect.rules[0]).effect && rules.family(&cause.kind) == "effect" {
        return are_coordinated(scene, effect.token, cause.token);
    }
    if is_effect(rules, cause)
        || rules.family(&cause.kind) != "blow"
        || !(told_with_cause || rules.family(&effect.kind) == "blow")
    {
        return false;
    }
    if came_before(scene, cause.token, effect.token) {
        return false;
    }
    let tree = &scene.tree;
    let chain = with_coordinated(scene, effect.token);
    let hangs_before = |one: usize, other: usize| {
        tree.head(one) == Some(other)
            && matches!(tree.relation(one), Relation::Compound | Relation::Amod | Relation::NmodDesc)
    };
    if hangs_before(cause.token, effect.token) || hangs_before(effect.token, cause.token) {
        return true;
    }
    // "After the shelling, jets bombed the town": of two blows one came first.
    let earlier =
        !told_with_cause && tree.by(cause.token, &[Relation::Case]).any(|case| scene.is(case, "sequence_preposition"));
    if cause.part == Part::Noun && !earlier && chain.iter().any(|&token| is_cause_phrase(scene, cause.token, token)) {
        return true;
    }
    if !told_with_cause {
        return false;
    }
    if chain.iter().any(|&token| is_carried_before(scene, token, cause) || is_done_by_means(scene, token, cause)) {
        return true;
    }
    let anchors = anchors(scene, cause);
    // "Five killed in blast; troops kill three": who acts there did not set off the blast.
    let acts = |(role, head): &(String, usize)| role == "agent" && !scene.is(*head, "pronoun");
    let other = |token: usize| tree.relation(token) == Relation::Parataxis && effect.roles.iter().any(acts);
    let below = chain.iter().any(|&token| {
        tree.head(token).is_some_and(|head| anchors.contains(&head))
            && matches!(
                tree.relation(token),
                Relation::Advcl
                    | Relation::Acl
                    | Relation::AclRelcl
                    | Relation::Conj
                    | Relation::Xcomp
                    | Relation::Parataxis
            )
            && !other(token)
            && (effect.token > cause.token.min(anchors[0]) || tree.fine(effect.token) == "VBG")
    });
    let above = anchors.iter().any(|&anchor| {
        tree.head(anchor).is_some_and(|head| chain.contains(&head))
            && tree.relation(anchor) == Relation::Advcl
            && tree.by(anchor, &[Relation::Mark, Relation::Advmod]).any(|mark| scene.is(mark, "cause_conjunction"))
    });
    below || above || anchors.iter().any(|&anchor| trails(scene, effect.token, anchor))
}

/// "executed nine workers, *two days after* the army had launched an offensive": what lies so long before is no cause.
fn came_before(scene: &Scene<'_, '_>, cause: usize, effect: usize) -> bool {
    let tree = &scene.tree;
    let mut clauses = tree.analysis.ancestors(cause).take(6).take_while(|&above| above != effect);
    clauses.any(|clause| scene.follows_after(clause, |noun| scene.is(noun, "time_noun")))
}

/// "hit the town with rockets, killing ten *and injuring six*": a participle that a parser hangs somewhere below the blow.
fn trails(scene: &Scene<'_, '_>, participle: usize, anchor: usize) -> bool {
    let tree = &scene.tree;
    let loose = tree.fine(participle) == "VBG"
        && participle > anchor
        && matches!(tree.relation(participle), Relation::Advcl | Relation::Acl | Relation::Conj)
        && tree.by(participle, &[Relation::Nsubj, Relation::NsubjPass]).next().is_none();
    let mut above = tree.analysis.ancestors(participle).skip(1).take(6);
    // "hit a village *controlled* by the group, killing ten"
    let aside = |word: usize| tree.relation(word) == Relation::Acl && scene.is(word, "holding_verb");
    let aside = |word: usize| aside(word) || is_meanwhile(scene, participle, word);
    let ends = |word: usize| word == anchor || (tree.is_verb(word) && tree.fine(word) != "VBG" && !aside(word));
    loose && above.find(|&word| ends(word)) == Some(anchor)
}

/// Gives the verb and the verbs coordinated with it: "killed two and injured six", "6 killed, 4 wounded".
fn with_coordinated(scene: &Scene<'_, '_>, token: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let beside = |word: usize| tree.relation(word) == Relation::Conj || is_listed(scene, word);
    let mut chain = vec![token];
    let mut at = token;
    while beside(at) && chain.len() < 6 {
        let Some(head) = tree.head(at) else { break };
        chain.push(head);
        at = head;
    }
    chain.extend(tree.by(token, &[Relation::Conj, Relation::Parataxis]).filter(|&word| beside(word)));
    chain
}

/// "12 dead, *30 wounded* in twin blasts": headlines list what a blow did to whom without a verb that is one.
fn is_listed(scene: &Scene<'_, '_>, participle: usize) -> bool {
    let tree = &scene.tree;
    tree.relation(participle) == Relation::Parataxis
        && tree.fine(participle) == "VBN"
        && tree.by(participle, &[Relation::Aux, Relation::AuxPass]).next().is_none()
        && tree
            .by(participle, &[Relation::Nsubj, Relation::NsubjPass])
            .any(|who| tree.tag(who) == Tag::Numeral || scene.is_or_counts(who, "people"))
}

/// "killed *in an attack*", "hit *by shells*", "*an air raid* hit", "killed using *gas*": the cause stands in a phrase of the
/// effect's verb.
fn is_cause_phrase(scene: &Scene<'_, '_>, noun: usize, verb: usize) -> bool {
    let tree = &scene.tree;
    let first = if tree.relation(noun) == Relation::Conj { tree.head(noun).unwrap_or(noun) } else { noun };
    // "38 were killed, 28 *of them by* airstrikes": not all.
    if is_of_some(scene, first) {
        return false;
    }
    let using = tree.head(first).filter(|_| tree.relation(first) == Relation::Obj);
    if using.is_some_and(|using| scene.lemma(using) == "use" && hangs_behind(tree, using, verb)) {
        return true;
    }
    if tree.head(first) != Some(verb) {
        return is_cause_below(scene, first, verb) || is_what_it_came_of(scene, first, verb);
    }
    match tree.relation(first) {
        Relation::Nsubj => true,
        Relation::Obj | Relation::Obl | Relation::OblAgent | Relation::Nmod => {
            tree.by(first, &[Relation::Case]).any(|case| scene.is(case, "cause_preposition"))
        }
        _ => false,
    }
}

/// "died as a result of *an explosion*"
fn is_what_it_came_of(scene: &Scene<'_, '_>, noun: usize, verb: usize) -> bool {
    let tree = &scene.tree;
    let result =
        tree.head(noun).filter(|&above| tree.relation(noun) == Relation::Nmod && scene.lemma(above) == "result");
    result.is_some_and(|result| tree.relation(result) == Relation::Obl && tree.head(result) == Some(verb))
}

/// "killed nine men *using* gas", where the parser may hang the participle on the men.
fn hangs_behind(tree: &Tree<'_, '_>, participle: usize, verb: usize) -> bool {
    let above = tree.head(participle).filter(|_| tree.fine(participle) == "VBG");
    above == Some(verb)
        || above.is_some_and(|object| tree.relation(object) == Relation::Obj && tree.head(object) == Some(verb))
}

/// "killed along with six teachers *in air strikes*", "others were hurt, some of them badly, *in the attack*"
fn is_cause_below(scene: &Scene<'_, '_>, noun: usize, verb: usize) -> bool {
    let tree = &scene.tree;
    let within =
        |noun: usize| tree.by(noun, &[Relation::Case]).any(|case| matches!(scene.lemma(case), "in" | "by" | "during"));
    let people = |noun: &usize| tree.is_nominal(*noun) && scene.is_or_counts(*noun, "people");
    let above = tree.head(noun).filter(|above| tree.relation(noun) == Relation::Nmod && within(noun) && people(above));
    let mut at = above;
    for _ in 0..3 {
        match at {
            Some(noun) if tree.head(noun) == Some(verb) => return tree.relation(noun) != Relation::Nsubj,
            Some(noun) => at = tree.head(noun).filter(people),
            None => break,
        }
    }
    false
}

/// "A shell *fired* by rebels *killed* two": what was sent did it.
fn is_done_by_means(scene: &Scene<'_, '_>, effect: usize, cause: &Draft) -> bool {
    let means = |who: usize| cause.roles.iter().any(|(role, head)| role == "instrument" && *head == who);
    cause.part == Part::Verb
        && scene.tree.is_verb(effect)
        && fill(scene, Part::Verb, effect, &Slot::Subject).into_iter().any(means)
}

/// "An airstrike *carried* out by the army *killed* two", where the parser makes two clauses of it.
fn is_carried_before(scene: &Scene<'_, '_>, effect: usize, cause: &Draft) -> bool {
    let tree = &scene.tree;
    let carrier =
        tree.head(cause.token).filter(|_| cause.part == Part::Noun && tree.relation(cause.token) == Relation::Nsubj);
    let Some(carrier) = carrier.filter(|&verb| scene.is(verb, "light_verb") && verb < effect) else { return false };
    let by = tree
        .by(carrier, &[Relation::Obl, Relation::OblAgent])
        .any(|who| tree.by(who, &[Relation::Case]).any(|case| scene.lemma(case) == "by"));
    let bare = tree.by(effect, &[Relation::Nsubj, Relation::NsubjPass]).next().is_none();
    let beside = tree.head(effect) == tree.head(carrier) || tree.head(carrier) == Some(effect);
    by && bare && beside && carrier == cause.token + 1
}

/// Gives the words under which an effect may hang: the trigger, and the verb that carries a noun.
fn anchors(scene: &Scene<'_, '_>, cause: &Draft) -> Vec<usize> {
    let tree = &scene.tree;
    let mut anchors = vec![cause.token];
    let carried =
        matches!(tree.relation(cause.token), Relation::Obj | Relation::Nsubj | Relation::NsubjPass | Relation::Obl);
    // "responded to the shelling, wounding ten": that came of the answer.
    let answered = tree.by(cause.token, &[Relation::Case]).any(|case| scene.lemma(case) == "to");
    if cause.part == Part::Noun && carried && !answered {
        let verb = tree.head(cause.token).filter(|&verb| {
            ["light_verb", "occurrence_verb", "verb_with_means"].iter().any(|class| scene.is(verb, class))
        });
        anchors.extend(verb);
    }
    anchors.extend(&cause.folded);
    anchors
}

fn absorb(scene: &Scene<'_, '_>, rules: &Rules, winner: &mut Draft, lost: Draft) {
    let own: Vec<usize> = winner.trigger.iter().chain(&lost.trigger).copied().collect();
    winner.roles.retain(|(role, head)| !own.contains(head) || role == "instrument");
    let no_agent = winner.roles.iter().all(|(role, _)| role != "agent");
    let no_target = winner.roles.iter().all(|(role, head)| role != "target" || scene.actor(*head).is_none());
    for (role, head) in lost.roles {
        if own.contains(&head) || winner.roles.iter().any(|(_, known)| *known == head) {
            continue;
        }
        let role = match role.as_str() {
            "agent" if no_agent => role,
            "agent" => continue,
            "target" | "victim" if no_target => "target".into(),
            "target" if rules.family(&lost.kind) == "effect" => "victim".into(),
            _ => role,
        };
        winner.roles.push((role, head));
    }
    winner.folded.push(lost.token);
    winner.folded.extend(lost.folded);
    winner.rules.extend(lost.rules);
}
