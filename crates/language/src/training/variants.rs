//! Which other ways of writing a sentence should be read as well?
//!
//! Old dispatches are all capitals, headlines have capitals and no stop, scraped texts lost their commas.

use super::dice::Dice;
use super::treebank::{Sentence, Word};
use crate::grammar::{Relation, Tag};

/// One in how many sentences is learned in each other way, too.
const SHARE: usize = 24;

/// Makes copies of some sentences, written in other ways.
#[must_use]
pub fn variants(treebank: &[Sentence], seed: u64) -> Vec<Sentence> {
    let mut dice = Dice::new(seed);
    let mut copies = Vec::new();
    for sentence in treebank {
        for change in [shouted, titled, small, bare] {
            if dice.below(SHARE) == 0 {
                copies.push(change(sentence));
            }
        }
    }
    copies
}

/// All capitals.
fn shouted(sentence: &Sentence) -> Sentence {
    written(sentence, |word, _| word.to_uppercase())
}

/// Capitals and no stop, as in a headline.
fn titled(sentence: &Sentence) -> Sentence {
    let mut copy = written(sentence, |word, tag| {
        if matches!(tag, Tag::Adposition | Tag::Determiner | Tag::Particle | Tag::CoordinatingConjunction) {
            return word.to_owned();
        }
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    });
    let ends = |word: &Word| word.form == "." && word.relation == Relation::Punct;
    if copy.words.len() > 2 && copy.words.last().is_some_and(ends) {
        copy.words.pop();
        copy.names.truncate(copy.words.len());
    }
    copy
}

/// No capitals at all.
fn small(sentence: &Sentence) -> Sentence {
    written(sentence, |word, _| word.to_lowercase())
}

/// Without its commas.
fn bare(sentence: &Sentence) -> Sentence {
    let is_head = |at: usize| sentence.words.iter().any(|word| word.head == at + 1);
    let stays: Vec<bool> = (0..sentence.words.len())
        .map(|at| sentence.words[at].form != "," || is_head(at) || sentence.words[at].head == 0)
        .collect();
    let place = |head: usize| stays[..head].iter().filter(|stays| **stays).count();
    let kept = |at: &usize| stays[*at];
    let words = (0..stays.len()).filter(kept).map(|at| {
        let word = &sentence.words[at];
        Word { head: place(word.head), ..word.clone() }
    });
    let names = (0..sentence.names.len()).filter(kept).map(|at| sentence.names[at]);
    Sentence { words: words.collect(), names: names.collect(), ..sentence.clone() }
}

fn written(sentence: &Sentence, write: impl Fn(&str, Tag) -> String) -> Sentence {
    let mut copy = sentence.clone();
    for word in &mut copy.words {
        word.form = write(&word.form, word.tag);
    }
    copy
}

#[cfg(test)]
mod tests {
    use super::{bare, shouted};
    use crate::training::treebank::read;
    use schema::DataFile;

    #[test]
    fn commas_go_and_heads_stay() {
        let text = "1\tYes\tyes\tINTJ\tUH\t_\t4\tdiscourse\t_\t_\n2\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n\
                    3\tthey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n4\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_\n";
        let sentences = read(&DataFile { path: "a.conllu".into(), bytes: text.into() }).unwrap();
        let heads: Vec<usize> = bare(&sentences[0]).words.iter().map(|word| word.head).collect();
        assert_eq!(heads, [3, 3, 0]);
        assert_eq!(shouted(&sentences[0]).words[2].form, "THEY");
    }
}
