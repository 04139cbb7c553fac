//! Which words of a sentence stand in which relation to a trigger? The language that rules are written in.
//!
//! A pattern is one line of parts between semicolons. The first part names the trigger, the others narrow it or
//! say where the participants stand:
//!
//! ```text
//! verb: bomb | pound | strafe
//! verb: take | gain | regain; object: control | charge; target=of
//! verb: push back | drive out; object: @actor | {people}
//! noun: air strike | airstrike; agent=by|subject|modifier(@actor); target=on|against
//! adjective: dead; subject: @number
//! ```
//!
//! * **Trigger**: `verb:`, `noun:` or `adjective:` (one that says what somebody is: "Twelve dead in Orva") and base
//!   forms between bars. Of a verb phrase the first word is the verb and the
//!   others are its particles ("drive … out"); of a noun phrase the last word is the noun and the others stand before it.
//! * **Condition** `slot: test | test`: some word in that slot passes one of the tests. `slot!: …` says that none does,
//!   `slot?: …` that the slot may be empty.
//! * **Role** `role=slot|slot`: the first filled slot gives the participant; `slot(test, test)` takes only words that pass.
//! * **Tests**: a base form, `{class}` of `classes.toml`, `@actor`, `@state` (or its forces), `@place`, `@held` (by an
//!   actor), `@number`, `@toxic` ("chlorine munitions"), `@must` (a clause with "must"), or `*` for anything.
//! * **Slots** are those of meaning, not of word order: `subject` is who acts, in "X took Y", "Y was taken by X",
//!   "X, which took Y", "X tried to take Y" and "X came and took Y" alike; `object` is who or what it happens to.
//!   Of a noun, `subject` is who carries it out ("X launched an attack"), `object` what a participle adds ("targeting Y").
//!   `possessor` is "X's", `modifier` a word before a noun, `adverb` an adverb ("*now* controls"), `complement` a clause or adjective that completes a verb
//!   ("failed to take"), `doer` who is to do it ("demanded that X leave"), `patient`
//!   to whom ("threatened to bomb Y"); `purpose` whom a purpose names ("marched to demand that Y resign"); `owner` whose the object is ("rejected X's offer"); `indirect` is whom something is given; `maker` is who sent the thing that acts ("shells fired by X
//!   hit Y"). Every other slot is a preposition: `on`, `against`, `from`.
//!
//! A verb rule has `agent=subject` and `target=object`, a noun rule `agent=by|subject|possessor|modifier(@actor)` and
//! `target=on|against|object`, an adjective rule `target=subject`, unless it says otherwise; `agent=none` takes a participant away.

mod adjective;
#[cfg(test)]
pub(crate) mod conll;
mod forms;
mod nominal;
mod parse;
mod prepositions;
mod scene;
mod slots;
mod subject;
mod tree;
mod voice;

pub use forms::Forms;
pub use nominal::raised;
pub use scene::{Classes, Scene};
pub(crate) use scene::{problem, tables};
pub use slots::fill;
pub(crate) use slots::is_of_some;
pub use subject::is_meanwhile;
pub use tree::Tree;
pub use voice::{is_negated, is_passive};

use language::{Relation, Tag};

/// A pattern, ready to be matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Whether the trigger is a verb, a noun or an adjective.
    pub part: Part,
    /// The words that can trigger it.
    pub triggers: Vec<Trigger>,
    /// What must hold besides.
    pub conditions: Vec<Condition>,
    /// Where participants stand.
    pub roles: Vec<Role>,
}

/// From where a slot is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// From what hangs on the trigger.
    Own,
    /// From what hangs on the verb that carries a noun: "launched an attack on Friday *against Y*".
    Carrier,
}

/// Part of speech of a trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A verb in any form.
    Verb,
    /// A noun, common or proper.
    Noun,
    /// An adjective that tells what somebody is: "Twelve *dead*".
    Adjective,
}

/// One trigger of a pattern: "bomb", "drive out", "car bomb".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The base form that is looked up: the verb, or the last word of a noun phrase.
    pub lemma: String,
    /// The other words of the phrase.
    pub others: Vec<String>,
}

/// Something that a slot must or must not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Where to look.
    pub slot: Slot,
    /// How strict it is.
    pub need: Need,
    /// Alternatives.
    pub tests: Vec<Test>,
}

/// How strict a condition is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The slot is filled and passes.
    Must,
    /// Nothing in the slot passes.
    MustNot,
    /// The slot is empty, or passes.
    IfFilled,
}

/// A participant and the slots in which it may stand, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// `agent`, `target`, `instrument`, …
    pub name: String,
    /// Slots, each with the tests that its words must pass; no tests take anything.
    pub slots: Vec<(Slot, Vec<Test>)>,
}

/// A place in the grammar around a trigger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Who acts.
    Subject,
    /// To whom or what it happens.
    Object,
    /// To whom something is given.
    Indirect,
    /// Who sent what hits: "shells fired by *X* hit Y", "hit by *X's* rockets".
    Maker,
    /// Whose.
    Possessor,
    /// A word before a noun.
    Modifier,
    /// An adverb: "*now* controls the town".
    Adverb,
    /// A clause or adjective that completes a verb.
    Complement,
    /// Who is to do what that clause says: "demanded that *X* leave".
    Doer,
    /// Whose the object is: "rejected a request by *X*", "rejected *X's* offer".
    Owner,
    /// Whom that clause does it to: "threatened to bomb *Y*".
    Patient,
    /// Whom a purpose names: "marched to demand that *Y* resign".
    Purpose,
    /// What follows this preposition.
    Preposition(Box<str>),
}

/// One test of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Anything.
    Any,
    /// A base form.
    Lemma(String),
    /// A word class of `classes.toml`.
    Class(String),
    /// A word that names an actor.
    Actor,
    /// A word that names a state, its government or its forces.
    State,
    /// A word that names a place.
    Place,
    /// A place or a thing that an actor holds: "a village held by the militia", "militia positions".
    Held,
    /// A word that is or has a number.
    Number,
    /// A thing told as poisonous: "chlorine munitions", "shells filled with gas".
    Toxic,
    /// A clause that says what somebody must do.
    Must,
}

/// Where a pattern matched, and who stands where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// The tokens of the trigger; the head first.
    pub trigger: Vec<usize>,
    /// Roles with the head words that fill them, in text order within a role.
    pub roles: Vec<(String, usize)>,
    /// How much the pattern asked for: the more specific of two patterns wins.
    pub weight: usize,
}

impl Pattern {
    /// Matches the pattern at `token`, whose base form is that of one of its triggers.
    #[must_use]
    pub fn matches(&self, scene: &Scene<'_, '_>, token: usize) -> Option<Match> {
        if !self.part.accepts(scene, token) {
            return None;
        }
        let (trigger, length) =
            self.triggers.iter().filter_map(|t| t.tokens(scene, self.part, token)).max_by_key(|t| t.1)?;
        let mut weight = 4 * length;
        for condition in &self.conditions {
            weight += condition.weigh(scene, self.part, token)?;
        }
        let mut roles = Vec::new();
        for role in &self.roles {
            // What hangs on the trigger itself comes before what hangs on the verb that carries it.
            let mut tries = [Reach::Own, Reach::Carrier].into_iter().flat_map(|reach| {
                role.slots.iter().map(move |(slot, tests)| passing(scene, (self.part, reach), token, slot, tests))
            });
            if let Some(heads) = tries.find(|heads| !heads.is_empty()) {
                roles.extend(heads.into_iter().map(|head| (role.name.clone(), head)));
            }
        }
        Some(Match { trigger, roles, weight })
    }
}

const NOMINAL: [Relation; 6] =
    [Relation::Obj, Relation::Nsubj, Relation::NsubjPass, Relation::Obl, Relation::OblAgent, Relation::Nmod];

impl Part {
    fn accepts(self, scene: &Scene<'_, '_>, token: usize) -> bool {
        let tag = scene.tree.tag(token);
        match self {
            Self::Verb => tag == Tag::Verb && !is_compounded(scene, token) || is_misread_verb(scene, token),
            Self::Adjective if tag == Tag::Noun => adjective::listed(&scene.tree, token).is_some(),
            Self::Adjective => tag == Tag::Adjective && adjective::described(&scene.tree, token).is_some(),
            // "started an offensive", taken for an adjective
            Self::Noun => {
                matches!(tag, Tag::Noun | Tag::ProperNoun)
                    || tag == Tag::Adjective && NOMINAL.contains(&scene.tree.relation(token))
            }
        }
    }
}

/// "Protesters *torch* the consulate", "The envoy *demands* that they leave": a noun that has a subject and an object or a
/// clause with "that" is a verb, whatever its tag.
fn is_misread_verb(scene: &Scene<'_, '_>, token: usize) -> bool {
    let tree = &scene.tree;
    let has = |relations: &'static [Relation]| tree.by(token, relations).next().is_some();
    let that =
        |clause: usize| tree.children(clause).iter().any(|&word| word == token + 1 && scene.lemma(word) == "that");
    let told = || tree.by(token, &[Relation::Ccomp, Relation::Acl, Relation::AclRelcl]).any(that);
    tree.tag(token) == Tag::Noun
        && tree.relation(token) == Relation::Root
        && has(&[Relation::Nsubj])
        && (has(&[Relation::Obj]) || told())
        && !has(&[Relation::Cop])
}

/// "the rebel-*held* town": what a participle behind a noun and a hyphen tells of is a state.
fn is_compounded(scene: &Scene<'_, '_>, token: usize) -> bool {
    let tree = &scene.tree;
    let Some(hyphen) = token.checked_sub(1).filter(|&hyphen| hyphen > 0 && scene.lemma(hyphen) == "-") else {
        return false;
    };
    let joined = tree.analysis.tokens[hyphen].span.end == tree.analysis.tokens[token].span.start;
    tree.fine(token) == "VBN" && tree.relation(token) == Relation::Amod && joined && tree.is_nominal(hyphen - 1)
}

impl Trigger {
    /// Gives the tokens of this trigger at `token`, and the number of its words.
    fn tokens(&self, scene: &Scene<'_, '_>, part: Part, token: usize) -> Option<(Vec<usize>, usize)> {
        if scene.lemma(token) != self.lemma {
            return None;
        }
        let mut tokens = vec![token];
        match part {
            Part::Verb => {
                for other in &self.others {
                    tokens.push(slots::particle(scene, token, other)?);
                }
            }
            Part::Noun | Part::Adjective => {
                let mut at = token;
                for other in self.others.iter().rev() {
                    at = slots::before(scene, at, other)?;
                    tokens.push(at);
                }
            }
        }
        let length = tokens.len();
        tokens.extend(scene.hyphenated_from(token));
        Some((tokens, length))
    }
}

impl Condition {
    /// Gives what the condition adds to the weight of a match; none where it does not hold.
    fn weigh(&self, scene: &Scene<'_, '_>, part: Part, token: usize) -> Option<usize> {
        let filled = fill(scene, part, token, &self.slot);
        let passes = filled.iter().any(|&head| self.tests.iter().any(|test| scene.passes(head, test)));
        let exact = self.tests.iter().all(|test| *test != Test::Any);
        match self.need {
            Need::Must => passes.then_some(if exact { 3 } else { 1 }),
            Need::MustNot => (!passes).then_some(1),
            Need::IfFilled => (passes || filled.is_empty()).then_some(usize::from(passes)),
        }
    }
}

fn passing(
    scene: &Scene<'_, '_>,
    (part, reach): (Part, Reach),
    token: usize,
    slot: &Slot,
    tests: &[Test],
) -> Vec<usize> {
    let passes = |head: &usize| {
        !scene.is_time(*head) && (tests.is_empty() || tests.iter().any(|test| scene.passes(*head, test)))
    };
    let mut heads = slots::fill_from(scene, (part, reach), token, slot);
    heads.retain(passes);
    // "extended the curfew in the town in response to riots": the first "in" may be the wrong one.
    if heads.is_empty()
        && !tests.is_empty()
        && reach == Reach::Own
        && let Slot::Preposition(word) = slot
    {
        heads =
            prepositions::hanging_anywhere(scene, token, word, prepositions::LOW).into_iter().filter(passes).collect();
    }
    heads
}
