//! How is a table written so that no spreadsheet runs what stands in it?

use std::{
    borrow::Cow,
    fmt::Write as _,
    io::{Result, Write},
};

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
        Self { text: String::with_capacity(512), separator, begun: false }
    }

    /// Adds words, which may come from anybody.
    pub(crate) fn words(&mut self, words: &str) {
        self.part();
        // A row stays on one line of a table that is parted by tabs: it knows no quotes.
        let flat = match self.separator {
            '\t' if words.contains(['\t', '\n', '\r']) => Cow::from(words.replace(['\t', '\n', '\r'], " ")),
            ',' if words.contains('\0') => Cow::from(words.replace('\0', "")),
            _ => Cow::from(words),
        };
        let runs = flat.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
        let quoted = self.separator == ',' && flat.contains([',', '"', '\n', '\r']);
        if quoted {
            self.text.push('"');
        }
        if runs {
            self.text.push('\'');
        }
        if quoted && flat.contains('"') {
            self.text.push_str(&flat.replace('"', "\"\""));
        } else {
            self.text.push_str(&flat);
        }
        if quoted {
            self.text.push('"');
        }
    }

    /// Adds a value of ours, a number or a code; empty where there is none.
    pub(crate) fn value(&mut self, value: Option<impl std::fmt::Display>) {
        self.part();
        if let Some(value) = value {
            write!(self.text, "{value}").expect("a string takes all that is written to it");
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
