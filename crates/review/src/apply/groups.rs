//! Which tellings belong together once people have said which do and which do not?
//!
//! The machine's joins are edges between tellings. "Same event" adds an edge that holds; "different events" cuts, on the way
//! from one telling to the other, the machine's weakest join, so that each of the others stays with what it was joined to best.

use super::Work;
use schema::{Act, Decision, MentionId, Realis};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// An edge between two tellings.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Edge {
    /// The machine joined them, with this score.
    Machine(f64),
    /// The decision with this place in the log joined them.
    Person(usize),
}

type Graph = BTreeMap<usize, BTreeMap<usize, Edge>>;

/// Gives the tellings of each event, sorted, in order of the first.
pub(super) fn grouped(work: &mut Work<'_>, decisions: &[&Decision]) -> Vec<Vec<MentionId>> {
    let refused = refused(work, decisions);
    let ids = tellings(work, &refused);
    let index: BTreeMap<&str, usize> = ids.iter().enumerate().map(|(at, id)| (id.as_str(), at)).collect();
    let mut graph = machine(work, &index);
    let mut pairs = Vec::new();
    for (at, decision) in decisions.iter().enumerate() {
        if !matches!(decision.act, Act::SameEvent | Act::DifferentEvents) {
            continue;
        }
        let end = |n: usize| {
            let id = work.telling(decision, n)?;
            index.get(id.as_str()).copied().ok_or_else(|| "one of its tellings is no event now".to_owned())
        };
        match (end(0), end(1)) {
            (Ok(one), Ok(other)) if one != other => pairs.push((at, one, other)),
            (Ok(_), Ok(_)) => work.wait(decision, "both its words are of one telling now".into()),
            (Err(reason), _) | (_, Err(reason)) => work.wait(decision, reason),
        }
    }
    for (at, one, other) in pairs.iter().filter(|pair| decisions[pair.0].act == Act::SameEvent) {
        connect(&mut graph, *one, *other, Edge::Person(*at));
    }
    for (at, one, other) in pairs.iter().filter(|pair| decisions[pair.0].act == Act::DifferentEvents) {
        if let Err((overruled, by)) = part(&mut graph, (*one, *other), *at) {
            let reason = format!("{} and others that were decided later contradict it", decisions[by].id);
            work.wait(decisions[overruled], reason);
        }
    }
    components(&graph, ids.len())
        .into_iter()
        .map(|group| group.into_iter().map(|at| ids[at].clone()).collect())
        .collect()
}

/// Gives the tellings that somebody says are no event.
fn refused(work: &mut Work<'_>, decisions: &[&Decision]) -> BTreeSet<MentionId> {
    let mut refused = BTreeSet::new();
    for decision in decisions.iter().filter(|one| one.act == Act::NotAnEvent) {
        match work.telling(decision, 0) {
            Ok(id) => drop(refused.insert(id)),
            Err(reason) => work.wait(decision, reason),
        }
    }
    refused
}

/// Gives every telling that is one of some event: the machine's, and those that a person added or read otherwise.
fn tellings(work: &Work<'_>, refused: &BTreeSet<MentionId>) -> Vec<MentionId> {
    let held: BTreeSet<&MentionId> = work.machine.events.iter().flat_map(|event| &event.mentions).collect();
    let can = |realis: Realis| !matches!(realis, Realis::Generic | Realis::Hypothetical);
    let all = work.case.findings.iter().flat_map(|found| &found.events);
    let told = all.filter(|telling| can(telling.realis));
    let mut ids: Vec<MentionId> = told
        .map(|telling| &telling.id)
        .filter(|id| (held.contains(id) || work.touched.contains(*id)) && !refused.contains(*id))
        .cloned()
        .collect();
    ids.sort();
    ids
}

fn connect(graph: &mut Graph, one: usize, other: usize, edge: Edge) {
    graph.entry(one).or_default().insert(other, edge);
    graph.entry(other).or_default().insert(one, edge);
}

fn cut(graph: &mut Graph, one: usize, other: usize) {
    graph.entry(one).or_default().remove(&other);
    graph.entry(other).or_default().remove(&one);
}

/// Gives the machine's joins; tellings of one event that no join connects hang on its first.
fn machine(work: &Work<'_>, index: &BTreeMap<&str, usize>) -> Graph {
    let mut graph = Graph::new();
    let home: BTreeMap<&str, usize> = (0..)
        .zip(&work.machine.events)
        .flat_map(|(n, event)| event.mentions.iter().map(move |id| (id.as_str(), n)))
        .collect();
    for link in work.machine.links.iter().filter(|link| link.joined) {
        let together = home.get(link.one.as_str()).is_some_and(|n| home.get(link.other.as_str()) == Some(n));
        let ends = (index.get(link.one.as_str()), index.get(link.other.as_str()));
        if let (true, (Some(one), Some(other))) = (together, ends) {
            connect(&mut graph, *one, *other, Edge::Machine(link.score));
        }
    }
    for event in &work.machine.events {
        let members: Vec<usize> = event.mentions.iter().filter_map(|id| index.get(id.as_str()).copied()).collect();
        let Some(first) = members.first() else { continue };
        for member in &members {
            if way(&graph, *first, *member, |_| true).is_none() {
                connect(&mut graph, *first, *member, Edge::Machine(0.0));
            }
        }
    }
    graph
}

/// Takes two tellings apart; where decisions alone hold them together, the later of these and this one goes before.
fn part(graph: &mut Graph, (one, other): (usize, usize), decision: usize) -> Result<(), (usize, usize)> {
    let mut overruled = Ok(());
    loop {
        if let Some(steps) = way(graph, one, other, |edge| matches!(edge, Edge::Person(_))) {
            let persons: Vec<(usize, usize, usize)> = steps
                .iter()
                .filter_map(|(a, b)| match graph[a][b] {
                    Edge::Person(at) => Some((at, *a, *b)),
                    Edge::Machine(_) => None,
                })
                .collect();
            let last = persons.iter().map(|step| step.0).max().unwrap_or(0);
            if last > decision {
                return Err((decision, last));
            }
            let Some((at, a, b)) = persons.into_iter().min() else { return overruled };
            cut(graph, a, b);
            overruled = Err((at, decision));
            continue;
        }
        let Some(steps) = way(graph, one, other, |_| true) else { return overruled };
        let weakest = steps
            .into_iter()
            .filter_map(|(a, b)| match graph[&a][&b] {
                Edge::Machine(score) => Some((score, a.min(b), a.max(b))),
                Edge::Person(_) => None,
            })
            .min_by(|x, y| x.0.total_cmp(&y.0).then((x.1, x.2).cmp(&(y.1, y.2))));
        let Some((_, a, b)) = weakest else { return overruled };
        cut(graph, a, b);
    }
}

/// Gives the shortest way between two tellings along edges of a kind.
fn way(graph: &Graph, from: usize, to: usize, may: impl Fn(Edge) -> bool) -> Option<Vec<(usize, usize)>> {
    if from == to {
        return Some(Vec::new());
    }
    let (mut came, mut open) = (BTreeMap::from([(from, from)]), VecDeque::from([from]));
    while let Some(at) = open.pop_front() {
        for (next, edge) in graph.get(&at).into_iter().flatten() {
            if !may(*edge) || came.contains_key(next) {
                continue;
            }
            came.insert(*next, at);
            if *next == to {
                let mut steps = Vec::new();
                let mut at = to;
                while at != from {
                    steps.push((came[&at], at));
                    at = came[&at];
                }
                return Some(steps);
            }
            open.push_back(*next);
        }
    }
    None
}

fn components(graph: &Graph, tellings: usize) -> Vec<Vec<usize>> {
    let (mut seen, mut groups) = (BTreeSet::new(), Vec::new());
    for first in 0..tellings {
        if !seen.insert(first) {
            continue;
        }
        let (mut group, mut open) = (BTreeSet::from([first]), vec![first]);
        while let Some(at) = open.pop() {
            for next in graph.get(&at).into_iter().flat_map(BTreeMap::keys) {
                if seen.insert(*next) {
                    group.insert(*next);
                    open.push(*next);
                }
            }
        }
        groups.push(group.into_iter().collect());
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::{Edge, Graph, components, connect, part};

    fn chain() -> Graph {
        let mut graph = Graph::new();
        for (one, other, score) in [(0, 1, 0.9), (1, 2, 0.6), (2, 3, 0.8)] {
            connect(&mut graph, one, other, Edge::Machine(score));
        }
        graph
    }

    #[test]
    fn what_is_taken_apart_parts_at_the_weakest_join() {
        let mut graph = chain();
        assert_eq!(part(&mut graph, (0, 3), 0), Ok(()));
        assert_eq!(components(&graph, 4), [vec![0, 1], vec![2, 3]]);
    }

    #[test]
    fn what_people_joined_holds_against_the_machine() {
        let mut graph = chain();
        connect(&mut graph, 1, 2, Edge::Person(0));
        assert_eq!(part(&mut graph, (0, 3), 1), Ok(()));
        assert_eq!(components(&graph, 4), [vec![0, 1, 2], vec![3]]);
    }

    #[test]
    fn of_decisions_that_contradict_one_another_the_later_holds() {
        let joined = |at: usize| {
            let mut graph = Graph::new();
            connect(&mut graph, 0, 1, Edge::Person(0));
            connect(&mut graph, 1, 2, Edge::Person(at));
            graph
        };
        let mut graph = joined(1);
        assert_eq!(part(&mut graph, (0, 2), 2), Err((0, 2)), "the oldest gives way");
        assert_eq!(components(&graph, 3), [vec![0], vec![1, 2]]);
        let mut graph = joined(2);
        assert_eq!(part(&mut graph, (0, 2), 1), Err((1, 2)));
        assert_eq!(components(&graph, 3), [vec![0, 1, 2]]);
    }
}
