//! What do a page's tags and structured data tell: title, site, author, day?

use super::comments::words;
use crate::page::{Hints, Place, Stamp};
use crate::publishers::Publishers;
use crate::text::line::{beginning, squash};
use jiff::civil::Date;
use schema::Interval;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use std::collections::BTreeSet;

/// Years before which a date in markup is a default, not a day.
const FIRST_YEAR: i16 = 1995;

const PUBLISHED: &[&str] = &[
    "meta[property='article:published_time']",
    "meta[property='og:article:published_time']",
    "meta[property='og:published_time']",
    "meta[itemprop='datePublished']",
    "meta[name='article:published_time']",
    "meta[name='datePublished']",
    "meta[name='date']",
    "meta[name='pubdate']",
    "meta[name='publishdate']",
    "meta[name='publish-date']",
    "meta[name='publish_date']",
    "meta[name='publication_date']",
    "meta[name='parsely-pub-date']",
    "meta[name='sailthru.date']",
    "meta[name='dc.date']",
    "meta[name='DC.date']",
    "meta[name='dc.date.issued']",
    "meta[name='DC.date.issued']",
    "meta[name='dcterms.created']",
    "meta[name='cXenseParse:recs:publishtime']",
    "meta[property='og:pubdate']",
];
const TIMES: &str = "time[pubdate], time[itemprop='datePublished'], [itemprop='datePublished'], time.published, time.entry-date, \
    abbr.published, article header time, article time, .post time, .entry time, main time, time";
const DATE_LINES: &str = "[class*='publish'], [class*='date'], [class*='byline'], [class*='timestamp'], [class*='post-meta'], \
    [class*='entry-meta'], [class*='article-meta'], [class*='meta-info'], [id*='date']";
const AUTHORS: &str = "meta[name='author'], meta[property='article:author'], meta[name='parsely-author'], meta[name='dc.creator'], \
    meta[name='DC.creator'], meta[name='sailthru.author']";
const AUTHOR_LINES: &str = "[rel='author'], [itemprop='author'] [itemprop='name'], [itemprop='author'], .byline__name, .author-name, \
    .byline .author, .post-author, .entry-author, .article-author, .author .fn, .author.vcard, .byline, .author";

/// Collects what the markup tells.
pub(crate) fn hints(page: &Html, publishers: &Publishers) -> Hints {
    let data = Linked::of(page);
    let address = attribute(page, "link[rel='canonical']", "href")
        .filter(|url| url.starts_with("http"))
        .or_else(|| attribute(page, "meta[property='og:url']", "content"));
    let mut hints = Hints {
        domain: address.as_deref().and_then(host),
        site: attribute(page, "meta[property='og:site_name']", "content").or_else(|| data.publisher.clone()),
        author: author(page, &data, publishers),
        dates: dates(page, &data, address.as_deref(), publishers),
        ..Hints::default()
    };
    hints.title = title(page, &data, &hints, publishers);
    hints
}

fn all<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(css).map(|selector| page.select(&selector).collect()).unwrap_or_default()
}

fn attribute(page: &Html, css: &str, name: &str) -> Option<String> {
    let values = all(page, css);
    let mut values = values.iter().filter_map(|element| element.attr(name)).map(str::trim);
    values.find(|value| !value.is_empty()).map(str::to_owned)
}

fn text(element: ElementRef<'_>) -> String {
    words(element, &BTreeSet::new())
}

fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (host.contains('.') && host.len() < 200).then(|| host.to_owned())
}

/// The headline as the page shows it, else as its tags give it, without the site's name.
fn title(page: &Html, data: &Linked, hints: &Hints, publishers: &Publishers) -> Option<String> {
    let tagged = attribute(page, "meta[property='og:title']", "content");
    let window = all(page, "head title, title").first().map(|title| text(*title)).filter(|title| !title.is_empty());
    let told: Vec<String> =
        [&tagged, &data.headline, &window].into_iter().flatten().map(|title| squash(title)).collect();
    let shown: Vec<String> =
        all(page, "h1, h2").into_iter().take(20).map(text).filter(|words| words.chars().count() > 3).collect();
    let site = hints.site.as_deref().map(squash);
    let confirmed = |matches: fn(&str, &str) -> bool| {
        shown.iter().find(|words| {
            let key = squash(words);
            key.contains(' ') && Some(&key) != site.as_ref() && told.iter().any(|title| matches(title, &key))
        })
    };
    let confirmed = confirmed(|title, key| title.starts_with(key))
        .or_else(|| confirmed(|title, key| title.ends_with(key) && key.len() * 2 > title.len()));
    let reading = crate::text::Reading { text: "", hints, publishers };
    let bare = |title: &String| crate::text::without_site(&reading, title.trim()).0.to_owned();
    let title = confirmed.cloned().or_else(|| tagged.as_ref().or(data.headline.as_ref()).or(window.as_ref()).map(bare));
    let title = title.or_else(|| shown.first().cloned())?;
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty() && title.len() < 1000).then_some(title)
}

fn author(page: &Html, data: &Linked, publishers: &Publishers) -> Option<String> {
    let tagged = attribute(page, AUTHORS, "content");
    let lines = || all(page, AUTHOR_LINES).into_iter().take(5).map(text).collect::<Vec<_>>();
    let candidates = data.author.clone().into_iter().chain(tagged).chain(lines());
    candidates
        .map(|name| {
            let name = crate::text::byline_of(&name, publishers).unwrap_or(name);
            name.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .find(|name| {
            !name.is_empty()
                && name.chars().count() < 100
                && !name.contains("://")
                && publishers.words.dates.find(name).is_empty()
        })
}

/// Every date of the markup, in the order of trust.
fn dates(page: &Html, data: &Linked, address: Option<&str>, publishers: &Publishers) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = Vec::new();
    let mut add = |text: &str, rank: u8, what: &str| {
        if let Some((day, fits)) = day(text, publishers) {
            let text = format!("{what}: {}", beginning(text.trim(), 80));
            stamps.push(Stamp { text, day, place: Place::Markup(rank), span: None, weekday_fits: fits });
        }
    };
    for text in &data.published {
        add(text, 0, "datePublished");
    }
    for css in PUBLISHED {
        if let Some(text) = attribute(page, css, "content") {
            add(&text, 1, css);
        }
    }
    if let Some(time) = all(page, TIMES).into_iter().next() {
        let value = time.attr("datetime").or_else(|| time.attr("content")).map_or_else(|| text(time), str::to_owned);
        let own = time.attr("pubdate").is_some() || time.attr("itemprop").is_some();
        add(&value, if own { 2 } else { 4 }, "time");
    }
    if let Some(url) = address {
        add(url, 3, "address");
    }
    for element in all(page, DATE_LINES).into_iter().take(40) {
        let text = text(element);
        if text.chars().count() < 120 && !publishers.words.updated.is_match(&text) && day(&text, publishers).is_some() {
            add(&text, 5, "date line");
            break;
        }
    }
    local_day(&mut stamps);
    stamps
}

/// A moment in UTC near midnight is another day where the page is made; its address or date line tells which.
fn local_day(stamps: &mut [Stamp]) {
    let shown: Vec<Interval> = stamps
        .iter()
        .filter(|stamp| matches!(stamp.place, Place::Markup(3 | 5)) && stamp.day.days() == 1)
        .map(|stamp| stamp.day)
        .collect();
    for stamp in stamps.iter_mut() {
        let text = stamp.text.trim_end();
        let universal = text.ends_with('Z') || text.ends_with("+00:00") || text.ends_with("+0000");
        let near = |day: &&Interval| day.from != stamp.day.from && Interval::new(day.from, stamp.day.from).days() == 2;
        if let (true, Some(day)) = (universal, shown.iter().find(near)) {
            stamp.day = *day;
        }
    }
}

/// The day that some text of the markup names, in its own zone.
fn day(text: &str, publishers: &Publishers) -> Option<(Interval, Option<bool>)> {
    let text = text.trim();
    let plain = text.get(..10).and_then(|day| day.parse::<Date>().ok());
    let packed = || {
        let digits = text.get(..8).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
        format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]).parse::<Date>().ok()
    };
    let (day, fits) = match plain.or_else(packed) {
        Some(date) => (Interval::day(date), None),
        None => {
            let found = publishers.words.dates.find(beginning(text, 400)).into_iter().next()?;
            (found.day, found.weekday_fits())
        }
    };
    (day.from.year() >= FIRST_YEAR).then_some((day, fits))
}

/// What JSON-LD tells.
#[derive(Default)]
struct Linked {
    published: Vec<String>,
    headline: Option<String>,
    author: Option<String>,
    publisher: Option<String>,
}

impl Linked {
    fn of(page: &Html) -> Self {
        let mut found = Self::default();
        for script in all(page, "script[type='application/ld+json']").into_iter().take(20) {
            let source: String = script.text().collect();
            let source = source.trim().trim_end_matches(';');
            if let Ok(value) = serde_json::from_str::<Value>(source) {
                found.read(&value);
            }
        }
        found
    }

    /// Looks into lists and graphs; a comment's own date is deeper than an article's.
    fn read(&mut self, value: &Value) {
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                Value::Array(list) => open.extend(list.iter().rev()),
                Value::Object(object) => {
                    open.extend(object.get("@graph"));
                    open.extend(object.get("mainEntity").filter(|entity| entity.get("datePublished").is_some()));
                    let Some(published) = object.get("datePublished").and_then(Value::as_str) else { continue };
                    self.published.push(published.to_owned());
                    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
                    self.headline = self.headline.take().or_else(|| text("headline"));
                    self.author = self.author.take().or_else(|| object.get("author").and_then(name));
                    self.publisher = self.publisher.take().or_else(|| object.get("publisher").and_then(name));
                }
                _ => {}
            }
        }
    }
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
