//! `cargo xtask train ../shared/data`: learns `models/en/` from the free treebanks and sets of names.

use crate::listed;
use anyhow::{Context, Result, anyhow};
use language::training::{self, Plan, names, templates, treebank, variants};
use schema::{DataFile, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The treebanks, and how often each is read in one pass; the project's own sentences count more than others.
const TREEBANKS: [&str; 2] = ["syntax/en_ewt-train.conllu", "syntax/en_gum-train.conllu"];
const OWN: &str = "models/en/conflict.conllu";
const OWN_COPIES: usize = 3;
/// Sentences of our own that are made from templates, and how many of each.
const TEMPLATES: &str = "models/en/templates.txt";
const TEMPLATE_VARIANTS: usize = 12;
/// Templates of what was misread, learned last.
const LESSONS: &str = "models/en/mending.txt";
/// One in how many other sentences is read with the last lessons.
const OTHERS: usize = 5;
/// The network before the last lessons, kept for those who add some.
const UNMENDED: &str = "target/network.bin.zst";
/// Seeds of the networks that learn first, and then teach the one that is kept.
const TEACHERS: [u64; 3] = [20_161_003, 771, 772];
/// Texts without trees, which the teachers read for it.
const BARE: [&str; 3] = ["entities/re3d-dev.jsonl", "times/wikiwars-dev.jsonl", "places/geovirus-dev.jsonl"];
/// Words of a sentence without a tree, at least and at most.
const BARE_WORDS: std::ops::Range<usize> = 4..80;
/// Names in the sentences of the first treebank.
const NAMES: &str = "entities/en_ewt-train.iob2";
/// Their columns.
pub const NAME_COLUMNS: names::Columns = names::Columns { between: '\t', word: 1, label: 2 };
/// More names, in sentences without trees.
const MORE_NAMES: &str = "entities/wikigold/wikigold.conll.txt";
const MORE_NAME_COLUMNS: names::Columns = names::Columns { between: ' ', word: 0, label: 1 };

/// Learns splitter, lemmas, network and names, and writes them below `root`.
pub fn train(data: &Path, root: &Path) -> Result<()> {
    let sentences = sentences(data, root)?;
    let count: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
    eprintln!("{} sentences, {count} words", sentences.len());
    let plan = Plan::default();
    let words = file(&root.join("models/en/words.txt"))?;
    let mut files = vec![split(data, root)?, training::lemmatize(&sentences)?];
    let mut teachers = Vec::new();
    for seed in TEACHERS {
        let tell = |pass| eprintln!("teacher {seed}: pass {} of {}", pass + 1, plan.passes);
        teachers.push(training::train(&sentences, Plan { seed, ..plan }, tell)?);
    }
    let nameless = [training::untaught()?, training::list(std::iter::empty())?];
    let given = [&files[..], &[words, teachers[0].clone()], &nameless].concat();
    let segmenter = language::Model::load(&given).map_err(first)?;
    let bare = bare(data, &segmenter)?;
    eprintln!("{} sentences without trees, {} words", bare.len(), bare.iter().map(Vec::len).sum::<usize>());
    let tell = |pass| eprintln!("pass {} of {}", pass + 1, plan.passes);
    let network = training::study(&teachers, (&sentences, &bare), plan, tell)?.context("a teacher is damaged")?;
    std::fs::write(root.join(UNMENDED), &network.bytes)?;
    files.push(mended(&network, &sentences, root)?);
    for file in files {
        eprintln!("{} {} kB", file.path, file.bytes.len() / 1000);
        std::fs::write(root.join(&file.path), &file.bytes).with_context(|| file.path.clone())?;
    }
    names(data, root)
}

/// Learns alone where sentences end.
pub fn splitter(data: &Path, root: &Path) -> Result<()> {
    let splitter = split(data, root)?;
    eprintln!("{} {} kB", splitter.path, splitter.bytes.len() / 1000);
    std::fs::write(root.join(&splitter.path), &splitter.bytes).context(splitter.path)
}

/// Learns from whole paragraphs only: what is made of single sentences does not say how they follow one another.
fn split(data: &Path, root: &Path) -> Result<DataFile> {
    let mut paragraphs = Vec::new();
    for path in TREEBANKS.map(|path| data.join(path)).into_iter().chain([root.join(OWN)]) {
        paragraphs.extend(read(&path)?);
    }
    Ok(training::split(&paragraphs, &file(&root.join("models/en/words.txt"))?, Plan::default().seed)?)
}

/// Learns names alone, with the network as it stands.
pub fn names(data: &Path, root: &Path) -> Result<()> {
    let lists = listed::lists(root)?;
    let mut files = vec![training::untaught()?, lists.clone()];
    for name in language::Model::FILES.iter().filter(|name| !["names.bin.zst", "lists.bin.zst"].contains(name)) {
        files.push(DataFile { path: format!("models/en/{name}"), ..file(&root.join("models/en").join(name))? });
    }
    let model = language::Model::load(&files).map_err(first)?;
    let mut texts = Vec::new();
    for (path, columns) in [(NAMES, NAME_COLUMNS), (MORE_NAMES, MORE_NAME_COLUMNS)] {
        texts.extend(texts_of(read_names(&data.join(path), columns)?));
    }
    let names = training::name(&texts, &model, Plan::default().seed)?;
    for file in [lists, names] {
        eprintln!("{} {} kB", file.path, file.bytes.len() / 1000);
        std::fs::write(root.join(&file.path), &file.bytes).with_context(|| file.path.clone())?;
    }
    Ok(())
}

/// Puts together the sentences of each text.
pub fn texts_of(sentences: Vec<treebank::Sentence>) -> Vec<Vec<treebank::Sentence>> {
    let opens = |sentence: &treebank::Sentence| {
        sentence.opens || sentence.words.first().is_some_and(|word| word.form == "-DOCSTART-")
    };
    let mut texts: Vec<Vec<treebank::Sentence>> = Vec::new();
    for sentence in sentences {
        match texts.last_mut() {
            Some(text) if !opens(&sentence) => text.push(sentence),
            _ => texts.push(vec![sentence]),
        }
    }
    texts
}

/// Reads sentences without trees, each once.
fn bare(data: &Path, segmenter: &language::Model) -> Result<Vec<Vec<String>>> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for path in BARE {
        let lines = std::fs::read_to_string(data.join(path)).with_context(|| path.to_owned())?;
        for line in lines.lines() {
            let document: serde_json::Value = serde_json::from_str(line).with_context(|| path.to_owned())?;
            let text = document["text"].as_str().unwrap_or_default();
            let analysis = language::analyze(text, &paragraphs(text), segmenter);
            for sentence in &analysis.sentences {
                let words: Vec<String> = sentence.tokens.clone().map(|at| analysis.word(at).to_owned()).collect();
                if BARE_WORDS.contains(&words.len()) && seen.insert(words.join(" ")) {
                    found.push(words);
                }
            }
        }
    }
    for sentence in read_names(&data.join(MORE_NAMES), MORE_NAME_COLUMNS)? {
        let words: Vec<String> = sentence.words.into_iter().map(|word| word.form).collect();
        found.extend(Some(words).filter(|words| BARE_WORDS.contains(&words.len())));
    }
    Ok(found)
}

/// Gives the lines of a text that hold words.
fn paragraphs(text: &str) -> Vec<Span> {
    let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Span::new(start(line), start(line) + line.len())).collect()
}

/// Repeats the last lessons alone, on the network that [`train`] left before them.
pub fn mend(data: &Path, root: &Path) -> Result<()> {
    let network = mended(&file(&root.join(UNMENDED))?, &sentences(data, root)?, root)?;
    std::fs::write(root.join(&network.path), &network.bytes).context(network.path)
}

/// Teaches what was misread, among some of all other sentences so that nothing is forgotten.
fn mended(network: &DataFile, sentences: &[treebank::Sentence], root: &Path) -> Result<DataFile> {
    let mut lessons = file(&root.join(TEMPLATES))?;
    lessons.bytes.extend(std::fs::read(root.join(LESSONS))?);
    let mut all = templates::make(&lessons, TEMPLATE_VARIANTS, Plan::default().seed).map_err(first)?;
    all.extend(sentences.iter().step_by(OTHERS).cloned());
    training::mend(network, &all, Plan::mending())?.context("the network is damaged")
}

/// Reads all that is learned from.
fn sentences(data: &Path, root: &Path) -> Result<Vec<treebank::Sentence>> {
    let mut sentences = Vec::new();
    for path in TREEBANKS {
        sentences.extend(read(&data.join(path))?);
    }
    let named = read_names(&data.join(NAMES), NAME_COLUMNS)?;
    let text = |sentence: &treebank::Sentence| {
        sentence.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
    };
    let names: BTreeMap<String, Vec<u8>> =
        named.into_iter().map(|sentence| (text(&sentence), sentence.names)).collect();
    for sentence in &mut sentences {
        if let Some(names) = names.get(&text(sentence)) {
            sentence.names.clone_from(names);
        }
    }
    let more = variants::variants(&sentences, Plan::default().seed);
    let own = read(&root.join(OWN))?;
    (0..OWN_COPIES).for_each(|_| sentences.extend(own.iter().cloned()));
    let own = templates::make(&file(&root.join(TEMPLATES))?, TEMPLATE_VARIANTS, Plan::default().seed).map_err(first)?;
    sentences.extend(more);
    sentences.extend(variants::variants(&own, Plan::default().seed));
    sentences.extend(own);
    sentences.extend(read_names(&data.join(MORE_NAMES), MORE_NAME_COLUMNS)?);
    Ok(sentences)
}

/// Reads one treebank; the first problem is the error.
pub fn read(path: &Path) -> Result<Vec<treebank::Sentence>> {
    treebank::read(&file(path)?).map_err(first)
}

/// Reads one set of names.
pub fn read_names(path: &Path, columns: names::Columns) -> Result<Vec<treebank::Sentence>> {
    names::read(&file(path)?, columns).map_err(first)
}

fn file(path: &Path) -> Result<DataFile> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(DataFile { path: path.display().to_string(), bytes })
}

fn first(problems: Vec<schema::Problem>) -> anyhow::Error {
    problems.first().map_or_else(|| anyhow!("no problem"), |problem| anyhow!("{problem}"))
}
