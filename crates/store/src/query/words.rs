//! What does a search ask for?
//!
//! Words must all stand in a passage; `OR` between two, `NOT` or `-` before one, and "quotes" around a phrase mean what they
//! say. Names are sought under all their spellings. What is typed never reaches the index but as quoted words.

use super::names;
use rusqlite::{Connection, Result};

/// The most words of a name.
const LONGEST_NAME: usize = 4;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Phrase(String),
    Or,
    Not,
}

/// Gives the expression for the index; none where nothing is asked for that it could find.
pub(crate) fn expression(c: &Connection, typed: &str) -> Result<Option<String>> {
    let (mut wanted, mut unwanted): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    let tokens = tokens(typed);
    let (mut at, mut or, mut not) = (0, false, false);
    while let Some(token) = tokens.get(at) {
        at += 1;
        let term = match token {
            Token::Or => {
                or = true;
                continue;
            }
            Token::Not => {
                not = true;
                continue;
            }
            Token::Phrase(words) => quoted(words),
            Token::Word(_) => {
                let (term, length) = name_or_word(c, &tokens[at - 1..])?;
                at += length - 1;
                term
            }
        };
        match wanted.last_mut() {
            _ if not => unwanted.push(term),
            Some(last) if or => last.push(term),
            _ => wanted.push(vec![term]),
        }
        (or, not) = (false, false);
    }
    let wanted: Vec<String> = wanted.iter().map(|terms| format!("({})", terms.join(" OR "))).collect();
    if wanted.is_empty() {
        return Ok(None);
    }
    let excluded: String = unwanted.iter().map(|term| format!(" NOT ({term})")).collect();
    Ok(Some(format!("({}){excluded}", wanted.join(" AND "))))
}

/// Gives the longest name at the start of the tokens under all its spellings, or the first word alone.
fn name_or_word(c: &Connection, tokens: &[Token]) -> Result<(String, usize)> {
    let words: Vec<&str> = tokens
        .iter()
        .take(LONGEST_NAME)
        .map_while(|token| if let Token::Word(word) = token { Some(word.as_str()) } else { None })
        .collect();
    for length in (2..=words.len()).rev() {
        let name = words[..length].join(" ");
        if !names::other_spellings(c, &name)?.is_empty() {
            return Ok((spellings(c, &name)?, length));
        }
    }
    // "army" is a word, "Army" may be somebody's name.
    let named = words[0].starts_with(|first: char| first.is_uppercase() || !first.is_ascii());
    Ok((if named { spellings(c, words[0])? } else { quoted(words[0]) }, 1))
}

/// Gives a name or phrase under all its spellings.
fn spellings(c: &Connection, words: &str) -> Result<String> {
    let others = names::other_spellings(c, words)?;
    let mut all: Vec<String> = others.iter().map(String::as_str).chain([words]).map(quoted).collect();
    all.sort();
    all.dedup();
    Ok(format!("({})", all.join(" OR ")))
}

fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace(|letter: char| letter == '"' || letter.is_control(), " "))
}

fn tokens(typed: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (index, part) in typed.replace(['“', '”', '„', '«', '»'], "\"").split('"').enumerate() {
        if index % 2 == 1 {
            tokens.extend(has_letters(part).then(|| Token::Phrase(part.to_owned())));
            continue;
        }
        for word in part.split_whitespace() {
            match word {
                "OR" => tokens.push(Token::Or),
                "NOT" | "-" => tokens.push(Token::Not),
                "AND" => {}
                _ => {
                    let (bare, not) = word.strip_prefix('-').map_or((word, false), |bare| (bare, true));
                    tokens.extend(not.then_some(Token::Not));
                    tokens.extend(has_letters(bare).then(|| Token::Word(bare.to_owned())));
                }
            }
        }
    }
    tokens
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::expression;
    use crate::{CaseFile, sample};

    #[test]
    fn whatever_is_typed_is_a_search_and_never_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = CaseFile::create_or_resume(folder.path().join("case.db")).unwrap();
        file.put_case(&sample::case()).unwrap();
        let c = &file.connection;
        for (typed, expected) in [
            ("guns died", r#"(("guns") AND ("died"))"#),
            (r#""three men" -trucks"#, r#"(("three men")) NOT ("trucks")"#),
            ("smoke OR fire", r#"(("smoke" OR "fire"))"#),
            ("port mirna", r#"((("Port Mirna" OR "port mirna")))"#),
        ] {
            assert_eq!(expression(c, typed).unwrap().unwrap(), expected, "{typed}");
        }
        for hostile in
            ["\"", "a\"b", "text:x", "NEAR(a b)", "a*", "^a", "((", "a AND", "OR", "- -", "NOT x", "🚢", "{a}", "a\0b"]
        {
            let Some(expression) = expression(c, hostile).unwrap() else { continue };
            let sql = "SELECT count(*) FROM passages WHERE passages MATCH ?";
            let counted: rusqlite::Result<i64> = c.query_row(sql, [&expression], |row| row.get(0));
            assert!(counted.is_ok(), "{hostile}: {expression}: {counted:?}");
        }
    }
}
