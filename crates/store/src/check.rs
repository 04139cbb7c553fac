//! Does a case contradict itself?

use schema::{ActorId, Case, Document, Event, EventMention, Findings, MentionId, PlaceId, Span};
use std::collections::{BTreeMap, BTreeSet};

/// Gives every contradiction in a case, as sentences that begin with the id of the record; none of a sound one.
#[must_use]
pub fn check(case: &Case) -> Vec<String> {
    let mut checker = Checker::new(case);
    checker.lists();
    for document in &case.documents {
        checker.document(document);
    }
    for findings in &case.findings {
        checker.findings(findings);
    }
    for event in &case.events {
        checker.event(event);
    }
    for link in &case.links {
        for mention in [&link.one, &link.other] {
            checker.must(checker.mentions.contains_key(mention.as_str()), || {
                format!("link {} - {}: there is no mention {mention}", link.one, link.other)
            });
        }
    }
    checker.problems
}

struct Checker<'case> {
    case: &'case Case,
    documents: BTreeMap<&'case str, &'case Document>,
    actors: BTreeSet<&'case str>,
    places: BTreeSet<&'case str>,
    /// Every mention with its document.
    mentions: BTreeMap<&'case str, &'case str>,
    /// Every mention that stands in an event, with that event.
    grouped: BTreeMap<&'case str, &'case str>,
    problems: Vec<String>,
}

impl<'case> Checker<'case> {
    fn new(case: &'case Case) -> Self {
        let told = |findings: &'case Findings| {
            findings.events.iter().map(|mention| (mention.id.as_str(), findings.document.as_str()))
        };
        Self {
            case,
            documents: case.documents.iter().map(|document| (document.id.as_str(), document)).collect(),
            actors: case.actors.iter().map(|actor| actor.id.as_str()).collect(),
            places: case.places.iter().map(|place| place.id.as_str()).collect(),
            mentions: case.findings.iter().flat_map(told).collect(),
            grouped: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    fn must(&mut self, holds: bool, problem: impl FnOnce() -> String) {
        if !holds {
            self.problems.push(problem());
        }
    }

    fn lists(&mut self) {
        let case = self.case;
        self.sorted("documents", case.documents.iter().map(|document| document.id.as_str()));
        self.sorted("actors", case.actors.iter().map(|actor| actor.id.as_str()));
        self.sorted("places", case.places.iter().map(|place| place.id.as_str()));
        self.sorted("events", case.events.iter().map(|event| event.id.as_str()));
        let same = case.documents.iter().map(|document| &document.id).eq(case.findings.iter().map(|f| &f.document));
        self.must(same, || "findings: they are not one per document in the order of the documents".into());
    }

    fn sorted<'a>(&mut self, list: &str, ids: impl Iterator<Item = &'a str>) {
        let mut before: Option<&str> = None;
        for id in ids {
            self.must(before.is_none_or(|before| before < id), || format!("{list}: {id} stands twice or out of order"));
            before = Some(id);
        }
    }

    fn document(&mut self, document: &Document) {
        let id = &document.id;
        let hex = document.hash.len() == 64 && document.hash.bytes().all(|digit| digit.is_ascii_hexdigit());
        self.must(hex, || format!("{id}: its hash {:?} is no SHA-256", document.hash));
        let own = document.hash.get(..12).is_some_and(|start| id.strip_prefix("D-") == Some(start));
        self.must(own, || format!("{id}: the id does not begin its hash {}", document.hash));
        if let Some(span) = document.published.span {
            self.span(id, "the date of publication", document, span);
        }
        if let Some(original) = &document.copy_of {
            let other = original != id && self.documents.contains_key(original.as_str());
            self.must(other, || format!("{id}: it is said to copy {original}, which is no other document"));
        }
        self.sections(document);
    }

    fn sections(&mut self, document: &Document) {
        let (id, text) = (&document.id, &document.text);
        let mut end = 0;
        for (section, n) in document.sections.iter().zip(1..) {
            self.span(id, &format!("section {n}"), document, section.span);
            self.must(end <= section.span.start, || format!("{id}: section {n} overlaps the one before"));
            let gap = text.get(end..section.span.start).unwrap_or_default();
            self.must(gap.trim().is_empty(), || format!("{id}: no section holds {:?}", shortened(gap)));
            end = end.max(section.span.end);
        }
        let rest = text.get(end..).unwrap_or_default();
        self.must(rest.trim().is_empty(), || format!("{id}: no section holds {:?}", shortened(rest)));
    }

    fn span(&mut self, id: &str, what: &str, document: &Document, span: Span) {
        let Span { start, end } = span;
        self.must(start < end && document.text.get(start..end).is_some(), || {
            format!("{id}: {what} is at bytes {start}..{end}, which are no words of a text of {}", document.text.len())
        });
    }

    fn findings(&mut self, findings: &Findings) {
        let id = &findings.document;
        let Some(document) = self.documents.get(id.as_str()).copied() else {
            return self.problems.push(format!("{id}: there are findings but no document"));
        };
        for mention in &findings.actor_mentions {
            self.span(id, "an actor mention", document, mention.span);
            self.actor(id, Some(&mention.actor));
        }
        for relation in &findings.relations {
            self.span(id, "a relation of actors", document, relation.span);
            self.actor(id, Some(&relation.one));
            self.actor(id, Some(&relation.other));
        }
        for mention in &findings.place_mentions {
            self.span(id, "a place mention", document, mention.span);
            self.place(id, Some(&mention.place));
        }
        for time in &findings.times {
            self.span(id, "a time expression", document, time.span);
        }
        for quantity in &findings.quantities {
            self.span(id, "a quantity", document, quantity.span);
            self.actor(id, quantity.of.as_ref());
        }
        for attribution in &findings.attributions {
            self.speech(id, document, &attribution.speech);
            self.span(id, "the words of a speaker", document, attribution.words);
            self.span(id, "the words that attribute", document, attribution.cue);
            for content in &attribution.content {
                self.span(id, "what somebody says", document, *content);
            }
        }
        let mut seen = BTreeSet::new();
        for mention in &findings.events {
            self.must(seen.insert(&mention.id), || format!("{}: there are two mentions of this id", mention.id));
            self.mention(document, mention);
        }
    }

    fn speech(&mut self, id: &str, document: &Document, speech: &schema::Speech) {
        self.span(id, "a speaker", document, speech.span);
        self.actor(id, speech.actor.as_ref());
        let read = document.text.get(speech.span.start..speech.span.end).unwrap_or_default();
        self.must(read.split_whitespace().eq(speech.speaker.split_whitespace()), || {
            format!("{id}: the speaker {:?} reads {:?} in the text", speech.speaker, shortened(read))
        });
    }

    fn mention(&mut self, document: &Document, mention: &EventMention) {
        let id = &mention.id;
        self.must(*id == format!("{}#{}", document.id, mention.trigger.start), || {
            format!("{id}: the id does not name its document and trigger")
        });
        self.span(id, "the clause", document, mention.clause);
        self.span(id, "the trigger", document, mention.trigger);
        self.must(mention.clause.contains(mention.trigger), || format!("{id}: the trigger lies outside the clause"));
        for argument in &mention.arguments {
            self.span(id, &argument.role, document, argument.span);
            self.actor(id, argument.actor.as_ref());
        }
        for speech in &mention.attribution {
            self.speech(id, document, speech);
        }
        for quantity in &mention.quantities {
            self.span(id, &quantity.attribute, document, quantity.span);
            self.actor(id, quantity.of.as_ref());
        }
        if let Some(place) = &mention.place {
            self.span(id, "the place", document, place.span);
            self.place(id, Some(&place.place));
        }
        if let Some(span) = mention.time.as_ref().and_then(|time| time.span) {
            self.span(id, "the time", document, span);
        }
    }

    fn event(&mut self, event: &'case Event) {
        let id = &event.id;
        self.must(!event.mentions.is_empty(), || format!("{id}: no mention tells of it"));
        self.place(id, event.place.as_ref());
        for actor in event.agents.iter().chain(&event.targets) {
            self.actor(id, Some(actor));
        }
        for mention in &event.mentions {
            self.must(self.mentions.contains_key(mention.as_str()), || format!("{id}: there is no mention {mention}"));
            if let Some(other) = self.grouped.insert(mention, id) {
                self.problems.push(format!("{id}: its mention {mention} stands in {other} too"));
            }
        }
        for claim in &event.claims {
            self.actor(id, claim.of.as_ref());
            self.must(!claim.values.is_empty(), || format!("{id}: nobody makes the claim on {}", claim.attribute));
            for value in &claim.values {
                self.claimed(event, &claim.attribute, value);
            }
        }
    }

    fn claimed(&mut self, event: &Event, attribute: &str, value: &schema::ClaimValue) {
        let id = &event.id;
        self.must(value.bounds.is_some() != value.value.is_some(), || {
            format!("{id}: a claim on {attribute} must have either bounds or a value")
        });
        let carried = |mention: &MentionId| event.mentions.contains(mention);
        self.must(value.mentions.iter().all(carried), || {
            format!("{id}: a claim on {attribute} rests on a mention that is not of this event")
        });
        let homes: BTreeSet<&str> =
            value.mentions.iter().filter_map(|mention| self.mentions.get(mention.as_str()).copied()).collect();
        self.must(homes.iter().copied().eq(value.documents.iter().map(String::as_str)), || {
            format!("{id}: the documents of a claim on {attribute} are not those of its mentions")
        });
        for (home, span) in &value.words {
            match self.documents.get(home.as_str()).copied() {
                Some(document) => self.span(id, &format!("a claim on {attribute} in {home}"), document, *span),
                None => self.problems.push(format!("{id}: a claim on {attribute} quotes {home}, which is no document")),
            }
        }
    }

    fn actor(&mut self, id: &str, actor: Option<&ActorId>) {
        let Some(actor) = actor else { return };
        self.must(self.actors.contains(actor.as_str()), || format!("{id}: there is no actor {actor}"));
    }

    fn place(&mut self, id: &str, place: Option<&PlaceId>) {
        let Some(place) = place else { return };
        self.must(self.places.contains(place.as_str()), || format!("{id}: there is no place {place}"));
    }
}

/// Gives the beginning of long words.
fn shortened(words: &str) -> String {
    words.trim().chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::sample;
    use schema::{Case, Span};

    fn problems(spoil: impl FnOnce(&mut Case)) -> Vec<String> {
        let mut case = sample::case();
        spoil(&mut case);
        check(&case)
    }

    #[test]
    fn a_sound_case_has_no_problems() {
        assert_eq!(check(&sample::case()), [""; 0]);
        assert_eq!(check(&Case::default()), [""; 0]);
    }

    #[test]
    fn every_kind_of_contradiction_is_told() {
        let told = |spoil: fn(&mut Case), expected: &str| {
            let problems = problems(spoil);
            assert!(problems.iter().any(|problem| problem.contains(expected)), "{expected}: {problems:#?}");
        };
        told(|case| case.documents[0].sections[1].span.end = 9999, "section 2 is at bytes");
        told(|case| case.documents[0].sections[1].span.start = 2, "section 2 overlaps the one before");
        told(|case| drop(case.documents[0].sections.remove(0)), "no section holds \"Port shelled\"");
        told(|case| case.documents[0].hash = "f".repeat(64), "the id does not begin its hash");
        told(|case| case.findings[0].actor_mentions[0].span = Span::new(15, 16), "an actor mention is at bytes");
        told(|case| case.findings[0].events[0].attribution[0].speaker = "a clinic".into(), "\"a clinic\" reads");
        told(|case| case.findings.reverse(), "findings: they are not one per document");
        told(|case| case.actors.clear(), "there is no actor river-guard");
        told(|case| case.places.clear(), "there is no place mirna");
        told(|case| case.events[0].mentions.truncate(1), "rests on a mention that is not of this event");
        told(|case| case.events.push(case.events[0].clone()), "stands in E-7QK4-M2XD too");
        told(|case| case.events[0].claims[1].values[0].documents.truncate(1), "are not those of its mentions");
        told(|case| case.links[0].one = "D-0#1".into(), "there is no mention D-0#1");
    }
}
