//! What stands in a data file, and on which line is it wrong?

use schema::{DataFile, Problem};
use serde::de::DeserializeOwned;

/// Parses a TOML data file; the problem names the line that the parser stopped at.
pub(crate) fn parse<T: DeserializeOwned>(file: &DataFile) -> Result<T, Problem> {
    let text = file.text()?;
    toml::from_str(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        problem(file, offset, error.message(), "compare with the other entries of the file")
    })
}

/// Makes a problem of the line that holds the byte `offset`.
pub(crate) fn problem(file: &DataFile, offset: usize, message: impl Into<String>, hint: impl Into<String>) -> Problem {
    let before = file.bytes.get(..offset).unwrap_or(&file.bytes);
    Problem {
        file: file.path.clone(),
        line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
        message: message.into(),
        hint: hint.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::parse;
    use schema::DataFile;
    use std::collections::BTreeMap;

    #[test]
    fn a_problem_names_its_line() {
        let file = DataFile { path: "en/numbers.toml".into(), bytes: b"one = 1\ntwo = 'many'\n".to_vec() };
        let problem = parse::<BTreeMap<String, u64>>(&file).unwrap_err();
        assert_eq!((problem.file.as_str(), problem.line), ("en/numbers.toml", 2));
    }
}
