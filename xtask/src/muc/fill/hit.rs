//! Who or what was hit, and what is it called?

use super::slots::actor;
use super::{Reading, listed};
use crate::muc::score::Fill;
use schema::{Actor, Argument, Span};

/// Who or what was hit, in words.
pub(super) struct Hit<'a> {
    pub(super) name: String,
    pub(super) words: Vec<String>,
    /// The noun without the plural's s, and with it.
    pub(super) head: String,
    pub(super) last: String,
    pub(super) actor: Option<&'a Actor>,
}

impl<'a> Hit<'a> {
    pub(super) fn of(argument: &Argument, reading: &'a Reading<'_>) -> Self {
        let name = reading.plain(argument.span);
        let noun = name.split(" of ").next().unwrap_or(&name);
        let last = noun.rsplit(' ').next().unwrap_or(noun).to_owned();
        // "Cole", of whom the text says elsewhere that she is "Ana Cole"
        let own = actor(argument, reading).filter(|actor| actor.kind == "person");
        let full = reading.findings.actors.iter().filter(|actor| actor.kind == "person");
        let full =
            full.map(|actor| crate::muc::key::plain(&actor.name)).filter(|full| full.ends_with(&format!(" {name}")));
        let name =
            full.max_by_key(String::len).filter(|_| own.is_none_or(|own| own.name.len() <= name.len())).unwrap_or(name);
        Self {
            words: reading.words_of(argument.span),
            head: reading.head(argument.span),
            last,
            actor: actor(argument, reading),
            name,
        }
    }

    pub(super) fn fill(&self, value: &str) -> Fill {
        Fill { values: vec![value.into()], names: vec![self.name.clone()], optional: false }
    }

    pub(super) fn is_in(&self, list: &[String]) -> bool {
        list.iter().any(|word| *word == self.head || *word == self.last)
    }

    fn is_person(&self) -> bool {
        self.actor.is_some_and(|actor| actor.kind == "person")
    }

    pub(super) fn is_thing(&self, reading: &Reading<'_>) -> bool {
        let thing = reading.words.things.contains(&self.head) && !reading.words.somebody.contains(&self.head);
        (thing || listed(&reading.words.target, &[&self.head, &self.last]).is_some()) && !self.is_person()
    }

    /// Tells whether somebody is meant, and no place or thing.
    pub(super) fn is_somebody(&self, argument: &Argument, reading: &Reading<'_>) -> bool {
        let listed = |word: &String| reading.words.somebody.contains(word);
        listed(&self.head) || listed(&self.last) || self.actor.is_some() || reading.named(argument.span).is_some()
    }

    /// "governor ana cole": the post and the name behind it; the whole is one or the other where no word parts it.
    pub(super) fn parted(&self, reading: &Reading<'_>) -> (Option<String>, Option<String>) {
        let words: Vec<&str> = self.name.split(" of ").next().unwrap_or(&self.name).split(' ').collect();
        let titles: Vec<&String> = reading.words.victim.values().flatten().collect();
        let title = words.iter().rposition(|word| titles.iter().any(|title| title == word));
        if let Some(at) = title.filter(|at| at + 1 < words.len() && self.last == self.head) {
            return (Some(words[..=at].join(" ")), Some(words[at + 1..].join(" ")));
        }
        let unlisted = self.actor.is_none() && self.last == self.head && words.len() > 1 && title.is_none();
        let counted = words.iter().any(|word| reading.words.is_count(word));
        if words.iter().all(|word| reading.words.is_count(word)) {
            return (None, None);
        }
        let is_name = unlisted && !counted && listed(&reading.words.people, &[&self.head]).is_none();
        if is_name || self.is_person() { (None, Some(self.name.clone())) } else { (Some(self.name.clone()), None) }
    }
}

impl Reading<'_> {
    /// "Three peasants", "at least 20 buses": "peasants", "buses".
    pub(super) fn uncounted(&self, name: &str) -> String {
        let words: Vec<&str> = name.split(' ').skip_while(|word| self.words.is_count(word)).collect();
        if words.is_empty() { name.to_owned() } else { words.join(" ") }
    }

    /// "senator ana cole", "ana cole, leader of the union": the post and the name, where the reading knows the name.
    pub(super) fn named(&self, span: Span) -> Option<(Option<String>, Option<String>)> {
        let text = &self.document.text;
        let person =
            |id: &schema::ActorId| self.findings.actors.iter().any(|actor| actor.id == *id && actor.kind == "person");
        let noun = span.of(text).split(" OF ").next().map_or(span.end, |noun| span.start + noun.len());
        let meant = |mention: &&schema::ActorMention| {
            let own = span.contains(mention.span) && mention.span.end + 2 >= noun;
            let behind = mention.span.start >= span.end && mention.span.start <= span.end + 2;
            (own || behind) && person(&mention.actor)
        };
        let mention = self.findings.actor_mentions.iter().find(meant)?;
        let same = self.findings.actor_mentions.iter().filter(|other| other.actor == mention.actor);
        let before = self.plain(Span::new(span.start, mention.span.start));
        let after = text[mention.span.end..].strip_prefix(',').unwrap_or_default();
        let after = after.split([',', '.', ';', '-', '[', '(']).next().map(crate::muc::key::plain);
        let is_post = |words: &String| {
            let noun = words.split(" of ").next().unwrap_or(words).rsplit(' ').next().unwrap_or(words);
            self.words.somebody.contains(noun.trim_end_matches('s')) || listed(&self.words.victim, &[noun]).is_some()
        };
        let post = Some(before).filter(|before| !before.is_empty()).or_else(|| after.filter(is_post));
        Some((post, same.map(|mention| self.plain(mention.span)).max_by_key(String::len)))
    }
}
