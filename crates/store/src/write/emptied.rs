//! How are tables filled so that no page stays half empty?
//!
//! Where rows come one by one, SQLite leaves every eighth page of a table with keys of its own empty, and more of an index.
//! Such tables are filled beside the file and taken over whole, and indexes are made when their tables are full.

use super::MERGED;
use crate::sql::json;
use rusqlite::{Connection, Result};

/// The tables that a merge writes anew, while they are empty.
pub(super) struct Emptied {
    /// What makes the indexes again.
    indexes: Vec<String>,
    /// The tables that are filled beside the file.
    beside: Vec<String>,
}

impl Emptied {
    /// Empties the tables; what is inserted from now on may go to tables of the same names beside the file.
    pub(super) fn of(c: &Connection) -> Result<Self> {
        let indexes = pairs(
            c,
            "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
            AND tbl_name IN (SELECT value FROM json_each(?)) ORDER BY rowid",
        )?;
        let tables = pairs(
            c,
            "SELECT s.name, s.sql FROM pragma_table_list AS l JOIN sqlite_schema AS s ON s.name = l.name
            WHERE l.schema = 'main' AND l.wr AND l.name IN (SELECT value FROM json_each(?)) ORDER BY s.rowid",
        )?;
        for (name, _) in &indexes {
            c.execute(&format!("DROP INDEX \"{}\"", name.replace('"', "\"\"")), [])?;
        }
        for table in MERGED {
            c.execute(&format!("DELETE FROM {table}"), [])?;
        }
        c.execute("INSERT INTO passages (passages) VALUES ('delete-all')", [])?;
        for (_, sql) in &tables {
            c.execute(&sql.replacen("CREATE TABLE", "CREATE TEMP TABLE", 1), [])?;
        }
        let indexes = indexes.into_iter().map(|(_, sql)| sql).collect();
        Ok(Self { indexes, beside: tables.into_iter().map(|(name, _)| name).collect() })
    }

    /// Takes over what was filled beside the file, and makes the indexes.
    pub(super) fn fill(self, c: &Connection) -> Result<()> {
        for table in self.beside {
            // SQLite copies whole rows where both tables are declared alike.
            c.execute(&format!("INSERT INTO main.{table} SELECT * FROM temp.{table}"), [])?;
            c.execute(&format!("DROP TABLE temp.{table}"), [])?;
        }
        self.indexes.iter().try_for_each(|sql| c.execute(sql, []).map(drop))
    }
}

fn pairs(c: &Connection, sql: &str) -> Result<Vec<(String, String)>> {
    c.prepare(sql)?.query_map([json(&MERGED)], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

#[cfg(test)]
mod tests {
    use crate::{CaseFile, sample};

    #[test]
    fn indexes_that_somebody_added_stay_and_nothing_is_left_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        file.connection.execute_batch("CREATE INDEX \"my \"\"own\" ON claim_rows (agreement)").unwrap();
        let schema = |file: &CaseFile| {
            let sql = "SELECT name || sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name";
            file.read(sql, |row| row.get::<_, String>(0)).unwrap()
        };
        let before = schema(&file);
        for _ in 0..2 {
            file.put_case(&sample::case()).unwrap();
            assert_eq!(schema(&file), before);
            assert_eq!(file.read("SELECT name FROM sqlite_temp_schema", |_| Ok(())).unwrap(), []);
            assert_eq!(file.case().unwrap(), sample::case());
            assert_eq!(file.check().unwrap(), [""; 0]);
        }
    }
}
