//! How are base forms learned?

use super::treebank::Sentence;
use crate::lemmas::{ENDING, Edit, Lemmas};
use std::collections::BTreeMap;

type Counts = BTreeMap<(u8, String), BTreeMap<Edit, usize>>;

/// Learns rules for endings, and the words that these get wrong.
pub fn learn(treebank: &[Sentence]) -> Lemmas {
    let mut words = Counts::new();
    for word in treebank.iter().flat_map(|sentence| &sentence.words) {
        let lower = word.form.to_lowercase();
        let lemma = if word.lemma.to_lowercase() == lower { lower.clone() } else { word.lemma.to_lowercase() };
        if lemma.is_empty() || word.lemma == "_" {
            continue;
        }
        *words.entry((word.fine, lower.clone())).or_default().entry(Edit::between(&lower, &lemma)).or_default() += 1;
    }
    let mut endings = Counts::new();
    for ((tag, word), edits) in &words {
        let Some((edit, _)) = common(edits) else { continue };
        let letters: Vec<(usize, char)> = word.char_indices().collect();
        for length in 0..=ENDING.min(letters.len()) {
            let start = letters.get(letters.len() - length).map_or(word.len(), |letter| letter.0);
            *endings.entry((*tag, word[start..].to_owned())).or_default().entry(edit.clone()).or_default() += 1;
        }
    }
    let mut lemmas = Lemmas::default();
    for ((tag, ending), edits) in endings {
        let (Some((edit, count)), true) = (common(&edits), edits.values().sum::<usize>() >= 2) else { continue };
        let shorter = ending.chars().next().map(|c| (tag, ending[c.len_utf8()..].to_owned()));
        let known = shorter.and_then(|shorter| longest(&lemmas, &shorter));
        if count * 2 > edits.values().sum() && known != Some(edit) {
            lemmas.endings.insert(tag, ending, edit.clone());
        }
    }
    let bare = Lemmas { endings: lemmas.endings.clone(), ..Lemmas::default() };
    for ((tag, word), edits) in words {
        let Some((edit, _)) = common(&edits) else { continue };
        let mut wanted = Lemmas::default();
        wanted.words.insert(tag, word.clone(), edit.clone());
        if bare.lemma(&word, tag) != wanted.lemma(&word, tag) {
            lemmas.words.insert(tag, word, edit.clone());
        }
    }
    lemmas
}

fn longest<'a>(lemmas: &'a Lemmas, (tag, ending): &(u8, String)) -> Option<&'a Edit> {
    let starts = ending.char_indices().map(|(at, _)| at).chain([ending.len()]);
    starts.filter_map(|at| lemmas.endings.get(*tag, &ending[at..])).next()
}

fn common(edits: &BTreeMap<Edit, usize>) -> Option<(&Edit, usize)> {
    edits.iter().max_by_key(|(edit, count)| (**count, std::cmp::Reverse(*edit))).map(|(edit, count)| (edit, *count))
}
