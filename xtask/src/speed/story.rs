//! What does a made-up article tell?
//!
//! It is made of its number alone, of our own sentences in `words.toml`. Three articles in the mean tell of one happening, every
//! eighth is a copy of another, every tenth tells of two happenings; their length lies about 500 words.

use crate::chance::Chance;
use anyhow::{Context, Result};
use jiff::{ToSpan, civil::Date};
use std::collections::BTreeMap;

const FIRST_DAY: Date = jiff::civil::date(2014, 1, 1);

/// The sentences and names that articles are made of.
pub struct Words(BTreeMap<String, Vec<String>>);

/// An article before it is laid out as a page.
pub struct Story {
    /// Its headline.
    pub title: String,
    /// When it was published.
    pub day: Date,
    /// Who publishes.
    pub outlet: String,
    /// Who wrote it.
    pub author: String,
    /// Its text.
    pub paragraphs: Vec<String>,
    /// What readers said: name, hours later, words.
    pub comments: Vec<(String, usize, String)>,
}

impl Words {
    /// Reads the sentences.
    ///
    /// # Errors
    /// Where the file is not what it should be.
    pub fn load() -> Result<Self> {
        toml::from_str(include_str!("words.toml")).map(Self).context("words.toml")
    }

    /// Gives one entry of a list.
    pub fn one(&self, list: &str, chance: &mut Chance) -> &str {
        let one: &String = chance.of(&self.0[list]);
        one
    }

    /// Makes the article of a number in an archive of so many.
    pub fn story(&self, number: usize, archive: usize) -> Story {
        let chance = &mut Chance::new(number);
        let copied = (number % 8 == 7).then(|| number - 1 - chance.below(7));
        let teller = &mut Chance::new(copied.unwrap_or(number) + archive);
        let happenings = archive / 3 + 1;
        let day = day_of(number, archive);
        let mut happening = || {
            let about = copied.unwrap_or(number) / 3 + teller.below(7);
            Happening::new(about.min(happenings), day_of((about * 3).min(archive), archive))
        };
        let told = [happening(), happening()];
        let told = &told[..if number % 10 == 3 { 2 } else { 1 }];
        let body = &mut Chance::new(copied.unwrap_or(number) * 2 + 1);
        let length = 200 + body.below(300) + body.below(300);
        let paragraphs = self.paragraphs(told, length / told.len(), body);
        let title = self.said("headline", &told[0], body);
        let comments = (0..chance.below(40))
            .map(|_| (self.person(chance), 1 + chance.below(60), self.said("comment", &told[0], chance)))
            .collect();
        let (outlet, author) = (self.one("outlet", chance).into(), self.person(chance));
        Story { title, day, outlet, author, paragraphs, comments }
    }

    fn paragraphs(&self, told: &[Happening], length: usize, chance: &mut Chance) -> Vec<String> {
        let mut paragraphs = Vec::new();
        for happening in told {
            let mut words = 0;
            let mut list = "lead";
            while words < length {
                let mut paragraph = self.said(list, happening, chance);
                for _ in 0..chance.below(4) {
                    let next = ["more", "more", "more", "background", "background", "around", "around", "around"];
                    paragraph.push(' ');
                    let next = *chance.of(&next);
                    paragraph.push_str(&self.said(next, happening, chance));
                }
                words += paragraph.split(' ').count();
                paragraphs.push(paragraph);
                list = *chance.of(&["more", "background", "around"]);
            }
        }
        paragraphs
    }

    fn person(&self, chance: &mut Chance) -> String {
        format!("{} {}", self.one("first", chance), self.one("last", chance))
    }

    /// Fills one sentence of a list: what belongs to the happening is the same in each.
    fn said(&self, list: &str, happening: &Happening, chance: &mut Chance) -> String {
        let (mut filled, mut rest) = (String::new(), self.one(list, chance));
        while let Some((before, (slot, after))) =
            rest.split_once('{').and_then(|(before, rest)| rest.split_once('}').map(|slot| (before, slot)))
        {
            filled.push_str(before);
            filled.push_str(&self.fill(slot, happening, chance));
            rest = after;
        }
        filled.push_str(rest);
        let first = filled.chars().next().map(char::to_uppercase).into_iter().flatten();
        first.chain(filled.chars().skip(1)).collect()
    }

    fn fill(&self, slot: &str, happening: &Happening, chance: &mut Chance) -> String {
        match slot {
            "agent" | "target" | "town" | "building" | "weapon" => {
                self.one(slot, &mut Chance::new(happening.number * 31 + slot.len())).into()
            }
            "killed" => happening.killed.to_string(),
            "wounded" => (happening.killed + 3 + chance.below(60)).to_string(),
            "few" => (*chance.of(&["two", "three", "four", "five", "six", "eight", "ten"])).into(),
            "person" => self.person(chance),
            "day" => match chance.below(3) {
                0 => happening.day.strftime("%A").to_string(),
                1 => happening.day.strftime("%B %-d, %Y").to_string(),
                _ => happening.day.strftime("%B %-d").to_string(),
            },
            list => self.one(list, chance).into(),
        }
    }
}

/// What several articles tell of.
struct Happening {
    number: usize,
    day: Date,
    killed: usize,
}

impl Happening {
    fn new(number: usize, day: Date) -> Self {
        Self { number, day, killed: 2 + Chance::new(number).below(40) }
    }
}

/// Gives the day of an article: a larger archive covers more days, and has more to tell of each.
fn day_of(number: usize, archive: usize) -> Date {
    let days = archive.isqrt().clamp(30, 1500);
    FIRST_DAY.saturating_add(i64::try_from(days * number / archive.max(1)).unwrap_or(0).days())
}
