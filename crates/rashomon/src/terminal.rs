//! How are words from the web shown on a terminal?

use std::fmt::Write;

/// Gives `text` on one line without control characters, escape sequences and bidirectional overrides.
///
/// ```
/// assert_eq!(rashomon::terminal::plain("a\u{1b}[31mb\nc"), "a\u{fffd}[31mb c");
/// ```
#[must_use]
pub fn plain(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            _ if letter.is_whitespace() => {
                if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200b}' | '\u{feff}' => line.push('\u{fffd}'),
            _ if letter.is_control() => line.push('\u{fffd}'),
            _ => line.push(letter),
        }
    }
    line.trim().to_owned()
}

/// Gives at most `width` characters of `text`, with an ellipsis where some are left out.
#[must_use]
pub fn shortened(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

/// Sets rows as columns, each as wide as its widest cell; the last column takes what is left.
#[must_use]
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            let _ = write!(line, "{cell:width$}  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_overrides_are_never_printed() {
        let shown = plain("Title\u{1b}]0;owned\u{7} \u{202e}evil\r\nnext");
        assert!(!shown.contains('\u{1b}') && !shown.contains('\u{202e}') && !shown.contains('\n'), "{shown:?}");
    }

    #[test]
    fn a_table_lines_up() {
        let rows = vec![vec!["a".into(), "bc".into()], vec!["def".into(), "g".into()]];
        assert_eq!(table(&rows), "a    bc\ndef  g\n");
    }
}
