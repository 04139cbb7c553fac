//! How does a merged case become rows?

use crate::{
    CaseFile, StoreError,
    file::note,
    history,
    index::{self, Facts, Order},
    sql::{count, days, insert, json, keep, keep_packed, name, number},
    time,
};
use rusqlite::{Connection, Result, params};
use schema::{
    Actor, Case, Claim, ClaimValue, Document, Event, EventMention, Findings, Link, Place, Ruling, SectionKind, Span,
};
use std::collections::BTreeMap;

/// The tables that every merge writes anew.
pub(crate) const MERGED: [&str; 25] = [
    "passage_events",
    "facets",
    "names",
    "place_boxes",
    "documents",
    "sections",
    "actors",
    "actor_aliases",
    "places",
    "place_aliases",
    "actor_mentions",
    "actor_relations",
    "place_mentions",
    "mentions",
    "arguments",
    "attributions",
    "quantities",
    "events",
    "event_actors",
    "event_mentions",
    "claims",
    "claim_values",
    "claim_words",
    "links",
    "rulings",
];

impl CaseFile {
    /// Puts a merged case in the place of the one before, in one step; the accounts stay as they are.
    ///
    /// # Errors
    /// When the file cannot be written; then the case before is still there.
    pub fn put_case(&mut self, case: &Case) -> Result<(), StoreError> {
        self.write(|connection| {
            write(connection, case)?;
            connection.execute("DELETE FROM machine", [])?;
            note(connection, "decided", "0")
        })
    }
}

pub(crate) fn write(c: &Connection, case: &Case) -> Result<()> {
    let changes = history::changes(c, case)?;
    for table in MERGED {
        c.execute(&format!("DELETE FROM {table}"), [])?;
    }
    c.execute("INSERT INTO passages (passages) VALUES ('delete-all')", [])?;
    let order = Order::of(case);
    let found: BTreeMap<&str, &Findings> = case.findings.iter().map(|found| (found.document.as_str(), found)).collect();
    for actor in &case.actors {
        write_actor(c, actor)?;
    }
    for place in &case.places {
        write_place(c, place)?;
    }
    for document in &case.documents {
        let nothing = Findings { document: document.id.clone(), ..Findings::default() };
        let findings = found.get(document.id.as_str()).copied().unwrap_or(&nothing);
        write_document(c, document, findings)?;
        write_sections(c, document, order.sections[document.id.as_str()])?;
        write_findings(c, document, findings)?;
    }
    let mut ids = Ids::default();
    for event in &case.events {
        write_event(c, event, &order, &mut ids)?;
    }
    index::write(c, case, &order)?;
    for (link, id) in case.links.iter().zip(1..) {
        write_link(c, id, link)?;
    }
    let orphans =
        "DELETE FROM contents WHERE hash NOT IN (SELECT text FROM accounts UNION SELECT findings FROM accounts
        UNION SELECT text FROM documents UNION SELECT findings FROM documents)";
    c.execute(orphans, [])?;
    history::write(c, case, &changes)?;
    note(c, "merged", "yes")
}

fn write_actor(c: &Connection, actor: &Actor) -> Result<()> {
    insert(c, "actors", params![actor.id, actor.name, actor.kind, actor.country])?;
    for (alias, n) in actor.aliases.iter().zip(1..) {
        insert(c, "actor_aliases", params![actor.id, n, alias])?;
    }
    Ok(())
}

fn write_place(c: &Connection, place: &Place) -> Result<()> {
    let Place { id, name: usual, lat, lon, precision, country, aliases } = place;
    insert(c, "places", params![id, usual, lat, lon, name(precision), country])?;
    for (alias, n) in aliases.iter().zip(1..) {
        insert(c, "place_aliases", params![id, n, alias])?;
    }
    Ok(())
}

fn write_document(c: &Connection, document: &Document, findings: &Findings) -> Result<()> {
    let (source, published) = (document.source.as_ref(), &document.published);
    let (from, to) = days(published.when);
    let row = params![
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
        keep(c, &document.text)?,
        keep_packed(c, findings)?,
    ];
    insert(c, "documents", row)
}

/// Writes the parts of a document, and the words of all but its boilerplate for search.
fn write_sections(c: &Connection, document: &Document, first: i64) -> Result<()> {
    let mut search = c.prepare_cached("INSERT INTO passages (rowid, text) VALUES (?, ?)")?;
    for ((section, n), id) in document.sections.iter().zip(1_i64..).zip(first..) {
        let (start, end) = (number(section.span.start), number(section.span.end));
        let row = params![id, document.id, n, name(&section.kind), start, end, section.author, section.at];
        insert(c, "sections", row)?;
        if section.kind != SectionKind::Boilerplate {
            search.execute(params![id, words(&document.text, section.span)])?;
        }
    }
    Ok(())
}

fn write_findings(c: &Connection, document: &Document, findings: &Findings) -> Result<()> {
    let words = |span| words(&document.text, span);
    for (mention, n) in findings.actor_mentions.iter().zip(1..) {
        let (start, end) = (number(mention.span.start), number(mention.span.end));
        let row = params![document.id, n, start, end, words(mention.span), mention.actor, mention.rule];
        insert(c, "actor_mentions", row)?;
    }
    for (relation, n) in findings.relations.iter().zip(1..) {
        let (start, end) = (number(relation.span.start), number(relation.span.end));
        let (kind, rule) = (&relation.kind, &relation.rule);
        let row = params![document.id, n, start, end, words(relation.span), relation.one, kind, relation.other, rule];
        insert(c, "actor_relations", row)?;
    }
    for (mention, n) in findings.place_mentions.iter().zip(1..) {
        let (start, end) = (number(mention.span.start), number(mention.span.end));
        let (usage, candidates) = (name(&mention.usage), json(&mention.candidates));
        let row =
            params![document.id, n, start, end, words(mention.span), mention.place, usage, candidates, mention.rule];
        insert(c, "place_mentions", row)?;
    }
    for mention in &findings.events {
        write_mention(c, document, mention)?;
        write_parts(c, document, mention)?;
    }
    Ok(())
}

fn write_mention(c: &Connection, document: &Document, mention: &EventMention) -> Result<()> {
    let words = |span| words(&document.text, span);
    let (place, time) = (mention.place.as_ref(), mention.time.as_ref());
    let (when, time_basis) = time::days(document, mention).unzip();
    let (from, to) = days(when.flatten());
    let said = time.and_then(|time| time.span);
    let row = params![
        mention.id,
        document.id,
        mention.kind,
        name(&mention.realis),
        number(mention.trigger.start),
        number(mention.trigger.end),
        words(mention.trigger),
        number(mention.clause.start),
        number(mention.clause.end),
        words(mention.clause),
        place.map(|place| &place.place),
        place.map(|place| number(place.span.start)),
        place.map(|place| number(place.span.end)),
        place.map(|place| words(place.span)),
        place.map(|place| name(&place.basis)),
        place.map(|place| &place.rule),
        from,
        to,
        said.map(|span| number(span.start)),
        said.map(|span| number(span.end)),
        said.map(words),
        time_basis.map(|basis| name(&basis)),
        time.map(|time| &time.rule),
        mention.rule,
    ];
    insert(c, "mentions", row)
}

fn write_parts(c: &Connection, document: &Document, mention: &EventMention) -> Result<()> {
    let (id, home) = (&mention.id, &document.id);
    let words = |span| words(&document.text, span);
    for (part, n) in mention.arguments.iter().zip(1..) {
        let (start, end) = (number(part.span.start), number(part.span.end));
        let row = params![id, n, part.role, part.actor, home, start, end, words(part.span)];
        insert(c, "arguments", row)?;
    }
    for (part, n) in mention.attribution.iter().zip(1..) {
        let (start, end) = (number(part.span.start), number(part.span.end));
        let row = params![id, n, part.speaker, part.actor, part.cue, home, start, end, words(part.span)];
        insert(c, "attributions", row)?;
    }
    for (part, n) in mention.quantities.iter().zip(1..) {
        let (start, end) = (number(part.span.start), number(part.span.end));
        let (min, max) = (count(part.bounds.min), count(part.bounds.max));
        let said = words(part.span);
        let row = params![id, n, part.attribute, min, max, part.of, home, start, end, said, part.rule];
        insert(c, "quantities", row)?;
    }
    Ok(())
}

/// Counts rows whose ids hang together.
#[derive(Default)]
struct Ids {
    claim: i64,
    value: i64,
    words: i64,
}

fn write_event(c: &Connection, event: &Event, order: &Order<'_>, ids: &mut Ids) -> Result<()> {
    let facts = Facts::of(event, &order.documents);
    let ((from, to), (first_told, last_told)) = (days(event.when), facts.told());
    let row = params![
        number(order.events[event.id.as_str()]),
        event.id,
        event.kind,
        event.summary,
        from,
        to,
        event.place,
        name(&facts.status),
        number(facts.disputed),
        facts.party,
        number(event.mentions.len()),
        number(facts.documents.len()),
        number(facts.sources.len()),
        number(facts.origins),
        first_told,
        last_told,
        history::digest(event),
    ];
    insert(c, "events", row)?;
    for (role, actors) in [("agent", &event.agents), ("target", &event.targets)] {
        for (actor, n) in actors.iter().zip(1..) {
            insert(c, "event_actors", params![event.id, role, n, actor])?;
        }
    }
    for (mention, n) in event.mentions.iter().zip(1..) {
        insert(c, "event_mentions", params![event.id, n, mention])?;
    }
    for claim in &event.claims {
        write_claim(c, event, claim, order, ids)?;
    }
    for (ruling, n) in event.decided.iter().zip(1..) {
        let Ruling { decision, by, at, act, field, of, value, machine, why, mention } = ruling;
        let row = params![event.id, n, decision, at, by, name(act), field, of, value, machine, why, mention];
        insert(c, "rulings", row)?;
    }
    Ok(())
}

fn write_claim(c: &Connection, event: &Event, claim: &Claim, order: &Order<'_>, ids: &mut Ids) -> Result<()> {
    ids.claim += 1;
    insert(c, "claims", params![ids.claim, event.id, claim.attribute, claim.of, name(&claim.agreement)])?;
    for version in &claim.values {
        ids.value += 1;
        let ClaimValue { bounds, value, by, documents, mentions, words: said, party } = version;
        let (min, max) = (count(bounds.and_then(|b| b.min)), count(bounds.and_then(|b| b.max)));
        let (by, documents, mentions) = (json(by), json(documents), json(mentions));
        let numeric = bounds.is_some();
        let row = params![ids.value, ids.claim, numeric, min, max, value, by, documents, mentions, party];
        insert(c, "claim_values", row)?;
        for (document, span) in said {
            ids.words += 1;
            let (start, end) = (number(span.start), number(span.end));
            let said = order.documents.get(document.as_str()).map_or("", |document| words(&document.text, *span));
            insert(c, "claim_words", params![ids.words, ids.value, document, start, end, said])?;
        }
    }
    Ok(())
}

fn write_link(c: &Connection, id: i64, link: &Link) -> Result<()> {
    insert(c, "links", params![id, link.one, link.other, link.joined, link.score, json(&link.reasons)])
}

/// Gives the words at a span, none where the span is broken: `check` tells of those.
fn words(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::MERGED;
    use crate::{CaseFile, sample};
    use schema::Case;

    #[test]
    fn a_case_comes_back_as_it_was_put() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let case = sample::case();
        let mut file = CaseFile::create_or_resume(&path).unwrap();
        file.put_case(&Case { events: Vec::new(), ..case.clone() }).unwrap();
        file.put_case(&case).unwrap();
        drop(file);
        assert_eq!(CaseFile::open(&path).unwrap().case().unwrap(), case);
    }

    #[test]
    fn a_merge_leaves_no_row_of_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        file.put_case(&sample::case()).unwrap();
        for table in MERGED {
            let filled = file.read(&format!("SELECT count(*) FROM {table}"), |row| row.get::<_, i64>(0)).unwrap();
            assert!(filled[0] > 0, "the sample has nothing for {table}");
        }
        file.put_case(&Case::default()).unwrap();
        for table in MERGED.iter().chain(&["contents"]) {
            let left = file.read(&format!("SELECT count(*) FROM {table}"), |row| row.get::<_, i64>(0)).unwrap();
            assert_eq!(left, [0], "{table}");
        }
    }

    #[test]
    fn the_views_read_as_sentences() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        file.put_case(&sample::case()).unwrap();
        let sql = "SELECT agents || ' > ' || targets || ' @ ' || place || ': ' || mentions || ' in ' || documents
            FROM v_events";
        let events = file.read(sql, |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(events, ["River Guard > Hill Front @ Port Mirna: 2 in 2"]);
        let sql = "SELECT attribute || ' ' || coalesce(of_actor, '-') || ' ' || coalesce(min, '') || '..' ||
            coalesce(max, '') || ' ' || speakers || ': ' || words || ' ' || agreement FROM v_claims WHERE min > 0";
        let claims = file.read(sql, |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(
            claims,
            [
                "killed Hill Front 16.. a hospital; Wire Nine: at least 16 disputed",
                "killed Hill Front 3..3 Harbor Post: three disputed"
            ]
        );
        let sql = "SELECT speakers || ': ' || trigger_words || ' ' || from_day FROM v_mentions WHERE speakers <> ''";
        assert_eq!(file.read(sql, |row| row.get::<_, String>(0)).unwrap(), ["a hospital: shelled 2031-03-04"]);
    }

    #[test]
    fn the_documentation_names_every_table_and_column() {
        let guide = include_str!("../../../docs/case-file.md");
        let folder = tempfile::tempdir().unwrap();
        let file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        let sql = "SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
            WHERE t.schema = 'main' AND t.type <> 'shadow' AND t.name NOT LIKE 'sqlite_%' ORDER BY 1, 2";
        let columns = file.read(sql, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))).unwrap();
        assert!(columns.len() > 100);
        for (table, column) in columns {
            let chapter = guide.split("\n## ").find(|chapter| chapter.starts_with(&format!("`{table}`\n")));
            let chapter = chapter.unwrap_or_else(|| panic!("no chapter on {table}"));
            assert!(chapter.contains(&format!("`{column}`")), "{table}: nothing on {column}");
        }
    }
}
