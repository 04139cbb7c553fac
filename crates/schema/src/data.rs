//! What do researchers edit, and what do we tell them when it is wrong?

/// One file of `data/` or `models/`, as embedded in the binary or laid over it by `--data`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Path below `data/` or `models/`, with forward slashes: `actors/syria.toml`.
    pub path: String,
    /// The file's bytes; rules and lexicons are UTF-8.
    pub bytes: Vec<u8>,
}

impl DataFile {
    /// Gives the file as text, or the problem that it is not UTF-8.
    pub fn text(&self) -> Result<&str, Problem> {
        std::str::from_utf8(&self.bytes).map_err(|error| Problem {
            file: self.path.clone(),
            line: 1 + self.bytes[..error.valid_up_to()].iter().filter(|b| **b == b'\n').count(),
            message: "the file is not UTF-8".into(),
            hint: "save it as UTF-8".into(),
        })
    }
}

/// Something wrong in a data file, as `rashomon check data/` prints it: `file:line: message; hint`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Path below `data/`.
    pub file: String,
    /// Line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to try.
    pub hint: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}: {}; {}", self.file, self.line, self.message, self.hint)
    }
}
