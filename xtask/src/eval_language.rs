//! `cargo xtask eval language ../shared/data`: how well are sentences, words and trees found?

use crate::eval_constructions::constructions;
use crate::train::{read, read_names, texts_of};
use anyhow::{Context, Result, anyhow};
use language::training::names::Columns;
use language::training::treebank::{Sentence, Word};
use language::{Analysis, Model, Relation, analyze, analyze_tokens};
use schema::{DataFile, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Our own sentences with some of their relations.
const CONSTRUCTIONS: &str = "models/en/conflict-test.txt";
/// Names in the sentences of the first set.
const NAMES: &str = "entities/en_ewt-dev.iob2";
const NAME_COLUMNS: Columns = Columns { between: '\t', word: 1, label: 2 };

const SETS: [(&str, &str); 2] = [("ewt-dev", "syntax/en_ewt-dev.conllu"), ("gum-dev", "syntax/en_gum-dev.conllu")];

/// Measures on the development parts of the treebanks and writes `reports/language.csv` below `root`.
pub fn eval_language(data: &Path, root: &Path) -> Result<()> {
    let model = load(root)?;
    let mut report = String::from("set,measure,value\n");
    for (name, path) in SETS {
        let gold = Gold::new(&read(&data.join(path))?);
        let started = std::time::Instant::now();
        let fed = analyze_tokens(&gold.text, &gold.sentences, &model);
        let speed = fed.tokens.len() as f64 / started.elapsed().as_secs_f64();
        let raw = analyze(&gold.text, &gold.sections, &model);
        eprintln!("{name}: {speed:.0} tokens a second");
        for (kind, found) in [("gold tokens", &fed), ("raw text", &raw)] {
            for (measure, value) in scores(&gold, found) {
                writeln!(report, "{name} {kind},{measure},{value:.4}")?;
            }
        }
    }
    for (relation, share) in constructions(&root.join(CONSTRUCTIONS), &model)? {
        writeln!(report, "conflict constructions,{relation},{share:.4}")?;
    }
    for (name, model) in [("uner-ewt-dev", &model), ("uner-ewt-dev without lists", &model.clone().without_lists())] {
        for (measure, value) in names(&data.join(NAMES), model)? {
            writeln!(report, "{name} gold tokens,{measure},{value:.4}")?;
        }
    }
    eprint!("{report}");
    std::fs::create_dir_all(root.join("reports"))?;
    std::fs::write(root.join("reports/language.csv"), report)?;
    Ok(())
}

/// Scores names: those with the same words and kind are right.
fn names(path: &Path, model: &Model) -> Result<Vec<(&'static str, f64)>> {
    let (mut right, mut all, mut sought) = (0, 0, 0);
    for text in texts_of(read_names(path, NAME_COLUMNS)?) {
        let gold = Gold::new(&text);
        let analysis = analyze_tokens(&gold.text, &gold.sentences, model);
        let found: BTreeSet<_> =
            analysis.names.iter().map(|name| (name.span.start, name.span.end, name.kind as u8)).collect();
        let wanted = wanted(&text, &gold.sentences);
        right += found.intersection(&wanted).count();
        (all, sought) = (all + found.len(), sought + wanted.len());
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    let f1 = 2.0 * right as f64 / (all + sought).max(1) as f64;
    Ok(vec![("names precision", share(all)), ("names recall", share(sought)), ("names f1", f1)])
}

/// Gives the first and last letter and the kind of every name.
fn wanted(sentences: &[Sentence], spans: &[Vec<Span>]) -> BTreeSet<(usize, usize, u8)> {
    let mut wanted = BTreeSet::new();
    for (sentence, spans) in sentences.iter().zip(spans) {
        let mut from = 0;
        for (at, label) in sentence.names.iter().enumerate() {
            from = if label % 2 == 1 { at } else { from };
            let goes_on = sentence.names.get(at + 1).is_some_and(|next| *next == label.next_multiple_of(2));
            if *label > 0 && !goes_on {
                wanted.insert((spans[from].start, spans[at].end, (label - 1) / 2));
            }
        }
    }
    wanted
}

/// Loads the model from the files below `root`.
pub fn load(root: &Path) -> Result<Model> {
    let mut files = Vec::new();
    for name in Model::FILES {
        let path = format!("models/en/{name}");
        let bytes = std::fs::read(root.join(&path)).with_context(|| path.clone())?;
        files.push(DataFile { path, bytes });
    }
    Model::load(&files, "en").map_err(|problems| anyhow!("{problems:?}"))
}

/// A treebank as one text: sentences of a paragraph on a line, paragraphs apart.
struct Gold {
    text: String,
    sections: Vec<Span>,
    sentences: Vec<Vec<Span>>,
    words: BTreeMap<(usize, usize), (Word, Option<Span>)>,
}

impl Gold {
    fn new(treebank: &[Sentence]) -> Self {
        let mut gold =
            Self { text: String::new(), sections: Vec::new(), sentences: Vec::new(), words: BTreeMap::new() };
        let mut start = 0;
        for sentence in treebank {
            if sentence.opens && !gold.text.is_empty() {
                gold.sections.push(Span::new(start, gold.text.trim_end().len()));
                gold.text.push('\n');
                start = gold.text.len();
            }
            gold.add(sentence);
        }
        gold.sections.push(Span::new(start, gold.text.len()));
        gold
    }

    fn add(&mut self, sentence: &Sentence) {
        let mut spans = Vec::new();
        for word in &sentence.words {
            let start = self.text.len();
            self.text.push_str(&word.form);
            spans.push(Span::new(start, self.text.len()));
            if !word.joined {
                self.text.push(' ');
            }
        }
        for (word, span) in sentence.words.iter().zip(&spans) {
            let head = word.head.checked_sub(1).and_then(|at| spans.get(at)).copied();
            self.words.insert((span.start, span.end), (word.clone(), head));
        }
        if !self.text.ends_with(' ') {
            self.text.push(' ');
        }
        self.sentences.push(spans);
    }
}

/// The relation without its subtype: so LAS is counted in the CoNLL 2018 shared task (Zeman et al. 2018).
fn universal(relation: Relation) -> &'static str {
    let label = relation.label();
    label.split_once(':').map_or(label, |(universal, _)| universal)
}

/// F1 of each measure; with gold tokens it is the accuracy.
fn scores(gold: &Gold, found: &Analysis<'_>) -> Vec<(&'static str, f64)> {
    let measures = ["tokens", "upos", "xpos", "lemma", "uas", "las", "las with subtypes"];
    let mut right = BTreeMap::from(measures.map(|measure| (measure, 0)));
    for token in &found.tokens {
        let Some((word, head)) = gold.words.get(&(token.span.start, token.span.end)) else { continue };
        let attached = token.head.map(|head| found.tokens[head].span) == *head;
        let lemma = word.lemma == "_" || token.lemma.to_lowercase() == word.lemma.to_lowercase();
        let checks = [
            ("tokens", true),
            ("upos", token.tag == word.tag),
            ("xpos", token.fine == word.fine_label()),
            ("lemma", lemma),
            ("uas", attached),
            ("las", attached && universal(token.relation) == universal(word.relation)),
            ("las with subtypes", attached && token.relation == word.relation),
        ];
        checks.into_iter().filter(|(_, hit)| *hit).for_each(|(name, _)| *right.entry(name).or_default() += 1);
    }
    let f1 = |hits: usize, found: usize, gold: usize| 2.0 * hits as f64 / (found + gold).max(1) as f64;
    let starts: Vec<Span> =
        gold.sentences.iter().filter_map(|spans| Some(spans.first()?.join(*spans.last()?))).collect();
    let same = found.sentences.iter().filter(|sentence| starts.binary_search(&sentence.span).is_ok()).count();
    let mut scores = vec![("sentences", f1(same, found.sentences.len(), starts.len()))];
    scores.extend(right.into_iter().map(|(name, hits)| (name, f1(hits, found.tokens.len(), gold.words.len()))));
    scores
}
