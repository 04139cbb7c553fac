//! What do the events of one dispatch come to in the terms of 1992?

mod beside;
mod hit;
mod setting;
mod slots;
mod who;
mod worth;

use super::{key::Text, score::Template};
use anyhow::{Context, Result};
use jiff::civil::Date;
use rashomon::Analyzer;
use schema::{Basis, Document, Event, EventMention, Findings, Interval, Published, Realis, Section, SectionKind, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

type Lists = BTreeMap<String, Vec<String>>;

/// How the answers of 1992 are called.
#[derive(Deserialize)]
pub struct Translation {
    region: Vec<String>,
    incident: Lists,
    destruction: Lists,
    victim: Lists,
    target: Lists,
    instrument: Lists,
    manner: Lists,
    people: Lists,
    nation: Lists,
    worth: Lists,
    /// In order: one, two, three, …
    numbers: Vec<String>,
    quantifiers: BTreeSet<String>,
    pronouns: BTreeSet<String>,
    /// Words that stand before a phrase and are none of it.
    links: BTreeSet<String>,
    #[serde(skip)]
    countries: BTreeMap<String, String>,
    /// Words for people, of the word classes.
    #[serde(skip)]
    somebody: BTreeSet<String>,
    /// Words for what is burned or blown up.
    #[serde(skip)]
    things: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Classes {
    people: Class,
    structure: Class,
}

#[derive(Deserialize)]
struct Class {
    words: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Countries {
    country: Vec<Country>,
}

#[derive(Deserialize)]
struct Country {
    name: String,
    iso2: String,
}

impl Translation {
    /// Loads the lists and the names of countries.
    pub fn load() -> Result<Self> {
        let mut loaded: Self = toml::from_str(include_str!("words.toml")).context("words.toml")?;
        let countries: Countries = toml::from_str(include_str!("../../../data/places/countries.toml"))?;
        loaded.countries = countries.country.into_iter().map(|country| (country.iso2, country.name)).collect();
        let classes: Classes = toml::from_str(include_str!("../../../data/en/classes.toml"))?;
        loaded.somebody = classes.people.words;
        loaded.things = classes.structure.words;
        Ok(loaded)
    }

    /// Tells whether a word says how many.
    fn is_count(&self, word: &str) -> bool {
        word.chars().all(|c| c.is_ascii_digit() || ".,-".contains(c))
            || self.quantifiers.contains(word)
            || self.numbers.iter().any(|number| number == word)
    }
}

/// One text as it was read, and what is being made of it.
struct Reading<'a> {
    document: &'a Document,
    findings: &'a Findings,
    words: &'a Translation,
    /// The day of the dispatch.
    day: Option<Date>,
}

/// Mentions that are one incident.
struct Incident<'a> {
    kind: String,
    mentions: Vec<&'a EventMention>,
}

impl Incident<'_> {
    /// How many letters away some words stand from the next word for the incident.
    fn away(&self, span: Span) -> usize {
        self.mentions.iter().map(|mention| mention.trigger.start.abs_diff(span.start)).min().unwrap_or(usize::MAX)
    }
}

/// Fills the templates of a text, and gives with them the mentions that they are made of, a line for each.
pub fn templates(text: &Text, analyzer: &Analyzer, words: &Translation) -> (Vec<Template>, String) {
    let (document, day) = dispatch(text);
    let findings = analyzer.findings(&document);
    let case = analyzer.merge(vec![(document, findings)]);
    let (document, findings) = (&case.documents[0], &case.findings[0]);
    let reading = Reading { document, findings, words, day };
    let found = incidents(&case.events, &reading);
    let filled = found.iter().filter_map(|incident| slots::template(incident, &reading)).collect();
    (filled, findings.events.iter().map(|mention| reading.tell(mention)).collect())
}

/// Makes an account of a dispatch; "SAN SALVADOR, 18 FEB 90 (DPA) -- [TEXT]" says when it was sent.
fn dispatch(text: &Text) -> (Document, Option<Date>) {
    let joined = joined(&text.text);
    let mut document = crate::accounts::document(&text.id, &joined);
    let dash = text.text.find("--").map_or(0, |at| at + "--".len());
    let day = text.text[..dash].split(['(', '[', '-']).find_map(day_of);
    let head = text.text.find("[TEXT]").map_or(dash, |at| at + "[TEXT]".len());
    document.published = Published {
        when: day.map(Interval::day),
        basis: if day.is_some() { Basis::Stated } else { Basis::Unknown },
        evidence: String::new(),
        span: None,
        rejected: Vec::new(),
    };
    if let Some(section) = document.sections.iter_mut().find(|section| section.span.end > head) {
        section.span = Span::new(section.span.start.max(head), section.span.end);
    }
    document.sections.retain(|section| section.span.start >= head);
    // Where it was sent from tells which country is meant, and no event.
    let line = Section::new(SectionKind::Boilerplate, Span::new(0, dash));
    document.sections.insert(0, line);
    (document, day)
}

/// Joins lines that were broken after so many letters, as the reader of texts does.
fn joined(text: &str) -> String {
    text.split("\n\n").map(|paragraph| paragraph.replace('\n', " ")).collect::<Vec<_>>().join("\n\n")
}

/// "GUATEMALA CITY, 4 FEB 90"
fn day_of(words: &str) -> Option<Date> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let [.., day, month, year] = words.as_slice() else { return None };
    let months = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
    let month = months.iter().position(|name| month.starts_with(name))?;
    Date::new(1900 + year.parse::<i16>().ok()?, i8::try_from(month).ok()? + 1, day.parse().ok()?).ok()
}

/// Gives the incidents: events of violence, and those of them joined that tell of one.
fn incidents<'a>(events: &[Event], reading: &Reading<'a>) -> Vec<Incident<'a>> {
    let mut found: Vec<Incident<'a>> = Vec::new();
    let mut ordered: Vec<&Event> = events.iter().collect();
    ordered.sort_by_key(|event| event.mentions.iter().filter_map(|id| offset(id)).min());
    for event in ordered {
        let known = |id: &String| reading.findings.events.iter().find(|mention| mention.id == *id);
        let mentions: Vec<&EventMention> = event.mentions.iter().filter_map(known).collect();
        let Some(kind) = mentions.iter().find_map(|mention| reading.incident(mention)) else { continue };
        let told = |mention: &&&EventMention| matches!(mention.realis, Realis::Actual | Realis::Planned);
        if mentions.iter().find(told).is_none() {
            continue;
        }
        let same = found.iter_mut().rev().find(|other| may_be_one(other, &kind, &mentions, reading));
        match same {
            Some(other) => {
                if other.kind == "ATTACK" {
                    other.kind = kind;
                }
                other.mentions.extend(mentions);
            }
            None => found.push(Incident { kind, mentions }),
        }
    }
    for incident in found.iter_mut().filter(|incident| incident.kind == "ATTACK") {
        if incident.mentions.iter().any(|mention| reading.explodes(mention)) {
            incident.kind = "BOMBING".into();
        }
    }
    found
}

fn offset(id: &str) -> Option<usize> {
    id.rsplit('#').next()?.parse().ok()
}

/// Tells whether an incident and some mentions can be one: of one type, and of the same people hit, or near each other
/// where one of them does not tell who was hit.
fn may_be_one(incident: &Incident<'_>, kind: &str, mentions: &[&EventMention], reading: &Reading<'_>) -> bool {
    let compatible = incident.kind == kind || incident.kind == "ATTACK" || kind == "ATTACK";
    if !compatible
        || incident.kind == "KIDNAPPING" && kind != "KIDNAPPING"
        || (kind == "ARSON") != (incident.kind == "ARSON")
    {
        return false;
    }
    let hit = |mentions: &[&EventMention]| {
        let arguments = mentions.iter().flat_map(|mention| &mention.arguments);
        let hit = arguments.filter(|argument| matches!(argument.role.as_str(), "target" | "victim"));
        // "six Jesuit priests" and "the Jesuits"
        let noun = |argument: &schema::Argument| {
            let plain = reading.plain(argument.span);
            let tells = |word: &String| word.len() > 3 && !reading.words.people["common"].contains(word);
            words_in(plain.split(" of ").next().unwrap_or(&plain)).into_iter().filter(tells)
        };
        hit.flat_map(noun).collect::<BTreeSet<_>>()
    };
    let (one, other) = (hit(&incident.mentions), hit(mentions));
    let near = incident
        .mentions
        .iter()
        .any(|one| mentions.iter().any(|other| one.trigger.start.abs_diff(other.trigger.start) < NEAR));
    let told_once = near && (one.is_empty() || other.is_empty());
    (told_once || !one.is_disjoint(&other)) && !setting::differ(&incident.mentions, mentions, reading)
}

/// How many letters apart two words for one incident stand at most, where nothing else ties them.
const NEAR: usize = 300;

/// How many letters from a deed an armed group is named at most that did it, where nobody is told to have.
const FAR: usize = 400;

impl Reading<'_> {
    /// Gives the letters of a span, in lower case, without line breaks.
    fn plain(&self, span: Span) -> String {
        super::key::plain(span.of(&self.document.text))
    }

    /// Gives the last word of a phrase before "of", without the plural's s.
    fn head(&self, span: Span) -> String {
        let plain = self.plain(span);
        let noun = plain.split(" of ").next().unwrap_or(&plain);
        one_of(noun.rsplit(' ').next().unwrap_or(noun))
    }

    /// Gives the type of incident that a mention tells of.
    fn incident(&self, mention: &EventMention) -> Option<String> {
        let kind = listed(&self.words.incident, &[&mention.kind])?;
        if mention.kind != "destruction" {
            return Some(kind);
        }
        let words = self.words_of(mention.clause);
        listed(&self.words.destruction, &words.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// "Attacked with dynamite": tells whether something is said to have exploded.
    fn explodes(&self, mention: &EventMention) -> bool {
        self.words_of(mention.clause).iter().any(|word| self.words.manner["BOMB"].contains(word))
    }

    /// Writes a mention as "attack/actual ambush | victim=the mayor".
    fn tell(&self, mention: &EventMention) -> String {
        let named = |argument: &schema::Argument| {
            format!(" | {}={} ({})", argument.role, self.plain(argument.span), argument.actor.as_deref().unwrap_or("-"))
        };
        let arguments: String = mention.arguments.iter().map(named).collect();
        format!("MENTION {}/{:?} {}{arguments}\n", mention.kind, mention.realis, self.plain(mention.trigger))
    }

    fn words_of(&self, span: Span) -> Vec<String> {
        words_in(&self.plain(span))
    }
}

/// Gives words, each also without the plural's s.
fn words_in(plain: &str) -> Vec<String> {
    let words = plain.split([' ', '-']).map(str::to_owned);
    words.flat_map(|word| [one_of(&word), word]).collect()
}

/// "Priests", "policemen", "children": gives the word for one of them.
fn one_of(word: &str) -> String {
    match word {
        "people" => word.to_owned(),
        "children" => "child".to_owned(),
        _ => word.strip_suffix("men").map_or_else(|| word.trim_end_matches('s').to_owned(), |man| format!("{man}man")),
    }
}

/// Gives the name of the first list that holds one of the words.
fn listed(lists: &Lists, words: &[&str]) -> Option<String> {
    let holds = |list: &&Vec<String>| list.iter().any(|word| words.contains(&word.as_str()));
    lists.iter().find(|(_, list)| holds(list)).map(|(name, _)| name.clone())
}
