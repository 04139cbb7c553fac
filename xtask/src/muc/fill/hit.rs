//! Who or what was hit, and what is it called?

use super::slots::actor;
use super::{Reading, listed, one_of, words_in};
use schema::{Actor, Argument, EventMention, Span};

/// Who or what was hit, in words.
pub(super) struct Hit<'a> {
    pub(super) name: String,
    pub(super) words: Vec<String>,
    /// The noun without the plural's s, and with it.
    pub(super) head: String,
    pub(super) last: String,
    pub(super) actor: Option<&'a Actor>,
    /// Whether only people have this done to them: "the newsmen were killed".
    pub(super) is_victim: bool,
}

/// A post or description, and a name.
pub(super) type Called = (Option<String>, Option<String>);

impl<'a> Hit<'a> {
    pub(super) fn of(mention: &EventMention, argument: &Argument, reading: &'a Reading<'_>) -> Self {
        let name = reading.plain(argument.span);
        // "The bodies of nine villagers"
        let name = match name.split_once(" of ") {
            Some((bodies, dead))
                if reading.words.people["remains"].iter().any(|word| bodies.ends_with(word.as_str())) =>
            {
                dead.to_owned()
            }
            _ => name,
        };
        let noun = name.split(" of ").next().unwrap_or(&name);
        let last = noun.rsplit(' ').next().unwrap_or(noun).to_owned();
        Self {
            words: reading.words_of(argument.span),
            head: one_of(&last),
            last,
            actor: actor(argument, reading),
            is_victim: reading.words.people["deed"].iter().any(|deed| mention.rule.contains(deed.as_str())),
            name,
        }
    }

    pub(super) fn is_in(&self, list: &[String]) -> bool {
        list.iter().any(|word| *word == self.head || *word == self.last)
    }

    fn is_person(&self) -> bool {
        self.actor.is_some_and(|actor| actor.kind == "person")
    }

    pub(super) fn is_thing(&self, reading: &Reading<'_>) -> bool {
        let thing = reading.words.things.contains(&self.head) && !reading.words.somebody.contains(&self.head);
        // "The residence of Ana Cole" is no person, and "Ana Bridge" no thing.
        let owned = !self.is_person() || self.name.contains(" of ") || self.name.contains("'s ");
        (thing || listed(&reading.words.target, &[&self.head, &self.last]).is_some()) && owned
    }

    /// Gives the post or description of whoever was hit, and the name; nothing where nobody is told of.
    pub(super) fn called(&self, argument: &Argument, reading: &Reading<'_>) -> Called {
        let (post, own) = self.told(argument, reading);
        // "No one", "two of them", "whose director": a word that counts or asks describes nobody.
        let describes = |post: &String| {
            let mut words = post.split(' ');
            let first =
                words.clone().next().is_some_and(|word| reading.words.people["nothing"].iter().any(|no| no == word));
            !first && !words.all(|word| reading.words.is_count(word))
        };
        (post.filter(describes), own)
    }

    fn told(&self, argument: &Argument, reading: &Reading<'_>) -> Called {
        if reading.words.pronouns.contains(&self.name) {
            return (None, self.actor.and_then(|actor| reading.full(&actor.id)));
        }
        let listed = |word: &String| reading.words.somebody.contains(word);
        let somebody = listed(&self.head) || listed(&self.last) || self.actor.is_some() || self.is_victim;
        match reading.named(argument.span) {
            Some(called) => called,
            None if somebody => self.parted(argument, reading),
            None => (None, None),
        }
    }

    /// "governor ana cole": the post and the name behind it; the whole is one or the other where no word parts it.
    fn parted(&self, argument: &Argument, reading: &Reading<'_>) -> Called {
        let words: Vec<&str> = self.name.split(" of ").next().unwrap_or(&self.name).split(' ').collect();
        if words.iter().all(|word| reading.words.is_count(word)) {
            return (None, None);
        }
        if reading.is_post(&self.name) || reading.words.pronouns.contains(words[0]) {
            let own = self.actor.filter(|_| self.is_person()).and_then(|actor| reading.full(&actor.id));
            return (Some(self.name.clone()), own);
        }
        let title = words.iter().rposition(|word| reading.is_post(word));
        if let Some(at) = title.filter(|_| self.last == self.head) {
            return (Some(words[..=at].join(" ")), Some(words[at + 1..].join(" ")));
        }
        let unlisted =
            self.actor.is_none() && self.last == self.head && words.len() > 1 && !reading.has_article(argument.span);
        let counted = words.iter().any(|word| reading.words.is_count(word));
        let is_name = unlisted && !counted && listed(&reading.words.people, &[&self.head]).is_none();
        match (is_name || self.is_person(), self.actor) {
            (true, Some(actor)) => (None, reading.full(&actor.id).or(Some(self.name.clone()))),
            (true, None) => (None, Some(reading.longer(&self.name))),
            _ => (Some(self.name.clone()), None),
        }
    }
}

impl Reading<'_> {
    /// "Three peasants", "at least 20 buses": "peasants", "buses".
    pub(super) fn uncounted(&self, name: &str) -> String {
        let words: Vec<&str> = name.split(' ').skip_while(|word| self.words.is_count(word)).collect();
        if words.is_empty() { name.to_owned() } else { words.join(" ") }
    }

    /// Tells whether "a" or "the" stands at the beginning of words, or right before them.
    fn has_article(&self, span: Span) -> bool {
        let before = self.document.text[..span.start].split_whitespace().next_back().unwrap_or_default();
        let first = span.of(&self.document.text).split_whitespace().next().unwrap_or_default();
        [before, first].iter().any(|word| ["THE", "A", "AN"].contains(word))
    }

    /// Tells whether words end in a word for somebody: "former governor", "leader of the union".
    pub(super) fn is_post(&self, words: &str) -> bool {
        let noun = words.split(" of ").next().unwrap_or(words);
        let noun = noun.split(" who ").next().unwrap_or(noun).rsplit(' ').next().unwrap_or(noun);
        self.words.somebody.contains(noun.trim_end_matches('s'))
            || self.words.somebody.contains(noun)
            || listed(&self.words.victim, &[noun]).is_some()
    }

    /// Gives the type of somebody, by the post, or else by all the words.
    pub(super) fn victim_type(&self, post: Option<&str>, words: &[String]) -> String {
        let words = post.map_or_else(|| words.to_vec(), words_in);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        listed(&self.words.victim, &words).unwrap_or_else(|| "CIVILIAN".into())
    }

    /// "The residence of governor Ana Cole": who owns a thing.
    pub(super) fn owner(&self, thing: Span) -> Option<Called> {
        let mut inside = self.findings.actor_mentions.iter().filter(|mention| thing.contains(mention.span));
        let (mention, own) = inside.find_map(|mention| Some((mention, self.full(&mention.actor)?)))?;
        let before = self.plain(Span::new(thing.start, mention.span.start));
        let post = before.rsplit_once(" of ").map(|(_, post)| post.trim_start_matches("the ").to_owned());
        Some((post.filter(|post| self.is_post(post)).or_else(|| self.post_of(&mention.actor)), Some(own)))
    }

    fn is_person(&self, id: &schema::ActorId) -> bool {
        self.findings.actors.iter().any(|actor| actor.id == *id && actor.kind == "person")
    }

    /// "Cole", of whom the text says elsewhere that she is "Ana Cole".
    fn longer(&self, name: &str) -> String {
        let persons = self.findings.actors.iter().filter(|actor| actor.kind == "person");
        let names = persons.map(|actor| crate::muc::key::plain(&actor.name));
        let same = names.filter(|full| name.split(' ').all(|word| full.split(' ').any(|other| other == word)));
        same.max_by_key(String::len).unwrap_or_else(|| name.to_owned())
    }

    /// Gives the longest name of a person in the dispatch.
    pub(super) fn full(&self, id: &schema::ActorId) -> Option<String> {
        let mentions = self.findings.actor_mentions.iter().filter(|mention| mention.actor == *id && self.is_person(id));
        let names = mentions.map(|mention| self.plain(mention.span));
        let is_name = |name: &String| {
            !name.contains(" of ")
                && !self.words.pronouns.contains(name)
                && !name.split(' ').any(|word| self.is_post(word) || self.words.pronouns.contains(word))
        };
        names.filter(is_name).max_by_key(String::len)
    }

    /// "senator ana cole", "ana cole, leader of the union", "ana cole, a reporter": the post and the name, where the reading
    /// knows the name.
    fn named(&self, span: Span) -> Option<Called> {
        let text = &self.document.text;
        let noun = span.of(text).split(" OF ").next().map_or(span.end, |noun| span.start + noun.len());
        let meant = |mention: &&schema::ActorMention| {
            let own = span.contains(mention.span) && mention.span.end + 2 >= noun;
            let behind = mention.span.start >= span.end && mention.span.start <= span.end + 2;
            let named = self.full(&mention.actor).is_some();
            (own || behind || self.is_before(mention.span, span)) && named
        };
        let mention = self.findings.actor_mentions.iter().find(meant)?;
        let own = self.full(&mention.actor);
        if mention.span.end <= span.start {
            return Some((Some(self.plain(span)), own));
        }
        let before = self.plain(Span::new(span.start, mention.span.start.max(span.start)));
        let post = Some(before).filter(|before| !before.is_empty() && self.is_post(before));
        Some((post.or_else(|| self.post_of(&mention.actor)), own))
    }

    /// "ana cole, a reporter"
    fn is_before(&self, name: Span, post: Span) -> bool {
        let text = &self.document.text;
        name.end < post.start
            && post.start < name.end + 10
            && text[name.end..].starts_with(',')
            && text[name.end + 1..post.start]
                .split_whitespace()
                .all(|word| self.words.links.contains(&word.to_lowercase()))
            && self.is_post(&self.plain(post))
    }

    /// Gives what a person is called beside a name anywhere: "ana cole, leader of the union", "governor ana cole".
    fn post_of(&self, id: &schema::ActorId) -> Option<String> {
        let text = &self.document.text;
        let mentions = || self.findings.actor_mentions.iter().filter(|mention| mention.actor == *id);
        let behind = mentions().filter_map(|mention| {
            let after = text[mention.span.end..].strip_prefix(',')?;
            let after = after.split([',', '.', ';', '-', '[', '(']).next().map(crate::muc::key::plain)?;
            Some(after).filter(|after| self.is_post(after) && after.split(' ').count() < 12)
        });
        let before = mentions().filter_map(|mention| {
            let phrase = text[..mention.span.start].rsplit([',', '.', ';', ':', ']', ')']).next()?.to_lowercase();
            let free = |word: &&str| !self.words.quantifiers.contains(*word) && !self.words.links.contains(*word);
            let mut post: Vec<&str> = phrase.split_whitespace().rev().take_while(free).take(3).collect();
            post.reverse();
            Some(crate::muc::key::plain(&post.join(" "))).filter(|post| self.is_post(post))
        });
        behind.chain(before).next()
    }
}
