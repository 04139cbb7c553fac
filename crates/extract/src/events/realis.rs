//! Is it told as having happened?
//!
//! Walks from the trigger up through the clauses that govern it, and stops at the first that says otherwise: a modal, a
//! negation, a condition, "planned to", "fears of". Which words say so stands in `data/en/realis.toml`.

mod attempt;
mod granted;
mod habit;

use super::{drafts::Draft, rules::Rules};
use crate::pattern::{Part, Scene, is_negated, is_passive};
use language::Relation;
use schema::Realis;

/// The lists of `data/en/realis.toml`.
pub(super) const NEEDED: [&str; 29] = [
    "allegation",
    "attempt",
    "attempt_noun",
    "beaten_back",
    "beating_back",
    "condition_mark",
    "denied",
    "denied_modifier",
    "disowning",
    "enabling",
    "ending",
    "generic_adverb",
    "generic_mark",
    "hypothetical",
    "hypothetical_adverb",
    "hypothetical_aux",
    "hypothetical_modifier",
    "leading_to",
    "looking_into",
    "means_verb",
    "negation",
    "planned",
    "planned_aux",
    "planned_modifier",
    "planned_preposition",
    "purpose_verb",
    "repeating",
    "several",
    "telling",
];

/// What one step up the tree says.
enum Verdict {
    /// It is decided.
    Is(Realis),
    /// A purpose: no mention at all.
    Nothing,
    /// Look further up.
    Up,
    /// Nothing above matters.
    Stop,
}

/// Weighs a draft; none where it is only a purpose ("in order to sever…").
pub(super) fn weigh(scene: &Scene<'_, '_>, rules: &Rules, draft: &Draft, headline: bool) -> Option<Realis> {
    let weighing = Weighing { scene, rules, draft, headline };
    if weighing.sums_up() {
        return Some(Realis::Generic);
    }
    let mut at = draft.token;
    let mut skip_local = false;
    for _ in 0..12 {
        if !skip_local && let Some(realis) = weighing.local(at) {
            return Some(realis);
        }
        match weighing.step(at) {
            Verdict::Is(realis) => return Some(realis),
            Verdict::Nothing => return None,
            Verdict::Stop => break,
            Verdict::Up => {}
        }
        skip_local = scene.tree.relation(at) == Relation::Conj && scene.tree.is_verb(at) && weighing.stands_alone(at);
        match scene.tree.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    Some(if weighing.is_asked() { Realis::Hypothetical } else { Realis::Actual })
}

struct Weighing<'a, 's, 't> {
    scene: &'a Scene<'s, 't>,
    rules: &'a Rules,
    draft: &'a Draft,
    headline: bool,
}

impl Weighing<'_, '_, '_> {
    fn says(&self, token: usize, list: &str) -> bool {
        self.rules.words().has(list, self.scene.lemma(token))
    }

    /// "could attack and capture" shares the modal, "did not attack but captured" does not.
    fn stands_alone(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let own = [Relation::Aux, Relation::AuxPass, Relation::Nsubj, Relation::NsubjPass];
        let has_own = tree.children(verb).iter().any(|&child| own.contains(&tree.relation(child)));
        has_own || !matches!(tree.fine(verb), "VB" | "VBN" | "VBG")
    }

    /// What the words right around a trigger or a verb above it say.
    fn local(&self, token: usize) -> Option<Realis> {
        let tree = &self.scene.tree;
        let child =
            |list: &str, relations: &'static [Relation]| tree.by(token, relations).any(|child| self.says(child, list));
        // "remained until the siege": before a noun it only tells the time; so does "until now".
        let until = |child: usize| {
            let now = || self.scene.is_time(child + 1) && self.scene.lemma(child + 1) == "now";
            let past = || tree.is_verb(token) && self.is_told_as_past(token);
            self.scene.lemma(child) == "until" && (tree.relation(child) == Relation::Case || now() || past())
        };
        let mut before = tree.by(token, &[Relation::Mark, Relation::Advmod, Relation::Case]);
        if before.any(|child| self.says(child, "condition_mark") && !until(child)) {
            return Some(Realis::Hypothetical);
        }
        // "The militia was not behind the attack": not the attack is denied.
        let beside = token == self.draft.token
            && tree.by(token, &[Relation::Cop]).next().is_some()
            && tree.by(token, &[Relation::Case]).next().is_some();
        if !beside
            && child("negation", &[Relation::Advmod, Relation::Det, Relation::Cc, Relation::CcPreconj, Relation::Aux])
        {
            return Some(Realis::Denied);
        }
        if child("generic_mark", &[Relation::Mark, Relation::Advmod]) {
            return Some(Realis::Generic);
        }
        if !tree.is_verb(token) {
            // "it would be the first attack"
            let predicate = tree.by(token, &[Relation::Cop]).next().is_some();
            return self.local_of_noun(token).or_else(|| predicate.then(|| self.modal(token)).flatten());
        }
        let nobody = tree.by(token, &[Relation::Nsubj, Relation::NsubjPass, Relation::Obj]).any(|noun| {
            tree.by(noun, &[Relation::Det]).any(|det| self.scene.lemma(det) == "no")
                || self.scene.lemma(noun) == "nobody"
        });
        if nobody && token == self.draft.token {
            return Some(Realis::Denied);
        }
        self.modal(token)
            .or_else(|| {
                let doubted = child("hypothetical_adverb", &[Relation::Advmod]) && !self.is_of_whom(token);
                doubted.then_some(Realis::Hypothetical)
            })
            .or_else(|| child("generic_adverb", &[Relation::Advmod]).then_some(Realis::Generic))
            .or_else(|| self.habit(token))
    }

    /// "The attack was most likely carried out by the army": in doubt is who it was.
    fn is_of_whom(&self, verb: usize) -> bool {
        let by = self.scene.tree.by(verb, &[Relation::OblAgent]).next().is_some();
        by && verb != self.draft.token && self.draft.part == Part::Noun && self.scene.is(verb, "light_verb")
    }

    fn modal(&self, verb: usize) -> Option<Realis> {
        let tree = &self.scene.tree;
        // "is *due to* meet", read as one word before the verb; "their *goal* was to take the town"
        let due = |mark| self.says(mark, "planned") && tree.by(mark, &[Relation::Fixed]).next().is_some();
        let mut marks = tree.by(verb, &[Relation::Mark]).filter(|_| tree.fine(verb) == "VB");
        // "The sides *are to* release prisoners."
        let are_to = tree.fine(verb) == "VB"
            && tree.by(verb, &[Relation::Cop, Relation::Aux]).any(|aux| self.scene.lemma(aux) == "be")
            && tree.by(verb, &[Relation::Mark, Relation::Aux]).any(|mark| self.scene.lemma(mark) == "to");
        if are_to || marks.any(due) || tree.by(verb, &[Relation::NsubjOuter]).any(|goal| self.says(goal, "planned")) {
            return Some(Realis::Planned);
        }
        let aux = tree
            .by(verb, &[Relation::Aux])
            .find(|&aux| self.says(aux, "planned_aux") || self.says(aux, "hypothetical_aux"));
        let Some(aux) = aux else { return self.is_unreal(verb).then_some(Realis::Hypothetical) };
        // "He said that they would fight on": the future seen from the past.
        // "in what would be the worst breach" announces none.
        let future_in_past = self.scene.lemma(aux) == "would"
            && tree.is_verb(verb)
            && tree.relation(verb) == Relation::Ccomp
            && !self.has_condition(verb);
        let planned = self.says(aux, "planned_aux") || future_in_past;
        Some(if planned { Realis::Planned } else { Realis::Hypothetical })
    }

    fn has_condition(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        tree.by(verb, &[Relation::Advcl])
            .any(|clause| tree.by(clause, &[Relation::Mark]).any(|mark| self.says(mark, "condition_mark")))
    }

    fn local_of_noun(&self, noun: usize) -> Option<Realis> {
        let tree = &self.scene.tree;
        let says = |list: &str| {
            tree.by(noun, &[Relation::Amod, Relation::Compound, Relation::Advmod]).any(|child| self.says(child, list))
        };
        if says("planned_modifier") {
            return Some(Realis::Planned);
        }
        if says("hypothetical_modifier") && !self.had_effect(noun) {
            return Some(Realis::Hypothetical);
        }
        says("denied_modifier").then_some(Realis::Denied)
    }

    /// "A *possible* drone strike killed five": what it was is in doubt, not that it happened.
    fn had_effect(&self, noun: usize) -> bool {
        let tree = &self.scene.tree;
        let blow = matches!(tree.relation(noun), Relation::Nsubj | Relation::Obl | Relation::OblAgent);
        let effect =
            tree.head(noun).filter(|&verb| self.scene.is(verb, "hitting_verb") || self.scene.is(verb, "result_verb"));
        effect.is_some_and(|verb| blow && matches!(tree.fine(verb), "VBD" | "VBN") && self.local(verb).is_none())
    }

    /// What the word above says, and whether to go there.
    fn step(&self, at: usize) -> Verdict {
        let tree = &self.scene.tree;
        let Some(head) = tree.head(at).filter(|&head| !granted::is_aside(tree, head, at)) else { return Verdict::Stop };
        let perfect = tree.by(at, &[Relation::Aux]).any(|aux| self.scene.lemma(aux) == "have");
        let infinitive = (tree.fine(at) == "VB" || perfect && tree.fine(at) == "VBN")
            && tree.by(at, &[Relation::Mark, Relation::Aux]).any(|mark| self.scene.lemma(mark) == "to");
        // "were told to leave"
        if infinitive && !perfect && self.says(head, "telling") {
            return Verdict::Is(Realis::Planned);
        }
        // "is to investigate *the murder* of the judge", "ordered an inquiry into *the raid*"
        if at == self.draft.token
            && self.is_taken_for_granted()
            && (self.says(head, "looking_into") || self.led_to(head))
        {
            return Verdict::Stop;
        }
        // "It was not clear who carried out the attack": what is asked about in part is taken for granted.
        let governed = matches!(tree.relation(at), Relation::Ccomp | Relation::Csubj | Relation::Xcomp);
        if governed && !infinitive && self.asks_for_part(at) {
            return Verdict::Stop;
        }
        // "regularly hit the town with airstrikes"
        let carried =
            matches!(tree.relation(at), Relation::Obj | Relation::Obl | Relation::Nsubj | Relation::NsubjPass);
        let mut adverbs = tree.by(head, &[Relation::Advmod]);
        if carried && at == self.draft.token && adverbs.any(|adverb| self.says(adverb, "generic_adverb")) {
            return Verdict::Is(Realis::Generic);
        }
        if carried && tree.relation(at) == Relation::Obj && self.is_habit_of(head) {
            return Verdict::Is(Realis::Generic);
        }
        if self.is_to_end(at, head) {
            return Verdict::Is(Realis::Generic);
        }
        match tree.relation(at) {
            Relation::Conj => Verdict::Up,
            // "rejected reports that its forces had shelled the market"
            Relation::Acl | Relation::AclRelcl | Relation::Ccomp
                if self.has_that(at) && self.is_said_to_be_untrue(head) =>
            {
                Verdict::Is(Realis::Denied)
            }
            Relation::Xcomp | Relation::Ccomp | Relation::Csubj if perfect && infinitive => Verdict::Stop,
            Relation::Xcomp | Relation::Csubj => self.governed(head, Verdict::Up),
            Relation::Ccomp => self.governed(head, Verdict::Stop),
            // "repelled four attempts to storm the hill"
            Relation::Acl if infinitive && self.was_beaten_back(head) => Verdict::Stop,
            Relation::Acl if infinitive => match self.governed(head, Verdict::Nothing) {
                Verdict::Up => Verdict::Nothing,
                verdict => verdict,
            },
            // "used rifles to shoot at the crowd"
            Relation::Advcl if infinitive && self.is_means(head) => Verdict::Up,
            Relation::Advcl if infinitive => match self.governed(head, Verdict::Nothing) {
                Verdict::Up => Verdict::Nothing,
                verdict => verdict,
            },
            // "an offensive aimed at cutting the road"
            Relation::Advcl | Relation::Acl
                if tree.fine(at) == "VBG" && self.has_mark(at, "at") && self.says(head, "purpose_verb") =>
            {
                Verdict::Nothing
            }
            // "chances of reaching a deal"
            Relation::Acl if tree.fine(at) == "VBG" && self.has_mark(at, "of") => self.governed(head, Verdict::Stop),
            // "would join them in fighting the rebels"
            Relation::Advcl if tree.fine(at) == "VBG" && self.has_mark(at, "in") => Verdict::Up,
            // "denied using gas", "warned them against attacking"
            Relation::Advcl if tree.fine(at) == "VBG" && (at == head + 1 || self.has_mark(at, "against")) => {
                self.governed(head, Verdict::Up)
            }
            // "foiled an attempt to storm the base, killing 30", hung on the storming
            Relation::Advcl if self.is_result_of_attempt(at, head) => Verdict::Stop,
            // "could strike, killing many"
            Relation::Advcl if tree.fine(at) == "VBG" && tree.by(at, &[Relation::Mark]).next().is_none() => Verdict::Up,
            _ if tree.is_verb(at) || self.is_told_aside(at) => Verdict::Stop,
            // "The raid may be the deadliest attack in years."
            Relation::Nsubj if self.is_judged(head) => Verdict::Stop,
            // "The raid should not have surprised them", "The attack could have killed thousands": it took place.
            Relation::Nsubj if self.is_taken_for_granted() && self.is_perfect(head) => Verdict::Stop,
            // "An attack would kill thousands."
            Relation::Nsubj | Relation::NsubjPass if self.modal(head).is_some() => Verdict::Up,
            // "it will be the site of a battle"
            Relation::Nmod if self.has_case(at, "of") && tree.by(head, &[Relation::Cop]).next().is_some() => {
                Verdict::Up
            }
            // "The raids are aimed at the depots."
            Relation::NsubjPass if self.says(head, "purpose_verb") => Verdict::Stop,
            Relation::Obj | Relation::NsubjPass | Relation::Iobj => self.nominal(head),
            Relation::Obl | Relation::Nmod if self.leads_on(at) => self.nominal(head),
            Relation::Nsubj if self.scene.is(head, "light_verb") || self.scene.is(head, "occurrence_verb") => {
                Verdict::Up
            }
            Relation::Compound | Relation::Amod | Relation::NmodDesc => Verdict::Up,
            _ => Verdict::Stop,
        }
    }

    /// "called for a halt to *strikes*", "urged it to stop *bombing*": they go on.
    fn is_to_end(&self, at: usize, head: usize) -> bool {
        let tree = &self.scene.tree;
        let gerund = tree.relation(at) == Relation::Xcomp && tree.fine(at) == "VBG";
        let noun = matches!(tree.relation(at), Relation::Nmod | Relation::Obl) && self.has_case(at, "to");
        (gerund || noun) && self.says(head, "ending")
    }

    fn has_mark(&self, verb: usize, word: &str) -> bool {
        self.scene.tree.by(verb, &[Relation::Mark]).any(|mark| self.scene.lemma(mark) == word)
    }

    /// "that its forces had shelled the market", whatever the parser makes of "that"
    fn has_that(&self, verb: usize) -> bool {
        let tree = &self.scene.tree;
        let mut words = tree.children(verb).iter().filter(|&&word| word < verb);
        words.any(|&word| self.scene.lemma(word) == "that")
    }

    fn has_case(&self, noun: usize, word: &str) -> bool {
        self.scene.tree.by(noun, &[Relation::Case]).any(|case| self.scene.lemma(case) == word)
    }

    /// "used rifles", and not "was used as a pretext"
    fn is_means(&self, verb: usize) -> bool {
        let object = self.scene.tree.by(verb, &[Relation::Obj]).next().is_some();
        object && self.says(verb, "means_verb") && !is_passive(self.scene, verb)
    }

    /// "fears *of* an attack", "prepares *for* an offensive", "accused *of* shelling"
    fn leads_on(&self, noun: usize) -> bool {
        self.scene.tree.by(noun, &[Relation::Case]).any(|case| self.says(case, "planned_preposition"))
    }

    fn nominal(&self, head: usize) -> Verdict {
        if self.is_disowned(head) {
            return Verdict::Is(Realis::Denied);
        }
        let carries =
            self.scene.is(head, "light_verb") || self.scene.is(head, "event_noun") || self.says(head, "attempt_noun");
        // "told them to ensure the release of the pupils"
        let carries = carries || self.says(head, "enabling");
        self.governed(head, if carries { Verdict::Up } else { Verdict::Stop })
    }

    /// "denied *reports* that …", "denied reports in the *media* that …"
    fn is_said_to_be_untrue(&self, noun: usize) -> bool {
        let tree = &self.scene.tree;
        let above = tree.head(noun).filter(|_| matches!(tree.relation(noun), Relation::Nmod | Relation::Obl));
        self.is_disowned(noun) || above.is_some_and(|above| self.is_disowned(above))
    }

    /// "dismissed *claims* of …", also where the parser takes "claims" for a verb
    fn is_disowned(&self, noun: usize) -> bool {
        let tree = &self.scene.tree;
        let bare = || tree.by(noun, &[Relation::Nsubj, Relation::Mark, Relation::Aux]).next().is_none();
        let object = matches!(tree.relation(noun), Relation::Obj | Relation::NsubjPass)
            || tree.relation(noun) == Relation::Ccomp && bare();
        self.says(noun, "allegation")
            && tree.head(noun).is_some_and(|verb| object && self.says(verb, "disowning") && self.local(verb).is_none())
    }

    fn governed(&self, head: usize, otherwise: Verdict) -> Verdict {
        let blow = self.draft.part == Part::Noun || self.rules.family(&self.draft.kind) == "blow";
        if self.says(head, "attempt") || self.says(head, "attempt_noun") {
            // "tried to storm the town" was an attack; "tried to take it" was no capture.
            return if blow { Verdict::Up } else { Verdict::Is(Realis::Hypothetical) };
        }
        for (list, realis) in
            [("denied", Realis::Denied), ("hypothetical", Realis::Hypothetical), ("planned", Realis::Planned)]
        {
            let held = realis == Realis::Hypothetical && self.is_held_to_have(head);
            if self.says(head, list) && !self.was_able(head) && !held {
                let came = realis == Realis::Denied && self.came_after_all(head);
                // "would *never want* to hit a journalist"
                let denied = realis == Realis::Planned && is_negated(self.scene, head);
                let realis = if denied { Realis::Denied } else { realis };
                return if came { Verdict::Stop } else { Verdict::Is(realis) };
            }
        }
        otherwise
    }
}
