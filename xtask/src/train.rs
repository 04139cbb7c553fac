//! `cargo xtask train ../shared/data`: learns a language from free treebanks and sets of names.

use crate::listed;
use anyhow::{Context, Result, anyhow, bail};
use language::Model;
use language::training::{self, Plan, names, templates, treebank, variants};
use schema::{DataFile, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// How often our own sentences are read in one pass: they count more than others.
const OWN_COPIES: usize = 3;
/// Sentences made from each of our own templates.
const TEMPLATE_VARIANTS: usize = 12;
/// The network before the last lessons, kept for those who add some.
const UNMENDED: &str = "target/network.bin.zst";
/// Seeds of the networks that learn first, and then teach the one that is kept.
const TEACHERS: [u64; 3] = [20_161_003, 771, 772];
/// Seed of that one.
const STUDENT: u64 = 12;
/// Words of a sentence without a tree, at least and at most.
const BARE_WORDS: std::ops::Range<usize> = 4..80;

/// Learns a language, or the part of it that the first word names.
pub fn train(words: &[&str], root: &Path) -> Result<()> {
    let (part, rest) = match words {
        [part, rest @ ..] if part.starts_with("--") => (*part, rest),
        rest => ("", rest),
    };
    let (data, language) = match rest {
        [data] => (data, "en"),
        [data, language] => (data, *language),
        _ => bail!("cargo xtask train [--study|--mend|--sentences|--names] DATA [LANGUAGE]"),
    };
    let school = School::new(Path::new(data), root, language)?;
    match part {
        "" => school.train(),
        "--sentences" => school.write(school.split()?),
        "--names" => school.names(),
        "--study" => school.study(&school.sentences()?),
        "--mend" => school.mend(),
        _ => bail!("there is no `{part}`: a language has --study, --mend, --sentences and --names"),
    }
}

/// What one language is learned from: `models/LANGUAGE/training.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sources {
    treebanks: Vec<String>,
    #[serde(default)]
    texts: Vec<String>,
    #[serde(default)]
    names: Vec<NameSource>,
    #[serde(default)]
    own: OwnSources,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NameSource {
    path: String,
    between: char,
    word: usize,
    label: usize,
    #[serde(default)]
    treeless: bool,
}

impl NameSource {
    fn read(&self, data: &Path) -> Result<Vec<treebank::Sentence>> {
        let columns = names::Columns { between: self.between, word: self.word, label: self.label };
        read_names(&data.join(&self.path), columns)
    }
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct OwnSources {
    treebank: Option<String>,
    templates: Option<String>,
    lessons: Option<String>,
}

/// Learns one language from free data.
struct School<'a> {
    data: &'a Path,
    root: &'a Path,
    language: &'a str,
    sources: Sources,
}

impl<'a> School<'a> {
    /// Reads what the language is learned from.
    fn new(data: &'a Path, root: &'a Path, language: &'a str) -> Result<Self> {
        let path = root.join("models").join(language).join("training.toml");
        let text = std::fs::read_to_string(&path).with_context(|| {
            format!("{}: to learn a language, say there what from, as models/en/training.toml does", path.display())
        })?;
        let sources = toml::from_str(&text).with_context(|| path.display().to_string())?;
        Ok(Self { data, root, language, sources })
    }

    /// Learns splitter, lemmas, network and names, and writes them.
    fn train(&self) -> Result<()> {
        let sentences = self.sentences()?;
        let count: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
        eprintln!("{} sentences, {count} words", sentences.len());
        let plan = Plan::default();
        for seed in TEACHERS {
            let tell = |pass| eprintln!("teacher {seed}: pass {} of {}", pass + 1, plan.passes);
            let teacher = training::train(&sentences, Plan { seed, ..plan }, tell)?;
            std::fs::write(self.root.join(teacher_path(seed)), &teacher.bytes)?;
        }
        self.study(&sentences)
    }

    /// Learns all but the teachers, which [`Self::train`] left, and writes it.
    fn study(&self, sentences: &[treebank::Sentence]) -> Result<()> {
        let plan = Plan { seed: STUDENT, ..Plan::default() };
        let given = [self.split()?, self.placed(training::lemmatize(sentences)?)];
        let mut teachers = Vec::new();
        for seed in TEACHERS {
            let file = file(&self.root.join(teacher_path(seed)))?;
            teachers.push(self.placed(DataFile { path: "network.bin.zst".into(), ..file }));
        }
        let bare = self.bare(&self.segmenter(&given, &teachers[0])?)?;
        eprintln!("{} sentences without trees, {} words", bare.len(), bare.iter().map(Vec::len).sum::<usize>());
        let tell = |pass| eprintln!("pass {} of {}", pass + 1, plan.passes);
        let network = training::study(&teachers, (sentences, &bare), plan, tell)?.context("a teacher is damaged")?;
        std::fs::write(self.root.join(UNMENDED), &network.bytes)?;
        for file in given {
            self.write(file)?;
        }
        self.write(self.mended(&network, sentences)?)?;
        self.names()
    }

    /// Learns names alone, with the network as it stands.
    fn names(&self) -> Result<()> {
        let lists = self.placed(listed::lists(self.root)?);
        let mut files = vec![self.placed(training::untaught()?), lists.clone()];
        for name in Model::FILES.iter().filter(|name| !["names.bin.zst", "lists.bin.zst"].contains(name)) {
            files.push(self.own(name)?);
        }
        let model = Model::load(&files, self.language).map_err(first)?;
        let mut texts = Vec::new();
        for source in &self.sources.names {
            texts.extend(texts_of(source.read(self.data)?));
        }
        let names = if texts.is_empty() {
            training::untaught()?
        } else {
            training::name(&texts, &model, Plan::default().seed)?
        };
        self.write(lists)?;
        self.write(self.placed(names))
    }

    /// Repeats the last lessons alone, on the network that [`Self::train`] left before them.
    fn mend(&self) -> Result<()> {
        self.write(self.mended(&file(&self.root.join(UNMENDED))?, &self.sentences()?)?)
    }

    /// Learns from whole paragraphs only: what is made of single sentences does not say how they follow one another.
    fn split(&self) -> Result<DataFile> {
        let mut paragraphs = Vec::new();
        for path in &self.sources.treebanks {
            paragraphs.extend(read(&self.data.join(path))?);
        }
        paragraphs.extend(self.own_sentences()?);
        Ok(self.placed(training::split(&paragraphs, &self.own("words.txt")?, Plan::default().seed)?))
    }

    /// The model that parts texts into words before the one that is learned is there.
    fn segmenter(&self, given: &[DataFile], teacher: &DataFile) -> Result<Model> {
        let nameless = [training::untaught()?, training::list(std::iter::empty())?].map(|file| self.placed(file));
        let files = [given, &nameless, &[self.own("words.txt")?, teacher.clone()]].concat();
        Model::load(&files, self.language).map_err(first)
    }

    /// Reads sentences without trees, each once.
    fn bare(&self, segmenter: &Model) -> Result<Vec<Vec<String>>> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for path in &self.sources.texts {
            let lines = std::fs::read_to_string(self.data.join(path)).with_context(|| path.clone())?;
            for line in lines.lines() {
                let document: serde_json::Value = serde_json::from_str(line).with_context(|| path.clone())?;
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
        for source in self.sources.names.iter().filter(|source| source.treeless) {
            for sentence in source.read(self.data)? {
                let words: Vec<String> = sentence.words.into_iter().map(|word| word.form).collect();
                found.extend(Some(words).filter(|words| BARE_WORDS.contains(&words.len())));
            }
        }
        Ok(found)
    }

    /// Teaches what was misread, among all other sentences so that nothing is forgotten.
    fn mended(&self, network: &DataFile, sentences: &[treebank::Sentence]) -> Result<DataFile> {
        let mut all = self.made([&self.sources.own.templates, &self.sources.own.lessons])?;
        all.extend_from_slice(sentences);
        Ok(self.placed(training::mend(network, &all, Plan::mending())?.context("the network is damaged")?))
    }

    /// Reads all that is learned from.
    fn sentences(&self) -> Result<Vec<treebank::Sentence>> {
        let mut sentences = Vec::new();
        for path in &self.sources.treebanks {
            sentences.extend(read(&self.data.join(path))?);
        }
        let text = |sentence: &treebank::Sentence| {
            sentence.words.iter().map(|word| word.form.as_str()).collect::<Vec<_>>().join(" ")
        };
        let mut names: BTreeMap<String, Vec<u8>> = BTreeMap::new();
        let mut treeless = Vec::new();
        for source in &self.sources.names {
            let named = source.read(self.data)?;
            if source.treeless {
                treeless.extend(named);
            } else {
                names.extend(named.into_iter().map(|sentence| (text(&sentence), sentence.names)));
            }
        }
        for sentence in &mut sentences {
            if let Some(names) = names.get(&text(sentence)) {
                sentence.names.clone_from(names);
            }
        }
        let more = variants::variants(&sentences, Plan::default().seed);
        let own = self.own_sentences()?;
        (0..OWN_COPIES).for_each(|_| sentences.extend(own.iter().cloned()));
        let own = self.made([&self.sources.own.templates])?;
        sentences.extend(more);
        sentences.extend(variants::variants(&own, Plan::default().seed));
        sentences.extend(own);
        sentences.extend(treeless);
        Ok(sentences)
    }

    /// Reads our own sentences with trees.
    fn own_sentences(&self) -> Result<Vec<treebank::Sentence>> {
        let path = self.sources.own.treebank.as_ref();
        path.map_or_else(|| Ok(Vec::new()), |name| treebank::read(&self.own(name)?).map_err(first))
    }

    /// Makes sentences from templates of our own, as if they stood in one file.
    fn made<const FILES: usize>(&self, names: [&Option<String>; FILES]) -> Result<Vec<treebank::Sentence>> {
        let mut all = DataFile { path: String::new(), bytes: Vec::new() };
        for name in names.into_iter().flatten() {
            let file = self.own(name)?;
            all.path = file.path;
            all.bytes.extend(file.bytes);
        }
        templates::make(&all, TEMPLATE_VARIANTS, Plan::default().seed).map_err(first)
    }

    /// Reads a file of the language's folder.
    fn own(&self, name: &str) -> Result<DataFile> {
        let path = format!("models/{}/{name}", self.language);
        let bytes = std::fs::read(self.root.join(&path)).with_context(|| path.clone())?;
        Ok(DataFile { path, bytes })
    }

    /// Places what was learned into the language's folder.
    fn placed(&self, file: DataFile) -> DataFile {
        DataFile { path: format!("models/{}/{}", self.language, file.path), ..file }
    }

    fn write(&self, file: DataFile) -> Result<()> {
        eprintln!("{} {} kB", file.path, file.bytes.len() / 1000);
        std::fs::write(self.root.join(&file.path), &file.bytes).context(file.path)
    }
}

/// Where the network of a seed is kept, for those who go on from there.
fn teacher_path(seed: u64) -> String {
    format!("target/teacher-{seed}.bin.zst")
}

/// Gives the lines of a text that hold words.
fn paragraphs(text: &str) -> Vec<Span> {
    let start = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Span::new(start(line), start(line) + line.len())).collect()
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
