//! Which words mark what stands around an account?

use crate::dates::Dates;
use crate::phrases::{Left, Phrases};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Language {
    pub months: Vec<Vec<String>>,
    pub weekdays: Vec<Vec<String>>,
    pub ordinals: Vec<String>,
    pub links: Vec<String>,
    pub published: Vec<String>,
    pub now: Vec<String>,
    pub updated: Vec<String>,
    pub byline: Vec<String>,
    pub posted: Vec<String>,
    pub permalink: Vec<String>,
    pub says: Vec<String>,
    pub answers: Vec<String>,
    pub calls: Vec<String>,
    pub pings: Vec<String>,
    pub comments: Vec<String>,
    pub minutes: Vec<String>,
    pub tags: Vec<String>,
    pub menu: Vec<String>,
    pub tail: Vec<String>,
    pub caption: Vec<String>,
    pub credit: Vec<String>,
    pub agencies: Vec<String>,
}

/// Every list of `data/sources/boilerplate.toml`, of all languages together.
#[derive(Debug, Clone)]
pub(crate) struct Words {
    pub dates: Dates,
    pub published: Phrases,
    pub updated: Phrases,
    /// A label of a later revision anywhere in a line.
    pub updated_inside: Phrases,
    pub byline: Phrases,
    pub posted: Phrases,
    pub permalink: Phrases,
    pub says: Phrases,
    /// "in reply to", anywhere in a line of signature.
    pub answers_inside: Phrases,
    /// What a comment begins with that names another one.
    pub calls: Phrases,
    pub pings: Phrases,
    pub comments: Phrases,
    pub minutes: Phrases,
    pub tags: Phrases,
    pub menu: Phrases,
    pub tail: Phrases,
    /// A tail phrase that begins a sentence inside a long line; its first letter must be a capital, which is not checked.
    pub tail_inside: Phrases,
    pub caption: Phrases,
    pub credit: Phrases,
    /// A label of sources that begins a sentence inside a long line.
    pub credit_inside: Phrases,
    pub agencies: Phrases,
    link_at_end: Phrases,
    now_at_end: Phrases,
}

impl Words {
    /// Loads every list; adds a problem for each entry that cannot be used.
    pub(crate) fn load(files: &[DataFile], problems: &mut Vec<Problem>) -> Self {
        let mut all = Language::default();
        for file in files.iter().filter(|file| file.path.ends_with("sources/boilerplate.toml")) {
            let text = match file.text() {
                Ok(text) => text,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            match toml::from_str::<BTreeMap<String, Spanned<Language>>>(text) {
                Ok(languages) => {
                    for (name, language) in languages {
                        let line = line_of(text, language.span().start);
                        let language = language.into_inner();
                        check(&file.path, line, &name, &language, problems);
                        add(&mut all, language);
                    }
                }
                Err(error) => problems.push(syntax(&file.path, text, &error)),
            }
        }
        Self::new(&all)
    }

    fn new(all: &Language) -> Self {
        let inside = r#"(?i)(?:[.!?…”"')\]]\s+|^)(?:{})"#;
        Self {
            dates: Dates::new(all),
            published: Phrases::behind(&all.published, Left::Start),
            updated: Phrases::behind(&all.updated, Left::Start),
            updated_inside: Phrases::behind(&all.updated, Left::Word),
            byline: Phrases::behind(&all.byline, Left::Start),
            posted: Phrases::behind(&all.posted, Left::Start),
            permalink: Phrases::behind(&all.permalink, Left::Word),
            says: Phrases::within(&all.says, r"(?i)\s(?:{})\s*:?(?:\s|\.\.\.|…)*$"),
            answers_inside: Phrases::behind(&all.answers, Left::Space),
            calls: Phrases::behind(&[all.calls.as_slice(), &all.answers].concat(), Left::Start),
            pings: Phrases::behind(&all.pings, Left::Start),
            comments: Phrases::within(&all.comments, r"(?i)^(?:\(?\d+\)?\s+)?(?:{})\s*[:(]?\s*\d*\s*\)?$"),
            minutes: Phrases::within(&all.minutes, r"(?i)^\W*\d+\s*-?\s*(?:{})"),
            tags: Phrases::within(&all.tags.iter().map(|tag| capital(tag)).collect::<Vec<_>>(), r"(?:^|\s)(?:{}):?\s"),
            menu: Phrases::behind(&all.menu, Left::Start),
            tail: Phrases::behind(&all.tail, Left::Start),
            tail_inside: Phrases::within(&all.tail, inside),
            caption: Phrases::behind(&all.caption, Left::Space),
            credit: Phrases::behind(&all.credit, Left::Start),
            credit_inside: Phrases::within(&all.credit, inside),
            link_at_end: Phrases::within(&all.links, r"(?i)\s(?:{})$"),
            now_at_end: Phrases::within(&all.now, r"(?i)(?:^|\W)(?:{})$"),
            agencies: Phrases::within(&all.agencies, r"(?i)(?:^|\s|/)(?:{})"),
        }
    }
}

impl Words {
    /// Takes a word off the end of a name that led to a date: "A Name on".
    pub(crate) fn dangling<'t>(&self, name: &'t str) -> &'t str {
        let end = self.link_at_end.find(name).map_or(name.len(), |found| found.start);
        name[..end].trim_end()
    }
}

impl Words {
    /// Tells whether words end with the day of writing, for a date right behind them: "*today*, the 5th of February 2018",
    /// "*as of* 7 May 2021".
    pub(crate) fn ends_with_now(&self, words: &str) -> bool {
        let bare = |words: &str| self.dangling(words.trim_end()).trim_end_matches([',', ' ']).len();
        let end = bare(words);
        self.now_at_end.is_match(words.trim_end()) || self.now_at_end.is_match(&words[..bare(&words[..end])])
    }
}

/// Gives the line, counted from 1, of a byte.
pub(crate) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|b| *b == b'\n').count()
}

/// Makes a problem of what the TOML parser says.
pub(crate) fn syntax(file: &str, text: &str, error: &toml::de::Error) -> Problem {
    Problem {
        file: file.to_owned(),
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        message: error.message().to_owned(),
        hint: "compare with the entries above it".into(),
    }
}

fn capital(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn check(file: &str, line: usize, name: &str, language: &Language, problems: &mut Vec<Problem>) {
    let mut report = |message: String, hint: &str| {
        problems.push(Problem { file: file.to_owned(), line, message, hint: hint.to_owned() });
    };
    for (list, count, what) in [(&language.months, 12, "months"), (&language.weekdays, 7, "weekdays")] {
        if !list.is_empty() && list.len() != count {
            report(
                format!("[{name}] has {} {what}, not {count}", list.len()),
                "give one list of spellings for each, in order",
            );
        }
    }
    let lists = [
        &language.ordinals,
        &language.links,
        &language.published,
        &language.now,
        &language.updated,
        &language.byline,
        &language.posted,
        &language.permalink,
        &language.says,
        &language.answers,
        &language.calls,
        &language.pings,
        &language.comments,
        &language.minutes,
        &language.tags,
        &language.menu,
        &language.tail,
        &language.caption,
        &language.credit,
        &language.agencies,
    ];
    if lists.iter().any(|list| list.iter().any(|phrase| phrase.trim().is_empty())) {
        report(format!("[{name}] has an empty phrase"), "delete it: it would match every line");
    }
}

fn add(all: &mut Language, one: Language) {
    for (into, from) in [(&mut all.months, one.months), (&mut all.weekdays, one.weekdays)] {
        for (i, spellings) in from.into_iter().enumerate() {
            if into.len() <= i {
                into.push(Vec::new());
            }
            into[i].extend(spellings);
        }
    }
    for (into, from) in [
        (&mut all.ordinals, one.ordinals),
        (&mut all.links, one.links),
        (&mut all.published, one.published),
        (&mut all.now, one.now),
        (&mut all.updated, one.updated),
        (&mut all.byline, one.byline),
        (&mut all.posted, one.posted),
        (&mut all.permalink, one.permalink),
        (&mut all.says, one.says),
        (&mut all.answers, one.answers),
        (&mut all.calls, one.calls),
        (&mut all.pings, one.pings),
        (&mut all.comments, one.comments),
        (&mut all.minutes, one.minutes),
        (&mut all.tags, one.tags),
        (&mut all.menu, one.menu),
        (&mut all.tail, one.tail),
        (&mut all.caption, one.caption),
        (&mut all.credit, one.credit),
        (&mut all.agencies, one.agencies),
    ] {
        into.extend(from.into_iter().filter(|phrase| !phrase.trim().is_empty()));
    }
}
