//! What happens?
//!
//! Rules of `data/<language>/events` match around their triggers ([`crate::pattern`]); what they find is folded so that
//! one blow is told once, placed in space, time and speech, and weighed: did it happen, or is it planned, feared, denied?

mod amounts;
mod arguments;
mod codes;
mod drafts;
mod folding;
mod kinds;
mod listed;
mod realis;
mod rules;
mod setting;
#[cfg(test)]
mod tests;
mod voices;

pub use codes::{Code, Codes, codes};
pub use kinds::Kind;
pub use rules::{Rule, Rules};

use crate::attributions::is_stance;
use crate::pattern::{Scene, Tree};
use drafts::Draft;
use language::{Analysis, Relation};
use schema::{Document, EventMention, Findings, Realis, SectionKind, Span, Speech};

/// Finds the event mentions of the document, in text order of their triggers.
///
/// `findings` holds all that the other topics found.
#[must_use]
pub fn find(document: &Document, analysis: &Analysis<'_>, findings: &Findings, rules: &Rules) -> Vec<EventMention> {
    let mut mentions = find_all(document, analysis, findings, rules);
    mentions.retain(|mention| !rules.is_outside(&mention.kind));
    mentions
}

/// Finds the event mentions with those of kinds that lie outside of the conflict: accidents, disasters.
#[must_use]
pub fn find_all(document: &Document, analysis: &Analysis<'_>, findings: &Findings, rules: &Rules) -> Vec<EventMention> {
    let scene = Scene::new(Tree::new(analysis), findings, rules.classes(), rules.forms());
    let mut drafts = drafts::find(document, &scene, rules);
    drafts.retain(|draft| !is_month(&scene, draft.token) && !is_total(&scene, rules, draft));
    folding::fold(&scene, rules, &mut drafts);
    folding::own(&scene, rules, &mut drafts);
    let hit = folding::hit(rules, &drafts);
    drafts.retain(|draft| !(rules.family(&draft.kind) == "control" && hit.contains(&draft.token)));
    let struck = folding::struck(&scene, rules, &drafts);
    drafts.retain(|draft| !(scene.is(draft.token, "mustering") && struck.contains(&draft.token)));
    drafts.retain(|draft| draft.has_somebody(&scene, rules));
    let mut mentions: Vec<EventMention> = Vec::new();
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        let headline = is_headline(document, analysis, draft.token);
        let realis = realis::weigh(&scene, rules, &draft, headline);
        // "No group claimed the attack": nobody said anything.
        let silent = rules.rule(draft.rules[0]).owns && realis == Some(Realis::Denied);
        if let Some(realis) = realis.filter(|_| !silent) {
            mentions.push(mention(document, &scene, rules, &draft, realis));
            kept.push(draft);
        }
    }
    setting::place_and_date(document, &scene, rules, &kept, &mut mentions);
    amounts::attach(&scene, rules, &kept, &mut mentions);
    // "The death toll could not be confirmed": a toll without a number tells nothing.
    let mut counted = kept.iter().map(|draft| rules.rule(draft.rules[0]).counted);
    mentions.retain(|mention| !(counted.next() == Some(true) && mention.quantities.is_empty()));
    mentions
}

fn mention(document: &Document, scene: &Scene<'_, '_>, rules: &Rules, draft: &Draft, realis: Realis) -> EventMention {
    let analysis = scene.tree.analysis;
    let mut words = draft.trigger.clone();
    words.sort_unstable();
    // A trigger with a gap ("drove the rebels out") is its head word, so that it stays one span.
    let together = words.windows(2).all(|pair| pair[1] - pair[0] <= 2);
    let trigger = if together { analysis.span_of(&words) } else { None }.unwrap_or(analysis.tokens[draft.token].span);
    let clause = draft.clause(scene);
    let attribution = chain(scene.findings, trigger, realis);
    // "Raid kills nine, army": who tells it is not who is hit.
    let mut arguments = arguments::find(scene, rules, draft);
    arguments.extend(listed::others(scene, rules, draft, &arguments));
    arguments
        .retain(|argument| argument.role == "agent" || attribution.iter().all(|speech| speech.span != argument.span));
    let ids: Vec<&str> = draft.rules.iter().map(|&rule| rules.rule(rule).id.as_str()).collect();
    EventMention {
        id: format!("{}#{}", document.id, trigger.start),
        clause: clause.join(trigger),
        trigger,
        kind: draft.kind.clone(),
        realis,
        attribution,
        arguments,
        place: None,
        time: None,
        quantities: Vec::new(),
        rule: ids.join(" + "),
    }
}

/// Gives the speakers whose words hold the trigger, outermost first.
fn chain(findings: &Findings, trigger: Span, realis: Realis) -> Vec<Speech> {
    let holds = |span: &&Span| span.contains(trigger);
    let mut around: Vec<(usize, &Speech)> = findings
        .attributions
        .iter()
        // Who denies it says that it did not happen; who condemns it says nothing of whether it did.
        .filter(|attribution| !is_stance(attribution) || realis == Realis::Denied)
        .filter(|attribution| !attribution.speech.span.contains(trigger))
        .filter_map(|a| Some((a.content.iter().find(holds)?, a)))
        // "among the dead were nine women, said the monitor": the dead say nothing.
        .filter(|(_, a)| !findings.quantities.iter().any(|counted| a.speech.span.contains(counted.span)))
        .map(|(span, attribution)| (span.end - span.start, &attribution.speech))
        .collect();
    around.sort_by_key(|(length, speech)| (std::cmp::Reverse(*length), speech.span));
    around.dedup_by(|one, other| one.1.speaker == other.1.speaker);
    around.into_iter().map(|(_, speech)| speech.clone()).collect()
}

/// Tells whether a trigger is the name in a date: "in March" is no protest, while "two days after the attack" holds one.
fn is_month(scene: &Scene<'_, '_>, token: usize) -> bool {
    let span = scene.tree.analysis.tokens[token].span;
    span.of(scene.tree.analysis.text).starts_with(char::is_uppercase)
        && scene.findings.times.iter().any(|time| time.span.contains(span))
}

/// Tells whether a draft only counts over months or years: "more than 90,000 people have been killed since the war began".
fn is_total(scene: &Scene<'_, '_>, rules: &Rules, draft: &Draft) -> bool {
    let counted = |head: usize| {
        let words = scene.tree.below(head, &[Relation::AclRelcl, Relation::Acl, Relation::Conj]);
        let words = scene.tree.analysis.span_of(&words);
        let noun = scene.tree.analysis.tokens[head].span;
        // "close to 90,000 people", where the parser hangs the number elsewhere
        let before = |total: Span| total.end < noun.start && noun.start - total.end < 3;
        scene.findings.totals.iter().any(|total| before(*total) || words.is_some_and(|words| words.overlaps(*total)))
    };
    // "Strikes have killed 90 people since May" tells of the strikes all the same.
    let blow = rules.family(&draft.kind) == "blow" && !folding::is_effect(rules, draft);
    // "52 murders so far this year"
    let own = || {
        let numbers = scene.tree.by(draft.token, &[Relation::Nummod]);
        let spans = numbers.map(|number| scene.tree.analysis.tokens[number].span);
        spans.into_iter().any(|span| scene.findings.totals.iter().any(|total| total.overlaps(span)))
    };
    !blow && (own() || draft.roles.iter().any(|(_, head)| counted(*head)))
}

/// Tells whether a token stands in headline style, where the present tense tells of the past.
fn is_headline(document: &Document, analysis: &Analysis<'_>, token: usize) -> bool {
    let span = analysis.tokens[token].span;
    let kind = document.kind_at(span.start);
    let sentence = &analysis.sentences[analysis.sentence_of(token)];
    let ends = sentence.span.of(analysis.text).trim_end_matches(['"', '”', '\'', '’', ')']);
    matches!(kind, SectionKind::Title | SectionKind::Caption) || !ends.ends_with(['.', '!', '?', ':', ';', '…'])
}
