//! What do the tags of a page's head and its structured data hold?

use scraper::{Html, Node};
use serde_json::Value;

/// Scripts of structured data that are read.
const MOST_SCRIPTS: usize = 40;

/// The tags of a page that are not shown.
#[derive(Default)]
pub(crate) struct Head {
    /// Name or property of every `meta`, lowercased, with its content.
    pub metas: Vec<(String, String)>,
    pub canonical: Option<String>,
    /// What the window shows.
    pub title: Option<String>,
    pub linked: Linked,
}

/// What structured data (JSON-LD) tells.
#[derive(Default)]
pub(crate) struct Linked {
    /// Days of publication, those of articles first.
    pub published: Vec<String>,
    pub headline: Option<String>,
    pub author: Option<String>,
    pub publisher: Option<String>,
}

impl Head {
    pub(crate) fn of(page: &Html) -> Self {
        let mut head = Self::default();
        let mut scripts = 0;
        for node in page.tree.root().descendants() {
            let Node::Element(element) = node.value() else { continue };
            match element.name() {
                "meta" => {
                    let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| element.attr(key));
                    if let (Some(name), Some(content)) = (name, element.attr("content"))
                        && !content.trim().is_empty()
                    {
                        head.metas.push((name.trim().to_ascii_lowercase(), content.trim().to_owned()));
                    }
                }
                "link" if element.attr("rel") == Some("canonical") => {
                    head.canonical = head.canonical.or_else(|| element.attr("href").map(|url| url.trim().to_owned()));
                }
                "title" if head.title.is_none() => {
                    let text: String =
                        node.descendants().filter_map(|inner| inner.value().as_text().map(|t| &**t)).collect();
                    head.title = Some(super::outline::squeeze(&text)).filter(|title| !title.is_empty());
                }
                "script"
                    if element.attr("type").is_some_and(|kind| kind.contains("ld+json")) && scripts < MOST_SCRIPTS =>
                {
                    scripts += 1;
                    let source: String =
                        node.descendants().filter_map(|inner| inner.value().as_text().map(|t| &**t)).collect();
                    head.linked.read_script(&source);
                }
                _ => {}
            }
        }
        head
    }

    /// Gives the content of the first `meta` with one of the names, in the order of the names.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.metas.iter().find(|(key, _)| key == name))
            .map(|(_, content)| content.as_str())
    }

    /// Gives the page's own address.
    pub(crate) fn address(&self) -> Option<&str> {
        let canonical = self.canonical.as_deref().filter(|url| url.starts_with("http"));
        canonical.or_else(|| self.meta(&["og:url", "twitter:url"]).filter(|url| url.starts_with("http")))
    }
}

impl Linked {
    fn read_script(&mut self, source: &str) {
        let source = source.trim().trim_start_matches("<!--").trim_end_matches("-->");
        let source = source.trim().trim_start_matches("//<![CDATA[").trim_end_matches("//]]>").trim_end_matches(';');
        let parsed = serde_json::from_str::<Value>(source)
            .or_else(|_| serde_json::from_str::<Value>(&source.replace(|c: char| c.is_control(), " ")));
        match parsed {
            Ok(value) => self.read(&value),
            Err(_) => self.published.extend(labelled(source)),
        }
    }

    /// Looks into lists and graphs; a comment's own date is deeper than an article's.
    fn read(&mut self, value: &Value) {
        let mut open = vec![value];
        let mut weak = Vec::new();
        while let Some(value) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list.iter().rev()),
                Value::Object(object) => {
                    open.extend(object.get("@graph"));
                    open.extend(object.get("mainEntity"));
                    let kind = object.get("@type").map(Value::to_string).unwrap_or_default();
                    if ["Comment", "Question", "Answer", "Review\""].iter().any(|other| kind.contains(other)) {
                        continue;
                    }
                    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
                    let article =
                        ["Article", "Posting", "Recipe", "Reportage", "Report"].iter().any(|one| kind.contains(one));
                    match text("datePublished") {
                        Some(published) if article => self.published.push(published),
                        Some(published) => weak.push(published),
                        None if !article => continue,
                        None => {}
                    }
                    if article || self.headline.is_none() {
                        self.headline = self
                            .headline
                            .take()
                            .filter(|_| !article)
                            .or_else(|| text("headline").or_else(|| text("name")));
                    }
                    self.author = self.author.take().or_else(|| object.get("author").and_then(name));
                    self.publisher = self.publisher.take().or_else(|| object.get("publisher").and_then(name));
                }
                _ => {}
            }
        }
        self.published.extend(weak);
    }
}

/// Finds `"datePublished": "…"` in a script that is no proper JSON.
pub(crate) fn labelled(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, label) in source.match_indices("\"datePublished\"").take(3) {
        let rest = source.get(at + label.len()..).unwrap_or_default().trim_start();
        let Some(rest) = rest.strip_prefix(':').and_then(|rest| rest.trim_start().strip_prefix('"')) else { continue };
        found.extend(rest.split('"').next().filter(|value| value.len() < 60).map(str::to_owned));
    }
    found
}

fn name(value: &Value) -> Option<String> {
    let one = |value: &Value| value.as_str().or_else(|| value.get("name").and_then(Value::as_str)).map(str::to_owned);
    match value {
        Value::Array(list) => {
            let names: Vec<String> = list.iter().filter_map(one).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        value => one(value),
    }
    .filter(|name| !name.trim().is_empty())
}
