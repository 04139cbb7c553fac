//! Does a text hold the words that somebody seeks?

/// What is sought: every group must be met, a group by any of its alternatives; none of `not` may stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sought {
    all: Vec<Vec<String>>,
    not: Vec<String>,
}

/// Folds what spellings differ in: capitals, hyphens, apostrophes, accents of the Latin alphabet, Arabic marks.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            '-' | '–' | '_' => out.push(' '),
            '\'' | '’' | '‘' | 'ʿ' | 'ʾ' | '`' | '\u{64b}'..='\u{652}' | '\u{640}' | '\u{300}'..='\u{36f}' => {}
            'à'..='å' | 'ā' => out.push('a'),
            'è'..='ë' | 'ē' => out.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => out.push('i'),
            'ò'..='ö' | 'ō' => out.push('o'),
            'ù'..='ü' | 'ū' => out.push('u'),
            'ç' => out.push('c'),
            'ş' | 'š' | 'ṣ' => out.push('s'),
            'ğ' => out.push('g'),
            'أ' | 'إ' | 'آ' => out.push('ا'),
            'ة' => out.push('ه'),
            'ى' => out.push('ي'),
            other => out.push(other),
        }
    }
    out
}

impl Sought {
    /// Reads `"exact words" word OR other -never`.
    pub fn parse(typed: &str) -> Self {
        let mut sought = Self::default();
        let mut either = false;
        for (piece, quoted) in pieces(typed) {
            if !quoted && piece == "OR" {
                either = true;
                continue;
            }
            if !quoted && piece == "AND" {
                continue;
            }
            let (piece, unwanted) = match piece.strip_prefix('-') {
                Some(rest) if !quoted && !rest.is_empty() => (rest, true),
                _ => (piece.as_str(), false),
            };
            let folded = folded(piece).trim().to_owned();
            match sought.all.last_mut() {
                _ if folded.is_empty() => {}
                _ if unwanted => sought.not.push(folded),
                Some(group) if either => group.push(folded),
                _ => sought.all.push(vec![folded]),
            }
            either = false;
        }
        sought
    }

    /// Tells whether folded text has what is sought.
    pub fn is_met_by(&self, folded: &str) -> bool {
        self.all.iter().all(|group| group.iter().any(|word| has_word(folded, word)))
            && !self.not.iter().any(|word| has_word(folded, word))
    }

    /// Gives the words that may be marked in a text.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flatten().map(String::as_str)
    }
}

/// Tells whether a word begins somewhere in a text as it was typed: "shell" finds "shelling", "hell" does not.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
}

fn pieces(typed: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    for (n, part) in typed.split(['"', '“', '”', '«', '»']).enumerate() {
        if n % 2 == 1 {
            pieces.push((part.to_owned(), true));
        } else {
            pieces.extend(part.split_whitespace().map(|word| (word.to_owned(), false)));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Sought, folded};

    fn finds(typed: &str, text: &str) -> bool {
        Sought::parse(typed).is_met_by(&folded(text))
    }

    #[test]
    fn words_phrases_either_and_never() {
        let text = "Rebels shelled the Al-Bukamal market, a hospital said.";
        for typed in
            ["shell", "al bukamal", "\"bukamal market\"", "siege OR market", "rebels -siege", "REBELS AND market", ""]
        {
            assert!(finds(typed, text), "{typed}");
        }
        for typed in ["hell", "\"market bukamal\"", "siege", "rebels -market", "rebels siege"] {
            assert!(!finds(typed, text), "{typed}");
        }
    }

    #[test]
    fn spellings_are_folded() {
        assert!(finds("جرابلس", "مدينة جَرابلس"));
        assert!(finds("Sirnak", "Şırnak"));
    }
}
