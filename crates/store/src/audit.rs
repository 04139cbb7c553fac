//! Does the file still say what was written to it?

use crate::{
    CaseFile, StoreError, check,
    sql::{sha256, unpacked},
};
use std::collections::BTreeMap;

/// Tables whose rows repeat words of a text: document, start, end and words.
const QUOTING: [(&str, [&str; 4]); 10] = [
    ("actor_mentions", ["document", "start_byte", "end_byte", "words"]),
    ("actor_relations", ["document", "start_byte", "end_byte", "words"]),
    ("place_mentions", ["document", "start_byte", "end_byte", "words"]),
    ("mentions", ["document", "trigger_start", "trigger_end", "trigger_words"]),
    ("mentions", ["document", "clause_start", "clause_end", "clause_words"]),
    ("mentions", ["document", "place_start", "place_end", "place_words"]),
    ("mentions", ["document", "time_start", "time_end", "time_words"]),
    ("arguments", ["document", "start_byte", "end_byte", "words"]),
    ("quantities", ["document", "start_byte", "end_byte", "words"]),
    ("claim_words", ["document", "start_byte", "end_byte", "words"]),
];

impl CaseFile {
    /// Gives every contradiction in the file: broken pages, texts that are not those that were read,
    /// quoted words that the text does not have, references to nothing, and all that [`check`] finds.
    ///
    /// # Errors
    /// When the file cannot be read at all.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let mut problems = self.read("PRAGMA integrity_check", |row| row.get::<_, String>(0))?;
        problems.retain(|line| line != "ok");
        problems.extend(self.changed_contents()?);
        problems.extend(self.read("PRAGMA foreign_key_check", |row| {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            Ok(format!("table {table}: a row names a row of {parent} that is not there"))
        })?);
        problems.dedup();
        let case = match self.case() {
            // Findings that were changed cannot be read; that is told already.
            Err(StoreError::Damaged { .. }) if !problems.is_empty() => return Ok(problems),
            case => case?,
        };
        let texts = case.documents.iter().map(|document| (document.id.as_str(), document.text.as_str())).collect();
        for (table, columns) in QUOTING {
            problems.extend(self.misquoted(table, columns, &texts)?);
        }
        problems.extend(check(&case));
        let changed = self.changed_decisions()?.into_iter();
        problems.extend(changed.map(|id| format!("decision {id}: this is no longer what was decided")));
        Ok(problems)
    }

    fn changed_contents(&self) -> Result<Vec<String>, StoreError> {
        let told = self.read("SELECT hash, content FROM contents ORDER BY hash", |row| {
            let hash: String = row.get(0)?;
            let same = unpacked(row, "content").is_ok_and(|content| sha256(&content) == hash);
            Ok((!same).then(|| format!("contents {hash}: this is no longer what was read")))
        })?;
        Ok(told.into_iter().flatten().collect())
    }

    fn misquoted(
        &self,
        table: &str,
        [document, start, end, words]: [&str; 4],
        texts: &BTreeMap<&str, &str>,
    ) -> Result<Vec<String>, StoreError> {
        let sql = format!("SELECT {document}, {start}, {end}, {words} FROM {table} WHERE {start} IS NOT NULL");
        let told = self.read(&sql, |row| {
            let (id, start, end): (String, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let words: Option<String> = row.get(3)?;
            let range = usize::try_from(start).unwrap_or(usize::MAX)..usize::try_from(end).unwrap_or(usize::MAX);
            let read = texts.get(id.as_str()).and_then(|text| text.get(range));
            Ok((read.is_none() || read != words.as_deref())
                .then(|| format!("{id}: table {table} quotes {:?} at bytes {start}..{end}", words.unwrap_or_default())))
        })?;
        Ok(told.into_iter().flatten().collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::{CaseFile, sample};

    #[test]
    fn what_somebody_changed_in_the_file_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        let case = sample::case();
        file.put_account(&case.documents[0], &case.findings[0], "f").unwrap();
        file.put_case(&case).unwrap();
        assert_eq!(file.check().unwrap(), [""; 0]);
        for (change, expected) in [
            ("UPDATE quantities SET words = 'at least 61' WHERE min = 16", "quotes \"at least 61\""),
            ("UPDATE claim_words SET start_byte = start_byte + 1", "table claim_words quotes"),
            ("UPDATE contents SET content = content || ' '", "no longer what was read"),
            ("DELETE FROM places", "names a row of places that is not there"),
        ] {
            let transaction = file.connection.transaction().unwrap();
            assert!(transaction.execute(change, []).unwrap() > 0);
            transaction.commit().unwrap();
            let problems = file.check().unwrap();
            assert!(problems.iter().any(|problem| problem.contains(expected)), "{change}: {problems:#?}");
            file.put_case(&case).unwrap();
            assert_eq!(file.check().unwrap(), [""; 0], "what is put again is whole again");
        }
    }
}
