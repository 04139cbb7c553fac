//! What do accounts say where a person read them otherwise than the machine?

use super::{Work, entries};
use crate::value::{days, ids};
use schema::{
    Act, Argument, Basis, Case, Dated, Decision, EventMention, EventPlace, EventTime, Published, Quantity, Realis,
    Source, Span, Speech, TimeValue,
};

/// Carries out a decision on a document or on one telling.
pub(super) fn change(work: &mut Work<'_>, decision: &Decision) -> Result<(), String> {
    match decision.act {
        Act::DocumentDate => document_date(work, decision),
        Act::DocumentSource => document_source(work, decision),
        Act::OtherPlace => other_place(work, decision),
        Act::AddEvent => add_event(work, decision),
        Act::Correct => correct(work, decision),
        _ => Ok(()),
    }
}

/// Names a decision as the rule behind a value.
fn rule(decision: &Decision) -> String {
    format!("decision/{}", decision.id)
}

fn document(work: &mut Work<'_>, decision: &Decision) -> Result<usize, String> {
    let at = work.finder.document(decision.on.first().ok_or("it names no page")?)?;
    // A copy speaks with the voice of what it copies.
    let id = work.case.documents[at].id.clone();
    let own = |page: &&(&schema::Document, &schema::Findings)| page.0.id == id || page.0.copy_of.as_ref() == Some(&id);
    let pages: Vec<_> = work.case.documents.iter().zip(&work.case.findings).collect();
    let told = pages.iter().filter(own).flat_map(|(_, found)| &found.events).map(|telling| telling.id.clone());
    work.touched.extend(told.collect::<Vec<_>>());
    Ok(at)
}

fn document_date(work: &mut Work<'_>, decision: &Decision) -> Result<(), String> {
    let when = decision.value.as_deref().and_then(days).ok_or("its value is no day: write 2016-06-28")?;
    let at = document(work, decision)?;
    let published = &mut work.case.documents[at].published;
    let mut rejected = std::mem::take(&mut published.rejected);
    if let Some(day) = published.when {
        let reason = format!("{} decided otherwise", decision.by);
        rejected.push(Dated { text: published.evidence.clone(), day, reason });
    }
    let evidence = format!("{} decided", decision.by);
    *published = Published { when: Some(when), basis: Basis::Stated, evidence, span: None, rejected };
    Ok(())
}

fn document_source(work: &mut Work<'_>, decision: &Decision) -> Result<(), String> {
    let name = decision.value.clone().ok_or("it names no source")?;
    let at = document(work, decision)?;
    let known = work.case.documents.iter().filter_map(|page| page.source.as_ref()).find(|source| source.name == name);
    let (domain, speaks_for) = known.map_or((None, None), |source| (source.domain.clone(), source.speaks_for.clone()));
    work.case.documents[at].source = Some(Source { name, domain, speaks_for, rule: rule(decision) });
    Ok(())
}

fn other_place(work: &mut Work<'_>, decision: &Decision) -> Result<(), String> {
    let (Some(was), Some(is)) = (decision.of.as_ref(), decision.value.as_ref()) else {
        return Err("it names no two places".into());
    };
    let at = work.finder.document(decision.on.first().ok_or("it names no page")?)?;
    let place = work.case.places.iter().find(|place| place.id == *is).cloned();
    let place = place.ok_or_else(|| format!("there is no place {is} in this case now"))?;
    let found = &mut work.case.findings[at];
    for mention in found.place_mentions.iter_mut().filter(|mention| mention.place == *was) {
        mention.candidates.insert(0, was.clone());
        (mention.place, mention.rule) = (is.clone(), rule(decision));
    }
    for telling in &mut found.events {
        if let Some(place) = telling.place.as_mut().filter(|place| place.place == *was) {
            (place.place, place.rule) = (is.clone(), rule(decision));
            work.touched.insert(telling.id.clone());
        }
    }
    entries::know_place(found, &place);
    Ok(())
}

fn add_event(work: &mut Work<'_>, decision: &Decision) -> Result<(), String> {
    let kind = decision.value.clone().ok_or("it names no kind of event")?;
    let (at, span) = work.finder.words(&work.case, decision.on.first().ok_or("it names no words")?)?;
    let id = format!("{}#{}", work.case.documents[at].id, span.start);
    let found = &mut work.case.findings[at];
    work.touched.insert(id.clone());
    if found.events.iter().any(|telling| telling.id == id) {
        return Ok(());
    }
    found.events.push(EventMention { rule: rule(decision), ..EventMention::bare(id, kind, span, span) });
    found.events.sort_by_key(|telling| telling.trigger.start);
    Ok(())
}

fn correct(work: &mut Work<'_>, decision: &Decision) -> Result<(), String> {
    let field = decision.field.as_deref().ok_or("it names no field")?;
    let (at, n) = work.finder.telling(&work.case, decision.on.first().ok_or("it names no words")?)?;
    let words = match decision.on.get(1) {
        Some(anchor) => {
            let (page, span) = work.finder.words(&work.case, anchor)?;
            if page != at {
                return Err("its words stand in another page".into());
            }
            Some(span)
        }
        None => None,
    };
    let reads = words.map(|span| work.case.documents[at].text[span.start..span.end].to_owned());
    know(work, at, field, decision)?;
    let telling = &mut work.case.findings[at].events[n];
    let told = Told { decision, words, reads, value: decision.value.as_deref() };
    match field {
        "kind" => telling.kind = told.value.ok_or("it names no kind")?.to_owned(),
        "realis" => telling.realis = realis(told.value)?,
        "agent" => told.role(telling, "agent", &["agent"]),
        "target" => told.role(telling, "target", &["target", "victim"]),
        "place" => told.place(telling),
        "time" => told.time(telling)?,
        "speaker" => told.speaker(telling)?,
        _ => told.number(telling, field)?,
    }
    let id = telling.id.clone();
    work.touched.insert(id);
    Ok(())
}

/// Sees to it that actors and places that a decision names are there, for the case and for the account.
fn know(work: &mut Work<'_>, at: usize, field: &str, decision: &Decision) -> Result<(), String> {
    let value = decision.value.as_deref().unwrap_or_default();
    let names = match field {
        "agent" | "target" => ids(value),
        "place" | "time" | "kind" | "realis" => Vec::new(),
        _ => decision.of.iter().cloned().collect(),
    };
    for id in names {
        let actor = work.case.actors.iter().find(|actor| actor.id == id).cloned();
        let actor = actor.ok_or_else(|| format!("there is no actor {id} in this case now"))?;
        entries::know_actor(&mut work.case.findings[at], &actor);
    }
    if field == "place" && !value.is_empty() {
        let place = work.case.places.iter().find(|place| place.id == value).cloned();
        let place = place.ok_or_else(|| format!("there is no place {value} in this case now"))?;
        entries::know_place(&mut work.case.findings[at], &place);
    }
    Ok(())
}

fn realis(value: Option<&str>) -> Result<Realis, String> {
    let name = value.unwrap_or_default().to_owned();
    serde_json::from_value(serde_json::Value::String(name.clone())).map_err(|_| format!("there is no realis {name:?}"))
}

/// What a person says that a telling says.
struct Told<'d> {
    decision: &'d Decision,
    words: Option<Span>,
    reads: Option<String>,
    value: Option<&'d str>,
}

impl Told<'_> {
    fn role(&self, telling: &mut EventMention, role: &str, held: &[&str]) {
        let before = telling.arguments.iter().find(|argument| held.contains(&argument.role.as_str()));
        let span = self.words.or(before.map(|argument| argument.span)).unwrap_or(telling.trigger);
        telling.arguments.retain(|argument| !held.contains(&argument.role.as_str()));
        let actors = ids(self.value.unwrap_or_default());
        let new = actors.into_iter().map(|actor| Argument { role: role.into(), actor: Some(actor), span });
        telling.arguments.extend(new);
    }

    fn place(&self, telling: &mut EventMention) {
        let span = self.words.or(telling.place.as_ref().map(|place| place.span)).unwrap_or(telling.trigger);
        let to =
            |place: &str| EventPlace { place: place.into(), span, basis: Basis::Stated, rule: rule(self.decision) };
        telling.place = self.value.map(to);
    }

    fn time(&self, telling: &mut EventMention) -> Result<(), String> {
        let span = self.words.or(telling.time.as_ref().and_then(|time| time.span)).or(Some(telling.trigger));
        let when = match self.value {
            None => None,
            Some(text) => Some(days(text).ok_or("its value is no day: write 2016-06-28")?),
        };
        let to = |when| EventTime {
            value: TimeValue::Absolute(when),
            span,
            basis: Basis::Stated,
            rule: rule(self.decision),
        };
        telling.time = when.map(to);
        Ok(())
    }

    fn speaker(&self, telling: &mut EventMention) -> Result<(), String> {
        if self.value.is_none() {
            telling.attribution.clear();
            return Ok(());
        }
        let (Some(span), Some(speaker)) = (self.words, self.reads.clone()) else {
            return Err("a speaker is named by words of the page".into());
        };
        let cue = telling.attribution.first().map_or_else(|| "decided".to_owned(), |speech| speech.cue.clone());
        telling.attribution = vec![Speech { speaker, actor: self.decision.of.clone(), cue, span }];
        Ok(())
    }

    fn number(&self, telling: &mut EventMention, field: &str) -> Result<(), String> {
        let of = &self.decision.of;
        let is = |quantity: &Quantity| quantity.attribute == field && (of.is_none() || quantity.of == *of);
        let before = telling.quantities.iter().position(is);
        let Some(text) = self.value else {
            telling.quantities.retain(|quantity| !is(quantity));
            return Ok(());
        };
        let bounds = schema::Bounds::parse(text).ok_or("its value is no number: write 16, 16.. or 3..5")?;
        let held = before.map(|at| telling.quantities.remove(at));
        let span = self.words.or(held.as_ref().map(|quantity| quantity.span)).unwrap_or(telling.trigger);
        let of = of.clone().or_else(|| held.and_then(|quantity| quantity.of));
        telling.quantities.push(Quantity { attribute: field.into(), bounds, of, span, rule: rule(self.decision) });
        Ok(())
    }
}

/// Sees to it that whoever an event names stands in the case.
pub(super) fn tidy(case: &mut Case) {
    case.actors.sort_by(|one, other| one.id.cmp(&other.id));
    case.places.sort_by(|one, other| one.id.cmp(&other.id));
}
