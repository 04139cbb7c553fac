//! What are the rows of a table whose cells commas, semicolons or tabs part?

use anyhow::{Result, bail};
use std::collections::BTreeMap;

/// The cells of one row by the names of their columns.
pub type Row = BTreeMap<String, String>;

/// What may stand between two cells; the one that the first line has most of does.
const SEPARATORS: [char; 3] = [',', ';', '\t'];

/// Reads a table whose first line names the columns; cells in quotes may hold commas, line breaks and doubled quotes.
///
/// # Errors
/// Where a row has more cells than there are columns, or a quote is never closed.
pub fn rows(text: &str) -> Result<Vec<Row>> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let separator = SEPARATORS.into_iter().rev().max_by_key(|mark| first.matches(*mark).count()).unwrap_or(',');
    let mut lines = cells(text, separator)?.into_iter();
    let Some(columns) = lines.next() else { return Ok(Vec::new()) };
    let mut rows = Vec::new();
    for (number, cells) in lines.enumerate() {
        if cells.len() > columns.len() {
            bail!(
                "row {}: {} cells in {} columns; put cells with {separator:?} in quotes",
                number + 1,
                cells.len(),
                columns.len()
            );
        }
        rows.push(columns.iter().cloned().zip(cells).collect());
    }
    Ok(rows)
}

fn cells(text: &str, separator: char) -> Result<Vec<Vec<String>>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            mark if mark == separator && !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            _ => cell.push(letter),
        }
    }
    if quoted {
        bail!("a quote is opened and never closed");
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn quotes_hold_commas_lines_and_quotes() {
        let table = "day,notes\r\n2031-05-03,\"two, \"\"perhaps\"\" three\nlines\"\n\n2031-05-04\n";
        let rows = rows(table).unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0]["notes"], "two, \"perhaps\" three\nlines");
        assert_eq!(rows[1].get("notes"), None);
    }

    #[test]
    fn semicolons_and_tabs_part_cells_too() {
        for table in
            ["day;dead;place\n2031-05-03;5;Karsa, old town\n", "day\tdead\tplace\n2031-05-03\t5\tKarsa, old town\n"]
        {
            assert_eq!(rows(table).unwrap()[0]["place"], "Karsa, old town");
        }
        assert_eq!(rows("day\n2031-05-03\n").unwrap()[0]["day"], "2031-05-03");
    }

    #[test]
    fn broken_tables_say_where() {
        assert!(rows("a\n1,2\n").unwrap_err().to_string().starts_with("row 1: 2 cells in 1 columns"));
        assert!(rows("a\n\"1\n").is_err());
    }
}
