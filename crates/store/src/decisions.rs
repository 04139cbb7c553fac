//! What did people decide, and does the case already follow?

use crate::{
    CaseFile, StoreError,
    sql::{from_json, from_name, hex, insert, json, name, sha256},
};
use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, Result, Row, params};
use schema::Decision;

impl CaseFile {
    /// Gives the log, in the order in which it was decided.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        self.read("SELECT * FROM decisions ORDER BY decided_at, id", decision)
    }

    /// Appends decisions, which get their time and their id here, and gives them as they stand in the log.
    ///
    /// # Errors
    /// When the file cannot be written; then none of them is in the log.
    pub fn decide(&mut self, drafts: Vec<Decision>) -> Result<Vec<Decision>, StoreError> {
        self.write(|c| {
            let mut sealed = Vec::new();
            for draft in drafts {
                let at = after_the_last(c)?;
                let decision = seal(Decision { at: at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string(), ..draft });
                append(c, &decision)?;
                sealed.push(decision);
            }
            Ok(sealed)
        })
    }

    /// Takes over decisions of another copy of the case or of a table, and gives how many are new; one that is there is left.
    /// A decision without a time is made now, one without an id gets it.
    ///
    /// # Errors
    /// When one was changed after it was made, or the file cannot be written; then none is taken over.
    pub fn import_decisions(&mut self, log: Vec<Decision>) -> Result<usize, StoreError> {
        let (made, new): (Vec<Decision>, Vec<Decision>) = log.into_iter().partition(|one| !one.at.is_empty());
        let mut sealed = Vec::new();
        for decision in made {
            let id = decision.id.clone();
            let own = seal(decision);
            if !id.is_empty() && id != own.id {
                return Err(StoreError::Changed(id));
            }
            sealed.push(own);
        }
        let before = self.decision_count()?;
        self.write(|c| sealed.iter().try_for_each(|decision| append(c, decision)))?;
        if !new.is_empty() {
            self.decide(new)?;
        }
        Ok(self.decision_count()? - before)
    }

    /// Tells whether decisions were made since the case was last written.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_behind(&self) -> Result<bool, StoreError> {
        let applied = self.meta()?.get("decided").and_then(|count| count.parse().ok()).unwrap_or(0);
        Ok(self.decision_count()? != applied)
    }

    /// Gives a text that changes whenever the case is written anew, and not when something is decided.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn edition(&self) -> Result<String, StoreError> {
        let meta = self.meta()?;
        let noted = |key: &str| meta.get(key).cloned().unwrap_or_default();
        // Each merge makes the indexes anew, and SQLite counts that, also where no event changed.
        let written = self.read("SELECT schema_version FROM pragma_schema_version", |row| row.get::<_, i64>(0))?;
        Ok(format!("{} {} {written:?}", noted("merged"), noted("decided")))
    }

    /// Gives the ids of decisions that are not what was decided.
    pub(crate) fn changed_decisions(&self) -> Result<Vec<String>, StoreError> {
        let log = self.decisions()?;
        Ok(log.into_iter().filter(|one| seal(one.clone()).id != one.id).map(|one| one.id).collect())
    }

    /// Counts the decisions of the log.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn decision_count(&self) -> Result<usize, StoreError> {
        let counts = self.read("SELECT count(*) FROM decisions", |row| row.get::<_, i64>(0))?;
        Ok(counts.first().and_then(|count| usize::try_from(*count).ok()).unwrap_or(0))
    }
}

/// Gives a decision the id that its content has.
fn seal(decision: Decision) -> Decision {
    let bare = Decision { id: String::new(), ..decision };
    let id = format!("R-{}", &hex(&sha256(&json(&bare)))[..16]);
    Decision { id, ..bare }
}

/// Gives the time, at least a millisecond after the last decision of the log: who decides knows what was decided before, and
/// overrules it, also where the clock went back or another's went ahead (Lamport 1978, Time, Clocks, and the Ordering of Events).
fn after_the_last(c: &Connection) -> Result<Timestamp> {
    let time = |text: Option<String>| text.and_then(|text| text.parse::<Timestamp>().ok());
    let now = time(c.query_row("SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')", [], |row| row.get(0))?);
    let last = c.query_row("SELECT max(decided_at) FROM decisions", [], |row| row.get(0))?;
    let next = time(last).and_then(|last| last.saturating_add(1.millisecond()).ok());
    Ok(now.max(next).unwrap_or(Timestamp::UNIX_EPOCH))
}

fn append(c: &Connection, decision: &Decision) -> Result<()> {
    if c.prepare_cached("SELECT 1 FROM decisions WHERE id = ?")?.exists([&decision.id])? {
        return Ok(());
    }
    let Decision { id, at, by, act, on, field, of, value, machine, why, round, batch } = decision;
    let row = params![None::<i64>, id, at, by, name(act), field, of, value, machine, why, round, batch, json(on)];
    insert(c, "decisions", row)
}

fn decision(row: &Row<'_>) -> Result<Decision> {
    Ok(Decision {
        id: row.get("id")?,
        at: row.get("decided_at")?,
        by: row.get("decided_by")?,
        act: from_name(row, "act")?,
        on: from_json(row, "anchors")?,
        field: row.get("field")?,
        of: row.get("of_what")?,
        value: row.get("value")?,
        machine: row.get("machine")?,
        why: row.get("why")?,
        round: row.get("round")?,
        batch: row.get("batch")?,
    })
}

#[cfg(test)]
mod tests {
    use crate::{CaseFile, StoreError, sample};
    use schema::{Act, Decision};

    fn draft(value: &str) -> Decision {
        Decision {
            id: String::new(),
            at: String::new(),
            by: "ana".into(),
            act: Act::SameActor,
            on: Vec::new(),
            field: None,
            of: Some("name:x".into()),
            value: Some(value.into()),
            machine: None,
            why: None,
            round: None,
            batch: None,
        }
    }

    #[test]
    fn a_log_grows_and_is_never_changed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("case.db");
        let mut file = CaseFile::create_or_resume(&path).unwrap();
        file.put_case(&sample::case()).unwrap();
        assert!(!file.is_behind().unwrap());
        let made = file.decide(vec![draft("a"), draft("b")]).unwrap();
        assert!(made[0].at < made[1].at && made[0].id != made[1].id);
        assert_eq!(file.decisions().unwrap(), made);
        assert!(file.is_behind().unwrap());
        for sql in ["UPDATE decisions SET value = 'z'", "DELETE FROM decisions"] {
            let refused = file.connection.execute(sql, []).unwrap_err();
            assert!(refused.to_string().contains("never"), "{refused}");
        }
        file.put_case(&sample::case()).unwrap();
        assert_eq!(file.decisions().unwrap().len(), 2, "a merge leaves the log");
        file.put_decided(&sample::case(), &sample::case()).unwrap();
        assert!(!file.is_behind().unwrap());
    }

    #[test]
    fn who_decides_last_is_last_whatever_the_clocks_say() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        let ahead = Decision { at: "2999-01-01T00:00:00.000Z".into(), by: "ben".into(), ..draft("a") };
        file.import_decisions(vec![ahead]).unwrap();
        file.decide(vec![draft("b")]).unwrap();
        file.decide(vec![Decision { by: "cem".into(), ..draft("c") }]).unwrap();
        let values: Vec<_> = file.decisions().unwrap().into_iter().map(|one| one.value.unwrap()).collect();
        assert_eq!(values, ["a", "b", "c"]);
    }

    #[test]
    fn logs_of_two_copies_are_put_together_in_any_order() {
        let folder = tempfile::tempdir().unwrap();
        let open = |name: &str| CaseFile::create_or_resume(folder.path().join(name)).unwrap();
        let (mut one, mut other) = (open("one.db"), open("other.db"));
        let mine = one.decide(vec![draft("a")]).unwrap();
        let theirs = other.decide(vec![Decision { by: "ben".into(), ..draft("b") }]).unwrap();
        assert_eq!(one.import_decisions(theirs.clone()).unwrap(), 1);
        assert_eq!(other.import_decisions(mine).unwrap(), 1);
        assert_eq!(other.import_decisions(theirs.clone()).unwrap(), 0, "what is there is left");
        assert_eq!(one.decisions().unwrap(), other.decisions().unwrap());
        let changed = Decision { value: Some("c".into()), ..theirs[0].clone() };
        assert!(matches!(one.import_decisions(vec![changed]), Err(StoreError::Changed(_))));
        assert_eq!(one.import_decisions(vec![draft("by hand")]).unwrap(), 1);
        assert_eq!(one.changed_decisions().unwrap(), [""; 0]);
    }
}
