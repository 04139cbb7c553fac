//! How rare are words, and how much of them do two tellings or two accounts share?

use schema::{Document, SectionKind};
use std::collections::{BTreeMap, HashMap};

/// Words are compared by their first letters, so that "retreat" meets "retreated".
const STEM: usize = 6;

/// Begins what stands for a name among the words; the rest is what its spellings have in common.
const NAME: char = '~';

/// Shorter words of a clause are mostly grammar.
const LONG: usize = 4;

/// In a whole account words of three letters tell something too.
const SHORT: usize = 3;

/// A word of the case by its number.
pub(crate) type Word = u32;

/// All words of a case, each once.
#[derive(Default)]
pub(crate) struct Vocabulary {
    numbers: HashMap<String, Word>,
    words: Vec<String>,
}

impl Vocabulary {
    /// Makes the vocabulary of a case whose words are known, in alphabetical order.
    pub fn known(words: Vec<String>) -> Self {
        let numbers = words.iter().cloned().zip(0..).collect();
        Self { numbers, words }
    }

    /// Numbers the words in alphabetical order, so that sums over them are the same in whatever order the texts were read.
    ///
    /// Gives every word's new number.
    pub fn sort(&mut self) -> Vec<Word> {
        let mut order: Vec<Word> = (0..).take(self.words.len()).collect();
        order.sort_unstable_by(|one, other| self.words[*one as usize].cmp(&self.words[*other as usize]));
        let mut numbers = vec![0; order.len()];
        for (new, old) in (0..).zip(&order) {
            numbers[*old as usize] = new;
        }
        *self = Self::known(order.iter().map(|old| std::mem::take(&mut self.words[*old as usize])).collect());
        numbers
    }

    /// Gives the words, in order of their numbers.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Gives the number of a word's stem, a new one where it is new.
    pub fn number(&mut self, word: &str) -> Word {
        let next = Word::try_from(self.words.len()).unwrap_or(Word::MAX);
        *self.numbers.entry(stem(word)).or_insert_with_key(|stem| {
            self.words.push(stem.clone());
            next
        })
    }

    /// Gives the number of a word's stem, if it is known.
    pub fn find(&self, word: &str) -> Option<Word> {
        self.numbers.get(&stem(word)).copied()
    }
}

/// Gives the letters by which words are compared.
pub(crate) fn stem(word: &str) -> String {
    if word.starts_with(NAME) {
        return word.to_owned();
    }
    word.chars().flat_map(char::to_lowercase).take(STEM).collect()
}

/// Gives the numbers of the words of a text that have so many letters or are numbers.
fn read(text: &str, least: usize, number: &mut dyn FnMut(&str) -> Option<Word>) -> Vec<Word> {
    let digit = |c: char| c.is_ascii_digit();
    let tells = |word: &&str| word.contains(digit) || word.chars().count() >= least;
    text.split(|c: char| !c.is_alphanumeric()).filter(tells).filter_map(number).collect()
}

fn once(mut words: Vec<Word>) -> Vec<Word> {
    words.sort_unstable();
    words.dedup();
    words
}

/// Gives the numbers of the words of a clause, and of the names in it whole, however they are spelled: each once, sorted.
///
/// "Qutab Khel" meets "Qutabkhel". The words of the place where it happened are compared as a place, so they are no name here.
pub(crate) fn clause(text: &str, place: &str, number: &mut dyn FnMut(&str) -> Option<Word>) -> Vec<Word> {
    let mut found = read(text, LONG, number);
    let others = names(text).into_iter().filter(|name| !place.contains(name));
    found.extend(others.filter_map(|whole| name(whole, number)));
    once(found)
}

/// Gives the number of what the spellings of a name have in common.
fn name(name: &str, number: &mut dyn FnMut(&str) -> Option<Word>) -> Option<Word> {
    let key = spelling::skeleton(&spelling::normal_form(name));
    if key.is_empty() { None } else { number(&format!("{NAME}{key}")) }
}

/// Gives the runs of capitalized words; a word that begins a sentence is none.
fn names(text: &str) -> Vec<&str> {
    let (mut found, mut run, mut begins) = (Vec::new(), None, true);
    let mut at = 0;
    for word in text.split(' ') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let from = at + word.find(bare).unwrap_or(0);
        let to = from + bare.len();
        let named = !begins && bare.starts_with(char::is_uppercase);
        if !named || from > at {
            found.extend(run.take());
        }
        if named {
            let (start, _) = run.unwrap_or((from, to));
            run = Some((start, to));
        }
        let after = &text[to..at + word.len()];
        if !after.is_empty() {
            found.extend(run.take());
        }
        begins = if bare.is_empty() { begins } else { after.contains(['.', '!', '?', ':']) };
        at += word.len() + 1;
    }
    found.extend(run);
    found.into_iter().map(|(from, to)| &text[from..to]).collect()
}

/// Gives the numbers of the words in headline and body of an account, and of the words in its names once more: names tell one
/// story from another. Each once, sorted.
pub(crate) fn story(document: &Document, number: &mut dyn FnMut(&str) -> Option<Word>) -> Vec<Word> {
    let told = |kind| matches!(kind, SectionKind::Title | SectionKind::Body);
    let mut found = Vec::new();
    for section in document.sections.iter().filter(|section| told(section.kind)) {
        let text = document.text.get(section.span.start..section.span.end).unwrap_or_default();
        found.extend(read(text, SHORT, number));
        let words = names(text).into_iter().flat_map(|name| name.split([' ', '-']));
        found.extend(words.filter_map(|word| name(word, number)));
    }
    once(found)
}

/// How rare each word is among texts of one sort: clauses, or whole accounts.
pub(crate) struct Rarity {
    weights: Vec<f32>,
    counts: Vec<u32>,
}

impl Rarity {
    /// Counts the texts that each word stands in.
    pub fn new<'t>(texts: impl Iterator<Item = &'t [Word]>) -> Self {
        let (mut counts, mut texts_read) = (Vec::new(), 0_u32);
        for text in texts {
            texts_read += 1;
            for word in text {
                let at = *word as usize;
                if counts.len() <= at {
                    counts.resize(at + 1, 0_u32);
                }
                counts[at] += 1;
            }
        }
        Self::counted(counts, texts_read)
    }

    /// Makes it of counts that are known: by the words' numbers, and of all texts.
    pub fn counted(counts: Vec<u32>, texts: u32) -> Self {
        let all = f64::from(texts);
        // In single precision a weight is the same on every machine once it is rounded here.
        let weight = |count: &u32| (1.0 + all / f64::from((*count).max(1))).ln() as f32;
        Self { weights: counts.iter().map(weight).collect(), counts }
    }

    /// Gives the number of texts that hold the word.
    pub fn count(&self, word: Word) -> u32 {
        self.counts.get(word as usize).copied().unwrap_or(0)
    }

    fn weight(&self, word: Word) -> f64 {
        self.weights.get(word as usize).copied().map_or(0.0, f64::from)
    }

    /// Gives the weight of a text: the sum of its words'.
    pub fn sum(&self, text: &[Word]) -> f64 {
        text.iter().map(|word| self.weight(*word)).sum()
    }

    /// Gives the share of both texts' words, the rare ones counting more, that both have; of each the weight is given too.
    pub fn share(&self, one: (&[Word], f64), other: (&[Word], f64)) -> f64 {
        share(common(one.0, other.0).map(|word| self.weight(word)).sum(), one.1, other.1)
    }

    /// Gives the rarest words that both texts have.
    pub fn rarest<'v>(&self, one: &[Word], other: &[Word], vocabulary: &'v Vocabulary) -> Vec<&'v str> {
        let by_count: BTreeMap<(u32, &str), ()> = common(one, other)
            .filter_map(|word| Some(((self.count(word), vocabulary.words.get(word as usize)?.as_str()), ())))
            .collect();
        by_count.into_keys().map(|(_, word)| word).filter(|word| !word.starts_with(NAME)).take(3).collect()
    }
}

/// A text whose words are compared with those of many others: the weight of each by its number, and nothing for all other words.
#[derive(Default)]
pub(crate) struct Marks {
    weights: Vec<f32>,
    text: Vec<Word>,
    sum: f64,
}

impl Marks {
    /// Takes up a text, given with its weight, in place of the last.
    pub fn take_up(&mut self, (text, sum): (&[Word], f64), rarity: &Rarity) {
        self.text.drain(..).for_each(|word| self.weights[word as usize] = 0.0);
        self.weights.resize(rarity.weights.len(), 0.0);
        self.text.extend(text.iter().filter(|word| (**word as usize) < rarity.weights.len()));
        self.text.iter().for_each(|word| self.weights[*word as usize] = rarity.weights[*word as usize]);
        self.sum = sum;
    }

    /// Gives what [`Rarity::share`] gives of the text and another.
    pub fn share(&self, (other, sum): (&[Word], f64)) -> f64 {
        let weight = |word: &Word| self.weights.get(*word as usize).copied().map_or(0.0, f64::from);
        share(other.iter().map(weight).sum(), self.sum, sum)
    }
}

/// Gives the share of two weights that both have in common.
fn share(both: f64, one: f64, other: f64) -> f64 {
    let all = (one * other).sqrt();
    if all > 0.0 { (both / all).min(1.0) } else { 0.0 }
}

/// Gives what two sorted lists have in common.
pub(crate) fn common<'l, T: Ord + Copy>(one: &'l [T], other: &'l [T]) -> impl Iterator<Item = T> + 'l {
    let mut at = 0;
    one.iter().copied().filter(move |item| {
        while other.get(at).is_some_and(|there| there < item) {
            at += 1;
        }
        other.get(at) == Some(item)
    })
}

#[cfg(test)]
mod tests {
    use super::{Rarity, Vocabulary, clause, common, names};

    #[test]
    fn words_meet_by_their_stems_and_rare_ones_count_more() {
        let mut vocabulary = Vocabulary::default();
        let texts = ["Troops retreated from Karsa", "The retreat of troops", "Troops in Dolme"]
            .map(|text| clause(text, "", &mut |word| Some(vocabulary.number(word))));
        let rarity = Rarity::new(texts.iter().map(Vec::as_slice));
        let share =
            |a: usize, b: usize| rarity.share((&texts[a], rarity.sum(&texts[a])), (&texts[b], rarity.sum(&texts[b])));
        assert!(share(0, 1) > share(0, 2));
        let mut marks = super::Marks::default();
        for one in [2, 0] {
            marks.take_up((&texts[one], rarity.sum(&texts[one])), &rarity);
            assert!((0..3).all(|other| marks.share((&texts[other], rarity.sum(&texts[other]))) == share(one, other)));
        }
        assert_eq!(rarity.rarest(&texts[0], &texts[1], &vocabulary), ["retrea", "troops"]);
    }

    #[test]
    fn names_meet_however_they_are_spelled() {
        assert_eq!(
            names("Two died in Tel Orva, near Dolme. Troops held Qutab Khel"),
            ["Tel Orva", "Dolme", "Qutab Khel"]
        );
        let mut vocabulary = Vocabulary::default();
        let mut read = |text| clause(text, "", &mut |word| Some(vocabulary.number(word)));
        let (one, other) = (read("Two died in Tel Orva"), read("A blast in Telorva"));
        assert_eq!(common(&one, &other).count(), 1);
    }

    #[test]
    fn common_items_of_sorted_lists() {
        assert_eq!(common(&[1, 3, 5, 9], &[2, 3, 9]).collect::<Vec<_>>(), [3, 9]);
        assert_eq!(common::<u8>(&[], &[1]).count(), 0);
    }
}
