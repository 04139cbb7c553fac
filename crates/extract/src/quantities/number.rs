//! Which number do words give, and within which bounds?

use super::grammar::{Language, Numbers, longest};
use crate::words::Word;
use schema::Bounds;

/// A number in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// First word, a modifier or the number itself.
    pub(super) from: usize,
    /// One past the last word.
    pub(super) to: usize,
    pub(super) bounds: Bounds,
    /// True for "a" and "an", which count only where something else says so.
    pub(super) article: bool,
}

/// Finds the numbers that can count people or things, in text order.
pub(super) fn numbers(words: &[Word], language: &Language) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let begun = language.numbers.can_begin(&words[at]);
        let Some(number) = begun.then(|| number(words, at, &language.numbers)).flatten() else {
            at += 1;
            continue;
        };
        let number = risen(words, &number, language).unwrap_or(number);
        if counts(words, &number, language) {
            found.push(number);
        }
        at = number.to;
    }
    found
}

/// "The toll rose *from 12 to* 17": so many are dead now, and that is no range.
fn risen(words: &[Word], number: &Number, language: &Language) -> Option<Number> {
    let lists = &language.words;
    let most = number.bounds.max.filter(|_| number.bounds.min < number.bounds.max)?;
    let mut froms = number.from.saturating_sub(1)..=number.from;
    let from = froms.find(|&from| lists.toll_from.contains(&words[from].lower))?;
    let rises = words[from.saturating_sub(2)..from].iter().any(|word| lists.toll_rises.contains(&word.lower));
    let numbers = &language.numbers;
    let joins = |at: &usize| numbers.through.contains(&words[*at].lower) || numbers.and.contains(&words[*at].lower);
    let link = (number.from + 1..number.to).find(joins)?;
    rises.then_some(Number { from: link + 1, bounds: Bounds::exactly(most), ..*number })
}

#[derive(Clone, Copy)]
enum Modifier {
    Exact,
    AtLeast,
    AtMost,
}

/// Reads modifiers, then a number or a range: "at least 16", "between 10 and 15".
fn number(words: &[Word], at: usize, numbers: &Numbers) -> Option<Number> {
    let mut modifier = Modifier::Exact;
    let mut core_at = at;
    let lists = [
        (&numbers.at_least, Modifier::AtLeast),
        (&numbers.at_most, Modifier::AtMost),
        (&numbers.about, Modifier::Exact),
    ];
    for _ in 0..2 {
        for (list, meaning) in lists {
            if let Some(next) = longest(list, words, core_at) {
                core_at = next;
                if !matches!(meaning, Modifier::Exact) {
                    modifier = meaning;
                }
            }
        }
    }
    let opened = words.get(core_at).is_some_and(|word| numbers.between.contains(&word.lower));
    let range = range(words, core_at, opened, numbers);
    let (to, bounds) = range.or_else(|| core(words, core_at, numbers))?;
    let bare = Number { from: at, to, bounds, article: false };
    let article = to == core_at + 1 && numbers.single.contains(&words.get(core_at)?.lower);
    if article {
        return (core_at == at).then_some(Number { article, ..bare });
    }
    let after = longest(&numbers.or_more, words, to);
    if after.is_some() {
        modifier = Modifier::AtLeast;
    }
    let bounds = match modifier {
        Modifier::Exact => bounds,
        Modifier::AtLeast => Bounds { min: bounds.min.or(bounds.max), max: None },
        Modifier::AtMost => Bounds { min: None, max: bounds.max.or(bounds.min) },
    };
    Some(Number { to: after.unwrap_or(to), bounds, ..bare })
}

fn range(words: &[Word], at: usize, opened: bool, numbers: &Numbers) -> Option<(usize, Bounds)> {
    let (middle, one) = core(words, at + usize::from(opened), numbers)?;
    let links = if opened { &numbers.and } else { &numbers.through };
    let link = words.get(middle).filter(|word| links.contains(&word.lower))?;
    let (to, other) = core(words, middle + 1, numbers)?;
    let letters_between = !link.is_letters() && words[middle - 1].is_letters();
    let (min, max) = (one.min?, other.max?);
    (min < max && !letters_between).then_some((to, Bounds { min: Some(min), max: Some(max) }))
}

/// Reads one number without modifiers.
fn core(words: &[Word], at: usize, numbers: &Numbers) -> Option<(usize, Bounds)> {
    let word = words.get(at)?;
    let open = |min| Bounds { min: Some(min), max: None };
    if let Some(next) = longest(&numbers.several, words, at) {
        let scale = words.get(next).and_then(|word| numbers.scales.get(&word.lower));
        return Some(match scale {
            Some(12) => (next + 1, open(24)),
            Some(scale) => (next + 1, Bounds { min: Some(2 * scale), max: Some(10 * scale - 1) }),
            None => (next, open(2)),
        });
    }
    if let Some(next) = longest(&numbers.pair, words, at) {
        return Some((next, Bounds::exactly(2)));
    }
    if let Some(next) = longest(&numbers.half, words, at) {
        let scale = numbers.scales.get(&words.get(next)?.lower)?;
        return Some((next + 1, Bounds::exactly(scale / 2)));
    }
    if let Some(least) = numbers.vague.get(&word.lower) {
        let scale = words.get(at + 2).and_then(|word| numbers.vague_scales.get(&word.lower));
        let joined = scale.filter(|_| words[at + 1].is_letters() && !numbers.words.contains_key(&words[at + 1].lower));
        return Some(joined.map_or((at + 1, open(*least)), |scale| (at + 3, open(least * scale))));
    }
    if numbers.none.contains(&word.lower) {
        let one = words.get(at + 1).is_some_and(|word| numbers.words.get(&word.lower) == Some(&1));
        return Some((at + 1 + usize::from(one), Bounds::exactly(0)));
    }
    if word.is_digits() { digits(words, at, numbers) } else { spelled(words, at, numbers) }
}

/// Reads "1,200", "1.2 million", "20".
fn digits(words: &[Word], at: usize, numbers: &Numbers) -> Option<(usize, Bounds)> {
    let text: String = words[at].lower.chars().filter(|c| *c != ',').collect();
    let scale = words.get(at + 1).and_then(|word| numbers.scales.get(&word.lower)).copied();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let (whole_value, part_value) = (whole.parse::<u64>().ok()?, part.parse::<u64>().unwrap_or(0));
    let power = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    match (part.is_empty(), scale) {
        (true, None) => Some((at + 1, Bounds::exactly(whole_value))),
        (false, None) => None,
        (_, Some(scale)) => {
            let value = whole_value.checked_mul(scale)?.checked_add(part_value.checked_mul(scale)? / power)?;
            Some((at + 2, Bounds::exactly(value)))
        }
    }
}

/// Reads "twenty-five", "two hundred and six", "a dozen"; of a lone "a", one.
fn spelled(words: &[Word], at: usize, numbers: &Numbers) -> Option<(usize, Bounds)> {
    let (mut total, mut group, mut to) = (0_u64, None::<u64>, at);
    let mut next = at;
    while let Some(word) = words.get(next) {
        let article = next == at && numbers.single.contains(&word.lower);
        if let Some(value) = numbers.words.get(&word.lower).copied().or(article.then_some(1)) {
            // "two three": a ten takes a unit, a hundred takes both, nothing else is one number.
            if group.is_some_and(|group| value >= 100 || (group % 100 != 0 && !(group % 10 == 0 && value < 10))) {
                break;
            }
            group = Some(group.unwrap_or(0).checked_add(value)?);
        } else if let Some(scale) = numbers.scales.get(&word.lower).filter(|_| group.is_some()) {
            let value = group.unwrap_or(1).checked_mul(*scale)?;
            if *scale >= 1000 {
                total = total.checked_add(value)?;
                group = Some(0);
            } else {
                group = Some(value);
            }
        } else {
            break;
        }
        to = next + 1;
        let glue = words.get(to).is_some_and(|word| &*word.lower == "-");
        let and = words.get(to).is_some_and(|word| numbers.and.contains(&word.lower));
        let hundreds = group.is_some_and(|group| group % 100 == 0);
        let unit = words.get(to + 1).is_some_and(|word| numbers.words.contains_key(&word.lower));
        next = if unit && (glue || (and && hundreds && to > at + 1)) { to + 1 } else { to };
    }
    let value = total.checked_add(group.unwrap_or(0))?;
    (to > at).then(|| (to, Bounds::exactly(value)))
}

/// Tells whether a number can count people or things: neither part of a name nor a measure, a date or an age.
fn counts(words: &[Word], number: &Number, language: &Language) -> bool {
    let before = number.from.checked_sub(1).and_then(|at| words.get(at));
    let after = words.get(number.to);
    let touches = |one: &Word, other: &Word| one.span.end == other.span.start;
    let first = &words[number.from];
    let hyphen_before = before.is_some_and(|word| &*word.lower == "-" && touches(word, first));
    let last = &words[number.to - 1];
    let hyphen_after = after.is_some_and(|word| &*word.lower == "-" && touches(last, word));
    let minutes = words.get(number.to + 1).is_some_and(Word::is_digits);
    let clock = after.is_some_and(|word| &*word.lower == ":" && touches(last, word) && minutes);
    let measure = after.is_some_and(|word| language.never.before.contains(&word.lower));
    let counted = after.is_some_and(|word| language.words.people.contains(&word.lower));
    // "on Wednesday 22 Hill Front fighters"
    let near = words.iter().skip(number.to).take(4).any(|word| language.words.people.contains(&word.lower));
    let names = |word: &Word| {
        let never = &language.never;
        let month = word.capital && never.capitals.contains(&word.lower);
        never.after.contains(&word.lower) || !near && (month || never.weekdays.contains(&word.lower))
    };
    // "4:30", and not "Orva: 30 people were killed"
    let seconds = before.is_some_and(|word| &*word.lower == ":" && touches(word, first));
    let name = first.is_digits() && (seconds || before.is_some_and(names));
    let year = first.is_digits()
        && first.lower.len() == 4
        && !first.lower.contains(',')
        && (1900..=2050).contains(&number.bounds.min.unwrap_or(0));
    !hyphen_before
        && !hyphen_after
        && !clock
        && !measure
        && !name
        && (!year || counted)
        && !is_age(words, number, language)
}

/// "Omar, 24, was killed", "Omar (24)", "a woman of 92": how old somebody was.
fn is_age(words: &[Word], number: &Number, language: &Language) -> bool {
    /// Nobody is older.
    const OLDEST: u64 = 110;
    let Some(who) = number.from.checked_sub(2).map(|at| &words[at]) else { return false };
    let alone = number.to == number.from + 1 && words[number.from].is_digits();
    let years = number.bounds.max.is_some_and(|years| years <= OLDEST);
    let lower = |at: usize| words.get(at).map_or("", |word| &word.lower);
    let marks = (lower(number.from - 1), lower(number.to));
    let named = who.capital && who.is_letters() && matches!(marks, (",", ",") | ("(", ")"));
    let aged = marks.0 == "of" && language.words.singular.contains(&who.lower);
    alone && years && (named || aged)
}
