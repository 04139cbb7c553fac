//! Has a committed figure fallen below what it once reached?

use anyhow::{Context, Result};
use std::{collections::BTreeMap, fs, path::Path};

type Floors = BTreeMap<String, BTreeMap<String, BTreeMap<String, f64>>>;

/// Compares the committed reports with `reports/floors.toml`, whose tables are `[report.row]`.
///
/// Gives a line for each figure that is missing or too low.
///
/// # Errors
/// Where a file cannot be read or parsed.
pub fn fallen(reports: &Path) -> Result<Vec<String>> {
    let path = reports.join("floors.toml");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let floors: Floors = toml::from_str(&text).with_context(|| path.display().to_string())?;
    let mut lines = Vec::new();
    for (report, rows) in floors {
        let path = reports.join(format!("{report}.csv"));
        let figures = figures(&fs::read_to_string(&path).with_context(|| path.display().to_string())?);
        for (row, floors) in rows {
            lines.extend(floors.iter().filter_map(|(name, floor)| {
                let reached = figures.get(&(row.clone(), name.clone()));
                shortfall(reached.copied(), *floor).map(|what| format!("reports/{report}.csv: {row}, {name} {what}"))
            }));
        }
    }
    Ok(lines)
}

fn shortfall(reached: Option<f64>, floor: f64) -> Option<String> {
    match reached {
        None => Some(format!("is missing; its floor is {floor}")),
        Some(reached) if reached < floor => Some(format!("is {reached}, below its floor {floor}")),
        Some(_) => None,
    }
}

/// Reads a report by row and figure: either `row,figure,value` lines or one column for each figure.
fn figures(report: &str) -> BTreeMap<(String, String), f64> {
    let mut lines = report.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let header = lines.next().unwrap_or_default();
    let mut figures = BTreeMap::new();
    for line in lines {
        let row = line.first().copied().unwrap_or_default();
        let cells: Vec<(&str, &str)> = match (header.as_slice(), line.as_slice()) {
            ([_, _, "value"], [_, name, value]) => vec![(*name, *value)],
            _ => header.iter().copied().zip(line.iter().copied()).skip(1).collect(),
        };
        for (name, value) in cells {
            if let Ok(value) = value.parse() {
                figures.insert((row.to_owned(), name.to_owned()), value);
            }
        }
    }
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_shapes_of_report_are_read() {
        let long = figures("case,figure,value\ntown,f1,0.5\ntown,never,-\n");
        assert_eq!(long.get(&("town".into(), "f1".into())), Some(&0.5));
        assert_eq!(long.len(), 1);
        let wide = figures("set,f1,recall\ntown,0.5,0.25\n");
        assert_eq!(wide.get(&("town".into(), "recall".into())), Some(&0.25));
    }

    #[test]
    fn a_figure_below_its_floor_or_missing_is_said() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("floors.toml"), "[gold.town]\nf1 = 0.6\nnever = 1.0\n").expect("floors");
        fs::write(folder.path().join("gold.csv"), "case,figure,value\ntown,f1,0.5\n").expect("a report");
        let lines = fallen(folder.path()).expect("readable");
        assert_eq!(lines.len(), 2, "{lines:?}");
    }
}
