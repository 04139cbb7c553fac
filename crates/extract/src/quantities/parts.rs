//! Which numbers are parts of others, and which share what is said of them?

use super::cue::{Clause, Counted, Cue, INCLUDED};
use super::phrase::Noun;

const JOINED: &str = "joined";

/// Numbers that are joined share what is said of one of them: "12 soldiers and 3 civilians were killed".
pub(super) fn share(clause: &Clause<'_>, cues: &mut [Option<Cue>]) {
    for index in 1..cues.len() {
        if is_among(clause, index) && cues[index].is_some_and(|(_, rule)| rule != INCLUDED) {
            include_before(clause, index, cues);
        } else if let Some(rule) = link(clause, index)
            && !(cues[index].is_none() && (tells_itself(clause, index) || clause.acts(&clause.numbers[index])))
            && countable(&clause.numbers[index], rule)
        {
            let before = cues[index - 1];
            // "Including two women and a child": what is joined to a part is one.
            let part = rule == INCLUDED || before.is_some_and(|(_, rule)| rule == INCLUDED);
            let rule = if part { INCLUDED } else { JOINED };
            // "Doctors saw 3,600 patients; 355 of them died": nothing is told of the whole.
            if part && before.is_none() && cues[index].is_some_and(|own| own.1 != INCLUDED) {
                continue;
            }
            // "Ten were killed, including a child, and six wounded": these are another sort, but the child is not.
            let other = |own: Cue| own.1 != INCLUDED && before.is_some_and(|before| before.0 != own.0);
            if part && !is_included(clause, index) && cues[index].is_some_and(other) {
                continue;
            }
            let own = cues[index].filter(|_| !part).or(before.map(|(attribute, _)| (attribute, rule)));
            cues[index] = own.or(cues[index].map(|(attribute, _)| (attribute, rule)));
        }
    }
    for index in (1..cues.len()).rev() {
        let one = &clause.numbers[index - 1];
        if cues[index - 1].is_none() && countable(one, JOINED) && link(clause, index) == Some(JOINED) {
            cues[index - 1] = cues[index].map(|(attribute, _)| (attribute, JOINED));
        }
    }
}

/// "Three civilians, including a child, among up to seven killed": all numbers before that no verb parts from it are its parts.
fn include_before(clause: &Clause<'_>, whole: usize, cues: &mut [Option<Cue>]) {
    let Some((attribute, _)) = cues[whole] else { return };
    for index in (0..whole).rev() {
        let (one, other) = (&clause.numbers[index], &clause.numbers[index + 1]);
        let between = &clause.words[one.phrase.to.min(other.number.from)..other.number.from];
        let parted = between.iter().any(|word| clause.language.verb(&word.lower).is_some());
        if parted {
            return;
        }
        cues[index] = Some((attribute, INCLUDED)).filter(|_| countable(one, JOINED) || cues[index].is_some());
    }
}

/// "Nine were wounded, and 587 students *were led* to safety", "thousands *were forced* to flee": what follows is told of those alone.
fn tells_itself(clause: &Clause<'_>, index: usize) -> bool {
    let counted = &clause.numbers[index];
    let behind = clause.lower(counted.phrase.to);
    matches!(counted.phrase.noun, Noun::People | Noun::Elided)
        && clause.language.words.passives.contains(behind)
        && clause.numbers.len() == index + 1
}

fn is_among(clause: &Clause<'_>, index: usize) -> bool {
    let before = clause.words.get(clause.numbers[index].number.from.wrapping_sub(1));
    before.is_some_and(|word| clause.language.words.among.contains(&word.lower))
}

/// "killed, *including* three children", "killed, *among* them three children"
fn is_included(clause: &Clause<'_>, index: usize) -> bool {
    let lists = &clause.language.words;
    let before = clause.words[..clause.numbers[index].number.from].iter().rev();
    let mut before = before.skip_while(|word| lists.objects.contains(&word.lower));
    before.next().is_some_and(|word| lists.including.contains(&word.lower))
}

/// Tells how a number is tied to the one before.
fn link(clause: &Clause<'_>, index: usize) -> Option<&'static str> {
    let lists = &clause.language.words;
    let (one, other) = (&clause.numbers[index - 1], &clause.numbers[index]);
    let between = &clause.words[one.phrase.to.min(other.number.from)..other.number.from];
    let includes = between.iter().any(|word| lists.including.contains(&word.lower)) && between.len() <= 6;
    let pronoun = clause.words.get(other.number.to + 1).is_some_and(|word| lists.pronouns.contains(&word.lower));
    let whose = between.len() > 1 && lists.pronouns.contains(&between[between.len() - 1].lower) && between.len() <= 8;
    // "Five civilians -- two students, a driver -- were killed"; "12 people (3 of them children)".
    let aside = !between.is_empty() && between.iter().all(|word| matches!(&*word.lower, "-" | "(" | ":"));
    let joined = between.iter().all(|word| lists.joins.contains(&word.lower)) && between.len() <= 3;
    // "38 members of the group were killed in the town on Sunday, 28 of them by shells"
    let of = clause.words.get(other.number.to).is_some_and(|word| &*word.lower == "of");
    let near = between.len() <= if of { 16 } else { 8 };
    match (includes || whose || aside || (pronoun && near), joined) {
        (true, _) => Some(INCLUDED),
        (false, true) => Some(JOINED),
        _ => None,
    }
}

/// Weapons are no victims; "a" counts one of people only where it is a part: "including a child".
fn countable(counted: &Counted, rule: &str) -> bool {
    let article = counted.number.article && (rule != INCLUDED || counted.phrase.noun != Noun::People);
    !article && counted.phrase.noun != Noun::Weapons
}
