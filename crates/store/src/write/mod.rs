//! How does a merged case become rows?

mod emptied;
mod events;
mod findings;
mod keys;

use crate::{
    CaseFile, StoreError,
    file::note,
    history,
    index::{self, Order},
    sql::{Packed, insert, keep, name, number},
};
use emptied::Emptied;
use keys::Keys;
use rayon::prelude::*;
use rusqlite::{Connection, Result, params};
use schema::{Actor, Case, Document, Findings, Place};
use std::{borrow::Cow, collections::BTreeMap};

/// Documents whose findings are packed side by side.
const TOGETHER: usize = 64;

/// The tables that every merge writes anew.
pub(crate) const MERGED: [&str; 25] = [
    "passage_events",
    "facets",
    "names",
    "place_boxes",
    "terms",
    "documents",
    "section_rows",
    "actors",
    "actor_aliases",
    "places",
    "place_aliases",
    "actor_mention_rows",
    "actor_relations",
    "place_mention_rows",
    "mention_rows",
    "argument_rows",
    "attribution_rows",
    "quantity_rows",
    "event_rows",
    "event_actor_rows",
    "event_mention_rows",
    "claim_rows",
    "claim_value_rows",
    "link_rows",
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
    let tables = Emptied::of(c)?;
    let order = Order::of(case);
    let found: BTreeMap<&str, &Findings> = case.findings.iter().map(|found| (found.document.as_str(), found)).collect();
    let mut keys = Keys::of(c, case, &order);
    for actor in &case.actors {
        write_actor(&mut keys, actor)?;
    }
    for place in &case.places {
        write_place(&mut keys, place)?;
    }
    for documents in case.documents.chunks(TOGETHER) {
        let findings = |document: &Document| {
            let nothing = || Cow::Owned(Findings { document: document.id.clone(), ..Findings::default() });
            let findings = found.get(document.id.as_str()).map_or_else(nothing, |found| Cow::Borrowed(*found));
            (Packed::of(&*findings), findings)
        };
        let packed: Vec<(Packed, Cow<'_, Findings>)> = documents.par_iter().map(findings).collect();
        for (document, (packed, findings)) in documents.iter().zip(&packed) {
            let text = keep(c, &document.text)?;
            findings::write_document(&mut keys, document, text, (findings, packed))?;
            findings::write_findings(&mut keys, document, findings)?;
        }
    }
    for document in order.by_day(case) {
        findings::write_sections(&mut keys, document, number(order.sections[document.id.as_str()]))?;
    }
    c.execute("INSERT INTO passages (passages) VALUES ('optimize')", [])?;
    let told = events::told(case);
    for event in order.by_number(case) {
        events::write_event(&mut keys, event, &order, &told)?;
    }
    index::write(c, case, &order)?;
    for (link, id) in case.links.iter().zip(1..) {
        events::write_link(&mut keys, id, link)?;
    }
    let orphans =
        "DELETE FROM contents WHERE number NOT IN (SELECT text FROM accounts UNION SELECT findings FROM accounts
        UNION SELECT text FROM documents UNION SELECT findings FROM documents)";
    c.execute(orphans, [])?;
    tables.fill(c)?;
    history::write(c, case, &changes)?;
    note(c, "merged", "yes")
}

fn write_actor(keys: &mut Keys<'_>, actor: &Actor) -> Result<()> {
    let Actor { id, name: usual, kind, country, aliases } = actor;
    insert(keys.c, "actors", params![keys.actor(id)?, id, usual, kind, country])?;
    for (alias, n) in aliases.iter().zip(1..) {
        insert(keys.c, "actor_aliases", params![id, n, alias])?;
    }
    Ok(())
}

fn write_place(keys: &mut Keys<'_>, place: &Place) -> Result<()> {
    let Place { id, name: usual, lat, lon, precision, country, aliases } = place;
    insert(keys.c, "places", params![keys.place(id)?, id, usual, lat, lon, name(precision), country])?;
    for (alias, n) in aliases.iter().zip(1..) {
        insert(keys.c, "place_aliases", params![id, n, alias])?;
    }
    Ok(())
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
        let guide = include_str!("../../../../docs/case-file.md");
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
