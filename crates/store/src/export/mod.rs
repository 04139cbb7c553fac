//! How does a case leave for other programs?

mod layout;
mod values;

pub use values::Values;

use crate::{StoreError, Walk, sql, time, walk::Noun};
use layout::{Days, NamedPlace, Quantity, Role, Section, Speech, Told, Value, Words};
use schema::{
    Actor, ActorRelation, Attribution, Case, Claim, ClaimValue, CodePoints, Document, Event, EventMention, Findings,
    Place, Span, Witnesses, superseded,
};
use serde::Serialize;
use std::{collections::BTreeMap, io::Write};

/// Writes a case as JSON in the layout `rashomon/1`, one record a line, without holding it in memory: the same case gives the same bytes.
///
/// With a rule every claim also says what that rule makes of it.
///
/// # Errors
/// When the case cannot be read or `out` cannot be written.
pub fn export_json(walk: &Walk<'_>, rule: Option<Values>, out: &mut dyn Write) -> Result<(), StoreError> {
    out.write_all(b"{\"schema\":\"rashomon/1\"")?;
    if !walk.filter().is_empty() {
        write!(out, ",\n\"filter\":{}", sql::json(walk.filter()))?;
    }
    list(out, "documents", |list| {
        walk.each(Noun::Documents, &mut |part| list.add(part.documents.iter().map(document)))
    })?;
    list(out, "actors", |list| walk.each(Noun::Actors, &mut |part| list.add(part.actors.iter().map(actor))))?;
    list(out, "places", |list| walk.each(Noun::Places, &mut |part| list.add(part.places.iter().map(place))))?;
    list(out, "mentions", |list| {
        walk.each(Noun::Documents, &mut |part| {
            let events = walk.events_of(part)?;
            list.add(found(part).flat_map(|(document, findings)| mentions(document, findings, &events)))
        })
    })?;
    list(out, "relations", |list| {
        walk.each(Noun::Documents, &mut |part| {
            list.add(found(part).flat_map(|(document, findings)| relations(document, findings)))
        })
    })?;
    list(out, "events", |list| {
        walk.each(Noun::Events, &mut |part| {
            let documents = by_id(part);
            list.add(part.events.iter().map(|happening| event(happening, &documents, rule)))
        })
    })?;
    out.write_all(b"\n}\n")?;
    Ok(out.flush()?)
}

/// Gives what was found with the document in which it was found.
fn found(part: &Case) -> impl Iterator<Item = (&Document, &Findings)> {
    let documents = by_id(part);
    part.findings.iter().filter_map(move |findings| Some((*documents.get(findings.document.as_str())?, findings)))
}

fn by_id(part: &Case) -> Documents<'_> {
    part.documents.iter().map(|document| (document.id.as_str(), document)).collect()
}

/// A list of records that is being written.
struct List<'out> {
    out: &'out mut dyn Write,
    separator: &'static [u8],
}

impl List<'_> {
    fn add<T: Serialize>(&mut self, records: impl Iterator<Item = T>) -> Result<(), StoreError> {
        for record in records {
            self.out.write_all(self.separator)?;
            serde_json::to_writer(&mut *self.out, &record).map_err(std::io::Error::from)?;
            self.separator = b",\n";
        }
        Ok(())
    }
}

fn list(
    out: &mut dyn Write,
    name: &str,
    fill: impl FnOnce(&mut List<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    write!(out, ",\n\"{name}\":[")?;
    fill(&mut List { out, separator: b"\n" })?;
    Ok(out.write_all(b"]")?)
}

fn mentions<'case>(
    document: &'case Document,
    findings: &'case Findings,
    event_of: &'case BTreeMap<String, String>,
) -> Vec<layout::Mention<'case>> {
    let text = Text { document, points: CodePoints::new(&document.text) };
    findings.events.iter().map(|told| text.mention(told, event_of.get(told.id.as_str()).map(String::as_str))).collect()
}

fn relations<'case>(document: &'case Document, findings: &'case Findings) -> Vec<layout::Relation<'case>> {
    let text = Text { document, points: CodePoints::new(&document.text) };
    let said = |span: Span| {
        let holds = |said: &&Attribution| said.content.iter().any(|content| content.contains(span));
        findings.attributions.iter().find(holds).map(|said| said.speech.speaker.as_str())
    };
    let of = |relation: &'case ActorRelation| layout::Relation {
        document: &document.id,
        one: &relation.one,
        kind: &relation.kind,
        other: &relation.other,
        by: said(relation.span),
        words: text.words(relation.span),
    };
    findings.relations.iter().map(of).collect()
}

fn document(document: &Document) -> layout::Document<'_> {
    let points = CodePoints::new(&document.text);
    let sections = document.sections.iter().map(|part| {
        let (start, end) = points.of(part.span);
        Section {
            kind: part.kind,
            start,
            end,
            author: part.author.as_deref(),
            at: part.at.as_deref(),
            number: part.number,
            reply_to: part.reply_to,
        }
    });
    let (from, to) = sql::days(document.published.when);
    layout::Document {
        id: &document.id,
        path: &document.path,
        title: document.title.as_deref(),
        outlet: document.source.as_ref().map(|source| source.name.as_str()),
        author: document.author.as_deref(),
        published: Days { from, to, text: None, basis: document.published.basis },
        language: document.language.as_deref(),
        copy_of: document.copy_of.as_deref(),
        sections: sections.collect(),
        text: (!document.verbatim).then_some(document.text.as_str()),
    }
}

fn actor(actor: &Actor) -> layout::Actor<'_> {
    layout::Actor { id: &actor.id, name: &actor.name, kind: &actor.kind, aliases: &actor.aliases }
}

fn place(place: &Place) -> layout::Place<'_> {
    let Place { id, name, lat, lon, precision, aliases, .. } = place;
    layout::Place { id, name, lat: *lat, lon: *lon, precision: *precision, aliases }
}

/// The text that a mention's positions belong to.
struct Text<'case> {
    document: &'case Document,
    points: CodePoints<'case>,
}

impl<'case> Text<'case> {
    /// Gives the words at a span; none where the span is broken, which `check` reports.
    fn read(&self, span: Span) -> &'case str {
        self.document.text.get(span.start..span.end).unwrap_or_default()
    }

    fn words(&self, span: Span) -> Words<'case> {
        let (start, end) = self.points.of(span);
        Words { text: self.read(span), start, end }
    }

    fn mention(&self, mention: &'case EventMention, event: Option<&'case str>) -> layout::Mention<'case> {
        let (start, end) = self.points.of(mention.clause);
        let speeches = mention.attribution.iter().map(|speech| {
            let (start, end) = self.points.of(speech.span);
            Speech { speaker: &speech.speaker, cue: &speech.cue, start, end }
        });
        let roles = mention.arguments.iter().map(|argument| Role {
            role: &argument.role,
            actor: argument.actor.as_deref(),
            words: self.words(argument.span),
        });
        let quantities = mention.quantities.iter().map(|quantity| Quantity {
            attribute: &quantity.attribute,
            min: quantity.bounds.min,
            max: quantity.bounds.max,
            of: quantity.of.as_deref(),
            words: self.words(quantity.span),
        });
        layout::Mention {
            id: &mention.id,
            document: &self.document.id,
            start,
            end,
            trigger: self.words(mention.trigger),
            kind: &mention.kind,
            realis: mention.realis,
            attribution: speeches.collect(),
            roles: roles.collect(),
            place: mention.place.as_ref().map(|place| NamedPlace { id: &place.place, text: self.read(place.span) }),
            time: self.days(mention),
            quantities: quantities.collect(),
            event,
        }
    }

    fn days(&self, mention: &'case EventMention) -> Option<Days<'case>> {
        let (interval, basis) = time::days(self.document, mention)?;
        let (from, to) = sql::days(interval);
        let span = mention.time.as_ref().and_then(|time| time.span);
        Some(Days { from, to, text: span.map(|span| self.read(span)), basis })
    }
}

type Documents<'case> = BTreeMap<&'case str, &'case Document>;

fn event<'case>(event: &'case Event, documents: &Documents<'case>, rule: Option<Values>) -> layout::Event<'case> {
    let (from, to) = sql::days(event.when);
    let told = Witnesses::of(event, |id| documents.get(id).copied());
    layout::Event {
        id: &event.id,
        kind: &event.kind,
        summary: &event.summary,
        from,
        to,
        place: event.place.as_deref(),
        part_of: event.part_of.as_deref(),
        agents: &event.agents,
        targets: &event.targets,
        mentions: &event.mentions,
        articles: told.articles,
        sources: told.sources,
        origins: told.origins,
        claims: event.claims.iter().map(|made| claim(event, made, documents, rule)).collect(),
        decided: &event.decided,
    }
}

fn claim<'case>(
    event: &'case Event,
    claim: &'case Claim,
    documents: &Documents<'case>,
    rule: Option<Values>,
) -> layout::Claim<'case> {
    let superseded = superseded(claim, |id| documents.get(id).copied());
    let versions = claim.values.iter().zip(&superseded).map(|(version, superseded)| Value {
        min: version.bounds.and_then(|bounds| bounds.min),
        max: version.bounds.and_then(|bounds| bounds.max),
        value: version.value.as_deref(),
        by: &version.by,
        documents: &version.documents,
        mentions: &version.mentions,
        told: told(version, documents),
        party: version.party,
        superseded: *superseded,
    });
    layout::Claim {
        attribute: &claim.attribute,
        of: claim.of.as_deref(),
        values: versions.collect(),
        agreement: claim.agreement,
        best: rule.and_then(|rule| values::settled(event, claim).or_else(|| values::best(claim, &superseded, rule))),
    }
}

/// Gives the days from the first to the last account that carries a version.
fn told(version: &ClaimValue, documents: &Documents<'_>) -> Option<Told> {
    let days = || version.documents.iter().filter_map(|id| documents.get(id.as_str())?.published.when);
    let (from, to) = (days().map(|when| when.from).min()?, days().map(|when| when.to).max()?);
    Some(Told { from: from.to_string(), to: to.to_string() })
}

#[cfg(test)]
mod tests {
    use super::{Values, export_json};
    use crate::{Walk, sample};
    use serde_json::{Value, json};

    fn exported() -> Value {
        let mut out = Vec::new();
        export_json(&Walk::Whole(&sample::case()), Some(Values::Ucdp), &mut out).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn the_export_holds_to_its_published_schema() {
        let schema = serde_json::from_str(include_str!("../../../../docs/rashomon-1.schema.json")).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let export = exported();
        let errors: Vec<String> =
            validator.iter_errors(&export).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        for (pointer, broken) in [
            ("/schema", json!("rashomon/2")),
            ("/mentions/0/realis", json!("perhaps")),
            ("/mentions/0/start", json!(-1)),
            ("/mentions/0/trigger", json!({ "start": 0, "end": 3 })),
            ("/documents/0/published/from", json!("4 March 2031")),
            ("/events/0/claims/0/agreement", Value::Null),
            ("/events/0", json!({ "id": "E-2", "surprise": true })),
        ] {
            let mut wrong = export.clone();
            *wrong.pointer_mut(pointer).unwrap() = broken;
            assert!(!validator.is_valid(&wrong), "{pointer} may be broken");
        }
    }

    #[test]
    fn positions_are_code_points_of_the_text_that_is_exported() {
        let case = sample::case();
        let export = exported();
        for mention in export["mentions"].as_array().unwrap() {
            let id = mention["document"].as_str().unwrap();
            let document = case.documents.iter().find(|document| document.id == id).unwrap();
            let characters: Vec<char> = document.text.chars().collect();
            let read = |words: &Value| -> String {
                let position = |end: &str| usize::try_from(words[end].as_u64().unwrap()).unwrap();
                characters[position("start")..position("end")].iter().collect()
            };
            for words in mention["roles"].as_array().unwrap().iter().chain([&mention["trigger"]]) {
                assert_eq!(read(words), words["text"].as_str().unwrap());
            }
            for speech in mention["attribution"].as_array().unwrap() {
                assert_eq!(read(speech), speech["speaker"].as_str().unwrap());
            }
        }
    }

    #[test]
    fn the_record_says_what_the_case_says_and_no_more() {
        let export = exported();
        let documents = export["documents"].as_array().unwrap();
        assert_eq!(documents[0]["outlet"], "Wire Nine");
        assert!(documents[0].get("text").is_none(), "a verbatim page is not repeated");
        assert_eq!(documents[1]["text"], sample::case().documents[1].text);
        assert_eq!(documents[1]["published"], json!({ "from": "2031-03-05", "to": "2031-03-06", "basis": "inferred" }));
        let [wire, post] = export["mentions"].as_array().unwrap().as_slice() else { panic!("not two") };
        assert_eq!(wire["time"]["from"], "2031-03-04");
        assert_eq!(post["time"]["from"], "2031-03-04", "the day before the comment, whose own day is known");
        assert_eq!(post["time"]["to"], "2031-03-04");
        assert_eq!(post["time"]["basis"], "stated");
        assert_eq!(wire["event"], export["events"][0]["id"]);
        let instrument = &wire["roles"][2];
        assert_eq!((instrument["role"].as_str(), instrument.get("actor")), (Some("instrument"), None));
        let event = &export["events"][0];
        assert_eq!((&event["articles"], &event["sources"], &event["origins"]), (&json!(2), &json!(2), &json!(1)));
        let best = &event["claims"][0]["best"];
        assert_eq!((best["rule"].as_str(), best["low"].as_u64()), (Some("decided"), best["best"].as_u64()));
        assert_eq!(best["left_out"][0]["because"], "a person settled it", "and the versions are still there");
        let claim = &export["events"][0]["claims"][0]["values"][0];
        assert!(claim["told"]["from"].is_string());
        assert_eq!((claim["min"].as_u64(), claim.get("max"), &claim["by"][0]), (Some(16), None, &json!("a hospital")));
    }
}
