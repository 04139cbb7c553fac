//! Which sentences can be made from templates of our own?
//!
//! The file says how a template is written; each gives a number of variants, with its slots filled by chance.

use super::dice::Dice;
use super::treebank::{Sentence, Word};
use crate::fine;
use crate::grammar::{Relation, Tag};
use crate::names::labels::Kind;
use schema::{DataFile, Problem};
use std::collections::BTreeMap;

/// A phrase or a sentence: its items in order.
type Line = Vec<Item>;

/// One part of a template.
#[derive(Clone)]
struct Item {
    /// A word, or the phrases that may stand here.
    part: Part,
    head: usize,
    relation: Option<Relation>,
}

#[derive(Clone)]
enum Part {
    Word(Box<Word>, u8),
    Slot(String, bool),
}

/// Makes `variants` sentences of each template, or tells every line that cannot be read.
pub fn make(file: &DataFile, variants: usize, seed: u64) -> Result<Vec<Sentence>, Vec<Problem>> {
    let text = file.text().map_err(|problem| vec![problem])?;
    let mut slots: BTreeMap<String, Vec<Line>> = BTreeMap::new();
    let (mut slot, mut problems) = (String::new(), Vec::new());
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[') {
            name.trim_end_matches(']').clone_into(&mut slot);
            continue;
        }
        match line.split(' ').map(item).collect::<Result<Line, String>>() {
            Ok(items) => slots.entry(slot.clone()).or_default().push(items),
            Err(message) => {
                let hint = "write `soldiers_NNS_2_nsubj` or `$group_2_nsubj`".into();
                problems.push(Problem { file: file.path.clone(), line: number + 1, message, hint });
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut dice = Dice::new(seed);
    let templates = slots.get("sentences").map_or(&[][..], Vec::as_slice);
    let all = templates.iter().flat_map(|template| std::iter::repeat_n(template, variants));
    Ok(all.map(|template| fill(template, &slots, &mut dice)).collect())
}

/// Reads one part: `soldiers_NNS_2_nsubj`, `~Zor_NNP_1_flat_LOC`, `$group!_2_nsubj`.
fn item(text: &str) -> Result<Item, String> {
    let cells: Vec<&str> = text.split('_').collect();
    let wrong = || format!("`{text}` is no part of a template");
    let number = |cell: &str| cell.parse::<usize>().map_err(|_| wrong());
    let relation = |cell: &&str| Relation::parse(cell).ok_or_else(wrong);
    if let Some(slot) = cells[0].strip_prefix('$') {
        let [_, head, given] = cells[..] else { return Err(wrong()) };
        let part = Part::Slot(slot.trim_end_matches('!').into(), slot.ends_with('!'));
        return Ok(Item { part, head: number(head)?, relation: Some(relation(&given)?) });
    }
    let (&[form, tags, head], rest) = cells.split_first_chunk().ok_or_else(wrong)?;
    let (tag, fine) = match tags.split_once('.').filter(|(tag, _)| !tag.is_empty()) {
        Some((tag, fine)) => (Tag::parse(tag).ok_or_else(wrong)?, fine),
        None => (usual(tags), tags),
    };
    let kind = rest.iter().find_map(|cell| Kind::parse(cell)).map_or(0, |kind| kind as u8 * 2 + 1);
    let word = Word {
        form: form.trim_start_matches('~').into(),
        lemma: "_".into(),
        tag,
        fine: fine::number(fine).ok_or_else(wrong)?,
        head: 0,
        relation: Relation::Root,
        joined: form.starts_with('~'),
    };
    let relation = rest.first().and_then(|cell| Relation::parse(cell));
    Ok(Item { part: Part::Word(Box::new(word), kind), head: number(head)?, relation })
}

/// The universal tag that usually goes with a Penn tag.
fn usual(fine: &str) -> Tag {
    match fine {
        "NN" | "NNS" => Tag::Noun,
        "NNP" | "NNPS" => Tag::ProperNoun,
        "DT" => Tag::Determiner,
        "IN" | "RP" => Tag::Adposition,
        "JJ" | "JJR" | "JJS" => Tag::Adjective,
        "CD" => Tag::Numeral,
        "RB" | "RBR" | "RBS" | "WRB" => Tag::Adverb,
        "PRP" | "PRP$" | "WP" | "WDT" => Tag::Pronoun,
        "CC" => Tag::CoordinatingConjunction,
        "TO" | "POS" => Tag::Particle,
        "MD" => Tag::Auxiliary,
        fine if fine.starts_with("VB") => Tag::Verb,
        _ => Tag::Punctuation,
    }
}

fn fill(template: &Line, slots: &BTreeMap<String, Vec<Line>>, dice: &mut Dice) -> Sentence {
    let mut sentence = Sentence { opens: true, ..Sentence::default() };
    // Where the head of each item stands, and which head each word seeks among the items.
    let (mut places, mut seeks) = (Vec::new(), Vec::new());
    for item in template {
        let start = sentence.words.len();
        let (phrase, capital) = match &item.part {
            Part::Word(..) => (std::slice::from_ref(item), false),
            Part::Slot(name, capital) => {
                let phrases = slots.get(name).map_or(&[][..], Vec::as_slice);
                (phrases.get(dice.below(phrases.len())).map_or(&[][..], Vec::as_slice), *capital)
            }
        };
        let alone = matches!(item.part, Part::Word(..));
        places.push(start + 1);
        for inner in phrase {
            let Part::Word(word, kind) = &inner.part else { continue };
            let goes_on = *kind > 0 && !alone && sentence.words.len() > start && {
                sentence.names.last().is_some_and(|before| *before == *kind || *before == kind + 1)
            };
            sentence.names.push(kind + u8::from(goes_on));
            if word.joined
                && let Some(before) = sentence.words.last_mut()
            {
                before.joined = true;
            }
            let is_head = alone || inner.head == 0;
            if is_head {
                places.pop();
                places.push(sentence.words.len() + 1);
                seeks.push(Some((item.head, item.relation)));
            } else {
                seeks.push(None);
            }
            let head = if is_head { 0 } else { start + inner.head };
            let relation = inner.relation.unwrap_or(Relation::Root);
            let mut word = Word { head, relation, joined: false, ..(**word).clone() };
            if capital && sentence.words.len() == start {
                word.form = capitalized(&word.form);
            }
            sentence.words.push(word);
        }
    }
    for (word, seek) in sentence.words.iter_mut().zip(seeks) {
        if let Some((head, relation)) = seek {
            word.head = head.checked_sub(1).and_then(|at| places.get(at)).copied().unwrap_or(0);
            word.relation = relation.unwrap_or(Relation::Root);
        }
    }
    sentence
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::make;
    use schema::DataFile;

    #[test]
    fn every_sentence_of_ours_is_a_tree() {
        let bytes = include_bytes!("../../../../models/en/templates.txt").to_vec();
        let sentences = make(&DataFile { path: "templates.txt".into(), bytes }, 3, 1).unwrap();
        assert!(sentences.len() > 200);
        for sentence in sentences {
            let text = sentence.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ");
            assert_eq!(sentence.words.iter().filter(|word| word.head == 0).count(), 1, "{text}");
            assert_eq!(sentence.names.len(), sentence.words.len(), "{text}");
            for at in 1..=sentence.words.len() {
                let heads = std::iter::successors(Some(at), |at| Some(sentence.words.get(at.checked_sub(1)?)?.head));
                assert!(heads.take(sentence.words.len() + 1).any(|at| at == 0), "{text}: a circle");
            }
        }
    }

    #[test]
    fn wrong_lines_are_told() {
        let bytes = b"[sentences]\nArmy_NN_2_nsubj attacks_VBZ_0_root\nArmy_NNX_2_nsubj\n$group_2\n".to_vec();
        let problems = make(&DataFile { path: "templates.txt".into(), bytes }, 1, 1).unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [3, 4]);
    }
}
