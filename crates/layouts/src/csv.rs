//! How is a table written so that no spreadsheet runs what stands in it?

use std::io::{Result, Write};

/// What is done to cells that a spreadsheet would run.
pub(crate) const SAFE: &str = "a cell of words that begins with = + - @, a tab or a line end gets a ' before it";

/// A row in the making.
pub(crate) struct Row {
    text: String,
    separator: char,
    begun: bool,
}

impl Row {
    pub(crate) fn new(separator: char) -> Self {
        Self { text: String::new(), separator, begun: false }
    }

    /// Adds words, which may come from anybody.
    pub(crate) fn words(&mut self, words: &str) {
        self.part();
        // A row stays on one line of a table that is parted by tabs: it knows no quotes.
        let flat: String = match self.separator {
            '\t' => words.replace(['\t', '\n', '\r'], " "),
            _ => words.replace('\0', ""),
        };
        let runs = flat.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        let safe = if runs { format!("'{flat}") } else { flat };
        if self.separator == ',' && safe.contains([',', '"', '\n', '\r']) {
            self.text.push('"');
            self.text.push_str(&safe.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(&safe);
        }
    }

    /// Adds a value of ours, a number or a code; empty where there is none.
    pub(crate) fn value(&mut self, value: Option<impl std::fmt::Display>) {
        self.part();
        if let Some(value) = value {
            self.text.push_str(&value.to_string());
        }
    }

    /// Adds empty cells.
    pub(crate) fn empty(&mut self, cells: usize) {
        (0..cells).for_each(|_| self.part());
    }

    fn part(&mut self) {
        if self.begun {
            self.text.push(self.separator);
        }
        self.begun = true;
    }

    pub(crate) fn end(mut self, out: &mut dyn Write) -> Result<()> {
        self.text.push('\n');
        out.write_all(self.text.as_bytes())
    }
}

/// Writes the names of the columns.
pub(crate) fn header(out: &mut dyn Write, columns: &[&str], separator: char) -> Result<()> {
    let mut row = Row::new(separator);
    columns.iter().for_each(|column| row.words(column));
    row.end(out)
}

#[cfg(test)]
mod tests {
    use super::Row;

    fn row(separator: char, cells: &[&str]) -> String {
        let (mut row, mut out) = (Row::new(separator), Vec::new());
        cells.iter().for_each(|cell| row.words(cell));
        row.value(Some(-3.25));
        row.empty(1);
        row.end(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formulas_are_words_and_numbers_stay_numbers() {
        assert_eq!(
            row(',', &["=1+1", "@x", "-a", "+b", "\tc", "a,b", "say \"so\"", "two\nlines", ""]),
            "'=1+1,'@x,'-a,'+b,'\tc,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",,-3.25,\n"
        );
        assert_eq!(row('\t', &["a\tb", "=c\n"]), "a b\t'=c \t-3.25\t\n");
    }
}
