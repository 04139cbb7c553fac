//! Which of the places that an account names is that of an event?

use super::{Around, Standing, Written};
use crate::events::{arguments::is_of_kind, drafts::Draft};
use jiff::ToSpan;
use language::{Relation, Tag};
use schema::{
    Basis, Document, EventMention, EventPlace, EventTime, Findings, Interval, Place, PlaceMention, Precision,
    SectionKind, Span, ToponymUse,
};
use std::collections::{BTreeMap, BTreeSet};

/// From here on a place is none of the event's.
const FORBIDDEN: usize = 100;

/// What speaks against a place, to be weighed against how far its words stand off.
mod cost {
    /// A country says little where a town stands near.
    pub(super) const COUNTRY: usize = 4;
    /// So does a province or a river, but less.
    pub(super) const AREA: usize = 1;
    /// The place is part of who acts, or of somebody's name.
    pub(super) const ACTOR: usize = 6;
    /// Somebody comes from there.
    pub(super) const ORIGIN: usize = 2;
    /// It stands in a clause beside what is told.
    pub(super) const ASIDE: usize = 3;
    /// It is only where the account was written.
    pub(super) const DATELINE: usize = 4;
    /// It lies in another country than what the account is about, and not among the words of the event.
    pub(super) const ABROAD: usize = 3;
}

/// Finds the datelines of an account, and the country that it tells of.
pub(super) fn written<'f>(document: &Document, findings: &'f Findings) -> Written<'f> {
    let datelines = findings.place_mentions.iter().map(|mention| mention.span);
    let is_one = |span: &Span| is_dateline(document, *span) || is_dated_line(document, findings, *span);
    let datelines: BTreeSet<Span> = datelines.filter(is_one).collect();
    let country: BTreeMap<&str, Option<&str>> =
        findings.places.iter().map(|place| (place.id.as_str(), place.country.as_deref())).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let named = findings.place_mentions.iter().filter(|mention| mention.usage == ToponymUse::Location);
    for mention in named.filter(|mention| !datelines.contains(&mention.span)) {
        if let Some(country) = country.get(mention.place.as_str()).copied().flatten() {
            *counts.entry(country).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let focus = counts.into_iter().find(|(_, count)| *count >= 3 && *count * 2 > all).map(|(country, _)| country);
    let title = document.sections.iter().find(|section| section.kind == SectionKind::Title).map(|section| section.span);
    Written { datelines, focus, items: super::items(document), title }
}

/// "BEIRUT (Agency) -": where an account was written stands before its first words.
fn is_dateline(document: &Document, place: Span) -> bool {
    /// How many bytes a byline may fill before the place, and letters the agency and the day behind it.
    const NEAR: usize = 40;
    let text = &document.text;
    let section = document.section_at(place.start).map_or(0, |at| document.sections[at].span.start);
    let before = &text[section..place.start];
    let rest = text[place.end..].trim_start();
    let mut words = before.split(|letter: char| !letter.is_alphabetic()).filter(|word| word.len() > 1);
    let opens = before.len() < NEAR && words.all(is_shouted);
    let behind: String = rest.chars().take(NEAR).collect();
    let dashed = rest.starts_with('-') || [" - ", " – ", " — ", ") "].iter().any(|end| behind.contains(end));
    let name = place.of(text);
    let in_capitals =
        name.len() > 4 && name.contains(char::is_uppercase) && is_shouted(name) && (opens || rest.starts_with('('));
    in_capitals
        || opens && (rest.starts_with(['(', '–', '—']) || rest.starts_with("- ") || dashed && !before.is_empty())
}

/// "Goma, 13 June 2022": a section that begins with a place, its country and a day, and ends there or has a mark behind them.
fn is_dated_line(document: &Document, findings: &Findings, place: Span) -> bool {
    /// How many bytes the country and an agency may fill.
    const NEAR: usize = 40;
    let text = &document.text;
    let section = document.section_at(place.start).map_or(0, |at| document.sections[at].span.start);
    let next = findings.times.partition_point(|time| time.span.start < place.end);
    let Some(day) = findings.times.get(next).map(|time| time.span) else { return false };
    if section != place.start {
        return false;
    }
    let Some(between) = text.get(place.end..day.start).filter(|between| between.len() < NEAR) else { return false };
    let named = |word: &str| word.is_empty() || word.starts_with(char::is_uppercase);
    let names = between.split(|letter: char| !letter.is_alphanumeric()).all(named);
    let behind = text[day.end..].trim_start_matches(' ');
    let ends = behind.is_empty() || behind.starts_with(['.', ':', '-', '–', '—', '(', '\n']);
    names && ends && between.starts_with([',', '.', ' '])
}

fn is_shouted(words: &str) -> bool {
    !words.contains(char::is_lowercase)
}

fn near(one: Interval, other: Interval) -> bool {
    let reach = |end: jiff::civil::Date| end.checked_add(STORY_DAYS.days()).unwrap_or(end);
    one.from <= reach(other.to) && other.from <= reach(one.to)
}

/// What was told before an event, and when it happened itself.
pub(super) struct Earlier<'a> {
    /// The events before.
    pub(super) drafts: &'a [Draft],
    /// The same, with their days.
    pub(super) told: &'a [EventMention],
    /// The days of the event.
    pub(super) time: Option<&'a EventTime>,
}

/// What happened within so many days of one another, an account tells of in one place.
const STORY_DAYS: i32 = 366;

impl<'a, 's: 'a> Around<'a, 's, '_> {
    pub(super) fn place(&self, earlier: &Earlier<'_>) -> Option<EventPlace> {
        let old = earlier.time.and_then(|time| self.long_ago(time.value));
        let elsewhere = self.names_a_place();
        let mut found: Vec<(usize, usize, Standing, &PlaceMention)> = Vec::new();
        for mention in self.within_reach(&self.scene.findings.place_mentions, |mention| mention.span.start) {
            if !mention.usage.is_place() {
                continue;
            }
            let Some(standing) = self.standing(mention.span) else { continue };
            if old.is_some_and(|days| !self.tells_of(days, mention.span, standing, earlier)) {
                continue;
            }
            let point = self.known(mention).is_some_and(|place| place.precision == Precision::Point);
            if elsewhere && point && !standing.is_stated() {
                continue;
            }
            let away = self.token_of(mention.span).abs_diff(self.draft.token);
            found.push((self.place_cost(mention, standing), away, standing, mention));
        }
        let country = self.stated_country(&found);
        let fits = |standing: Standing, mention: &PlaceMention| {
            let own = self.known(mention).and_then(|place| place.country.as_deref());
            standing == Standing::Own || country.is_none_or(|country| own.is_none_or(|own| own == country))
        };
        found.retain(|(cost, _, standing, mention)| *cost < FORBIDDEN && fits(*standing, mention));
        let (_, _, standing, mention) = found.into_iter().min_by_key(|(cost, away, ..)| (*cost, *away))?;
        let basis = if standing.is_stated() { Basis::Stated } else { Basis::Inferred };
        Some(EventPlace { place: mention.place.clone(), span: mention.span, basis, rule: standing.rule().into() })
    }

    /// "Jets hit the market *in Gajubo*": it happened there, wherever that is, and not in the town of the sentence before.
    fn names_a_place(&self) -> bool {
        let tree = &self.scene.tree;
        let inside =
            |word: usize| tree.by(word, &[Relation::Case]).any(|case| self.scene.is(case, "locating_preposition"));
        let unknown = |word: usize| {
            tree.tag(word) == Tag::ProperNoun && !self.scene.names(word) && !self.scene.is_time(word) && inside(word)
        };
        let below = |head: usize| tree.by(head, &[Relation::Obl, Relation::Nmod]).any(unknown);
        below(self.draft.token)
            || below(self.draft.clause_head(self.scene))
            || self.draft.roles.iter().any(|(_, head)| *head != self.draft.token && below(*head))
    }

    /// "Shells hit the market of Karsa. The war began with protests in 2011.": those were not in Karsa, unless what stands
    /// beside the place tells of those years too.
    fn tells_of(&self, days: Interval, place: Span, standing: Standing, earlier: &Earlier<'_>) -> bool {
        if !matches!(standing, Standing::Before(_) | Standing::Behind(_) | Standing::Headline) {
            return true;
        }
        let sentence = |token: usize| self.scene.tree.analysis.sentence_of(token);
        let there = sentence(self.token_of(place));
        let tokens = &self.scene.tree.analysis.sentences[there].tokens;
        let from = earlier.drafts.partition_point(|draft| draft.token < tokens.start);
        let told = earlier.drafts.iter().zip(earlier.told).skip(from).take_while(|(draft, _)| draft.token < tokens.end);
        let told = told.filter_map(|(_, mention)| mention.time.as_ref()).map(|time| time.value);
        let times = self.within_reach(&self.scene.findings.times, |time| time.span.start);
        let named = times.filter(|time| sentence(self.token_of(time.span)) == there).map(|time| time.value);
        let written = self.document.written_at(place.start);
        told.chain(named).any(|value| value.days(written).is_some_and(|when| near(when, days)))
    }

    /// Gives the country in which the clause places the event: no town elsewhere can then be meant.
    fn stated_country(&self, found: &[(usize, usize, Standing, &'a PlaceMention)]) -> Option<&'a str> {
        let stated = found.iter().filter(|(cost, _, standing, _)| *standing == Standing::Own && *cost <= cost::COUNTRY);
        let places = stated.filter_map(|(.., mention)| self.known(mention));
        places.filter(|place| place.precision == Precision::Country).find_map(|place| place.country.as_deref())
    }

    fn known(&self, mention: &PlaceMention) -> Option<&'a Place> {
        self.scene.findings.places.iter().find(|place| place.id == mention.place)
    }

    fn place_cost(&self, mention: &PlaceMention, standing: Standing) -> usize {
        let off = match standing {
            Standing::Own => 0,
            Standing::Clause => 1,
            Standing::Sentence => 2,
            Standing::Before(back) => 2 + back,
            Standing::Behind(ahead) => 2 + ahead,
            Standing::Headline => 7,
        };
        let vague = match self.known(mention).map(|place| place.precision) {
            Some(Precision::Point) => 0,
            Some(Precision::Area) | None => cost::AREA,
            Some(Precision::Country) => cost::COUNTRY,
        };
        if self.is_hit(mention) {
            return vague + self.elsewhere_cost(mention, standing);
        }
        let aside = if self.aside(mention.span).is_some() || self.is_counted_from(mention) { cost::ASIDE } else { 0 };
        off + vague + aside + self.role_cost(mention) + self.elsewhere_cost(mention, standing)
    }

    /// Weighs that an account is written in one country and tells of another.
    fn elsewhere_cost(&self, mention: &PlaceMention, standing: Standing) -> usize {
        let country = self.known(mention).and_then(|place| place.country.as_deref());
        let abroad = self.written.focus.is_some_and(|focus| country.is_some_and(|country| country != focus));
        match (self.written.datelines.contains(&mention.span), abroad) {
            (true, true) => FORBIDDEN,
            (true, false) => cost::DATELINE,
            (false, true) if standing != Standing::Own && !self.is_said_of_it(mention, standing) => cost::ABROAD,
            (false, _) => 0,
        }
    }

    /// "a raid *in Orva*", "*In Orva*, the mayor said a shell fell"
    fn is_said_of_it(&self, mention: &PlaceMention, standing: Standing) -> bool {
        let first = self.scene.tree.analysis.sentences[self.sentence].tokens.start;
        let opens = || standing == Standing::Sentence && self.token_of(mention.span) == first + 1;
        (standing.is_stated() || opens()) && self.is_located(mention)
    }

    /// "in Ankara", and not just "Ankara", which may be its government.
    fn is_located(&self, mention: &PlaceMention) -> bool {
        self.scene.tree.by(self.token_of(mention.span), &[Relation::Case]).next().is_some()
    }

    /// "the road to *Idlib*, which has seen a bombing": whatever the clause, it happened where those are who are hit.
    fn is_hit(&self, mention: &PlaceMention) -> bool {
        let token = self.token_of(mention.span);
        let wide = self.known(mention).is_none_or(|place| place.precision == Precision::Country);
        !wide && self.draft.roles.iter().any(|(role, head)| role == "target" && *head == token)
    }

    /// "the *Britain*-based monitor": where somebody works.
    fn is_home(&self, mention: &PlaceMention) -> bool {
        let tree = &self.scene.tree;
        let participle = tree.head(self.token_of(mention.span)).filter(|&head| tree.relation(head) == Relation::Amod);
        participle.is_some_and(|head| self.scene.is(head, "home_participle"))
    }

    /// "50km northeast of Aleppo" is not in Aleppo.
    fn is_counted_from(&self, mention: &PlaceMention) -> bool {
        let around = |other: &PlaceMention| other.span.contains(mention.span) && other.span != mention.span;
        self.within_reach(&self.scene.findings.place_mentions, |mention| mention.span.start).any(around)
    }

    /// "the Northern *Karsa* Defence Union": what stands inside somebody's name says nothing of where he acts.
    pub(super) fn is_part_of_name(&self, place: Span) -> bool {
        let mentions = &self.scene.findings.actor_mentions;
        let from = mentions.partition_point(|mention| mention.span.end <= place.start);
        let mut around = mentions[from..].iter().take_while(|mention| mention.span.start <= place.start);
        let is_name = |rule: &str| {
            ["actors/lexicon", "actors/name", "actors/definition"].iter().any(|start| rule.starts_with(start))
        };
        around.any(|name| name.span.contains(place) && name.span != place && is_name(&name.rule))
    }

    fn is_country(&self, mention: &PlaceMention) -> bool {
        self.known(mention).is_some_and(|place| place.precision == Precision::Country)
    }

    /// "Militants *in the city of Orva* seized a bus": where they are they do it.
    fn is_where_they_are(&self, place: usize, agent: usize) -> bool {
        let tree = &self.scene.tree;
        let inside = |above: usize| {
            let mut cases = tree.by(above, &[Relation::Case]);
            cases.any(|case| matches!(self.scene.lemma(case), "in" | "at" | "near" | "inside"))
        };
        let nouns = tree.analysis.ancestors(place).take_while(|&above| above != agent && tree.is_nominal(above));
        nouns.take(3).any(inside)
    }

    /// "violations of the *Orva* agreement", "the first raid since the *Orva* massacre": it bears the name of the town.
    fn names_a_deal(&self, place: usize) -> bool {
        let tree = &self.scene.tree;
        let deal = tree.head(place).filter(|_| matches!(tree.relation(place), Relation::Compound | Relation::Amod));
        deal.is_some_and(|deal| {
            let since =
                || tree.by(deal, &[Relation::Case]).any(|case| matches!(self.scene.lemma(case), "since" | "like"));
            let bears = self.scene.is(deal, "truce") || self.scene.is(deal, "meeting");
            deal != self.draft.token
                && !self.draft.folded.contains(&deal)
                && (bears || self.scene.is(deal, "event_noun") && since())
        })
    }

    /// A group that bears the name of some village is meant, and not the village.
    fn names_a_group(&self, token: usize) -> bool {
        let Some(at) = self.scene.actor(token) else { return false };
        let mention = &self.scene.findings.actor_mentions[at];
        let group = |kind: &str| !self.scene.classes.has("state_kind", kind) && kind != "security_forces";
        mention.rule == "actors/lexicon" && is_of_kind(self.scene, &mention.actor, group)
    }

    /// Weighs that a place is part of who acts, or where one comes from.
    fn role_cost(&self, mention: &PlaceMention) -> usize {
        let tree = &self.scene.tree;
        let token = self.token_of(mention.span);
        if self.is_part_of_name(mention.span) || self.is_home(mention) || self.names_a_deal(token) {
            return FORBIDDEN;
        }
        let mut above = tree.analysis.ancestors(token).take(3);
        let from = |above: usize| tree.by(above, &[Relation::Case]).any(|case| self.scene.lemma(case) == "from");
        let origin = above.find(|&above| from(above));
        // "peacekeepers from Lowland and Karsa": a country that people are from is not where they are.
        let theirs = origin.and_then(|origin| tree.head(origin)).is_some_and(|who| self.scene.is(who, "people"));
        if theirs && self.is_country(mention) {
            return FORBIDDEN;
        }
        // "rockets fired *from Karsa*": where they hit something it happened.
        if origin.and_then(|origin| tree.head(origin)).is_some_and(|verb| self.scene.is(verb, "firing_verb")) {
            return cost::ACTOR;
        }
        // "Lowland's ambassador to the agency in Karsa"
        let posted = |above: usize| self.scene.is(above, "posted") && above != token;
        if tree.analysis.ancestors(token).take_while(|&above| tree.is_nominal(above)).take(5).any(posted) {
            return cost::ACTOR;
        }
        if self.names_a_group(token) {
            return FORBIDDEN;
        }
        // "rebels who stormed the town": the place of what stands below who acts is the deed's.
        let around = |head: usize| tree.is_below(self.draft.token, head);
        let below = |head: usize| tree.is_below(token, head) && !around(head) && !self.is_where_they_are(token, head);
        let agent = self.draft.roles.iter().any(|(role, head)| role == "agent" && below(*head));
        // "Karsa's consulate" is not in Karsa.
        let of_land = tree.head(token).is_some_and(|head| self.scene.is(head, "territory"));
        let before = matches!(tree.relation(token), Relation::Compound | Relation::Amod) && !of_land;
        let owned = (before || tree.relation(token) == Relation::NmodPoss) && self.is_country(mention);
        if agent || owned || self.scene.actor(token).is_some() {
            return cost::ACTOR;
        }
        if origin.is_some() { cost::ORIGIN } else { 0 }
    }
}
