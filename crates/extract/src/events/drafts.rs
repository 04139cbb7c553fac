//! Where could an event be told, before it is weighed?

use super::rules::Rules;
use crate::pattern::{Part, Pattern, Scene, Slot, raised};
use language::{Relation, Tag};
use schema::{Document, SectionKind, Span};

/// An event in the making.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    /// The head word of the trigger.
    pub token: usize,
    /// All words of the trigger.
    pub trigger: Vec<usize>,
    /// Verb or noun.
    pub part: Part,
    /// The kind of event.
    pub kind: String,
    /// The rules that found it; the first named the kind.
    pub rules: Vec<usize>,
    /// Roles with the head words that fill them.
    pub roles: Vec<(String, usize)>,
    /// Head words of other tellings that were folded into this one.
    pub folded: Vec<usize>,
}

/// Finds the drafts of a document, in text order of their head words; one a word at most.
pub(super) fn find(document: &Document, scene: &Scene<'_, '_>, rules: &Rules) -> Vec<Draft> {
    let analysis = scene.tree.analysis;
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in &analysis.sentences {
        if !is_told(document, sentence.span) {
            continue;
        }
        for token in sentence.tokens.clone() {
            drafts.extend(best(scene, rules, token));
        }
    }
    // "carried out" of one trigger may not be the head of another.
    let inner: Vec<usize> = drafts.iter().flat_map(|draft| draft.trigger[1..].to_vec()).collect();
    drafts.retain(|draft| !inner.contains(&draft.token));
    drafts
}

/// Tells whether the account tells something there: not in menus, credits and date lines.
fn is_told(document: &Document, span: Span) -> bool {
    document.kind_at(span.start) != SectionKind::Boilerplate
}

fn best(scene: &Scene<'_, '_>, rules: &Rules, token: usize) -> Option<Draft> {
    // "stolen goods", "the besieged town": a state, not what led to it.
    let has_subject = scene.tree.by(token, &[Relation::Nsubj, Relation::NsubjPass]).next().is_some();
    if scene.tree.is_verb(token) && scene.tree.relation(token) == Relation::Amod && !has_subject {
        return None;
    }
    let candidates = rules.triggered_by(scene.lemma(token)).iter();
    let matches = candidates.filter_map(|&number| Some((number, rules.rule(number).pattern.matches(scene, token)?)));
    // A rule that asks for more wins; what it costs to be more exact is made up by the rank of the kind.
    let weight = |number: usize, weight: usize| weight + 4 * usize::from(rules.rank(&rules.rule(number).kind));
    let (number, mut found) =
        matches.max_by_key(|(number, found)| (weight(*number, found.weight), std::cmp::Reverse(*number)))?;
    found.roles.retain(|(_, head)| !found.trigger.contains(head));
    part_sides(scene, &mut found.roles, &rules.rule(number).pattern);
    found.roles.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.cmp(&other.1)));
    found.roles.dedup();
    let rule = rules.rule(number);
    Some(Draft {
        token,
        trigger: found.trigger,
        part: rule.pattern.part,
        kind: rule.kind.clone(),
        rules: vec![number],
        roles: found.roles,
        folded: Vec::new(),
    })
}

/// "clashes between X and Y": where nobody else is hit, the second side is.
fn part_sides(scene: &Scene<'_, '_>, roles: &mut [(String, usize)], pattern: &Pattern) {
    let between = Slot::Preposition("between".into());
    let mutual =
        pattern.roles.iter().any(|role| role.name == "agent" && role.slots.iter().any(|(slot, _)| *slot == between));
    if !mutual || roles.iter().any(|(role, _)| role == "target") {
        return;
    }
    // "between the State of Orva and Karsa and the army": two words of one name are one side.
    let first = roles.iter().find(|(role, _)| role == "agent").and_then(|(_, head)| scene.actor(*head));
    let other = |head: usize| first.is_none() || scene.actor(head) != first;
    for (role, _) in
        roles.iter_mut().filter(|(role, head)| role == "agent" && other(*head)).skip(usize::from(first.is_none()))
    {
        *role = "target".into();
    }
}

impl Draft {
    /// Tells whether somebody or some place is in it, or the rule does not ask.
    pub(super) fn has_somebody(&self, scene: &Scene<'_, '_>, rules: &Rules) -> bool {
        let tree = &scene.tree;
        let hangs_before_noun =
            matches!(tree.relation(self.token), Relation::Compound | Relation::Amod | Relation::NmodDesc);
        if self.part == Part::Noun && hangs_before_noun {
            let head = tree.head(self.token).unwrap_or(self.token);
            if !scene.is(head, "event_noun") {
                return false;
            }
        }
        if !self.roles.is_empty() || !self.folded.is_empty() || rules.rule(self.rules[0]).alone {
            return true;
        }
        self.part == Part::Noun && (self.has_setting(scene) || self.occurs(scene))
    }

    /// "clashes broke out", "an air raid has taken place"
    fn occurs(&self, scene: &Scene<'_, '_>) -> bool {
        let tree = &scene.tree;
        let subject = matches!(tree.relation(self.token), Relation::Nsubj | Relation::NsubjPass);
        let which =
            || tree.by(self.token, &[Relation::AclRelcl, Relation::Acl]).any(|verb| scene.is(verb, "occurrence_verb"));
        let object = tree.relation(self.token) == Relation::Obj;
        // "condemned the massacre"
        tree.head(self.token).is_some_and(|verb| {
            subject && scene.is(raised(scene, verb), "occurrence_verb") || object && scene.is(verb, "accusing_verb")
        }) || which()
    }

    /// "the battle of *Homs*", "the raid on *2 May*"
    fn has_setting(&self, scene: &Scene<'_, '_>) -> bool {
        let tree = &scene.tree;
        tree.by(
            self.token,
            &[Relation::Nmod, Relation::Compound, Relation::NmodTmod, Relation::NmodUnmarked, Relation::NmodPoss],
        )
        .any(|child| {
            // "fighting in *Orva* province"
            let names = |word: usize| scene.place(word).is_some() || scene.actor(word).is_some();
            names(child) || scene.is_time(child) || tree.by(child, &[Relation::Compound]).any(names)
        }) || tree.by(self.token, &[Relation::Amod]).any(|child| scene.is(child, "people"))
    }

    /// Gives the verb of the clause in which the trigger stands, or the trigger.
    pub(super) fn clause_head(&self, scene: &Scene<'_, '_>) -> usize {
        let tree = &scene.tree;
        let mut ancestors = tree.analysis.ancestors(self.token);
        ancestors.find(|&token| matches!(tree.tag(token), Tag::Verb | Tag::Auxiliary)).unwrap_or(self.token)
    }

    /// Gives the words of the clause, without the clauses that are not about this event.
    pub(super) fn clause(&self, scene: &Scene<'_, '_>) -> Span {
        let tree = &scene.tree;
        let mut tokens = tree.below(self.clause_head(scene), &OTHER_CLAUSES);
        for &folded in &self.folded {
            tokens.extend(tree.below(folded, &OTHER_CLAUSES));
        }
        tokens.push(self.token);
        tokens.sort_unstable();
        let word = |token: &usize| tree.tag(*token) != Tag::Punctuation;
        let first = tokens.iter().copied().find(word).unwrap_or(self.token);
        let last = tokens.iter().copied().rfind(word).unwrap_or(self.token);
        tree.analysis.tokens[first].span.join(tree.analysis.tokens[last].span)
    }
}

const OTHER_CLAUSES: [Relation; 5] =
    [Relation::Parataxis, Relation::Ccomp, Relation::AdvclRelcl, Relation::Discourse, Relation::Punct];
