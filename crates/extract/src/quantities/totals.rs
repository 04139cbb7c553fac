//! Which numbers count over months or years, and are no news of one event?

use super::cue::Clause;
use super::grammar::longest;

/// Tells of each number of a sentence whether it is a running total: of its own clause, and of what is joined to it.
pub(super) fn running(clause: &Clause<'_>) -> Vec<bool> {
    let mut cuts: Vec<usize> = (clause.from..clause.to).filter(|at| cuts(clause, *at)).collect();
    cuts.push(clause.to);
    let mut found = Vec::new();
    for counted in clause.numbers {
        let next = cuts.partition_point(|cut| *cut <= counted.number.from);
        let from = next.checked_sub(1).map_or(clause.from, |before| cuts[before]);
        // "355,000 have fled since it began and over 2,000 have died"
        let goes_on = next > 0 && {
            let before = next.checked_sub(2).map_or(clause.from, |before| cuts[before]);
            let and =
                |at: usize| clause.language.words.joins.contains(clause.lower(at)) && clause.words[at].is_letters();
            let perfect = |at: usize| clause.language.never.perfect.contains(clause.lower(at));
            and(from) && (from..cuts[next]).any(perfect) && is_total(clause, before, from)
        };
        let total = is_total(clause, from, cuts[next]) || is_continued(clause, from, &cuts[next..]);
        found.push(total || goes_on);
    }
    found
}

/// "Thousands have been killed and millions displaced since the war began": the total follows behind an "and".
fn is_continued(clause: &Clause<'_>, from: usize, cuts: &[usize]) -> bool {
    let never = &clause.language.never;
    let (Some(to), Some(end)) = (cuts.first(), cuts.get(1)) else { return false };
    let and = clause.words.get(*to).is_some_and(|word| clause.language.words.joins.contains(&word.lower));
    let perfect = clause.words[from..*to].iter().any(|word| never.perfect.contains(&word.lower));
    and && perfect && is_total(clause, *to, *end)
}

/// A clause begins behind a comma and where a number is joined on or another happening is told.
fn cuts(clause: &Clause<'_>, at: usize) -> bool {
    let word = &clause.words[at];
    let never = &clause.language.never;
    let joins = word.is_letters()
        && clause.language.words.joins.contains(&word.lower)
        && clause.numbers.iter().any(|counted| counted.number.from == at + 1);
    // "Since January, 40 people have been killed": the words in front belong to what follows.
    let opens = &*word.lower == "," && longest_opening(clause, at);
    (matches!(&*word.lower, "," | ";") && !opens) || joins || never.cuts.contains(&word.lower)
}

fn longest_opening(clause: &Clause<'_>, comma: usize) -> bool {
    let never = &clause.language.never;
    let no_number = clause.numbers.iter().all(|counted| counted.number.from > comma);
    let first = clause.words[clause.from..comma].iter().any(|word| never.since.contains(&word.lower));
    no_number && (first || (clause.from..comma).any(|at| total(clause, at).is_some()))
}

/// Tells whether the words between `from` and `to` count over years.
fn is_total(clause: &Clause<'_>, from: usize, to: usize) -> bool {
    let never = &clause.language.never;
    let lower = |at: usize| clause.words.get(at).filter(|_| at < to).map_or("", |word| &*word.lower);
    let perfect = (from..to).any(|at| never.perfect.contains(lower(at)));
    (from..to).any(|at| {
        // "Since Friday" is news; since a year, a month or what else happened it is a sum.
        let recent = (at + 1..at + 4).any(|at| never.recent.contains(lower(at)));
        let since = perfect && never.since.contains(lower(at)) && !recent;
        let war = || (at + 1..at + 5).any(|at| never.wars.contains(lower(at)));
        since || perfect && never.within.contains(lower(at)) && war() || total(clause, at).is_some_and(|end| end <= to)
    })
}

/// Gives the word behind a phrase that sums up, "20 *a day*": "a day later" and "within a day" are moments.
fn total(clause: &Clause<'_>, at: usize) -> Option<usize> {
    let never = &clause.language.never;
    let lower = |at: usize| clause.words.get(at).map_or("", |word| &*word.lower);
    let end = longest(&never.totals, clause.words, at)?;
    let lasts = || at > clause.from && never.lasting.contains(lower(at - 1));
    let one = clause.language.numbers.single.contains(lower(at));
    (!never.moments.contains(lower(end)) && !(one && lasts())).then_some(end)
}
