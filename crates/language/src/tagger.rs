//! What part of speech is each word?
//!
//! Left to right; each choice sees the words around it and the two tags before it.

use crate::form::{Form, key};
use crate::weights::{Scorer, best};
use std::collections::BTreeMap;

/// Words of the treebanks and the kind of tags each had there: a number for each combination of usual tags.
pub type Classes = BTreeMap<u32, u32>;

/// One sentence as the tagger sees it.
pub struct View {
    forms: Vec<Form>,
    classes: Vec<u32>,
    /// Capitals through the sentence: none to speak of, most words, all letters.
    case: u32,
}

/// The tag before the first word.
const START: u32 = u32::MAX;

impl View {
    /// Views the words of one sentence.
    pub fn new(forms: Vec<Form>, classes: &Classes) -> Self {
        let kinds = forms.iter().map(|form| classes.get(&form.lower).copied().unwrap_or(0)).collect();
        let (capital, shouted) =
            forms.iter().fold((0, 0), |(c, s), f| (c + usize::from(f.capital), s + usize::from(f.shouted)));
        let case =
            if shouted * 2 > forms.len() { 2 } else { u32::from(capital * 3 > forms.len() * 2 && forms.len() > 3) };
        Self { forms, classes: kinds, case }
    }

    /// Chooses a label for every word.
    pub fn tag(&self, scorer: &impl Scorer, labels: usize) -> Vec<u8> {
        let mut tags: Vec<u8> = Vec::with_capacity(self.forms.len());
        let mut keys = Vec::new();
        let mut scores = vec![0; labels];
        for at in 0..self.forms.len() {
            self.features(at, &tags, &mut keys);
            scores.fill(0);
            keys.iter().for_each(|key| scorer.add(*key, &mut scores));
            tags.push(best(&scores, |_| true).and_then(|label| u8::try_from(label).ok()).unwrap_or(0));
        }
        tags
    }

    /// Collects the features of the word at `at`, given the tags before it.
    pub fn features(&self, at: usize, tags: &[u8], keys: &mut Vec<u32>) {
        keys.clear();
        let mut add = |parts: &[u32]| keys.push(key(keys.len() as u32, parts));
        let w = &self.forms[at];
        let near = |offset: isize| at.checked_add_signed(offset).and_then(|i| self.forms.get(i));
        let lower = |offset| near(offset).map_or(1, |form: &Form| form.lower);
        let shape = |offset| near(offset).map_or(1, |form: &Form| form.shape);
        let suffix = |offset, n: usize| near(offset).map_or(1, |form: &Form| form.suffixes[n - 1]);
        let class = |offset| at.checked_add_signed(offset).and_then(|i| self.classes.get(i)).map_or(1, |class| *class);
        let tag = |back: usize| at.checked_sub(back).and_then(|i| tags.get(i)).map_or(START, |tag| u32::from(*tag));
        let (t1, t2, c0) = (tag(1), tag(2), class(0));
        let first = u32::from(at == 0);

        add(&[]);
        add(&[w.exact]);
        add(&[w.lower]);
        w.suffixes.iter().for_each(|suffix| add(&[*suffix]));
        w.prefixes.iter().for_each(|prefix| add(&[*prefix]));
        add(&[w.shape]);
        add(&[w.shape, first, self.case]);
        add(&[c0]);
        add(&[c0, first, u32::from(w.capital), self.case]);
        add(&[t1]);
        add(&[t1, t2]);
        add(&[t1, w.lower]);
        add(&[t1, c0]);
        add(&[t2, t1, c0]);
        add(&[t1, suffix(0, 3)]);
        add(&[t1, class(1)]);
        add(&[t1, c0, class(1)]);
        add(&[t1, lower(1)]);
        add(&[t1, t2, w.lower]);
        add(&[lower(-1)]);
        add(&[lower(-2)]);
        add(&[lower(1)]);
        add(&[lower(2)]);
        add(&[lower(-1), w.lower]);
        add(&[w.lower, lower(1)]);
        add(&[lower(-1), lower(1)]);
        add(&[lower(-2), lower(-1)]);
        add(&[lower(1), lower(2)]);
        add(&[suffix(-1, 3)]);
        add(&[suffix(1, 3)]);
        add(&[suffix(1, 2)]);
        add(&[suffix(0, 3), suffix(1, 3)]);
        add(&[suffix(-1, 3), suffix(0, 3)]);
        add(&[class(1)]);
        add(&[class(2)]);
        add(&[c0, class(1)]);
        add(&[c0, class(1), class(2)]);
        add(&[class(-1), c0, class(1)]);
        add(&[w.lower, class(1)]);
        add(&[w.lower, class(1), class(2)]);
        add(&[suffix(0, 2), class(1)]);
        add(&[shape(-1), w.shape]);
        add(&[w.shape, shape(1)]);
        add(&[shape(-1), w.shape, shape(1), self.case]);
        add(&[w.shape, t1]);
        add(&[w.shape, lower(1)]);
        add(&[w.shape, lower(-1)]);
        add(&[suffix(0, 4), w.shape, first]);
    }
}
