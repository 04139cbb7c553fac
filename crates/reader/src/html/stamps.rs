//! Which dates of an HTML page may be its day of publication?

use super::blocks::Block;
use super::fate::{Fate, Fates};
use super::head::Head;
use super::lines::{NEAR, is_update, of_headline, of_lines};
use super::outline::Outline;
use crate::dates::{Found, Order};
use crate::markup::Sign;
use crate::page::{Place, Stamp};
use crate::publishers::Publishers;
use crate::text::line::beginning;
use jiff::civil::Date;
use regex::Regex;
use schema::Interval;
use std::sync::LazyLock;

/// Years before which a date in markup is a default, not a day.
const FIRST_YEAR: i16 = 1995;

/// Where dates stand, from the surest: the page's own address, structured data, tags, …
const ADDRESS: u8 = 0;
const LINKED: u8 = 1;
const TAG: u8 = 2;
const OWN_TIME: u8 = 3;
pub(super) const SHOWN: u8 = 4;
const WEAK_TAG: u8 = 5;
const TIME: u8 = 6;
const NAMED: u8 = 7;
pub(super) const NEAR_TITLE: u8 = 8;
const SCRIPT: u8 = 9;
pub(super) const LABELLED: u8 = 9;
pub(super) const ALONE: u8 = 10;

/// Dates of one page that are compared.
const MOST: usize = 40;

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publicationdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "cxenseparse:recs:publishtime",
    "og:pubdate",
    "article.published",
    "pubdate",
    "published_time",
    "publish_time",
    "article_date_original",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_online_date",
    "shareaholic:article_published_time",
    "dateposted",
    "bt:pubdate",
    "rnews:datepublished",
    "vr:published_time",
];
const WEAK: &[&str] = &[
    "date",
    "dc.date",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "created",
    "article.created",
    "datecreated",
    "date_published",
    "last-published",
    "pub_date",
    "releasedate",
];

static IN_SCRIPT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?i)["'](?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)|publication_?date|pub_?date|article_?publi\w{0,12}|first_?published\w{0,6})["']\s*[:=,]\s*["']([^"']{6,40})["']"#).ok()
});
static IN_ADDRESS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(ADDRESS_DAY).ok());

const ADDRESS_DAY: &str =
    r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/|[/_-]((?:19|20)\d\d)[/_-]?(\d\d)[/_-]?(\d\d)(?:[/_-]|\.html?|$)";

/// Everything that the parts of this module look at.
pub(crate) struct Scene<'s, 'a> {
    pub outline: &'s Outline<'a>,
    pub blocks: &'s [Block],
    pub fates: &'s Fates,
    pub head: &'s Head,
    pub html: &'s str,
    /// The headline's element.
    pub headline: Option<usize>,
    /// The paragraphs of the account.
    pub account: &'s [usize],
    pub publishers: &'s Publishers,
}

/// Gives every date that may be the day of publication, with its rank.
pub(crate) fn find(scene: &Scene<'_, '_>) -> Vec<Stamp> {
    let mut stamps = Stamps { list: Vec::new(), order: order(scene), publishers: scene.publishers };
    of_tags(scene, &mut stamps);
    of_headline(scene, &mut stamps);
    of_elements(scene, &mut stamps);
    if stamps.list.is_empty() {
        of_lines(scene, &mut stamps);
    }
    support(&mut stamps.list);
    local_day(&mut stamps.list);
    stamps.list
}

pub(super) struct Stamps<'s> {
    list: Vec<Stamp>,
    order: Order,
    publishers: &'s Publishers,
}

impl Stamps<'_> {
    /// Adds the date that some words name, if they do; tells whether they do.
    pub(super) fn add(&mut self, text: &str, rank: u8, what: &str) -> bool {
        if self.list.len() >= MOST {
            return false;
        }
        let Some((day, fits)) = day(text, self.order, self.publishers) else { return false };
        let text = format!("{what}: {}", beginning(text.trim(), 80));
        self.list.push(Stamp { text, day, place: Place::Markup(rank), span: None, weekday_fits: fits });
        true
    }
}

fn of_tags(scene: &Scene<'_, '_>, stamps: &mut Stamps<'_>) {
    if let Some(address) = scene.head.address()
        && let Some(date) = address_day(address)
    {
        stamps.add(&date.to_string(), ADDRESS, "address");
    }
    for text in scene.head.linked.published.iter().take(4) {
        stamps.add(text, LINKED, "datePublished");
    }
    for (names, rank) in [(PUBLISHED, TAG), (WEAK, WEAK_TAG)] {
        for (name, content) in scene.head.metas.iter().filter(|(name, _)| names.contains(&name.as_str())) {
            stamps.add(content, rank, &format!("meta {name}"));
        }
    }
    if stamps.list.is_empty()
        && let Some(pattern) = IN_SCRIPT.as_ref()
        && let Some(value) = pattern.captures(scene.html).and_then(|captures| captures.get(1))
    {
        stamps.add(value.as_str(), SCRIPT, "script");
    }
}

/// "/2016/05/12/", "-20160512.html"
fn address_day(address: &str) -> Option<Date> {
    let captures = IN_ADDRESS.as_ref()?.captures(address)?;
    let part = |n: usize| captures.get(n).or_else(|| captures.get(n + 3))?.as_str().parse::<i16>().ok();
    let (year, month, day) = (part(1)?, part(2)?, part(3)?);
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Elements that are made or named for dates: those near the headline first.
fn of_elements(scene: &Scene<'_, '_>, stamps: &mut Stamps<'_>) {
    let outline = scene.outline;
    let (from, to) = neighborhood(scene);
    let mut seen = [false; 2];
    let near = (from..to).chain(0..outline.nodes.len());
    for i in near {
        let node = &outline.nodes[i];
        if node.element.is_none() || scene.fates.of[i] == Fate::Comments {
            continue;
        }
        let published = node.attr("itemprop").is_some_and(|part| part.contains("datePublished"));
        let own = published || node.attr("pubdate").is_some();
        let beside = (from..to).contains(&i);
        let timed = node.name() == "time" || published || node.name() == "abbr" && node.has(Sign::Date);
        if (timed || node.has(Sign::Date)) && is_update(scene, i) {
            continue;
        }
        if timed && (own || !seen[0] && (beside || scene.fates.of[i] == Fate::Kept)) {
            let value = ["datetime", "content", "title"].iter().find_map(|name| node.attr(name));
            let value = value.filter(|value| !value.trim().is_empty()).map_or_else(|| outline.apart(i), str::to_owned);
            let rank = if own { OWN_TIME } else { TIME + u8::from(!beside) };
            seen[0] |= stamps.add(&value, rank, node.name()) && beside;
        } else if !seen[1]
            && node.has(Sign::Date)
            && (4..90).contains(&node.letters)
            && (beside || scene.fates.of[i] == Fate::Kept)
        {
            let words = outline.apart(i);
            let fits = !scene.publishers.words.updated_inside.is_match(&words);
            seen[1] = fits && stamps.add(&words, NAMED + u8::from(!beside), "date line");
        }
        if seen == [true, true] {
            return;
        }
    }
}

/// The nodes around the headline and up to the account's second paragraph.
pub(super) fn neighborhood(scene: &Scene<'_, '_>) -> (usize, usize) {
    let Some(headline) = scene.headline else { return (0, 0) };
    let place = scene.blocks.partition_point(|block| block.at < headline);
    let from =
        scene.blocks.get(place.saturating_sub(4)).map_or(headline, |block| block.at.saturating_sub(4)).min(headline);
    let to = scene.blocks.get(place + NEAR).map_or(scene.outline.nodes.len(), |block| block.at);
    (from, to)
}

/// A day that only one tag gives loses to one that a tag and the page's own lines give.
fn support(stamps: &mut [Stamp]) {
    let kinds = |day: Interval| {
        let mut ranks: Vec<u8> = stamps.iter().filter(|stamp| near(stamp.day, day)).map(rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks.len()
    };
    let counts: Vec<usize> = stamps.iter().map(|stamp| kinds(stamp.day)).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    // An address keeps the day on which a page was begun, where its tags name the next in the page's own zone.
    let local: Vec<(u8, Interval)> =
        stamps.iter().filter(|stamp| !universal(stamp)).map(|stamp| (rank(stamp), stamp.day)).collect();
    for stamp in stamps.iter_mut().filter(|stamp| rank(stamp) == ADDRESS) {
        let next = |(rank, day): &&(u8, Interval)| *rank != ADDRESS && *day != stamp.day && near(*day, stamp.day);
        let mut ranks: Vec<u8> = local.iter().filter(next).map(|(rank, _)| *rank).collect();
        ranks.dedup();
        if ranks.len() >= 2 {
            stamp.place = Place::Markup(ALONE);
        }
    }
    for (stamp, count) in stamps.iter_mut().zip(&counts) {
        if most >= 3 && *count == 1 && rank(stamp) != ADDRESS {
            stamp.place = Place::Markup(ALONE);
        }
    }
    // Of two tags of one sort the one counts that more others agree with.
    let mut counts = counts.into_iter();
    stamps.sort_by_cached_key(|_| std::cmp::Reverse(counts.next()));
}

fn near(one: Interval, other: Interval) -> bool {
    Interval::new(one.from, other.from).days() <= 2
}

fn rank(stamp: &Stamp) -> u8 {
    match stamp.place {
        Place::Markup(rank) => rank,
        _ => ALONE,
    }
}

fn universal(stamp: &Stamp) -> bool {
    ["Z", "+00:00", "+0000", "GMT", "UTC"].iter().any(|zone| stamp.text.trim_end().ends_with(zone))
}

/// A moment near midnight is another day where the page is made: of UTC its address or a date line tells which, of any
/// other zone the line beside its headline.
fn local_day(stamps: &mut [Stamp]) {
    let days = |ranks: &[u8]| -> Vec<Interval> {
        let shown = stamps.iter().filter(|stamp| ranks.contains(&rank(stamp)) && stamp.day.days() == 1);
        shown.map(|stamp| stamp.day).collect()
    };
    let (told, shown) = (days(&[ADDRESS, SHOWN, NAMED, NEAR_TITLE]), days(&[SHOWN]));
    for stamp in stamps.iter_mut() {
        let beside = |day: &&Interval| day.from != stamp.day.from && near(**day, stamp.day);
        let days = if universal(stamp) { &told } else { &shown };
        if let Some(day) = days.iter().find(beside) {
            stamp.day = *day;
        }
    }
}

/// Tells in which order the page writes day and month, where one of its dates or its language shows it.
fn order(scene: &Scene<'_, '_>) -> Order {
    let short = scene.blocks.iter().filter(|block| block.text.len() < 200 && block.text.contains('/'));
    let shown =
        short.take(40).find_map(|block| scene.publishers.words.dates.find(&block.text).iter().find_map(Found::order));
    if let Some(order) = shown {
        return order;
    }
    let page = scene.outline.nodes.first();
    let language = page
        .and_then(|page| page.attr("lang").or_else(|| page.attr("xml:lang")))
        .unwrap_or_default()
        .to_ascii_lowercase();
    let language = if language.is_empty() {
        scene.head.meta(&["og:locale", "content-language"]).unwrap_or_default().to_ascii_lowercase()
    } else {
        language
    };
    match language.replace('_', "-").as_str() {
        "en-us" | "en-ph" => Order::MonthFirst,
        "" | "en" => Order::Unknown,
        _ => Order::DayFirst,
    }
}

/// The day that some text of the markup names, in its own zone.
fn day(text: &str, order: Order, publishers: &Publishers) -> Option<(Interval, Option<bool>)> {
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
            (found.day_by(order), found.weekday_fits())
        }
    };
    (day.from.year() >= FIRST_YEAR).then_some((day, fits))
}
