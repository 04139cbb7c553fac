//! Which publishers and agencies are known, and where does a text name them?

use crate::markup::Markup;
use crate::words::{Words, line_of, syntax};
use schema::{DataFile, Problem};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;

/// An alias of so many letters, or fewer, must stand in the text exactly as in the list.
const SHORT_ALIAS: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    publisher: Vec<Spanned<Publisher>>,
}

/// One publisher of `data/sources/publishers.toml`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publisher {
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub domains: Vec<String>,
    #[serde(default)]
    pub country: Option<String>,
    #[serde(default)]
    pub speaks_for: Option<String>,
    #[serde(default)]
    pub wire: bool,
    pub reference: String,
}

/// The publishers and agencies of `data/sources/publishers.toml`, and the words of `data/sources/boilerplate.toml` and
/// `data/sources/markup.toml` that mark what stands around an account.
#[derive(Clone, Debug)]
pub struct Publishers {
    list: Vec<Publisher>,
    /// Names as lowercased words, with the publisher's number and the name as written.
    names: BTreeMap<String, Vec<(usize, String)>>,
    domains: BTreeMap<String, usize>,
    longest: usize,
    pub(crate) words: Words,
    pub(crate) markup: Markup,
}

/// A publisher's name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub range: Range<usize>,
    pub publisher: usize,
}

impl Publishers {
    /// Loads `sources/publishers.toml`, `sources/boilerplate.toml` and `sources/markup.toml`.
    ///
    /// # Errors
    /// Lists every entry that cannot be used, with its line and what to try.
    pub fn load(files: &[DataFile]) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        let words = Words::load(files, &mut problems);
        let markup = Markup::load(files, &mut problems);
        let mut all =
            Self { list: Vec::new(), names: BTreeMap::new(), domains: BTreeMap::new(), longest: 0, words, markup };
        for file in files.iter().filter(|file| file.path.ends_with("sources/publishers.toml")) {
            let text = match file.text() {
                Ok(text) => text,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            match toml::from_str::<File>(text) {
                Ok(read) => {
                    for publisher in read.publisher {
                        let line = line_of(text, publisher.span().start);
                        all.add(publisher.into_inner(), &file.path, line, &mut problems);
                    }
                }
                Err(error) => problems.push(syntax(&file.path, text, &error)),
            }
        }
        problems.sort();
        if problems.is_empty() { Ok(all) } else { Err(problems) }
    }

    pub(crate) fn get(&self, publisher: usize) -> &Publisher {
        &self.list[publisher]
    }

    /// Finds the publisher of a host: `www.example.org` is the publisher of `example.org`.
    pub(crate) fn of_domain(&self, host: &str) -> Option<usize> {
        let mut rest = host.trim_end_matches('.').to_ascii_lowercase();
        loop {
            if let Some(publisher) = self.domains.get(&rest) {
                return Some(*publisher);
            }
            rest = rest.split_once('.')?.1.to_owned();
        }
    }

    /// Finds the publisher that `text` as a whole names.
    pub(crate) fn of_name(&self, text: &str) -> Option<usize> {
        let words = words(text);
        let whole = words.first()?.start..words.last()?.end;
        let mention = self.mentions(text).into_iter().next()?;
        (mention.range.start <= whole.start && mention.range.end >= whole.end).then_some(mention.publisher)
    }

    /// Finds every publisher's name in `text`, the longest first at each place.
    pub(crate) fn mentions(&self, text: &str) -> Vec<Mention> {
        let words = words(text);
        let folded: Vec<String> = words.iter().map(|range| text[range.clone()].to_lowercase()).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let longest = self.longest.min(words.len() - at);
            let hit = (1..=longest).rev().find_map(|n| {
                let range = words[at].start..words[at + n - 1].end;
                let here = text.get(range.clone())?;
                let names = self.names.get(&folded[at..at + n].join(" "))?;
                let (publisher, _) = names.iter().find(|(_, name)| alike(name, here))?;
                Some((n, Mention { range, publisher: *publisher }))
            });
            match hit {
                Some((n, mention)) => {
                    found.push(mention);
                    at += n;
                }
                None => at += 1,
            }
        }
        found
    }

    fn add(&mut self, publisher: Publisher, file: &str, line: usize, problems: &mut Vec<Problem>) {
        let mut report = |message: String, hint: &str| {
            problems.push(Problem { file: file.to_owned(), line, message, hint: hint.to_owned() });
        };
        if publisher
            .country
            .as_ref()
            .is_some_and(|code| code.len() != 2 || !code.chars().all(|c| c.is_ascii_uppercase()))
        {
            report(
                format!("the country of \"{}\" is no code", publisher.name),
                "give two capitals of ISO 3166-1, such as GB",
            );
        }
        if !publisher.reference.starts_with("https://") && !publisher.reference.starts_with("http://") {
            report(
                format!("\"{}\" has no reference", publisher.name),
                "give the address of a page that shows the facts",
            );
        }
        let number = self.list.len();
        for name in std::iter::once(&publisher.name).chain(&publisher.aliases) {
            let parts: Vec<String> = words(name).iter().map(|range| name[range.clone()].to_lowercase()).collect();
            if parts.is_empty() {
                report(format!("\"{name}\" is no name"), "write the name as the publisher does");
                continue;
            }
            self.longest = self.longest.max(parts.len());
            let same = self.names.entry(parts.join(" ")).or_default();
            if let Some((other, _)) = same.iter().find(|(_, old)| old == name) {
                let other = self.list.get(*other).map_or(&publisher.name, |other| &other.name);
                report(format!("\"{name}\" is already a name of \"{other}\""), "keep it where it belongs");
            }
            same.push((number, name.clone()));
        }
        for domain in &publisher.domains {
            if domain.starts_with("www.") || domain.contains('/') || !domain.contains('.') {
                report(format!("\"{domain}\" is no domain"), "write it without www and without a path: example.org");
            }
            if self.domains.insert(domain.to_ascii_lowercase(), number).is_some() {
                report(format!("the domain {domain} is listed twice"), "keep it where it belongs");
            }
        }
        self.list.push(publisher);
    }
}

/// Long names may be shouted ("FOLLOW EXAMPLE NEWS"), but not be common words ("reported by independent sources").
fn alike(name: &str, here: &str) -> bool {
    if name.chars().filter(|c| c.is_alphanumeric()).count() <= SHORT_ALIAS {
        return name == here;
    }
    let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    !capital(name) || capital(here)
}

/// Gives the ranges of the words of a text: letters and digits without anything between.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            found.push(start..at);
        }
    }
    found.extend(start.map(|start| start..text.len()));
    found
}

#[cfg(test)]
impl Publishers {
    /// Loads the project's own lists.
    pub(crate) fn for_tests() -> Self {
        let file = |path: &str, text: &str| DataFile { path: path.into(), bytes: text.as_bytes().to_vec() };
        Self::load(&[
            file("sources/publishers.toml", include_str!("../../../data/sources/publishers.toml")),
            file("sources/boilerplate.toml", include_str!("../../../data/sources/boilerplate.toml")),
            file("sources/markup.toml", include_str!("../../../data/sources/markup.toml")),
        ])
        .unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_and_domains() {
        let all = Publishers::for_tests();
        let named = |text: &str| -> Vec<String> {
            all.mentions(text).iter().map(|mention| all.get(mention.publisher).name.clone()).collect()
        };
        assert_eq!(named("More stories from DW, BBC News and AL JAZEERA"), ["DW", "BBC", "Al Jazeera"]);
        assert_eq!(named("the dw and the ap of it"), [] as [&str; 0]);
        assert_eq!(all.of_domain("www.bbc.co.uk").map(|n| all.get(n).name.as_str()), Some("BBC"));
        assert_eq!(all.of_domain("notbbc.co.uk"), None);
        assert!(all.of_name("The Jordan Times").is_some());
        assert!(all.of_name("The Jordan Times reported").is_none());
    }

    #[test]
    fn reports_every_problem_with_its_line() {
        let text = "[[publisher]]\nname = 'A'\nreference = 'x'\n\n[[publisher]]\nname = 'B'\ncountry = 'gb'\nreference = 'https://b.example'\n";
        let file = DataFile { path: "sources/publishers.toml".into(), bytes: text.into() };
        let problems = Publishers::load(&[file]).unwrap_err();
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [1, 5]);
    }
}
