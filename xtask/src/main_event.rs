//! Which of the events that a snippet tells is its main one, and what is that in the manner of ACLED?
//!
//! The gravest of the first sentence that tells of any, told as having happened; some happenings side by side are one of
//! another sub-type, as ACLED defines them.

use crate::accounts::Account;
use extract::events::{Codes, Rules, codes};
use schema::{EventMention, Realis, Span};

/// The sub-types of the set: the label, and what is so called here. The first that a mention is counts.
const LABELS: [(&str, &[&str]); 29] = [
    ("SUIC_BOMB", &["Suicide bomb"]),
    ("CHEM_WEAP", &["Chemical weapon"]),
    ("SEX_VIOL", &["Sexual violence"]),
    ("GRENADE", &["Grenade"]),
    ("AIR_STRIKE", &["Air/drone strike"]),
    ("ART_MISS_ATTACK", &["Shelling/artillery/missile attack"]),
    ("REM_EXPLOS", &["Remote explosive/landmine/IED"]),
    ("FORCE_AGAINST_PROTEST", &["Excessive force against protesters"]),
    ("PROTEST_WITH_INTER", &["Protest with intervention"]),
    ("MOB_VIOL", &["Mob violence"]),
    ("VIOL_DEMONSTR", &["Violent demonstration"]),
    ("ABDUCT_DISSAP", &["Abduction/forced disappearance"]),
    ("GOV_REGAINS_TERIT", &["Government regains territory"]),
    ("NON_STATE_ACTOR_OVERTAKES_TER", &["Non-state actor overtakes territory"]),
    ("NON_VIOL_TERRIT_TRANSFER", &["Non-violent transfer of territory"]),
    ("HQ_ESTABLISHED", &["Headquarters or base established"]),
    ("CHANGE_TO_GROUP_ACT", &["Change to group/activity"]),
    ("DISR_WEAP", &["Disrupted weapons use"]),
    ("PEACE_PROTEST", &["Peaceful protest"]),
    ("MAN_MADE_DISASTER", &["kind accident"]),
    ("NATURAL_DISASTER", &["kind disaster"]),
    ("ORG_CRIME", &["kind crime"]),
    ("PROPERTY_DISTRUCT", &["Looting/property destruction"]),
    ("AGREEMENT", &["Agreement", "kind release"]),
    ("ARMED_CLASH", &["Armed clash"]),
    ("ATTACK", &["Attack"]),
    ("ARREST", &["Arrests"]),
    ("ATTRIB", &["kind accusation", "kind statement"]),
    ("DIPLO", &["kind talks", "kind sanction", "kind threat", "kind demand", "kind rejection", "kind support"]),
];

fn label_of(mention: &EventMention, codes: &Codes) -> Option<usize> {
    let sub_type = codes.acled.split(" / ").nth(1).unwrap_or_default();
    let kind = format!("kind {}", mention.kind);
    LABELS.iter().position(|(_, names)| names.contains(&sub_type) || names.contains(&kind.as_str()))
}

/// An event of a snippet.
struct Candidate<'a> {
    label: usize,
    mention: &'a EventMention,
}

impl Candidate<'_> {
    fn is_real(&self) -> bool {
        matches!(self.mention.realis, Realis::Actual | Realis::Generic)
    }
}

/// Gives the label of the main event of an account.
pub fn label(account: &Account, text: &str, rules: &Rules) -> &'static str {
    let mut candidates: Vec<Candidate<'_>> = Vec::new();
    for mention in &account.events {
        let found = codes(mention, &account.findings, text, rules);
        let label = if denies(mention) { Some(at("ATTRIB")) } else { label_of(mention, &found) };
        candidates.extend(label.map(|label| Candidate { label, mention }));
    }
    // "arrested in an operation": the operation is not the news.
    if candidates.iter().any(|candidate| candidate.is_real() && !is_operation(candidate.mention)) {
        candidates.retain(|candidate| !is_operation(candidate.mention));
    }
    leave_out_what_is_claimed(&mut candidates);
    tell_together(&mut candidates);
    let main = candidates.iter().min_by_key(|candidate| {
        let start = candidate.mention.trigger.start;
        (!candidate.is_real(), text[..start].matches(". ").count(), candidate.label, start)
    });
    main.map_or("OTHER", |candidate| LABELS[candidate.label].0)
}

/// "X claimed responsibility for the attack that killed ten": the claim is the news.
fn leave_out_what_is_claimed(candidates: &mut Vec<Candidate<'_>>) {
    let speaks = |candidate: &&Candidate<'_>| {
        let mention = candidate.mention;
        let by_somebody = mention.arguments.iter().any(|argument| argument.role == "agent");
        mention.realis == Realis::Actual
            && (mention.kind == "statement"
                || denies(mention)
                || by_somebody && ["accusation", "sanction"].contains(&mention.kind.as_str()))
    };
    let spoken: Vec<Span> = candidates
        .iter()
        .filter(speaks)
        .map(|candidate| candidate.mention.clause.join(candidate.mention.trigger))
        .collect();
    candidates.retain(|candidate| {
        let mention = candidate.mention;
        let inside = |clause: &Span| clause.contains(mention.clause) && clause.start < mention.trigger.start;
        candidate.label == at("ATTRIB") || mention.kind == "sanction" || !spoken.iter().any(inside)
    });
}

fn is_operation(mention: &EventMention) -> bool {
    mention.kind == "attack"
        && mention.rule.contains("operation")
        && mention.arguments.iter().all(|one| one.role != "target")
}

/// "denied involvement in the attack": a word on who did it, not a refusal.
fn denies(mention: &EventMention) -> bool {
    mention.rule.contains("rejection/deny-verb")
}

/// What some happenings are where they are told together.
fn tell_together(candidates: &mut [Candidate<'_>]) {
    let has = |candidates: &[Candidate<'_>], labels: &[&str]| {
        candidates.iter().any(|candidate| labels.contains(&LABELS[candidate.label].0))
    };
    let turn = |candidates: &mut [Candidate<'_>], from: &[&str], into: &str| {
        let turned = candidates.iter_mut().filter(|candidate| from.contains(&LABELS[candidate.label].0));
        turned.for_each(|candidate| candidate.label = at(into));
    };
    // Arrests at a protest are an intervention.
    if has(candidates, &["PEACE_PROTEST"]) {
        turn(candidates, &["ARREST"], "PROTEST_WITH_INTER");
    }
    // A place that one side leaves and the other takes changes hands without a fight.
    if candidates.iter().any(|candidate| candidate.is_real() && candidate.mention.kind == "withdrawal") {
        turn(candidates, &["GOV_REGAINS_TERIT", "NON_STATE_ACTOR_OVERTAKES_TER"], "NON_VIOL_TERRIT_TRANSFER");
    }
    // "killed villagers in attacks on three districts": the attacks were on them.
    if has(candidates, &["ATTACK"]) {
        let sided =
            |mention: &EventMention| mention.arguments.iter().any(|one| one.role == "target" && one.actor.is_some());
        let open = candidates.iter_mut().filter(|c| c.label == at("ARMED_CLASH") && c.mention.kind == "attack");
        open.filter(|c| !sided(c.mention)).for_each(|c| c.label = at("ATTACK"));
    }
    // A protest in which people fight is a violent demonstration.
    if has(candidates, &["ARMED_CLASH", "ATTACK", "PROPERTY_DISTRUCT"]) {
        turn(candidates, &["PEACE_PROTEST"], "VIOL_DEMONSTR");
    }
}

fn at(label: &str) -> usize {
    LABELS.iter().position(|(known, _)| *known == label).unwrap_or_default()
}
