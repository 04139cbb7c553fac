//! How well are pages read: which passages are the account, which day, who signs, whose are the comments?
//!
//! The pages are those of trafilatura's evaluation: passages that must be kept, passages that must not, passages of
//! readers' comments. A passage counts as trafilatura counts it: it is found where its words stand in the text.

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use reader::Publishers;
use schema::{DataFile, Document, SectionKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Instant;

/// Times that each day is found to measure it: the clock of a thread's work ticks only every few milliseconds.
const ROUNDS: usize = 10;

/// What a careful reader sees on a page.
#[derive(Deserialize)]
struct Gold {
    file: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    comments: Option<Vec<String>>,
    title: Option<String>,
    author: Option<OneOrMore>,
    date: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// What a program tells about a page.
#[derive(Default, Deserialize)]
struct Told {
    #[serde(deserialize_with = "or_empty")]
    account: String,
    #[serde(deserialize_with = "or_empty")]
    comments: String,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// Counts of right, wrong and missed answers.
#[derive(Clone, Copy, Default)]
struct Count {
    right: usize,
    wrong: usize,
    missed: usize,
}

/// What is counted over all pages.
#[derive(Default)]
struct Score {
    passages: Count,
    /// Of the pages for which a day is listed: news and posts rather than shops and home pages.
    dated: Count,
    title: Count,
    author: Count,
    date: Count,
    comments: Count,
    /// Passages of comments that the page itself holds; the others came later, by script.
    comments_on_page: usize,
    body: usize,
    body_lost_to_comments: usize,
}

/// Measures the reader on the pages of `data`, with dom_smoothie beside it and, where a Python has them
/// (`pip install trafilatura lxml_html_clean htmldate`), trafilatura and htmldate, and gives the table of `reports/pages.csv`.
///
/// # Errors
/// Files that cannot be read.
pub fn eval_pages(data: &Path, python: Option<&str>, root: &Path) -> Result<String> {
    let folder = data.join("pages");
    let text = fs::read_to_string(folder.join("trafilatura.json")).with_context(|| folder.display().to_string())?;
    let gold: BTreeMap<String, Gold> = serde_json::from_str(&text)?;
    let mut pages: Vec<(&Gold, Vec<u8>)> = Vec::new();
    for gold in gold.values() {
        let path = folder.join("trafilatura").join(format!("{}.gz", gold.file));
        let mut bytes = Vec::new();
        let file = File::open(&path).with_context(|| path.display().to_string())?;
        GzDecoder::new(file).read_to_end(&mut bytes).with_context(|| path.display().to_string())?;
        pages.push((gold, bytes));
    }
    let publishers = publishers(root)?;
    let mut table = String::from("system,figure,value\n");
    let mut score = |name: &str, told: &[Told], seconds: f64| {
        let mut score = Score::default();
        for ((gold, bytes), told) in pages.iter().zip(told) {
            score.add(gold, told, &words_of(&String::from_utf8_lossy(bytes)));
        }
        score.write(name, pages.len(), seconds, &mut table);
    };
    let (read, seconds) = timed(&pages, |gold, bytes| reader::read(&gold.file, bytes, &publishers).ok());
    let told: Vec<Told> = read.into_iter().map(|page| page.map(told).unwrap_or_default()).collect();
    score("rashomon", &told, seconds);
    let (read, seconds) = timed(&pages, |_, bytes| dom_smoothie(&String::from_utf8_lossy(bytes)));
    let told: Vec<Told> = read.into_iter().map(|page| page.map(told_by_dom_smoothie).unwrap_or_default()).collect();
    score("dom_smoothie", &told, seconds);
    if let Some(python) = python {
        let (told, seconds) = theirs(python, &pages)?;
        score("trafilatura and htmldate", &told, seconds);
    }
    let _ = writeln!(table, "rashomon,days_from_markup_per_cpu_second,{:.3}", days_per_second(&pages, &publishers));
    Ok(table)
}

/// Reads every page, and gives the seconds of work that the reading took, without what is made of it here.
fn timed<T>(pages: &[(&Gold, Vec<u8>)], read: impl Fn(&Gold, &[u8]) -> T) -> (Vec<T>, f64) {
    let start = cpu();
    let read = pages.iter().map(|(gold, bytes)| read(gold, bytes)).collect();
    (read, cpu() - start)
}

/// Days of publication found in a CPU second, the parsing apart.
fn days_per_second(pages: &[(&Gold, Vec<u8>)], publishers: &Publishers) -> f64 {
    let mut seconds = 0.0;
    for (_, bytes) in pages {
        reader::while_dating(bytes, publishers, &mut |find| {
            let start = cpu();
            (0..ROUNDS).for_each(|_| find());
            seconds += cpu() - start;
        });
    }
    ratio(pages.len() * ROUNDS, 1) / seconds.max(f64::MIN_POSITIVE)
}

/// Lets trafilatura and htmldate read the pages; gives what they tell and their CPU seconds.
fn theirs(python: &str, pages: &[(&Gold, Vec<u8>)]) -> Result<(Vec<Told>, f64)> {
    let texts: Vec<_> = pages.iter().map(|(_, bytes)| String::from_utf8_lossy(bytes)).collect();
    let text = crate::peers::told(python, include_str!("eval_pages.py"), &texts)?;
    let (pages, seconds) = text.trim_end().rsplit_once('\n').context("no answer")?;
    let mut told: Vec<Told> = pages.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    for told in &mut told {
        (told.account, told.comments) = (spaced(&told.account), spaced(&told.comments));
    }
    Ok((told, seconds.parse()?))
}

fn or_empty<'de, D: serde::Deserializer<'de>>(value: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(value)?.unwrap_or_default())
}

/// Loads the words that the reader looks for.
pub(crate) fn publishers(root: &Path) -> Result<Publishers> {
    let mut files = Vec::new();
    for name in ["publishers", "boilerplate", "markup"] {
        let path = format!("sources/{name}.toml");
        let bytes = fs::read(root.join("data").join(&path)).with_context(|| path.clone())?;
        files.push(DataFile { path, bytes });
    }
    Publishers::load(&files).map_err(|problems| anyhow::anyhow!("{}", problems[0]))
}

fn told(document: Document) -> Told {
    let mut told = Told {
        title: document.title.clone(),
        author: document.author.clone(),
        date: document.published.when.map(|when| when.from.to_string()),
        ..Told::default()
    };
    for section in &document.sections {
        let words = section.span.of(&document.text);
        match section.kind {
            SectionKind::Title | SectionKind::Body | SectionKind::Quote => add(&mut told.account, words),
            SectionKind::Comment => {
                add(&mut told.comments, section.author.as_deref().unwrap_or_default());
                add(&mut told.comments, words);
            }
            SectionKind::Caption | SectionKind::Boilerplate => {}
        }
    }
    told
}

fn dom_smoothie(html: &str) -> Option<dom_smoothie::Article> {
    dom_smoothie::Readability::new(html, None, None).and_then(|mut page| page.parse()).ok()
}

fn told_by_dom_smoothie(article: dom_smoothie::Article) -> Told {
    let mut account = String::new();
    add(&mut account, &article.text_content);
    let date = article.published_time.and_then(|time| time.get(..10).map(str::to_owned));
    Told { account, comments: String::new(), title: Some(article.title), author: article.byline, date }
}

fn add(text: &mut String, words: &str) {
    text.push_str(&spaced(words));
    text.push(' ');
}

/// One space between words, and no marks of where a word may be parted, which some programs keep and some do not.
fn spaced(text: &str) -> String {
    text.replace('\u{ad}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits alone, to compare names and to look whether a page holds some words at all.
fn words_of(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

impl Score {
    fn add(&mut self, gold: &Gold, told: &Told, page: &str) {
        let mut passages = Count::default();
        for passage in &gold.with {
            let passage = spaced(passage);
            let found = told.account.contains(&passage);
            passages.right += usize::from(found);
            passages.missed += usize::from(!found);
            self.body += 1;
            self.body_lost_to_comments += usize::from(!found && told.comments.contains(&passage));
        }
        passages.wrong = gold.without.iter().filter(|passage| told.account.contains(&spaced(passage))).count();
        self.passages.add(passages);
        for passage in gold.comments.iter().flatten() {
            let found = told.comments.contains(&spaced(passage));
            self.comments.right += usize::from(found);
            self.comments.missed += usize::from(!found);
            self.comments_on_page += usize::from(found || page.contains(&words_of(passage)));
        }
        let author = gold.author.as_ref().map(|author| match author {
            OneOrMore::One(name) => name.clone(),
            OneOrMore::More(names) => names.join(", "),
        });
        self.title.compare(gold.title.as_deref(), told.title.as_deref());
        self.author.compare(author.as_deref(), told.author.as_deref());
        // Where no date is listed, nobody looked for one.
        if gold.date.as_ref().is_some_and(|date| !date.is_empty()) {
            self.dated.add(passages);
            self.date.compare(gold.date.as_deref(), told.date.as_deref());
        }
    }

    fn write(&self, name: &str, pages: usize, seconds: f64, table: &mut String) {
        let mut row = |figure: &str, value: f64| {
            let _ = writeln!(table, "{name},{figure},{value:.3}");
        };
        for (figure, count) in [
            ("passages", self.passages),
            ("passages_of_dated_pages", self.dated),
            ("title", self.title),
            ("author", self.author),
            ("date", self.date),
        ] {
            let (precision, recall) =
                (ratio(count.right, count.right + count.wrong), ratio(count.right, count.right + count.missed));
            row(&format!("{figure}_precision"), precision);
            row(&format!("{figure}_recall"), recall);
            row(&format!("{figure}_f1"), 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE));
        }
        row("comment_passages_listed", ratio(self.comments.right + self.comments.missed, 1));
        row("comment_passages_on_the_page", ratio(self.comments_on_page, 1));
        row("comment_passages_found", ratio(self.comments.right, 1));
        row("comment_passages_found_of_those_on_the_page", ratio(self.comments.right, self.comments_on_page));
        row("body_passages_lost_to_comments", ratio(self.body_lost_to_comments, self.body));
        row("pages_per_cpu_second", ratio(pages, 1) / seconds.max(f64::MIN_POSITIVE));
    }
}

impl Count {
    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn compare(&mut self, gold: Option<&str>, told: Option<&str>) {
        // Where the field is not listed at all, nobody looked for it.
        if gold.is_none() {
            return;
        }
        let (gold, told) = (gold.map(words_of).unwrap_or_default(), told.map(words_of).unwrap_or_default());
        match (gold.is_empty(), told.is_empty()) {
            (true, true) => {}
            (false, false) if gold == told => self.right += 1,
            (gold_empty, told_empty) => {
                self.missed += usize::from(!gold_empty);
                self.wrong += usize::from(!told_empty);
            }
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of passages are small")]
pub(crate) fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Seconds that this thread has worked, where the system tells, else that have passed.
pub(crate) fn cpu() -> f64 {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let nanoseconds = fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split_whitespace().next().and_then(|first| first.parse::<f64>().ok()));
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}
