//! How do documents and what was found in them become rows?

use super::keys::Keys;
use crate::{
    sql::{Packed, count, days, extent, insert, json, name, number},
    time,
};
use jiff::{Unit, civil::Date};
use rusqlite::{Result, params};
use schema::{Document, EventMention, Findings, Interval, Section, SectionKind, Span};

/// The Julian day number of the first of January 1970, at noon.
const EPOCH: i64 = 2_440_588;

pub(super) fn write_document(
    keys: &mut Keys<'_>,
    document: &Document,
    text: i64,
    (findings, packed): (&Findings, &Packed),
) -> Result<()> {
    let (source, published) = (document.source.as_ref(), &document.published);
    let (from, to) = days(published.when);
    // Of a document without tellings the last comes before the first.
    let first = findings.events.first().map_or(Ok(1), |mention| keys.mention(&mention.id))?;
    let last = findings.events.last().map_or(Ok(0), |mention| keys.mention(&mention.id))?;
    let row = params![
        keys.document(&document.id)?,
        document.id,
        document.path,
        document.hash,
        document.title,
        source.map(|source| &source.name),
        source.and_then(|source| source.domain.as_ref()),
        source.and_then(|source| source.speaks_for.as_ref()),
        source.map(|source| &source.rule),
        document.author,
        from,
        to,
        name(&published.basis),
        published.evidence,
        published.span.map(|span| number(span.start)),
        published.span.map(|span| number(span.end)),
        json(&published.rejected),
        document.language,
        json(&document.agencies),
        document.verbatim,
        document.copy_of,
        text,
        packed.keep(keys.c)?,
        first,
        last,
    ];
    insert(keys.c, "documents", row)
}

/// Writes the parts of a document, and the words of all but its boilerplate for search.
pub(super) fn write_sections(keys: &mut Keys<'_>, document: &Document, first: i64) -> Result<()> {
    let mut search = keys.c.prepare_cached("INSERT INTO passages (rowid, text) VALUES (?, ?)")?;
    let home = keys.document(&document.id)?;
    for ((section, n), id) in document.sections.iter().zip(1_i64..).zip(first..) {
        let (start, length) = extent(section.span);
        let kind = keys.term(&name(&section.kind))?;
        let reply_to = section.reply_to.map(|at| number(at + 1));
        let Section { author, at, number: stated, .. } = section;
        insert(keys.c, "section_rows", params![id, home, n, kind, start, length, author, at, stated, reply_to])?;
        if section.kind != SectionKind::Boilerplate {
            search.execute(params![id, words(&document.text, section.span)])?;
        }
    }
    Ok(())
}

pub(super) fn write_findings(keys: &mut Keys<'_>, document: &Document, findings: &Findings) -> Result<()> {
    let words = |span| words(&document.text, span);
    let home = keys.document(&document.id)?;
    for (mention, n) in findings.actor_mentions.iter().zip(1..) {
        let (start, length) = extent(mention.span);
        let (said, actor) = (keys.term(words(mention.span))?, keys.actor(&mention.actor)?);
        let row = params![home, n, start, length, said, actor, keys.term(&mention.rule)?];
        insert(keys.c, "actor_mention_rows", row)?;
    }
    for (relation, n) in findings.relations.iter().zip(1..) {
        let (start, end) = (number(relation.span.start), number(relation.span.end));
        let (kind, rule) = (&relation.kind, &relation.rule);
        let row = params![document.id, n, start, end, words(relation.span), relation.one, kind, relation.other, rule];
        insert(keys.c, "actor_relations", row)?;
    }
    for (mention, n) in findings.place_mentions.iter().zip(1..) {
        let (start, length) = extent(mention.span);
        let (said, place) = (keys.term(words(mention.span))?, keys.place(&mention.place)?);
        let (usage, candidates) = (keys.term(&name(&mention.usage))?, keys.term(&json(&mention.candidates))?);
        let row = params![home, n, start, length, said, place, usage, candidates, keys.term(&mention.rule)?];
        insert(keys.c, "place_mention_rows", row)?;
    }
    for mention in &findings.events {
        write_mention(keys, document, mention)?;
        write_parts(keys, mention)?;
    }
    Ok(())
}

fn write_mention(keys: &mut Keys<'_>, document: &Document, mention: &EventMention) -> Result<()> {
    let (place, time) = (mention.place.as_ref(), mention.time.as_ref());
    let (when, time_basis) = time::days(document, mention).unzip();
    let (from, more) = julian(when.flatten());
    let ((trigger, trigger_length), (clause, clause_length)) = (extent(mention.trigger), extent(mention.clause));
    let (place_start, place_length) = place.map(|place| extent(place.span)).unzip();
    let (time_start, time_length) = time.and_then(|time| time.span).map(extent).unzip();
    let usual = format!("{}#{}", document.id, mention.trigger.start);
    let mut term = |words: Option<&str>| words.map(|words| keys.term(words)).transpose();
    let (kind, realis, rule) =
        (term(Some(&mention.kind))?, term(Some(&name(&mention.realis)))?, term(Some(&mention.rule))?);
    let place_basis = term(place.map(|place| name(&place.basis)).as_deref())?;
    let place_rule = term(place.map(|place| place.rule.as_str()))?;
    let time_basis = term(time_basis.map(|basis| name(&basis)).as_deref())?;
    let time_rule = term(time.map(|time| time.rule.as_str()))?;
    let row = params![
        keys.mention(&mention.id)?,
        (mention.id != usual).then_some(&mention.id),
        keys.document(&document.id)?,
        kind,
        realis,
        trigger,
        trigger_length,
        clause,
        clause_length,
        place.map(|place| keys.place(&place.place)).transpose()?,
        place_start,
        place_length,
        place_basis,
        place_rule,
        from,
        more,
        time_start,
        time_length,
        time_basis,
        time_rule,
        rule,
        keys.event_of(&mention.id),
    ];
    insert(keys.c, "mention_rows", row)
}

fn write_parts(keys: &mut Keys<'_>, mention: &EventMention) -> Result<()> {
    let home = keys.mention(&mention.id)?;
    for (part, n) in mention.arguments.iter().zip(1..) {
        let (start, length) = extent(part.span);
        let actor = part.actor.as_ref().map(|id| keys.actor(id)).transpose()?;
        insert(keys.c, "argument_rows", params![home, n, keys.term(&part.role)?, actor, start, length])?;
    }
    for (part, n) in mention.attribution.iter().zip(1..) {
        let (start, length) = extent(part.span);
        let actor = part.actor.as_ref().map(|id| keys.actor(id)).transpose()?;
        let row = params![home, n, keys.term(&part.speaker)?, actor, keys.term(&part.cue)?, start, length];
        insert(keys.c, "attribution_rows", row)?;
    }
    for (part, n) in mention.quantities.iter().zip(1..) {
        let (start, length) = extent(part.span);
        let (min, max) = (count(part.bounds.min), count(part.bounds.max));
        let of = part.of.as_ref().map(|id| keys.actor(id)).transpose()?;
        let row = params![home, n, keys.term(&part.attribute)?, min, max, of, start, length, keys.term(&part.rule)?];
        insert(keys.c, "quantity_rows", row)?;
    }
    Ok(())
}

/// Gives the first day of an interval as a Julian day number, and how many days more it has.
fn julian(days: Option<Interval>) -> (Option<i64>, Option<i64>) {
    let since = |from: Date, to: Date| from.until((Unit::Day, to)).ok().map(|span| i64::from(span.get_days()));
    let Some(days) = days else { return (None, None) };
    (since(Date::constant(1970, 1, 1), days.from).map(|n| EPOCH + n), since(days.from, days.to))
}

/// Gives the words at a span, none where the span is broken: `check` tells of those.
fn words(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}
