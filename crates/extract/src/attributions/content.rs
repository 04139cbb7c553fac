//! What is it that is said?

use crate::pattern::{Scene, Tree};
use language::{Relation, Tag};
use schema::{Attribution, Document, Span};
use std::ops::Range;

/// The longest stretch between quotation marks that is held for one quotation, in bytes.
const LONGEST: usize = 3000;

const SUBJECTS: [Relation; 4] = [Relation::Nsubj, Relation::NsubjPass, Relation::Csubj, Relation::CsubjPass];

/// Finds the stretches in quotation marks, in text order; none crosses a section.
pub(super) fn quotes(text: &str, document: &Document) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, letter, length) in marks(text) {
        match (open, letter) {
            (None, '“' | '"' | '«') => open = Some((at + length, letter)),
            (Some((start, mark)), '”' | '"' | '»') if closes(mark, letter) => {
                if at - start <= LONGEST && in_one_section(document, start, at) {
                    found.push(Span::new(start, at));
                }
                open = None;
            }
            (Some((start, _)), _) if at - start > LONGEST => open = None,
            (Some(_), '\n') if text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n')) => open = None,
            _ => {}
        }
    }
    found
}

/// Gives the letters of a text with place and length; two apostrophes are one quotation mark.
fn marks(text: &str) -> impl Iterator<Item = (usize, char, usize)> + '_ {
    let mut skip = 0;
    text.char_indices().filter_map(move |(at, letter)| {
        if at < skip {
            return None;
        }
        let double = text[at..].starts_with("\'\'") || text[at..].starts_with("``");
        let length = if double { 2 } else { letter.len_utf8() };
        skip = at + length;
        Some((at, if double { '"' } else { letter }, length))
    })
}

/// Gives whole quotations that nobody is named for to who spoke last, in their paragraph or the one before it.
pub(super) fn go_on(document: &Document, quotes: &[Span], found: &mut [Attribution]) {
    let section = |at: usize| document.sections.partition_point(|section| section.span.end <= at);
    for quote in quotes.iter().filter(|quote| quote.end - quote.start > 40) {
        if found.iter().any(|one| one.content.iter().any(|content| content.overlaps(*quote))) {
            continue;
        }
        let spoken = found.iter_mut().filter(|one| one.cue.end <= quote.start && !super::is_stance(one));
        let last = spoken.filter(|one| !one.rule.starts_with("posts/")).max_by_key(|one| one.cue);
        if let Some(last) = last.filter(|last| section(last.cue.start) + 1 >= section(quote.start)) {
            last.content.push(*quote);
        }
    }
}

fn closes(open: char, close: char) -> bool {
    matches!((open, close), ('“', '”' | '"') | ('"', '"' | '”') | ('«', '»'))
}

fn in_one_section(document: &Document, start: usize, end: usize) -> bool {
    let index = document.sections.partition_point(|section| section.span.end <= start);
    document.sections.get(index).is_none_or(|section| end <= section.span.end)
}

/// Gives what a verb of speech says: its clause, or the sentence it is set into ("…, said X").
pub(super) fn of_speech(scene: &Scene<'_, '_>, verb: usize) -> Vec<Span> {
    let tree = &scene.tree;
    let clauses = tree.by(verb, &[Relation::Ccomp, Relation::Xcomp, Relation::Csubj, Relation::CsubjPass]);
    let clauses = clauses.chain(gone_on_with(scene, verb));
    let mut spans: Vec<Span> = clauses.filter_map(|clause| tree.analysis.span_of(&tree.below(clause, &[]))).collect();
    // "S, X said": the parser hangs the saying below what is said, or the other way round.
    let set_in =
        matches!(tree.relation(verb), Relation::Parataxis | Relation::Advcl | Relation::Discourse | Relation::Dep);
    let as_x_said = tree.relation(verb) == Relation::Advcl;
    let with_ing = as_x_said && tree.fine(verb) == "VBG";
    let head = tree.head(verb).filter(|_| spans.is_empty() && set_in && !with_ing);
    match head.map(|head| (head, stop(tree, head..verb, &[";"]))) {
        // "Orva hit by bombs; Karsa says it shot down nine drones": that says nothing of the bombs.
        Some((_, Some(parted))) => {
            let behind = tree.below(verb, &[]).into_iter().filter(|&word| word > verb.max(parted));
            spans.extend(tree.analysis.span_of(&behind.collect::<Vec<_>>()));
        }
        Some((head, None)) => spans.extend(without(scene, head, verb)),
        None => {}
    }
    // "as saying (that) S", "told reporters that S": the clause may hang on a participle or the hearer.
    let inner = tree.by(verb, &[Relation::Advcl, Relation::Obl, Relation::Obj, Relation::Iobj]);
    for inner in inner.filter(|&inner| inner > verb) {
        // "told the agency *that rebels had fled*", taken for a relative clause
        let relative = tree.by(inner, &[Relation::AclRelcl]).filter(|clause| has_that(scene, *clause));
        let clauses = tree.by(inner, &[Relation::Ccomp, Relation::Acl]).chain(relative);
        spans.extend(clauses.filter_map(|clause| tree.analysis.span_of(&tree.below(clause, &[]))));
    }
    // "Front claims attack, jets pound Orva": with a comma between, that is another piece of news.
    let object = tree.by(verb, &[Relation::Obj]).next();
    let another = |words: &[usize]| {
        let from = object.zip(words.first()).filter(|(object, first)| **first > verb.max(*object));
        from.is_some_and(|(object, &first)| stop(tree, object..first + 1, &[",", ";"]).is_some())
    };
    let beside = tree.by(verb, &[Relation::Parataxis]).map(|clause| tree.below(clause, &[]));
    spans.extend(beside.filter(|words| !another(words)).filter_map(|words| tree.analysis.span_of(&words)));
    spans
}

/// Gives the first of some marks in a stretch of words.
fn stop(tree: &Tree<'_, '_>, mut words: Range<usize>, marks: &[&str]) -> Option<usize> {
    words.find(|&word| marks.contains(&tree.lemma(word).as_str()))
}

fn has_that(scene: &Scene<'_, '_>, clause: usize) -> bool {
    scene.tree.by(clause, &[Relation::Mark]).any(|mark| scene.lemma(mark) == "that")
}

/// "Said that 18 soldiers died *and 12 were taken prisoner*": gives clauses without a comma before them that the parser hangs
/// on the saying.
fn gone_on_with(scene: &Scene<'_, '_>, verb: usize) -> Vec<usize> {
    let tree = &scene.tree;
    let said = tree.by(verb, &[Relation::Ccomp]).find(|clause| *clause > verb && has_that(scene, *clause));
    let Some(said) = said else { return Vec::new() };
    let goes_on = |clause: &usize| {
        let first = tree.below(*clause, &[]).first().copied().unwrap_or(*clause);
        let told =
            tree.by(*clause, &SUBJECTS).next().is_some() && tree.by(*clause, &[Relation::Ccomp]).next().is_none();
        told && first > said
            && tree.by(*clause, &[Relation::Cc]).any(|and| and == first)
            && tree.lemma(first - 1) != ","
    };
    tree.by(verb, &[Relation::Conj]).filter(goes_on).collect()
}

/// Gives what a verb of reporting says: a clause, or the happening that is its object.
pub(super) fn of_report(scene: &Scene<'_, '_>, verb: usize) -> Vec<Span> {
    let tree = &scene.tree;
    let mut spans = of_speech(scene, verb);
    if spans.is_empty() {
        let objects = tree.by(verb, &[Relation::Obj, Relation::NsubjPass]);
        spans.extend(objects.filter_map(|object| tree.analysis.span_of(&tree.below(object, &[]))));
    }
    spans
}

/// "put *the death toll at 19*", "gave *a lower toll of 17*": who counts the dead says so.
pub(super) fn of_toll(scene: &Scene<'_, '_>, verb: usize) -> Vec<Span> {
    let tree = &scene.tree;
    let is_toll = |noun: usize| scene.is(noun, "toll_noun");
    if !scene.is(verb, "toll_verb") || !tree.by(verb, &[Relation::Obj]).any(is_toll) {
        return Vec::new();
    }
    let words: Vec<usize> = tree.below(verb, &[Relation::Conj]).into_iter().filter(|&word| word > verb).collect();
    let is_number = |&word: &usize| tree.tag(word) == Tag::Numeral;
    words.iter().any(is_number).then(|| tree.analysis.span_of(&words)).flatten().into_iter().collect()
}

/// "accused X *of shelling the town*"
pub(super) fn of_accusation(scene: &Scene<'_, '_>, verb: usize) -> Vec<Span> {
    let tree = &scene.tree;
    // "accused the rebels *of burning homes*", hung on the rebels
    let accused = tree.by(verb, &[Relation::Obj, Relation::NsubjPass]);
    let deeds = accused.flat_map(|who| tree.by(who, &[Relation::Acl]).filter(|&deed| tree.fine(deed) == "VBG"));
    let parts = tree.by(verb, &[Relation::Advcl, Relation::Obl, Relation::Ccomp, Relation::Xcomp]).chain(deeds);
    let parts = parts.filter(|&part| {
        tree.by(part, &[Relation::Case, Relation::Mark]).any(|case| matches!(scene.lemma(case), "of" | "for" | "that"))
    });
    parts.filter_map(|part| tree.analysis.span_of(&tree.below(part, &[]))).collect()
}

/// Gives the clause into which "according to X" is set, on both sides of it.
pub(super) fn around(scene: &Scene<'_, '_>, speaker: usize, cue: usize) -> Vec<Span> {
    let tree = &scene.tree;
    let phrase = speaker.min(cue);
    let top = if tree.is_below(speaker, cue) { cue } else { speaker };
    let clause = tree.head(top).and_then(|head| {
        tree.analysis.ancestors(head).find(|&above| tree.is_verb(above) || tree.relation(above) == Relation::Root)
    });
    match clause {
        Some(clause) if ends_sentence(scene, top) => without(scene, carried_on(scene, clause), top),
        Some(clause) => without(scene, clause, top),
        None => {
            let sentence = tree.analysis.sentences[tree.analysis.sentence_of(phrase)].span;
            vec![sentence]
        }
    }
}

/// "Jets hit the camp, killing six, *according to X*.": at the end of a sentence, behind a comma.
fn ends_sentence(scene: &Scene<'_, '_>, phrase: usize) -> bool {
    let tree = &scene.tree;
    let words = tree.below(phrase, &[]);
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
    let sentence = &tree.analysis.sentences[tree.analysis.sentence_of(phrase)].tokens;
    let comma = (first.saturating_sub(1)..=first).any(|token| tree.lemma(token) == ",");
    comma && (last + 1..sentence.end).all(|token| tree.tag(token) == Tag::Punctuation)
}

/// Gives the clause that another only carries on: "hit the camp, *leaving six dead*", "bombed the convoy *and dropped
/// leaflets*".
fn carried_on(scene: &Scene<'_, '_>, clause: usize) -> usize {
    let tree = &scene.tree;
    let mut at = clause;
    while let Some(head) = tree.head(at) {
        let loose = tree.fine(at) == "VBG" && matches!(tree.relation(at), Relation::Advcl | Relation::Acl);
        let joined = tree.relation(at) == Relation::Conj && tree.by(at, &SUBJECTS).next().is_none();
        if !(loose || joined || tree.relation(at) == Relation::Xcomp) {
            break;
        }
        at = head;
    }
    at
}

/// Gives the words below `head` on both sides of the subtree of `inner`.
fn without(scene: &Scene<'_, '_>, head: usize, inner: usize) -> Vec<Span> {
    let tree = &scene.tree;
    let taken = tree.below(inner, &[Relation::Ccomp]);
    let (first, last) = (taken.first().copied().unwrap_or(inner), taken.last().copied().unwrap_or(inner));
    let all = tree.below(head, &[]);
    let before: Vec<usize> = all.iter().copied().filter(|&token| token < first).collect();
    let after: Vec<usize> = all.iter().copied().filter(|&token| token > last).collect();
    [before, after].iter().filter_map(|side| tree.analysis.span_of(side)).collect()
}

/// Gives the quotations that stand in the sentence of a verb of speech.
pub(super) fn quoted_beside(scene: &Scene<'_, '_>, verb: usize, quotes: &[Span]) -> Vec<Span> {
    let tree = &scene.tree;
    let analysis = tree.analysis;
    let sentence = analysis.sentences[analysis.sentence_of(verb)].span;
    let own = analysis.tokens[verb].span;
    let first = quotes.partition_point(|quote| quote.end <= sentence.start);
    let beside = quotes[first..].iter().take_while(|quote| quote.start < sentence.end);
    // A few words in quotation marks are a word of the account's own, unless they stand at the verb.
    let at_verb = |quote: &Span| quote.start.saturating_sub(own.end) < 12 && own.start.saturating_sub(quote.end) < 30;
    let long_enough = |quote: &&Span| (quote.end - quote.start > 20 || at_verb(quote)) && !quote.contains(own);
    beside.filter(long_enough).copied().collect()
}

/// Puts spans in order and joins those that overlap.
pub(super) fn join(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans.drain(..) {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => joined.push(span),
        }
    }
    *spans = joined;
}
