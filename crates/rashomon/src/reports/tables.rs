//! How do tables of reports become a case file?

use super::{Mapping, Row, accounts, rows};
use crate::{Analyzer, Carried};
use anyhow::{Context, Result, anyhow, bail};
use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};
use store::CaseFile;

/// Merges tables into a case file, beside the accounts that it holds already; gives in words what came of it.
///
/// Without a mapping the one that comes along and fits the columns of the first table is taken.
///
/// # Errors
/// Tables and mappings that cannot be read, and a case file that cannot be written.
pub fn merge_tables(tables: &[PathBuf], mapping: Option<&str>, output: &Path, data: Option<&Path>) -> Result<String> {
    let carried = Carried::new(data)?;
    let tables: Vec<(&PathBuf, Vec<Row>)> = tables.iter().map(|path| Ok((path, read(path)?))).collect::<Result<_>>()?;
    let mapping = match (mapping, tables.first()) {
        (None, Some((path, rows))) => recognize(rows, &carried).with_context(|| path.display().to_string())?,
        (mapping, _) => find(mapping.unwrap_or_default(), &carried)?,
    };
    let analyzer = Analyzer::load_or_explain(&carried)?;
    let (mut all, mut undated) = (Vec::new(), 0);
    for (path, rows) in &tables {
        let (accounts, left_out) = accounts(rows, &mapping);
        if accounts.is_empty() && !rows.is_empty() {
            bail!(
                "{}: no row has a day where the mapping looks for it; the columns are {}",
                path.display(),
                columns(rows).join(", ")
            );
        }
        all.extend(accounts);
        undated += left_out;
    }
    let reports: usize = all.iter().map(|(_, findings)| findings.events.len()).sum();
    let mut file = CaseFile::create_or_resume(output)?;
    file.put_accounts(&all, &carried.fingerprint)?;
    let merged = analyzer.merge(file.accounts()?);
    let case = crate::put(merged, &mut file, analyzer.settings())?;
    file.set_meta("program", concat!("rashomon ", env!("CARGO_PKG_VERSION")))?;
    file.set_meta("fingerprint", &carried.fingerprint)?;
    let left_out = if undated > 0 { format!(", {undated} rows without a day left out") } else { String::new() };
    Ok(format!("{reports} reports of {} sources, {} events{left_out}", all.len(), case.events.len()))
}

fn read(table: &Path) -> Result<Vec<Row>> {
    let text = read_to_string(table).with_context(|| format!("{}: cannot be read", table.display()))?;
    rows(&text).with_context(|| table.display().to_string())
}

/// Gives the columns that the rows of a table have cells in.
fn columns(rows: &[Row]) -> Vec<String> {
    let all: BTreeSet<&String> = rows.iter().flat_map(Row::keys).collect();
    all.into_iter().cloned().collect()
}

/// Finds the mapping among those that come along that fits the columns of a table.
fn recognize(rows: &[Row], carried: &Carried) -> Result<Mapping> {
    let columns = columns(rows);
    for file in carried.files.iter().filter(|file| file.path.starts_with("reports/")) {
        let mapping = Mapping::parse(&file.path, file.text().map_err(|problem| anyhow!("{problem}"))?)?;
        if mapping.fits(&columns) {
            return Ok(mapping);
        }
    }
    bail!(
        "the columns are neither ACLED's nor UCDP's; say with --mapping what they mean (docs/reports.md): {}",
        columns.join(", ")
    )
}

/// Finds a mapping by its name among those that come along, or by its path.
fn find(mapping: &str, carried: &Carried) -> Result<Mapping> {
    let path = format!("reports/{mapping}.toml");
    if let Some(file) = carried.files.iter().find(|file| file.path == path) {
        return Mapping::parse(&path, file.text().map_err(|problem| anyhow!("{problem}"))?);
    }
    let text = read_to_string(mapping).with_context(|| {
        format!("{mapping}: neither a mapping that comes along (acled, ucdp) nor a file; docs/reports.md explains how to write one")
    })?;
    Mapping::parse(mapping, &text)
}

#[cfg(test)]
mod tests {
    use super::{Carried, find, merge_tables};
    use store::CaseFile;

    #[test]
    fn two_tables_of_one_raid_become_one_event_whose_words_stand_in_the_case() {
        let folder = tempfile::tempdir().unwrap();
        let table = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let head =
            "event_date,location,latitude,longitude,geo_precision,actor1,actor2,sub_event_type,fatalities,source";
        let row = "2031-05-03,Karsa,10.5,20.1,1,River Guard,Hill Front,Armed clash";
        let one = table("one.csv", &format!("{head}\n{row},16,Harbor Post\n"));
        let other =
            table("other.csv", &format!("{head}\n{},12,Valley Radio\n", row.replace("2031-05-03", "3 May 2031")));
        let output = folder.path().join("case.db");
        let told = merge_tables(&[one, other], None, &output, None).unwrap();
        assert_eq!(told, "2 reports of 2 sources, 1 events");
        let file = CaseFile::open(&output).unwrap();
        assert_eq!(file.check().unwrap(), Vec::<String>::new());
        let killed = file.case().unwrap().events[0].claims.iter().find(|claim| claim.attribute == "killed").cloned();
        assert_eq!(killed.unwrap().values.len(), 2);
        let strange = table("strange.csv", "wann;wo\n3 May 2031;Karsa\n");
        let refused = |mapping| {
            format!("{:#}", merge_tables(std::slice::from_ref(&strange), mapping, &output, None).unwrap_err())
        };
        assert!(refused(None).contains("--mapping") && refused(None).ends_with("wann, wo"), "{}", refused(None));
        assert!(refused(Some("acled")).contains("no row has a day"), "{}", refused(Some("acled")));
    }

    #[test]
    fn every_mapping_that_comes_along_is_sound_and_others_are_told_where_to_look() {
        let carried = Carried::new(None).unwrap();
        for name in ["acled", "ucdp"] {
            assert_eq!(find(name, &carried).unwrap().name, name);
        }
        assert!(find("nothing", &carried).unwrap_err().to_string().contains("docs/reports.md"));
    }
}
