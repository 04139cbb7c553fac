//! What does a case come to once the decisions of its log are applied to it?
//!
//! Decisions change accounts and entries first, then which tellings belong together, then what is settled about each event.
//! Only events that some decision touches are told anew, by the rules by which a merge tells them; the rest stays as it was.

mod accounts;
mod entries;
mod groups;
mod rulings;

use crate::{Finder, standing};
use merge::{Group, Settings};
use schema::{Act, Case, Decision, DecisionId, Event, Link, MentionId, account_of};
use std::collections::{BTreeMap, BTreeSet};

/// A decision that holds but changes nothing today, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Idle {
    /// The decision.
    pub decision: DecisionId,
    /// Why: what it speaks of is not there, or another decision goes before it.
    pub reason: String,
}

/// What a log makes of a case.
#[derive(Clone, Debug, Default)]
pub struct Applied {
    /// The case as the log says.
    pub case: Case,
    /// Decisions that speak of what is not there now, or that others contradict; they wait.
    pub idle: Vec<Idle>,
}

/// Applies a log to what the machine made of the pages. The order of the log does not count, the time of its decisions does.
#[must_use]
pub fn apply(machine: &Case, log: &[Decision], settings: &Settings) -> Applied {
    let decisions = standing(log);
    if decisions.is_empty() {
        return Applied { case: machine.clone(), idle: Vec::new() };
    }
    let mut work = Work {
        machine,
        case: Case { events: Vec::new(), ..machine.clone() },
        finder: Finder::new(machine),
        changed: BTreeSet::new(),
        touched: BTreeSet::new(),
        idle: Vec::new(),
    };
    work.each(&decisions, entries::change);
    work.each(&decisions, accounts::change);
    let groups = groups::grouped(&mut work, &decisions);
    let (rulings, settled) = rulings::of(&mut work, &decisions, &groups);
    tell(&mut work, groups, &rulings, settled, settings);
    accounts::tidy(&mut work.case);
    merge::link_parts(&mut work.case, settings);
    links(&mut work, &decisions);
    work.idle.sort_by(|one, other| one.decision.cmp(&other.decision));
    Applied { case: work.case, idle: work.idle }
}

/// A case on its way.
struct Work<'m> {
    machine: &'m Case,
    case: Case,
    finder: Finder,
    /// Ids of actors and places whose entries changed or are no more.
    changed: BTreeSet<String>,
    /// Tellings that changed.
    touched: BTreeSet<MentionId>,
    idle: Vec<Idle>,
}

impl Work<'_> {
    /// Carries out every decision that `change` knows; what cannot be done waits.
    fn each(&mut self, decisions: &[&Decision], change: fn(&mut Self, &Decision) -> Result<(), String>) {
        for decision in decisions {
            if let Err(reason) = change(self, decision) {
                self.wait(decision, reason);
            }
        }
    }

    fn wait(&mut self, decision: &Decision, reason: String) {
        self.idle.push(Idle { decision: decision.id.clone(), reason });
    }

    /// Gives the id of the telling at the first words of a decision, or at the second.
    fn telling(&self, decision: &Decision, n: usize) -> Result<MentionId, String> {
        let anchor = decision.on.get(n).ok_or("it names no words")?;
        let (at, telling) = self.finder.telling(&self.case, anchor)?;
        Ok(self.case.findings[at].events[telling].id.clone())
    }
}

/// Tells the events: those that nothing touched are the machine's.
fn tell(
    work: &mut Work<'_>,
    groups: Vec<Vec<MentionId>>,
    rulings: &BTreeMap<usize, Vec<schema::Ruling>>,
    mut settled: BTreeMap<usize, merge::Settled>,
    settings: &Settings,
) {
    let whole: BTreeMap<&[MentionId], &Event> =
        work.machine.events.iter().map(|event| (event.mentions.as_slice(), event)).collect();
    let (mut events, mut anew) = (Vec::new(), Vec::new());
    for (at, mentions) in groups.into_iter().enumerate() {
        let same =
            whole.get(mentions.as_slice()).filter(|event| !settled.contains_key(&at) && !is_touched(work, event));
        let decided = rulings.get(&at).cloned().unwrap_or_default();
        match same {
            Some(event) => events.push(Event { decided, ..(*event).clone() }),
            None => anew.push((Group { mentions, settled: settled.remove(&at).unwrap_or_default() }, decided)),
        }
    }
    let (groups, decided): (Vec<Group>, Vec<_>) = anew.into_iter().unzip();
    if !groups.is_empty() {
        let told = merge::retell(&part(&work.case, &groups), &groups, settings);
        let told = told.into_iter().zip(decided);
        events.extend(told.filter_map(|(event, decided)| Some(Event { decided, ..event? })));
    }
    events.sort_by(|one, other| one.id.cmp(&other.id));
    work.case.events = events;
}

fn is_touched(work: &Work<'_>, event: &Event) -> bool {
    if event.mentions.iter().any(|id| work.touched.contains(id)) {
        return true;
    }
    let named = event.agents.iter().chain(&event.targets).chain(&event.place);
    let claimed = event
        .claims
        .iter()
        .flat_map(|claim| claim.of.iter().chain(claim.values.iter().filter_map(|version| version.value.as_ref())));
    !work.changed.is_empty() && named.chain(claimed).any(|id| work.changed.contains(id))
}

/// Gives the part of a case that some groups stand in, with what their accounts copy.
fn part(case: &Case, groups: &[Group]) -> Case {
    let told = |id: &MentionId| account_of(id).to_owned();
    let mut wanted: BTreeSet<String> = groups.iter().flat_map(|group| group.mentions.iter().map(told)).collect();
    let copied = case.documents.iter().filter(|page| wanted.contains(&page.id)).filter_map(|page| page.copy_of.clone());
    wanted.extend(copied.collect::<Vec<_>>());
    let both = case.documents.iter().zip(&case.findings).filter(|(page, _)| wanted.contains(&page.id));
    let (documents, findings) = both.map(|(page, found)| (page.clone(), found.clone())).unzip();
    Case { documents, findings, actors: case.actors.clone(), places: case.places.clone(), ..Case::default() }
}

/// Says of pairs that somebody decided on who did, and drops links of tellings that are no more.
fn links(work: &mut Work<'_>, decisions: &[&Decision]) {
    let waiting: BTreeSet<&str> = work.idle.iter().map(|idle| idle.decision.as_str()).collect();
    let mut decided: BTreeMap<(MentionId, MentionId), Link> = BTreeMap::new();
    for decision in decisions.iter().filter(|one| matches!(one.act, Act::SameEvent | Act::DifferentEvents)) {
        let (Ok(one), Ok(other)) = (work.telling(decision, 0), work.telling(decision, 1)) else { continue };
        if waiting.contains(decision.id.as_str()) {
            continue;
        }
        let joined = decision.act == Act::SameEvent;
        let (one, other) = if one < other { (one, other) } else { (other, one) };
        let verdict = if joined { "one event" } else { "two events" };
        let why = decision.why.as_ref().map(|why| format!(": {why}")).unwrap_or_default();
        let reasons = [format!("{} decided that these are {verdict}{why}", decision.by)].into_iter().collect();
        let score = if joined { 1.0 } else { 0.0 };
        decided.insert((one.clone(), other.clone()), Link { one, other, joined, score, reasons });
    }
    let there: BTreeSet<&str> =
        work.case.findings.iter().flat_map(|found| found.events.iter().map(|telling| telling.id.as_str())).collect();
    let mut links: Vec<Link> = Vec::new();
    for mut link in std::mem::take(&mut work.case.links) {
        if !there.contains(link.one.as_str()) || !there.contains(link.other.as_str()) {
            continue;
        }
        let pair = if link.one < link.other { (&link.one, &link.other) } else { (&link.other, &link.one) };
        if let Some(mut person) = decided.remove(&(pair.0.clone(), pair.1.clone())) {
            let machine = if link.joined { "joined" } else { "not joined" };
            let machine = format!("the machine had them {machine}, {:.2}", link.score);
            let machine = std::iter::once(machine.as_str()).chain(link.reasons.iter());
            person.reasons = person.reasons.iter().chain(machine).collect();
            link = person;
        }
        links.push(link);
    }
    links.extend(decided.into_values());
    links.sort_by(|a, b| (&a.one, &a.other).cmp(&(&b.one, &b.other)));
    work.case.links = links;
}
