//! How does a case of an earlier program become one of today?
//!
//! What was read stays as it is. What was found and what it comes to is taken over as far as the loader reads it, loaded and
//! written anew, which also makes the indexes; all in one step, so that a migration that is cut off leaves the old case.

use crate::{
    file::{TABLES, note, rows},
    load,
    sql::{Packed, damaged, unpacked},
    write,
};
use rusqlite::{Connection, Result, params};
use serde_json::Value;

/// The tables that a migration leaves as they are.
const KEPT: [&str; 8] = ["meta", "captures", "set_aside", "decisions", "machine", "merges", "revisions", "successors"];

/// Gives old tables what is asked of them: columns and tables that came later, empty.
const LOADABLE: &str = include_str!("loadable.sql");

/// Fill today's tables from those of layouts 1 to 3, of 4, and of 5 and 6, as far as the loader reads them.
const FROM_3: &[&str] = &[include_str!("layouts/from_3.sql")];
const FROM_4: &[&str] = &[include_str!("layouts/from_4.sql"), include_str!("layouts/from_4_on.sql")];
const FROM_5: &[&str] = &[include_str!("layouts/from_5.sql"), include_str!("layouts/from_4_on.sql")];

/// Brings the case of an earlier layout to today's.
pub(crate) fn migrate(c: &Connection, layout: i32) -> Result<()> {
    c.execute_batch(LOADABLE)?;
    let merged: Vec<bool> = rows(c, "SELECT value = 'yes' FROM meta WHERE key = 'merged'", |row| row.get(0))?;
    let merges = last_merge(c)?;
    set_old_aside(c)?;
    c.execute_batch(TABLES)?;
    let filling = match layout {
        ..=3 => FROM_3,
        4 => FROM_4,
        _ => FROM_5,
    };
    for sql in filling {
        c.execute_batch(sql)?;
    }
    for table in ["accounts", "documents"] {
        renew_findings(c, table)?;
    }
    let case = load::load(c)?;
    c.execute("DELETE FROM event_rows", [])?;
    write::write(c, &case)?;
    if let Some(last) = merges.filter(|last| *last > 0) {
        // That the rows are written anew is no news of any event.
        c.execute("DELETE FROM revisions WHERE merge > ?", [last])?;
        c.execute("DELETE FROM merges WHERE number > ?", [last])?;
    }
    if merged.contains(&true) { Ok(()) } else { note(c, "merged", "no") }
}

fn last_merge(c: &Connection) -> Result<Option<i64>> {
    let known = rows(c, "SELECT 1 FROM pragma_table_list WHERE name = 'merges'", |_| Ok(()))?;
    if known.is_empty() { Ok(None) } else { c.query_row("SELECT max(number) FROM merges", [], |row| row.get(0)) }
}

/// Takes all tables but those that stay out of the file, and keeps them beside it as `old_…` until the program ends.
fn set_old_aside(c: &Connection) -> Result<()> {
    // Tables behind an index for search go with it.
    let sql =
        "SELECT type, name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' ORDER BY type = 'table'";
    let objects = rows(c, sql, |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let old = |name: &String| !KEPT.contains(&name.as_str()) && !name.starts_with("sqlite_");
    for (kind, name) in objects.iter().filter(|(_, name)| old(name)) {
        let name = name.replace('"', "");
        if kind == "table" {
            c.execute_batch(&format!("CREATE TEMP TABLE \"old_{name}\" AS SELECT * FROM main.\"{name}\""))?;
        }
        let kind = if kind == "view" { "VIEW" } else { "TABLE" };
        c.execute_batch(&format!("DROP {kind} main.\"{name}\""))?;
    }
    c.execute_batch("DROP INDEX IF EXISTS revisions_by_merge")
}

/// Gives the findings of a table what today's have: the place of a speaker's own words and of the words that attribute.
fn renew_findings(c: &Connection, table: &str) -> Result<()> {
    let key = if table == "accounts" { "document" } else { "id" };
    let sql = format!("SELECT {key}, content FROM {table} JOIN contents ON contents.number = {table}.findings");
    for (id, content) in rows(c, &sql, |row| Ok((row.get::<_, String>(0)?, unpacked(row, "content")?)))? {
        let mut findings: Value = serde_json::from_str(&content).map_err(|error| damaged("findings", &error))?;
        for attribution in findings["attributions"].as_array_mut().into_iter().flatten() {
            let spoken = attribution["speech"]["span"].clone();
            for part in ["words", "cue"] {
                if attribution.get(part).is_none() {
                    attribution[part] = spoken.clone();
                }
            }
        }
        let number = Packed::of(&findings).keep(c)?;
        c.execute(&format!("UPDATE {table} SET findings = ?1 WHERE {key} = ?2"), params![number, id])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{CaseFile, sample};
    use rusqlite::Connection;

    const LAYOUTS: [&str; 6] = [
        include_str!("layouts/1.sql"),
        include_str!("layouts/2.sql"),
        include_str!("layouts/3.sql"),
        include_str!("layouts/4.sql"),
        include_str!("layouts/5.sql"),
        include_str!("layouts/6.sql"),
    ];

    fn old_case(path: &std::path::Path, layout: usize) {
        let old = Connection::open(path).unwrap();
        old.pragma_update(None, "foreign_keys", false).unwrap();
        old.execute_batch(LAYOUTS[layout - 1]).unwrap();
        old.pragma_update(None, "application_id", 0x5253_484D).unwrap();
        old.pragma_update(None, "user_version", i64::try_from(layout).unwrap()).unwrap();
    }

    #[test]
    fn a_case_of_an_earlier_layout_is_taken_over_whole() {
        for layout in 1..=LAYOUTS.len() {
            taken_over(layout);
        }
    }

    fn taken_over(layout: usize) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        old_case(&path, layout);
        let file = CaseFile::open(&path).unwrap();
        let mut expected = sample::case();
        for section in expected.documents.iter_mut().flat_map(|document| &mut document.sections) {
            (section.number, section.reply_to) = (None, None);
        }
        if layout < 3 {
            expected.events.iter_mut().for_each(|event| event.decided.clear());
        }
        if layout == 1 {
            expected.findings.iter_mut().for_each(|findings| findings.relations.clear());
        }
        assert_eq!(file.changes(0, 9).unwrap().len(), 1, "the history of layout {layout}");
        assert_eq!(file.case().unwrap(), expected, "but for what layout {layout} did not know");
        assert_eq!(file.check().unwrap(), [""; 0]);
        assert_eq!(file.accounts().unwrap().len(), 1, "what was read is still there");
        assert!(file.is_merged().unwrap());
        assert_eq!(file.meta().unwrap()["layout"], "7");

        let fresh = CaseFile::create_or_resume(folder.path().join("fresh.db")).unwrap();
        let sql = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
        let schema = |file: &CaseFile| file.read(sql, |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(schema(&file), schema(&fresh));
    }

    #[test]
    fn an_old_case_that_cannot_be_written_is_said_to_be_so() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        old_case(&path, 1);
        let held = Connection::open(&path).unwrap();
        held.execute_batch("BEGIN IMMEDIATE").unwrap();
        let refused = CaseFile::open(&path).unwrap_err();
        assert!(refused.to_string().contains("another run is writing this case"), "{refused}");
    }
}
